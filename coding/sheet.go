package coding

import (
	"io"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// sheetRow is a row of a small CSV file, with its columns in the order in
// which they were asked for.
type sheetRow struct {
	row  tabular.Row
	cols []tabular.Column
	ps   *rma.Problems
}

func (s sheetRow) line() int { return s.row.Line }

// get returns a cell without white space around it.
func (s sheetRow) get(i int) string {
	return strings.Clone(strings.TrimSpace(s.row.Get(s.cols[i])))
}

// need returns a cell and notes when it is empty.
func (s sheetRow) need(i int) string {
	v := s.get(i)
	if v == "" {
		s.note(i, rma.ErrMissing)
	}
	return v
}

// note notes a problem with a cell.
func (s sheetRow) note(i int, rule error) {
	s.ps.Add(s.row.Line, s.cols[i].Number(), s.cols[i].Name(), rule)
}

// readSheet reads a CSV file with required and optional columns, row by row.
func readSheet(r io.Reader, ps *rma.Problems, required, optional []string, f func(sheetRow)) {
	rd := tabular.NewReader(r)
	rd.Pad = true
	cols, err := rd.Find(required, optional)
	if err != nil {
		ps.AddTabular(err)
		return
	}
	eachRow(rd, ps, func(row tabular.Row) { f(sheetRow{row, cols, ps}) })
}

// eachRow calls f for every row that can be read and is not blank.
func eachRow(rd *tabular.Reader, ps *rma.Problems, f func(tabular.Row)) {
	for row, err := range rd.Rows() {
		switch {
		case err != nil:
			ps.AddTabular(err)
		case !row.Blank():
			f(row)
		}
	}
}
