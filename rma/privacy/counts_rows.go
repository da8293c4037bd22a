package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// withRowNames returns the table with a key of its own for every row, so that what
// adds up can be said of it: a further row of one key is "key#3" and one without a
// key is "#3", after its place in the table.
func withRowNames(t rma.Table) rma.Table {
	names, changed := rowNames(t)
	if !changed {
		return t
	}
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		t.Rows[i].Key = names[i]
	}
	return t
}

// rowNames returns the names of the rows, and whether they differ from the keys. A
// row without a key is left alone where the table declares what it adds up to.
func rowNames(t rma.Table) (names []string, changed bool) {
	taken := make(map[string]bool, len(t.Rows))
	for _, r := range t.Rows {
		taken[r.Key] = true
	}
	twice := make(map[string]bool, len(t.Rows))
	twice[""] = !slices.ContainsFunc(t.RowSums, func(s rma.Sum) bool { return s.Total == "" || slices.Contains(s.Parts, "") })
	for i, r := range t.Rows {
		name := r.Key
		if twice[name] {
			for taken[name] || name == "" {
				name = fmt.Sprintf("%s#%d", name, i+1)
			}
			taken[name], changed = true, true
		}
		twice[r.Key] = true
		names = append(names, name)
	}
	return names, changed
}

// withRowNames returns the material with a key of its own for every row of every
// table. What is let through, or the same, in a row without a key is in the first.
func (m Material) withRowNames() Material {
	first := map[string]string{} // per table: the name of the first row without a key
	named := func(tables []rma.Table) []rma.Table {
		tables = slices.Clone(tables)
		for i, t := range tables {
			tables[i] = withRowNames(t)
			if k := slices.IndexFunc(t.Rows, func(r rma.Row) bool { return r.Key == "" }); k >= 0 {
				first[t.ID] = tables[i].Rows[k].Key
			}
		}
		return tables
	}
	m.Tables, m.Behind = named(m.Tables), named(m.Behind)
	find := func(c Count) Count {
		if c.Observation == "" && c.Row == "" {
			c.Row = first[c.Table]
		}
		return c
	}
	m.Same, m.Waivers = slices.Clone(m.Same), slices.Clone(m.Waivers)
	for i, s := range m.Same {
		m.Same[i] = Same{find(s.A), find(s.B)}
	}
	for i := range m.Waivers {
		m.Waivers[i].Of = find(m.Waivers[i].Of)
	}
	return m
}

// allWithRowNames returns tables with a key of its own for every row.
func allWithRowNames(tables []rma.Table) []rma.Table {
	return Material{Tables: tables}.withRowNames().Tables
}

// withRowsOf returns the table with the keys of the rows of another, and the sums
// that it declares.
func withRowsOf(t, given rma.Table) rma.Table {
	t.RowSums, t.ColumnSums = given.RowSums, given.ColumnSums
	for i := range t.Rows {
		t.Rows[i].Key = given.Rows[i].Key
	}
	return t
}
