package rma

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAddTabular(t *testing.T) {
	one := &tabular.Error{Line: 1, Field: "a", Err: tabular.ErrMissingColumn}
	two := &tabular.Error{Line: 3, Column: 2, Err: fmt.Errorf("%w: 1 where it has 2", tabular.ErrRagged)}
	for _, c := range []struct {
		why  string
		err  error
		want string
	}{
		{"nothing", nil, ""},
		{"one", one, "x.csv:1 (a): no column has this heading"},
		{"joined, also twice", errors.Join(one, errors.Join(two, one)),
			"x.csv:1 (a): no column has this heading\nx.csv:3:2: the number of fields differs from the heading: 1 where it has 2\nx.csv:1 (a): no column has this heading"},
		{"wrapped", fmt.Errorf("around it: %w", two), "x.csv:3:2: the number of fields differs from the heading: 1 where it has 2"},
		{"of another kind", errors.New("y"), "x.csv: y"},
	} {
		p := Problems{File: "x.csv"}
		p.AddTabular(c.err)
		if c.want == "" {
			assert.NoError(t, p.Err(), c.why)
			continue
		}
		assert.EqualError(t, p.Err(), c.want, c.why)
		for _, e := range p.All() {
			var at *DataError
			assert.ErrorAs(t, e, &at, c.why)
		}
	}
}

// Every cause of a file that has another form can be tested for by name.
func TestFormOfRecords(t *testing.T) {
	const good = "claim;group;response\nK1;deelnemers;nuance\n"
	for _, c := range []struct {
		why, text string
		want      error
		errors    int
	}{
		{"nothing", "", ErrEmpty, 1},
		{"one column of three", "group\n", ErrMissingColumn, 2},
		{"a column twice", "claim;group;response;Claim\n", ErrDuplicateColumn, 1},
		{"a column twice that may be absent", "claim;group;response;at;at\n", ErrDuplicateColumn, 1},
		{"a short row", good + "K1\n", ErrRagged, 1},
		{"a quote that stays open", good + "K1;\"deelnemers;nuance\n", ErrQuote, 1},
		{"a heading that cannot be read", "claim;\"group\n", ErrQuote, 1},
		{"Latin-1", good + "K1;caf\xe9;nuance\n", ErrEncoding, 1},
		{"line ends of an old Macintosh", "claim;group;response\rK1;deelnemers;nuance\r", ErrLineEnd, 1},
		{"a field without end", good + "K1;" + strings.Repeat("x", tabular.MaxField+1) + ";nuance\n", ErrTooLarge, 1},
	} {
		files := smallFiles()
		files["feedback.csv"].Data = []byte(c.text)
		_, err := ReadStudy(files, ".")
		require.ErrorIs(t, err, c.want, c.why)
		assert.Equal(t, c.errors, strings.Count(err.Error(), "feedback.csv:"), "%s: %v", c.why, err)
	}
}
