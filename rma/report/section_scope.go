package report

import (
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// scope says what was looked at: pilots, methods, informants and coders.
func (b *builder) scope() Section {
	s := b.in.Study
	coverage, methods := b.studyTables()
	sec := Section{ID: "scope", Title: b.t("Wat is bekeken", "What was looked at")}
	sec.Blocks = append(sec.Blocks,
		para(plain(b.f("%s, %s, %s. Periode: %s.", "%s, %s, %s. Period: %s.",
			b.count(len(s.Pilots), rma.T("pilot", "pilot"), rma.T("pilots", "pilots")),
			b.count(len(s.Methods), rma.T("methode", "method"), rma.T("methoden", "methods")),
			b.count(len(s.Groups), rma.T("groep informanten", "informant group"), rma.T("groepen informanten", "informant groups")),
			s.Period.Label(b.lang)))),
		b.table(coverage),
		b.table(b.own(b.pilotTable().OfThings())),
		b.table(methods))
	if coders := b.coders(); len(coders) > 0 {
		sec.Blocks = append(sec.Blocks, para(plain(b.f("De bevindingen zijn beoordeeld door %s (%s).", "The findings were appraised by %s (%s).",
			b.count(len(coders), rma.T("onderzoeker", "researcher"), rma.T("onderzoekers", "researchers")), strings.Join(coders, ", ")))))
	}
	return sec
}

// studyTables returns the tables of [StudyTables] as they may be shown: those of
// the release, or, when it has none, protected here.
func (b *builder) studyTables() (coverage, methods privacy.Table) {
	coverage, ok := b.in.Release.Table(coverageID)
	methods, too := b.in.Release.Table(methodsID)
	if ok && too {
		return coverage, methods
	}
	r, err := privacy.Protect(privacy.Material{Tables: StudyTables(b.in.Study)}, b.policy)
	if err != nil {
		b.note(err)
		return coverage, methods
	}
	return r.Tables()[0], r.Tables()[1]
}

func (b *builder) coders() []string {
	var out []string
	for _, a := range b.in.Study.Appraisals {
		if !slices.Contains(out, a.Coder) {
			out = append(out, a.Coder)
		}
	}
	slices.Sort(out)
	return out
}

func (b *builder) pilotTable() rma.Table {
	t := rma.Table{
		ID: "pilots", Title: rma.T("De pilots", "The pilots"), RowHead: rma.T("pilot", "pilot"),
		Columns: []rma.Column{
			{Key: "name", Label: rma.T("naam", "name")}, {Key: "theme", Label: rma.T("thema", "theme")},
			{Key: "run", Label: rma.T("looptijd", "run")}, {Key: "days", Label: rma.T("dagen", "days")},
			{Key: "log", Label: rma.T("wat veranderde", "what changed")},
		},
	}
	for _, p := range b.in.Study.Pilots {
		days := rma.Cell{}
		if n, ok := p.Run.Days(); ok {
			days = rma.CountCell(n)
		}
		var nl, en []string
		for _, e := range p.Log {
			nl = append(nl, logLine(e, rma.Dutch))
			en = append(en, logLine(e, rma.English))
		}
		t.Rows = append(t.Rows, rma.Row{Key: p.ID, Label: rma.PlainText(p.ID), Cells: []rma.Cell{
			rma.TextCell(p.Name), rma.TextCell(p.Theme),
			rma.TextCell(both(p.Run.Label)).WithMark("nowrap"), days,
			rma.TextCell(rma.T(strings.Join(nl, "; "), strings.Join(en, "; "))),
		}})
	}
	return t
}

func logLine(e rma.PilotEvent, l rma.Lang) string {
	s := e.Kind.Label(l)
	if note := e.Note.In(l); note != "" {
		s += ": " + note
	}
	return s
}
