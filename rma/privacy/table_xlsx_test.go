package privacy

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/reflexive-monitoring/toolkit/internal/workbook"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// sheetOf writes a table as a workbook and reads it back.
func sheetOf(t testing.TB, table Table, head string, l rma.Lang, o SheetOptions) [][]string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.WriteXLSX(&b, head, l, o))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	require.NoError(t, err)
	return rows
}

func TestXLSXSaysForWhomItIs(t *testing.T) {
	in := csvTable()
	in.Columns[0].Label, in.Rows[0].Label, in.RowHead = rma.T("huisbezoeken", "home visits"), rma.PlainText("Emmen"), rma.T("gemeente", "municipality")
	for _, c := range []struct {
		why  string
		p    Policy
		l    rma.Lang
		want [][]string
	}{
		{"the public", Policy{RoundTo: -1}, rma.English, [][]string{{"Home visits"}, nil, {"municipality", "home visits"}, {"Emmen", "42"}, {"HOO", "."}, nil,
			{"All reports."}, {"A point: 1 to 9, or not shown to protect another count."}}},
		{"the steering group", Policy{Audience: SteeringGroup}, rma.Dutch, [][]string{{"Huisbezoeken"}, {"VERTROUWELIJK – alleen voor de stuurgroep"}, nil, {"gemeente", "huisbezoeken"}, {"Emmen", "42"}, {"HOO", "."}, nil,
			{"Alle meldingen."}, {"Een punt: 1 tot en met 4, of niet getoond om een ander getal te beschermen."}}},
		{"the team", Policy{Audience: Team}, rma.English, [][]string{{"Home visits"}, {"INTERNAL – for the research team only, do not share"}, nil, {"municipality", "home visits"}, {"Emmen", "42"}, {"HOO", "3"}, nil,
			{"All reports."}, {"3 without a date."}}},
	} {
		table, err := ProtectTable(in, c.p)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, sheetOf(t, table, "", c.l, SheetOptions{}), c.why)
		rows := sheetOf(t, table, "key", c.l, SheetOptions{RowsOnly: true})
		assert.Equal(t, [][]string{{"key", "n"}, {"EMM", "42"}}, rows[:2], "%s: the rows alone", c.why)
		assert.Len(t, rows, 3, c.why)
	}
	assert.Equal(t, [][]string{{"row"}}, sheetOf(t, Table{}, "row", rma.Dutch, SheetOptions{}), "nothing stands under nothing")
}

// Hidden cells leave nothing in the file, and neither does who made it.
func TestXLSXHoldsNoMore(t *testing.T) {
	n, c := rma.NumberCell, rma.CountCell
	table, err := ProtectTable(rma.Table{ID: "t", Title: rma.T("a", "a"), Columns: []rma.Column{{Key: "n"}, {Key: "days", Base: "n", Values: true}, {Key: "gone", Base: "n", Values: true}},
		Rows: rowsOf([]rma.Cell{c(777), n(8.324, 1), n(math.NaN(), 1)}, []rma.Cell{c(3), n(5.678, 1), n(1, 0)})}, steering)
	require.NoError(t, err)
	var one, two bytes.Buffer
	require.NoError(t, table.WriteXLSX(&one, "", rma.English, SheetOptions{}))
	require.NoError(t, table.WriteXLSX(&two, "", rma.English, SheetOptions{}))
	assert.Equal(t, one.Bytes(), two.Bytes(), "the same bytes")
	f, err := excelize.OpenReader(&one)
	require.NoError(t, err)
	defer f.Close()
	raw, err := f.GetRows("t", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"a", "777", "8.3", rma.FormatNumber(math.NaN(), 1, rma.English)}, {"b", ".", ".", "."}}, raw[4:6], "no more decimals than are printed, and no hidden figure")
	props, err := f.GetDocProps()
	require.NoError(t, err)
	assert.Equal(t, &excelize.DocProperties{}, props, "no author, no program, no time")
}

func TestXLSXGuards(t *testing.T) {
	hostile := csvTable()
	hostile.ID, hostile.Title = "=[x]*", rma.PlainText("=HYPERLINK(\"http://x\")")
	hostile.Rows[0].Label, hostile.Columns[0].Label, hostile.RowHead = rma.PlainText("@EMM"), rma.PlainText("+n"), rma.PlainText("-1+2")
	hostile.Notes = []rma.Text{rma.PlainText("=1"), rma.PlainText("\t=2")}
	table, err := ProtectTable(hostile, steering)
	require.NoError(t, err)
	for i, row := range sheetOf(t, table, "", rma.English, SheetOptions{}) {
		for _, cell := range row {
			assert.NotContains(t, "=+-@\t", cell[:1], "row %d", i)
		}
	}

	for why, note := range map[string]string{"not UTF-8": "a\xffb", "a NUL": "a\x00b"} {
		hostile.Notes = []rma.Text{rma.PlainText(note)}
		table, err := ProtectTable(hostile, Policy{})
		require.NoError(t, err, why)
		err = table.WriteXLSX(&bytes.Buffer{}, "", rma.English, SheetOptions{})
		require.ErrorIs(t, err, workbook.ErrEncoding, why)
		assert.NotContains(t, err.Error(), note, why)
	}
	hostile.Notes = []rma.Text{rma.PlainText(strings.Repeat("x", workbook.MaxText+1))}
	table, err = ProtectTable(hostile, Policy{})
	require.NoError(t, err)
	assert.ErrorIs(t, table.WriteXLSX(&bytes.Buffer{}, "", rma.English, SheetOptions{}), workbook.ErrTooLarge)
}
