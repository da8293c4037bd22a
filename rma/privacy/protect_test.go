package privacy

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// times is how often a random test runs: a short run, as that of the race
// detector, takes one in twenty.
func times(n int) int {
	if testing.Short() {
		return max(1, n/20)
	}
	return n
}

// every is the step of a test that tries a row of things one by one: a short run
// takes one in so many.
func every(n int) int {
	if testing.Short() {
		return n
	}
	return 1
}

// grid makes a table of counts with its margins: rows and columns are numbered
// from 1, and "all" is the total.
func grid(counts ...[]int) rma.Table {
	t := rma.Table{ID: "grid", RowBy: "row", ColumnBy: "column"}
	totals := make([]int, len(counts[0])+1)
	columns := rma.Sum{Total: "all"}
	for j := range counts[0] {
		key := fmt.Sprint(j + 1)
		columns.Parts = append(columns.Parts, key)
		t.Columns = append(t.Columns, rma.Column{Key: key, Label: rma.PlainText(key)})
	}
	t.Columns = append(t.Columns, rma.Column{Key: "all", Label: rma.T("alle", "all")})
	rows := rma.Sum{Total: "all"}
	add := func(key string, counts []int) {
		r := rma.Row{Key: key, Label: rma.PlainText(key)}
		for _, v := range counts {
			r.Cells = append(r.Cells, rma.CountCell(v))
		}
		t.Rows = append(t.Rows, r)
	}
	for i, row := range counts {
		total := 0
		for j, v := range row {
			total += v
			totals[j] += v
		}
		totals[len(row)] += total
		rows.Parts = append(rows.Parts, fmt.Sprint(i+1))
		add(fmt.Sprint(i+1), append(append([]int(nil), row...), total))
	}
	add("all", totals)
	t.RowSums, t.ColumnSums = []rma.Sum{rows}, []rma.Sum{columns}
	return t
}

// printed writes the cells of a table as they are printed.
func printed(t Table) [][]string {
	var out [][]string
	for _, r := range t.View().Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, c.Format(rma.English))
		}
		out = append(out, row)
	}
	return out
}

// atLeast5 hides what is below 5 and does nothing else.
var atLeast5 = Policy{MinCell: 5, RoundTo: -1, MinBase: -1}

func TestProtectPrints(t *testing.T) {
	for _, c := range []struct {
		why    string
		table  rma.Table
		policy Policy
		want   [][]string
	}{
		{"a block of four", grid([]int{9, 12}, []int{3, 18}, []int{20, 7}), atLeast5,
			[][]string{{".", ".", "21"}, {".", ".", "21"}, {"20", "7", "27"}, {"32", "37", "69"}}},
		{"the only block there is", grid([]int{2, 30}, []int{40, 50}), atLeast5,
			[][]string{{".", ".", "32"}, {".", ".", "90"}, {"42", "80", "122"}}},
		{"zeros are shown", grid([]int{0, 30}, []int{40, 50}), atLeast5,
			[][]string{{"0", "30", "30"}, {"40", "50", "90"}, {"40", "80", "120"}}},
		{"zeros are hidden when asked", grid([]int{0, 30}, []int{40, 50}), Policy{MinCell: 5, RoundTo: -1, HideZero: true},
			[][]string{{".", ".", "30"}, {".", ".", "90"}, {"40", "80", "120"}}},
		{"the public sees multiples of 5", grid([]int{11, 32}, []int{43, 54}), Policy{},
			[][]string{{"10", "30", "45"}, {"45", "55", "95"}, {"55", "85", "140"}}},
		{"the team sees all", grid([]int{1, 2}, []int{3, 4}), Policy{Audience: Team},
			[][]string{{"1", "2", "3"}, {"3", "4", "7"}, {"4", "6", "10"}}},
		{"the steering group sees what is 5 or more", grid([]int{5, 6}, []int{7, 8}), Policy{Audience: SteeringGroup},
			[][]string{{"5", "6", "11"}, {"7", "8", "15"}, {"12", "14", "26"}}},
		{"nothing at all", grid([]int{}), Policy{}, [][]string{{"0"}, {"0"}}},
	} {
		before := c.table.String()
		got, err := ProtectTable(c.table, c.policy)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, printed(got), c.why)
		assert.Equal(t, before, c.table.String(), "the table itself is left as it was")
		assert.Equal(t, c.policy.Audience, got.Audience())
	}
}

