package disclosure

import (
	"errors"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var rounds = flag.Int("rounds", 10_000, "random tables that TestNoSensitiveCellIsRecovered protects")

func TestProtectByHand(t *testing.T) {
	for _, c := range []struct {
		why  string
		p    *Problem
		want []int // all hidden cells
	}{
		{"a block of four", twoWay([][]int{{9, 12}, {3, 18}, {20, 7}}, 5), []int{0, 1, 3, 4}},
		{"the only block there is", twoWay([][]int{{2, 30}, {40, 50}}, 5), []int{0, 1, 3, 4}},
		{"a list needs a second cell", oneWay(5, 3, 20, 30), []int{0, 1}},
		{"no sensitive cell, nothing to hide", oneWay(5, 13, 20, 30), nil},
		{"two sensitive cells that make a large enough sum protect each other", oneWay(5, 4, 4, 30), []int{0, 1}},
		{"two that do not need a third", oneWay(5, 1, 1, 30), []int{0, 1, 2}},
		{"the total is as small as its only part", oneWay(5, 3, 0, 0), []int{0, 3}},
		{"nothing at all", &Problem{}, nil},
		{"all zeros", twoWay([][]int{{0, 0}, {0, 0}}, 5), nil},
		{"one cell without a sum", &Problem{Cells: []Cell{{Count: 2, Sensitive: true}}, Width: 4}, []int{0}},
	} {
		s, err := c.p.Protect()
		require.NoError(t, err, c.why)
		var got []int
		for i, h := range s.Hidden {
			if h {
				got = append(got, i)
			}
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

func TestProtectGivesUp(t *testing.T) {
	p := oneWay(5, 3, 20, 30)
	p.Cells[1].Keep, p.Cells[2].Keep, p.Cells[3].Keep = true, true, true
	_, err := p.Protect()
	assert.ErrorIs(t, err, ErrUnprotected)
	var at *UnprotectedError
	require.True(t, errors.As(err, &at))
	assert.Equal(t, 0, at.Cell)

	p = oneWay(5, 2, 2, 30)
	p.Cells[2].Keep, p.Cells[3].Keep = true, true
	for i := range 2 {
		p.Cells[i].Floor = 1
	}
	_, err = p.Protect()
	assert.ErrorIs(t, err, ErrUnprotected, "4 over two cells of at least 1 leaves 1 to 3, and 4 more is asked")
}

func TestRelax(t *testing.T) {
	p := oneWay(10, 8, 1)
	for i := range p.Cells {
		p.Cells[i].Floor = 1
	}
	p.Cells[2].Sensitive, p.Cells[2].Keep = false, true // 9 was published before
	_, err := p.Protect()
	assert.ErrorIs(t, err, ErrUnprotected)
	p.Relax = true
	s, err := p.Protect()
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1}, s.Narrow, "1 to 8 is all that 9 leaves")
	p.Cells[1] = Exact(0)
	p.Cells[1].Keep = true
	p.Cells[0].Count, p.Cells[0].High = 9, 9
	_, err = p.Protect()
	assert.ErrorIs(t, err, ErrUnprotected, "the other part is 0, so that this one is 9")
	p.Cells[2].Keep = false
	s, err = p.Protect()
	require.NoError(t, err)
	assert.Empty(t, s.Narrow, "nothing is narrower than it can be")
}

func TestUnpublishedMarginsProtect(t *testing.T) {
	p := oneWay(5, 3, 20, 30)
	p.Cells[3].Sensitive, p.Cells[3].Unpublished = false, true
	s, err := p.Protect()
	require.NoError(t, err)
	assert.Empty(t, s.Added, "a total that is not printed gives nothing away")
	assert.Zero(t, s.Cost)
}

// TestNoSensitiveCellIsRecovered protects random tables up to 8 x 8 with their
// margins, some of them rounded, some with a floor, and attacks each anew.
func TestNoSensitiveCellIsRecovered(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 16))
	var added []int
	tried, enumerated := 0, 0
	for range times(*rounds) {
		least := 3 + r.IntN(8)
		p := twoWay(randomTable(r, 1+r.IntN(8), 1+r.IntN(8)), least)
		vary(r, p)
		s, err := p.Protect()
		require.NoError(t, err)
		audit, err := p.Audit(s.Hidden)
		require.NoError(t, err)
		for i, c := range p.Cells {
			if c.Sensitive {
				assert.GreaterOrEqual(t, audit[i].Width(), p.Width)
				assert.LessOrEqual(t, audit[i].Low, c.Count)
				assert.GreaterOrEqual(t, audit[i].High, c.Count)
			}
			if c.Keep {
				assert.False(t, s.Hidden[i], "a cell that is known is not hidden")
			}
		}
		added = append(added, len(s.Added))
		tried++
		if len(p.Cells) == 12 {
			enumerated++
			checkByEnumeration(t, p, s.Hidden)
		}
	}
	slices.Sort(added)
	t.Logf("%d tables, %d of them enumerated; cells hidden besides the sensitive ones: median %d, 9 in 10 at most %d, most %d",
		tried, enumerated, added[len(added)/2], added[len(added)*9/10], added[len(added)-1])
}

