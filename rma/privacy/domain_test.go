package privacy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestDomains(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range Domains() {
		require.NoError(t, d.check())
		text, err := d.MarshalText()
		require.NoError(t, err)
		var back Domain
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, d, back)
		for _, s := range []string{d.String(), d.Prefix()} {
			assert.NotEmpty(t, s)
			assert.False(t, seen[s], "no two domains share a key or a letter")
			seen[s] = true
		}
		assert.NotEmpty(t, d.Label(rma.Dutch))
		assert.NotEmpty(t, d.Label(rma.English))
	}
	assert.Len(t, Domains(), 5)
	assert.Equal(t, "gezin", FamilyDomain.Label(rma.Dutch))
	assert.Equal(t, "W", ProfessionalDomain.Prefix(), "a professional is not a person")
}

func TestDomainThatIsNone(t *testing.T) {
	for _, d := range []Domain{DomainNotGiven, 6, 255} {
		assert.ErrorIs(t, d.check(), ErrDomain)
		assert.Empty(t, d.Prefix())
	}
	assert.Equal(t, "Domain(6)", Domain(6).String())
	_, err := Domain(6).MarshalText()
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
	d := CaseDomain
	err = d.UnmarshalText([]byte(secretName))
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.NotContains(t, err.Error(), secretName)
	require.NoError(t, d.UnmarshalText(nil))
	assert.Equal(t, DomainNotGiven, d)
}
