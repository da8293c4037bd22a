package privacy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// eachRandom runs a property over records of many shapes, under both ways to
// count missing values.
func eachRandom(t *testing.T, f func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions)) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 15))
		q := 1 + r.IntN(5)
		columns, rows := randomRecords(r, 1+r.IntN(120), q)
		for _, wild := range []bool{false, true} {
			o := AnonymityOptions{K: 2 + r.IntN(8), L: 2 + r.IntN(2), Sensitive: columns[q:], MissingMatchesAll: wild}
			t.Run(fmt.Sprintf("%d/%v", seed, wild), func(t *testing.T) { f(t, r, columns, rows, o) })
		}
	}
}

func quasiOf(columns []string) []string { return columns[:len(columns)-2] }

func TestOrderOfRecordsChangesNothing(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		want := checkOf(t, columns, rows, quasiOf(columns), o)
		mixed := slices.Clone(rows)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got := checkOf(t, columns, mixed, quasiOf(columns), o)
		require.Equal(t, anonymityReport(want), anonymityReport(got))
		require.Equal(t, want.String(), got.String())
		require.Equal(t, want.Table(), got.Table())
		require.Equal(t, want.Reidentified, got.Reidentified, "to the last bit")
	})
}

// Other names for the values change nothing but the order of equally rare ones.
func TestRelabellingChangesNoFigure(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		want := checkOf(t, columns, rows, quasiOf(columns), o)
		got := checkOf(t, columns, mapCells(rows, func(_ int, cell string) string {
			if lacks(cell) {
				return cell
			}
			return string('z' - cell[0] + 'a')
		}), quasiOf(columns), o)
		require.Equal(t, want.String(), got.String())
	})
}

func TestOrderOfColumnsChangesNoFigure(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		want := checkOf(t, columns, rows, quasiOf(columns), o)
		back := slices.Clone(quasiOf(columns))
		slices.Reverse(back)
		got := checkOf(t, columns, rows, back, o)
		slices.Reverse(got.Columns)
		require.Equal(t, want.Columns, got.Columns)
		require.Equal(t, want.Offending, got.Offending)
		require.Equal(t, want.Sensitive, got.Sensitive)
		require.Len(t, got.Subsets, len(want.Subsets))
	})
}

func mapCells(rows [][]string, f func(column int, cell string) string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		for c, cell := range row {
			out[i] = append(out[i], f(c, cell))
		}
	}
	return out
}

// Showing two categories as one makes no class smaller.
func TestMergingCategoriesNeverHurts(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		before := checkOf(t, columns, rows, quasiOf(columns), o)
		merged := r.IntN(len(columns) - 2)
		after := checkOf(t, columns, mapCells(rows, func(c int, cell string) string {
			if c == merged && cell == "b" {
				return "a"
			}
			return cell
		}), quasiOf(columns), o)
		noWorse(t, before, after)
	})
}

// One more thing that others may know makes no class larger.
func TestAddingAColumnNeverHelps(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		quasi := quasiOf(columns)
		if len(quasi) < 2 {
			return
		}
		fewer := checkOf(t, columns, rows, quasi[:len(quasi)-1], o)
		all := checkOf(t, columns, rows, quasi, o)
		noWorse(t, all, fewer)
		last := all.Columns[len(quasi)-1]
		require.Equal(t, fewer.Offending.Records, last.Without, "what was foretold is what happens")
	})
}

func noWorse(t *testing.T, before, after Anonymity) {
	t.Helper()
	require.GreaterOrEqual(t, after.Smallest, before.Smallest)
	require.LessOrEqual(t, after.Offending.Records, before.Offending.Records)
	require.LessOrEqual(t, after.Uniques, before.Uniques)
	require.LessOrEqual(t, after.Reidentified, before.Reidentified+1e-9)
}

// Counting missing as any value never finds fewer records that could be the
// same person, so the default is the stricter of the two.
func TestMissingMatchesAllIsNeverStricter(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		o.MissingMatchesAll = false
		own := checkOf(t, columns, rows, quasiOf(columns), o)
		o.MissingMatchesAll = true
		any := checkOf(t, columns, rows, quasiOf(columns), o)
		noWorse(t, own, any)
		for c := range any.OffendingClasses() {
			require.GreaterOrEqual(t, c.Matches, c.Size)
		}
		full := mapCells(rows, func(_ int, cell string) string {
			if lacks(cell) {
				return "c"
			}
			return cell
		})
		o.MissingMatchesAll = false
		own = checkOf(t, columns, full, quasiOf(columns), o)
		o.MissingMatchesAll = true
		any = checkOf(t, columns, full, quasiOf(columns), o)
		require.Equal(t, own.String(), any.String(), "without missing values they are one")
	})
}

// A higher K or L never lists less.
func TestThresholdsAreMonotone(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		low := checkOf(t, columns, rows, quasiOf(columns), o)
		o.K, o.L = o.K+1, o.L+1
		high := checkOf(t, columns, rows, quasiOf(columns), o)
		require.GreaterOrEqual(t, high.Offending.Records, low.Offending.Records)
		require.Equal(t, low.Smallest, high.Smallest)
		require.Equal(t, low.Reidentified, high.Reidentified)
		for i := range low.Sensitive {
			require.GreaterOrEqual(t, high.Sensitive[i].Offending.Records, low.Sensitive[i].Offending.Records)
		}
	})
}

// Every record twice: every class twice as large, and the same advice under
// twice the K.
func TestDoublingTheRecords(t *testing.T) {
	eachRandom(t, func(t *testing.T, r *rand.Rand, columns []string, rows [][]string, o AnonymityOptions) {
		once := checkOf(t, columns, rows, quasiOf(columns), o)
		o.K *= 2
		twice := checkOf(t, columns, slices.Concat(rows, rows), quasiOf(columns), o)
		require.Equal(t, 2*once.Smallest, twice.Smallest)
		require.Equal(t, once.Classes, twice.Classes)
		require.Equal(t, once.Offending.Classes, twice.Offending.Classes)
		require.InDelta(t, once.Reidentified, twice.Reidentified, 1e-9, "twice the records, each half as easily found")
		for i := range once.Columns {
			require.Equal(t, 2*once.Columns[i].Without, twice.Columns[i].Without)
		}
		for i := range once.Sensitive {
			require.Equal(t, once.Sensitive[i].Offending.Classes, twice.Sensitive[i].Offending.Classes)
		}
	})
}
