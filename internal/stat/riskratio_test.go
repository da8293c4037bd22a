package stat

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestRiskRatioOracle(t *testing.T) {
	testkit.Cases(t, "casereview_risk_ratio", func(t *testing.T, c testkit.Case) {
		var in struct{ X1, N1, X2, N2 int }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		ratio, lo, hi := RiskRatio(in.X1, in.N1, in.X2, in.N2, opt.Level)
		c.Check(t, "rr", ratio)
		c.Check(t, "rr_low", lo)
		c.Check(t, "rr_high", hi)
	})
}

func TestRiskRatioProperties(t *testing.T) {
	rng := testRand(23)
	for range 300 {
		n1, n2 := 2+rng.IntN(50), 2+rng.IntN(50)
		k1, k2 := 1+rng.IntN(n1-1), 1+rng.IntN(n2)
		ratio, lo, hi := RiskRatio(k1, n1, k2, n2, 0.9)
		turned, tlo, thi := RiskRatio(k2, n2, k1, n1, 0.9)
		assert.InEpsilon(t, 1/ratio, turned, 1e-12, "turned over")
		assert.InEpsilon(t, 1/lo, thi, 1e-12)
		assert.InEpsilon(t, 1/hi, tlo, 1e-12)
		assert.InEpsilon(t, ratio*ratio, lo*hi, 1e-9, "the ratio is the middle on the logarithm")
		_, wlo, whi := RiskRatio(k1, n1, k2, n2, 0.99)
		assert.True(t, wlo < lo && hi < whi, "a higher level is wider")
	}
}

func TestRiskRatioEdges(t *testing.T) {
	for _, c := range []struct {
		k1, n1, k2, n2 int
		level, ratio   float64
		why            string
	}{
		{0, 5, 2, 5, 0.95, 0, "none in the first group"},
		{2, 5, 0, 5, 0.95, math.Inf(1), "none in the second group"},
		{0, 5, 0, 5, 0.95, math.NaN(), "none"},
		{5, 5, 7, 7, 0.95, 1, "all"},
		{1, 0, 2, 5, 0.95, math.NaN(), "more than there are"},
		{0, 0, 2, 5, 0.95, math.NaN(), "an empty group"},
		{-1, 3, 2, 5, 0.95, math.NaN(), "a negative count"},
		{1, 3, 2, 5, 1, math.NaN(), "a level of 1"},
	} {
		ratio, lo, hi := RiskRatio(c.k1, c.n1, c.k2, c.n2, c.level)
		testkit.Near(t, c.ratio, ratio, 1e-15, c.why)
		allNaN(t, c.why, lo, hi)
	}
}

func ExampleRiskRatio() {
	ratio, lo, hi := RiskRatio(7, 10, 2, 11, 0.95)
	fmt.Printf("%.2f (%.2f to %.2f)\n", ratio, lo, hi)
	// Output: 3.85 (1.03 to 14.38)
}
