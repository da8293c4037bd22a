package privacy

import (
	"errors"
	"fmt"
	"strings"
)

// ErrPseudonym says that a text has not the form of a pseudonym, and adds the
// rule that it breaks.
var ErrPseudonym = errors.New("not a pseudonym")

// Pseudonym stands for a person, a family or a case in everything that is
// analysed, kept and published. It says who is the same as whom, and not who it
// is. It can be compared with == and be the key of a map. The zero Pseudonym
// stands for nobody.
//
// A Pseudonym is made by a [Pseudonymiser], or read from a file that holds one
// already, and by nothing else. What is made here has the form C-7K2M9QXR: the
// letter of its domain, a hyphen, and digits and capitals without I, L, O and U,
// which are misread. Pseudonyms that somebody else gave out may look otherwise:
// see [Declared].
//
// In law pseudonymised data remain personal data, for everybody who can get at
// the key or the lookup file.
type Pseudonym struct{ text string }

// Pseudonymiser replaces identifiers by pseudonyms: the same identifier in the
// same domain by the same pseudonym, and different ones by different ones.
//
// Implemented by [Keyed] (a secret key, nothing to keep per person), [Codebook]
// (random codes and a lookup file), and what [Numbered] (C-0001, C-0002) and
// [Declared] (pseudonyms that a file holds already) return. All of them may be
// used by several goroutines at once.
//
// No error of a Pseudonymiser repeats the identifier.
type Pseudonymiser interface {
	Pseudonym(Domain, Identifier) (Pseudonym, error)
}

// maxPseudonym is the length of the longest pseudonym that is read.
const maxPseudonym = 64

// String returns the text of the pseudonym.
func (p Pseudonym) String() string { return p.text }

// IsZero reports whether the pseudonym stands for nobody.
func (p Pseudonym) IsZero() bool { return p.text == "" }

// Domain returns the domain that the form of the pseudonym tells, and
// DomainNotGiven for one that tells none. A pseudonym that was declared, such as
// EMM-01, need not tell its domain.
func (p Pseudonym) Domain() Domain {
	letter, body, ok := strings.Cut(p.text, "-")
	if !ok || len(letter) != 1 || len(body) < 4 || !onlyOf(body, codeAlphabet+"-") {
		return DomainNotGiven
	}
	return Domain(max(0, strings.Index(domainPrefixes, letter)))
}

// Compare gives the order of two pseudonyms by their text, for sorting.
func (p Pseudonym) Compare(other Pseudonym) int { return strings.Compare(p.text, other.text) }

// MarshalText writes the text, empty for the zero Pseudonym.
func (p Pseudonym) MarshalText() ([]byte, error) { return []byte(p.text), nil }

// UnmarshalText reads a pseudonym: 1 to 64 letters and digits (a to z, A to Z, 0
// to 9), with hyphens, underscores and points between them; at least one digit,
// fewer than seven digits in a row, and no BSN. So a column of names, dossier
// numbers or dates of birth is not taken for pseudonyms; a name with a digit
// in it is. The empty text is the zero Pseudonym. Anything else is ErrPseudonym.
func (p *Pseudonym) UnmarshalText(text []byte) error {
	s := string(text)
	if s != "" {
		if err := checkPseudonym(s, maxPseudonym); err != nil {
			return err
		}
	}
	p.text = s
	return nil
}

// newPseudonym puts the letter of the domain before a code.
func newPseudonym(d Domain, code string) Pseudonym {
	return Pseudonym{d.Prefix() + "-" + code}
}

// checkPseudonym reports the first rule that a text breaks.
func checkPseudonym(s string, longest int) error {
	broken := func(rule string) error { return fmt.Errorf("%w: %s", ErrPseudonym, rule) }
	switch {
	case s == "":
		return broken("it is empty")
	case len(s) > longest:
		return broken(fmt.Sprintf("it is longer than %d characters", longest))
	case !onlyOf(s, latinLetters+decimalDigits+pseudonymMarks):
		return broken("only letters without accents, digits, and - _ . between them")
	case strings.Trim(s, pseudonymMarks) != s:
		return broken("it starts and ends with a letter or a digit")
	case !strings.ContainsAny(s, decimalDigits):
		return broken("without a digit it could be a name")
	case longestRun(s) >= 7:
		return broken("seven digits in a row could be a dossier number or a date of birth")
	case isBSN(s):
		return broken("it could be a BSN")
	}
	return nil
}
