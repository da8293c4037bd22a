package survey

import (
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestObservations(t *testing.T) {
	origin := rma.Origin{Method: "enquete", Group: "professionals"}
	pre, post := testWave(t, "voor"), testWave(t, "na")
	p, err := Pair(pre, post, PairOptions{Origin: origin})
	require.NoError(t, err)
	changes, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	item, err := Compare(p, CompareOptions{Item: "Q1"})
	require.NoError(t, err)
	spread, err := Describe(pre, DescribeOptions{By: "pilot", Origin: origin})
	require.NoError(t, err)
	later, err := Describe(post, DescribeOptions{By: "rol", Origin: origin})
	require.NoError(t, err)
	scores, err := Score(pre, ScoreOptions{By: "pilot", Origin: origin})
	require.NoError(t, err)
	alphas, err := ReliabilityAll(pre, ReliabilityOptions{Origin: origin})
	require.NoError(t, err)

	evidence, err := rma.Collect(p, changes, item, spread, later, scores, alphas)
	require.NoError(t, err, "ids are unique over all results of one method")
	for _, o := range evidence.All() {
		assert.NotEmpty(t, o.ID)
		assert.Equal(t, "enquete", o.Method)
		assert.NotEmpty(t, o.What.NL, o.ID)
		assert.NotEmpty(t, o.What.EN, o.ID)
		assert.NotEmpty(t, o.Definition.NL, o.ID)
		assert.NotEmpty(t, o.Definition.EN, o.ID)
		assert.Positive(t, o.N, o.ID)
		assert.NotEmpty(t, o.Refs, o.ID)
		assert.NotEmpty(t, o.Format(rma.Dutch), o.ID)
		assert.True(t, rma.HasWarning(o.Warnings, rma.WarnSelfReport), o.ID)
	}
	o, ok := evidence.Get("enquete/change/afstemming/voor-na")
	require.True(t, ok)
	assert.Equal(t, rma.Samenwerking, o.Bouwsteen)
	assert.Contains(t, o.Definition.NL, "Thema: afstemming")
	assert.Contains(t, o.Refs, rma.Ref{Kind: rma.RefRespondent, ID: "P001"})
	assert.Contains(t, o.Refs, rma.Ref{Kind: rma.RefItem, ID: "Q3"})
	assert.Equal(t, changes.List[0].P, o.Estimate.P)
	o, ok = evidence.Get("enquete/HOO/top/Q1/voor/pilot")
	require.True(t, ok, "a group of pilots gives the origin")
	assert.Equal(t, "HOO", o.Pilot)
	assert.True(t, rma.HasWarning(o.Warnings, rma.WarnSmallBase))
	_, ok = evidence.Get("enquete/top/Q1/na/rol=politie")
	assert.True(t, ok)
}

// No analysis changes its arguments, and doing it twice gives the same.
func TestAnalysesLeaveWavesAlone(t *testing.T) {
	pre, post := testWave(t, "voor"), testWave(t, "na")
	run := func() string {
		p, err := Pair(pre, post, PairOptions{})
		require.NoError(t, err)
		all, err := CompareAll(p, CompareOptions{})
		require.NoError(t, err)
		d, err := Describe(pre, DescribeOptions{By: "rol"})
		require.NoError(t, err)
		d.Bars(NeutralAside)
		s, err := Score(pre, ScoreOptions{By: "pilot"})
		require.NoError(t, err)
		r, err := ReliabilityAll(post, ReliabilityOptions{})
		require.NoError(t, err)
		_, err = pre.Where("pilot", "EMM")
		require.NoError(t, err)
		pre.DataFrame()
		return string(dump(p.Table(), p.BaselineTable(), all.Table(), d.Table(), s.Table(), r.Table()))
	}
	var first, second string
	testkit.Unchanged(t, &open{pre}, func() {
		testkit.Unchanged(t, &open{post}, func() { first, second = run(), run() })
	})
	assert.Equal(t, first, second)
}
