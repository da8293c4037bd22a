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

func rowsOf(rows ...[]rma.Cell) (out []rma.Row) {
	for i, cells := range rows {
		out = append(out, rma.Row{Key: string(rune('a' + i)), Cells: cells})
	}
	return out
}

// shownFigures protects a table for the steering group and returns what is printed in
// its last column.
func shownFigures(t testing.TB, table rma.Table, p Policy) (figures []string, warnings []rma.Warning) {
	t.Helper()
	table.ID = "t"
	r, err := Protect(Material{Tables: []rma.Table{table}}, p)
	require.NoError(t, err)
	for _, row := range printed(r.Tables()[0]) {
		figures = append(figures, row[len(row)-1])
	}
	return figures, r.Warnings()
}

// Of a figure of which the table does not say what it follows from nobody can tell
// what it gives away: each of these gives away a 3.
func TestFiguresOfWhichNothingIsSaid(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	interval := rma.IntervalCell(rma.Interval{Lo: 2.1, Hi: 16.8}, 1)
	for _, test := range []struct {
		why     string
		columns []rma.Column
		cells   []rma.Cell
	}{
		{"a percentage beside its count", []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "f", Base: "n"}}, []rma.Cell{c(48), c(3), n(6.25, 1)}},
		{"a percentage alone", []rma.Column{{Key: "n"}, {Key: "f", Base: "n"}}, []rma.Cell{c(48), n(6.25, 1)}},
		{"a rate of inhabitants", []rma.Column{{Key: "people", Things: true}, {Key: "f", Base: "people"}}, []rma.Cell{c(48211), n(0.06, 2)}},
		{"the lower limit of a percentage", []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "f", Base: "n"}}, []rma.Cell{c(48), c(3), n(2.1, 1)}},
		{"an interval alone", []rma.Column{{Key: "n"}, {Key: "f", Base: "n"}}, []rma.Cell{c(48), interval}},
		{"an odds ratio", []rma.Column{{Key: "n1"}, {Key: "k1"}, {Key: "n2"}, {Key: "k2"}, {Key: "f", Base: "n1"}}, []rma.Cell{c(48), c(3), c(62), c(20), n(0.14, 2)}},
		{"a difference", []rma.Column{{Key: "before"}, {Key: "after"}, {Key: "f", Base: "before"}}, []rma.Cell{c(13), c(3), n(-10, 0)}},
		{"a p-value", []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "f", Base: "n"}}, []rma.Cell{c(48), c(3), rma.PValueCell(0.02)}},
		{"no number of cases either", []rma.Column{{Key: "n"}, {Key: "f"}}, []rma.Cell{c(48), n(6.25, 1)}},
	} {
		table := rma.Table{Columns: test.columns, Rows: rowsOf(test.cells)}
		for _, p := range []Policy{{}, steering} {
			got, warnings := shownFigures(t, table, p)
			assert.Equal(t, []string{"."}, got, test.why)
			assert.Contains(t, warnings, rma.Warn(WarnFigures, "table=t, column=f"), test.why)
		}
		if test.columns[len(test.columns)-1].Base != "" {
			got, warnings := shownFigures(t, table, Policy{Audience: Team})
			assert.NotEqual(t, []string{"."}, got, test.why)
			assert.Empty(t, warnings)
		}
	}
}

