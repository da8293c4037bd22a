package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestDescriptivesOracle(t *testing.T) {
	testkit.Cases(t, "survey_descriptives", func(t *testing.T, c testkit.Case) {
		var in struct{ X numbers }
		var opt struct {
			Probs []float64 `json:"probs"`
			Level float64   `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		x, missing := Present(in.X)
		c.Check(t, "n", float64(len(x)))
		c.Check(t, "n_missing", float64(missing))
		c.Check(t, "sum", Sum(x))
		c.Check(t, "mean", Mean(x))
		c.Check(t, "median", Median(x))
		c.Check(t, "var", Variance(x))
		c.Check(t, "sd", SD(x))
		c.Check(t, "se", SD(x)/math.Sqrt(float64(len(x))))
		lo, hi := MeanInterval(x, opt.Level)
		c.Check(t, "ci_low", lo)
		c.Check(t, "ci_high", hi)
		c.CheckAll(t, "q", Quantiles(x, opt.Probs...))
		c.Check(t, "iqr", Quantile(x, 0.75)-Quantile(x, 0.25))
		if len(x) > 0 {
			c.Check(t, "min", Quantile(x, 0))
			c.Check(t, "max", Quantile(x, 1))
		}
	})
}

func TestSumKeepsSmallTerms(t *testing.T) {
	assert.Equal(t, 2.0, Sum([]float64{1, 1e100, 1, -1e100}))
	assert.Equal(t, math.Inf(1), Sum([]float64{1, math.Inf(1)}))
	allNaN(t, "Inf - Inf", Sum([]float64{math.Inf(1), math.Inf(-1)}))
	assert.Equal(t, 0.0, Sum(nil))
}

func TestConstantHasNoVariance(t *testing.T) {
	for _, v := range []float64{0.1, 1.0 / 3, 1e9 + 0.1, -7.3} {
		for n := 2; n < 40; n++ {
			x := slices.Repeat([]float64{v}, n)
			assert.Equal(t, v, Mean(x))
			assert.Equal(t, 0.0, Variance(x))
		}
	}
}

func TestDescribeDegenerate(t *testing.T) {
	lo, hi := MeanInterval([]float64{1}, 0.95)
	allNaN(t, "n = 1", Variance([]float64{1}), SD([]float64{1}), lo, hi)
	allNaN(t, "n = 0", Mean(nil), Variance(nil), Median(nil), Quantile(nil, 0.5))
	gap := []float64{1, math.NaN(), 3}
	allNaN(t, "missing", Mean(gap), Variance(gap), Median(gap), Quantile(gap, 0))
	lo, hi = MeanInterval([]float64{1, 2}, 1)
	allNaN(t, "level 1", lo, hi)
	allNaN(t, "p", Quantile([]float64{1, 2}, -0.1), Quantile([]float64{1, 2}, 1.1), Quantile([]float64{1}, math.NaN()))
	assert.Equal(t, 5.0, Median([]float64{5}))
}

func TestDescribeProperties(t *testing.T) {
	rng := testRand(1)
	for range 200 {
		x := make([]float64, 2+rng.IntN(20))
		for i := range x {
			x[i] = float64(rng.IntN(1000)) / 8
		}
		shifted, flipped := make([]float64, len(x)), make([]float64, len(x))
		for i, v := range x {
			shifted[i], flipped[i] = v+1e6, -v
		}
		testkit.Near(t, Variance(x), Variance(shifted), 1e-7, "a common offset")
		testkit.Near(t, -Quantile(x, 0.3), Quantile(flipped, 0.7), 1e-11, "mirror image")
		assert.LessOrEqual(t, Quantile(x, 0.2), Quantile(x, 0.21))
	}
}

func TestDescribeLeavesArgument(t *testing.T) {
	x := []float64{3, 1, math.NaN(), 2}
	before := slices.Clone(x)
	values, _ := Present(x)
	values[0] = 99
	Median(x)
	Quantiles(x, 0.1, 0.9)
	Variance(x)
	sameFloats(t, before, x, "x")
}
