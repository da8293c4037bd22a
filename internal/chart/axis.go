package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Axis is the horizontal axis of an interval plot.
type Axis struct {
	// Percent says that the numbers are shares from 0 to 1, shown as
	// percentages.
	Percent bool
	// Min and Max are the ends of the axis. When both are 0 a percent axis
	// runs from 0 to 1, and another axis takes in all estimates, finite
	// bounds and references. Bounds beyond the ends are drawn as arrows.
	Min, Max float64
	// DecimalComma writes 0,5 for 0.5.
	DecimalComma bool
}

// scale maps numbers to the canvas, in proportion.
type scale struct {
	min, max    float64 // numbers
	left, right float64 // points
}

func (s scale) at(v float64) float64 {
	return s.left + (v-s.min)/(s.max-s.min)*(s.right-s.left)
}

// tick is a number on an axis.
type tick struct {
	value float64
	label string
}

// ticks returns round numbers from lo to hi: as many as possible up to most,
// with steps of 1, 2 or 5 times a power of ten, or 25 on a percent axis.
func (a Axis) ticks(lo, hi float64, most int) []tick {
	unit := 1.0 // steps are round in the numbers that are shown
	if a.Percent {
		unit = 100
	}
	lo, hi = lo*unit, hi*unit
	step := niceStep((hi-lo)/float64(max(most-1, 1)), a.Percent)
	// Ticks are counted and not added up: with a step that is lost in the last
	// bits of lo, adding would never reach hi.
	first := math.Ceil(lo/step - 1e-9)
	count := math.Floor(hi/step+1e-9) - first + 1
	if !(count >= 1 && count <= 1000) { // also refuses NaN
		return nil
	}
	out := make([]tick, 0, int(count))
	for i := range int(count) {
		v := (first + float64(i)) * step
		out = append(out, tick{value: v / unit, label: a.number(v, step)})
	}
	return out
}

// niceStep returns the least round step that is not under least. Readers of
// percentages think in quarters and fifths, so that axis has steps of its own
// unless it covers a few percent only.
func niceStep(least float64, percent bool) float64 {
	if percent {
		for _, s := range []float64{5, 10, 20, 25, 50, 100} {
			if s >= least-1e-9 && least > 2 {
				return s
			}
		}
	}
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= least*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// number writes a tick with the decimals that its step needs and a true minus
// sign (U+2212), which is as wide as a digit. Numbers of a million and more, and
// steps under a ten-thousandth, are written with a power of ten.
func (a Axis) number(v, step float64) string {
	var s string
	switch size := math.Max(math.Abs(v), step); {
	case size >= 1e6 || step < 1e-4:
		s = strconv.FormatFloat(v, 'g', 6, 64)
	default:
		decimals := max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
		s = strconv.FormatFloat(v, 'f', decimals, 64)
	}
	if strings.Trim(s, "-0.") == "" { // rounded to zero, which has no sign
		s = strings.TrimPrefix(s, "-")
	}
	s = strings.ReplaceAll(s, "-", "−")
	if a.DecimalComma {
		s = strings.Replace(s, ".", ",", 1)
	}
	if a.Percent {
		s += "%"
	}
	return s
}

// usualTicks is the number of ticks to try first on an axis with given ends.
const usualTicks = 11

// limits returns the ends of the axis for the given numbers, of which those
// that are not finite do not count, and the number of ticks with which the ends
// are ticks too.
func (a Axis) limits(values []float64) (lo, hi float64, ticks int, err error) {
	if a.Min != 0 || a.Max != 0 {
		if math.IsInf(a.Min, 0) || math.IsInf(a.Max, 0) || !(a.Max > a.Min) || math.IsInf(a.Max-a.Min, 0) {
			return 0, 0, 0, fmt.Errorf("axis: Min must lie below Max, both finite: %w", ErrNumber)
		}
		return a.Min, a.Max, usualTicks, nil
	}
	if a.Percent {
		return 0, 1, usualTicks, nil
	}
	lo, hi = math.Inf(1), math.Inf(-1) // nothing yet
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo > hi {
		return 0, 1, usualTicks, nil
	}
	// Numbers that are nearly the same get room on both sides. The ends then
	// move outwards to round numbers.
	if size := max(math.Abs(lo), math.Abs(hi)); hi-lo <= size*1e-6 || hi-lo < 1e-290 {
		room := size / 2
		if room < 1e-290 {
			room = 0.5
		}
		lo, hi = lo-room, hi+room
	}
	step := niceStep((hi-lo)/8, false)
	lo, hi = math.Floor(lo/step+1e-9)*step, math.Ceil(hi/step-1e-9)*step
	if math.IsInf(hi-lo, 0) || math.IsNaN(hi-lo) {
		return 0, 0, 0, fmt.Errorf("axis: the numbers lie too far apart to be drawn: %w", ErrNumber)
	}
	return lo, hi, int(math.Round((hi-lo)/step)) + 1, nil
}

// fitTicks returns as many ticks, up to most, as can stand beside each other.
func (p *page) fitTicks(a Axis, s scale, most int) []tick {
	for ; most >= 2; most-- {
		if ticks := a.ticks(s.min, s.max, most); len(ticks) > 0 && p.apart(s, ticks) {
			return ticks
		}
	}
	return nil
}

// apart reports whether the labels of ticks differ and have space between them.
// Labels are alike when an axis covers less than the digits that are written.
func (p *page) apart(s scale, ticks []tick) bool {
	const between = 8.0
	end := math.Inf(-1)
	for i, t := range ticks {
		half := p.ruler.width(t.label, p.theme.small()) / 2
		x := p.tickX(s, t)
		if x-half < end+between || i > 0 && t.label == ticks[i-1].label {
			return false
		}
		end = x + half
	}
	return true
}

// tickX returns the middle of the label of a tick: under the tick, or inwards
// where it would leave the page.
func (p *page) tickX(s scale, t tick) float64 {
	half := p.ruler.width(t.label, p.theme.small()) / 2
	return min(max(s.at(t.value), p.left+half), p.right-half)
}

// grid draws a light line for each tick. Rows are drawn over it.
func (p *page) grid(s scale, ticks []tick, top, bottom float64) {
	for _, t := range ticks {
		p.Line(s.at(t.value), top, s.at(t.value), bottom, Style{Line: p.theme.Rule, Width: 0.5})
	}
}

// axis writes the ticks and the title under the plot and moves the page down.
func (p *page) axis(s scale, ticks []tick, title string) {
	f := p.theme.small()
	top := p.y + 2
	for _, t := range ticks {
		p.Text(Text{At: Point{p.tickX(s, t), top + baseline(f)}, String: t.label, Font: f, Color: p.theme.Muted, Anchor: Middle})
	}
	p.y = top + f.line()
	width := s.right - s.left
	if lines := p.lines(title, f, width, 3); len(lines) > 0 {
		p.y = p.paragraph(lines, Text{At: Point{s.left + width/2, p.y + 1}, Font: f, Color: p.theme.Muted, Anchor: Middle})
	}
}
