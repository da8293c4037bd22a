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
	t        rma.Table
	audience Audience
}

// View returns what may be shown, as a table to read. Hidden cells are
// rma.Withheld and hold nothing.
func (t Table) View() rma.Table { return t.t }

// Text writes what may be shown in language l, for a terminal.
func (t Table) Text(l rma.Lang) string { return t.t.Text(l) }

// String returns what may be shown, in Dutch.
func (t Table) String() string { return t.t.String() }

// Audience is for whom the table was protected.
func (t Table) Audience() Audience { return t.audience }

// ErrPeople means that a table has columns about people where only things may be.
var ErrPeople = errors.New("a column is not marked as one of things, so its figures may be about people")

// Things takes a table of which every column is marked as being about things:
// methods, claims, elements. It needs no protection.
func Things(t rma.Table) (Table, error) {
	for _, c := range t.Columns {
		if !c.Things {
			return Table{}, fmt.Errorf("table %q, column %q: %w", t.ID, c.Key, ErrPeople)
		}
	}
	return Table{t: t}, nil
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
	out := Table{t: shell}
	out.t.Rows, out.t.RowSums, out.t.ColumnSums, out.t.TeamNotes = nil, nil, nil, nil
	for _, r := range rows {
		cells, err := r.cells()
		if err != nil || len(cells) != len(shell.Columns) {
			return Table{}, fmt.Errorf("table %q, row %q: %w", shell.ID, r.Key, ErrArrange)
		}
		out.audience = max(out.audience, r.From.audience)
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
