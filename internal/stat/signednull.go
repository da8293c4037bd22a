package stat

import "math"

// This file holds the distribution of the signed-rank sum when every sign is
// a fair coin: exactly, from whole-number ranks, and by expansion for large
// samples without ties.

const (
	// visible is the probability under which a state is left out in the first
	// run; smallest that in the second, where it drops nothing that a sample
	// of up to 1000 can have.
	visible  = 1e-30
	smallest = 0x1p-1000
	// mostStates bounds the memory of the exact distribution: 1 GiB.
	mostStates = 1 << 27
)

// signSum returns P(V = s) for s = 0 ... top, where V adds up those of the
// ranks whose coin falls on heads. The ranks are positive and ascend.
//
// Each rank halves every probability and adds the half of what lies one rank
// lower: with halves instead of counts nothing overflows at any sample size.
// States at either end that are less probable than tiny are left out; lost is
// the probability that was dropped with them, and bounds the error of every
// sum over the result.
func signSum(ranks []int, top int, tiny float64) (f []float64, lost float64) {
	f = make([]float64, top+1)
	f[0] = 1
	lo, hi := 0, 0 // everything outside f[lo:hi+1] is zero
	for _, r := range ranks {
		hi = min(hi+r, top)
		addRank(f[lo:hi+1], r)
		for lo < hi && f[lo] < tiny {
			lost += f[lo]
			f[lo] = 0
			lo++
		}
		for hi > lo && f[hi] < tiny {
			lost += f[hi]
			f[hi] = 0
			hi--
		}
	}
	return f, lost
}

// addRank tosses the coin of one rank: f(s) ← (f(s) + f(s-r))/2, from the top
// down so that each value is read before it changes.
func addRank(f []float64, r int) {
	if r < len(f) {
		high, low := f[r:], f[:len(f)-r]
		i := len(high) - 1
		for ; i >= 3; i -= 4 { // four at a time, all read before one is written
			h, l := high[i-3:i+1:i+1], low[i-3:i+1:i+1]
			h3, h2, h1, h0 := h[3]+l[3], h[2]+l[2], h[1]+l[1], h[0]+l[0]
			h[3], h[2], h[1], h[0] = h3*0.5, h2*0.5, h1*0.5, h0*0.5
		}
		for ; i >= 0; i-- {
			high[i] = (high[i] + low[i]) / 2
		}
	}
	for i := range f[:min(r, len(f))] {
		f[i] *= 0.5
	}
}

// signTail returns P(V ≤ v) and P(V = v) for the given ranks. It first leaves
// out what is improbable and, should that touch the thirteenth digit of the
// answer, starts again keeping everything.
func signTail(ranks []int, v int) (tail, point float64) {
	for _, tiny := range []float64{visible, smallest} {
		f, lost := signSum(ranks, v, tiny)
		tail, point = Sum(f), f[v]
		if lost <= 1e-13*tail && (point > 0 || tiny == smallest) {
			break
		}
	}
	return min(tail, 1), point
}

// signQuantile returns, for the ranks 1 ... n, the smallest q with
// P(V ≤ q) ≥ p, where p < 1/2, and P(V < q). exact tells whether they come
// from the distribution itself.
func signQuantile(n int, p float64) (q int, below float64, exact bool) {
	p -= 10 * 0x1p-52 // a probability of just p must count as reached
	if n > SignedRankLimit {
		q, below = edgeworthQuantile(n, p)
		return q, below, false
	}
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
	}
	tiny := visible
	if p < 1e-12 {
		tiny = smallest
	}
	f, _ := signSum(ranks, n*(n+1)/4, tiny)
	for s, mass := range f {
		if below+mass >= p {
			return s, below, true
		}
		below += mass
	}
	return len(f) - 1, below - f[len(f)-1], true
}

// edgeworthQuantile is signQuantile by the Edgeworth expansion.
func edgeworthQuantile(n int, p float64) (q int, below float64) {
	lo, hi := -1, n*(n+1)/4 // P(V ≤ lo) < p ≤ P(V ≤ hi)
	for hi-lo > 1 {
		mid := lo + (hi-lo)/2
		if signEdgeworth(n, mid) >= p {
			hi = mid
		} else {
			lo = mid
		}
	}
	if hi == 0 {
		return 0, 0
	}
	return hi, signEdgeworth(n, hi-1)
}

// signEdgeworth returns P(V ≤ v) for the ranks 1 ... n by the Edgeworth
// expansion to the sixth cumulant; its error is of the order n⁻³. V is a
// whole number: with uniform noise of width 1 added it is continuous, and has
// the same distribution function half-way between two whole numbers.
func signEdgeworth(n, v int) float64 {
	m := float64(n)
	s2 := m * (m + 1) * (2*m + 1) / 6
	s4 := s2 * (3*m*m + 3*m - 1) / 5
	s6 := s2 * (3*m*m*m*m + 6*m*m*m - 3*m + 1) / 7
	k2, k4, k6 := s2/4+1.0/12, -s4/8-1.0/120, s6/4+1.0/252
	x := (float64(v) + 0.5 - m*(m+1)/4) / math.Sqrt(k2)
	l4, l6 := k4/(k2*k2), k6/(k2*k2*k2)
	x2 := x * x
	he3 := x * (x2 - 3)
	he5 := x * (x2*x2 - 10*x2 + 15)
	he7 := x * (x2*x2*x2 - 21*x2*x2 + 105*x2 - 105)
	density := math.Exp(-x2/2) / math.Sqrt(2*math.Pi)
	return max(0, NormalLower(x)-density*(l4/24*he3+l6/720*he5+l4*l4/1152*he7))
}
