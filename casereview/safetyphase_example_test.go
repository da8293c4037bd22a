package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
)

func ExampleSafetyPhases() {
	help := []casereview.AttrColumn{{Column: "soort", Name: "help", Values: []string{"recovery", "other"}}, {Column: "past", Name: "fit", Values: []string{"best", "second"}}}
	mapping := casereview.WideMapping{Case: "casus", Events: []casereview.EventColumn{
		{Column: "melding", Activity: casereview.Report, Subjects: "gezin"},
		{Column: "plan", Activity: casereview.SafetyPlan, Subjects: "plan voor"},
		{Column: "wachtlijst", Activity: casereview.Waitlisted},
		{Column: "hulp", Activity: casereview.HelpStart, Attributes: help},
		{Column: "direct veilig", Activity: casereview.DirectSafetyReached},
		{Column: "stabiel veilig", Activity: casereview.StableSafetyReached}}}
	file := `casus;melding;gezin;plan;plan voor;wachtlijst;hulp;soort;past;direct veilig;stabiel veilig
A-1;1-2-2023;P1|P2;5-2-2023;P1|P2;6-2-2023;1-3-2023;recovery;best;10-2-2023;1-5-2023
A-2;1-2-2023;P3|P4;6-2-2023;P3;;9-2-2023;recovery;second;20-2-2023;
A-3;1-2-2023;P5;;;10-2-2023;;;;;
`
	log, err := casereview.ReadWide(strings.NewReader(file), "phases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	p, err := casereview.SafetyPhases(log, time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC), casereview.PhaseOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(p)
	// Output:
	// Phases of safety, as of 2023-06-01 00:00: 3 cases
	//   safety plan made                             2 of 3, not known 0
	//   safety plan for all members                  1 of 3, not known 0
	//   help for recovery before direct safety       1 of 2, not known 0
	//   best fitting help, of the help that started  1 of 2, not known 0
	//   members in a plan                            3 of 4
	//   Time to direct safety                        3, reached 2, not yet 1; median 19.0 days (9.0 to –)
	//   Time to stable safety                        3, reached 1, not yet 2; median – days (89.0 to –)
	//   Waiting for help                             2, reached 1, not yet 1; median 23.0 days (23.0 to –)
	//   in phase direct safety                       1
	//   in phase risk-driven care                    1
	//   in phase recovery                            1
}
