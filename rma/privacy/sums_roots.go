package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// variable is one by which tables divide the cases that they count.
type variable struct{ of, by string }

// roots returns the row and the column that stand for all cases, "" when there is
// none. A table that does not say what adds up has the line that does in another.
func (a *tableCounts) roots() (row, column string) {
	row, column = rootOf(a.t.RowSums), rootOf(a.t.ColumnSums)
	if a.t.Counts == "" {
		return row, column
	}
	var rows []string
	for _, r := range a.t.Rows {
		rows = append(rows, r.Key)
	}
	row = a.standingForAll(a.t.RowBy, row, rows)
	if a.t.ColumnBy != "" {
		column = a.standingForAll(a.t.ColumnBy, column, countColumns(a.t))
	}
	return row, column
}

// standingForAll returns the line that stands for all cases: what a table takes for
// it, or one of its lines.
func (a *tableCounts) standingForAll(by, root string, lines []string) string {
	roots := a.standFor[variable{a.t.Counts, by}]
	if roots[root] {
		return root
	}
	if i := slices.IndexFunc(lines, func(key string) bool { return roots[key] }); i >= 0 {
		return lines[i]
	}
	return ""
}

// rootOf returns the one total that is in no other; "" when there are several, such
// as two regions without a total of both.
func rootOf(sums []rma.Sum) string {
	sums = ofLines(sums)
	part := map[string]bool{}
	for _, s := range sums {
		for _, key := range s.Parts {
			part[key] = true
		}
	}
	var tops []string
	for _, s := range sums {
		if !part[s.Total] && !slices.Contains(tops, s.Total) {
			tops = append(tops, s.Total)
		}
	}
	root := ""
	for i, top := range tops {
		inside := slices.ContainsFunc(tops, func(o string) bool {
			return o != top && linesIn(o, sums)[top] && !(linesIn(top, sums)[o] && slices.Index(tops, o) > i)
		})
		switch {
		case inside:
		case root != "":
			return ""
		default:
			root = top
		}
	}
	return root
}

// linesIn returns the lines that a total has in it: its parts, theirs, and totals of
// lines that it has.
func linesIn(total string, sums []rma.Sum) map[string]bool {
	in := map[string]bool{}
	for grown := true; grown; {
		grown = false
		for _, s := range sums {
			if s.Total == total || in[s.Total] {
				for _, key := range s.Parts {
					if !in[key] {
						in[key], grown = true, true
					}
				}
			} else if !s.Rest && len(s.Parts) > 0 && !slices.ContainsFunc(s.Parts, func(key string) bool { return !in[key] }) {
				in[s.Total], grown = true, true
			}
		}
	}
	return in
}

// division is what the tables say of one variable together.
type division struct {
	keys  []string
	sums  []rma.Sum
	roots []string
}

// findRoots finds, per variable, the lines that stand for all cases: totals that are
// no part of another in any table, and of which every other line of all these tables
// is a part. A total of some lines stands for those, and not for all.
func (c *counts) findRoots(tables []rma.Table) {
	all := map[variable]*division{}
	note := func(t rma.Table, by string, keys []string, sums []rma.Sum) {
		v := variable{t.Counts, by}
		if all[v] == nil {
			all[v] = &division{}
		}
		d := all[v]
		d.keys, d.sums = append(d.keys, keys...), append(d.sums, sums...)
		if root := rootOf(sums); root != "" {
			d.roots = append(d.roots, root)
		}
	}
	for _, t := range tables {
		if t.Counts == "" {
			continue
		}
		var rows []string
		for _, r := range t.Rows {
			rows = append(rows, r.Key)
		}
		note(t, t.RowBy, rows, t.RowSums)
		if t.ColumnBy != "" {
			note(t, t.ColumnBy, countColumns(t), t.ColumnSums)
		}
	}
	c.standFor = map[variable]map[string]bool{}
	for v, d := range all {
		c.standFor[v] = d.standForAll()
	}
}

// countColumns returns the keys of the columns with numbers of cases.
func countColumns(t rma.Table) []string {
	var out []string
	for j, c := range t.Columns {
		if !c.Things && slices.ContainsFunc(t.Rows, func(r rma.Row) bool {
			return j < len(r.Cells) && (r.Cells[j].Kind == rma.CountKind || r.Cells[j].Kind == rma.Withheld)
		}) {
			out = append(out, c.Key)
		}
	}
	return out
}

func (d *division) standForAll() map[string]bool {
	roots := map[string]bool{}
	for _, r := range d.roots {
		roots[r] = !slices.ContainsFunc(d.sums, func(s rma.Sum) bool { return s.Total != r && slices.Contains(s.Parts, r) })
	}
	under := map[string]bool{}
	for r, is := range roots {
		under[r] = is
	}
	for grown := true; grown; {
		grown = false
		for _, s := range d.sums {
			for _, part := range s.Parts {
				if under[s.Total] && !under[part] {
					under[part], grown = true, true
				}
			}
			if !under[s.Total] && !s.Rest && len(s.Parts) > 0 && !slices.ContainsFunc(s.Parts, func(key string) bool { return !under[key] }) {
				under[s.Total], grown = true, true // a total of lines that are in it
			}
		}
	}
	if slices.ContainsFunc(d.keys, func(k string) bool { return !under[k] }) {
		return nil
	}
	return roots
}
