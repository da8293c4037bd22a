package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	// ErrWrongKey says that the key is not the one that was expected.
	ErrWrongKey = errors.New("another key than the one expected")

	// ErrCollision says that two identifiers would get one pseudonym.
	ErrCollision = errors.New("two identifiers would get one pseudonym")

	// ErrErased says that the person asked to be left out.
	ErrErased = errors.New("this person was erased")

	// ErrCodeLength says that codes cannot have this length.
	ErrCodeLength = errors.New("a code cannot have this length")
)

// KeyedOptions are the settings of [NewKeyed]. The zero value works.
type KeyedOptions struct {
	// Expect is the id of the key with which earlier pseudonyms were made, from
	// a report or a settings file. "" means that any key will do.
	Expect KeyID

	// Length is the number of characters behind the hyphen: 8 to 26. 0 means
	// 16. Of n people two collide with a probability of about n²/2 in 32 to the
	// power Length: with 10,000 people and 8 characters 1 in 20,000, with a
	// million people and 16 characters 1 in 2,000,000,000,000.
	Length int
}

// Keyed makes pseudonyms from a secret key. Nothing needs to be kept but the
// key: the same person gets the same pseudonym next year, from another file, on
// another machine. Who loses the key gives away every pseudonym; where a data
// steward can keep a list, a [Codebook] is safer.
//
// The pseudonym is the letter of the domain, a hyphen, and the first characters
// of
//
//	d = HMAC-SHA-256(key, study 0x00 domain 0x00 identifier)
//
// in base32 with the alphabet of Crockford. The study is as given, the domain
// is its key in files ("case"), the identifier is in normal form (see
// [Identifier]). A study and an identifier that hold a NUL are refused; so no
// two of these triples are one message. If the characters hold no digit, no
// letter, or seven digits in a row, d is replaced by HMAC-SHA-256(key, d), until
// they read as a code.
//
// A Keyed remembers the whole digest of each pseudonym that it made, to notice a
// collision: about 100 bytes a person. It may be used by several goroutines at
// once. It prints as [keyed] and is not written. Make one with [NewKeyed]; the
// zero Keyed makes nothing.
type Keyed struct{ state func() *keyedState }

type keyedState struct {
	key    Key
	study  string
	length int

	mu     sync.Mutex
	seen   map[Pseudonym][sha256.Size]byte
	erased map[Pseudonym]bool
}

// NewKeyed returns a Pseudonymiser for a study. The study is a part of every
// pseudonym: with one key, nothing connects the people of two studies. See
// ErrStudy for what it can be.
//
// The zero Key is ErrKey, a key other than Expect is ErrWrongKey, and a length
// outside the limits is ErrCodeLength.
func NewKeyed(key Key, study string, o KeyedOptions) (*Keyed, error) {
	length, err := codeLength(o.Length, 16, 8)
	switch {
	case key.IsZero():
		return nil, fmt.Errorf("%w: NewKey or CreateKeyFile makes one", ErrKey)
	case o.Expect != "" && key.ID() != o.Expect:
		return nil, fmt.Errorf("%w: the key has the id %s", ErrWrongKey, key.ID())
	case err != nil:
		return nil, err
	}
	if err := checkStudy(study); err != nil {
		return nil, err
	}
	s := &keyedState{
		key: key, study: study, length: length,
		seen: map[Pseudonym][sha256.Size]byte{}, erased: map[Pseudonym]bool{},
	}
	return &Keyed{state: func() *keyedState { return s }}, nil
}

// Pseudonym returns the pseudonym of an identifier. The zero Domain is
// ErrDomain; what cannot be an identifier is ErrNoIdentifier; an erased person is
// ErrErased; and one whose pseudonym another has already is ErrCollision.
func (k *Keyed) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	s, err := k.get()
	if err != nil {
		return Pseudonym{}, err
	}
	normal, err := normalIn(d, id)
	if err != nil {
		return Pseudonym{}, err
	}
	p, digest := s.make(d, normal)
	s.mu.Lock()
	defer s.mu.Unlock()
	first, known := s.seen[p]
	switch {
	case s.erased[p]:
		return Pseudonym{}, ErrErased
	case known && first != digest:
		return Pseudonym{}, s.collision()
	}
	s.seen[p] = digest
	return p, nil
}

