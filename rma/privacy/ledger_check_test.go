package privacy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// codes returns the codes of warnings, in order.
func codes(ws []rma.Warning) []rma.Code {
	var out []rma.Code
	for _, w := range ws {
		out = append(out, w.Code)
	}
	return out
}

// named gives a table an id and what it counts.
func named(t rma.Table, id, counts, rowBy, columnBy string) rma.Table {
	t.ID, t.Counts, t.RowBy, t.ColumnBy = id, counts, rowBy, columnBy
	return t
}

// reversed returns the table with its rows and columns in the other order.
func reversed(t rma.Table) rma.Table {
	t = clone(t)
	slices.Reverse(t.Rows)
	t.Columns = slices.Clone(t.Columns)
	slices.Reverse(t.Columns)
	for _, r := range t.Rows {
		slices.Reverse(r.Cells)
	}
	return t
}

func shareTable(k, n int) rma.Table {
	return rma.Table{ID: "share", Columns: []rma.Column{{Key: "share"}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: k, N: n})}}}}
}

func TestCheckDifferencing(t *testing.T) {
	before := grid([]int{12, 30}, []int{40, 50})
	counted := func(counts ...[]int) rma.Table { return named(grid(counts...), "interim", "reports", "pilot", "month") }
	public := Policy{}
	for _, c := range []struct {
		why      string
		old, now rma.Table
		policy   Policy
		counts   int // 0 means no warning
	}{
		{"nothing changed", before, before, steering, 0},
		{"one family came", before, grid([]int{13, 30}, []int{40, 50}), steering, 4},
		{"one family left", before, grid([]int{11, 30}, []int{40, 50}), steering, 4},
		{"nine came", before, grid([]int{21, 30}, []int{40, 50}), steering, 4},
		{"ten came, as many as a figure has to rest on", before, grid([]int{22, 30}, []int{40, 50}), steering, 0},
		{"one family moved to another month", before, grid([]int{13, 29}, []int{40, 50}), steering, 4},
		{"ten came, and one moved", before, grid([]int{21, 31}, []int{40, 50}), steering, 4},
		{"a table of another id", before, named(grid([]int{13, 30}, []int{40, 50}), "other", "", "row", "column"), steering, 0},
		{"another table of the same cases", counted([]int{12, 30}, []int{40, 50}), named(grid([]int{13, 30}, []int{40, 50}), "final", "reports", "pilot", "month"), steering, 4},
		{"by month and by pilot", counted([]int{12, 30}, []int{40, 50}), named(grid([]int{13, 40}, []int{30, 50}), "final", "reports", "month", "pilot"), steering, 4},
		{"another table of other cases", counted([]int{12, 30}, []int{40, 50}), named(grid([]int{13, 30}, []int{40, 50}), "final", "visits", "pilot", "month"), steering, 0},
		{"rows and columns in another order", before, reversed(grid([]int{13, 30}, []int{40, 50})), steering, 4},
		{"rows and columns in another order, nothing changed", before, reversed(before), steering, 0},
		{"rounding hides that one came", before, grid([]int{11, 30}, []int{40, 50}), public, 0},
		{"rounding shows that one came", before, grid([]int{13, 30}, []int{40, 50}), public, 4}, // such as 10 to 15
		{"rounded values that are far apart", before, grid([]int{42, 30}, []int{40, 50}), public, 0},
		{"rounded values of which the nearest counts are six apart", shareTable(10, 40), shareTable(20, 50), public, 2},
		{"no figure needs a base", before, grid([]int{13, 30}, []int{40, 50}), atLeast5, 0},
		{"a share", shareTable(14, 40), shareTable(15, 41), steering, 2},
		{"what is left of a share", shareTable(20, 40), shareTable(30, 51), steering, 1},
	} {
		old, now := released(t, c.policy, c.old), released(t, c.policy, c.now)
		got := ledgerOf(t, old).Check(now)
		var found []rma.Warning
		for _, w := range got {
			if w.Code == WarnDifferencing {
				found = append(found, w)
			}
		}
		if c.counts == 0 {
			assert.Empty(t, found, c.why)
			continue
		}
		require.Len(t, found, 1, c.why)
		assert.Equal(t, fmt.Sprintf("table=%s, release=release-1, counts=%d", c.now.ID, c.counts), found[0].Detail, c.why)
	}
}

