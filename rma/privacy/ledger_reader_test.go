package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// twoReleases is what somebody holds who kept two releases of one table: its
// counts with their margins, the last row and column, and which of them were
// printed in each.
type twoReleases struct {
	counts  [2][][]int
	printed [2][][]bool
	policy  Policy
}

// sumsIn returns the places of every sum of a table: a total, and its parts.
func sumsIn(rows, columns int) [][][2]int {
	var out [][][2]int
	for i := range rows + 1 {
		sum := [][2]int{{i, columns}}
		for j := range columns {
			sum = append(sum, [2]int{i, j})
		}
		out = append(out, sum)
	}
	for j := range columns + 1 {
		sum := [][2]int{{rows, j}}
		for i := range rows {
			sum = append(sum, [2]int{i, j})
		}
		out = append(out, sum)
	}
	return out
}

// mayDiffer says which counts the reader does not take for the same in both: those
// that cannot be, by what is printed, and in a sum of which the changes that are
// printed do not add up, the others that are not printed in both.
func (x twoReleases) mayDiffer(rows, columns int) map[[2]int]bool {
	const endless = 1 << 30
	out := map[[2]int]bool{}
	at := func(n int, at [2]int) reach {
		if v := x.counts[n][at[0]][at[1]]; x.printed[n][at[0]][at[1]] {
			return reach{low: v, high: v}
		}
		return reach{low: 1, high: endless}
	}
	for _, sum := range sumsIn(rows, columns) {
		low, high := 0, 0
		var others [][2]int
		for n, c := range sum {
			a, b := at(0, c), at(1, c)
			if both, _ := a.within(b); !both.empty() {
				if !a.fixed() || !b.fixed() {
					others = append(others, c)
				}
				continue
			}
			out[c] = true
			if n == 0 {
				low, high = low+b.low-a.high, high+b.high-a.low
			} else {
				low, high = low-b.high+a.low, high-b.low+a.high
			}
		}
		for _, c := range others {
			if low > 0 || high < 0 {
				out[c] = true
			}
		}
	}
	return out
}

// worlds calls yield with every table of whole numbers, up to a largest, that fits
// one release. A hidden count is not 0.
func (x twoReleases) worlds(n, largest int, yield func(t [][]int)) {
	rows, columns := len(x.counts[n])-1, len(x.counts[n][0])-1
	t := make([][]int, rows+1)
	for i := range t {
		t[i] = make([]int, columns+1)
	}
	fits := func(i, j int) bool {
		if x.printed[n][i][j] {
			return t[i][j] == x.counts[n][i][j]
		}
		return t[i][j] > 0
	}
	var fill func(at int)
	fill = func(at int) {
		if at == rows*columns {
			if fits(rows, columns) {
				yield(t)
			}
			return
		}
		i, j := at/columns, at%columns
		row, column, all := t[i][columns], t[rows][j], t[rows][columns]
		for v := range largest + 1 {
			t[i][j], t[i][columns], t[rows][j], t[rows][columns] = v, row+v, column+v, all+v
			if fits(i, j) && (j < columns-1 || fits(i, columns)) && (i < rows-1 || fits(rows, j)) {
				fill(at + 1)
			}
		}
		t[i][columns], t[rows][j], t[rows][columns] = row, column, all
	}
	fill(0)
}

// enclosed says whether a small count that a release hides lies between bounds that
// are closer than the policy asks, in the worlds that are given.
func (x twoReleases) enclosed(n int, reaches map[[2]int]reach) map[[2]int]bool {
	out := map[[2]int]bool{}
	for at, r := range reaches {
		if !x.printed[n][at[0]][at[1]] && r.exposed(x.policy) {
			out[at] = true
		}
	}
	return out
}

func widen(reaches map[[2]int]reach, t [][]int) {
	for i, row := range t {
		for j, v := range row {
			at := [2]int{i, j}
			r, ok := reaches[at]
			if !ok {
				r = reach{low: v, high: v}
			}
			reaches[at] = reach{low: min(r.low, v), high: max(r.high, v)}
		}
	}
}

