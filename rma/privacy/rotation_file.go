package privacy

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/atomicfile"
	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Save makes a new file with the pairs that only the owner can read (mode 0600):
// who has it can connect the old data with the new. A file that exists is refused
// with an error that is fs.ErrExist, since the pairs in it may be the only way
// from older data to newer. The errors are *rma.DataError.
//
// The file is what [Rotation.WriteCSV] writes; [ReadRotation] reads it.
func (r Rotation) Save(path string) error {
	if err := atomicfile.Create(path, 0o600, r.WriteCSV); err != nil {
		return &rma.DataError{File: path, Err: err}
	}
	return nil
}

// WriteCSV writes the pairs, sorted by the old pseudonym, as CSV with the
// heading old;new. For a file, use [Rotation.Save].
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
