package privacy

import (
	"fmt"
	"io"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/workbook"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteXLSX writes the table as a workbook of Excel with one sheet: above the rows the
// title and the banner of a table that is not for everyone, then the labels of the
// columns, a line per row with its label first, and under the rows the notes and what
// a point stands for. Counts and figures are numbers; shares, intervals and points
// are words as they stand on paper in language l. head is the heading over the rows;
// without it, it is the heading of the table.
//
// With RowsOnly there is nothing but the rows, under the keys of the columns and with
// the keys of the rows.
//
// The workbook names no author, program or time, and one table gives the same bytes
// every time. No cell is a formula, and what would become one when it is saved as CSV
// gets an apostrophe before it. Text that is no UTF-8 or holds a control character,
// and more than a sheet can hold, is an error.
func (t Table) WriteXLSX(w io.Writer, head string, l rma.Lang, o SheetOptions) error {
	s := workbook.Sheet{Name: t.t.ID, Heading: t.headings(head, l, o)}
	if !o.RowsOnly {
		s.Above, s.Below = t.above(l), t.below(l)
	}
	for _, r := range t.t.Rows {
		row := []workbook.Cell{workbook.Text(nameOf(r.Key, r.Label, l, o))}
		for _, c := range r.Cells[:min(len(r.Cells), len(t.t.Columns))] {
			row = append(row, workbookCell(c, l))
		}
		s.Rows = append(s.Rows, row)
	}
	if err := workbook.Write(w, s); err != nil {
		return fmt.Errorf("table %q: %w", t.t.ID, err)
	}
	return nil
}

func (t Table) headings(head string, l rma.Lang, o SheetOptions) []string {
	if head == "" {
		head = t.t.RowHead.In(l)
	}
	out := []string{head}
	for _, c := range t.t.Columns {
		out = append(out, nameOf(c.Key, c.Label, l, o))
	}
	return out
}

// nameOf returns what people call a row or a column, or else its key.
func nameOf(key string, label rma.Text, l rma.Lang, o SheetOptions) string {
	if name := label.In(l); !o.RowsOnly && !blank(name) {
		return name
	}
	return key
}

// workbookCell returns a cell with a number that can be reckoned with, or its words.
func workbookCell(c rma.Cell, l rma.Lang) workbook.Cell {
	switch {
	case c.Kind == rma.CountKind:
		return workbook.Number(float64(c.Count), 0)
	case c.Kind == rma.NumberKind && !math.IsNaN(c.Number) && !math.IsInf(c.Number, 0):
		return workbook.Number(c.Number, c.Decimals)
	}
	text := workbook.Text(c.Format(l))
	if c.Kind == rma.TextKind && c.Text.NL != rma.WithheldMark {
		return text
	}
	return text.Right()
}
