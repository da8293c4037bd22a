package privacy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func randomGrid(r *rand.Rand, rows, columns, top int) rma.Table {
	return grid(randomCounts(r, rows, columns, top)...)
}

func randomCounts(r *rand.Rand, rows, columns, top int) [][]int {
	counts := make([][]int, rows)
	for i := range counts {
		for range columns {
			counts[i] = append(counts[i], r.IntN(top))
		}
	}
	return counts
}

// TestCheckFindsWhatTheNaiveAttackerFinds publishes random tables twice, with one
// case added, and lays the printed tables on each other.
func TestCheckFindsWhatTheNaiveAttackerFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 19))
	policies := []Policy{steering, {}, {MinCell: 3, RoundTo: -1}, {Audience: SteeringGroup, MinBase: 2}, {MinCell: 5, RoundTo: 3}}
	found, quiet := 0, 0
	for n := range times(300) {
		p := policies[n%len(policies)]
		counts := randomCounts(r, 1+r.IntN(5), 1+r.IntN(5), 2+r.IntN(60))
		old, err := ProtectTable(grid(counts...), p)
		require.NoError(t, err)
		counts[r.IntN(len(counts))][r.IntN(len(counts[0]))]++
		now := grid(counts...)
		if n%2 == 0 {
			now = reversed(now)
		}
		next := released(t, p, now)
		naive := naiveDifferences(t, old.View(), next.Tables()[0].View(), next.Policy().MinBase)
		got := ledgerOf(t, &Release{policy: next.policy, tables: []Table{old}}).Check(next)
		if naive > 0 {
			found++
			require.Contains(t, codes(got), WarnDifferencing)
			if len(counts) > 1 && len(counts[0]) > 1 { // otherwise the margins are the cells once more
				assert.Contains(t, got[0].Detail, fmt.Sprintf("counts=%d", naive))
			}
		} else {
			quiet++
			assert.NotContains(t, codes(got), WarnDifferencing)
		}
	}
	t.Logf("of 300 pairs the naive attacker finds a difference in %d", found)
	assert.Greater(t, found, 100/every(50))
	if !testing.Short() {
		assert.Greater(t, quiet, 20)
	}
}

func naiveDifferences(t *testing.T, a, b rma.Table, base int) int {
	t.Helper()
	n := 0
	for _, row := range a.Rows {
		for j, column := range a.Columns {
			x := row.Cells[j]
			y, ok := b.Cell(row.Key, column.Key)
			require.True(t, ok)
			if d := x.Count - y.Count; x.Kind == rma.CountKind && y.Kind == rma.CountKind && d != 0 && max(d, -d) < base {
				n++
			}
		}
	}
	return n
}

// TestCheckFindsWhatTheAttackFinds publishes the same cases in two tables, first
// one and then the other, each protected by itself, and holds Check against an
// audit of both together.
func TestCheckFindsWhatTheAttackFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 29))
	found, quiet := 0, 0
	policies := []Policy{atLeast5, {MinCell: 5}, {}, {MinCell: 5, RoundTo: -1, HideZero: true}}
	for n := range times(400) {
		p := policies[n/2%len(policies)]
		a, b := twoTables(r)
		same := n%2 == 0 && p.RoundTo < 0 // Audit does not know that what is let through is not rounded
		if same {
			b = a // the same table, of which other cells are hidden
		}
		old, next := released(t, p, a), released(t, p, b)
		if same {
			next = withWaivers(t, p, a, r)
		}
		x, y := old.Tables()[0].View(), next.Tables()[0].View()
		x.ID, y.ID = "x", "y"
		all, err := Audit([]rma.Table{x, y}, p)
		require.NoError(t, err)
		alone, err := Audit([]rma.Table{y}, p)
		require.NoError(t, err)
		got := ledgerOf(t, old).Check(next)
		if len(Exposed(all, p)) > 0 && len(Exposed(alone, p)) == 0 {
			found++
			assert.Equal(t, []rma.Code{WarnCombined}, slices.Compact(codes(got)), n)
		} else {
			quiet++
			assert.NotContains(t, codes(got), WarnDifferencing)
			if len(Exposed(all, p)) == 0 {
				assert.Empty(t, got, "no warning without a reason")
			}
		}
	}
	t.Logf("of 400 pairs %d give a small count away together", found)
	assert.GreaterOrEqual(t, found, times(10))
	assert.Greater(t, quiet, times(10))
}

// withWaivers protects the table with some of its larger counts let through, so
// that others are hidden in their place.
func withWaivers(t *testing.T, p Policy, a rma.Table, r *rand.Rand) *Release {
	t.Helper()
	var waivers []Waiver
	for range 3 {
		i, j := r.IntN(len(a.Rows)), r.IntN(len(a.Columns))
		if c := a.Rows[i].Cells[j].Count; c >= 5 {
			waivers = append(waivers, Waiver{Of: Count{Table: a.ID, Row: a.Rows[i].Key, Column: a.Columns[j].Key}, Reason: "x", By: "x"})
		}
	}
	got, err := Protect(Material{Tables: []rma.Table{a}, Waivers: waivers}, p)
	if err != nil {
		return released(t, p, a)
	}
	return got
}
