package tabular

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFieldLimit(t *testing.T) {
	fits := strings.Repeat("x", MaxField)
	g := readText("a;b\n1;" + fits + "\n2;\"" + fits + "\"\n")
	require.Empty(t, g.errs)
	require.Len(t, g.rows, 2)
	assert.Equal(t, fits, g.rows[1][1])

	over := fits + "x"
	g = readText("a;b\n1;" + over + "\n2;\"" + over + "\"\n\"3\";" + over + "\n4;5\n")
	assert.Equal(t, [][]string{{"4", "5"}}, g.rows)
	require.Len(t, g.errs, 3)
	for i, err := range g.errs {
		assert.ErrorIs(t, err, ErrTooLarge)
		assert.ErrorContains(t, err, fmt.Sprintf("line %d, column 2:", i+2))
	}
}

func TestUnclosedQuoteInLargeFile(t *testing.T) {
	rows := strings.Repeat("3;4\n", MaxField/2)
	g := readText("a;b\n1;\"2\n" + rows)
	require.Len(t, g.errs, 1)
	assert.ErrorIs(t, g.errs[0], ErrTooLarge)
	assert.Len(t, g.rows, MaxField/2, "all rows after the bad one are read")
}

// endless gives one byte for ever, up to n.
type endless struct {
	c byte
	n int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	p = p[:min(len(p), e.n)]
	for i := range p {
		p[i] = e.c
	}
	e.n -= len(p)
	return len(p), nil
}

func TestRecordLimit(t *testing.T) {
	for _, c := range []byte{'x', '"', 0} {
		r := NewReader(io.MultiReader(strings.NewReader("a;b\n1;2\n"),
			&endless{c, 5 * MaxRecord}, strings.NewReader("\n3;4\n")))
		g := readAll(r)
		assert.Equal(t, [][]string{{"1", "2"}, {"3", "4"}}, g.rows)
		assert.Equal(t, []int{2, 4}, g.lines)
		require.Len(t, g.errs, 1)
		assert.ErrorIs(t, g.errs[0], ErrTooLarge)
		assert.LessOrEqual(t, len(r.scan.buf), 2*MaxRecord)
	}
}

func TestFieldsLimit(t *testing.T) {
	heading := strings.Repeat(";", MaxFields-1)
	g := readText(heading + "\n" + heading + "\n" + heading + ";\n\"\"" + heading + ";\n")
	assert.Len(t, g.rows, 1)
	require.Len(t, g.errs, 2)
	assert.ErrorIs(t, g.errs[0], ErrTooLarge)
	assert.ErrorIs(t, g.errs[1], ErrTooLarge)
}

func TestMemoryDoesNotGrow(t *testing.T) {
	r := NewReader(newTable(100_000, 10))
	n := 0
	for _, err := range r.Rows() {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 100_000, n)
	assert.Len(t, r.scan.buf, bufSize)
}
