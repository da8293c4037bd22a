package privacy

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func testKeyed(t testing.TB, o KeyedOptions) *Keyed {
	t.Helper()
	k, err := NewKeyed(testKey(t), "drenthe", o)
	require.NoError(t, err)
	return k
}

// mustReplace gives the pseudonym of a text.
func mustReplace(t testing.TB, by Pseudonymiser, d Domain, s string) Pseudonym {
	t.Helper()
	p, err := by.Pseudonym(d, NewIdentifier(s))
	require.NoError(t, err)
	return p
}

// TestKeyedReference compares with Python 3.11, modules hmac and hashlib. These
// pseudonyms must never change: people have data that hold them.
func TestKeyedReference(t *testing.T) {
	short, long := testKeyed(t, KeyedOptions{}), testKeyed(t, KeyedOptions{Length: 26})
	for _, c := range []struct {
		domain      Domain
		name, zeros string
	}{
		{CaseDomain, "C-DAXXNFRKHF0QHMRK", "C-WRQEAAWH63X6Z38FZ9HHYYV05B"},
		{FamilyDomain, "F-E4F12DGZWXY8X5VF", "F-6FH04C7QW50XPS3WKGWTMAE9VQ"},
		{PersonDomain, "P-9XFE1HBG2BKQY52M", "P-MK7T51S4T9R9795A1V5KYNN7TB"},
		{ProfessionalDomain, "W-1MPPAMFHWHEYVQCV", "W-6GWKHH326NKD6J27J21W6T896Q"},
		{RespondentDomain, "R-C2C3YGYZQT5JGFZ0", "R-VDETYMWAA82SKA2V0HCYM4ARR0"},
	} {
		assert.Equal(t, c.name, mustReplace(t, short, c.domain, "  Gezin\u00a0JANSEN ").String())
		assert.Equal(t, c.zeros, mustReplace(t, long, c.domain, "007").String())
	}
}

func TestKeyedTakesTheNextDigestForWhatReadsAsAWord(t *testing.T) {
	k := testKeyed(t, KeyedOptions{Length: 8})
	// the first three numbers whose first digest has no digit or no letter
	// (Python 3.11, as above)
	for id, want := range map[string]string{"4": "C-S4JT0KPN", "13": "C-QHNMH5K8", "28": "C-J6ET7DRQ"} {
		assert.Equal(t, want, mustReplace(t, k, CaseDomain, id).String())
	}
}

func TestKeyedPseudonymsAreWellFormed(t *testing.T) {
	for _, length := range []int{8, 9, 16, 26} {
		k := testKeyed(t, KeyedOptions{Length: length})
		for _, d := range Domains() {
			for i := range 400 {
				p := mustReplace(t, k, d, fmt.Sprint(i))
				require.Len(t, p.String(), 2+length)
				require.Equal(t, d, p.Domain())
				require.Equal(t, p, parse(t, p.String()), "it is read back")
				again, err := Declared(d).Pseudonym(d, NewIdentifier(p.String()))
				require.NoError(t, err, "it passes as declared in another file")
				require.Equal(t, p, again)
			}
		}
	}
}

func TestKeyedSeparates(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	other, err := NewKey(nil)
	require.NoError(t, err)
	otherKey, err := NewKeyed(other, "drenthe", KeyedOptions{})
	require.NoError(t, err)
	otherStudy, err := NewKeyed(testKey(t), "drenthe-2", KeyedOptions{})
	require.NoError(t, err)
	code := func(by Pseudonymiser, d Domain, s string) string { return mustReplace(t, by, d, s).String()[2:] }
	own := code(k, CaseDomain, "007")
	assert.Equal(t, own, code(testKeyed(t, KeyedOptions{}), CaseDomain, " 007\n"), "the same person, another program")
	for _, c := range []struct{ code, why string }{
		{code(k, FamilyDomain, "007"), "another domain"},
		{code(otherKey, CaseDomain, "007"), "another key"},
		{code(otherStudy, CaseDomain, "007"), "another study"},
		{code(k, CaseDomain, "7"), "zeros count"},
	} {
		assert.NotEqual(t, own, c.code, c.why)
	}
}

