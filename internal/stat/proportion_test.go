package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestProportionOracle(t *testing.T) {
	testkit.Cases(t, "casereview_proportion_ci", func(t *testing.T, c testkit.Case) {
		var in struct{ X, N int }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		lo, hi := Wilson(in.X, in.N, opt.Level)
		c.Check(t, "wilson_low", lo)
		c.Check(t, "wilson_high", hi)
		lo, hi = ClopperPearson(in.X, in.N, opt.Level)
		c.Check(t, "clopper_low", lo)
		c.Check(t, "clopper_high", hi)
	})
}

func TestProportionEnds(t *testing.T) {
	for n := 1; n < 300; n++ {
		for _, interval := range []func(int, int, float64) (float64, float64){Wilson, ClopperPearson} {
			lo, hi := interval(0, n, 0.95)
			assert.Equal(t, 0.0, lo)
			assert.True(t, hi > 0 && hi < 1)
			mirrorLo, mirrorHi := interval(n, n, 0.95)
			assert.Equal(t, 1.0, mirrorHi)
			testkit.Near(t, 1-hi, mirrorLo, 1e-14, "mirror image")
		}
	}
}

// Each bound of Wilson solves |p̂ - p| = z √(p(1-p)/n); each of Clopper and
// Pearson leaves α/2 in a binomial tail.
func TestProportionByDefinition(t *testing.T) {
	for _, c := range []struct{ k, n int }{{1, 2}, {3, 10}, {50, 60}, {999, 1000}, {2, 100000}} {
		for _, level := range []float64{0.5, 0.9, 0.95, 0.999} {
			lo, hi := Wilson(c.k, c.n, level)
			p, z := float64(c.k)/float64(c.n), normalCritical(level)
			for _, b := range []float64{lo, hi} {
				testkit.Near(t, z*math.Sqrt(b*(1-b)/float64(c.n)), math.Abs(p-b), 1e-12, "Wilson")
			}
			lo, hi = ClopperPearson(c.k, c.n, level)
			assert.InEpsilon(t, (1-level)/2, BinomialUpper(c.k, c.n, lo), 1e-9)
			assert.InEpsilon(t, (1-level)/2, BinomialLower(c.k, c.n, hi), 1e-9)
		}
	}
}

func TestProportionBadInput(t *testing.T) {
	for _, c := range []struct {
		why   string
		k, n  int
		level float64
	}{
		{"no units", 0, 0, 0.95},
		{"more than all", 3, 2, 0.95},
		{"negative count", -1, 2, 0.95},
		{"negative n", 0, -2, 0.95},
		{"level as a percentage", 1, 2, 95},
		{"level 0", 1, 2, 0},
		{"level 1", 1, 2, 1},
		{"level NaN", 1, 2, math.NaN()},
	} {
		lo, hi := Wilson(c.k, c.n, c.level)
		lo2, hi2 := ClopperPearson(c.k, c.n, c.level)
		allNaN(t, c.why, lo, hi, lo2, hi2)
	}
}
