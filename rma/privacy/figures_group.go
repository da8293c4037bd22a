package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// figureGroup is a mean of all, and those of groups that make up all.
type figureGroup struct {
	total figureAt
	parts []figureAt
	rest  int // cases of the total in no part, of which no figure is printed
}

type figureAt struct{ row, column int }

// figureGroups returns the means that can be held against each other: in rows
// that add up, and in columns of which the bases do.
func (w *tableWriter) figureGroups() []figureGroup {
	var out []figureGroup
	add := func(g figureGroup, rest bool) {
		if !w.isMean(g.total) {
			return
		}
		g.parts = slices.DeleteFunc(g.parts, func(at figureAt) bool { return !w.isMean(at) })
		if rest {
			g.rest = w.base[g.total.row][g.total.column]
			for _, at := range g.parts {
				g.rest -= w.base[at.row][at.column]
			}
		}
		out = append(out, g)
	}
	for _, s := range w.t.RowSums {
		for j := range w.t.Columns {
			if total, ok := w.row[s.Total]; ok && (s.HoldsIn(w.t.Columns[j].Key) || s.HoldsIn(w.t.Columns[j].Base)) {
				g := figureGroup{total: figureAt{total, j}}
				for _, key := range s.Parts {
					if i, ok := w.row[key]; ok {
						g.parts = append(g.parts, figureAt{i, j})
					}
				}
				add(g, s.Rest)
			}
		}
	}
	for _, s := range w.t.ColumnSums {
		for n, j := range w.columnsOn(s.Total) {
			for i := range w.t.Rows {
				g := figureGroup{total: figureAt{i, j}}
				for _, key := range s.Parts {
					if on := w.columnsOn(key); n < len(on) {
						g.parts = append(g.parts, figureAt{i, on[n]})
					}
				}
				add(g, s.Rest)
			}
		}
	}
	return out
}

// columnsOn returns the columns of figures that rest on a column. The first on
// one column is taken to be of the same kind as the first on another.
func (w *tableWriter) columnsOn(base string) []int {
	var out []int
	for j, c := range w.t.Columns {
		if c.Base != "" && c.Base == base {
			out = append(out, j)
		}
	}
	return out
}

func (w *tableWriter) isMean(at figureAt) bool {
	kind := w.cell(at.row, at.column).Kind
	return (kind == rma.NumberKind || kind == rma.IntervalKind) && w.base[at.row][at.column] >= 0
}

// withholdDifference sees to it that a hidden mean cannot be worked out from
// that of all and those of the other groups: of the groups whose figure is
// hidden there are two at least, with MinBase cases together. If there are not,
// the figure of the group with the fewest cases goes too, and if there is no
// group left, that of all. It reports whether it hid anything.
func (w *tableWriter) withholdDifference(g figureGroup) (more bool) {
	base := func(at figureAt) int { return w.base[at.row][at.column] }
	for !w.withheld[g.total.row][g.total.column] {
		hidden, cases := 0, 0
		next := g.total
		for _, at := range g.parts {
			switch {
			case base(at) == 0:
			case w.withheld[at.row][at.column]:
				hidden++
				cases += base(at)
			case next == g.total || base(at) < base(next):
				next = at
			}
		}
		if g.rest > 0 && (hidden > 0 || g.rest < w.policy.MinBase) {
			hidden++
			cases += g.rest
		}
		if hidden == 0 || hidden > 1 && cases >= w.policy.MinBase {
			break
		}
		more = w.withhold(next.row, next.column)
	}
	return more
}