// TestKeyedMessagesDiffer sees that no study, domain and identifier can be cut
// in another way to give the same message.
func TestKeyedMessagesDiffer(t *testing.T) {
	a, err := NewKeyed(testKey(t), "x", KeyedOptions{})
	require.NoError(t, err)
	b, err := NewKeyed(testKey(t), "x case", KeyedOptions{})
	require.NoError(t, err)
	assert.NotEqual(t, mustReplace(t, a, CaseDomain, "case y"), mustReplace(t, b, CaseDomain, "y"))
	_, err = NewKeyed(testKey(t), "x\x00case\x00y", KeyedOptions{})
	assert.ErrorIs(t, err, ErrStudy, "a NUL in the study")
	_, err = a.Pseudonym(CaseDomain, NewIdentifier("y\x00z"))
	assert.ErrorIs(t, err, ErrNoIdentifier, "a NUL in the identifier")
}

func TestNewKeyedRefuses(t *testing.T) {
	good := testKey(t)
	for _, c := range []struct {
		key   Key
		study string
		o     KeyedOptions
		want  error
		why   string
	}{
		{Key{}, "s", KeyedOptions{}, ErrKey, "no key"},
		{good, "", KeyedOptions{}, ErrStudy, "no study"},
		{good, " s", KeyedOptions{}, ErrStudy, "white space around it"},
		{good, "s\n", KeyedOptions{}, ErrStudy, "a line end"},
		{good, "s\x00", KeyedOptions{}, ErrStudy, "a NUL"},
		{good, "\xff", KeyedOptions{}, ErrStudy, "not UTF-8"},
		{good, strings.Repeat("s", 201), KeyedOptions{}, ErrStudy, "too long"},
		{good, "s", KeyedOptions{Length: 7}, ErrCodeLength, "too short"},
		{good, "s", KeyedOptions{Length: 27}, ErrCodeLength, "too long"},
		{good, "s", KeyedOptions{Length: -1}, ErrCodeLength, "less than nothing"},
		{good, "s", KeyedOptions{Expect: "0000000000000000"}, ErrWrongKey, "another key"},
		{good, "s", KeyedOptions{Expect: KeyID(secretName)}, ErrWrongKey, "what is no id"},
	} {
		k, err := NewKeyed(c.key, c.study, c.o)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, k, c.why)
		assert.NotContains(t, err.Error(), "Qz7", c.why)
	}
	k, err := NewKeyed(good, strings.Repeat("s", 200), KeyedOptions{Expect: good.ID(), Length: 26})
	require.NoError(t, err)
	assert.Equal(t, good.ID(), k.KeyID())
}

func TestKeyedRefusesPeople(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	for _, c := range []struct {
		d    Domain
		id   string
		want error
		why  string
	}{
		{DomainNotGiven, "7", ErrDomain, "no domain"},
		{99, "7", ErrDomain, "no such domain"},
		{CaseDomain, "", ErrNoIdentifier, "nobody"},
		{CaseDomain, secretName + "\xff", ErrNoIdentifier, "not UTF-8"},
		{CaseDomain, secretName + "\x00", ErrNoIdentifier, "a NUL"},
		{CaseDomain, strings.Repeat(secretName, 300), ErrNoIdentifier, "a text"},
	} {
		p, err := k.Pseudonym(c.d, NewIdentifier(c.id))
		require.ErrorIs(t, err, c.want, c.why)
		assert.True(t, p.IsZero(), c.why)
		assertTellsNothing(t, err, secretName, c.why)
	}
}

