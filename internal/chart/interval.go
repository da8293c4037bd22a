package chart

import (
	"fmt"
	"math"
)

// Interval is a plot of estimates with their intervals, one to a row (a forest
// plot), with the figures in words to the right.
type Interval struct {
	Title    string
	Subtitle string // what is estimated, the level of the intervals, period
	Footnote string
	Alt      string // what the figure shows, for who cannot see it; "" means the subtitle

	Rows       []IntervalRow
	Axis       Axis
	References []Reference
	Legend     []IntervalKey

	LabelHead  string // over the labels of the rows
	TextHead   string // over the texts to the right
	AxisLabel  string
	NoInterval string // beside an estimate whose interval is not known
	NoEstimate string // in a row whose estimate is not known
	NoData     string // drawn when there are no rows
}

// IntervalRow is an estimate. An Estimate that is NaN is not known: the row has
// a note instead of a mark. An interval is not known when a bound is NaN. An
// infinite bound, or one beyond the axis, is drawn as an arrow.
type IntervalRow struct {
	Heading  string // begins a group of rows; "" continues the group
	Label    string
	Estimate float64
	Lower    float64
	Upper    float64
	Text     string // the same in words, such as "9 of 21 (43%)"
	Mark     Mark
	Note     string // in a row whose estimate is not known; "" means NoEstimate
}

// Mark is the shape of an estimate.
type Mark uint8

// The marks.
const (
	MarkDot Mark = iota
	MarkRing
	MarkSquare
	MarkDiamond
	markCount
)

// Reference is a number that estimates are compared with, drawn as a dashed
// line with a label above the plot.
type Reference struct {
	At    float64
	Label string
}

// IntervalKey says in the legend what a mark means.
type IntervalKey struct {
	Mark  Mark
	Label string
}

// Figure lays the plot out. It returns an error (ErrNumber) for an estimate
// that is infinite or lies beyond an axis with fixed ends, for a lower bound
// above the upper one, and for a reference that is not on the axis; for an
// unknown mark (ErrOption); and for a width that leaves no room (ErrWidth).
func (v Interval) Figure(o Options) (*Figure, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	p, err := newPage(o)
	if err != nil {
		return nil, err
	}
	p.head(v.Title, v.Subtitle)
	if len(v.Rows) == 0 {
		p.empty(v.NoData)
	} else {
		l, err := v.columns(p)
		if err != nil {
			return nil, err
		}
		l.heads()
		l.rows()
		l.legend()
	}
	return p.finish(v.Title, v.Subtitle, v.Footnote, v.Alt), nil
}

func (v Interval) check() error {
	for i, r := range v.Rows {
		switch {
		case math.IsInf(r.Estimate, 0):
			return fmt.Errorf("row %d: the estimate is infinite: %w", i+1, ErrNumber)
		case r.Lower > r.Upper:
			return fmt.Errorf("row %d: the lower bound lies above the upper one: %w", i+1, ErrNumber)
		case math.IsInf(r.Lower, 1) || math.IsInf(r.Upper, -1):
			return fmt.Errorf("row %d: the interval holds no number: %w", i+1, ErrNumber)
		case r.Mark >= markCount:
			return fmt.Errorf("row %d: mark %d: %w", i+1, r.Mark, ErrOption)
		}
	}
	for i, r := range v.References {
		if math.IsNaN(r.At) || math.IsInf(r.At, 0) {
			return fmt.Errorf("reference %d: %w", i+1, ErrNumber)
		}
	}
	for i, k := range v.Legend {
		if k.Mark >= markCount {
			return fmt.Errorf("entry %d of the legend: mark %d: %w", i+1, k.Mark, ErrOption)
		}
	}
	return nil
}

// known reports whether the row has an interval: half of one is none.
func (r IntervalRow) known() bool {
	return !math.IsNaN(r.Lower) && !math.IsNaN(r.Upper)
}

// axisEnds returns the ends of the axis and its ticks, and an error for what must lie on it
// and does not.
func (v Interval) axisEnds() (lo, hi float64, ticks int, err error) {
	var values []float64
	for _, r := range v.Rows {
		values = append(values, r.Estimate)
		if r.known() && !math.IsNaN(r.Estimate) {
			values = append(values, r.Lower, r.Upper)
		}
	}
	for _, r := range v.References {
		values = append(values, r.At)
	}
	if lo, hi, ticks, err = v.Axis.limits(values); err != nil {
		return 0, 0, 0, err
	}
	tol := (hi - lo) * 1e-9 // for a bound that was computed, such as 1 - 1e-17
	for i, r := range v.Rows {
		if r.Estimate < lo-tol || r.Estimate > hi+tol {
			return 0, 0, 0, fmt.Errorf("row %d: the estimate lies beyond the axis: %w", i+1, ErrNumber)
		}
	}
	for i, r := range v.References {
		if r.At < lo-tol || r.At > hi+tol {
			return 0, 0, 0, fmt.Errorf("reference %d lies beyond the axis: %w", i+1, ErrNumber)
		}
	}
	return lo, hi, ticks, nil
}
