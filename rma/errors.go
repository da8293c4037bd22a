package rma

import (
	"errors"
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// Causes of a DataError that more than one package shares. Test for them with
// [errors.Is]. No message repeats the content of a cell or a text.
var (
	ErrUnknownTerm = errors.New("not a term of the declared vocabulary")
	ErrUnknownID   = errors.New("refers to an id that is not declared")
	ErrDuplicate   = errors.New("occurs more than once")
	ErrMissing     = errors.New("a required value is missing")
	ErrDate        = errors.New("not a date in a declared layout")
	ErrNumber      = errors.New("not a number")
	ErrOrder       = errors.New("events are in an impossible order")
	ErrSchema      = errors.New("a schema version that this library does not know")
	ErrFormat      = errors.New("not a file of the expected form")
)

// DataError says where in a file a rule is broken, and which one. It never
// holds the content of the cell.
type DataError struct {
	File   string // name as the caller gave it
	Line   int    // first line is 1; 0 when the whole file is meant
	Column int    // first column is 1; 0 when the whole line is meant
	Field  string // declared name of the column or the field, if there is one
	Err    error  // the rule
}

// Error returns "file:line:column (field): rule", without the parts that are
// not known.
func (e *DataError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	if e.Field != "" {
		fmt.Fprintf(&b, " (%s)", e.Field)
	}
	b.WriteString(": ")
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns the rule.
func (e *DataError) Unwrap() error { return e.Err }

// MaxProblems is how many errors a reader reports before it only counts.
const MaxProblems = 100

// Problems collects the errors of one file, so that a reader can report all of
// them at once. The zero value with a File is ready for use.
type Problems struct {
	File string
	errs []error
	more int
}

// Add notes that the rule err is broken at the given place.
func (p *Problems) Add(line, column int, field string, err error) {
	if len(p.errs) >= MaxProblems {
		p.more++
		return
	}
	p.errs = append(p.errs, &DataError{File: p.File, Line: line, Column: column, Field: field, Err: err})
}

// AddTabular notes an error of the reader of delimited files at its own place.
func (p *Problems) AddTabular(err error) {
	var at *tabular.Error
	if errors.As(err, &at) {
		p.Add(at.Line, at.Column, at.Field, at.Err)
		return
	}
	p.Add(0, 0, "", err)
}

// Len returns how many errors were noted, those beyond the limit included.
func (p *Problems) Len() int { return len(p.errs) + p.more }

// Err returns nil when nothing was noted, and otherwise all errors joined, up
// to MaxProblems, with a count of the rest.
func (p *Problems) Err() error {
	if len(p.errs) == 0 {
		return nil
	}
	errs := p.errs
	if p.more > 0 {
		errs = append(errs[:len(errs):len(errs)], fmt.Errorf("%s: and %d more errors", p.File, p.more))
	}
	return errors.Join(errs...)
}

// All returns every error noted, in the order of the file, up to MaxProblems.
func (p *Problems) All() []error { return p.errs[:len(p.errs):len(p.errs)] }
