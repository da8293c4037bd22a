package privacy

import (
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
