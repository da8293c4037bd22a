package casereview

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func monthOfYear(year int, m time.Month) rma.Date { return rma.NewDate(year, m, 1) }

func pilotFrom(year int, m time.Month) []Phase {
	return []Phase{{From: monthOfYear(year, m), Reason: rma.T("begin van de pilot", "start of the pilot")}}
}

// The limits of the R package NHSRplotthedots 0.2.2, which has 2.66.
func TestXmRVectors(t *testing.T) {
	data := []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
	for _, c := range []struct {
		why          string
		screen       bool
		lower, upper float64
		out          int
	}{
		{"every moving range counts", false, -3.0626, 6.9515, 0},
		{"the two beside the odd period are left out", true, -0.7156, 4.6044, 2},
	} {
		chart := drawn(t, measurementsOf(t, data), ControlOptions{Kind: XmRChart, Factor: 2.66, Screen: c.screen})
		p := chart.Phases[0]
		assert.InDelta(t, 1.9444, p.Centre, 5e-5, c.why)
		assert.InDelta(t, c.lower, chart.Points[7].Lower, 5e-5, c.why)
		assert.InDelta(t, c.upper, chart.Points[7].Upper, 5e-5, c.why)
		assert.Equal(t, c.out, p.ScreenedOut, c.why)
		require.Len(t, chart.Signals, 1, c.why)
		assert.Equal(t, Signal{Rule: SignalBeyond, High: true, Cause: SpecialHigh, Points: []int{4}}, chart.Signals[0], c.why)
		cell, ok := chart.Table().Cell("2001-08", "lower")
		require.True(t, ok)
		assert.Equal(t, rma.Blank, cell.Kind, "no figure lies below 0, so neither does a limit")
	}
	plain := drawn(t, measurementsOf(t, data), ControlOptions{})
	assert.Equal(t, XmRChart, plain.Recommended)
	testkit.Near(t, 3/1.128, plain.Options.Factor, 1e-15, "the factor of no options")
}

// Fewer than 10 points: no limits. 10 and 11: trial limits.
func TestLimitsNeedPoints(t *testing.T) {
	for _, c := range []struct {
		n             int
		limits, trial bool
		code          rma.Code
		why           string
	}{
		{1, false, false, rma.WarnFewPoints, "one period"},
		{9, false, false, rma.WarnFewPoints, "one too few"},
		{10, true, true, rma.WarnTrialLimits, "just enough for trial limits"},
		{11, true, true, rma.WarnTrialLimits, "still trial limits"},
		{12, true, false, "", "enough"},
	} {
		counts, bases := make([]int, c.n), make([]int, c.n)
		for i := range counts {
			counts[i], bases[i] = 12+i%3, 40
		}
		for _, kind := range []ChartKind{PChart, PPrimeChart, XmRChart} {
			chart := drawn(t, seriesOf(t, counts, bases), ControlOptions{Kind: kind})
			p := chart.Phases[0]
			assert.Equal(t, []bool{c.limits, c.trial}, []bool{p.Limits, p.Trial}, "%s: %s", kind, c.why)
			assert.False(t, math.IsNaN(p.Centre), c.why)
			assert.Equal(t, c.limits, !math.IsNaN(chart.Points[0].Upper), "%s: %s", kind, c.why)
			if c.code == "" {
				assert.Empty(t, chart.Warnings, c.why)
			} else {
				assert.True(t, rma.HasWarning(chart.Warnings, c.code), "%s: %s", kind, c.why)
			}
			if !c.limits {
				assert.Equal(t, NotJudged, chart.Points[0].Cause, c.why)
				assert.Contains(t, plain(chart.Table()), "minder dan 10 punten, daarom geen limieten", c.why)
			}
			if c.trial {
				assert.Contains(t, plain(chart.Table()), "voorlopige limieten", c.why)
			}
		}
	}
}

