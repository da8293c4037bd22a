package coding

import (
	"errors"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Causes of the errors of this package, besides those of package rma. Test for
// them with [errors.Is]. No message repeats the content of a text.
var (
	ErrEncoding   = errors.New("not plain UTF-8 text")
	ErrTooLarge   = errors.New("larger than the limit")
	ErrEmpty      = errors.New("there is no text")
	ErrLayout     = errors.New("no line opens a turn")
	ErrSpan       = errors.New("not a stretch of the text")
	ErrQuote      = errors.New("the quote is not what stands in the text")
	ErrNotFound   = errors.New("the quote does not occur in the text")
	ErrAmbiguous  = errors.New("the quote occurs more than once in the text")
	ErrNotCodable = errors.New("the code groups other codes and cannot be given to text")
	ErrForest     = errors.New("a code lies under itself")
	ErrHash       = errors.New("the text is not the text that was declared")
	ErrNotCoded   = errors.New("there is no file with codings for this assignment")
	ErrNoUnit     = errors.New("no unit was declared")
	ErrCoders     = errors.New("agreement needs coders who coded the same documents")
)

// problem makes the error of a reader that stops at its first one.
func problem(file string, line, column int, field string, rule error) error {
	return &rma.DataError{File: file, Line: line, Column: column, Field: field, Err: rule}
}
