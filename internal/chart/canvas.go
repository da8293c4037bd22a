package chart

import (
	"image/color"
	"math"
)

// Point is a place on the canvas in points; y runs downwards.
type Point struct{ X, Y float64 }

// Box is a rectangle on the canvas.
type Box struct{ Left, Top, Right, Bottom float64 }

// Style is how a shape is filled and drawn round. A colour with A 0 is none.
type Style struct {
	Fill  color.RGBA
	Line  color.RGBA
	Width float64 // of the line, in points
	Dash  float64 // length of dashes and gaps, in points; 0 means a solid line
}

// Anchor says which end of a text stands at its place.
type Anchor uint8

// The anchors of a text.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of text.
type Text struct {
	At     Point // on the baseline
	String string
	Font   Font
	Color  color.RGBA
	Anchor Anchor
	Up     bool       // the text runs upwards, a quarter turn to the left
	On     color.RGBA // the fill behind it, for Check; A 0 means the background
	Within Box        // where it has to stay, for Check; the zero Box means the canvas
}

type kind uint8

const (
	rectShape kind = iota
	lineShape
	polygonShape
	circleShape
	textShape
)

// shape is one entry of the display list. Points are the two corners of a
// rectangle, pairs of ends of lines, the corners of a polygon, or a centre.
type shape struct {
	kind   kind
	points []Point
	radius float64
	style  Style
	text   Text
	box    Box
}

// Canvas is a display list: shapes in the order in which they are drawn. Text
// is measured when it is added. A canvas serves one goroutine.
type Canvas struct {
	width, height float64
	background    color.RGBA
	ruler         *ruler
	shapes        []shape
	cut           int // texts that ended in an ellipsis
}

// newCanvas returns an empty canvas of a width in points. The height is set
// when the layout is known.
func newCanvas(width float64, background color.RGBA) (*Canvas, error) {
	r, err := newRuler()
	if err != nil {
		return nil, err
	}
	return &Canvas{width: width, background: background, ruler: r}, nil
}

// Rect draws a rectangle from its top left corner.
func (c *Canvas) Rect(x, y, w, h float64, s Style) {
	c.add(shape{kind: rectShape, style: s, points: []Point{{x, y}, {x + w, y + h}}})
}

// Line draws a straight line.
func (c *Canvas) Line(x1, y1, x2, y2 float64, s Style) {
	c.Lines([]Point{{x1, y1}, {x2, y2}}, s)
}

// Lines draws straight lines between pairs of points, as one shape: the stripes
// of a cell are one element in the SVG. A last point without a partner is left
// out.
func (c *Canvas) Lines(ends []Point, s Style) {
	if len(ends) >= 2 {
		c.add(shape{kind: lineShape, style: s, points: ends[: len(ends)/2*2 : len(ends)/2*2]})
	}
}

// Polygon draws a closed figure.
func (c *Canvas) Polygon(corners []Point, s Style) {
	if len(corners) >= 3 {
		c.add(shape{kind: polygonShape, style: s, points: corners})
	}
}

// Circle draws a circle.
func (c *Canvas) Circle(x, y, radius float64, s Style) {
	c.add(shape{kind: circleShape, style: s, points: []Point{{x, y}}, radius: radius})
}

// Text draws one line of text. The empty text is left out.
func (c *Canvas) Text(t Text) {
	t.String = oneLine(t.String)
	if t.String == "" {
		return
	}
	if t.On.A == 0 {
		t.On = c.background
	}
	if t.Color.A == 0 {
		t.Color = hex(0)
	}
	c.add(shape{kind: textShape, text: t, box: c.textBox(t)})
}

// textBox returns the space that a text takes, from the top of a capital with
// an accent to the bottom of a g. It is the same for all texts of one size, so
// that what fits with one word fits with another.
func (c *Canvas) textBox(t Text) Box {
	before := 0.0
	w := c.ruler.width(t.String, t.Font)
	switch t.Anchor {
	case Middle:
		before = w / 2
	case End:
		before = w
	}
	up, down := ascent*t.Font.Size, descent*t.Font.Size
	if t.Up {
		return Box{t.At.X - up, t.At.Y + before - w, t.At.X + down, t.At.Y + before}
	}
	return Box{t.At.X - before, t.At.Y - up, t.At.X - before + w, t.At.Y + down}
}

// add puts a shape on the list with the box that holds it.
func (c *Canvas) add(s shape) {
	if s.kind != textShape {
		b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, p := range s.points {
			b.Left, b.Right = min(b.Left, p.X-s.radius), max(b.Right, p.X+s.radius)
			b.Top, b.Bottom = min(b.Top, p.Y-s.radius), max(b.Bottom, p.Y+s.radius)
		}
		s.box = b
	}
	c.shapes = append(c.shapes, s)
}

// lines wraps a text and counts it when it had to be cut.
func (c *Canvas) lines(s string, f Font, width float64, limit int) []string {
	lines, cut := c.ruler.wrap(s, f, width, limit)
	if cut {
		c.cut++
	}
	return lines
}

// one returns a text as one line that fits the width.
func (c *Canvas) one(s string, f Font, width float64) string {
	lines := c.lines(oneLine(s), f, width, 1)
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

// paragraph draws wrapped lines under each other, the first with its top at t.At.Y, and
// returns where they end. The String of t is not read.
func (c *Canvas) paragraph(lines []string, t Text) float64 {
	top := t.At.Y
	for i, line := range lines {
		t.String = line
		t.At.Y = top + baseline(t.Font) + float64(i)*t.Font.line()
		c.Text(t)
	}
	return top + float64(len(lines))*t.Font.line()
}

// baseline returns how far under the top of its line a text stands: so far that
// capitals and digits have as much space above as below, which looks centred
// beside a bar or in a cell.
func baseline(f Font) float64 {
	return (f.line() + capHeight*f.Size) / 2
}