// vary rounds the shown cells, gives the hidden ones a floor of 1, or neither.
func vary(r *rand.Rand, p *Problem) {
	round, floor := r.IntN(2) == 0, r.IntN(2)
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Count == 0 {
			continue
		}
		c.Floor = floor
		if v := (c.Count + 2) / 5 * 5; round {
			c.Low, c.High = max(v-2, p.Width+1), v+2
		}
	}
}

// checkByEnumeration looks for two ways to fill in a table such that each
// sensitive cell differs by at least the width, by trying all changes of the
// inner cells up to the width. It is for tables with 6 inner cells, in which no
// margin is hidden.
func checkByEnumeration(t *testing.T, p *Problem, hidden []bool) {
	t.Helper()
	if p.Width > 4 || len(p.Sums[0].Parts) != 3 || slices.Contains([]bool{hidden[3], hidden[7], hidden[8], hidden[9], hidden[10], hidden[11]}, true) {
		return
	}
	found := tryAll(p, hidden)
	for i, c := range p.Cells {
		if c.Sensitive {
			assert.GreaterOrEqual(t, found[i].Width(), p.Width)
		}
	}
}

// tryAll moves the six inner cells of a table of two rows and three columns by
// at most the width each, and returns what fits.
func tryAll(p *Problem, hidden []bool) []Interval {
	out := make([]Interval, len(p.Cells))
	for i, c := range p.Cells {
		out[i] = Interval{c.Count, c.Count}
	}
	inner := []int{0, 1, 2, 4, 5, 6}
	d := make([]int, len(p.Cells))
	fits := func(i int) bool {
		up, down := p.Cells[i].rooms(hidden[i])
		return d[i] <= up && -d[i] <= down
	}
	var try func(n int)
	try = func(n int) {
		if n < len(inner) {
			for d[inner[n]] = -p.Width; d[inner[n]] <= p.Width; d[inner[n]]++ {
				if fits(inner[n]) {
					try(n + 1)
				}
			}
			return
		}
		d[3], d[7] = d[0]+d[1]+d[2], d[4]+d[5]+d[6]
		d[8], d[9], d[10], d[11] = d[0]+d[4], d[1]+d[5], d[2]+d[6], d[3]+d[7]
		for i := range d {
			if !fits(i) {
				return
			}
		}
		for i, c := range p.Cells {
			out[i] = Interval{min(out[i].Low, c.Count+d[i]), max(out[i].High, c.Count+d[i])}
		}
	}
	try(0)
	return out
}

// TestNearTheOptimum compares what is hidden with the cheapest choice, found by
// trying all, on tables that are small enough for that.
func TestNearTheOptimum(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for _, c := range []struct {
		name  string
		times int
		mean  float64
		make  func() *Problem
	}{
		{"tables", 200, 1.1, func() *Problem { return twoWay(randomTable(r, 2+r.IntN(3), 2+r.IntN(3)), 5) }},
		{"linked tables", 200, 1.1, func() *Problem { return linked(r, 2+r.IntN(2), 2+r.IntN(2), 2, 5) }},
		{"triangles", 40, 1.35, func() *Problem { return triangle(r, 2, 2, 2, 20+r.IntN(40), 5) }},
	} {
		var ratios []float64
		for range times(c.times) {
			p := c.make()
			s, err := p.Protect()
			require.NoError(t, err)
			best := cheapest(p, s.Cost)
			if best == 0 {
				assert.Zero(t, s.Cost)
				continue
			}
			ratios = append(ratios, float64(s.Cost)/float64(best))
		}
		slices.Sort(ratios)
		mean := 0.0
		for _, v := range ratios {
			mean += v / float64(len(ratios))
		}
		t.Logf("%s: %d, loss against the least possible: median %.2f, mean %.3f, most %.2f", c.name, len(ratios), ratios[len(ratios)/2], mean, ratios[len(ratios)-1])
		assert.LessOrEqual(t, ratios[len(ratios)/2], 1.5)
		assert.LessOrEqual(t, mean, c.mean)
	}
}

// cheapest returns the least cost of added cells that protect, at most limit.
func cheapest(p *Problem, limit int) int {
	hidden := p.hiddenAtFirst()
	var hidable []int
	for i, c := range p.Cells {
		if !hidden[i] && !c.Keep {
			hidable = append(hidable, i)
		}
	}
	best := limit
	var walk func(from, cost int)
	walk = func(from, cost int) {
		if cost >= best {
			return
		}
		if protects(p, hidden) {
			best = cost
			return
		}
		for n := from; n < len(hidable); n++ {
			hidden[hidable[n]] = true
			walk(n+1, cost+p.Cells[hidable[n]].cost())
			hidden[hidable[n]] = false
		}
	}
	walk(0, 0)
	return best
}

func protects(p *Problem, hidden []bool) bool {
	for _, q := range p.split(hidden) {
		a, err := q.attacker()
		if err != nil {
			panic(err)
		}
		for k, c := range q.of {
			if !c.Sensitive {
				continue
			}
			if up, down := a.reach(k, p.Width); up+down < p.Width {
				return false
			}
		}
	}
	return true
}

func TestProtectIsDeterministic(t *testing.T) {
	p := twoWay(randomTable(rand.New(rand.NewPCG(5, 5)), 8, 8), 8)
	cells := slices.Clone(p.Cells)
	a, err := p.Protect()
	require.NoError(t, err)
	b, err := p.Protect()
	require.NoError(t, err)
	assert.Equal(t, a, b)
	assert.Equal(t, cells, p.Cells, "the problem is left as it was")
}
