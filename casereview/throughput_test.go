package casereview

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// lasting makes a closed case of one family that took some days.
func lasting(t testing.TB, id, from, to string) []Event {
	return []Event{event(t, id, Report, from), event(t, id, Closed, to)}
}

func TestThroughput(t *testing.T) {
	visit := event(t, "c", HomeVisit, "2023-02-02T10:00")
	visit.End = at(t, "2023-02-03T10:00")
	log := logOf(t, slices.Concat(
		lasting(t, "a", "2023-02-01T10:00", "2023-02-03T10:00"),
		lasting(t, "b", "2023-02-01", "2023-02-05"),
		lasting(t, "c", "2023-02-01T10:00", "2023-02-09T10:00"), []Event{visit},
		[]Event{event(t, "d", Report, "2023-02-01T00:00")},
		[]Event{event(t, "e", Report, "2023-03-01")})...)
	c, err := Throughput(log, asOf(t, "2023-02-21"), ThroughputOptions{})
	require.NoError(t, err)
	require.Len(t, c.Cases, 4)
	assert.Equal(t, 1, c.Open)
	assert.Equal(t, 1, c.Empty, "e has nothing up to asOf")
	assert.Equal(t, DayRange{2, 2, 2}, c.Cases[0].Throughput)
	assert.Equal(t, 4.0, c.Cases[1].Throughput.Days, "from day to day")
	testkit.Near(t, 3+1.0/1440, c.Cases[1].Throughput.Least, 1e-9, "days")
	testkit.Near(t, 5-1.0/1440, c.Cases[1].Throughput.Most, 1e-9, "days")
	assert.Equal(t, 7.0, c.Cases[2].Idle, "eight days less the one of the visit")
	assert.Equal(t, 6.0, c.Cases[2].LongestGap)
	assert.Equal(t, DayRange{20, 20, 20}, c.Cases[3].Throughput, "so far")
	assert.Equal(t, DaySummary{3, 3, 4, 6, c.Throughput.MedianLeast, c.Throughput.MedianMost}, c.Throughput)
	testkit.Near(t, 3+1.0/1440, c.Throughput.MedianLeast, 1e-9, "days")
	// 2, 4, 8 closed and 20+ open: S = 3/4, 1/2, 1/4
	assert.Equal(t, 6.0, c.Estimated.Median.Days, "between the two events at which it is a half")
	assert.Equal(t, 3.0, c.Estimated.Q1.Days)
	assert.Equal(t, 3, c.Estimated.Events)
	for _, code := range []rma.Code{rma.WarnPending, rma.WarnSmallBase, rma.WarnMissingAnswers} {
		assert.True(t, rma.HasWarning(c.Warnings, code), code)
	}
	assert.Equal(t, []CaseTime{c.Cases[3], c.Cases[2]}, c.Longest(2))
	assert.Len(t, c.Longest(99), 4)
	assert.Empty(t, c.Longest(-1))
}

func TestThroughputOfOneEvent(t *testing.T) {
	c, err := Throughput(logOf(t, event(t, "a", Closed, "2023-02")), asOf(t, "2023-04-01"), ThroughputOptions{})
	require.NoError(t, err)
	assert.Equal(t, DayRange{}, c.Cases[0].Throughput, "one event takes no time, however imprecise")
	assert.True(t, c.Cases[0].Closed, "a dossier that is known from its closing only")
}

// Over the end of summer time a day has 25 hours.
func TestThroughputOverAClockChange(t *testing.T) {
	c, err := Throughput(logOf(t, lasting(t, "a", "2023-10-28T12:00", "2023-10-29T12:00")...), asOf(t, "2023-11-01"), ThroughputOptions{})
	require.NoError(t, err)
	testkit.Near(t, 25.0/24, c.Cases[0].Throughput.Days, 1e-12, "days")
}

func TestThroughputRefusesAndIsEmpty(t *testing.T) {
	_, err := Throughput(nil, time.Time{}, ThroughputOptions{})
	assert.ErrorIs(t, err, ErrNoAsOf)
	_, err = Throughput(nil, asOf(t, "2023-04-01"), ThroughputOptions{Level: -1})
	assert.ErrorIs(t, err, ErrOptions)
	c, err := Throughput(nil, asOf(t, "2023-04-01"), ThroughputOptions{})
	require.NoError(t, err)
	assert.True(t, c.Estimated.Undefined)
	assert.True(t, math.IsNaN(c.Throughput.Median))
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined))
	assert.Empty(t, c.Observations())
	assert.NotPanics(t, func() { _, _ = c.Table(), c.String() })
}

