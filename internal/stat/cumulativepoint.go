package stat

import (
	"math"
	"slices"
)

// CumulativePoint is a mean cumulative count read at one time; see
// [Cumulative.At].
type CumulativePoint struct {
	Time             float64
	AtRisk, Events   int // units followed up to Time or longer, events up to Time
	Mean, SE, Lo, Hi float64

	Undefined  Reason // why Mean does not exist
	NoInterval Reason // why SE, or Lo and Hi, do not exist
}

// At reads the mean cumulative count at each time, in the order asked for.
// Before the first event the mean and its SE are 0 and there is no interval:
// [NoEvents].
//
// Undefined is [BeyondFollowUp] after the longest follow-up, and [BadInput]
// for a time that is negative, infinite or NaN. Counts that do not exist pass
// their reason on.
func (c Cumulative) At(time ...float64) []CumulativePoint {
	out := make([]CumulativePoint, len(time))
	for i, t := range time {
		out[i] = c.at(t)
	}
	return out
}

func (c Cumulative) at(t float64) CumulativePoint {
	nan := math.NaN()
	p := CumulativePoint{Time: t, Mean: nan, SE: nan, Lo: nan, Hi: nan, Undefined: c.Undefined}
	switch {
	case c.Undefined != Defined:
	case !goodTime(t):
		p.Undefined = BadInput
	case t > c.FollowUp:
		p.Undefined = BeyondFollowUp
	}
	if p.Undefined != Defined {
		p.NoInterval = p.Undefined
		return p
	}
	before, _ := slices.BinarySearch(c.ends, t)
	p.AtRisk = len(c.ends) - before
	next, found := slices.BinarySearch(c.Time, t)
	if found {
		next++
	}
	for _, n := range c.Count[:next] {
		p.Events += n
	}
	p.NoInterval = c.NoVariance
	if next == 0 {
		p.Mean = 0
		if c.NoVariance == Defined {
			p.SE, p.NoInterval = 0, NoEvents
		}
		return p
	}
	p.Mean, p.SE, p.Lo, p.Hi = c.Mean[next-1], c.SE[next-1], c.Lo[next-1], c.Hi[next-1]
	return p
}
