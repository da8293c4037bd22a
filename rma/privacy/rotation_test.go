package privacy

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func identifiers(texts ...string) []Identifier {
	var out []Identifier
	for _, s := range texts {
		out = append(out, NewIdentifier(s))
	}
	return out
}

// toOne replaces everybody by one pseudonym.
type toOne struct{ p Pseudonym }

func (o toOne) Pseudonym(Domain, Identifier) (Pseudonym, error) { return o.p, nil }

func newKeyed(t *testing.T) *Keyed {
	t.Helper()
	key, err := NewKey(nil)
	require.NoError(t, err)
	k, err := NewKeyed(key, "drenthe", KeyedOptions{})
	require.NoError(t, err)
	return k
}

func TestRotateKeys(t *testing.T) {
	old, next := testKeyed(t, KeyedOptions{}), newKeyed(t)
	ids := identifiers("1", "2", " 1 ", "3")
	r, err := Rotate(old, next, CaseDomain, ids)
	require.NoError(t, err)
	assert.Equal(t, 3, r.Len(), "an identifier twice is one pair")
	for _, s := range []string{"1", "2", "3"} {
		got, ok := r.Apply(mustReplace(t, old, CaseDomain, s))
		assert.True(t, ok)
		assert.Equal(t, mustReplace(t, next, CaseDomain, s), got)
	}
	_, ok := r.Apply(mustReplace(t, old, CaseDomain, "4"))
	assert.False(t, ok, "who was not among them")
	_, ok = r.Apply(Pseudonym{})
	assert.False(t, ok)
	back, err := Rotate(next, old, CaseDomain, ids)
	require.NoError(t, err)
	for _, pair := range r.Pairs() {
		got, ok := back.Apply(pair.New)
		assert.True(t, ok)
		assert.Equal(t, pair.Old, got, "there and back")
	}
}

func TestRotateFromDeclaredToCodebook(t *testing.T) {
	b := testCodebook(t)
	r, err := Rotate(Declared(CaseDomain), b, CaseDomain, identifiers("EMM-01", "EMM-02"))
	require.NoError(t, err)
	assert.Equal(t, 2, r.Len())
	assert.Equal(t, "EMM-01", r.Pairs()[0].Old.String())
}

func TestRotateOrder(t *testing.T) {
	old, next := testKeyed(t, KeyedOptions{}), testCodebook(t)
	a, err := Rotate(old, next, CaseDomain, identifiers("1", "2", "3", "4"))
	require.NoError(t, err)
	b, err := Rotate(old, next, CaseDomain, identifiers("4", "2", "3", "1"))
	require.NoError(t, err)
	assert.Equal(t, a, b, "the order of the identifiers changes nothing")
	pairs := a.Pairs()
	pairs[0] = RotationPair{}
	assert.NotEqual(t, pairs, a.Pairs(), "what is given out is a copy")
}

func TestRotateRefuses(t *testing.T) {
	one := toOne{parse(t, "C-0001")}
	two := identifiers("1", "2")
	var none *Keyed
	for _, c := range []struct {
		from, to Pseudonymiser
		d        Domain
		ids      []Identifier
		want     error
		says     string
		why      string
	}{
		{Numbered(), one, CaseDomain, two, ErrRotation, "identifier 2", "two old ones become one"},
		{one, Numbered(), CaseDomain, two, ErrRotation, "identifier 2", "one old one becomes two"},
		{nil, one, CaseDomain, two, rma.ErrMissing, "", "nothing to rotate from"},
		{one, nil, CaseDomain, two, rma.ErrMissing, "", "nothing to rotate to"},
		{none, one, CaseDomain, two, rma.ErrMissing, "identifier 1, old", "no Keyed"},
		{one, Numbered(), DomainNotGiven, two, ErrDomain, "identifier 1, new", "no domain"},
		{Numbered(), one, CaseDomain, identifiers("1", "1", ""), ErrNoIdentifier, "identifier 3, old", "nobody"},
		{Numbered(), Declared(), CaseDomain, identifiers(secretName), ErrPseudonym, "identifier 1, new", "a name for a pseudonym"},
	} {
		r, err := Rotate(c.from, c.to, c.d, c.ids)
		require.ErrorIs(t, err, c.want, c.why)
		assert.ErrorContains(t, err, c.says, c.why)
		assertTellsNothing(t, err, secretName, c.why)
		assert.Zero(t, r.Len(), c.why)
	}
	r, err := Rotate(one, Numbered(), CaseDomain, nil)
	require.NoError(t, err)
	assert.Zero(t, r.Len())
}

func TestCodebookRotate(t *testing.T) {
	b := testCodebook(t)
	who := map[Pseudonym]string{}
	for i := range 100 {
		who[mustReplace(t, b, Domains()[i%5], fmt.Sprint("Weiß ", i))] = fmt.Sprint("Weiß ", i)
	}
	r, err := b.Rotate()
	require.NoError(t, err)
	assert.Equal(t, 100, r.Len())
	assert.Equal(t, 100, b.Len())
	for old, name := range who {
		next, ok := r.Apply(old)
		require.True(t, ok)
		require.NotContains(t, who, next, "no new code was an old one of anybody")
		require.Equal(t, old.Domain(), next.Domain())
		require.Equal(t, name, revealed(t, b, next))
		require.Equal(t, next, mustReplace(t, b, old.Domain(), strings.ToUpper(name)))
		_, err := b.Lookup(old, "to test it")
		require.ErrorIs(t, err, rma.ErrUnknownID, "the old codes lead to nobody")
	}
}

