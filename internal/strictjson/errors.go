package strictjson

import (
	"errors"
	"fmt"
)

// These are the rules that can be found in what is reported, with errors.Is,
// besides those of the types that read themselves from text. A rule may add
// what would have been right; it never adds content.
var (
	ErrFormat       = errors.New("not a file of the expected form")
	ErrUnknownField = fmt.Errorf("%w: a field that is not part of it", ErrFormat)
	ErrDuplicate    = errors.New("occurs more than once")
	ErrSchema       = errors.New("a schema version that this library does not know")
)

// A Report takes a broken rule: its line and column, counted from 1, and the
// path of the part, "" for the whole.
type Report func(line, column int, path string, rule error)
