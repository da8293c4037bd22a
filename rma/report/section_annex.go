package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// annex holds what everything else links to: pair codes, joint displays,
// wordings, results with their settings, findings and observations.
func (b *builder) annex() Section {
	s, t := b.in.Study, b.in.Triangulation
	sec := Section{ID: "annex", Title: b.t("Bijlage", "Annex")}
	sec.Blocks = append(sec.Blocks, para(plain(b.f("Regel voor paren: %s. Vergeleken: %s.", "Pair rule: %s. Compared: %s.", t.Options.Rule.Label(b.lang), t.Options.Units.Label(b.lang)))))
	for _, table := range []rma.Table{
		t.PairTable(),
		s.Joint(t, rma.JointOptions{}).Table(),
		s.Joint(t, rma.JointOptions{By: rma.JointByPilot}).Table(),
		s.ElementMatrix(rma.ElementKindNotRecorded).OverlapTable(),
	} {
		if len(table.Rows) > 0 {
			sec.Blocks = append(sec.Blocks, b.table(b.own(table)))
		}
	}
	for _, kind := range []rma.ElementKind{rma.WorkingElement, rma.Condition} {
		if w := b.wordings(kind); len(w.Table.View().Rows) > 0 {
			sec.Blocks = append(sec.Blocks, w)
		}
	}
	for _, table := range b.in.Release.Tables() {
		id := table.View().ID
		if b.in.Annex != nil && !slices.Contains(b.in.Annex, id) || id == coverageID || id == methodsID || nothingShown(table) {
			continue
		}
		sec.Blocks = append(sec.Blocks, b.table(table))
	}
	sec.Sections = append(sec.Sections, b.privacySection(), b.findingList(), b.observationList())
	return sec
}

// nothingShown reports whether every figure of a table is withheld. Such a table
// is named in the account of what is not shown, and left out.
func nothingShown(t privacy.Table) bool {
	withheld := false
	for _, r := range t.View().Rows {
		for _, c := range r.Cells {
			withheld = withheld || c.Kind == rma.Withheld
			if !c.Empty() && c.Kind != rma.TextKind {
				return false
			}
		}
	}
	return withheld
}

// findingList has an entry for every finding that may be shown.
func (b *builder) findingList() Section {
	s := Section{ID: "all-findings", Title: b.t("Bevindingen", "Findings")}
	list := List{}
	for _, f := range b.in.Study.Findings {
		if f.Withheld {
			continue
		}
		item := Item{ID: b.findingAnchor(f.ID), Spans: []Span{strong(f.ID + " "), plain(f.Text.In(b.lang) + " (" + b.where(f) + "). ")}}
		if spans := b.appraisalSpans(f.ID); len(spans) > 0 {
			item.Spans = append(item.Spans, spans...)
			item.Spans = append(item.Spans, plain(". "))
		}
		var obs []Span
		for _, id := range f.Observations {
			if _, ok := b.evidence.Get(id); ok {
				obs = append(obs, link(id, b.observationAnchor(id)))
			}
		}
		if len(obs) > 0 {
			item.Spans = append(item.Spans, plain(b.t("Waarnemingen: ", "Observations: ")))
			item.Spans = append(item.Spans, join(", ", obs)...)
			item.Spans = append(item.Spans, plain(". "))
		}
		item.Spans = append(item.Spans, plain(place(f.Place)))
		list.Items = append(list.Items, item)
	}
	s.Blocks = append(s.Blocks, list)
	return s
}

func (b *builder) appraisalSpans(finding string) []Span {
	var out []Span
	for _, a := range b.byFinding[finding] {
		out = append(out, link(fmt.Sprintf("%s %s (%s)", a.Stance.Label(b.lang), a.Claim, a.Coder), b.claimAnchor(a.Claim)))
	}
	return join(", ", out)
}

func place(r rma.Ref) string {
	if r.File == "" {
		return ""
	}
	return fmt.Sprintf("[%s:%d]", r.File, r.Line)
}

// observationList has an entry for every observation that the report links to,
// with its figure, base, definition, warnings and the places that it was taken
// from, and counts the others.
func (b *builder) observationList() Section {
	s := Section{ID: "all-observations", Title: b.t("Waarnemingen", "Observations")}
	list := List{}
	others := 0
	for _, o := range b.evidence.All() {
		if !b.cited[o.ID] {
			others++
			continue
		}
		item := Item{ID: b.observationAnchor(o.ID), Spans: []Span{strong(o.ID + " "), plain(strings.TrimSuffix(o.What.In(b.lang), ".") + ": ")}}
		figure := b.figureText(o)
		if o.Passage != nil {
			figure = "“" + figure + "” – " + o.Passage.Speaker.In(b.lang)
		}
		item.Spans = append(item.Spans, strong(figure), plain(". "))
		if o.N > 0 {
			item.Spans = append(item.Spans, plain(fmt.Sprintf("n = %d. ", o.N)))
		}
		if d := o.Definition.In(b.lang); d != "" {
			item.Spans = append(item.Spans, plain(sentence(d)+" "))
		}
		if len(o.Warnings) > 0 {
			item.Spans = append(item.Spans, plain(b.t("Let op: ", "Note: ")+b.warnings(o.Warnings)+". "))
		}
		item.Spans = append(item.Spans, plain(b.places(o.Refs)))
		list.Items = append(list.Items, item)
	}
	s.Blocks = append(s.Blocks, list)
	if others > 0 {
		s.Blocks = append(s.Blocks, para(plain(b.f("Verder gedaan en in dit rapport niet gebruikt: %s.", "Made and not used in this report: %s.",
			b.count(others, rma.T("waarneming", "observation"), rma.T("waarnemingen", "observations"))))))
	}
	return s
}

// sentence gives a definition a capital and a full stop.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(s[size:], ".") + "."
}

// places lists what an observation was taken from, file by file.
func (b *builder) places(refs []rma.Ref) string {
	if len(refs) == 0 {
		return ""
	}
	var files []string
	by := map[string][]string{}
	for _, r := range refs {
		if _, ok := by[r.File]; !ok {
			files = append(files, r.File)
		}
		s := r.ID
		if r.Line > 0 {
			s = fmt.Sprintf("%s (%s %d)", r.ID, b.t("regel", "line"), r.Line)
		}
		by[r.File] = append(by[r.File], s)
	}
	var parts []string
	for _, f := range files {
		s := strings.Join(by[f], ", ")
		if f != "" {
			s = f + ": " + s
		}
		parts = append(parts, s)
	}
	return b.t("Bron: ", "Source: ") + strings.Join(parts, "; ") + "."
}
