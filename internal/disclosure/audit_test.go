package disclosure

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

func TestAuditByHand(t *testing.T) {
	for _, c := range []struct {
		why    string
		p      *Problem
		hidden []int
		cell   int
		want   Interval
	}{
		{"one hidden part follows from the total", oneWay(5, 3, 20, 30), []int{0}, 0, Interval{3, 3}},
		{"two hidden parts share what is left", oneWay(5, 3, 20, 30), []int{0, 1}, 0, Interval{0, 23}},
		{"a shown cell is what it is", oneWay(5, 3, 20, 30), []int{0, 1}, 2, Interval{30, 30}},
		{"without a total nothing limits a cell", oneWay(5, 3, 20, 30), []int{0, 3}, 0, Interval{0, Unbounded}},
		{"a hidden total lies between its parts and no limit", oneWay(5, 3, 20, 30), []int{0, 3}, 3, Interval{50, Unbounded}},
		{"a block of four has one degree of freedom", twoWay([][]int{{9, 12}, {3, 18}, {20, 7}}, 5), []int{0, 1, 3, 4}, 3, Interval{0, 12}},
		{"and its neighbour", twoWay([][]int{{9, 12}, {3, 18}, {20, 7}}, 5), []int{0, 1, 3, 4}, 4, Interval{9, 21}},
		{"blanks with a single degree too few are no protection", twoWay([][]int{{9, 12}, {3, 18}, {20, 7}}, 5), []int{0, 3, 4}, 3, Interval{3, 3}},
		{"a cell in no sum", &Problem{Cells: []Cell{Exact(4)}}, []int{0}, 0, Interval{0, Unbounded}},
	} {
		got, err := c.p.Audit(places(c.p, c.hidden...))
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, got[c.cell], c.why)
	}
}

func TestAuditOfRoundedCells(t *testing.T) {
	// 3 + 20 + 30 = 53, printed as ., 20, 30 and 55: the total is 53 to 57, the
	// parts are 18 to 22 and 28 to 32, so that 0 to 11 are left.
	p := oneWay(5, 3, 20, 30)
	for i := range p.Cells {
		v := (p.Cells[i].Count + 2) / 5 * 5
		p.Cells[i].Low, p.Cells[i].High = v-2, v+2
	}
	got, err := p.Audit(places(p, 0))
	require.NoError(t, err)
	assert.Equal(t, Interval{0, 11}, got[0])
	assert.Equal(t, Interval{21, 22}, got[1].atLeast(21), "the others are not narrowed below what their rounding says")
}

// atLeast cuts an interval off from below.
func (i Interval) atLeast(low int) Interval { return Interval{max(i.Low, low), i.High} }

func TestAuditKnowsTheFloor(t *testing.T) {
	p := oneWay(5, 1, 1, 30)
	got, err := p.Audit(places(p, 0, 1))
	require.NoError(t, err)
	assert.Equal(t, Interval{0, 2}, got[0])
	p.Cells[0].Floor, p.Cells[1].Floor = 1, 1
	got, err = p.Audit(places(p, 0, 1))
	require.NoError(t, err)
	assert.Equal(t, Interval{1, 1}, got[0], "where a 0 would be printed, two points that make 2 are 1 and 1")
}

func TestAuditErrors(t *testing.T) {
	good := oneWay(5, 3, 20)
	_, err := good.Audit([]bool{true})
	assert.ErrorIs(t, err, ErrProblem, "too few marks")
	for _, c := range []struct {
		why string
		p   *Problem
	}{
		{"a negative count", &Problem{Cells: []Cell{Exact(-1)}}},
		{"shown as something that it is not", &Problem{Cells: []Cell{{Count: 3, Low: 4, High: 5}}}},
		{"parts that do not add up", &Problem{Cells: []Cell{Exact(1), Exact(2)}, Sums: []Sum{{Total: 1, Parts: []int{0}}}}},
		{"a place that does not exist", &Problem{Cells: []Cell{Exact(1)}, Sums: []Sum{{Total: 0, Parts: []int{1}}}}},
		{"a cell twice in a sum", &Problem{Cells: []Cell{Exact(1), Exact(2)}, Sums: []Sum{{Total: 1, Parts: []int{0, 0}}}}},
		{"a cell that is part of itself", &Problem{Cells: []Cell{Exact(1)}, Sums: []Sum{{Total: 0, Parts: []int{0}}}}},
		{"a hidden cell below its floor", &Problem{Cells: []Cell{{Sensitive: true, Floor: 1}}}},
	} {
		_, err := c.p.Audit(make([]bool, len(c.p.Cells)))
		assert.ErrorIs(t, err, ErrProblem, c.why)
		_, err = c.p.Protect()
		assert.ErrorIs(t, err, ErrProblem, c.why)
	}
	got, err := (&Problem{}).Audit(nil)
	assert.NoError(t, err)
	assert.Empty(t, got)
}

// TestAuditByEnumeration compares the intervals of small tables, rounded or not,
// with those found by trying every table that fits what is shown.
func TestAuditByEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	for range 400 {
		counts := [][]int{{r.IntN(6), r.IntN(6), r.IntN(4)}, {r.IntN(6), r.IntN(6), r.IntN(4)}}
		p := twoWay(counts, 3)
		if r.IntN(2) == 0 {
			loosen(r, p)
		}
		hidden := make([]bool, len(p.Cells))
		for i := range hidden {
			hidden[i] = r.IntN(2) == 0 && i%4 != 3 && i < 8 // inner cells; the margins stay
			p.Cells[i].Sensitive = false
		}
		got, err := p.Audit(hidden)
		require.NoError(t, err)
		want := enumerate(p, hidden)
		for i := range want {
			assert.Equal(t, want[i], got[i], "cell %d of %v", i, counts)
		}
	}
}

