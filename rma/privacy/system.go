package privacy

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// system is the material as counts and sums, and which of them are hidden.
type system struct {
	*counts
	policy        Policy
	tables        [][][]place // per table, row and column
	observations  map[string]place
	restsOn       map[string]place // per observation of a figure: the cases that it rests on
	besideHidden  map[string]bool  // observations that a table with a hidden count refers to
	hiddenNumbers map[hiddenNumber]bool
	figures       map[string]bool // observations whose figure is withheld in a table
	problem       disclosure.Problem
	cell          []int // per count: its cell in the problem
	hidden        []bool
	sensitive     []bool
	narrow        []int // cells that waivers leave less uncertain than the policy asks
	warnings      []rma.Warning
}

func newSystem(m Material, p Policy) (*system, error) {
	s := &system{counts: newCounts(), policy: p, observations: map[string]place{}, restsOn: map[string]place{}}
	s.infers = m.infers
	s.findRoots(m.all())
	for i, t := range m.all() {
		s.unprinted = i >= len(m.Tables)
		places, err := s.addTable(t)
		if err != nil {
			return nil, err
		}
		s.tables = append(s.tables, places)
	}
	if err := s.addDivisions(m.all()); err != nil {
		return nil, err
	}
	if s.infers {
		if err := s.uniteEqual(m.all(), s.tables); err != nil {
			return nil, err
		}
	}
	s.unprinted = false
	if err := s.addEvidence(m); err != nil {
		return nil, err
	}
	for _, same := range m.Same {
		if err := s.addSame(m, same); err != nil {
			return nil, err
		}
	}
	for _, w := range m.Waivers {
		if err := s.waive(m, w); err != nil {
			return nil, err
		}
	}
	s.addAllRests()
	s.build()
	return s, nil
}

// addAllRests notes what is left of every share that is printed.
func (s *system) addAllRests() {
	for _, t := range s.tables {
		for _, row := range t {
			for _, p := range row {
				s.addRests(p)
			}
		}
	}
	for _, id := range sortedKeys(s.observations) {
		s.addRests(s.observations[id])
	}
}

// build makes the problem for the attacker.
func (s *system) build() {
	s.problem, s.cell = s.counts.problem(s.cellOf)
	s.problem.Width = max(0, s.policy.MinCell-1)
	s.problem.Relax = slices.ContainsFunc(s.all, func(c count) bool { return c.waived })
}

// cellOf returns a count as the attacker meets it.
func (s *system) cellOf(c count, total bool) disclosure.Cell {
	cell := disclosure.Exact(c.value)
	cell.Unpublished = c.places == 0
	cell.Keep = c.waived || c.value == 0 && !s.policy.HideZero
	if !c.waived {
		cell.Low, cell.High = s.policy.bounds(s.policy.round(c.value))
		cell.Sensitive = (c.places > 0 || c.rest && c.value > 0) && s.policy.Small(c.value)
	}
	if c.places > 0 && !cell.Keep {
		cell.Floor = s.policy.floor()
	}
	cell.Cost = costCell + costSize*((bits.Len(uint(c.value))+1)/2)
	if total {
		cell.Cost += costMargin
	}
	return cell
}

// A margin is worth three cells, and of two cells the smaller is hidden, by steps
// of four times as many: who knows that the very smallest is hidden learns more of
// it from what is shown.
const (
	costCell   = 1000
	costSize   = 10
	costMargin = 2000
)

// protect chooses what to hide.
func (s *system) protect() error {
	s.sensitive = make([]bool, len(s.problem.Cells))
	for i, c := range s.problem.Cells {
		s.sensitive[i] = c.Sensitive
	}
	solution, err := s.problem.Protect()
	var at *disclosure.UnprotectedError
	switch {
	case errors.As(err, &at):
		return fmt.Errorf("%s: %w: leave out a margin, take rows or columns together, round, or withdraw a waiver", s.whereIs(at.Cell), ErrUnprotectable)
	case err != nil:
		return err
	}
	s.hidden, s.narrow = solution.Hidden, solution.Narrow
	return nil
}

// noteNeighbours notes the observations that a table refers to in which a count
// is hidden: an estimate that stands there may tell it.
func (s *system) noteNeighbours(tables []rma.Table) {
	s.besideHidden, s.figures = map[string]bool{}, map[string]bool{}
	for i, t := range tables {
		hidden := slices.ContainsFunc(s.tables[i], func(row []place) bool { return slices.ContainsFunc(row, s.hides) })
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				for _, id := range slices.Concat(c.Refs, c.Same) {
					s.besideHidden[id] = s.besideHidden[id] || hidden
				}
			}
		}
	}
}

func (s *system) whereIs(cell int) string {
	for i := range s.all {
		if s.cell[i] == cell {
			return s.all[i].where
		}
	}
	return ""
}

func (s *system) isHidden(i int) bool { return s.hidden[s.cell[i]] }
func (s *system) isSmall(i int) bool  { return s.sensitive[s.cell[i]] }

// hides reports whether any count of a place is hidden.
func (s *system) hides(p place) bool {
	if p.isCount() && s.isHidden(p.k) {
		return true
	}
	return p.isShare() && s.isHidden(p.n)
}

// waive lets the counts of an observation or a cell through.
func (s *system) waive(m Material, w Waiver) error {
	p, ok := s.named(m.Tables, w.Of)
	if !ok {
		return fmt.Errorf("%v: %w: %s", w.Of, ErrWaiver, w.Of.missing(m))
	}
	s.all[s.find(p.k)].waived = true
	if p.isShare() {
		s.all[s.find(p.n)].waived = true
	}
	return nil
}

// addSame notes that two places give one count.
func (s *system) addSame(m Material, same Same) error {
	a, okA := s.named(m.Tables, same.A)
	b, okB := s.named(m.Tables, same.B)
	if !okA || !okB || a.isShare() != b.isShare() {
		return fmt.Errorf("%v and %v: %w", same.A, same.B, ErrSame)
	}
	if err := s.unite(a.k, b.k); err != nil || !a.isShare() {
		return err
	}
	return s.unite(a.n, b.n)
}

// named returns the counts of an observation or a cell.
func (s *system) named(tables []rma.Table, at Count) (place, bool) {
	if at.Observation != "" {
		p, ok := s.observations[at.Observation]
		return p, ok && p.isCount()
	}
	for i, t := range tables {
		if t.ID != at.Table {
			continue
		}
		for a, r := range t.Rows {
			for b, c := range t.Columns {
				if r.Key == at.Row && c.Key == at.Column {
					return s.tables[i][a][b], s.tables[i][a][b].isCount()
				}
			}
		}
	}
	return none, false
}
