package privacy

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// CodebookOptions are the settings of a [Codebook]. The zero value works.
type CodebookOptions struct {
	// Length is the number of characters behind the hyphen of a new code: 6 to
	// 26. 0 means 8. Codes that a file holds keep their length.
	Length int

	// Rand is where codes come from. nil means the random numbers of the
	// operating system; anything else is for tests.
	Rand io.Reader
}

// Codebook gives out random codes and keeps a list of who has which. It is the
// choice for a small study with a data steward who keeps the list apart from
// the data: a code says nothing whatever anybody finds out later, and a person
// can be taken off the list (see [Codebook.Erase]), after which the code leads
// to nobody and no reader takes the person in again.
//
// The list must be kept: without it the same people get other codes next time.
// [Codebook.Save] and [OpenCodebook] keep it in a file.
//
// A Codebook may be used by several goroutines at once; the codes do not tell in
// which order people were entered. It prints as [codebook] and is written by
// Save alone. Make one with [NewCodebook], [OpenCodebook] or [ReadCodebook]; the
// zero Codebook knows nobody and gives no codes.
type Codebook struct{ state func() *codebookState }

type codebookState struct {
	mu     sync.Mutex
	study  string
	length int
	random io.Reader
	people map[Pseudonym]codebookEntry
	codes  map[codebookEntry]Pseudonym // by normal form
	known  map[[sha256.Size]byte]bool  // contents of files that are in the codebook
	erased erasedPeople
}

// codebookEntry is one person: as kept, or in normal form.
type codebookEntry struct {
	domain     Domain
	identifier string
}

// NewCodebook returns a codebook without people. See ErrStudy for what the name
// of the study can be; a length outside the limits is ErrCodeLength.
func NewCodebook(study string, o CodebookOptions) (*Codebook, error) {
	length, err := codeLength(o.Length, 8, 6)
	if err != nil {
		return nil, err
	}
	if err := checkStudy(study); err != nil {
		return nil, err
	}
	s := &codebookState{
		study: study, length: length, random: o.Rand,
		people: map[Pseudonym]codebookEntry{},
		codes:  map[codebookEntry]Pseudonym{},
		known:  map[[sha256.Size]byte]bool{},
		erased: erasedPeople{marks: map[erasureMark]bool{}},
	}
	if s.random == nil {
		s.random = rand.Reader
	}
	return &Codebook{state: func() *codebookState { return s }}, nil
}

// Pseudonym returns the code of a person, and makes one for whom is not on the
// list: a typing error enters a new person. To look somebody up, see
// [Codebook.Find]. The zero Domain is ErrDomain; what cannot be an identifier is
// ErrNoIdentifier; an erased person is ErrErased; a source of random numbers that
// gives no code that is new is ErrCollision.
//
// The list keeps the identifier as it was given first, with the white space off
// at both ends and one space elsewhere.
func (b *Codebook) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	s, err := b.get()
	if err != nil {
		return Pseudonym{}, err
	}
	normal, err := normalIn(d, id)
	if err != nil {
		return Pseudonym{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e := codebookEntry{d, normal}
	if p, ok := s.codes[e]; ok {
		return p, nil
	}
	if s.isErased(e) {
		return Pseudonym{}, ErrErased
	}
	p, err := s.draw(d, nil)
	if err != nil {
		return Pseudonym{}, err
	}
	s.codes[e] = p
	s.people[p] = codebookEntry{d, squeeze(id.raw())}
	return p, nil
}

// Lookup returns who has a code. The reason stands in the program, as that of
// [Identifier.Reveal]; a blank one is ErrReason. A code that is not on the list
// is rma.ErrUnknownID.
func (b *Codebook) Lookup(p Pseudonym, reason string) (Identifier, error) {
	s, err := b.get()
	if err != nil {
		return Identifier{}, err
	}
	if namesNobody(reason) {
		return Identifier{}, ErrReason
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.people[p]
	if !ok {
		return Identifier{}, fmt.Errorf("the code %w in this codebook", rma.ErrUnknownID)
	}
	return NewIdentifier(e.identifier), nil
}

// Find returns the code of a person who is on the list, and false for whom is
// not: never entered, erased, or spelt in another way. It enters nobody.
func (b *Codebook) Find(d Domain, id Identifier) (Pseudonym, bool) {
	var p Pseudonym
	err := b.change(d, id, func(s *codebookState, e codebookEntry) error {
		p = s.codes[e]
		return nil
	})
	return p, err == nil && !p.IsZero()
}

// Len returns the number of people on the list.
func (b *Codebook) Len() int {
	s, err := b.get()
	if err != nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.people)
}

// Study returns the name of the study.
func (b *Codebook) Study() string {
	s, err := b.get()
	if err != nil {
		return ""
	}
	return s.study
}

// maxDraws is how often a code is drawn before the source is given up. Of codes
// of six characters less than one in four is refused for its form, and with a
// hundred million people one in ten is taken.
const maxDraws = 1000

// draw makes a code that nobody has, and that is not in taken.
func (s *codebookState) draw(d Domain, taken map[Pseudonym]bool) (Pseudonym, error) {
	code := make([]byte, s.length)
	for range maxDraws {
		if _, err := io.ReadFull(s.random, code); err != nil {
			return Pseudonym{}, fmt.Errorf("the source of random numbers of the codebook: %w", err)
		}
		for i, c := range code {
			code[i] = codeAlphabet[c%32]
		}
		p := newPseudonym(d, string(code))
		if _, used := s.people[p]; isCode(string(code)) && !used && !taken[p] {
			return p, nil
		}
	}
	return Pseudonym{}, fmt.Errorf("%w: %d codes of %d characters were not new; a greater Length would do, or a better Rand",
		ErrCollision, maxDraws, s.length)
}

// sorted returns the codes in order.
func (s *codebookState) sorted() []Pseudonym {
	return slices.SortedFunc(maps.Keys(s.people), Pseudonym.Compare)
}

// normal returns the entry by which a person is found. What is kept has a
// normal form: it was looked at when it came in.
func (e codebookEntry) normal() codebookEntry {
	e.identifier = NormalForm(e.identifier)
	return e
}

func (b *Codebook) get() (*codebookState, error) {
	if b == nil || b.state == nil {
		return nil, fmt.Errorf("%w: a Codebook is made by NewCodebook or OpenCodebook", rma.ErrMissing)
	}
	return b.state(), nil
}

// String returns [codebook].
func (b Codebook) String() string { return "[codebook]" }

// Format writes [codebook] whatever the verb.
func (b Codebook) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, b.String()) }

// LogValue gives a log [codebook].
func (b Codebook) LogValue() slog.Value { return slog.StringValue(b.String()) }

// MarshalText returns ErrIdentifier: a codebook is written by Save alone.
func (b Codebook) MarshalText() ([]byte, error) { return nil, ErrIdentifier }
