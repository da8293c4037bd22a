package chart

import (
	"bufio"
	"fmt"
	"html"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"
)

// SVGOptions are the settings of one SVG.
type SVGOptions struct {
	// IDPrefix begins the ids in the SVG, so that several can stand in one
	// page: letters, digits, hyphens and underscores, a letter first. ""
	// means "chart".
	IDPrefix string
}

// fontFamily names the embedded font first, then faces with the same metrics.
const fontFamily = "'Liberation Sans',Arial,Helvetica,sans-serif"

// SVG writes the figure as an SVG element that can stand in a file of its own
// or in an HTML page. Text is text; there are no scripts, styles or references
// to anything outside. The element has the role of an image, with the title and
// description of [Figure.Alt] as its name.
func (f *Figure) SVG(w io.Writer, o SVGOptions) error {
	prefix := o.IDPrefix
	if prefix == "" {
		prefix = "chart"
	}
	if !idPattern(prefix) {
		return fmt.Errorf("the prefix of ids must be letters, digits, - and _, a letter first: %w", ErrOption)
	}
	s := svgWriter{Writer: bufio.NewWriter(w)}
	s.open(f, prefix)
	c := f.canvas
	s.WriteString(`<rect width="` + num(c.width) + `" height="` + num(c.height) + `" fill="` + hexString(c.background) + "\"/>\n")
	for _, shape := range c.shapes {
		s.shape(shape)
	}
	s.WriteString("</svg>\n")
	return s.Flush()
}

// idPattern accepts names that are safe in ids, selectors and attributes.
func idPattern(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		other := r >= '0' && r <= '9' || r == '-' || r == '_'
		if !letter && (!other || i == 0) {
			return false
		}
	}
	return len(s) <= 100
}

// svgWriter keeps the first error of its writer, which Flush returns.
type svgWriter struct{ *bufio.Writer }

// open writes the start tag and what a screen reader says.
func (s svgWriter) open(f *Figure, prefix string) {
	w, h := num(f.canvas.width), num(f.canvas.height)
	s.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + w + `pt" height="` + h + `pt" viewBox="0 0 ` + w + ` ` + h + `" role="img"`)
	if f.lang != "" {
		s.WriteString(` lang="` + f.lang + `" xml:lang="` + f.lang + `"`)
	}
	var names []string
	if f.title != "" {
		names = append(names, prefix+"-title")
	}
	if f.desc != "" {
		names = append(names, prefix+"-desc")
	}
	if len(names) > 0 {
		s.WriteString(` aria-labelledby="` + strings.Join(names, " ") + `"`)
	}
	s.WriteString(` font-family="` + fontFamily + "\">\n")
	if f.title != "" {
		s.WriteString(`<title id="` + prefix + `-title">` + html.EscapeString(f.title) + "</title>\n")
	}
	if f.desc != "" {
		s.WriteString(`<desc id="` + prefix + `-desc">` + html.EscapeString(f.desc) + "</desc>\n")
	}
}

// shape writes one element. Colours and sizes are attributes of the element and
// not classes, which would clash with those of another figure on the page.
func (s svgWriter) shape(sh shape) {
	p := sh.points
	switch sh.kind {
	case rectShape:
		s.WriteString(`<rect x="` + num(p[0].X) + `" y="` + num(p[0].Y) + `" width="` + num(p[1].X-p[0].X) + `" height="` + num(p[1].Y-p[0].Y) + `"`)
	case circleShape:
		s.WriteString(`<circle cx="` + num(p[0].X) + `" cy="` + num(p[0].Y) + `" r="` + num(sh.radius) + `"`)
	case polygonShape:
		s.WriteString(`<path d="`)
		for i, q := range p {
			s.WriteString(pick(i == 0, "M", "L") + num(q.X) + " " + num(q.Y))
		}
		s.WriteString(`Z"`)
	case lineShape:
		s.WriteString(`<path d="`)
		for i, q := range p {
			s.WriteString(pick(i%2 == 0, "M", "L") + num(q.X) + " " + num(q.Y))
		}
		s.WriteString(`"`)
	case textShape:
		s.text(sh.text)
		return
	}
	s.style(sh.style, sh.kind != lineShape)
	s.WriteString("/>\n")
}

// style writes the colours of a shape. A line has no inside to fill.
func (s svgWriter) style(st Style, area bool) {
	switch {
	case area && st.Fill.A == 0:
		s.WriteString(` fill="none"`)
	case area:
		s.WriteString(` fill="` + hexString(st.Fill) + `"`)
	}
	if st.Line.A != 0 && st.Width > 0 {
		s.WriteString(` stroke="` + hexString(st.Line) + `" stroke-width="` + num(st.Width) + `"`)
		if st.Dash > 0 {
			s.WriteString(` stroke-dasharray="` + num(st.Dash) + `"`)
		}
	}
}

// text writes a line of text with its anchor, so that it stays in its place in a
// viewer that has to take another font.
func (s svgWriter) text(t Text) {
	if t.Up {
		s.WriteString(`<text transform="translate(` + num(t.At.X) + ` ` + num(t.At.Y) + `) rotate(-90)"`)
	} else {
		s.WriteString(`<text x="` + num(t.At.X) + `" y="` + num(t.At.Y) + `"`)
	}
	s.WriteString(` font-size="` + num(t.Font.Size) + `"`)
	if t.Font.Bold {
		s.WriteString(` font-weight="bold"`)
	}
	switch t.Anchor {
	case Middle:
		s.WriteString(` text-anchor="middle"`)
	case End:
		s.WriteString(` text-anchor="end"`)
	}
	s.WriteString(` fill="` + hexString(t.Color) + `">` + html.EscapeString(t.String) + "</text>\n")
}

// pick returns a when the condition holds, else b.
func pick[T any](condition bool, a, b T) T {
	if condition {
		return a
	}
	return b
}

// num writes a length with at most two decimals, so that rounding in the last
// bits of a sum never shows.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	s := strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// hexString writes a colour as SVG does.
func hexString(c color.RGBA) string {
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}
