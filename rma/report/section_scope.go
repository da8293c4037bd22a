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
	coverage, methods := b.methodTables()
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

// methodTables protects the numbers of people per method and pilot together with
// those per method, which are their sums.
func (b *builder) methodTables() (coverage, methods privacy.Table) {
	c, m := b.in.Study.Coverage().Table(), b.methodTable()
	sum := rma.Sum{Total: "n"}
	for _, column := range c.Columns {
		sum.Parts = append(sum.Parts, column.Key)
	}
	c.Counts, c.RowBy, c.ColumnSums = "informants", "method", []rma.Sum{sum}
	m.Counts, m.RowBy = c.Counts, c.RowBy
	r, err := privacy.Protect(privacy.Material{Tables: []rma.Table{c, m}}, b.policy)
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
			rma.TextCell(b.both(p.Run.Label)).WithMark("nowrap"), days,
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

func (b *builder) methodTable() rma.Table {
	t := rma.Table{
		ID: "methods", Title: rma.T("De methoden en van wie zij horen", "The methods and whom they hear"), RowHead: rma.T("methode", "method"),
		Columns: []rma.Column{
			{Key: "strand", Label: rma.T("soort", "strand")}, {Key: "groups", Label: rma.T("informanten", "informants")},
			{Key: "n", Label: rma.T("aantal", "number")}, {Key: "informed", Label: rma.T("kende al de uitkomsten van", "already knew the results of")},
		},
		Notes: []rma.Text{rma.T("Methoden die dezelfde informanten horen, of die elkaars uitkomsten kenden, tellen als één bron.",
			"Methods that hear the same informants, or knew each other's results, count as one source.")},
	}
	for _, m := range b.in.Study.Methods {
		n := 0
		for _, u := range m.Pilots {
			n += u.N
		}
		number := rma.Cell{}
		if n > 0 {
			number = rma.CountCell(n)
		}
		t.Rows = append(t.Rows, rma.Row{Key: m.ID, Label: rma.T(m.Label(rma.Dutch), m.Label(rma.English)), Cells: []rma.Cell{
			rma.TextCell(rma.T(m.StrandOf().Label(rma.Dutch), m.StrandOf().Label(rma.English))),
			rma.TextCell(b.both(func(l rma.Lang) string { return b.groupNames(m.Groups, l) })),
			number,
			rma.TextCell(b.both(func(l rma.Lang) string { return b.methodNames(m.InformedBy, l) })),
		}})
	}
	return t
}

// both makes a Text of what f gives in each language.
func (b *builder) both(f func(rma.Lang) string) rma.Text { return rma.T(f(rma.Dutch), f(rma.English)) }

func (b *builder) groupNames(ids []string, l rma.Lang) string {
	var out []string
	for _, g := range b.in.Study.Groups {
		if slices.Contains(ids, g.ID) {
			out = append(out, g.Label.In(l))
		}
	}
	return strings.Join(out, ", ")
}

func (b *builder) methodNames(ids []string, l rma.Lang) string {
	var out []string
	for _, m := range b.in.Study.Methods {
		if slices.Contains(ids, m.ID) {
			out = append(out, m.Label(l))
		}
	}
	return strings.Join(out, ", ")
}
