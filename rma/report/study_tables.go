package report

import (
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The ids of the tables of StudyTables.
const (
	coverageID = "coverage"
	methodsID  = "methods"
)

// StudyTables returns the two tables about people that a report makes of the
// study itself: whom each method heard, by pilot ("coverage") and in all
// ("methods"). Give them to [privacy.Protect] with the other tables, and say in
// Material.Same which of their counts stand there too: then everything that the
// report shows is protected together. [Summary] takes them from the release, and
// protects them apart when they are not in it.
func StudyTables(study *rma.Study) []rma.Table {
	c, m := study.Coverage().Table(), methodTable(study)
	sum := rma.Sum{Total: "n"}
	for _, column := range c.Columns {
		sum.Parts = append(sum.Parts, column.Key)
	}
	c.ID = coverageID
	c.Counts, c.RowBy, c.ColumnSums = "informants", "method", []rma.Sum{sum}
	m.Counts, m.RowBy = c.Counts, c.RowBy
	return []rma.Table{c, m}
}

func methodTable(s *rma.Study) rma.Table {
	t := rma.Table{
		ID: methodsID, Title: rma.T("De methoden en van wie zij horen", "The methods and whom they hear"), RowHead: rma.T("methode", "method"),
		Columns: []rma.Column{
			{Key: "strand", Label: rma.T("soort", "strand")}, {Key: "groups", Label: rma.T("informanten", "informants")},
			{Key: "n", Label: rma.T("aantal", "number")}, {Key: "informed", Label: rma.T("kende al de uitkomsten van", "already knew the results of")},
		},
		Notes: []rma.Text{rma.T("Methoden die dezelfde informanten horen, of die elkaars uitkomsten kenden, tellen als één bron.",
			"Methods that hear the same informants, or knew each other's results, count as one source.")},
	}
	for _, m := range s.Methods {
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
			rma.TextCell(both(func(l rma.Lang) string { return groupNames(s, m.Groups, l) })),
			number,
			rma.TextCell(both(func(l rma.Lang) string { return methodNames(s, m.InformedBy, l) })),
		}})
	}
	return t
}

// both makes a Text of what f gives in each language.
func both(f func(rma.Lang) string) rma.Text { return rma.T(f(rma.Dutch), f(rma.English)) }

func groupNames(s *rma.Study, ids []string, l rma.Lang) string {
	var out []string
	for _, g := range s.Groups {
		if slices.Contains(ids, g.ID) {
			out = append(out, g.Label.In(l))
		}
	}
	return strings.Join(out, ", ")
}

func methodNames(s *rma.Study, ids []string, l rma.Lang) string {
	var out []string
	for _, m := range s.Methods {
		if slices.Contains(ids, m.ID) {
			out = append(out, m.Label(l))
		}
	}
	return strings.Join(out, ", ")
}
