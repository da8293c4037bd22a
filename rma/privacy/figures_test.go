package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestFiguresThatTellACount asks of every figure beside a hidden count whether it
// is still there: it must not be when the count can be worked out from it.
func TestFiguresThatTellACount(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	n, c := rma.NumberCell, rma.CountCell
	rows := func(rows ...[]rma.Cell) (out []rma.Row) {
		for i, cells := range rows {
			out = append(out, rma.Row{Key: string(rune('a' + i)), Cells: cells})
		}
		return out
	}
	columns := func(base string) []rma.Column {
		return []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "figure", Base: base}}
	}
	all := []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}
	for _, test := range []struct {
		why   string
		table rma.Table
		want  []string // of the figures
	}{
		{"a percentage of the base", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(60), c(20), n(33.3, 1)})},
			[]string{".", "33.3"}},
		{"the others of the base", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(92.5, 1)}, []rma.Cell{c(60), c(20), n(66.7, 1)})},
			[]string{".", "66.7"}},
		{"a fraction of the base", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(0.075, 3)}, []rma.Cell{c(60), c(20), n(0.333, 3)})},
			[]string{".", "0.333"}},
		{"the count again", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(3, 0)}, []rma.Cell{c(60), c(20), n(20, 0)})},
			[]string{".", "20"}},
		{"a mean that is a percentage in one row by chance", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(60), c(20), n(6.1, 1)})},
			[]string{"7.5", "6.1"}},
		{"a percentage of the total of the column", rma.Table{Columns: columns("n"), RowSums: all, Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(60), c(37), n(92.5, 1)}, []rma.Cell{c(100), c(40), n(100, 1)})},
			[]string{".", ".", "100.0"}},
		{"of the total, with no word on the base", rma.Table{Columns: columns(""), RowSums: all, Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1).WithN(40)}, []rma.Cell{c(60), c(37), n(92.5, 1).WithN(40)}, []rma.Cell{c(100), c(40), n(100, 1).WithN(40)})},
			[]string{".", ".", "100.0"}},
		{"a p-value of the table, in its total", rma.Table{Columns: columns(""), RowSums: all, Rows: rows(
			[]rma.Cell{c(40), c(3), {}}, []rma.Cell{c(60), c(37), {}}, []rma.Cell{c(100), c(40), rma.PValueCell(0.012).WithN(100)})},
			[]string{"", "", "."}},
		{"a p-value beside counts that are shown", rma.Table{Columns: columns(""), RowSums: all, Rows: rows(
			[]rma.Cell{c(40), c(13), {}}, []rma.Cell{c(60), c(27), {}}, []rma.Cell{c(100), c(40), rma.PValueCell(0.012).WithN(100)})},
			[]string{"", "", "0.012"}},
	} {
		test.table.ID = "t"
		got, err := ProtectTable(test.table, steering)
		require.NoError(t, err, test.why)
		var figures []string
		for _, r := range printed(got) {
			figures = append(figures, r[2])
		}
		assert.Equal(t, test.want, figures, test.why)
	}
}

// Means side by side: that of all, less those of the women, is that of the men.
func TestMeansInColumnsThatAddUp(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	table := func(women, men, rest int) rma.Table {
		return rma.Table{ID: "t",
			Columns: []rma.Column{{Key: "n"}, {Key: "n_w"}, {Key: "n_m"}, {Key: "n_x"},
				{Key: "mean", Base: "n"}, {Key: "mean_w", Base: "n_w"}, {Key: "mean_m", Base: "n_m"}, {Key: "mean_x", Base: "n_x"}},
			Rows: []rma.Row{{Key: "all", Cells: []rma.Cell{
				rma.CountCell(women + men + rest), rma.CountCell(women), rma.CountCell(men), rma.CountCell(rest),
				rma.NumberCell(3.17, 2), rma.NumberCell(3.21, 2), rma.NumberCell(2.93, 2), rma.NumberCell(4.11, 2)}}},
			ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"n_w", "n_m", "n_x"}}}}
	}
	for _, test := range []struct {
		why              string
		women, men, rest int
		want             []string
	}{
		{"all large", 20, 30, 40, []string{"3.17", "3.21", "2.93", "4.11"}},
		{"few of one: the next smallest goes too", 20, 7, 40, []string{"3.17", ".", ".", "4.11"}},
		{"few of two, and enough together", 7, 6, 40, []string{"3.17", ".", ".", "4.11"}},
		{"few of two, and too few together: the third goes too", 5, 3, 40, []string{"3.17", ".", ".", "."}},
	} {
		got, err := ProtectTable(table(test.women, test.men, test.rest), steering)
		require.NoError(t, err, test.why)
		assert.Equal(t, test.want, printed(got)[0][4:], test.why)
	}
}
