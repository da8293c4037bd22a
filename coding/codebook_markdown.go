package coding

import (
	"fmt"
	"strings"

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
	fmt.Fprintf(&w, "# %s\n", escape(title))
	if b.Version != "" {
		fmt.Fprintf(&w, "\n%s %s\n", rma.T("Versie", "Version").In(l), escape(b.Version))
	}
	depth := map[string]int{}
	for _, c := range b.Tree() {
		depth[c.ID] = depth[c.ParentID] + 1
		level := min(6, depth[c.ID]+1)
		fmt.Fprintf(&w, "\n%s %s (`%s`)\n", strings.Repeat("#", level), escape(c.Label.In(l)), c.ID)
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

// escape keeps the marks of Markdown and the ends of lines from acting.
func escape(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "|", `\|`).Replace(s)
}
