package chart

import (
	"math"
	"strconv"
)

// legend names the levels that are drawn, in the order of the scale. It stands
// over the items and the bars, beside the heads of the columns with numbers.
func (l *likertLayout) legend() {
	_, neutral := l.sides()
	var keys []key
	for i, name := range l.Levels {
		if i == neutral && l.Neutral == NeutralDropped {
			continue
		}
		keys = append(keys, key{label: name, draw: l.plain(l.colors[i])})
	}
	right := l.bars.right
	if l.aside != (scale{}) {
		right = l.aside.left - 1.5*columnGap
	}
	l.page.legend(l.left, right, keys)
}

// heads sets the heads of the columns with numbers, beside the legend.
func (l *likertLayout) heads(top float64) {
	f := l.theme.small()
	base := l.lines(l.baseHead(), f, baseHeadWidth, headLines)
	missing := l.lines(l.MissingHead, f, l.missingW, 5)
	var aside []string
	if l.aside != (scale{}) {
		_, neutral := l.sides()
		name := pick(l.AsideHead == "", l.Levels[neutral], l.AsideHead)
		aside = l.lines(name, f, l.aside.right-l.aside.left+columnGap, 4)
	}
	height := float64(max(len(base), len(missing), len(aside))) * f.line()
	bottom := max(l.y+4, top+height)
	l.above(base, f, l.base, bottom, End)
	l.above(missing, f, l.missing, bottom, End)
	l.above(aside, f, (l.aside.left+l.aside.right)/2, bottom, Middle)
	l.y = bottom + 3
}

// items draws all items, with the grid behind the bars and the axis under them.
// The bars of an item stand close together and items further apart, so that the
// eye compares within an item first.
func (l *likertLayout) items() {
	a := Axis{Percent: true}
	ticks := l.fitTicks(a, l.bars, usualTicks)
	for i := range ticks { // both sides count from 0: there are no negative shares
		ticks[i].label = a.number(math.Abs(ticks[i].value)*100, 1)
	}
	top, mark := l.y, len(l.shapes)
	for i, item := range l.Items {
		if item.Heading != "" {
			l.behind(mark, func() { l.lanes(ticks, top, l.y) })
			l.heading(item.Heading, i == 0)
			top, mark = l.y, len(l.shapes)
		}
		height := l.itemHeight(item)
		l.item(i, height)
		l.y += height
	}
	l.behind(mark, func() { l.lanes(ticks, top, l.y) })
	l.axis(l.bars, ticks, l.AxisLabel)
}

// lanes draws the grid and the lines from which bars are read, behind the items
// of a group. The heading of a group interrupts them.
func (l *likertLayout) lanes(ticks []tick, top, bottom float64) {
	if bottom <= top {
		return
	}
	l.grid(l.bars, ticks, top, bottom)
	zero := Style{Line: l.theme.Muted, Width: 0.8}
	l.Line(l.bars.at(0), top, l.bars.at(0), bottom, zero)
	if l.aside != (scale{}) {
		l.Line(l.aside.left, top, l.aside.left, bottom, zero)
	}
}

// itemHeight is what the label of an item and its bars need, with half a gap
// above and below.
func (l *likertLayout) itemHeight(item LikertItem) float64 {
	lines, _ := l.ruler.wrap(item.Label, l.theme.label(), l.label, labelLines)
	bars := float64(len(item.Bars))*(l.barHeight()+barGap) - barGap
	return max(bars, float64(len(lines))*l.theme.label().line()) + itemGap
}

// barHeight leaves room for a label in the bar.
func (l *likertLayout) barHeight() float64 {
	return max(barHeight, l.theme.small().line()+2)
}

// item draws an item in a band of the given height.
func (l *likertLayout) item(i int, height float64) {
	item := l.Items[i]
	middle := l.y + height/2
	l.beside(l.lines(item.Label, l.theme.label(), l.label, labelLines), l.theme.label(), l.left, middle, Start)
	f := l.theme.small()
	h := l.barHeight()
	top := middle - (float64(len(item.Bars))*(h+barGap)-barGap)/2
	for j, bar := range item.Bars {
		b := Box{Top: top, Bottom: top + h}
		text := func(s string, x float64, a Anchor) {
			at := Point{x, top + h/2 + capHeight*f.Size/2}
			l.Text(Text{At: at, String: s, Font: f, Color: l.theme.Ink, Anchor: a})
		}
		text(l.one(bar.Label, f, l.barLabel), l.left+l.label+columnGap+l.barLabel, End)
		s := l.all[i][j]
		text(l.baseText(bar, s.base), l.base, End)
		if l.missingW > 0 {
			text(bar.missing(), l.missing, End)
		}
		l.bar(s, b, bar.Note)
		top += h + barGap
	}
}

// bar draws the segments of a bar between the top and the bottom of b. A bar
// without a base has a note in its place: nothing drawn could be read as zero.
func (l *likertLayout) bar(s likertShares, b Box, instead string) {
	if s.base == 0 {
		if instead == "" {
			instead = l.NoData
		}
		note := l.one(instead, l.theme.small(), l.bars.right-l.bars.left)
		l.note(note, l.bars.at(0), (b.Top+b.Bottom)/2, Middle)
		return
	}
	for _, g := range s.segments {
		l.segment(g, s.base, Box{l.bars.at(g.from), b.Top, l.bars.at(g.to), b.Bottom})
	}
	if s.aside.count > 0 {
		l.segment(s.aside, s.base, Box{l.aside.at(0), b.Top, l.aside.at(s.aside.to), b.Bottom})
	}
}

// segment draws a level with a thin light line round it, which keeps neighbours
// apart in print, and its label where there is room.
func (l *likertLayout) segment(g segment, base int, b Box) {
	fill := l.colors[g.level]
	l.Rect(b.Left, b.Top, b.Right-b.Left, b.Bottom-b.Top, Style{Fill: fill, Line: l.theme.Background, Width: 0.5})
	f := l.theme.small()
	label := l.segmentLabel(g, base)
	if label == "" || l.ruler.width(label, f)+3 > b.Right-b.Left {
		return
	}
	at := Point{(b.Left + b.Right) / 2, (b.Top+b.Bottom)/2 + capHeight*f.Size/2}
	l.Text(Text{At: at, String: label, Font: f, Color: l.theme.readable(fill), Anchor: Middle, On: fill, Within: b})
}

// segmentLabel returns the percentage or the count of a segment, or "" for one
// that is too small. Percentages carry a sign where counts stand beside them;
// else the axis says what they are.
func (l *likertLayout) segmentLabel(g segment, base int) string {
	least := l.LabelMin
	if least == 0 {
		least = 0.07
	}
	share := float64(g.count) / float64(base)
	switch {
	case l.Labels == LabelNone || share < least:
		return ""
	case l.Labels == LabelCount || base < l.MinBase:
		return strconv.Itoa(g.count)
	}
	percent := strconv.Itoa(int(math.Round(share * 100)))
	if l.mixed {
		percent += "%"
	}
	return percent
}
