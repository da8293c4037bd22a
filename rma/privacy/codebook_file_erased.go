package privacy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// What stands in the column of the domain where a row of a lookup file is no
// person. No domain has such a key, so a program that does not know these rows
// refuses the file, and takes nobody in again.
const (
	saltRow   = "erasure-salt"
	erasedRow = "erased-" // and the domain
)

// write writes the salt and the marks, if there are any.
func (p erasedPeople) write(tw *tabular.Writer, study string) error {
	if len(p.marks) == 0 {
		return nil
	}
	if err := tw.Write(study, saltRow, hex.EncodeToString(p.salt), ""); err != nil {
		return err
	}
	for _, m := range p.sorted() {
		if err := tw.Write(study, erasedRow+m.domain.String(), hex.EncodeToString(m.digest[:]), ""); err != nil {
			return err
		}
	}
	return nil
}

// erasure takes up a row about the erased, or notes what is wrong with it; false
// when the row is not about them.
func (in *codebookReader) erasure() bool {
	kind := in.cell(domainColumn)
	domain, erased := strings.CutPrefix(kind, erasedRow)
	if kind != saltRow && !erased {
		return false
	}
	before := in.Len()
	in.study()
	if in.cell(codeColumn) != "" {
		in.fail(codeColumn, fmt.Errorf("%w: a row about the erased has no code", rma.ErrFormat))
	}
	digits := in.cell(identifierColumn)
	value, err := hex.DecodeString(digits)
	if err != nil || len(value) != sha256.Size || strings.ToLower(digits) != digits {
		in.fail(identifierColumn, fmt.Errorf("%w: %d digits and small letters from a to f", rma.ErrFormat, 2*sha256.Size))
	}
	var d Domain
	if erased {
		if err := d.UnmarshalText([]byte(domain)); err != nil {
			in.fail(domainColumn, err)
		} else if err := d.check(); err != nil {
			in.fail(domainColumn, err)
		}
	}
	if in.Len() > before {
		return true
	}
	if !erased {
		in.salt(value)
		return true
	}
	m := erasureMark{d, [sha256.Size]byte(value)}
	if in.s.erased.marks[m] {
		in.fail(identifierColumn, rma.ErrDuplicate)
	}
	in.s.erased.marks[m] = true
	in.marked = in.row.Line
	return true
}

// salt takes up the salt, of which a file has one.
func (in *codebookReader) salt(value []byte) {
	if in.s.erased.salt != nil {
		in.fail(identifierColumn, fmt.Errorf("%w: a codebook has one salt", rma.ErrDuplicate))
		return
	}
	in.s.erased.salt = value
}

// finish looks at what can be seen at the end of the file alone: marks without a
// salt would keep nobody out, and nobody is both on the list and erased.
func (in *codebookReader) finish() {
	if in.Len() > 0 {
		return
	}
	if len(in.s.people)+len(in.s.erased.marks) == 0 {
		in.Add(0, 0, "", fmt.Errorf("%w: a row, which would tell the study; NewCodebook makes an empty list", rma.ErrMissing))
		return
	}
	if in.marked == 0 {
		in.s.erased.salt = nil // it says nothing of anybody
		return
	}
	if in.s.erased.salt == nil {
		in.Add(in.marked, 0, "", fmt.Errorf("%w: a row with the domain %s, without which nobody knows who was erased", rma.ErrMissing, saltRow))
		return
	}
	for _, p := range in.s.sorted() {
		if in.s.isErased(in.s.people[p].normal()) {
			in.Add(in.lines[p], 0, "", fmt.Errorf("%w: the person on this line was erased; take the line out", ErrContradiction))
		}
	}
}
