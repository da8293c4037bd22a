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
		{"a rate per thousand", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(75, 1)}, []rma.Cell{c(60), c(20), n(333.3, 1)})},
			[]string{".", "333.3"}},
		{"a row in which there is no percentage", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(60), c(20), n(33.3, 1)}, []rma.Cell{c(0), c(0), n(math.NaN(), 1)})},
			[]string{".", "33.3", "."}},
		{"a slip of the pen in one row of three", rma.Table{Columns: columns("n"), Rows: rows(
			[]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(60), c(20), n(33.4, 1)}, []rma.Cell{c(80), c(20), n(25, 1)})},
			[]string{".", "33.4", "25.0"}},
		{"a p-value of the table, two levels down", rma.Table{Columns: columns(""), Rows: rows(
			[]rma.Cell{c(40), c(3), {}}, []rma.Cell{c(60), c(37), {}}, []rma.Cell{c(100), c(40), {}}, []rma.Cell{c(50), c(20), {}}, []rma.Cell{c(150), c(60), rma.PValueCell(0.012).WithN(150)}),
			RowSums: []rma.Sum{{Total: "e", Parts: []string{"c", "d"}}, {Total: "c", Parts: []string{"a", "b"}}}},
			[]string{"", "", "", "", "."}},
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

// Of rounded counts no exact percentage can be shown: 20.9% of 470 is 98.
func TestPercentagesBesideRoundedCounts(t *testing.T) {
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "pct"}}, RowSums: []rma.Sum{{Total: "T"}}}
	total := 0
	for i, n := range []int{3, 103, 98, 107, 52, 63, 44, 470} {
		key := string(rune('A' + i))
		if i == 7 {
			key = "T"
		} else {
			table.RowSums[0].Parts = append(table.RowSums[0].Parts, key)
			total += n
		}
		table.Rows = append(table.Rows, rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(float64(n)/4.7, 1).WithN(470)}})
	}
	require.Equal(t, 470, total)
	release, err := Protect(Material{Tables: []rma.Table{table}}, Policy{})
	require.NoError(t, err)
	for i, row := range printed(release.Tables()[0])[:7] {
		assert.Equal(t, ".", row[1], i)
	}
	require.Len(t, release.Warnings(), 1)
	assert.Equal(t, rma.Warn(WarnPercentages, "table=t, column=pct"), release.Warnings()[0])
}

// Percentages of a total that is no row: what is left of 100% is the hidden one.
func TestPercentagesOfATotalThatIsNotThere(t *testing.T) {
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "pct", Base: "n"}}}
	for i, n := range []int{3, 80, 117} {
		table.Rows = append(table.Rows, rma.Row{Key: string(rune('a' + i)), Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(float64(n)/2, 1)}})
	}
	for _, p := range []Policy{{}, {Audience: SteeringGroup}} {
		got, err := ProtectTable(table, p)
		require.NoError(t, err)
		for i, row := range printed(got) {
			assert.Equal(t, ".", row[1], i)
		}
	}
	table.Rows[0].Cells[0] = rma.CountCell(13)
	table.Rows[2].Cells[0] = rma.CountCell(107)
	for i, v := range []float64{6.5, 40, 53.5} {
		table.Rows[i].Cells[1] = rma.NumberCell(v, 1)
	}
	got, err := ProtectTable(table, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"13", "6.5"}, {"80", "40.0"}, {"107", "53.5"}}, printed(got), "nothing is hidden that they could tell")
}

// The count is not in the table; the percentage tells it.
func TestPercentagesOfCountsThatAreNotThere(t *testing.T) {
	table := func(label string, figures ...float64) rma.Table {
		out := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "x", Base: "n", Label: rma.PlainText(label)}}}
		for i, v := range figures {
			n := []int{48, 62, 240}[i]
			out.Rows = append(out.Rows, rma.Row{Key: fmt.Sprint(i), Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(v, 1)}})
		}
		return out
	}
	steering := Policy{Audience: SteeringGroup}
	for _, c := range []struct {
		why    string
		table  rma.Table
		policy Policy
		want   []string
	}{
		{"3 of 48 and 59 of 62", table("", 6.3, 95.2, 38.3), steering, []string{".", ".", "38.3"}},
		{"all of them, when counts are rounded", table("", 6.3, 95.2, 38.3), Policy{}, []string{".", ".", "."}},
		{"the label says so, though one figure may be chance", table("% bezocht", 6.3), steering, []string{"."}},
		{"a mean", table("gemiddelde", 3.3, 4.0, 3.9), Policy{}, []string{"3.3", "4.0", "3.9"}},
		{"for the team", table("", 6.3, 95.2, 38.3), Policy{Audience: Team}, []string{"6.3", "95.2", "38.3"}},
	} {
		got, err := ProtectTable(c.table, c.policy)
		require.NoError(t, err, c.why)
		var figures []string
		for _, r := range printed(got) {
			figures = append(figures, r[1])
		}
		assert.Equal(t, c.want, figures, c.why)
	}
}

