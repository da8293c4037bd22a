package privacy

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestCodebookErase(t *testing.T) {
	b := testCodebook(t)
	p, q := mustReplace(t, b, CaseDomain, "Straße 1"), mustReplace(t, b, CaseDomain, "2")
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier(" STRASSE  1")))
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("Straße 1")), "twice is once")
	assert.Equal(t, []int{1, 1}, []int{b.Len(), b.Erased()})
	_, err := b.Lookup(p, "a reason")
	assert.ErrorIs(t, err, rma.ErrUnknownID, "the code leads to nobody")
	for _, b := range []*Codebook{b, readCodebook(t, saved(t, b))} {
		for _, s := range []string{"Straße 1", "strasse 1"} {
			_, err = b.Pseudonym(CaseDomain, NewIdentifier(s))
			assert.ErrorIs(t, err, ErrErased, "also from the file")
			_, ok := b.Find(CaseDomain, NewIdentifier(s))
			assert.False(t, ok)
		}
		assert.Equal(t, q, mustReplace(t, b, CaseDomain, "2"))
		mustReplace(t, b, FamilyDomain, "Straße 1") // another domain is another person
	}
}

func TestCodebookEraseFindsTypingErrors(t *testing.T) {
	b := testCodebook(t)
	mustReplace(t, b, CaseDomain, secretName)
	before := saved(t, b)
	for _, c := range []struct {
		d    Domain
		id   string
		want error
		why  string
	}{
		{CaseDomain, secretName + "x", rma.ErrUnknownID, "a typing error"},
		{FamilyDomain, secretName, rma.ErrUnknownID, "another domain"},
		{DomainNotGiven, secretName, ErrDomain, "no domain"},
		{CaseDomain, "", ErrNoIdentifier, "nobody"},
		{CaseDomain, secretName + "\x00", ErrNoIdentifier, "what cannot be on the list"},
	} {
		for _, erase := range []func(Domain, Identifier) error{b.Erase, b.Forget} {
			err := erase(c.d, NewIdentifier(c.id))
			require.ErrorIs(t, err, c.want, c.why)
			assertTellsNothing(t, err, secretName, c.why)
		}
	}
	assert.Equal(t, before, saved(t, b), "nobody was entered or erased")
}

func TestFindEntersNobody(t *testing.T) {
	b := testCodebook(t)
	p := mustReplace(t, b, CaseDomain, "Jansen")
	got, ok := b.Find(CaseDomain, NewIdentifier(" JANSEN "))
	assert.True(t, ok)
	assert.Equal(t, p, got)
	for _, c := range []struct {
		d   Domain
		id  string
		why string
	}{
		{CaseDomain, "Janssen", "a typing error"},
		{PersonDomain, "Jansen", "another domain"},
		{DomainNotGiven, "Jansen", "no domain"},
		{CaseDomain, "", "nobody"},
	} {
		got, ok := b.Find(c.d, NewIdentifier(c.id))
		assert.False(t, ok, c.why)
		assert.True(t, got.IsZero(), c.why)
	}
	assert.Equal(t, 1, b.Len())
}

func TestForget(t *testing.T) {
	b := testCodebook(t)
	for _, s := range []string{"1", "2", "3"} {
		mustReplace(t, b, CaseDomain, s)
	}
	old := mustReplace(t, b, CaseDomain, "1")
	require.NoError(t, b.Forget(CaseDomain, NewIdentifier("1")))
	assert.NotContains(t, saved(t, b), "eras", "nothing in the file says that somebody was there")
	assert.NotEqual(t, old, mustReplace(t, b, CaseDomain, "1"), "who is read again is new")
	require.NoError(t, b.Forget(CaseDomain, NewIdentifier("1")))
	assert.ErrorIs(t, b.Forget(CaseDomain, NewIdentifier("1")), rma.ErrUnknownID)

	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("2")))
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("3")))
	b = readCodebook(t, saved(t, b))
	require.NoError(t, b.Forget(CaseDomain, NewIdentifier("2")), "who was erased before, on an empty list too")
	mustReplace(t, b, CaseDomain, "2")
	_, err := b.Pseudonym(CaseDomain, NewIdentifier("3"))
	assert.ErrorIs(t, err, ErrErased, "the other stays erased")
	require.NoError(t, b.Forget(CaseDomain, NewIdentifier("3")))
	assert.NotContains(t, saved(t, b), "eras", "with the last one the salt goes")
}