// TestKeyedNoticesACollision puts another digest in the place of one that was
// seen: no two real identifiers are known that collide.
func TestKeyedNoticesACollision(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	p := mustReplace(t, k, CaseDomain, "1")
	k.state().seen[p] = [32]byte{1}
	_, err := k.Pseudonym(CaseDomain, NewIdentifier("1"))
	require.ErrorIs(t, err, ErrCollision)
	assert.ErrorContains(t, err, "greater Length")
	mustReplace(t, k, CaseDomain, "2")
}

// TestKeyedFindsARealCollision shortens the codes below what is allowed, so
// that people do collide.
func TestKeyedFindsARealCollision(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	k.state().length = 2
	seen, collisions := map[Pseudonym]string{}, 0
	for i := range 300 {
		id := fmt.Sprint(i)
		p, err := k.Pseudonym(CaseDomain, NewIdentifier(id))
		if err != nil {
			require.ErrorIs(t, err, ErrCollision)
			collisions++
			continue
		}
		require.Empty(t, seen[p], "no two people share a pseudonym")
		seen[p] = id
	}
	assert.Greater(t, collisions, 10)
	for p, id := range seen {
		assert.Equal(t, p, mustReplace(t, k, CaseDomain, id), "who was first goes on")
	}
}

func TestKeyedErase(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	p, q := mustReplace(t, k, CaseDomain, "1"), mustReplace(t, k, CaseDomain, "2")
	require.NoError(t, k.Erase(p))
	require.NoError(t, k.Erase(p), "twice is once")
	_, err := k.Pseudonym(CaseDomain, NewIdentifier(" 1 "))
	assert.ErrorIs(t, err, ErrErased)
	assert.Equal(t, q, mustReplace(t, k, CaseDomain, "2"))
	assert.Equal(t, []Pseudonym{p}, k.Erasures())
	mustReplace(t, k, FamilyDomain, "1") // another domain is another person

	fresh := testKeyed(t, KeyedOptions{})
	require.NoError(t, fresh.Erase(p), "before the person was read")
	_, err = fresh.Pseudonym(CaseDomain, NewIdentifier("1"))
	assert.ErrorIs(t, err, ErrErased)
	for _, s := range []string{"EMM-01", "C-0001", "C-DAXXNFR9", "X-DAXXNFRKHF0QHMRK", "C-DAXXNFRKHF0Q-MRK", "C-dAXXNFRKHF0QHMRK"} {
		assert.ErrorIs(t, k.Erase(parse(t, s)), ErrPseudonym, s)
	}
	assert.ErrorIs(t, k.Erase(Pseudonym{}), ErrPseudonym)
}

func TestZeroKeyed(t *testing.T) {
	for _, k := range []*Keyed{nil, {}} {
		_, err := k.Pseudonym(CaseDomain, NewIdentifier("1"))
		assert.ErrorIs(t, err, rma.ErrMissing)
		assert.ErrorIs(t, k.Erase(Pseudonym{}), rma.ErrMissing)
		assert.ErrorIs(t, k.WriteErasures(nil), rma.ErrMissing)
		assert.ErrorIs(t, k.ReadErasures(nil, "x"), rma.ErrMissing)
		assert.Empty(t, k.Erasures())
		assert.Empty(t, k.KeyID())
	}
	assert.Equal(t, "[keyed]", fmt.Sprintf("%+v", Keyed{}))
	assert.Equal(t, "[keyed]", fmt.Sprintf("%#v", testKeyed(t, KeyedOptions{})))
}

func TestKeyedTogether(t *testing.T) {
	k := testKeyed(t, KeyedOptions{})
	var wg sync.WaitGroup
	got := make([][]Pseudonym, 4)
	for worker := range got {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), 1))
			got[worker] = make([]Pseudonym, 100)
			for _, i := range rng.Perm(100) {
				got[worker][i], _ = k.Pseudonym(PersonDomain, NewIdentifier(fmt.Sprint(i)))
			}
			_ = k.Erasures()
		})
	}
	wg.Wait()
	for _, list := range got[1:] {
		assert.Equal(t, got[0], list)
	}
}