// TestCBSRows has reports to Veilig Thuis in 2023 as Statistics Netherlands
// publishes them (StatLine 85361NED, provisional figures): counts that could
// stand behind them come out as they were published.
func TestCBSRows(t *testing.T) {
	row := func(key string, n, total int) rma.Row {
		return rma.Row{Key: key, Label: rma.PlainText(key), Cells: []rma.Cell{rma.CountCell(n), rma.ShareCell(rma.Proportion{K: n, N: total})}}
	}
	netherlands := rma.Table{ID: "85361NED-nl",
		Columns:    []rma.Column{{Key: "n", Label: rma.T("meldingen", "reports")}, {Key: "share", Label: rma.T("aandeel", "share")}},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"share"}}},
		RowSums: []rma.Sum{
			{Total: "all", Parts: []string{"first", "rereport", "follow-up", "unclassified"}},
			{Total: "rereport", Parts: []string{"several", "one"}},
			{Total: "follow-up", Parts: []string{"during", "after", "monitoring"}},
		},
	}
	for _, r := range []struct {
		key string
		n   int
	}{{"all", 127338}, {"first", 40614}, {"rereport", 48554}, {"several", 43078}, {"one", 5476},
		{"follow-up", 36356}, {"during", 16914}, {"after", 12896}, {"monitoring", 6546}, {"unclassified", 1814}} {
		netherlands.Rows = append(netherlands.Rows, row(r.key, r.n, 127338))
	}
	got, err := ProtectTable(netherlands, Policy{})
	require.NoError(t, err)
	var counts []string
	var shares []string
	for _, r := range got.View().Rows {
		counts = append(counts, r.Cells[0].Format(rma.Dutch))
		shares = append(shares, rma.FormatNumber(r.Cells[1].Share.Percent(1), 1, rma.Dutch))
	}
	assert.Equal(t, []string{"127340", "40615", "48555", "43080", "5475", "36355", "16915", "12895", "6545", "1815"}, counts)
	assert.Equal(t, []string{"100,0", "31,9", "38,1", "33,8", "4,3", "28,5", "13,3", "10,1", "5,1", "1,4"}, shares)
}

// TestCBSDrenthe has the row of Drenthe, with a small cell that is secret.
func TestCBSDrenthe(t *testing.T) {
	drenthe := rma.Table{ID: "85361NED-drenthe", Columns: []rma.Column{{Key: "share", Label: rma.T("aantal", "number")}},
		RowSums: []rma.Sum{{Total: "follow-up", Parts: []string{"during", "after", "monitoring"}}}}
	for _, r := range []struct {
		key string
		n   int
	}{{"follow-up", 479}, {"during", 274}, {"after", 126}, {"monitoring", 79}, {"unclassified", 4}} {
		drenthe.Rows = append(drenthe.Rows, rma.Row{Key: r.key, Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: r.n, N: 1904})}})
	}
	got, err := ProtectTable(drenthe, Policy{})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"480 of 1905 (25%)"}, {"275 of 1905 (14%)"}, {"125 of 1905 (7%)"}, {"80 of 1905 (4%)"}, {"."}}, printed(got))
	for i, want := range []float64{25.2, 14.4, 6.6, 4.2} {
		assert.Equal(t, want, got.View().Rows[i].Cells[0].Share.Percent(1))
	}
}

func TestSharesAreHiddenWithTheirComplement(t *testing.T) {
	share := func(k, n int) rma.Table {
		return rma.Table{ID: "share", Columns: []rma.Column{{Key: "share"}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: k, N: n})}}}}
	}
	for _, c := range []struct {
		why  string
		k, n int
		want string
	}{
		{"all three are large enough", 9, 21, "9 of 21 (43%)"},
		{"K is small", 3, 21, "."},
		{"what is left of N is small", 19, 21, "."},
		{"N is small", 0, 4, "."},
		{"all of them", 21, 21, "21 of 21 (100%)"},
		{"none of them", 0, 21, "0 of 21 (0%)"},
	} {
		got, err := ProtectTable(share(c.k, c.n), Policy{Audience: SteeringGroup})
		require.NoError(t, err)
		assert.Equal(t, c.want, printed(got)[0][0], c.why)
	}
	wide := Policy{Audience: SteeringGroup, MinBase: 30}
	got, err := ProtectTable(share(9, 21), wide)
	require.NoError(t, err)
	assert.Equal(t, "9 of 21", printed(got)[0][0], "no percentage on fewer than MinBase")
}

