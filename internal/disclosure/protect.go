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
	Narrow []int // sensitive cells whose interval is narrower than Width; none unless Relax is set
}

// UnprotectedError names the cell that cannot be protected.
type UnprotectedError struct{ Cell int }

// Error says which cell by its place.
func (e *UnprotectedError) Error() string { return fmt.Sprintf("%v: cell %d", ErrUnprotected, e.Cell) }

// Unwrap returns ErrUnprotected.
func (e *UnprotectedError) Unwrap() error { return ErrUnprotected }

// Protect hides the sensitive cells, and further ones until the interval of each
// sensitive cell is at least Width wide. The error wraps ErrProblem when the
// cells do not add up, is an *UnprotectedError when the cells that may be hidden
// are not enough, and wraps ErrTooLarge when that could not be found out.
func (p *Problem) Protect() (Solution, error) {
	if err := p.validate(p.hiddenAtFirst()); err != nil {
		return Solution{}, err
	}
	s := Solution{Hidden: p.hiddenAtFirst()}
	for _, q := range p.split(s.Hidden) {
		if !q.atRisk() {
			continue
		}
		search, err := newSearch(q, p)
		if err != nil {
			return Solution{}, err
		}
		if err := search.run(); err != nil {
			return Solution{}, err
		}
		for k, i := range q.cells {
			if q.of[k].Sensitive && search.need[k] < p.Width {
				s.Narrow = append(s.Narrow, i)
			}
			if q.hidden[k] && !s.Hidden[i] {
				s.Hidden[i] = true
				s.Added = append(s.Added, i)
				s.Cost += p.Cells[i].cost()
			}
		}
	}
	slices.Sort(s.Added)
	slices.Sort(s.Narrow)
	return s, nil
}

func (q *part) atRisk() bool {
	return slices.ContainsFunc(q.of, func(c Cell) bool { return c.Sensitive })
}

// search protects one part.
type search struct {
	*part
	attacker
	relax     bool
	need      []int // per cell: how wide its interval has to be
	sensitive []int
	proof     [][]int // per cell: the added cells by which it is known to be protected
	leans     [][]int // per added cell: the cells whose proof it is part of, and some whose proof it was part of
	banned    []bool
}

func newSearch(q *part, p *Problem) (*search, error) {
	a, err := q.attacker()
	if err != nil {
		return nil, err
	}
	n := len(q.cells)
	s := &search{part: q, attacker: a, relax: p.Relax, need: make([]int, n), proof: make([][]int, n), leans: make([][]int, n), banned: make([]bool, n)}
	for k, c := range q.of {
		s.need[k] = p.Width
		if c.Sensitive {
			s.sensitive = append(s.sensitive, k)
		}
	}
	return s, nil
}

// run protects every sensitive cell. What the search ends with is attacked once
// more, so that nothing rests on its book-keeping.
func (s *search) run() error {
	if err := s.protectAll(); err != nil {
		return err
	}
	s.improve()
	return s.protectAll()
}

// protectAll protects all that can be. That a cell cannot be is said of one of
// which that is certain; else the part is too large.
func (s *search) protectAll() error {
	for _, k := range s.sensitive {
		if _, ok := s.protect(k, false); ok {
			continue
		}
		if most, sure := s.widest(k); sure && most < s.need[k] {
			if !s.relax || most == 0 {
				return &UnprotectedError{s.cells[k]}
			}
			s.need[k] = most
		}
		if !s.protectFar(k) {
			return s.tooLarge()
		}
	}
	return nil
}

// widest returns how wide the interval of a cell can be made at most, as far as
// is asked for, and whether that is certain.
func (s *search) widest(cell int) (most int, sure bool) {
	defer s.restore(slices.Clone(s.hidden))
	for k, c := range s.of {
		s.set(k, s.hidden[k] || !c.Keep)
	}
	if s.proves(cell, s.need[cell]) {
		return s.need[cell], true
	}
	up, down := s.reach(cell, s.need[cell])
	return up + down, s.sure()
}

// protectFar hides what the cell needs, however far from it that is.
func (s *search) protectFar(cell int) bool {
	_, ok := s.protect(cell, true)
	return ok || s.spread(cell)
}

// protect hides what the cell needs, and returns what that was.
func (s *search) protect(cell int, far bool) (added []int, ok bool) {
	if s.holds(cell) {
		return nil, true
	}
	for _, repair := range s.repairs(cell, far) {
		for fall := 0; fall <= min(s.need[cell], s.of[cell].Count-s.of[cell].Floor); fall++ {
			added, ok = repair(cell, s.need[cell]-fall, fall, s.banned)
			if !ok {
				continue
			}
			s.setAll(added, true)
			if s.holds(cell) {
				return added, true
			}
			s.setAll(added, false)
		}
	}
	return nil, false
}

func (s *search) setAll(cells []int, hidden bool) {
	for _, k := range cells {
		s.set(k, hidden)
	}
}

// set hides a cell, or shows it again.
func (s *search) set(cell int, hidden bool) {
	if s.hidden[cell] != hidden {
		s.hidden[cell] = hidden
		s.look(cell)
	}
}

// restore hides and shows cells as they were.
func (s *search) restore(hidden []bool) {
	for k, h := range hidden {
		s.set(k, h)
	}
}

// holds reports whether the cell is protected, and notes by which added cells.
func (s *search) holds(cell int) bool {
	if !s.proves(cell, s.need[cell]) {
		return false
	}
	s.proof[cell] = s.proof[cell][:0:0]
	s.moved(func(k int) {
		if s.added(k) {
			s.proof[cell] = append(s.proof[cell], k)
			s.leans[k] = append(s.leans[k], cell)
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
	s.set(cell, false)
	s.banned[cell] = true
	defer func() { s.banned[cell] = false }()
	var instead []int
	leaning := s.leaningOn(cell)
	proofs := make([][]int, len(leaning))
	cost := 0
	for i, k := range leaning {
		proofs[i] = s.proof[k]
		added, ok := s.protect(k, false)
		instead = append(instead, added...)
		for _, a := range added {
			cost += s.of[a].cost()
		}
		if !ok || cost >= s.of[cell].cost() {
			s.setAll(instead, false)
			s.set(cell, true)
			for j, old := range proofs[:i+1] {
				s.proof[leaning[j]] = old
			}
			return false
		}
	}
	return true
}

// leaningOn returns the cells whose proof a cell is part of, in order.
func (s *search) leaningOn(cell int) []int {
	out := slices.DeleteFunc(s.leans[cell], func(k int) bool { return !slices.Contains(s.proof[k], cell) })
	slices.Sort(out)
	s.leans[cell] = slices.Compact(out)
	return s.leans[cell]
}