// Rates of inhabitants, percentages of a column that is not their base, and
// intervals and p-values that stand alone.
func TestFiguresOfOtherColumns(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	interval := func(low, high float64) rma.Cell {
		return rma.IntervalCell(rma.Interval{Lo: low, Hi: high, Level: 0.95}, 2)
	}
	inhabitants := []rma.Column{{Key: "people", Things: true}, {Key: "k"}, {Key: "figure", Base: "people"}}
	unprinted := []rma.Column{{Key: "people", Things: true}, {Key: "figure", Base: "people"}}
	other := []rma.Column{{Key: "reports"}, {Key: "families"}, {Key: "figure", Base: "reports"}}
	for _, test := range []struct {
		why     string
		columns []rma.Column
		rows    [][]rma.Cell
		want    []string
	}{
		{"per thousand inhabitants, with the count hidden", inhabitants, [][]rma.Cell{
			{c(48211), c(3), n(0.06, 2)}, {c(61872), c(40), n(0.65, 2)}, {c(9120), c(12), n(1.32, 2)}}, []string{".", "0.65", "1.32"}},
		{"per thousand inhabitants, in thousands", inhabitants, [][]rma.Cell{
			{n(48.211, 3), c(3), n(0.06, 2)}, {n(61.872, 3), c(40), n(0.65, 2)}, {n(9.12, 2), c(12), n(1.32, 2)}}, []string{".", "0.65", "1.32"}},
		{"per thousand inhabitants, with no count", unprinted, [][]rma.Cell{
			{c(48211), n(0.06, 2)}, {c(61872), n(0.65, 2)}, {c(9120), n(1.32, 2)}}, []string{".", "0.65", "1.32"}},
		{"so coarse that the count is open", []rma.Column{unprinted[0], {Key: "figure", Base: "people", Label: rma.PlainText("per 1.000 inwoners")}}, [][]rma.Cell{
			{c(148211), n(0.1, 1)}, {c(161872), n(0.6, 1)}, {c(109120), n(1.3, 1)}}, []string{"0.1", "0.6", "1.3"}},
		{"the interval of a rate alone", unprinted, [][]rma.Cell{
			{c(48211), interval(0.01, 0.18)}, {c(61872), interval(0.46, 0.88)}}, []string{".", "."}},
		{"the interval of a figure that is not there, beside a hidden count", other, [][]rma.Cell{
			{c(48), c(3), interval(0.02, 0.17)}, {c(62), c(30), interval(0.36, 0.61)}}, []string{".", interval(0.36, 0.61).Format(rma.English)}},
		{"a p-value beside a hidden count", other, [][]rma.Cell{
			{c(48), c(3), rma.PValueCell(0.02)}, {c(62), c(30), rma.PValueCell(0.02)}}, []string{".", "0.020"}},
		{"percentages of the families, said to rest on the reports", other, [][]rma.Cell{
			{c(48), c(31), n(9.7, 1)}, {c(62), c(53), n(39.6, 1)}, {c(71), c(47), n(31.9, 1)}, {c(90), c(61), n(42.6, 1)}, {c(81), c(37), n(29.7, 1)}},
			[]string{".", "39.6", "31.9", "42.6", "29.7"}},
		{"one row that fits no percentage", other[:1:1], [][]rma.Cell{
			{c(48), n(6.3, 1)}, {c(62), n(95.2, 1)}, {c(24), n(38.3, 1)}, {c(240), n(38.3, 1)}, {c(52), n(25, 1)}, {c(39), n(41, 1)}},
			[]string{".", ".", "38.3", "38.3", "25.0", "41.0"}},
		{"means", other[:1:1], [][]rma.Cell{
			{c(48), n(3.3, 1)}, {c(62), n(4, 1)}, {c(24), n(3.8, 1)}, {c(240), n(2.9, 1)}, {c(52), n(3.1, 1)}, {c(39), n(3.7, 1)}},
			[]string{"3.3", "4.0", "3.8", "2.9", "3.1", "3.7"}},
	} {
		table := rma.Table{ID: "t", Columns: test.columns}
		if len(table.Columns) == 1 {
			table.Columns = append(table.Columns, rma.Column{Key: "figure", Base: "reports"})
		}
		for i, cells := range test.rows {
			table.Rows = append(table.Rows, rma.Row{Key: string(rune('a' + i)), Cells: cells})
		}
		got, err := ProtectTable(table, Policy{Audience: SteeringGroup})
		require.NoError(t, err, test.why)
		var figures []string
		for _, r := range printed(got) {
			figures = append(figures, r[len(r)-1])
		}
		assert.Equal(t, test.want, figures, test.why)
	}
}

