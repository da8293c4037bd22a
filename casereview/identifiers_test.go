package casereview

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

func readIdentifiers(rows string) (privacy.Identifiers, error) {
	return ReadIdentifiers(strings.NewReader(wideHeading+rows), "cases.csv", wideMapping())
}

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
	ids, err := readIdentifiers(`A-2;Gezin Jansen;Emmen;1-2-2023;politie;p1| p2 |P1;p3:neglect;no date;;;p4:neglect;;;` + secret + `
a-2;gezin  jansen;Nowhere;;;p5;;;;;;;;
A-1;n.v.t.;;;;n.v.t.;;;;;;;;
;;;;;;;;;;;;;
`)
	require.NoError(t, err, "moments, other cells and a case that occurs twice are not looked at")
	assert.Equal(t, []string{"A-2", "A-1"}, revealed(t, ids[privacy.CaseDomain]))
	assert.Equal(t, []string{"Gezin Jansen"}, revealed(t, ids[privacy.FamilyDomain]))
	assert.Equal(t, []string{"p1", "p2", "p3", "p4", "p5"}, revealed(t, ids[privacy.PersonDomain]), "also of an event without a moment")
	assert.Equal(t, []string{"A-2", "A-1", "Gezin Jansen", "p1", "p2", "p3", "p4", "p5"}, revealed(t, ids.All()))
	testkit.NoLeak(t, "Gezin Jansen", ids, ids.All())
}

func TestReadIdentifiersNeedsNoOtherColumn(t *testing.T) {
	m := wideMapping()
	m.Family, m.Order, m.Events = Field{}, nil, []EventColumn{{Column: "melding", Activity: Report}}
	ids, err := ReadIdentifiers(strings.NewReader("casus\nA-1\n"), "cases.csv", m)
	require.NoError(t, err)
	assert.Equal(t, []string{"A-1"}, revealed(t, ids.All()))
}

// TestIdentifiersAreThoseOfTheLog enters the identifiers of a file in a
// codebook, and reads the file: nobody is new.
func TestIdentifiersAreThoseOfTheLog(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "HOO.csv"))
	require.NoError(t, err)
	mapping, err := os.Open(filepath.Join("testdata", "HOO.json"))
	require.NoError(t, err)
	defer mapping.Close()
	m, err := ReadWideMapping(mapping, "HOO.json")
	require.NoError(t, err)
	ids, err := ReadIdentifiers(strings.NewReader(string(raw)), "HOO.csv", m)
	require.NoError(t, err)
	book := testCodebook(t)
	for _, d := range privacy.Domains() {
		for _, id := range ids[d] {
			_, err := book.Pseudonym(d, id)
			require.NoError(t, err)
		}
	}
	require.Greater(t, book.Len(), 20)
	assert.Len(t, ids.All(), book.Len(), "each once")
	n := book.Len()
	log, err := ReadWide(strings.NewReader(string(raw)), "HOO.csv", m, ReadOptions{Pseudonyms: book})
	require.NoError(t, err)
	assert.Equal(t, n, book.Len())
	assert.Len(t, ids[privacy.CaseDomain], log.Len())
}

// TestErasedPeopleStayOutUnderANewKey goes the whole way of a new key.
func TestErasedPeopleStayOutUnderANewKey(t *testing.T) {
	old, next := testKeyed(t), testKeyed(t)
	gone, err := old.Pseudonym(privacy.CaseDomain, privacy.NewIdentifier("A-1"))
	require.NoError(t, err)
	require.NoError(t, old.Erase(gone))
	ids, err := readIdentifiers(erasedRows)
	require.NoError(t, err)
	require.Len(t, ids[privacy.CaseDomain], 2, "the erased are in the file still")
	r, err := privacy.Rotate(old, next, privacy.CaseDomain, ids[privacy.CaseDomain])
	require.NoError(t, err)
	assert.Equal(t, 1, r.Len())
	log, err := ReadWide(strings.NewReader(wideHeading+erasedRows), "cases.csv", wideMapping(), ReadOptions{Pseudonyms: next})
	require.NoError(t, err)
	assert.Equal(t, 1, log.Len())
	assert.Equal(t, []rma.Warning{rma.Warn(privacy.WarnErased, "n=1")}, log.Warnings())
}

func TestReadIdentifiersRefuses(t *testing.T) {
	long := strings.Repeat(secret, privacy.MaxIdentifier)
	for _, c := range []struct {
		rows         string
		line, column int
		want         error
		why          string
	}{
		{";G1;;;;;;;;;;;;\n", 2, 1, rma.ErrMissing, "no case"},
		{long + ";G1;;;;;;;;;;;;\n", 2, 1, privacy.ErrNoIdentifier, "a text for a case"},
		{"A-1;;;;;p1||" + secret + ";;;;;;;;\n", 2, 6, rma.ErrMissing, "nobody between two persons"},
		{"A-1;;;;;;" + secret + ";;;;;;;\n", 2, 7, rma.ErrFormat, "a concern without a kind"},
		{"A-1;;;;;;p1:" + secret + ";;;;;;;\n", 2, 7, rma.ErrUnknownTerm, "an unknown kind"},
		{"A-1;" + secret + "\xff;;;;;;;;;;;;\n", 2, 2, rma.ErrEncoding, "not UTF-8"},
		{"A-1;" + secret + "\n", 2, 0, rma.ErrRagged, "a short row"},
	} {
		ids, err := readIdentifiers(c.rows)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, ids, c.why)
		assert.NotContains(t, err.Error(), secret, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, [2]int{c.line, c.column}, [2]int{at.Line, at.Column}, c.why)
	}
	_, err := ReadIdentifiers(nil, "cases.csv", wideMapping())
	assert.ErrorIs(t, err, rma.ErrMissing)
	_, err = ReadIdentifiers(strings.NewReader("casus\n"), "cases.csv", WideMapping{})
	assert.ErrorIs(t, err, rma.ErrMissing, "a mapping that is itself wrong")
	_, err = ReadIdentifiers(strings.NewReader("gezin\n"), "cases.csv", wideMapping())
	assert.ErrorIs(t, err, rma.ErrMissingColumn)
	broken := errors.New("broken")
	_, err = ReadIdentifiers(iotest.ErrReader(broken), "cases.csv", wideMapping())
	assert.ErrorIs(t, err, broken)
}