// KeyID returns the id of the key, to be recorded beside what is made with it.
func (k *Keyed) KeyID() KeyID {
	s, err := k.get()
	if err != nil {
		return ""
	}
	return s.key.ID()
}

// Erase makes that a person is refused with ErrErased from now on. Give it the
// pseudonym, which whoever has the identifier gets from Pseudonym. A pseudonym
// that a Keyed of this length cannot have made is ErrPseudonym; one that was
// not made yet is no error. Erasing does not alter data that were read before,
// and another person whose shortened pseudonym is the same is refused too.
//
// A Keyed has no list, so it cannot tell that an identifier has a typing error:
// read the files again, and see that the warning WarnErased counts the person.
//
// An erasure lasts as long as the program. Keep it with [Keyed.SaveErasures], and
// read it with [Keyed.ReadErasures] in the next one. It belongs to one key: when
// the key is replaced, [Rotate] erases the same people under the new one.
func (k *Keyed) Erase(p Pseudonym) error {
	s, err := k.get()
	if err != nil {
		return err
	}
	if err := s.couldMake(p); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erased[p] = true
	delete(s.seen, p)
	return nil
}

// Erasures returns the pseudonyms of the people who were erased, in order. Keep
// them with [Keyed.SaveErasures]; otherwise the next program that reads the
// source files takes these people in again.
func (k *Keyed) Erasures() []Pseudonym {
	s, err := k.get()
	if err != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Pseudonym, 0, len(s.erased))
	for p := range s.erased {
		out = append(out, p)
	}
	slices.SortFunc(out, Pseudonym.Compare)
	return out
}

// make computes a pseudonym and the whole digest behind it.
func (s *keyedState) make(d Domain, normal string) (Pseudonym, [sha256.Size]byte) {
	key := s.key.reveal()
	digest := keyedDigest(key, []byte(s.study+"\x00"+d.String()+"\x00"+normal))
	code, again := codeEncoding.EncodeToString(digest[:])[:s.length], digest
	for !isCode(code) {
		again = keyedDigest(key, again[:])
		code = codeEncoding.EncodeToString(again[:])[:s.length]
	}
	return newPseudonym(d, code), digest
}

func keyedDigest(key [keyBytes]byte, message []byte) [sha256.Size]byte {
	h := hmac.New(sha256.New, key[:])
	h.Write(message)
	return [sha256.Size]byte(h.Sum(nil))
}

func (s *keyedState) collision() error {
	return fmt.Errorf("%w of %d characters: a greater Length would keep them apart", ErrCollision, s.length)
}

// couldMake reports a pseudonym of another form than these have.
func (s *keyedState) couldMake(p Pseudonym) error {
	if p.Domain() == DomainNotGiven || len(p.text) != 2+s.length || !onlyOf(p.text[2:], codeAlphabet) || !isCode(p.text[2:]) {
		return fmt.Errorf("%w of this study: these are a letter, a hyphen and %d characters", ErrPseudonym, s.length)
	}
	return nil
}

func (k *Keyed) get() (*keyedState, error) {
	if k == nil || k.state == nil {
		return nil, fmt.Errorf("%w: a Keyed is made by NewKeyed", rma.ErrMissing)
	}
	return k.state(), nil
}

// codeLength resolves the length of codes.
func codeLength(n, otherwise, least int) (int, error) {
	switch {
	case n == 0:
		return otherwise, nil
	case n < least || n > 26:
		return 0, fmt.Errorf("%w: %d to 26 characters, or 0 for %d", ErrCodeLength, least, otherwise)
	}
	return n, nil
}

// String returns [keyed].
func (k Keyed) String() string { return "[keyed]" }

// Format writes [keyed] whatever the verb.
func (k Keyed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, k.String()) }

// LogValue gives a log [keyed].
func (k Keyed) LogValue() slog.Value { return slog.StringValue(k.String()) }

// MarshalText returns ErrSecretKey.
func (k Keyed) MarshalText() ([]byte, error) { return nil, ErrSecretKey }
