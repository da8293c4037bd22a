package chart

import (
	"cmp"
	"image/color"
	"math"
)

// rows draws all rows, with the grid and the references behind them, then the
// axis.
func (l *intervalLayout) rows() {
	top, mark := l.y, len(l.shapes)
	for i, r := range l.Rows {
		if r.Heading != "" {
			l.behind(mark, func() { l.lanes(top, l.y) })
			l.heading(r.Heading, i == 0)
			top, mark = l.y, len(l.shapes)
		}
		l.row(r)
	}
	l.behind(mark, func() { l.lanes(top, l.y) })
	edge := Style{Line: l.theme.Muted, Width: 0.8}
	l.Line(l.scale.left, l.y, l.scale.right, l.y, edge)
	for _, t := range l.ticks {
		l.Line(l.scale.at(t.value), l.y, l.scale.at(t.value), l.y+2.5, edge)
	}
	l.y += 1.5
	l.axis(l.scale, l.ticks, l.AxisLabel)
}

// lanes draws the grid and the references behind the rows of a group. The
// heading of a group interrupts them.
func (l *intervalLayout) lanes(top, bottom float64) {
	if bottom <= top {
		return
	}
	l.grid(l.scale, l.ticks, top, bottom)
	for _, r := range l.References {
		x := l.scale.at(r.At)
		l.Line(x, top, x, bottom, Style{Line: l.theme.Ink, Width: 0.8, Dash: 3})
	}
}

// row draws a row as high as its longest text, with estimate, label and words at
// one height. The mark comes last: it lies over its interval.
func (l *intervalLayout) row(r IntervalRow) {
	f := l.theme.label()
	label, text := l.lines(r.Label, f, l.label, labelLines), l.lines(r.Text, f, l.textW, labelLines)
	height := max(intervalRow, max(f.Size, l.theme.SmallSize)+7, float64(max(len(label), len(text)))*f.line()+5)
	middle := l.y + height/2
	l.beside(label, f, l.left, middle, Start)
	l.beside(text, f, l.text, middle, Start)
	l.y += height
	switch {
	case math.IsNaN(r.Estimate):
		width := l.scale.right - l.scale.left
		l.note(l.one(cmp.Or(r.Note, l.NoEstimate), l.theme.small(), width), l.scale.left+width/2, middle, Middle)
		return
	case r.known():
		l.bounds(r, middle)
	default:
		l.unknown(l.scale.at(r.Estimate), middle)
	}
	l.mark(r.Mark, l.scale.at(r.Estimate), middle)
}

// bounds draws the interval: a line with a short stroke at each end, or an
// arrow where it goes on.
func (l *intervalLayout) bounds(r IntervalRow, y float64) {
	c := l.theme.mark(r.Mark)
	line := Style{Line: c, Width: 1.2}
	from, to := max(r.Lower, l.scale.min), min(r.Upper, l.scale.max)
	if from > to { // all of it lies beyond one end
		from = min(max(from, l.scale.min), l.scale.max)
		to = from
	}
	x1, x2 := l.scale.at(from), l.scale.at(to)
	if x2 > x1 {
		l.Line(x1, y, x2, y, line)
	}
	l.end(x1, y, -1, r.Lower < l.scale.min, line)
	l.end(x2, y, +1, r.Upper > l.scale.max, line)
}

// end draws one end of an interval; side is -1 for the left one.
func (l *intervalLayout) end(x, y, side float64, beyond bool, line Style) {
	if !beyond {
		l.Line(x, y-boundSize, x, y+boundSize, line)
		return
	}
	l.Polygon([]Point{{x + side*arrowLength, y}, {x, y - boundSize}, {x, y + boundSize}}, Style{Fill: line.Line})
}

// unknown says beside an estimate that it has no interval, so that a mark alone
// is not read as a very sure one: to the right where that has room, else on the
// side with more room.
func (l *intervalLayout) unknown(x, y float64) {
	const away = markRadius + 5
	toLeft, toRight := x-away-l.scale.left, l.scale.right-x-away
	f := l.theme.small()
	if want := l.ruler.upTo(oneLine(l.NoInterval), f, toRight); toRight >= want || toRight >= toLeft {
		l.note(l.one(l.NoInterval, f, toRight), x+away, y, Start)
	} else {
		l.note(l.one(l.NoInterval, f, toLeft), x-away, y, End)
	}
}

// mark draws the shape of an estimate; all shapes have about the same area.
func (l *intervalLayout) mark(m Mark, x, y float64) {
	const r = markRadius
	c := l.theme.mark(m)
	switch m {
	case MarkRing:
		l.Circle(x, y, r-0.3, Style{Fill: l.theme.Background, Line: c, Width: 1.3})
	case MarkSquare:
		l.Rect(x-r*0.9, y-r*0.9, r*1.8, r*1.8, Style{Fill: c})
	case MarkDiamond:
		l.Polygon([]Point{{x, y - r*1.3}, {x + r*1.3, y}, {x, y + r*1.3}, {x - r*1.3, y}}, Style{Fill: c})
	default:
		l.Circle(x, y, r, Style{Fill: c})
	}
}

// mark returns the colour of a mark and its interval.
func (t Theme) mark(m Mark) color.RGBA {
	switch m {
	case MarkSquare, MarkDiamond:
		return t.Low.at(45)
	}
	return t.High.at(36)
}

// legend sets the keys under the axis.
func (l *intervalLayout) legend() {
	if len(l.Legend) == 0 {
		return
	}
	keys := make([]key, len(l.Legend))
	for i, k := range l.Legend {
		keys[i] = key{label: k.Label, draw: func(b Box) {
			y := (b.Top + b.Bottom) / 2
			l.Line(b.Left, y, b.Right, y, Style{Line: l.theme.mark(k.Mark), Width: 1.2})
			l.mark(k.Mark, (b.Left+b.Right)/2, y)
		}}
	}
	l.y += l.theme.Gap
	l.page.legend(l.left, l.right, keys)
}
