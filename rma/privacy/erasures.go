package privacy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/reflexive-monitoring/toolkit/internal/atomicfile"
	"github.com/reflexive-monitoring/toolkit/internal/tabular"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// SaveErasures writes the list of the erased to a file that only the owner can
// read (mode 0600), whole or not at all. Save it after every erasure. The errors
// are *rma.DataError.
//
// It replaces a list only when everybody on it was erased here too. A file that
// holds somebody else, or is no list of this study and key, is ErrReplace, and
// stays as it is: otherwise a program that did not read the list would take
// these people in again. Two programs that save to one file at the same time are
// not kept apart. The file is what [Keyed.WriteErasures] writes.
func (k *Keyed) SaveErasures(path string) error {
	s, err := k.get()
	if err == nil {
		err = s.mayReplace(path)
	}
	if err == nil {
		err = atomicfile.Write(path, 0o600, k.WriteErasures)
	}
	if err != nil {
		return &rma.DataError{File: path, Err: err}
	}
	return nil
}

// mayReplace reports a file whose people would be taken in again when it is
// replaced.
func (s *keyedState) mayReplace(path string) error {
	old, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return pathCause(err)
	case len(bytes.TrimSpace(old)) == 0:
		return nil
	}
	listed, err := s.listed(bytes.NewReader(old), path)
	if err != nil {
		return ErrReplace
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range listed {
		if !s.erased[p] {
			return ErrReplace
		}
	}
	return nil
}

// WriteErasures writes the pseudonyms of the people who were erased, in order,
// as CSV with the heading study;key;pseudonym. The first two columns hold the
// study and the id of the key, since a list that belongs to another key would
// erase nobody, and nobody would notice. For a file, use [Keyed.SaveErasures].
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
//
// The list of an old key cannot be read with a new one, under which the same
// people have other pseudonyms. Read it with the old key, let [Rotate] pass the
// erasures on, and write the list of the new key:
//
//	err := old.ReadErasures(f, "erased.csv")
//	rotation, err := privacy.Rotate(old, next, privacy.CaseDomain, ids)
//	err = next.SaveErasures("erased-2.csv")
func (k *Keyed) ReadErasures(r io.Reader, file string) error {
	s, err := k.get()
	if err != nil {
		return err
	}
	listed, err := s.listed(r, file)
	if err != nil {
		return err
	}
	for _, p := range listed {
		if err := k.Erase(p); err != nil {
			return err // not possible: each was looked at
		}
	}
	return nil
}

// listed reads a list of the erased.
func (s *keyedState) listed(r io.Reader, file string) ([]Pseudonym, error) {
	var listed []Pseudonym
	t := codeTable{Problems: rma.Problems{File: file}}
	t.each(r, []string{"study", "key", "pseudonym"}, func() {
		if t.cell(0) != s.study {
			t.fail(0, fmt.Errorf("%w: a row of another study", ErrStudy))
		}
		if KeyID(t.cell(1)) != s.key.ID() {
			t.fail(1, fmt.Errorf("%w: read the list with its own key; Rotate erases the same people under this one", ErrWrongKey))
		}
		if p, ok := t.pseudonym(2); ok {
			if err := s.couldMake(p); err != nil {
				t.fail(2, err)
			}
			listed = append(listed, p)
		}
	})
	return listed, t.Err()
}
