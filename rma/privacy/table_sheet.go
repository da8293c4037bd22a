package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// SheetOptions are the settings of a table written for a spreadsheet. The zero value
// works.
type SheetOptions struct {
	// RowsOnly leaves out what is for people and not for a program that reads the
	// file. false = title, banner and notes stand there.
	RowsOnly bool
}

// above is what a table says before its rows: its title, and for whom it is.
func (t Table) above(l rma.Lang) []string { return said(l, t.t.Title, t.banner()) }

// below is what a table says after its rows: its notes, those for the team, and what
// a point stands for.
func (t Table) below(l rma.Lang) []string {
	printed := t.printed()
	return append(said(l, printed.Notes...), said(l, printed.TeamNotes...)...)
}

func said(l rma.Lang, texts ...rma.Text) []string {
	var out []string
	for _, text := range texts {
		if s := text.In(l); !blank(s) {
			out = append(out, s)
		}
	}
	return out
}
