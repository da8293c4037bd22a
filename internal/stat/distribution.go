package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NormalLower returns P(Z ≤ z) for a standard normal Z. Like the other tails
// here it keeps its relative precision far out, where 1 minus the other tail
// has none left.
func NormalLower(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// NormalUpper returns P(Z ≥ z) for a standard normal Z.
func NormalUpper(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// NormalTwoSided returns P(|Z| ≥ |z|) for a standard normal Z.
func NormalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// NormalQuantile returns the z with P(Z ≤ z) = p. It is -Inf for 0, +Inf for
// 1, and NaN when p is not a probability.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	return mathext.NormalQuantile(p)
}

// normalCritical returns the z for which (-z, z) holds the share level.
func normalCritical(level float64) float64 { return -NormalQuantile((1 - level) / 2) }

// StudentTwoSided returns P(|T| ≥ |t|) for Student's t with nu degrees of
// freedom:
//
//	p = I_x(ν/2, 1/2),  x = ν/(ν + t²)
//
// with I the regularised incomplete beta function. From 1000 degrees of
// freedom on t is turned into a normal deviate instead (Hill 1970,
// Communications of the ACM 13, 617-619); there the two agree to 1e-12 and
// the work no longer grows with ν. It is NaN unless nu > 0.
func StudentTwoSided(t, nu float64) float64 {
	switch {
	case math.IsNaN(t) || !(nu > 0):
		return math.NaN()
	case math.IsInf(nu, 1):
		return NormalTwoSided(t)
	case math.IsInf(t, 0):
		return 0
	}
	t = math.Abs(t)
	u := t / nu * t // t²/ν
	if nu >= 1000 {
		return NormalTwoSided(hillDeviate(math.Log1p(u), nu))
	}
	return regBeta(nu/2, 0.5, 1/(1+u), 1/(1+1/u))
}

// hillDeviate returns the normal deviate with the tail of Student's t, from
// log(1 + t²/ν).
func hillDeviate(log1, nu float64) float64 {
	a := nu - 0.5
	b := 48 * a * a
	y := a * log1
	p := ((-0.4*y-3.3)*y-24)*y - 85.5
	return ((p/(0.8*y*y+100+b)+y+3)/b + 1) * math.Sqrt(y)
}

// StudentQuantile returns the t with P(T ≤ t) = p for Student's t with nu
// degrees of freedom. It starts at the normal quantile and takes Newton steps
// on the logarithm of the tail, which is nearly straight, so that it is right
// to about 1e-13 for one degree of freedom as for a million. It is NaN when p
// is not a probability or nu is not positive.
func StudentQuantile(p, nu float64) float64 {
	z := NormalQuantile(p)
	switch {
	case !(nu > 0):
		return math.NaN()
	case z == 0 || math.IsInf(z, 0) || math.IsNaN(z) || math.IsInf(nu, 1):
		return z
	}
	q := 2 * min(p, 1-p)
	t := studentStart(math.Abs(z), q, nu)
	for range 50 { // three or four are enough but for ν < 1
		tail := StudentTwoSided(t, nu)
		next := t * math.Exp(math.Log(tail/q)*tail/(2*t*studentDensity(t, nu)))
		done := math.Abs(next-t) <= 1e-14*t
		t = next
		if done {
			break
		}
	}
	return math.Copysign(t, z)
}

// studentStart returns a first guess of the upper quantile: the expansion
// around the normal quantile z, or the power law of the tail where few
// degrees of freedom make that the larger of the two.
func studentStart(z, q, nu float64) float64 {
	near := z + (z*z*z+z)/(4*nu)
	// P(|T| ≥ t) ≈ 2 ν f(√ν) (√ν/t)^ν far out
	far := math.Sqrt(nu) * math.Pow(studentDensity(math.Sqrt(nu), nu)*2/math.Sqrt(nu)/q, 1/nu)
	if nu < 3 && far > near && !math.IsInf(far, 1) {
		return far
	}
	return near
}

// studentDensity returns the density of Student's t. It only sets the length
// of a Newton step, so that the rounding of the gamma functions for large nu
// does not matter.
func studentDensity(t, nu float64) float64 {
	a, _ := math.Lgamma((nu + 1) / 2)
	b, _ := math.Lgamma(nu / 2)
	return math.Exp(a-b-(nu+1)/2*math.Log1p(t/nu*t)) / math.Sqrt(nu*math.Pi)
}

// ChiSquareUpper returns P(X ≥ x) for a chi-square variable with df degrees of
// freedom, from the incomplete gamma function: Q(df/2, x/2). It is NaN unless
// df > 0.
func ChiSquareUpper(x, df float64) float64 {
	switch {
	case math.IsNaN(x) || !(df > 0) || math.IsInf(df, 1):
		return math.NaN()
	case x <= 0:
		return 1
	case math.IsInf(x, 1):
		return 0
	case df == 1:
		return NormalTwoSided(math.Sqrt(x))
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// FUpper returns P(F ≥ x) for an F distribution with d1 and d2 degrees of
// freedom:
//
//	p = I_y(d₂/2, d₁/2),  y = d₂/(d₂ + d₁x)
func FUpper(x, d1, d2 float64) float64 {
	switch {
	case math.IsNaN(x) || !(d1 > 0 && d2 > 0):
		return math.NaN()
	case x <= 0:
		return 1
	case math.IsInf(x, 1):
		return 0
	}
	r := d1 / d2 * x
	return regBeta(d2/2, d1/2, 1/(1+r), 1/(1+1/r))
}

// FQuantile returns the x with P(F ≤ x) = p for an F distribution with d1 and
// d2 degrees of freedom, from the beta quantile of the nearer tail.
func FQuantile(p, d1, d2 float64) float64 {
	if p > 0.5 {
		y := BetaQuantile(1-p, d2/2, d1/2)
		return d2 / d1 * (1 - y) / y
	}
	y := BetaQuantile(p, d1/2, d2/2)
	return d2 / d1 * y / (1 - y)
}

// BinomialUpper returns P(X ≥ k) for the number of successes X in n trials
// with chance p, from the incomplete beta function: I_p(k, n-k+1).
func BinomialUpper(k, n int, p float64) float64 {
	switch {
	case n < 0 || !(p >= 0 && p <= 1):
		return math.NaN()
	case k <= 0:
		return 1
	case k > n:
		return 0
	}
	return regBeta(float64(k), float64(n-k+1), p, 1-p)
}

// BinomialLower returns P(X ≤ k) for the number of successes X in n trials
// with chance p.
func BinomialLower(k, n int, p float64) float64 {
	return BinomialUpper(n-k, n, 1-p)
}
