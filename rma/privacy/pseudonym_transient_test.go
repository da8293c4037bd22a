package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTransient(t *testing.T) {
	get := func(d Domain, id string) Pseudonym {
		p, err := Transient().Pseudonym(d, NewIdentifier(id))
		require.NoError(t, err)
		return p
	}
	a := get(RespondentDomain, "tr05a")
	assert.Equal(t, a, get(RespondentDomain, " TR05A "), "the same person in another file")
	assert.NotEqual(t, a, get(RespondentDomain, "tr05b"))
	assert.NotEqual(t, a.String()[1:], get(CaseDomain, "tr05a").String()[1:], "domains are apart")
	assert.Equal(t, RespondentDomain, a.Domain())
	assert.NotContains(t, a.String(), "TR05A")
	_, err := Transient().Pseudonym(DomainNotGiven, NewIdentifier("x"))
	assert.ErrorIs(t, err, ErrDomain)
	_, err = Transient().Pseudonym(CaseDomain, Identifier{})
	assert.ErrorIs(t, err, ErrNoIdentifier)
}
