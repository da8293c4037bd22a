package casereview

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// tableLog makes cases with the attributes e and y in the given counts.
func tableLog(t testing.TB, counts [2][2]int) *Log {
	t.Helper()
	var cases []Case
	for e, row := range counts {
		for y, n := range row {
			for i := range n {
				cases = append(cases, Case{ID: caseID(fmt.Sprintf("%d%d-%d", e, y, i)),
					Attrs: map[string]string{"e": []string{"yes", "no"}[e], "y": []string{"yes", "no"}[y]}})
			}
		}
	}
	log, err := NewLog(append(cases, Case{ID: caseID("missing"), Attrs: map[string]string{"e": "yes"}}), nil)
	require.NoError(t, err)
	return log
}

func TestTwoByTwo(t *testing.T) {
	log := tableLog(t, [2][2]int{{7, 3}, {2, 9}})
	e := AttrFactor("e", "yes", rma.T("overleg op de dag zelf", "consult on the day"))
	y := AttrFactor("y", "yes", rma.T("bezoek binnen 24 uur", "visit within 24h"))
	a, err := TwoByTwo(log, e, y, AssociationOptions{Origin: rma.Origin{Method: "m"}})
	require.NoError(t, err)
	assert.Equal(t, [2][2]int{{7, 3}, {2, 9}}, a.Counts)
	assert.Equal(t, 21, a.N)
	assert.Equal(t, 1, a.LeftOut)
	assert.Len(t, a.Refs, 21)
	testkit.Near(t, 0.518182, a.RiskDifference.Value, 5e-7, "risk difference")
	testkit.Near(t, 0.095022, a.RiskDifference.Interval.Lo, 5e-7, "Newcombe, lower")
	testkit.Near(t, 0.750478, a.RiskDifference.Interval.Hi, 5e-7, "Newcombe, upper")
	testkit.Near(t, 10.5, a.SampleOddsRatio, 1e-12, "ad/bc")
	testkit.Near(t, 0.029973, a.P, 5e-7, "Fisher")
	testkit.Near(t, 9.0*10/21, a.MinExpected, 1e-12, "smallest expected count")
	for _, code := range []rma.Code{rma.WarnNotCausal, rma.WarnSmallCells, rma.WarnMissingAnswers} {
		assert.True(t, rma.HasWarning(a.Warnings, code), code)
	}
	assert.False(t, rma.HasWarning(a.Warnings, rma.WarnUndefined))
	obs := a.Observations()
	require.Len(t, obs, 5)
	assert.Equal(t, "0.52 (0.10 to 0.75; p = 0.030)", obs[0].Format(rma.English))
	assert.Equal(t, "7 van de 10 (70%), 40%–89%", obs[2].Format(rma.Dutch))

	turned, err := TwoByTwo(log, e, Factor{Of: func(t Trace) Answer {
		return [...]Answer{NotRecorded, No, Yes}[y.Of(t)]
	}}, AssociationOptions{})
	require.NoError(t, err)
	testkit.Near(t, -a.RiskDifference.Value, turned.RiskDifference.Value, 1e-12, "no for yes turns the sign")
	testkit.Near(t, a.P, turned.P, 1e-12, "no for yes keeps the p-value")
	testkit.Near(t, 1/a.OddsRatio.Value, turned.OddsRatio.Value, 1e-9, "no for yes inverts the odds ratio")
}

func TestTwoByTwoDegenerate(t *testing.T) {
	e, y := AttrFactor("e", "yes", rma.Text{}), AttrFactor("y", "yes", rma.Text{})
	for _, c := range []struct {
		counts    [2][2]int
		undefined bool
		why       string
	}{
		{[2][2]int{}, true, "no cases"},
		{[2][2]int{{1, 0}, {0, 0}}, true, "one case"},
		{[2][2]int{{5, 5}, {0, 0}}, true, "nobody without the exposure"},
		{[2][2]int{{5, 0}, {5, 0}}, true, "the outcome in every case"},
		{[2][2]int{{30, 0}, {10, 20}}, false, "an empty cell leaves the odds ratio infinite, not undefined"},
		{[2][2]int{{30, 30}, {30, 30}}, false, "no association"},
	} {
		a, err := TwoByTwo(tableLog(t, c.counts), e, y, AssociationOptions{})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.undefined, rma.HasWarning(a.Warnings, rma.WarnUndefined), c.why)
		assert.NotPanics(t, func() { _, _ = a.String(), a.Table().DataFrame(rma.Dutch) }, c.why)
		if c.counts[0][1] == 0 && c.counts[1][1] == 20 {
			assert.True(t, math.IsInf(a.OddsRatio.Value, 1), c.why)
		}
	}
	_, err := TwoByTwo(nil, Factor{}, y, AssociationOptions{})
	require.ErrorIs(t, err, ErrOptions)
	_, err = TwoByTwo(nil, e, y, AssociationOptions{Level: 2})
	require.ErrorIs(t, err, ErrOptions)
}
