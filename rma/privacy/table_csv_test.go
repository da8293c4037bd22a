package privacy

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// csvTable has one count that is small and one that is not.
func csvTable() rma.Table {
	return rma.Table{ID: "visits", Title: rma.T("Huisbezoeken", "Home visits"), Columns: columnsOf("n"),
		Notes: []rma.Text{rma.T("Alle meldingen.", "All reports."), {}}, TeamNotes: []rma.Text{rma.T("3 zonder datum.", "3 without a date.")},
		Rows: []rma.Row{countsRow("EMM", 42), countsRow("HOO", 3)}}
}

func csvOf(t testing.TB, table Table, l rma.Lang, o SheetOptions) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.WriteCSV(&b, "row", l, o))
	return b.String()
}

func TestCSVSaysForWhomItIs(t *testing.T) {
	for _, c := range []struct {
		why  string
		p    Policy
		l    rma.Lang
		want string
	}{
		{"the public has no banner, and points are explained", Policy{RoundTo: -1}, rma.English,
			"row;n\nEMM;42\nHOO;.\n\nHome visits;\nAll reports.;\n\"A point: 1 to 9, or not shown to protect another count.\";\n"},
		{"the steering group reads that it is in confidence", Policy{Audience: SteeringGroup}, rma.Dutch,
			"row;n\nEMM;42\nHOO;.\n\nHuisbezoeken;\nVERTROUWELIJK – alleen voor de stuurgroep;\nAlle meldingen.;\n\"Een punt: 1 tot en met 4, of niet getoond om een ander getal te beschermen.\";\n"},
		{"the team has its notes, and nothing to explain", Policy{Audience: Team}, rma.English,
			"row;n\nEMM;42\nHOO;3\n\nHome visits;\n\"INTERNAL – for the research team only, do not share\";\nAll reports.;\n3 without a date.;\n"},
	} {
		table, err := ProtectTable(csvTable(), c.p)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, csvOf(t, table, c.l, SheetOptions{}), c.why)
		rows, _, _ := strings.Cut(c.want, "\n\n")
		assert.Equal(t, rows+"\n", csvOf(t, table, c.l, SheetOptions{RowsOnly: true}), "%s: the rows alone", c.why)
	}
}

// TestCSVReadsBack has a list of observations, which has no legend of its own.
func TestCSVReadsBack(t *testing.T) {
	r, err := Protect(Material{Evidence: evidence(t, shareObs("small", 3, 21), shareObs("large", 42, 79))}, Policy{})
	require.NoError(t, err)
	for _, table := range []Table{r.Evidence().Table(), r.Evidence().ShareTable("s", rma.T("a", "a"), []string{"small"})} {
		text := csvOf(t, table, rma.English, SheetOptions{})
		assert.Equal(t, 1, strings.Count(text, "A point: 1 to 9"), "the points are explained once")

		std := csv.NewReader(strings.NewReader(text))
		std.Comma = ';'
		lines, err := std.ReadAll()
		require.NoError(t, err, "every line is as wide as the heading")
		rows := len(table.View().Rows)
		assert.Len(t, lines, 1+rows+2, "heading, rows, title and legend")

		n := 0
		ours := tabular.NewReader(strings.NewReader(text))
		_, err = ours.Columns("row")
		require.NoError(t, err)
		for _, err := range ours.Rows() {
			require.NoError(t, err)
			n++
		}
		assert.Equal(t, rows+2, n)
	}
}

func TestCSVGuardsItsFoot(t *testing.T) {
	hostile := csvTable()
	hostile.Title = rma.PlainText("=HYPERLINK(\"http://x\")")
	hostile.Notes = []rma.Text{rma.PlainText("+A1"), rma.PlainText("@x"), rma.PlainText("a\r\n=2;b"), rma.PlainText("sep=|"), rma.PlainText("\u202e=1"), rma.PlainText(strings.Repeat("x", 100_000))}
	table, err := ProtectTable(hostile, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	std := csv.NewReader(strings.NewReader(csvOf(t, table, rma.English, SheetOptions{})))
	std.Comma = ';'
	lines, err := std.ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, 1+2+9)
	for _, line := range lines {
		assert.NotContains(t, "=+-@", line[0][:1], "no line is a formula")
	}

	for why, note := range map[string]string{"not UTF-8": "a\xffb", "a NUL": "a\x00b"} {
		hostile.Notes = []rma.Text{rma.PlainText(note)}
		table, err := ProtectTable(hostile, Policy{})
		require.NoError(t, err, why)
		err = table.WriteCSV(&bytes.Buffer{}, "pilot", rma.English, SheetOptions{})
		require.ErrorIs(t, err, tabular.ErrEncoding, why)
		assert.NotContains(t, err.Error(), note, why)
		assert.NoError(t, table.WriteCSV(&bytes.Buffer{}, "pilot", rma.English, SheetOptions{RowsOnly: true}), why)
	}
}

