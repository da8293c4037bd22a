package privacy

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The attacks that once succeeded, each with the smallest tables that show it.

func countsRow(key string, values ...int) rma.Row {
	r := rma.Row{Key: key}
	for _, v := range values {
		if v < 0 {
			r.Cells = append(r.Cells, rma.Cell{})
			continue
		}
		r.Cells = append(r.Cells, rma.CountCell(v))
	}
	return r
}

func columnsOf(keys ...string) []rma.Column {
	var out []rma.Column
	for _, k := range keys {
		out = append(out, rma.Column{Key: k})
	}
	return out
}

func TestASumOfATotalRowThatDoesNotFollow(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	blank := rma.Table{ID: "t", Columns: columnsOf("all", "m", "f"), Rows: []rma.Row{countsRow("A", 10, -1, -1), countsRow("B", 10, -1, -1), countsRow("T", 20, 1, 19)},
		RowSums: []rma.Sum{{Total: "T", Parts: []string{"A", "B"}, Only: []string{"all"}}}, ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"m", "f"}}}}
	only := rma.Table{ID: "t", Columns: columnsOf("all", "m", "f"), Rows: []rma.Row{countsRow("A", 20, 0, 19), countsRow("B", 20, 1, 20), countsRow("T", 40, 1, 39)},
		RowSums: []rma.Sum{{Total: "T", Parts: []string{"A", "B"}}}, ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"m", "f"}, Only: []string{"T"}}}}
	for _, table := range []rma.Table{blank, only} {
		got, err := ProtectTable(table, steering)
		require.NoError(t, err)
		row := printed(got)[2]
		assert.Equal(t, ".", row[1])
		assert.True(t, row[0] == "." || row[2] == ".", "m is all less f: %v", row)
	}
}

func TestATotalThatStandsInAnotherTable(t *testing.T) {
	detail := rma.Table{ID: "detail", Counts: "reports", Columns: columnsOf("later", "none"), Rows: []rma.Row{countsRow("week", 20, 6), countsRow("weekend", 6, 3), countsRow("all", 26, 9)},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"week", "weekend"}}}, ColumnSums: []rma.Sum{{Total: "not_in_time", Parts: []string{"later", "none"}}}}
	reasons := rma.Table{ID: "reasons", Counts: "reports", Columns: columnsOf("not_in_time"), Rows: []rma.Row{countsRow("x", 20), countsRow("y", 15), countsRow("all", 35)},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"x", "y"}}}}
	r, err := Protect(Material{Tables: []rma.Table{detail, reasons}}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	withMargin := r.Tables()[0].View()
	withMargin.Columns = append(withMargin.Columns, rma.Column{Key: "not_in_time"})
	for i := range withMargin.Rows {
		withMargin.Rows[i].Cells = append(withMargin.Rows[i].Cells, rma.Cell{Kind: rma.Withheld})
	}
	found, err := Audit([]rma.Table{withMargin, r.Tables()[1].View()}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	weekend := at(t, found, "weekend", "none", OfCell)
	assert.GreaterOrEqual(t, weekend.Width(), 4, "35 - 26 - 6 is 3: %+v", weekend)
}

// hierarchy has pilots in two regions by month, with counts of one and two families.
func hierarchy(lines ...string) rma.Table {
	counts := map[string][]int{"EMM": {12, 9, 15, 11}, "HOO": {7, 3, 8, 6}, "ASS": {14, 10, 2, 9}, "MEP": {5, 6, 4, 7}, "NOO": {11, 12, 13, 9}, "AAH": {2, 0, 3, 1}}
	in := map[string][]string{"Noord": {"ASS", "NOO", "AAH"}, "Zuid": {"EMM", "HOO", "MEP"}, "tot": {"EMM", "HOO", "ASS", "MEP", "NOO", "AAH"}}
	for total, parts := range in {
		counts[total] = make([]int, 4)
		for _, p := range parts {
			for k, n := range counts[p] {
				counts[total][k] += n
			}
		}
	}
	table := rma.Table{ID: "regions", Counts: "reports", RowBy: "place", ColumnBy: "month", Columns: columnsOf("jan", "feb", "mrt", "apr", "all"),
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"jan", "feb", "mrt", "apr"}}}}
	for _, key := range lines {
		n := counts[key]
		table.Rows = append(table.Rows, countsRow(key, n[0], n[1], n[2], n[3], n[0]+n[1]+n[2]+n[3]))
	}
	return table
}

