package review

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TestTablesCanBeReleased publishes every table that is not for the team only,
// with the observations, for each audience, and attacks what comes out.
func TestTablesCanBeReleased(t *testing.T) {
	o := Options{Origin: origin}
	m, err := Factors(all(t), o)
	require.NoError(t, err)
	b, err := Balance(all(t), o)
	require.NoError(t, err)
	p, err := Patterns(all(t), o)
	require.NoError(t, err)
	s, err := NewFactors(all(t), o)
	require.NoError(t, err)
	a, err := Agree(all(t), "kwaliteit", o)
	require.NoError(t, err)
	l, err := ListEpisodes(all(t), o)
	require.NoError(t, err)
	e, err := rma.Collect(m, b, p, s, a, l)
	require.NoError(t, err)
	tables := slices.Concat([]rma.Table{m.Table()}, b.Tables(), []rma.Table{p.Table(), s.Table(), a.Table()})
	for _, audience := range []privacy.Audience{privacy.Public, privacy.SteeringGroup, privacy.Team} {
		policy := privacy.Policy{Audience: audience}
		r, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, policy)
		require.NoError(t, err, audience)
		if audience == privacy.Team {
			continue
		}
		var shown []rma.Table
		for _, table := range r.Tables() {
			shown = append(shown, table.View())
			assert.NotContains(t, table.View().Text(rma.Dutch), secret)
		}
		found, err := privacy.Audit(shown, policy)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, policy), audience)
		c, ok := shown[0].Cell("systeem", "cases")
		require.True(t, ok)
		assert.Equal(t, rma.Withheld, c.Kind, "one case of three")
		for _, x := range r.Evidence().All() {
			if x.Passage != nil {
				assert.NotContains(t, x.Passage.Text, secret, "words for the team")
			}
		}
	}
	for _, table := range []rma.Table{m.CaseTable(), p.StatementTable(), l.Table()} {
		_, err := privacy.Protect(privacy.Material{Tables: []rma.Table{table}}, privacy.Policy{Audience: privacy.SteeringGroup})
		assert.ErrorIs(t, err, privacy.ErrTeamOnly, table.ID)
		_, err = privacy.Protect(privacy.Material{Tables: []rma.Table{table}}, privacy.Policy{Audience: privacy.Team})
		assert.NoError(t, err, table.ID)
	}
}