func TestProtectErrors(t *testing.T) {
	good := grid([]int{9, 12}, []int{3, 18})
	broken := good
	broken.RowSums = []rma.Sum{{Total: "all", Parts: []string{"1"}}}
	missing := good
	missing.RowSums = []rma.Sum{{Total: "all", Parts: []string{"1", "9"}}}
	missingColumn := good
	missingColumn.ColumnSums = []rma.Sum{{Total: "all", Parts: []string{"1", "9"}}}
	noBase := rma.Table{ID: "m", Columns: []rma.Column{{Key: "mean", Values: true}}, Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.NumberCell(3.4, 1)}}}}
	one := func(c rma.Cell) rma.Table {
		return rma.Table{ID: "n", Columns: columnsOf("n"), Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{c}}}}
	}
	for _, c := range []struct {
		why string
		m   Material
		p   Policy
		err error
	}{
		{"rows do not add up", Material{Tables: []rma.Table{broken}}, Policy{}, ErrSum},
		{"a row that there is not", Material{Tables: []rma.Table{missing}}, Policy{}, ErrSum},
		{"a column that there is not", Material{Tables: []rma.Table{missingColumn}}, Policy{}, ErrSum},
		{"a figure without a base", Material{Tables: []rma.Table{noBase}}, Policy{}, ErrNoBase},
		{"a negative count", Material{Tables: []rma.Table{one(rma.CountCell(-1))}}, Policy{}, ErrSum},
		{"a count that cannot be", Material{Tables: []rma.Table{one(rma.CountCell(math.MaxInt))}}, Policy{}, ErrSum},
		{"a share that cannot be", Material{Tables: []rma.Table{one(rma.ShareCell(rma.Proportion{K: 4, N: 3}))}}, Policy{}, ErrSum},
		{"two columns with one key", Material{Tables: []rma.Table{{ID: "t", Columns: columnsOf("n", "n")}}}, Policy{}, ErrShape},
		{"a column without a key", Material{Tables: []rma.Table{{ID: "t", Columns: columnsOf("")}}}, Policy{}, ErrShape},
		{"a cell beyond the columns", Material{Tables: []rma.Table{{ID: "t", Columns: columnsOf("n"), Rows: []rma.Row{countsRow("a", 20, 30)}}}}, Policy{}, ErrShape},
		{"two tables with one id", Material{Tables: []rma.Table{good, good}}, Policy{}, ErrDuplicateTable},
		{"an audience that there is not", Material{}, Policy{Audience: 9}, ErrPolicy},
		{"a threshold beyond reason", Material{}, Policy{MinCell: 1 << 40}, ErrPolicy},
		{"a waiver without a reason", Material{Tables: []rma.Table{good}, Waivers: []Waiver{{Of: Count{Table: "grid", Row: "1", Column: "1"}, By: "x"}}}, Policy{}, ErrWaiver},
		{"a waiver without a name", Material{Tables: []rma.Table{good}, Waivers: []Waiver{{Of: Count{Table: "grid", Row: "1", Column: "1"}, Reason: "x"}}}, Policy{}, ErrWaiver},
		{"a waiver of nothing", Material{Tables: []rma.Table{good}, Waivers: []Waiver{{Of: Count{Table: "grid", Row: "1", Column: "7"}, Reason: "x", By: "y"}}}, Policy{}, ErrWaiver},
	} {
		_, err := Protect(c.m, c.p)
		assert.ErrorIs(t, err, c.err, c.why)
	}
	_, err := Protect(Material{}, Policy{})
	assert.NoError(t, err, "nothing to publish is no error")
}

func TestProtectGivesUpWithOptions(t *testing.T) {
	table := grid([]int{3, 30})
	waive := func(row, column string) Waiver {
		return Waiver{Of: Count{Table: "grid", Row: row, Column: column}, Reason: "published in 2023", By: "the steward"}
	}
	_, err := Protect(Material{Tables: []rma.Table{table}, Waivers: []Waiver{waive("1", "2"), waive("1", "all"), waive("all", "2"), waive("all", "all")}},
		atLeast5)
	require.ErrorIs(t, err, ErrUnprotectable)
	assert.ErrorContains(t, err, "take rows or columns together")
	assert.ErrorContains(t, err, `table "grid", row "1", column "1"`)
	assert.NotContains(t, err.Error(), "30")
}

