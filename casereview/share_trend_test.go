package casereview

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func groupsOf(k, n []int, score []float64) []OrderedGroup {
	var list []OrderedGroup
	for i := range k {
		list = append(list, OrderedGroup{Key: fmt.Sprintf("g%d", i), Share: rma.Proportion{K: k[i], N: n[i]}, Score: score[i]})
	}
	return list
}

// Reference figures of R 4.2.2 prop.trend.test and coin 1.4-2.
func TestOracleTrendOverGroups(t *testing.T) {
	testkit.Cases(t, "casereview_cochran_armitage", func(t *testing.T, c testkit.Case) {
		var in struct {
			X, N   []int
			Scores []float64
		}
		c.Decode(t, &in, nil)
		r, err := TrendOverGroups(groupsOf(in.X, in.N, in.Scores), ShareTrendOptions{})
		require.NoError(t, err)
		c.Check(t, "chi2", r.ChiSquare)
		c.Check(t, "z", r.Z)
		c.Check(t, "p_value", r.P)
		c.Check(t, "p_exact", r.PExact)
		assert.Equal(t, math.IsNaN(r.Z), rma.HasWarning(r.Warnings, rma.WarnUndefined))
	})
}

func TestTrendOverGroups(t *testing.T) {
	groups := groupsOf([]int{2, 4, 6}, []int{10, 10, 10}, []float64{1, 2, 3})
	r, err := TrendOverGroups(groups, ShareTrendOptions{Origin: rma.Origin{Method: "m", Pilot: "HOO"}})
	require.NoError(t, err)
	testkit.Near(t, 0.2, r.Slope.Value, 1e-12, "two in ten more each month")
	assert.Equal(t, rma.Proportion{K: 12, N: 30}, r.All.Proportion)
	assert.Equal(t, r.PExact, r.Slope.P)
	assert.Equal(t, []int{2, 8, 4, 6, 6, 4}, r.Slope.Counts)
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnNotCausal))
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnNoInterval))
	assert.False(t, rma.HasWarning(r.Warnings, rma.WarnApproximate))
	slices.Reverse(groups)
	turned, err := TrendOverGroups(groups, ShareTrendOptions{})
	require.NoError(t, err)
	testkit.Near(t, r.Z, turned.Z, 1e-12, "the scores say the order, not the places")
	assert.True(t, groups[0].Label.IsZero(), "an argument is not changed")
	evidence, err := rma.Collect(r)
	require.NoError(t, err)
	assert.Len(t, evidence.All(), 1)
	release, err := privacy.Protect(privacy.Material{Evidence: evidence, Tables: []rma.Table{r.Table()}}, privacy.Policy{Audience: privacy.SteeringGroup})
	require.NoError(t, err)
	assert.True(t, release.Evidence().All()[0].Withheld, "two and four are too few, and the slope follows from them")
	cell, _ := release.Tables()[0].Cell("g0", "share")
	assert.Equal(t, rma.Withheld, cell.Kind)

	many, err := TrendOverGroups(groupsOf([]int{4000, 4400}, []int{9000, 9000}, []float64{1, 2}), ShareTrendOptions{})
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(many.Warnings, rma.WarnApproximate))
	assert.Equal(t, many.P, many.Slope.P)
}

func TestTrendOverGroupsDegenerate(t *testing.T) {
	for _, c := range []struct {
		groups []OrderedGroup
		why    string
	}{
		{nil, "no groups"},
		{groupsOf([]int{0, 0}, []int{0, 0}, []float64{1, 2}), "no cases"},
		{groupsOf([]int{1}, []int{2}, []float64{1}), "one group"},
		{groupsOf([]int{0, 0}, []int{5, 5}, []float64{1, 2}), "none has it"},
		{groupsOf([]int{5, 5}, []int{5, 5}, []float64{1, 2}), "all have it"},
	} {
		r, err := TrendOverGroups(c.groups, ShareTrendOptions{})
		require.NoError(t, err, c.why)
		assert.True(t, rma.HasWarning(r.Warnings, rma.WarnUndefined), c.why)
		assert.True(t, math.IsNaN(r.P) && math.IsNaN(r.PExact), c.why)
		assert.NotContains(t, r.String(), "NaN", c.why)
	}
	for _, c := range []struct {
		groups []OrderedGroup
		o      ShareTrendOptions
		why    string
	}{
		{[]OrderedGroup{{Share: rma.Proportion{K: 1, N: 2}}}, ShareTrendOptions{}, "no key"},
		{[]OrderedGroup{{Key: "a"}, {Key: "a"}}, ShareTrendOptions{}, "a key twice"},
		{[]OrderedGroup{{Key: "a", Share: rma.Proportion{K: 3, N: 2}}}, ShareTrendOptions{}, "three of two"},
		{[]OrderedGroup{{Key: "a", Score: math.NaN()}}, ShareTrendOptions{}, "no score"},
		{nil, ShareTrendOptions{Level: 1}, "a level of 1"},
	} {
		_, err := TrendOverGroups(c.groups, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
}

func TestSeriesGroups(t *testing.T) {
	s, err := NewSeries(day(t, "2023-01-01"), []int{1, 0, 3}, []int{5, 0, 6}, SeriesOptions{})
	require.NoError(t, err)
	groups := s.Groups()
	assert.Equal(t, OrderedGroup{Key: "2023-03", Share: rma.Proportion{K: 3, N: 6}, Score: 3}, groups[2])
	assert.Len(t, groups, 3, "an empty month keeps the others in their places")
	bare, err := NewSeries(day(t, "2023-01-01"), []int{1, 0, 3}, nil, SeriesOptions{})
	require.NoError(t, err)
	assert.Nil(t, bare.Groups())
}
