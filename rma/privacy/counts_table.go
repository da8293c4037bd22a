package privacy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// tableCounts gathers the counts of one table and the sums between them.
type tableCounts struct {
	*counts
	t       rma.Table
	rows    []string // keys, each once
	row     map[string]int
	shares  []bool // per column: whether it holds shares
	places  [][]place
	rowRoot string // the row that stands for all, "" when there is none
	colRoot string
}

// addTable gathers the counts of a table.
func (c *counts) addTable(t rma.Table) ([][]place, error) {
	a := &tableCounts{counts: c, t: t, row: map[string]int{}}
	var err error
	if a.rowRoot, a.colRoot, err = a.roots(); err != nil {
		return nil, err
	}
	for i, r := range t.Rows {
		key := r.Key
		if _, twice := a.row[key]; twice {
			key = fmt.Sprintf("%s#%d", r.Key, i+1)
		}
		a.row[key] = i
		a.rows = append(a.rows, key)
	}
	for j := range t.Columns {
		a.shares = append(a.shares, a.isShare(j))
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

// root returns the key that stands for all: the total that is no part of another.
// In a table whose counts stand elsewhere too there is one at most, since which of
// two is the total of the other table could not be told.
func (a *tableCounts) root(sums []rma.Sum) (string, error) {
	found := ""
	for _, s := range sums {
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
		i, ok := a.row[key]
		if !ok {
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
	if i, ok := a.row[s.Total]; ok {
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

// addColumnSums adds, for every row, the columns that add up, but where that
// follows from the rows that it is the total of.
func (a *tableCounts) addColumnSums() error {
	for i, row := range a.rows {
		for _, s := range a.t.ColumnSums {
			if !s.HoldsIn(row) || a.follows(row, s) {
				continue
			}
			if err := a.addColumnSum(i, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// follows reports whether a sum of columns holds in a row because it holds in
// those that the row is the total of: all of its counts stand in the row and in
// each of its parts.
func (a *tableCounts) follows(row string, s rma.Sum) bool {
	if s.Rest || len(s.Only) > 0 || len(s.Parts) < 2 {
		return false
	}
	for _, rows := range a.t.RowSums {
		if rows.Total != row || rows.Rest || len(rows.Only) > 0 {
			continue
		}
		full := func(key string) bool {
			for _, column := range append([]string{s.Total}, s.Parts...) {
				if k, ok := a.inRow(a.row[key], column); !ok || k < 0 || strings.HasSuffix(column, "/n") {
					return false
				}
			}
			return true
		}
		if !slices.ContainsFunc(append([]string{row}, rows.Parts...), func(key string) bool { return !full(key) }) {
			return true
		}
	}
	return false
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
