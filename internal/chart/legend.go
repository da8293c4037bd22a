package chart

import "image/color"

// key is an entry of a legend: a swatch and what it stands for.
type key struct {
	label string
	width float64 // of the swatch; 0 means swatchWidth
	draw  func(Box)
}

// swatchWidth and swatchHeight are the size of the sample in a legend.
const (
	swatchWidth  = 16.0
	swatchHeight = 11.0
	legendLines  = 4 // of a label, at most
)

// legend sets the entries in rows from left to right between two borders, each
// entry as wide as its label, and moves the page down. A label wider than the
// row wraps.
func (p *page) legend(left, right float64, keys []key) {
	const toLabel, toNext, toRow = 4.5, 14.0, 3.5
	f := p.theme.small()
	x, top, bottom := left, p.y, p.y
	for _, k := range keys {
		swatch := max(k.width, swatchWidth)
		lines := p.lines(k.label, f, right-left-swatch-toLabel, legendLines)
		w := swatch + toLabel + p.ruler.across(f, lines)
		if x > left && x+w > right {
			x, top = left, bottom+toRow
		}
		k.draw(Box{x, top, x + swatch, top + swatchHeight})
		textTop := top + (swatchHeight-f.line())/2
		end := p.paragraph(lines, Text{At: Point{x + swatch + toLabel, textTop}, Font: f, Color: p.theme.Ink})
		bottom = max(bottom, end, top+swatchHeight)
		x += w + toNext
	}
	p.y = bottom
}

// plain returns a swatch of one colour.
func (p *page) plain(c color.RGBA) func(Box) {
	return func(b Box) {
		p.Rect(b.Left, b.Top, b.Right-b.Left, b.Bottom-b.Top, Style{Fill: c})
	}
}
