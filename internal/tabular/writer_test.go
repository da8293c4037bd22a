package tabular

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWriter(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	w.Comma, w.BOM, w.FormulaGuard = ';', true, true
	require.NoError(t, w.Write("casus", "score", "toelichting"))
	require.NoError(t, w.Write("007", "-3,5", "=HYPERLINK(1)"))
	require.NoError(t, w.Write("", " x", "a\r\nb \"c\""))
	require.NoError(t, w.Flush())
	assert.Equal(t, "\ufeffcasus;score;toelichting\n"+
		"007;\"-3,5\";'=HYPERLINK(1)\n;\" x\";\"a\nb \"\"c\"\"\"\n", b.String())
}

func TestWriterDefaults(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	require.NoError(t, w.Write("a"))
	require.NoError(t, w.Write(""))
	require.NoError(t, w.Write("=1"))
	require.NoError(t, w.Write("sep=;"))
	require.NoError(t, w.Flush())
	assert.Equal(t, "a\n\"\"\n=1\n\"sep=;\"\n", b.String())
}

func TestWriterRefuses(t *testing.T) {
	for _, c := range []struct {
		why    string
		cells  []string
		want   error
		column int
	}{
		{"no cells", nil, ErrRagged, 0},
		{"another length", []string{"1"}, ErrRagged, 0},
		{"no UTF-8", []string{"1", "\xff"}, ErrEncoding, 2},
		{"a NUL", []string{"\x00", "1"}, ErrEncoding, 1},
		{"a large cell", []string{strings.Repeat("x", MaxField+1), "1"}, ErrTooLarge, 1},
	} {
		var b bytes.Buffer
		w := NewWriter(&b)
		require.NoError(t, w.Write("a", "b\nc"))
		err := w.Write(c.cells...)
		assert.ErrorIs(t, err, c.want, c.why)
		var e *Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, place{3, c.column}, place{e.Line, e.Column}, c.why)
		require.NoError(t, w.Write("1", "2"), "a refused row leaves no trace")
		require.NoError(t, w.Flush())
		assert.Equal(t, "a,\"b\nc\"\n1,2\n", b.String(), c.why)
	}
	w := NewWriter(&bytes.Buffer{})
	assert.ErrorIs(t, w.Write(make([]string, MaxFields+1)...), ErrTooLarge)
	large := make([]string, MaxRecord/MaxField+1)
	for i := range large {
		large[i] = strings.Repeat("x", MaxField)
	}
	assert.ErrorIs(t, w.Write(large...), ErrTooLarge)
	w.Comma = '"'
	assert.ErrorIs(t, w.Write("a"), ErrDelimiter)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriterReportsTheStream(t *testing.T) {
	w := NewWriter(full{})
	require.NoError(t, w.Write("a"))
	assert.EqualError(t, w.Flush(), "disk full")
}
