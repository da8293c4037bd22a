package privacy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// fixedRandom gives the same bytes in every run.
func fixedRandom(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func testCodebook(t testing.TB) *Codebook {
	t.Helper()
	b, err := NewCodebook("drenthe", CodebookOptions{Rand: fixedRandom(1)})
	require.NoError(t, err)
	return b
}

func revealed(t testing.TB, b *Codebook, p Pseudonym) string {
	t.Helper()
	id, err := b.Lookup(p, "to test it")
	require.NoError(t, err)
	s, err := id.Reveal("to test it")
	require.NoError(t, err)
	return s
}

func TestCodebookGivesOneCodePerPerson(t *testing.T) {
	b := testCodebook(t)
	p := mustReplace(t, b, PersonDomain, "  P.\tJansen ")
	assert.Regexp(t, `^P-[0-9A-HJKMNP-TV-Z]{8}$`, p.String())
	assert.Equal(t, p, mustReplace(t, b, PersonDomain, "p. jansen"), "in normal form the same")
	f := mustReplace(t, b, FamilyDomain, "P. Jansen")
	assert.NotEqual(t, p.String()[2:], f.String()[2:], "another domain, another code")
	assert.NotEqual(t, p, mustReplace(t, b, PersonDomain, "P. Janssen"))
	assert.Equal(t, 3, b.Len())
	assert.Equal(t, "drenthe", b.Study())
	assert.Equal(t, "P. Jansen", revealed(t, b, p), "as it was given first, with one space")
	assert.Equal(t, FamilyDomain, f.Domain())
}

func TestCodesSayNothing(t *testing.T) {
	a, b := testCodebook(t), testCodebook(t)
	assert.Equal(t, mustReplace(t, a, CaseDomain, "1"), mustReplace(t, b, CaseDomain, "2"), "codes come from the source alone")
	c, err := NewCodebook("drenthe", CodebookOptions{})
	require.NoError(t, err)
	d, err := NewCodebook("drenthe", CodebookOptions{})
	require.NoError(t, err)
	assert.NotEqual(t, mustReplace(t, c, CaseDomain, "1"), mustReplace(t, d, CaseDomain, "1"), "which is the system's")
}

func TestCodebookCodesAreWellFormedAndUnique(t *testing.T) {
	for _, length := range []int{6, 8, 26} {
		b, err := NewCodebook("s", CodebookOptions{Length: length, Rand: fixedRandom(2)})
		require.NoError(t, err)
		seen := map[Pseudonym]bool{}
		for i := range 2000 {
			p := mustReplace(t, b, Domains()[i%5], fmt.Sprint(i))
			require.Len(t, p.String(), length+2)
			require.False(t, seen[p])
			require.True(t, isCode(p.String()[2:]))
			require.Equal(t, Domains()[i%5], p.Domain())
			_, err := Declared().Pseudonym(p.Domain(), NewIdentifier(p.String()))
			require.NoError(t, err)
			seen[p] = true
		}
	}
}

// TestCodesAreUniform counts the characters of many codes. For a code of eight
// characters from 32, every character is expected 250 times in each place; the
// limit is six standard deviations, and codes without a digit or a letter, one
// in 20, are left out.
func TestCodesAreUniform(t *testing.T) {
	b, err := NewCodebook("s", CodebookOptions{Rand: fixedRandom(3)})
	require.NoError(t, err)
	var counts [8][32]int
	for i := range 8000 {
		p := mustReplace(t, b, CaseDomain, fmt.Sprint(i))
		for place := range 8 {
			counts[place][strings.IndexByte(codeAlphabet, p.text[2+place])]++
		}
	}
	for place := range counts {
		for c, n := range counts[place] {
			assert.InDelta(t, 250, n, 95, "%c in place %d", codeAlphabet[c], place)
		}
	}
}

func TestNewCodebookRefuses(t *testing.T) {
	for _, c := range []struct {
		study string
		o     CodebookOptions
		want  error
	}{
		{"", CodebookOptions{}, ErrStudy},
		{"a\nb", CodebookOptions{}, ErrStudy},
		{"s", CodebookOptions{Length: 5}, ErrCodeLength},
		{"s", CodebookOptions{Length: 27}, ErrCodeLength},
	} {
		b, err := NewCodebook(c.study, c.o)
		assert.ErrorIs(t, err, c.want)
		assert.Nil(t, b)
	}
}

func TestCodebookRefusesPeople(t *testing.T) {
	b := testCodebook(t)
	for _, c := range []struct {
		d    Domain
		id   string
		want error
	}{
		{DomainNotGiven, secretName, ErrDomain},
		{77, secretName, ErrDomain},
		{CaseDomain, "", ErrNoIdentifier},
		{CaseDomain, secretName + "\xff", ErrNoIdentifier},
		{CaseDomain, secretName + "\x00", ErrNoIdentifier},
		{CaseDomain, strings.Repeat(secretName, 300), ErrNoIdentifier},
	} {
		_, err := b.Pseudonym(c.d, NewIdentifier(c.id))
		require.ErrorIs(t, err, c.want)
		assertTellsNothing(t, err, secretName, "a person who is refused")
	}
	assert.Zero(t, b.Len())
}

func TestLookup(t *testing.T) {
	b := testCodebook(t)
	p := mustReplace(t, b, CaseDomain, secretName)
	id, err := b.Lookup(p, "the family asked for its data")
	require.NoError(t, err)
	assert.Equal(t, "[id]", fmt.Sprint(id))
	assert.True(t, id.Equal(NewIdentifier(secretName)))
	_, err = b.Lookup(p, " ")
	assert.ErrorIs(t, err, ErrReason)
	for _, unknown := range []Pseudonym{{}, parse(t, "C-0001")} {
		_, err = b.Lookup(unknown, "a reason")
		require.ErrorIs(t, err, rma.ErrUnknownID)
		assert.Equal(t, "the code refers to an id that is not declared in this codebook", err.Error())
	}
}

func TestCodebookWithABadSource(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		source io.Reader
		want   error
		why    string
	}{
		{iotest.ErrReader(broken), broken, "a source that fails"},
		{bytes.NewReader([]byte{1, 2}), io.ErrUnexpectedEOF, "a source that ends"},
		{bytes.NewReader(make([]byte, 8*maxDraws)), ErrCollision, "only zeros, which make no code"},
	} {
		b, err := NewCodebook("s", CodebookOptions{Rand: c.source})
		require.NoError(t, err)
		_, err = b.Pseudonym(CaseDomain, NewIdentifier("1"))
		assert.ErrorIs(t, err, c.want, c.why)
		assert.Zero(t, b.Len(), c.why)
	}
	same := bytes.Repeat([]byte{1, 2, 3, 4, 15, 16, 17, 18}, maxDraws+1)
	b, err := NewCodebook("s", CodebookOptions{Rand: bytes.NewReader(same)})
	require.NoError(t, err)
	mustReplace(t, b, CaseDomain, "1")
	_, err = b.Pseudonym(CaseDomain, NewIdentifier("2"))
	require.ErrorIs(t, err, ErrCollision, "a source that repeats itself")
	assert.ErrorContains(t, err, "greater Length")
	mustReplace(t, b, CaseDomain, "1")
}

