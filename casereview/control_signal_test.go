package casereview

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestSignals(t *testing.T) {
	steady := []float64{9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11}
	for _, c := range []struct {
		why    string
		add    []float64
		better Better
		want   []string
	}{
		{"nothing", nil, HigherBetter, nil},
		{"one far above", []float64{17}, HigherBetter, []string{"outside the limits, high 12-12 improvement"}},
		{"one far below", []float64{3}, HigherBetter, []string{"outside the limits, low 12-12 concern"}},
		{"two far above, each by itself", []float64{17, 17}, LowerBetter, []string{"outside the limits, high 12-12 concern", "outside the limits, high 13-13 concern", "two of three near the limit, high 12-13 concern"}},
		{"seven a little above", []float64{10.5, 10.4, 10.5, 10.4, 10.5, 10.4, 10.5}, NeitherBetter, []string{"shift, high 11-18 special-high"}},
		{"rising throughout", []float64{8, 8.5, 9, 9.5, 10.2, 10.5, 11.5}, HigherBetter, []string{"rising trend 12-18 improvement"}},
		{"falling throughout", []float64{11.5, 11.2, 10.9, 9.8, 9.5, 9.2, 8.9}, HigherBetter, []string{"falling trend 12-18 concern"}},
		{"two of three near the limit", []float64{14, 10, 14}, HigherBetter, []string{"two of three near the limit, high 12-14 improvement"}},
	} {
		chart := drawn(t, measurementsOf(t, append(slices.Clone(steady), c.add...)), ControlOptions{Better: c.better, Baseline: 12})
		var got []string
		for i, s := range chart.Signals {
			got = append(got, fmt.Sprintf("%s %d-%d %s", s.words().In(rma.English), s.Points[0], s.Points[len(s.Points)-1], s.Cause))
			for _, at := range s.Points {
				assert.Contains(t, chart.Points[at].Signals, i, c.why)
			}
			assert.NotEmpty(t, s.Rule.Label(rma.Dutch))
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

func TestSignalsWithEqualRises(t *testing.T) {
	rise := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 8.5, 8, 7, 6, 5, 4, 3, 2, 1}
	chart := drawn(t, measurementsOf(t, rise), ControlOptions{})
	var trends []Signal
	for _, s := range chart.Signals {
		if s.Rule == SignalTrend {
			trends = append(trends, s)
		}
	}
	require.Len(t, trends, 2, "one up and one down")
	assert.Equal(t, []bool{true, false}, []bool{trends[0].High, trends[1].High})
	assert.Len(t, trends[0].Points, 9)
	assert.Equal(t, 9, trends[1].Points[0], "the top belongs to the rise")
}

func TestAssurance(t *testing.T) {
	counts := []int{88, 90, 86, 92, 89, 91, 87, 90, 88, 93, 86, 90}
	series := seriesOf(t, counts, slices.Repeat([]int{100}, 12))
	for _, c := range []struct {
		target float64
		better Better
		want   Assured
		why    string
	}{
		{0.5, HigherBetter, MeetsTarget, "far below the limits"},
		{0.5, LowerBetter, MissesTarget, "the same, where lower is better"},
		{0.9, HigherBetter, HitsAndMisses, "between the limits"},
		{1, HigherBetter, MissesTarget, "above the upper limit"},
	} {
		chart := drawn(t, series, ControlOptions{Target: &c.target, Better: c.better})
		assert.Equal(t, c.want, chart.Assurance.Verdict, c.why)
		assert.Contains(t, chart.String(), c.want.Label(rma.English), c.why)
		assert.Contains(t, chart.Table().TeamNotes[len(chart.Table().TeamNotes)-1].In(rma.Dutch), "streefcijfer", c.why)
	}
	few, target := series.Between(monthOfYear(2001, 1), monthOfYear(2001, 5)), 0.5
	assert.Equal(t, NotAssured, drawn(t, few, ControlOptions{Target: &target, Better: HigherBetter}).Assurance.Verdict, "no limits, no verdict")
}

func TestRates(t *testing.T) {
	counts := slices.Repeat([]int{20, 26, 23}, 4)
	series := seriesOf(t, counts, nil)
	perDay := drawn(t, series, ControlOptions{Kind: UChart})
	assert.Equal(t, 31.0, perDay.Points[0].Exposure, "the days of January")
	testkit.Near(t, 20.0/31, perDay.Points[0].Value, 1e-15, "reports a day")
	assert.Greater(t, perDay.Points[1].Upper, perDay.Points[0].Upper, "February is shorter, and its limits wider")
	people := func(SeriesPeriod) float64 { return 12500 }
	per1000 := drawn(t, series, ControlOptions{Exposure: people, ExposureName: rma.T("inwoners", "inhabitants"), Per: 1000})
	testkit.Near(t, 1000*20.0/12500, per1000.Points[0].Value, 1e-12, "reports per 1000")
	target := 1.9
	assert.Equal(t, HitsAndMisses, drawn(t, series, ControlOptions{Exposure: people, Per: 1000, Target: &target, Better: LowerBetter}).Assurance.Verdict, "a target on the scale of the rate")
	assert.Contains(t, plain(per1000.Table()), "per 1000 inwoners")
	assert.Contains(t, plain(perDay.Table()), "per dag")
}

func TestControlVocabulary(t *testing.T) {
	for k := AnyChart; k <= TChart; k++ {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back ChartKind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
		assert.NotEqual(t, k.Label(rma.Dutch), k.String())
	}
	assert.Equal(t, "ChartKind(9)", ChartKind(9).String())
	assert.False(t, ChartKind(9).isFor(ofCounts))
	seen := map[string]bool{}
	for _, label := range []string{
		SignalBeyond.Label(rma.Dutch), SignalShift.Label(rma.Dutch), SignalTrend.Label(rma.English), SignalTwoOfThree.Label(rma.Dutch), SignalFourOfFive.Label(rma.Dutch),
		CommonCause.Label(rma.Dutch), SpecialHigh.Label(rma.Dutch), SpecialLow.Label(rma.Dutch), Improvement.Label(rma.Dutch), Concerning.Label(rma.Dutch), NotJudged.Label(rma.Dutch),
		MeetsTarget.Label(rma.Dutch), MissesTarget.Label(rma.Dutch), HitsAndMisses.Label(rma.Dutch), NotAssured.Label(rma.Dutch),
		HigherBetter.Label(rma.Dutch), LowerBetter.Label(rma.Dutch), NeitherBetter.Label(rma.Dutch),
	} {
		assert.False(t, seen[label], label)
		seen[label] = true
	}
	assert.Equal(t, "higher", HigherBetter.String())
	assert.Equal(t, "hits-and-misses", HitsAndMisses.String())
	for r := SignalBeyond; r <= SignalFourOfFive; r++ {
		d := r.definition(ControlOptions{Shift: 7, Trend: 7})
		assert.NotEmpty(t, d.NL)
		assert.NotEmpty(t, d.EN)
	}
}
