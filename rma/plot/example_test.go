package plot_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

var cases = "casus;melding;bezoek\n" + rows()

// rows are twelve cases, of which six had a visit.
func rows() string {
	var b strings.Builder
	for i := range 12 {
		visit := ""
		if i%2 == 0 {
			visit = "8-2-2023"
		}
		fmt.Fprintf(&b, "C%d;6-2-2023;%s\n", i+1, visit)
	}
	return b.String()
}

// A chart is drawn from what a policy lets through: here nothing below 5.
func ExampleIntervals() {
	log, err := casereview.ReadWide(strings.NewReader(cases), "cases.csv", casereview.WideMapping{Case: "casus",
		Events: []casereview.EventColumn{{Column: "melding", Activity: casereview.Report}, {Column: "bezoek", Activity: casereview.HomeVisit}}}, casereview.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	origin := rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}
	share, err := casereview.Share(log, casereview.ShareOptions{Name: "bezoek", Origin: origin,
		What: rma.T("huisbezoek", "home visit"), Of: casereview.Has(casereview.Report), In: casereview.Has(casereview.HomeVisit)})
	if err != nil {
		fmt.Println(err)
		return
	}
	evidence, err := rma.Collect(share)
	if err != nil {
		fmt.Println(err)
		return
	}
	release, err := privacy.Protect(privacy.Material{Evidence: evidence}, privacy.Policy{Audience: privacy.SteeringGroup})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := plot.Intervals(rma.T("Tempo", "Pace"), release.Evidence(), []string{origin.ObservationID("bezoek")},
		plot.IntervalOptions{Options: plot.Options{Lang: rma.English}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var svg bytes.Buffer
	if err := f.SVG(&svg); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Alt())
	fmt.Print(f.Table.Text(rma.English))
	// Output:
	// Pace. home visit (HOO): 6 of 12 (50%), 25%–75%.
	// CONFIDENTIAL – for the steering group only
	// Pace
	// what        pilot  count (share)  interval  definition
	// home visit  HOO    6 of 12 (50%)  25%–75%
	// A point: 1 to 4, or not shown to protect another count.
}
