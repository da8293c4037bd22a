package survey

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func revealed(t *testing.T, ids []privacy.Identifier) []string {
	t.Helper()
	var out []string
	for _, id := range ids {
		s, err := id.Reveal("to test it")
		require.NoError(t, err)
		out = append(out, s)
	}
	return out
}

func TestReadIdentifiers(t *testing.T) {
	file := "\ufeffcode;Q1;naam\n gezin-josé3;1;Geheim\nB2;9999;\n;;\n;1;\nGEZIN-JOSE3;;\n007;;\n"
	ids, err := ReadIdentifiers(strings.NewReader(file), "voor.csv", simple("voor"))
	require.NoError(t, err)
	assert.Equal(t, []string{"GEZIN-JOSE3", "B2", "007"}, revealed(t, ids[privacy.RespondentDomain]),
		"each once, in the form that gets a pseudonym; answers are not looked at")
	assert.Len(t, ids, 1)
	testkit.NoLeak(t, "GEZIN-JOSE3", ids, ids.All())
}

// TestIdentifiersAreThoseOfTheWave gives the identifiers of a file pseudonyms,
// and reads the wave: no respondent has another.
func TestIdentifiersAreThoseOfTheWave(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "voor.csv"))
	require.NoError(t, err)
	ids, err := ReadIdentifiers(strings.NewReader(string(raw)), "voor.csv", testMapping(t, "voor"))
	require.NoError(t, err)
	book, err := privacy.NewCodebook("drenthe", privacy.CodebookOptions{})
	require.NoError(t, err)
	for _, id := range ids[privacy.RespondentDomain] {
		_, err := book.Pseudonym(privacy.RespondentDomain, id)
		require.NoError(t, err)
	}
	n := book.Len()
	require.Greater(t, n, 10)
	_, err = ReadWave(strings.NewReader(string(raw)), "voor.csv", testInstrument(t), testMapping(t, "voor"), ReadOptions{Pseudonyms: book})
	require.NoError(t, err)
	assert.Equal(t, n, book.Len())

	require.NoError(t, book.Erase(privacy.RespondentDomain, ids[privacy.RespondentDomain][0]))
	for range 2 {
		w, err := ReadWave(strings.NewReader(string(raw)), "voor.csv", testInstrument(t), testMapping(t, "voor"), ReadOptions{Pseudonyms: book})
		require.NoError(t, err)
		assert.Contains(t, w.Warnings(), rma.Warn(privacy.WarnErased, "%s: n=%d", w.ID(), 1), "a codebook keeps her out each time")
	}
	again, err := ReadIdentifiers(strings.NewReader(string(raw)), "voor.csv", testMapping(t, "voor"))
	require.NoError(t, err)
	assert.Len(t, again.All(), n, "she is in the file still")
}

func TestReadIdentifiersRefuses(t *testing.T) {
	long := strings.Repeat("Geheim", privacy.MaxIdentifier)
	for _, c := range []struct {
		file         string
		m            WaveMapping
		line, column int
		want         error
		why          string
	}{
		{"naam\nGeheim\n", simple("voor"), 1, 0, rma.ErrMissingColumn, "no column with the code"},
		{"", simple("voor"), 1, 0, rma.ErrEmpty, "an empty file"},
		{"Q1;code\n1;" + long + "\n", simple("voor"), 2, 2, privacy.ErrNoIdentifier, "a text for a code"},
		{"Q1;code\n1;Geheim\xff\n", simple("voor"), 2, 2, rma.ErrEncoding, "not UTF-8"},
		{"Q1;code\n1;\"Geheim\n", simple("voor"), 2, 2, rma.ErrQuote, "a quote that is not closed"},
		{"Q1\n", WaveMapping{Wave: "voor"}, 0, 0, rma.ErrMissing, "a mapping without a code would find nobody"},
	} {
		ids, err := ReadIdentifiers(strings.NewReader(c.file), "voor.csv", c.m)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, ids, c.why)
		assert.NotContains(t, err.Error(), "Geheim", c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, [2]int{c.line, c.column}, [2]int{at.Line, at.Column}, c.why)
	}
	_, err := ReadIdentifiers(nil, "voor.csv", simple("voor"))
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = ReadIdentifiers(strings.NewReader("code\n"), "voor.csv", WaveMapping{Code: "code"})
	assert.Error(t, err, "a mapping that is itself wrong")
	broken := errors.New("broken")
	_, err = ReadIdentifiers(iotest.ErrReader(broken), "voor.csv", simple("voor"))
	assert.ErrorIs(t, err, broken)
}
