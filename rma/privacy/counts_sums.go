package privacy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// addSums adds sums of rows and of columns.
func (a *tableCounts) addSums(rows, columns []rma.Sum) error {
	if err := a.addRowSums(rows); err != nil {
		return err
	}
	return a.addColumnSums(columns)
}

// addRowSums adds, for every column, the rows that add up. Of shares the K do;
// the N do too, or are all the same, or neither.
func (a *tableCounts) addRowSums(sums []rma.Sum) error {
	for _, s := range sums {
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
		p, ok := a.inColumn(key, j)
		if !ok {
			return fmt.Errorf("%s: row %q is missing: %w", where, key, ErrSum)
		}
		if p.isCount() {
			k = append(k, p.k)
			if p.isShare() {
				n = append(n, p.n)
			}
		}
	}
	if len(k) == 0 {
		return nil
	}
	total, _ := a.inColumn(s.Total, j)
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

// inColumn returns the counts of a column under the key of a row, or the base alone
// with "/n" behind it.
func (a *tableCounts) inColumn(key string, j int) (place, bool) {
	if i, ok := a.row[key]; ok {
		return a.places[i][j], true
	}
	if of, base := strings.CutSuffix(key, "/n"); base {
		if i, ok := a.row[of]; ok {
			return place{a.places[i][j].n, -1}, true
		}
	}
	return none, false
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
		if err := a.add(total, []int{p}, where); err != nil {
			return err
		}
	}
	return nil
}

// addColumnSums adds, for every row, the columns that add up, but where that
// follows from the rows that it is the total of.
func (a *tableCounts) addColumnSums(sums []rma.Sum) error {
	only := make([]map[string]bool, len(sums))
	for k, s := range sums {
		only[k] = setOf(s.Only)
	}
	for i, row := range a.rows {
		for k, s := range sums {
			holds := len(s.Only) == 0 || only[k][row]
			follows := holds && a.follows(row, s)
			if !holds || follows && !a.published {
				continue
			}
			before := len(a.sums)
			if err := a.addColumnSum(i, s); err != nil {
				return err
			}
			if follows {
				a.following = append(a.following, a.sums[before:]...)
				a.sums = a.sums[:before]
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