// Idle time is counted minute by minute, and bounds hold for every choice of moments.
func TestThroughputAgainstMinutes(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 1))
	zero := time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
	for range 400 {
		var events []Event
		for range 1 + rng.IntN(5) {
			e := Event{Case: caseID("a"), Activity: []Activity{Report, HomeVisit}[rng.IntN(2)], At: NewStamp(zero.Add(time.Duration(rng.IntN(600))*time.Minute), []Precision{Minute, Hour}[rng.IntN(2)])}
			if rng.IntN(2) == 0 {
				e.End = NewStamp(e.At.Lo().Add(time.Duration(rng.IntN(120))*time.Minute), Minute)
			}
			events = append(events, e)
		}
		now := zero.Add(2000 * time.Minute)
		c, err := Throughput(logOf(t, events...), now, ThroughputOptions{})
		require.NoError(t, err)
		got := c.Cases[0]
		require.False(t, got.Closed)
		busy := make([]bool, 2000)
		first := 2000
		for _, e := range events {
			from := int(e.At.Lo().Sub(zero).Minutes())
			first = min(first, from)
			to := from
			if !e.End.IsZero() {
				to = int(e.End.Lo().Sub(zero).Minutes())
			}
			for m := from; m < to; m++ {
				busy[m] = true
			}
		}
		idle, run, longest := 0, 0, 0
		for m := first; m < 2000; m++ {
			idle, run = idle+1, run+1
			if busy[m] {
				idle, run = idle-1, 0
			}
			for _, e := range events { // an event of no length ends a gap too
				if int(e.At.Lo().Sub(zero).Minutes()) == m && !busy[m] {
					run = 1
				}
			}
			longest = max(longest, run)
		}
		testkit.Near(t, float64(2000-first)/1440, got.Throughput.Days, 1e-9, "days")
		testkit.Near(t, float64(idle)/1440, got.Idle, 1e-9, "days")
		testkit.Near(t, float64(longest)/1440, got.LongestGap, 1e-9, "days")
	}
}

func TestThroughputBoundsHoldForEveryMoment(t *testing.T) {
	rng := rand.New(rand.NewPCG(42, 1))
	zero := time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
	for range 600 {
		var events []Event
		for i := range 2 + rng.IntN(3) {
			a := []Activity{Report, HomeVisit, Closed}[min(i, 2)]
			events = append(events, Event{Case: caseID("a"), Activity: a, At: NewStamp(zero.Add(time.Duration(1500*i+rng.IntN(3000))*time.Minute), Precision(1+rng.IntN(4)))})
		}
		bounds, err := Throughput(logOf(t, events...), zero.AddDate(0, 1, 0), ThroughputOptions{})
		require.NoError(t, err)
		b := bounds.Cases[0]
		if !b.Closed {
			continue
		}
		for range 20 {
			var lo, hi time.Time
			for i, e := range events {
				m := e.At.Lo().Add(time.Duration(rng.IntN(int(e.At.width/60))) * time.Minute)
				if i == 0 || m.Before(lo) {
					lo = m
				}
				if i == 0 || m.After(hi) {
					hi = m
				}
			}
			days := hi.Sub(lo).Hours() / 24
			require.GreaterOrEqual(t, days, b.Throughput.Least-1e-9)
			require.LessOrEqual(t, days, b.Throughput.Most+1e-9)
		}
	}
}

func TestThroughputCanBeReleased(t *testing.T) {
	log, end := hoogeveen(t)
	c, err := Throughput(log, end, ThroughputOptions{})
	require.NoError(t, err)
	assertReleasable(t, []rma.Table{c.Table()}, c)
	walked, err := Throughput(walk(t, rand.New(rand.NewPCG(43, 1)), 60), asOf(t, "2023-03-01"), ThroughputOptions{})
	require.NoError(t, err)
	released := assertReleasable(t, []rma.Table{walked.Table()}, walked)
	for _, r := range released {
		shown, _ := r.Table("throughput")
		cell, _ := shown.View().Cell("estimated", "median")
		assert.Equal(t, rma.NumberKind, cell.Kind, "enough cases for a median")
	}
}