func TestZeroCodebook(t *testing.T) {
	for _, b := range []*Codebook{nil, {}} {
		_, err := b.Pseudonym(CaseDomain, NewIdentifier("1"))
		assert.ErrorIs(t, err, rma.ErrMissing)
		_, err = b.Lookup(Pseudonym{}, "a reason")
		assert.ErrorIs(t, err, rma.ErrMissing)
		assert.ErrorIs(t, b.Erase(CaseDomain, NewIdentifier("1")), rma.ErrMissing)
		assert.ErrorIs(t, b.Forget(CaseDomain, NewIdentifier("1")), rma.ErrMissing)
		_, ok := b.Find(CaseDomain, NewIdentifier("1"))
		assert.False(t, ok)
		assert.Zero(t, b.Erased())
		assert.ErrorIs(t, b.Save(t.TempDir()+"/x"), rma.ErrMissing)
		assert.Zero(t, b.Len())
		assert.Empty(t, b.Study())
	}
	assert.Equal(t, "[codebook]", fmt.Sprintf("%+v", Codebook{}))
	assert.Equal(t, "[codebook]", fmt.Sprintf("%#v", testCodebook(t)))
}

func TestCodebookTogether(t *testing.T) {
	b := testCodebook(t)
	var wg sync.WaitGroup
	got := make([][]Pseudonym, 4)
	for worker := range got {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), 2))
			got[worker] = make([]Pseudonym, 100)
			for _, i := range rng.Perm(100) {
				got[worker][i], _ = b.Pseudonym(PersonDomain, NewIdentifier(fmt.Sprint(i)))
				_, _ = b.Lookup(got[worker][i], "to test it")
				_ = b.Len()
			}
		})
	}
	wg.Wait()
	assert.Equal(t, 100, b.Len())
	for _, list := range got[1:] {
		assert.Equal(t, got[0], list)
	}
}
