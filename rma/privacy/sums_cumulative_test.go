package privacy

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func cumulativeTable(columns []string, rows ...rma.Row) rma.Table {
	return rma.Table{ID: "t", Columns: columnsOf(columns...), Rows: rows}
}

// transposed returns the table with rows for columns.
func transposed(t rma.Table) rma.Table {
	out := rma.Table{ID: t.ID}
	for _, r := range t.Rows {
		out.Columns = append(out.Columns, rma.Column{Key: r.Key, Label: r.Label})
	}
	for j, c := range t.Columns {
		row := rma.Row{Key: c.Key, Label: c.Label}
		for _, r := range t.Rows {
			row.Cells = append(row.Cells, r.Cells[j])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func TestCumulatives(t *testing.T) {
	two := []string{"n", "m"}
	named := []string{"n", "cum"}
	total := countsRow("all", 77, 77)
	total.Label = rma.T("Totaal", "Total")
	for _, c := range []struct {
		why     string
		table   rma.Table
		roundTo int
		want    []cumulative
	}{
		{"four places, whatever it is called", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true}}},
		{"from the last place on", cumulativeTable(two, countsRow("a", 12, 77), countsRow("b", 3, 65), countsRow("c", 40, 62), countsRow("d", 22, 22)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"d", "c", "b", "a"}, starts: true}}},
		{"it goes on from a year before", cumulativeTable(two, countsRow("a", 12, 30), countsRow("b", 3, 33), countsRow("c", 40, 73), countsRow("d", 22, 95)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}}}},
		{"a total that says so", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77), total), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true, totals: []string{"all"}}}},
		{"a total that does not say so", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77), countsRow("e", 77, 77)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true, totals: []string{"e"}}}},
		{"a total that is blank", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77), countsRow("e", 77, -1)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true}}},
		{"a total before them", cumulativeTable(two, countsRow("e", 77, 77), countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77)), 0,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true, totals: []string{"e"}}}},
		{"two places are chance", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15)), 0, nil},
		{"and are not when it is called so", cumulativeTable(named, countsRow("a", 12, 12), countsRow("b", 3, 15)), 0,
			[]cumulative{{n: "n", cum: "cum", places: []string{"a", "b"}, starts: true}}},
		{"one place does not fit", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 54), countsRow("d", 22, 76)), 0, nil},
		{"called so, and nothing is added", cumulativeTable([]string{"cum"}, countsRow("a", 12), countsRow("b", 15), countsRow("c", 55)), 0,
			[]cumulative{{cum: "cum", places: []string{"a", "b", "c"}}}},
		{"called so, and it falls and rises", cumulativeTable([]string{"cum"}, countsRow("a", 12), countsRow("b", 11), countsRow("c", 55)), 0, nil},
		{"a degree", cumulativeTable([]string{"cum laude"}, countsRow("a", 12), countsRow("b", 15), countsRow("c", 55)), 0, nil},
		{"noughts and the same", cumulativeTable(two, countsRow("a", 12, 12), countsRow("b", 0, 12), countsRow("c", 0, 12), countsRow("d", 0, 12)), 0, nil},
		{"rounded", cumulativeTable(two, countsRow("a", 110, 110), countsRow("b", 35, 145), countsRow("c", 400, 550), countsRow("d", 225, 775)), 5,
			[]cumulative{{n: "n", cum: "m", places: []string{"a", "b", "c", "d"}, starts: true}}},
		{"no rows", cumulativeTable(named), 0, nil},
		{"short rows", cumulativeTable(named, rma.Row{Key: "a"}, rma.Row{Key: "b"}), 0, nil},
	} {
		rows, columns := cumulatives(c.table, c.roundTo)
		assert.Equal(t, c.want, columns, c.why)
		assert.Nil(t, rows, c.why)
		if len(c.table.Rows) == 0 || len(c.table.Rows[0].Cells) == 0 {
			continue
		}
		rows, columns = cumulatives(transposed(c.table), c.roundTo)
		assert.Equal(t, c.want, rows, "%s, along rows", c.why)
		assert.Nil(t, columns, c.why)
	}
}

