package privacy

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestUndeclaredSums(t *testing.T) {
	exact, rounded := Policy{Audience: SteeringGroup}, Policy{}
	table := func(rows ...[]int) rma.Table {
		out := rma.Table{ID: "t", Columns: columnsOf("x", "y", "z", "u")[:len(rows[0])]}
		for i, r := range rows {
			out.Rows = append(out.Rows, countsRow(string(rune('a'+i)), r...)) // -1 is blank
		}
		return out
	}
	with := func(t rma.Table, change func(t *rma.Table)) rma.Table {
		change(&t)
		return t
	}
	for _, c := range []struct {
		why    string
		table  rma.Table
		policy Policy
		want   []string
	}{
		{"the last row", table([]int{3, 40}, []int{8, 5}, []int{11, 45}), exact, []string{"table=t, row=c"}},
		{"the first row", table([]int{11, 45}, []int{3, 40}, []int{8, 5}), exact, []string{"table=t, row=a"}},
		{"the last column", table([]int{3, 40, 43}, []int{8, 5, 13}), exact, []string{"table=t, column=z"}},
		{"a total of part of the rows", table([]int{3, 40}, []int{8, 5}, []int{11, 45}, []int{7, 2}), exact, []string{"table=t, row=c"}},
		{"a total before its parts, after others", table([]int{7, 2}, []int{11, 45}, []int{3, 40}, []int{8, 5}), exact, []string{"table=t, row=b"}},
		{"one column, and a total that is not small", table([]int{3}, []int{8}, []int{11}), exact, []string{"table=t, row=c"}},
		{"one column, and small: chance", table([]int{1}, []int{2}, []int{3}), exact, nil},
		{"twice the same is no sum", table([]int{30, 40}, []int{30, 40}), exact, nil},
		{"beside nothing but noughts", table([]int{30, 40}, []int{0, 0}, []int{30, 40}), exact, nil},
		{"all noughts", table([]int{0, 0}, []int{0, 0}, []int{0, 0}), exact, nil},
		{"hidden where it does not matter", table([]int{3, -1}, []int{8, 5}, []int{11, 45}), exact, []string{"table=t, row=c"}},
		{"hidden, and more than the total", table([]int{3, -1}, []int{8, 50}, []int{11, 45}), exact, nil},
		{"all hidden but the total", table([]int{-1, -1}, []int{-1, -1}, []int{11, 45}), exact, nil},
		{"rounded apart", table([]int{15, 40}, []int{20, 10}, []int{40, 45}), rounded, []string{"table=t, row=c"}},
		{"rounded, and no sum", table([]int{15, 40}, []int{20, 10}, []int{90, 45}), rounded, nil},
		{"it says so", with(table([]int{3, 40}, []int{8, 5}, []int{11, 45}), func(t *rma.Table) {
			t.RowSums = []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}
		}), exact, nil},
		{"it says one of two", with(table([]int{3, 40}, []int{8, 5}, []int{11, 45}, []int{6, 9}, []int{1, 2}, []int{7, 11}), func(t *rma.Table) {
			t.RowSums = []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}
		}), exact, []string{"table=t, row=f"}},
		{"about things", table([]int{3, 40}, []int{8, 5}, []int{11, 45}).OfThings(), exact, nil},
		{"shares add up by K", rma.Table{ID: "t", Columns: columnsOf("x"), Rows: []rma.Row{
			{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 6, N: 20})}},
			{Key: "b", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 9, N: 20})}},
			{Key: "c", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 15, N: 40})}}}}, exact, []string{"table=t, row=c"}},
		{"one column, small, and called a total", with(table([]int{3}, []int{6}, []int{9}), func(t *rma.Table) { t.Rows[2].Label = rma.T("Totaal", "Total") }), exact, []string{"table=t, row=c"}},
		{"two divisions of one total", table([]int{100}, []int{48}, []int{52}, []int{3}, []int{97}), exact, []string{"table=t, row=a", "table=t, row=a"}},
		{"a heading among the parts", table([]int{-1}, []int{3}, []int{-1}, []int{40}, []int{43}), exact, []string{"table=t, row=e"}},
		{"a group of one among groups", with(table([]int{3, 40, 61}, []int{8, 51, 72}, []int{11, 91, 133}, []int{37, 42, 99}, []int{37, 42, 99}, []int{48, 133, 232}), func(t *rma.Table) { t.Rows[4].Label = rma.T("Totaal", "Total") }),
			exact, []string{"table=t, row=c", "table=t, row=e", "table=t, row=f"}},
		{"the same in so many places that it is no chance", table([]int{37, 42, 99, 73}, []int{37, 42, 99, 73}), exact, []string{"table=t, row=a"}},
		{"two columns with another between them", table([]int{30, 12, 7, 18}, []int{41, 33, 9, 8}, []int{27, 5, 3, 22}, []int{55, 19, 11, 36}, []int{62, 40, 2, 22}), exact, []string{"table=t, column=x"}},
		{"one row of another kind", table([]int{30, 12, 18}, []int{41, 33, 8}, []int{27, 5, 22}, []int{55, 19, 36}, []int{12, 35, 14}), exact, []string{"table=t, column=x"}},
		{"two rows of five of another kind", table([]int{30, 12, 18}, []int{41, 33, 8}, []int{27, 5, 22}, []int{55, 19, 37}, []int{12, 35, 14}), exact, nil},
		{"no rows", rma.Table{ID: "t", Columns: columnsOf("x", "y")}, exact, nil},
		{"short rows", rma.Table{ID: "t", Columns: columnsOf("x", "y"), Rows: []rma.Row{{Key: "a"}, {Key: "b"}}}, exact, nil},
	} {
		var got []string
		for _, w := range UndeclaredSums([]rma.Table{c.table}, c.policy) {
			assert.Equal(t, WarnUndeclaredSum, w.Code)
			got = append(got, w.Detail)
		}
		assert.Equal(t, c.want, got, c.why)
	}
	assert.Nil(t, UndeclaredSums([]rma.Table{table([]int{3, 40}, []int{8, 5}, []int{11, 45})}, Policy{Audience: 9}))
}