// loosen gives some shown cells an interval, as rounding does.
func loosen(r *rand.Rand, p *Problem) {
	for i := range p.Cells {
		c := &p.Cells[i]
		c.Low, c.High = max(0, c.Count-r.IntN(2)), c.Count+r.IntN(2)
	}
}

// enumerate tries all counts of the inner cells of a table of two rows and three
// columns, with what the margins then are.
func enumerate(p *Problem, hidden []bool) []Interval {
	out := make([]Interval, len(p.Cells))
	for i := range out {
		out[i] = Interval{math.MaxInt, -1}
	}
	v := make([]int, len(p.Cells))
	fits := func(i int) bool {
		c := p.Cells[i]
		return hidden[i] && v[i] >= c.Floor || !hidden[i] && v[i] >= c.Low && v[i] <= c.High
	}
	inner := []int{0, 1, 2, 4, 5, 6}
	var try func(n int)
	try = func(n int) {
		if n < len(inner) {
			for x := range 14 {
				if v[inner[n]] = x; fits(inner[n]) {
					try(n + 1)
				}
			}
			return
		}
		v[3], v[7] = v[0]+v[1]+v[2], v[4]+v[5]+v[6]
		for j := range 3 {
			v[8+j] = v[j] + v[4+j]
		}
		v[11] = v[3] + v[7]
		for _, i := range []int{3, 7, 8, 9, 10, 11} {
			if !fits(i) {
				return
			}
		}
		for i := range out {
			out[i] = Interval{min(out[i].Low, v[i]), max(out[i].High, v[i])}
		}
	}
	try(0)
	return out
}

// TestLinearAgreesWithNetwork attacks two-way tables in both ways.
func TestLinearAgreesWithNetwork(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 8))
	for range 200 {
		p := twoWay(randomTable(r, 2+r.IntN(5), 2+r.IntN(5)), 5)
		if r.IntN(2) == 0 {
			loosen(r, p)
		}
		hidden := p.hiddenAtFirst()
		for i := range hidden {
			hidden[i] = hidden[i] || r.IntN(3) == 0
		}
		for _, q := range p.split(hidden) {
			flows, ok := newNetwork(q)
			require.True(t, ok, "a table of two dimensions is a network")
			programme := newLinear(q)
			for k := range q.cells {
				up, down := flows.reach(k, 1000)
				up2, down2 := programme.reach(k, 1000)
				assert.Equal(t, []int{up, down}, []int{up2, down2})
			}
		}
	}
}

// TestLinearAgreesWithGonum solves the programmes of linked tables with the
// simplex method of gonum.
func TestLinearAgreesWithGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 12))
	for range 25 {
		p := linked(r, 3, 3, 2, 5)
		s, err := p.Protect()
		require.NoError(t, err)
		got, err := p.Audit(s.Hidden)
		require.NoError(t, err)
		for i := range p.Cells {
			if !s.Hidden[i] {
				continue
			}
			low, high := gonumInterval(t, p, s.Hidden, i)
			assert.InDelta(t, math.Ceil(low-1e-6), got[i].Low, 1e-6)
			if math.IsInf(high, 1) {
				assert.Equal(t, Unbounded, got[i].High)
			} else {
				assert.InDelta(t, math.Floor(high+1e-6), got[i].High, 1e-6)
			}
		}
	}
}

// gonumInterval solves for one cell over the hidden cells, with the shown ones
// on the other side of the equations.
func gonumInterval(t *testing.T, p *Problem, hidden []bool, cell int) (low, high float64) {
	t.Helper()
	column := map[int]int{}
	for i, h := range hidden {
		if h {
			column[i] = len(column)
		}
	}
	var rows [][]float64
	for _, s := range p.Sums {
		row := make([]float64, len(column)+1)
		add := func(i int, v float64) {
			if j, ok := column[i]; ok {
				row[j] = v
				v = 0
			}
			row[len(column)] -= v * float64(p.Cells[i].Count)
		}
		add(s.Total, -1)
		for _, i := range s.Parts {
			add(i, 1)
		}
		rows = append(rows, row)
	}
	rows = independent(rows, len(column))
	a, b := mat.NewDense(len(rows), len(column), nil), make([]float64, len(rows))
	for i, row := range rows {
		a.SetRow(i, row[:len(column)])
		b[i] = row[len(column)]
	}
	c := make([]float64, len(column))
	c[column[cell]] = 1
	low, _, err := lp.Simplex(c, a, b, 0, nil)
	require.NoError(t, err)
	c[column[cell]] = -1
	high, _, err = lp.Simplex(c, a, b, 0, nil)
	if err == lp.ErrUnbounded {
		return low, math.Inf(1)
	}
	require.NoError(t, err)
	return low, -high
}

// independent leaves out the rows that follow from others, which gonum does not
// take.
func independent(rows [][]float64, columns int) [][]float64 {
	var out, reduced [][]float64
	var lead []int
	for _, row := range rows {
		r := append([]float64(nil), row[:columns]...)
		for i, done := range reduced {
			subtract(r, done, r[lead[i]]/done[lead[i]])
		}
		if j := leading(r); j >= 0 {
			out, reduced, lead = append(out, row), append(reduced, r), append(lead, j)
		}
	}
	return out
}

// places marks the given cells.
func places(p *Problem, cells ...int) []bool {
	out := make([]bool, len(p.Cells))
	for _, i := range cells {
		out[i] = true
	}
	return out
}

// subtract takes f times row b from row a.
func subtract(a, b []float64, f float64) {
	for k, v := range b {
		if a[k] -= f * v; math.Abs(a[k]) < 1e-9 {
			a[k] = 0
		}
	}
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