// TestRegions protects pilots in two regions, however much the table says of it, and
// attacks what is shown by all that is true of it.
func TestRegions(t *testing.T) {
	north, south := rma.Sum{Total: "Noord", Parts: []string{"ASS", "NOO", "AAH"}}, rma.Sum{Total: "Zuid", Parts: []string{"EMM", "HOO", "MEP"}}
	all := rma.Sum{Total: "tot", Parts: []string{"Noord", "Zuid"}}
	pilots := rma.Sum{Total: "tot", Parts: []string{"EMM", "HOO", "ASS", "MEP", "NOO", "AAH"}}
	usual := []string{"Noord", "ASS", "NOO", "AAH", "Zuid", "EMM", "HOO", "MEP", "tot"}
	flat := []string{"EMM", "HOO", "ASS", "MEP", "NOO", "AAH", "Noord", "Zuid", "tot"}
	for _, c := range []struct {
		why      string
		lines    []string
		declared []rma.Sum
		warnings int
	}{
		{"all said", usual, []rma.Sum{north, south, all}, 0},
		{"all said, and what follows from it", usual, []rma.Sum{north, south, all, pilots}, 0},
		{"nothing said", usual, nil, 3},
		{"nothing said, and no total of both", usual[:8], nil, 2},
		{"no total of both", usual[:8], []rma.Sum{north, south}, 0},
		{"the total said alone", usual, []rma.Sum{all}, 2},
		{"one region said", usual, []rma.Sum{north}, 2},
		{"regions under all pilots, and nothing said", flat, nil, 3},
		{"regions under all pilots, and both divisions said", flat, []rma.Sum{all, pilots}, 2},
	} {
		for _, p := range []Policy{{}, steering} {
			table := hierarchy(c.lines...)
			table.RowSums = c.declared
			r, err := Protect(Material{Tables: []rma.Table{table}}, p)
			if !assert.NoError(t, err, c.why) {
				continue
			}
			assert.Len(t, r.Warnings(), c.warnings, "%s: %v", c.why, r.Warnings())
			shown := r.Tables()[0].View()
			shown.RowSums = []rma.Sum{north, south}
			if len(c.lines) == 9 {
				shown.RowSums = append(shown.RowSums, all)
			}
			found, err := Audit([]rma.Table{shown}, p)
			require.NoError(t, err, c.why)
			assert.Empty(t, Exposed(found, p), c.why)
		}
	}
}

// One column of regions and places, in the orders in which people put them.
func TestRegionsInOneColumn(t *testing.T) {
	counts := map[string]int{"Totaal": 70, "Noord": 41, "NOO": 24, "ASS": 17, "Zuid": 29, "MEP": 14, "HOO": 3, "EMM": 12}
	true3 := []rma.Sum{{Total: "Totaal", Parts: []string{"Noord", "Zuid"}}, {Total: "Noord", Parts: []string{"NOO", "ASS"}}, {Total: "Zuid", Parts: []string{"MEP", "HOO", "EMM"}}}
	for _, order := range [][]string{
		{"Totaal", "Noord", "NOO", "ASS", "Zuid", "MEP", "HOO", "EMM"}, {"Noord", "NOO", "ASS", "Zuid", "MEP", "HOO", "EMM", "Totaal"},
		{"NOO", "ASS", "Noord", "MEP", "HOO", "EMM", "Zuid", "Totaal"}} {
		for n := range 2 {
			table := rma.Table{ID: "t", Columns: columnsOf("n"), RowSums: true3[:n]}
			for _, key := range order {
				table.Rows = append(table.Rows, countsRow(key, counts[key]))
			}
			got, err := ProtectTable(table, steering)
			require.NoError(t, err)
			shown := got.View()
			shown.RowSums = true3
			found, err := Audit([]rma.Table{shown}, steering)
			require.NoError(t, err)
			assert.Empty(t, Exposed(found, steering), "%v, %d declared: %v", order, n, printed(got))
		}
	}
}

// A total of two regions that another table prints is tied to them.
func TestRegionsWithATotalElsewhere(t *testing.T) {
	table := hierarchy("Noord", "ASS", "NOO", "AAH", "Zuid", "EMM", "HOO", "MEP")
	table.RowSums = []rma.Sum{{Total: "Noord", Parts: []string{"ASS", "NOO", "AAH"}}, {Total: "Zuid", Parts: []string{"EMM", "HOO", "MEP"}}}
	total := hierarchy("tot")
	total.ID, total.RowBy, total.ColumnBy, total.ColumnSums = "months", "month", "", nil
	total.Columns = columnsOf("n")
	months := total.Rows[0].Cells
	total.Rows = nil
	for k, key := range []string{"jan", "feb", "mrt", "apr", "all"} {
		total.Rows = append(total.Rows, rma.Row{Key: key, Cells: []rma.Cell{months[k]}})
	}
	total.RowSums = []rma.Sum{{Total: "all", Parts: []string{"jan", "feb", "mrt", "apr"}}}
	_, err := Protect(Material{Tables: []rma.Table{table, total}}, steering)
	require.NoError(t, err)
}

