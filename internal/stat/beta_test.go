package stat

import (
	"math"
	"math/big"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// binomialBeta is I_x(a, b) for whole a and b: the chance of a or more
// successes in a+b-1 trials, with 300 bits.
func binomialBeta(a, b int, x float64) float64 {
	const prec = 300
	n := a + b - 1
	p := new(big.Float).SetPrec(prec).SetFloat64(x)
	q := new(big.Float).SetPrec(prec).Sub(big.NewFloat(1).SetPrec(prec), p)
	odds := new(big.Float).SetPrec(prec).Quo(p, q)
	term := new(big.Float).SetPrec(prec).SetInt64(1)
	for range n {
		term.Mul(term, q)
	}
	sum := new(big.Float).SetPrec(prec)
	for k := 0; k <= n; k++ {
		if k >= a {
			sum.Add(sum, term)
		}
		term.Mul(term, odds)
		term.Mul(term, new(big.Float).SetPrec(prec).SetInt64(int64(n-k)))
		term.Quo(term, new(big.Float).SetPrec(prec).SetInt64(int64(k+1)))
	}
	f, _ := sum.Float64()
	return f
}

func TestRegBeta(t *testing.T) {
	for _, c := range []struct {
		a, b int
		x    float64
	}{
		{1, 1, 0.3}, {2, 5, 0.01}, {2, 5, 0.9}, {30, 4, 0.5}, {100, 200, 0.34}, {100, 200, 0.1},
		{1000, 3000, 0.25}, {1000, 3000, 0.2}, {4000, 4000, 0.5}, {4000, 4000, 0.48}, {1, 5000, 0.0003},
	} {
		assert.InEpsilon(t, binomialBeta(c.a, c.b, c.x), regBeta(float64(c.a), float64(c.b), c.x, 1-c.x), 2e-13, "%v", c)
	}
	// Arcsine law: I_x(1/2, 1/2) = 2/π asin √x.
	for _, x := range []float64{1e-12, 0.2, 0.5, 0.8} {
		assert.InEpsilon(t, 2/math.Pi*math.Asin(math.Sqrt(x)), regBeta(0.5, 0.5, x, 1-x), 1e-14)
	}
	testkit.Near(t, 0.5, regBeta(1e9, 1e9, 0.5, 0.5), 1e-10, "a large symmetric one")
	testkit.Near(t, 0, regBeta(2, 3, 0, 1), 0, "x = 0")
	testkit.Near(t, 1, regBeta(2, 3, 1, 0), 0, "x = 1")
	allNaN(t, "x", regBeta(2, 3, math.NaN(), 1))
}

func TestBetaQuantile(t *testing.T) {
	for _, p := range []float64{0.001, 0.025, 0.5, 0.9} {
		// Closed forms: x^a, and 1-(1-x)^b.
		testkit.Near(t, math.Pow(p, 1.0/7), BetaQuantile(p, 7, 1), 1e-14, "a = 7, b = 1")
		testkit.Near(t, -math.Expm1(math.Log1p(-p)/9), BetaQuantile(p, 1, 9), 1e-14, "a = 1, b = 9")
	}
	testkit.Near(t, 0.5, BetaQuantile(0.5, 40, 40), 1e-14, "symmetric")
	allNaN(t, "impossible", BetaQuantile(-1, 2, 2), BetaQuantile(0.5, 0, 2), BetaQuantile(0.5, 2, math.Inf(1)))
}

func TestBetaQuantileInverts(t *testing.T) {
	for _, a := range []float64{0.5, 3, 40, 5e4, 1e6} {
		for _, b := range []float64{0.5, 7, 9e5} {
			for _, p := range []float64{1e-10, 0.025, 0.5, 0.975} {
				x := BetaQuantile(p, a, b)
				assert.InEpsilon(t, p, regBeta(a, b, x, 1-x), 1e-8, "p=%v a=%v b=%v", p, a, b)
			}
		}
	}
	assert.Equal(t, []float64{0, 1}, []float64{BetaQuantile(0, 2, 3), BetaQuantile(1, 2, 3)})
}