func TestErasedPeopleInTheFile(t *testing.T) {
	b := testCodebook(t)
	p := mustReplace(t, b, CaseDomain, secretName)
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier(secretName)))
	file := saved(t, b)
	assert.Regexp(t, `^study;domain;identifier;code\ndrenthe;erasure-salt;[0-9a-f]{64};\ndrenthe;erased-case;[0-9a-f]{64};\n$`, file)
	assert.NotContains(t, strings.ToLower(file), strings.ToLower(secretName[:3]))
	assert.NotContains(t, file, p.String()[2:])
	assert.Equal(t, "drenthe", readCodebook(t, file).Study(), "which a list of erased people tells too")

	other, err := NewCodebook("drenthe", CodebookOptions{Rand: fixedRandom(2)})
	require.NoError(t, err)
	mustReplace(t, other, CaseDomain, secretName)
	require.NoError(t, other.Erase(CaseDomain, NewIdentifier(secretName)))
	mark := func(file string) string { return file[strings.Index(file, "erased-"):] }
	assert.NotEqual(t, mark(file), mark(saved(t, other)), "two files cannot be joined on the digests")
}

// TestErasureReference compares with Python 3.11, modules hmac and hashlib.
// These digests must never change: files hold them.
func TestErasureReference(t *testing.T) {
	salt, mark := strings.Repeat("0a", 32), "9fadb10aabae35348d213d7da8730ed32e737a744f37ea8dfb9629a09fe01ec1"
	b := readCodebook(t, codebookHead+"s;erasure-salt;"+salt+";\ns;erased-family;"+mark+";\n")
	_, err := b.Pseudonym(FamilyDomain, NewIdentifier("  Gezin\u00a0JANSEN "))
	assert.ErrorIs(t, err, ErrErased)
	mustReplace(t, b, CaseDomain, "Gezin Jansen")
}

func TestSaveKeepsTheErased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lookup.csv")
	b := testCodebook(t)
	mustReplace(t, b, CaseDomain, "1")
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("1")))
	require.NoError(t, b.Save(path))
	second, err := NewCodebook("drenthe", CodebookOptions{})
	require.NoError(t, err)
	assert.ErrorIs(t, second.Save(path), ErrReplace, "a list without people, which would take the erased in again")
	second, err = OpenCodebook(path, CodebookOptions{})
	require.NoError(t, err)
	_, err = second.Pseudonym(CaseDomain, NewIdentifier("1"))
	assert.ErrorIs(t, err, ErrErased)
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, second.Save(path))
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, before, after)
}

