package privacy

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// AnonymityTableRows is how many classes a table lists at most. The iterators
// give all of them.
const AnonymityTableRows = 1000

// Table lists the combinations that fewer than K records share, the rarest
// first, at most AnonymityTableRows of them. It is for the team that coarsens
// the data and not for publication, however small: it points at the people whom
// the check is there to protect.
func (a Anonymity) Table() rma.Table {
	t := a.table("privacy-anonymity", "Combinaties van kenmerken die minder dan %d records delen",
		"Combinations of quasi-identifiers that fewer than %d records share", a.Options.K)
	classes := func(yield func(Class, []rma.Cell) bool) {
		for c := range a.OffendingClasses() {
			if !yield(c, nil) {
				return
			}
		}
	}
	a.list(&t, classes, a.Offending.Classes)
	return t
}

// HomogeneousTable lists the combinations of which the records have fewer than
// L distinct values in a sensitive column, at most AnonymityTableRows of them.
// It is not for publication either. The sensitive value itself is not in it.
func (a Anonymity) HomogeneousTable() rma.Table {
	t := a.table("privacy-homogeneous", "Combinaties van kenmerken met minder dan %d waarden in een gevoelig gegeven",
		"Combinations of quasi-identifiers with fewer than %d values in a sensitive column", a.Options.L)
	t.Columns = append(t.Columns,
		rma.Column{Key: "sensitive", Label: rma.T("Gevoelig gegeven", "Sensitive column")},
		rma.Column{Key: "distinct", Label: rma.T("Waarden", "Values")})
	classes := func(yield func(Class, []rma.Cell) bool) {
		for h := range a.HomogeneousClasses() {
			if !yield(h.Class, []rma.Cell{rma.PlainCell(h.Column), rma.CountCell(h.Distinct)}) {
				return
			}
		}
	}
	total := 0
	for _, s := range a.Sensitive {
		total += s.Offending.Classes
	}
	a.list(&t, classes, total)
	return t
}

// table returns a table of classes without rows.
func (a Anonymity) table(id, nl, en string, atLeast int) rma.Table {
	t := rma.Table{
		TeamOnly: true,
		ID:       id,
		Title:    sameFigures(nl, en, atLeast),
		RowHead:  rma.T("Combinatie", "Combination"),
		Notes: []rma.Text{
			rma.T("Alleen voor het team, niet voor publicatie: deze tabel wijst mensen aan.",
				"For the team only, not for publication: this table points at people."),
			a.missingNote(),
		},
	}
	for _, name := range a.Quasi {
		t.Columns = append(t.Columns, rma.Column{Key: "quasi/" + name, Label: rma.PlainText(name)})
	}
	t.Columns = append(t.Columns, rma.Column{Key: "records", Label: rma.T("Records", "Records")})
	if a.Options.MissingMatchesAll {
		t.Columns = append(t.Columns, rma.Column{Key: "matches", Label: rma.T("Records die dezelfde persoon kunnen zijn", "Records that could be the same person")})
	}
	return t
}

// list adds the classes as rows, each with the cells that come with it, and
// says how many were left out.
func (a Anonymity) list(t *rma.Table, classes iter.Seq2[Class, []rma.Cell], total int) {
	for c, more := range classes {
		if len(t.Rows) == AnonymityTableRows {
			t.Notes = append(t.Notes, sameFigures("Nog %d combinaties staan niet in deze tabel.", "%d more combinations are not in this table.", total-len(t.Rows)))
			return
		}
		number := strconv.Itoa(len(t.Rows) + 1)
		row := rma.Row{Key: number, Label: rma.PlainText(number)}
		for _, v := range c.Values() {
			if v == "" {
				row.Cells = append(row.Cells, rma.TextCell(rma.T("niet vastgelegd", "not recorded")))
				continue
			}
			row.Cells = append(row.Cells, rma.PlainCell(v))
		}
		row.Cells = append(row.Cells, rma.CountCell(c.Size))
		if a.Options.MissingMatchesAll {
			row.Cells = append(row.Cells, rma.CountCell(c.Matches))
		}
		row.Cells = append(row.Cells, more...)
		t.Rows = append(t.Rows, row)
	}
}

