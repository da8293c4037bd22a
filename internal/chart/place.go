package chart

import "slices"

// This file holds what the layouts share to put text on a page: columns of
// labels, lines against an edge or about a middle, headings and notes. All
// lengths are points; y runs downwards and p.y is where free space begins.

// columnWidth returns the width of a column of labels under a head, at most a
// share of the width of the page. A column whose texts wrap is as narrow as the
// wrapped lines allow, so that no white is left beside them.
func (p *page) columnWidth(head string, texts []string, share float64) float64 {
	most := share * p.inner()
	return max(p.ruler.column(p.theme.head(), most, headLines, head), p.ruler.column(p.theme.label(), most, labelLines, texts...))
}

// above sets lines so that the last one ends at bottom.
func (p *page) above(lines []string, f Font, x, bottom float64, a Anchor) {
	top := bottom - float64(len(lines))*f.line()
	p.paragraph(lines, Text{At: Point{x, top}, Font: f, Color: p.theme.Ink, Anchor: a})
}

// upright sets lines that run upwards from bottom, side by side about x. Read
// with the head turned to the left, the first line is the top one.
func (p *page) upright(lines []string, f Font, x, bottom float64) {
	left := x - float64(len(lines))*f.line()/2
	for i, line := range lines {
		at := Point{left + float64(i)*f.line() + baseline(f), bottom}
		p.Text(Text{At: at, String: line, Font: f, Color: p.theme.Ink, Up: true})
	}
}

// heading sets the name of a group of rows over the whole width. The space above
// it is larger than that below, so that it belongs to what follows; the first
// one already has the heads of the columns above it.
func (p *page) heading(s string, first bool) {
	if s == "" {
		return
	}
	p.y += pick(first, 2.0, 5.0)
	f := p.theme.strong()
	p.y = p.paragraph(p.lines(s, f, p.inner(), 3), Text{At: Point{p.left, p.y}, Font: f, Color: p.theme.Ink}) + 2
}

// beside sets lines with their middle at a height: the label of a row beside its
// cells, however many lines it has.
func (p *page) beside(lines []string, f Font, x, middle float64, a Anchor) {
	top := middle - float64(len(lines))*f.line()/2
	p.paragraph(lines, Text{At: Point{x, top}, Font: f, Color: p.theme.Ink, Anchor: a})
}

// behind draws something behind the shapes that were added since there were
// mark of them: a grid is as long as the rows, which are drawn first.
func (p *page) behind(mark int, draw func()) {
	n := len(p.shapes)
	draw()
	added := slices.Clone(p.shapes[n:])
	p.shapes = slices.Insert(p.shapes[:n], mark, added...)
}

// note writes a line of small text on a plate that keeps lines off it.
func (p *page) note(s string, x, middle float64, a Anchor) {
	f := p.theme.small()
	t := Text{At: Point{x, middle + capHeight*f.Size/2}, String: s, Font: f, Color: p.theme.Muted, Anchor: a}
	if s == "" {
		return
	}
	b := p.textBox(t)
	p.Rect(b.Left-2, b.Top, b.Right-b.Left+4, b.Bottom-b.Top, Style{Fill: p.theme.Background})
	p.Text(t)
}
