package privacy

import (
	"io"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteCSV writes the table as a spreadsheet in Dutch opens it: semicolons, a
// heading with the keys of the columns, a line per row with its key first, and
// the cells as they stand on paper in language l. head is the heading over the
// keys of the rows; without it, it is the heading of the table.
//
// Under the rows comes an empty line, and then in the first column, a line each:
// the title, the banner of a table that is not for everyone, the notes, and what
// a point stands for. So the file says for whom it is wherever it goes. A program
// takes it without (see [SheetOptions]).
//
// A cell or a note that a spreadsheet would run as a formula gets an apostrophe
// before it. Text that is no UTF-8, or holds a NUL, is an error.
func (t Table) WriteCSV(w io.Writer, head string, l rma.Lang, o SheetOptions) error {
	out := tabular.NewWriter(w)
	out.Comma, out.FormulaGuard = ';', true
	if err := t.writeRows(out, head, l); err != nil {
		return err
	}
	if err := out.Flush(); err != nil || o.RowsOnly {
		return err
	}
	return t.writeFoot(w, out, l)
}

func (t Table) writeRows(out *tabular.Writer, head string, l rma.Lang) error {
	if head == "" {
		head = t.t.RowHead.In(l)
	}
	line := []string{head}
	for _, c := range t.t.Columns {
		line = append(line, c.Key)
	}
	if err := out.Write(line...); err != nil {
		return err
	}
	for _, r := range t.t.Rows {
		line = append(line[:0], r.Key)
		for j := range t.t.Columns {
			cell := ""
			if j < len(r.Cells) {
				cell = r.Cells[j].Format(l)
			}
			line = append(line, cell)
		}
		if err := out.Write(line...); err != nil {
			return err
		}
	}
	return nil
}

// writeFoot writes an empty line and what goes under the rows, in lines that are
// as wide as the rows: readers refuse a file with lines of two widths.
func (t Table) writeFoot(w io.Writer, out *tabular.Writer, l rma.Lang) error {
	foot := t.foot(l)
	if len(foot) == 0 {
		return nil
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	line := make([]string, len(t.t.Columns)+1)
	for _, line[0] = range foot {
		if err := out.Write(line...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// foot is what a CSV says under the rows: title, banner, notes.
func (t Table) foot(l rma.Lang) []string {
	return slices.Concat(t.above(l), t.below(l))
}
