package rma

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCellFormat(t *testing.T) {
	for _, c := range []struct {
		cell   Cell
		nl, en string
	}{
		{CountCell(12), "12", "12"},
		{NumberCell(1.25, 1), "1,3", "1.3"},
		{ShareCell(Proportion{9, 21}), "9 van de 21 (43%)", "9 of 21 (43%)"},
		{TextCell(T("ja", "yes")), "ja", "yes"},
		{Cell{Kind: NotAsked}, "n.v.t.", "n/a"},
		{Cell{Kind: Withheld}, ".", "."},
		{Cell{}, "", ""},
		{ShareIntervalCell(Share{Proportion: Proportion{9, 21}, Interval: Proportion{9, 21}.Wilson(0)}), "24%–63%", "24%–63%"},
		{ShareIntervalCell(Share{Interval: Proportion{}.Wilson(0)}), "", ""},
		{ShareIntervalCell(Share{Proportion: Proportion{2, 3}, Interval: Proportion{2, 3}.Wilson(0)}), "", ""},
		{IntervalCell(Interval{Lo: 0.1, Hi: 0.75}, 2), "0,10 tot 0,75", "0.10 to 0.75"},
		{IntervalCell(Interval{Lo: math.NaN(), Hi: math.NaN()}, 2), "", ""},
		{PValueCell(0.0004), "< 0,001", "< 0.001"},
		{PValueCell(math.NaN()), "", ""},
	} {
		assert.Equal(t, c.nl, c.cell.Format(Dutch))
		assert.Equal(t, c.en, c.cell.Format(English))
	}
	ids := []string{"a"}
	c := CountCell(1).WithRefs(ids...)
	ids[0] = "b"
	assert.Equal(t, []string{"a"}, c.Refs, "a cell keeps its own copy")
}

func TestDataFrame(t *testing.T) {
	table := Table{
		Columns: []Column{{Key: "n", Label: T("aantal", "")}, {Key: "mean", Label: T("gemiddelde", "")}, {Key: "share", Label: T("deel", "")}, {Key: "mixed", Label: T("gemengd", "")}},
		Rows: []Row{
			{Key: "a", Cells: []Cell{CountCell(3), NumberCell(1.0/3, 2), ShareCell(Proportion{9, 21}), CountCell(1)}},
			{Key: "b", Cells: []Cell{{Kind: Withheld}, {}, {}, TextCell(T("ja", "yes"))}},
			{Key: "c"}, // a row that is too short reads as blank
		},
	}
	df := table.DataFrame(Dutch)
	assert.NoError(t, df.Err)
	assert.Equal(t, []string{"row", "n", "mean", "share_k", "share_n", "mixed"}, df.Names())
	assert.Equal(t, []string{"a", "b", "c"}, df.Col("row").Records())
	assert.Equal(t, []string{"3", "NaN", "NaN"}, df.Col("n").Records(), "a withheld count is missing, not zero")
	assert.Equal(t, 1.0/3, df.Col("mean").Elem(0).Float(), "figures keep all their digits")
	assert.Equal(t, []string{"21", "NaN", "NaN"}, df.Col("share_n").Records())
	assert.Equal(t, []string{"1", "ja", "NaN"}, df.Col("mixed").Records())
	assert.True(t, df.Col("mixed").Elem(2).IsNA())
	row := Table{Columns: []Column{{Key: "row", Label: T("rij", "row")}}, Rows: []Row{{Key: "a", Cells: []Cell{{Kind: Withheld}}}}}
	df = row.DataFrame(Dutch)
	assert.Equal(t, []string{"row_key", "row"}, df.Names())
	assert.True(t, df.Col("row").Elem(0).IsNA(), "withheld is missing, not a point")
}

func TestWarnings(t *testing.T) {
	w := Warn(WarnFewPairs, "n=%d, nodig=%d", 4, 6)
	assert.Equal(t, "te weinig paren (n=4, nodig=6)", w.Label(Dutch))
	assert.Equal(t, "too few pairs (n=4, nodig=6)", w.Label(English))
	assert.Equal(t, "own-code", Warning{Code: "own-code"}.Label(Dutch), "a code of one's own is shown as it is")
	for code, text := range warningTexts {
		assert.NotEmpty(t, text.NL, string(code))
		assert.NotEmpty(t, text.EN, string(code))
	}
	assert.False(t, HasWarning(nil, WarnFewPairs))
}

func TestTableText(t *testing.T) {
	table := Table{
		Title:   T("Bezoeken", "Visits"),
		RowHead: T("pilot", "pilot"),
		Columns: []Column{{Key: "n", Label: T("aantal", "number")}, {Key: "share", Label: T("deel", "share")}},
		Rows: []Row{
			{Key: "a", Label: PlainText("EMM"), Cells: []Cell{CountCell(79), ShareCell(Proportion{8, 79})}},
			{Key: "b", Label: PlainText("Aa en Hunze"), Cells: []Cell{{Kind: Withheld}}},
			{Key: "c", Label: PlainText("één"), Cells: []Cell{CountCell(3), {}, CountCell(1)}}, // a cell too many
		},
		Notes: []Text{T("n: adviezen", "n: advice requests")},
	}
	assert.Equal(t, "Bezoeken\npilot        aantal  deel\nEMM              79  8 van de 79 (10%)\nAa en Hunze       .\néén               3\nn: adviezen\n", table.String())
	assert.Contains(t, table.Text(English), "Visits\npilot        number  share\n")
	assert.Equal(t, "\n", Table{}.String(), "an empty table is an empty heading")
}

func TestTableOfPilot(t *testing.T) {
	table := Table{ID: "visits", Title: T("Bezoeken", "Visits")}
	assert.Equal(t, Table{ID: "visits-HOO", Title: T("Bezoeken, HOO", "Visits, HOO")}, table.OfPilot("HOO"))
	assert.Equal(t, table, table.OfPilot(""))
	assert.Equal(t, "visits", table.ID, "the table itself is left as it was")
}
