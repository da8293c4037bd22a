package stat

import "math"

// hyper is the distribution of the first cell of a 2x2 table whose margins
// are given: x of m units drawn in a sample of k, the other k-x out of n.
// With an odds ratio ψ the chance of s is proportional to
//
//	w(s) = C(m, s) C(n, k-s) ψˢ,  lo ≤ s ≤ hi
type hyper struct {
	lo, x, hi int
	m, n, k   float64
}

// newHyper reads the table [[a, b], [c, d]]: m and n are its columns, k is its
// first row.
func newHyper(a, b, c, d int) hyper {
	m, n, k := a+c, b+d, a+b
	return hyper{
		lo: max(0, k-n), x: a, hi: min(k, m),
		m: float64(m), n: float64(n), k: float64(k),
	}
}

// ratio returns w(s+1)/w(s) for ψ = 1; it falls as s grows.
func (h hyper) ratio(s int) float64 {
	x := float64(s)
	return (h.m - x) / (x + 1) * ((h.k - x) / (h.n - h.k + x + 1))
}

// weights are sums over the support, in units of the weight of the observed
// cell, w(x) = 1.
type weights struct {
	below, above float64 // Σ w(s) over s < x and over s > x
	moment       float64 // Σ (s-x) w(s)
	rare         float64 // Σ w(s) over s ≠ x with w(s) ≤ 1 + 1e-7
}

const (
	// sameWeight is how much larger than the observed table another may be
	// and still count as no more probable: the tolerance of R's fisher.test.
	sameWeight = 1 + 1e-7
	// tinyWeight ends a tail: what lies beyond cannot be seen in any sum.
	tinyWeight = 1e-22
	// hugeWeight ends a climb: the observed table is then so improbable that
	// its chance cannot be told from 0.
	hugeWeight = 1e300
)

// walk adds up the weights outwards from the observed cell, each from its
// neighbour by one ratio. It stops where the terms no longer count, so that
// its length is a few dozen standard deviations however large the table is.
func (h hyper) walk(psi float64) weights {
	var t weights
	w := 1.0
	for s := h.x; s < h.hi; s++ {
		r := psi * h.ratio(s)
		w *= r
		t.above += w
		t.moment += float64(s+1-h.x) * w
		if w <= sameWeight {
			t.rare += w
		}
		if w > hugeWeight {
			t.above, t.moment = math.Inf(1), math.Inf(1)
			return t
		}
		if w < tinyWeight && r < 1 {
			break
		}
	}
	w = 1
	for s := h.x; s > h.lo; s-- {
		r := 1 / (psi * h.ratio(s-1))
		w *= r
		t.below += w
		t.moment -= float64(h.x-s+1) * w
		if w <= sameWeight {
			t.rare += w
		}
		if w > hugeWeight {
			t.below, t.moment = math.Inf(1), math.Inf(-1)
			return t
		}
		if w < tinyWeight && r < 1 {
			break
		}
	}
	return t
}

// less returns P(X ≤ x).
func (t weights) less() float64 {
	if math.IsInf(t.below, 1) {
		return 1
	}
	return (1 + t.below) / (1 + t.below + t.above)
}

// greater returns P(X ≥ x).
func (t weights) greater() float64 {
	if math.IsInf(t.above, 1) {
		return 1
	}
	return (1 + t.above) / (1 + t.below + t.above)
}

// twoSided returns the chance of a table no more probable than the observed.
func (t weights) twoSided() float64 {
	return min(1, (1+t.rare)/(1+t.below+t.above))
}

// score returns E(X) - x, or a value of the same sign when that is too far
// off to be computed. Its root in ψ is the conditional maximum likelihood
// estimate of the odds ratio.
func (t weights) score() float64 {
	if math.IsInf(t.moment, 0) {
		return math.Copysign(math.MaxFloat64, t.moment)
	}
	return t.moment / (1 + t.below + t.above)
}
