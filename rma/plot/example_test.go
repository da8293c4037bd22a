package plot_test

import (
	"bytes"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
)

func ExampleIntervals() {
	p := rma.Proportion{K: 9, N: 21}
	f, err := plot.Intervals(rma.T("Tempo", "Pace"), []rma.Observation{{
		ID: "casusmonitoring/HOO/bezoek-24h", Origin: rma.Origin{Method: "casusmonitoring", Pilot: "HOO"},
		What: rma.T("huisbezoek binnen 24 uur", "home visit within 24 hours"), N: p.N,
		Share: &rma.Share{Proportion: p, Interval: p.Wilson(0)},
	}}, plot.IntervalOptions{Options: plot.Options{Lang: rma.English}})
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
	// Pace. home visit within 24 hours (HOO): 9 of 21 (43%), 24%–63%.
	// Pace
	// what                        pilot  count (share)  interval  definition
	// home visit within 24 hours  HOO    9 of 21 (43%)  24%–63%
}
