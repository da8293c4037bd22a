package stat

import (
	"math"
	"math/big"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestNormalTails(t *testing.T) {
	// Abramowitz & Stegun (1964), table 26.1 and 26.2.
	testkit.Near(t, 0.841344746068543, NormalLower(1), 1e-15, "P(Z ≤ 1)")
	testkit.Near(t, 0.0249978951482204, NormalUpper(1.96), 1e-15, "P(Z ≥ 1.96)")
	for _, z := range []float64{0, 0.1, 1, 3, 7} {
		testkit.Near(t, 1, NormalLower(z)+NormalUpper(z), 1e-15, "the two tails")
		testkit.Near(t, NormalLower(-z), NormalUpper(z), 0, "symmetry")
		testkit.Near(t, 2*NormalUpper(z), NormalTwoSided(-z), 1e-16, "two-sided")
	}
	// Far out the tail is φ(z)/z (1 - 1/z² + 3/z⁴ - 15/z⁶ + ...).
	z := 30.0
	want := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / z * (1 - 1/(z*z) + 3/math.Pow(z, 4) - 15/math.Pow(z, 6))
	assert.InEpsilon(t, want, NormalUpper(z), 1e-9)
	assert.InEpsilon(t, 0.5e-300, NormalLower(NormalQuantile(0.5e-300)), 1e-10)
}

func TestNormalQuantile(t *testing.T) {
	testkit.Near(t, 1.959963984540054, NormalQuantile(0.975), 1e-14, "97.5%")
	testkit.Near(t, 0, NormalQuantile(0.5), 0, "median")
	assert.Equal(t, math.Inf(-1), NormalQuantile(0))
	assert.Equal(t, math.Inf(1), NormalQuantile(1))
	allNaN(t, "not a probability", NormalQuantile(-0.1), NormalQuantile(1.1), NormalQuantile(math.NaN()))
	for p := 1e-12; p < 1; p += 0.0173 {
		assert.InEpsilon(t, p, NormalLower(NormalQuantile(p)), 1e-13)
	}
}

// studentExact is P(|T| ≥ t) in closed form, for one to four degrees of freedom.
func studentExact(t float64, nu int) float64 {
	switch nu {
	case 1:
		return 2 / math.Pi * math.Atan2(1, t)
	case 2:
		return 2 / (math.Hypot(t, math.Sqrt2) * (math.Hypot(t, math.Sqrt2) + t))
	case 3:
		th := math.Atan2(math.Sqrt(3), t) // the complement of atan(t/√3)
		return 2 / math.Pi * (th - math.Sin(th)*math.Cos(th))
	default:
		s := t / math.Sqrt(t*t+4)
		return 1 - s*(3-s*s)/2 // 1 - s(1 + cos²/2)
	}
}

func TestStudentTwoSided(t *testing.T) {
	for _, x := range []float64{0.001, 0.5, 1, 2, 7} {
		for nu := 1; nu <= 4; nu++ {
			assert.InEpsilon(t, studentExact(x, nu), StudentTwoSided(x, float64(nu)), 1e-12, "t=%v nu=%d", x, nu)
			testkit.Near(t, StudentTwoSided(x, float64(nu)), StudentTwoSided(-x, float64(nu)), 0, "sign")
		}
	}
	assert.InEpsilon(t, studentExact(1e9, 2), StudentTwoSided(1e9, 2), 1e-12)
	assert.InEpsilon(t, NormalTwoSided(2), StudentTwoSided(2, 1e12), 1e-9)
	testkit.Near(t, NormalTwoSided(2), StudentTwoSided(2, math.Inf(1)), 0, "infinite nu")
	testkit.Near(t, 1, StudentTwoSided(0, 5), 0, "t = 0")
	testkit.Near(t, 0, StudentTwoSided(math.Inf(-1), 5), 0, "infinite t")
	allNaN(t, "t", StudentTwoSided(1, 0), StudentTwoSided(1, -3), StudentTwoSided(math.NaN(), 3), StudentTwoSided(1, math.NaN()))
}

func TestStudentQuantile(t *testing.T) {
	testkit.Near(t, math.Tan(0.475*math.Pi), StudentQuantile(0.975, 1), 1e-12, "closed form, one df")
	testkit.Near(t, 0.95*math.Sqrt(2/(1-0.95*0.95)), StudentQuantile(0.975, 2), 1e-13, "closed form, two df")
	testkit.Near(t, 2.262157, StudentQuantile(0.975, 9), 5e-7, "the printed t table")
	z, nu := NormalQuantile(0.975), 1e6
	want := z + (z*z*z+z)/(4*nu) + (5*math.Pow(z, 5)+16*z*z*z+3*z)/(96*nu*nu)
	testkit.Near(t, want, StudentQuantile(0.975, nu), 1e-14, "expansion in 1/nu")
	for _, nu := range []float64{0.5, 1, 2, 3, 5, 30, 1e3, 1e5, 1e6, 1e9} {
		for _, p := range []float64{1e-12, 1e-8, 1e-3, 0.025, 0.2, 0.45, 0.4999} {
			q := StudentQuantile(p, nu)
			assert.InEpsilon(t, 2*p, StudentTwoSided(q, nu), 1e-12, "p=%v nu=%v", p, nu)
			if p > 0.01 {
				assert.InEpsilon(t, -q, StudentQuantile(1-p, nu), 1e-11, "p=%v nu=%v", p, nu)
			}
		}
	}
	testkit.Near(t, 0, StudentQuantile(0.5, 7), 0, "median")
	assert.Equal(t, math.Inf(-1), StudentQuantile(0, 7))
	allNaN(t, "impossible", StudentQuantile(2, 7), StudentQuantile(0.9, 0), StudentQuantile(0.9, math.NaN()))
}

func TestF(t *testing.T) {
	for _, x := range []float64{0.1, 1, 3.5, 50} {
		// F with 2 and d₂ degrees of freedom has the tail (1 + 2x/d₂)^(-d₂/2).
		assert.InEpsilon(t, math.Pow(1+2*x/100, -50), FUpper(x, 2, 100), 1e-12)
		assert.InEpsilon(t, StudentTwoSided(math.Sqrt(x), 8), FUpper(x, 1, 8), 1e-12)
	}
	// SciPy 1.10.1 scipy.stats.f.sf(50, 5, 100), to three digits.
	assert.InEpsilon(t, 1.06e-25, FUpper(50, 5, 100), 5e-3)
	for _, p := range []float64{0.001, 0.025, 0.5, 0.975, 0.9999} {
		x := FQuantile(p, 7, 40)
		testkit.Near(t, 1-p, FUpper(x, 7, 40), 1e-13, "quantile and tail")
		testkit.Near(t, 1/x, FQuantile(1-p, 40, 7), 1e-12/x, "reciprocal")
	}
	testkit.Near(t, 1, FUpper(-1, 2, 3), 0, "below 0")
	testkit.Near(t, 0, FUpper(math.Inf(1), 2, 3), 0, "infinity")
	allNaN(t, "impossible", FUpper(1, 0, 3), FUpper(math.NaN(), 1, 1), FQuantile(0.5, 0, 3))
}

func TestBinomialTails(t *testing.T) {
	for _, n := range []int{1, 5, 30} {
		for _, p := range []float64{0.03, 0.5, 0.8} {
			chance := new(big.Rat).SetFloat64(p)
			miss := new(big.Rat).Sub(big.NewRat(1, 1), chance)
			sum := new(big.Rat)
			for k := n; k >= 0; k-- { // P(X ≥ k), exactly
				term := new(big.Rat).SetInt(new(big.Int).Binomial(int64(n), int64(k)))
				for range k {
					term.Mul(term, chance)
				}
				for range n - k {
					term.Mul(term, miss)
				}
				sum.Add(sum, term)
				want, _ := sum.Float64()
				assert.InEpsilon(t, want, BinomialUpper(k, n, p), 1e-12, "k=%d n=%d p=%v", k, n, p)
				testkit.Near(t, 1-want, BinomialLower(k-1, n, p), 1e-14, "lower tail")
			}
		}
	}
	testkit.Near(t, 0, BinomialUpper(4, 3, 0.5), 0, "k > n")
	testkit.Near(t, 1, BinomialUpper(-1, 3, 0.5), 0, "k < 0")
	allNaN(t, "impossible", BinomialUpper(1, -1, 0.5), BinomialUpper(1, 2, 1.5), BinomialLower(1, 2, math.NaN()))
}

func TestChiSquareUpper(t *testing.T) {
	for _, x := range []float64{0.01, 1, 3.84, 20, 200, 1000} {
		assert.InEpsilon(t, math.Exp(-x/2), ChiSquareUpper(x, 2), 1e-12, "df 2")
		assert.InEpsilon(t, math.Exp(-x/2)*(1+x/2), ChiSquareUpper(x, 4), 1e-12, "df 4")
		assert.InEpsilon(t, math.Erfc(math.Sqrt(x/2)), ChiSquareUpper(x, 1), 1e-12, "df 1")
		three := math.Erfc(math.Sqrt(x/2)) + math.Sqrt(2*x/math.Pi)*math.Exp(-x/2)
		assert.InEpsilon(t, three, ChiSquareUpper(x, 3), 1e-12, "df 3")
	}
	assert.Equal(t, 1.0, ChiSquareUpper(0, 3))
	assert.Equal(t, 0.0, ChiSquareUpper(math.Inf(1), 3))
	allNaN(t, "impossible", ChiSquareUpper(1, 0), ChiSquareUpper(1, -1), ChiSquareUpper(math.NaN(), 1),
		ChiSquareUpper(1, math.NaN()), ChiSquareUpper(1, math.Inf(1)))
}