// bruteForce tells whether a reader of both finds what a reader of one does not,
// and whether any tables fit both.
func (x twoReleases) bruteForce(largest int) (finds, fit bool) {
	rows, columns := len(x.counts[0])-1, len(x.counts[0][0])-1
	differ := x.mayDiffer(rows, columns)
	key := func(t [][]int) string {
		out := ""
		for i, row := range t {
			for j, v := range row {
				if !differ[[2]int{i, j}] {
					out += fmt.Sprint(v, " ")
				}
			}
		}
		return out
	}
	var by [2]map[string]map[[2]int]reach
	var alone [2]map[[2]int]reach
	for n := range 2 {
		by[n], alone[n] = map[string]map[[2]int]reach{}, map[[2]int]reach{}
		x.worlds(n, largest, func(t [][]int) {
			widen(alone[n], t)
			k := key(t)
			if by[n][k] == nil {
				by[n][k] = map[[2]int]reach{}
			}
			widen(by[n][k], t)
		})
	}
	for n := range 2 {
		both := map[[2]int]reach{}
		for k, reaches := range by[n] {
			if by[1-n][k] == nil {
				continue
			}
			fit = true
			for at, r := range reaches {
				if b, ok := both[at]; ok {
					r = reach{low: min(r.low, b.low), high: max(r.high, b.high)}
				}
				both[at] = r
			}
		}
		known := x.enclosed(n, alone[n])
		for at := range x.enclosed(n, both) {
			finds = finds || !known[at] && (n == 1 || differ[at]) // otherwise it is a count of the second
		}
	}
	return finds, fit
}

// release returns one of the two releases.
func (x twoReleases) release(t *testing.T, n int, change func(t rma.Table) rma.Table) *Release {
	var inner [][]int
	for _, row := range x.counts[n][:len(x.counts[n])-1] {
		inner = append(inner, row[:len(row)-1])
	}
	var hidden [][2]int
	for i, row := range x.printed[n] {
		for j, printed := range row {
			if !printed {
				hidden = append(hidden, [2]int{i, j})
			}
		}
	}
	return hidingIn(t, x.policy, change(grid(inner...)), hidden...)
}

// randomTwo makes a small table that is published twice: in the second release some
// counts may have changed, and other counts are hidden.
func randomTwo(r *rand.Rand, p Policy) twoReleases {
	rows, columns := 2+r.IntN(2), 2+r.IntN(2)
	x := twoReleases{policy: p}
	counts := randomCounts(r, rows, columns, 7)
	for n := range 2 {
		if n == 1 {
			for range r.IntN(3) {
				counts[r.IntN(rows)][r.IntN(columns)] += 1 + r.IntN(2)
			}
		}
		x.counts[n] = make([][]int, rows+1)
		x.printed[n] = make([][]bool, rows+1)
		for i := range rows + 1 {
			x.counts[n][i] = make([]int, columns+1)
			x.printed[n][i] = make([]bool, columns+1)
		}
		for i, row := range counts {
			for j, v := range row {
				for _, at := range [][2]int{{i, j}, {i, columns}, {rows, j}, {rows, columns}} {
					x.counts[n][at[0]][at[1]] += v
				}
			}
		}
		for i := range rows + 1 {
			for j := range columns + 1 {
				margin := i == rows || j == columns
				x.printed[n][i][j] = x.counts[n][i][j] == 0 || r.IntN(10) < 4 || margin && r.IntN(10) < 8
			}
		}
	}
	return x
}

// TestCheckFindsWhatAReaderFinds publishes random small tables twice, and lists
// every table that fits what was printed. What is known of a count in one release
// holds in the other, unless it contradicts it.
func TestCheckFindsWhatAReaderFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 67))
	as := func(t rma.Table) rma.Table { return t }
	found, quiet, apart := 0, 0, 0
	for n := range times(600) {
		x := randomTwo(r, Policy{Audience: SteeringGroup, MinCell: 3 + n%3, MinBase: 1})
		largest := 0
		for i := range x.counts {
			for _, row := range x.counts[i] {
				for _, v := range row {
					largest = max(largest, v)
				}
			}
		}
		largest = min(largest, 14)
		old, next := x.release(t, 0, as), x.release(t, 1, as)
		got := combinedIn(ledgerOf(t, old).Check(next))
		finds, fit := x.bruteForce(largest)
		switch {
		case !fit:
			apart++
		case finds:
			found++
			assert.NotEmpty(t, got, "%d: %+v", n, x)
		default:
			quiet++
			assert.Empty(t, got, "%d: %+v", n, x)
		}
		require.Empty(t, ledgerOf(t, next).Check(next), "twice the same")
	}
	t.Logf("of 600 pairs %d give a small count away together, %d do not, %d fit nothing", found, quiet, apart)
	assert.GreaterOrEqual(t, found, times(40))
	assert.GreaterOrEqual(t, quiet, times(40))
}
