package privacy

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteCSV writes the pairs, sorted by the old pseudonym, as CSV with the
// heading old;new.
func (r Rotation) WriteCSV(w io.Writer) error {
	tw := tabular.NewWriter(w)
	tw.Comma = ';'
	if err := tw.Write("old", "new"); err != nil {
		return err
	}
	for _, pair := range r.pairs {
		if err := tw.Write(pair.Old.text, pair.New.text); err != nil {
			return err
		}
	}
	return tw.Flush()
}

// ReadRotation reads what WriteCSV wrote; file is its name in errors. All errors
// come together, each an *rma.DataError: a cell that holds no pseudonym is
// ErrPseudonym, an empty one rma.ErrMissing, a pair that was there before
// rma.ErrDuplicate, and a pair that is not one for one with an earlier one
// ErrRotation. Then there is no rotation.
func ReadRotation(r io.Reader, file string) (Rotation, error) {
	b := newRotationBuilder()
	t := codeTable{Problems: rma.Problems{File: file}}
	t.each(r, []string{"old", "new"}, func() {
		from, ok := t.pseudonym(0)
		to, okToo := t.pseudonym(1)
		if !ok || !okToo {
			return
		}
		if b.to[from] == to {
			t.fail(0, fmt.Errorf("%w: the pair", rma.ErrDuplicate))
			return
		}
		if err := b.add(RotationPair{from, to}); err != nil {
			t.fail(0, err)
		}
	})
	if err := t.Err(); err != nil {
		return Rotation{}, err
	}
	return b.rotation(), nil
}
