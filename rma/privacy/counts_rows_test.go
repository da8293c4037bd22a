package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestRowNames(t *testing.T) {
	for _, c := range []struct {
		why        string
		keys, want []string
		sums       []rma.Sum
		changed    bool
	}{
		{why: "no rows"},
		{"each its own", []string{"a", "b"}, []string{"a", "b"}, nil, false},
		{"the second and third of one key, by their place", []string{"a", "b", "a", "a"}, []string{"a", "b", "a#3", "a#4"}, nil, true},
		{"no keys", []string{"", "", ""}, []string{"#1", "#2", "#3"}, nil, true},
		{"one without a key", []string{"a", "", "b"}, []string{"a", "#2", "b"}, nil, true},
		{"a key that looks like the name of another", []string{"a#3", "a", "a"}, []string{"a#3", "a", "a#3#3"}, nil, true},
		{"and behind it", []string{"a", "a", "a#2"}, []string{"a", "a#2#2", "a#2"}, nil, true},
		{"and for one without a key", []string{"#2", "", "#2"}, []string{"#2", "#2#2", "#2#3"}, nil, true},
		{"a sum that is said of a row without a key", []string{"a", "", ""}, []string{"a", "", "#3"}, []rma.Sum{{Total: "a", Parts: []string{""}}}, true},
	} {
		table := rma.Table{ID: "t", RowSums: c.sums}
		for _, key := range c.keys {
			table.Rows = append(table.Rows, rma.Row{Key: key})
		}
		got, changed := rowNames(table)
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, c.changed, changed, c.why)
		assert.Equal(t, got, keysOf(withRowNames(table)), c.why)
		assert.Equal(t, c.keys, keysOf(table), "%s: the table of the caller is as it was", c.why)
		again, changed := rowNames(withRowNames(table))
		assert.Equal(t, got, again, c.why)
		assert.False(t, changed, c.why)
	}
}

func keysOf(t rma.Table) (keys []string) {
	for _, r := range t.Rows {
		keys = append(keys, r.Key)
	}
	return keys
}

// A key that stands twice, or nowhere, does not keep a total from being seen.
func TestProtectRowsOfOneKey(t *testing.T) {
	for _, c := range []struct {
		why   string
		rows  []rma.Row
		where string
	}{
		{"one key twice", []rma.Row{countsRow("overig", 40), countsRow("overig", 3), countsRow("Totaal", 43)}, "table=t, row=Totaal"},
		{"no keys", []rma.Row{countsRow("", 40), countsRow("", 3), countsRow("", 43)}, "table=t, row=#3"},
		{"no key of the total", []rma.Row{countsRow("a", 40), countsRow("b", 3), countsRow("", 43)}, "table=t, row=#3"},
		{"the total has the key of another", []rma.Row{countsRow("a", 40), countsRow("b", 3), countsRow("a", 43)}, "table=t, row=a#3"},
		{"a key like the name of another", []rma.Row{countsRow("a#3", 40), countsRow("a", 3), countsRow("a", 43)}, "table=t, row=a#3#3"},
	} {
		table := rma.Table{ID: "t", Columns: columnsOf("n"), Rows: c.rows}
		keys := keysOf(table)
		release, err := Protect(Material{Tables: []rma.Table{table}}, atLeast5)
		require.NoError(t, err, c.why)
		require.NotEmpty(t, release.Warnings(), c.why)
		assert.Equal(t, c.where, release.Warnings()[0].Detail, c.why)
		got := release.Tables()[0]
		assert.Equal(t, [][]string{{"."}, {"."}, {"43"}}, printed(got), c.why)
		assert.Equal(t, keys, keysOf(got.View()), "%s: keys as they were", c.why)
		assert.Equal(t, keys, keysOf(table), c.why)

		published := rma.Table{ID: "t", Columns: columnsOf("m", "n")}
		for i, n := range []int{17, 9, 26} {
			published.Rows = append(published.Rows, rma.Row{Key: keys[i], Cells: append([]rma.Cell{rma.CountCell(n)}, c.rows[i].Cells...)})
		}
		published.Rows[1].Cells[1] = rma.Cell{Kind: rma.Withheld}
		found, err := Audit([]rma.Table{published}, atLeast5)
		require.NoError(t, err, c.why)
		require.Len(t, found, 6, c.why)
		assert.Equal(t, []int{3, 3}, []int{found[3].Low, found[3].High}, c.why)
	}
}

// A row without a key is no total because a table has none.
func TestProtectRowsWithoutKeyThatCountTheSame(t *testing.T) {
	unnamed := rma.Table{ID: "u", Counts: "cases", RowBy: "kind", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("", 40), countsRow("", 31)}}
	total := rma.Table{ID: "t", Counts: "cases", RowBy: "month", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("a", 60), countsRow("b", 30), countsRow("all", 90)},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b"}}}}
	_, err := Protect(Material{Tables: []rma.Table{unnamed, total}}, atLeast5)
	assert.NoError(t, err)
}

func TestWaiverOfARowWithoutKey(t *testing.T) {
	table := rma.Table{ID: "t", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("a", 40), countsRow("", 3), countsRow("a", 2)}}
	waiver := Waiver{Of: Count{Table: "t", Column: "n"}, Reason: "known", By: "the lead"}
	release, err := Protect(Material{Tables: []rma.Table{table}, Waivers: []Waiver{waiver}}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"40"}, {"3"}, {"."}}, printed(release.Tables()[0]))
	assert.Equal(t, []Waiver{waiver}, release.Waivers())
}
