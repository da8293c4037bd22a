package stat

import "math"

// NewcombeDifference returns the difference of two proportions from separate
// groups, k1 of n1 minus k2 of n2, and its interval at level. It combines the
// [Wilson] bounds l, u of the two groups by squaring and adding:
//
//	d = p₁ - p₂
//	lower = d - √((p₁-l₁)² + (u₂-p₂)²)
//	upper = d + √((u₁-p₁)² + (p₂-l₂)²)
//
// A difference of shares, from -1 to 1; positive when the first group has the
// larger share. Assumes that the groups share no units and that the units are
// independent; a before and after of the same people is not that.
// Approximate, without continuity correction, and usable for small groups.
// All three are NaN when a group is empty or a count is impossible; diff
// alone is given when only the level is impossible.
//
// Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
// Checked against: casereview_proportion_difference.json (contingencytables
// 3.0.1, and the published table).
func NewcombeDifference(k1, n1, k2, n2 int, level float64) (diff, lo, hi float64) {
	diff, lo, hi = math.NaN(), math.NaN(), math.NaN()
	if !goodCounts(k1, n1) || !goodCounts(k2, n2) {
		return diff, lo, hi
	}
	p1, p2 := float64(k1)/float64(n1), float64(k2)/float64(n2)
	diff = p1 - p2
	l1, u1 := Wilson(k1, n1, level)
	l2, u2 := Wilson(k2, n2, level)
	lo = diff - math.Hypot(p1-l1, u2-p2)
	hi = diff + math.Hypot(u1-p1, p2-l2)
	return diff, lo, hi
}
