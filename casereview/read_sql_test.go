package casereview

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func sqlMapping() LongMapping {
	return LongMapping{Case: "dossier", Activity: "wat", At: "wanneer", Org: Field{Column: "wie"}, Codes: map[string]Activity{"melding": Report},
		Attributes: []AttrColumn{{Column: "score", Number: true}}}
}

var sqlHeading = []string{"dossier", "wat", "wanneer", "wie", "score"}

func TestReadRowsTypes(t *testing.T) {
	for _, c := range []struct{ why, kind, value, want string }{
		{"a day", "DATE", "2023-02-01", "2023-02-01"},
		{"what the clock showed", "DATETIME", "2023-02-01 10:00:00", "2023-02-01T10:00"},
		{"what the clock showed at midnight", "TIMESTAMP", "2023-02-01 00:00:00", "2023-02-01T00:00"},
		{"an instant", "DATETIME", "2023-02-01 10:00:00+02:00", "2023-02-01T09:00"},
		{"an hour that occurs twice", "DATETIME", "2023-10-29 02:30:00", "2023-10-29T02:30"},
		{"a text", "TEXT", "2023-W05", "2023-W05"},
	} {
		rows := equalTable(t, map[string]string{"wanneer": c.kind, "dossier": "INTEGER", "score": "REAL"}, sqlHeading, [][]string{{"20230114", "melding", c.value, "", "1.234"}})
		log, err := ReadRows(rows, sqlMapping(), ReadOptions{})
		require.NoError(t, err, c.why)
		tr, _ := log.Trace(caseID("C-0001"))
		e, _ := tr.First(Report)
		assert.Equal(t, c.want, e.At.String(), c.why)
		assert.Equal(t, map[string]string{"score": "1.234"}, e.Attrs, c.why)
		assert.Equal(t, []int{1, 3}, []int{e.Line, e.Column})
	}
}

func TestReadRowsRefuses(t *testing.T) {
	types := map[string]string{"wanneer": "DATETIME"}
	good := []string{"A1", "melding", "2023-02-01 10:00:00", "", "1"}
	for _, c := range []struct {
		why, place string
		row        []string
		types      map[string]string
		want       error
	}{
		{"an activity without a code", "query:2:2 (wat)", []string{"A1", secret, "2023-02-01 10:00:00", "", ""}, types, rma.ErrUnknownTerm},
		{"a time that the clock skips", "query:2:3 (wanneer)", []string{"A1", "melding", "2023-03-26 02:30:00", "", ""}, types, rma.ErrDate},
		{"a number for a moment", "query:2:3 (wanneer)", []string{"A1", "melding", "44958", "", ""}, map[string]string{"wanneer": "INTEGER"}, rma.ErrDate},
		{"NULL for a moment", "query:2:3 (wanneer)", []string{"A1", "melding", "", "", ""}, types, rma.ErrMissing},
		{"a NUL", "query:2:4 (wie)", []string{"A1", "melding", "2023-02-01 10:00:00", "a\x00b", ""}, types, ErrCell},
	} {
		first := good
		if c.types["wanneer"] == "INTEGER" {
			first = []string{"A1", "melding", "2023-02-01", "", "1"} // kept as a text
		}
		_, err := ReadRows(equalTable(t, c.types, sqlHeading, [][]string{first, c.row}), sqlMapping(), ReadOptions{})
		require.ErrorIs(t, err, c.want, c.why)
		assert.Contains(t, err.Error(), c.place, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
	}
	_, err := ReadRows(nil, sqlMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissing)
	_, err = ReadRows(equalTable(t, nil, []string{"dossier", "wat"}, nil), sqlMapping(), ReadOptions{})
	require.ErrorIs(t, err, rma.ErrMissingColumn)
	closed := equalTable(t, types, sqlHeading, nil)
	require.NoError(t, closed.Close())
	_, err = ReadRows(closed, sqlMapping(), ReadOptions{})
	require.Error(t, err, "rows that were closed")
}

// A query that is broken off gives no log.
func TestReadRowsCancelled(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(t, err)
	defer db.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	rows, err := db.QueryContext(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 100000) SELECT 'A'||i AS dossier, 'melding' AS wat, '2023-02-01' AS wanneer, '' AS wie, 1 AS score FROM n")
	require.NoError(t, err)
	defer rows.Close()
	n := 0
	var last error
	for _, err := range EachRow(rows, sqlMapping(), ReadOptions{}) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	require.ErrorIs(t, last, context.Canceled)
	assert.Less(t, n, 100_000)
}

func TestTimeCell(t *testing.T) {
	east := time.FixedZone("", 7200)
	for _, c := range []struct {
		column, want string
		at           time.Time
	}{
		{"DATE", "2023-02-01", time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC)},
		{"TIMESTAMPTZ", "2023-02-01T10:00:00Z", time.Date(2023, 2, 1, 10, 0, 0, 0, time.UTC)},
		{"TIMESTAMP WITH TIME ZONE", "2023-02-01T10:00:00Z", time.Date(2023, 2, 1, 10, 0, 0, 0, time.UTC)},
		{"TIMESTAMP", "2023-02-01T10:00", time.Date(2023, 2, 1, 10, 0, 59, 0, time.UTC)},
		{"TIMESTAMP", "2023-02-01T10:00:00+02:00", time.Date(2023, 2, 1, 10, 0, 0, 0, east)},
	} {
		assert.Equal(t, c.want, timeCell(c.at, c.column), c.column)
	}
}

func FuzzReadRows(f *testing.F) {
	f.Add("A1", "melding", "2023-02-01 10:00:00", "politie", 1.5)
	f.Add("", "\xff", "44958", "a\x00", -1e300)
	f.Fuzz(func(t *testing.T, a, b, c, d string, score float64) {
		db, err := sql.Open("sqlite", ":memory:")
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		rows, err := db.Query("SELECT ? AS dossier, ? AS wat, ? AS wanneer, ? AS wie, ? AS score", a, b, c, d, score)
		if err != nil {
			t.Skip()
		}
		defer rows.Close()
		log, err := ReadRows(rows, sqlMapping(), ReadOptions{})
		wholeOrPlaced(t, log, err, "query")
		if err != nil && len(b) > 20 && strings.Contains(err.Error(), b) {
			t.Fatal("the error repeats a cell")
		}
	})
}
