package privacy

import (
	"fmt"
	"slices"
)

// maxDeclared is the length of the longest pseudonym that is taken from a file.
const maxDeclared = 40

// Declared returns a Pseudonymiser for files that hold pseudonyms already, since
// a data steward replaced the identifiers before: it passes them through as they
// are. The steward declares that they are pseudonyms. What is seen to be
// something else is ErrPseudonym, so that a file that was not treated does not
// get in: a value that is not 1 to 40 letters and digits, with - _ . between
// them; that holds no digit (a name); seven digits in a row (a dossier number, a
// date of birth); or that is a BSN in groups. An e-mail address and anything
// with a space are refused with them. A name with a digit in it passes: a
// machine cannot see that.
//
// A value that has the form of a pseudonym of another domain, such as F-7K2M9QXR
// among the cases, is refused too: two columns may have been swapped.
//
// With domains, only those are taken, and another is ErrDomain; without, all
// are. Declared works per cell and remembers nothing: emm-01 and EMM-01 are two,
// and one text in two domains is one Pseudonym.
func Declared(domains ...Domain) Pseudonymiser { return declared{slices.Clone(domains)} }

type declared struct{ domains []Domain }

// Pseudonym returns the text of the identifier, if it is a pseudonym.
func (p declared) Pseudonym(d Domain, id Identifier) (Pseudonym, error) {
	if err := d.check(); err != nil {
		return Pseudonym{}, err
	}
	if len(p.domains) > 0 && !slices.Contains(p.domains, d) {
		return Pseudonym{}, fmt.Errorf("%w: these pseudonyms were not declared for domain %s", ErrDomain, d)
	}
	text := id.raw()
	if err := checkPseudonym(text, maxDeclared); err != nil {
		return Pseudonym{}, err
	}
	out := Pseudonym{text}
	if own := out.Domain(); own != DomainNotGiven && own != d {
		return Pseudonym{}, fmt.Errorf("%w of domain %s: it has the form of one of domain %s", ErrPseudonym, d, own)
	}
	return out, nil
}
