package stat

import "math"

// regBeta returns the regularised incomplete beta function I_x(a, b) for
// positive a and b. It takes y = 1-x as well, so that the caller can give
// whichever of the two is small without rounding it away.
//
//	I_x(a, b) = xᵃ yᵇ / (a B(a, b)) · 1/(1 + d₁/(1 + d₂/(1 + ...)))
//	d₂ₘ = m(b-m)x / ((a+2m-1)(a+2m)),  d₂ₘ₊₁ = -(a+m)(a+b+m)x / ((a+2m)(a+2m+1))
//
// The fraction takes as many terms as it needs, of the order of √(a+b): the
// version in mathext stops at 300, which is too early for the degrees of
// freedom of a large survey.
//
// Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions,
// 26.5.8; Loader (2000), Fast and accurate computation of binomial
// probabilities, for the factor in front.
func regBeta(a, b, x, y float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case x <= 0:
		return 0
	case y <= 0:
		return 1
	case x > (a+1)/(a+b+2): // the other side converges faster
		return 1 - regBeta(b, a, y, x)
	}
	return betaFront(a, b, x, y) / betaFraction(a, b, x) / a
}

// betaFraction evaluates the continued fraction 1 + d₁/(1 + d₂/(1 + ...)),
// front to back, by the method of Lentz.
func betaFraction(a, b, x float64) float64 {
	const tiny = 1e-300
	f, c, d := 1.0, 1.0, 0.0
	for i := range 1 << 20 {
		m := float64((i + 1) / 2)
		var term float64
		if i%2 == 0 { // d₁, d₃, ...
			term = -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		} else {
			term = m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		}
		d = 1 / away(1+term*d, tiny)
		c = away(1+term/c, tiny)
		f *= c * d
		if math.Abs(c*d-1) < 1e-16 {
			break
		}
	}
	return f
}

// away keeps a divisor off zero.
func away(x, tiny float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}

// betaFront returns xᵃ yᵇ / B(a, b) by the deviations of a and b from what x
// and y lead one to expect, which are small where the result is not.
func betaFront(a, b, x, y float64) float64 {
	n := a + b
	log := stirlingRest(n) - stirlingRest(a) - stirlingRest(b) -
		deviance(a, n*x) - deviance(b, n*y)
	return math.Sqrt(a*b/(2*math.Pi*n)) * math.Exp(log)
}

// stirlingRest returns what Stirling's formula leaves out of log Γ(x+1).
func stirlingRest(x float64) float64 {
	if x < 16 {
		g, _ := math.Lgamma(x + 1)
		return g - (x+0.5)*math.Log(x) + x - math.Log(2*math.Pi)/2
	}
	r := 1 / (x * x)
	return (1.0/12 - r*(1.0/360-r*(1.0/1260-r*(1.0/1680-r*(1.0/1188-r*(691.0/360360)))))) / x
}

// deviance returns x log(x/m) + m - x, without cancellation for x near m.
func deviance(x, m float64) float64 {
	if m == 0 {
		return math.Inf(1)
	}
	if math.Abs(x-m) >= 0.1*(x+m) {
		return x*math.Log(x/m) + m - x
	}
	v := (x - m) / (x + m)
	sum, term := (x-m)*v, 2*x*v
	for j := 3.0; ; j += 2 { // log(x/m) = 2(v + v³/3 + v⁵/5 + ...)
		term *= v * v
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// BetaQuantile returns the x with I_x(a, b) = p, the quantile of the beta
// distribution. It is NaN unless p is a probability and a and b are positive.
func BetaQuantile(p, a, b float64) float64 {
	switch {
	case !(p >= 0 && p <= 1 && a > 0 && b > 0) || math.IsInf(a, 1) || math.IsInf(b, 1):
		return math.NaN()
	case p == 0 || p == 1:
		return p
	case p > 0.5:
		return 1 - BetaQuantile(1-p, b, a)
	}
	// On the scale of log(x/(1-x)) the tail is smooth at both ends.
	logit := func(u float64) float64 {
		x, y := 1/(1+math.Exp(-u)), 1/(1+math.Exp(u))
		return math.Log(max(regBeta(a, b, x, y), 1e-300) / p)
	}
	lo, hi, ok := bracket(logit, math.Log(a/b), 1000)
	if !ok {
		return 0 // below the smallest float
	}
	return 1 / (1 + math.Exp(-findRoot(logit, lo, hi, 1e-15)))
}
