package casereview

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteDOT writes the graph for Graphviz, with labels in language l. The arcs that
// are shown are drawn as wide as they weigh; under the graph stands how many are
// not. The same graph gives the same bytes. Labels stand between quotes, and nothing
// in the name of an activity can end them.
//
// The figures are exact, and for the team: a graph of which others may see the
// figures is drawn from a table that [privacy.Protect] released.
func (g FollowsGraph) WriteDOT(w io.Writer, l rma.Lang) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "digraph {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n  label=%s;\n  start [shape=circle, label=%s];\n  end [shape=doublecircle, label=%s];\n",
		dotQuoted(g.caption(l)), dotQuoted(endText("", true, l)), dotQuoted(endText("", false, l)))
	ids := g.nodeIDs()
	for i, n := range g.Nodes {
		fmt.Fprintf(b, "  n%d [label=%s];\n", i, dotQuoted(nodeText(n, l)...))
	}
	for _, a := range g.Arcs {
		fmt.Fprintf(b, "  %s -> %s [label=%s, penwidth=%s];\n", ids.of(a.From, "start"), ids.of(a.To, "end"),
			dotQuoted(g.arcText(a, l)...), rma.FormatNumber(1+4*g.relative(a), 1, rma.English))
	}
	fmt.Fprint(b, "}\n")
	return b.Flush()
}

// WriteMermaid writes the graph as a flowchart of Mermaid, for Markdown, with labels
// in language l. What is said of [FollowsGraph.WriteDOT] holds for it too.
func (g FollowsGraph) WriteMermaid(w io.Writer, l rma.Lang) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "flowchart LR\n  start(([%s]))\n  finish(([%s]))\n", mermaidQuoted(endText("", true, l)), mermaidQuoted(endText("", false, l)))
	ids := g.nodeIDs()
	for i, n := range g.Nodes {
		fmt.Fprintf(b, "  n%d[%s]\n", i, mermaidQuoted(nodeText(n, l)...))
	}
	for _, a := range g.Arcs {
		fmt.Fprintf(b, "  %s -->|%s| %s\n", ids.of(a.From, "start"), mermaidQuoted(g.arcText(a, l)...), ids.of(a.To, "finish"))
	}
	fmt.Fprintf(b, "  caption[%s]\n  style caption stroke:none,fill:none\n", mermaidQuoted(g.caption(l)))
	return b.Flush()
}

// nodeNames gives each activity the name of its node, which holds nothing of the
// activity itself.
type nodeNames map[Activity]string

func (g FollowsGraph) nodeIDs() nodeNames {
	ids := nodeNames{}
	for i, n := range g.Nodes {
		ids[n.Activity] = fmt.Sprintf("n%d", i)
	}
	return ids
}

func (ids nodeNames) of(a Activity, side string) string {
	if a == "" {
		return side
	}
	return ids[a]
}

// relative is the weight of an arc as a share of the heaviest.
func (g FollowsGraph) relative(a Arc) float64 {
	heaviest := 1
	if len(g.Arcs) > 0 {
		heaviest = max(heaviest, g.Options.Weight.of(g.Arcs[0]))
	}
	return float64(g.Options.Weight.of(a)) / float64(heaviest)
}

// caption says what is counted, and what is not shown.
func (g FollowsGraph) caption(l rma.Lang) string {
	s := fmt.Sprintf(rma.T("%d dossiers; pijlen naar %s", "%d cases; arcs by %s").In(l), g.Cases, g.Options.Weight.Label(l))
	if hidden := g.hiddenText(); !hidden.IsZero() {
		s += "; " + hidden.In(l)
	}
	return s
}

// nodeText and arcText give the lines of a label.
func nodeText(n FollowsNode, l rma.Lang) []string {
	return []string{n.Activity.Label(l), fmt.Sprintf(rma.T("%d dossiers", "%d cases").In(l), n.Cases)}
}

func (g FollowsGraph) arcText(a Arc, l rma.Lang) []string {
	lines := []string{fmt.Sprint(g.Options.Weight.of(a))}
	if !math.IsNaN(a.Median) {
		lines = append(lines, rma.FormatNumber(a.Median, 1, l)+" "+rma.T("d", "d").In(l))
	}
	return lines
}

// dotQuoted writes lines as one quoted string of DOT. There a backslash starts an
// escape and an ampersand an entity, so both are written out.
func dotQuoted(lines ...string) string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `&quot;`, "&", "&amp;", "<", "&lt;", ">", "&gt;")
	for i, s := range lines {
		lines[i] = escape.Replace(oneLine(s))
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

// mermaidQuoted writes lines as one quoted string of Mermaid, in which every sign
// that could mean something is written as its number.
func mermaidQuoted(lines ...string) string {
	var b strings.Builder
	for i, s := range lines {
		if i > 0 {
			b.WriteString("<br/>")
		}
		for _, r := range oneLine(s) {
			if r < unicode.MaxASCII && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .,-", r) {
				fmt.Fprintf(&b, "#%d;", r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return `"` + b.String() + `"`
}

// oneLine makes a label fit for a drawing: valid text of one line and not too long,
// without signs that cannot be seen, such as those that turn the direction of text.
func oneLine(s string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return bound(strings.Join(strings.Fields(clean), " "), 120)
}
