package tabular

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// told writes what a loop over rows gives.
func told(rows iter.Seq2[Row, error]) string {
	var b strings.Builder
	for row, err := range rows {
		fmt.Fprintf(&b, "%d %q %v %v\n", row.Line, row.fields, row.kinds, err)
	}
	return b.String()
}

func TestAheadGivesTheSameRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "a", "a;b", "a;b\n", "a;b\n1;2", "a;b\n1\n2;3\n", "a;b\n\"1\n2\";3\n\"x", "a;b\n\xff;1\n2;3\n", "a\n\n\nb\n"}
	for range 100 {
		var b strings.Builder
		b.WriteString("a;b;c\n")
		for i := range rng.IntN(3000) {
			fmt.Fprintf(&b, "%d;%s;x\n", i, strings.Repeat("y", rng.IntN(9)))
			if rng.IntN(200) == 0 {
				b.WriteString("too;short\n")
			}
		}
		texts = append(texts, b.String())
	}
	for i, text := range texts {
		for _, borrow := range []bool{false, true} {
			plain, ahead := NewReader(strings.NewReader(text)), NewReader(strings.NewReader(text))
			plain.Borrow, ahead.Borrow = borrow, borrow
			require.Equal(t, told(plain.Rows()), told(ahead.Ahead()), "text %d", i)
		}
	}
	broken := func() io.Reader {
		return io.MultiReader(strings.NewReader("a;b\n1;2\n"), iotest.ErrReader(errors.New("broken")))
	}
	assert.Equal(t, told(NewReader(broken()).Rows()), told(NewReader(broken()).Ahead()))
	assert.Equal(t, told(NewSourceReader(&sheet{}).Rows()), told(NewSourceReader(&sheet{}).Ahead()))
}

// sheet is a source of three records, of which the fields are used again.
type sheet struct {
	n      int
	fields [2]string
}

func (s *sheet) Next() (Record, error) {
	if s.n++; s.n > 4 {
		return Record{}, io.EOF
	}
	s.fields = [2]string{fmt.Sprint("a", s.n), fmt.Sprint("b", s.n)}
	return Record{Line: s.n, Fields: s.fields[:], Kinds: []Kind{KindText, Kind(s.n % 2)}}, nil
}

// Rows stay valid, and a loop that is left leaves no goroutine behind.
func TestAheadEnds(t *testing.T) {
	text := "a;b\n" + strings.Repeat("1;2\n", 5000)
	before := runtime.NumGoroutine()
	for stopAt := range 600 {
		n := 0
		var kept []Row
		for row := range NewReader(strings.NewReader(text)).Ahead() {
			if kept = append(kept, row); n == stopAt {
				break
			}
			n++
		}
		for _, row := range kept {
			require.Equal(t, []string{"1", "2"}, row.fields)
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(time.Millisecond)
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), before)
}
