package privacy

import (
	"errors"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table is a table that went through disclosure control. Writers and charts take
// this type and no other, so that a table that did not cannot be published by
// mistake. It comes from [Protect], or from [Things] when it holds no counts of
// people. The zero value is an empty table.
type Table struct {
	t      rma.Table
	policy Policy // as in force; that of nobody for a table of things
	things bool
}

// View returns a copy of what may be shown, as a table to read. Hidden cells are
// rma.Withheld and hold nothing.
func (t Table) View() rma.Table {
	out := t.t
	out.Columns, out.Notes, out.TeamNotes = slices.Clone(out.Columns), slices.Clone(out.Notes), slices.Clone(out.TeamNotes)
	out.Rows = slices.Clone(out.Rows)
	for i := range out.Rows {
		out.Rows[i].Cells = slices.Clone(out.Rows[i].Cells)
	}
	return out
}

// Text writes what may be shown in language l, for a terminal: the banner of a
// table that is not for everyone, the table, and its notes.
func (t Table) Text(l rma.Lang) string {
	text := t.printed().Text(l)
	if banner := t.banner().In(l); banner != "" {
		return banner + "\n" + text
	}
	return text
}

// String returns what may be shown, in Dutch. For English there is Text.
func (t Table) String() string { return t.Text(rma.Dutch) }

// banner says for whom the table is, unless it is for everyone.
func (t Table) banner() rma.Text {
	if t.AboutThings() {
		return rma.Text{}
	}
	return t.policy.Banner()
}

// printed is the table with the legend of its policy among the notes, which a
// list of observations and an arranged table do not have of themselves.
func (t Table) printed() rma.Table {
	legend := t.policy.Legend()
	if t.AboutThings() || legend.IsZero() || slices.Contains(t.t.Notes, legend) || !t.needsLegend() {
		return t.t
	}
	out := t.t
	out.Notes = append(slices.Clone(out.Notes), legend)
	return out
}

// needsLegend reports whether a count, a share or a point is in the table.
func (t Table) needsLegend() bool {
	for _, r := range t.t.Rows {
		for j, c := range r.Cells[:min(len(r.Cells), len(t.t.Columns))] {
			switch c.Kind {
			case rma.CountKind, rma.ShareKind, rma.ShareIntervalKind, rma.Withheld:
				if !t.t.Columns[j].Things {
					return true
				}
			case rma.TextKind:
				if c.Text.NL == rma.WithheldMark {
					return true
				}
			}
		}
	}
	return false
}

// Audience is for whom the table was protected.
func (t Table) Audience() Audience { return t.policy.Audience }

// AboutThings reports whether the table tells nothing of people or cases, so that
// it may stand beside tables for any audience. So it is with the zero Table, which
// tells nothing.
func (t Table) AboutThings() bool { return t.things || t.policy == Policy{} }

// IsFor reports whether the table may stand in a report under the policy: it was
// protected by that policy, or is about things.
func (t Table) IsFor(p Policy) bool {
	s, err := p.Settings()
	return t.things || err == nil && t.policy == s
}

// ErrPeople means that a table has columns about people where only things may be.
var ErrPeople = errors.New("a column is not marked as one of things, so its figures may be about people")

// Things takes a table of which every column is marked as being about things:
// methods, claims, elements. It needs no protection. Notes for the team are left
// out, and a table for the team only is ErrTeamOnly.
func Things(t rma.Table) (Table, error) {
	for _, c := range t.Columns {
		if !c.Things {
			return Table{}, fmt.Errorf("table %q, column %q: %w", t.ID, c.Key, ErrPeople)
		}
	}
	if t.TeamOnly {
		return Table{}, fmt.Errorf("table %q: %w", t.ID, ErrTeamOnly)
	}
	t.TeamNotes = nil
	return Table{t: t, things: true}, nil
}

// RowOf is a row of an arranged table: some columns of a row of a protected
// table, after cells of words.
type RowOf struct {
	Key     string
	Label   rma.Text
	Words   []rma.Cell // rma.TextCell or blank
	From    Table
	Row     string   // key of the row in From
	Columns []string // keys of the columns in From, in order
}

// ErrArrange means that a table cannot be put together from the rows named.
var ErrArrange = errors.New("a row or column that a table is to be made of is not there, or its words are figures")

// Arrange puts rows of protected tables together under other headings, for a
// chart or a summary. It takes nothing but what those tables show. The shell has
// everything but the rows.
func Arrange(shell rma.Table, rows ...RowOf) (Table, error) {
	out := Table{t: shell, things: true}
	out.t.Rows, out.t.RowSums, out.t.ColumnSums, out.t.TeamNotes = nil, nil, nil, nil
	for i, r := range rows {
		cells, err := r.cells()
		if err != nil || len(cells) != len(shell.Columns) {
			return Table{}, fmt.Errorf("table %q, row %q: %w", shell.ID, r.Key, ErrArrange)
		}
		if i > 0 && r.From.policy != out.policy {
			return Table{}, fmt.Errorf("table %q, row %q: %w: it was protected otherwise than the others", shell.ID, r.Key, ErrArrange)
		}
		out.policy, out.things = r.From.policy, out.things && r.From.things
		out.t.Rows = append(out.t.Rows, rma.Row{Key: r.Key, Label: r.Label, Cells: cells})
	}
	return out, nil
}

func (r RowOf) cells() ([]rma.Cell, error) {
	out := slices.Clone(r.Words)
	for _, c := range r.Words {
		if c.Kind != rma.TextKind && c.Kind != rma.Blank {
			return nil, ErrArrange
		}
	}
	for _, key := range r.Columns {
		c, ok := r.From.Cell(r.Row, key)
		if !ok {
			return nil, ErrArrange
		}
		out = append(out, c)
	}
	return out, nil
}

// Cell returns the cell with those keys of row and column.
func (t Table) Cell(row, column string) (rma.Cell, bool) { return t.t.Cell(row, column) }
