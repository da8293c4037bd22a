package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// intervalLayout is an interval plot on a page, with the places of its columns.
type intervalLayout struct {
	Interval
	*page
	label float64 // width of the labels
	scale scale
	ticks []tick
	text  float64 // left of the texts
	textW float64 // their width; 0 means none
}

// Sizes of an interval plot, in points.
const (
	intervalRow  = 17.0 // height of a row, at least
	markRadius   = 3.1
	boundSize    = 2.6 // half the height of the end of an interval
	arrowLength  = 4.5
	minPlotWidth = 70.0
)

// columns divides the width over labels, plot and texts.
func (v Interval) columns(p *page) (*intervalLayout, error) {
	l := &intervalLayout{Interval: v, page: p}
	var labels, texts []string
	for _, r := range v.Rows {
		labels, texts = append(labels, r.Label), append(texts, r.Text)
	}
	lo, hi, ticks, err := v.axisEnds()
	if err != nil {
		return nil, err
	}
	left, right := 0.0, 0.0
	// Texts take up to a share of the width and leave at least so many points.
	for _, try := range []struct{ share, plot float64 }{{0.34, 150}, {0.27, 110}, {0.20, minPlotWidth}} {
		l.label, l.textW = p.columnWidth(v.LabelHead, labels, try.share), p.columnWidth(v.TextHead, texts, try.share)
		left, right = p.left+l.label+columnGap, p.right
		if l.textW > 0 {
			l.text = p.right - l.textW
			right = l.text - 1.5*columnGap
		}
		if right-left >= try.plot {
			l.scale = scale{lo, hi, left + arrowLength, right - arrowLength}
			l.ticks = p.fitTicks(v.Axis, l.scale, ticks)
			return l, nil
		}
	}
	need := (minPlotWidth+2.5*columnGap)/(1-2*0.20) + 2*p.theme.Margin
	return nil, fmt.Errorf("a width of %.1f inches would be enough for the plot: %w", math.Ceil(need/inch*10)/10, ErrWidth)
}

// placed is the label of a reference with its middle and its line of text,
// counted upwards from the plot.
type placed struct {
	label string
	x     float64
	level int
}

// references puts each label over its line, from left to right, or on a higher
// line of text where labels would touch.
func (l *intervalLayout) references() []placed {
	f := l.theme.small()
	refs := slices.Clone(l.References)
	slices.SortStableFunc(refs, func(a, b Reference) int { return cmp.Compare(a.At, b.At) })
	var out []placed
	var ends []float64 // of each line of text
	for _, r := range refs {
		label := l.one(r.Label, f, l.scale.right-l.scale.left)
		half := l.ruler.width(label, f) / 2
		if half == 0 {
			continue
		}
		x := min(max(l.scale.at(r.At), l.scale.left+half), l.scale.right-half)
		level := 0
		for level < len(ends) && x-half < ends[level]+columnGap/2 {
			level++
		}
		if level == len(ends) {
			ends = append(ends, 0)
		}
		ends[level] = x + half
		out = append(out, placed{label, x, level})
	}
	return out
}

// heads sets the heads of the columns and the labels of the references.
func (l *intervalLayout) heads() {
	f := l.theme.small()
	bold := l.theme.head()
	label, text := l.lines(l.LabelHead, bold, l.label, headLines), l.lines(l.TextHead, bold, l.textW, headLines)
	references := l.references()
	rows := max(len(label), len(text))
	for _, r := range references {
		rows = max(rows, r.level+1)
	}
	bottom := l.y + float64(rows)*f.line()
	l.above(label, bold, l.left, bottom, Start)
	l.above(text, bold, l.text, bottom, Start)
	for _, r := range references {
		at := Point{r.x, bottom - float64(r.level+1)*f.line() + baseline(f)}
		l.Text(Text{At: at, String: r.label, Font: f, Color: l.theme.Muted, Anchor: Middle})
	}
	l.y = bottom + 2
}
