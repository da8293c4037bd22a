package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
)

func ExampleAdviceTrack() {
	yesNo := []string{"ja", "nee"}
	mapping := casereview.WideMapping{Case: "casus", Events: []casereview.EventColumn{
		{Column: "advies", Activity: casereview.AdviceRequest, Attributes: []casereview.AttrColumn{
			{Column: "sector", Codes: map[string]string{"onderwijs": "education", "zorg": "health"}, Values: []string{"education", "health"}},
			{Column: "samen bezocht", Name: "joint_visit", Values: yesNo}, {Column: "teruggebeld", Name: "callback", Values: yesNo}}},
		{Column: "vervolg", Activity: casereview.AdviceFollowUp}, {Column: "melding", Activity: casereview.Report}}}
	file := `casus;advies;sector;samen bezocht;teruggebeld;vervolg;melding
A-1;1-2-2023;onderwijs;ja;ja;3-2-2023;
A-2;2-2-2023;onderwijs;nee;;;15-2-2023
A-3;3-2-2023;zorg;nee;nee;9-2-2023;
A-4;4-2-2023;;nee;ja;;20-6-2023
`
	log, err := casereview.ReadWide(strings.NewReader(file), "advice.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	a, err := casereview.AdviceTrack(log, time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC), casereview.AdviceOptions{Windows: []int{30}})
	if err != nil {
		panic(err)
	}
	fmt.Print(a)
	// Output:
	// Advice, as of 2023-07-01 00:00: 4 requests in 4 cases
	//   joint visit after advice                 1 of 4, not recorded 0
	//   follow-up by Veilig Thuis after advice   2 of 4, not recorded 0
	//   callback agreed                          2 of 3, not recorded 1
	//   warm handover facilitated                0 of 0, not recorded 4
	//   picked up together                       0 of 0, not recorded 4
	//   sector health                            1 of 4
	//   sector education                         2 of 4
	//   sector not recorded                      1 of 4
	//   report within 30 days                    1 of 4; 0.25 (0.04 to 0.87)
}
