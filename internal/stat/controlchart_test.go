package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type chartInput struct{ X, N numbers }

// column takes one figure of every point.
func column(c ControlChart, f func(ControlPoint) float64) []float64 {
	out := make([]float64, len(c.Points))
	for i, p := range c.Points {
		out[i] = f(p)
	}
	return out
}

func lowers(c ControlChart) []float64 {
	return column(c, func(p ControlPoint) float64 { return p.Lower })
}
func uppers(c ControlChart) []float64 {
	return column(c, func(p ControlPoint) float64 { return p.Upper })
}
func plotted(c ControlChart) []float64 {
	return column(c, func(p ControlPoint) float64 { return p.Value })
}

func TestControlChartOracle(t *testing.T) {
	testkit.Cases(t, "casereview_control_chart", func(t *testing.T, c testkit.Case) {
		var in chartInput
		var opt struct {
			Type     string
			Baseline int
		}
		c.Decode(t, &in, &opt)
		before := chartInput{slices.Clone(in.X), slices.Clone(in.N)}
		o := ControlOptions{Baseline: opt.Baseline, MinPoints: 2}
		switch opt.Type {
		case "p":
			checkChart(t, c, PChart(in.X, in.N, o), 1)
		case "np": // the p chart in units
			checkChart(t, c, PChart(in.X, in.N, o), in.N[0])
		case "p_prime":
			checkChart(t, c, PPrimeChart(in.X, in.N, o), 1)
		case "u":
			checkChart(t, c, UChart(in.X, in.N, o), 1)
		case "u_prime":
			checkChart(t, c, UPrimeChart(in.X, in.N, o), 1)
		case "c":
			checkChart(t, c, CChart(in.X, o), 1)
		case "xmr":
			checkChart(t, c, XmRChart(in.X, o), 1)
		case "mr":
			checkRanges(t, c, in.X, XmRChart(in.X, o))
		default:
			t.Fatalf("a chart of an unknown kind: %s", opt.Type)
		}
		sameFloats(t, before.X, in.X, "x")
		sameFloats(t, before.N, in.N, "n")
	})
}

func checkChart(t *testing.T, c testkit.Case, chart ControlChart, scale float64) {
	t.Helper()
	times := func(x []float64) []float64 {
		for i := range x {
			x[i] *= scale
		}
		return x
	}
	require.Equal(t, Defined, chart.NoLimits)
	c.Check(t, "center", scale*chart.Centre)
	c.CheckAll(t, "lcl", times(lowers(chart)))
	c.CheckAll(t, "ucl", times(uppers(chart)))
	c.CheckAll(t, "y", times(plotted(chart)))
	s := chart.SpecialCauses(SpecialCauseOptions{})
	c.CheckAll(t, "beyond", floats(s.Beyond))
}

func checkRanges(t *testing.T, c testkit.Case, x []float64, chart ControlChart) {
	t.Helper()
	c.Check(t, "center", chart.MeanRange)
	c.CheckAll(t, "y", append([]float64{math.NaN()}, movingRanges(x)...))
	c.CheckAll(t, "ucl", slices.Repeat([]float64{chart.RangeLimit}, len(x)))
}

// oddPeriod is an example of screening, one odd period among 18, with limits by
// the formulas of the R package NHSRplotthedots 0.2.2.
var oddPeriod = []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}

func TestXmRScreening(t *testing.T) {
	for _, c := range []struct {
		screen           bool
		ranges, screened int
		mean             float64
		lower, upper     float64
	}{
		{false, 17, 0, 32.0 / 17, -3.0626, 6.9515},
		{true, 15, 2, 1, -0.7156, 4.6044},
	} {
		chart := XmRChart(oddPeriod, ControlOptions{Factor: 2.66, Screen: c.screen})
		assert.InDelta(t, 1.9444, chart.Centre, 5e-5)
		assert.Equal(t, c.screen, chart.Screen, "the settings used")
		assert.Equal(t, []float64{2.66, 18, 10}, []float64{chart.Factor, float64(chart.Baseline), float64(chart.MinPoints)})
		assert.Equal(t, []int{c.ranges, c.screened}, []int{chart.Ranges, chart.Screened})
		testkit.Near(t, c.mean, chart.MeanRange, 1e-15, "mean range")
		testkit.Near(t, 3.267*c.mean, chart.RangeLimit, 1e-14, "limit of the ranges")
		for _, p := range chart.Points {
			assert.InDelta(t, c.lower, p.Lower, 5e-5)
			assert.InDelta(t, c.upper, p.Upper, 5e-5)
			testkit.Near(t, 2.66*c.mean/3, p.Sigma, 1e-15, "sigma")
		}
		assert.Equal(t, []int{4}, chart.SpecialCauses(SpecialCauseOptions{}).Beyond)
	}
}

