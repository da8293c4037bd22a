package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// figure describes the times of some cases; nil means all.
func (b *BetweenTimes) figure(rows []int) BetweenFigure {
	var f BetweenFigure
	var least, middle, greatest []float64
	var event []bool
	b.each(rows, func(c *BetweenCase) {
		if c.OnlyBefore {
			return
		}
		lo, hi := c.span(b.Options.Clock, b.AsOf)
		least, greatest, middle = append(least, lo), append(greatest, hi), append(middle, lo+(hi-lo)/2)
		event = append(event, c.followed())
		if lo != hi {
			f.Imprecise++
		}
		f.Refs = append(f.Refs, c.Ref)
	})
	o := curveOptions{scale: b.Options.Scale, level: b.Options.Level, unit: b.Options.Clock.unit()}
	f.Curve = newCurve(middle, event, o)
	f.N, f.Events, f.Censored = f.Curve.N, f.Curve.Events, f.Curve.Censored
	low, high := f.Curve, f.Curve
	if f.Imprecise > 0 {
		low, high = newCurve(least, event, o), newCurve(greatest, event, o)
	}
	for _, p := range b.Options.Quantiles {
		q := TimeQuantile{P: p, Time: f.Curve.quantile(p, o), Least: low.quantile(p, o).Value, Greatest: high.quantile(p, o).Value}
		percent := rma.FormatPercent(p, 0, rma.English)
		q.Time.Name = rma.T("tijd waarbinnen "+percent+" volgde", "time within which "+percent+" followed")
		f.Quantiles = append(f.Quantiles, q)
	}
	return f
}

// each goes over some cases; nil means all.
func (b *BetweenTimes) each(rows []int, f func(*BetweenCase)) {
	if rows != nil {
		for _, row := range rows {
			f(&b.Cases[row])
		}
		return
	}
	for i := range b.Cases {
		f(&b.Cases[i])
	}
}

// strata works out every split.
func (b *BetweenTimes) strata() []BetweenStrata {
	var list []BetweenStrata
	for i, s := range b.Options.Splits {
		g := BetweenStrata{Key: s.Key, Label: s.label()}
		for _, l := range s.levels(len(b.Cases), func(row int) string { return b.Cases[row].levels[i] }) {
			g.Levels = append(g.Levels, BetweenLevel{Key: l.key, Label: l.label, rows: l.rows, BetweenFigure: b.figure(l.rows)})
		}
		list = append(list, g)
	}
	return list
}

// WithinCounts is how many starts were followed in time.
type WithinCounts struct {
	Met           int // surely in time
	NotMet        int // surely later, or not at all while the time has passed
	Undetermined  int // the precision of the stamps leaves it open
	Pending       int // not followed, and the time had not passed for sure
	NotApplicable int // no start, or the other event before it only
	Never         int // of NotMet: not followed at all
}

// N returns the number of starts of which it is sure whether they were in time: the
// base of the share.
func (c WithinCounts) N() int { return c.Met + c.NotMet }

func (c *WithinCounts) add(o Outcome) {
	switch o {
	case Met:
		c.Met++
	case NotMet:
		c.NotMet++
	case NoVisit:
		c.NotMet++
		c.Never++
	case Undetermined:
		c.Undetermined++
	case Pending:
		c.Pending++
	default:
		c.NotApplicable++
	}
}

func (c *WithinCounts) plus(o WithinCounts) {
	c.Met, c.NotMet, c.Undetermined = c.Met+o.Met, c.NotMet+o.NotMet, c.Undetermined+o.Undetermined
	c.Pending, c.NotApplicable, c.Never = c.Pending+o.Pending, c.NotApplicable+o.NotApplicable, c.Never+o.Never
}

// WithinFigure is which share was in time.
type WithinFigure struct {
	Counts       WithinCounts
	Share        rma.Share      // Met of Met + NotMet, with Wilson's interval
	Lower, Upper rma.Proportion // of Met + NotMet + Undetermined, with each undetermined one late, or in time
	Refs         []rma.Ref      // the starts that are in the base of Share
}

// newWithinFigure closes a figure of which the counts are complete.
func newWithinFigure(c WithinCounts, refs []rma.Ref, level float64) WithinFigure {
	n := c.N() + c.Undetermined
	return WithinFigure{Counts: c, Refs: refs, Share: newShare(rma.Proportion{K: c.Met, N: c.N()}, level),
		Lower: rma.Proportion{K: c.Met, N: n}, Upper: rma.Proportion{K: c.Met + c.Undetermined, N: n}}
}

func (f WithinFigure) warnings() []rma.Warning {
	return inTimeWarnings(f.Share.N, f.Counts.Undetermined, f.Counts.Pending)
}

// WithinStrata is the shares apart for each value of a split.
type WithinStrata struct {
	Key    string
	Label  rma.Text
	Levels []WithinLevel
}

// WithinLevel is the starts with one value.
type WithinLevel struct {
	Key   string
	Label rma.Text
	WithinFigure
}

// withinBounds writes the bounds that imprecise stamps leave.
func (f WithinFigure) withinBounds() rma.Text {
	if f.Counts.Undetermined == 0 {
		return rma.Text{}
	}
	return rma.T(fmt.Sprintf("grenzen door onnauwkeurige tijdstippen: %s tot %s", f.Lower.Format(rma.Dutch, 0), f.Upper.Format(rma.Dutch, 0)),
		fmt.Sprintf("bounds left by imprecise stamps: %s to %s", f.Lower.Format(rma.English, 0), f.Upper.Format(rma.English, 0)))
}
