package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
)

func ExampleCheckNorm() {
	mapping := casereview.WideMapping{Case: "casus", Events: []casereview.EventColumn{
		{Column: "melding", Activity: casereview.Report},
		{Column: "beoordeeld", Activity: casereview.AssessmentDone},
	}}
	cases := `casus;melding;beoordeeld
A-1;6-2-2023;13-2-2023
A-2;6-2-2023;14-2-2023
A-3;5-4-2023;14-4-2023
A-4;3-4-2023;20-4-2023
A-5;1-3-2023;
A-6;28-4-2023;
`
	log, err := casereview.ReadWide(strings.NewReader(cases), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	asOf := time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC)
	n, err := casereview.CheckNorm(log, asOf, casereview.AssessmentNorm(), casereview.NormOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(n)
	// Output:
	// safety assessment within 5 working days of the report: 2 of 5, too few for an interval in percent, bounds 2 to 2 of 5
	//   not in time 3 (not at all 1), undetermined 0, not due 1, not applicable 0
	//   target: 90% in time: not reached
	//   1 working days over: 1
	//   2–5 working days over: 0
	//   6–10 working days over: 1
	//   11–20 working days over: 0
	//   21+ working days over: 0
	//   not happened yet: 1
}
