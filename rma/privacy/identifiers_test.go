package privacy

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestCollector(t *testing.T) {
	c := NewCollector()
	for _, s := range []string{"Jansen", " JANSEN ", "007", "Jansen", "7"} {
		mustReplace(t, c, CaseDomain, s)
	}
	mustReplace(t, c, PersonDomain, "jansen")
	ids := c.Identifiers()
	want := Identifiers{CaseDomain: identifiers("Jansen", "007", "7"), PersonDomain: identifiers("jansen")}
	for _, d := range Domains() {
		require.Len(t, ids[d], len(want[d]))
		for i, id := range ids[d] {
			assert.Equal(t, want[d][i].raw(), id.raw(), "as it was given first")
		}
	}
	assert.Len(t, ids.All(), 4, "somebody in two domains is there twice")
	assert.Equal(t, "jansen", ids.All()[3].raw())
	ids[CaseDomain][0] = Identifier{}
	assert.False(t, c.Identifiers()[CaseDomain][0].IsZero(), "what is given out is a copy")
}

func TestCollectorRefuses(t *testing.T) {
	c := NewCollector()
	for _, x := range []struct {
		d    Domain
		id   string
		want error
	}{
		{DomainNotGiven, secretName, ErrDomain},
		{99, secretName, ErrDomain},
		{CaseDomain, "", ErrNoIdentifier},
		{CaseDomain, secretName + "\xff", ErrNoIdentifier},
		{CaseDomain, secretName + "\x00", ErrNoIdentifier},
		{CaseDomain, strings.Repeat(secretName, 300), ErrNoIdentifier},
	} {
		_, err := c.Pseudonym(x.d, NewIdentifier(x.id))
		require.ErrorIs(t, err, x.want)
		assertTellsNothing(t, err, secretName, "who is refused")
	}
	assert.Empty(t, c.Identifiers())
	assert.Empty(t, c.Identifiers().All())
	for _, none := range []*Collector{nil, {}} {
		_, err := none.Pseudonym(CaseDomain, NewIdentifier("1"))
		assert.ErrorIs(t, err, rma.ErrMissing)
		assert.Empty(t, none.Identifiers())
	}
}

func TestIdentifiersPrintAsIDs(t *testing.T) {
	c := NewCollector()
	mustReplace(t, c, PersonDomain, secretName)
	assert.Equal(t, "map[person:[[id]]]", fmt.Sprint(c.Identifiers()))
	assert.Equal(t, "[collector]", fmt.Sprintf("%+v", c))
	assert.Equal(t, "[collector]", fmt.Sprintf("%#v", *c))
	for _, v := range []any{c, *c, c.Identifiers()} {
		_, err := json.Marshal(v)
		assert.ErrorIs(t, err, ErrIdentifier)
	}
	testkit.NoLeak(t, secretName, c, *c, c.Identifiers(), c.Identifiers().All())
}

func TestCodebookIdentifiers(t *testing.T) {
	b := testCodebook(t)
	for i := range 20 {
		mustReplace(t, b, Domains()[i%2], fmt.Sprint("  Jansen ", i))
	}
	require.NoError(t, b.Erase(CaseDomain, NewIdentifier("jansen 0")))
	ids := b.Identifiers()
	assert.Len(t, ids[CaseDomain], 9, "without whom was erased")
	assert.Len(t, ids[FamilyDomain], 10)
	var last Pseudonym
	for _, id := range ids[FamilyDomain] {
		p, ok := b.Find(FamilyDomain, id)
		require.True(t, ok)
		assert.Positive(t, p.Compare(last), "in the order of the codes")
		last = p
	}
	r, err := Rotate(b, newKeyed(t), CaseDomain, ids[CaseDomain])
	require.NoError(t, err)
	assert.Equal(t, 9, r.Len())
	assert.Equal(t, []rma.Warning{rma.Warn(WarnErasureLost, "n=1")}, r.Warnings(), "the erased are in the source files, not on the list")
	for _, none := range []*Codebook{nil, {}} {
		assert.Empty(t, none.Identifiers())
	}
}

func TestCollectorTogether(t *testing.T) {
	c := NewCollector()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 100 {
				_, _ = c.Pseudonym(CaseDomain, NewIdentifier(fmt.Sprint(i)))
				_ = c.Identifiers()
			}
		})
	}
	wg.Wait()
	assert.Len(t, c.Identifiers().All(), 100)
}
