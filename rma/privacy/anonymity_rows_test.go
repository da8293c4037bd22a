package privacy

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// leaveOut returns the rows that are not among the places.
func leaveOut(rows [][]string, places []int) [][]string {
	var kept [][]string
	for i, row := range rows {
		if !slices.Contains(places, i) {
			kept = append(kept, row)
		}
	}
	return kept
}

func TestOffendingRows(t *testing.T) {
	columns := []string{"place", "age", "kind"}
	rows := splitRows("N,1,a", "Z,2,a", "N,1,a", " ,1,b", "N,1,b", "Z,2,a", ",1,a")
	a := checkOf(t, columns, rows, columns[:2], AnonymityOptions{K: 3, Sensitive: columns[2:]})
	assert.Equal(t, []int{1, 3, 5, 6}, a.OffendingRows(), "missing is a value of its own")
	assert.Equal(t, []int{1, 5}, a.HomogeneousRows(), "all of one kind")
	wild := checkOf(t, columns, rows, columns[:2], AnonymityOptions{K: 3, MissingMatchesAll: true})
	assert.Equal(t, []int{1, 5}, wild.OffendingRows(), "missing counts as any value")
	assert.Empty(t, wild.HomogeneousRows(), "no sensitive column")
}

func TestOffendingRowsOfNothing(t *testing.T) {
	none := checkOf(t, []string{"a"}, nil, []string{"a"}, AnonymityOptions{})
	for _, a := range []Anonymity{{}, none, checkOf(t, []string{"a"}, splitRows("1", "1"), []string{"a"}, AnonymityOptions{K: 2})} {
		assert.Empty(t, a.OffendingRows())
		assert.Empty(t, a.HomogeneousRows())
	}
	one := checkOf(t, []string{"a"}, splitRows("1"), []string{"a"}, AnonymityOptions{})
	assert.Equal(t, []int{0}, one.OffendingRows())
}

// TestOffendingRowsReference counts all pairs of records.
func TestOffendingRowsReference(t *testing.T) {
	eachRandom(t, func(t *testing.T, _ *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		a := checkOf(t, columns, rows, quasiOf(columns), o)
		slow := slowCheck{rows: rows, o: a.Options}
		for i := range quasiOf(columns) {
			slow.quasi = append(slow.quasi, i)
		}
		want, _, _ := slow.offending(slow.quasi)
		require.Equal(t, want, a.OffendingRows())
		require.Len(t, a.OffendingRows(), a.Offending.Records)
		var homogeneous []int
		for i := range rows {
			for c := len(columns) - 2; c < len(columns); c++ {
				if n := slow.distinct(i, c); 0 < n && n < a.Options.L {
					homogeneous = append(homogeneous, i)
					break
				}
			}
		}
		require.Equal(t, homogeneous, a.HomogeneousRows())
	})
}

// TestLeavingRowsOutHelps leaves the records out that offend. When missing is a
// value of its own, once is enough; otherwise it is when nobody offends any more.
func TestLeavingRowsOutHelps(t *testing.T) {
	eachRandom(t, func(t *testing.T, _ *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		for round := 0; ; round++ {
			a := checkOf(t, columns, rows, quasiOf(columns), o)
			out := append(a.OffendingRows(), a.HomogeneousRows()...)
			if len(out) == 0 {
				require.Zero(t, a.Offending)
				return
			}
			require.True(t, round == 0 || o.MissingMatchesAll)
			rows = leaveOut(rows, out)
		}
	})
}