func TestProtectWarnsOfUndeclaredSums(t *testing.T) {
	table := grid([]int{12, 3, 40}, []int{7, 19, 21})
	release, err := Protect(Material{Tables: []rma.Table{table}}, Policy{})
	require.NoError(t, err)
	assert.Empty(t, release.Warnings())
	declared := printed(release.Tables()[0])
	table.RowSums, table.ColumnSums = nil, nil
	release, err = Protect(Material{Tables: []rma.Table{table}}, Policy{})
	require.NoError(t, err)
	require.Len(t, release.Warnings(), 2)
	assert.Equal(t, declared, printed(release.Tables()[0]), "they are taken for sums")
	assert.Equal(t, "een rij of kolom lijkt een totaal en is zo behandeld; laat de tabel het zeggen (RowSums, ColumnSums) (table=grid, row=all)", Label(release.Warnings()[0], rma.Dutch))
}

// Counts of random tables without totals are hardly ever taken for sums.
func TestUndeclaredSumsByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	warned := 0
	const rounds = 2000
	for range rounds {
		table := rma.Table{ID: "t", Columns: columnsOf("x", "y", "z")}
		for range 3 + r.IntN(6) {
			table.Rows = append(table.Rows, countsRow("", r.IntN(30), r.IntN(30), r.IntN(30)))
		}
		warned += len(UndeclaredSums([]rma.Table{table}, Policy{RoundTo: -1}))
	}
	assert.Less(t, warned, rounds/100)
}

// A table that was blanked by hand, and does not say what adds up, is attacked as
// a reader would.
func TestAuditTakesLikelySums(t *testing.T) {
	table := grid([]int{12, 3, 40}, []int{7, 19, 21}, []int{2, 30, 8})
	table.RowSums, table.ColumnSums = nil, nil
	table.Rows[0].Cells[1] = rma.Cell{Kind: rma.Withheld}
	found, err := Audit([]rma.Table{table}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	a := at(t, found, "1", "2", OfCell)
	assert.Equal(t, []int{3, 3}, []int{a.Low, a.High})

	chance := rma.Table{ID: "t", Columns: columnsOf("x", "y"), Rows: []rma.Row{countsRow("a", 10, 5), countsRow("b", 20, 10), countsRow("c", 30, 15), countsRow("d", 15, 90)}}
	_, err = Audit([]rma.Table{chance}, Policy{Audience: SteeringGroup})
	require.NoError(t, err, "what looks like a sum by chance is no error")
}

func TestLikelySumsLeaveBlanksOut(t *testing.T) {
	table := rma.Table{ID: "t", Columns: columnsOf("x", "y", "z"), Rows: []rma.Row{countsRow("a", 10, 5, 7), countsRow("b", 20, -1, 9), countsRow("c", 30, 50, 16)}}
	got, warnings := withLikelySums([]rma.Table{table}, Policy{RoundTo: -1})
	require.Len(t, warnings, 1)
	assert.Equal(t, []rma.Sum{{Total: "c", Parts: []string{"a", "b"}, Only: []string{"x", "z"}}}, got[0].RowSums)
	assert.Nil(t, table.RowSums, "the table of the caller is as it was")
	_, err := ProtectTable(table, Policy{})
	assert.NoError(t, err)
}