// Who knows what was reached up to each month knows what every month added.
func TestProtectCumulative(t *testing.T) {
	months := func(columns []string, rows ...[]int) rma.Table {
		out := cumulativeTable(columns)
		for i, r := range rows {
			out.Rows = append(out.Rows, countsRow(string(rune('a'+i)), r...))
		}
		return out
	}
	for _, c := range []struct {
		why   string
		table rma.Table
		warn  string
	}{
		{"beside the increments", months([]string{"n", "cum"}, []int{12, 12}, []int{3, 15}, []int{40, 55}, []int{22, 77}), "cum"},
		{"whatever it is called", months([]string{"n", "m"}, []int{12, 12}, []int{3, 15}, []int{40, 55}, []int{22, 77}), "m"},
		{"with a total", months([]string{"n", "cum"}, []int{12, 12}, []int{3, 15}, []int{40, 55}, []int{22, 77}, []int{77, 77}), "cum"},
		{"with a total where it is blank", months([]string{"n", "cum"}, []int{12, 12}, []int{3, 15}, []int{40, 55}, []int{22, 77}, []int{77, -1}), "cum"},
		{"without the increments", months([]string{"cum"}, []int{12}, []int{15}, []int{55}, []int{77}), "cum"},
		{"of two columns", months([]string{"n", "cum", "k", "cumulatief k"}, []int{12, 12, 8, 8}, []int{3, 15, 9, 17}, []int{40, 55, 2, 19}, []int{22, 77, 31, 50}), "cum"},
	} {
		for way, table := range map[string]rma.Table{"column": c.table, "row": transposed(c.table)} {
			release, err := Protect(Material{Tables: []rma.Table{table}}, atLeast5)
			require.NoError(t, err, c.why)
			var details []string
			for _, w := range release.Warnings() {
				details = append(details, w.Detail)
			}
			assert.Contains(t, details, "table=t, "+way+"="+c.warn, c.why)
			shown := release.Tables()[0]
			found, err := Audit([]rma.Table{shown.View()}, atLeast5)
			require.NoError(t, err, c.why)
			assert.Empty(t, Exposed(found, atLeast5), "%s: %v", c.why, printed(shown))
			first, _ := shown.Cell("a", c.warn)
			second, _ := shown.Cell("b", c.warn)
			if way == "row" {
				first, _ = shown.Cell(c.warn, "a")
				second, _ = shown.Cell(c.warn, "b")
			}
			assert.True(t, first.Empty() || second.Empty(), "%s: %v", c.why, printed(shown))
		}
	}
}

func TestAuditCumulative(t *testing.T) {
	table := cumulativeTable([]string{"n", "m"}, countsRow("a", 12, 12), countsRow("b", 3, 15), countsRow("c", 40, 55), countsRow("d", 22, 77))
	table.Rows[1].Cells[0] = rma.Cell{Kind: rma.Withheld}
	found, err := Audit([]rma.Table{table}, atLeast5)
	require.NoError(t, err)
	a := at(t, found, "b", "n", OfCell)
	assert.Equal(t, []int{3, 3}, []int{a.Low, a.High})
	assert.Len(t, Exposed(found, atLeast5), 1)

	found, err = Audit([]rma.Table{cumulativeTable([]string{"cum"}, countsRow("a", 12), countsRow("b", 15), countsRow("c", 55))}, atLeast5)
	require.NoError(t, err)
	a = at(t, found, "b", "cum", OfRest)
	assert.Equal(t, []int{3, 3}, []int{a.Low, a.High}, "what came since the one before")

	rounded := cumulativeTable([]string{"n", "cum"}, countsRow("a", 110, 110), countsRow("b", 35, 145), countsRow("c", 400, 550), countsRow("d", 225, 775))
	rounded.Rows[1].Cells[0] = rma.Cell{Kind: rma.Withheld}
	found, err = Audit([]rma.Table{rounded}, Policy{})
	require.NoError(t, err)
	a = at(t, found, "b", "n", OfCell)
	assert.Equal(t, []int{34, 39}, []int{a.Low, a.High}, "from 146 of 548 - 402, and 112, to 147 and 108")
}

func TestCumulativesByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2))
	const rounds = 3000
	found := 0
	for range rounds {
		table := cumulativeTable([]string{"x", "y", "z"})
		for range 3 + r.IntN(6) {
			table.Rows = append(table.Rows, countsRow("", r.IntN(12), r.IntN(30), r.IntN(30)))
		}
		rows, columns := cumulatives(withRowNames(table), 0)
		found += min(1, len(rows)+len(columns))
	}
	t.Logf("of %d tables: %d", rounds, found)
	assert.Less(t, found, rounds/200)
}