// A figure that follows from columns is shown where these are, as they are.
func TestFiguresFromColumns(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	rate := []rma.Column{{Key: "people", Things: true}, {Key: "k"}, {Key: "rate", Base: "people", From: []string{"k", "people"}}}
	rows := rowsOf([]rma.Cell{c(48211), c(3), n(0.06, 2)}, []rma.Cell{c(61872), c(40), n(0.65, 2)}, []rma.Cell{n(9.12, 2), c(12), n(1.32, 2)}, []rma.Cell{{}, c(12), n(1.32, 2)})
	got, warnings := shownFigures(t, rma.Table{Columns: rate, Rows: rows}, steering)
	assert.Equal(t, []string{".", "0.65", "1.32", "."}, got, "not beside a hidden count, nor where the inhabitants are not there")
	assert.Empty(t, warnings)
	got, warnings = shownFigures(t, rma.Table{Columns: rate, Rows: rows[:3]}, Policy{})
	assert.Equal(t, []string{".", ".", "."}, got, "the inhabitants of the third are in thousands, so that they are no rates of one kind")
	assert.Empty(t, warnings)
	per1000 := rowsOf([]rma.Cell{c(48211), c(3), n(0.06, 2)}, []rma.Cell{c(61872), c(42), n(0.68, 2)}, []rma.Cell{c(9120), c(12), n(1.32, 2)})
	got, _ = shownFigures(t, rma.Table{Columns: rate, Rows: per1000}, Policy{})
	assert.Equal(t, []string{".", "0.65", "1.10"}, got, "rates of 40 and 10, as the counts are printed")
	percent := []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "pct", Base: "n", From: []string{"k", "n"}}}
	got, _ = shownFigures(t, rma.Table{Columns: percent, Rows: rowsOf([]rma.Cell{c(48), c(23), n(47.9, 1)}, []rma.Cell{c(62), c(31), n(50, 1)})}, Policy{})
	assert.Equal(t, []string{"50.0", "50.0"}, got, "25 of 50, and 30 of 60")

	odds := []rma.Column{{Key: "a"}, {Key: "b"}, {Key: "or", From: []string{"a", "b"}}}
	got, _ = shownFigures(t, rma.Table{Columns: odds, Rows: rowsOf([]rma.Cell{c(7), c(8), n(0.88, 2)}, []rma.Cell{c(7), c(28), n(0.25, 2)})}, steering)
	assert.Equal(t, []string{".", "0.25"}, got, "with no base named it rests on the largest of them, which is fewer than MinBase in the first row")
	three := []rma.Column{{Key: "a"}, {Key: "b"}, {Key: "c"}, {Key: "f", Base: "a", From: []string{"a", "b", "c"}}}
	got, _ = shownFigures(t, rma.Table{Columns: three, Rows: rowsOf([]rma.Cell{c(40), c(28), c(30), n(0.25, 2)})}, Policy{})
	assert.Equal(t, []string{"."}, got, "that cannot be computed again of rounded counts")
	odds[2].From = append(odds[2].From, "nowhere")
	_, err := ProtectTable(rma.Table{ID: "t", Columns: odds}, steering)
	assert.ErrorIs(t, err, ErrShape, "a column that is not there cannot be looked at")
	assert.ErrorContains(t, err, `there is no column "nowhere"`)
}

// A figure of values is shown with the number of cases that it rests on.
func TestFiguresOfValues(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	based := []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "days", Base: "n", Values: true}}
	got, warnings := shownFigures(t, rma.Table{Columns: based, Rows: rowsOf([]rma.Cell{c(40), c(3), n(7.5, 1)}, []rma.Cell{c(7), c(7), n(7.5, 1)}, []rma.Cell{c(60), c(20), n(6.1, 1)})}, steering)
	assert.Equal(t, []string{"7.5", ".", "6.1"}, got)
	assert.Empty(t, warnings)

	sums := []rma.Sum{{Total: "n", Parts: []string{"k", "rest"}}}
	parts := []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "rest"}, {Key: "days", Base: "rest", Values: true}}
	got, _ = shownFigures(t, rma.Table{Columns: parts, ColumnSums: sums, Rows: rowsOf([]rma.Cell{c(26), c(3), c(23), n(6.5, 1)})}, steering)
	assert.Equal(t, []string{"."}, got, "how many the 23 are is hidden, and the mean of all would weigh by it")

	loose := []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "days", Values: true}}
	got, _ = shownFigures(t, rma.Table{Columns: loose, Rows: rowsOf([]rma.Cell{c(40), c(3), n(7.5, 1).WithN(40)}, []rma.Cell{c(60), c(20), n(6.1, 1).WithN(60)})}, steering)
	assert.Equal(t, []string{".", "6.1"}, got, "without a base it may rest on any count of the row")
	_, err := ProtectTable(rma.Table{ID: "t", Columns: loose, Rows: rowsOf([]rma.Cell{c(40), c(3), n(7.5, 1)})}, steering)
	assert.ErrorIs(t, err, ErrNoBase)

	tested := []rma.Column{{Key: "n"}, {Key: "k"}, {Key: "p", Base: "n", Values: true}}
	got, _ = shownFigures(t, rma.Table{Columns: tested, Rows: rowsOf([]rma.Cell{c(40), c(3), rma.PValueCell(0.03)}, []rma.Cell{c(60), c(20), rma.PValueCell(0.03)}, []rma.Cell{c(100), c(23), rma.PValueCell(0.01)}),
		RowSums: []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}}, steering)
	assert.Equal(t, []string{".", ".", "."}, got, "a test goes with the counts beside it, and with those of the parts of a total")
}