// Beside columns that have nothing to do with them, means stay.
func TestMeansAreNotTakenForRates(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	hidden := 0
	for range 500 {
		table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "a"}, {Key: "b"}, {Key: "people", Things: true}, {Key: "mean", Base: "n"}}}
		for i := range 2 + r.IntN(12) {
			table.Rows = append(table.Rows, rma.Row{Key: fmt.Sprint(i), Cells: []rma.Cell{
				rma.CountCell(20 + r.IntN(200)), rma.CountCell(r.IntN(20)), rma.CountCell(r.IntN(90)), rma.CountCell(4000 + r.IntN(90000)),
				rma.NumberCell(1+4*r.Float64(), 1+r.IntN(2))}})
		}
		got, err := ProtectTable(table, Policy{})
		require.NoError(t, err)
		for _, row := range printed(got) {
			if row[4] == "." {
				hidden++
				break
			}
		}
	}
	assert.LessOrEqual(t, hidden, 25, "of 500 tables, as good as none by chance")
	t.Log("tables with a mean taken for a rate:", hidden)
}

// A mean that one table hides beside that of few is hidden in another table of the
// same cases too.
func TestMeansOfTwoTables(t *testing.T) {
	row := func(key string, n int, mean float64) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(mean, 2)}}
	}
	table := func(id string, sums []rma.Sum, rows ...rma.Row) rma.Table {
		return rma.Table{ID: id, Counts: "visits", RowBy: "pilot", Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n"}}, Rows: rows, RowSums: sums}
	}
	all := table("all", []rma.Sum{{Total: "T", Parts: []string{"a", "b", "c"}}}, row("a", 8, 3), row("b", 20, 4), row("c", 30, 5), row("T", 58, 4.38))
	some := table("some", []rma.Sum{{Total: "T", Parts: []string{"b"}, Rest: true}}, row("b", 20, 4), row("T", 58, 4.38))
	release, err := Protect(Material{Tables: []rma.Table{all, some}}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	first, second := printed(release.Tables()[0]), printed(release.Tables()[1])
	assert.Equal(t, []string{".", ".", "5.00", "4.38"}, []string{first[0][1], first[1][1], first[2][1], first[3][1]})
	assert.Equal(t, []string{".", "4.38"}, []string{second[0][1], second[1][1]}, "or that of a follows")

	few := table("few", []rma.Sum{{Total: "T", Parts: []string{"b"}, Rest: true}}, row("b", 20, 4), row("T", 28, 3.7))
	got, err := ProtectTable(few, Policy{Audience: SteeringGroup, MinCell: -1})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"20", "."}, {"28", "3.70"}}, printed(got), "of the eight that are left the mean would follow")
}

// Means in groups of groups: all of A is hidden, and both of its parts are shown.
func TestMeansOfGroupsOfGroups(t *testing.T) {
	row := func(key string, n int, mean float64) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(mean, 2)}}
	}
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "mean", Base: "n"}},
		Rows:    []rma.Row{row("a1", 20, 3), row("a2", 30, 4), row("A", 50, 3.6), row("B", 7, 1), row("T", 57, 3.28)},
		RowSums: []rma.Sum{{Total: "T", Parts: []string{"A", "B"}}, {Total: "A", Parts: []string{"a1", "a2"}}}}
	got, err := ProtectTable(table, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	rows := printed(got)
	assert.Equal(t, ".", rows[3][1])
	assert.True(t, rows[0][1] == "." || rows[1][1] == "." || rows[4][1] == ".", "A is (20 x 3 + 30 x 4) / 50, and B what is left of T: %v", rows)
}

// The unknowns that equations tell are those that no other solution changes.
func TestSolved(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		n, m := 1+r.IntN(5), 1+r.IntN(5)
		equations := make([][]float64, m)
		for i := range equations {
			for range n {
				equations[i] = append(equations[i], float64(r.IntN(3)-1))
			}
		}
		want := map[int]bool{}
		for k := range n {
			want[k] = true
		}
		// every combination of small shifts that keeps the equations, by trying all
		for code := range int(math.Pow(5, float64(n))) {
			shift := make([]int, n)
			for k, c := 0, code; k < n; k, c = k+1, c/5 {
				shift[k] = c%5 - 2
			}
			keeps := true
			for _, e := range equations {
				sum := 0
				for k, v := range e {
					sum += int(v) * shift[k]
				}
				keeps = keeps && sum == 0
			}
			for k, v := range shift {
				if keeps && v != 0 {
					want[k] = false
				}
			}
		}
		got := map[int]bool{}
		for k := range n {
			got[k] = false
		}
		before := fmt.Sprint(equations)
		for _, k := range solved(equations) {
			got[k] = true
		}
		for k := range n {
			if got[k] {
				assert.True(t, want[k], "%d in %s", k, before)
			}
		}
		if n <= 3 { // with more, a shift can be larger than those tried
			assert.Equal(t, want, got, before)
		}
	}
}
