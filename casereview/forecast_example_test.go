package casereview_test

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// A municipality with 95 reports a year, where of those in the province 125 of 1905
// got the service; the pilot runs six months and wants ten cases.
func ExampleForecastLoad() {
	load, err := casereview.ForecastLoad(95, casereview.ServiceShare{Seen: rma.Proportion{K: 125, N: 1905}}, casereview.LoadOptions{Months: 6})
	if err != nil {
		panic(err)
	}
	fmt.Print(load)
	fmt.Println(load.Warnings[0].Label(rma.English))
	// Output:
	// Expected cases with the service, share 125 of 1905 (7%)
	//   per year                      6.2, 2 to 12; none 0.002
	//   per month                     0.5, 0 to 2; none 0.594
	//   per week                      0.1, 0 to 1; none 0.887
	//   in the run of 6 months        3.1, 0 to 7; none 0.045
	//   95 reports per year; chance of at least 10 in the run of 6 months: 0.2%; with a chance of 80% in 25 months
	// the run will probably bring too few cases (10: 0.002 < 0.8)
}
