package privacy

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRecordsOf(t *testing.T) {
	r := RecordsOf([]string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}})
	for range 2 {
		var got []string
		require.NoError(t, r.each(func(row []string) { got = append(got, row...) }))
		assert.Equal(t, []string{"1", "2", "3", "4"}, got, "can be gone through again")
	}
	for row, err := range r.Rows {
		require.NoError(t, err)
		assert.Equal(t, []string{"1", "2"}, row)
		break // may stop early
	}
	require.NoError(t, RecordsOf(nil, nil).each(func([]string) { t.Error("there is no row") }))
}

func TestRecordsPrintNothing(t *testing.T) {
	r := RecordsOf([]string{"Geheim", "b"}, [][]string{{"Geheim", "2"}})
	type inside struct{ R Records }
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%q"} {
		assert.Equal(t, "records of 2 columns", fmt.Sprintf(verb, r))
		assert.NotContains(t, fmt.Sprintf(verb, inside{r}), "Geheim")
	}
}

func TestRecordsPlaces(t *testing.T) {
	r := RecordsOf([]string{"a", "b", "c", "b"}, nil)
	at, err := r.places([]string{"c", "a"})
	require.NoError(t, err)
	assert.Equal(t, []int{2, 0}, at)
	for _, c := range []struct {
		why   string
		names []string
		cause error
		count int
	}{
		{"a column that the records do not have", []string{"a", "d"}, rma.ErrMissingColumn, 1},
		{"names are taken as they are", []string{"A"}, rma.ErrMissingColumn, 1},
		{"two columns with one name", []string{"b"}, rma.ErrDuplicateColumn, 1},
		{"declared twice", []string{"a", "c", "a"}, rma.ErrDuplicate, 1},
		{"all of them at once", []string{"d", "e", "f"}, rma.ErrMissingColumn, 3},
	} {
		_, err := r.places(c.names)
		require.ErrorIs(t, err, c.cause, c.why)
		assert.Len(t, strings.Split(err.Error(), "\n"), c.count, c.why)
	}
}

func TestRecordsEachReportsAllProblems(t *testing.T) {
	broken := errors.New("not a date")
	located := &rma.DataError{File: "casus.csv", Line: 9, Err: broken}
	r := Records{Columns: []string{"a", "b"}, Rows: func(yield func([]string, error) bool) {
		_ = yield([]string{"1", "2"}, nil) && yield([]string{"Geheim"}, nil) && yield(nil, located) &&
			yield([]string{"Geheim", "2", "3"}, nil) && yield(nil, nil) && yield([]string{"1", "2"}, nil)
	}}
	seen := 0
	err := r.each(func([]string) { seen++ })
	require.ErrorIs(t, err, rma.ErrRagged)
	require.ErrorIs(t, err, broken)
	assert.Equal(t, 1, seen, "after a problem there is no result, so nothing is counted")
	assert.Equal(t, []string{
		"records:2: " + rma.ErrRagged.Error() + ": 1 where it has 2",
		"records:3: casus.csv:9: not a date",
		"records:4: " + rma.ErrRagged.Error() + ": 3 where it has 2",
		"records:5: " + rma.ErrRagged.Error() + ": 0 where it has 2",
	}, strings.Split(err.Error(), "\n"))
}

func TestRecordsWithoutRows(t *testing.T) {
	err := Records{Columns: []string{"a"}}.each(func([]string) {})
	require.ErrorIs(t, err, ErrRecords, "rows that were forgotten are not zero rows")
	assert.ErrorIs(t, err, rma.ErrMissing)
}

func TestRecordsManyProblems(t *testing.T) {
	rows := make([][]string, 250)
	err := RecordsOf([]string{"a"}, rows).each(func([]string) {})
	assert.Len(t, strings.Split(err.Error(), "\n"), rma.MaxProblems+1)
	assert.ErrorContains(t, err, "and 150 more errors")
}
