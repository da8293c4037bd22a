package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// cube is a table by three variables that nobody prints.
type cube [][][]int

func randomCube(r *rand.Rand, most int, size ...int) cube {
	var out cube
	for range size[0] {
		var side [][]int
		for range size[1] {
			var line []int
			for range size[2] {
				n := 0
				if r.IntN(2) > 0 {
					n = r.IntN(most)
				}
				line = append(line, n)
			}
			side = append(side, line)
		}
		out = append(out, side)
	}
	return out
}

var variables = [3]string{"pilot", "month", "kind"}

// margin is the table by two of the three variables, with its totals.
func (c cube) margin(u, v int) rma.Table {
	size := [3]int{len(c), len(c[0]), len(c[0][0])}
	counts := make([][]int, size[u])
	for i := range counts {
		counts[i] = make([]int, size[v])
	}
	for i := range c {
		for j := range c[i] {
			for k, n := range c[i][j] {
				at := [3]int{i, j, k}
				counts[at[u]][at[v]] += n
			}
		}
	}
	t := grid(counts...)
	t.ID, t.Counts, t.RowBy, t.ColumnBy = variables[u]+variables[v], "reports", variables[u], variables[v]
	return t
}

// margins are the three tables. In open ones kind has no total: a report may be of
// a kind that is not there.
func (c cube) margins(open bool) []rma.Table {
	out := []rma.Table{c.margin(0, 1), c.margin(0, 2), c.margin(1, 2)}
	for n := range out {
		if t := &out[n]; open && n > 0 {
			t.ColumnSums, t.Columns = nil, t.Columns[:len(t.Columns)-1]
			for i := range t.Rows {
				t.Rows[i].Cells = t.Rows[i].Cells[:len(t.Columns)]
			}
		}
	}
	return out
}

// reader looks for the smallest and the largest that every count can be, in whole
// numbers, by trying all cubes that fit the tables.
type reader struct {
	size   [3]int
	limits []limit
	of     [][]int // per place in the cube: its limits
	low    []int
	high   []int
	steps  int
}

type limit struct {
	low, high, sum, left int
	count                int // as it was
	key                  string
}

// read returns what the tables show; a hidden count is 1 or more.
func (c cube) read(tables []Table, open bool) *reader {
	r := &reader{size: [3]int{len(c), len(c[0]), len(c[0][0])}}
	if open {
		r.size[2]++
	}
	truth := c.margins(open)
	r.of = make([][]int, r.size[0]*r.size[1]*r.size[2])
	for n, uv := range [][2]int{{0, 1}, {0, 2}, {1, 2}} {
		view := tables[n].View()
		for i, row := range view.Rows {
			for j, cell := range row.Cells {
				l := limit{low: 1, high: 1 << 20, count: truth[n].Rows[i].Cells[j].Count, key: fmt.Sprint(n, row.Key, view.Columns[j].Key)}
				if cell.Kind == rma.CountKind {
					l.low, l.high = cell.Count, cell.Count
				}
				for place := range r.of {
					at := [3]int{place / r.size[2] / r.size[1], place / r.size[2] % r.size[1], place % r.size[2]}
					if (i == r.size[uv[0]] || at[uv[0]] == i) && (j == r.size[uv[1]] || at[uv[1]] == j) {
						r.of[place] = append(r.of[place], len(r.limits))
						l.left++
					}
				}
				r.limits = append(r.limits, l)
				r.low, r.high = append(r.low, 1<<20), append(r.high, -1)
			}
		}
	}
	return r
}

// try fills the cube from a place on. It gives up after a number of steps.
func (r *reader) try(place int) bool {
	if place == len(r.of) {
		for i, l := range r.limits {
			r.low[i], r.high[i] = min(r.low[i], l.sum), max(r.high[i], l.sum)
		}
		return true
	}
	for v := 0; ; v++ {
		if r.steps++; r.steps > 300_000 {
			return false
		}
		fits, over := true, false
		for _, i := range r.of[place] {
			l := &r.limits[i]
			l.sum, l.left = l.sum+v, l.left-1
			fits = fits && (l.left > 0 || l.sum >= l.low)
			over = over || l.sum > l.high
		}
		ok := over || !fits || r.try(place+1)
		for _, i := range r.of[place] {
			r.limits[i].sum, r.limits[i].left = r.limits[i].sum-v, r.limits[i].left+1
		}
		if over || !ok {
			return ok
		}
	}
}

