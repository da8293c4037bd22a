package privacy

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// parse reads a pseudonym that a test has by heart.
func parse(t testing.TB, s string) Pseudonym {
	t.Helper()
	var p Pseudonym
	require.NoError(t, p.UnmarshalText([]byte(s)), s)
	return p
}

func TestUnmarshalText(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
		why  string
	}{
		{"C-7K2M9QXR", true, "as a codebook makes it"},
		{"C-DAXXNFRKHF0QHMRK", true, "as a key makes it"},
		{"C-0001", true, "as a number"},
		{"C-1-000000", true, "as a large number"},
		{"EMM-01", true, "as a team writes it"},
		{"G01", true, "without a hyphen"},
		{"P1", true, "two characters"},
		{"7", true, "a number of a row"},
		{"2023-017", true, "a year and a number"},
		{"a_1.b", true, "marks inside"},
		{strings.Repeat("a", 63) + "1", true, "64 characters"},
		{strings.Repeat("a", 64) + "1", false, "65 characters"},
		{"Jansen", false, "a name"},
		{"Jansen-Smit", false, "a name with a hyphen"},
		{"C-JANSEN", false, "a name behind a letter"},
		{"José1", false, "a letter with an accent"},
		{"jan1@example.org", false, "an address"},
		{"gezin 1", false, "a space"},
		{" C-0001", false, "a space before it"},
		{"C-0001\n", false, "a line end behind it"},
		{"-1", false, "a mark at the start, which could be a formula"},
		{"=1", false, "a formula"},
		{"1.", false, "a mark at the end"},
		{"123456", true, "six digits"},
		{"1234567", false, "seven digits, as a dossier number has"},
		{"C1234567x", false, "seven digits inside"},
		{"20230117", false, "a date of birth"},
		{"111222333", false, "a BSN"},
		{"1112.22.333", false, "a BSN in groups"},
		{"111.222.333", false, "a BSN in other groups"},
		{"111-222-333", false, "a BSN in groups with hyphens"},
		{"111-222-334", true, "nine digits that are no BSN"},
		{"1112-22-333", true, "a year, a month and a number: not how a BSN is written"},
		{"\x00", false, "a NUL"},
		{"C-\xff1", false, "not UTF-8"},
		{"\u202eC-0001", false, "a mark that turns the direction"},
		{"Ｃ-0001", false, "a full-width letter"},
		{strings.Repeat("9-", 1<<20), false, "two million characters"},
	} {
		var p Pseudonym
		err := p.UnmarshalText([]byte(c.text))
		if c.ok {
			assert.NoError(t, err, c.why)
			assert.Equal(t, c.text, p.String(), c.why)
			continue
		}
		require.ErrorIs(t, err, ErrPseudonym, c.why)
		assert.True(t, p.IsZero(), c.why)
		if len(c.text) > 4 {
			assert.NotContains(t, err.Error(), c.text, c.why)
		}
	}
}

func TestUnmarshalTextKeepsWhatWasThereAfterAnError(t *testing.T) {
	p := parse(t, "C-0001")
	require.Error(t, p.UnmarshalText([]byte("Jansen")))
	assert.Equal(t, "C-0001", p.String())
}

func TestZeroPseudonym(t *testing.T) {
	var p Pseudonym
	assert.True(t, p.IsZero())
	assert.Empty(t, p.String())
	assert.Equal(t, DomainNotGiven, p.Domain())
	text, err := p.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
	q := parse(t, "C-0001")
	require.NoError(t, q.UnmarshalText(nil))
	assert.Equal(t, p, q, "the empty text stands for nobody")
}

func TestPseudonymInJSON(t *testing.T) {
	type row struct {
		Case   Pseudonym         `json:"case"`
		Family Pseudonym         `json:"family,omitzero"`
		Count  map[Pseudonym]int `json:"count"`
	}
	in := row{Case: parse(t, "C-0001"), Count: map[Pseudonym]int{parse(t, "C-0002"): 3}}
	data, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"case": "C-0001", "count": {"C-0002": 3}}`, string(data))
	var out row
	require.NoError(t, json.Unmarshal(data, &out))
	assert.Equal(t, in, out)
	err = json.Unmarshal([]byte(`{"case": "P. Jansen"}`), &out)
	require.ErrorIs(t, err, ErrPseudonym)
	assert.NotContains(t, err.Error(), "Jansen")
}

func TestDomainOfAPseudonym(t *testing.T) {
	for text, want := range map[string]Domain{
		"C-0001": CaseDomain, "F-7K2M9QXR": FamilyDomain, "P-1-000000": PersonDomain,
		"W-7K2M9QXR": ProfessionalDomain, "R-DAXXNFRKHF0QHMRK": RespondentDomain,
		"EMM-01": DomainNotGiven, "G01": DomainNotGiven, "P1": DomainNotGiven, "2023-017": DomainNotGiven,
		"P-01": DomainNotGiven, "C-123": DomainNotGiven, // too short for one made here
		"C-abc1": DomainNotGiven, "C-OIL1": DomainNotGiven, "c-0001": DomainNotGiven, // other characters
		"X-0001": DomainNotGiven, "7-0001": DomainNotGiven, "C0001": DomainNotGiven,
	} {
		assert.Equal(t, want, parse(t, text).Domain(), text)
	}
}

func TestPseudonymsAreComparedAndSorted(t *testing.T) {
	a, b, c := parse(t, "C-0001"), parse(t, "C-0002"), parse(t, "F-0001")
	list := []Pseudonym{c, a, b}
	slices.SortFunc(list, Pseudonym.Compare)
	assert.Equal(t, []Pseudonym{a, b, c}, list)
	assert.True(t, a == parse(t, "C-0001"))
	assert.Equal(t, "C-0001 [C-0001 C-0002]", fmt.Sprint(a, []Pseudonym{a, b}))
}

// TestElevenTest counts by the definition: of every eleven numbers in a row
// whose last digit differs, the check digit fits at most one.
func TestElevenTest(t *testing.T) {
	assert.True(t, isBSN("111222333"), "the number that the government uses in examples")
	assert.True(t, isBSN("123456782"))
	assert.False(t, isBSN("123456789"))
	assert.False(t, isBSN("12345678"), "eight digits")
	assert.False(t, isBSN("1234567820"), "ten digits")
	assert.False(t, isBSN("12345678a"))
	assert.False(t, isBSN(""))
	assert.False(t, isBSN("1-1-1222333"))
	rng := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		head := fmt.Sprintf("%08d", rng.IntN(100_000_000))
		fits := 0
		for last := range 10 {
			if isBSN(head + fmt.Sprint(last)) {
				fits++
			}
		}
		assert.LessOrEqual(t, fits, 1)
	}
}

func TestLongestRun(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 0, "1": 1, "12a345": 3, "a1": 1, "1234567": 7, "123-4567": 4} {
		assert.Equal(t, want, longestRun(text), text)
	}
}

func TestCodesReadAsCodes(t *testing.T) {
	for code, want := range map[string]bool{
		"7K2M9QXR": true, "A0000000": false, "A123456B": true, "JANSENAB": false, "12345678": false, "": false, "A1": true,
	} {
		assert.Equal(t, want, isCode(code), code)
	}
	assert.Len(t, codeAlphabet, 32)
	assert.NotContains(t, codeAlphabet, "I")
	for _, c := range "ILOU" {
		assert.False(t, strings.ContainsRune(codeAlphabet, c))
	}
}
