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

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// randomReports is reports over about two years, in days or in hours, of which
// some are said to be rare.
func randomReports(rng *rand.Rand, n int) []Event {
	precisions := []Precision{Day, Day, Hour, Week}
	var events []Event
	for i := range n {
		moment := time.Date(2022, 1, 3+rng.IntN(700), rng.IntN(24), 0, 0, 0, time.UTC)
		e := Event{Case: caseID(fmt.Sprintf("c%d", i)), Activity: Report, At: NewStamp(moment, precisions[rng.IntN(len(precisions))])}
		if rng.IntN(8) == 0 {
			e.Attrs = map[string]string{"rare": "yes"}
		}
		events = append(events, e)
	}
	return events
}

func isRare(_ Trace, e Event) bool { return e.Attrs["rare"] == "yes" }

// shiftedBy returns the events so many days later, as they would be written then.
func shiftedBy(events []Event, days int) []Event {
	list := slices.Clone(events)
	for i, e := range list {
		list[i].At = NewStamp(e.At.Lo().AddDate(0, 0, days), e.At.Precision())
	}
	return list
}

// figuresOf is a table without the labels of its rows and without days in notes.
func figuresOf(t rma.Table) string {
	t.Notes, t.TeamNotes = nil, nil
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		t.Rows[i].Label = rma.Text{}
	}
	return plain(t)
}

// Whole weeks later the weeks have other names, and nothing else changes.
func TestChartsOfShiftedWeeks(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 28))
	for round := range 20 {
		events := randomReports(rng, 300)
		weeks := 1 + rng.IntN(200)
		var runs, controls, rares []string
		for _, days := range []int{0, 7 * weeks} {
			log := logOf(t, shiftedBy(events, days)...)
			from := rma.NewDate(2022, time.January, 3).AddDays(days)
			end := from.AddDays(700).In(time.UTC)
			series, err := Count(log, SeriesOptions{Unit: Weekly, From: from, AsOf: end})
			require.NoError(t, err)
			phases := []Phase{{From: from.AddDays(350), Reason: rma.T("begin", "start")}}
			run, err := NewRunChart(series, RunOptions{Phases: phases})
			require.NoError(t, err)
			rare, err := FindRareEvents(log, RareOptions{Rare: isRare, From: from, AsOf: end})
			require.NoError(t, err)
			control := drawn(t, series, ControlOptions{Phases: phases})
			runs, controls = append(runs, figuresOf(run.Table())), append(controls, figuresOf(control.Table())+fmt.Sprint(control.Signals, control.Warnings))
			rares = append(rares, figuresOf(drawn(t, rare, ControlOptions{}).Table())+figuresOf(drawn(t, rare, ControlOptions{Kind: TChart}).Table())+fmt.Sprint(rare.Tied, rare.SameDay, rare.Before, rare.Since))
		}
		assert.Equal(t, runs[0], runs[1], round)
		assert.Equal(t, controls[0], controls[1], round)
		assert.Equal(t, rares[0], rares[1], round)
	}
}

// The order in which events were read changes nothing.
func TestChartsOfShuffledRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 29))
	events := randomReports(rng, 200)
	end := asOf(t, "2024-01-01")
	write := func() string {
		log := logOf(t, events...)
		series, err := Count(log, SeriesOptions{AsOf: end})
		require.NoError(t, err)
		rare, err := FindRareEvents(log, RareOptions{Rare: isRare, AsOf: end})
		require.NoError(t, err)
		return plain(drawn(t, series, ControlOptions{}).Table()) + plain(drawn(t, rare, ControlOptions{}).Table()) + fmt.Sprint(rare.Tied)
	}
	want := write()
	for range 10 {
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		assert.Equal(t, want, write())
	}
}

