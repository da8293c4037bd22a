package tabular

import (
	"errors"
	"strconv"
	"strings"
)

// These are the causes that can be found in [Error.Err] with errors.Is when
// the form of a file is at fault. A cause may add counts; it never adds
// content.
var (
	ErrEmpty           = errors.New("the file has no heading line")
	ErrMissingColumn   = errors.New("no column has this heading")
	ErrDuplicateColumn = errors.New("more than one column has this heading")
	ErrRagged          = errors.New("the number of fields differs from the heading")
	ErrQuote           = errors.New("a quote that is not closed, or stands inside a field and is not doubled")
	ErrEncoding        = errors.New("not UTF-8 text: save the file as CSV UTF-8")
	ErrLineEnd         = errors.New("a carriage return outside quotes: save the file with line ends LF or CRLF")
	ErrTooLarge        = errors.New("larger than the limit")
	ErrDelimiter       = errors.New("a delimiter must be a tab or an ASCII punctuation mark other than a quote or =")
)

// These are the causes when a value cannot be read from a cell.
var (
	ErrBlank     = errors.New("no value")
	ErrNumber    = errors.New("not a number")
	ErrAmbiguous = errors.New("a number that can be read in two ways: declare its decimal mark")
	ErrInteger   = errors.New("not a whole number")
	ErrRange     = errors.New("a number too large to hold")
	ErrTime      = errors.New("not a date or time in a declared layout")
	ErrTimeGap   = errors.New("a time that the clock skipped when summer time began")
)

// Error is a problem at a place in a file.
type Error struct {
	Line   int    // 1-based line where the record starts; 0 means not known
	Column int    // 1-based number of the field; 0 means the whole record
	Field  string // the declared name of the column; empty if it has none
	Err    error  // the rule that was broken
}

// Error gives the place and the rule, and nothing of the content.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		b.WriteString("line " + strconv.Itoa(e.Line) + ", ")
	}
	if e.Column > 0 {
		b.WriteString("column " + strconv.Itoa(e.Column) + ", ")
	}
	if e.Field != "" {
		b.WriteString(strconv.Quote(e.Field) + ", ")
	}
	place := strings.TrimSuffix(b.String(), ", ")
	switch {
	case e.Err == nil:
		return place
	case place == "":
		return e.Err.Error()
	}
	return place + ": " + e.Err.Error()
}

// Unwrap gives the rule that was broken.
func (e *Error) Unwrap() error { return e.Err }