// What three tables say together is more than their sums say: the engine that
// knows the sums alone leaves counts that a reader can enclose. Protect does not,
// for a reader who knows that nothing is less than 0, nor for one who tries all
// whole numbers.
func TestMarginsOfATableThatNobodyPrinted(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	settings, err := steering.Settings()
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(31, 7))
	rounds := 600
	if testing.Short() {
		rounds = 60
	}
	bySums, small := 0, 0
	for round := range rounds {
		c, open := randomCube(r, 4+r.IntN(12), 2, 2+r.IntN(2), 2+r.IntN(2)), round%3 == 0
		m := Material{Tables: c.margins(open)}
		release, err := Protect(m, steering)
		require.NoError(t, err)
		for _, w := range release.Warnings() {
			assert.Equal(t, WarnUndeclaredSum, w.Code, "by chance")
		}
		found, err := Audit(views(release), steering)
		require.NoError(t, err)
		assert.Empty(t, Exposed(found, steering))

		s, err := newSystem(m, settings)
		require.NoError(t, err)
		require.NoError(t, s.protect())
		crossed := &counts{all: s.all, same: s.same, byKey: s.byKey, sums: s.sums, standFor: s.standFor}
		crossed.addCrossings(m.Tables)
		exposed, err := s.exposedBy(crossed.problem(s.cellOf))
		require.NoError(t, err)
		if len(exposed) > 0 {
			bySums++
		}

		reader := c.read(release.Tables(), open)
		if !reader.try(0) {
			continue
		}
		for i, l := range reader.limits {
			if l.high > l.low && l.count < 5 {
				small++
				assert.GreaterOrEqual(t, reader.high[i]-reader.low[i], 4, "%v %s", c, l.key)
			}
		}
	}
	t.Logf("%d cubes: %d exposed by their sums alone; %d small counts held against all whole numbers", rounds, bySums, small)
	if !testing.Short() {
		assert.Greater(t, bySums, 5, "else the test shows nothing")
		assert.Greater(t, small, 1000)
	}
}

func views(r *Release) []rma.Table {
	var out []rma.Table
	for _, t := range r.Tables() {
		out = append(out, t.View())
	}
	return out
}

func TestTooLargeToCross(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, c := range []struct {
		why  string
		size [3]int
		warn bool
	}{
		{"300 counts are looked at", [3]int{5, 12, 5}, false},
		{"more are not, and it says so", [3]int{5, 12, 6}, true},
	} {
		release, err := Protect(Material{Tables: randomCube(r, 4, c.size[:]...).margins(false)}, Policy{Audience: SteeringGroup})
		require.NoError(t, err)
		if !c.warn {
			assert.Empty(t, release.Warnings(), c.why)
			continue
		}
		require.Len(t, release.Warnings(), 1, c.why)
		assert.Equal(t, WarnNotCrossed, release.Warnings()[0].Code)
	}
}

func TestCrossingNeedsADivisionOfAll(t *testing.T) {
	c := randomCube(rand.New(rand.NewPCG(1, 1)), 20, 3, 3, 3)
	count := func(change func(t *rma.Table)) int {
		tables := c.margins(false)
		change(&tables[1])
		s := newCounts()
		s.findRoots(tables)
		for _, t := range tables {
			_, _ = s.addTable(t)
		}
		before := len(s.all)
		s.addCrossings(tables)
		return len(s.all) - before
	}
	assert.Equal(t, 27, count(func(*rma.Table) {}))
	assert.Zero(t, count(func(t *rma.Table) { t.Counts = "people" }), "other cases")
	assert.Zero(t, count(func(t *rma.Table) { t.ColumnBy = "month" }), "two variables only")
	assert.Equal(t, 27, count(func(t *rma.Table) { t.RowSums = nil }), "another table tells how they divide")
	assert.Equal(t, 27, count(func(t *rma.Table) { t.RowSums[0].Rest = true }), "another table tells that there is no rest")
	assert.Equal(t, 27, count(func(t *rma.Table) { t.RowSums[0].Parts = []string{"1", "2", "3", "all"} }), "a total of itself divides nothing")
}
