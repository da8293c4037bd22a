package casereview_test

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleCount() {
	log, asOf := hoogeveen()
	series, err := casereview.Count(log, casereview.SeriesOptions{
		From: rma.NewDate(2022, 12, 1), // the start of the pilot
		AsOf: asOf,
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(series)
	// Output:
	// report per month, 5 periods
	//   2022-12 5
	//   2023-01 7
	//   2023-02 5
	//   2023-03 5
	//   2023-04 1
	//   not counted: 0 in an incomplete period, 0 of which the period is not sure, 0 outside the data
}
