package tabular

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// got is what a loop over a file saw.
type got struct {
	rows  [][]string
	lines []int
	errs  []error
}

func readAll(r *Reader) got {
	var g got
	for row, err := range r.Rows() {
		if err != nil {
			g.errs = append(g.errs, err)
			continue
		}
		var cells []string
		for i := range row.Len() {
			cells = append(cells, row.At(i+1))
		}
		g.rows = append(g.rows, cells)
		g.lines = append(g.lines, row.Line)
	}
	return g
}

func readText(text string) got { return readAll(NewReader(strings.NewReader(text))) }

// A place is where a marked text says that a problem stands.
type place struct{ line, column int }

// unmark strips the marks from a text: ¶ stands before each record, § before
// each field after the first, ◊ before a record that is bad, and ✗ in the field
// that makes it so. It gives the lines of the good records, and the places of
// the problems: a bad record has column 0, and a second place if it has a ✗.
func unmark(marked string) (text string, lines []int, problems []place) {
	var b strings.Builder
	line, start, column := 1, 1, 0
	whole := false
	for _, c := range marked {
		switch c {
		case '¶':
			start, column = line, 1
			if whole {
				problems = append(problems, place{line, 0})
			} else {
				lines = append(lines, line)
			}
			whole = false
		case '§':
			column++
		case '✗':
			problems = append(problems, place{start, column})
		case '◊':
			whole = true
		default:
			if c == '\n' {
				line++
			}
			b.WriteRune(c)
		}
	}
	return b.String(), lines, problems
}

