package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var meanCols = []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}}

func meanRow(key string, n int, mean float64) rma.Row {
	return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(mean, 2)}}
}

func countRow(key string, n int) rma.Row {
	return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), {}}}
}

// tableOf protects one table for the steering group.
func tableOf(t *testing.T, table rma.Table) [][]string {
	table.ID = "t"
	got, err := ProtectTable(table, steering)
	require.NoError(t, err)
	return printed(got)
}

func anyPoint(cells ...string) bool {
	for _, c := range cells {
		if c == "." {
			return true
		}
	}
	return false
}

// The chain is cut where a margin prints no mean. B (8 cases) = (58 x 3.24 - 20 x 3 - 30 x 4) / 8 = 0.99 (true 1).
func TestMeansAcrossAMarginWithoutOne(t *testing.T) {
	got := tableOf(t, rma.Table{Columns: meanCols, Rows: []rma.Row{meanRow("a1", 20, 3), meanRow("a2", 30, 4), countRow("A", 50), meanRow("B", 8, 1), meanRow("T", 58, 3.24)},
		RowSums: []rma.Sum{{Total: "A", Parts: []string{"a1", "a2"}}, {Total: "T", Parts: []string{"A", "B"}}}})
	assert.True(t, anyPoint(got[0][1], got[1][1], got[4][1]), "tree: %v", got)

	n, c, x := rma.NumberCell, rma.CountCell, rma.Cell{} // by sex and pilot, a mean of all only: EMM men... 8 = 78 x 4.59 - 80 - 150 - 120
	cross := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "w"}, {Key: "m"}, {Key: "mean", Base: "n", Values: true}, {Key: "mw", Base: "w", Values: true}, {Key: "mm", Base: "m", Values: true}},
		Rows:    rowsOf([]rma.Cell{c(28), c(20), c(8), x, n(4, 2), n(1, 2)}, []rma.Cell{c(50), c(30), c(20), x, n(5, 2), n(6, 2)}, []rma.Cell{c(78), c(50), c(28), n(4.59, 2), x, x}),
		RowSums: []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}, ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"w", "m"}}}}
	got = tableOf(t, cross)
	assert.True(t, anyPoint(got[0][4], got[1][4], got[1][5], got[2][3]), "crossed: %v", got)
}

// The same among observations alone. z = (58 x 3.24 - 60 - 120) / 8.
func TestChainInTheEvidence(t *testing.T) {
	c := rma.CountCell
	row := func(key string, cell rma.Cell) rma.Row { return rma.Row{Key: key, Cells: []rma.Cell{cell}} }
	counts := rma.Table{ID: "counts", Columns: columnsOf("n"), RowSums: []rma.Sum{{Total: "d", Parts: []string{"c", "z"}}, {Total: "c", Parts: []string{"a", "b"}}},
		Rows: []rma.Row{row("a", c(20).WithSame("days/a")), row("b", c(30).WithSame("days/b")), row("c", c(50)), row("z", c(8).WithSame("days/z")), row("d", c(58).WithSame("days/d"))}}
	got := shownOf(t, Material{Tables: []rma.Table{counts}, Evidence: evidence(t, meanObs("days/a", 3, 20), meanObs("days/b", 4, 30), meanObs("days/z", 1, 8), meanObs("days/d", 3.24, 58))}, steering)
	assert.True(t, anyPoint(got["days/a"], got["days/b"], got["days/d"]), "%v", got)
}

// Two tables divide the same cases, and neither prints the total (declared or not; nothing warned of).
// a (8 cases) = (28 x 4.5 + 30 x 4.26 - 20 x 4 - 30 x 5) / 8 = 2.98 (true 3).
func TestTwoTablesWithoutATotal(t *testing.T) {
	p := rma.Table{ID: "pilots", Counts: "v", RowBy: "pilot", Columns: meanCols, Rows: []rma.Row{meanRow("a", 8, 3), meanRow("b", 20, 4), meanRow("c", 30, 5)}, RowSums: []rma.Sum{{Total: "T", Parts: []string{"a", "b", "c"}}}}
	q := rma.Table{ID: "months", Counts: "v", RowBy: "month", Columns: meanCols, Rows: []rma.Row{meanRow("jan", 28, 4.5), meanRow("feb", 30, 4.26)}, RowSums: []rma.Sum{{Total: "T", Parts: []string{"jan", "feb"}}}}
	r, err := Protect(Material{Tables: []rma.Table{p, q}}, steering)
	require.NoError(t, err)
	a, b := printed(r.Tables()[0]), printed(r.Tables()[1])
	assert.True(t, anyPoint(a[1][1], a[2][1], b[0][1], b[1][1]), "%v %v", a, b)
}

