package privacy

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TestWaiverFileOfTheDocs reads the file that stands in the comment on
// ReadWaivers.
func TestWaiverFileOfTheDocs(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "waiver.go", nil, parser.ParseComments)
	require.NoError(t, err)
	doc := ""
	for _, c := range f.Comments {
		if strings.HasPrefix(c.Text(), "ReadWaivers ") {
			doc = c.Text()
		}
	}
	from, to := strings.Index(doc, "{\n"), strings.LastIndex(doc, "}\n")
	require.True(t, from >= 0 && to > from, "the comment has a file")
	waivers, err := ReadWaivers(strings.NewReader(doc[from:to+1]), "waivers.json")
	require.NoError(t, err)
	require.Len(t, waivers, 2)
	assert.Equal(t, `observation "casusmonitoring/HOO/bezoek-24h"`, waivers[0].Of.String())
	assert.Equal(t, rma.NewDate(2023, 8, 31), waivers[0].On)
	assert.Equal(t, `table "visits", row "HOO", column "n"`, waivers[1].Of.String())
	assert.True(t, waivers[1].On.IsZero())
}

func TestWaiverSaysWhatIsMissing(t *testing.T) {
	const (
		noReason = "it has no reason"
		noName   = "it does not say who decided"
		noCount  = "it names no count, by an observation or by a table, row and column"
		twice    = "it names an observation and a table, of which it can be one"
	)
	of := Count{Table: "t", Row: "a", Column: "b"}
	for _, c := range []struct {
		why  string
		w    Waiver
		want []string
	}{
		{"complete", Waiver{Of: of, Reason: "x", By: "y"}, nil},
		{"complete, of an observation", Waiver{Of: Count{Observation: "o"}, Reason: "x", By: "y"}, nil},
		{"no reason", Waiver{Of: of, By: "y"}, []string{noReason}},
		{"a reason of spaces", Waiver{Of: of, Reason: " \t", By: "y"}, []string{noReason}},
		{"no name", Waiver{Of: of, Reason: "x"}, []string{noName}},
		{"no count", Waiver{Reason: "x", By: "y"}, []string{noCount}},
		{"keys without a table", Waiver{Of: Count{Row: "a", Column: "b"}, Reason: "x", By: "y"}, []string{noCount}},
		{"two counts", Waiver{Of: Count{Observation: "o", Table: "t"}, Reason: "x", By: "y"}, []string{twice}},
		{"nothing at all", Waiver{}, []string{noReason, noName, noCount}},
	} {
		err := c.w.check()
		if c.want == nil {
			assert.NoError(t, err, c.why)
			continue
		}
		require.ErrorIs(t, err, ErrWaiver, c.why)
		assert.Equal(t, ErrWaiver.Error()+": "+strings.Join(c.want, "; "), err.Error(), c.why)
	}
}

func TestWaiverSaysWhichKeyIsNotThere(t *testing.T) {
	table := grid([]int{8765, 30}, []int{40, 50})
	table.Columns = append(table.Columns, rma.Column{Key: "words"}, rma.Column{Key: "items", Things: true})
	for i := range table.Rows {
		table.Rows[i].Cells = append(table.Rows[i].Cells, rma.PlainCell("woorden"), rma.CountCell(4))
	}
	behind := grid([]int{1, 2})
	behind.ID = "behind"
	m := Material{Tables: []rma.Table{table}, Behind: []rma.Table{behind},
		Evidence: evidence(t, shareObs("share", 30, 60), estimateObs("mean", 30))}
	for _, c := range []struct {
		why  string
		of   Count
		want string
	}{
		{"a table that there is not", Count{Table: "gird", Row: "1", Column: "1"}, "no table that is published has that id"},
		{"a table that is not published", Count{Table: "behind", Row: "1", Column: "1"}, "no table that is published has that id"},
		{"a row that there is not", Count{Table: "grid", Row: "7", Column: "1"}, "the table has no row with that key"},
		{"no row", Count{Table: "grid", Column: "1"}, "the table has no row with that key"},
		{"a column that there is not", Count{Table: "grid", Row: "1", Column: "7"}, "the table has no column with that key"},
		{"neither", Count{Table: "grid", Row: "7", Column: "7"}, "the table has no row and no column with that key"},
		{"a cell of words", Count{Table: "grid", Row: "1", Column: "words"}, "the cell holds no count of people or cases"},
		{"a count of things", Count{Table: "grid", Row: "1", Column: "items"}, "the cell holds no count of people or cases"},
		{"an observation that there is not", Count{Observation: "shore"}, "the evidence has no observation with that id"},
		{"a mean", Count{Observation: "mean"}, "the observation has no count"},
	} {
		m.Waivers = []Waiver{{Of: c.of, Reason: "x", By: "y"}}
		_, err := Protect(m, Policy{Audience: SteeringGroup})
		require.ErrorIs(t, err, ErrWaiver, c.why)
		assert.Equal(t, c.of.String()+": "+ErrWaiver.Error()+": "+c.want, err.Error(), c.why)
		for _, cell := range []string{"8765", "woorden"} {
			assert.NotContains(t, err.Error(), cell, c.why)
		}
	}
	m.Waivers = []Waiver{{Of: Count{Table: "grid", Row: "1", Column: "1"}, Reason: "x", By: "y"}, {Of: Count{Observation: "share"}, Reason: "x", By: "y"}}
	_, err := Protect(m, Policy{Audience: SteeringGroup})
	assert.NoError(t, err, "what is there can be let through")
	m.Evidence, m.Waivers = nil, []Waiver{{Of: Count{Observation: "share"}, Reason: "x", By: "y"}}
	_, err = Protect(m, Policy{})
	assert.ErrorContains(t, err, "the evidence has no observation with that id", "without evidence")
}