func TestCheckObservations(t *testing.T) {
	release := func(n int) *Release {
		e, err := rma.Collect(sourceOf{{ID: "m/count", Count: &n}, {ID: "m/mean", Estimate: &rma.Estimate{N: n + 10}}})
		require.NoError(t, err)
		r, err := Protect(Material{Evidence: e}, steering)
		require.NoError(t, err)
		return r
	}
	l := ledgerOf(t, release(12), release(100))
	assert.Equal(t, []rma.Warning{{Code: WarnDifferencing, Detail: "observations, release=release-1, counts=2"}}, l.Check(release(13)))
	assert.Empty(t, l.Check(release(12)))
	assert.Equal(t, []rma.Warning{{Code: WarnCombined, Detail: "observations, release=release-1, counts=1"}}, ledgerOf(t, releasedCount(t, 3, Policy{Audience: SteeringGroup, MinCell: 2})).Check(releasedCount(t, 3, steering)), "what was shown before is known")
}

func releasedCount(t *testing.T, n int, p Policy) *Release {
	t.Helper()
	e, err := rma.Collect(sourceOf{{ID: "m/count", Count: &n}})
	require.NoError(t, err)
	r, err := Protect(Material{Evidence: e}, p)
	require.NoError(t, err)
	return r
}

// hidingIn returns a release in which the named cells of a table are hidden and the
// rest is shown, whatever a policy would have made of it.
func hidingIn(t *testing.T, p Policy, table rma.Table, cells ...[2]int) *Release {
	t.Helper()
	settings, err := p.Settings()
	require.NoError(t, err)
	table = clone(table)
	for _, c := range cells {
		table.Rows[c[0]].Cells[c[1]] = rma.Cell{Kind: rma.Withheld}
	}
	return &Release{policy: settings, tables: []Table{{t: table, policy: settings}}}
}

