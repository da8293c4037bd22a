package casereview

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/internal/workbook"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// openRows opens delimited text, or a workbook, which begins as a zip file. With
// borrow the texts of a row hold until the next one.
func openRows(r io.Reader, file, sheet string, borrow bool) (rowReader, error) {
	if r == nil {
		return rowReader{}, errNoReader(file)
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return rowReader{}, fmt.Errorf("%s: %w", file, err)
	}
	r = io.MultiReader(bytes.NewReader(head[:n]), r)
	if string(head) == "PK\x03\x04" {
		rows, err := openSheet(r, sheet)
		if err != nil {
			return rowReader{}, &rma.DataError{File: file, Err: err}
		}
		return rowReader{Reader: tabular.NewSourceReader(sheetSource{rows}), place: inColumns}, nil
	}
	rows := tabular.NewReader(r)
	rows.Borrow = borrow
	return rowReader{Reader: rows, place: inColumns}, nil
}

// openSheet opens a sheet of a workbook, "" for the first. It is read from memory,
// so nothing needs to be closed.
func openSheet(r io.Reader, sheet string) (*workbook.Rows, error) {
	book, err := workbook.Open(r)
	if err != nil {
		return nil, sheetRule(err)
	}
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, sheetRule(err)
	}
	return rows, nil
}

// sheetSource gives the rows of a sheet, with errors in the words of package rma.
type sheetSource struct{ *workbook.Rows }

// Next gives the next row that is not empty.
func (s sheetSource) Next() (tabular.Record, error) {
	rec, err := s.Rows.Next()
	if err != nil && err != io.EOF {
		err = sheetRule(err)
	}
	return rec, err
}

func sheetRule(err error) error {
	switch {
	case errors.Is(err, workbook.ErrForm), errors.Is(err, workbook.ErrNoSheet):
		return fmt.Errorf("%w: %w", rma.ErrFormat, err)
	case errors.Is(err, workbook.ErrSheetName):
		return fmt.Errorf("%w: %w", rma.ErrUnknownID, err)
	case errors.Is(err, workbook.ErrTooLarge):
		return tooLarge{err}
	}
	return err
}
