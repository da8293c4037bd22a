package survey

import "errors"

// Rules that a file of answers or an instrument can break, besides those of
// package rma. Test for them with [errors.Is]; the error around them is an
// *rma.DataError with the place. No message repeats what stood in the file.
var (
	ErrUnknownAnswer  = errors.New("not a level, a label or a missing code of the response scale")
	ErrOutsideScale   = errors.New("a number outside the declared levels of the response scale")
	ErrDuplicateCode  = errors.New("this respondent code occurs more than once in the wave")
	ErrColumnType     = errors.New("a column of a type that cannot hold this")
	ErrAmbiguousLevel = errors.New("can be read as two different answers of the response scale")
	ErrLevelOrder     = errors.New("the values of the levels must increase from the first to the last")
	ErrMixedRange     = errors.New("the items of a scale must share a lowest and a highest value")
)

// Reasons for which an analysis gives no result at all.
var (
	ErrOption          = errors.New("an option has a value that is not allowed")
	ErrOtherInstrument = errors.New("the waves were held with different instruments")
	ErrNotAsked        = errors.New("an item was not asked in this wave")
)
