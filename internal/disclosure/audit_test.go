package disclosure

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	for range times(400) {
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
	for range times(200) {
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

// places marks the given cells.
func places(p *Problem, cells ...int) []bool {
	out := make([]bool, len(p.Cells))
	for _, i := range cells {
		out[i] = true
	}
	return out
}
