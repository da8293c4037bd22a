package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// drawn is a chart of values with a given line and sigma.
func drawn(y []float64, line, sigma float64) ControlChart {
	c := ControlChart{Kind: ChartXmR, N: len(y), Centre: line, Points: make([]ControlPoint, len(y))}
	for i, v := range y {
		c.Points[i] = ControlPoint{
			Value: v, Centre: line, Sigma: sigma, Z: (v - line) / sigma,
			Lower: line - 3*sigma, Upper: line + 3*sigma,
		}
		if math.IsNaN(v) {
			c.Points[i].Reason = NoData
		}
	}
	return c
}

func TestControlRulesOracle(t *testing.T) {
	testkit.Cases(t, "casereview_control_rules", func(t *testing.T, c testkit.Case) {
		var in struct{ Y numbers }
		var opt struct {
			Center, Sigma float64
			Shift         int  `json:"shift_length"`
			Trend         int  `json:"trend_length"`
			Skip          bool `json:"skip_center"`
		}
		c.Decode(t, &in, &opt)
		s := drawn(in.Y, opt.Center, opt.Sigma).SpecialCauses(SpecialCauseOptions{
			Shift: opt.Shift, Trend: opt.Trend, SkipCentre: opt.Skip, FourOfFive: true,
		})
		c.CheckAll(t, "beyond3", floats(s.Beyond))
		c.CheckAll(t, "two_of_three", floats(s.TwoOfThree))
		c.CheckAll(t, "four_of_five", floats(s.FourOfFive))
		c.CheckAll(t, "shift", floats(s.Shift))
		c.CheckAll(t, "trend", floats(s.Trend))
	})
}

