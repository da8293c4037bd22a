package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ControlOptions says how a control chart is drawn and read.
type ControlOptions struct {
	Name   string    // key of the observations; "" means that of the data with "-control" behind it
	Kind   ChartKind // 0 means the kind that is recommended for the data
	Phases []Phase   // from which days on a chart of its own begins, and why; none means one chart
	Better Better    // 0 means that neither direction is better
	Target *float64  // held against the limits, a share as 0.9; nil means none; needs Better

	Baseline int     // periods at the start that set the centre line and the limits; 0 means all; not with Phases
	Factor   float64 // from the centre line to a limit in mean moving ranges, for XmR and t charts; 0 means 3/1.128, the NHS has 2.66
	Screen   bool    // leave moving ranges above 3.267 times their mean out, once, for XmR and t charts

	Exposure     func(SeriesPeriod) float64 // for u charts: what a count is set against; nil means the days of the period
	ExposureName rma.Text                   // as it goes behind "per", or "per 1000": inhabitants; empty means days
	Per          float64                    // so many of those; 0 means 1

	Shift      int  // points of a shift; 0 means 7
	Trend      int  // points of a trend; 0 means 7
	SkipCentre bool // points on the centre line do not end a shift; false means that they do
	FourOfFive bool // look for four of five beyond one third of the limit; false means not

	SmallSignals bool       // signals in a phase with a count below 10 are observations too, which is for the team only
	Origin       rma.Origin // for the observations; zero means that of the data
}

// withUsual fills in what was left open, but for the kind.
func (o ControlOptions) withUsual(d chartData) ControlOptions {
	o.Name = nameOr(o.Name, d.name+"-control")
	if o.Shift == 0 {
		o.Shift = 7
	}
	if o.Trend == 0 {
		o.Trend = 7
	}
	if o.Per == 0 {
		o.Per = 1
	}
	if o.Factor == 0 {
		o.Factor = stat.XmRChart([]float64{0}, stat.ControlOptions{}).Factor
	}
	if o.Origin == (rma.Origin{}) {
		o.Origin = d.origin
	}
	return o
}

func (o ControlOptions) check(d chartData) error {
	positive := func(v float64) bool { return v >= 0 && !math.IsInf(v, 0) }
	switch {
	case !o.Kind.isFor(d.measured):
		return fmt.Errorf("%w: p charts are for shares, c and u charts for counts, g and t charts for rare events, an XmR chart for all but those", ErrOptions)
	case o.Better > LowerBetter:
		return fmt.Errorf("%w: higher is better, lower is, or neither", ErrOptions)
	case o.Target != nil && (o.Better == NeitherBetter || math.IsNaN(*o.Target) || math.IsInf(*o.Target, 0)):
		return fmt.Errorf("%w: a target is a number, and one direction is better", ErrOptions)
	case o.Target != nil && d.measured == ofShares && (*o.Target < 0 || *o.Target > 1):
		return fmt.Errorf("%w: the target of a share lies between 0 and 1", ErrOptions)
	case o.Baseline < 0 || o.Baseline > len(d.rows) || o.Baseline > 0 && len(o.Phases) > 0:
		return fmt.Errorf("%w: a baseline has no more periods than there are, and goes without phases", ErrOptions)
	case !positive(o.Factor) || !positive(o.Per) || o.Shift < 0 || o.Trend < 0:
		return fmt.Errorf("%w: Factor, Per, Shift and Trend are 0 or more", ErrOptions)
	case o.Exposure != nil && o.Kind != AnyChart && !o.Kind.isRate():
		return fmt.Errorf("%w: only u charts have an exposure", ErrOptions)
	case o.Exposure != nil && d.measured != ofCounts:
		return fmt.Errorf("%w: an exposure is for counts", ErrOptions)
	}
	return nil
}

// kernel is the options as the kernels have them.
func (o ControlOptions) kernel() stat.ControlOptions {
	return stat.ControlOptions{Baseline: o.Baseline, Factor: o.Factor, Screen: o.Screen}
}

func (o ControlOptions) rules() stat.SpecialCauseOptions {
	return stat.SpecialCauseOptions{Better: o.Better.kernel(), Shift: o.Shift, Trend: o.Trend,
		SkipCentre: o.SkipCentre, FourOfFive: o.FourOfFive}
}

func (b Better) kernel() stat.Better {
	return [...]stat.Better{stat.NoDirection, stat.HigherIsBetter, stat.LowerIsBetter}[b]
}

// exposures returns what the count of each period is set against; 0 where there
// are no counts of periods.
func (o ControlOptions) exposures(d chartData) ([]float64, error) {
	list := make([]float64, len(d.rows))
	if d.measured != ofCounts {
		return list, nil
	}
	for i, r := range d.rows {
		p := SeriesPeriod{Key: r.key, Period: r.period, Count: r.k, Base: r.n}
		list[i] = float64(p.Days())
		if o.Exposure != nil {
			list[i] = o.Exposure(p)
		}
		if !(list[i] >= 0) || math.IsInf(list[i], 0) || list[i] == 0 && r.k > 0 {
			return nil, fmt.Errorf("%w: period %d: an exposure is a number of 0 or more, and above 0 where there are events", ErrOptions, i+1)
		}
	}
	return list, nil
}
