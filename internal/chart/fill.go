package chart

import (
	"fmt"
	"image/color"
)

// Fill is the look of a cell of a matrix. Each fill differs from the others in
// lightness or pattern, not only in hue; a cell carries a code besides.
type Fill uint8

// The fills.
const (
	FillBlank    Fill = iota // empty with a thin border: nothing was said
	FillHatched              // stripes: does not apply here
	FillOutlined             // a dashed border: there, but not shown
	FillPositive             // dark green
	FillMixed                // pale blue
	FillNegative             // brown
	FillNeutral              // light grey
	FillStep1                // five steps from little (pale blue)
	FillStep2
	FillStep3
	FillStep4
	FillStep5 // to much (dark blue)
	fillCount
)

var fillNames = [fillCount]string{"blank", "hatched", "outlined", "positive", "mixed", "negative", "neutral",
	"step 1", "step 2", "step 3", "step 4", "step 5"}

func (f Fill) String() string {
	if f < fillCount {
		return fillNames[f]
	}
	return fmt.Sprintf("Fill(%d)", uint8(f))
}

// color returns what lies behind the code of a cell. The judgements lie far
// apart in lightness: mixed is palest, positive darkest.
func (t Theme) color(f Fill) color.RGBA {
	switch f {
	case FillPositive:
		return t.High.at(38)
	case FillMixed:
		return t.Step.at(85)
	case FillNegative:
		return t.Low.at(62)
	case FillNeutral:
		return t.Neutral
	case FillStep1, FillStep2, FillStep3, FillStep4, FillStep5:
		return t.Step[f-FillStep1]
	}
	return t.Background
}

// cell draws a filled rectangle with a code in its middle. The kinds of empty
// look different from each other on any printer: a thin border, stripes, dashes.
func (p *page) cell(b Box, code string, fill Fill, f Font) {
	const inset = 0.4 // borders lie inside the cell
	background := p.theme.color(fill)
	w, h := b.Right-b.Left, b.Bottom-b.Top
	code = p.one(code, f, w-2)
	codeColor := p.theme.readable(background)
	edge := Style{Line: p.theme.Rule, Width: 0.6}
	switch fill {
	case FillBlank:
		p.Rect(b.Left+inset, b.Top+inset, w-2*inset, h-2*inset, edge)
	case FillHatched:
		p.Lines(stripes(b, 4), Style{Line: p.theme.hatch(), Width: 0.7})
		p.Rect(b.Left+inset, b.Top+inset, w-2*inset, h-2*inset, edge)
		if half := p.ruler.width(code, f)/2 + 1.5; code != "" { // a plate keeps the stripes off the code
			x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
			half, up := min(half, w/2), min(0.5*f.Size, h/2)
			p.Rect(x-half, y-up, 2*half, 2*up, Style{Fill: background})
		}
	case FillOutlined:
		edge = Style{Line: p.theme.Muted, Width: 0.8, Dash: 2}
		p.Rect(b.Left+inset, b.Top+inset, w-2*inset, h-2*inset, edge)
	default:
		p.Rect(b.Left, b.Top, w, h, Style{Fill: background})
	}
	at := Point{(b.Left + b.Right) / 2, (b.Top+b.Bottom)/2 + capHeight*f.Size/2}
	p.Text(Text{At: at, String: code, Font: f, Color: codeColor, Anchor: Middle, On: background})
}

// hatch is the colour of stripes: a little darker than a grid line.
func (t Theme) hatch() color.RGBA {
	return Ramp{t.Background, t.Background, t.Rule, t.Muted, t.Ink}.mix(2.25)
}

// stripes returns diagonal lines through a box, gap points apart along its top.
func stripes(b Box, gap float64) []Point {
	var ends []Point
	w, h := b.Right-b.Left, b.Bottom-b.Top
	for d := gap / 2; d < w+h; d += gap { // the line from (d, top) down to the left
		ends = append(ends,
			Point{b.Left + min(d, w), b.Top + max(0, d-w)},
			Point{b.Left + max(0, d-h), b.Top + min(d, h)})
	}
	return ends
}
