package stat

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestPoissonRateRatioOracle(t *testing.T) {
	testkit.Cases(t, "casereview_rate_ratio", func(t *testing.T, c testkit.Case) {
		var in struct {
			X1, X2 int
			T1, T2 float64
		}
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		r := PoissonRateRatio(in.X1, in.T1, in.X2, in.T2, opt.Level)
		c.Check(t, "ratio", r.Ratio)
		c.Check(t, "ci_low", r.Lo)
		c.Check(t, "ci_high", r.Hi)
		c.Check(t, "log_low", r.LogLo)
		c.Check(t, "log_high", r.LogHi)
		c.Check(t, "p_value", r.P)
		assert.Equal(t, math.IsNaN(r.Ratio), r.Undefined != Defined)
		assert.Equal(t, math.IsNaN(r.LogLo), r.NoLogarithm != Defined)
	})
}

// slowTwoSided adds up all counts that are not more probable than k.
func slowTwoSided(k, n int, p float64) float64 {
	chance := func(i int) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(i + 1))
		c, _ := math.Lgamma(float64(n - i + 1))
		return math.Exp(a - b - c + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	sum, seen := 0.0, chance(k)
	for i := range n + 1 {
		if w := chance(i); w <= seen*(1+1e-7) {
			sum += w
		}
	}
	return sum
}

func TestRateRatioPByEnumeration(t *testing.T) {
	rng := testRand(5)
	for range 2000 {
		x1, x2 := rng.IntN(25), rng.IntN(25)
		t1, t2 := 1+rng.Float64()*9, 1+rng.Float64()*9
		if x1+x2 == 0 {
			continue
		}
		if rng.IntN(3) == 0 {
			t2 = t1 // symmetric: ties
		}
		r := PoissonRateRatio(x1, t1, x2, t2, 0.9)
		assert.InDelta(t, slowTwoSided(x1, x1+x2, t1/(t1+t2)), r.P, 1e-11, "%d in %v, %d in %v", x1, t1, x2, t2)
	}
}

// Swapping the two turns every figure over; another unit of time changes nothing.
func TestRateRatioProperties(t *testing.T) {
	rng := testRand(6)
	for range 300 {
		x1, x2 := rng.IntN(200), 1+rng.IntN(200)
		t1, t2 := 1+rng.Float64()*9, 1+rng.Float64()*9
		r, s, u := PoissonRateRatio(x1, t1, x2, t2, 0.95), PoissonRateRatio(x2, t2, x1, t1, 0.95), PoissonRateRatio(x1, 30*t1, x2, 30*t2, 0.95)
		if x1 > 0 {
			assert.InEpsilon(t, 1/r.Ratio, s.Ratio, 1e-12)
			assert.InEpsilon(t, 1/r.Lo, s.Hi, 1e-9)
			assert.InEpsilon(t, 1/r.LogHi, s.LogLo, 1e-12)
			assert.Greater(t, r.Hi/r.Lo, r.LogHi/r.LogLo, "the exact interval is the longer one")
		}
		assert.InEpsilon(t, 1/r.Hi, s.Lo, 1e-9)
		assert.InDelta(t, r.P, s.P, 1e-9)
		assert.InDelta(t, r.Ratio, u.Ratio, 1e-9*(1+r.Ratio))
		assert.InDelta(t, r.P, u.P, 1e-9)
	}
}

func TestRateRatioRefuses(t *testing.T) {
	for _, c := range []struct {
		x1, x2        int
		t1, t2, level float64
		want          Reason
		why           string
	}{
		{-1, 2, 1, 1, 0.95, BadInput, "a negative count"},
		{1, 2, 0, 1, 0.95, BadInput, "no exposure"},
		{1, 2, 1, math.NaN(), 0.95, BadInput, "unknown exposure"},
		{1, 2, 1, 1, 0, BadInput, "no level"},
		{0, 0, 1, 1, 0.95, NoEvents, "no events"},
	} {
		r := PoissonRateRatio(c.x1, c.t1, c.x2, c.t2, c.level)
		assert.Equal(t, c.want, r.Undefined, c.why)
		assert.Equal(t, c.want, r.NoLogarithm, c.why)
		allNaN(t, c.why, r.Ratio, r.Lo, r.Hi, r.LogLo, r.LogHi, r.SE, r.P)
	}
}

func ExamplePoissonRateRatio() {
	r := PoissonRateRatio(90, 6, 60, 6, 0.95) // reports in six months, after and before
	fmt.Printf("%.2f (%.2f to %.2f), p = %.3f\n", r.Ratio, r.Lo, r.Hi, r.P)
	// Output: 1.50 (1.07 to 2.12), p = 0.018
}
