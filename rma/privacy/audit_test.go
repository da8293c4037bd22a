package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// at returns what was found of one cell.
func at(t *testing.T, all []Attacked, row, column string, of CountOf) Attacked {
	t.Helper()
	for _, a := range all {
		if a.Row == row && a.Column == column && a.Of == of {
			return a
		}
	}
	require.Fail(t, "no such count")
	return Attacked{}
}

func TestAuditOfAProtectedTable(t *testing.T) {
	got, err := ProtectTable(grid([]int{9, 12}, []int{3, 18}, []int{20, 7}), atLeast5)
	require.NoError(t, err)
	all, err := Audit([]rma.Table{got.View()}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, Attacked{"grid", "2", "1", OfCell, true, 1, 11}, at(t, all, "2", "1", OfCell), "a hidden count is not 0, since a 0 is shown")
	assert.Equal(t, Attacked{"grid", "2", "2", OfCell, true, 10, 20}, at(t, all, "2", "2", OfCell))
	assert.Equal(t, Attacked{"grid", "3", "1", OfCell, false, 20, 20}, at(t, all, "3", "1", OfCell))

	withZeros := atLeast5
	withZeros.HideZero = true
	all, err = Audit([]rma.Table{got.View()}, withZeros)
	require.NoError(t, err)
	a, b := at(t, all, "2", "1", OfCell), at(t, all, "2", "2", OfCell)
	assert.Equal(t, []int{0, 12, 9, 21}, []int{a.Low, a.High, b.Low, b.High}, "the interval of a reader who knows no more than that counts are not negative")
	assert.Empty(t, Exposed(all, atLeast5))
}

// TestAuditSeesThroughBlanks is the reason for this package: blanking the small
// cells alone leaves most of them to be worked out.
func TestAuditSeesThroughBlanks(t *testing.T) {
	naive := blankSmall(grid([]int{9, 12}, []int{3, 18}, []int{20, 7}), 5)
	all, err := Audit([]rma.Table{naive}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, Attacked{"grid", "2", "1", OfCell, true, 3, 3}, at(t, all, "2", "1", OfCell))
	exposed := Exposed(all, atLeast5)
	require.Len(t, exposed, 1)
	assert.Equal(t, "2", exposed[0].Row)
}

// blankSmall hides what is below least, as is done by hand.
func blankSmall(t rma.Table, least int) rma.Table {
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if c.Kind == rma.CountKind && c.Count > 0 && c.Count < least {
				t.Rows[i].Cells[j] = rma.Cell{Kind: rma.Withheld}
			}
		}
	}
	return t
}

func TestAuditOfShares(t *testing.T) {
	table := rma.Table{ID: "s", Columns: []rma.Column{{Key: "share"}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 19, N: 21})}}}}
	all, err := Audit([]rma.Table{table}, atLeast5)
	require.NoError(t, err)
	rest := at(t, all, "a", "share", OfRest)
	assert.Equal(t, []int{2, 2}, []int{rest.Low, rest.High}, "19 of 21 says 2")
	assert.Len(t, Exposed(all, atLeast5), 1)
	rounded := Policy{MinCell: 5}
	table.Rows[0].Cells[0].Share = rma.Proportion{K: 20, N: 20}
	all, err = Audit([]rma.Table{table}, rounded)
	require.NoError(t, err)
	rest = at(t, all, "a", "share", OfRest)
	assert.Equal(t, []int{0, 4}, []int{rest.Low, rest.High})
}