func TestAWaiverOfOneCountIsNotOneOfAShare(t *testing.T) {
	twelve := 12
	m := Material{
		Evidence: evidence(t, rma.Observation{ID: "o", Count: &twelve}),
		Tables: []rma.Table{{ID: "t", Columns: columnsOf("s"), Rows: []rma.Row{{Key: "r", Cells: []rma.Cell{
			rma.ShareCell(rma.Proportion{K: 12, N: 33}).WithRefs("o")}}}}},
		Waivers: []Waiver{{Of: Count{Observation: "o"}, Reason: "x", By: "y"}},
	}
	r, err := Protect(m, Policy{})
	require.NoError(t, err)
	assert.NotContains(t, printed(r.Tables()[0])[0][0], "33", "only the 12 was let through")
}

func TestNothingIsLeftInFieldsThatAreNotShown(t *testing.T) {
	three := 3
	table := rma.Table{ID: "t", Columns: []rma.Column{{Key: "n"}, {Key: "words"}}, Rows: []rma.Row{{Key: "r", Cells: []rma.Cell{
		{Kind: rma.CountKind, Count: 30, Number: 3, Share: rma.Proportion{K: 3, N: 4}, N: 3, Text: rma.T("drie", "three")},
		{Kind: rma.TextKind, Text: rma.T("ja", "yes"), Count: 3, N: 3, Share: rma.Proportion{K: 3, N: 4}}}}}}
	got, err := ProtectTable(table, Policy{})
	require.NoError(t, err)
	assert.Equal(t, []rma.Cell{{Kind: rma.CountKind, Count: 30}, {Kind: rma.TextKind, Text: rma.T("ja", "yes")}}, got.View().Rows[0].Cells)

	both := shareObs("o", 42, 79)
	both.Count, both.Passage = &three, &rma.Passage{Text: "woorden"}
	few := estimateObs("few", 12)
	r, err := Protect(Material{Evidence: evidence(t, both, rma.Observation{ID: "n", N: 3}, few)}, Policy{MinCell: 20, MinBase: 10, RoundTo: -1})
	require.NoError(t, err)
	o, _ := r.Evidence().Get("o")
	assert.Nil(t, o.Count)
	assert.Nil(t, o.Passage)
	o, _ = r.Evidence().Get("n")
	assert.Zero(t, o.N)
	o, _ = r.Evidence().Get("few")
	assert.True(t, o.Withheld, "12 is below MinCell")
}

func TestAViewIsACopy(t *testing.T) {
	got, err := ProtectTable(grid([]int{11, 32}, []int{43, 54}), Policy{})
	require.NoError(t, err)
	before := got.String()
	got.View().Rows[0].Cells[0] = rma.CountCell(1)
	assert.Equal(t, before, got.String())
}

func TestThingsRefusesWhatIsForTheTeam(t *testing.T) {
	_, err := Things(rma.Table{ID: "t", TeamOnly: true})
	assert.ErrorIs(t, err, ErrTeamOnly)
	got, err := Things(rma.Table{ID: "t", TeamNotes: []rma.Text{rma.PlainText("n = 3")}})
	require.NoError(t, err)
	assert.Empty(t, got.View().TeamNotes)
}

func TestTablesAreForOnePolicy(t *testing.T) {
	loose, err := ProtectTable(grid([]int{11, 32}), Policy{MinCell: -1, RoundTo: -1})
	require.NoError(t, err)
	assert.False(t, loose.IsFor(Policy{}), "for everyone, but not by the policy for everyone")
	assert.True(t, loose.IsFor(Policy{MinCell: -1, RoundTo: -1}))
	strict, err := ProtectTable(grid([]int{11, 32}), Policy{})
	require.NoError(t, err)
	assert.True(t, strict.IsFor(Policy{}))
	_, err = Arrange(rma.Table{Columns: columnsOf("n")}, RowOf{From: strict, Row: "1", Columns: []string{"1"}}, RowOf{From: loose, Row: "1", Columns: []string{"1"}})
	assert.ErrorIs(t, err, ErrArrange)
}

func TestACountThatIsAddedTwice(t *testing.T) {
	ten := 10
	table := rma.Table{ID: "t", Columns: columnsOf("a", "b", "all"), Rows: []rma.Row{countsRow("r", 10, 10, 20)}, ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b"}}}}
	for i := range 2 {
		table.Rows[0].Cells[i] = table.Rows[0].Cells[i].WithRefs("o")
	}
	_, err := Protect(Material{Tables: []rma.Table{table}, Evidence: evidence(t, rma.Observation{ID: "o", Count: &ten})}, Policy{})
	assert.NoError(t, err)
	assert.NotPanics(t, func() {
		r := (*Release)(nil)
		_, _, _, _, _ = r.Hidden(), r.Warnings(), r.Tables(), r.Waivers(), r.Account()
	})
	_, err = ProtectTable(rma.Table{ID: "t", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("r", math.MaxInt)}}, Policy{})
	assert.Error(t, err, "more than anybody counts is refused")
}

