package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ProblemKind is what can be wrong with a figure.
type ProblemKind uint8

// What Check looks for.
const (
	Outside   ProblemKind = iota + 1 // a shape reaches over the edge of the canvas
	Overlap                          // two texts lie over each other
	Overflow                         // a text leaves the box it was set in
	Faint                            // a text has too little contrast with its fill
	Undefined                        // a shape has no definite place
)

func (k ProblemKind) String() string {
	switch k {
	case Outside:
		return "outside the canvas"
	case Overlap:
		return "texts overlap"
	case Overflow:
		return "text too large for its box"
	case Faint:
		return "too little contrast"
	case Undefined:
		return "no definite place"
	}
	return fmt.Sprintf("ProblemKind(%d)", uint8(k))
}

// Problem is a fault in a figure. First and Second are places in the order of
// drawing; Second is -1 when one shape is concerned.
type Problem struct {
	Kind          ProblemKind
	First, Second int
	Box           Box // of the first shape
}

func (p Problem) String() string {
	return fmt.Sprintf("%v: shapes %d and %d at %.1f,%.1f to %.1f,%.1f", p.Kind, p.First, p.Second,
		p.Box.Left, p.Box.Top, p.Box.Right, p.Box.Bottom)
}

// slack is how far, in points, shapes may pass a border: less than a hairline.
const slack = 0.3

// Check looks at every shape of the figure and returns what is wrong with it,
// in the order of drawing: shapes outside the canvas, texts that overlap or
// leave their box, and text that is hard to read on its fill. A figure of the
// layouts of this package has no problems.
func (f *Figure) Check() []Problem {
	var out []Problem
	var texts []int
	page := Box{0, 0, f.canvas.width, f.canvas.height}
	for i, s := range f.canvas.shapes {
		report := func(k ProblemKind) { out = append(out, Problem{k, i, -1, s.box}) }
		if !s.box.finite() {
			report(Undefined)
			continue
		}
		if !s.box.inside(page) {
			report(Outside)
		}
		if s.kind != textShape {
			continue
		}
		texts = append(texts, i)
		if s.text.Within != (Box{}) && !s.box.inside(s.text.Within) {
			report(Overflow)
		}
		if Contrast(s.text.Color, s.text.On) < minContrast {
			report(Faint)
		}
	}
	out = append(out, f.overlaps(texts)...)
	slices.SortStableFunc(out, func(a, b Problem) int { return cmp.Compare(a.First, b.First) })
	return out
}

// overlaps compares each text with those that start above its end. Sorted by
// their tops, these follow it directly, so a long figure takes little more time
// per row than a short one.
func (f *Figure) overlaps(texts []int) []Problem {
	var out []Problem
	box := func(i int) Box { return f.canvas.shapes[i].box }
	slices.SortStableFunc(texts, func(a, b int) int { return cmp.Compare(box(a).Top, box(b).Top) })
	for n, i := range texts {
		for _, j := range texts[n+1:] {
			if box(j).Top >= box(i).Bottom-slack {
				break
			}
			if box(i).overlaps(box(j)) {
				first, second := min(i, j), max(i, j)
				out = append(out, Problem{Overlap, first, second, box(first)})
			}
		}
	}
	return out
}

// finite reports whether all four borders are numbers.
func (b Box) finite() bool {
	for _, v := range [4]float64{b.Left, b.Top, b.Right, b.Bottom} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// inside reports whether the box lies in the other, but for the slack.
func (b Box) inside(o Box) bool {
	return b.Left >= o.Left-slack && b.Top >= o.Top-slack && b.Right <= o.Right+slack && b.Bottom <= o.Bottom+slack
}

// overlaps reports whether the boxes share more than a border.
func (b Box) overlaps(o Box) bool {
	return b.Left < o.Right-slack && o.Left < b.Right-slack && b.Top < o.Bottom-slack && o.Top < b.Bottom-slack
}
