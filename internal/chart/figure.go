package chart

import (
	"fmt"
	"math"
)

// Options are the settings that all layouts share. The zero value works.
type Options struct {
	Width float64 // in inches; 0 means 7.2, the text width of most reports
	Theme Theme
	Lang  string // language of the texts, such as "nl"; "" leaves it out
}

// The widths that a figure may have, in inches.
const (
	usualWidth = 7.2
	minWidth   = 3.0
	maxWidth   = 40.0
	inch       = 72.0
)

// Figure is a finished drawing. It does not change any more and may be used by
// several goroutines.
type Figure struct {
	canvas *Canvas
	title  string
	desc   string
	lang   string
}

// Size returns the width and the height in inches.
func (f *Figure) Size() (width, height float64) {
	return f.canvas.width / inch, f.canvas.height / inch
}

// Alt returns the name and the description that stand in for the figure where
// it cannot be seen: those written in the SVG, for use with the PNG.
func (f *Figure) Alt() (title, desc string) { return f.title, f.desc }

// Shortened returns how many texts end in an ellipsis because they had no room.
func (f *Figure) Shortened() int { return f.canvas.cut }

// page is a canvas that is filled from the top down between its margins.
type page struct {
	*Canvas
	theme       Theme
	lang        string
	left, right float64
	y           float64 // everything above is taken
}

// newPage checks the options and returns an empty page.
func newPage(o Options) (*page, error) {
	theme, err := o.Theme.filled()
	if err != nil {
		return nil, err
	}
	if o.Width == 0 {
		o.Width = usualWidth
	}
	if !(o.Width >= minWidth && o.Width <= maxWidth) { // also refuses NaN
		return nil, fmt.Errorf("the width must lie between %g and %g inches: %w", minWidth, maxWidth, ErrOption)
	}
	if !langPattern(o.Lang) {
		return nil, fmt.Errorf("the language must be a tag such as nl or en-GB: %w", ErrOption)
	}
	c, err := newCanvas(o.Width*inch, theme.Background)
	if err != nil {
		return nil, err
	}
	p := &page{Canvas: c, theme: theme, lang: o.Lang, left: theme.Margin, right: c.width - theme.Margin, y: theme.Margin}
	return p, nil
}

// langPattern accepts the empty string and the letters, digits and hyphens of a
// language tag.
func langPattern(s string) bool {
	for _, r := range s {
		if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return len(s) <= 35
}

func (p *page) inner() float64 { return p.right - p.left }

// head sets the title in bold and the subtitle in grey, both from the left
// margin. A figure without them begins at the top.
func (p *page) head(title, subtitle string) {
	t, s := p.theme.title(), p.theme.subtitle()
	p.y = p.paragraph(p.lines(title, t, p.inner(), 4),
		Text{At: Point{p.left, p.y}, Font: t, Color: p.theme.Ink})
	if lines := p.lines(subtitle, s, p.inner(), 6); len(lines) > 0 {
		p.y = p.paragraph(lines, Text{At: Point{p.left, p.y + 1.5}, Font: s, Color: p.theme.Muted})
	}
	if p.y > p.theme.Margin {
		p.y += p.theme.Gap
	}
}

// empty says that there is nothing to draw: a report that runs every month keeps
// its figure in a month without data.
func (p *page) empty(note string) {
	f := p.theme.label()
	p.y = p.paragraph(p.lines(note, f, p.inner(), 6), Text{At: Point{p.left, p.y}, Font: f, Color: p.theme.Muted})
}

// finish sets the footnote and closes the page: only now is the height known. A
// figure without a description of its own is described by its subtitle, which
// says what is shown and for how many.
func (p *page) finish(title, subtitle, footnote, alt string) *Figure {
	f := p.theme.small()
	if lines := p.lines(footnote, f, p.inner(), 12); len(lines) > 0 {
		p.y = p.paragraph(lines, Text{At: Point{p.left, p.y + p.theme.Gap}, Font: f, Color: p.theme.Muted})
	}
	p.height = math.Ceil(p.y + p.theme.Margin)
	p.ruler = nil // everything has its place
	desc := oneLine(alt)
	if desc == "" {
		desc = oneLine(subtitle)
	}
	return &Figure{canvas: p.Canvas, title: oneLine(title), desc: desc, lang: p.lang}
}