func TestRecommendedKind(t *testing.T) {
	even := []int{20, 24, 18, 26, 21, 22, 19, 25, 20, 23, 17, 24}
	wild := []int{5, 45, 8, 40, 4, 44, 9, 41, 6, 43, 5, 42}
	hundred := slices.Repeat([]int{100}, 12)
	people := func(SeriesPeriod) float64 { return 1000 }
	for _, c := range []struct {
		why   string
		data  Charted
		o     ControlOptions
		want  ChartKind
		over  bool
		nodis bool
	}{
		{"a share", seriesOf(t, even, hundred), ControlOptions{}, PChart, false, false},
		{"a share that varies more than chance", seriesOf(t, wild, hundred), ControlOptions{}, PPrimeChart, true, false},
		{"a count", seriesOf(t, even, nil), ControlOptions{}, CChart, false, false},
		{"a count that varies more than chance", seriesOf(t, wild, nil), ControlOptions{}, XmRChart, true, false},
		{"a count with an exposure", seriesOf(t, even, nil), ControlOptions{Exposure: people, Per: 1000}, UChart, false, false},
		{"the same, wild", seriesOf(t, wild, nil), ControlOptions{Exposure: people}, UPrimeChart, true, false},
		{"a measurement", measurementsOf(t, []float64{1, 2, 1, 3, 2, 1, 2, 3, 1, 2, 1, 2}), ControlOptions{}, XmRChart, false, true},
	} {
		chart := drawn(t, c.data, c.o)
		assert.Equal(t, c.want, chart.Kind, c.why)
		assert.Equal(t, c.want, chart.Recommended, c.why)
		assert.Equal(t, c.want, chart.Options.Kind, "the options say what was drawn: %s", c.why)
		assert.Equal(t, c.over, rma.HasWarning(chart.Warnings, rma.WarnOverdispersed), c.why)
		assert.Equal(t, c.nodis, math.IsNaN(chart.Dispersion), c.why)
	}
	asked := drawn(t, seriesOf(t, wild, hundred), ControlOptions{Kind: PChart})
	assert.Equal(t, []ChartKind{PChart, PPrimeChart}, []ChartKind{asked.Kind, asked.Recommended}, "what is asked for is drawn")
	assert.True(t, rma.HasWarning(asked.Warnings, rma.WarnOverdispersed), "and warned of")
}

func TestPhasesAreChartsOfTheirOwn(t *testing.T) {
	before, after := []int{30, 34, 28, 36, 31, 32, 29, 35, 30, 33, 27, 34}, []int{10, 14, 8, 16, 11, 12, 9, 15, 10, 13, 7, 14}
	bases := slices.Repeat([]int{100}, 24)
	both := seriesOf(t, append(slices.Clone(before), after...), bases)
	chart := drawn(t, both, ControlOptions{Kind: PChart, Better: LowerBetter, Phases: pilotFrom(2002, time.January)})
	require.Len(t, chart.Phases, 2)
	assert.Empty(t, chart.Signals, "within each phase nothing changed")
	first := drawn(t, seriesOf(t, before, bases[:12]), ControlOptions{Kind: PChart})
	assert.Equal(t, first.Phases[0].Centre, chart.Phases[0].Centre)
	assert.Equal(t, first.Points[3].Upper, chart.Points[3].Upper)
	testkit.Near(t, 139.0/1200, chart.Phases[1].Centre, 1e-15, "after")
	assert.Contains(t, plain(chart.Table()), "fase 2, met een eigen middellijn vanaf 1-1-2002: begin van de pilot")
	assert.Contains(t, chart.String(), "start of the pilot")

	undivided := drawn(t, both, ControlOptions{Kind: PChart, Better: LowerBetter})
	rules := map[SignalRule]Cause{}
	for _, s := range undivided.Signals {
		if s.Rule == SignalShift {
			assert.Equal(t, s.Points[0] == 0, s.High)
			rules[s.Rule] = s.Cause
		}
	}
	assert.Equal(t, map[SignalRule]Cause{SignalShift: Improvement}, rules, "one chart shows that something changed, last downwards")
	assert.True(t, rma.HasWarning(undivided.Warnings, rma.WarnAutocorrelated), "a shift makes periods alike")
}

func TestPhaseWithinAPeriod(t *testing.T) {
	counts := slices.Repeat([]int{20, 22, 21}, 8)
	chart := drawn(t, seriesOf(t, counts, nil), ControlOptions{Phases: []Phase{{From: rma.NewDate(2001, time.December, 15), Reason: rma.T("begin", "start")}}})
	assert.Equal(t, 12, chart.Phases[1].First, "December belongs to the phase before")
	assert.True(t, chart.Phases[1].CutPeriod)
	assert.Contains(t, plain(chart.Table()), "de periode waarin die dag valt hoort bij de fase ervoor")
	assert.False(t, drawn(t, seriesOf(t, counts, nil), ControlOptions{Phases: pilotFrom(2002, time.January)}).Phases[1].CutPeriod)
}

