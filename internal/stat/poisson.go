package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// PoissonUpper returns P(X ≥ k) for a count X with the given mean, from the
// incomplete gamma function: P(k, mean). It is NaN for a mean that is negative or
// not finite.
func PoissonUpper(k int, mean float64) float64 {
	switch {
	case !(mean >= 0) || math.IsInf(mean, 1):
		return math.NaN()
	case k <= 0:
		return 1
	case mean == 0:
		return 0
	}
	return mathext.GammaIncReg(float64(k), mean)
}

// PoissonLower returns P(X ≤ k) for a count X with the given mean. It is NaN for
// a mean that is negative or not finite.
func PoissonLower(k int, mean float64) float64 {
	switch {
	case !(mean >= 0) || math.IsInf(mean, 1):
		return math.NaN()
	case k < 0:
		return 0
	case mean == 0:
		return 1
	}
	return mathext.GammaIncRegComp(float64(k)+1, mean)
}

// ChiSquareQuantile returns the x with P(X ≤ x) = p for a chi-square variable
// with df degrees of freedom. It is 0 for 0, +Inf for 1, and NaN when p is not a
// probability or df is not positive.
func ChiSquareQuantile(p, df float64) float64 {
	switch {
	case !(p >= 0 && p <= 1 && df > 0) || math.IsInf(df, 1):
		return math.NaN()
	case p == 0:
		return 0
	case p == 1:
		return math.Inf(1)
	}
	a := df / 2
	// The logarithm of the nearer tail is nearly straight in log x far out.
	tail := func(u float64) float64 { return math.Log(max(mathext.GammaIncReg(a, math.Exp(u)), 1e-300) / p) }
	if p > 0.5 {
		tail = func(u float64) float64 {
			return math.Log(max(mathext.GammaIncRegComp(a, math.Exp(u)), 1e-300) / (1 - p))
		}
	}
	lo, hi, ok := bracket(tail, math.Log(a), 1000)
	if !ok {
		return 0 // below the smallest float
	}
	return 2 * math.Exp(findRoot(tail, lo, hi, 1e-15))
}

// PoissonRate returns how many events there are per unit of exposure, such as
// reports per month, with its exact interval: the rates under which x or more
// events, and x or fewer, both keep a chance of at least (1-level)/2.
//
//	rate = x/exposure
//	lo = χ²(α/2; 2x)/2 / exposure,  hi = χ²(1-α/2; 2x+2)/2 / exposure,  α = 1 - level
//
// with χ² the quantile for that many degrees of freedom. The unit is that of
// 1/exposure; lo is exactly 0 for x = 0. Assumes independent events with one
// constant rate. It holds at least its level. All three are NaN for a negative
// count, an exposure that is not a positive number, and an impossible level.
//
// Source: Garwood (1936), Biometrika 28, 437-442.
// Checked against: casereview_poisson_rate.json (R 4.2.2 poisson.test).
func PoissonRate(x int, exposure, level float64) (rate, lo, hi float64) {
	if x < 0 || !goodExposure(exposure) || !goodLevel(level) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	half := (1 - level) / 2
	if x > 0 {
		lo = ChiSquareQuantile(half, 2*float64(x)) / 2 / exposure
	}
	hi = ChiSquareQuantile(1-half, 2*float64(x)+2) / 2 / exposure
	return float64(x) / exposure, lo, hi
}

// goodExposure reports whether t can be time or people under observation.
func goodExposure(t float64) bool { return t > 0 && !math.IsInf(t, 1) }
