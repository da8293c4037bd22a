package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// TestTablesCanBeReleased publishes every table of two waves with the
// observations, for each audience, and attacks what comes out.
func TestTablesCanBeReleased(t *testing.T) {
	wave := testWave(t, "voor")
	p := testPairing(t)
	all, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	d, err := Describe(wave, DescribeOptions{By: wave.Groups()[0].ID})
	require.NoError(t, err)
	s, err := Score(wave, ScoreOptions{By: wave.Groups()[0].ID})
	require.NoError(t, err)
	r, err := ReliabilityAll(wave, ReliabilityOptions{})
	require.NoError(t, err)
	e, err := rma.Collect(p, all, d, s, r)
	require.NoError(t, err)
	tables := []rma.Table{p.Table(), p.BaselineTable(), all.Table(), d.Table(), s.Table(), r.Table(), r.List[0].Table()}
	for _, audience := range []privacy.Audience{privacy.Public, privacy.SteeringGroup, privacy.Team} {
		policy := privacy.Policy{Audience: audience}
		release, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, policy)
		require.NoError(t, err, audience)
		if audience == privacy.Team {
			continue
		}
		var shown []rma.Table
		for _, table := range release.Tables() {
			shown = append(shown, table.View())
		}
		found, err := privacy.Audit(shown, policy)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, policy), audience)
	}
}
