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

// casesWith makes n cases of which the first k have a home visit.
func casesWith(t testing.TB, k, n int) *Log {
	t.Helper()
	report, visit := at(t, "2023-02-01"), at(t, "2023-02-02")
	var cases []Case
	var events []Event
	for i := range n {
		id := caseID(fmt.Sprintf("c%06d", i))
		cases = append(cases, Case{ID: id, File: "f.csv", Line: i + 2})
		events = append(events, Event{Case: id, Activity: Report, At: report})
		if i < k {
			events = append(events, Event{Case: id, Activity: HomeVisit, At: visit})
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

func TestShareDrenthe(t *testing.T) {
	for _, c := range []struct {
		k, n       int
		wilson, cp [2]float64
		print, why string
	}{
		{9, 21, [2]float64{0.244700, 0.634534}, [2]float64{0.218197, 0.659794}, "9 van de 21 (43%)", "visits within 24 hours"},
		{8, 79, [2]float64{0.052212, 0.187299}, [2]float64{0.044743, 0.189819}, "8 van de 79 (10%)", "cases of the pilot"},
		{42, 79, [2]float64{0.422714, 0.637642}, [2]float64{0.415952, 0.644896}, "42 van de 79 (53%)", "with 79 cases"},
		{42, 80, [2]float64{0.416956, 0.630753}, [2]float64{0.410228, 0.637866}, "42 van de 80 (53%)", "with 80 cases, rounded half away from zero"},
	} {
		s, err := Share(casesWith(t, c.k, c.n), ShareOptions{In: Has(HomeVisit)})
		require.NoError(t, err)
		testkit.Near(t, c.wilson[0], s.Share.Interval.Lo, 5e-7, c.why)
		testkit.Near(t, c.wilson[1], s.Share.Interval.Hi, 5e-7, c.why)
		testkit.Near(t, c.cp[0], s.Exact.Lo, 5e-7, c.why)
		testkit.Near(t, c.cp[1], s.Exact.Hi, 5e-7, c.why)
		assert.Equal(t, c.print, s.Share.Proportion.Format(rma.Dutch, 0), c.why)
		assert.Len(t, s.In, c.k)
		assert.Len(t, s.NotIn, c.n-c.k)
		assert.Empty(t, s.Warnings)
	}
}

func TestShareLeavesOut(t *testing.T) {
	log, err := NewLog([]Case{
		{ID: caseID("a"), Pilot: "HOO", Attrs: map[string]string{"plan": "yes"}},
		{ID: caseID("b"), Pilot: "HOO", Attrs: map[string]string{"plan": "no"}},
		{ID: caseID("c"), Pilot: "HOO"},
		{ID: caseID("d"), Pilot: "EMM", Attrs: map[string]string{"plan": "yes"}},
	}, nil)
	require.NoError(t, err)
	origin := rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}
	s, err := Share(log, ShareOptions{Name: "plan", Of: InPilot("HOO"), In: AttrIs("plan", "yes"), Unknown: AttrIs("plan", ""), Origin: origin})
	require.NoError(t, err)
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, s.Share.Proportion)
	assert.Equal(t, 1, s.Outside)
	assert.Equal(t, 1, s.Unknown)
	assert.Equal(t, 4, s.Cases)
	assert.True(t, rma.HasWarning(s.Warnings, rma.WarnSmallBase))
	assert.True(t, rma.HasWarning(s.Warnings, rma.WarnMissingAnswers))
	obs := s.Observations()
	require.Len(t, obs, 1)
	assert.Equal(t, "casusmonitoring/HOO/plan", obs[0].ID)
	assert.Equal(t, 2, obs[0].N)
	assert.Len(t, obs[0].Refs, 2)
}

func TestShareDegenerate(t *testing.T) {
	s, err := Share(casesWith(t, 0, 0), ShareOptions{In: Has(HomeVisit)})
	require.NoError(t, err)
	assert.True(t, math.IsNaN(s.Share.Interval.Lo))
	assert.True(t, rma.HasWarning(s.Warnings, rma.WarnUndefined))
	assert.Equal(t, "0 van de 0", s.Share.Proportion.Format(rma.Dutch, 0))
	for _, kn := range [][2]int{{0, 1}, {1, 1}, {0, 20}, {20, 20}} {
		s, err := Share(casesWith(t, kn[0], kn[1]), ShareOptions{In: Has(HomeVisit)})
		require.NoError(t, err)
		assert.GreaterOrEqual(t, s.Share.Interval.Lo, 0.0)
		assert.LessOrEqual(t, s.Share.Interval.Hi, 1.0)
	}
	_, err = Share(casesWith(t, 1, 2), ShareOptions{})
	require.ErrorIs(t, err, ErrOptions)
	for _, level := range []float64{-1, 1, 2, math.NaN()} {
		_, err = Share(casesWith(t, 1, 2), ShareOptions{In: Has(HomeVisit), Level: level})
		require.ErrorIs(t, err, ErrOptions, "level %v", level)
	}
}
