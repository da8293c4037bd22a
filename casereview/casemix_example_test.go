package casereview_test

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleCaseMix() {
	mapping := casereview.WideMapping{Case: "casus", Pilot: casereview.Field{Column: "pilot"},
		Events: []casereview.EventColumn{{Column: "melding", Activity: casereview.Report}},
		Attributes: []casereview.AttrColumn{{Column: "kinderen", Name: "children", Values: []string{"ja", "nee"}},
			{Column: "dienst", Values: []string{"onderzoek", "V&V"}}}}
	file := `casus;pilot;melding;kinderen;dienst
A-1;EMM;1-2-2023;ja;onderzoek
A-2;EMM;2-2-2023;ja;V&V
A-3;EMM;3-2-2023;nee;V&V
A-4;HOO;4-2-2023;;V&V
A-5;HOO;5-2-2023;ja;
`
	log, err := casereview.ReadWide(strings.NewReader(file), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	m, err := casereview.CaseMix(log, casereview.CaseMixOptions{By: []casereview.Split{casereview.SplitByAttr("dienst", rma.T("dienst", "service"))}})
	if err != nil {
		panic(err)
	}
	fmt.Print(m)
	// Output:
	// Case mix of 5 cases
	//   children in the family
	//     no                       1 of 5; of those recorded 1 of 4; EMM 1 of 3; HOO 0 of 2
	//     yes                      3 of 5; of those recorded 3 of 4; EMM 2 of 3; HOO 1 of 2
	//     not recorded             1 of 5; EMM 0 of 3; HOO 1 of 2
	//   service
	//     V&V                      3 of 5; of those recorded 3 of 4; EMM 2 of 3; HOO 1 of 2
	//     onderzoek                1 of 5; of those recorded 1 of 4; EMM 1 of 3; HOO 0 of 2
	//     not recorded             1 of 5; EMM 0 of 3; HOO 1 of 2
}