// TestTablesWithoutBanner are those that say nothing of people.
func TestTablesWithoutBanner(t *testing.T) {
	things, err := Things(rma.Table{ID: "x", Title: rma.T("Elementen", "Elements"), Columns: []rma.Column{{Key: "n", Things: true}}, Rows: []rma.Row{countsRow("a", 2)}})
	require.NoError(t, err)
	team, err := Protect(Material{Tables: []rma.Table{csvTable()}}, Policy{Audience: SteeringGroup})
	require.NoError(t, err)
	for why, table := range map[string]Table{"a table of things": things, "the account of a release": team.Account(), "the zero table": {}} {
		assert.True(t, table.AboutThings(), why)
		assert.NotContains(t, csvOf(t, table, rma.Dutch, SheetOptions{})+table.String(), "VERTROUWELIJK", why)
		assert.NotContains(t, csvOf(t, table, rma.Dutch, SheetOptions{})+table.String(), "punt", why)
	}
	assert.Equal(t, "row\n", csvOf(t, Table{}, rma.Dutch, SheetOptions{}), "nothing stands under nothing")
	assert.Equal(t, "row;n\na;2\n\nElementen;\n", csvOf(t, things, rma.Dutch, SheetOptions{}))
	assert.False(t, team.Tables()[0].AboutThings())
}

func TestTextSaysForWhomItIs(t *testing.T) {
	for _, c := range []struct {
		why  string
		p    Policy
		want string
	}{
		{"the team", Policy{Audience: Team}, "INTERNAL – for the research team only, do not share\nHome visits\n     n\n    42\n     3\nAll reports.\n\n3 without a date.\n"},
		{"the public", Policy{RoundTo: -1}, "Home visits\n     n\n    42\n     .\nAll reports.\n\nA point: 1 to 9, or not shown to protect another count.\n"},
	} {
		table, err := ProtectTable(csvTable(), c.p)
		require.NoError(t, err, c.why)
		got := table.Text(rma.English)
		for _, line := range strings.Split(c.want, "\n") {
			assert.Contains(t, got, strings.TrimSpace(line), c.why)
		}
		first, _, _ := strings.Cut(c.want, "\n")
		assert.True(t, strings.HasPrefix(got, first+"\n"), "%s: %q", c.why, got)
		first, _, _ = strings.Cut(table.String(), "\n")
		assert.Equal(t, c.p.Banner().In(rma.Dutch) == "", first == "Huisbezoeken", c.why)
	}
	r, err := Protect(Material{Evidence: evidence(t, shareObs("small", 3, 21))}, Policy{})
	require.NoError(t, err)
	list := r.Evidence().Table()
	assert.Contains(t, list.Text(rma.English), "A point: 1 to 9")
	assert.Empty(t, list.View().Notes, "what is printed changes nothing")
}

// fullDisk takes some bytes and then no more.
type fullDisk struct{ room int }

var errFull = errors.New("full")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

func TestCSVOnAFullDisk(t *testing.T) {
	table, err := ProtectTable(csvTable(), Policy{Audience: Team})
	require.NoError(t, err)
	whole := csvOf(t, table, rma.Dutch, SheetOptions{})
	for room := range len(whole) {
		assert.ErrorIs(t, table.WriteCSV(&fullDisk{room}, "row", rma.Dutch, SheetOptions{}), errFull)
	}
	assert.NoError(t, table.WriteCSV(&fullDisk{len(whole)}, "row", rma.Dutch, SheetOptions{}))
}