func TestReadWaiversErrors(t *testing.T) {
	one := func(fields string) string { return `{"schema": 1, "waivers": [` + fields + `]}` }
	const of = `"of": {"observation": "o"}`
	for _, c := range []struct {
		why, json string
		err       error
		says      string
	}{
		{"no reason", one(`{` + of + `, "by": "Quist"}`), ErrWaiver, "waivers.json:1:27 (waivers): " + ErrWaiver.Error() + ": it has no reason"},
		{"no name", one(`{` + of + `, "reason": "Quist"}`), ErrWaiver, "it does not say who decided"},
		{"no count", one(`{"reason": "Quist", "by": "Quist"}`), ErrWaiver, "it names no count"},
		{"everything at once", one(`{}, {` + of + `, "reason": "Quist"}`), ErrWaiver, "it has no reason; it does not say who decided; it names no count"},
		{"a day as it is written in Dutch", one(`{` + of + `, "reason": "x", "by": "y", "on": "31-8-1987"}`), rma.ErrDate, "a day is written as 2023-01-31, and must exist"},
		{"a day that does not exist", one(`{` + of + `, "reason": "x", "by": "y", "on": "1987-02-30"}`), rma.ErrDate, "a day is written as 2023-01-31, and must exist"},
		{"a moment", one(`{` + of + `, "reason": "x", "by": "y", "on": "1987-02-20T10:00"}`), rma.ErrDate, "2023-01-31"},
	} {
		_, err := ReadWaivers(strings.NewReader(c.json), "waivers.json")
		require.ErrorIs(t, err, c.err, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.ErrorContains(t, err, c.says, c.why)
		for _, content := range []string{"Quist", "1987", "2006-01-02"} {
			assert.NotContains(t, err.Error(), content, c.why)
		}
	}
	_, err := ReadWaivers(nil, "waivers.json")
	assert.ErrorIs(t, err, rma.ErrMissing)
}

// The shares that are let through, from tables and observations, each once.
func TestWaivedShares(t *testing.T) {
	table := rma.Table{ID: "t", Columns: columnsOf("share"), Rows: []rma.Row{
		{Key: "a", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 9, N: 21})}}, {Key: "b", Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: 30, N: 60})}}}}
	m := Material{Tables: []rma.Table{table}, Evidence: evidence(t, shareObs("x", 8, 79), shareObs("y", 42, 80), shareObs("z", 9, 21)), Waivers: []Waiver{
		{Of: Count{Table: "t", Row: "a", Column: "share"}, Reason: "published", By: "lead"},
		{Of: Count{Observation: "x"}, Reason: "published", By: "lead"},
		{Of: Count{Observation: "z"}, Reason: "published", By: "lead"}}}
	r, err := Protect(m, Policy{})
	require.NoError(t, err)
	assert.Equal(t, []rma.Proportion{{K: 9, N: 21}, {K: 8, N: 79}}, r.WaivedShares())
	assert.Empty(t, (*Release)(nil).WaivedShares())
}
