package coding

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestDocumentText(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"a byte order mark is no text", "\ufeffeen", "een"},
		{"CRLF and CR are line ends", "a\r\nb\rc\n", "a\nb\nc\n"},
		{"an accent of two code points stays two", "cafe\u0301", "cafe\u0301"},
		{"a byte order mark inside stays", "a\ufeffb", "a\ufeffb"},
	} {
		d, err := NewDocument("d", c.in)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.want, d.Text(), c.why)
		assert.Equal(t, len([]rune(c.want)), d.Len(), c.why)
		sum := sha256.Sum256([]byte(c.want))
		assert.Equal(t, hex.EncodeToString(sum[:]), d.SHA256(), c.why)
	}
}

func TestDocumentErrors(t *testing.T) {
	for _, c := range []struct {
		why, in      string
		is           error
		line, column int
		says         string
	}{
		{"the place of the first bad byte", "goed\nfou\xff", ErrEncoding, 2, 4, "byte 8 of the file; save the file as UTF-8"},
		{"a NUL is not text", "a\x00b", ErrEncoding, 1, 2, "byte 1"},
		{"a document of a word processor", "PK\x03\x04\x14\x00", ErrEncoding, 1, 6, "word processor"},
		{"UTF-16", "\xff\xfea\x00", ErrEncoding, 1, 1, "UTF-16"},
		{"nothing", "", ErrEmpty, 0, 0, ""},
		{"white space only", " \n\t\n", ErrEmpty, 0, 0, ""},
	} {
		_, err := NewDocument("d", c.in)
		var at *rma.DataError
		require.True(t, errors.As(err, &at), c.why)
		assert.ErrorIs(t, err, c.is, c.why)
		assert.Equal(t, c.line, at.Line, c.why)
		assert.Equal(t, c.column, at.Column, c.why)
		assert.Contains(t, err.Error(), c.says, c.why)
	}
}

// The index against plain conversion to runes, on text of all widths.
func TestDocumentOffsets(t *testing.T) {
	alphabet := []rune("ab\né€😀e\u0301")
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		runes := []rune{'x'}
		for range rng.IntN(1000) {
			runes = append(runes, alphabet[rng.IntN(len(alphabet))])
		}
		d, err := NewDocument("d", string(runes))
		require.NoError(t, err)
		require.Equal(t, len(runes), d.Len())
		for range 50 {
			s := Span{rng.IntN(len(runes) + 1), rng.IntN(len(runes) + 1)}
			if s.Start > s.End {
				s.Start, s.End = s.End, s.Start
			}
			require.Equal(t, string(runes[s.Start:s.End]), d.Slice(s))
			from, to := d.Bytes(s)
			require.Equal(t, s, d.SpanOf(from, to))
			line, column := d.LineCol(s.Start)
			before := string(runes[:s.Start])
			require.Equal(t, 1+strings.Count(before, "\n"), line)
			require.Equal(t, 1+len([]rune(before[strings.LastIndex(before, "\n")+1:])), column)
		}
	}
}

func TestDocumentOutside(t *testing.T) {
	d, err := NewDocument("d", "één")
	require.NoError(t, err)
	assert.Equal(t, "één", d.Slice(Span{-5, 99}), "what lies outside is left out")
	assert.Equal(t, "", d.Slice(Span{3, 1}))
	assert.Equal(t, Span{0, 1}, d.SpanOf(1, 3), "a bound inside a code point is its start")
	var none Document
	assert.Equal(t, "", none.Slice(Span{0, 1}))
	line, column := none.LineCol(3)
	assert.Equal(t, [2]int{1, 1}, [2]int{line, column})
	assert.Empty(t, none.Paragraphs())
}

func TestDocumentFind(t *testing.T) {
	d, err := NewDocument("d", "énénén")
	require.NoError(t, err)
	assert.Equal(t, []Span{{0, 4}, {2, 6}}, d.Find("énén", 0), "places may overlap")
	assert.Len(t, d.Find("én", 2), 2)
	assert.Empty(t, d.Find("", 0))
}