func TestCheckCombined(t *testing.T) {
	table := grid([]int{9, 12, 30}, []int{3, 18, 40}, []int{20, 7, 50})
	block := func(cells ...[2]int) *Release { return hidingIn(t, steering, table, cells...) }
	left := block([2]int{0, 0}, [2]int{0, 1}, [2]int{1, 0}, [2]int{1, 1})
	right := block([2]int{1, 0}, [2]int{1, 2}, [2]int{2, 0}, [2]int{2, 2})
	for _, c := range []struct {
		why  string
		l    *Ledger
		next *Release
		want []string
	}{
		{"the same cells are hidden", ledgerOf(t, left), left, nil},
		{"other cells are hidden, so that the two give it away", ledgerOf(t, left), right, []string{"table=grid, release=release-1, counts=1"}},
		{"and the other way round", ledgerOf(t, right), left, []string{"table=grid, release=release-1, counts=1"}},
		{"the rows were in another order", ledgerOf(t, &Release{policy: left.policy, tables: []Table{{t: reversed(left.tables[0].t), policy: left.policy}}}), right, []string{"table=grid, release=release-1, counts=1"}},
		{"it was shown before", ledgerOf(t, block()), left, []string{"table=grid, release=release-1, counts=1"}},
		{"a large count was shown before, of those that protect it", ledgerOf(t, block([2]int{0, 0}, [2]int{1, 0}, [2]int{1, 1})), left, []string{"table=grid, release=release-1, counts=1"}},
		{"nothing that is hidden is small", ledgerOf(t, left), hidingIn(t, Policy{Audience: SteeringGroup, MinCell: 2}, table, [2]int{0, 0}, [2]int{0, 1}, [2]int{1, 0}, [2]int{1, 1}), nil},
		{"an earlier release of other figures", ledgerOf(t, hidingIn(t, steering, grid([]int{10, 11, 30}, []int{14, 18, 40}, []int{20, 7, 50}))), left, nil},
		{"nothing was published before", ledgerOf(t), left, nil},
		{"two earlier releases of which one is of other figures", ledgerOf(t, hidingIn(t, steering, grid([]int{90, 13, 31}, []int{30, 19, 41}, []int{21, 8, 51})), left), right, []string{"table=grid, release=release-2, counts=1"}},
		{"two earlier releases of which one is of other figures but for a row", ledgerOf(t, hidingIn(t, steering, grid([]int{90, 12, 30}, []int{30, 18, 40}, []int{20, 7, 50})), left), right, []string{"table=grid, release=release-1+release-2, counts=1"}},
	} {
		var got []string
		for _, w := range c.l.Check(c.next) {
			if w.Code == WarnCombined {
				got = append(got, w.Detail)
			}
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

// TestCheckCombinedOfAnEarlierTable gives away what an earlier release hides,
// with a table that it did not have.
func TestCheckCombinedOfAnEarlierTable(t *testing.T) {
	by := func(id, variable string, counts ...[]int) rma.Table {
		return named(grid(counts...), id, "reports", "pilot", variable)
	}
	earlier := hidingIn(t, steering, by("by-kind", "kind", []int{9, 12}, []int{3, 18}), [2]int{1, 0}, [2]int{1, 1}, [2]int{1, 2}, [2]int{2, 2}, [2]int{0, 0}, [2]int{0, 2}, [2]int{2, 0})
	next := hidingIn(t, steering, by("by-month", "month", []int{10, 11}, []int{11, 10}))
	assert.Empty(t, ledgerOf(t, earlier).Check(hidingIn(t, steering, by("by-month", "month", []int{10, 11}, []int{11, 10}), [2]int{1, 0}, [2]int{1, 1}, [2]int{1, 2}, [2]int{2, 0}, [2]int{2, 1}, [2]int{2, 2})))
	got := ledgerOf(t, earlier).Check(next)
	assert.Equal(t, []rma.Warning{{Code: WarnCombined, Detail: "table=by-kind of an earlier release, release=release-1, counts=1"}}, got)
}

func TestCheckWeighsTheReader(t *testing.T) {
	table := grid([]int{9, 12}, []int{30, 18})
	internal := hidingIn(t, steering, table)
	public := hidingIn(t, Policy{RoundTo: -1}, table, [2]int{0, 0}, [2]int{0, 1}, [2]int{1, 0}, [2]int{1, 1})
	assert.Empty(t, ledgerOf(t, internal).Check(public), "who has both is of the steering group, which may know of 9")
	assert.Equal(t, []rma.Code{WarnPolicyLowered}, codes(ledgerOf(t, public).Check(internal)), "now finer than before")
	assert.Empty(t, ledgerOf(t, public, internal, public).Check(internal), "as it was before")
	assert.Equal(t, []rma.Code{WarnCombined}, codes(ledgerOf(t, hidingIn(t, Policy{RoundTo: -1}, table)).Check(public)), "everyone knew it")
}

func TestCheckPolicyLowered(t *testing.T) {
	table := grid([]int{90, 120}, []int{300, 180})
	for _, c := range []struct {
		why      string
		old, now Policy
		want     string
	}{
		{"the same policy", steering, steering, ""},
		{"for everyone, and stricter", steering, Policy{}, ""},
		{"for fewer, and finer", Policy{}, steering, "min_cell+round_to"},
		{"a lower threshold", steering, Policy{Audience: SteeringGroup, MinCell: 3}, "min_cell"},
		{"a higher threshold", steering, Policy{Audience: SteeringGroup, MinCell: 7}, ""},
		{"a smaller base", steering, Policy{Audience: SteeringGroup, MinBase: 3}, "min_base"},
		{"zeros are shown now", Policy{HideZero: true}, Policy{}, "hide_zero"},
		{"no rounding", Policy{}, Policy{RoundTo: -1}, "round_to"},
		{"rounding to 1 is none", Policy{RoundTo: -1}, Policy{RoundTo: 1}, ""},
		{"for everyone what was for the steering group", steering, Policy{MinCell: 5, MinBase: 10, RoundTo: -1}, "audience"},
		{"for everyone, and finer in one way", steering, Policy{MinCell: 3}, "min_cell"},
	} {
		var got []rma.Warning
		for _, w := range ledgerOf(t, released(t, c.old, table)).Check(released(t, c.now, table)) {
			if w.Code == WarnPolicyLowered {
				got = append(got, w)
			}
		}
		if c.want == "" {
			assert.Empty(t, got, c.why)
			continue
		}
		assert.Equal(t, []rma.Warning{{Code: WarnPolicyLowered, Detail: "table=grid, release=release-1, lower=" + c.want}}, got, c.why)
	}
}

// TestCheckOfOneDay publishes for two groups of readers on one day, in both
// orders, and with days that run against the order of the ledger.
func TestCheckOfOneDay(t *testing.T) {
	table := grid([]int{90, 120}, []int{300, 180})
	finer, stricter := released(t, steering, table), released(t, Policy{}, table)
	ledger := func(r *Release, on rma.Date) *Ledger {
		e := published(t, r, "x")
		e.On = on
		line, err := e.line()
		require.NoError(t, err)
		l, err := ReadLedger(strings.NewReader(string(line)), "ledger.jsonl")
		require.NoError(t, err)
		return l
	}
	for _, on := range []rma.Date{rma.NewDate(2023, 5, 1), rma.NewDate(2099, 1, 1)} {
		assert.Empty(t, ledger(finer, on).Check(stricter), "first for few, then less for all")
		assert.Equal(t, []rma.Warning{{Code: WarnPolicyLowered, Detail: "table=grid, release=x, lower=min_cell+round_to"}},
			ledger(stricter, on).Check(finer), "what was given coarsely is given finely")
	}
}

func TestCheckOfNothing(t *testing.T) {
	r := released(t, steering, grid([]int{9, 12}, []int{30, 18}))
	var none *Ledger
	assert.Nil(t, none.Check(r))
	assert.Nil(t, ledgerOf(t, r).Check(nil))
	assert.Nil(t, ledgerOf(t, r).Check(released(t, steering)))
	assert.Nil(t, ledgerOf(t, released(t, steering)).Check(r))
	assert.Nil(t, ledgerOf(t).Check(r))
}

func TestCheckWarnsOncePerTable(t *testing.T) {
	release := func(n int) *Release {
		return released(t, steering, named(grid([]int{n, 30}, []int{40, 50}), "a", "reports", "x", "y"), named(grid([]int{n, 30}, []int{40, 50}), "b", "reports", "x", "y"))
	}
	got := ledgerOf(t, release(12), release(13), release(14), release(15), release(60)).Check(release(16))
	assert.Equal(t, []rma.Warning{
		{Code: WarnDifferencing, Detail: "table=a, release=release-1+release-2+release-3, further=1, counts=4"},
		{Code: WarnDifferencing, Detail: "table=b, release=release-1+release-2+release-3, further=1, counts=4"},
	}, got)
	assert.NotEqual(t, string(WarnDifferencing), Label(got[0], rma.Dutch))
	for _, c := range []rma.Code{WarnDifferencing, WarnCombined, WarnPolicyLowered} {
		for _, l := range []rma.Lang{rma.Dutch, rma.English} {
			assert.NotContains(t, Label(rma.Warning{Code: c}, l), string(c), "it is worded")
		}
	}
}

// TestCheckOfUnrelatedTables has many releases of other cases.
func TestCheckOfUnrelatedTables(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var before []*Release
	for i := range 12 {
		id := fmt.Sprint("table-", i)
		before = append(before, released(t, steering, named(randomGrid(r, 4, 4, 30), id, "cases of "+id, "pilot", "month"), named(randomGrid(r, 3, 5, 30), id+"-b", "", "pilot", "month")))
	}
	assert.Empty(t, ledgerOf(t, before[1:]...).Check(before[0]))
}

func TestCheckIsDeterministic(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 37))
	a, b := twoTables(r)
	l := ledgerOf(t, released(t, atLeast5, a), released(t, steering, b), released(t, Policy{}, a))
	next := released(t, steering, a, b)
	want := l.Check(next)
	require.NotEmpty(t, want)
	before := fmt.Sprint(l.Entries(), next.Tables())
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				assert.Equal(t, want, l.Check(next))
			}
		})
	}
	wait.Wait()
	assert.Equal(t, before, fmt.Sprint(l.Entries(), next.Tables()), "nothing is changed")
	for _, w := range want {
		assert.False(t, strings.ContainsAny(w.Detail, "\n\t"))
	}
}
