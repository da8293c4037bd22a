package disclosure

import (
	"errors"
	"fmt"
)

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

// attacker is a reader of one part who works out what is hidden.
type attacker interface {
	// look tells the attacker that part.hidden has changed for a cell.
	look(cell int)
	// reach returns how far the true count of a hidden cell may be above and below
	// what it is; it may stop looking at limit.
	reach(cell, limit int) (up, down int)
	// sure reports whether the last reach was all that there is. If not, it was
	// what could be proved.
	sure() bool
	// proves reports whether up and down together are a width at least.
	proves(cell, width int) bool
	// moved calls yield for the cells whose counts were shifted in the last reach or
	// proof.
	moved(yield func(cell int))
	// repairs returns the ways to protect a cell, the cheapest to try first; far
	// asks for those that take long too.
	repairs(cell int, far bool) []repair
}

// repair returns the cells to hide, cheapest first found, so that the cell can
// rise by up and fall by down. It hides none of those for which banned is set.
type repair func(cell, up, down int, banned []bool) ([]int, bool)

// attacker returns a reader who knows how to solve the part: by flows if it is
// a network, and by linear programming if not. The error is ErrTooLarge.
func (q *part) attacker() (attacker, error) {
	n, ok := newNetwork(q)
	if ok {
		return n, nil
	}
	if err := q.fits(); err != nil {
		return nil, err
	}
	return &linear{part: q, inner: n}, nil
}

// fits checks that the part is not too large for a linear programme.
func (q *part) fits() error {
	if len(q.cells)*len(q.sums) > maxProgramme {
		return q.tooLarge()
	}
	return nil
}

func (q *part) tooLarge() error {
	return fmt.Errorf("%w: %d cells in %d sums", ErrTooLarge, len(q.cells), len(q.sums))
}

// maxProgramme is how many entries the matrix of a linear programme may have, of
// 8 bytes an entry. At most one of them and another of twice that are in use.
const maxProgramme = 2e7

// ErrTooLarge means that linked tables are too large together for a linear
// programme, or their sums too tangled to reckon with.
var ErrTooLarge = errors.New("the linked tables are too large together: protect fewer at once, or leave out detail")