func TestAuditKnowsWhatRoundingSays(t *testing.T) {
	one := func(cells ...rma.Cell) rma.Table {
		table := rma.Table{ID: "t", Rows: []rma.Row{{Key: "r", Cells: cells}}}
		for i := range cells {
			table.Columns = append(table.Columns, rma.Column{Key: name(i)})
		}
		return table
	}
	low := Policy{MinCell: -1, RoundTo: 5}
	all, err := Audit([]rma.Table{one(rma.CountCell(0), rma.CountCell(5), rma.CountCell(9))}, low)
	require.NoError(t, err)
	for i, want := range [][]int{{0, 2}, {3, 7}, {9, 9}} {
		assert.Equal(t, want, []int{all[i].Low, all[i].High}, "a printed 0 may be 2 where nothing is hidden; a 9 was let through")
	}
	all, err = Audit([]rma.Table{one(rma.CountCell(0), rma.CountCell(10))}, Policy{})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 0, 10, 12}, []int{all[0].Low, all[0].High, all[1].Low, all[1].High}, "where 1 and 2 are hidden, a 0 is 0, and 10 is not 8")

	hidden := one(rma.ShareCell(rma.Proportion{K: 20, N: 40}))
	hidden.Rows = append(hidden.Rows, rma.Row{Key: "s", Cells: []rma.Cell{{Kind: rma.Withheld}}})
	all, err = Audit([]rma.Table{hidden}, Policy{})
	require.NoError(t, err)
	assert.Zero(t, at(t, all, "s", "1", OfCell).Low, "0 of 4 is hidden for its 4")

	waived, rounded := one(rma.CountCell(79)), one(rma.CountCell(80))
	rounded.ID = "u"
	waived.Counts, rounded.Counts = "advices", "advices"
	for _, order := range [][]rma.Table{{waived, rounded}, {rounded, waived}} {
		all, err = Audit(order, Policy{})
		require.NoError(t, err)
		assert.Equal(t, []int{79, 79}, []int{all[0].Low, all[0].High}, "known exactly from one of the two")
		assert.Equal(t, []int{79, 79}, []int{all[1].Low, all[1].High})
	}
	rounded.Rows[0].Cells[0] = rma.CountCell(85)
	_, err = Audit([]rma.Table{waived, rounded}, Policy{})
	assert.ErrorIs(t, err, ErrLinked)
}

func TestAuditErrors(t *testing.T) {
	table := grid([]int{9, 12}, []int{3, 18})
	table.Rows[0].Cells[0] = rma.CountCell(99)
	_, err := Audit([]rma.Table{table}, atLeast5)
	assert.ErrorIs(t, err, ErrInconsistent)
	_, err = Audit([]rma.Table{table, table}, atLeast5)
	assert.ErrorIs(t, err, ErrDuplicateTable)
	_, err = Audit(nil, Policy{Audience: 9})
	assert.ErrorIs(t, err, ErrPolicy)
	all, err := Audit(nil, Policy{})
	assert.NoError(t, err)
	assert.Empty(t, all)
	withheld := blankSmall(grid([]int{1, 2}), 5)
	_, err = ProtectTable(withheld, Policy{})
	assert.ErrorIs(t, err, ErrWithheld)
}

func TestAuditSaysWhereNothingFits(t *testing.T) {
	good := grid([]int{9, 12}, []int{13, 18})
	good.ID = "good"
	with := func(f func(t *rma.Table)) rma.Table {
		t := grid([]int{9, 12}, []int{13, 18})
		f(&t)
		return t
	}
	hidden := rma.Cell{Kind: rma.Withheld}
	part := with(func(t *rma.Table) { t.Counts, t.Rows[1].Cells[0] = "reports", hidden })
	other := with(func(t *rma.Table) {
		t.ID, t.Counts = "other", "reports"
		t.Rows, t.RowSums, t.ColumnSums = t.Rows[1:2], nil, nil
		t.Rows[0].Cells[0], t.Rows[0].Cells[1], t.Rows[0].Cells[2] = rma.CountCell(14), hidden, hidden
	})
	for _, c := range []struct {
		why, want string
		tables    []rma.Table
	}{
		{"rows", `table "grid", the rows that add up to "all"`, []rma.Table{good,
			with(func(t *rma.Table) { t.Rows[2].Cells[1] = rma.CountCell(99); t.ColumnSums = nil })}},
		{"columns", `table "grid", the columns that add up to "all"`, []rma.Table{good,
			with(func(t *rma.Table) { t.Rows[0].Cells[2] = rma.CountCell(99); t.RowSums = nil })}},
		{"both, of which the rows come first", `table "grid", the rows that add up to "all"`, []rma.Table{
			with(func(t *rma.Table) { t.Rows[2].Cells[0] = rma.CountCell(99) }), good}},
		{"no sum by itself", `table "grid", its sums together`, []rma.Table{with(func(t *rma.Table) {
			for i, cells := range [][]rma.Cell{{hidden, hidden, rma.CountCell(10)}, {hidden, hidden, rma.CountCell(10)}, {rma.CountCell(5), rma.CountCell(5), hidden}} {
				t.Rows[i].Cells = cells
			}
		})}},
		{"no table by itself", "the tables together, of which each fits by itself", []rma.Table{good, part, other}},
	} {
		all, err := Audit(c.tables, atLeast5)
		assert.Nil(t, all, c.why)
		assert.ErrorIs(t, err, ErrInconsistent, c.why)
		assert.ErrorContains(t, err, c.want+": no counts fit", c.why)
		for _, n := range []string{"99", "14"} {
			assert.NotContains(t, err.Error(), n, "keys only")
		}
	}
}

