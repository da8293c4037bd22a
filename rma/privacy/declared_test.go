package privacy

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDeclaredPassesPseudonymsThrough(t *testing.T) {
	for _, s := range []string{"EMM-01", "MEP-M-01", "G01", "P1", "7", "2023-017", "a_1.b", "TR05A", "C-0001", "C-7K2M9QXR", strings.Repeat("a", 39) + "1"} {
		p, err := Declared(CaseDomain).Pseudonym(CaseDomain, NewIdentifier(s))
		require.NoError(t, err, s)
		assert.Equal(t, s, p.String())
		assert.Equal(t, parse(t, s), p, "it is read back from a file of pseudonyms")
	}
}

func TestDeclaredRefusesWhatIsNone(t *testing.T) {
	for _, c := range []struct{ text, why string }{
		{"", "nobody"},
		{"Jansen", "a name"},
		{"Jansen-Smit", "a name in two parts"},
		{"Fam. Jansen", "a space"},
		{"jansen1@example.org", "an address"},
		{"111222333", "a BSN"},
		{"1112.22.333", "a BSN in groups"},
		{"111-222-333", "a BSN in groups with hyphens"},
		{"C-111222333", "a BSN behind the letter of the domain"},
		{"BSN111222333X", "a BSN inside"},
		{"0612345678", "a telephone number"},
		{"+31-6-1234", "a telephone number in groups"},
		{"20100131", "a date of birth"},
		{"31/01/2010", "a date with strokes"},
		{"2023017", "a dossier number of seven digits"},
		{" EMM-01", "a space before it, which may be part of more"},
		{"EMM-01\n", "a line end"},
		{"EMM\u00a001", "a space that does not break"},
		{"EMM–01", "a dash for a hyphen"},
		{"ÉMM-01", "a letter with an accent"},
		{"=EMM01", "a formula"},
		{"-EMM01", "a mark at the start"},
		{strings.Repeat("a", 40) + "1", "41 characters"},
		{"EMM-01\x00", "a NUL"},
		{"EMM-\xff1", "not UTF-8"},
		{"\u202e10-MME", "a mark that turns the direction"},
		{strings.Repeat("1a", 1<<20), "very long"},
	} {
		p, err := Declared().Pseudonym(CaseDomain, NewIdentifier(c.text))
		require.ErrorIs(t, err, ErrPseudonym, c.why)
		assert.True(t, p.IsZero(), c.why)
		if len(c.text) > 5 {
			assert.NotContains(t, err.Error(), c.text, c.why)
		}
	}
}

func TestDeclaredKeepsDomainsApart(t *testing.T) {
	id := NewIdentifier("EMM-01")
	for _, d := range Domains() {
		_, err := Declared().Pseudonym(d, id)
		assert.NoError(t, err, "without domains all are taken")
	}
	some := Declared(CaseDomain, FamilyDomain)
	_, err := some.Pseudonym(FamilyDomain, id)
	assert.NoError(t, err)
	_, err = some.Pseudonym(PersonDomain, id)
	assert.ErrorIs(t, err, ErrDomain)
	_, err = some.Pseudonym(DomainNotGiven, id)
	assert.ErrorIs(t, err, ErrDomain)
	_, err = Declared(DomainNotGiven).Pseudonym(DomainNotGiven, id)
	assert.ErrorIs(t, err, ErrDomain)
	_, err = some.Pseudonym(CaseDomain, NewIdentifier("F-7K2M9QXR"))
	require.ErrorIs(t, err, ErrPseudonym, "two columns that were swapped")
	assert.NotContains(t, err.Error(), "7K2M9QXR")
	_, err = some.Pseudonym(CaseDomain, NewIdentifier("P-01"))
	assert.NoError(t, err, "too short to be one made here")
}

func TestDeclaredKeepsItsOwnDomains(t *testing.T) {
	domains := []Domain{CaseDomain}
	by := Declared(domains...)
	domains[0] = FamilyDomain
	_, err := by.Pseudonym(CaseDomain, NewIdentifier("EMM-01"))
	assert.NoError(t, err)
}