// ColumnTable says of every quasi-identifier what it does to the anonymity of
// the records, so that a researcher knows what to coarsen. It has counts and no
// combination.
func (a Anonymity) ColumnTable() rma.Table {
	t := rma.Table{
		TeamOnly: true,
		ID:       "privacy-quasi-identifiers",
		Title:    rma.T("Wat elk kenmerk doet met de anonimiteit", "What each quasi-identifier does to anonymity"),
		RowHead:  rma.T("Kenmerk", "Quasi-identifier"),
		Columns: []rma.Column{
			{Key: "values", Label: rma.T("Waarden", "Values")},
			{Key: "missing", Label: rma.T("Niet vastgelegd", "Not recorded")},
			{Key: "alone", Label: rma.T("Herleidbaar met dit kenmerk alleen", "At risk by this one alone")},
			{Key: "without", Label: rma.T("Herleidbaar zonder dit kenmerk", "At risk without this one")},
		},
		Notes: []rma.Text{
			sameFigures("Herleidbaar: de combinatie komt bij minder dan %d records voor.", "At risk: fewer than %d records share the combination.", a.Options.K),
			rma.T("Met alle kenmerken samen: "+a.Share.Format(rma.Dutch, 0)+" records.", "With all of them: "+a.Share.Format(rma.English, 0)+" records."),
			a.missingNote(),
		},
	}
	for _, c := range a.Columns {
		t.Rows = append(t.Rows, rma.Row{Key: c.Column, Label: rma.PlainText(c.Column), Cells: []rma.Cell{
			rma.CountCell(c.Values), rma.CountCell(c.Missing),
			rma.ShareCell(rma.Proportion{K: c.Alone, N: a.N}), rma.ShareCell(rma.Proportion{K: c.Without, N: a.N}),
		}})
	}
	return t
}

// SubsetTable lists the quasi-identifiers, and the pairs of them, that offend
// on their own. It has counts and no combination.
func (a Anonymity) SubsetTable() rma.Table {
	t := rma.Table{
		TeamOnly: true,
		ID:       "privacy-subsets",
		Title:    rma.T("Kenmerken en paren van kenmerken die al te herleidbaar zijn", "Quasi-identifiers and pairs that offend on their own"),
		RowHead:  rma.T("Kenmerken", "Quasi-identifiers"),
		Columns: []rma.Column{
			{Key: "combinations", Label: rma.T("Combinaties", "Combinations")},
			{Key: "records", Label: rma.T("Records", "Records")},
			{Key: "smallest", Label: rma.T("Records bij de zeldzaamste combinatie", "Records that share the rarest combination")},
		},
		Notes: []rma.Text{
			sameFigures("Combinaties die minder dan %d records delen, en die records.", "Combinations that fewer than %d records share, and those records.", a.Options.K),
			rma.T("Een paar staat er alleen als geen van beide kenmerken alleen al te herleidbaar is.", "A pair is listed only when neither of the two offends alone."),
		},
	}
	for _, s := range a.Subsets {
		name := strings.Join(s.Columns, " × ")
		t.Rows = append(t.Rows, rma.Row{Key: strings.Join(s.Columns, "/"), Label: rma.PlainText(name), Cells: []rma.Cell{
			rma.CountCell(s.Offending.Classes), rma.CountCell(s.Offending.Records), rma.CountCell(s.Smallest),
		}})
	}
	return t
}

func (a Anonymity) missingNote() rma.Text {
	if a.Options.MissingMatchesAll {
		return rma.T("Een kenmerk dat niet is vastgelegd telt als elke waarde.", "A quasi-identifier that is not recorded counts as any value.")
	}
	return rma.T("Een kenmerk dat niet is vastgelegd telt als een eigen waarde.", "A quasi-identifier that is not recorded counts as a value of its own.")
}

// sameFigures words a text with the same figures in both languages.
func sameFigures(nl, en string, figures ...any) rma.Text {
	return rma.T(fmt.Sprintf(nl, figures...), fmt.Sprintf(en, figures...))
}
