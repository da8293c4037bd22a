package privacy

import (
	"math"
	"slices"
)

// withholdDerived sees to it that the mean of few cannot be worked out from what
// all groups say together, such as a total that is hidden while its parts are
// shown. A mean times its cases is a sum, and those add up, so that the hidden
// ones are the unknowns of linear equations. Where these tell one of few, the
// smallest figure that is shown beside it goes too. It reports whether it hid
// anything.
func (w *tableWriter) withholdDerived(groups []figureGroup) (more bool) {
	for {
		exposed, ok := w.derived(groups)
		if !ok {
			return more
		}
		next, ok := w.smallestBeside(groups, exposed)
		if !ok {
			return more
		}
		more = w.withhold(next.row, next.column)
	}
}

// derived returns a hidden figure of few that the equations tell.
func (w *tableWriter) derived(groups []figureGroup) (figureAt, bool) {
	place := map[figureAt]int{}
	var unknown []figureAt
	groups = slices.DeleteFunc(slices.Clone(groups), func(g figureGroup) bool { return g.rest > 0 }) // an unknown more
	for _, g := range groups {
		for _, at := range g.all() {
			if _, ok := place[at]; !ok && w.withheld[at.row][at.column] {
				place[at] = len(unknown)
				unknown = append(unknown, at)
			}
		}
	}
	var equations [][]float64
	for _, g := range groups {
		equation := make([]float64, len(unknown))
		for _, at := range g.parts {
			if k, ok := place[at]; ok {
				equation[k]++
			}
		}
		if k, ok := place[g.total]; ok {
			equation[k]--
		}
		equations = append(equations, equation)
	}
	for _, k := range solved(equations) {
		if at := unknown[k]; w.base[at.row][at.column] < w.policy.MinBase && w.base[at.row][at.column] > 0 {
			return at, true
		}
	}
	return figureAt{}, false
}

// smallestBeside returns the shown figure on the fewest cases that stands in a
// group with one that is hidden, or in a group with those.
func (w *tableWriter) smallestBeside(groups []figureGroup, at figureAt) (figureAt, bool) {
	near := map[figureAt]bool{at: true}
	for {
		before := len(near)
		best, found := figureAt{}, false
		for _, g := range groups {
			all := g.all()
			if !slices.ContainsFunc(all, func(o figureAt) bool { return near[o] }) {
				continue
			}
			for _, o := range all {
				near[o] = true
				base := w.base[o.row][o.column]
				if !w.withheld[o.row][o.column] && base > 0 && (!found || base < w.base[best.row][best.column]) {
					best, found = o, true
				}
			}
		}
		if found || len(near) == before {
			return best, found
		}
	}
}

func (g figureGroup) all() []figureAt { return append([]figureAt{g.total}, g.parts...) }

// solved returns the unknowns that linear equations tell, by elimination: those
// that stand alone in one.
func solved(equations [][]float64) []int {
	const tiny = 1e-9
	var out []int
	row := 0
	for k := 0; len(equations) > 0 && k < len(equations[0]) && row < len(equations); k++ {
		best := row
		for i := row; i < len(equations); i++ {
			if math.Abs(equations[i][k]) > math.Abs(equations[best][k]) {
				best = i
			}
		}
		if math.Abs(equations[best][k]) < tiny {
			continue
		}
		equations[row], equations[best] = equations[best], equations[row]
		pivot := equations[row]
		for j := len(pivot) - 1; j >= k; j-- {
			pivot[j] /= pivot[k]
		}
		for i, e := range equations {
			if f := e[k]; i != row && math.Abs(f) > tiny {
				for j := k; j < len(e); j++ {
					e[j] -= f * pivot[j]
				}
			}
		}
		row++
	}
	for _, e := range equations[:row] {
		alone, count := 0, 0
		for k, v := range e {
			if math.Abs(v) > tiny {
				alone, count = k, count+1
			}
		}
		if count == 1 {
			out = append(out, alone)
		}
	}
	return out
}
