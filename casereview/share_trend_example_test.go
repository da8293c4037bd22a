package casereview_test

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Did the share of reports with a home visit rise over the months of the pilot?
func ExampleTrendOverGroups() {
	log, asOf := hoogeveen()
	series, err := casereview.Count(log, casereview.SeriesOptions{
		From: rma.NewDate(2022, 12, 1), AsOf: asOf,
		In: func(t casereview.Trace, _ casereview.Event) bool { return t.Has(casereview.HomeVisit) },
	})
	if err != nil {
		panic(err)
	}
	trend, err := casereview.TrendOverGroups(series.Groups(), casereview.ShareTrendOptions{What: rma.T("meldingen met een huisbezoek", "reports with a home visit")})
	if err != nil {
		panic(err)
	}
	fmt.Print(trend)
	// Output:
	// reports with a home visit over 5 groups
	//   2022-12: 4 of 5
	//   2023-01: 7 of 7
	//   2023-02: 5 of 5
	//   2023-03: 4 of 5
	//   2023-04: 1 of 1
	//   change of the share per step 0.004 (p = 1.000), Cochran-Armitage, exact
}
