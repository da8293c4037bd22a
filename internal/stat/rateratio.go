package stat

import "math"

// RateRatio is the result of PoissonRateRatio.
type RateRatio struct {
	Ratio        float64
	Lo, Hi       float64 // exact
	LogLo, LogHi float64 // normal on the logarithm
	SE           float64 // of the logarithm of Ratio
	P            float64 // exact, two-sided, that the rates are equal
	Level        float64
	Undefined    Reason // why Ratio does not exist
	NoLogarithm  Reason // why SE, LogLo and LogHi do not exist
}

// PoissonRateRatio compares two rates: x1 events in an exposure t1 as a multiple
// of x2 events in t2.
//
//	Ratio = (x₁/t₁)/(x₂/t₂)
//	Lo, Hi = π/(1-π) t₂/t₁ at the bounds π of ClopperPearson(x₁, x₁+x₂)
//	SE = √(1/x₁ + 1/x₂),  LogLo, LogHi = Ratio exp(±z SE)
//	P = Σ P(k) over P(k) ≤ P(x₁)(1 + 1e-7),  k binomial of x₁+x₂ with chance t₁/(t₁+t₂)
//
// From 0 to +Inf; above 1 the first rate is higher. Given how many events there
// were together, how many fell in the first exposure is binomial: Lo, Hi and P are
// exact, and hold at least their level. The interval on the logarithm is
// approximate and shorter.
//
// Assumes independent events, each rate constant. With x₂ = 0 the ratio is +Inf
// and Hi too; with x₁ = 0 the ratio and Lo are 0; with one of them 0 there is no
// logarithm: NoEvents. Without any event the ratio is undefined: NoEvents.
// BadInput for a negative count, an exposure that is not a positive number, or an
// impossible level.
//
// Source: Clopper & Pearson (1934), Biometrika 26, 404-413; Rothman & Greenland
// (1998), Modern Epidemiology, ch. 14, for the logarithm. Checked against:
// casereview_rate_ratio.json (R 4.2.2 poisson.test).
func PoissonRateRatio(x1 int, t1 float64, x2 int, t2 float64, level float64) RateRatio {
	nan := math.NaN()
	r := RateRatio{nan, nan, nan, nan, nan, nan, nan, level, Defined, Defined}
	switch {
	case x1 < 0 || x2 < 0 || !goodExposure(t1) || !goodExposure(t2) || !goodLevel(level):
		r.Undefined, r.NoLogarithm = BadInput, BadInput
		return r
	case x1 == 0 && x2 == 0:
		r.Undefined, r.NoLogarithm = NoEvents, NoEvents
		return r
	}
	a, b := float64(x1), float64(x2)
	r.Ratio = a / t1 / (b / t2)
	half := (1 - level) / 2
	r.Lo, r.Hi = 0, math.Inf(1)
	if x1 > 0 { // odds from whichever of π and 1-π the quantile gives
		p := BetaQuantile(half, a, b+1)
		r.Lo = p / (1 - p) * (t2 / t1)
	}
	if x2 > 0 {
		q := BetaQuantile(half, b, a+1)
		r.Hi = (1 - q) / q * (t2 / t1)
	}
	r.P = binomialTwoSided(x1, x1+x2, t1/(t1+t2))
	if x1 == 0 || x2 == 0 {
		r.NoLogarithm = NoEvents
		return r
	}
	r.SE = math.Sqrt(1/a + 1/b)
	step := math.Exp(normalCritical(level) * r.SE)
	r.LogLo, r.LogHi = r.Ratio/step, r.Ratio*step
	return r
}

// binomialTwoSided adds up the chances of all counts that are not more probable
// than k.
func binomialTwoSided(k, n int, p float64) float64 {
	limit := binomialLog(k, n, p) + 1e-7
	mode := int(float64(n+1) * p)
	if k == mode {
		return 1
	}
	// On the other side of the mode the chances fall away from it: find the
	// first count, counted from the mode, that is not more probable.
	if k < mode {
		lo, hi := mode, n+1
		for lo < hi {
			if m := (lo + hi) / 2; binomialLog(m, n, p) <= limit {
				hi = m
			} else {
				lo = m + 1
			}
		}
		return min(1, BinomialLower(k, n, p)+BinomialUpper(lo, n, p))
	}
	lo, hi := -1, mode
	for lo < hi {
		if m := lo + (hi-lo+1)/2; m >= 0 && binomialLog(m, n, p) > limit {
			hi = m - 1
		} else {
			lo = m
		}
	}
	return min(1, BinomialLower(lo, n, p)+BinomialUpper(k, n, p))
}

// binomialLog returns the logarithm of the chance of k of n, by the deviations
// from what p leads one to expect.
func binomialLog(k, n int, p float64) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	x, m := float64(k), float64(n)
	switch {
	case k == 0:
		return m * math.Log1p(-p)
	case k == n:
		return m * math.Log(p)
	}
	return stirlingRest(m) - stirlingRest(x) - stirlingRest(m-x) - deviance(x, m*p) - deviance(m-x, m*(1-p)) +
		0.5*math.Log(m/(2*math.Pi*x*(m-x)))
}
