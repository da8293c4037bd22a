package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// tableCounts gathers the counts of one table and the sums between them.
type tableCounts struct {
	*counts
	t       rma.Table
	rows    []string // their names
	row     map[string]int
	shares  []bool // per column: whether it holds shares
	figures []bool // per column: whether it holds figures
	places  [][]place
	rowRoot string // the row that stands for all, "" when there is none
	colRoot string
}

// addTable gathers the counts of a table, and its sums.
func (c *counts) addTable(t rma.Table) ([][]place, error) {
	a, err := c.tableCounts(t)
	if err != nil {
		return nil, err
	}
	if err := a.addSums(t.RowSums, t.ColumnSums); err != nil || !c.infers {
		return a.places, err
	}
	return a.places, a.addCumulatives()
}

// tableCounts gathers the counts of a table.
func (c *counts) tableCounts(t rma.Table) (*tableCounts, error) {
	a := &tableCounts{counts: c, t: t, row: map[string]int{}}
	a.rowRoot, a.colRoot = a.roots()
	a.rows, _ = rowNames(t)
	for i, key := range a.rows {
		a.row[key] = i
	}
	for j := range t.Columns {
		a.shares, a.figures = append(a.shares, a.isShare(j)), append(a.figures, a.isOfFigures(j))
	}
	for i := range t.Rows {
		if err := a.addRow(i); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *tableCounts) addRow(i int) error {
	var row []place
	for j, c := range a.t.Columns {
		p := none
		if cell := a.cell(i, j); !c.Things && !(cell.Kind == rma.Withheld && (a.figures[j] || a.t.Rows[i].Values)) {
			var err error
			if p, err = a.placeOf(a.key(a.rows[i], c.Key), cell, a.shares[j], a.where(a.rows[i], c.Key)); err != nil {
				return err
			}
		}
		row = append(row, p)
	}
	a.places = append(a.places, row)
	return nil
}

// isOfFigures reports whether the withheld cells of a column are figures and no
// counts: it says so, or its other cells are.
func (a *tableCounts) isOfFigures(j int) bool {
	if c := a.t.Columns[j]; c.Values || len(c.From) > 0 {
		return true
	}
	figures := false
	for i := range a.t.Rows {
		cell := a.cell(i, j)
		if cell.Kind == rma.CountKind || cell.Kind == rma.ShareKind {
			return false
		}
		figures = figures || isFigure(cell)
	}
	return figures
}

// isShare reports whether a column holds shares, by its other cells or by what
// is said of its bases.
func (a *tableCounts) isShare(j int) bool {
	base := a.t.Columns[j].Key + "/n"
	for _, s := range a.t.ColumnSums {
		if s.Total == base || slices.Contains(s.Parts, base) {
			return true
		}
	}
	for i := range a.t.Rows {
		if a.cell(i, j).Kind == rma.ShareKind {
			return true
		}
	}
	return false
}

func (a *tableCounts) cell(i, j int) rma.Cell {
	if cells := a.t.Rows[i].Cells; j < len(cells) {
		return cells[j]
	}
	return rma.Cell{}
}

func (a *tableCounts) where(row, column string) string {
	return fmt.Sprintf("table %q, row %q, column %q", a.t.ID, row, column)
}

// key names the count of a cell. Tables of the same cases give the same count
// the same key: a total is not told apart by the variable that it adds up over.
func (a *tableCounts) key(row, column string) string {
	if a.t.Counts == "" {
		return fmt.Sprintf("table %q %q %q", a.t.ID, row, column)
	}
	r, c := level(a.t.RowBy, row), level(a.t.ColumnBy, column)
	if row == a.rowRoot {
		r = ""
	}
	if column == a.colRoot && a.t.ColumnBy != "" {
		c = ""
	}
	if a.t.ColumnBy != "" {
		return crossedKey(a.t.Counts, r, c)
	}
	return fmt.Sprintf("cases %q %s %s", a.t.Counts, r, c)
}

// level names one part of what a variable divides.
func level(variable, key string) string { return fmt.Sprintf("%q=%q", variable, key) }

// crossedKey names the count of two levels: by pilot and by month is by month and
// by pilot.
func crossedKey(of, a, b string) string {
	return fmt.Sprintf("cases %q %s %s", of, min(a, b), max(a, b))
}
