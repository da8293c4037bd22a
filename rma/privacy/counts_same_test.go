package privacy

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// cascade has all reports, those visited, and those of the visited that were visited on
// the day itself, in the columns that order names: a all, v visited of all, k visited
// as a count, s the same day of the visited, d the same day of all.
func cascade(id, order string) rma.Table {
	t := rma.Table{ID: id, Counts: "reports", RowBy: "pilot"}
	for i, key := range []string{"A", "B", "C", "D"} {
		n, k, s := []int{30, 40, 32, 43}[i], []int{27, 25, 20, 28}[i], []int{7, 12, 9, 11}[i]
		cells := map[rune]rma.Cell{'a': rma.CountCell(n), 'v': shareOf(k, n), 'k': rma.CountCell(k), 's': shareOf(s, k), 'd': shareOf(s, n)}
		row := rma.Row{Key: key}
		for _, o := range order {
			if i == 0 {
				t.Columns = append(t.Columns, rma.Column{Key: string(o)})
			}
			row.Cells = append(row.Cells, cells[o])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func shareOf(k, n int) rma.Cell { return rma.ShareCell(rma.Proportion{K: k, N: n}) }

// Three of thirty were not visited, whichever way that stands there.
func TestOneCountUnderSeveralNames(t *testing.T) {
	for _, tables := range [][]string{{"vdk"}, {"avdk"}, {"adkv"}, {"kdv"}, {"avs"}, {"vs"}, {"sv"}, {"av", "ak"}, {"av", "as"}, {"v", "k"}, {"ad", "sv"}} {
		var m Material
		for i, order := range tables {
			m.Tables = append(m.Tables, cascade(fmt.Sprintf("t%d", i), order))
		}
		r, err := Protect(m, steering)
		require.NoError(t, err, tables)
		var views []rma.Table
		known := map[string]bool{}
		for _, table := range r.Tables() {
			views = append(views, table.View())
			for j, c := range table.View().Columns {
				cell := table.View().Rows[0].Cells[j]
				switch {
				case c.Key == "k":
					known["visited"] = known["visited"] || cell.Kind != rma.Withheld
				case c.Key == "a":
					known["all"] = known["all"] || cell.Kind != rma.Withheld
				case cell.Kind == rma.ShareKind:
					known[map[string]string{"v": "visited", "d": "all", "s": "visited"}[c.Key]] = true
					known["all"] = known["all"] || c.Key == "v"
				}
			}
		}
		assert.False(t, known["all"] && known["visited"], "%v: 30 less 27 is 3", tables)
		found, err := Audit(views, steering)
		require.NoError(t, err, tables)
		assert.Empty(t, Exposed(found, steering), tables)
	}
}

// Audit sees it in a table that somebody blanked by hand.
func TestAuditSeesOneCountUnderSeveralNames(t *testing.T) {
	table := cascade("t", "avs")
	table.Rows[0].Cells[1] = rma.Cell{Kind: rma.Withheld}
	found, err := Audit([]rma.Table{table}, steering)
	require.NoError(t, err)
	assert.NotEmpty(t, Exposed(found, steering))
}

// Numbers that are alike in few places, or differ in one, are two.
func TestNumbersAlikeByChance(t *testing.T) {
	c := rma.CountCell
	for why, table := range map[string]rma.Table{
		"one row":       {Columns: columnsOf("children", "x", "phones"), Rows: rowsOf([]rma.Cell{c(12), c(3), c(12)})},
		"nothing":       {Columns: columnsOf("children", "x", "phones"), Rows: rowsOf([]rma.Cell{c(0), c(3), c(0)}, []rma.Cell{c(1), c(30), c(1)}, []rma.Cell{c(0), c(9), c(0)})},
		"one differing": {Columns: columnsOf("children", "x", "phones"), Rows: rowsOf([]rma.Cell{c(120), c(3), c(120)}, []rma.Cell{c(140), c(3), c(140)}, []rma.Cell{c(150), c(3), c(151)})},
	} {
		s, err := newSystem(Material{Tables: []rma.Table{table}, infers: true}, steering)
		require.NoError(t, err, why)
		for i := range table.Rows {
			assert.NotEqual(t, s.find(s.tables[0][i][0].k), s.find(s.tables[0][i][2].k), why)
		}
	}
}

// The base of a mean is K of a column of shares, and N when it says so.
func TestBaseOfShares(t *testing.T) {
	table := func(base string) rma.Table {
		return rma.Table{Columns: []rma.Column{{Key: "visited"}, {Key: "days", Base: base, Values: true}}, Rows: rowsOf([]rma.Cell{shareOf(6, 50), rma.NumberCell(3.2, 1)}, []rma.Cell{shareOf(20, 50), rma.NumberCell(4.1, 1)})}
	}
	got, _ := shownFigures(t, table("visited"), steering)
	assert.Equal(t, []string{".", "4.1"}, got, "the mean of six")
	got, _ = shownFigures(t, table("visited/n"), steering)
	assert.Equal(t, []string{"3.2", "4.1"}, got, "the mean of fifty")
	_, err := ProtectTable(func() rma.Table { x := table("none/n"); x.ID = "t"; return x }(), steering)
	assert.ErrorIs(t, err, ErrShape)
}

func TestTablesWithoutRowsAreNotAlike(t *testing.T) {
	empty := rma.Table{ID: "a", Counts: "v", RowBy: "pilot", Columns: columnsOf("n", "yes")}
	other := cascade("b", "avs")
	other.Counts = "v"
	_, err := Protect(Material{Tables: []rma.Table{empty, other, {ID: "c"}}}, steering)
	assert.NoError(t, err)
}
