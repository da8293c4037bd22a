package coding

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Markdown writes the codebook for people, in language l: a heading for each
// code, its definition, when to give it and when not, and examples.
func (b Codebook) Markdown(l rma.Lang) string {
	var w strings.Builder
	title := b.Name
	if title == "" {
		title = rma.T("Codeboek", "Codebook").In(l)
	}
	title = escape(title)
	if strings.HasSuffix(title, "#") { // it would belong to the heading
		title = title[:len(title)-1] + `\#`
	}
	fmt.Fprintf(&w, "# %s\n", title)
	if b.Version != "" {
		fmt.Fprintf(&w, "\n%s %s\n", rma.T("Versie", "Version").In(l), escape(b.Version))
	}
	depth := map[string]int{}
	for _, c := range b.Tree() {
		depth[c.ID] = depth[c.ParentID] + 1
		level := min(6, depth[c.ID]+1)
		fmt.Fprintf(&w, "\n%s %s (%s)\n", strings.Repeat("#", level), escape(c.Label.In(l)), codeSpan(c.ID))
		if d := c.Definition.In(l); d != "" {
			fmt.Fprintf(&w, "\n%s\n", escape(d))
		}
		writeList(&w, rma.T("Wel", "Include"), c.Include, l)
		writeList(&w, rma.T("Niet", "Exclude"), c.Exclude, l)
		writeList(&w, rma.T("Voorbeelden", "Examples"), c.Examples, l)
	}
	return w.String()
}

func writeList(w *strings.Builder, heading rma.Text, items []rma.Text, l rma.Lang) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(w, "\n*%s*\n\n", heading.In(l))
	for _, item := range items {
		fmt.Fprintf(w, "- %s\n", escape(item.In(l)))
	}
}

// marks are what acts as markup wherever it stands in a line.
var marks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "&", "&amp;", "<", "&lt;",
	"[", `\[`, "|", `\|`, "~", `\~`)

// escape keeps the marks of Markdown and the ends of lines from acting.
func escape(s string) string { return escapeStart(marks.Replace(visible(s))) }

// escapeStart keeps what acts at the start of a text from acting: a heading, a
// quotation, a list, a rule, as in "# ", "> ", "- ", "---" and "1. ".
func escapeStart(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch rest := s[digits:]; {
	case rest == "":
	case digits == 0 && strings.ContainsRune("-+=#>", rune(rest[0])),
		digits > 0 && strings.ContainsRune(".)", rune(rest[0])):
		return s[:digits] + `\` + rest
	}
	return s
}

// codeSpan writes an id as code, and one that would close it as text.
func codeSpan(id string) string {
	id = visible(id)
	if id == "" || strings.Contains(id, "`") {
		return escape(id)
	}
	return "`" + id + "`"
}

// visible puts s on one line, without control characters and those that turn
// the direction of what follows or do not show. The joiners of emoji and of
// some scripts stay.
func visible(s string) string {
	return foldSpace(strings.Map(func(r rune) rune {
		joiner := r == '\u200c' || r == '\u200d'
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && !joiner, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s))
}
