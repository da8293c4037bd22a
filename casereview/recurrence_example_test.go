package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// closedFamilies reads twelve synthetic dossiers of nine families, of which four
// were reported again.
func closedFamilies() (*casereview.Log, time.Time) {
	mapping := casereview.WideMapping{
		Case: "casus", Family: casereview.Field{Column: "gezin"},
		Events: []casereview.EventColumn{
			{Column: "melding", Activity: casereview.Report},
			{Column: "afsluiting", Activity: casereview.Closed},
			{Column: "verhuisd", Activity: casereview.LeftRegion},
		},
	}
	cases := `casus;gezin;melding;afsluiting;verhuisd
A-1;A;2023-01-03;2023-02-01;
A-2;A;2023-03-03;2023-04-01;
A-3;A;2023-09-28;;
B-1;B;2023-01-10;2023-03-01;
C-1;C;2023-01-20;2023-02-20;
C-2;C;2023-06-20;;
D-1;D;2023-02-01;2023-03-15;2023-06-15
E-1;E;2023-02-10;2023-04-01;
F-1;F;2023-03-01;2023-05-01;
G-1;G;2023-03-12;2023-06-01;
H-1;H;2023-04-01;2023-07-01;
I-1;I;2023-10-01;;
`
	log, err := casereview.ReadWide(strings.NewReader(cases), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	asOf, err := casereview.ParseStamp("2024-01-01", nil)
	if err != nil {
		panic(err)
	}
	return log, asOf.Lo()
}

func ExampleRecurrence() {
	log, asOf := closedFamilies()
	r, err := casereview.Recurrence(log, asOf, casereview.RecurrenceOptions{Windows: []int{90, 180}})
	if err != nil {
		panic(err)
	}
	fmt.Print(r)
	for _, w := range r.Warnings {
		fmt.Println(w.Label(rma.English))
	}
	// Output:
	// Re-report after closing, rule drenthe, as of 2024-01-01: 9 of 9 closings
	//   within   90 days  0.11 (0.02 to 0.57), re-reported 1, no longer followed 0, followed longer 8
	//                     of those followed throughout 1 of 9, left out 0
	//   within  180 days  0.37 (0.13 to 0.76), re-reported 3, no longer followed 1, followed longer 5
	//                     of those followed throughout 3 of 8, left out 1
	//   median – days (30.0 to –), mean up to 180 days 155.7 days (123.6 to 187.9)
	//   within   90 days  0.13 (0.02 to 0.78) re-reports per family, of 8 families
	//   within  180 days  0.27 (0.08 to 0.87) re-reports per family, of 8 families
	// too few cases for a percentage (n=9, n≥10)
}

func ExampleSideBySide() {
	log, asOf := closedFamilies()
	reports, err := casereview.ClassifyReports(log, casereview.DrentheStudy(), casereview.ReportOptions{})
	if err != nil {
		panic(err)
	}
	closings, err := casereview.Recurrence(log, asOf, casereview.RecurrenceOptions{Windows: []int{180}})
	if err != nil {
		panic(err)
	}
	fmt.Print(casereview.SideBySide(reports, closings))
	// Output:
	// re-reports of the classified reports: 3 of 12 (25%)
	// chance of a re-report within 180 days after closing: 0.37 (0.13 to 0.76)
	// different populations: a share of the reports and a chance after closing cannot be compared (drenthe: n=12; drenthe: n=9)
}
