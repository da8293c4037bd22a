package stat

import "math"

// RiskRatio returns the share of k1 in n1 as a multiple of the share of k2 in n2,
// and its interval on the logarithm.
//
//	ratio = (k₁/n₁)/(k₂/n₂)
//	lo, hi = ratio exp(±z √(1/k₁ - 1/n₁ + 1/k₂ - 1/n₂))
//
// From 0 to +Inf; above 1 the first share is the larger. Assumes separate groups of
// independent units. Approximate, and too short for small counts. With k1 or k2 0
// there is no logarithm and no interval: the ratio is 0, +Inf, or NaN for both. There
// is none either when all units of both groups have the property, where it would
// shrink to a point. All three are NaN when a group is empty, a count is impossible
// or the level is.
//
// Source: Katz, Baptista, Azen & Pike (1978), Biometrics 34, 469-474.
// Checked against: casereview_risk_ratio.json (epitools 0.5-10.1).
func RiskRatio(k1, n1, k2, n2 int, level float64) (ratio, lo, hi float64) {
	ratio, lo, hi = math.NaN(), math.NaN(), math.NaN()
	if !goodCounts(k1, n1) || !goodCounts(k2, n2) || !goodLevel(level) {
		return ratio, lo, hi
	}
	a, m, b, n := float64(k1), float64(n1), float64(k2), float64(n2)
	ratio = a / m / (b / n)
	if k1 == 0 || k2 == 0 || k1 == n1 && k2 == n2 {
		return ratio, lo, hi
	}
	factor := math.Exp(normalCritical(level) * math.Sqrt((1/a-1/m)+(1/b-1/n)))
	return ratio, ratio / factor, ratio * factor
}
