package rma

import "slices"

// sources groups the units that spoke on a claim into independent sources, by
// the order of the units. Two units belong to one source when they rest on one
// finding, when they draw on the same informants in the same pilot, or when one
// was held there knowing what the other had shown; a third unit that spoke too
// can link them. A unit that did not speak links nothing.
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
			if shareFinding(cells[spoke[i]], cells[spoke[j]]) || s.dependent(units[spoke[i]], units[spoke[j]]) {
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

// shareFinding reports whether two cells rest on one finding, as a finding that
// speaks of all pilots makes the units of each pilot do.
func shareFinding(a, b UnitCell) bool {
	return slices.ContainsFunc(a.Findings, func(id string) bool { return slices.Contains(b.Findings, id) })
}

func (s *Study) dependent(a, b Unit) bool {
	return anySlots(a, b, sharesInformants) || anySlots(a, b, s.wasInformed)
}

// anySlots reports whether f holds for what a and b did in one pilot.
func anySlots(a, b Unit, f func(x, y slot) bool) bool {
	return slices.ContainsFunc(a.slots, func(x slot) bool {
		return slices.ContainsFunc(b.slots, func(y slot) bool { return x.pilot == y.pilot && f(x, y) })
	})
}

func sharesInformants(x, y slot) bool {
	return slices.ContainsFunc(x.groups, func(g string) bool { return slices.Contains(y.groups, g) })
}

func (s *Study) wasInformed(x, y slot) bool {
	mx, my := s.Methods[x.method], s.Methods[y.method]
	return slices.Contains(mx.InformedBy, my.ID) || slices.Contains(my.InformedBy, mx.ID)
}

// dependence says why units that spoke on a claim are not independent.
func (s *Study) dependence(units []Unit, cells []UnitCell) []Warning {
	shared, informed := false, false
	for i := range cells {
		for j := range i {
			if cells[i].State != HasEvidence || cells[j].State != HasEvidence {
				continue
			}
			shared = shared || anySlots(units[i], units[j], sharesInformants)
			informed = informed || anySlots(units[i], units[j], s.wasInformed)
		}
	}
	var ws []Warning
	if shared {
		ws = append(ws, Warning{Code: WarnSharedInformants})
	}
	if informed {
		ws = append(ws, Warning{Code: WarnInformedBy})
	}
	return ws
}
