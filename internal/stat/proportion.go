package stat

import "math"

// Wilson returns the score interval of a proportion: the range of shares that
// a score test would not reject when k of n units have a property.
//
//	p̂ = k/n,  (p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n)
//
// A share between 0 and 1. The lower bound is exactly 0 for k = 0, and the
// upper bound exactly 1 for k = n.
// Assumes independent units with one common chance. It is approximate, close
// to the level on average, and usable from very small n on, unlike p̂ ± z·se.
// Units of which the property is unknown must be left out of both k and n.
// Both bounds are NaN for n = 0 and for impossible arguments.
//
// Source: Wilson (1927), J. American Statistical Association 22, 209-212.
// Checked against: casereview_proportion_ci.json (R 4.2.2 prop.test).
func Wilson(k, n int, level float64) (lo, hi float64) {
	if !goodCounts(k, n) || !goodLevel(level) {
		return math.NaN(), math.NaN()
	}
	z := normalCritical(level)
	m := float64(n)
	p := float64(k) / m
	centre := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	scale := 1 + z*z/m
	return clampEnds(k, n, (centre-half)/scale, (centre+half)/scale)
}

// ClopperPearson returns the exact interval of a proportion: the shares under
// which k of n or more, and k of n or fewer, both keep a chance of at least
// (1-level)/2.
//
//	lower = B(α/2; k, n-k+1),  upper = B(1-α/2; k+1, n-k),  α = 1 - level
//
// with B the quantile of the beta distribution. A share between 0 and 1; the
// lower bound is exactly 0 for k = 0, the upper bound exactly 1 for k = n.
// Assumes independent units with one common chance. It holds at least its
// level, and is therefore wider than [Wilson].
// Both bounds are NaN for n = 0 and for impossible arguments.
//
// Source: Clopper & Pearson (1934), Biometrika 26, 404-413.
// Checked against: casereview_proportion_ci.json (R 4.2.2 binom.test).
func ClopperPearson(k, n int, level float64) (lo, hi float64) {
	if !goodCounts(k, n) || !goodLevel(level) {
		return math.NaN(), math.NaN()
	}
	half := (1 - level) / 2
	hi = 1
	if k > 0 {
		lo = BetaQuantile(half, float64(k), float64(n-k+1))
	}
	if k < n { // the mirror image keeps the small tail small
		hi = 1 - BetaQuantile(half, float64(n-k), float64(k+1))
	}
	return lo, hi
}

// goodCounts reports whether k of n is a proportion that exists.
func goodCounts(k, n int) bool { return n > 0 && k >= 0 && k <= n }

// clampEnds puts the bounds that are 0 or 1 in theory exactly there, and
// keeps rounding from carrying the others past them.
func clampEnds(k, n int, lo, hi float64) (float64, float64) {
	if k == 0 {
		lo = 0
	}
	if k == n {
		hi = 1
	}
	return max(0, lo), min(1, hi)
}
