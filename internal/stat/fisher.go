package stat

import "math"

// Fisher holds the exact test of a 2x2 table and its odds ratio; see
// [FisherExact].
type Fisher struct {
	N                int     // units in the table
	P                float64 // two-sided
	PLess, PGreater  float64 // one-sided: odds ratio below 1, above 1
	OddsRatio        float64 // conditional maximum likelihood estimate
	OddsLo, OddsHi   float64 // exact interval of the odds ratio
	Level            float64 // at least this level
	SampleOdds       float64 // ad/bc
	Undefined        Reason  // why OddsRatio does not exist
	UndefinedSamples Reason  // why SampleOdds does not exist
}

// FisherExact tests whether two yes/no properties go together in the table
//
//	a  b
//	c  d
//
// and says how strongly: the odds ratio is the odds a:b in the first row as a
// multiple of the odds c:d in the second.
//
//	w(s) = C(a+c, s) C(b+d, a+b-s) ψˢ
//	P = Σ w(s) over w(s) ≤ w(a)(1 + 1e-7), at ψ = 1, divided by Σ w(s)
//	OddsRatio = the ψ with E(s) = a
//	OddsLo, OddsHi = the ψ with P(s ≥ a) = α/2 and with P(s ≤ a) = α/2
//
// The odds ratio runs from 0 to +Inf; above 1 the first row has the larger
// share in the first column. It differs a little from SampleOdds = ad/bc.
// An empty cell makes the ratio 0 or +Inf and leaves one bound open.
//
// Assumes independent units; the margins are taken as given.
// N counts the units of the four cells; units with an unknown property are
// left out by the caller. Tables as probable as the observed one count in P
// although rounding sets them apart.
// Always exact. The work grows with the standard deviation of a cell, not
// with the counts. A p-value below 1e-300 is 0.
// With an empty row or column every P is 1, the interval is (0, +Inf) and the
// ratio is undefined: [ZeroMargin]. [BadInput] is for a negative count, a
// count over 2⁵⁰, or a level outside (0, 1).
//
// Source: Fisher (1935), J. Royal Statistical Society 98, 39-82; Cornfield
// (1956), Proc. 3rd Berkeley Symposium 4, 135-148, for the interval.
// Checked against: casereview_fisher_exact.json (R 4.2.2 fisher.test, its
// ratio and interval solved to 1e-13), and enumeration with exact rationals.
func FisherExact(a, b, c, d int, level float64) Fisher {
	nan := math.NaN()
	f := Fisher{P: nan, PLess: nan, PGreater: nan, OddsRatio: nan, OddsLo: nan,
		OddsHi: nan, Level: level, SampleOdds: nan}
	const most = 1 << 50
	if min(a, b, c, d) < 0 || max(a, b, c, d) > most || !goodLevel(level) {
		f.Undefined, f.UndefinedSamples = BadInput, BadInput
		return f
	}
	f.N = a + b + c + d
	f.SampleOdds, f.UndefinedSamples = sampleOdds(a, b, c, d)
	h := newHyper(a, b, c, d)
	t := h.walk(1)
	f.P, f.PLess, f.PGreater = t.twoSided(), t.less(), t.greater()
	f.OddsLo, f.OddsHi = 0, math.Inf(1)
	if h.lo == h.hi {
		f.Undefined = ZeroMargin
		return f
	}
	// The search starts at the sample odds ratio with half a unit added to each
	// cell, which is finite for every table.
	start := math.Log((float64(a) + 0.5) / (float64(b) + 0.5) * ((float64(d) + 0.5) / (float64(c) + 0.5)))
	tail := math.Log((1 - level) / 2)
	f.OddsRatio = h.estimate(start)
	if h.x > h.lo {
		f.OddsLo = solveOdds(start, func(psi float64) float64 {
			return math.Log(max(h.walk(psi).greater(), 1/hugeWeight)) - tail
		})
	}
	if h.x < h.hi {
		f.OddsHi = solveOdds(start, func(psi float64) float64 {
			return math.Log(max(h.walk(psi).less(), 1/hugeWeight)) - tail
		})
	}
	return f
}

// estimate returns the odds ratio under which the observed cell is expected.
func (h hyper) estimate(start float64) float64 {
	switch h.x {
	case h.lo:
		return 0
	case h.hi:
		return math.Inf(1)
	}
	return solveOdds(start, func(psi float64) float64 { return h.walk(psi).score() })
}

// solveOdds finds the root of a monotone function of the odds ratio on the
// log scale, on which it is well behaved.
func solveOdds(start float64, f func(psi float64) float64) float64 {
	g := func(x float64) float64 { return f(math.Exp(x)) }
	lo, hi, ok := bracket(g, start, 500)
	if !ok {
		return math.NaN()
	}
	return math.Exp(findRoot(g, lo, hi, 1e-14))
}

// sampleOdds returns ad/bc, which is not defined for 0/0.
func sampleOdds(a, b, c, d int) (float64, Reason) {
	up, down := float64(a)*float64(d), float64(b)*float64(c)
	if up == 0 && down == 0 {
		return math.NaN(), ZeroMargin
	}
	return up / down, Defined
}
