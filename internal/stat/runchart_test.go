package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestRunChartOracle(t *testing.T) {
	testkit.Cases(t, "casereview_run_chart_anhoej", func(t *testing.T, c testkit.Case) {
		var in struct{ Y numbers }
		var opt struct{ Center *float64 }
		c.Decode(t, &in, &opt)
		var o RunOptions
		if opt.Center != nil {
			o = RunOptions{FixedCentre: true, Centre: *opt.Center}
		}
		before := slices.Clone(in.Y)
		r := NewRunChart(in.Y, o)
		sameFloats(t, before, in.Y, "argument")
		c.Check(t, "center", r.Centre)
		c.Check(t, "n_useful", float64(r.Useful))
		c.Check(t, "signal", truth(r.Signal))
		figures := []float64{float64(r.LongestRun), float64(r.LongestMax), float64(r.Crossings), float64(r.CrossingsMin)}
		for i, name := range []string{"longest_run", "longest_run_max", "crossings", "crossings_min"} {
			if r.NoRuns != Defined {
				figures[i] = math.NaN()
			}
			c.Check(t, name, figures[i])
		}
	})
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// The limits of the published table, and by definition: the halves of all
// sequences of coins, added up one by one.
func TestRunLimits(t *testing.T) {
	for _, c := range []struct{ n, longest, crossings int }{
		{0, 0, 0}, {-3, 0, 0}, {1, 3, 0}, {10, 6, 2}, {20, 7, 6}, {24, 8, 8}, {100, 10, 41}, {1000000, 23, 499177},
	} {
		longest, crossings := RunLimits(c.n)
		assert.Equal(t, c.longest, longest, "longest run of %d", c.n)
		if c.n == 100 || c.n == 1000000 { // 99/2 - 1.645 √99/2, and the like
			m := float64(c.n - 1)
			assert.InDelta(t, m/2-1.6448536*math.Sqrt(m)/2, float64(crossings), 1, "crossings of %d", c.n)
			continue
		}
		assert.Equal(t, c.crossings, crossings, "crossings of %d", c.n)
	}
	for n := 1; n <= 400; n++ {
		_, got := RunLimits(n)
		term, sum, want := math.Ldexp(1, -(n-1)), 0.0, 0
		for k := 0; ; k++ {
			sum += term
			if sum >= 0.05 {
				want = k
				break
			}
			term *= float64(n-1-k) / float64(k+1)
		}
		assert.Equal(t, want, got, "n = %d", n)
	}
}

// runsByDefinition counts on the list of sides, written out.
func runsByDefinition(values []float64) (useful, longest, crossings int) {
	centre := Median(values)
	var side []bool
	for _, v := range values {
		if v != centre {
			side = append(side, v > centre)
		}
	}
	for i := range side {
		for j := i; j < len(side) && !slices.Contains(side[i:j+1], !side[i]); j++ {
			longest = max(longest, j-i+1)
		}
		if i > 0 && side[i] != side[i-1] {
			crossings++
		}
	}
	return len(side), longest, crossings
}

func TestRunChartProperties(t *testing.T) {
	rng := testRand(41)
	for range 200 {
		x := make([]float64, 1+rng.IntN(40))
		moved, mirrored := make([]float64, len(x)), make([]float64, len(x))
		for i := range x {
			x[i] = float64(rng.IntN(9))
			moved[i], mirrored[i] = x[i]+64, -4*x[i]
		}
		a := NewRunChart(x, RunOptions{})
		useful, longest, crossings := runsByDefinition(x)
		assert.Equal(t, []int{useful, longest, crossings}, []int{a.Useful, a.LongestRun, a.Crossings})
		b := NewRunChart(moved, RunOptions{})
		assert.Equal(t, a.Centre+64, b.Centre)
		b.Centre = a.Centre
		assert.Equal(t, a, b, "moved by 64")
		b = NewRunChart(mirrored, RunOptions{})
		assert.Equal(t, -4*a.Centre+0, b.Centre+0)
		b.Centre = a.Centre
		assert.Equal(t, a, b, "mirrored and scaled")
		backwards := slices.Clone(x)
		slices.Reverse(backwards)
		assert.Equal(t, a, NewRunChart(backwards, RunOptions{}), "read from the end")
	}
}

func TestRunChartSignals(t *testing.T) {
	shift := []float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9}
	r := NewRunChart(shift, RunOptions{})
	assert.Equal(t, []int{10, 7, 1, 6}, []int{r.LongestRun, r.LongestMax, r.Crossings, r.CrossingsMin})
	assert.True(t, r.TooLong && r.TooFewCross && r.Signal)
	r = NewRunChart(shift[:10], RunOptions{FixedCentre: true, Centre: 5})
	assert.True(t, r.FixedCentre, "the setting used")
	assert.True(t, r.TooLong && r.TooFewCross, "all under the median of an earlier phase")
	r = NewRunChart([]float64{-1, 1, 2}, RunOptions{FixedCentre: true})
	assert.Equal(t, []float64{0, 3, 1}, []float64{r.Centre, float64(r.Useful), float64(r.Crossings)}, "a centre of 0")
}

func TestRunChartDegenerate(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		why             string
		x               []float64
		o               RunOptions
		undefined, runs Reason
	}{
		{"no values", nil, RunOptions{}, NoData, NoData},
		{"all missing", []float64{nan, nan}, RunOptions{}, NoData, NoData},
		{"infinite", []float64{1, inf}, RunOptions{}, BadInput, BadInput},
		{"centre NaN", []float64{1, 2}, RunOptions{FixedCentre: true, Centre: nan}, BadInput, BadInput},
		{"centre infinite", []float64{1, 2}, RunOptions{FixedCentre: true, Centre: -inf}, BadInput, BadInput},
		{"one value", []float64{3}, RunOptions{}, Defined, NoVariance},
		{"all equal", []float64{3, 3, nan, 3}, RunOptions{}, Defined, NoVariance},
		{"centre not used", []float64{3, 4}, RunOptions{Centre: nan}, Defined, Defined},
	} {
		r := NewRunChart(c.x, c.o)
		assert.Equal(t, c.undefined, r.Undefined, c.why)
		assert.Equal(t, c.runs, r.NoRuns, c.why)
		assert.False(t, r.Signal, c.why)
		assert.Equal(t, len(c.x), r.N+r.Missing, c.why)
		assert.Equal(t, c.undefined != Defined, math.IsNaN(r.Centre), c.why)
	}
}
