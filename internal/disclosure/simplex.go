package disclosure

import "math/bits"

// simplex finds how far variables can go, over all x with
//
//	A x = 0, low ≤ x ≤ high
//
// by the simplex method with bounds (Dantzig 1955). It goes on from any x that
// fits, and keeps the equations as the last question left them, so that one
// tableau serves many questions. All is whole numbers, and no step is rounded.
type simplex struct {
	tableau
	goal      row // of which a[j] is what one unit less of x[j] adds
	low, high []int
	wrong     []int // per row: what its error may still be, beyond 0
}

// newSimplex takes the rows of A.
func newSimplex(a [][]int, variables int) *simplex {
	return &simplex{tableau: newTableau(a, variables), goal: row{a: make([]int, variables)},
		low: make([]int, variables), high: make([]int, variables), wrong: make([]int, len(a))}
}

// raise makes a variable as large as it can be, or as small, and returns how
// large, as a fraction, or that there is no end to it. When a number grows too
// large on the way it returns how far it had come: the variable can be that.
func (s *simplex) raise(j int, up bool) (over, under int, free bool) {
	clear(s.goal.a)
	if s.goal.a[j] = -1; !up {
		s.goal.a[j] = 1
	}
	over, under = s.value(j)
	free = s.climb(func() { over, under = s.value(j) })
	return over, under, free
}

// cheapen makes the sum of cost times x as small as it can be.
func (s *simplex) cheapen(cost []int) {
	copy(s.goal.a, cost)
	s.climb(func() {})
}

// climb goes to the end, and reports whether there is none. It calls arrived for
// every x on the way.
func (s *simplex) climb(arrived func()) (free bool) {
	s.goal.own = 0
	for i, j := range s.basis {
		if j < len(s.x) && s.goal.a[j] != 0 {
			s.look(&s.rows[i])
			s.express(i, j)
		}
	}
	still := 0
	for !s.broken {
		arrived()
		j := s.choose(still > len(s.basis))
		if j < 0 {
			return false
		}
		moved, free := s.step(j)
		if free {
			return true
		}
		if still++; moved {
			still = 0
		}
	}
	return false
}

// express takes the basic variable of a row, which was looked at, out of the goal.
func (s *simplex) express(i, j int) {
	r := s.rows[i]
	r.sum = 0
	s.eliminate(&s.goal, &r, j)
}

// choose returns the variable to change: the one that gains most or, when the
// search stands still, the first that gains (Bland 1977, Mathematics of
// Operations Research 2, 103-107), with which it cannot go round in circles.
func (s *simplex) choose(first bool) int {
	best, most := -1, 0
	for j, g := range s.goal.a {
		if g == 0 || s.row[j] >= 0 || g < 0 && s.x[j] >= s.high[j] || g > 0 && s.x[j] <= s.low[j] {
			continue
		}
		if first {
			return j
		}
		if g = max(g, -g); g > most {
			best, most = j, g
		}
	}
	return best
}

// step changes variable j until it, or a basic one, is stopped by a bound. It
// reports whether it changed at all, or is free to change without end.
func (s *simplex) step(j int) (moved, free bool) {
	sign, own := 1, s.high[j]-s.x[j]
	if s.goal.a[j] > 0 {
		sign, own = -1, s.x[j]-s.low[j]
	} else if s.high[j] >= endless {
		own = 1 << 62
	}
	over, at, bound := s.ratio(j, sign, own)
	switch {
	case s.broken:
	case at < 0 && own == 1<<62:
		return false, true
	case at < 0:
		s.shift(j, sign*own)
	default:
		s.pivot(at, j, bound)
		s.express(at, j)
	}
	return over > 0, false
}

// ratio returns how far variable j can go, where own is how far it can go by
// itself: the numerator of that, and the row of the basic variable that stops it
// at a bound, or -1 when it stops by itself.
func (s *simplex) ratio(j, sign, own int) (over, at, bound int) {
	over, at = own, -1
	under := 1
	for i := range s.rows {
		slope := -sign * s.rows[i].a[j]
		if slope == 0 {
			continue
		}
		limit, limited := s.limit(i, slope > 0)
		if !limited {
			continue
		}
		room := s.plus(s.times(limit, s.rows[i].own), s.rows[i].sum)
		room, slope = max(room, -room), max(slope, -slope)
		if c := compare(room, slope, over, under); c < 0 || c == 0 && at >= 0 && s.before(i, at) {
			over, under, at, bound = room, slope, i, limit
		}
	}
	return over, at, bound
}

// limit returns the bound at which the basic variable of a row stops.
func (s *simplex) limit(i int, rises bool) (int, bool) {
	b := s.basis[i]
	switch {
	case b >= len(s.x):
		return 0, rises && s.wrong[i] <= 0 || !rises && s.wrong[i] >= 0
	case rises:
		return s.high[b], s.high[b] < endless
	}
	return s.low[b], true
}

// before says which of two rows gives way when both could: an error does, and
// then the first variable, as Bland's rule has it.
func (s *simplex) before(i, k int) bool {
	a, b := s.basis[i], s.basis[k]
	if n := len(s.x); a >= n || b >= n {
		return a > b
	}
	return a < b
}

// compare compares a/b with c/d, none of which is negative.
func compare(a, b, c, d int) int {
	high, low := bits.Mul64(uint64(a), uint64(d))
	high2, low2 := bits.Mul64(uint64(c), uint64(b))
	switch {
	case high < high2 || high == high2 && low < low2:
		return -1
	case high == high2 && low == low2:
		return 0
	}
	return 1
}

// settle looks for an x that fits, from one that keeps the bounds and not the
// equations, and reports whether there is one: it brings the errors of the
// equations together to nought.
func (s *simplex) settle() bool {
	clear(s.goal.a)
	for i := range s.rows {
		r := &s.rows[i]
		for j, v := range r.a {
			r.sum = s.plus(r.sum, s.times(v, s.x[j]))
		}
		for j, v := range r.a {
			switch { // the error is -r.sum
			case r.sum < 0:
				s.goal.a[j] -= v
			case r.sum > 0:
				s.goal.a[j] += v
			}
		}
		s.wrong[i] = -r.sum
	}
	s.climb(func() {})
	clear(s.wrong)
	for i, b := range s.basis {
		if b >= len(s.x) && s.rows[i].sum != 0 {
			return false
		}
	}
	return true
}
