package review

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// formMarkdown writes the parts one under the other.
func formMarkdown(r Review, parts []formPart, l rma.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", strings.TrimSpace(rma.T("Casusreview ", "Case review ").In(l)+markdown(r.ID)), confidential().In(l))
	for _, p := range parts {
		fmt.Fprintf(&b, "\n## %s\n\n", p.title)
		for _, g := range p.guide {
			fmt.Fprintf(&b, "- %s\n", markdown(g))
		}
		if p.entry != "" {
			p.writeEntries(&b)
		} else {
			p.writeTable(&b)
		}
	}
	return b.String()
}

// writeTable writes the entries as the rows of a table.
func (p formPart) writeTable(b *strings.Builder) {
	b.WriteString("\n")
	line := func(cells []string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }
	line(p.fields)
	line(strings.Split(strings.Repeat("---,", len(p.fields)-1)+"---", ","))
	for _, row := range p.rows {
		cells := make([]string, len(row))
		for j, c := range row {
			cells[j] = markdown(c)
		}
		line(cells)
	}
}

// writeEntries writes each entry under a heading of its own, a field per
// paragraph. An empty field has dots.
func (p formPart) writeEntries(b *strings.Builder) {
	for i, row := range p.rows {
		fmt.Fprintf(b, "\n### %s %d\n", p.entry, i+1)
		for j, c := range row {
			if c = markdown(c); c == "" {
				c = "…"
			}
			fmt.Fprintf(b, "\n**%s:** %s\n", p.fields[j], c)
		}
	}
}

// acting is what acts as markup wherever it stands in a line of Markdown, or in
// a cell of a table, with what shows it as it is.
var acting = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "|", `\|`, "[", `\[`, "]", `\]`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "#", `\#`, "\n", "<br>")

// markdown writes a text so that it reads as it was typed: no markup, no link,
// no HTML, and no character that turns the direction of what follows or does not
// show. The ends of its lines stay, as breaks. It stands behind a mark of a list,
// in a cell or behind a label, so that nothing can act as the start of a line.
func markdown(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			return -1
		}
		return r
	}, s)
	return startsNothing(acting.Replace(strings.TrimSpace(s)))
}

// startsNothing keeps a text behind the mark of a list from being a list or a
// rule itself, as "- " and "1. " would.
func startsNothing(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch rest := s[digits:]; {
	case rest == "":
	case digits == 0 && strings.ContainsRune("-+=", rune(rest[0])), digits > 0 && (rest[0] == '.' || rest[0] == ')'):
		return s[:digits] + `\` + rest
	}
	return s
}
