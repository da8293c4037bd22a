package casereview

import (
	"bytes"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
)

// openRows opens delimited text, or a workbook, which begins as a zip file.
func openRows(r io.Reader, file, sheet string) (rowReader, error) {
	if r == nil {
		return rowReader{}, errNoReader(file)
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return rowReader{}, fmt.Errorf("%s: %w", file, err)
	}
	r = io.MultiReader(bytes.NewReader(head[:n]), r)
	rows := tabular.NewReader(r)
	rows.Borrow = true
	return rowReader{Reader: rows, place: inColumns}, nil
}
