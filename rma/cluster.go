package rma

import "slices"

// sources groups the units that spoke on a claim into independent sources, by
// the order of the units. Two units belong to one source when they draw on the
// same informants in the same pilot, or when one was held there knowing what
// the other had shown; a third unit that spoke too can link them. A unit that
// did not speak links nothing.
func (s *Study) sources(units []Unit, cells []UnitCell) [][]string {
	var spoke []int
	for i, c := range cells {
		if c.State == HasEvidence {
			spoke = append(spoke, i)
		}
	}
	root := make([]int, len(spoke))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for i := range spoke {
		for j := range i {
			if s.dependent(units[spoke[i]], units[spoke[j]]) {
				root[find(i)] = find(j)
			}
		}
	}
	var out [][]string
	place := map[int]int{}
	for i, at := range spoke {
		r := find(i)
		p, ok := place[r]
		if !ok {
			p = len(out)
			place[r] = p
			out = append(out, nil)
		}
		out[p] = append(out[p], cells[at].Unit)
	}
	return out
}

func (s *Study) dependent(a, b Unit) bool {
	return slices.ContainsFunc(a.slots, func(x slot) bool {
		return slices.ContainsFunc(b.slots, func(y slot) bool { return s.slotsDepend(x, y) })
	})
}

func (s *Study) slotsDepend(x, y slot) bool {
	if x.pilot != y.pilot {
		return false
	}
	if slices.ContainsFunc(x.groups, func(g string) bool { return slices.Contains(y.groups, g) }) {
		return true
	}
	mx, my := s.Methods[x.method], s.Methods[y.method]
	return slices.Contains(mx.InformedBy, my.ID) || slices.Contains(my.InformedBy, mx.ID)
}
