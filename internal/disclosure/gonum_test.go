package disclosure

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// TestLinearAgreesWithGonum solves the programmes of linked tables with the
// simplex method of gonum, where that finds an answer.
func TestLinearAgreesWithGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 12))
	asked, failed := 0, 0
	for n := range times(40) {
		p := linked(r, 3, 3, 2, 5)
		if n%2 == 0 {
			p = triangle(r, 3, 2, 2, 60, 5)
		}
		s, err := p.Protect()
		require.NoError(t, err)
		if !slices.Contains(s.Hidden, true) {
			continue
		}
		q := p.split(s.Hidden)[0]
		require.Len(t, q.cells, len(p.Cells))
		own, theirs := newLinear(q), newStandard(p, s.Hidden)
		for i, c := range p.Cells {
			if !s.Hidden[i] {
				continue
			}
			asked++
			got, err := theirs.interval(i)
			if err != nil {
				failed++
				continue
			}
			up, down := own.reach(i, endless)
			assert.Equal(t, got, around(c.Count, up, down))
		}
	}
	t.Logf("gonum failed at %d of %d cells", failed, asked)
	assert.Less(t, failed, asked/10, "or nothing was compared")
}

// standard is a problem as gonum wants it: nothing but variables that are not
// negative, in rows that do not follow from each other. A cell that is known is
// a number; what a rounded cell may still rise is a variable and a row.
type standard struct {
	of     *Problem
	low    []int
	column map[int]int
	a      *mat.Dense
	b      []float64
	rows   [][]float64 // with the right-hand side last
}

func newStandard(p *Problem, hidden []bool) *standard {
	s := &standard{of: p, low: make([]int, len(p.Cells)), column: map[int]int{}}
	var rest []int
	for i, c := range p.Cells {
		low, high := c.known(hidden[i])
		if s.low[i] = low; low < high {
			s.column[i] = len(s.column)
		}
		if low < high && high < endless {
			rest = append(rest, i)
		}
	}
	columns := len(s.column) + len(rest)
	for _, sum := range p.Sums {
		row := make([]float64, columns+1)
		add := func(i int, v float64) {
			if j, ok := s.column[i]; ok {
				row[j] = v
			}
			row[columns] -= v * float64(s.low[i])
		}
		add(sum.Total, -1)
		for _, i := range sum.Parts {
			add(i, 1)
		}
		s.rows = append(s.rows, row)
	}
	for n, i := range rest {
		row := make([]float64, columns+1)
		row[s.column[i]], row[len(s.column)+n], row[columns] = 1, 1, float64(p.Cells[i].High-p.Cells[i].Low)
		s.rows = append(s.rows, row)
	}
	s.rows = independent(s.rows, columns)
	s.a, s.b = mat.NewDense(len(s.rows), columns, nil), make([]float64, len(s.rows))
	for i, row := range s.rows {
		s.a.SetRow(i, row[:columns])
		s.b[i] = row[columns]
	}
	return s
}

// interval solves for the least and the most of a cell. The error is one of
// gonum, or what it panicked with.
func (s *standard) interval(cell int) (out Interval, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	_, columns := s.a.Dims()
	c := make([]float64, columns)
	c[s.column[cell]] = 1
	low, _, err := lp.Simplex(c, s.a, s.b, 0, nil)
	if err != nil {
		return out, err
	}
	c[s.column[cell]] = -1
	high, _, err := lp.Simplex(c, s.a, s.b, 0, nil)
	out = Interval{s.low[cell] + int(math.Ceil(low-1e-6)), Unbounded}
	if errors.Is(err, lp.ErrUnbounded) {
		return out, nil
	}
	out.High = s.low[cell] + int(math.Floor(-high+1e-6))
	return out, err
}

// independent leaves out the rows that follow from others, which gonum does not
// take.
func independent(rows [][]float64, columns int) [][]float64 {
	var out, reduced [][]float64
	var lead []int
	for _, row := range rows {
		r := slices.Clone(row[:columns])
		for i, done := range reduced {
			f := r[lead[i]] / done[lead[i]]
			for k, v := range done {
				if r[k] -= f * v; math.Abs(r[k]) < 1e-9 {
					r[k] = 0
				}
			}
		}
		if j := leading(r); j >= 0 {
			out, reduced, lead = append(out, row), append(reduced, r), append(lead, j)
		}
	}
	return out
}

// leading returns the place of the largest entry of a row, -1 if all are 0.
func leading(r []float64) int {
	best := -1
	for j, v := range r {
		if v != 0 && (best < 0 || math.Abs(v) > math.Abs(r[best])) {
			best = j
		}
	}
	return best
}

// BenchmarkLinear encloses hidden cells of linked tables by two programmes each,
// with our method and with that of gonum: both with what they need made before.
// The cells that gonum has no answer for, or another, are counted.
func BenchmarkLinear(b *testing.B) {
	for _, size := range [][3]int{{6, 6, 6}, {12, 12, 8}, {20, 15, 10}, {50, 40, 30}} {
		p := linked(rand.New(rand.NewPCG(1, 1)), size[0], size[1], size[2], 5)
		s, err := p.Protect()
		if err != nil {
			b.Fatal(err)
		}
		own, theirs := newLinear(p.split(s.Hidden)[0]), newStandard(p, s.Hidden)
		solve := func(i int) (Interval, error) {
			up, down := own.reach(i, endless)
			return around(p.Cells[i].Count, up, down), nil
		}
		var cells []int
		want := map[int]Interval{}
		for i, h := range s.Hidden {
			if h && len(cells) < 20 {
				cells = append(cells, i)
				want[i], _ = solve(i)
			}
		}
		for _, by := range []struct {
			name  string
			solve func(int) (Interval, error)
		}{{"own", solve}, {"gonum", theirs.interval}} {
			b.Run(fmt.Sprintf("solver=%s/size=%dx%d+%dx%d", by.name, size[0], size[1], size[0], size[2]), func(b *testing.B) {
				failed, wrong := 0, 0
				for n := 0; b.Loop(); n++ {
					i := cells[n%len(cells)]
					got, err := by.solve(i)
					if err != nil {
						failed++
					} else if got != want[i] {
						wrong++
					}
				}
				b.ReportMetric(float64(failed)/float64(b.N), "failed/op")
				b.ReportMetric(float64(wrong)/float64(b.N), "wrong/op")
			})
		}
	}
}
