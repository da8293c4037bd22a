package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// MarkdownOptions are the settings of WriteMarkdown. The zero value works.
type MarkdownOptions struct {
	// FigureDir is the folder, seen from the Markdown file, in which each
	// figure stands as ID.svg. Empty leaves the pictures out and keeps their
	// tables.
	FigureDir string
}

// WriteMarkdown writes the document as Markdown with pipe tables. Anchors are
// written as HTML ids, which the common renderers keep. Text that came from
// data is escaped, so that it cannot become markup. The error is ErrAudience, or
// that of the writer.
func (d Document) WriteMarkdown(w io.Writer, o MarkdownOptions) error {
	d, err := d.forReaders()
	if err != nil {
		return err
	}
	m := &markdown{w: bufio.NewWriter(w), lang: d.Lang, dir: o.FigureDir}
	if d.Banner != "" {
		m.printf("**%s**\n\n", esc(d.Banner))
	}
	m.printf("# %s\n\n", esc(d.Title))
	if d.Subtitle != "" {
		m.printf("*%s*\n\n", esc(d.Subtitle))
	}
	for _, n := range d.Notices {
		m.printf("> **%s**\n\n", esc(n))
	}
	for i, s := range d.Sections {
		m.printf("%d. [%s](#%s)\n", i+1, esc(s.Title), s.ID)
	}
	m.printf("\n")
	for i, s := range d.Sections {
		m.section(s, 2, fmt.Sprintf("%d. ", i+1))
	}
	return m.w.Flush()
}

type markdown struct {
	w    *bufio.Writer
	lang rma.Lang
	dir  string
}

// printf writes to a buffered writer, which keeps the first error for Flush.
func (m *markdown) printf(format string, args ...any) { fmt.Fprintf(m.w, format, args...) }

func (m *markdown) section(s Section, level int, number string) {
	m.printf("<a id=\"%s\"></a>\n%s %s%s", s.ID, strings.Repeat("#", min(level, 6)), number, esc(s.Title))
	if s.Badge.Text != "" {
		m.printf(" — *%s*", esc(s.Badge.Text))
	}
	m.printf("\n\n")
	for _, b := range s.Blocks {
		m.block(b)
	}
	for _, sub := range s.Sections {
		m.section(sub, level+1, "")
	}
}

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		m.spans(b.Spans)
		m.printf("\n\n")
	case List:
		for i, item := range b.Items {
			m.item(i, b.Numbered, item)
		}
		m.printf("\n")
	case Quote:
		m.printf("> “%s” — [%s](#%s)\n\n", esc(b.Text), esc(b.By), b.To)
	case TableBlock:
		m.table(b.ID, b.Table.View(), b.Links, b.RowIDs)
	case FigureBlock:
		if m.dir != "" {
			m.printf("![%s](%s/%s.svg)\n\n", esc(b.Figure.Alt()), m.dir, b.Figure.ID)
		}
		m.table(b.TableID, b.Figure.Table.View(), b.Links, nil)
	}
}

func (m *markdown) item(i int, numbered bool, item Item) {
	bullet := "- "
	if numbered {
		bullet = fmt.Sprintf("%d. ", i+1)
	}
	m.printf("%s", bullet)
	if item.ID != "" {
		m.printf("<a id=\"%s\"></a>", item.ID)
	}
	switch {
	case item.Badge.Text != "" && item.Badge.To != "":
		m.printf("[%s](#%s): ", esc(item.Badge.Text), item.Badge.To)
	case item.Badge.Text != "":
		m.printf("*%s*: ", esc(item.Badge.Text))
	}
	m.spans(item.Spans)
	m.printf("\n")
}

func (m *markdown) spans(spans []Span) {
	for _, s := range spans {
		// Marks must touch the text, so the spaces around it go outside.
		lead, text, trail := trim(s.Text)
		text = esc(text)
		if s.To != "" {
			text = fmt.Sprintf("[%s](#%s)", text, s.To)
		}
		if s.Strong {
			text = "**" + text + "**"
		}
		m.printf("%s%s%s", lead, text, trail)
	}
}

// trim cuts a text from the spaces around it, of which one is kept on each side.
func trim(s string) (lead, text, trail string) {
	text = strings.TrimSpace(s)
	if text != "" && s[0] == ' ' {
		lead = " "
	}
	if text != "" && s[len(s)-1] == ' ' {
		trail = " "
	}
	return lead, text, trail
}

func (m *markdown) table(id string, t rma.Table, links, rowIDs map[string]string) {
	m.printf("<a id=\"%s\"></a>\n**%s**\n\n", id, esc(t.Title.In(m.lang)))
	m.printf("| %s |", esc(t.RowHead.In(m.lang)))
	for _, c := range t.Columns {
		m.printf(" %s |", esc(c.Label.In(m.lang)))
	}
	m.printf("\n|%s\n", strings.Repeat("---|", len(t.Columns)+1))
	for _, r := range t.Rows {
		m.printf("| ")
		if id := rowIDs[r.Key]; id != "" {
			m.printf("<a id=\"%s\"></a>", id)
		}
		m.printf("%s |", esc(r.Label.In(m.lang)))
		for _, c := range r.Cells {
			m.printf(" %s |", m.cell(c, links))
		}
		m.printf("\n")
	}
	m.printf("\n")
	for _, n := range slices.Concat(t.Notes, t.TeamNotes) {
		m.printf("%s\n\n", esc(n.In(m.lang)))
	}
}

func (m *markdown) cell(c rma.Cell, links map[string]string) string {
	text := esc(c.Format(m.lang))
	switch to := targets(c, links); {
	case len(to) == 1:
		return fmt.Sprintf("[%s](#%s)", text, to[0])
	case len(to) > 1:
		for i, t := range to {
			text += fmt.Sprintf(" [%d](#%s)", i+1, t)
		}
	}
	return text
}

// targets returns the anchors that the cell links to.
func targets(c rma.Cell, links map[string]string) []string {
	var out []string
	for _, id := range c.Refs {
		if to, ok := links[id]; ok {
			out = append(out, to)
		}
	}
	return out
}

// esc keeps text from becoming markup, and a line from becoming two.
func esc(s string) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if n := listMark(s); n > 0 {
		return markdownEscaper.Replace(s[:n-1]) + `\` + s[n-1:n] + markdownEscaper.Replace(s[n:])
	}
	return markdownEscaper.Replace(s)
}

// listMark returns the length of what would open a list or a rule at the start of
// a line: a hyphen, a plus, or a number with a point or a bracket.
func listMark(s string) int {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	switch {
	case digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		return digits + 1
	case digits == 0 && s != "" && strings.IndexByte("-+=", s[0]) >= 0:
		return 1
	}
	return 0
}

var markdownEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "~", `\~`, "$", `\$`, "://", "&#58;//")