// A range of exactly the limit stays, and nothing is screened from equal ones.
func TestScreenedKeepsTheLimit(t *testing.T) {
	assert.Len(t, screened([]float64{0, 0, 0}), 3)
	assert.Len(t, screened([]float64{2, 2, 2}), 3)
	assert.Empty(t, movingRanges([]float64{1, math.NaN(), 2}), "no range across a gap")
	assert.Empty(t, movingRanges(nil))
}

func TestControlChartPoints(t *testing.T) {
	for _, c := range []struct {
		why    string
		n      int
		o      ControlOptions
		limits Reason
		trial  bool
	}{
		{"one point", 1, ControlOptions{}, TooFew, false},
		{"one too few", 9, ControlOptions{}, TooFew, false},
		{"just enough", 10, ControlOptions{}, Defined, true},
		{"still trial", 11, ControlOptions{}, Defined, true},
		{"steady", 12, ControlOptions{}, Defined, false},
		{"a short baseline", 30, ControlOptions{Baseline: 9}, TooFew, false},
		{"a trial baseline", 30, ControlOptions{Baseline: 11}, Defined, true},
		{"fewer on purpose", 4, ControlOptions{MinPoints: 3}, Defined, true},
		{"more on purpose", 19, ControlOptions{MinPoints: 20}, TooFew, false},
	} {
		x, n := make([]float64, c.n), make([]float64, c.n)
		for i := range x {
			x[i], n[i] = float64(1+i%3), 8
		}
		for _, chart := range everyChart(x, n, c.o) {
			assert.Equal(t, Defined, chart.Undefined, "%s: %s", chart.Kind, c.why)
			assert.Equal(t, c.limits, chart.NoLimits, "%s: %s", chart.Kind, c.why)
			assert.Equal(t, c.trial, chart.Trial, "%s: %s", chart.Kind, c.why)
			assert.False(t, math.IsNaN(chart.Centre), "%s: %s", chart.Kind, c.why)
			for _, p := range chart.Points {
				assert.False(t, math.IsNaN(p.Value) || math.IsNaN(p.Centre), c.why)
				for _, f := range []float64{p.Lower, p.Upper, p.Sigma, p.Z} {
					assert.Equal(t, c.limits != Defined, math.IsNaN(f), "%s: %s", chart.Kind, c.why)
				}
			}
		}
	}
}

// everyChart draws x of n in each of the eight ways.
func everyChart(x, n []float64, o ControlOptions) []ControlChart {
	return []ControlChart{
		PChart(x, n, o), PPrimeChart(x, n, o), UChart(x, n, o), UPrimeChart(x, n, o),
		CChart(x, o), XmRChart(x, o), GChart(x, o), TChart(x, o),
	}
}

func TestControlChartRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		why  string
		x, n []float64
		o    ControlOptions
		want Reason
	}{
		{"no points", nil, nil, ControlOptions{}, NoData},
		{"NaN", []float64{1, nan}, []float64{2, 2}, ControlOptions{}, BadInput},
		{"infinite", []float64{1, inf}, []float64{2, inf}, ControlOptions{}, BadInput},
		{"baseline negative", []float64{1}, []float64{2}, ControlOptions{Baseline: -1}, BadInput},
		{"baseline past the end", []float64{1}, []float64{2}, ControlOptions{Baseline: 2}, BadInput},
		{"fewest negative", []float64{1}, []float64{2}, ControlOptions{MinPoints: -1}, BadInput},
		{"factor negative", []float64{1}, []float64{2}, ControlOptions{Factor: -1}, BadInput},
		{"factor NaN", []float64{1}, []float64{2}, ControlOptions{Factor: nan}, BadInput},
		{"factor infinite", []float64{1}, []float64{2}, ControlOptions{Factor: inf}, BadInput},
	} {
		for _, chart := range everyChart(c.x, c.n, c.o) {
			assertRefused(t, chart, len(c.x), c.want, c.why)
		}
	}
	good := ControlOptions{MinPoints: 1}
	for why, chart := range map[string]ControlChart{
		"more than all":           PChart([]float64{3}, []float64{2}, good),
		"a share for a count":     PChart([]float64{0.5}, []float64{2}, good),
		"half a unit":             PPrimeChart([]float64{1}, []float64{2.5}, good),
		"negative":                UChart([]float64{-1}, []float64{2}, good),
		"negative exposure":       UChart([]float64{1}, []float64{-2}, good),
		"events in nothing":       UPrimeChart([]float64{1}, []float64{0}, good),
		"unequal lengths":         PChart([]float64{1}, []float64{2, 2}, good),
		"exposure missing":        UChart([]float64{1}, []float64{nan}, good),
		"a rate past all numbers": UChart([]float64{1}, []float64{5e-324}, good),
		"half an event":           CChart([]float64{0.5}, good),
		"half a case":             GChart([]float64{0.5}, good),
		"minus a case":            GChart([]float64{-1}, good),
		"minus a day":             TChart([]float64{-1}, good),
		"a sum past every number": XmRChart([]float64{math.MaxFloat64, math.MaxFloat64, 1}, good),
	} {
		assertRefused(t, chart, 1, BadInput, why)
	}
}

