package review

import (
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// PatternCounts says what the patterns of the reviews are about, and how far
// they reach. [Patterns] makes it.
type PatternCounts struct {
	Base
	Rows       []PatternRow // the six types, and not recorded when there are such patterns
	All        PatternRow
	Statements []PatternSeen // in the order of the cases, the reviews and the patterns in them
	Warnings   []rma.Warning
}

// PatternRow counts the patterns of one type.
type PatternRow struct {
	Type PatternType

	// Patterns by scope.
	CaseOnly, Recurs, SystemWide, Unclear int

	Share rma.Share // cases with a pattern of the type, of all
	refs  []rma.Ref
}

// N returns the number of patterns.
func (r PatternRow) N() int { return r.CaseOnly + r.Recurs + r.SystemWide + r.Unclear }

// PatternSeen is a pattern with the review that states it.
type PatternSeen struct {
	Review  string
	Pattern Pattern
}

// Patterns reports what the patterns that the reviews see are about, in six
// types, and how far they reach. It keeps findings about a case apart from
// findings about the system: a pattern with the scope of this case only is of
// the first kind.
//
//	share = K / N
//
// with K the cases with a pattern of the type and N the cases reviewed; a
// percentage is printed from 10 cases on only. Patterns are counted as they are
// stated: two reviews that word one pattern each count it twice. The scope is
// what those in the review hold, from their own work; it is not counted.
//
// Missing data, errors and warnings are as for [Factors].
func Patterns(reviews []Review, o Options) (PatternCounts, error) {
	cases, base, err := casesOf(reviews, o, "patterns")
	if err != nil {
		return PatternCounts{}, err
	}
	p := PatternCounts{Base: base, Warnings: base.warnings()}
	for _, typ := range append(PatternTypes(), PatternTypeNotRecorded) {
		row := base.patterns(cases, typ, func(p Pattern) bool { return p.Type == typ })
		if typ != PatternTypeNotRecorded || row.N() > 0 {
			p.Rows = append(p.Rows, row)
		}
	}
	p.All = base.patterns(cases, PatternTypeNotRecorded, func(Pattern) bool { return true })
	for _, c := range cases {
		for _, r := range c.reviews {
			for _, x := range r.clone().Patterns {
				p.Statements = append(p.Statements, PatternSeen{r.ID, x})
			}
		}
	}
	return p, nil
}

// patterns counts the patterns for which in holds.
func (b Base) patterns(cases []theCase, typ PatternType, in func(Pattern) bool) PatternRow {
	row := PatternRow{Type: typ}
	for _, c := range cases {
		before := row.N()
		for _, r := range c.reviews {
			for _, p := range r.Patterns {
				if in(p) {
					row.note(p.Scope)
				}
			}
		}
		if row.N() > before {
			row.refs = append(row.refs, c.ref)
		}
	}
	row.Share = b.share(len(row.refs))
	return row
}

func (r *PatternRow) note(s Scope) {
	switch s {
	case CaseOnly:
		r.CaseOnly++
	case Recurs:
		r.Recurs++
	case SystemWide:
		r.SystemWide++
	default:
		r.Unclear++
	}
}

// Observations returns for each type that occurs in how many cases it is seen.
func (p PatternCounts) Observations() []rma.Observation {
	var list []rma.Observation
	for _, r := range p.Rows {
		if r.N() == 0 {
			continue
		}
		share := r.Share
		list = append(list, rma.Observation{ID: p.id(typeKey(r.Type)), Origin: p.Options.Origin,
			What:       rma.T("patroon: "+r.Type.Label(rma.Dutch), "pattern: "+r.Type.Label(rma.English)),
			Definition: rma.T("casussen met een patroon van deze soort, van de besproken casussen", "cases with a pattern of this type, of those reviewed"),
			Share:      &share, N: share.N, Refs: r.refs, Warnings: p.Warnings})
	}
	return list
}

func typeKey(t PatternType) string {
	if t == PatternTypeNotRecorded {
		return "not-recorded"
	}
	return t.String()
}

// Table shows the patterns by type and scope, without what they say.
func (p PatternCounts) Table() rma.Table {
	scopes := []string{"case_only", "recurs", "system_wide", "unclear"}
	t := rma.Table{
		ID: p.Options.Name, Title: rma.T("Patronen naar soort en reikwijdte", "Patterns by type and scope"), RowHead: rma.T("soort", "type"),
		Columns: []rma.Column{
			{Key: scopes[0], Label: CaseOnly.text()}, {Key: scopes[1], Label: Recurs.text()}, {Key: scopes[2], Label: SystemWide.text()},
			{Key: scopes[3], Label: rma.T("reikwijdte niet vastgelegd", "scope not recorded")},
			{Key: "patterns", Label: rma.T("patronen", "patterns")}, {Key: "cases", Label: rma.T("casussen", "cases")},
		},
		Notes: []rma.Text{caseNote()}, TeamNotes: p.notes(),
		ColumnSums: []rma.Sum{{Total: "patterns", Parts: scopes}},
		Counts:     p.counts(),
	}
	all := rma.Sum{Total: "all", Only: append(scopes[:4:4], "patterns")}
	for _, r := range p.Rows {
		key := typeKey(r.Type)
		all.Parts = append(all.Parts, key)
		row := r.row(key, r.Type.text())
		if r.N() > 0 {
			row.Cells[5] = row.Cells[5].WithRefs(p.id(key))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, p.All.row("all", rma.T("alle", "all")))
	t.RowSums = []rma.Sum{all}
	return t.OfPilot(p.Options.Origin.Pilot)
}

func (r PatternRow) row(key string, label rma.Text) rma.Row {
	return rma.Row{Key: key, Label: label, Cells: []rma.Cell{rma.CountCell(r.CaseOnly), rma.CountCell(r.Recurs), rma.CountCell(r.SystemWide),
		rma.CountCell(r.Unclear), rma.CountCell(r.N()), rma.ShareCell(r.Share.Proportion)}}
}

// StatementTable shows what the patterns say. The words are those of the team
// and of participants, so it is for the team only.
func (p PatternCounts) StatementTable() rma.Table {
	t := rma.Table{
		ID: p.Options.Name + "-statements", TeamOnly: true, Title: rma.T("Wat de patronen zeggen", "What the patterns say"), RowHead: rma.T("review", "review"),
		Columns: []rma.Column{
			{Key: "type", Label: rma.T("soort", "type")}, {Key: "scope", Label: rma.T("reikwijdte", "scope")},
			{Key: "statement", Label: rma.T("patroon", "pattern"), Things: true}, {Key: "seen_in", Label: rma.T("te zien in", "seen in"), Things: true},
		},
	}
	for i, s := range p.Statements {
		t.Rows = append(t.Rows, rma.Row{Key: fmt.Sprintf("%s:%d", s.Review, i+1), Label: rma.PlainText(s.Review), Cells: []rma.Cell{
			rma.TextCell(s.Pattern.Type.text()), rma.TextCell(s.Pattern.Scope.text()), rma.PlainCell(s.Pattern.Statement),
			rma.PlainCell(strings.Join(s.Pattern.SeenIn, ", "))}})
	}
	return t.OfPilot(p.Options.Origin.Pilot)
}

// String writes a line per type, in English.
func (p PatternCounts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Patterns in %s: %d\n", p.Base, p.All.N())
	for _, r := range p.Rows {
		fmt.Fprintf(&b, "  %s: %d, in %s\n", r.Type.Label(rma.English), r.N(), r.Share.Format(rma.English, 0))
	}
	return b.String()
}

// Format writes String whatever the verb, so that no form of printing shows what
// the patterns say.
func (p PatternCounts) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }

// LogValue gives a log String.
func (p PatternCounts) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String gives the review and what the pattern says of itself.
func (s PatternSeen) String() string { return "review " + s.Review + ", " + s.Pattern.String() }

// Format writes String whatever the verb.
func (s PatternSeen) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue gives a log String.
func (s PatternSeen) LogValue() slog.Value { return slog.StringValue(s.String()) }
