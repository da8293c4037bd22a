package disclosure

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// doubleHierarchy returns the problem of a table of which the rows and the
// columns are in groups, with the subtotals of all groups, the totals, and every
// sum of them. It is no network. What is hidden costs what it does under a policy.
func doubleHierarchy(counts [][]int, groups, least int) *Problem {
	rows, cols := levels{len(counts), groups}, levels{len(counts[0]), groups}
	width := cols.size()
	p := &Problem{Width: least - 1, Cells: make([]Cell, rows.size()*width)}
	for i, row := range counts {
		for j, v := range row {
			for _, a := range rows.above(i) {
				for _, b := range cols.above(j) {
					p.Cells[a*width+b].Count += v
				}
			}
		}
	}
	for k := range p.Cells {
		c := &p.Cells[k]
		c.Low, c.High = c.Count, c.Count
		c.Sensitive, c.Keep = c.Count > 0 && c.Count < least, c.Count == 0
		c.Floor, c.Cost = min(1, c.Count), 1000+min(c.Count, 500)
		if k/width >= len(counts) || k%width >= len(counts[0]) {
			c.Cost += 2000
		}
	}
	for a := range rows.size() {
		p.Sums = append(p.Sums, cols.sums(func(b int) int { return a*width + b })...)
	}
	for b := range width {
		p.Sums = append(p.Sums, rows.sums(func(a int) int { return a*width + b })...)
	}
	return p
}

// levels are the categories of a variable, then their groups, then all of them.
type levels struct{ categories, groups int }

func (l levels) size() int { return l.categories + l.groups + 1 }

// above returns where a category is counted.
func (l levels) above(i int) [3]int {
	return [3]int{i, l.categories + i*l.groups/l.categories, l.categories + l.groups}
}

// sums returns those of the groups, and of all groups.
func (l levels) sums(at func(int) int) []Sum {
	out := make([]Sum, l.groups+1)
	all := &out[l.groups]
	all.Total = at(l.categories + l.groups)
	for g := range l.groups {
		out[g].Total = at(l.categories + g)
		all.Parts = append(all.Parts, at(l.categories+g))
	}
	for i := range l.categories {
		g := &out[l.above(i)[1]-l.categories]
		g.Parts = append(g.Parts, at(i))
	}
	return out
}

// kinds are ways to fill a table.
var kinds = []struct {
	name string
	fill func(r *rand.Rand, rows, cols int) [][]int
}{
	{"even", func(r *rand.Rand, rows, cols int) [][]int { return evenTable(r, rows, cols, 61) }},
	{"small", func(r *rand.Rand, rows, cols int) [][]int { return evenTable(r, rows, cols, 6) }},
	{"random", randomTable},
	{"sparse", sparseTable},
}

// TestDoubleHierarchiesAreProtected protects tables of which both variables are in
// groups, rounded or not, and attacks each anew.
func TestDoubleHierarchiesAreProtected(t *testing.T) {
	r := rand.New(rand.NewPCG(70, 72))
	for n := range times(160) {
		groups := 2 + r.IntN(2)
		p := doubleHierarchy(kinds[n%4].fill(r, 4+r.IntN(7), 4+r.IntN(7)), groups, 3+r.IntN(5))
		if n%8 >= 4 {
			vary(r, p)
		}
		s, err := p.Protect()
		require.NoError(t, err)
		requireProtected(t, p, s.Hidden)
	}
}

// TestLargeDoubleHierarchy is of a size at which programmes over all cells take
// minutes, or meet numbers that are too large and know nothing.
func TestLargeDoubleHierarchy(t *testing.T) {
	for seed := range uint64(4) {
		p := doubleHierarchy(evenTable(rand.New(rand.NewPCG(1, 1+seed)), 38, 38, 61), 5, 5)
		s, err := p.Protect()
		require.NoError(t, err)
		requireProtected(t, p, s.Hidden)
	}
}

func requireProtected(t *testing.T, p *Problem, hidden []bool) {
	t.Helper()
	audit, err := p.Audit(hidden)
	require.NoError(t, err)
	for i, c := range p.Cells {
		if c.Sensitive {
			require.True(t, hidden[i])
			require.GreaterOrEqual(t, audit[i].Width(), p.Width)
		}
		require.False(t, c.Keep && hidden[i] && !c.Sensitive, "a cell that is known is not hidden")
	}
}

