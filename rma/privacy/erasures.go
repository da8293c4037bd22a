package privacy

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// WriteErasures writes the pseudonyms of the people who were erased, in order,
// as CSV with the heading study;key;pseudonym. The first two columns hold the
// study and the id of the key, since a list that belongs to another key would
// erase nobody, and nobody would notice.
func (k *Keyed) WriteErasures(w io.Writer) error {
	s, err := k.get()
	if err != nil {
		return err
	}
	tw := tabular.NewWriter(w)
	tw.Comma = ';'
	if err := tw.Write("study", "key", "pseudonym"); err != nil {
		return err
	}
	for _, p := range k.Erasures() {
		if err := tw.Write(s.study, string(s.key.ID()), p.text); err != nil {
			return err
		}
	}
	return tw.Flush()
}

// ReadErasures reads what WriteErasures wrote, and erases these people here. Do
// it before anything is replaced. A row of another study is ErrStudy, of another
// key ErrWrongKey, and a pseudonym that could not have been made here
// ErrPseudonym; all errors come together, each an *rma.DataError, and then
// nobody is erased. A person may be listed twice.
func (k *Keyed) ReadErasures(r io.Reader, file string) error {
	s, err := k.get()
	if err != nil {
		return err
	}
	var listed []Pseudonym
	t := codeTable{Problems: rma.Problems{File: file}}
	t.each(r, []string{"study", "key", "pseudonym"}, func() {
		if t.cell(0) != s.study {
			t.fail(0, fmt.Errorf("%w: a row of another study", ErrStudy))
		}
		if KeyID(t.cell(1)) != s.key.ID() {
			t.fail(1, fmt.Errorf("%w: a row of another key", ErrWrongKey))
		}
		if p, ok := t.pseudonym(2); ok {
			if err := s.couldMake(p); err != nil {
				t.fail(2, err)
			}
			listed = append(listed, p)
		}
	})
	if err := t.Err(); err != nil {
		return err
	}
	for _, p := range listed {
		if err := k.Erase(p); err != nil {
			return err // not possible: each was looked at above
		}
	}
	return nil
}
