package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/plot"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

//go:embed page.gohtml
var pageTemplate string

//go:embed page.css
var pageStyle string

// openRows is how many rows the table of a figure may have to stand open on the
// page; a longer one opens on demand, and in print.
const openRows = 12

// WriteHTML writes the document as one file that needs nothing else: styles and
// figures are inside, there are no scripts and nothing is fetched. Text that
// came from data is escaped. The error is ErrAudience, or that of the writer.
func (d Document) WriteHTML(w io.Writer) error {
	d, err := d.forReaders()
	if err != nil {
		return err
	}
	h := htmlWriter{lang: d.Lang}
	t, err := template.New("page").Funcs(template.FuncMap{
		"t":       func(nl, en string) string { return rma.T(nl, en).In(d.Lang) },
		"inc":     func(i int) int { return i + 1 },
		"kind":    blockKind,
		"svg":     h.svg,
		"text":    func(t rma.Text) string { return clean(t.In(d.Lang)) },
		"clean":   clean,
		"cell":    func(c rma.Cell) string { return clean(c.Format(d.Lang)) },
		"targets": targets,
		"numeric": numeric,
		"rowID":   rowID,
		"short":   func(t privacy.Table) bool { return len(t.View().Rows) <= openRows },
		"notes":   func(t rma.Table) []rma.Text { return slices.Concat(t.Notes, t.TeamNotes) },
		"arg":     func(kv ...any) []any { return kv },
	}).Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("the page template: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, struct {
		Document
		Style template.CSS
	}{d, template.CSS(pageStyle)}); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	_, err = b.WriteTo(w)
	return err
}

type htmlWriter struct{ lang rma.Lang }

// svg returns the drawing for the page. It comes from our own renderer, which
// escapes every text in it.
func (h htmlWriter) svg(f plot.Figure) (template.HTML, error) {
	var b bytes.Buffer
	if err := f.SVG(&b); err != nil {
		return "", err
	}
	s := b.String()
	if i := strings.Index(s, "<svg"); i > 0 {
		s = s[i:] // an XML declaration has no place inside a page
	}
	return template.HTML(s), nil
}

// rowID returns the anchor of a row, if rows of its table have any.
func rowID(ids any, key string) string {
	byKey, _ := ids.(map[string]string)
	return byKey[key]
}

func blockKind(b Block) string {
	switch b.(type) {
	case Paragraph:
		return "paragraph"
	case List:
		return "list"
	case TableBlock:
		return "table"
	case FigureBlock:
		return "figure"
	}
	return "quote"
}

// numeric reports whether the cell holds a figure, which is set to the right.
func numeric(c rma.Cell) bool { return c.Numeric() || c.Kind == rma.Withheld }

// clean takes out the control characters that HTML does not allow and those
// that turn the direction of text, with which a name could dress up as another.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}
