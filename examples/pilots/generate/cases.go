package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// zone is where the cases play.
func zone() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		loc = time.FixedZone("CET", 3600)
	}
	return loc
}

// emmen makes 79 cases in which a professional asked for advice: in 8 there was
// a joint home visit, in 42 Veilig Thuis followed up on the advice.
func emmen(r *rand.Rand) string {
	const cases, visits, followUps = 79, 8, 42
	start := time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
	days := make([]int, cases)
	for i := range days {
		for days[i] = r.IntN(117); weekend(start.AddDate(0, 0, days[i])); {
			days[i] = r.IntN(117)
		}
	}
	slices.Sort(days)
	visited, followed := pick(r, cases, visits), pick(r, cases, followUps)
	sectors := []string{"onderwijs", "welzijn en jeugd", "zorg", "politie", "niet-professioneel"}
	weights := []int{32, 25, 12, 6, 4}
	var b strings.Builder
	b.WriteString("casus;datum advies;sector;datum gezamenlijk huisbezoek;datum vervolg\n")
	for i, d := range days {
		at := start.AddDate(0, 0, d)
		visit, follow := "", ""
		if visited[i] {
			visit = dutch(at.AddDate(0, 0, 1+r.IntN(9)))
		}
		if followed[i] {
			follow = dutch(at.AddDate(0, 0, 10+r.IntN(18)))
		}
		fmt.Fprintf(&b, "EMM-%02d;%s;%s;%s;%s\n", i+1, dutch(at), sectors[weighted(r, weights)], visit, follow)
	}
	return b.String()
}

// visitPlan is what happens after one report in Hoogeveen and De Wolden.
type visitPlan struct {
	consult bool   // on the day of the report
	visit   string // "in time", "late", or ""
	reason  string
}

// hoogeveen makes 21 reports: 9 visited within 24 hours, which is 7 of the 10
// with a consult on the same day and 2 of the 11 without.
func hoogeveen(r *rand.Rand) string {
	var plans []visitPlan
	add := func(n int, p visitPlan) {
		for range n {
			plans = append(plans, p)
		}
	}
	add(7, visitPlan{consult: true, visit: "in time"})
	add(1, visitPlan{consult: true, visit: "late", reason: "bewust later"})
	add(1, visitPlan{consult: true, visit: "late", reason: "gezin niet bereikbaar"})
	add(1, visitPlan{consult: true, reason: "huisverbod"})
	add(2, visitPlan{visit: "in time"})
	add(2, visitPlan{visit: "late", reason: "vertraging politie"})
	add(1, visitPlan{visit: "late", reason: "vertraging VT"})
	add(1, visitPlan{visit: "late", reason: "vertraging lokaal team"})
	add(2, visitPlan{visit: "late", reason: "weekend"})
	add(2, visitPlan{reason: "staat niet open voor hulp"})
	add(1, visitPlan{reason: "gezin niet bereikbaar"})
	r.Shuffle(len(plans), func(i, j int) { plans[i], plans[j] = plans[j], plans[i] })

	type row struct {
		report time.Time
		rest   string
	}
	var rows []row
	for i, at := range hoogeveenReports(r, plans) {
		consult, visit, joint := hoogeveenCourse(r, at, plans[i])
		rows = append(rows, row{at, strings.Join([]string{at.Format("2-1-2006 15:04"), consult, visit, joint, plans[i].reason}, ";")})
	}
	slices.SortFunc(rows, func(a, b row) int { return a.report.Compare(b.report) })
	var b strings.Builder
	b.WriteString("casus;gezin;melding;overleg;huisbezoek;samen;reden\n")
	for i, x := range rows {
		fmt.Fprintf(&b, "HOO-%02d;G%02d;%s\n", i+1, i+1, x.rest)
	}
	return b.String()
}

