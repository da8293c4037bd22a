package disclosure

// programme is a linear programme over some cells of a part. The others stay
// what they are, so that whatever it finds can be.
type programme struct {
	*simplex
	cells  []int // per column: its cell
	column []int // per cell of the part: its column, -1 for none
}

// programme returns one over the cells that are free, without those that are
// the last free ones of a sum and cannot move either. With two halves the column
// of a cell is for what it rises, and that len(cells) further for what it falls.
func (q *part) programme(free []bool, halves int) *programme {
	free = q.loose(free)
	p := &programme{column: make([]int, len(q.cells))}
	for k, f := range free {
		if p.column[k] = -1; f {
			p.column[k] = len(p.cells)
			p.cells = append(p.cells, k)
		}
	}
	n := len(p.cells)
	var a [][]int
	for _, s := range q.sums {
		if freeIn(s, free, 0) < 0 {
			continue
		}
		r := make([]int, halves*n)
		set := func(k int, v int) {
			if j := p.column[k]; j >= 0 {
				if r[j] = v; halves == 2 {
					r[n+j] = -v
				}
			}
		}
		set(s.Total, -1)
		for _, k := range s.Parts {
			set(k, 1)
		}
		a = append(a, r)
	}
	p.simplex = newSimplex(a, halves*n)
	return p
}

// loose returns the free cells without those that sums tie down.
func (q *part) loose(free []bool) []bool {
	free = append([]bool(nil), free...)
	for tied := true; tied; {
		tied = false
		for _, s := range q.sums {
			if k := freeIn(s, free, 0); k >= 0 && freeIn(s, free, 1) < 0 {
				free[k], tied = false, true
			}
		}
	}
	return free
}

// freeIn returns the free cell of a sum that comes after so many others, -1 if
// there is none.
func freeIn(s Sum, free []bool, others int) int {
	if free[s.Total] {
		if others == 0 {
			return s.Total
		}
		others--
	}
	for _, k := range s.Parts {
		if free[k] {
			if others == 0 {
				return k
			}
			others--
		}
	}
	return -1
}

// around returns the cells that can be reached from one by the fewest sums, as
// many as asked for if there are.
func (q *part) around(cell, most int) []bool {
	out := make([]bool, len(q.cells))
	out[cell] = true
	for count, grown := 1, true; grown && count < most; {
		grown = false
		before := append([]bool(nil), out...)
		for _, s := range q.sums {
			if freeIn(s, before, 0) < 0 {
				continue
			}
			for _, k := range append([]int{s.Total}, s.Parts...) {
				if !out[k] && count < most {
					out[k], grown = true, true
					count++
				}
			}
		}
	}
	return out
}

// near returns about what a variable is.
func (s *simplex) near(j int) float64 {
	over, under := s.value(j)
	return float64(over) / float64(under)
}
