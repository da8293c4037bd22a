package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// addSignals puts points that a rule lists together into signals.
func (c *ControlChart) addSignals(phase int, s stat.SpecialCauses) {
	first := c.Phases[phase].First
	for rule, list := range [][]int{s.Beyond, s.Shift, s.Trend, s.TwoOfThree, s.FourOfFive} {
		r := SignalRule(rule)
		var open *Signal
		for _, i := range list {
			at := first + i
			high := c.isHigh(r, at, open)
			if open == nil || open.High != high || !c.joins(r, open.Points[len(open.Points)-1], at) {
				c.Signals = append(c.Signals, Signal{Rule: r, High: high, Phase: phase, Cause: causeOfSide(high, c.Options.Better)})
				open = &c.Signals[len(c.Signals)-1]
			}
			open.Points = append(open.Points, at)
			c.Points[at].Signals = append(c.Points[at].Signals, len(c.Signals)-1)
		}
	}
}

// isHigh reports whether a signal goes up at a point: of a trend, from the point
// before when that belongs to it.
func (c *ControlChart) isHigh(r SignalRule, at int, open *Signal) bool {
	if r != SignalTrend {
		return c.Points[at].Value > c.Points[at].Centre
	}
	if open != nil && open.Points[len(open.Points)-1] == at-1 {
		return c.Points[at].Value > c.Points[at-1].Value
	}
	return c.Points[at+1].Value > c.Points[at].Value
}

// joins reports whether two points that one rule lists belong to one signal.
func (c *ControlChart) joins(r SignalRule, before, at int) bool {
	switch r {
	case SignalBeyond:
		return false
	case SignalTwoOfThree, SignalFourOfFive:
		return at-before <= 2
	}
	for i := before + 1; i < at; i++ { // points on the line that a shift passes over
		if c.Points[i].Value != c.Points[i].Centre {
			return false
		}
	}
	return true
}

func causeOf(c stat.Cause) Cause {
	return [...]Cause{NotJudged, CommonCause, SpecialHigh, SpecialLow, Improvement, Concerning}[c]
}

// causeOfSide names a signal to one side.
func causeOfSide(high bool, better Better) Cause {
	switch {
	case better == NeitherBetter && high:
		return SpecialHigh
	case better == NeitherBetter:
		return SpecialLow
	case high == (better == HigherBetter):
		return Improvement
	}
	return Concerning
}

// steadyPoints is the fewest points on which an autocorrelation is looked at.
const steadyPoints = 12

// autocorrelation returns the correlation of points with the next, around the
// mean of their phase.
func (c ControlChart) autocorrelation() float64 {
	product, square, n := 0.0, 0.0, 0
	for _, p := range c.Phases {
		var values []float64
		for _, point := range c.Points[p.First:p.End] {
			values = append(values, point.Value)
		}
		present, _ := stat.Present(values)
		mean := stat.Mean(present)
		for i, v := range values {
			if math.IsNaN(v) {
				continue
			}
			n++
			square += (v - mean) * (v - mean)
			if i > 0 && !math.IsNaN(values[i-1]) {
				product += (v - mean) * (values[i-1] - mean)
			}
		}
	}
	if n < steadyPoints || square == 0 {
		return math.NaN()
	}
	return product / square
}

func (c ControlChart) warnings() []rma.Warning {
	list := append([]rma.Warning(nil), c.data.warnings...)
	if len(c.Points) == 0 {
		if !rma.HasWarning(list, rma.WarnUndefined) {
			list = append(list, rma.Warn(rma.WarnUndefined, "n=0"))
		}
		return list
	}
	for _, p := range c.Phases {
		switch {
		case !p.Limits && !p.Flat:
			list = append(list, rma.Warn(rma.WarnFewPoints, "n=%d, n≥%d", p.N, fewestPoints))
		case p.Trial:
			list = append(list, rma.Warn(rma.WarnTrialLimits, "n=%d, n≥%d", p.N, steadyPoints))
		}
		if p.Empty > 0 {
			list = append(list, rma.Warn(rma.WarnEmptyPeriods, "n=%d", p.Empty))
		}
		if p.Flat {
			list = append(list, rma.Warn(rma.WarnNoSpread, "n=%d", p.N))
		}
	}
	if c.Dispersion > maxDispersion {
		list = append(list, rma.Warn(rma.WarnOverdispersed, "%s > %s",
			rma.FormatNumber(c.Dispersion, 1, rma.English), rma.FormatNumber(maxDispersion, 1, rma.English)))
	}
	n := len(c.Points) - c.data.empty()
	if bound := 2 / math.Sqrt(float64(n)); math.Abs(c.Autocorrelation) > bound {
		list = append(list, rma.Warn(rma.WarnAutocorrelated, "r=%s, |r|≤%s",
			rma.FormatNumber(c.Autocorrelation, 2, rma.English), rma.FormatNumber(bound, 2, rma.English)))
	}
	return list
}

// fewestPoints is the fewest points that limits rest on.
const fewestPoints = 10