// TestNobodyWorksOutASmallCount protects random tables for every audience and
// attacks what is published.
func TestNobodyWorksOutASmallCount(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	policies := []Policy{{}, {Audience: SteeringGroup}, atLeast5, {MinCell: 3, RoundTo: -1}, {MinCell: 10, RoundTo: -1}, {HideZero: true}, {MinCell: 5, RoundTo: 10}}
	hidden, shown := 0, 0
	for n := range times(600) {
		counts := make([][]int, 1+r.IntN(7))
		columns := 1 + r.IntN(7)
		for i := range counts {
			for range columns {
				counts[i] = append(counts[i], r.IntN(1+r.IntN(60)))
			}
		}
		p := policies[n%len(policies)]
		got, err := ProtectTable(grid(counts...), p)
		require.NoError(t, err)
		all, err := Audit([]rma.Table{got.View()}, p)
		require.NoError(t, err)
		assert.Empty(t, Exposed(all, p))
		settings, err := p.Settings()
		require.NoError(t, err)
		for _, a := range all {
			if a.Hidden {
				hidden++
			} else {
				shown++
			}
			truth := truthOf(counts, a)
			assert.LessOrEqual(t, a.Low, truth)
			assert.GreaterOrEqual(t, a.High, truth)
			if settings.Small(truth) {
				assert.True(t, a.Hidden)
				assert.GreaterOrEqual(t, a.Width(), settings.MinCell-1)
			}
		}
	}
	t.Logf("%d counts hidden, %d shown", hidden, shown)
	assert.Positive(t, shown)
}

// truthOf returns the true count that an attack was on.
func truthOf(counts [][]int, a Attacked) int {
	total := 0
	for i, row := range counts {
		for j, v := range row {
			if (a.Row == "all" || a.Row == name(i)) && (a.Column == "all" || a.Column == name(j)) {
				total += v
			}
		}
	}
	return total
}

func name(i int) string { return string(rune('1' + i)) }

// TestTablesThatShareAMargin publishes the same cases by pilot and kind and by
// pilot and month, first with small cells blanked, then protected apart, then
// together.
func TestTablesThatShareAMargin(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	naive, apart := 0, 0
	for range times(150) {
		a, b := twoTables(r)
		all, err := Audit([]rma.Table{blankSmall(clone(a), 5), blankSmall(clone(b), 5)}, atLeast5)
		require.NoError(t, err)
		if len(Exposed(all, atLeast5)) > 0 {
			naive++
		}
		one, err := ProtectTable(a, atLeast5)
		require.NoError(t, err)
		two, err := ProtectTable(b, atLeast5)
		require.NoError(t, err)
		all, err = Audit([]rma.Table{one.View(), two.View()}, atLeast5)
		require.NoError(t, err)
		if len(Exposed(all, atLeast5)) > 0 {
			apart++
		}
		release, err := Protect(Material{Tables: []rma.Table{a, b}}, atLeast5)
		require.NoError(t, err)
		all, err = Audit([]rma.Table{release.Tables()[0].View(), release.Tables()[1].View()}, atLeast5)
		require.NoError(t, err)
		assert.Empty(t, Exposed(all, atLeast5))
	}
	t.Logf("of 150 pairs of tables, small counts can be worked out in %d when they are blanked, in %d when each table is protected apart, in 0 when both are together", naive, apart)
	assert.Greater(t, naive, times(75))
	if !testing.Short() {
		assert.Positive(t, apart)
	}
}

