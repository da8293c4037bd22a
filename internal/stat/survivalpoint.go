package stat

import (
	"math"
	"slices"
)

// SurvivalPoint is a survival curve read at one time; see [Survival.At].
type SurvivalPoint struct {
	Time             float64
	AtRisk           int // rows followed up to Time or longer
	Events, Censored int // rows that ended at Time or before

	S, SE, Lo, Hi float64

	Undefined  Reason // why S does not exist
	NoSE       Reason // why SE does not exist
	NoInterval Reason // why Lo and Hi do not exist
}

// At reads the curve at each time, in the order asked for: the table of
// numbers at risk below a figure, with the share that goes with it. Before the
// first event S is 1 and SE is 0.
//
// After the last time in the data S is 0 when it had come down to 0, and
// otherwise not known: Undefined is [BeyondFollowUp]. SE and interval are
// [AtBound] where S is 0, and on the log-log scale the interval also where S
// is 1. [BadInput] is for a time that is negative, infinite or NaN. A curve
// that does not exist passes its reason on.
func (s Survival) At(time ...float64) []SurvivalPoint {
	out := make([]SurvivalPoint, len(time))
	for i, t := range time {
		out[i] = s.at(t)
	}
	return out
}

func (s Survival) at(t float64) SurvivalPoint {
	nan := math.NaN()
	p := SurvivalPoint{Time: t, S: nan, SE: nan, Lo: nan, Hi: nan, Undefined: s.Undefined}
	if s.Undefined == Defined && !goodTime(t) {
		p.Undefined = BadInput
	}
	if p.Undefined != Defined {
		p.NoSE, p.NoInterval = p.Undefined, p.Undefined
		return p
	}
	next, found := slices.BinarySearch(s.Time, t)
	if next < len(s.Time) {
		p.AtRisk = s.AtRisk[next]
	}
	if found {
		next++
	}
	for i := range next {
		p.Events += s.Event[i]
		p.Censored += s.Censor[i]
	}
	switch {
	case next == 0:
		p.S, p.SE = 1, 0
		if s.Options.Scale != LogLog {
			p.Lo, p.Hi = 1, 1
		}
	case t > s.last() && s.S[next-1] > 0:
		p.Undefined, p.NoSE, p.NoInterval = BeyondFollowUp, BeyondFollowUp, BeyondFollowUp
		return p
	default:
		p.S, p.SE, p.Lo, p.Hi = s.S[next-1], s.SE[next-1], s.Lo[next-1], s.Hi[next-1]
	}
	if math.IsNaN(p.SE) {
		p.NoSE = AtBound
	}
	if math.IsNaN(p.Lo) {
		p.NoInterval = AtBound
	}
	return p
}