func TestControlChartRefuses(t *testing.T) {
	shares, counts := seriesOf(t, []int{1, 2, 3}, []int{4, 4, 4}), seriesOf(t, []int{1, 2, 3}, nil)
	target, percent, nan := 0.5, 50.0, math.NaN()
	reason := rma.T("begin", "start")
	at := func(m time.Month) Phase { return Phase{From: monthOfYear(2001, m), Reason: reason} }
	for _, c := range []struct {
		why string
		x   Charted
		o   ControlOptions
	}{
		{"no data at all", nil, ControlOptions{}},
		{"a p chart of counts", counts, ControlOptions{Kind: PChart}},
		{"a c chart of shares", shares, ControlOptions{Kind: CChart}},
		{"a g chart of counts", counts, ControlOptions{Kind: GChart}},
		{"a kind that there is not", counts, ControlOptions{Kind: 9}},
		{"a direction that there is not", counts, ControlOptions{Better: 3}},
		{"a target without a direction", shares, ControlOptions{Target: &target}},
		{"a target in percents", shares, ControlOptions{Target: &percent, Better: HigherBetter}},
		{"a target that is not a number", counts, ControlOptions{Target: &nan, Better: HigherBetter}},
		{"a baseline below 0", counts, ControlOptions{Baseline: -1}},
		{"a baseline past the end", counts, ControlOptions{Baseline: 4}},
		{"a baseline and phases", counts, ControlOptions{Baseline: 1, Phases: []Phase{at(2)}}},
		{"a factor below 0", counts, ControlOptions{Factor: -1}},
		{"an infinite Per", counts, ControlOptions{Per: math.Inf(1)}},
		{"a shift below 0", counts, ControlOptions{Shift: -1}},
		{"an exposure in a c chart", counts, ControlOptions{Kind: CChart, Exposure: func(SeriesPeriod) float64 { return 1 }}},
		{"an exposure of shares", shares, ControlOptions{Exposure: func(SeriesPeriod) float64 { return 1 }}},
		{"events without exposure", counts, ControlOptions{Exposure: func(SeriesPeriod) float64 { return 0 }}},
		{"an exposure that is not a number", counts, ControlOptions{Exposure: func(SeriesPeriod) float64 { return math.NaN() }}},
		{"a phase without a reason", counts, ControlOptions{Phases: []Phase{{From: monthOfYear(2001, 2)}}}},
		{"a reason of blanks", counts, ControlOptions{Phases: []Phase{{From: monthOfYear(2001, 2), Reason: rma.T(" ", " ")}}}},
		{"a phase without a day", counts, ControlOptions{Phases: []Phase{{Reason: reason}}}},
		{"a phase that begins with the data", counts, ControlOptions{Phases: []Phase{at(1)}}},
		{"a phase after the data", counts, ControlOptions{Phases: []Phase{at(4)}}},
		{"phases in the wrong order", counts, ControlOptions{Phases: []Phase{at(3), at(2)}}},
		{"two phases on one day", counts, ControlOptions{Phases: []Phase{at(2), at(2)}}},
	} {
		_, err := NewControlChart(c.x, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
	_, err := NewControlChart(seriesOf(t, []int{1, 0, 3}, []int{4, 0, 4}), ControlOptions{Kind: XmRChart})
	require.ErrorIs(t, err, ErrGap)
	assert.Contains(t, err.Error(), "n=1")
	_, err = NewControlChart(measurementsOf(t, slices.Repeat([]float64{math.MaxFloat64, -math.MaxFloat64}, 6)), ControlOptions{})
	assert.ErrorIs(t, err, ErrOptions, "figures that no number can hold the range of")
}

func TestControlChartDegenerate(t *testing.T) {
	flat, none := slices.Repeat([]int{5}, 12), make([]int, 12)
	for _, c := range []struct {
		why  string
		x    Charted
		o    ControlOptions
		code rma.Code
	}{
		{"no period", seriesOf(t, nil, nil), ControlOptions{}, rma.WarnUndefined},
		{"no period of shares", seriesOf(t, nil, []int{}), ControlOptions{}, rma.WarnUndefined},
		{"no measurement", measurementsOf(t, nil), ControlOptions{}, rma.WarnUndefined},
		{"no base in any period", seriesOf(t, none, none), ControlOptions{}, rma.WarnFewPoints},
		{"never", seriesOf(t, none, nil), ControlOptions{}, rma.WarnNoSpread},
		{"never, of some", seriesOf(t, none, flat), ControlOptions{}, rma.WarnNoSpread},
		{"always", seriesOf(t, flat, flat), ControlOptions{}, rma.WarnNoSpread},
		{"always, with the spread between periods", seriesOf(t, flat, flat), ControlOptions{Kind: PPrimeChart}, rma.WarnNoSpread},
		{"the same measurement each time", measurementsOf(t, slices.Repeat([]float64{3}, 12)), ControlOptions{}, rma.WarnNoSpread},
		{"an empty month", seriesOf(t, append([]int{0}, flat...), append([]int{0}, slices.Repeat([]int{20}, 12)...)), ControlOptions{}, rma.WarnEmptyPeriods},
	} {
		chart := drawn(t, c.x, c.o)
		assert.True(t, rma.HasWarning(chart.Warnings, c.code), "%s: %v", c.why, chart.Warnings)
		assert.Empty(t, chart.Signals, c.why)
		for _, p := range chart.Points {
			assert.False(t, p.Value > 0 && math.IsInf(p.Value, 0), c.why)
		}
		_ = chart.String()
		assert.NotPanics(t, func() { chart.Table(); chart.Observations() }, c.why)
	}
}
