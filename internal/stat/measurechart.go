package stat

import "math"

// XmRChart holds one measurement per period against the mean of all, with
// limits from how much neighbouring periods differ.
//
//	limits = x̄ ± 3 R̄/1.128,  R̄ = mean |xᵢ - xᵢ₋₁|
//
// The unit is that of the values. It assumes little, and is the chart of the
// NHS programme Making Data Count for every kind of figure; for shares of few
// units [PChart] is sharper. Limits are not cut off at 0: a limit that the
// figure cannot reach has to be left out when drawn.
// With Screen the ranges above 3.267 R̄ are left out of R̄ once; the periods
// themselves stay in the mean. A range of exactly that size stays.
// NaN is refused, since a range across a gap does not compare neighbours: it
// gives [BadInput], as an infinite value does. One value gives [TooFew] for
// NoLimits whatever MinPoints is. For equal values the limits fall on the line
// and NoSpread says so.
//
// Source: Wheeler & Chambers (1992), Understanding Statistical Process
// Control; NHS England, Making Data Count.
// Checked against: casereview_control_chart.json (qicharts2 0.8.1), and limits
// of the R package NHSRplotthedots 0.2.2 with and without screening.
func XmRChart(x []float64, o ControlOptions) ControlChart {
	c := newControlChart(ChartXmR, len(x), o)
	switch {
	case c.Undefined != Defined:
		return c
	case !allFinite(x):
		return c.refuse(BadInput)
	}
	for i, v := range x {
		c.Points[i].Value = v
	}
	base := x[:c.Baseline]
	line := Mean(base)
	if !c.centre(line, len(base)) {
		return c
	}
	sigma, ok := c.rangeSigma(base, o.Screen)
	if !ok {
		return c.withoutLimits(c.NoLimits)
	}
	for i := range c.Points {
		c.Points[i].limit(x[i], line, sigma, math.Inf(-1), math.Inf(1))
	}
	return c.finish()
}

// timePower makes times between independent events about normal.
const timePower = 1 / 3.6

// TChart holds the time between two events, such as the days between two
// reports, against what is usual. It suits events too rare to count by month:
// a point above the limits is a long time without any.
//
//	yᵢ = xᵢ^(1/3.6);  the limits of y as in XmRChart, raised to the power 3.6
//
// The unit is that of the times; Sigma and Z are on the scale of y, as are the
// moving ranges. The centre line is the mean of y brought back, near the
// median of the times.
// Assumes independent events and times that are measured, not rounded to a
// few values. A lower limit under 0 is 0.
// A negative time gives [BadInput]; all else is as in [XmRChart].
//
// Source: Nelson (1994), Journal of Quality Technology 26(3), 239.
func TChart(x []float64, o ControlOptions) ControlChart {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = math.Pow(v, timePower) // NaN below 0
	}
	c := XmRChart(y, o)
	c.Kind = ChartT
	if c.Undefined != Defined {
		return c
	}
	back := fromTimeScale
	if constant(x[:c.Baseline]) { // no rounding between the times and the line
		back = func(y float64) float64 { return x[0] + 0*y }
	}
	c.Centre = back(c.Centre)
	for i := range c.Points {
		p := &c.Points[i]
		p.Value, p.Centre = x[i], c.Centre
		p.Lower, p.Upper = back(p.Lower), back(p.Upper)
	}
	if c.NoLimits == Defined && !allFinite([]float64{c.Points[0].Upper}) {
		return c.withoutLimits(BadInput)
	}
	return c
}

// fromTimeScale brings a transformed time back; NaN stays NaN.
func fromTimeScale(y float64) float64 { return math.Pow(max(0, y), 1/timePower) }

// GChart holds the number of cases between two events, such as the reports
// handled between two complaints, against what is usual. It suits rare events:
// a point above the limits is a long stretch without any.
//
//	limits = m ± 3 √(m(m+1)), from 0,  m = the mean number
//
// The centre line is the median, since the numbers are skewed and most lie
// below their mean: runs are then as likely on either side. Z counts from m.
// Assumes independent cases with one chance of an event, so that the numbers
// are geometric. The lower limit is always 0, so a fall shows by runs only.
// [BadInput] for NaN and for numbers that are not counts; TooFew is as in
// [PChart].
//
// Source: Benneyan (2001), Health Care Management Science 4, 305-318.
func GChart(x []float64, o ControlOptions) ControlChart {
	c := newControlChart(ChartG, len(x), o)
	if c.Undefined != Defined {
		return c
	}
	for _, v := range x {
		if !isCount(v) || math.IsInf(v, 1) {
			return c.refuse(BadInput)
		}
	}
	for i, v := range x {
		c.Points[i].Value = v
	}
	base := x[:c.Baseline]
	if !c.centre(Median(base), len(base)) {
		return c
	}
	m := Mean(base)
	for i := range c.Points {
		c.Points[i].limit(x[i], m, math.Sqrt(m*(m+1)), 0, math.Inf(1))
	}
	return c.finish()
}
