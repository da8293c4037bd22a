package privacy

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The mean answer beside the counts of every answer tells one that is hidden.
func TestMeansOfAScale(t *testing.T) {
	c := rma.CountCell
	table := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "neutral"}, {Key: "yes"}, {Key: "sd", Base: "n", Values: true}, {Key: "mean", Base: "n", Values: true}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"no", "neutral", "yes"}}}}
	row := func(no, neutral, yes int, mean float64) []rma.Cell {
		return []rma.Cell{c(no + neutral + yes), c(no), c(neutral), c(yes), rma.NumberCell(0.7, 2), rma.NumberCell(mean, 2)}
	}
	table.Rows = rowsOf(row(3, 14, 31, 2.58), row(3, 15, 30, 2.71), row(13, 14, 21, 2.17), row(31, 14, 3, 2.58), row(3, 13, 32, 1.60))
	got, _ := shownFigures(t, table, steering)
	assert.Equal(t, []string{".", "2.71", "2.17", ".", "."}, got, "the second is of something else; in the third nothing is hidden; the fourth goes down and the last begins at 0")
}

// The counts of the answers may stand in rows, beside a mean that names no base, in
// another table, or the mean among the observations.
func TestMeansOfAScaleElsewhere(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	answers := []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}}
	down := rma.Table{ID: "t", Columns: columnsOf("HOO", "EMM"), RowSums: answers, Rows: rowsOf([]rma.Cell{c(3), c(13)}, []rma.Cell{c(14), c(14)}, []rma.Cell{c(31), c(21)}, []rma.Cell{c(48), c(48)},
		[]rma.Cell{n(2.58, 2).WithN(48), n(2.17, 2).WithN(48)}, []rma.Cell{n(33.5, 1).WithN(48), n(2.3, 1).WithN(48)})}
	down.Rows[4].Values, down.Rows[5].Values = true, true
	got, err := ProtectTable(down, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{".", "2.17"}, {"33.5", "2.3"}}, printed(got)[4:], "the answers in rows, and means of other things")

	across := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "neutral"}, {Key: "yes"}, {Key: "mean", Values: true}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"no", "neutral", "yes"}}}, Rows: rowsOf([]rma.Cell{c(48), c(3), c(14), c(31), n(2.58, 2).WithN(48)})}
	shown, _ := shownFigures(t, across, steering)
	assert.Equal(t, []string{"."}, shown, "a mean that names no base")

	counts := rma.Table{ID: "counts", Counts: "answers", RowBy: "answer", Columns: columnsOf("n"), RowSums: answers, Rows: rowsOf([]rma.Cell{c(3)}, []rma.Cell{c(14)}, []rma.Cell{c(31)}, []rma.Cell{c(48).WithSame("mean", "age")})}
	mean := rma.Table{ID: "mean", Counts: "answers", RowBy: "answer", Columns: []rma.Column{{Key: "n"}, {Key: "mean", Base: "n", Values: true}}, Rows: []rma.Row{{Key: "d", Cells: []rma.Cell{c(48), n(2.58, 2)}}}}
	r, err := Protect(Material{Tables: []rma.Table{counts, mean}}, steering)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"48", "."}}, printed(r.Tables()[1]), "another table")
	m := Material{Tables: []rma.Table{counts}, Evidence: evidence(t, meanObs("mean", 2.58, 48), meanObs("age", 33.5, 48))}
	assert.Equal(t, map[string]string{"mean": ".", "age": "33.50"}, shownOf(t, m, steering), "an observation")
}

// meanObs is an estimate of the name that its id begins with.
func meanObs(id string, v float64, n int) rma.Observation {
	o := estimateObs(id, n)
	name, _, _ := strings.Cut(id, "/")
	o.Estimate.Name, o.Estimate.Value = rma.PlainText(name), v
	return o
}

// Means that stand among the observations alone, or of all there and of the groups
// in a table, are weighed like those of one table.
func TestMeansInTheEvidence(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	counts := rma.Table{ID: "counts", Columns: columnsOf("n"), RowSums: []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}},
		Rows: rowsOf([]rma.Cell{c(8).WithSame("days/a")}, []rma.Cell{c(20).WithSame("days/b", "age/b")}, []rma.Cell{c(30).WithSame("days/c")}, []rma.Cell{c(58).WithSame("days/d", "age/d")})}
	alone := Material{Tables: []rma.Table{counts}, Evidence: evidence(t, meanObs("days/a", 3, 8), meanObs("days/b", 4, 20), meanObs("days/c", 5, 30), meanObs("days/d", 4.38, 58),
		meanObs("age/b", 33, 20), meanObs("age/d", 35, 58))}
	assert.Equal(t, map[string]string{"days/a": ".", "days/b": ".", "days/c": "5.00", "days/d": "4.38", "age/b": "33.00", "age/d": "35.00"}, shownOf(t, alone, steering),
		"the mean of eight would follow from the other three; of age nothing is hidden")

	table := rma.Table{ID: "means", Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}, RowSums: counts.RowSums,
		Rows: rowsOf([]rma.Cell{c(8), n(3, 2)}, []rma.Cell{c(20), n(4, 2)}, []rma.Cell{c(30), n(5, 2)}, []rma.Cell{c(58).WithSame("all/d", "age/d")})}
	of := func(all float64) []string {
		r, err := Protect(Material{Tables: []rma.Table{table}, Evidence: evidence(t, meanObs("all/d", all, 58), meanObs("age/d", 35, 58))}, steering)
		require.NoError(t, err)
		var out []string
		for _, row := range printed(r.Tables()[0])[:3] {
			out = append(out, row[1])
		}
		return out
	}
	assert.Equal(t, []string{".", ".", "5.00"}, of(4.38), "by another name it is known by its number")
	assert.Equal(t, []string{".", "4.00", "5.00"}, of(41.5), "a figure that is not their mean is something else")
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
