package stat

import "math"

// Cause says what one point of a chart tells.
type Cause uint8

// The causes. The zero Cause is that of a point on which the rules say nothing.
const (
	NotJudged   Cause = iota // no value, or a chart without limits
	CommonCause              // part of the usual variation
	SpecialHigh              // a signal upwards, with no direction of improvement
	SpecialLow               // a signal downwards, with no direction of improvement
	Improvement              // a signal in the direction of improvement
	Concern                  // a signal in the other direction
)

// Better says which way a figure improves.
type Better int8

// The directions of improvement. The zero Better is that there is none.
const (
	NoDirection    Better = 0
	HigherIsBetter Better = 1
	LowerIsBetter  Better = -1
)

// SpecialCauseOptions says how [ControlChart.SpecialCauses] looks. The zero
// value is that of Making Data Count.
type SpecialCauseOptions struct {
	Better     Better // 0 means that neither direction is better
	Shift      int    // points of a shift; 0 means 7
	Trend      int    // points of a trend; 0 means 7
	SkipCentre bool   // points on the line do not end a shift; false: they do
	FourOfFive bool   // look for four of five beyond one sigma; false: do not
}

// SpecialCauses is the result of [ControlChart.SpecialCauses]. The lists hold
// places in Points, counted from 0, in order.
type SpecialCauses struct {
	Judged     int     // points that the rules could look at
	Signals    int     // of them, points with a signal
	Causes     []Cause // one for each point
	Beyond     []int   // outside the limits
	Shift      []int   // in a row on one side of the centre line
	Trend      []int   // in a row that only rises or only falls
	TwoOfThree []int   // beyond two thirds of the limit
	FourOfFive []int   // beyond one third of the limit

	Options   SpecialCauseOptions // as they were used
	Undefined Reason              // why the rules were not applied
}

// SpecialCauses finds the points that are probably not part of the usual
// variation, by the rules of the NHS programme Making Data Count:
//
//	beyond        a point outside the limits
//	shift         7 or more in a row on one side of the centre line
//	trend         7 or more in a row, each higher (each lower) than the last
//	two of three  2 of 3 in a row beyond 2 sigma on the same side
//
// All points of a shift or a trend are listed, the first included, and of
// three in a row only those beyond 2 sigma. What a signal means for the work
// follows from Better: Improvement or Concern. A point in a trend only is
// judged by where the trend goes, any other by the side that it lies on; where
// a rise turns into a fall, by the rise or fall that ends there.
// A place without a value ends every run. Equal neighbours end a trend.
// On many points some signals come by chance: of 100 points of an unchanged
// process a few will carry one.
// Without limits nothing is judged, and Undefined is the reason of the chart.
// [BadInput] for a negative length and an unknown Better.
//
// It differs from the R package NHSRplotthedots, which asks that all three
// points lie on the same side and does not count one outside the limits.
//
// Source: NHS England, Making Data Count; Western Electric (1956) for the
// zones.
// Checked against: casereview_control_rules.json (by definition).
func (c ControlChart) SpecialCauses(o SpecialCauseOptions) SpecialCauses {
	if o.Shift == 0 {
		o.Shift = 7
	}
	if o.Trend == 0 {
		o.Trend = 7
	}
	s := SpecialCauses{Causes: make([]Cause, len(c.Points)), Options: o, Undefined: c.NoLimits}
	if o.Shift < 0 || o.Trend < 0 || o.Better < LowerIsBetter || o.Better > HigherIsBetter {
		s.Undefined = BadInput
	}
	if s.Undefined != Defined {
		return s
	}
	sides := newSides(c.Points, o)
	s.Beyond, s.Shift, s.Trend = places(sides.beyond), places(sides.shift), places(sides.trend)
	s.TwoOfThree, s.FourOfFive = places(sides.twoOfThree), places(sides.fourOfFive)
	for i, p := range c.Points {
		if math.IsNaN(p.Value) {
			continue
		}
		s.Judged++
		s.Causes[i] = CommonCause
		if side := sides.at(i); side != 0 {
			s.Signals++
			s.Causes[i] = causeOf(side, o.Better)
		}
	}
	return s
}

// causeOf names a signal to one side.
func causeOf(side int, better Better) Cause {
	switch {
	case better == NoDirection && side > 0:
		return SpecialHigh
	case better == NoDirection:
		return SpecialLow
	case side == int(better):
		return Improvement
	}
	return Concern
}
