package privacy

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// saltBytes is the length of the secret of a codebook under which it remembers
// the people who were erased.
const saltBytes = 32

// erasedPeople are those who were erased from a codebook, as marks that lead
// back to nobody without the salt.
type erasedPeople struct {
	salt  []byte // nil until somebody is erased
	marks map[erasureMark]bool
}

// erasureMark is one person who was erased: the digest of the normal form.
type erasureMark struct {
	domain Domain
	digest [sha256.Size]byte
}

// Erase takes a person off the list, and remembers that: from now on the person
// is refused with ErrErased, so that readers leave her out and warn with
// WarnErased. Save the codebook after it. A person who was erased before is no
// error; one who is not on the list is rma.ErrUnknownID, which a typing error
// gives too. Who has the code and not the identifier gets the one from
// [Codebook.Lookup].
//
// What is remembered is not the identifier and not the code, but
//
//	HMAC-SHA-256(salt, domain 0x00 identifier)
//
// of the identifier in normal form, under a salt of 32 random bytes that is made
// with the first erasure and stands in the file of the codebook. So the file
// tells how many were erased in each domain, and who has it can find out whether
// a name that they think of is among them, by trying; of numbers, such as a BSN,
// all can be tried. Without the file the digests tell nothing. Where even
// that may not be kept, see [Codebook.Forget].
//
// The digest goes on in [Codebook.Rotate]. [Rotate] passes the erasure on to
// another codebook or key when the identifier is among those that it is given.
func (b *Codebook) Erase(d Domain, id Identifier) error {
	return b.change(d, id, func(s *codebookState, e codebookEntry) error {
		_, listed := s.codes[e]
		switch {
		case listed:
			return s.mark(e)
		case s.isErased(e):
			return nil
		}
		return errNotListed()
	})
}

// Forget takes a person off the list without remembering it, and takes away what
// [Codebook.Erase] remembered of a person who was erased before. Save the
// codebook after it, and take the person out of the source files: who is read
// again is a new person, gets a new code, and no reader warns. A person who is
// neither on the list nor erased is rma.ErrUnknownID.
func (b *Codebook) Forget(d Domain, id Identifier) error {
	return b.change(d, id, func(s *codebookState, e codebookEntry) error {
		p, listed := s.codes[e]
		if !listed && !s.isErased(e) {
			return errNotListed()
		}
		delete(s.people, p)
		delete(s.codes, e)
		if delete(s.erased.marks, s.markOf(e)); len(s.erased.marks) == 0 {
			s.erased.salt = nil
		}
		return nil
	})
}

// Erased returns how many people were erased and are remembered.
func (b *Codebook) Erased() int {
	s, err := b.get()
	if err != nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.erased.marks)
}

func errNotListed() error {
	return fmt.Errorf("the identifier %w in this codebook; look for a typing error, and at the domain", rma.ErrUnknownID)
}

// change hands the entry of a person in normal form to f.
func (b *Codebook) change(d Domain, id Identifier, f func(*codebookState, codebookEntry) error) error {
	s, err := b.get()
	if err != nil {
		return err
	}
	normal, err := normalIn(d, id)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return f(s, codebookEntry{d, normal})
}

// mark takes a person off the list, if she is on it, and remembers her. After an
// error everything is as it was.
func (s *codebookState) mark(e codebookEntry) error {
	if s.erased.salt == nil {
		salt := make([]byte, saltBytes)
		if _, err := io.ReadFull(s.random, salt); err != nil {
			return fmt.Errorf("the source of random numbers of the codebook: %w", err)
		}
		s.erased.salt = salt
	}
	s.erased.marks[s.markOf(e)] = true
	if p, listed := s.codes[e]; listed {
		delete(s.people, p)
		delete(s.codes, e)
	}
	return nil
}

// isErased reports whether the person with this entry was erased.
func (s *codebookState) isErased(e codebookEntry) bool {
	return len(s.erased.marks) > 0 && s.erased.marks[s.markOf(e)]
}

// markOf returns the mark of an entry in normal form.
func (s *codebookState) markOf(e codebookEntry) erasureMark {
	mac := hmac.New(sha256.New, s.erased.salt)
	mac.Write([]byte(e.domain.String() + "\x00" + e.identifier))
	return erasureMark{e.domain, [sha256.Size]byte(mac.Sum(nil))}
}

// sorted returns the marks in an order that tells nothing of when they came.
func (p erasedPeople) sorted() []erasureMark {
	return slices.SortedFunc(maps.Keys(p.marks), func(a, b erasureMark) int {
		return cmp.Or(cmp.Compare(a.domain, b.domain), bytes.Compare(a.digest[:], b.digest[:]))
	})
}
