package casereview_test

import (
	"fmt"
	"os"
	"time"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func ExampleCheckAll() {
	log, asOf := hoogeveen()
	checked, err := casereview.CheckAll(log, asOf,
		casereview.MustStart(casereview.Report),
		casereview.Response(casereview.Report, casereview.HomeVisit),
		casereview.Within(casereview.Report, casereview.HomeVisit, 24*time.Hour),
		casereview.Precedence(casereview.Handover, casereview.Closed),
	)
	if err != nil {
		panic(err)
	}
	fmt.Print(checked)
	// Output:
	// Rules about the course of 21 cases, 18 of them open, as of 2023-05-01 00:00
	//   starts with report
	//     21 of 21 (100%), 84.5%–100.0%; violated 0, not applicable 0, still open 0; ambiguous 0, not final 0
	//   report is followed by home visit
	//     17 of 17 (100%), 81.6%–100.0%; violated 0, not applicable 0, still open 4; ambiguous 0, not final 14
	//   report is followed by home visit within 24h
	//     8 of 21 (38%), 20.8%–59.1%; violated 13, not applicable 0, still open 0; ambiguous 0, not final 8
	//   handover before any closed
	//     3 of 3, too few for an interval in percent; violated 0, not applicable 18, still open 0; ambiguous 0, not final 18
}

func ExamplePresence() {
	log, asOf := hoogeveen()
	presence, err := casereview.Presence(log, casereview.PresenceOptions{AsOf: asOf})
	if err != nil {
		panic(err)
	}
	fmt.Print(presence)
	// Output:
	// What happens in 21 cases, 0 of them without an event
	//   report                           21 of 21 (100%); first in 21, last in 2; 23 times
	//   consult                          21 of 21 (100%); first in 0, last in 3; 21 times
	//   home visit                       19 of 21 (90%); first in 0, last in 11; 19 times
	//   handover                         6 of 21 (29%); first in 0, last in 0; 6 times
	//   monitoring contact               3 of 21 (14%); first in 0, last in 2; 3 times
	//   closed                           3 of 21 (14%); first in 0, last in 3; 3 times
}

// Parts of a log, read apart, are counted apart and merged.
func ExamplePresenceTally() {
	log, asOf := hoogeveen()
	o := casereview.PresenceOptions{AsOf: asOf}
	one, other := casereview.NewPresenceTally(o), casereview.NewPresenceTally(o)
	n := 0
	for _, t := range log.Cases() {
		if n++; n%2 == 0 {
			one.Add(t)
		} else {
			other.Add(t)
		}
	}
	if err := one.Merge(other); err != nil {
		panic(err)
	}
	presence, err := one.Result()
	if err != nil {
		panic(err)
	}
	fmt.Println(presence.Activities[0].Share)
	// Output:
	// 21 van de 21 (100%)
}

func ExampleVariants() {
	log, asOf := hoogeveen()
	variants, err := casereview.Variants(log, casereview.VariantOptions{AsOf: asOf, Ignore: []casereview.Activity{casereview.MonitorContact}})
	if err != nil {
		panic(err)
	}
	release, err := privacy.Protect(privacy.Material{Tables: []rma.Table{variants.Table()}}, privacy.Policy{Audience: privacy.SteeringGroup})
	if err != nil {
		panic(err)
	}
	for _, row := range release.Tables()[0].View().Rows {
		fmt.Println(row.Label.In(rma.Dutch)+":", row.Cells[0].Format(rma.Dutch))
	}
	// Output:
	// melding → overleg → huisbezoek: 11 van de 21 (52%)
	// andere varianten: 10 van de 21 (48%)
	// alle met een gebeurtenis: 21 van de 21 (100%)
}

func ExampleThroughput() {
	log, asOf := hoogeveen()
	times, err := casereview.Throughput(log, asOf, casereview.ThroughputOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(times)
	// Output:
	// Throughput time in days, as of 2023-05-01 00:00: 21 cases, 18 of them open
	//   throughput, closed cases     n = 3, median 13.4 (quartiles 13.3 and 13.4)
	//   idle, closed cases           n = 3, median 13.4 (quartiles 13.3 and 13.4)
	//   longest gap, closed cases    n = 3, median 9.0 (quartiles 9.0 and 9.0)
	//   all cases, Kaplan-Meier      n = 21, median – (– to –)
}

func ExampleDirectlyFollows() {
	log, asOf := hoogeveen()
	graph, err := casereview.DirectlyFollows(log, casereview.FollowsOptions{AsOf: asOf, MinCases: 10})
	if err != nil {
		panic(err)
	}
	if err := graph.WriteMermaid(os.Stdout, rma.English); err != nil {
		panic(err)
	}
	// Output:
	// flowchart LR
	//   start((["start"]))
	//   finish((["end"]))
	//   n0["report<br/>21 cases"]
	//   n1["consult<br/>21 cases"]
	//   n2["home visit<br/>19 cases"]
	//   n3["handover<br/>6 cases"]
	//   n4["monitoring contact<br/>3 cases"]
	//   n5["closed<br/>3 cases"]
	//   start -->|"21"| n0
	//   n0 -->|"17<br/>0.0 d"| n1
	//   n1 -->|"15<br/>1.0 d"| n2
	//   n2 -->|"11"| finish
	//   caption["21 cases#59; arcs by cases#59; 12 arcs #40;32 transitions#41; of fewer than 10 cases not shown"]
	//   style caption stroke:none,fill:none
}

// worked makes a log of one case in which three organisations work.
func worked() *casereview.Log {
	var id privacy.Pseudonym
	if err := id.UnmarshalText([]byte("HOO-01")); err != nil {
		panic(err)
	}
	var events []casereview.Event
	for _, e := range []struct {
		what casereview.Activity
		when string
		by   casereview.OrgID
	}{
		{casereview.Report, "2023-02-01T10:00", "politie"}, {casereview.AssessmentDone, "2023-02-03", "Veilig Thuis"},
		{casereview.DirectSafetyReached, "2023-02-10", "lokaal team"}, {casereview.MonitorContact, "2023-05", "Veilig Thuis"},
	} {
		at, err := casereview.ParseStamp(e.when, nil)
		if err != nil {
			panic(err)
		}
		events = append(events, casereview.Event{Case: casereview.CaseID{Pseudonym: id}, Activity: e.what, At: at, Org: e.by})
	}
	log, err := casereview.NewLog([]casereview.Case{{ID: casereview.CaseID{Pseudonym: id}}}, events)
	if err != nil {
		panic(err)
	}
	return log
}

func ExampleHandoverOfWork() {
	matrix, err := casereview.HandoverOfWork(worked(), casereview.WorkOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(matrix)
	// Output:
	// Work passed between organisations in 1 of 1 cases
	//   Veilig Thuis → lokaal team: 1 times in 1 cases
	//   lokaal team → Veilig Thuis: 1 times in 1 cases
	//   politie → Veilig Thuis: 1 times in 1 cases
}

func ExampleDottedChart() {
	dots, err := casereview.DottedChart(worked(), casereview.DotOptions{Relative: true})
	if err != nil {
		panic(err)
	}
	for _, d := range dots.Dots {
		fmt.Printf("row %d, day %.1f to %.1f: %s\n", d.Row, d.Day, d.To, d.Activity.Label(rma.English))
	}
	// Output:
	// row 0, day 0.0 to 0.0: report
	// row 0, day 1.6 to 2.6: safety assessment done
	// row 0, day 8.6 to 9.6: direct safety reached
	// row 0, day 88.5 to 119.5: monitoring contact
}

func ExampleTimeline() {
	asOf := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, t := range worked().Cases() {
		told, err := casereview.ParseStamp("2023-02-01", nil)
		if err != nil {
			panic(err)
		}
		timeline, err := casereview.Timeline(t, asOf, casereview.TimelineOptions{Experiences: []casereview.Experience{
			{At: told, Valence: casereview.Negative, Source: rma.T("ouder", "parent"), What: rma.T("niet weten wat er komt", "not knowing what comes")},
		}})
		if err != nil {
			panic(err)
		}
		for _, i := range timeline.Items {
			fmt.Println(i.Kind.Label(rma.English)+":", i.At, i.Label.In(rma.English))
		}
	}
	// Output:
	// event: 2023-02-01T10:00 report
	// event: 2023-02-03 safety assessment done
	// event: 2023-02-10 direct safety reached
	// event: 2023-05 monitoring contact
	// state of the dossier: 2023-02-01T10:00 safety assessment
	// state of the dossier: 2023-05 monitoring
	// phase of safety: 2023-02-01T10:00 towards direct safety
	// phase of safety: 2023-02-10 risk-driven care
	// experience: 2023-02-01 not knowing what comes
}
