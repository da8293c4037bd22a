package casereview

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite"

	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// equalMapping reads equalRows, the same study in every form.
func equalMapping() LongMapping {
	return LongMapping{
		Case: "dossier", Family: Field{Column: "gezin"}, Pilot: Field{Constant: "HOO"}, Municipality: Field{Column: "gemeente"},
		Activity: "activiteit", At: "moment", End: "einde", Codes: map[string]Activity{"melding": Report, "huisbezoek": HomeVisit},
		Org: Field{Column: "organisatie"}, Subjects: "betrokkenen", Concerns: "zorgen",
		Attributes: []AttrColumn{{Column: "samen", Values: []string{"ja", "nee"}}},
		OfCase:     []AttrColumn{{Column: "score", Number: true}},
	}
}

var equalHeading = []string{"dossier", "gezin", "gemeente", "activiteit", "moment", "einde", "organisatie", "betrokkenen", "zorgen", "samen", "score"}

var equalRows = [][]string{
	{"VT-1", "G1", "Emmen", "melding", "2023-02-01T10:00", "", "politie", "p1|p2", "p1:neglect|p2:child-abuse", "", "1.234e0"},
	{"VT-1", "G1", "Emmen", "huisbezoek", "2023-02-01T15:30", "2023-02-01T16:15", "lokaal team", "p2", "", "ja", "1.234e0"},
	{"VT-2", "G1", "Hoogeveen", "melding", "2023-03-26", "", "school", "p1", "p1:neglect", "", ""},
	{"VT-2", "G1", "Hoogeveen", "huisbezoek", "2023-03-28", "2023-03-29", "lokaal team", "", "", "nee", ""},
	{"VT-3", "G2", "Emmen", "melding", "2023-10-29T02:30", "", "politie", "", "", "", "7e0"},
}

func delimited(rows [][]string) string {
	var b strings.Builder
	b.WriteString(strings.Join(equalHeading, ";") + "\n")
	for _, r := range rows {
		b.WriteString(strings.Join(r, ";") + "\n")
	}
	return b.String()
}

// equalBook writes the rows as Excel keeps them: days as numbers that are shown
// as days.
func equalBook(t testing.TB, heading []string, rows [][]string, days ...int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 22})
	require.NoError(t, err)
	for i, row := range append([][]string{heading}, rows...) {
		for j, text := range row {
			if text == "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+2)
			require.NoError(t, err)
			require.NoError(t, f.SetCellValue("Sheet1", cell, text))
			var score float64
			if _, err := fmt.Sscanf(text, "%fe0", &score); err == nil && strings.HasSuffix(text, "e0") {
				require.NoError(t, f.SetCellValue("Sheet1", cell, score))
			}
			for _, day := range days {
				if stamp, err := ParseStamp(text, nil); i > 0 && j == day && err == nil {
					require.NoError(t, f.SetCellValue("Sheet1", cell, stamp.Lo()))
					require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style))
				}
			}
		}
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

// equalTable puts rows into a database on disk and asks for them.
func equalTable(t testing.TB, types map[string]string, heading []string, rows [][]string) *sql.Rows {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "study.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	var columns []string
	for _, h := range heading {
		kind := types[h]
		if kind == "" {
			kind = "TEXT"
		}
		columns = append(columns, h+" "+kind)
	}
	_, err = db.Exec("CREATE TABLE events (" + strings.Join(columns, ", ") + ")")
	require.NoError(t, err)
	for _, row := range rows {
		values := make([]any, len(row))
		for i, v := range row {
			if v != "" {
				values[i] = v
			}
		}
		_, err := db.Exec("INSERT INTO events VALUES (?"+strings.Repeat(", ?", len(row)-1)+")", values...)
		require.NoError(t, err)
	}
	out, err := db.Query("SELECT * FROM events ORDER BY rowid")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, out.Close()) })
	return out
}

