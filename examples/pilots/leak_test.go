package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
	"github.com/reflexive-monitoring/toolkit/rma/privacy/leak"
)

// codes are the respondent codes in a file of answers.
func codes(t *testing.T, name, column string) []privacy.Identifier {
	t.Helper()
	raw, err := fs.ReadFile(own(t), name)
	require.NoError(t, err)
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma = ';'
	rows, err := r.ReadAll()
	require.NoError(t, err)
	var out []privacy.Identifier
	for i, head := range rows[0] {
		if head != column && head != "\ufeff"+column {
			continue
		}
		for _, row := range rows[1:] {
			if row[i] != "" {
				out = append(out, privacy.NewIdentifier(row[i]))
			}
		}
	}
	require.NotEmpty(t, out)
	return out
}

// TestNothingLeaks reads the reports and looks for respondent codes, and in the
// public one for small numbers in words, which disclosure control does not see.
func TestNothingLeaks(t *testing.T) {
	// What may stand there, and why.
	known := map[string]string{
		"één partner":           "an organisation",
		"één persoon gecodeerd": "a coder",

		"steunt en weerspreekt (n=1)":         "a method",
		"codeurs oordelen verschillend (n=1)": "a judgement",
	}
	dir := t.TempDir()
	var screen bytes.Buffer
	require.NoError(t, run(context.Background(), &screen, options{data: own(t), out: dir, lang: rma.Dutch}))
	ids := append(codes(t, "survey/voor.csv", "code"), codes(t, "survey/na.csv", "code")...)
	names, err := leak.NewCheck(leak.Options{Identifiers: ids, Policy: privacy.Policy{MinCell: -1}})
	require.NoError(t, err)
	found, err := names.ScanFS(context.Background(), os.DirFS(dir))
	require.NoError(t, err)
	assert.NoError(t, found.Err(), "a respondent code stands in a report")
	found, err = names.Scan("screen", bytes.NewReader(screen.Bytes()))
	require.NoError(t, err)
	assert.NoError(t, found.Err())

	counts, err := leak.NewCheck(leak.Options{SkipBare: true, Waived: []rma.Proportion{{K: 8, N: 79}, {K: 9, N: 21}}}) // as in waivers.json
	require.NoError(t, err)
	public := os.DirFS(filepath.Join(dir, "public"))
	found, err = counts.ScanFS(context.Background(), public)
	require.NoError(t, err)
	require.NotEmpty(t, found, "the check sees what is let through")
	for _, l := range found {
		raw, err := fs.ReadFile(public, l.File)
		require.NoError(t, err)
		line := strings.Split(string(raw), "\n")[l.Line-1]
		assert.True(t, containsAny(line, known), "%s: a small number in words", l)
	}
}

func containsAny(line string, phrases map[string]string) bool {
	for phrase := range phrases {
		if strings.Contains(line, phrase) {
			return true
		}
	}
	return false
}

// A planted code is found, so that the test above can fail.
func TestALeakIsFound(t *testing.T) {
	check, err := leak.NewCheck(leak.Options{Identifiers: codes(t, "survey/voor.csv", "code")})
	require.NoError(t, err)
	id, err := codes(t, "survey/voor.csv", "code")[0].Reveal("to plant it")
	require.NoError(t, err)
	found, err := check.Scan("report.html", strings.NewReader("<p>"+strings.ToLower(id)+"</p><p>drie van de acht gezinnen</p>"))
	require.NoError(t, err)
	assert.Len(t, found, 2)
	assert.NotContains(t, found.String(), id)
}
