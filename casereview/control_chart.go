package casereview

import (
	"errors"
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrGap means that a period has no figure where an XmR chart needs one.
var ErrGap = errors.New("an XmR chart needs a figure in every period, since it compares neighbours: take longer periods, a p chart, or a run chart")

// ControlChart is figures in the order of time with the limits between which
// they vary without a cause of their own. Shares, the centre line and the limits
// of shares run from 0 to 1.
type ControlChart struct {
	Kind        ChartKind // as drawn
	Recommended ChartKind // for these data
	Phases      []ControlPhase
	Points      []ControlPoint
	Signals     []Signal // by phase, rule and place

	// Dispersion is how many times larger the variance between neighbouring
	// periods is than chance within periods explains: near 1 when chance does. NaN
	// for measurements and rare events, and when there are too few periods.
	Dispersion float64
	// Autocorrelation is the correlation of periods with the next one, around the
	// centre line of their phase; NaN with fewer than 12.
	Autocorrelation float64
	Assurance       Assurance // of Options.Target

	Options  ControlOptions // with what was left open filled in
	Warnings []rma.Warning

	data             chartData
	negative         bool // some figure lies below 0
	exposureDecimals int  // none where every exposure is whole
}

// ControlX with a centre line of its own.
type ControlPhase struct {
	From        rma.Date // as asked for; zero for the phase that the data begin with
	Reason      rma.Text // empty for that phase
	CutPeriod   bool     // From lies within the last period of the phase before
	First, End  int      // places in Points, End not included
	N           int      // points that the centre line and the limits rest on
	Empty       int      // points without a figure
	K, Base     int      // events, and their base, that the centre line rests on
	Exposure    float64  // that it rests on, for u charts
	Smallest    int      // smallest number of cases, not 0, that a figure follows from
	Centre      float64  // NaN when there is none
	Limits      bool     // there are limits
	Trial       bool     // they are trial limits, of 10 or 11 points
	Flat        bool     // they fall on the centre line, or would
	SigmaZ      float64  // Laney's factor; p' and u' charts only
	MeanRange   float64  // mean moving range that was used; XmR and t charts only
	ScreenedOut int      // moving ranges left out by Screen
	basis       int      // place after the last point that the limits rest on
}

// ControlPoint is one period, or one rare event. A figure that does not exist is
// NaN.
type ControlPoint struct {
	Key          string     // of the period, or the number of the event
	Period       rma.Period // up to the first day of the next; of a rare event since the one before
	Phase        int        // place in Phases
	K, N         int        // events and their base; cases that a measurement rests on
	Exposure     float64    // for u charts
	Value        float64
	Centre       float64
	Lower, Upper float64
	Sigma        float64 // a third of the distance to a limit
	Z            float64 // distance from the middle of the limits in Sigma
	Cause        Cause
	Signals      []int // places in Signals
}

// NewControlChart draws a control chart: it tells periods that differ by the
// usual variation from periods in which something else was going on. Only for
// the latter it makes sense to ask what happened.
//
//	limits = centre ± 3 sigma
//
// with sigma by the kind of chart:
//
//	p, c, u   chance alone: √(p̄(1-p̄)/n), √c̄, √(ū/n)
//	p', u'    the same times σ_z, from how much neighbouring periods differ
//	XmR       mean moving range / 1.128
//	g         √(m(m+1)), m the mean number of cases between; the line is the median
//	t         as XmR, of the days to the power 1/3.6
//
// When Kind is 0 it is p for shares and c for counts (u with an Exposure), as
// long as Dispersion = σ_z² is at most 1.5; above that p', XmR and u'. It is XmR
// for measurements and g for rare events. The bound of 1.5 is a choice of this
// module; with chance alone about one series of 24 periods in ten passes it, and
// its limits are then a little wide.
//
// Fewer than 10 points with a figure in a phase: a centre line, no limits and no
// signals. 10 or 11: trial limits. Phases are charts of their own that stand
// beside each other; runs end where a phase ends.
//
// Signals are by the rules of Making Data Count: outside the limits, 7 in a row
// on one side, 7 in a row that rise or fall, 2 of 3 beyond two thirds of the
// limit. Whether a signal is an improvement follows from Better. Of 100 points of
// a process that did not change a few will carry one. Assurance holds Target
// against the limits of the last phase.
//
// Assumes periods that do not depend on each other; with Autocorrelation above
// 2/√n in size the limits are too narrow, or too wide when it is negative. A
// period without a base is there as a point without a figure, and ends every run;
// an XmR chart has none. Ties with the centre line end a shift.
//
// Errors: ErrOptions, ErrGap. Warnings: those of the data; rma.WarnFewPoints,
// rma.WarnTrialLimits, rma.WarnEmptyPeriods, rma.WarnNoSpread, each with the
// number of points; rma.WarnOverdispersed and rma.WarnAutocorrelated with the
// figure; rma.WarnUndefined without any point.
//
// Source: Shewhart (1931); Laney (2002), Quality Engineering 14(4), 531-537;
// Wheeler and Chambers (1992), Understanding Statistical Process Control;
// Benneyan (2001), Health Care Management Science 4, 305-318; Nelson (1994),
// Journal of Quality Technology 26(3), 239; NHS England, Making Data Count.
// Checked against: testdata/oracle/casereview_control_chart.json (qicharts2
// 0.8.1, qcc 2.7) and casereview_control_rules.json (by definition).
func NewControlChart(x Charted, o ControlOptions) (ControlChart, error) {
	if x == nil {
		return ControlChart{}, fmt.Errorf("%w: a chart is of a series, measurements or rare events", ErrOptions)
	}
	d := x.charted()
	o = o.withUsual(d)
	if err := o.check(d); err != nil {
		return ControlChart{}, err
	}
	list, err := chartParts(d.rows, o.Phases)
	if err != nil {
		return ControlChart{}, err
	}
	exposure, err := o.exposures(d)
	if err != nil {
		return ControlChart{}, err
	}
	c := ControlChart{data: d}
	c.Recommended, c.Dispersion = recommendChart(d, list, exposure, o)
	if o.Kind == AnyChart {
		o.Kind = c.Recommended
	}
	c.Kind, c.Options = o.Kind, o
	c.data = d.forDays(o.Kind == TChart)
	if o.Kind == XmRChart && c.data.empty() > 0 {
		return ControlChart{}, fmt.Errorf("%w (n=%d)", ErrGap, c.data.empty())
	}
	for i, s := range list {
		if err := c.add(i, s, exposure); err != nil {
			return ControlChart{}, err
		}
	}
	c.Autocorrelation = c.autocorrelation()
	c.Warnings = c.warnings()
	return c, nil
}

// add draws one phase.
func (c *ControlChart) add(number int, s chartPart, exposure []float64) error {
	o, rows := c.Options, c.data.rows[s.first:s.end]
	chart := drawChart(o.Kind, rows, exposure[s.first:s.end], o.kernel())
	if chart.Undefined == stat.BadInput || chart.NoLimits == stat.BadInput {
		return fmt.Errorf("%w: phase %d: the figures are too large or too small to compute limits of", ErrOptions, number+1)
	}
	p := ControlPhase{From: s.from, Reason: s.reason, CutPeriod: s.cut, First: s.first, End: s.end, N: chart.N, Empty: chart.Empty,
		Limits: chart.NoLimits == stat.Defined && chart.Undefined == stat.Defined, Trial: chart.Trial, Flat: chart.NoSpread != stat.Defined || chart.NoLimits == stat.NoVariance,
		Centre: o.scale() * chart.Centre, SigmaZ: chart.SigmaZ, MeanRange: chart.MeanRange, ScreenedOut: chart.Screened, basis: s.end}
	if o.Baseline > 0 {
		p.basis = s.first + o.Baseline
	}
	for i, r := range c.data.rows[s.first:p.basis] {
		p.K, p.Base = p.K+r.k, p.Base+r.n
		p.Exposure += exposure[s.first+i]
	}
	p.Smallest = c.data.smallest(rows)
	causes := chart.SpecialCauses(o.rules())
	for i, r := range rows {
		at, scale := chart.Points[i], o.scale()
		point := ControlPoint{Key: r.key, Period: r.period, Phase: number, K: r.k, N: r.n, Value: scale * at.Value, Centre: scale * at.Centre,
			Lower: scale * at.Lower, Upper: scale * at.Upper, Sigma: scale * at.Sigma, Z: at.Z, Cause: causeOf(causes.Causes[i])}
		if o.Kind.isRate() {
			point.Exposure = exposure[s.first+i]
			if point.Exposure != math.Trunc(point.Exposure) {
				c.exposureDecimals = 2
			}
		}
		c.negative = c.negative || point.Value < 0
		c.Points = append(c.Points, point)
	}
	c.Phases = append(c.Phases, p)
	c.addSignals(number, causes)
	c.Assurance = newAssurance(chart, o)
	return nil
}

// scale is what rates are multiplied by.
func (o ControlOptions) scale() float64 {
	if o.Kind.isRate() {
		return o.Per
	}
	return 1
}

// drawChart computes a chart of the kind.
func drawChart(kind ChartKind, rows []chartRow, exposure []float64, o stat.ControlOptions) stat.ControlChart {
	k, n, value := make([]float64, len(rows)), make([]float64, len(rows)), make([]float64, len(rows))
	for i, r := range rows {
		k[i], n[i], value[i] = float64(r.k), float64(r.n), r.value
	}
	switch kind {
	case PChart:
		return stat.PChart(k, n, o)
	case PPrimeChart:
		return stat.PPrimeChart(k, n, o)
	case CChart:
		return stat.CChart(k, o)
	case UChart:
		return stat.UChart(k, exposure, o)
	case UPrimeChart:
		return stat.UPrimeChart(k, exposure, o)
	case GChart:
		return stat.GChart(value, o)
	case TChart:
		return stat.TChart(value, o)
	}
	return stat.XmRChart(value, o)
}

// maxDispersion is the largest Dispersion that is left to chance.
const maxDispersion = 1.5

// recommendChart returns the kind of chart for the data, and how much more
// neighbouring periods differ than chance explains, over all phases.
func recommendChart(d chartData, list []chartPart, exposure []float64, o ControlOptions) (ChartKind, float64) {
	plain, wide := XmRChart, XmRChart
	laney := UPrimeChart
	ones := exposure
	switch {
	case d.measured == ofGaps:
		return GChart, math.NaN()
	case d.measured == ofValues:
		return XmRChart, math.NaN()
	case d.measured == ofShares:
		plain, wide, laney = PChart, PPrimeChart, PPrimeChart
	case o.Exposure != nil || o.Kind.isRate():
		plain, wide = UChart, UPrimeChart
	default:
		plain = CChart
		ones = make([]float64, len(exposure))
		for i := range ones {
			ones[i] = 1
		}
	}
	sum, ranges := 0.0, 0
	for _, s := range list {
		ko := stat.ControlOptions{MinPoints: 2, Baseline: o.Baseline}
		if chart := drawChart(laney, d.rows[s.first:s.end], ones[s.first:s.end], ko); chart.Ranges > 0 {
			sum, ranges = sum+float64(chart.Ranges)*chart.SigmaZ, ranges+chart.Ranges
		}
	}
	dispersion := math.Pow(sum/float64(ranges), 2) // NaN without ranges
	if dispersion > maxDispersion {
		return wide, dispersion
	}
	return plain, dispersion
}