// By month there is a total, by kind there is none: the kinds that are shown are
// part of it all the same.
func TestAVariableWithoutATotal(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	pilots := []rma.Sum{{Total: "T", Parts: []string{"EMM", "HOO"}}}
	months := rma.Table{ID: "months", Counts: "reports", RowBy: "pilot", ColumnBy: "month", Columns: columnsOf("jan", "feb", "all"), RowSums: pilots,
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"jan", "feb"}}},
		Rows:       []rma.Row{countsRow("EMM", 20, 13, 33), countsRow("HOO", 15, 17, 32), countsRow("T", 35, 30, 65)}}
	kinds := rma.Table{ID: "kinds", Counts: "reports", RowBy: "pilot", ColumnBy: "kind", Columns: columnsOf("a", "b"), RowSums: pilots,
		Rows: []rma.Row{countsRow("EMM", 30, 3), countsRow("HOO", 20, 12), countsRow("T", 50, 15)}}
	r, err := Protect(Material{Tables: []rma.Table{months, kinds}}, steering)
	require.NoError(t, err)
	shown := printed(r.Tables()[1])[0]
	total := printed(r.Tables()[0])[0][2]
	assert.Equal(t, ".", shown[1])
	assert.True(t, shown[0] == "." || total == ".", "33 less 30 is 3 at most")
	found, err := Audit(views(r), steering)
	require.NoError(t, err)
	assert.Empty(t, Exposed(found, steering))

	for i := range kinds.Rows { // more than there are: several kinds a report
		for j := range kinds.Rows[i].Cells {
			kinds.Rows[i].Cells[j].Count *= 3
		}
	}
	_, err = Protect(Material{Tables: []rma.Table{months, kinds}}, steering)
	assert.NoError(t, err, "what is more than all is no division of it")
}

func column(id string, counts ...int) rma.Table {
	t := rma.Table{ID: id, Columns: columnsOf("n")}
	for i, n := range counts {
		t.Rows = append(t.Rows, countsRow(string(rune('a'+i)), n))
	}
	return t
}

// A total of some rows is not that of all, and is the same count in both tables.
func TestASubtotalInLinkedTables(t *testing.T) {
	steering := Policy{Audience: SteeringGroup}
	kinds := []rma.Sum{{Total: "all", Parts: []string{"k1", "k2", "k3"}}}
	one := rma.Table{ID: "t1", Counts: "reports", RowBy: "pilot", ColumnBy: "kind", Columns: columnsOf("k1", "k2", "k3", "all"), ColumnSums: kinds,
		Rows:    []rma.Row{countsRow("a", 28, 14, 1, 43), countsRow("b", 19, 28, 1, 48), countsRow("c", 47, 42, 2, 91)},
		RowSums: []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}}
	two := rma.Table{ID: "t2", Counts: "reports", RowBy: "pilot", ColumnBy: "kind", Columns: columnsOf("k1", "k2", "k3", "all"), ColumnSums: kinds,
		Rows: []rma.Row{countsRow("c", 47, 42, 2, 91), countsRow("d", 6, 18, 5, 29)}}
	for _, m := range []Material{{Tables: []rma.Table{one, two}}, {Tables: []rma.Table{two, one}}} {
		r, err := Protect(m, steering)
		require.NoError(t, err)
		find := func(id string) []string {
			table, _ := r.Table(id)
			for i, row := range table.View().Rows {
				if row.Key == "c" {
					return printed(table)[i]
				}
			}
			return nil
		}
		if find("t1")[2] == "91" || find("t1")[3] == "91" {
			assert.Equal(t, find("t1"), find("t2"), "one count is hidden in both or in neither")
		}
		found, err := Audit(views(r), steering)
		require.NoError(t, err)
		assert.Empty(t, Exposed(found, steering))
	}
}

// A table whose total is a chance does not undo those of others.
func TestChanceSumsOfOneTableLeaveTheOthers(t *testing.T) {
	chance := column("t1", 20, 30, 50, 17)
	chance.Counts, chance.RowBy = "c", "pilot"
	months := column("t2", 60, 57, 117)
	months.Counts, months.RowBy, months.RowSums = "c", "month", []rma.Sum{{Total: "c", Parts: []string{"a", "b"}}}
	r, err := Protect(Material{Tables: []rma.Table{chance, months, column("t3", 3, 40, 43)}}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	rows := printed(r.Tables()[2])
	assert.Equal(t, ".", rows[0][0])
	assert.True(t, rows[1][0] == "." || rows[2][0] == ".", "43 less 40 is 3: %v", rows)
	assert.Nil(t, r.Tables()[2].View().RowSums, "what is published says no more than before")
}
