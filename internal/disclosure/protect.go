package disclosure

import (
	"cmp"
	"fmt"
	"slices"
)

// Solution says which cells are hidden.
type Solution struct {
	Hidden []bool
	Added  []int // hidden besides the sensitive ones, in the order of the cells
	Cost   int   // of the added ones together
}

// UnprotectedError names the cell that cannot be protected.
type UnprotectedError struct{ Cell int }

// Error says which cell by its place.
func (e *UnprotectedError) Error() string { return fmt.Sprintf("%v: cell %d", ErrUnprotected, e.Cell) }

// Unwrap returns ErrUnprotected.
func (e *UnprotectedError) Unwrap() error { return ErrUnprotected }

// Protect hides the sensitive cells, and further ones until the interval of each
// sensitive cell is at least Width wide. The error wraps ErrProblem when the
// cells do not add up, and is an *UnprotectedError when the cells that may be
// hidden are not enough.
func (p *Problem) Protect() (Solution, error) {
	if err := p.validate(); err != nil {
		return Solution{}, err
	}
	s := Solution{Hidden: p.hiddenAtFirst()}
	for _, q := range p.split(s.Hidden) {
		if !q.atRisk() {
			continue
		}
		if k, ok := newSearch(q, p.Width).run(); !ok {
			return Solution{}, &UnprotectedError{q.cells[k]}
		}
		for k, i := range q.cells {
			if q.hidden[k] && !s.Hidden[i] {
				s.Hidden[i] = true
				s.Added = append(s.Added, i)
				s.Cost += p.Cells[i].cost()
			}
		}
	}
	slices.Sort(s.Added)
	return s, nil
}

func (q *part) atRisk() bool {
	return slices.ContainsFunc(q.of, func(c Cell) bool { return c.Sensitive })
}

// search protects one part.
type search struct {
	*part
	attacker
	width     int
	sensitive []int
	proof     [][]int // per cell: the added cells by which it is known to be protected
	banned    []bool
}

func newSearch(q *part, width int) *search {
	s := &search{part: q, attacker: q.attacker(), width: width, proof: make([][]int, len(q.cells)), banned: make([]bool, len(q.cells))}
	for k, c := range q.of {
		if c.Sensitive {
			s.sensitive = append(s.sensitive, k)
		}
	}
	return s
}

// run protects every sensitive cell, or returns the one that it cannot protect.
func (s *search) run() (failed int, ok bool) {
	for _, k := range s.sensitive {
		if _, ok := s.protect(k); !ok {
			return k, false
		}
	}
	s.improve()
	return 0, true
}

// protect hides what the cell needs, and returns what that was.
func (s *search) protect(cell int) (added []int, ok bool) {
	if s.holds(cell) {
		return nil, true
	}
	for fall := 0; fall <= min(s.width, s.of[cell].Count-s.of[cell].Floor); fall++ {
		added, ok = s.repair(cell, s.width-fall, fall, s.banned)
		if !ok {
			continue
		}
		for _, k := range added {
			s.hidden[k] = true
		}
		return added, s.holds(cell)
	}
	return nil, false
}

// holds reports whether the cell is protected, and notes by which added cells.
func (s *search) holds(cell int) bool {
	up, down := s.reach(cell, s.width)
	if up+down < s.width {
		return false
	}
	s.proof[cell] = s.proof[cell][:0:0]
	s.moved(func(k int) {
		if s.added(k) {
			s.proof[cell] = append(s.proof[cell], k)
		}
	})
	return true
}

// added reports whether a cell was hidden to protect others.
func (s *search) added(k int) bool {
	return s.hidden[k] && !s.of[k].Sensitive && !s.of[k].Unpublished
}

// improve shows an added cell again, dearest first, whenever what its cells then
// need costs less than it did, until nothing can be gained.
func (s *search) improve() {
	for gained := true; gained; {
		gained = false
		var added []int
		for k := range s.cells {
			if s.added(k) {
				added = append(added, k)
			}
		}
		slices.SortStableFunc(added, func(a, b int) int { return cmp.Compare(s.of[b].cost(), s.of[a].cost()) })
		for _, k := range added {
			if s.added(k) && s.replace(k) {
				gained = true
			}
		}
	}
}

// replace shows a cell again and protects those that leaned on it otherwise, if
// that costs less.
func (s *search) replace(cell int) bool {
	hidden, proof := slices.Clone(s.hidden), slices.Clone(s.proof)
	s.hidden[cell], s.banned[cell] = false, true
	defer func() { s.banned[cell] = false }()
	cost := 0
	for _, k := range s.sensitive {
		if !slices.Contains(proof[k], cell) {
			continue
		}
		added, ok := s.protect(k)
		for _, a := range added {
			cost += s.of[a].cost()
		}
		if !ok || cost >= s.of[cell].cost() {
			copy(s.hidden, hidden)
			copy(s.proof, proof)
			return false
		}
	}
	return true
}
