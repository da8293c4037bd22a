package stat

import "math"

// ControlKind names what is counted or measured at each point of a chart.
type ControlKind string

// The kinds of control chart.
const (
	ChartP      ControlKind = "p"       // a share of units
	ChartPPrime ControlKind = "p-prime" // a share, with the spread between periods
	ChartU      ControlKind = "u"       // a rate: events per unit of exposure
	ChartUPrime ControlKind = "u-prime" // a rate, with the spread between periods
	ChartC      ControlKind = "c"       // a number of events, exposure constant
	ChartXmR    ControlKind = "xmr"     // one measurement per period
	ChartG      ControlKind = "g"       // the number of cases between two events
	ChartT      ControlKind = "t"       // the time between two events
)

const (
	// With fewer than fewestPoints no limits are drawn, which is a choice of
	// this module; with fewer than steadyPoints they are trial limits, as in
	// Making Data Count of NHS England.
	fewestPoints = 10
	steadyPoints = 12
	// rangeToSigma is the mean of the range of two normal values with standard
	// deviation 1, and rangeLimit the upper limit of such ranges in units of
	// their mean; both rounded as in every published table of these charts.
	rangeToSigma = 1.128
	rangeLimit   = 3.267
)

// ControlOptions says how the limits of a control chart are computed. The zero
// value is usual.
type ControlOptions struct {
	// Baseline is the number of places at the start that set the centre line
	// and the limits; the points after them are held against these. 0 means
	// all. A new phase is a new chart, and a decision to be explained.
	Baseline int
	// MinPoints is the fewest points that limits may rest on. 0 means 10.
	MinPoints int
	// Factor is the distance from the centre line to a limit in mean moving
	// ranges, for XmR and T charts. 0 means 3/1.128; the NHS rounds to 2.66.
	Factor float64
	// Screen leaves moving ranges above 3.267 times their mean out of it, once,
	// for XmR and T charts. One odd period then widens the limits less. False
	// means that all count.
	Screen bool
}

// ControlPoint is one period of a [ControlChart]. A figure that does not exist
// is NaN.
type ControlPoint struct {
	Value        float64
	Centre       float64 // the line for runs
	Lower, Upper float64 // the limits, cut off where no value can lie
	Sigma        float64 // a third of the distance to a limit before the cut
	Z            float64 // distance from the middle of the limits in Sigma
	Reason       Reason  // why there is no Value
}

// ControlChart is the result of the functions named after a kind of chart,
// such as [PChart].
type ControlChart struct {
	Kind   ControlKind
	N      int // points that the centre line and the limits rest on
	Empty  int // places with nothing to divide by
	Points []ControlPoint

	Centre     float64
	SigmaZ     float64 // spread in units of chance alone; p-prime and u-prime only
	MeanRange  float64 // mean moving range used; XmR and T only
	RangeLimit float64 // upper limit of the moving ranges, 3.267 times their mean
	Ranges     int     // moving ranges used
	Screened   int     // moving ranges left out by Screen

	Trial     bool // limits rest on fewer than 12 points
	Baseline  int  // the options as they were used
	MinPoints int
	Factor    float64
	Screen    bool

	Undefined Reason // why there is no chart at all
	NoLimits  Reason // why there are no limits
	NoSpread  Reason // NoVariance when all limits fall on the centre line
}

// newControlChart returns a chart of size places on which nothing is known
// yet, and refuses options that mean nothing.
func newControlChart(kind ControlKind, size int, o ControlOptions) ControlChart {
	nan := math.NaN()
	c := ControlChart{
		Kind: kind, Points: make([]ControlPoint, size), Centre: nan,
		SigmaZ: nan, MeanRange: nan, RangeLimit: nan,
		Baseline: o.Baseline, MinPoints: o.MinPoints, Factor: o.Factor, Screen: o.Screen,
	}
	for i := range c.Points {
		c.Points[i] = ControlPoint{Value: nan, Centre: nan, Lower: nan, Upper: nan, Sigma: nan, Z: nan}
	}
	switch {
	case o.Baseline < 0 || o.Baseline > size || o.MinPoints < 0 || o.Factor < 0 || !allFinite([]float64{o.Factor}):
		return c.refuse(BadInput)
	case size == 0:
		return c.refuse(NoData)
	}
	if c.Baseline == 0 {
		c.Baseline = size
	}
	if c.MinPoints == 0 {
		c.MinPoints = fewestPoints
	}
	if c.Factor == 0 {
		c.Factor = 3 / rangeToSigma
	}
	return c
}

// refuse gives up on a chart, and on every point that has no value.
func (c ControlChart) refuse(why Reason) ControlChart {
	c.Undefined, c.NoLimits = why, why
	for i := range c.Points {
		if p := &c.Points[i]; math.IsNaN(p.Value) && p.Reason == Defined {
			p.Reason = why
		}
	}
	return c
}

// centre draws the line, and says whether there are points enough for limits.
// A line that no number can hold, from values near the largest, is refused.
func (c *ControlChart) centre(line float64, points int) (limits bool) {
	if !allFinite([]float64{line}) {
		*c = c.refuse(BadInput)
		return false
	}
	c.Centre, c.N = line, points
	for i := range c.Points {
		if p := &c.Points[i]; p.Reason == Defined {
			p.Centre = line
		}
	}
	if points < c.MinPoints {
		c.NoLimits = TooFew
	}
	return c.NoLimits == Defined
}

// limit sets the limits of one point, three sigma from middle and no further
// than lo and hi. The value is the one on the scale of the limits.
func (p *ControlPoint) limit(value, middle, sigma, lo, hi float64) {
	p.Lower, p.Upper = max(lo, middle-3*sigma), min(hi, middle+3*sigma)
	p.Sigma, p.Z = sigma, (value-middle)/sigma
}

// finish looks at the limits as a whole. Limits that no number can hold, from
// values near the largest, are refused.
func (c ControlChart) finish() ControlChart {
	flat := true
	for _, p := range c.Points {
		if p.Reason == Defined && !allFinite([]float64{p.Lower, p.Upper}) {
			return c.withoutLimits(BadInput)
		}
		flat = flat && !(p.Sigma > 0)
	}
	if flat {
		c.NoSpread = NoVariance
	}
	c.Trial = c.N < steadyPoints
	return c
}

// withoutLimits keeps the values and the line, and nothing else.
func (c ControlChart) withoutLimits(why Reason) ControlChart {
	nan := math.NaN()
	for i := range c.Points {
		p := &c.Points[i]
		p.Lower, p.Upper, p.Sigma, p.Z = nan, nan, nan, nan
	}
	c.NoLimits, c.NoSpread, c.Trial = why, Defined, false
	return c
}
