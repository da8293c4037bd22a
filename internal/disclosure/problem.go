package disclosure

import (
	"errors"
	"fmt"
	"math"
)

// Cell is one count of a published table.
type Cell struct {
	Count     int // the true count, not negative
	Low, High int // what a reader knows of it when it is shown
	Floor     int // what it is at least, as a reader knows, when it is hidden: 1 where a 0 would be printed

	// Sensitive cells are hidden, and must stay uncertain by Width.
	Sensitive bool
	// Unpublished cells are in no table, but take part in sums: a margin that is
	// not printed. They are hidden and cost nothing.
	Unpublished bool
	// Keep forbids hiding the cell: it was published before, or everyone knows
	// it. A cell of 0 is best kept, since nobody takes a hidden 0 for a count.
	Keep bool
	// Cost is what is lost when the cell is hidden; 0 means 1.
	Cost int
}

// Exact returns a cell that is printed as it is.
func Exact(count int) Cell { return Cell{Count: count, Low: count, High: count} }

// cost is the loss of hiding the cell.
func (c Cell) cost() int {
	if c.Cost == 0 {
		return 1
	}
	return c.Cost
}

// Sum says that the total is what its parts add up to. The numbers are places
// in Problem.Cells.
type Sum struct {
	Total int
	Parts []int
}

// Problem is a set of cells, what they add up to, and how uncertain a sensitive
// one has to stay.
type Problem struct {
	Cells []Cell
	Sums  []Sum
	Width int // of the interval of a sensitive cell, at least

	// Relax says what happens to a sensitive cell that cannot be that uncertain
	// because of cells that are kept: it is made as uncertain as they allow, and
	// the solution names it. One that they give away altogether is an error all the
	// same.
	Relax bool
}

// Unbounded is the upper end of the interval of a cell that nothing limits.
const Unbounded = math.MaxInt

// Interval is what a reader can say of a cell: it lies between Low and High,
// both included.
type Interval struct{ Low, High int }

// Width returns High - Low, or Unbounded.
func (i Interval) Width() int {
	if i.High == Unbounded {
		return Unbounded
	}
	return i.High - i.Low
}

var (
	// ErrProblem means that cells and sums do not fit each other.
	ErrProblem = errors.New("the cells do not make a table")
	// ErrUnprotected means that a sensitive cell cannot be protected, whatever is
	// hidden of what may be hidden.
	ErrUnprotected = errors.New("a sensitive cell cannot be protected")
)

// Largest is what a count, a bound of it or Width may be at most: 2^40, a
// hundred times the people there are. Sums of such counts, and shifts of them
// around many cells, can be reckoned without overflow. The cost of hiding a cell
// is at most 2^20.
const Largest = 1 << 40

const dearest = 1 << 20

// ErrLarge means that a number is beyond Largest. It wraps ErrProblem.
var ErrLarge = fmt.Errorf("%w: counts, what is known of them and the width are at most 2^40, and costs from 0 to 2^20", ErrProblem)

// validateSizes checks that nothing is so large that it could overflow.
func (p *Problem) validateSizes(hidden []bool) error {
	if p.Width < 0 || p.Width > Largest {
		return fmt.Errorf("width: %w", ErrLarge)
	}
	for i, c := range p.Cells {
		low, high := min(c.Low, c.Floor), c.High
		if hidden[i] || c.Unpublished {
			low, high = c.Floor, c.Floor
		}
		if low < -Largest || max(c.Count, c.Floor, high) > Largest || c.Cost < 0 || c.Cost > dearest {
			return fmt.Errorf("cell %d: %w", i, ErrLarge)
		}
	}
	return nil
}

// validate checks that places exist, that sums hold, and that what a reader
// sees is true.
func (p *Problem) validate(hidden []bool) error {
	if err := p.validateSizes(hidden); err != nil {
		return err
	}
	for i, c := range p.Cells {
		switch {
		case c.Count < 0 || c.Floor < 0:
			return fmt.Errorf("%w: cell %d is negative", ErrProblem, i)
		case (hidden[i] || c.Sensitive || c.Unpublished || !c.Keep) && c.Count < c.Floor:
			return fmt.Errorf("%w: cell %d may be hidden and is less than its floor", ErrProblem, i)
		case !hidden[i] && !c.Unpublished && (c.Count < c.Low || c.Count > c.High):
			return fmt.Errorf("%w: cell %d is shown as something that it is not", ErrProblem, i)
		}
	}
	for i, s := range p.Sums {
		if err := p.validateSum(s); err != nil {
			return fmt.Errorf("sum %d: %w", i, err)
		}
	}
	return nil
}

func (p *Problem) validatePlaces(s Sum) error {
	seen := map[int]bool{}
	for _, i := range append([]int{s.Total}, s.Parts...) {
		if i < 0 || i >= len(p.Cells) || seen[i] {
			return fmt.Errorf("%w: a place does not exist or occurs twice", ErrProblem)
		}
		seen[i] = true
	}
	return nil
}

func (p *Problem) validateSum(s Sum) error {
	if err := p.validatePlaces(s); err != nil {
		return err
	}
	total := 0
	for _, i := range s.Parts {
		total += p.Cells[i].Count
	}
	if total != p.Cells[s.Total].Count {
		return fmt.Errorf("%w: the parts do not add up to the total", ErrProblem)
	}
	return nil
}

// hiddenAtFirst returns the cells that are hidden before anything is added.
func (p *Problem) hiddenAtFirst() []bool {
	hidden := make([]bool, len(p.Cells))
	for i, c := range p.Cells {
		hidden[i] = c.Sensitive || c.Unpublished
	}
	return hidden
}

// endless stands for no limit. It can be added to a few times without overflow.
const endless = 1 << 50

// around returns the interval of a count that may be off by so much.
func around(count, up, down int) Interval {
	if up >= endless/2 {
		return Interval{count - down, Unbounded}
	}
	return Interval{count - down, count + up}
}

// rooms returns how far the count of a cell can be off, up and down, for a
// reader who sees it or does not.
func (c Cell) rooms(hidden bool) (up, down int) {
	if hidden {
		return endless, c.Count - c.Floor
	}
	return c.High - c.Count, c.Count - c.Low
}
