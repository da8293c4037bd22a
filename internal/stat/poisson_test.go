package stat

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestPoissonRateOracle(t *testing.T) {
	testkit.Cases(t, "casereview_poisson_rate", func(t *testing.T, c testkit.Case) {
		var in struct {
			X        int
			Exposure float64
		}
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		rate, lo, hi := PoissonRate(in.X, in.Exposure, opt.Level)
		c.Check(t, "rate", rate)
		c.Check(t, "ci_low", lo)
		c.Check(t, "ci_high", hi)
	})
}

// The bounds must satisfy the equations that define them.
func TestPoissonRateEquations(t *testing.T) {
	for _, x := range []int{0, 1, 2, 7, 50, 1000, 200000} {
		for _, level := range []float64{0.5, 0.9, 0.95, 0.999} {
			_, lo, hi := PoissonRate(x, 2, level)
			half := (1 - level) / 2
			if x > 0 {
				assert.InEpsilon(t, half, PoissonUpper(x, 2*lo), 1e-9, "lower bound of %d at %v", x, level)
			} else {
				assert.Zero(t, lo)
			}
			assert.InEpsilon(t, half, PoissonLower(x, 2*hi), 1e-9, "upper bound of %d at %v", x, level)
		}
	}
}

// slowPoisson adds up the chances one by one.
func slowPoisson(k int, mean float64) (lower float64) {
	term := math.Exp(-mean)
	for i := range k + 1 {
		if i > 0 {
			term *= mean / float64(i)
		}
		lower += term
	}
	return lower
}

func TestPoissonTails(t *testing.T) {
	rng := testRand(11)
	for range 500 {
		mean := rng.Float64() * 30
		k := rng.IntN(60)
		want := slowPoisson(k, mean)
		assert.InDelta(t, want, PoissonLower(k, mean), 1e-13, "P(X ≤ %d), mean %v", k, mean)
		assert.InDelta(t, 1-want, PoissonUpper(k+1, mean), 1e-13, "P(X ≥ %d), mean %v", k+1, mean)
	}
	for _, c := range []struct {
		k            int
		mean         float64
		lower, upper float64
		why          string
	}{
		{0, 0, 1, 1, "nothing can come"},
		{3, 0, 1, 0, "three never come"},
		{-1, 2, 0, 1, "fewer than none is impossible"},
		{0, 2, math.Exp(-2), 1, "none"},
	} {
		assert.InDelta(t, c.lower, PoissonLower(c.k, c.mean), 1e-15, c.why)
		assert.InDelta(t, c.upper, PoissonUpper(c.k, c.mean), 1e-15, c.why)
	}
	for _, mean := range []float64{-1, math.NaN(), math.Inf(1)} {
		allNaN(t, "tails", PoissonLower(1, mean), PoissonUpper(1, mean))
	}
}

func TestPoissonRateRefuses(t *testing.T) {
	for _, c := range []struct {
		x               int
		exposure, level float64
		why             string
	}{
		{-1, 1, 0.95, "a negative count"},
		{1, 0, 0.95, "no exposure"},
		{1, -2, 0.95, "negative exposure"},
		{1, math.Inf(1), 0.95, "endless exposure"},
		{1, math.NaN(), 0.95, "unknown exposure"},
		{1, 1, 1, "a level of 1"},
		{1, 1, math.NaN(), "no level"},
	} {
		rate, lo, hi := PoissonRate(c.x, c.exposure, c.level)
		allNaN(t, c.why, rate, lo, hi)
	}
}

func TestChiSquareQuantile(t *testing.T) {
	for _, df := range []float64{0.5, 1, 2, 3, 10, 77, 400, 24000} {
		for _, p := range []float64{1e-8, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999} {
			x := ChiSquareQuantile(p, df)
			assert.InEpsilon(t, 1-p, ChiSquareUpper(x, df), 1e-9, "df %v, p %v", df, p)
		}
	}
	assert.InDelta(t, 3.841458820694124, ChiSquareQuantile(0.95, 1), 1e-12, "z² at 0.975")
	assert.InDelta(t, -2*math.Log(0.05), ChiSquareQuantile(0.95, 2), 1e-12, "exponential")
	assert.Zero(t, ChiSquareQuantile(0, 3))
	assert.True(t, math.IsInf(ChiSquareQuantile(1, 3), 1))
	allNaN(t, "no quantile", ChiSquareQuantile(-0.1, 1), ChiSquareQuantile(1.1, 1), ChiSquareQuantile(0.5, 0), ChiSquareQuantile(math.NaN(), 1), ChiSquareQuantile(0.5, math.Inf(1)))
}

func ExamplePoissonRate() {
	rate, lo, hi := PoissonRate(6, 12, 0.95) // 6 reports in 12 months
	fmt.Printf("%.2f (%.2f to %.2f) a month\n", rate, lo, hi)
	// Output: 0.50 (0.18 to 1.09) a month
}
