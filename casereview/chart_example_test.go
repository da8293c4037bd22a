package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// visitShares is how many reports were followed by a visit within a day, per
// month: a year before the pilot and a year in it. Synthetic.
func visitShares() casereview.Series {
	visited := []int{21, 24, 18, 22, 20, 25, 23, 19, 22, 21, 24, 20, 27, 31, 29, 33, 30, 34, 28, 32, 31, 35, 30, 33}
	reports := []int{52, 55, 49, 51, 48, 56, 53, 50, 54, 49, 57, 51, 50, 54, 49, 53, 51, 55, 48, 52, 50, 56, 51, 53}
	series, err := casereview.NewSeries(rma.NewDate(2022, 1, 1), visited, reports, casereview.SeriesOptions{
		Name:   "bezoek",
		What:   rma.T("huisbezoek binnen 24 uur", "home visit within 24 hours"),
		Origin: rma.Origin{Method: "registratie"},
	})
	if err != nil {
		panic(err)
	}
	return series
}

func ExampleNewRunChart() {
	chart, err := casereview.NewRunChart(visitShares(), casereview.RunOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(chart)
	// Output:
	// home visit within 24 hours, run chart, 24 points
	//   phase 1, 2022-01 to 2023-12: median 49.3%, 24 useful; longest run 12 (at most 8), 1 crossings (at least 8): signal
}

func ExampleNewControlChart() {
	target := 0.9
	chart, err := casereview.NewControlChart(visitShares(), casereview.ControlOptions{
		Better: casereview.HigherBetter,
		Target: &target,
		Phases: []casereview.Phase{{From: rma.NewDate(2023, 1, 1), Reason: rma.T("begin van de pilot", "start of the pilot")}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(chart)
	undivided, err := casereview.NewControlChart(visitShares(), casereview.ControlOptions{Better: casereview.HigherBetter})
	if err != nil {
		panic(err)
	}
	fmt.Print(undivided)
	for _, w := range undivided.Warnings {
		fmt.Println(w.Label(rma.English))
	}
	// Output:
	// home visit within 24 hours, p chart, 24 points
	//   phase 1, 2022-01 to 2022-12: centre line 41.4%, limits at the end 20.7% to 62.1%
	//   phase 2, 2023-01 to 2023-12: centre line 60.0%, limits at the end 39.8% to 80.2%; start of the pilot
	//   target 90.0%: misses the target as long as nothing changes
	// home visit within 24 hours, p chart, 24 points
	//   phase 1, 2022-01 to 2023-12: centre line 50.7%, limits at the end 30.1% to 71.3%
	//   shift, low, 2022-01 – 2022-12 (special cause variation, concern)
	//   shift, high, 2023-01 – 2023-12 (special cause variation, improvement)
	// a period resembles the one before it (r=0.84, |r|≤0.41)
}

// The table of a chart goes through disclosure control like any other: what
// follows from a small count is hidden with it.
func ExampleControlChart_Table() {
	series, err := casereview.NewSeries(rma.NewDate(2023, 1, 1), []int{12, 9, 14, 3, 11, 13, 10, 12, 15, 11, 9, 13}, nil, casereview.SeriesOptions{Name: "meldingen"})
	if err != nil {
		panic(err)
	}
	chart, err := casereview.NewControlChart(series, casereview.ControlOptions{})
	if err != nil {
		panic(err)
	}
	shown, err := privacy.ProtectTable(chart.Table(), privacy.Policy{Audience: privacy.SteeringGroup})
	if err != nil {
		panic(err)
	}
	for _, row := range []string{"2023-02", "2023-04", "2023-06"} {
		var cells []string
		for _, column := range []string{"count", "centre", "lower", "upper", "signal"} {
			cell, _ := shown.Cell(row, column)
			cells = append(cells, cell.Format(rma.English))
		}
		fmt.Println(row, strings.Join(cells, " "))
	}
	// Output:
	// 2023-02 9 11.0 1.1 20.9 .
	// 2023-04 . 11.0 . . .
	// 2023-06 13 11.0 1.1 20.9 .
}

func ExampleFindRareEvents() {
	mapping := casereview.WideMapping{Case: "casus", Family: casereview.Field{Column: "gezin"}, Events: []casereview.EventColumn{
		{Column: "melding", Activity: casereview.Report, Required: true}, {Column: "afsluiting", Activity: casereview.Closed}}}
	rows := `casus;gezin;melding;afsluiting
A-1;A;2023-01-10;2023-02-01
B-1;B;2023-02-12;2023-03-01
A-2;A;2023-03-05;2023-04-01
C-1;C;2023-03-20;2023-05-01
D-1;D;2023-04-11;
B-2;B;2023-05-05;
C-2;C;2023-05-05;
E-1;E;2023-06-01;
`
	log, err := casereview.ReadWide(strings.NewReader(rows), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	rare, err := casereview.FindRareEvents(log, casereview.RareOptions{AsOf: time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		panic(err)
	}
	for _, e := range rare.Events {
		fmt.Println(e.Cases, "reports,", e.Days, "days")
	}
	fmt.Println("before the first re-report:", rare.Before, "since the last:", rare.Since)
	// Output:
	// 2 reports, 61 days
	// 0 reports, 0 days
	// before the first re-report: 2 since the last: 1
}

func ExampleNewMeasurements() {
	var medians []casereview.Measurement
	for _, days := range []float64{4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 4, 14} {
		medians = append(medians, casereview.Measurement{Value: days, N: 21})
	}
	list, err := casereview.NewMeasurements(rma.NewDate(2023, 1, 1), medians, casereview.MeasurementOptions{
		What:       rma.T("tijd tot het eerste gesprek", "time to the first conversation"),
		Definition: rma.T("mediaan per maand van melding", "median per month of the report"),
		Measure:    rma.T("dagen", "days"),
	})
	if err != nil {
		panic(err)
	}
	chart, err := casereview.NewControlChart(list, casereview.ControlOptions{Better: casereview.LowerBetter, Screen: true})
	if err != nil {
		panic(err)
	}
	fmt.Print(chart)
	// Output:
	// time to the first conversation, XmR chart, 12 points
	//   phase 1, 2023-01 to 2023-12: centre line 5.1 days, limits at the end 1.4 days to 8.8 days
	//   outside the limits, high, 2023-12 (special cause variation, concern)
}
