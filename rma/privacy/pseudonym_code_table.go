package privacy

import (
	"fmt"
	"io"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// codeTable reads a small delimited file row by row: erasures, a rotation, a
// codebook. It keeps to the rule that no error repeats a cell.
type codeTable struct {
	rma.Problems
	columns []tabular.Column
	row     tabular.Row
}

// each calls f for every row that is whole and not empty. All headings must be
// there, and no other.
func (t *codeTable) each(r io.Reader, headings []string, f func()) {
	tr := tabular.NewReader(r)
	columns, err := tr.Columns(headings...)
	if err != nil {
		t.AddTabular(err)
		return
	}
	t.columns = columns
	for _, column := range tr.Unasked() {
		t.Add(1, column, "", fmt.Errorf("%w; the headings are %s", rma.ErrUnknownHeading, strings.Join(headings, ", ")))
	}
	for row, err := range tr.Rows() {
		if err != nil {
			t.AddTabular(err)
			continue
		}
		if row.Blank() {
			continue
		}
		t.row = row
		f()
	}
}

// cell returns a cell of the row as it stands there.
func (t *codeTable) cell(column int) string { return t.row.Get(t.columns[column]) }

// fail notes that a cell breaks a rule.
func (t *codeTable) fail(column int, rule error) {
	c := t.columns[column]
	t.Add(t.row.Line, c.Number(), c.Name(), rule)
}

// pseudonym reads a cell that must hold one.
func (t *codeTable) pseudonym(column int) (Pseudonym, bool) {
	var p Pseudonym
	err := p.UnmarshalText([]byte(t.cell(column)))
	if err == nil && p.IsZero() {
		err = rma.ErrMissing
	}
	if err != nil {
		t.fail(column, err)
		return p, false
	}
	return p, true
}
