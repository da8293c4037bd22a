package casereview_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// hoogeveen reads the synthetic cases of the examples, and gives the end of the
// pilot.
func hoogeveen() (*casereview.Log, time.Time) {
	file, err := os.Open("testdata/HOO.json")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	mapping, err := casereview.ReadWideMapping(file, "HOO.json")
	if err != nil {
		panic(err)
	}
	cases, err := os.Open("testdata/HOO.csv")
	if err != nil {
		panic(err)
	}
	defer cases.Close()
	log, err := casereview.ReadWide(cases, "HOO.csv", mapping, casereview.ReadOptions{Pseudonyms: privacy.Declared()})
	if err != nil {
		panic(err)
	}
	asOf, err := casereview.ParseStamp("2023-05-01", nil)
	if err != nil {
		panic(err)
	}
	return log, asOf.Lo()
}

func Example() {
	log, asOf := hoogeveen()
	origin := rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}
	visits, err := casereview.TimeToVisit(log, asOf, casereview.VisitOptions{Name: "bezoek", Origin: origin})
	if err != nil {
		panic(err)
	}
	reports, err := casereview.ClassifyReports(log, casereview.DrentheStudy(), casereview.ReportOptions{Origin: origin})
	if err != nil {
		panic(err)
	}
	evidence, err := rma.Collect(visits, reports)
	if err != nil {
		panic(err)
	}
	o, _ := evidence.Get("casusmonitoring/HOO/bezoek-24h")
	fmt.Println(o.What.In(rma.Dutch)+":", o.Format(rma.Dutch))
	o, _ = evidence.Get("casusmonitoring/HOO/reports-drenthe-rereport")
	fmt.Println(o.What.In(rma.Dutch)+":", o.Format(rma.Dutch))
	// Output:
	// huisbezoek binnen 24 uur: 9 van de 21 (43%), 24%–63%
	// hermeldingen van de ingedeelde meldingen: 3 van de 23 (13%), 5%–32%
}