// The same study as text, workbook, XES, query, data frame and with one row per
// case gives the same log.
func TestReaderEquality(t *testing.T) {
	m := equalMapping()
	want, err := ReadLong(strings.NewReader(delimited(equalRows)), "events.csv", m, declared)
	require.NoError(t, err)
	require.Equal(t, []int{3, 5}, []int{want.Len(), want.Events()})

	same := func(why string, got *Log, err error) {
		t.Helper()
		require.NoError(t, err, why)
		assert.Equal(t, placeless(want), placeless(got), why)
		assert.Equal(t, want.Warnings(), got.Warnings(), why)
	}
	book := equalBook(t, equalHeading, equalRows, 4, 5)
	got, err := ReadLong(bytes.NewReader(book), "events.xlsx", m, declared)
	same("a workbook", got, err)

	var xes bytes.Buffer
	require.NoError(t, WriteXES(&xes, want))
	got, err = ReadXES(&xes, "log.xes", XESMapping(want), declared)
	same("XES", got, err)

	got, err = ReadRows(equalTable(t, map[string]string{"score": "REAL"}, equalHeading, equalRows), m, declared)
	same("a query of texts", got, err)

	got, err = FromDataFrame(equalFrame(equalRows), m, declared)
	same("a data frame", got, err)

	wide := WideMapping{Case: "dossier", Family: m.Family, Pilot: m.Pilot, Municipality: m.Municipality, Attributes: m.OfCase,
		Events: []EventColumn{
			{Column: "melding", Activity: Report, Org: Field{Column: "melder"}, Subjects: "wie", Concerns: "zorgen"},
			{Column: "bezoek", Activity: HomeVisit, Org: Field{Column: "bezoeker"}, Subjects: "wie bezocht", Attributes: m.Attributes},
		}}
	heading := []string{"dossier", "gezin", "gemeente", "melding", "melder", "wie", "zorgen", "bezoek", "bezoeker", "wie bezocht", "samen", "score"}
	rows := [][]string{
		{"VT-1", "G1", "Emmen", "2023-02-01T10:00", "politie", "p1|p2", "p1:neglect|p2:child-abuse", "2023-02-01T15:30", "lokaal team", "p2", "ja", "1.234e0"},
		{"VT-2", "G1", "Hoogeveen", "2023-03-26", "school", "p1", "p1:neglect", "2023-03-28", "lokaal team", "", "nee", ""},
		{"VT-3", "G2", "Emmen", "2023-10-29T02:30", "politie", "", "", "", "", "", "", "7e0"},
	}
	endless := placeless(want) // a file with one row per case has no ends
	for i := range endless {
		for j := range endless[i].events {
			endless[i].events[j].End = Stamp{}
		}
	}
	var b strings.Builder
	for _, r := range append([][]string{heading}, rows...) {
		b.WriteString(strings.Join(r, ";") + "\n")
	}
	got, err = ReadWide(strings.NewReader(b.String()), "cases.csv", wide, declared)
	require.NoError(t, err)
	assert.Equal(t, endless, placeless(got), "one row per case")
	got, err = ReadWide(bytes.NewReader(equalBook(t, heading, rows, 3, 7)), "cases.xlsx", wide, declared)
	require.NoError(t, err)
	assert.Equal(t, endless, placeless(got), "one row per case, in a workbook")
}

// Identifiers of a workbook are those of the same text.
func TestReadIdentifiersOfWorkbook(t *testing.T) {
	m := WideMapping{Case: "dossier", Family: Field{Column: "gezin"}, Events: []EventColumn{{Column: "moment", Activity: Report, Subjects: "betrokkenen"}}}
	want, err := ReadIdentifiers(strings.NewReader(delimited(equalRows)), "x.csv", m)
	require.NoError(t, err)
	got, err := ReadIdentifiers(bytes.NewReader(equalBook(t, equalHeading, equalRows, 4, 5)), "x.xlsx", m)
	require.NoError(t, err)
	for _, d := range privacy.Domains() {
		require.Len(t, got[d], len(want[d]))
		for i := range want[d] {
			assert.True(t, want[d][i].Equal(got[d][i]))
		}
	}
}
