package stat

import "math"

// PChart holds a share per period, such as that of cases visited within a day,
// against the share of all periods together. Limits are wider in a period with
// fewer units.
//
//	p̄ = Σ xᵢ / Σ nᵢ,  limits = p̄ ± 3 √(p̄(1-p̄)/nᵢ), within 0 and 1
//
// with x units that have the property, of n units. A share between 0 and 1.
// Assumes independent units with one chance per period. With many units per
// period that is rarely so: then see [PPrimeChart].
// A period with n = 0 is an empty place, counted in Empty: its point has no
// value and no limits, and the Reason [NoData]. Units whose property is
// unknown must be left out of x and n.
// Fewer than MinPoints periods give [TooFew] for NoLimits. [BadInput] for NaN,
// for counts that are not whole, negative or x > n, and for unequal lengths.
//
// Source: Shewhart (1931); Montgomery, Introduction to Statistical Quality
// Control, ch. 7.
// Checked against: casereview_control_chart.json (qicharts2 0.8.1, qcc 2.7).
func PChart(x, n []float64, o ControlOptions) ControlChart {
	return countChart(ChartP, x, n, o)
}

// PPrimeChart is [PChart] with limits that also hold the spread between
// periods, as it shows from one period to the next:
//
//	zᵢ = (pᵢ - p̄)/√(p̄(1-p̄)/nᵢ),  σ_z = mean |zᵢ - zᵢ₋₁| / 1.128
//	limits = p̄ ± 3 σ_z √(p̄(1-p̄)/nᵢ), within 0 and 1
//
// SigmaZ near 1 says that chance alone explains the spread, and that the plain
// chart would do; above 1 the plain limits are too narrow.
// An empty place breaks the row: no range is taken across it. Without two
// neighbours NoLimits is [TooFew], and with all shares 0 or all 1 it is
// [NoVariance]. All else is as in [PChart].
//
// Source: Laney (2002), Quality Engineering 14(4), 531-537.
// Checked against: casereview_control_chart.json (qicharts2 0.8.1).
func PPrimeChart(x, n []float64, o ControlOptions) ControlChart {
	return countChart(ChartPPrime, x, n, o)
}

// UChart holds a rate per period, such as reports per 1000 inhabitants,
// against the rate of all periods together. Limits are wider in a period with
// less exposure.
//
//	ū = Σ xᵢ / Σ nᵢ,  limits = ū ± 3 √(ū/nᵢ), from 0
//
// with x events in an exposure n, which need not be whole. The unit is that of
// 1/n. Assumes independent events with one rate per period. Empty places and
// errors are as in [PChart], but x may be larger than n.
//
// Checked against: casereview_control_chart.json (qicharts2 0.8.1, qcc 2.7).
func UChart(x, n []float64, o ControlOptions) ControlChart {
	return countChart(ChartU, x, n, o)
}

// UPrimeChart is [UChart] with the spread between periods in its limits, as
// [PPrimeChart] has it.
//
// Checked against: casereview_control_chart.json (qicharts2 0.8.1).
func UPrimeChart(x, n []float64, o ControlOptions) ControlChart {
	return countChart(ChartUPrime, x, n, o)
}

// CChart holds the number of events per period against the mean number.
//
//	c̄ = Σ xᵢ / N,  limits = c̄ ± 3 √c̄, from 0
//
// Assumes independent events and the same exposure in every period; when that
// differs take [UChart]. [BadInput] for NaN and for numbers that are not
// counts: a period that was not watched is not a count of 0, and has to be
// left out.
//
// Checked against: casereview_control_chart.json (qicharts2 0.8.1, qcc 2.7).
func CChart(x []float64, o ControlOptions) ControlChart {
	n := make([]float64, len(x))
	for i := range n {
		n[i] = 1
	}
	return countChart(ChartC, x, n, o)
}

// countChart is the chart of x events or units in n, of any kind.
func countChart(kind ControlKind, x, n []float64, o ControlOptions) ControlChart {
	c := newControlChart(kind, len(x), o)
	switch {
	case c.Undefined != Defined:
		return c
	case !goodRates(kind, x, n):
		return c.refuse(BadInput)
	}
	var events, exposure []float64
	for i := range x {
		if n[i] == 0 {
			c.Points[i].Reason = NoData
			c.Empty++
			continue
		}
		c.Points[i].Value = x[i] / n[i]
		if i < c.Baseline {
			events, exposure = append(events, x[i]), append(exposure, n[i])
		}
	}
	if len(events) == 0 {
		return c.refuse(NoData)
	}
	if !c.centre(Sum(events)/Sum(exposure), len(events)) {
		return c
	}
	return c.countLimits(n)
}

// countLimits sets the limits of a chart whose centre line is known.
func (c ControlChart) countLimits(n []float64) ControlChart {
	line, most, spread := c.Centre, math.Inf(1), c.Centre
	if c.Kind == ChartP || c.Kind == ChartPPrime {
		most, spread = 1, line*max(0, 1-line)
	}
	wider := 1.0
	if c.Kind == ChartPPrime || c.Kind == ChartUPrime {
		if spread == 0 {
			return c.withoutLimits(NoVariance)
		}
		z := make([]float64, c.Baseline)
		for i := range z { // NaN at an empty place
			z[i] = (c.Points[i].Value - line) / math.Sqrt(spread/n[i])
		}
		ranges := movingRanges(z)
		if len(ranges) == 0 {
			return c.withoutLimits(TooFew)
		}
		c.Ranges = len(ranges)
		c.SigmaZ = Mean(ranges) / rangeToSigma
		wider = c.SigmaZ
	}
	for i := range c.Points {
		if p := &c.Points[i]; p.Reason == Defined {
			p.limit(p.Value, line, wider*math.Sqrt(spread/n[i]), 0, most)
		}
	}
	return c.finish()
}

// goodRates reports whether x and n can be what a chart of this kind is of.
func goodRates(kind ControlKind, x, n []float64) bool {
	if len(x) != len(n) || !allFinite(x) || !allFinite(n) {
		return false
	}
	share := kind == ChartP || kind == ChartPPrime
	for i := range x {
		switch {
		case !isCount(x[i]) || n[i] < 0 || (n[i] == 0 && x[i] > 0):
			return false
		case n[i] > 0 && math.IsInf(x[i]/n[i], 0): // past every number
			return false
		case share && (!isCount(n[i]) || x[i] > n[i]):
			return false
		}
	}
	return true
}

// isCount reports whether v is a whole number from 0 on.
func isCount(v float64) bool { return v >= 0 && v == math.Trunc(v) }
