package rma

import (
	"errors"
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// Causes of a DataError that more than one package shares. Test for them with
// [errors.Is]. No message repeats the content of a cell or a text.
var (
	ErrUnknownTerm = errors.New("not a term of the declared vocabulary")
	ErrUnknownID   = errors.New("refers to an id that is not declared")
	ErrDuplicate   = strictjson.ErrDuplicate // "occurs more than once"
	ErrMissing     = errors.New("a required value is missing")
	ErrDate        = errors.New("not a date in a declared layout")
	ErrNumber      = errors.New("not a number")
	ErrOrder       = errors.New("events are in an impossible order")

	ErrUnknownHeading = errors.New("a heading that this kind of file does not have")
	ErrFormat         = strictjson.ErrFormat // "not a file of the expected form"
)

// Causes of a DataError in a JSON file, besides ErrFormat and ErrDuplicate.
// ErrUnknownField is an ErrFormat too.
var (
	ErrUnknownField = strictjson.ErrUnknownField // a misspelt field would be lost without notice
	ErrSchema       = strictjson.ErrSchema       // the file is of a version that this library does not know
)

// Causes of a DataError in the form of a delimited file (CSV), whichever
// package reads it.
var (
	ErrEmpty           = tabular.ErrEmpty           // no heading line
	ErrMissingColumn   = tabular.ErrMissingColumn   // no column has this heading
	ErrDuplicateColumn = tabular.ErrDuplicateColumn // more than one column has this heading
	ErrRagged          = tabular.ErrRagged          // a row with more or fewer fields than the heading
	ErrQuote           = tabular.ErrQuote           // a quote that is not closed, or not doubled inside a field
	ErrEncoding        = tabular.ErrEncoding        // not UTF-8 text
	ErrLineEnd         = tabular.ErrLineEnd         // line ends of an old Macintosh
	ErrTooLarge        = tabular.ErrTooLarge        // a field or a row beyond the limits
	ErrDelimiter       = tabular.ErrDelimiter       // a delimiter that cannot be one
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
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
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

// AddTabular notes an error of the reader of delimited files at its own place,
// and each part of a joined error apart. No error is nothing to note.
func (p *Problems) AddTabular(err error) {
	var at *tabular.Error
	joined, ok := err.(interface{ Unwrap() []error })
	switch {
	case err == nil:
	case ok:
		for _, part := range joined.Unwrap() {
			p.AddTabular(part)
		}
	case errors.As(err, &at):
		p.Add(at.Line, at.Column, at.Field, at.Err)
	default:
		p.Add(0, 0, "", err)
	}
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
