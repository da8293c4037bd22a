package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// figureGroup is a mean of all, and those of groups that make up all.
type figureGroup struct {
	total int
	parts []int
	rest  int // cases of the total in no part, of which no figure is printed

	// unprinted says that some of the figures are printed nowhere: they are unknown
	// to the reader, and no secret unless they are of few.
	unprinted bool
}

func (g figureGroup) all() []int { return append([]int{g.total}, g.parts...) }

// addGroup adds a group. Of the cases of the total that are in no part nothing is
// printed.
func (f *figureSet) addGroup(g figureGroup) {
	left := f.base[g.total]
	for _, i := range g.parts {
		left -= f.base[i]
	}
	if len(g.parts) == 0 {
		return
	}
	g.rest = max(0, left)
	f.groups = append(f.groups, g)
}

// addCountSums adds the figures of one kind, in whatever table, on counts that add
// up. A figure that is called otherwise is of their kind when it is their mean.
func (f *figureSet) addCountSums() {
	for _, s := range f.sums {
		totals := f.figuresOn(s.total)
		kinds := f.figuresOn(s.parts...)
		for _, total := range totals {
			grouped := false
			for _, kind := range kinds {
				alike := f.isAlike(kind, total)
				if !alike && len(kinds) > manyKinds {
					continue
				}
				if parts := f.figuresOf(s.parts, kind); alike || f.isMeanOf(total, parts) {
					f.addGroup(figureGroup{total: total, parts: parts})
					f.kinds.join(f.kindOf(kind), f.kindOf(total))
					grouped = true
				}
			}
			if parts := f.firstOn(s.parts); !grouped && f.isMeanOf(total, parts) {
				f.addGroup(figureGroup{total: total, parts: parts}) // each by a name of its own
			}
		}
	}
}

// manyKinds is of how many kinds figures may be before they are told by their names
// alone.
const manyKinds = 20

// figuresOf returns the figures of one kind on counts.
func (f *figureSet) figuresOf(counts []int, kind int) []int {
	var out []int
	for _, count := range counts {
		on := f.on[f.find(count)]
		if k := slices.IndexFunc(on, func(i int) bool { return f.isAlike(i, kind) }); k >= 0 {
			out = append(out, on[k])
		}
	}
	return out
}

// firstOn returns the first figure on each count; none when one has none.
func (f *figureSet) firstOn(counts []int) []int {
	var out []int
	for _, count := range counts {
		on := f.on[f.find(count)]
		if len(on) == 0 {
			return nil
		}
		out = append(out, on[0])
	}
	return out
}

// isMeanOf reports whether a figure is the mean of others, as they are printed, each
// as often as it has cases.
func (f *figureSet) isMeanOf(total int, parts []int) bool {
	n, sum, slack := 0, 0.0, 0.0
	for _, i := range append([]int{total}, parts...) {
		c, base := f.cells[i].cell(), f.base[i]
		if c.Kind != rma.NumberKind {
			return false
		}
		slack += float64(base) * half(c)
		if i == total {
			base = -base
		}
		n, sum = n+base, sum+float64(base)*c.Number
	}
	return n == 0 && math.Abs(sum) <= slack
}

// figuresOn returns the figures that rest on counts, one of each kind.
func (f *figureSet) figuresOn(counts ...int) []int {
	var out []int
	seen := map[int]bool{}
	for _, count := range counts {
		for _, i := range f.on[f.find(count)] {
			if kind := f.kindOf(i); !seen[kind] {
				seen[kind] = true
				out = append(out, i)
			}
		}
	}
	return out
}

// isAlike reports whether two figures are of one kind: what they are called in one
// place is what the other is called in another.
func (f *figureSet) isAlike(i, j int) bool { return f.kindOf(i) == f.kindOf(j) }

// kindOf returns the number of the kind of a figure.
func (f *figureSet) kindOf(i int) int { return f.kinds.find(f.kind[i]) }

// addTableSums adds the figures that rest on no count that is printed, in rows that
// add up, and those in columns of which the bases do.
func (f *figureSet) addTableSums(w *tableWriter) {
	for _, s := range w.t.RowSums {
		total, ok := w.row[s.Total]
		for j := range w.t.Columns {
			if ok && w.t.Columns[j].Base == "" {
				f.addCells(figureCell{w, total, j}, len(s.Parts), func(n int) (figureCell, bool) {
					i, ok := w.row[s.Parts[n]]
					return figureCell{w, i, j}, ok
				})
			}
		}
	}
	for _, s := range w.t.ColumnSums {
		if total, ok := w.column[s.Total]; ok && w.t.Columns[total].Base == "" {
			for i := range w.t.Rows {
				f.addCells(figureCell{w, i, total}, len(s.Parts), func(n int) (figureCell, bool) {
					j, ok := w.column[s.Parts[n]]
					return figureCell{w, i, j}, ok
				})
			}
		}
		for n, j := range w.columnsOn(s.Total) {
			for i := range w.t.Rows {
				f.addCells(figureCell{w, i, j}, len(s.Parts), func(k int) (figureCell, bool) {
					on := w.columnsOn(s.Parts[k])
					if n >= len(on) {
						return figureCell{}, false
					}
					return figureCell{w, i, on[n]}, true
				})
			}
		}
	}
}

func (f *figureSet) addCells(total figureCell, parts int, part func(n int) (figureCell, bool)) {
	t, ok := f.number[total]
	if !ok {
		return
	}
	g := figureGroup{total: t}
	for n := range parts {
		if at, ok := part(n); ok {
			if i, ok := f.number[at]; ok {
				g.parts = append(g.parts, i)
			}
		}
	}
	f.addGroup(g)
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

// tellsWeights reports whether the mean of all and those of all parts tell how many
// cases the parts have more precisely than they are rounded, where that is what
// protects a hidden count beside them.
func (f *figureSet) tellsWeights(g figureGroup) bool {
	if f.policy.RoundTo < 2 || g.rest > 0 || len(g.parts) < 2 {
		return false
	}
	return slices.ContainsFunc(g.all(), func(i int) bool {
		at := f.cells[i]
		return slices.ContainsFunc(at.w.places[at.row], at.w.hides)
	})
}

// withholdDifference sees to it that a hidden mean cannot be worked out from
// that of all and those of the other groups: of the groups whose figure is
// hidden there are two at least, with MinBase cases together. If there are not,
// the figure of the group with the fewest cases goes too, and if there is no
// group left, that of all. It reports whether it hid anything.
func (f *figureSet) withholdDifference(g figureGroup) (more bool) {
	if g.unprinted {
		return false
	}
	if !slices.ContainsFunc(g.all(), f.isGone) && f.tellsWeights(g) {
		return f.hide(g.total)
	}
	for !f.isGone(g.total) {
		hidden, cases := 0, 0
		next := g.total
		for _, i := range g.parts {
			switch {
			case f.base[i] == 0:
			case f.isGone(i):
				hidden++
				cases += f.base[i]
			case next == g.total || f.base[i] < f.base[next]:
				next = i
			}
		}
		if g.rest > 0 && (hidden > 0 || g.rest < f.policy.MinBase) {
			hidden++
			cases += g.rest
		}
		if hidden == 0 || hidden > 1 && cases >= f.policy.MinBase {
			break
		}
		more = f.hide(next) || more
	}
	return more
}
