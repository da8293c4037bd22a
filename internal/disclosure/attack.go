package disclosure

import (
	"errors"
	"fmt"
	"math"
)

// ErrNoSolution means that no counts fit what is shown.
var ErrNoSolution = errors.New("no counts fit what is shown: the sums do not hold, even with rounding")

// Attack returns what a reader who does not know the counts can say of every
// cell: of the problem it uses what is shown (Low and High), the Floor of the
// hidden cells, and the sums. Counts are not looked at. The bounds are those of
// linear programmes, rounded inwards. Cells that are not asked for get none; nil
// asks for all.
//
// Errors: ErrProblem, and ErrNoSolution when no counts fit.
func (p *Problem) Attack(hidden, asked []bool) ([]Interval, error) {
	if len(hidden) != len(p.Cells) {
		return nil, fmt.Errorf("%w: %d cells, and of %d is said whether they are hidden", ErrProblem, len(p.Cells), len(hidden))
	}
	for i, s := range p.Sums {
		if err := p.validatePlaces(s); err != nil {
			return nil, fmt.Errorf("sum %d: %w", i, err)
		}
	}
	out := make([]Interval, len(p.Cells))
	for _, q := range p.split(hidden) {
		if len(q.cells)*len(q.sums) > maxProgramme {
			return nil, fmt.Errorf("%w: %d cells in %d sums", ErrTooLarge, len(q.cells), len(q.sums))
		}
		intervals, err := q.attack(asked)
		if err != nil {
			return nil, err
		}
		for k, i := range q.cells {
			out[i] = intervals[k]
		}
	}
	return out, nil
}

// known returns what a cell tells by itself.
func (c Cell) known(hidden bool) (low, high float64) {
	if hidden || c.Unpublished {
		return float64(c.Floor), math.Inf(1)
	}
	return float64(c.Low), float64(c.High)
}

// attack finds counts that fit, and then how far each can be off. Of a network
// the counts are whole numbers, from which flows go on; that is quicker.
func (q *part) attack(asked []bool) ([]Interval, error) {
	at, err := q.solve()
	if err != nil {
		return nil, err
	}
	out := make([]Interval, len(q.cells))
	reach := q.reacher(at)
	for k, c := range q.of {
		switch {
		case asked != nil && !asked[q.cells[k]]:
		case !q.hidden[k] && !c.Unpublished && c.Low == c.High:
			out[k] = Interval{c.Low, c.High}
		default:
			out[k] = reach(k)
		}
	}
	return out, nil
}

// reacher returns how far a cell can be off a solution: by flows if that can be.
func (q *part) reacher(at []float64) func(k int) Interval {
	if q.whole(at) {
		if n, ok := newNetwork(q); ok {
			return n.interval
		}
	}
	return q.programme(at)
}

// whole takes the solution for the counts of the part, if it is of whole numbers.
func (q *part) whole(at []float64) bool {
	for k, v := range at {
		if math.Abs(v-math.Round(v)) > 1e-6 {
			return false
		}
		q.of[k].Count = int(math.Round(v))
		q.hidden[k] = q.hidden[k] || q.of[k].Unpublished
	}
	return true
}

// programme returns how far a cell can be off a solution, by two linear
// programmes.
func (q *part) programme(at []float64) func(k int) Interval {
	n := len(q.cells)
	low, high, unit := make([]float64, n), make([]float64, n), make([]float64, n)
	for k, c := range q.of {
		lo, hi := c.known(q.hidden[k])
		low[k], high[k] = math.Min(lo-at[k], 0), math.Max(hi-at[k], 0)
	}
	changes := newSimplex(q.matrix(1), n)
	return func(k int) Interval {
		unit[k] = 1
		up := changes.maximize(unit, low, high, math.Inf(1))
		unit[k] = -1
		down := changes.maximize(unit, low, high, math.Inf(1))
		unit[k] = 0
		i := Interval{int(math.Ceil(at[k] - down - 1e-6)), Unbounded}
		if !math.IsInf(up, 1) {
			i.High = int(math.Floor(at[k] + up + 1e-6))
		}
		return i
	}
}

// solve returns counts that fit. It starts from the least that every cell can
// be, and lets the sums be wrong by a share that is brought down to nought.
func (q *part) solve() ([]float64, error) {
	n := len(q.cells)
	at, low, high, c := make([]float64, n), make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for k, cell := range q.of {
		lo, hi := cell.known(q.hidden[k])
		at[k], high[k] = lo, hi-lo
		if high[k] < 0 {
			return nil, ErrNoSolution
		}
	}
	a := q.matrix(1)
	for i, r := range a {
		wrong := 0.0
		for k, v := range r {
			wrong += v * at[k]
		}
		a[i] = append(r, wrong)
	}
	c[n], high[n] = 1, 1
	s := newSimplex(a, n+1)
	if s.maximize(c, low, high, math.Inf(1)) < 1-1e-9 {
		return nil, ErrNoSolution
	}
	for k := range at {
		at[k] += s.x[k]
	}
	return at, nil
}