func assertRefused(t *testing.T, c ControlChart, places int, want Reason, why string) {
	t.Helper()
	assert.Equal(t, want, c.Undefined, "%s: %s", c.Kind, why)
	assert.Equal(t, want, c.NoLimits, "%s: %s", c.Kind, why)
	if why != "a sum past every number" {
		assert.Len(t, c.Points, places, why)
		allNaN(t, why, plotted(c)...)
	}
	allNaN(t, why, c.Centre, c.SigmaZ)
	allNaN(t, why, lowers(c)...)
	allNaN(t, why, uppers(c)...)
	s := c.SpecialCauses(SpecialCauseOptions{})
	assert.Equal(t, want, s.Undefined, why)
	assert.Zero(t, s.Judged, why)
	assert.Equal(t, want, c.Assurance(1, HigherIsBetter).Undefined, why)
}

// chance draws a row of counts in exposures.
func chance(rng *rand.Rand, size int) (x, n []float64) {
	for range size {
		n = append(n, float64(5+rng.IntN(40)))
		x = append(x, float64(rng.IntN(int(n[len(n)-1])+1)))
	}
	return x, n
}

// Whatever the numbers are, a limit is a number or comes with a reason, and
// lies on its own side of the values that are usual.
func TestControlChartHostile(t *testing.T) {
	odd := []float64{
		0, math.Copysign(0, -1), 1, -1, 2, 3, 0.5, 1e-300, 5e-324, 1e16, 1e300, math.MaxFloat64, -math.MaxFloat64,
		math.NaN(), math.Inf(1), math.Inf(-1),
	}
	rng := testRand(45)
	for round := range 4000 {
		size := rng.IntN(6)
		x, n := make([]float64, size), make([]float64, size)
		most := len(odd)
		if round%2 == 0 {
			most = 12 // only what can be
		}
		for i := range x {
			x[i], n[i] = odd[rng.IntN(most)], odd[rng.IntN(most)]
		}
		o := ControlOptions{MinPoints: 1, Screen: round%3 == 0, Baseline: rng.IntN(size + 1)}
		beforeX, beforeN := slices.Clone(x), slices.Clone(n)
		for _, c := range everyChart(x, n, o) {
			soundChart(t, c)
		}
		sameFloats(t, beforeX, x, "x")
		sameFloats(t, beforeN, n, "n")
		NewRunChart(x, RunOptions{FixedCentre: round%2 == 0, Centre: odd[rng.IntN(len(odd))]})
	}
}

func soundChart(t *testing.T, c ControlChart) {
	t.Helper()
	assert.Equal(t, c.Undefined != Defined, math.IsNaN(c.Centre), "%s: a line or a reason", c.Kind)
	assert.False(t, math.IsInf(c.Centre, 0))
	for _, p := range c.Points {
		assert.Equal(t, p.Reason != Defined, math.IsNaN(p.Value), "%s: a value or a reason", c.Kind)
		bare := c.NoLimits != Defined || p.Reason != Defined
		assert.Equal(t, bare, math.IsNaN(p.Lower), "%s: a limit or a reason", c.Kind)
		assert.Equal(t, bare, math.IsNaN(p.Upper), "%s: a limit or a reason", c.Kind)
		assert.False(t, math.IsInf(p.Lower, 0) || math.IsInf(p.Upper, 0))
		assert.False(t, !bare && p.Lower > p.Upper, "%s: limits crossed", c.Kind)
	}
	s := c.SpecialCauses(SpecialCauseOptions{Better: LowerIsBetter, FourOfFive: true})
	assert.Len(t, s.Causes, len(c.Points))
	assert.Equal(t, c.NoLimits, s.Undefined)
	c.Assurance(1, LowerIsBetter)
}