var placeTests = []struct {
	why, text string
	want      [][]string
	cause     []error
}{
	{"plain", "¶a;§b\n¶1;§2\n¶3;§4\n", [][]string{{"1", "2"}, {"3", "4"}}, nil},
	{"no line end at the end", "¶a;§b\n¶1;§2", [][]string{{"1", "2"}}, nil},
	{"CRLF and a final blank line", "¶a;§b\r\n¶1;§2\r\n\r\n", [][]string{{"1", "2"}}, nil},
	{"CR CR LF, as a broken copy leaves it", "¶a;§b\r\r\n¶1;§2\r\r\n", [][]string{{"1", "2"}}, nil},
	{"blank lines before the heading and between rows", "\n\n¶a;§b\n\n¶1;§2\n\r\n\n¶3;§4\n", [][]string{{"1", "2"}, {"3", "4"}}, nil},
	{"a quoted field over lines", "¶a;§b\n¶\"x\ny\r\n\nz\";§2\n¶3;§4\n", [][]string{{"x\ny\n\nz", "2"}, {"3", "4"}}, nil},
	{"doubled quotes and quoted delimiters", "¶a;§b\n¶\"x;\"\"y\"\"\";§\"\"\n", [][]string{{"x;\"y\"", ""}}, nil},
	{"a quoted field last in the file", "¶a;§b\n¶1;§\"2\"", [][]string{{"1", "2"}}, nil},
	{"lone CR inside quotes is a line end", "¶a;§b\n¶\"x\ry\";§2\n", [][]string{{"x\ny", "2"}}, nil},
	{"spaces belong to the field", "¶a;§b\n¶ 1;§2 \n", [][]string{{" 1", "2 "}}, nil},
	{"a row of delimiters is a row", "¶a;§b\n¶;§\n", [][]string{{"", ""}}, nil},
	{"ragged both ways, reading goes on", "¶a;§b\n◊¶1\n¶2;§3\n◊¶4;§5;§6\n¶7;§8\n",
		[][]string{{"2", "3"}, {"7", "8"}}, []error{ErrRagged, ErrRagged}},
	{"a bare quote", "¶a;§b\n◊¶1;§2\"✗\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrQuote}},
	{"text after a closing quote", "¶a;§b\n◊¶\"1\"✗x;§2\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrQuote}},
	{"a space before a quote", "¶a;§b\n◊¶1;§ \"✗2\"\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrQuote}},
	{"a lone quote costs its own row only", "¶a;§b\n◊¶1;§\"✗2\n¶3;§4\n¶5;§6\n", [][]string{{"3", "4"}, {"5", "6"}}, []error{ErrQuote}},
	{"a lone quote closed by a later quote", "¶a;§b\n◊¶1;§\"✗2\n¶3;§4\n¶\"x\";§6\n", [][]string{{"3", "4"}, {"x", "6"}}, []error{ErrQuote}},
	{"a CR outside quotes", "¶a;§b\n◊¶1;§2✗\r3\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrLineEnd}},
	{"a CR outside quotes in a quoted record", "¶a;§b\n◊¶\"1\";§2✗\r3\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrLineEnd}},
	{"not UTF-8 in the second field", "¶a;§b\n◊¶1;§✗\U0001F4A5\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrEncoding}},
	{"not UTF-8 in a quoted record", "¶a;§b\n◊¶\"1\n\";§✗\U0001F4A5\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrEncoding}},
	{"a NUL", "¶a;§b\n◊¶✗\x00;§2\n¶3;§4\n", [][]string{{"3", "4"}}, []error{ErrEncoding}},
}

func TestPlaces(t *testing.T) {
	for _, c := range placeTests {
		t.Run(c.why, func(t *testing.T) {
			text, lines, problems := unmark(c.text)
			text = strings.ReplaceAll(text, "\U0001F4A5", "caf\xe9")
			for name, src := range map[string]io.Reader{
				"at once":      strings.NewReader(text),
				"byte by byte": iotest.OneByteReader(strings.NewReader(text)),
				"late EOF":     iotest.DataErrReader(strings.NewReader(text)),
			} {
				g := readAll(NewReader(src))
				assert.Equal(t, c.want, g.rows, name)
				assert.Equal(t, lines[1:], g.lines, name)
				require.Len(t, g.errs, len(c.cause), name)
				marks := byRecord(problems)
				for i, err := range g.errs {
					var e *Error
					require.ErrorAs(t, err, &e)
					assert.ErrorIs(t, err, c.cause[i])
					assert.Equal(t, marks[i], place{e.Line, e.Column}, name)
				}
			}
		})
	}
}

// byRecord keeps one place for each bad record: that of its ✗ if it has one.
func byRecord(marks []place) []place {
	var out []place
	for _, m := range marks {
		if n := len(out); n > 0 && out[n-1].line == m.line {
			out[n-1] = m
			continue
		}
		out = append(out, m)
	}
	return out
}

func TestErrorsNameTheDeclaredColumn(t *testing.T) {
	r := NewReader(strings.NewReader("Casus;DATUM \n1;caf\xe9\n"))
	_, err := r.Columns("casus", "datum")
	require.NoError(t, err)
	g := readAll(r)
	require.Len(t, g.errs, 1)
	assert.EqualError(t, g.errs[0], `line 2, column 2, "datum": `+ErrEncoding.Error())
}

func TestPad(t *testing.T) {
	r := NewReader(strings.NewReader("a;b;c\n1\n1;2;3;;\n1;2;3;4\n"))
	r.Pad = true
	cols, err := r.Columns("a", "c")
	require.NoError(t, err)
	var cells []string
	var errs []error
	for row, err := range r.Rows() {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		cells = append(cells, row.Get(cols[0])+"/"+row.Get(cols[1]))
	}
	assert.Equal(t, []string{"1/", "1/3"}, cells)
	require.Len(t, errs, 1)
	assert.ErrorIs(t, errs[0], ErrRagged)
	assert.Contains(t, errs[0].Error(), "4 where it has 3")
}

func TestRowsGoOnAfterBreak(t *testing.T) {
	r := NewReader(strings.NewReader("a\n1\n2\n3\n"))
	for range r.Rows() {
		break
	}
	assert.Equal(t, [][]string{{"2"}, {"3"}}, readAll(r).rows)
	assert.Empty(t, readAll(r).rows)
}

func TestStreamError(t *testing.T) {
	broken := errors.New("broken pipe")
	r := NewReader(io.MultiReader(strings.NewReader("a;b\n1;2\n3;"), iotest.ErrReader(broken)))
	g := readAll(r)
	assert.Equal(t, [][]string{{"1", "2"}}, g.rows, "a line that was cut short is not read")
	require.Len(t, g.errs, 1)
	assert.ErrorIs(t, g.errs[0], broken)

	located := &Error{Line: 9, Err: broken}
	g = readAll(NewReader(io.MultiReader(strings.NewReader("a\n1\n"), iotest.ErrReader(located))))
	require.Len(t, g.errs, 1, "an error of the stream ends the loop, whatever its type")

	g = readAll(NewReader(iotest.ErrReader(broken)))
	require.Len(t, g.errs, 1)
	assert.ErrorIs(t, g.errs[0], broken)
}

func TestRow(t *testing.T) {
	r := NewReader(strings.NewReader("a;b\n;\n1;2\n"))
	cols, err := r.Columns("b")
	require.NoError(t, err)
	assert.Equal(t, 2, cols[0].Number())
	assert.Equal(t, "b", cols[0].Name())
	var kept []string
	for row, err := range r.Rows() {
		require.NoError(t, err)
		assert.Equal(t, row.Line == 2, row.Blank())
		assert.Empty(t, row.At(0)+row.At(3)+row.Get(Column{}))
		kept = append(kept, row.Get(cols[0]))
		assert.EqualError(t, row.Error(cols[0], ErrNumber), fmt.Sprintf(`line %d, column 2, "b": not a number`, row.Line))
	}
	assert.Equal(t, []string{"", "2"}, kept, "cells stay valid")
}
