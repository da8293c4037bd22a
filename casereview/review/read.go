package review

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/strictjson"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Schema is the version of the file that this package reads and writes.
const Schema = 1

// reviewFile is the form of the file.
type reviewFile struct {
	Schema int `json:"schema"`
	Review
}

// Read reads a review from JSON, as [Review.Write] writes it.
//
// Errors are *rma.DataError with file, line and column, all at once:
// rma.ErrFormat when it is not JSON of this form, rma.ErrUnknownField for a field
// that a review does not have, rma.ErrDuplicate for a field that occurs twice,
// and, when the form is right, what [Review.Validate] calls an error. A file of
// another version is rma.ErrSchema and nothing else. No reader is rma.ErrMissing.
// What is still to be filled in is no error. None of them repeats what stands in
// the file.
func Read(r io.Reader, file string) (Review, error) {
	if r == nil {
		return Review{}, &rma.DataError{File: file, Err: fmt.Errorf("%w: there is no reader", rma.ErrMissing)}
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return Review{}, fmt.Errorf("%s: %w", file, err)
	}
	var f reviewFile
	p := rma.Problems{File: file}
	places, ok := strictjson.Decode(raw, &f, strictjson.Schema{Known: Schema}, p.Add)
	if ok {
		for _, i := range f.Review.Validate() {
			if i.Severity == rma.IsError {
				line, column := places.At(i.Path)
				p.Add(line, column, i.Path, i.Err)
			}
		}
	}
	if err := p.Err(); err != nil {
		return Review{}, err
	}
	return f.Review, nil
}