func TestReadCodebookRefusesErasures(t *testing.T) {
	mark, name := strings.Repeat("0a", 32), secretName
	salt, erased := "s;erasure-salt;"+mark+";\n", "s;erased-case;"+mark+";\n"
	for _, c := range []struct {
		rows         string
		line, column int
		want         error
		why          string
	}{
		{erased, 2, 0, rma.ErrMissing, "a mark without the salt would keep nobody out"},
		{salt, 0, 0, rma.ErrMissing, "a salt of nobody"},
		{salt + salt + erased, 3, 3, rma.ErrDuplicate, "two salts"},
		{salt + erased + erased, 4, 3, rma.ErrDuplicate, "one mark twice"},
		{salt + "s;erased-case;" + name + ";\n", 3, 3, rma.ErrFormat, "a name in place of a digest"},
		{salt + "s;erased-case;;\n", 3, 3, rma.ErrFormat, "no digest"},
		{salt + "s;erased-case;" + mark[2:] + ";\n", 3, 3, rma.ErrFormat, "a short digest"},
		{salt + "s;erased-case;" + strings.ToUpper(mark) + ";\n", 3, 3, rma.ErrFormat, "capitals, by which one mark could be there twice"},
		{salt + "s;erased-case;" + mark + ";C-7K2M9QXR\n", 3, 4, rma.ErrFormat, "a code"},
		{salt + "s;erased-;" + mark + ";\n", 3, 2, ErrDomain, "no domain"},
		{salt + "s;erased-" + name + ";" + mark + ";\n", 3, 2, rma.ErrUnknownTerm, "a name for a domain"},
		{salt + "t;erased-case;" + mark + ";\n", 3, 1, ErrStudy, "another study"},
	} {
		b, err := ReadCodebook(strings.NewReader(codebookHead+c.rows), "lookup.csv", CodebookOptions{})
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, b, c.why)
		assertTellsNothing(t, err, name, c.why)
		assert.NotContains(t, err.Error(), mark, c.why)
		var at *rma.DataError
		require.ErrorAs(t, err, &at, c.why)
		assert.Equal(t, [2]int{c.line, c.column}, [2]int{at.Line, at.Column}, c.why)
	}
}

func TestReadCodebookRefusesWhoIsListedAndErased(t *testing.T) {
	b := testCodebook(t)
	mustReplace(t, b, CaseDomain, secretName)
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier(secretName)))
	file := saved(t, b) + "drenthe;case;" + strings.ToLower(secretName) + ";C-7K2M9QXR\n"
	_, err := ReadCodebook(strings.NewReader(file), "x", CodebookOptions{})
	require.ErrorIs(t, err, ErrContradiction)
	assert.EqualError(t, err, "x:4: contradicts an earlier row: the person on this line was erased; take the line out")
}

func TestEraseWithABadSource(t *testing.T) {
	broken := errors.New("broken")
	b := readCodebook(t, codebookHead+"s;case;1;C-7K2M9QXR\n")
	b.state().random = iotest.ErrReader(broken)
	require.ErrorIs(t, b.Erase(CaseDomain, NewIdentifier("1")), broken)
	assert.Equal(t, []int{1, 0}, []int{b.Len(), b.Erased()}, "everything is as it was")
	assert.NoError(t, b.Forget(CaseDomain, NewIdentifier("1")), "which needs no salt")
}

// TestCodebookErasesAnybody erases and forgets at random, and holds the codebook
// against two sets, through the file.
func TestCodebookErasesAnybody(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	b, listed, erased := testCodebook(t), map[string]bool{}, map[string]bool{}
	for range times(400) {
		s := fmt.Sprint(rng.IntN(12))
		switch rng.IntN(4) {
		case 0, 1:
			_, err := b.Pseudonym(PersonDomain, NewIdentifier(s))
			require.Equal(t, erased[s], errors.Is(err, ErrErased))
			listed[s] = !erased[s]
		case 2:
			err := b.Erase(PersonDomain, NewIdentifier(s))
			require.Equal(t, !listed[s] && !erased[s], errors.Is(err, rma.ErrUnknownID))
			erased[s], listed[s] = erased[s] || listed[s], false
		case 3:
			err := b.Forget(PersonDomain, NewIdentifier(s))
			require.Equal(t, !listed[s] && !erased[s], errors.Is(err, rma.ErrUnknownID))
			erased[s], listed[s] = false, false
		}
		var file strings.Builder
		require.NoError(t, b.state().write(&file))
		if b.Len()+b.Erased() > 0 {
			back := readCodebook(t, file.String())
			require.Equal(t, b.state().erased, back.state().erased)
			require.Equal(t, b.state().codes, back.state().codes)
			b = back
		}
	}
}