// A constant added to measurements moves everything by that constant.
func TestXmRMovesWithItsFigures(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 30))
	for range 50 {
		y, moved, by := make([]float64, 24), make([]float64, 24), float64(1+rng.IntN(100))
		for i := range y {
			y[i] = float64(rng.IntN(64)) / 4
			moved[i] = y[i] + by
		}
		o := ControlOptions{Better: HigherBetter, Screen: rng.IntN(2) == 0}
		a, b := drawn(t, measurementsOf(t, y), o), drawn(t, measurementsOf(t, moved), o)
		for i := range a.Points {
			testkit.Near(t, a.Points[i].Lower+by, b.Points[i].Lower, 1e-9, "lower")
			testkit.Near(t, a.Points[i].Upper+by, b.Points[i].Upper, 1e-9, "upper")
			testkit.Near(t, a.Points[i].Centre+by, b.Points[i].Centre, 1e-9, "centre")
			testkit.Near(t, a.Points[i].Z, b.Points[i].Z, 1e-9, "z")
		}
		assert.Equal(t, a.Signals, b.Signals)
	}
}

// The share that has not is the mirror of the share that has: limits, signals,
// and which is better.
func TestSharesAndTheirComplement(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 31))
	for round := range 50 {
		counts, bases, rest := make([]int, 30), make([]int, 30), make([]int, 30)
		for i := range counts {
			bases[i] = 20 + rng.IntN(40)
			counts[i] = rng.IntN(bases[i] + 1)
			if round%2 == 0 {
				counts[i] = bases[i]/3 + rng.IntN(6) + i/4
			}
			rest[i] = bases[i] - counts[i]
		}
		for _, kind := range []ChartKind{PChart, PPrimeChart, XmRChart} {
			a := drawn(t, seriesOf(t, counts, bases), ControlOptions{Kind: kind, Better: HigherBetter})
			b := drawn(t, seriesOf(t, rest, bases), ControlOptions{Kind: kind, Better: LowerBetter})
			testkit.Near(t, a.Dispersion, b.Dispersion, 1e-9, "dispersion")
			for i := range a.Points {
				testkit.Near(t, 1-a.Points[i].Upper, b.Points[i].Lower, 1e-9, "limits")
				testkit.Near(t, 1-a.Points[i].Lower, b.Points[i].Upper, 1e-9, "limits")
				assert.Equal(t, a.Points[i].Cause, b.Points[i].Cause)
			}
			for i := range b.Signals {
				b.Signals[i].High = !b.Signals[i].High
			}
			assert.Equal(t, a.Signals, b.Signals)
			run, err := NewRunChart(seriesOf(t, counts, bases), RunOptions{})
			require.NoError(t, err)
			mirror, err := NewRunChart(seriesOf(t, rest, bases), RunOptions{})
			require.NoError(t, err)
			assert.Equal(t, run.Phases[0].LongestRun, mirror.Phases[0].LongestRun)
			assert.Equal(t, run.Phases[0].Crossings, mirror.Phases[0].Crossings)
		}
	}
}

// A chart of phases is the charts of the phases.
func TestPhasesAreTheChartsOfTheirPeriods(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 32))
	for range 30 {
		counts := make([]int, 36)
		for i := range counts {
			counts[i] = rng.IntN(20)
		}
		s := seriesOf(t, counts, nil)
		at := 1 + rng.IntN(34)
		day := s.Periods[at].Period.From
		both := drawn(t, s, ControlOptions{Kind: CChart, Phases: []Phase{{From: day, Reason: rma.T("begin", "start")}}})
		for number, part := range []Series{s.Between(rma.Date{}, day), s.Between(day, rma.Date{})} {
			alone, first := drawn(t, part, ControlOptions{Kind: CChart}), both.Phases[number].First
			for i, p := range alone.Points {
				q := both.Points[first+i]
				assert.Equal(t, fmt.Sprint(p.Key, p.Centre, p.Lower, p.Upper, p.Cause), fmt.Sprint(q.Key, q.Centre, q.Lower, q.Upper, q.Cause))
			}
		}
	}
}

