package review

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Write writes the review as JSON, one field per line, so that two versions can
// be compared line by line. The same review gives the same bytes, and [Read]
// gives the same review.
//
// A review that Read would refuse is not written: the errors are those of
// [Review.Validate], as *rma.DataError whose Field is the path, and then w gets
// nothing. What is still to be filled in is no error.
func (r Review) Write(w io.Writer) error {
	p := rma.Problems{File: "review"}
	for _, i := range r.Validate() {
		if i.Severity == rma.IsError {
			p.Add(0, 0, i.Path, i.Err)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(reviewFile{Schema, r}); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
