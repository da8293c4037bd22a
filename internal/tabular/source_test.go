package tabular

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// steps is a source of records and errors in turn.
type steps []step

type step struct {
	Record
	err error
}

func (s *steps) Next() (Record, error) {
	if len(*s) == 0 {
		return Record{}, io.EOF
	}
	next := (*s)[0]
	*s = (*s)[1:]
	return next.Record, next.err
}

func TestSourceReader(t *testing.T) {
	broken := errors.New("broken")
	r := NewSourceReader(&steps{
		{Record{1, []string{"A", " b "}, nil}, nil},
		{Record{3, []string{"1"}, []Kind{KindNumber}}, nil},
		{Record{}, &Error{Line: 4, Column: 2, Err: ErrTooLarge}},
		{Record{5, []string{"x", "y", "z"}, nil}, nil},
		{Record{6, []string{"x", "y", ""}, []Kind{KindText, KindFault, KindText}}, nil},
		{Record{Line: 7}, broken},
		{Record{8, []string{"lost"}, nil}, nil},
	})
	columns, err := r.Columns("a", "B")
	require.NoError(t, err)
	var got []string
	for row, err := range r.Rows() {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, row.Get(columns[0])+"/"+row.Get(columns[1]))
		if row.Line == 3 {
			assert.Equal(t, []Kind{KindNumber, KindText}, []Kind{row.Kind(columns[0]), row.Kind(columns[1])}, "a cell that is not there is a text")
		}
		if row.Line == 6 {
			assert.Equal(t, KindFault, row.Kind(columns[1]))
		}
	}
	assert.Equal(t, []string{"1/", `line 4, column 2, "B": larger than the limit`, "line 5: the number of fields differs from the heading: 3 where it has 2", "x/y", "line 7: broken"}, got,
		"the loop ends with an error that has no place")
}

func TestSourceReaderWithoutHeading(t *testing.T) {
	_, err := NewSourceReader(&steps{}).Columns("a")
	require.ErrorIs(t, err, ErrEmpty)
	broken := errors.New("broken")
	_, err = NewSourceReader(&steps{{Record{Line: 2}, broken}}).Columns("a")
	require.ErrorIs(t, err, broken)
}

func TestBorrow(t *testing.T) {
	text := "a;b\n" + strings.Repeat("1;2\n\"3\";4;\n5;\"6\"\n", 20_000)
	read := func(borrow bool) (out []string) {
		r := NewReader(strings.NewReader(text))
		r.Borrow = borrow
		columns, err := r.Columns("a", "b")
		require.NoError(t, err)
		for row, err := range r.Rows() {
			if err != nil {
				out = append(out, err.Error())
				continue
			}
			out = append(out, strings.Clone(row.Get(columns[0])), strings.Clone(row.Get(columns[1])))
		}
		headings, err := r.Headings()
		require.NoError(t, err)
		return append(out, slices.Clone(headings)...)
	}
	assert.Equal(t, read(false), read(true), "the same, for as long as a row lasts")
}

func BenchmarkBorrow(b *testing.B) {
	text := strings.Repeat("20230114;Emmen;report;2023-02-01T10:00;politie\n", 10_000)
	for _, borrow := range []bool{false, true} {
		name := "borrow=no"
		if borrow {
			name = "borrow=yes"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r := NewReader(strings.NewReader(text))
				r.Borrow = borrow
				for _, err := range r.Rows() {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