func TestRotateOfNoCodebook(t *testing.T) {
	for _, b := range []*Codebook{nil, {}} {
		_, err := b.Rotate()
		assert.ErrorIs(t, err, rma.ErrMissing)
	}
}

func TestCodebookRotateGivesNoCodeTwice(t *testing.T) {
	code := func(first byte) string { return string([]byte{first, 11, 12, 13, 14, 15, 16, 17}) }
	source := strings.NewReader(code(1) + code(2) + code(3) + code(3) + code(1) + code(2) + code(4))
	b, err := NewCodebook("s", CodebookOptions{Rand: source})
	require.NoError(t, err)
	mustReplace(t, b, CaseDomain, "1")
	mustReplace(t, b, CaseDomain, "2")
	r, err := b.Rotate()
	require.NoError(t, err)
	assert.Equal(t, []RotationPair{
		{parse(t, "C-1BCDEFGH"), parse(t, "C-3BCDEFGH")},
		{parse(t, "C-2BCDEFGH"), parse(t, "C-4BCDEFGH")}, // 3 was given out just now, 1 and 2 before
	}, r.Pairs())
}

func TestCodebookRotateIsAllOrNothing(t *testing.T) {
	random := fixedRandom(1)
	left := 10 * 8 * 4
	b, err := NewCodebook("s", CodebookOptions{Rand: &limited{random, &left}})
	require.NoError(t, err)
	for i := range 10 {
		mustReplace(t, b, CaseDomain, fmt.Sprint(i))
	}
	before := saved(t, b)
	left = 5 * 8
	_, err = b.Rotate()
	require.Error(t, err)
	assert.Equal(t, before, saved(t, b))
	for i := range 10 {
		mustReplace(t, b, CaseDomain, fmt.Sprint(i)) // nobody needs a new code
	}
}

// limited gives an error when nothing is left.
type limited struct {
	from interface{ Read([]byte) (int, error) }
	left *int
}

func (l *limited) Read(p []byte) (int, error) {
	if *l.left < len(p) {
		return 0, errors.New("empty")
	}
	*l.left -= len(p)
	return l.from.Read(p)
}

func TestRotationFile(t *testing.T) {
	r, err := Rotate(Declared(), testKeyed(t, KeyedOptions{}), CaseDomain, identifiers("EMM-02", "EMM-01"))
	require.NoError(t, err)
	var file strings.Builder
	require.NoError(t, r.WriteCSV(&file))
	assert.Regexp(t, `^old;new\nEMM-01;C-\w{16}\nEMM-02;C-\w{16}\n$`, file.String())
	back, err := ReadRotation(strings.NewReader(file.String()), "rotation.csv")
	require.NoError(t, err)
	assert.Equal(t, r, back)

	file.Reset()
	require.NoError(t, Rotation{}.WriteCSV(&file))
	empty, err := ReadRotation(strings.NewReader(file.String()), "rotation.csv")
	require.NoError(t, err)
	assert.Zero(t, empty.Len())
	broken := errors.New("broken")
	assert.ErrorIs(t, r.WriteCSV(failingWriter{broken}), broken)
	_, err = ReadRotation(iotest.ErrReader(broken), "x")
	assert.ErrorIs(t, err, broken)
}

func TestReadRotationRefuses(t *testing.T) {
	for _, c := range []struct {
		rows         string
		line, column int
		want         error
		why          string
	}{
		{"A1;B1\nA1;B1\n", 3, 1, rma.ErrDuplicate, "a pair twice"},
		{"A1;B1\nA1;B2\n", 3, 1, ErrRotation, "one becomes two"},
		{"A1;B1\nA2;B1\n", 3, 1, ErrRotation, "two become one"},
		{"A1;\n", 2, 2, rma.ErrMissing, "no new one"},
		{";B1\n", 2, 1, rma.ErrMissing, "no old one"},
		{"Qz Xw;B1\n", 2, 1, ErrPseudonym, "a name"},
		{"A1;123456782\n", 2, 2, ErrPseudonym, "a BSN"},
		{"A1\n", 2, 0, rma.ErrRagged, "a column less"},
	} {
		r, err := ReadRotation(strings.NewReader("old;new\n"+c.rows), "rotation.csv")
		require.ErrorIs(t, err, c.want, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, [2]int{c.line, c.column}, [2]int{at.Line, at.Column}, c.why)
		assert.NotContains(t, err.Error(), "Qz", c.why)
		assert.NotContains(t, err.Error(), "123456782", c.why)
		assert.Zero(t, r.Len(), c.why)
	}
	_, err := ReadRotation(strings.NewReader("old;new;name\n"), "x")
	assert.ErrorIs(t, err, rma.ErrUnknownHeading)
	r, err := ReadRotation(strings.NewReader("old;new\nA1;B1\nB1;A1\n"), "x")
	require.NoError(t, err, "two that change places")
	got, _ := r.Apply(parse(t, "B1"))
	assert.Equal(t, "A1", got.String())
}
