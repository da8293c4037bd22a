package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// shareRow is a row of shares of n: -1 is blank, and -2 hidden.
func shareRow(key string, n int, ks ...int) rma.Row {
	r := rma.Row{Key: key}
	for _, k := range ks {
		cell := rma.ShareCell(rma.Proportion{K: k, N: n})
		switch k {
		case -1:
			cell = rma.Cell{}
		case -2:
			cell = rma.Cell{Kind: rma.Withheld}
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

func sharesOf(rows ...rma.Row) rma.Table {
	keys := []string{"u", "v", "w", "x", "y", "z"}
	return rma.Table{ID: "t", Columns: columnsOf(keys[:len(rows[0].Cells)]...), Rows: rows}
}

// Answers to one question are parts of those who answered, and what is hidden of one
// is what the others leave.
func TestProtectSharesThatDivide(t *testing.T) {
	for _, c := range []struct {
		why   string
		table rma.Table
		want  [][]string
	}{
		{"in one row", sharesOf(shareRow("a", 48, 3, 20, 25)), [][]string{{".", ".", "25 of 48 (52%)"}}},
		{"in one column", sharesOf(shareRow("a", 48, 3), shareRow("b", 48, 20), shareRow("c", 48, 25)), [][]string{{"."}, {"."}, {"25 of 48 (52%)"}}},
		{"in rows with N of their own", sharesOf(shareRow("a", 48, 3, 20, 25), shareRow("b", 31, 10, 10, 11)),
			[][]string{{".", ".", "25 of 48 (52%)"}, {"10 of 31 (32%)", "10 of 31 (32%)", "11 of 31 (35%)"}}},
		{"two questions below each other", sharesOf(shareRow("a", 48, 3), shareRow("b", 48, 20), shareRow("c", 48, 25), shareRow("d", 48, 14), shareRow("e", 48, 18), shareRow("f", 48, 16)),
			[][]string{{"."}, {"."}, {"25 of 48 (52%)"}, {"14 of 48 (29%)"}, {"18 of 48 (38%)"}, {"16 of 48 (33%)"}}},
		{"no division", sharesOf(shareRow("a", 48, 3, 20, 19)), [][]string{{".", "20 of 48 (42%)", "19 of 48 (40%)"}}},
	} {
		release, err := Protect(Material{Tables: []rma.Table{c.table}}, atLeast5)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, printed(release.Tables()[0]), c.why)
		found, err := Audit([]rma.Table{release.Tables()[0].View()}, atLeast5)
		require.NoError(t, err, c.why)
		assert.Empty(t, Exposed(found, atLeast5), c.why)
	}
}

func TestUndeclaredDivisions(t *testing.T) {
	exact := Policy{Audience: SteeringGroup}
	with := func(t rma.Table, change func(t *rma.Table)) rma.Table {
		change(&t)
		return t
	}
	labels := func(labels ...string) func(t *rma.Table) {
		return func(t *rma.Table) {
			for j, l := range labels {
				t.Columns[j].Label = rma.PlainText(l)
			}
		}
	}
	for _, c := range []struct {
		why    string
		table  rma.Table
		policy Policy
		want   []string
	}{
		{"one row", sharesOf(shareRow("a", 48, 3, 20, 25)), exact, []string{"table=t, column=u/n"}},
		{"one column", sharesOf(shareRow("a", 48, 3), shareRow("b", 48, 20), shareRow("c", 48, 25)), exact, []string{"table=t, row=a/n"}},
		{"two parts, and one row: chance", sharesOf(shareRow("a", 48, 24, 24)), exact, nil},
		{"two parts, and two rows", sharesOf(shareRow("a", 48, 24, 24), shareRow("b", 39, 14, 25)), exact, []string{"table=t, column=u/n"}},
		{"two parts, called after answers", with(sharesOf(shareRow("a", 48, 20, 28)), labels("Ja", "Nee")), exact, []string{"table=t, column=u/n"}},
		{"called after answers, and no division", with(sharesOf(shareRow("a", 48, 20, 27)), labels("Ja", "Nee")), exact, nil},
		{"the answers beside a share of its own", with(sharesOf(shareRow("a", 48, 30, 3, 20, 25)), labels("bereikt", "mee oneens", "neutraal", "mee eens")), exact, []string{"table=t, column=v/n"}},
		{"beside a share of its own, in rows enough", sharesOf(shareRow("a", 48, 30, 3, 20, 25), shareRow("b", 39, 12, 10, 10, 19)), exact, []string{"table=t, column=v/n"}},
		{"five answers in one row of three", sharesOf(shareRow("a", 48, 3, 10, 20, 5, 10), shareRow("b", 48, 30, 31, 32, 17, 18), shareRow("c", 48, 20, 11, 12, 13, 14)), exact, []string{"table=t, column=u/n"}},
		{"three answers in one row of three: chance", sharesOf(shareRow("a", 48, 3, 20, 25), shareRow("b", 48, 30, 31, 32), shareRow("c", 48, 20, 11, 12)), exact, nil},
		{"one row of another kind", sharesOf(shareRow("a", 48, 3, 20, 25), shareRow("b", 39, 10, 10, 19), shareRow("c", 51, 17, 17, 17), shareRow("d", 30, 3, 4, 23), shareRow("e", 48, 30, 31, 32)), exact, []string{"table=t, column=u/n"}},
		{"each of an N of its own", rma.Table{ID: "t", Columns: columnsOf("u", "v", "w"), Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{
			rma.ShareCell(rma.Proportion{K: 3, N: 48}), rma.ShareCell(rma.Proportion{K: 20, N: 47}), rma.ShareCell(rma.Proportion{K: 25, N: 48})}}}}, exact, nil},
		{"all, none and none", sharesOf(shareRow("a", 48, 48, 0, 0)), exact, nil},
		{"of nobody", sharesOf(shareRow("a", 0, 0, 0, 0)), exact, nil},
		{"noughts at the end", sharesOf(shareRow("a", 48, 3, 20, 25, 0, 0)), exact, []string{"table=t, column=u/n"}},
		{"questions parted by headings", sharesOf(shareRow("q", 0, -1), shareRow("a", 48, 3), shareRow("b", 48, 20), shareRow("c", 48, 25), shareRow("r", 0, -1), shareRow("d", 48, 30), shareRow("e", 48, 30), shareRow("f", 48, 30)), exact, []string{"table=t, row=a/n"}},
		{"a total below them is no part", with(sharesOf(shareRow("a", 48, 3), shareRow("b", 48, 20), shareRow("c", 48, 25), shareRow("d", 48, 48)), func(t *rma.Table) {
			t.Rows[3].Label = rma.T("Totaal", "Total")
			t.RowSums = []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}}
		}), exact, []string{"table=t, row=a/n"}},
		{"it says so", with(sharesOf(shareRow("a", 48, 3, 20, 25)), func(t *rma.Table) {
			t.ColumnSums = []rma.Sum{{Total: "w/n", Parts: []string{"u", "v", "w"}}}
		}), exact, nil},
		{"about things", sharesOf(shareRow("a", 48, 3, 20, 25)).OfThings(), exact, nil},
		{"hidden, and left is little", sharesOf(shareRow("a", 48, -2, 20, 25)), exact, []string{"table=t, column=u/n"}},
		{"hidden, and left is much", sharesOf(shareRow("a", 48, -2, 10, 15)), exact, nil},
		{"hidden, and other rows tell", sharesOf(shareRow("a", 48, -2, -2, 15), shareRow("b", 39, 10, 10, 19)), exact, []string{"table=t, column=u/n"}},
		{"rounded", sharesOf(shareRow("a", 200, 70, 80, 55), shareRow("b", 90, 30, 30, 25), shareRow("c", 300, 100, 110, 90)), Policy{}, []string{"table=t, column=u/n"}},
		{"rounded, and one row: chance", sharesOf(shareRow("a", 50, 15, 15, 15)), Policy{}, nil},
	} {
		var got []string
		for _, w := range UndeclaredSums([]rma.Table{c.table}, c.policy) {
			assert.Equal(t, WarnUndeclaredSum, w.Code)
			got = append(got, w.Detail)
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

// A count that was blanked by hand among the answers is what the others leave.
func TestAuditSharesThatDivide(t *testing.T) {
	for _, c := range []struct {
		why         string
		table       rma.Table
		row, column string
	}{
		{"in one row", sharesOf(shareRow("a", 48, -2, 20, 25)), "a", "u"},
		{"in one column", sharesOf(shareRow("a", 48, 20), shareRow("b", 48, -2), shareRow("c", 48, 25)), "b", "u"},
		{"in a row of several", sharesOf(shareRow("a", 39, 10, 10, 19), shareRow("b", 48, 20, 25, -2)), "b", "w"},
	} {
		found, err := Audit([]rma.Table{c.table}, Policy{Audience: SteeringGroup})
		require.NoError(t, err, c.why)
		a := at(t, found, c.row, c.column, OfCell)
		assert.Equal(t, []int{3, 3}, []int{a.Low, a.High}, c.why)
	}
	found, err := Audit([]rma.Table{sharesOf(shareRow("a", 300, 95, 110, -2), shareRow("b", 200, 70, 80, 50), shareRow("c", 400, 100, 110, 190))}, Policy{})
	require.NoError(t, err)
	a := at(t, found, "a", "w", OfCell)
	assert.Equal(t, []int{89, 101}, []int{a.Low, a.High}, "as the rounding says")
}

// A table that counts the same cases as another keeps its totals, and its ties.
func TestProtectSharesThatDivideOfTheSameCases(t *testing.T) {
	shares := sharesOf(shareRow("a", 48, 3, 20, 25), shareRow("b", 40, 10, 10, 20))
	shares.Counts, shares.RowBy, shares.ColumnBy = "cases", "pilot", "answer"
	total := rma.Table{ID: "u", Counts: "cases", RowBy: "pilot", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("a", 48), countsRow("b", 40), countsRow("all", 88)},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b"}}}}
	release, err := Protect(Material{Tables: []rma.Table{shares, total}}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, []string{".", ".", "25 of 48 (52%)"}, printed(release.Tables()[0])[0])
}

// Shares that have nothing to do with each other are hardly ever taken to divide N,
// also where small ones are hidden.
func TestDivisionsByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	const rounds = 3000
	shown, hidden := 0, 0
	for range rounds {
		var rows []rma.Row
		columns, one := 1+r.IntN(5), 20+r.IntN(60)
		for i := range 1 + r.IntN(8) {
			n := one
			if r.IntN(2) == 0 {
				n = 20 + r.IntN(60)
			}
			var ks []int
			for range columns {
				ks = append(ks, r.IntN(n+1))
			}
			rows = append(rows, shareRow(fmt.Sprint(i), n, ks...))
		}
		table := sharesOf(rows...)
		shown += dividedByChance(table)
		for _, row := range table.Rows {
			for j, c := range row.Cells {
				if c.Share.K > 0 && c.Share.K < 5 {
					row.Cells[j] = rma.Cell{Kind: rma.Withheld}
				}
			}
		}
		hidden += dividedByChance(table)
	}
	t.Logf("of %d tables: %d shown, %d with hidden counts", rounds, shown, hidden)
	assert.Less(t, shown, rounds/100)
	assert.Less(t, hidden, rounds*3/200)
}

func dividedByChance(t rma.Table) int {
	rows, columns := divisionSums(t, Policy{MinCell: 5})
	return min(1, len(rows)+len(columns))
}

func TestLikelyAs(t *testing.T) {
	for parts := 2; parts <= 4; parts++ {
		for _, n := range []int{1, 5, 12} {
			all, fit := 0, 0
			var add func(left, sum int)
			add = func(left, sum int) {
				if left == 0 {
					all++
					if sum == n {
						fit++
					}
					return
				}
				for k := range n + 1 {
					add(left-1, sum+k)
				}
			}
			add(parts, 0)
			assert.InDelta(t, -math.Log(float64(fit)/float64(all)), likelyAs(parts, n), 1e-9, "%d parts of %d", parts, n)
		}
	}
}
