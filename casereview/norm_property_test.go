package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// slowNorm counts day by day, for every day that the stamps can mean.
func slowNorm(from, to Stamp, term Term, c Calendar) Outcome {
	met, missed := false, false
	for f := from.Lo(); f.Before(from.Hi()); f = f.AddDate(0, 0, 1) {
		due := f
		if n := term.WorkingDays; n > 0 {
			for n > 0 {
				if due = due.AddDate(0, 0, 1); c.Works(rma.DateOf(due)) {
					n--
				}
			}
		} else {
			due = due.AddDate(0, 0, term.Days)
		}
		for d := to.Lo(); d.Before(to.Hi()); d = d.AddDate(0, 0, 1) {
			if slowDay(d).After(slowDay(due)) {
				missed = true
			} else {
				met = true
			}
		}
	}
	switch {
	case met && missed:
		return Undetermined
	case met:
		return Met
	}
	return NotMet
}

func TestNormAgainstReference(t *testing.T) {
	rng := rand.New(rand.NewPCG(16, 1))
	seen := map[Outcome]int{}
	for range 2000 {
		from := time.Date(2023, 3, rng.IntN(60), rng.IntN(24), rng.IntN(60), 0, 0, time.UTC)
		a := NewStamp(from, []Precision{Minute, Day, Week, Month}[rng.IntN(4)])
		b := NewStamp(a.Hi().Add(time.Duration(rng.IntN(30*24*60))*time.Minute), []Precision{Minute, Day, Week, Month}[rng.IntN(4)])
		if b.Lo().Before(a.Hi()) {
			continue // which days go together is then not free
		}
		term := []Term{{WorkingDays: 1 + rng.IntN(15)}, {Days: 1 + rng.IntN(25)}}[rng.IntN(2)]
		for _, c := range []Calendar{DutchCalendar{}, weekdays{}} {
			n := Norm{Name: "n", From: Report, To: AssessmentDone, Term: term}
			log := logOf(t, Event{Case: caseID("a"), Activity: Report, At: a}, Event{Case: caseID("a"), Activity: AssessmentDone, At: b})
			r, err := CheckNorm(log, utcEnd, n, NormOptions{Calendar: c})
			require.NoError(t, err)
			require.Equal(t, slowNorm(a, b, term, c), r.Cases[0].Outcome, "%s to %s, %+v", a, b, term)
			seen[r.Cases[0].Outcome]++
			one := r.Cases[0]
			last, _ := b.days()
			require.Equal(t, WorkingDays(one.LatestDue, last, c), one.OverMin)
		}
	}
	assert.True(t, min(seen[Met], seen[NotMet], seen[Undetermined]) > 100, "%v", seen)
}

func TestWorkYears(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 1))
	for _, c := range []Calendar{DutchCalendar{}, weekdays{}, never{}} {
		w := newWorkYears(c)
		for range 400 {
			from := rma.NewDate(2019+rng.IntN(6), time.Month(1+rng.IntN(12)), 1+rng.IntN(31))
			to := from.AddDays(rng.IntN(900) - 100)
			require.Equal(t, WorkingDays(from, to, c), w.between(from, to), "%s to %s", from, to)
			require.Equal(t, c.Works(from), w.Works(from))
		}
		assert.Zero(t, w.between(rma.Date{}, day(t, "2023-01-01")))
		assert.False(t, w.Works(rma.Date{}))
	}
}

// Whole weeks change nothing where there are no holidays, and can where there are.
func TestNormShift(t *testing.T) {
	text := func(cases []Case, events []Event, end time.Time, c Calendar) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		r, err := CheckNorm(log, end, AssessmentNorm(), NormOptions{Calendar: c, Anchor: AnchorEach, Splits: []Split{SplitByWeekend(Weekend{})}})
		require.NoError(t, err)
		s := ""
		for _, table := range r.Tables() {
			table.Notes = nil
			s += plain(table)
		}
		return s
	}
	end := time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC)
	holidays := 0
	for round := range 60 {
		rng := rand.New(rand.NewPCG(18, uint64(round)))
		cases, events := randomHistory(rng)
		want, dutch := text(cases, events, end, weekdays{}), text(cases, events, end, nil)
		shifted := slices.Clone(events)
		for i, e := range events {
			shifted[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 7*9), e.At.Precision())
		}
		later := end.AddDate(0, 0, 7*9)
		require.Equal(t, want, text(cases, shifted, later, weekdays{}), "round %d", round)
		if dutch != text(cases, shifted, later, nil) {
			holidays++
		}
		c, e := renamed(cases, events)
		require.Equal(t, want, text(c, e, end, weekdays{}))
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		require.Equal(t, want, text(cases, events, end, weekdays{}))
	}
	assert.Positive(t, holidays, "Christmas and Easter")
}