// windows lists the places in any window of this length that all satisfies.
func windows(n, length int, all func(first, end int) bool) []int {
	var out []int
	for i := range n {
		for first := max(0, i-length+1); first <= i && first+length <= n; first++ {
			if all(first, first+length) {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// A run of at least so many points is every window of so many that fits.
func TestControlRulesByDefinition(t *testing.T) {
	rng := testRand(44)
	for round := range 300 {
		y := make([]float64, rng.IntN(40))
		for i := range y {
			y[i] = float64(rng.IntN(7) - 3)
			if round%2 == 0 && i > 0 { // enough trends and shifts
				y[i] = y[i-1] + float64(rng.IntN(4)-1)/2
			}
			if rng.IntN(25) == 0 {
				y[i] = math.NaN()
			}
		}
		o := SpecialCauseOptions{Shift: 2 + rng.IntN(6), Trend: 2 + rng.IntN(6)}
		s := drawn(y, 0, 1).SpecialCauses(o)
		every := func(first, end int, f func(i int) bool) bool {
			for i := first; i < end; i++ {
				if !f(i) {
					return false
				}
			}
			return true
		}
		assert.Equal(t, windows(len(y), o.Shift, func(first, end int) bool {
			return every(first, end, func(i int) bool { return y[i] > 0 }) ||
				every(first, end, func(i int) bool { return y[i] < 0 })
		}), s.Shift)
		assert.Equal(t, windows(len(y), o.Trend, func(first, end int) bool {
			return every(first+1, end, func(i int) bool { return y[i] > y[i-1] }) ||
				every(first+1, end, func(i int) bool { return y[i] < y[i-1] })
		}), s.Trend)
		assert.Equal(t, windows(len(y), 1, func(i, _ int) bool { return math.Abs(y[i]) > 3 }), s.Beyond)
		assert.Nil(t, s.FourOfFive, "not asked for")
		var any []int
		for _, list := range [][]int{s.Beyond, s.Shift, s.Trend, s.TwoOfThree} {
			any = append(any, list...)
		}
		slices.Sort(any)
		assert.Len(t, slices.Compact(any), s.Signals)
	}
}

func TestSpecialCauseLengths(t *testing.T) {
	for _, c := range []struct {
		why          string
		y            []float64
		shift, trend []int
	}{
		{"six on one side", []float64{1, 2, 1, 2, 1, 2, -1}, nil, nil},
		{"seven on one side", []float64{1, 2, 1, 2, 1, 2, 1, -1}, []int{0, 1, 2, 3, 4, 5, 6}, nil},
		{"broken on the line", []float64{1, 2, 1, 2, 0, 2, 1, 1}, nil, nil},
		{"broken by a gap", []float64{1, 2, 1, math.NaN(), 2, 1, 2, 1}, nil, nil},
		{"six rising", []float64{-2, -1, 0, 1, 2, 2.5, 0}, nil, nil},
		{"seven rising", []float64{-2, -1, 0, 1, 2, 2.5, 2.9}, nil, []int{0, 1, 2, 3, 4, 5, 6}},
		{"an equal neighbour", []float64{-2, -1, 0, 0, 1, 2, 2.5}, nil, nil},
	} {
		chart := drawn(c.y, 0, 5)
		s := chart.SpecialCauses(SpecialCauseOptions{})
		assert.Equal(t, c.shift, s.Shift, c.why)
		assert.Equal(t, c.trend, s.Trend, c.why)
		assert.Equal(t, []int{7, 7}, []int{s.Options.Shift, s.Options.Trend}, "the lengths used")
	}
	s := drawn([]float64{1, 2, 0, 1, 2, 1, 2, 1}, 0, 5).SpecialCauses(SpecialCauseOptions{SkipCentre: true})
	assert.Equal(t, []int{0, 1, 3, 4, 5, 6, 7}, s.Shift, "passed over, and not itself a signal")
}

func TestTwoOfThree(t *testing.T) {
	for _, c := range []struct {
		why  string
		y    []float64
		want []int
	}{
		{"next to each other", []float64{0, 2.5, 2.5, 0}, []int{1, 2}},
		{"one between", []float64{2.5, 0, 2.5}, []int{0, 2}},
		{"the third on the other side", []float64{-2.5, -1, -2.1, 1}, []int{0, 2}},
		{"outside the limits counts", []float64{0, 2.5, 3.5}, []int{1, 2}},
		{"two between", []float64{2.5, 0, 0, 2.5}, nil},
		{"opposite sides", []float64{2.5, -2.5, 0}, nil},
		{"exactly two thirds", []float64{2, 2, 2}, nil},
		{"only two points", []float64{2.5, 2.5}, nil},
		{"a gap", []float64{2.5, math.NaN(), 2.5}, nil},
	} {
		assert.Equal(t, c.want, drawn(c.y, 0, 1).SpecialCauses(SpecialCauseOptions{}).TwoOfThree, c.why)
	}
}

// A clipped limit does not move the two thirds: they are those of sigma.
func TestTwoOfThreeUnderAClippedLimit(t *testing.T) {
	x := []float64{2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 0, 0}
	c := CChart(x, ControlOptions{Baseline: 12})
	assert.Zero(t, c.Points[12].Lower)
	assert.Less(t, c.Centre/3, 2*c.Points[12].Sigma)
	assert.Empty(t, c.SpecialCauses(SpecialCauseOptions{}).TwoOfThree)
}

func TestSpecialCauseDirection(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why    string
		y      []float64
		better Better
		want   []Cause
	}{
		{"no direction, up", []float64{4, 0}, NoDirection, []Cause{SpecialHigh, CommonCause}},
		{"no direction, down", []float64{-4, 0}, NoDirection, []Cause{SpecialLow, CommonCause}},
		{"up is good", []float64{4, -4, nan}, HigherIsBetter, []Cause{Improvement, Concern, NotJudged}},
		{"down is good", []float64{4, -4, nan}, LowerIsBetter, []Cause{Concern, Improvement, NotJudged}},
		{"a rise below the line is an improvement", []float64{-1.5, -1, -0.5, 0.1, 0.2, 0.3, 0.4}, HigherIsBetter,
			slices.Repeat([]Cause{Improvement}, 7)},
		{"the level goes before the trend", []float64{-3.5, -1, -0.5, 0.1, 0.2, 0.3, 0.4}, HigherIsBetter,
			append([]Cause{Concern}, slices.Repeat([]Cause{Improvement}, 6)...)},
		{"the top of a rise and a fall", []float64{-.3, -.2, -.1, .1, .2, .3, .4, .3, .2, .1, -.1, -.2, -.3}, HigherIsBetter,
			append(slices.Repeat([]Cause{Improvement}, 3), append(slices.Repeat([]Cause{Improvement}, 7), slices.Repeat([]Cause{Concern}, 3)...)...)},
	} {
		s := drawn(c.y, 0, 1).SpecialCauses(SpecialCauseOptions{Better: c.better})
		assert.Equal(t, c.want, s.Causes, c.why)
		assert.Equal(t, len(c.y)-countOf(c.want, NotJudged), s.Judged, c.why)
		assert.Equal(t, s.Judged-countOf(c.want, CommonCause), s.Signals, c.why)
	}
	s := drawn([]float64{-.3, -.2, -.1, .1, .2, .3, .4, .3, .2, .1, -.1, -.2, -.3}, .35, 9).
		SpecialCauses(SpecialCauseOptions{Better: HigherIsBetter, Shift: 20})
	assert.Equal(t, append(slices.Repeat([]Cause{Improvement}, 7), slices.Repeat([]Cause{Concern}, 6)...), s.Causes,
		"the top belongs to the rise")
}

func countOf(list []Cause, what Cause) (n int) {
	for _, c := range list {
		if c == what {
			n++
		}
	}
	return n
}

func TestSpecialCausesRefuse(t *testing.T) {
	chart := drawn([]float64{4, 5}, 0, 1)
	for why, o := range map[string]SpecialCauseOptions{
		"shift": {Shift: -1}, "trend": {Trend: -1}, "up": {Better: 2}, "down": {Better: -2},
	} {
		s := chart.SpecialCauses(o)
		assert.Equal(t, BadInput, s.Undefined, why)
		assert.Equal(t, []Cause{NotJudged, NotJudged}, s.Causes, why)
		assert.Nil(t, s.Beyond, why)
	}
	few := XmRChart([]float64{1, 1, 1, 1, 1, 1, 1, 9, 9}, ControlOptions{})
	s := few.SpecialCauses(SpecialCauseOptions{})
	assert.Equal(t, TooFew, s.Undefined)
	assert.Equal(t, []int{0, 0}, []int{s.Judged, s.Signals})
	assert.Len(t, s.Causes, 9)
	assert.NotPanics(t, func() { ControlChart{}.SpecialCauses(SpecialCauseOptions{}) })
}