func ExampleReadWide() {
	mapping := casereview.WideMapping{
		Case: "casus",
		Events: []casereview.EventColumn{
			{Column: "melding", Activity: casereview.Report, Required: true},
			{Column: "bezoek", Activity: casereview.HomeVisit},
		},
	}
	good := "casus;melding;bezoek;naam\n20230114;1-2-2023 10:00;1-2-2023;Jansen\n"
	log, err := casereview.ReadWide(strings.NewReader(good), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	for id, t := range log.Cases() {
		for e := range t.All() {
			fmt.Println(id, e.Activity, e.At, e.At.Precision())
		}
	}
	for _, w := range log.Warnings() {
		fmt.Println(w.Label(rma.English))
	}

	bad := "casus;melding;bezoek\nA-1;1-2-2023;31-1-2023\nA-1;;soon\n"
	_, err = casereview.ReadWide(strings.NewReader(bad), "cases.csv", mapping, casereview.ReadOptions{})
	fmt.Println(err)
	// Output:
	// C-0001 home-visit 2023-02-01 day
	// C-0001 report 2023-02-01T10:00 minute
	// left open by the precision of the time stamp (report < home-visit: n=1)
	// cases.csv:2:3 (bezoek): events are in an impossible order: report before home-visit
	// cases.csv:3:1 (casus): occurs more than once: first on line 2
	// cases.csv:3:2 (melding): a required value is missing
	// cases.csv:3:3 (bezoek): not a date in a declared layout: a day is written as 31-1-2023 or 2023-01-31, with 15:04 behind it for the time
}

func ExampleReadLong() {
	mapping := casereview.LongMapping{
		Case: "dossier", Activity: "activiteit", At: "moment",
		Municipality: casereview.Field{Column: "gemeente"},
		Actor:        "medewerker",
		Codes:        map[string]casereview.Activity{"melding": casereview.Report, "huisbezoek": casereview.HomeVisit},
	}
	good := `dossier;gemeente;activiteit;moment;medewerker
20230114;Emmen;melding;1-2-2023 10:00;Kim
20230115;Assen;melding;1-2-2023;Jo
20230114;Emmen;huisbezoek;2-2-2023 9:30;Jo
`
	log, err := casereview.ReadLong(strings.NewReader(good), "events.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	for id, t := range log.Cases() {
		for e := range t.All() {
			fmt.Println(id, t.Case.Municipality, e.Activity, e.At, e.Actor)
		}
	}

	bad := "dossier;gemeente;activiteit;moment;medewerker\n7;Emmen;melding;1-2-2023;Kim\n7;Assen;bezoek;31-4-2023;Kim\n"
	_, err = casereview.ReadLong(strings.NewReader(bad), "events.csv", mapping, casereview.ReadOptions{})
	fmt.Println(err)
	// Output:
	// C-0001 Emmen report 2023-02-01T10:00 W-0001
	// C-0001 Emmen home-visit 2023-02-02T09:30 W-0002
	// C-0002 Assen report 2023-02-01 W-0002
	// events.csv:3:2 (gemeente): differs from what an earlier row says: first on line 2
	// events.csv:3:3 (activiteit): not a term of the declared vocabulary: give the activity in codes or skip
	// events.csv:3:4 (moment): not a date in a declared layout: a day is written as 31-1-2023 or 2023-01-31, with 15:04 behind it for the time
}

func ExampleEachLong() {
	mapping := casereview.BupaR()
	mapping.Codes = map[string]casereview.Activity{"visit": casereview.HomeVisit}
	file := `case_id,activity_id,activity_instance_id,lifecycle_id,timestamp,resource_id
d1,visit,1,start,2023-02-01T09:00:00Z,Kim
d1,visit,1,complete,2023-02-01T10:15:00Z,Kim
`
	for row, err := range casereview.EachLong(strings.NewReader(file), "log.csv", mapping, casereview.ReadOptions{}) {
		if err != nil {
			panic(err)
		}
		fmt.Println(row.Case.ID, row.Event.Activity, row.Event.At, "to", row.Event.End)
	}
	// Output:
	// C-0001 home-visit 2023-02-01T10:00 to 2023-02-01T11:15
}

func ExampleReadXES() {
	file := `<log xes.version="1.0"><trace>
	<string key="concept:name" value="20230114"/>
	<event>
		<string key="concept:name" value="Melding ontvangen"/>
		<date key="time:timestamp" value="2023-02-01T10:00:00.000+01:00"/>
		<string key="org:resource" value="Kim"/>
	</event>
</trace></log>`
	mapping := casereview.PM4Py()
	mapping.Codes = map[string]casereview.Activity{"Melding ontvangen": casereview.Report}
	log, err := casereview.ReadXES(strings.NewReader(file), "log.xes", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	if err := casereview.WriteXES(&b, log); err != nil {
		panic(err)
	}
	_, trace, _ := strings.Cut(b.String(), "\t<trace>\n")
	fmt.Print(strings.ReplaceAll(trace, "\t", "  "))
	// Output:
	//     <string key="concept:name" value="C-0001"/>
	//     <event>
	//       <string key="concept:name" value="report"/>
	//       <date key="time:timestamp" value="2023-02-01T10:00:00.000+01:00"/>
	//       <string key="lifecycle:transition" value="complete"/>
	//       <string key="stamp" value="2023-02-01T10:00"/>
	//       <string key="org:resource" value="W-0001"/>
	//     </event>
	//   </trace>
	// </log>
}

func ExampleTimeToVisit() {
	log, asOf := hoogeveen()
	visits, err := casereview.TimeToVisit(log, asOf, casereview.VisitOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(visits)
	for _, r := range visits.Reasons {
		fmt.Println(r.Count, r.Reason.Label(rma.English))
	}
	// Output:
	// Time to the first home visit, from receipt of the report, as of 2023-05-01 00:00
	//   home visit within 24h                      9 of 21 (43%), 24.5%–63.5%, bounds 9 to 9 of 21
	//                                              later 10, no visit 2, undetermined 0, not due 0
	//   home visit not later than the next day     11 of 21 (52%), 32.4%–71.7%, bounds 11 to 11 of 21
	//                                              later 8, no visit 2, undetermined 0, not due 0
	// 2 family not open to help
	// 3 family not available
	// 2 delay at the police
	// 1 delay at Veilig Thuis
	// 1 delay at the local team
	// 2 case: temporary restraining order
	// 1 report at the weekend
}

func ExampleTwoByTwo() {
	log, asOf := hoogeveen()
	visits, err := casereview.TimeToVisit(log, asOf, casereview.VisitOptions{})
	if err != nil {
		panic(err)
	}
	consult := casereview.SameDay(casereview.Report, casereview.Consult)
	a, err := casereview.TwoByTwo(log, consult, visits.MetWithin(), casereview.AssociationOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(a)
	for _, w := range a.Warnings {
		fmt.Println(w.Label(rma.English))
	}
	// Output:
	// home visit within 24h by report and consult on the same day, n = 21 (left out 0)
	//   yes: 7 of 10 (70%), 39.7%–89.2%
	//   no:  2 of 11 (18%), 5.1%–47.7%
	//   risk difference   0.52 (0.10 to 0.75; p = 0.030)  [Newcombe, level 0.95]
	//   odds ratio        9.14 (1.01 to 140.57; p = 0.030)  [conditional, exact]; ad/bc = 10.50
	//   ratio of shares   3.85 (1.03 to 14.38; p = 0.030)  [Katz]
	//   smallest expected count 4.3
	// association, not cause (n=21)
	// an expected count below 5 (min=4.3)
}

func ExampleCompareRules() {
	mapping := casereview.WideMapping{
		Case: "casus", Family: casereview.Field{Column: "gezin"},
		Events: []casereview.EventColumn{
			{Column: "melding", Activity: casereview.Report, Subjects: "wie"},
			{Column: "overdracht", Activity: casereview.Handover},
			{Column: "monitor", Activity: casereview.MonitorContact},
			{Column: "melding2", Activity: casereview.Report},
			{Column: "afsluiting", Activity: casereview.Closed},
		},
	}
	cases := `casus;gezin;melding;wie;overdracht;monitor;melding2;afsluiting
A-1;A;2017-01-10;a1|a2;2017-01-20;;;2017-03-01
A-2;A;2023-02-01;a1|a2;2023-02-10;2023-03-01;2023-04-02;
B-1;B;2020-09-01;b1|b2;2020-09-08;;;2020-10-01
B-2;B;2023-01-15;b1|b2;;;;2023-01-20
C-1;C;2023-03-03;b2|c1;;;;
`
	log, err := casereview.ReadWide(strings.NewReader(cases), "cases.csv", mapping, casereview.ReadOptions{})
	if err != nil {
		panic(err)
	}
	rules := []casereview.Rule{casereview.DrentheStudy(), casereview.CBS2022(), casereview.Within12Months()}
	c, err := casereview.CompareRules(log, rules, casereview.ReportOptions{})
	if err != nil {
		panic(err)
	}
	for _, r := range c.Results {
		fmt.Printf("%-9s %v, known from before the look-back %d, during monitoring %d\n",
			r.Rule.Name, r.Counts, r.KnownBeyond, r.Stages.DuringMonitoring)
	}
	fmt.Println(c.Results[1].Definition.EN)
	// Output:
	// drenthe   {3 2 1 0}, known from before the look-back 0, during monitoring 1
	// cbs       {3 2 1 0}, known from before the look-back 1, during monitoring 1
	// 12-months {5 0 1 0}, known from before the look-back 2, during monitoring 1
	// re-report: a report while no dossier is running and an earlier dossier about at least one directly involved person was closed in the 3 years before; a report on a running dossier, also during monitoring, is a follow-up report; when closed at the same moment: follow-up report
}

func ExampleShare() {
	log, _ := hoogeveen()
	s, err := casereview.Share(log, casereview.ShareOptions{
		What:       rma.T("dossiers met een huisbezoek", "cases with a home visit"),
		Definition: rma.T("minstens één huisbezoek vastgelegd", "at least one home visit recorded"),
		In:         casereview.Has(casereview.HomeVisit),
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(s)
	fmt.Println(s.Share.Format(rma.Dutch, 0))
	// Output:
	// cases with a home visit: 19 of 21 (90%), Wilson 71.1%–97.3%, Clopper-Pearson 69.6%–98.8% (outside the base 0, not recorded 0)
	// 19 van de 21 (90%)
}

func ExampleParseStamp() {
	for _, s := range []string{"1-2-2023 10:00", "2023-02-01", "2023-W05", "2023-02", "29-10-2023 02:30"} {
		stamp, err := casereview.ParseStamp(s, nil)
		if err != nil {
			panic(err)
		}
		fmt.Println(stamp, stamp.Precision(), stamp.Hi().Sub(stamp.Lo()))
	}
	_, err := casereview.ParseStamp("26-3-2023 02:30", nil)
	fmt.Println(err)
	// Output:
	// 2023-02-01T10:00 minute 1m0s
	// 2023-02-01 day 24h0m0s
	// 2023-W05 week 168h0m0s
	// 2023-02 month 672h0m0s
	// 2023-10-29T02:30 minute 1h1m0s
	// not a date in a declared layout: the clock skips this time when it goes forward
}
