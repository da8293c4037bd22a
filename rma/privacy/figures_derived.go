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
func (f *figureSet) withholdDerived() (more bool) {
	for _, groups := range f.connected() {
		for {
			exposed, ok := f.derived(groups)
			if !ok {
				break
			}
			next, ok := f.smallestBeside(groups, exposed)
			if !ok {
				break
			}
			more = f.hide(next) || more
		}
	}
	return more
}

// connected returns the groups in sets that share no figure.
func (f *figureSet) connected() [][]figureGroup {
	var sets twins
	for range f.cells {
		sets.add()
	}
	for _, g := range f.groups {
		for _, i := range g.parts {
			sets.join(f.same.find(g.total), f.same.find(i))
		}
	}
	at := map[int]int{}
	var out [][]figureGroup
	for _, g := range f.groups {
		root := sets.find(f.same.find(g.total))
		if _, ok := at[root]; !ok {
			at[root] = len(out)
			out = append(out, nil)
		}
		out[at[root]] = append(out[at[root]], g)
	}
	return out
}

// derived returns a hidden figure of few that the equations tell.
func (f *figureSet) derived(groups []figureGroup) (int, bool) {
	place := map[int]int{}
	var unknown []int
	groups = slices.DeleteFunc(slices.Clone(groups), func(g figureGroup) bool { return g.rest > 0 }) // an unknown more
	for _, g := range groups {
		for _, i := range g.all() {
			i = f.same.find(i)
			if _, ok := place[i]; !ok && f.gone[i] {
				place[i] = len(unknown)
				unknown = append(unknown, i)
			}
		}
	}
	if len(unknown)*len(groups)*len(groups) > mostSteps {
		if printed := slices.DeleteFunc(groups, func(g figureGroup) bool { return g.unprinted }); len(printed) < len(groups) {
			return f.derived(printed)
		}
	}
	var equations [][]float64
	for _, g := range groups {
		equation := make([]float64, len(unknown))
		for n, i := range g.all() {
			if k, ok := place[f.same.find(i)]; ok && n > 0 {
				equation[k]++
			} else if ok {
				equation[k]--
			}
		}
		equations = append(equations, equation)
	}
	for _, told := range solved(equations) {
		cases, secret := 0, false
		for _, k := range told {
			cases += f.base[unknown[k]]
			secret = secret || f.secret[unknown[k]] && len(told) == 1
		}
		if cases > 0 && cases < f.policy.MinBase || secret {
			return unknown[told[0]], true
		}
	}
	return 0, false
}

// mostSteps is how long the equations may take to solve with figures that are printed
// nowhere among them.
const mostSteps = 200_000_000

// smallestBeside returns the shown figure on the fewest cases that stands in a
// group with one that is hidden, or in a group with those.
func (f *figureSet) smallestBeside(groups []figureGroup, of int) (int, bool) {
	near := map[int]bool{f.same.find(of): true}
	for {
		before := len(near)
		best, found := 0, false
		for _, g := range groups {
			all := g.all()
			if !slices.ContainsFunc(all, func(i int) bool { return near[f.same.find(i)] }) {
				continue
			}
			for _, i := range all {
				i = f.same.find(i)
				near[i] = true
				if !f.gone[i] && f.base[i] > 0 && (!found || f.base[i] < f.base[best]) {
					best, found = i, true
				}
			}
		}
		if found || len(near) == before {
			return best, found
		}
	}
}

// solved returns the unknowns that linear equations tell, by elimination: those that
// stand alone in one, and those of which it tells the sum.
func solved(equations [][]float64) [][]int {
	const tiny = 1e-9
	var out [][]int
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
		var sum []int
		others := false
		for k, v := range e {
			if math.Abs(v-1) <= tiny {
				sum = append(sum, k)
			} else if math.Abs(v) > tiny {
				others = true
			}
		}
		if len(sum) > 0 && !others {
			out = append(out, sum)
		}
	}
	return out
}