// Means of women, men and all in rows (Row.Values), or in columns without Base, are no group; and neither are
// two columns of which the third part prints no mean. m (8) = (38 x 4.58 - 30 x 5) / 8 = 3.0.
func TestMeansOfPartsThatNoBaseNames(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	cell := func(key string, values bool, x rma.Cell) rma.Row {
		return rma.Row{Key: key, Values: values, Cells: []rma.Cell{x}}
	}
	got := tableOf(t, rma.Table{Columns: columnsOf("HOO"), RowSums: []rma.Sum{{Total: "all", Parts: []string{"w", "m"}}}, Rows: []rma.Row{cell("w", false, c(30)), cell("m", false, c(8)), cell("all", false, c(38)),
		cell("days_w", true, n(5, 2).WithN(30)), cell("days_m", true, n(3, 2).WithN(8)), cell("days", true, n(4.58, 2).WithN(38))}})
	assert.True(t, anyPoint(got[3][0], got[5][0]), "rows: %v", got)

	sum := []rma.Sum{{Total: "all", Parts: []string{"w", "m"}}}
	got = tableOf(t, rma.Table{Columns: []rma.Column{{Key: "all"}, {Key: "w"}, {Key: "m"}, {Key: "days", Values: true}, {Key: "days_w", Values: true}, {Key: "days_m", Values: true}}, ColumnSums: sum,
		Rows: rowsOf([]rma.Cell{c(38), c(30), c(8), n(4.58, 2).WithN(38), n(5, 2).WithN(30), n(3, 2).WithN(8)})})
	assert.True(t, anyPoint(got[0][3], got[0][4]), "columns without Base: %v", got)

	got = tableOf(t, rma.Table{Columns: []rma.Column{{Key: "all"}, {Key: "w"}, {Key: "m"}, {Key: "days", Base: "all", Values: true}, {Key: "days_w", Base: "w", Values: true}}, ColumnSums: sum,
		Rows: rowsOf([]rma.Cell{c(38), c(30), c(8), n(4.58, 2), n(5, 2)})})
	assert.True(t, anyPoint(got[0][3], got[0][4]), "columns, no mean of the men: %v", got)
}

// A mean that is hidden because it is that of a scale is not kept from being worked out (derived looks at MinBase
// only): the sum of W = 165 x 2.32 - 60 x 2.17 - 57 x 2.26 = 123.8 +- 1.4 = 127 - no, so that no is 2 to 4 (width 2, policy 4).
func TestScaleMeanFromOtherMeans(t *testing.T) {
	row := func(k string, a, b, c int) rma.Row {
		n := a + b + c
		return rma.Row{Key: k, Cells: []rma.Cell{rma.CountCell(n), rma.CountCell(a), rma.CountCell(b), rma.CountCell(c), rma.NumberCell(float64(a+2*b+3*c)/float64(n), 2)}}
	}
	got := tableOf(t, rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "neutral"}, {Key: "yes"}, {Key: "mean", Base: "n", Values: true}},
		Rows:       []rma.Row{row("W", 3, 14, 31), row("Mold", 20, 10, 30), row("Myoung", 15, 12, 30), row("M", 35, 22, 60), row("T", 38, 36, 91)},
		RowSums:    []rma.Sum{{Total: "T", Parts: []string{"W", "M"}}, {Total: "M", Parts: []string{"Mold", "Myoung"}}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"no", "neutral", "yes"}}}})
	assert.True(t, anyPoint(got[1][4], got[2][4], got[4][4]), "%v", got)
}

// scaleRow is 48 = 3 + 14 + 31 with one figure; the 3 and the 14 are hidden.
func scaleRow(figure rma.Cell, base string, parts ...string) rma.Table {
	if len(parts) == 0 {
		parts = []string{"no", "neutral", "yes"}
	}
	c := rma.CountCell
	return rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "neutral"}, {Key: "yes"}, {Key: "f", Base: base, Values: true}}, ColumnSums: []rma.Sum{{Total: "n", Parts: parts}},
		Rows: rowsOf([]rma.Cell{c(48), c(3), c(14), c(31), figure})}
}

// What stands beside the answers is looked at only when it is a number equal to the mean: the standard deviation
// (0.61 fits 3 alone: 0.57 with 2, 0.64 with 4), and an interval that stands alone (its middle 2.585 is 124/48 alone).
func TestOtherFiguresOfAScale(t *testing.T) {
	got := tableOf(t, scaleRow(rma.NumberCell(0.61, 2), "n"))
	assert.Equal(t, ".", got[0][4], "standard deviation")
	got = tableOf(t, scaleRow(rma.IntervalCell(rma.Interval{Lo: 2.41, Hi: 2.76}, 2), "n"))
	assert.Equal(t, ".", got[0][4], "interval")
}