func TestNormPresets(t *testing.T) {
	isInvestigation := func(e Event) bool { return e.Attrs["dienst"] == "onderzoek" }
	start := event(t, "a", ServiceStart, "2023-01-02")
	start.Attrs = map[string]string{"dienst": "onderzoek"}
	log := logOf(t, start, event(t, "a", ServiceEnd, "2023-03-13"), event(t, "b", ServiceStart, "2023-01-02"))
	r, err := CheckNorm(log, asOf(t, "2024-01-01"), InvestigationNorm(isInvestigation), NormOptions{})
	require.NoError(t, err)
	assert.Equal(t, WithinCounts{Met: 1, NotApplicable: 1}, r.All.Counts, "70 days after, and a service that is no investigation")
	assert.Equal(t, 0.8, r.Norm.TargetShare)
	for _, n := range []Norm{AssessmentNorm(), InvestigationNorm(nil)} {
		assert.Contains(t, n.Source.NL, "Handelingsprotocol")
		assert.Equal(t, 1, strings.Count(n.Label.NL, "binnen"))
	}
}

func TestNormErrorsAndDegenerate(t *testing.T) {
	good := AssessmentNorm()
	_, err := CheckNorm(nil, time.Time{}, good, NormOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, change := range map[string]func(*Norm){
		"no name": func(n *Norm) { n.Name = "" }, "no start": func(n *Norm) { n.From = "" }, "no end": func(n *Norm) { n.To = "" },
		"a target": func(n *Norm) { n.TargetShare = 2 }, "not a number": func(n *Norm) { n.TargetShare = math.NaN() },
	} {
		n := good
		change(&n)
		_, err := CheckNorm(nil, utcEnd, n, NormOptions{})
		require.ErrorIs(t, err, ErrOptions, why)
	}
	for _, term := range []Term{{}, {Days: -1}, {WorkingDays: 1, Days: 1}} {
		n := good
		n.Term = term
		_, err := CheckNorm(nil, utcEnd, n, NormOptions{})
		require.ErrorIs(t, err, ErrTerm)
		require.ErrorIs(t, err, ErrOptions)
	}
	for why, o := range map[string]NormOptions{"bands": {Bands: []int{3, 2}}, "a band of 0": {Bands: []int{0}}, "an anchor": {Anchor: 9}, "a level": {Level: 1}, "a split": {Splits: []Split{{}}}} {
		_, err := CheckNorm(nil, utcEnd, good, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	_, err = CheckNorm(normLog(t, 1), utcEnd, good, NormOptions{Calendar: never{}})
	require.ErrorIs(t, err, ErrNoWorkingDay)
	for _, log := range []*Log{nil, {}, normLog(t, -1), normLog(t, 1), logOf(t, event(t, "a", HomeVisit, "2023-02-01"))} {
		r, err := CheckNorm(log, utcEnd, good, NormOptions{Splits: []Split{SplitByPilot()}})
		require.NoError(t, err)
		for _, table := range r.Tables() {
			for _, row := range table.Rows {
				require.Len(t, row.Cells, len(table.Columns))
			}
		}
		_, err = rma.Collect(r)
		require.NoError(t, err)
		assert.NotEmpty(t, r.Warnings)
		assert.NotEmpty(t, r.String())
	}
	assert.Equal(t, "case a0: met", fmt.Sprintf("%+v", NormCase{Case: caseID("a"), Outcome: Met}))
	assert.NotPanics(t, func() { _, _, _ = NormCheck{}.Tables(), NormCheck{}.Observations(), NormCheck{}.String() })
}

func TestNormCanBeReleased(t *testing.T) {
	var days []int
	for i := range 120 {
		days = append(days, i%13)
	}
	r, err := CheckNorm(normLog(t, append(days, -1, -1)...), asOf(t, "2024-01-01"), AssessmentNorm(), NormOptions{})
	require.NoError(t, err)
	assert.Positive(t, released(t, r.Tables(), r))
}