// The mean answer beside the counts of every answer tells one that is hidden.
func TestMeansOfAScale(t *testing.T) {
	c := rma.CountCell
	table := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "neutral"}, {Key: "yes"}, {Key: "sd", Base: "n", Values: true}, {Key: "mean", Base: "n", Values: true}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"no", "neutral", "yes"}}}}
	row := func(no, neutral, yes int, mean float64) []rma.Cell {
		return []rma.Cell{c(no + neutral + yes), c(no), c(neutral), c(yes), rma.NumberCell(0.7, 2), rma.NumberCell(mean, 2)}
	}
	table.Rows = rowsOf(row(3, 14, 31, 2.58), row(3, 14, 31, 2.71), row(13, 14, 21, 2.17), row(31, 14, 3, 2.58), row(3, 14, 31, 1.58))
	got, _ := shownFigures(t, table, steering)
	assert.Equal(t, []string{".", "2.71", "2.17", ".", "."}, got, "the second is of something else; in the third nothing is hidden; the fourth goes down and the last begins at 0")
}

// What follows from a figure goes with it, in whatever order they stand.
func TestFiguresThatFollow(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	sum := []rma.Column{{Key: "all"}, {Key: "n"}, {Key: "sum", Base: "all", From: []string{"days", "n"}}, {Key: "days", Base: "n", Values: true}}
	got, _ := shownFigures(t, rma.Table{Columns: append(sum[:3:3], sum[3]), Rows: rowsOf([]rma.Cell{c(40), c(8), n(32, 0), n(4, 2)})}, steering)
	assert.Equal(t, []string{"."}, got)
	table := rma.Table{ID: "t", Columns: sum, Rows: rowsOf([]rma.Cell{c(40), c(8), n(32, 0), n(4, 2)})}
	shown, err := ProtectTable(table, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"40", "8", ".", "."}}, printed(shown), "32 is 8 times the mean of eight")
	table.Columns[2].From = []string{"sum"}
	_, err = ProtectTable(table, steering)
	assert.ErrorIs(t, err, ErrShape, "nothing follows from itself")

	rounded := []rma.Column{{Key: "k"}, {Key: "n"}, {Key: "pct", Base: "n", From: []string{"k", "n"}}}
	got, _ = shownFigures(t, rma.Table{Columns: rounded, Rows: rowsOf([]rma.Cell{c(11), c(12), n(91.7, 1)})}, Policy{RoundTo: 25})
	assert.Equal(t, []string{"."}, got, "of 0 cases there is no rate")
	got, _ = shownFigures(t, rma.Table{Columns: rounded, Rows: rowsOf([]rma.Cell{rma.PlainCell("fewer than five"), c(48), n(6.3, 1)})}, steering)
	assert.Equal(t, []string{"."}, got, "words are no number to follow from")
}

