package tabular

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDelimiter(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      byte
	}{
		{"semicolon", "a;b\n1;2\n", ';'},
		{"comma", "a,b\n1,2\n", ','},
		{"tab", "a\tb\n1\t2\n", '\t'},
		{"quoted delimiters do not count", "\"a,b,c\";d\n", ';'},
		{"nor do those after a line end in quotes", "\"a\n,,,\";d\n", ';'},
		{"the row decides between question texts", "Naam, voluit;Leeftijd, in jaren\nJo;8\n", ';'},
		{"the row decides, over a blank line", "Naam, voluit;Leeftijd, in jaren\n\nJo;8\n", ';'},
		{"the row decides for the comma", "opties (a;b),leeftijd,pilot\nx,8,9\n", ','},
		{"the most frequent without rows", "a,b,c;d\n", ','},
		{"a tie", "a,b;c\n", ';'},
		{"a tie with tab", "a;b\tc", '\t'},
		{"one column", "score\n3,5\n", ';'},
		{"the hint of Excel", "sep=|\na|b\n1|2\n", '|'},
		{"the hint after a byte order mark, in capitals", "\ufeffSEP=,\r\na;b,c\n", ','},
		{"a quoted hint is a heading", "\"sep=,\"\n1\n", ';'},
		{"a letter is no hint", "sep=x\n1\n", ';'},
	} {
		d, err := NewReader(strings.NewReader(c.text)).Delimiter()
		require.NoError(t, err, c.why)
		assert.Equal(t, string(c.want), string(d), c.why)
	}
}

func TestDelimiterTold(t *testing.T) {
	r := NewReader(strings.NewReader("sep=;\na,b;c\n1,2\n"))
	r.Comma = ','
	h, err := r.Headings()
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b;c"}, h, "what is told goes before the hint and the heading")
	for _, bad := range []byte{'"', '\n', '=', 'x', '7', ' ', 0x80} {
		r := NewReader(strings.NewReader("a\n"))
		r.Comma = bad
		_, err := r.Headings()
		assert.ErrorIs(t, err, ErrDelimiter)
	}
}

func TestHeadings(t *testing.T) {
	const text = "\ufeff Casus ;Datum\u00a0melding;\"Vraag\n 1\";SCORE;score;;\n1;2;3;4;5;6;7\n"
	r := NewReader(strings.NewReader(text))
	cols, err := r.Columns("casus", "datum  Melding", "vraag 1")
	require.NoError(t, err)
	for i, c := range cols {
		assert.Equal(t, i+1, c.Number())
	}
	assert.Equal(t, "datum  Melding", cols[1].Name())

	_, err = r.Columns("Score")
	assert.ErrorIs(t, err, ErrDuplicateColumn)
	assert.EqualError(t, err, `line 1, "Score": `+ErrDuplicateColumn.Error())

	absent, err := r.Optional("pilot")
	require.NoError(t, err)
	assert.False(t, absent.Found())
	blank, err := r.Optional(" ")
	require.NoError(t, err)
	assert.False(t, blank.Found(), "an empty heading has no name")
	g := readAll(r)
	assert.Len(t, g.rows, 1, "a duplicate that is not needed does no harm")
}

func TestMissingHeadings(t *testing.T) {
	r := NewReader(strings.NewReader("Jansen;1-2-2026\nPieters;2-2-2026\n"))
	_, err := r.Columns("casus", "datum")
	require.Error(t, err)
	assert.Equal(t, `line 1, "casus": no column has this heading`+"\n"+
		`line 1, "datum": no column has this heading`, err.Error())
	assert.ErrorIs(t, err, ErrMissingColumn)
}

func TestFind(t *testing.T) {
	r := NewReader(strings.NewReader("id;memo;at;at\n1;x;;\n"))
	cols, err := r.Find([]string{"id", "code", "quote"}, []string{"memo", "lang", "at"})
	assert.EqualError(t, err, `line 1, "code": no column has this heading`+"\n"+
		`line 1, "quote": no column has this heading`+"\n"+`line 1, "at": more than one column has this heading`)
	var numbers []int
	for _, c := range cols {
		numbers = append(numbers, c.Number())
	}
	assert.Equal(t, []int{1, 0, 0, 2, 0, 0}, numbers, "those that were found come with the error")
	assert.Equal(t, "quote", cols[2].Name())

	cols, err = r.Find([]string{"id"}, []string{"lang"})
	require.NoError(t, err)
	assert.True(t, cols[0].Found())
	assert.False(t, cols[1].Found(), "a column that may be absent")

	cols, err = NewReader(strings.NewReader("caf\xe9\n")).Find([]string{"id", "code"}, []string{"memo"})
	assert.Nil(t, cols)
	assert.Equal(t, 1, strings.Count(err.Error(), "line 1"), "a heading that cannot be read is said once: %v", err)
}

func TestBadHeading(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      error
	}{
		{"nothing", "", ErrEmpty},
		{"only a byte order mark", "\ufeff", ErrEmpty},
		{"only blank lines", "\n\r\n\n", ErrEmpty},
		{"only a hint", "sep=;\n", ErrEmpty},
		{"a quote that never closes", "a;\"b\n1;2\n", ErrQuote},
		{"Latin-1", "caf\xe9;b\n", ErrEncoding},
		{"UTF-16, little endian", "\xff\xfea\x00;\x00b\x00\n\x00", ErrEncoding},
		{"UTF-16, big endian", "\xfe\xff\x00a\x00;\x00b\x00\n", ErrEncoding},
		{"UTF-16 without a mark", "a\x00;\x00b\x00\n\x00", ErrEncoding},
		{"a spreadsheet file", "PK\x03\x04\x14\x00\x06\x00\n", ErrEncoding},
		{"old Macintosh line ends", "a;b\r1;2\r", ErrLineEnd},
	} {
		r := NewReader(strings.NewReader(c.text))
		_, err := r.Columns("a")
		assert.ErrorIs(t, err, c.want, c.why)
		var e *Error
		assert.ErrorAs(t, err, &e, c.why)
		g := readAll(r)
		require.Len(t, g.errs, 1, "the loop says it once: %s", c.why)
		assert.ErrorIs(t, g.errs[0], c.want)
		assert.Empty(t, readAll(r).errs)
	}
	_, err := NewReader(strings.NewReader("\xff\xfea\x00")).Headings()
	assert.ErrorContains(t, err, "UTF-16")
}

func TestHeadingOnly(t *testing.T) {
	g := readText("a;b\n")
	assert.Empty(t, g.rows)
	assert.Empty(t, g.errs)
}
