package casereview

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// book makes a workbook with these cells in the sheet Blad, and another before it.
func book(t testing.TB, cells map[string]any, edit func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	_, err := f.NewSheet("Blad")
	require.NoError(t, err)
	for at, v := range cells {
		require.NoError(t, f.SetCellValue("Blad", at, v))
	}
	if edit != nil {
		edit(f)
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func sheetMapping() LongMapping {
	m := LongMapping{Sheet: "blad", Case: "dossier", Activity: "wat", At: "wanneer", Org: Field{Column: "wie"}, Codes: map[string]Activity{"melding": Report},
		Attributes: []AttrColumn{{Column: "score", Number: true}}, Layouts: []string{"02-01-2006"}}
	return m
}

func goodCells() map[string]any {
	return map[string]any{"A3": "dossier", "B3": "wat", "C3": "wanneer", "D3": "wie", "E3": "score", "F3": "naam",
		"A5": 20230114, "B5": "melding", "C5": time.Date(2023, 2, 1, 10, 0, 29, 0, time.UTC), "D5": "politie", "E5": 1.234, "F5": "#N/A"}
}

func TestReadLongOfWorkbook(t *testing.T) {
	cells := goodCells()
	cells["A6"], cells["B6"], cells["C6"] = "20230114", "melding", "03-02-2023"
	log, err := ReadLong(bytes.NewReader(book(t, cells, nil)), "events.xlsx", sheetMapping(), ReadOptions{})
	require.NoError(t, err)
	require.Equal(t, []int{1, 2}, []int{log.Len(), log.Events()}, "a number and a text of the same digits are one case")
	tr, _ := log.Trace(caseID("C-0001"))
	e, _ := tr.First(Report)
	assert.Equal(t, "2023-02-01T10:00", e.At.String(), "the nearest minute, whatever layouts the mapping has for texts")
	assert.Equal(t, map[string]string{"score": "1.234"}, e.Attrs, "a number needs no decimal mark")
	assert.Equal(t, []int{5, 3}, []int{e.Line, e.Column}, "the row and the column of the sheet")
}

func TestReadLongOfWorkbookRefuses(t *testing.T) {
	for _, c := range []struct {
		why, at string
		value   any
		place   string
		want    error
	}{
		{"a number that is not shown as a day", "C5", 44958, "5:3 (wanneer)", rma.ErrDate},
		{"a year", "C5", 2023, "5:3 (wanneer)", rma.ErrDate},
		{"a text in another layout", "C5", "2023-02-01", "5:3 (wanneer)", rma.ErrDate},
		{"a text", "E5", secret, "5:5 (score)", rma.ErrNumber},
		{"no activity", "B5", "", "5:2 (wat)", rma.ErrMissing},
		{"yes or no", "B5", true, "5:2 (wat)", rma.ErrUnknownTerm},
		{"another heading", "D3", secret, "3 (wie)", rma.ErrMissingColumn},
		{"a cell beyond the heading", "H5", secret, "5:", rma.ErrRagged},
	} {
		cells := goodCells()
		cells[c.at] = c.value
		_, err := ReadLong(bytes.NewReader(book(t, cells, nil)), "events.xlsx", sheetMapping(), ReadOptions{})
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), "events.xlsx:"+c.place, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
		assert.Equal(t, 1, strings.Count(err.Error(), "events.xlsx"), c.why)
	}
}

func TestReadWorkbookErrorCells(t *testing.T) {
	data := rawBook(t, `<row r="1"><c t="str"><v>dossier</v></c><c t="str"><v>wat</v></c><c t="str"><v>wanneer</v></c><c t="str"><v>wie</v></c><c t="str"><v>score</v></c><c t="str"><v>naam</v></c></row>`+
		`<row r="2"><c t="str"><v>A1</v></c><c t="str"><v>melding</v></c><c t="str"><v>01-02-2023</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>#DIV/0!</v></c><c t="e"><v>#REF!</v></c></row>`)
	m := sheetMapping()
	m.Sheet = ""
	_, err := ReadLong(bytes.NewReader(data), "events.xlsx", m, ReadOptions{})
	require.ErrorIs(t, err, ErrCell)
	assert.Contains(t, err.Error(), "events.xlsx:2:4 (wie)")
	assert.Contains(t, err.Error(), "events.xlsx:2:5 (score)")
	assert.NotContains(t, err.Error(), ":6", "a column that is not read may hold errors")

	_, err = ReadWide(bytes.NewReader(data), "cases.xlsx", WideMapping{Case: "dossier", Municipality: Field{Column: "wie"},
		Events: []EventColumn{{Column: "wanneer", Activity: Report, Layouts: []string{"02-01-2006"}}}}, ReadOptions{})
	require.ErrorIs(t, err, ErrCell)
	assert.Contains(t, err.Error(), "cases.xlsx:2:4 (wie)")
}

func TestReadWorkbookForm(t *testing.T) {
	good := book(t, goodCells(), nil)
	m := sheetMapping()
	m.Sheet = secret
	_, err := ReadLong(bytes.NewReader(good), "events.xlsx", m, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrUnknownID, "a sheet that is not there")
	assert.NotContains(t, err.Error(), secret)
	_, err = ReadLong(bytes.NewReader(good[:len(good)-30]), "events.xlsx", sheetMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrFormat, "a file that was cut")
	var data *rma.DataError
	require.True(t, errors.As(err, &data))
	assert.Equal(t, "events.xlsx", data.File)
	_, err = ReadLong(bytes.NewReader(rawBook(t, `<row r="1"><c t="str"><v>dossier</v></c><c t="str"><v>wat</v></c><c t="str"><v>wanneer</v></c><c t="str"><v>wie</v></c><c t="str"><v>score</v></c></row><row r="2"><c t="str"><v>`+secret+`</v></x>`)),
		"events.xlsx", LongMapping{Case: "dossier", Activity: "wat", At: "wanneer"}, ReadOptions{})
	require.ErrorIs(t, err, rma.ErrFormat, "a sheet that is broken in the middle is not half a log")
	assert.Contains(t, err.Error(), "events.xlsx:2: ")
	assert.NotContains(t, err.Error(), secret)
}

func TestReadWideOfWorkbook1904(t *testing.T) {
	on := true
	data := book(t, map[string]any{"A1": "casus", "B1": "melding", "A2": "A1", "B2": 43496}, func(f *excelize.File) {
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}))
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle("Blad", "B2", "B2", style))
	})
	log, err := ReadWide(bytes.NewReader(data), "cases.xlsx", WideMapping{Sheet: "Blad", Case: "casus", Events: []EventColumn{{Column: "melding", Activity: Report}}}, declared)
	require.NoError(t, err)
	tr, _ := log.Trace(caseID("A1"))
	e, _ := tr.First(Report)
	assert.Equal(t, "2023-02-01", e.At.String())
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c t="str"><v>dossier</v></c><c t="str"><v>wat</v></c><c t="str"><v>wanneer</v></c></row><row><c><v>1</v></c><c t="str"><v>melding</v></c><c t="d"><v>2023-02-01</v></c></row>`)
	f.Add(`<row><c t="e"/></row>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		m := LongMapping{Case: "dossier", Activity: "wat", At: "wanneer", Codes: map[string]Activity{"melding": Report}}
		log, err := ReadLong(bytes.NewReader(rawBook(t, sheet)), "events.xlsx", m, ReadOptions{})
		wholeOrPlaced(t, log, err, "events.xlsx")
	})
}