// A mean that rests on some of the cases of its base, on cases that another table
// hides, or that is a hidden count per case.
func TestMeansOfSomeOfTheBase(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	some := []rma.Column{{Key: "n"}, {Key: "unknown"}, {Key: "days", Base: "n", Values: true}}
	got, _ := shownFigures(t, rma.Table{Columns: some, Rows: rowsOf([]rma.Cell{c(26), c(3), n(6.5, 2).WithN(23)}, []rma.Cell{c(47), c(14), n(11.25, 2).WithN(33)})}, steering)
	assert.Equal(t, []string{".", "11.25"}, got)
	each := []rma.Column{{Key: "families"}, {Key: "children"}, {Key: "each", Base: "families", Values: true}}
	got, _ = shownFigures(t, rma.Table{Columns: each, Rows: rowsOf([]rma.Cell{c(12), c(3), n(0.25, 2)})}, steering)
	assert.Equal(t, []string{"."}, got)

	sexes := rma.Table{ID: "sexes", Counts: "visits", RowBy: "pilot", Columns: columnsOf("women", "men", "all"), ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"women", "men"}}},
		Rows: rowsOf([]rma.Cell{c(3), c(23), c(26)})}
	means := rma.Table{ID: "means", Counts: "visits", RowBy: "pilot", Columns: []rma.Column{{Key: "days", Values: true}}, Rows: rowsOf([]rma.Cell{n(6.5, 2).WithN(23)}, []rma.Cell{n(6.5, 2).WithN(40)})}
	r, err := Protect(Material{Tables: []rma.Table{sexes, means}}, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"."}, {"6.50"}}, printed(r.Tables()[1]))

	across := rma.Table{ID: "t", Columns: columnsOf("HOO", "EMM", "T"), ColumnSums: []rma.Sum{{Total: "T", Parts: []string{"HOO", "EMM"}}}, Rows: rowsOf(
		[]rma.Cell{c(8), c(30), c(38)}, []rma.Cell{n(3, 2).WithN(8), n(5, 2).WithN(30), n(4.58, 2).WithN(38)})}
	across.Rows[1].Values = true
	shown, err := ProtectTable(across, steering)
	require.NoError(t, err)
	assert.Equal(t, []string{".", ".", "4.58"}, printed(shown)[1], "the mean of eight follows from the others")
}

// A mean of whole days with two decimals is that of 25 and of no other of 23 to 27.
func TestMeansOfRoundedCounts(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	table := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}, Rows: rowsOf(
		[]rma.Cell{c(25), n(8.32, 2)}, []rma.Cell{c(250), n(8.324, 3)}, []rma.Cell{c(2500), n(8.3244, 4)}, []rma.Cell{c(25), n(8, 0)})}
	got, _ := shownFigures(t, table, Policy{})
	assert.Equal(t, []string{"8.3", "8.32", "8.324", "8"}, got)
	got, _ = shownFigures(t, table, steering)
	assert.Equal(t, []string{"8.32", "8.324", "8.3244", "8"}, got)
}

// Two shares of a row are the same, and one is hidden: its interval goes with it.
func TestIntervalsOfEqualShares(t *testing.T) {
	nine := rma.Proportion{K: 9, N: 21}
	share := rma.Share{Proportion: nine, Interval: nine.Wilson(0)}
	table := rma.Table{ID: "t", Columns: columnsOf("day", "day-ci", "next", "next-ci"), Rows: rowsOf(
		[]rma.Cell{rma.ShareCell(nine), rma.ShareIntervalCell(share), rma.ShareCell(nine), rma.ShareIntervalCell(share)})}
	r, err := Protect(Material{Tables: []rma.Table{table}, Waivers: []Waiver{{Of: Count{Table: "t", Row: "a", Column: "day"}, Reason: "published", By: "lead"}}}, Policy{})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"9 of 21 (43%)", "24%–63%", ".", "."}}, printed(r.Tables()[0]))
}

