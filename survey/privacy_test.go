package survey

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dump writes tables as text, in both languages.
func dump(tables ...rma.Table) []byte {
	var b strings.Builder
	for _, t := range tables {
		for _, l := range []rma.Lang{rma.Dutch, rma.English} {
			fmt.Fprintf(&b, "== %s: %s\n%s", t.ID, t.Title.In(l), t.RowHead.In(l))
			for _, c := range t.Columns {
				fmt.Fprintf(&b, " | %s", c.Label.In(l))
			}
			b.WriteString("\n")
			for _, r := range t.Rows {
				fmt.Fprintf(&b, "[%s] %s", r.Key, r.Label.In(l))
				for _, c := range r.Cells {
					fmt.Fprintf(&b, " | %s", c.Format(l))
				}
				b.WriteString("\n")
			}
			for _, n := range slices.Concat(t.Notes, t.TeamNotes) {
				fmt.Fprintf(&b, "  %s\n", n.In(l))
			}
		}
	}
	return []byte(b.String())
}

// Whatever is printed, tabled, observed or written as JSON: no respondent code
// and no cell of a column that the mapping does not name.
func TestNoCodeInAnyOutput(t *testing.T) {
	pre, post := testWave(t, "voor"), testWave(t, "na")
	p := testPairing(t)
	all, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	d, err := Describe(pre, DescribeOptions{By: "rol"})
	require.NoError(t, err)
	s, err := Score(pre, ScoreOptions{By: "pilot"})
	require.NoError(t, err)
	r, err := ReliabilityAll(pre, ReliabilityOptions{})
	require.NoError(t, err)
	var out strings.Builder
	type inside struct {
		byValue Wave
		pointer *Wave
	}
	for _, v := range []any{inside{*pre, pre}, &inside{*pre, pre}, pre, *pre, post, p, *p, all, d, s, r} {
		fmt.Fprintf(&out, "%v %+v %#v %s %d %q\n", v, v, v, v, v, v)
	}
	for _, v := range []any{pre, post, p} {
		text, err := json.Marshal(v)
		require.NoError(t, err)
		out.Write(text)
	}
	for _, src := range []rma.Source{p, all, d, s, r} {
		fmt.Fprintf(&out, "%+v\n", src.Observations())
	}
	out.Write(dump(p.Table(), p.BaselineTable(), all.Table(), d.Table(), s.Table(), r.Table()))
	fmt.Fprint(&out, pre.DataFrame().Records(), pre.Flagged(), pre.Warnings())
	upper := strings.ToUpper(out.String())
	codes := append(codesOf(t, "voor"), codesOf(t, "na")...)
	require.Greater(t, len(codes), 20)
	for _, code := range codes {
		assert.False(t, strings.Contains(upper, code), "a code shows up")
	}
	assert.False(t, strings.Contains(upper, "VRIJE TEKST"))
	require.True(t, strings.Contains(upper, "P001"))
}

// TestPrintingShowsNoRespondent prints what holds a row per respondent.
func TestPrintingShowsNoRespondent(t *testing.T) {
	w, p := testWave(t, "voor"), testPairing(t)
	s, err := Score(w, ScoreOptions{})
	require.NoError(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		for _, v := range []fmt.Stringer{w, p, s} {
			assert.Equal(t, v.String(), fmt.Sprintf(verb, v), verb)
		}
		assert.Equal(t, w.String()+p.String()+s.String(), fmt.Sprintf(verb+verb+verb, *w, *p, *s), verb)
	}
	assert.Equal(t, fmt.Sprintf("scores of wave voor: %d respondents", w.Len()), fmt.Sprint(*s))
}

// codesOf returns the respondent codes that stand in a file of the tests.
func codesOf(t *testing.T, name string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name+".csv"))
	require.NoError(t, err)
	rows := tabular.NewReader(bytes.NewReader(raw))
	columns, err := rows.Columns(testMapping(t, name).Code)
	require.NoError(t, err)
	var out []string
	for row, err := range rows.Rows() {
		require.NoError(t, err)
		if code := NormalCode(row.At(columns[0].Number())); code != "" {
			out = append(out, code)
		}
	}
	return out
}