// Answers that are not one sum of three or more. Each gives the 3 exactly.
func TestScalesThatAreNotSeen(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	top := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "neg"}, {Key: "a1"}, {Key: "a2"}, {Key: "a3"}, {Key: "pos"}, {Key: "a4"}, {Key: "a5"}, {Key: "mean", Base: "n", Values: true}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"neg", "a3", "pos"}}, {Total: "neg", Parts: []string{"a1", "a2"}}, {Total: "pos", Parts: []string{"a4", "a5"}}},
		Rows:       rowsOf([]rma.Cell{c(60), c(15), c(3), c(12), c(15), c(30), c(20), c(10), n(3.37, 2)})}
	assert.Equal(t, ".", tableOf(t, top)[0][8], "bottom two and top two boxes between: a1 + 2 a2 = 60 x 3.37 - 175")
	top.ColumnSums = nil
	assert.Equal(t, ".", tableOf(t, top)[0][8], "the same, not declared")

	two := rma.Table{Columns: []rma.Column{{Key: "n"}, {Key: "no"}, {Key: "yes"}, {Key: "mean", Base: "n", Values: true}}, ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"no", "yes"}}}, Rows: rowsOf([]rma.Cell{c(48), c(45), c(3), n(1.06, 2)})}
	assert.Equal(t, ".", tableOf(t, two)[0][3], "no = 1 and yes = 2: 0.06 x 48 = 3 (the mean 0.06 is hidden, 1.06 is not)")

	down := rma.Table{Columns: columnsOf("HOO"), RowSums: []rma.Sum{{Total: "n", Parts: []string{"a", "b", "c"}}}, Rows: rowsOf([]rma.Cell{c(3)}, []rma.Cell{c(14)}, []rma.Cell{c(31)}, []rma.Cell{n(2.58, 2).WithN(48)})}
	down.Rows[3].Values = true
	assert.Equal(t, ".", tableOf(t, down)[3][0], "in rows, total not printed (declared or not): (121 + a) / (45 + a) = 2.58")

	assert.Equal(t, ".", tableOf(t, scaleRow(n(2.58, 2), "n", "no", "yes", "neutral"))[0][4], "parts declared in another order than they stand")
	counts := rma.Table{ID: "counts", Counts: "answers", RowBy: "answer", Columns: columnsOf("n"), RowSums: []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}}, Rows: rowsOf([]rma.Cell{c(3)}, []rma.Cell{c(14)}, []rma.Cell{c(31)}, []rma.Cell{c(48)})}
	mean := rma.Table{ID: "mean", Counts: "answers", RowBy: "answer", Columns: []rma.Column{{Key: "mean", Values: true}}, Rows: []rma.Row{{Key: "d", Cells: []rma.Cell{n(2.58, 2).WithN(48)}}}}
	r, err := Protect(Material{Tables: []rma.Table{counts, mean}}, steering)
	require.NoError(t, err)
	assert.Equal(t, ".", printed(r.Tables()[1])[0][0], "another table of the same Counts that gives N and no Base")
}

// The same mean under another name: hidden in one place, shown in the other. Names and 12 digits must be equal.
func TestSameMeanOtherName(t *testing.T) {
	c := rma.CountCell
	sums := []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}}
	rows := []rma.Row{meanRow("a", 8, 3), meanRow("b", 20, 4.03), meanRow("c", 30, 5), meanRow("d", 58, 4.39)}
	one := rma.Table{ID: "one", Counts: "v", RowBy: "p", Columns: meanCols, RowSums: sums, Rows: rows}
	two := rma.Table{ID: "two", Counts: "v", RowBy: "p", Columns: []rma.Column{{Key: "n"}, {Key: "gem", Base: "n", Values: true}}, Rows: []rma.Row{{Key: "b", Cells: []rma.Cell{c(20), rma.NumberCell(4.0, 1)}}}}
	r, err := Protect(Material{Tables: []rma.Table{one, two}}, steering)
	require.NoError(t, err)
	assert.False(t, printed(r.Tables()[0])[1][1] == "." && printed(r.Tables()[1])[0][1] != ".", "4.03 is hidden as days, and shown as gem 4.0: a = (58 x 4.39 - 20 x 4.0 - 150) / 8 = 3.1")

	table := rma.Table{ID: "t", Columns: meanCols, RowSums: sums, Rows: []rma.Row{rows[0], {Key: "b", Cells: []rma.Cell{c(20).WithSame("gem/b"), rma.NumberCell(4.03, 2)}}, rows[2], rows[3]}}
	r, err = Protect(Material{Tables: []rma.Table{table}, Evidence: evidence(t, meanObs("gem/b", 4.0342, 20))}, steering)
	require.NoError(t, err)
	o, _ := r.Evidence().Get("gem/b")
	assert.False(t, printed(r.Tables()[0])[1][1] == "." && !o.Withheld, "the table rounds before, the observation (WithSame on its count) does not: %s is shown", o.Format(rma.English))

	names := rma.Table{ID: "counts", Columns: columnsOf("n"), RowSums: sums, Rows: rowsOf([]rma.Cell{c(8).WithSame("days HOO")}, []rma.Cell{c(20).WithSame("days EMM")}, []rma.Cell{c(30).WithSame("days ASS")}, []rma.Cell{c(58).WithSame("days")})}
	got := shownOf(t, Material{Tables: []rma.Table{names}, Evidence: evidence(t, meanObs("days HOO", 3, 8), meanObs("days EMM", 4, 20), meanObs("days ASS", 5, 30), meanObs("days", 4.38, 58))}, steering)
	assert.True(t, anyPoint(got["days EMM"], got["days ASS"], got["days"]), "Estimate.Name with the pilot in it, as survey gives them: %v", got)
}

