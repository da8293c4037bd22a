package tabular

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestErrorsKeepContentOut makes files of random words, damaged in random
// ways, and checks that no message of any error holds a part of a word. A file
// may have no headings, so the first line counts as content too.
func TestErrorsKeepContentOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := []byte("Qz")
		for range 6 {
			b = append(b, "QXZqxz0123456789"[rng.IntN(16)])
		}
		return string(b)
	}
	damage := []string{"", "", "", "\"", "\x00", "\xe9", "\r", ";", "\n", "\"\"", "\";\"", ",", "-", " "}
	problems := 0
	for range 3000 {
		var words []string
		var file strings.Builder
		for range 1 + rng.IntN(12) {
			w := word()
			words = append(words, w)
			cut := rng.IntN(len(w))
			file.WriteString(w[:cut] + damage[rng.IntN(len(damage))] + w[cut:])
			file.WriteString([]string{";", ";", "\n", "\r\n"}[rng.IntN(4)])
		}
		for _, message := range messages(file.String()) {
			problems++
			for _, w := range words {
				for i := range len(w) - 3 {
					require.NotContains(t, message, w[i:i+4])
				}
			}
		}
	}
	assert.Greater(t, problems, 10000, "the files must be bad enough to test anything")
}

// messages reads a file and every cell of it in every way that can fail, and
// gives what the errors say.
func messages(file string) []string {
	var out []string
	note := func(err error) {
		if err != nil {
			out = append(out, err.Error())
		}
	}
	r := NewReader(strings.NewReader(file))
	_, err := r.Columns("casus", "datum")
	note(err)
	w := NewWriter(&strings.Builder{})
	for row, err := range r.Rows() {
		note(err)
		for i := range row.Len() {
			cell := row.At(i + 1)
			_, err := Number(cell)
			note(row.Error(Column{}, err))
			_, err = Integer(cell)
			note(err)
			_, _, err = Time(cell, []string{"2006-01-02", "2-1-2006 15:04"}, time.UTC)
			note(err)
			note(w.Write(cell, cell+"\x00"))
		}
	}
	return out
}