func TestWaiver(t *testing.T) {
	table := grid([]int{3, 30}, []int{40, 50})
	r, err := Protect(Material{Tables: []rma.Table{table}, Waivers: []Waiver{{Of: Count{Table: "grid", Row: "1", Column: "1"}, Reason: "published in 2023", By: "the steward"}}}, Policy{})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"3", "30", "35"}, {"40", "50", "90"}, {"45", "80", "125"}}, printed(r.Tables()[0]), "shown as it is, the others as the policy says")
	require.Len(t, r.Waivers(), 1)
	assert.Equal(t, "published in 2023", r.Waivers()[0].Reason)
}

// TestLinkedTables has the same reports by pilot and kind, and by pilot and
// month. Each table alone hides nothing that the other gives away.
func TestLinkedTables(t *testing.T) {
	byKind := grid([]int{3, 12, 0}, []int{20, 30, 14}, []int{25, 11, 40})
	byMonth := grid([]int{8, 7}, []int{30, 34}, []int{36, 40})
	link := func(p *rma.Table, id, column string) {
		p.ID, p.Counts, p.RowBy, p.ColumnBy = id, "reports", "pilot", column
	}
	link(&byKind, "by-kind", "kind")
	link(&byMonth, "by-month", "month")
	r, err := Protect(Material{Tables: []rma.Table{byKind, byMonth}}, atLeast5)
	require.NoError(t, err)
	for i := range 4 {
		a, b := printed(r.Tables()[0])[i], printed(r.Tables()[1])[i]
		assert.Equal(t, a[len(a)-1], b[len(b)-1], "a total that both have is hidden in both or in neither")
	}
	byMonth.Rows[0].Cells[0] = rma.CountCell(9)
	byMonth.Rows[0].Cells[2] = rma.CountCell(16)
	byMonth.RowSums, byMonth.ColumnSums = nil, nil
	_, err = Protect(Material{Tables: []rma.Table{byKind, byMonth}}, atLeast5)
	assert.NoError(t, err, "what looks like a total, and cannot be that of the other table, is none")
	byMonth = grid([]int{9, 7}, []int{30, 34}, []int{36, 40})
	link(&byMonth, "by-month", "month")
	_, err = Protect(Material{Tables: []rma.Table{byKind, byMonth}}, atLeast5)
	assert.ErrorIs(t, err, ErrLinked, "the same cases cannot be 15 and 16")
}

// TestHierarchy has pilots in regions, by month.
func TestHierarchy(t *testing.T) {
	table := grid([]int{3, 20}, []int{30, 25}, []int{40, 50}, []int{60, 70})
	table.Rows[4].Key = "drenthe"
	region := func(key string, a, b int) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(a), rma.CountCell(b), rma.CountCell(a + b)}}
	}
	table.Rows = append(table.Rows, region("north", 33, 45), region("south", 100, 120))
	table.RowSums = []rma.Sum{{Total: "drenthe", Parts: []string{"north", "south"}}, {Total: "north", Parts: []string{"1", "2"}}, {Total: "south", Parts: []string{"3", "4"}}}
	got, err := ProtectTable(table, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{".", ".", "23"}, {".", ".", "55"}, {"40", "50", "90"}, {"60", "70", "130"},
		{"133", "165", "298"}, {"33", "45", "78"}, {"100", "120", "220"}}, printed(got), "a block within the region protects")
}

func TestFiguresOfFew(t *testing.T) {
	mean := func(key string, n int, v float64) rma.Row {
		return rma.Row{Key: key, Cells: []rma.Cell{rma.CountCell(n), rma.NumberCell(v, 2), rma.IntervalCell(rma.Interval{Lo: v - 1, Hi: v + 1}, 2), rma.PValueCell(0.03)}}
	}
	table := rma.Table{ID: "means", Columns: []rma.Column{{Key: "n"}, {Key: "mean", Base: "n", Values: true}, {Key: "interval", Base: "n", Values: true}, {Key: "p", Base: "n", Values: true}},
		Rows:    []rma.Row{mean("a", 12, 3.1), mean("b", 8, 2.5), mean("c", 30, 3.9), mean("all", 50, 3.48)},
		RowSums: []rma.Sum{{Total: "all", Parts: []string{"a", "b", "c"}}}}
	got, err := ProtectTable(table, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"12", ".", ".", "0.030"},
		{"8", ".", ".", "."},
		{"30", "3.90", "2.90 to 4.90", "0.030"},
		{"50", "3.48", "2.48 to 4.48", "0.030"}}, printed(got),
		"b rests on too few; with the mean of all and the others it could be worked out, so that of a goes too, and its interval, of which it is the middle")
}

