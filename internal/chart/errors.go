package chart

import "errors"

// An error from this package wraps one of these. Its message names places, such
// as row 3, and never repeats a label.
var (
	// ErrShape: the parts of a figure do not fit each other, for instance a
	// row with more cells than there are columns.
	ErrShape = errors.New("the parts of the figure do not fit each other")
	// ErrCount: a count is negative or too large to be one.
	ErrCount = errors.New("not a possible count")
	// ErrNumber: an estimate, a bound or an axis is not a possible number.
	ErrNumber = errors.New("not a possible number")
	// ErrWidth: the figure is too narrow for what it has to hold.
	ErrWidth = errors.New("the figure is too narrow")
	// ErrOption: an option has a value that is not allowed.
	ErrOption = errors.New("option not allowed")
	// ErrLarge: an image would have more pixels than this package makes.
	ErrLarge = errors.New("the image is too large")
)
