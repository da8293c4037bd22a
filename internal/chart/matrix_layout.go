package chart

import (
	"fmt"
	"math"
)

// matrixLayout is a matrix on a page, with the places of its columns.
type matrixLayout struct {
	Matrix
	*page
	label float64 // width of the labels
	cells float64 // left of the first cell
	pitch float64 // from one cell to the next
	side  float64 // left of the texts to the right
	sideW float64 // their width; 0 means none
}

// Sizes of a matrix, in points.
const (
	cellGap    = 2.0  // white between cells
	cellHeight = 18.0 // at least
	maxPitch   = 62.0 // wider cells than this waste ink
	blockGap   = 9.0  // between labels, cells and texts
	maxHead    = 92.0 // length of a head that is set upright
	labelLines = 6    // of the label of a row, at most
	headLines  = 3
)

// columns divides the width. Labels and texts to the right take what they need
// up to a share of the width. They give way when the cells would become too
// narrow, and, within reason, when the heads of the columns would not fit.
func (m Matrix) columns(p *page) (*matrixLayout, error) {
	l := &matrixLayout{Matrix: m, page: p}
	var labels, sides []string
	codes := 0.0
	for _, r := range m.Rows {
		labels, sides = append(labels, r.Label), append(sides, r.Side)
		for _, c := range r.Cells {
			codes = max(codes, p.ruler.upTo(oneLine(c.Code), p.theme.strong(), 40))
		}
	}
	wantLabel := p.columnWidth(m.RowHead, labels, 1)
	wantSide := p.columnWidth(m.SideHead, sides, 1)
	n := float64(len(m.Columns))
	// A cell holds its code, and a head that is set upright.
	least := max(15, min(codes+5, 40), p.theme.LabelSize+3, p.theme.small().line()) + cellGap
	head := p.ruler.longest(p.theme.small(), m.Columns...) + cellGap + 0.5
	gaps := pick(wantSide > 0, 2*blockGap, blockGap)
	rest := 0.0
	// First with room for level heads, then without; each time the texts first
	// get much room, then less.
	for _, try := range []struct{ label, side, pitch float64 }{
		{0.36, 0.26, head}, {0.26, 0.20, head}, {0.36, 0.26, least}, {0.28, 0.20, least}, {0.20, 0.15, least},
	} {
		l.label = p.columnWidth(m.RowHead, labels, try.label)
		l.sideW = p.columnWidth(m.SideHead, sides, try.side)
		rest = p.inner() - gaps - l.label - l.sideW
		if rest >= n*max(try.pitch, least) {
			break
		}
	}
	if rest < n*least {
		need := (n*least+gaps)/(1-0.20-0.15) + 2*p.theme.Margin
		return nil, fmt.Errorf("a width of %.1f inches would be enough for %d columns: %w", math.Ceil(need/inch*10)/10, len(m.Columns), ErrWidth)
	}
	l.place(rest, wantLabel, wantSide)
	return l, nil
}

// place sets the columns side by side. What the cells leave of the rest goes to
// labels that would wrap, then to the texts.
func (l *matrixLayout) place(rest, wantLabel, wantSide float64) {
	n := float64(len(l.Columns))
	if n > 0 {
		l.pitch = min(rest/n, maxPitch)
		rest -= n * l.pitch
	}
	more := min(rest, wantLabel-l.label)
	l.label += more
	l.sideW += min(rest-more, wantSide-l.sideW)
	l.cells = l.left + l.label + blockGap
	l.side = l.cells + n*l.pitch + blockGap - cellGap
}

// heads sets the heads of the columns, their last lines at one height. When a
// word of one would break, all are set upright: broken names of places are
// harder to read than turned ones, and one turned head among level ones harder
// than both.
func (l *matrixLayout) heads() {
	f := l.theme.small()
	bold := l.theme.head()
	up := l.ruler.longest(f, l.Columns...) > l.pitch-cellGap
	heads := make([][]string, len(l.Columns))
	height := 0.0
	for i, head := range l.Columns {
		if up {
			heads[i] = l.lines(head, f, maxHead, max(1, int((l.pitch+1)/f.line())))
			height = max(height, l.ruler.across(f, heads[i]))
		} else {
			heads[i] = l.lines(head, f, l.pitch-cellGap, 5)
			height = max(height, float64(len(heads[i]))*f.line())
		}
	}
	rowHead := l.lines(l.RowHead, bold, l.label, headLines)
	sideHead := l.lines(l.SideHead, bold, l.sideW, headLines)
	height = max(height, float64(max(len(rowHead), len(sideHead)))*f.line())
	bottom := l.y + height
	l.above(rowHead, bold, l.left, bottom, Start)
	l.above(sideHead, bold, l.side, bottom, Start)
	for i, head := range heads {
		x := l.cells + float64(i)*l.pitch + (l.pitch-cellGap)/2
		if up {
			l.upright(head, f, x, bottom)
		} else {
			l.above(head, f, x, bottom, Middle)
		}
	}
	l.y = bottom + 3
}

// row draws a row as high as its longest text; all cells of a row are as high.
func (l *matrixLayout) row(i int) {
	r := l.Rows[i]
	l.heading(r.Heading, i == 0)
	f := l.theme.label()
	label := l.lines(r.Label, f, l.label, labelLines)
	side := l.lines(r.Side, f, l.sideW, labelLines)
	height := max(cellHeight, f.Size+7, float64(max(len(label), len(side)))*f.line()+5)
	middle := l.y + height/2
	l.beside(label, f, l.left, middle, Start)
	l.beside(side, f, l.side, middle, Start)
	for j, c := range r.Cells {
		x := l.cells + float64(j)*l.pitch
		l.cell(Box{x, l.y, x + l.pitch - cellGap, l.y + height}, c.Code, c.Fill, l.theme.strong())
	}
	l.y += height + cellGap
}

// legend sets the keys under the matrix.
func (l *matrixLayout) legend() {
	if len(l.Legend) == 0 {
		return
	}
	f := l.theme.head()
	keys := make([]key, len(l.Legend))
	for i, k := range l.Legend {
		keys[i] = key{label: k.Label, draw: func(b Box) { l.cell(b, k.Code, k.Fill, f) }}
		keys[i].width = min(l.ruler.upTo(oneLine(k.Code), f, 40)+5, 40)
	}
	l.y += l.theme.Gap
	l.page.legend(l.left, l.right, keys)
}
