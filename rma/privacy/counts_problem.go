package privacy

import "github.com/reflexive-monitoring/toolkit/internal/disclosure"

// problem turns the counts into cells, made by the caller, and the sums between
// them. It returns the cell of every count too.
func (c *counts) problem(cellOf func(count count, total bool) disclosure.Cell) (disclosure.Problem, []int) {
	totals := map[int]bool{}
	for _, sum := range c.sums {
		totals[c.find(sum.total)] = true
	}
	var p disclosure.Problem
	cell := make([]int, len(c.all))
	for i := range c.all {
		if c.find(i) == i {
			cell[i] = len(p.Cells)
			p.Cells = append(p.Cells, cellOf(c.all[i], totals[i]))
		}
	}
	for i := range c.all {
		cell[i] = cell[c.find(i)]
	}
	for _, sum := range c.sums {
		if s, ok := sum.of(cell, &p); ok {
			p.Sums = append(p.Sums, s)
		}
	}
	return p, cell
}

// of returns a sum of cells. Where the total is one of its own parts, as with a
// share of all, the other parts add up to 0.
func (s countSum) of(cell []int, p *disclosure.Problem) (disclosure.Sum, bool) {
	out := disclosure.Sum{Total: cell[s.total]}
	all, seen := false, map[int]bool{}
	for _, part := range s.parts {
		k := cell[part]
		if k == out.Total && !all {
			all = true
			continue
		}
		if seen[k] || k == out.Total { // a count that is added twice has a twin
			twin := p.Cells[k]
			twin.Sensitive, twin.Unpublished = false, true
			p.Cells = append(p.Cells, twin)
			p.Sums = append(p.Sums, disclosure.Sum{Total: k, Parts: []int{len(p.Cells) - 1}})
			k = len(p.Cells) - 1
		}
		seen[k] = true
		out.Parts = append(out.Parts, k)
	}
	if all && len(out.Parts) > 0 {
		out.Total = len(p.Cells)
		p.Cells = append(p.Cells, disclosure.Cell{Keep: true})
	}
	return out, len(out.Parts) > 0
}
