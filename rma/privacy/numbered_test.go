package privacy

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNumbered(t *testing.T) {
	for run := range 2 { // another run gives the same numbers
		n := Numbered()
		for _, c := range []struct {
			d    Domain
			id   string
			want string
			why  string
		}{
			{CaseDomain, "2023/17", "C-0001", "the first"},
			{CaseDomain, "2023/09", "C-0002", "the order of the file, not of the alphabet"},
			{CaseDomain, " 2023/17 ", "C-0001", "the first again"},
			{FamilyDomain, "2023/17", "F-0001", "each domain by itself"},
			{PersonDomain, "P. Jansen", "P-0001", ""},
			{PersonDomain, "p. JANSEN", "P-0001", "in normal form"},
			{CaseDomain, "x", "C-0003", "the others did not count"},
		} {
			p := mustReplace(t, n, c.d, c.id)
			assert.Equal(t, c.want, p.String(), "run %d: %s", run, c.why)
			assert.Equal(t, c.d, p.Domain())
		}
	}
}

func TestNumberedRefusesPeople(t *testing.T) {
	n := Numbered()
	_, err := n.Pseudonym(DomainNotGiven, NewIdentifier(secretName))
	assert.ErrorIs(t, err, ErrDomain)
	_, err = n.Pseudonym(CaseDomain, Identifier{})
	assert.ErrorIs(t, err, ErrNoIdentifier)
	_, err = n.Pseudonym(CaseDomain, NewIdentifier(secretName+"\xff"))
	require.ErrorIs(t, err, ErrNoIdentifier)
	assertTellsNothing(t, err, secretName, "not UTF-8")
	assert.Equal(t, "C-0001", mustReplace(t, n, CaseDomain, "1").String(), "who is refused takes no number")
}

func TestNumberCode(t *testing.T) {
	for n, want := range map[int]string{
		1: "0001", 9999: "9999", 10_000: "10000", 999_999: "999999", 1_000_000: "1-000000", 12_345_678: "12-345678",
	} {
		code := numberCode(n)
		assert.Equal(t, want, code)
		p := newPseudonym(CaseDomain, code)
		assert.Equal(t, p, parse(t, p.String()))
		assert.Equal(t, CaseDomain, p.Domain())
		again, err := Declared().Pseudonym(CaseDomain, NewIdentifier(p.String()))
		require.NoError(t, err)
		assert.Equal(t, p, again)
	}
}

func TestNumberedKeepsDigestsOnly(t *testing.T) {
	a, b := Numbered().(numbered), Numbered().(numbered)
	mustReplace(t, a, CaseDomain, secretName)
	mustReplace(t, b, CaseDomain, secretName)
	assert.NotEqual(t, a.state().key, b.state().key)
	assert.NotEqual(t, a.state().numbers, b.state().numbers, "digests of one name differ between two of them")
	assert.NotContains(t, fmt.Sprintf("%+v", a.state()), secretName[:6])
}

func TestNumberedTogether(t *testing.T) {
	n := Numbered()
	var wg sync.WaitGroup
	got := make([]map[string]Pseudonym, 4)
	for worker := range got {
		wg.Go(func() {
			got[worker] = map[string]Pseudonym{}
			for i := range 200 {
				id := fmt.Sprint((i * (worker + 3)) % 200)
				got[worker][id], _ = n.Pseudonym(PersonDomain, NewIdentifier(id))
			}
		})
	}
	wg.Wait()
	numbers := map[Pseudonym]string{}
	for _, m := range got {
		for id, p := range m {
			if other, taken := numbers[p]; taken {
				assert.Equal(t, other, id, "one number, one person")
			}
			numbers[p] = id
		}
	}
	assert.Len(t, numbers, 200)
}
