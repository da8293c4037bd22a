package stat

import (
	"cmp"
	"math"
	"slices"
)

// Cumulative is the result of [CumulativeCount].
type Cumulative struct {
	N, Dropped            int // units with a follow-up, and the others
	Events, DroppedEvents int // events with a time of those units, and the others

	// Per distinct time of an event, the earliest first.
	Time          []float64
	AtRisk, Count []int     // units under observation, and events among them
	Mean          []float64 // events per unit up to and including the time
	Variance, SE  []float64 // NaN for a single unit
	Lo, Hi        []float64
	Level         float64

	FollowUp float64   // the longest
	ends     []float64 // follow-up of the N units, the shortest first

	Undefined  Reason // why Mean does not exist
	NoVariance Reason // why Variance, SE and the intervals do not exist
}

// CumulativeCount reports how many events a unit, such as a family with its
// reports, has had on average by each time, where an event can come back and
// units were followed for unequal times. followUp holds how long each unit was
// followed; unit and time hold, per event, the place of its unit in followUp
// and when it happened.
//
//	Mean(t) = Σ dₖ/nₖ  over tₖ ≤ t
//	Variance(t) = Σᵢ (Σ (dᵢₖ - dₖ/nₖ)/nₖ)²  over tₖ ≤ t, tₖ ≤ followUpᵢ
//	Lo, Hi = Mean exp(±z SE/Mean)
//
// with nₖ the units followed up to tₖ or longer, dₖ the events at tₖ and dᵢₖ
// those of unit i. Events per unit, from 0 on without a bound; it never falls.
//
// Assumes independent units, and that the end of follow-up has nothing to do
// with the events of the unit. Events of one unit may depend on each other:
// Variance allows for units with many and with few.
// Follow-up that ends at the time of an event ends after it. A unit without
// follow-up (NaN) is left out with its events, and an event without a time
// (NaN) too. Events of a unit at one time all count. N counts units.
// Mean is exact, the intervals approximate; with few units, or few left at
// risk, they are too short.
// Undefined is [NoData] without a unit, and [BadInput] for lists of unequal
// length, a unit that is not in followUp, an impossible time or level, or an
// event after the end of follow-up. NoVariance is [TooFew] for a single unit.
// Without events there is no time to report at, and [Cumulative.At] gives 0.
//
// Source: Nelson (1988), J. Quality Technology 20, 24-35; Lawless & Nadeau
// (1995), Technometrics 37, 158-168, for the variance.
// Checked against: the definition on random data; the mean and variance of
// counts when all are followed equally long; and the Nelson-Aalen estimator
// with variance Σ d(n-d)/n³ when an event ends follow-up.
func CumulativeCount(followUp []float64, unit []int, time []float64, level float64) Cumulative {
	c := Cumulative{Level: level}
	events, ok := c.recurrences(followUp, unit, time)
	switch {
	case !ok || !goodLevel(level):
		c.Undefined = BadInput
	case c.N == 0:
		c.Undefined = NoData
	case c.N == 1:
		c.NoVariance = TooFew
	}
	if c.Undefined != Defined {
		c.NoVariance = c.Undefined
		return c
	}
	w := newRecurrenceWalk(followUp)
	z := normalCritical(level)
	c.ends = make([]float64, len(w.ends))
	for i, u := range w.ends {
		c.ends[i] = followUp[u]
	}
	c.FollowUp = c.ends[len(c.ends)-1]
	for len(events) > 0 {
		k := 1
		for k < len(events) && events[k].time == events[0].time {
			k++
		}
		w.step(events[:k])
		c.row(events[0].time, k, w, z)
		events = events[k:]
	}
	return c
}

// row adds the figures at one time.
func (c *Cumulative) row(time float64, count int, w *recurrenceWalk, z float64) {
	variance := w.variance()
	if c.N == 1 {
		variance = math.NaN()
	}
	se := math.Sqrt(variance)
	f := math.Exp(z * se / w.mean)
	c.Time, c.AtRisk, c.Count = append(c.Time, time), append(c.AtRisk, w.atRisk), append(c.Count, count)
	c.Mean, c.Variance, c.SE = append(c.Mean, w.mean), append(c.Variance, variance), append(c.SE, se)
	c.Lo, c.Hi = append(c.Lo, w.mean/f), append(c.Hi, w.mean*f)
}

// recurrence is one event of a unit.
type recurrence struct {
	time float64
	unit int
}

// recurrences returns the events in the order of time, and counts what is in
// use. It is not ok when the data are impossible.
func (c *Cumulative) recurrences(followUp []float64, unit []int, time []float64) ([]recurrence, bool) {
	for _, f := range followUp {
		switch {
		case math.IsNaN(f):
			c.Dropped++
		case !goodTime(f):
			return nil, false
		default:
			c.N++
		}
	}
	if len(unit) != len(time) {
		return nil, false
	}
	events := make([]recurrence, 0, len(time))
	for i, t := range time {
		if unit[i] < 0 || unit[i] >= len(followUp) {
			return nil, false
		}
		end := followUp[unit[i]]
		switch {
		case math.IsNaN(t) || math.IsNaN(end):
			c.DroppedEvents++
		case !goodTime(t) || t > end:
			return nil, false
		default:
			events = append(events, recurrence{t, unit[i]})
		}
	}
	c.Events = len(events)
	slices.SortFunc(events, func(a, b recurrence) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.unit, b.unit))
	})
	return events, true
}
