package disclosure

// part is a connected piece of a problem: cells that no sum ties to others are
// judged apart. Inside a part cells and sums are numbered from 0.
type part struct {
	cells  []int // places in Problem.Cells
	sums   []Sum // of places in cells
	of     []Cell
	hidden []bool
}

// split cuts the problem into parts, in the order of their first cells.
func (p *Problem) split(hidden []bool) []*part {
	root := make([]int, len(p.Cells))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, s := range p.Sums {
		for _, i := range s.Parts {
			root[find(i)] = find(s.Total)
		}
	}
	var parts []*part
	at := map[int]*part{}
	local := make([]int, len(p.Cells))
	for i, c := range p.Cells {
		q := at[find(i)]
		if q == nil {
			q = &part{}
			at[find(i)] = q
			parts = append(parts, q)
		}
		local[i] = len(q.cells)
		q.cells = append(q.cells, i)
		q.of = append(q.of, c)
		q.hidden = append(q.hidden, hidden[i])
	}
	for _, s := range p.Sums {
		q := at[find(s.Total)]
		t := Sum{Total: local[s.Total]}
		for _, i := range s.Parts {
			t.Parts = append(t.Parts, local[i])
		}
		q.sums = append(q.sums, t)
	}
	return parts
}

// attacker is a reader of one part who works out what is hidden. It looks at
// part.hidden at every call.
type attacker interface {
	// reach returns how far the true count of a hidden cell may be above and below
	// what it is; it may stop looking at limit.
	reach(cell, limit int) (up, down int)
	// moved calls yield for the cells whose counts were shifted in the last reach.
	moved(yield func(cell int))
	// repair returns the cells to hide, cheapest first found, so that the cell can
	// rise by up and fall by down. It hides none of those for which banned is set.
	repair(cell, up, down int, banned []bool) ([]int, bool)
}

// attacker returns a reader who knows how to solve the part: by flows if it is
// a network, and by linear programming if not.
func (q *part) attacker() attacker {
	if n, ok := newNetwork(q); ok {
		return n
	}
	return newLinear(q)
}
