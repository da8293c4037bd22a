package privacy

import (
	"errors"
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
	if err := a.addSums(t.RowSums, t.ColumnSums); err != nil || !c.cumulates {
		return a.places, err
	}
	return a.places, a.addCumulatives()
}

// tableCounts gathers the counts of a table.
func (c *counts) tableCounts(t rma.Table) (*tableCounts, error) {
	a := &tableCounts{counts: c, t: t, row: map[string]int{}}
	var err error
	if a.rowRoot, a.colRoot, err = a.roots(); err != nil {
		return nil, err
	}
	a.rows, _ = rowNames(t)
	for i, key := range a.rows {
		a.row[key] = i
	}
	for j := range t.Columns {
		a.shares = append(a.shares, a.isShare(j))
	}
	for i := range t.Rows {
		if err := a.addRow(i); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// root returns the key that stands for all: the total that is no part of another.
// In a table whose counts stand elsewhere too there is one at most, since which of
// two is the total of the other table could not be told.
func (a *tableCounts) root(sums []rma.Sum) (string, error) {
	found := ""
	for _, s := range ofLines(sums) {
		if slices.ContainsFunc(sums, func(o rma.Sum) bool { return slices.Contains(o.Parts, s.Total) }) || s.Total == found {
			continue
		}
		if found != "" && a.t.Counts != "" && (a.t.RowBy != "" || a.t.ColumnBy != "") {
			return "", fmt.Errorf("table %q: totals %q and %q: %w", a.t.ID, found, s.Total, ErrTotals)
		}
		if found != "" {
			return "", nil
		}
		found = s.Total
	}
	return found, nil
}

// ErrTotals means that a table that counts the cases of others has two totals
// of which neither is a part of the other.
var ErrTotals = errors.New("two totals in a table with Counts: make one a part of the other, or give the table no Counts")

func (a *tableCounts) addRow(i int) error {
	var row []place
	for j, c := range a.t.Columns {
		p := none
		if cell := a.cell(i, j); !c.Things {
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
