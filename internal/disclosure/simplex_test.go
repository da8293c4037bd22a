package disclosure

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSimplexDoesNotCycle solves the programme on which the simplex method goes
// round in circles when it takes the variable that gains most and the first row
// that stops it (Beale 1955, Naval Research Logistics Quarterly 2, 269-275, in
// whole numbers): the largest 3/4 x1 - 150 x2 + 1/50 x3 - 6 x4 is 1/20.
func TestSimplexDoesNotCycle(t *testing.T) {
	s := newSimplex([][]int{
		{25, -6000, -4, 900, 1, 0},
		{50, -9000, -2, 300, 0, 1},
	}, 6)
	for j := range s.high {
		s.high[j] = endless
	}
	s.high[2] = 1
	s.cheapen([]int{-75, 15000, -2, 600, 0, 0})
	require.False(t, s.broken)
	for j, want := range [][2]int{{1, 25}, {0, 1}, {1, 1}, {0, 1}} {
		over, under := s.value(j)
		assert.Equal(t, want[0]*under, over*want[1], "x%d", j+1)
	}
}

// TestSimplexStopsWhereItCannotReckon has equations of which the numbers grow
// beyond what can be multiplied. What is returned then is a value that the
// variable can have, so that nothing looks less certain than it is.
func TestSimplexStopsWhereItCannotReckon(t *testing.T) {
	const n, f = 8, 1 << 12
	a := make([][]int, n)
	for i := range a {
		a[i] = make([]int, n+1)
		a[i][i], a[i][i+1] = f, -(f + 1)
	}
	s := newSimplex(a, n+1)
	for j := range s.high {
		s.low[j], s.high[j] = -1000, 1000
	}
	over, under, free := s.raise(0, true)
	assert.False(t, free)
	assert.True(t, s.broken)
	assert.Positive(t, under)
	assert.GreaterOrEqual(t, over, 0)
	assert.LessOrEqual(t, over, 1000*under)
}

func TestBrokenProgrammes(t *testing.T) {
	p := triangle(rand.New(rand.NewPCG(1, 2)), 3, 3, 2, 40, 5)
	s, err := p.Protect()
	require.NoError(t, err)
	l := newLinear(p.split(s.Hidden)[0])
	cell := s.Added[0]
	up, down := l.reach(cell, endless)
	l.now.broken = true
	up2, down2 := l.reach(cell, endless)
	assert.Equal(t, []int{up, down}, []int{up2, down2}, "the programme is made anew")
}

// TestLinearOfManyColumns attacks linked tables of 1,900 cells, of which most are
// 0 and some are 10^9, by programmes and as the network that they are.
func TestLinearOfManyColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(50, 52))
	for _, scale := range []int{1, 1e9} {
		one, two := sparseTable(r, 40, 25), sparseTable(r, 40, 20)
		for i := range one {
			one[i][r.IntN(25)] *= scale
			a, b := total(one[i]), total(two[i])
			one[i][0] += max(0, b-a)
			two[i][0] += max(0, a-b)
		}
		p := join(twoWay(one, 5), 25, twoWay(two, 5), 20)
		s, err := p.Protect()
		require.NoError(t, err)
		compared := 0
		for _, q := range p.split(s.Hidden) {
			flows, ok := newNetwork(q)
			require.True(t, ok)
			programme := newLinear(q)
			for k := 0; k < len(q.cells); k += 3 {
				if q.hidden[k] {
					up, down := flows.reach(k, endless)
					up2, down2 := programme.reach(k, endless)
					require.Equal(t, []int{up, down}, []int{up2, down2})
					compared++
				}
			}
		}
		assert.Greater(t, compared, 50)
	}
}

func total(counts []int) (sum int) {
	for _, v := range counts {
		sum += v
	}
	return sum
}

// TestTrianglesCannotBeDifferenced protects three tables by pairs of three
// variables, and attacks them in fractions.
func TestTrianglesCannotBeDifferenced(t *testing.T) {
	r := rand.New(rand.NewPCG(60, 62))
	blanked, tables := 0, times(60)
	for n := range tables {
		p := triangle(r, 2+r.IntN(2), 2+r.IntN(2), 2, 20+r.IntN(60), 5)
		if !protects(p, p.hiddenAtFirst()) {
			blanked++
		}
		if n%2 == 0 {
			vary(r, p)
		}
		s, err := p.Protect()
		require.NoError(t, err)
		for i, c := range p.Cells {
			if c.Sensitive {
				got, _ := exactInterval(t, p, s.Hidden, i)
				assert.GreaterOrEqual(t, got.Width(), p.Width)
			}
		}
	}
	t.Logf("of %d, a reader sees through %d when the sensitive cells are blanked", tables, blanked)
	assert.Positive(t, blanked)
}
