package privacy

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrDomain says that no domain was given, or another than is meant.
var ErrDomain = errors.New("an identifier needs its own domain")

// Domain says what an identifier names: a case, a family, a person. The same
// identifier in two domains gives two pseudonyms that nothing connects: a
// professional who once was a client is not found out by it. The zero value is
// not given, and no pseudonym is made of it.
//
// Keys in files: case, family, person, professional, respondent.
type Domain uint8

const (
	DomainNotGiven     Domain = iota
	CaseDomain                // one dossier; pseudonyms start with C
	FamilyDomain              // a family or household; F
	PersonDomain              // a member of a family; P
	ProfessionalDomain        // somebody who works with families; W
	RespondentDomain          // somebody who filled in a questionnaire or was interviewed; R
)

var domainTerms = rma.Terms{
	{"", "niet gegeven", "not given"},
	{"case", "casus", "case"},
	{"family", "gezin", "family"},
	{"person", "persoon", "person"},
	{"professional", "professional", "professional"},
	{"respondent", "respondent", "respondent"},
}

// domainPrefixes holds the first letter of a pseudonym by domain.
const domainPrefixes = "-CFPWR"

// Domains returns the five domains in their usual order.
func Domains() []Domain {
	return []Domain{CaseDomain, FamilyDomain, PersonDomain, ProfessionalDomain, RespondentDomain}
}

// String returns the key used in files, "" for not given.
func (d Domain) String() string { return domainTerms.Key("Domain", uint8(d)) }

// Label returns the name in language l.
func (d Domain) Label(l rma.Lang) string { return domainTerms.Text("Domain", uint8(d)).In(l) }

// Prefix returns the letter with which the pseudonyms of the domain start: C,
// F, P, W or R; "" for a domain that is not given or does not exist.
func (d Domain) Prefix() string {
	if d.check() != nil {
		return ""
	}
	return domainPrefixes[d : d+1]
}

// MarshalText writes the key.
func (d Domain) MarshalText() ([]byte, error) { return domainTerms.Marshal("Domain", uint8(d)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (d *Domain) UnmarshalText(text []byte) error {
	v, err := domainTerms.Parse("Domain", text)
	*d = Domain(v)
	return err
}

// check reports a domain in which nothing can be named.
func (d Domain) check() error {
	if d == DomainNotGiven || int(d) >= len(domainTerms) {
		return fmt.Errorf("%w: CaseDomain, FamilyDomain, PersonDomain, ProfessionalDomain or RespondentDomain", ErrDomain)
	}
	return nil
}
