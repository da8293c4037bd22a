package privacy

import (
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteCSV writes the table as a spreadsheet in Dutch opens it: semicolons, a
// heading with the keys of the columns, a line per row with its key first, and
// the cells as they stand on paper in language l. A cell that a spreadsheet
// would run as a formula gets an apostrophe before it. head is the heading over
// the keys of the rows.
func (t Table) WriteCSV(w io.Writer, head string, l rma.Lang) error {
	out := tabular.NewWriter(w)
	out.Comma, out.FormulaGuard = ';', true
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
	return out.Flush()
}