// In a table of which the rows are the characteristics, the rows say it.
func TestFiguresInRows(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	table := rma.Table{Columns: columnsOf("HOO", "EMM"), Rows: rowsOf(
		[]rma.Cell{c(48), c(62)}, []rma.Cell{c(3), c(25)}, []rma.Cell{n(6.3, 1).WithN(48), n(40.3, 1).WithN(62)}, []rma.Cell{n(33.5, 1).WithN(48), n(35.1, 1).WithN(62)})}
	table.Rows[3].Values = true
	got, err := ProtectTable(func() rma.Table { table.ID = "t"; return table }(), steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"48", "62"}, {".", "25"}, {".", "."}, {"33.5", "35.1"}}, printed(got), "percentages of which nothing is said are hidden, ages are not")
	table.Rows[0].Cells[0], table.Rows[3].Cells[0] = c(4), n(33.5, 1).WithN(4)
	got, err = ProtectTable(table, Policy{Audience: SteeringGroup, MinBase: -1})
	require.NoError(t, err)
	assert.Equal(t, []string{".", "35.1"}, printed(got)[3], "nor is a mean of a hidden number shown")
}

// The mean of all is weighed by how many the groups are: it must not tell what is
// hidden. Every number of women that fits what is printed is tried.
func TestMeansTellNoWeights(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "women"}, {Key: "men"}, {Key: "all"}, {Key: "days", Base: "men", Values: true}},
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"women", "men"}}}, RowSums: []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}},
		Rows: rowsOf([]rma.Cell{c(3), c(23), c(26), n(6.5, 2)}, []rma.Cell{c(14), c(33), c(47), n(11.25, 2)}, []rma.Cell{c(17), c(56), c(73), n(9.30, 2)})}
	for _, p := range []Policy{{}, steering} {
		got, err := ProtectTable(table, p)
		require.NoError(t, err)
		settings, err := p.Settings()
		require.NoError(t, err)
		rows := got.View().Rows
		low, high := 1000, 0
		for women := 1; women < settings.MinCell; women++ { // the rest of the row is free, as far as the mean goes
			for all := 20; all <= 32; all++ {
				if settings.RoundTo < 2 && all != 26 {
					continue
				}
				men := float64(all - women)
				fits := true
				if cells := rows[0].Cells; cells[3].Kind != rma.Withheld && rows[1].Cells[3].Kind != rma.Withheld && rows[2].Cells[3].Kind != rma.Withheld {
					mean := (men*cells[3].Number + 33*rows[1].Cells[3].Number) / (men + 33)
					fits = math.Abs(mean-rows[2].Cells[3].Number) < 0.011
				}
				if fits {
					low, high = min(low, women), max(high, women)
				}
			}
		}
		assert.GreaterOrEqual(t, high-low, settings.MinCell-2, "all that a small count can be: %v", printed(got))
	}
}