// Analyses leave the data alone.
func TestChartsLeaveTheDataAlone(t *testing.T) {
	s := seriesOf(t, slices.Repeat([]int{3, 14, 15, 9, 2, 6}, 4), slices.Repeat([]int{20}, 24))
	before := fmt.Sprintf("%#v", s.Periods)
	chart := drawn(t, s, ControlOptions{})
	table := plain(chart.Table())
	chart.Observations()
	_, err := NewRunChart(s, RunOptions{})
	require.NoError(t, err)
	assert.Equal(t, before, fmt.Sprintf("%#v", s.Periods))
	assert.Equal(t, table, plain(chart.Table()), "asking twice gives the same")
}

// slowRare counts what lies between rare events by looking at every pair.
func slowRare(events []Event) (cases, days []int, tied int) {
	later := func(a, b Event) bool { // b before a
		switch {
		case !a.At.Lo().Equal(b.At.Lo()):
			return b.At.Lo().Before(a.At.Lo())
		case isRare(Trace{}, a) != isRare(Trace{}, b):
			return isRare(Trace{}, a)
		}
		return false
	}
	var rare []Event
	for _, e := range events {
		if isRare(Trace{}, e) {
			rare = append(rare, e)
		}
	}
	slices.SortStableFunc(rare, func(a, b Event) int { return a.At.Lo().Compare(b.At.Lo()) })
	for i := 1; i < len(rare); i++ {
		n := 0
		for _, e := range events {
			if !isRare(Trace{}, e) && later(rare[i], e) && !later(rare[i-1], e) && !rare[i].At.Lo().Equal(rare[i-1].At.Lo()) {
				n++
			}
		}
		cases = append(cases, n)
		y, m, d := rare[i-1].At.Lo().Date()
		y2, m2, d2 := rare[i].At.Lo().Date()
		days = append(days, int(time.Date(y2, m2, d2, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours())/24)
	}
	for _, e := range events {
		if !isRare(Trace{}, e) && slices.ContainsFunc(rare, func(r Event) bool { return !r.At.Before(e.At) && !e.At.Before(r.At) }) {
			tied++
		}
	}
	return cases, days, tied
}

func TestRareEventsByDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 33))
	for round := range 100 {
		events := randomReports(rng, rng.IntN(120))
		e, err := FindRareEvents(logOf(t, events...), RareOptions{Rare: isRare, AsOf: asOf(t, "2024-01-01")})
		require.NoError(t, err)
		var cases, days []int
		between := 0
		for _, r := range e.Events {
			cases, days = append(cases, r.Cases), append(days, r.Days)
			between += r.Cases
		}
		wantCases, wantDays, tied := slowRare(events)
		assert.Equal(t, wantCases, cases, round)
		assert.Equal(t, wantDays, days, round)
		assert.Equal(t, tied, e.Tied, round)
		rare := len(e.Events)
		if !e.First.IsZero() {
			rare++
		}
		assert.Equal(t, len(events), e.Before+between+e.Since+rare, "every event lies somewhere")
	}
}

// No form of printing shows when something happened.
func TestChartsOfRareEventsPrintNoDays(t *testing.T) {
	events := randomReports(rand.New(rand.NewPCG(6, 34)), 200)
	e, err := FindRareEvents(logOf(t, events...), RareOptions{Rare: isRare, AsOf: asOf(t, "2024-01-01")})
	require.NoError(t, err)
	run, err := NewRunChart(e, RunOptions{})
	require.NoError(t, err)
	for _, v := range []any{e, e.Events[0], drawn(t, e, ControlOptions{}), run} {
		for _, verb := range []string{"%v", "%+v", "%d", "%s", "%q", "%x"} {
			text := fmt.Sprintf(verb, v)
			assert.False(t, strings.Contains(text, "2022") || strings.Contains(text, "2023"), "%T %s", v, verb)
		}
	}
	assert.False(t, math.IsNaN(drawn(t, e, ControlOptions{}).Phases[0].Centre))
}
