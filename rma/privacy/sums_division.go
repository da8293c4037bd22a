package privacy

import (
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// divided says that counts of a table divide one that another table prints: the
// keys of both, and where it is, for messages.
type divided struct {
	total string
	parts []string
	where string
}

// addDivisions ties tables that divide the same cases by a variable of which they
// have no total to the total that another table prints: its highest lines are parts
// of it, with a rest of which nothing is said. Parts that are more than the total
// are no division, and are left alone.
func (c *counts) addDivisions(tables []rma.Table) error {
	for _, t := range tables {
		a := &tableCounts{counts: c, t: t}
		a.rowRoot, a.colRoot = a.roots()
		for _, d := range a.divisions() {
			if err := a.addDivision(d); err != nil {
				return err
			}
		}
	}
	return nil
}

// divisions returns what the table may be a division of.
func (a *tableCounts) divisions() []divided {
	var out []divided
	if a.t.Counts == "" {
		return nil
	}
	if a.t.ColumnBy != "" && a.colRoot == "" {
		out = a.dividedRows()
	}
	if a.t.RowBy != "" && a.rowRoot == "" {
		out = append(out, a.dividedColumns()...)
	}
	return out
}

// ofLines returns the sums of rows or columns, without those that say what N of a
// share is the total of.
func ofLines(sums []rma.Sum) []rma.Sum {
	return slices.DeleteFunc(slices.Clone(sums), func(s rma.Sum) bool { return strings.HasSuffix(s.Total, "/n") })
}

// dividedRows ties the columns of every row to what another table says of all.
func (a *tableCounts) dividedRows() []divided {
	all := *a
	all.colRoot = theRest
	columns := eachKey(a.t.Columns, func(c rma.Column) string { return c.Key })
	tops := topLines(columns, a.t.ColumnSums)
	var out []divided
	for _, r := range a.t.Rows {
		parts := eachKey(tops, func(column string) string { return a.key(r.Key, column) })
		out = append(out, divided{all.key(r.Key, theRest), parts, a.where(r.Key, "")})
	}
	return out
}

// dividedColumns ties the rows of every column to what another table says of all.
func (a *tableCounts) dividedColumns() []divided {
	all := *a
	all.rowRoot = theRest
	rows := eachKey(a.t.Rows, func(r rma.Row) string { return r.Key })
	tops := topLines(rows, a.t.RowSums)
	var out []divided
	for _, c := range a.t.Columns {
		parts := eachKey(tops, func(row string) string { return a.key(row, c.Key) })
		out = append(out, divided{all.key(theRest, c.Key), parts, a.where("", c.Key)})
	}
	return out
}

func eachKey[T any](list []T, key func(T) string) []string {
	var out []string
	for _, x := range list {
		out = append(out, key(x))
	}
	return out
}

// topLines returns the lines that are in no other line.
func topLines(keys []string, sums []rma.Sum) []string {
	in := map[string]bool{}
	for _, s := range sums {
		if slices.Contains(keys, s.Total) && !in[s.Total] {
			for key := range linesIn(s.Total, sums) {
				in[key] = in[key] || key != s.Total
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return in[key] })
}

func (c *counts) addDivision(d divided) error {
	t, ok := c.byKey[d.total]
	if !ok {
		return nil
	}
	t = c.find(t)
	var parts []int
	known, sum := c.all[t].value != unknown, 0
	for _, key := range d.parts {
		i, ok := c.byKey[key]
		if !ok || c.find(i) == t {
			continue
		}
		i = c.find(i)
		parts = append(parts, i)
		known = known && c.all[i].value != unknown
		sum += c.all[i].value
	}
	slack := 0
	if c.published {
		slack = c.policy.slack(len(parts))
	}
	if len(parts) == 0 || known && sum > c.all[t].value+slack {
		return nil
	}
	return c.addWithRest(true, t, parts, d.where)
}
