package disclosure

import (
	"errors"
	"fmt"
)

// ErrNoSolution means that no counts fit what is shown.
var ErrNoSolution = errors.New("no counts fit what is shown: the sums do not hold, even with rounding")

// Attack returns what a reader who does not know the counts can say of every
// cell: of the problem it uses what is shown (Low and High), the Floor of the
// hidden cells, and the sums. Counts are not looked at. The bounds are as exact
// as those of Audit. Cells that are not asked for get none; nil asks for all.
//
// Errors: ErrProblem, ErrTooLarge, and ErrNoSolution when no counts fit.
func (p *Problem) Attack(hidden, asked []bool) ([]Interval, error) {
	if len(hidden) != len(p.Cells) {
		return nil, fmt.Errorf("%w: %d cells, and of %d is said whether they are hidden", ErrProblem, len(p.Cells), len(hidden))
	}
	if err := p.validateSizes(hidden); err != nil {
		return nil, err
	}
	for i, s := range p.Sums {
		if err := p.validatePlaces(s); err != nil {
			return nil, fmt.Errorf("sum %d: %w", i, err)
		}
	}
	out := make([]Interval, len(p.Cells))
	for _, q := range p.split(hidden) {
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

// attack finds counts that fit, and then how far each can be off.
func (q *part) attack(asked []bool) ([]Interval, error) {
	for k, c := range q.of {
		q.hidden[k] = q.hidden[k] || c.Unpublished
		low, high := c.known(q.hidden[k])
		if high < low {
			return nil, ErrNoSolution
		}
		q.of[k].Count = low
	}
	interval, err := q.reader()
	if err != nil {
		return nil, err
	}
	out := make([]Interval, len(q.cells))
	for k, c := range q.of {
		if asked != nil && !asked[q.cells[k]] {
			continue
		}
		if low, high := c.known(q.hidden[k]); low == high {
			out[k] = Interval{low, high}
		} else if out[k], err = interval(k); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// reader returns how far a cell can be off counts that fit: by flows if that can
// be, and by linear programmes if not.
func (q *part) reader() (func(k int) (Interval, error), error) {
	if n, ok := newNetwork(q); ok {
		if !n.settle() {
			return nil, ErrNoSolution
		}
		return func(k int) (Interval, error) { return n.interval(k), nil }, nil
	}
	if err := q.fits(); err != nil {
		return nil, err
	}
	s := newSimplex(q.matrix(), len(q.cells))
	for k, c := range q.of {
		s.low[k], s.high[k] = c.known(q.hidden[k])
		s.x[k] = c.Count
	}
	switch ok := s.settle(); {
	case s.broken:
		return nil, q.tooLarge()
	case !ok:
		return nil, ErrNoSolution
	}
	return func(k int) (Interval, error) {
		i := Interval{High: Unbounded}
		over, under, _ := s.raise(k, false)
		i.Low = (over + under - 1) / under
		if over, under, free := s.raise(k, true); !free {
			i.High = over / under
		}
		if s.broken {
			return i, q.tooLarge()
		}
		return i, nil
	}, nil
}

// matrix returns a row for every sum.
func (q *part) matrix() [][]int {
	a := make([][]int, len(q.sums))
	for i, s := range q.sums {
		a[i] = make([]int, len(q.cells))
		a[i][s.Total] = -1
		for _, k := range s.Parts {
			a[i][k] = 1
		}
	}
	return a
}

// known returns what a cell tells by itself.
func (c Cell) known(hidden bool) (low, high int) {
	if hidden {
		return c.Floor, endless
	}
	return c.Low, c.High
}