// Means side by side: that of all, less those of the women, is that of the men.
func TestMeansInColumnsThatAddUp(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	table := func(women, men, rest int) rma.Table {
		return rma.Table{ID: "t",
			Columns: []rma.Column{{Key: "n"}, {Key: "n_w"}, {Key: "n_m"}, {Key: "n_x"},
				{Key: "mean", Base: "n", Values: true}, {Key: "mean_w", Base: "n_w", Values: true}, {Key: "mean_m", Base: "n_m", Values: true}, {Key: "mean_x", Base: "n_x", Values: true}},
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

// A mean that one table hides beside that of few is hidden in another table of the
// same cases too.
func TestMeansOfTwoTables(t *testing.T) {
	row := func(key string, n int, mean float64) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(mean, 2)}}
	}
	table := func(id string, sums []rma.Sum, rows ...rma.Row) rma.Table {
		return rma.Table{ID: id, Counts: "visits", RowBy: "pilot", Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}, Rows: rows, RowSums: sums}
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

// Means of one kind are held against each other wherever they stand.
func TestMeansElsewhere(t *testing.T) {
	c, n := rma.CountCell, rma.NumberCell
	columns := []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}
	parts := rma.Table{ID: "pilots", Counts: "visits", RowBy: "pilot", Columns: columns,
		Rows: rowsOf([]rma.Cell{c(8), n(3, 2)}, []rma.Cell{c(20), n(4, 2)}, []rma.Cell{c(30), n(5, 2)})}
	months := rma.Table{ID: "months", Counts: "visits", RowBy: "month", Columns: columns, RowSums: []rma.Sum{{Total: "T", Parts: []string{"jan", "feb"}}},
		Rows: []rma.Row{{Key: "jan", Cells: []rma.Cell{c(28), n(4.5, 2)}}, {Key: "feb", Cells: []rma.Cell{c(30), n(4.26, 2)}}, {Key: "T", Cells: []rma.Cell{c(58), n(4.38, 2)}}}}
	r, err := Protect(Material{Tables: []rma.Table{parts, months}}, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"8", "."}, {"20", "."}, {"30", "5.00"}}, printed(r.Tables()[0]), "the total of the other table tells the mean of eight")

	other := rma.Table{ID: "other", Counts: "visits", RowBy: "pilot", Columns: []rma.Column{{Key: "n"}, {Key: "gem_dagen", Base: "n", Values: true}}, Rows: parts.Rows[1:2]}
	r, err = Protect(Material{Tables: []rma.Table{parts, months, other}}, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"20", "."}}, printed(r.Tables()[2]), "under another name it is the same")

	loose := rma.Table{ID: "loose", Columns: []rma.Column{{Key: "n"}, {Key: "days", Values: true}}, Rows: rowsOf(
		[]rma.Cell{c(8), n(3, 2).WithN(8)}, []rma.Cell{c(20), n(4, 2).WithN(20)}, []rma.Cell{c(30), n(5, 2).WithN(30)}, []rma.Cell{c(58), n(4.38, 2).WithN(58)})}
	got, err := ProtectTable(loose, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"8", "."}, {"20", "."}, {"30", "5.00"}, {"58", "4.38"}}, printed(got), "nor in a total that is not declared")
}

// The mean of two tables is hidden as an observation too, by whichever name the
// table knows it, and how many it rests on is a count like any other.
func TestFiguresAsObservations(t *testing.T) {
	c, n := rma.CountCell, rma.NumberCell
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}, RowSums: []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}},
		Rows: rowsOf([]rma.Cell{c(8), n(3, 2)}, []rma.Cell{c(20), n(4, 2).WithSame("b")}, []rma.Cell{c(30), n(5, 2).WithRefs("c")}, []rma.Cell{c(58), n(4.38, 2).WithRefs("d")})}
	m := Material{Tables: []rma.Table{table}, Evidence: evidence(t, estimateObs("b", 20), estimateObs("c", 30), estimateObs("d", 58))}
	assert.Equal(t, map[string]string{"b": ".", "c": "3.40", "d": "3.40"}, shownOf(t, m, steering))

	counts := rma.Table{ID: "t", Columns: columnsOf("n"), RowSums: table.RowSums, Rows: rowsOf([]rma.Cell{c(3)}, []rma.Cell{c(14).WithSame("mean")}, []rma.Cell{c(43)}, []rma.Cell{c(60)})}
	m = Material{Tables: []rma.Table{counts}, Evidence: evidence(t, estimateObs("mean", 14))}
	r, err := Protect(m, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"."}, {"."}, {"43"}, {"60"}}, printed(r.Tables()[0]))
	o, _ := r.Evidence().Get("mean")
	assert.True(t, o.Withheld && o.N == 0, "60 - 43 - 14 is 3")
}

// Means in groups of groups: all of A is hidden, and both of its parts are shown.
func TestMeansOfGroupsOfGroups(t *testing.T) {
	row := func(key string, n int, mean float64) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(mean, 2)}}
	}
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "mean", Base: "n", Values: true}},
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
