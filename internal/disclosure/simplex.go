package disclosure

import "math"

// simplex finds the largest value of a linear function over all x with
//
//	A x = 0, low ≤ x ≤ high, low ≤ 0 ≤ high
//
// by the simplex method with bounds (Dantzig 1955). Nought is always a solution
// and the search starts there, whatever the bounds, so that one tableau serves
// many questions.
type simplex struct {
	rows  [][]float64 // B⁻¹A: one row for each basic variable
	basis []int       // per row: its variable
	row   []int       // per variable: its row, -1 when it is not basic
	x     []float64
	low   []float64
	high  []float64
	gain  []float64 // per variable: what one unit more of it adds
}

// tiny is what counts as nought. The entries of A are -1, 0 and 1 and the
// bounds are whole numbers.
const tiny = 1e-9

// newSimplex takes the rows of A and makes a basis of them by elimination. Rows
// that follow from others are left out.
func newSimplex(a [][]float64, variables int) *simplex {
	s := &simplex{row: make([]int, variables), x: make([]float64, variables), gain: make([]float64, variables)}
	for j := range s.row {
		s.row[j] = -1
	}
	for _, r := range a {
		s.rows = append(s.rows, r)
		i := len(s.rows) - 1
		for k := range i {
			subtract(s.rows[i], s.rows[k], s.rows[i][s.basis[k]])
		}
		j := largest(s.rows[i])
		if j < 0 {
			s.rows = s.rows[:i]
			continue
		}
		s.basis = append(s.basis, j)
		s.enter(i, j)
	}
	return s
}

// enter makes variable j the basic one of row i.
func (s *simplex) enter(i, j int) {
	if old := s.basis[i]; s.row[old] == i {
		s.row[old] = -1
	}
	s.basis[i], s.row[j] = j, i
	pivot := s.rows[i][j]
	for k := range s.rows[i] {
		s.rows[i][k] /= pivot
	}
	s.rows[i][j] = 1
	for k := range s.rows {
		if k != i {
			subtract(s.rows[k], s.rows[i], s.rows[k][j])
		}
	}
	subtract(s.gain, s.rows[i], s.gain[j])
}

// subtract takes f times row b from row a.
func subtract(a, b []float64, f float64) {
	if f == 0 {
		return
	}
	for k, v := range b {
		if v != 0 {
			if a[k] -= f * v; math.Abs(a[k]) < tiny {
				a[k] = 0
			}
		}
	}
}

func largest(r []float64) int {
	best := -1
	for j, v := range r {
		if math.Abs(v) > tiny && (best < 0 || math.Abs(v) > math.Abs(r[best])) {
			best = j
		}
	}
	return best
}

// maximize returns the largest value of c·x, or one that is at least enough; x
// is then in s.x. Infinite means that there is no limit.
func (s *simplex) maximize(c, low, high []float64, enough float64) float64 {
	s.low, s.high = low, high
	clear(s.x)
	copy(s.gain, c)
	for i, j := range s.basis {
		subtract(s.gain, s.rows[i], s.gain[j])
	}
	value, still := 0.0, 0
	for value < enough {
		j := s.choose(still > len(s.basis))
		if j < 0 {
			break
		}
		step, at := s.ratio(j)
		if far := (enough - value) / math.Abs(s.gain[j]); step > far {
			step, at = far, -1
		}
		if math.IsInf(step, 1) {
			return step
		}
		value += step * math.Abs(s.gain[j])
		if still++; step > tiny {
			still = 0
		}
		s.move(j, step, at)
	}
	return value
}

// choose returns the variable to change: the one that gains most or, when the
// search stands still, the first that gains (Bland 1977, Mathematics of
// Operations Research 2, 103-107), with which it cannot go round in circles.
func (s *simplex) choose(first bool) int {
	best := -1
	for j, g := range s.gain {
		up, down := g > tiny && s.x[j] < s.high[j]-tiny, g < -tiny && s.x[j] > s.low[j]+tiny
		if s.row[j] >= 0 || !up && !down {
			continue
		}
		if first {
			return j
		}
		if best < 0 || math.Abs(g) > math.Abs(s.gain[best]) {
			best = j
		}
	}
	return best
}

// ratio returns how far variable j can go in the direction that gains, and the
// row of the basic variable that stops it, or -1 when it stops by itself.
func (s *simplex) ratio(j int) (step float64, at int) {
	sign := math.Copysign(1, s.gain[j])
	step, at = s.high[j]-s.x[j], -1
	if sign < 0 {
		step = s.x[j] - s.low[j]
	}
	for i, b := range s.basis {
		slope := -sign * s.rows[i][j]
		room := math.Inf(1)
		switch {
		case slope > tiny:
			room = (s.high[b] - s.x[b]) / slope
		case slope < -tiny:
			room = (s.low[b] - s.x[b]) / slope
		}
		if room < step-tiny || room < step+tiny && at >= 0 && b < s.basis[at] {
			step, at = math.Max(room, 0), i
		}
	}
	return step, at
}

// move changes variable j by the step, and makes it basic in place of the one
// that stopped it.
func (s *simplex) move(j int, step float64, at int) {
	d := math.Copysign(step, s.gain[j])
	s.x[j] += d
	for i, b := range s.basis {
		s.x[b] -= d * s.rows[i][j]
	}
	if at >= 0 {
		s.enter(at, j)
	}
}