func TestFigureThatFollowsFromCounts(t *testing.T) {
	table := rma.Table{ID: "odds", Columns: []rma.Column{{Key: "yes"}, {Key: "no"}, {Key: "net"}},
		Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.CountCell(3), rma.CountCell(30), {Kind: rma.NumberKind, Number: -0.82, N: 33}}}}}
	got, err := ProtectTable(table, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, [][]string{{".", "30", "."}}, printed(got), "a figure without a base of its own goes with the counts of its row")
}

func TestThingsAndWordsStay(t *testing.T) {
	table := rma.Table{ID: "x", Columns: []rma.Column{{Key: "items", Things: true}, {Key: "alpha", Things: true}, {Key: "words"}},
		Rows:  []rma.Row{{Key: "a", Cells: []rma.Cell{rma.CountCell(2), rma.NumberCell(0.81, 2), rma.TextCell(rma.T("ja", "yes"))}}},
		Notes: []rma.Text{rma.T("n", "n")}, TeamNotes: []rma.Text{rma.T("drie", "three")}}
	got, err := ProtectTable(table, Policy{})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"2", "0.81", "yes"}}, printed(got))
	assert.Empty(t, got.View().TeamNotes)
	assert.Len(t, got.View().Notes, 1, "no legend where nothing is counted")
	_, err = Things(table)
	assert.ErrorIs(t, err, ErrPeople)
	team, err := ProtectTable(table, Policy{Audience: Team})
	require.NoError(t, err)
	assert.Len(t, team.View().TeamNotes, 1)
	_, err = Things(table.OfThings())
	assert.NoError(t, err)
}

func TestWithheldCellsHoldNothing(t *testing.T) {
	table := grid([]int{3, 30}, []int{40, 50})
	table.Rows[0].Cells[0] = table.Rows[0].Cells[0].WithRefs("o").WithMark("m")
	table.Rows[0].Cells[0].N = 33
	got, err := ProtectTable(table, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	assert.Equal(t, rma.Cell{Kind: rma.Withheld, Mark: "m", Refs: []string{"o"}}, got.View().Rows[0].Cells[0])
	assert.NotContains(t, fmt.Sprintf("%+v", got), "33}", "nothing of it is left anywhere")
}

func TestAccount(t *testing.T) {
	r, err := Protect(Material{Tables: []rma.Table{grid([]int{9, 12}, []int{3, 18}, []int{20, 7})}}, atLeast5)
	require.NoError(t, err)
	assert.Equal(t, []Hidden{{Table: "grid", Counts: 12, Small: 1, Added: 3}}, r.Hidden())
}

func TestGroupDisclosure(t *testing.T) {
	table := rma.Table{ID: "x", Columns: []rma.Column{{Key: "violence", Sensitive: true}, {Key: "other"}},
		Rows: []rma.Row{{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 20, N: 20}), rma.ShareCell(rma.Proportion{K: 20, N: 20})}}}}
	r, err := Protect(Material{Tables: []rma.Table{table}}, Policy{})
	require.NoError(t, err)
	require.Len(t, r.Warnings(), 1)
	assert.Equal(t, WarnGroupDisclosure, r.Warnings()[0].Code)
}

func TestLaxPolicy(t *testing.T) {
	for _, c := range []struct {
		p    Policy
		want []rma.Warning
	}{
		{Policy{}, nil},
		{Policy{MinCell: 20, RoundTo: 10}, nil},
		{Policy{MinCell: -1, RoundTo: -1}, []rma.Warning{rma.Warn(WarnLaxPolicy, "lower=min_cell+round_to")}},
		{Policy{Audience: SteeringGroup, MinBase: 1}, []rma.Warning{rma.Warn(WarnLaxPolicy, "lower=min_base")}},
		{Policy{Audience: Team}, nil},
	} {
		r, err := Protect(Material{Tables: []rma.Table{grid([]int{30, 40}, []int{50, 61})}}, c.p)
		require.NoError(t, err)
		assert.Equal(t, c.want, r.Warnings())
	}
}