// hoogeveenReports draws the moments of the reports, in order. A plan with the
// reason "weekend" gets a Saturday; the others fall on weekdays, but for the
// second visit in time, which is reported on the Saturday before the clocks go
// forward.
func hoogeveenReports(r *rand.Rand, plans []visitPlan) []time.Time {
	loc := zone()
	var at []time.Time
	for len(at) < len(plans) {
		d := time.Date(2022, 12, 1, 0, 0, 0, 0, loc).AddDate(0, 0, r.IntN(145))
		if weekend(d) || d.Weekday() == time.Friday {
			continue
		}
		at = append(at, d.Add(time.Duration(8*60+r.IntN(9*60))*time.Minute))
	}
	slices.SortFunc(at, time.Time.Compare)
	for i, p := range plans {
		if p.reason == "weekend" {
			toSaturday := (int(time.Saturday) - int(at[i].Weekday()) + 7) % 7
			d := at[i].AddDate(0, 0, toSaturday)
			at[i] = time.Date(d.Year(), d.Month(), d.Day(), 21, r.IntN(60), 0, 0, loc)
		}
	}
	// The last case visited in time after a consult that day falls on the
	// Saturday before summer time: 23 hours and 45 minutes later is 15:15.
	for i := len(plans) - 1; i >= 0; i-- {
		if plans[i].consult && plans[i].visit == "in time" {
			at[i] = time.Date(2023, 3, 25, 14, 30, 0, 0, loc)
			break
		}
	}
	return at
}

// hoogeveenCourse draws the consult and the visit after a report.
func hoogeveenCourse(r *rand.Rand, report time.Time, p visitPlan) (consult, visit, joint string) {
	if p.consult {
		consult = dutch(report)
	} else if r.IntN(3) > 0 {
		consult = dutch(report.AddDate(0, 0, 1+r.IntN(3)))
	}
	dst := report.Month() == time.March && report.Day() == 25
	switch {
	case dst:
		visit = "26-3-2023 15:15"
	case p.visit == "in time":
		visit = soonVisit(r, report).Format("2-1-2006 15:04")
	case p.reason == "bewust later" || p.reason == "weekend":
		visit = dutch(report.AddDate(0, 0, 3+r.IntN(4))) // only the day was written down
	case p.visit == "late":
		visit = clock(report.AddDate(0, 0, 2+r.IntN(4)), 9*60+r.IntN(9*60)).Format("2-1-2006 15:04")
	}
	if visit != "" {
		joint = "ja"
		if r.IntN(5) == 0 {
			joint = "nee"
		}
	}
	return consult, visit, joint
}

// soonVisit draws a visit in working hours within 24 hours of the report: the
// same day after a report in the morning, and otherwise the next day, not later
// than the clock time of the report.
func soonVisit(r *rand.Rand, report time.Time) time.Time {
	minute := report.Hour()*60 + report.Minute()
	if minute < 11*60 {
		return clock(report, minute+120+r.IntN(240))
	}
	return clock(report.AddDate(0, 0, 1), 9*60+r.IntN(minute-9*60))
}

// clock returns the given minute of the day.
func clock(day time.Time, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, day.Location())
}

// meppelMonitoring makes the one dossier of the review in Meppel: reported,
// assessed, followed up and monitored, and reported again twice while it was
// being monitored.
func meppelMonitoring(*rand.Rand) string {
	return "dossier;gezin;melding 1;melder 1;betrokkenen;zorgen 1;beoordeling;start dienst;einde dienst;monitor;melding 2;melder 2;zorgen 2;melding 3;melder 3;zorgen 3;afsluiting\n" +
		"MEP-M-01;G01;14-6-2022;politie;P1|P2|P3;P1:partner-violence|P3:child-abuse;20-6-2022;27-6-2022;12-9-2022;15-12-2022;" +
		"17-1-2023;onderwijs;P3:child-abuse;9-2-2023;politie;P1:partner-violence;\n"
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

func dutch(t time.Time) string { return t.Format("2-1-2006") }

// pick chooses k of n.
func pick(r *rand.Rand, n, k int) []bool {
	out := make([]bool, n)
	for _, i := range r.Perm(n)[:k] {
		out[i] = true
	}
	return out
}

// weighted draws an index with the given weights.
func weighted(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	x := r.IntN(sum)
	for i, w := range weights {
		if x < w {
			return i
		}
		x -= w
	}
	return len(weights) - 1
}