// TestDoubleHierarchiesInWholeNumbers tries all ways to shift the hidden cells of
// small tables by whole numbers.
func TestDoubleHierarchiesInWholeNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(74, 76))
	tried := 0
	for n := range times(200) {
		p := doubleHierarchy(kinds[n%4].fill(r, 4, 4), 2, 5)
		s, err := p.Protect()
		require.NoError(t, err)
		audit, err := p.Audit(s.Hidden)
		require.NoError(t, err)
		found, ok := shiftAll(p, s.Hidden)
		if !ok {
			continue
		}
		tried++
		for i, c := range p.Cells {
			if c.Sensitive {
				assert.GreaterOrEqual(t, found[i].Width(), p.Width, "cell %d", i)
				assert.GreaterOrEqual(t, found[i].Low, audit[i].Low)
				assert.LessOrEqual(t, found[i].High, audit[i].High)
			}
		}
	}
	t.Logf("%d tables enumerated", tried)
	assert.Greater(t, tried, times(200)/2)
}

// shiftAll shifts each inner cell of a table of 4 x 4 in groups of two by at most
// Width, and returns what every cell can be then. It gives up when there are too
// many ways.
func shiftAll(p *Problem, hidden []bool) (out []Interval, ok bool) {
	l := levels{4, 2}
	into, due := make([][]int, 16), make([][]int, 16) // per inner cell: where it counts, and what is complete with it
	last := make([]int, len(p.Cells))
	for n := range into {
		for _, a := range l.above(n / 4) {
			for _, b := range l.above(n % 4) {
				into[n] = append(into[n], a*l.size()+b)
				last[a*l.size()+b] = n
			}
		}
	}
	for k, n := range last {
		due[n] = append(due[n], k)
	}
	for _, c := range p.Cells {
		out = append(out, Interval{c.Count, c.Count})
	}
	d, left := make([]int, len(p.Cells)), 300_000
	fits := func(k int) bool {
		up, down := p.Cells[k].rooms(hidden[k])
		return d[k] <= up && -d[k] <= down
	}
	var try func(n int)
	try = func(n int) {
		if left--; left < 0 {
			return
		}
		if n == len(into) {
			for k, c := range p.Cells {
				out[k] = Interval{min(out[k].Low, c.Count+d[k]), max(out[k].High, c.Count+d[k])}
			}
			return
		}
		for by := -p.Width; by <= p.Width; by++ {
			for _, k := range into[n] {
				d[k] += by
			}
			if all(due[n], fits) {
				try(n + 1)
			}
			for _, k := range into[n] {
				d[k] -= by
			}
		}
	}
	try(0)
	return out, left >= 0
}

func all(cells []int, f func(int) bool) bool {
	for _, k := range cells {
		if !f(k) {
			return false
		}
	}
	return true
}

func TestDoubleHierarchyThatCannotBeProtected(t *testing.T) {
	p := doubleHierarchy([][]int{{3, 20, 30, 9}, {40, 50, 60, 12}, {9, 9, 30, 70}, {8, 20, 9, 9}}, 2, 5)
	for i := range p.Cells {
		p.Cells[i].Keep = i > 0
	}
	_, err := p.Protect()
	var at *UnprotectedError
	require.ErrorAs(t, err, &at)
	assert.Equal(t, 0, at.Cell)
	for _, i := range []int{1, 7, 8} {
		p.Cells[i].Keep = false
	}
	s, err := p.Protect()
	require.NoError(t, err)
	assert.Equal(t, []int{1, 7, 8}, s.Added, "the block of four is enough")
}

// BenchmarkProtectHierarchy protects tables of which both variables are in groups.
func BenchmarkProtectHierarchy(b *testing.B) {
	for _, size := range [][2]int{{8, 2}, {20, 4}, {25, 4}, {30, 5}, {38, 5}} {
		for _, kind := range kinds {
			b.Run(fmt.Sprintf("rows=%d/groups=%d/counts=%s", size[0], size[1], kind.name), func(b *testing.B) {
				measure(b, doubleHierarchy(kind.fill(rand.New(rand.NewPCG(1, 1)), size[0], size[0]), size[1], 5))
			})
		}
	}
}
