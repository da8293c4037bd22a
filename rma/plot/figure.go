package plot

import (
	"errors"
	"io"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Options are the settings that all figures share. The zero value works.
type Options struct {
	Lang  rma.Lang // 0 = Dutch
	Width float64  // in inches; 0 = 7.2, the text width of most reports
	Note  rma.Text // put under the figure, such as "synthetic data"
}

func (o Options) chart() chart.Options {
	return chart.Options{Width: o.Width, Lang: o.Lang.String()}
}

// footnote joins the figure's own note, the caller's, and for whom it is.
func (o Options) footnote(audience privacy.Audience, own rma.Text) string {
	var parts []string
	for _, t := range []rma.Text{own, o.Note, privacy.Policy{Audience: audience}.Banner()} {
		if s := t.In(o.Lang); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// ErrID means that a figure has an id that cannot name a file and an anchor.
var ErrID = errors.New("the id of a figure has letters, digits and hyphens, a letter first")

// checkID refuses an id that could not be used as anchor and file name.
func checkID(id string) error {
	for i, r := range id {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return ErrID
		}
	}
	return nil
}

// Figure is a drawing with what goes with it in a document. It does not change
// any more and may be read by several goroutines.
type Figure struct {
	ID    string        // unique in a report, used as anchor and file name
	Title string        // in the language of the figure
	Table privacy.Table // the same content as a table
	drawn *chart.Figure
}

// Alt returns the text for people who cannot see the figure.
func (f Figure) Alt() string {
	if f.drawn == nil {
		return ""
	}
	_, desc := f.drawn.Alt()
	return desc
}

// SVG writes the figure as an SVG element for a file or an HTML page. Its ids
// begin with the figure's own, so that several can stand in one page.
func (f Figure) SVG(w io.Writer) error {
	if f.drawn == nil {
		return errZero
	}
	return f.drawn.SVG(w, chart.SVGOptions{IDPrefix: "fig-" + f.ID})
}

// PNG writes the figure as an image with dpi dots per inch: 150 suits a
// screen, 300 a printer.
func (f Figure) PNG(w io.Writer, dpi int) error {
	if f.drawn == nil {
		return errZero
	}
	return f.drawn.PNG(w, dpi)
}

var errZero = errors.New("the zero Figure has no drawing")

// Size returns the width and the height in inches, 0 for the zero Figure.
func (f Figure) Size() (width, height float64) {
	if f.drawn == nil {
		return 0, 0
	}
	return f.drawn.Size()
}

// Check lists what is wrong with the drawing: shapes outside the canvas, texts
// that overlap, text that is hard to read on its ground. It is empty for every
// figure of this package, whatever the data; it is there for tests.
func (f Figure) Check() []string {
	if f.drawn == nil {
		return nil
	}
	var out []string
	for _, p := range f.drawn.Check() {
		out = append(out, p.String())
	}
	return out
}
