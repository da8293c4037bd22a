package casereview_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func ExampleBetween() {
	log, asOf := hoogeveen()
	b, err := casereview.Between(log, asOf, casereview.Report, casereview.HomeVisit, casereview.BetweenOptions{
		Splits: []casereview.Split{casereview.SplitByWeekend(casereview.Weekend{})}})
	if err != nil {
		panic(err)
	}
	fmt.Print(b)
	day, err := b.Within(24 * time.Hour)
	if err != nil {
		panic(err)
	}
	fmt.Print(day)
	// Output:
	// Time from report to home visit, as of 2023-05-01 00:00: 21, followed 19, not yet 2
	//   time within which 25% followed       20.0 hours (3.0 to 24.0)
	//   time within which 50% followed       25.0 hours (20.0 to 96.0)
	//   time within which 75% followed       96.0 hours (49.0 to –)
	// home visit within 24h of report: 9 of 21 (43%), 24.5%–63.5%, bounds 9 to 9 of 21
	//   not in time 12 (not at all 2), undetermined 0, not due 0, not applicable 0
	//   start at the weekend (Fri 17:00 – Mon 08:00): no: 5 of 14 (36%), 16.3%–61.2%, bounds 5 to 5 of 14
	//   not in time 9 (not at all 0), undetermined 0, not due 0, not applicable 0
	//   start at the weekend (Fri 17:00 – Mon 08:00): yes: 4 of 7, too few for an interval in percent, bounds 4 to 4 of 7
	//   not in time 3 (not at all 2), undetermined 0, not due 0, not applicable 0
}

func ExampleBetweenTimes_Within() {
	mapping := casereview.WideMapping{Case: "casus", Events: []casereview.EventColumn{
		{Column: "melding", Activity: casereview.Report},
		{Column: "bezoek", Activity: casereview.HomeVisit},
	}}
	cases := `casus;melding;bezoek
A-1;1-2-2023 10:00;2-2-2023 10:00
A-2;1-2-2023;2-2-2023
A-3;1-2-2023;3-2-2023
A-4;1-2-2023;
A-5;30-4-2023 12:00;
`
	log, err := casereview.ReadWide(strings.NewReader(cases), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	asOf := time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC)
	b, err := casereview.Between(log, asOf, casereview.Report, casereview.HomeVisit, casereview.BetweenOptions{})
	if err != nil {
		panic(err)
	}
	w, err := b.Within(24 * time.Hour)
	if err != nil {
		panic(err)
	}
	for i, o := range w.Outcomes {
		fmt.Println(w.Times.Cases[i].Case, o.Label(rma.English))
	}
	fmt.Println(w.All.Share.Format(rma.English, 0), w.All.Counts)
	// Output:
	// C-0001 in time
	// C-0002 undetermined
	// C-0003 later
	// C-0004 no visit
	// C-0005 not due yet
	// 1 of 3 {1 2 1 1 0 1}
}
