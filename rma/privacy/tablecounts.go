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
	rows    []string // keys, each once
	places  [][]place
	rowRoot string // the row that stands for all, "" when there is none
	colRoot string
}

// addTable gathers the counts of a table.
func (c *counts) addTable(t rma.Table) ([][]place, error) {
	a := &tableCounts{counts: c, t: t, rowRoot: root(t.RowSums), colRoot: root(t.ColumnSums)}
	seen := map[string]bool{}
	for i, r := range t.Rows {
		key := r.Key
		if seen[key] {
			key = fmt.Sprintf("%s#%d", r.Key, i+1)
		}
		seen[key] = true
		a.rows = append(a.rows, key)
	}
	for i := range t.Rows {
		if err := a.addRow(i); err != nil {
			return nil, err
		}
	}
	if err := a.addRowSums(); err != nil {
		return nil, err
	}
	return a.places, a.addColumnSums()
}

// root returns the key that is a total and no part of another, if it is the only
// one.
func root(sums []rma.Sum) string {
	found := ""
	for _, s := range sums {
		if slices.ContainsFunc(sums, func(o rma.Sum) bool { return slices.Contains(o.Parts, s.Total) }) || s.Total == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = s.Total
	}
	return found
}

func (a *tableCounts) addRow(i int) error {
	var row []place
	for j, c := range a.t.Columns {
		p := none
		if cell := a.cell(i, j); !c.Things {
			if cell.Kind == rma.CountKind && cell.Count < 0 || cell.Kind == rma.ShareKind && !cell.Share.Valid() {
				return fmt.Errorf("%s: %w", a.where(a.rows[i], c.Key), errNotCount)
			}
			var err error
			if p, err = a.placeOf(a.key(a.rows[i], c.Key), cell, a.isShare(j), a.where(a.rows[i], c.Key)); err != nil {
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

var errNotCount = fmt.Errorf("%w: a count is not negative, and K of N not more than N", ErrSum)

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
	r, c := fmt.Sprintf("%q=%q", a.t.RowBy, row), fmt.Sprintf("%q=%q", a.t.ColumnBy, column)
	if row == a.rowRoot {
		r = ""
	}
	if column == a.colRoot && a.t.ColumnBy != "" {
		c = ""
	}
	if a.t.ColumnBy != "" && c < r {
		r, c = c, r // by pilot and by month is by month and by pilot
	}
	return fmt.Sprintf("cases %q %s %s", a.t.Counts, r, c)
}

// addRowSums adds, for every column, the rows that add up. Of shares the K do;
// the N do too, or are all the same, or neither.
func (a *tableCounts) addRowSums() error {
	for _, s := range a.t.RowSums {
		for j, c := range a.t.Columns {
			if !s.HoldsIn(c.Key) {
				continue
			}
			if err := a.addRowSum(s, j); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *tableCounts) addRowSum(s rma.Sum, j int) error {
	column := a.t.Columns[j].Key
	where := a.where(s.Total, column)
	var k, n []int
	for _, key := range s.Parts {
		i := slices.Index(a.rows, key)
		if i < 0 {
			return fmt.Errorf("%s: row %q is missing: %w", where, key, ErrSum)
		}
		if p := a.places[i][j]; p.isCount() {
			k = append(k, p.k)
			if p.isShare() {
				n = append(n, p.n)
			}
		}
	}
	if len(k) == 0 {
		return nil
	}
	total := place{-1, -1}
	if i := slices.Index(a.rows, s.Total); i >= 0 {
		total = a.places[i][j]
	}
	var err error
	if !total.isCount() {
		if total.k, err = a.note(a.key(s.Total, column), a.total(k), where); err != nil {
			return err
		}
	}
	if err := a.addWithRest(s.Rest, total.k, k, where); err != nil {
		return err
	}
	if len(n) == 0 || !total.isShare() {
		return nil
	}
	return a.addBases(total.n, n, where)
}

// total returns what counts add up to, of a margin that is not printed.
func (a *tableCounts) total(parts []int) int {
	if a.published {
		return unknown
	}
	return a.sum(parts)
}

func (a *tableCounts) sum(parts []int) int {
	total := 0
	for _, p := range parts {
		total += a.all[p].value
	}
	return total
}

// addBases ties the bases of shares in rows that add up: they add up too, or
// are one base for all.
func (a *tableCounts) addBases(total int, parts []int, where string) error {
	value := a.all[total].value
	if slices.ContainsFunc(append([]int{total}, parts...), func(i int) bool { return a.all[i].value == unknown }) {
		return nil // which of the two cannot be told
	}
	if a.sum(parts) == value {
		return a.add(total, parts, where)
	}
	for _, p := range parts {
		if a.all[p].value != value {
			return nil
		}
	}
	for _, p := range parts {
		if err := a.unite(total, p); err != nil {
			return err
		}
	}
	return nil
}

// addColumnSums adds, for every row, the columns that add up. For a row that is
// a total in every column they follow from those of its parts.
func (a *tableCounts) addColumnSums() error {
	for i, row := range a.rows {
		follows := slices.ContainsFunc(a.t.RowSums, func(s rma.Sum) bool { return s.Total == row && !s.Rest && len(s.Only) == 0 })
		for _, s := range a.t.ColumnSums {
			if !s.HoldsIn(row) || follows && len(s.Parts) > 1 && !s.Rest {
				continue
			}
			if err := a.addColumnSum(i, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *tableCounts) addColumnSum(i int, s rma.Sum) error {
	where := a.where(a.rows[i], s.Total)
	var parts []int
	for _, key := range s.Parts {
		k, ok := a.inRow(i, key)
		if !ok {
			return fmt.Errorf("%s: column %q is missing: %w", where, key, ErrSum)
		}
		if k >= 0 {
			parts = append(parts, k)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	total, ok := a.inRow(i, s.Total)
	if !ok || total < 0 {
		var err error
		if total, err = a.note(a.key(a.rows[i], s.Total), a.total(parts), where); err != nil {
			return err
		}
	}
	return a.addWithRest(s.Rest, total, parts, where)
}

// inRow returns the count of a row under the key of a column, with "/n" for the
// base of a share; -1 when the cell holds none.
func (a *tableCounts) inRow(i int, key string) (int, bool) {
	for j, c := range a.t.Columns {
		switch key {
		case c.Key:
			return a.places[i][j].k, true
		case c.Key + "/n":
			return a.places[i][j].n, true
		}
	}
	return -1, false
}
