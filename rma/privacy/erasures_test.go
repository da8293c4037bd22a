package privacy

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestErasuresAreKept(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	a, b := mustReplace(t, k, PersonDomain, "1"), mustReplace(t, k, CaseDomain, "1")
	require.NoError(t, k.Erase(a))
	require.NoError(t, k.Erase(b))
	var file bytes.Buffer
	require.NoError(t, k.WriteErasures(&file))
	assert.Equal(t, "study;key;pseudonym\ndrenthe;896ce18c14e26d88;"+b.String()+"\ndrenthe;896ce18c14e26d88;"+a.String()+"\n", file.String())

	next := testKeyed(t, KeyedOptions{})
	require.NoError(t, next.ReadErasures(&file, "erased.csv"))
	assert.Equal(t, k.Erasures(), next.Erasures())
	_, err := next.Pseudonym(PersonDomain, NewIdentifier("1"))
	assert.ErrorIs(t, err, ErrErased)
	mustReplace(t, next, PersonDomain, "2")
}

func TestNoErasures(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	var file bytes.Buffer
	require.NoError(t, k.WriteErasures(&file))
	assert.Equal(t, "study;key;pseudonym\n", file.String())
	require.NoError(t, k.ReadErasures(&file, "erased.csv"))
	assert.Empty(t, k.Erasures())
}

func TestReadErasuresRefuses(t *testing.T) {
	const head, id = "study;key;pseudonym\n", ";896ce18c14e26d88;"
	for _, c := range []struct {
		file   string
		line   int
		column int
		want   error
		why    string
	}{
		{"", 1, 0, rma.ErrEmpty, "an empty file"},
		{"pseudonym\n", 1, 0, rma.ErrMissingColumn, "columns missing"},
		{"study;key;pseudonym;name\n", 1, 4, rma.ErrUnknownHeading, "a column of names"},
		{head + "other" + id + "C-DAXXNFRKHF0QHMRK\n", 2, 1, ErrStudy, "another study"},
		{head + "drenthe;0000000000000000;C-DAXXNFRKHF0QHMRK\n", 2, 2, ErrWrongKey, "another key: the list would erase nobody"},
		{head + "drenthe" + id + "\n", 2, 3, rma.ErrMissing, "no pseudonym"},
		{head + "drenthe" + id + "Qz7-Xw4-Kp9 Vb2\n", 2, 3, ErrPseudonym, "a name"},
		{head + "drenthe" + id + "EMM-01\n", 2, 3, ErrPseudonym, "of another kind"},
		{head + "drenthe" + id + "C-DAXXNFR9\n", 2, 3, ErrPseudonym, "of another length"},
		{head + "\n;;\ndrenthe\n", 4, 0, rma.ErrRagged, "a short row, after an empty one"},
	} {
		k := testKeyed(t, KeyedOptions{})
		err := k.ReadErasures(strings.NewReader(c.file+"drenthe"+id+"C-WRQEAAWH63X6Z38F\n"), "erased.csv")
		if c.file == "" {
			err = k.ReadErasures(strings.NewReader(c.file), "erased.csv")
		}
		require.ErrorIs(t, err, c.want, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, "erased.csv", at.File, c.why)
		assert.Equal(t, c.line, at.Line, c.why)
		assert.Equal(t, c.column, at.Column, c.why)
		assert.NotContains(t, err.Error(), "Qz7", c.why)
		assert.Empty(t, k.Erasures(), "with an error nobody is erased: %s", c.why)
	}
}

func TestReadErasuresReportsAllRows(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	err := k.ReadErasures(strings.NewReader("study;key;pseudonym\na;b;c\nd;e;f\n"), "x")
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	assert.Len(t, joined.Unwrap(), 6)
}

func TestReadErasuresTwice(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	row := "drenthe;896ce18c14e26d88;C-DAXXNFRKHF0QHMRK\n"
	require.NoError(t, k.ReadErasures(strings.NewReader("study;key;pseudonym\n"+row+row), "x"))
	assert.Len(t, k.Erasures(), 1)
}

func TestErasuresOfAStreamThatFails(t *testing.T) {
	broken := errors.New("broken")
	k := testKeyed(t, KeyedOptions{})
	assert.ErrorIs(t, k.ReadErasures(iotest.ErrReader(broken), "x"), broken)
	assert.ErrorIs(t, k.WriteErasures(failingWriter{broken}), broken)
}

// failingWriter is a disk that is full.
type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