// twoTables returns the same random cases by pilot and kind and by pilot and month.
func twoTables(r *rand.Rand) (byKind, byMonth rma.Table) {
	kinds, months := make([][]int, 4), make([][]int, 4)
	for i := range kinds {
		kinds[i], months[i] = make([]int, 3), make([]int, 3)
		for j := range kinds[i] {
			if r.IntN(2) == 0 {
				kinds[i][j] = r.IntN(12)
			}
			for range kinds[i][j] {
				months[i][r.IntN(1+r.IntN(3))]++
			}
		}
	}
	byKind, byMonth = grid(kinds...), grid(months...)
	byKind.ID, byKind.Counts, byKind.RowBy, byKind.ColumnBy = "by-kind", "reports", "pilot", "kind"
	byMonth.ID, byMonth.Counts, byMonth.RowBy, byMonth.ColumnBy = "by-month", "reports", "pilot", "month"
	return byKind, byMonth
}

func clone(t rma.Table) rma.Table {
	rows := make([]rma.Row, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = r
		rows[i].Cells = append([]rma.Cell(nil), r.Cells...)
	}
	t.Rows = rows
	return t
}

func TestAttackedAndHiddenTell(t *testing.T) {
	a := Attacked{"x", "y", "z", OfCell, true, 1, 9}
	assert.Equal(t, `table "x", row "y", column "z": 1 to 9`, a.String())
	a.Of, a.High = OfRest, Unlimited
	assert.Equal(t, `table "x", row "y", column "z", rest: 1 or more`, fmt.Sprint(a))
	assert.Equal(t, "cell base rest CountOf(9)", fmt.Sprint(OfCell, " ", OfBase, " ", OfRest, " ", CountOf(9)))
	assert.Equal(t, `table "x": hidden 2 small and 3 added of 12 counts, 4 figures`, Hidden{"x", 12, 2, 3, 4}.String())
	assert.Equal(t, "observations: hidden 0 small and 0 added of 0 counts, 0 figures", fmt.Sprint(Hidden{}))
	assert.Equal(t, `table "a\x1b\n": hidden 0 small and 0 added of 0 counts, 0 figures`, Hidden{Table: "a\x1b\n"}.String(), "on one line")
}

// A table that was not rounded is attacked as it is, whatever the policy rounds to,
// and a hidden mean is no count.
func TestAuditOfUnroundedTables(t *testing.T) {
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "days"}, {Key: "age", Values: true, Base: "n"}}, RowSums: []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}},
		Rows: rowsOf([]rma.Cell{rma.CountCell(41), rma.NumberCell(3, 1), {Kind: rma.Withheld}}, []rma.Cell{{Kind: rma.Withheld}, {Kind: rma.Withheld}, {Kind: rma.Withheld}},
			[]rma.Cell{rma.CountCell(12), rma.NumberCell(3, 1), {}}, []rma.Cell{rma.CountCell(58), rma.NumberCell(3, 1), {}})}
	found, err := Audit([]rma.Table{table}, Policy{})
	require.NoError(t, err)
	require.Len(t, found, 4)
	b := at(t, found, "b", "n", OfCell)
	assert.Equal(t, []int{5, 5}, []int{b.Low, b.High})
	table.Rows[0].Cells[0], table.Rows[2].Cells[0], table.Rows[3].Cells[0] = rma.CountCell(40), rma.CountCell(10), rma.CountCell(60)
	found, err = Audit([]rma.Table{table}, Policy{})
	require.NoError(t, err)
	assert.Greater(t, at(t, found, "b", "n", OfCell).Width(), 5, "multiples of five may be rounded")
}

// What somebody put in the place of a count is a count that is hidden.
func TestAuditTakesMarksForCounts(t *testing.T) {
	for _, mark := range []string{"<5", ".", "x", "-"} {
		table := rma.Table{ID: "t", Columns: columnsOf("jan", "feb", "all"), ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"jan", "feb"}}},
			Rows: rowsOf([]rma.Cell{rma.CountCell(11), rma.PlainCell(mark), rma.CountCell(14)}, []rma.Cell{rma.CountCell(20), rma.CountCell(12), rma.CountCell(32)})}
		before := table.Rows[0].Cells[1]
		found, err := Audit([]rma.Table{table}, steering)
		require.NoError(t, err, mark)
		exposed := Exposed(found, steering)
		require.Len(t, exposed, 1, mark)
		assert.Equal(t, [2]int{3, 3}, [2]int{exposed[0].Low, exposed[0].High}, mark)
		assert.Equal(t, before, table.Rows[0].Cells[1], "what is given does not change")
	}
}