// An estimate that names Counts is not weighed with the others, so that naming more shows more.
func TestMeanThatNamesCounts(t *testing.T) {
	c := rma.CountCell
	counts := rma.Table{ID: "counts", Columns: columnsOf("n"), RowSums: []rma.Sum{{Total: "d", Parts: []string{"a", "b", "c"}}},
		Rows: rowsOf([]rma.Cell{c(8).WithSame("days/a")}, []rma.Cell{c(20).WithSame("days/b")}, []rma.Cell{c(30).WithSame("days/c")}, []rma.Cell{c(58).WithSame("days/d")})}
	b := meanObs("days/b", 4, 20)
	b.Estimate.Counts = []int{20}
	got := shownOf(t, Material{Tables: []rma.Table{counts}, Evidence: evidence(t, meanObs("days/a", 3, 8), b, meanObs("days/c", 5, 30), meanObs("days/d", 4.38, 58))}, steering)
	assert.True(t, anyPoint(got["days/b"], got["days/c"], got["days/d"]), "%v", got)
}

// Two hidden means of seven cases together: c is hidden and follows from c1 and c2, so that of a + b
// (58 x 5.36 - 20 x 5 - 31 x 6) / 7 = 3.56 follows (true 3.57), against MinBase 10.
func TestMeanOfTwoHiddenGroups(t *testing.T) {
	got := tableOf(t, rma.Table{Columns: meanCols, Rows: []rma.Row{meanRow("a", 3, 3), meanRow("b", 4, 4), meanRow("c1", 20, 5), meanRow("c2", 31, 6), meanRow("c", 51, 5.61), meanRow("T", 58, 5.36)},
		RowSums: []rma.Sum{{Total: "T", Parts: []string{"a", "b", "c"}}, {Total: "c", Parts: []string{"c1", "c2"}}}})
	assert.True(t, anyPoint(got[2][1], got[3][1], got[5][1]), "%v", got)
}

// A total with a smaller N than its parts (one without a date) is no group at all.
func TestTotalOfOneCaseLess(t *testing.T) {
	table := rma.Table{Columns: meanCols, Rows: []rma.Row{meanRow("a", 8, 3), meanRow("b", 20, 4), meanRow("c", 30, 5), meanRow("T", 58, 4.39)}, RowSums: []rma.Sum{{Total: "T", Parts: []string{"a", "b", "c"}}}}
	table.Rows[3].Cells[1].N = 57
	got := tableOf(t, table)
	assert.True(t, anyPoint(got[1][1], got[2][1], got[3][1]), "a = (58 x 4.39 - 80 - 150) / 8 = 3.1: %v", got)
}

// Over-hiding: the mean days of all in a table of pilots of which two are small, hidden because it happens to be the mean
// "answer" of pilots 0, 1, 2, ...; with no decimals in about 4 of 10 tables.
func TestTotalsHiddenByChance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, decimals := range []int{0, 1} {
		hidden := 0
		for range 300 {
			table := rma.Table{Columns: meanCols, RowSums: []rma.Sum{{Total: "T"}}}
			level, all, sum := 1+9*rng.Float64(), 0, 0.0
			for i := range 6 {
				n := 20 + rng.IntN(40)
				if i < 2 {
					n = 2 + rng.IntN(3)
				}
				m := level + rng.NormFloat64()/2
				all, sum = all+n, sum+float64(n)*m
				key := fmt.Sprint("p", i)
				table.RowSums[0].Parts = append(table.RowSums[0].Parts, key)
				table.Rows = append(table.Rows, rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(m, decimals)}})
			}
			table.Rows = append(table.Rows, rma.Row{Key: "T", Cells: []rma.Cell{rma.CountCell(all), rma.NumberCell(sum/float64(all), decimals)}})
			if tableOf(t, table)[6][1] == "." {
				hidden++
			}
		}
		assert.Less(t, hidden, 3, "of 300 totals with %d decimals", decimals)
	}
}
