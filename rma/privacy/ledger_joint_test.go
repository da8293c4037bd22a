package privacy

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// undeclared returns the table without what it says of its sums.
func undeclared(t rma.Table) rma.Table {
	t = clone(t)
	t.RowSums, t.ColumnSums = nil, nil
	return t
}

// combinedIn returns the details of the warnings for counts that follow from
// several releases.
func combinedIn(ws []rma.Warning) []string {
	var out []string
	for _, w := range ws {
		if w.Code == WarnCombined {
			out = append(out, w.Detail)
		}
	}
	return out
}

var (
	leftBlock  = [][2]int{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	rightBlock = [][2]int{{1, 0}, {1, 2}, {2, 0}, {2, 2}}
)

// TestCheckSeesUndeclaredTotals hides one block in May and another in June, in a
// table that does not say what adds up.
func TestCheckSeesUndeclaredTotals(t *testing.T) {
	table := grid([]int{9, 12, 30}, []int{3, 18, 40}, []int{20, 7, 50})
	counted := func(t rma.Table, id string) rma.Table { return named(t, id, "reports", "pilot", "month") }
	onlyRows := undeclared(table)
	onlyRows.RowSums = table.RowSums
	for _, c := range []struct {
		why      string
		old, now rma.Table
		want     []string
	}{
		{"neither says so", undeclared(table), undeclared(table), []string{"table=grid, release=release-1, counts=1"}},
		{"one says so", table, undeclared(table), []string{"table=grid, release=release-1, counts=1"}},
		{"the other says so", undeclared(table), table, []string{"table=grid, release=release-1, counts=1"}},
		{"of the rows it is said", onlyRows, onlyRows, []string{"table=grid, release=release-1, counts=1"}},
		{"tables of other names that count the same", counted(undeclared(table), "may"), counted(undeclared(table), "june"), []string{"table=june, release=release-1, counts=1"}},
		{"and one of them says so", counted(undeclared(table), "may"), counted(table, "june"), []string{"table=june, release=release-1, counts=1"}},
		{"tables of other cases", counted(undeclared(table), "may"), named(undeclared(table), "june", "visits", "pilot", "month"), nil},
		{"tables without totals", withoutTotals(table), withoutTotals(table), nil},
	} {
		l := ledgerOf(t, hidingIn(t, steering, c.old, leftBlock...))
		got := combinedIn(l.Check(hidingIn(t, steering, c.now, rightBlock...)))
		assert.Equal(t, c.want, got, c.why)
		same := hidingIn(t, steering, c.now, leftBlock...)
		assert.Empty(t, ledgerOf(t, same).Check(same), c.why)
	}
}

// withoutTotals leaves out the last row and the last column.
func withoutTotals(t rma.Table) rma.Table {
	t = undeclared(t)
	t.Columns = t.Columns[:len(t.Columns)-1]
	t.Rows = t.Rows[:len(t.Rows)-1]
	for i := range t.Rows {
		t.Rows[i].Cells = t.Rows[i].Cells[:len(t.Columns)]
	}
	return t
}

// TestCheckSeesDivisions has a table without totals in one release, and the totals
// in another.
func TestCheckSeesDivisions(t *testing.T) {
	kinds := named(withoutTotals(grid([]int{9, 12}, []int{3, 18})), "by-kind", "reports", "pilot", "kind")
	months := named(grid([]int{10, 11}, []int{11, 10}), "by-month", "reports", "pilot", "month")
	hidden := [2]int{1, 0}
	byKind, byMonth := hidingIn(t, steering, kinds, hidden), hidingIn(t, steering, months)
	assert.Equal(t, []string{"table=by-kind of an earlier release, release=release-1, counts=1"}, combinedIn(ledgerOf(t, byKind).Check(byMonth)))
	assert.Equal(t, []string{"table=by-kind, release=release-1, counts=1"}, combinedIn(ledgerOf(t, byMonth).Check(byKind)))
	assert.Empty(t, ledgerOf(t, byKind).Check(byKind))

	more := named(withoutTotals(grid([]int{9, 32}, []int{3, 38})), "by-kind", "reports", "pilot", "kind")
	assert.Empty(t, ledgerOf(t, byMonth).Check(hidingIn(t, steering, more, hidden)), "reports that are of several kinds are not divided by it")
}

// TestCheckLeavesOutWhatIsNoDivision has reports of several kinds at once, so that
// the kinds of a pilot are more than its reports, which only the other sums tell.
func TestCheckLeavesOutWhatIsNoDivision(t *testing.T) {
	kinds := named(undeclared(grid([]int{9, 30}, []int{3, 18})), "by-kind", "reports", "pilot", "kind")
	kinds.Columns = kinds.Columns[:2]
	for i := range kinds.Rows {
		kinds.Rows[i].Cells = kinds.Rows[i].Cells[:2]
	}
	kinds.RowSums = []rma.Sum{{Total: "all", Parts: []string{"1", "2"}}}
	months := named(grid([]int{10, 11}, []int{11, 10}), "by-month", "reports", "pilot", "month")
	may := hidingIn(t, steering, kinds, [2]int{0, 0}, [2]int{1, 0}, [2]int{0, 1})
	june := hidingIn(t, steering, kinds, [2]int{1, 0}, [2]int{2, 0}, [2]int{0, 1})
	june.tables = append(june.tables, hidingIn(t, steering, months).tables...)
	assert.Equal(t, []string{"table=by-kind, release=release-1, counts=1"}, combinedIn(ledgerOf(t, may).Check(june)))
}

// TestCheckKeepsTotalsThatAreDeclaredLater has a total that the table of May does
// not declare, and that of June does: it is the same count.
func TestCheckKeepsTotalsThatAreDeclaredLater(t *testing.T) {
	counts := func(n int) rma.Table {
		return named(grid([]int{n, 30}, []int{40, 50}), "reports", "reports", "pilot", "month")
	}
	l := ledgerOf(t, hidingIn(t, steering, undeclared(counts(12))))
	assert.Equal(t, []rma.Warning{{Code: WarnDifferencing, Detail: "table=reports, release=release-1, counts=4"}}, l.Check(hidingIn(t, steering, counts(13))))
	assert.Empty(t, l.Check(hidingIn(t, steering, counts(12))))
}

// TestCheckKeepsWhatDidNotChange hides one block in May and another in June, and
// meanwhile a count has changed with its totals.
func TestCheckKeepsWhatDidNotChange(t *testing.T) {
	may := [][]int{{9, 12, 30}, {3, 18, 40}, {20, 7, 50}}
	changed := func(changes ...[3]int) rma.Table {
		var counts [][]int
		for _, row := range may {
			counts = append(counts, slices.Clone(row))
		}
		for _, c := range changes {
			counts[c[0]][c[1]] += c[2]
		}
		return grid(counts...)
	}
	found := []string{"table=grid, release=release-1, counts=1"}
	both := append(slices.Clone(found), "table=grid of an earlier release, release=release-1, counts=1")
	for _, c := range []struct {
		why    string
		june   rma.Table
		want   []string
		differ bool
	}{
		{"nothing changed", changed(), found, false},
		{"a correction elsewhere", changed([3]int{0, 2, 1}), found, true},
		{"many came elsewhere", changed([3]int{0, 2, 100}), found, false},
		{"a count that is hidden in June changed, in its row", changed([3]int{1, 2, 1}), both, true}, // by its column
		{"the count itself changed, so that the rows and columns around it tell it", changed([3]int{1, 0, 1}), both, true},
		{"everything changed", changed([3]int{0, 0, 5}, [3]int{0, 1, 5}, [3]int{1, 1, 7}, [3]int{1, 0, 4}, [3]int{0, 2, 9}, [3]int{2, 0, 9}, [3]int{2, 1, 9}), nil, true},
	} {
		old := ledgerOf(t, hidingIn(t, steering, grid(may...), leftBlock...))
		got := old.Check(hidingIn(t, steering, c.june, rightBlock...))
		assert.Equal(t, c.want, combinedIn(got), c.why)
		assert.Equal(t, c.differ, slices.Contains(codes(got), WarnDifferencing), c.why)
	}
}
