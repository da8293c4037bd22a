package tabular

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// A Reader reads the heading and the rows of one file. Set its fields before
// the first call of a method. Not for use by several goroutines at once.
type Reader struct {
	// Comma separates the fields. 0 means that the heading tells.
	Comma byte

	// Pad accepts rows of another length, as spreadsheets write them: missing
	// fields read as empty, and empty fields beyond the heading are dropped.
	// Fields with content beyond the heading stay an error. false means that
	// every row must be as long as the heading.
	Pad bool

	// Borrow lets the strings that a [Row] gives be parts of the buffer, which is
	// quicker and leaves no garbage. They then hold only until the next row: clone
	// what is kept. false means that strings stay valid.
	Borrow bool

	scan     scanner
	source   Source // instead of scan
	kinds    []Kind // of the last record of source
	opened   bool
	done     bool
	headErr  error
	headLine int
	headings []string
	numbers  map[string]int // folded heading to column; 0 means several
	asked    []Column
}

// NewReader gives a Reader of r. It reads in blocks, so it needs no buffer
// around r, and may read beyond the last row that it gave.
func NewReader(r io.Reader) *Reader {
	return &Reader{scan: scanner{src: r}}
}

// Headings gives the headings as they stand in the file. They are content: a
// file without headings gives its first row here.
func (r *Reader) Headings() ([]string, error) {
	if err := r.open(); err != nil {
		return nil, err
	}
	return slices.Clone(r.headings), nil
}

// Delimiter gives what separates the fields, which was told or sniffed.
func (r *Reader) Delimiter() (byte, error) {
	if err := r.open(); err != nil {
		return 0, err
	}
	return r.scan.comma, nil
}

// Columns finds the columns that the caller cannot do without, in the order of
// the names. The error joins one [*Error] for each name that no heading or
// more than one heading has; the columns that were found come with it. If the
// heading cannot be read there are none, and the error is that one.
func (r *Reader) Columns(names ...string) ([]Column, error) { return r.Find(names, nil) }

// Find finds the columns that the caller cannot do without, and behind them
// those that it can do without, in the order of the names. It is [Reader.Columns]
// for the first and [Reader.Optional] for the others, with their errors joined.
func (r *Reader) Find(required, optional []string) ([]Column, error) {
	if err := r.open(); err != nil {
		return nil, err
	}
	var errs []error
	columns := make([]Column, 0, len(required)+len(optional))
	for i, name := range slices.Concat(required, optional) {
		c, err := r.Optional(name)
		if err == nil && !c.Found() && i < len(required) {
			err = &Error{Line: r.headLine, Field: name, Err: ErrMissingColumn}
		}
		if err != nil {
			errs = append(errs, err)
		}
		columns = append(columns, c)
	}
	return columns, errors.Join(errs...)
}

// Optional finds a column that the caller can do without. If no heading has
// the name, [Column.Found] is false and the column reads as empty; if more
// than one has it, that is an error.
func (r *Reader) Optional(name string) (Column, error) {
	if err := r.open(); err != nil {
		return Column{}, err
	}
	c := Column{name: name}
	n, ok := r.numbers[fold(name)]
	switch {
	case !ok:
		return c, nil
	case n == 0:
		return c, &Error{Line: r.headLine, Field: name, Err: ErrDuplicateColumn}
	}
	c.number = n
	r.asked = append(r.asked, c)
	return c, nil
}

// Unasked gives the 1-based places of the columns with a heading that nobody
// asked for, so that a reader can refuse what may be a misspelt heading.
func (r *Reader) Unasked() []int {
	var out []int
	for i, heading := range r.headings {
		asked := slices.ContainsFunc(r.asked, func(c Column) bool { return c.number == i+1 })
		if fold(heading) != "" && !asked {
			out = append(out, i+1)
		}
	}
	return out
}

// Rows gives the rows in the order of the file. A row with an error has only
// its Line; after it the loop may go on, and reads the next row. The loop ends
// with the file, after an error of the heading, or after an error of the
// stream. A [Row] is valid until the next one; the strings it gave stay valid.
// A new loop goes on where the last one stopped.
func (r *Reader) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := r.open(); err != nil {
			if !r.done {
				r.done = true
				yield(Row{Line: r.headLine}, err)
			}
			return
		}
		for !r.done {
			row, err := r.next()
			if err == io.EOF || !yield(row, err) {
				return
			}
		}
	}
}

// next reads one row. It sets done when there is nothing after it.
func (r *Reader) next() (Row, error) {
	line, err := r.cut()
	if err == nil {
		err = r.checkLength(line)
	}
	if err == nil {
		return Row{Line: line, fields: r.scan.fields, kinds: r.kinds}, nil
	}
	switch located, ok := err.(*Error); {
	case err == r.scan.err:
		r.done = true
		if err != io.EOF {
			err = &Error{Line: line, Err: err}
		}
	case ok:
		located.Field = r.declared(located.Column)
	}
	return Row{Line: line}, err
}

// checkLength compares the last record with the heading.
func (r *Reader) checkLength(line int) error {
	fields, want := r.scan.fields, len(r.headings)
	if len(fields) == want {
		return nil
	}
	if r.Pad {
		extra := fields[min(want, len(fields)):]
		if !slices.ContainsFunc(extra, func(s string) bool { return s != "" }) {
			r.scan.fields = fields[:min(want, len(fields))]
			return nil
		}
	}
	return &Error{Line: line, Err: fmt.Errorf("%w: %d where it has %d", ErrRagged, len(fields), want)}
}

// declared gives the name by which a column was asked for, if it was.
func (r *Reader) declared(number int) string {
	for _, c := range r.asked {
		if c.number == number {
			return c.name
		}
	}
	return ""
}

// open reads the heading once and keeps what came of it.
func (r *Reader) open() error {
	if !r.opened {
		r.opened = true
		r.headErr = r.readHeading()
	}
	return r.headErr
}

func (r *Reader) readHeading() error {
	if r.Comma != 0 && !validDelimiter(r.Comma) {
		return &Error{Err: ErrDelimiter}
	}
	if r.source == nil {
		if err := r.scan.open(r.Comma); err != nil {
			r.headLine = 1
			return err
		}
	}
	line, err := r.cut()
	r.headLine = line
	switch {
	case err == io.EOF:
		return &Error{Line: 1, Err: ErrEmpty}
	case err != nil && err == r.scan.err:
		return &Error{Line: line, Err: err}
	case err != nil:
		return err
	}
	r.headings = slices.Clone(r.scan.fields)
	r.scan.borrow = r.Borrow
	r.numbers = make(map[string]int, len(r.headings))
	for i, heading := range r.headings {
		key := fold(heading)
		if _, twice := r.numbers[key]; twice {
			r.numbers[key] = 0
		} else if key != "" {
			r.numbers[key] = i + 1
		}
	}
	return nil
}

// fold gives the form in which headings are compared.
func fold(heading string) string {
	return strings.ToLower(strings.Join(strings.Fields(heading), " "))
}
