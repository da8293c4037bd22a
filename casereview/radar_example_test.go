package casereview_test

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleRadar() {
	log, asOf := hoogeveen()
	radar, err := casereview.Radar(log, asOf, casereview.DrentheStudy(), casereview.RadarOptions{Days: 60})
	if err != nil {
		panic(err)
	}
	fmt.Print(radar)
	for _, row := range radar.Table().Rows {
		fmt.Println(row.Label.In(rma.English), row.Cells[1].Format(rma.English), row.Cells[5].Format(rma.English))
	}
	// Output:
	// Reports of the last 60 days up to 1 May 2023, under the rule action research Drenthe: 6 received, 1 on who is known (re-report 1, follow-up 0, first 5, not classified 0 of those received)
	// HOO-18 re-report 2 of 2: P6a P6b
}

func ExampleSensitivity() {
	log, _ := hoogeveen()
	grid, err := casereview.Sensitivity(log, casereview.SensitivityOptions{
		Rules:        []casereview.Rule{casereview.DrentheStudy(), casereview.CBS2022()},
		MergeWindows: []time.Duration{0, 48 * time.Hour},
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(grid)
	// Output:
	// action research Drenthe, each report apart   3 of 23 (13%), 4.5%–32.1%
	// action research Drenthe, together within 48h 3 of 23 (13%), 4.5%–32.1%; 0 reports other (0.0 points); of incidents 3 of 22 (14%)
	// CBS, three years, each report apart          3 of 23 (13%), 4.5%–32.1%; 0 reports other (0.0 points)
	// CBS, three years, together within 48h        3 of 23 (13%), 4.5%–32.1%; 0 reports other (0.0 points); of incidents 3 of 22 (14%)
}
