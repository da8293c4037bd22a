package privacy

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrRecords is the cause when there are no rows to look at, not even none.
var ErrRecords = errors.New("records without rows: give an iterator, or RecordsOf for rows in memory")

// Records are rows of cells under named columns, as they are about to be given
// to somebody: identifiers out, dates and ages in bands. They are the least
// that [CheckAnonymity] needs.
//
// Rows come one by one and not as a slice, because the check needs each of them
// once: a million rows of six columns are 120 MB in a slice before the first
// letter of text (24 bytes for a row and 16 for each cell), while the result
// needs what differs. A row may be used again by who makes it; it counts only
// until the next one. The rows may be gone through more than once if they can
// be made more than once; the check goes through them one time.
//
// An error in place of a row is a problem of that record. The loop may go on
// after it, so that all of them are reported.
type Records struct {
	Columns []string
	Rows    iter.Seq2[[]string, error]
}

// RecordsOf returns the records of rows that are in memory already. They are
// not copied; do not change them while they are looked at.
func RecordsOf(columns []string, rows [][]string) Records {
	return Records{Columns: columns, Rows: func(yield func([]string, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}}
}

// String returns the number of columns. The names may be content, when a file
// has no headings.
func (r Records) String() string { return fmt.Sprintf("records of %d columns", len(r.Columns)) }

// Format writes String whatever the verb.
func (r Records) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// places returns where the named columns stand. The names are those that the
// researcher declared, so an error may name them.
func (r Records) places(names []string) ([]int, error) {
	out := make([]int, len(names))
	var errs []error
	for i, name := range names {
		out[i] = slices.Index(r.Columns, name)
		switch {
		case out[i] < 0:
			errs = append(errs, fmt.Errorf("column %q: %w", name, rma.ErrMissingColumn))
		case slices.Contains(r.Columns[out[i]+1:], name):
			errs = append(errs, fmt.Errorf("column %q: %w", name, rma.ErrDuplicateColumn))
		case slices.Contains(names[:i], name):
			errs = append(errs, fmt.Errorf("column %q: %w: declared twice", name, rma.ErrDuplicate))
		}
	}
	return out, errors.Join(errs...)
}

// each hands every row to f, and reports every row that cannot be used. The
// line of an error is the number of the record, counted from 1.
func (r Records) each(f func(row []string)) error {
	if r.Rows == nil {
		return fmt.Errorf("%w: %w", ErrRecords, rma.ErrMissing)
	}
	p := rma.Problems{File: "records"}
	n := 0
	for row, err := range r.Rows {
		n++
		switch {
		case err != nil:
			p.Add(n, 0, "", err)
		case len(row) != len(r.Columns):
			p.Add(n, 0, "", fmt.Errorf("%w: %d where it has %d", rma.ErrRagged, len(row), len(r.Columns)))
		case p.Len() == 0:
			f(row)
		}
	}
	return p.Err()
}
