package stat

import "math"

// Shift is the result of [HodgesLehmann].
type Shift struct {
	N       int // differences that are not missing
	Missing int // differences that are
	NZero   int // differences of zero

	Estimate  float64 // of the differences that are not zero
	WithZeros float64 // of all differences

	Lo, Hi float64 // interval from all differences
	Asked  float64 // the level asked for
	Level  float64 // the level reached; see HodgesLehmann
	Rank   int     // Lo is the Rank-th smallest average, Hi the Rank-th largest
	Exact  bool    // Rank and Level come from the exact distribution

	Undefined Reason // why there is no estimate at all
	NoNonzero Reason // why Estimate does not exist
}

// HodgesLehmann estimates by how much people changed: the middle of all
// averages of two differences, that of a difference with itself included.
//
//	WithZeros = median of (dᵢ + dⱼ)/2 over i ≤ j
//	Lo, Hi = the k-th smallest and the k-th largest of them
//	k = max(1, the smallest q with P(V ≤ q) ≥ (1-level)/2)
//	Level = 1 - 2 P(V ≤ k-1)
//
// with V the signed-rank sum of n fair coins. The unit is that of the values;
// positive means a rise. Estimate leaves the zeros out, as the signed-rank
// test does; WithZeros keeps them and is the one that lies in the interval.
//
// Assumes independent people and differences that lie symmetrically around
// their centre. Then the interval, with its end points, holds at least Level;
// with ties it holds more.
// Missing differences (NaN) are left out and counted. N counts the zeros too.
// The reached Level is at least the level asked for from 6 differences on at
// 0.95; with fewer it is what all averages together give, and has to be shown.
// The rank comes from the exact distribution for N up to 1000, and from its
// expansion to sixth order above that, which differs by less than 1e-9.
// [NoData] for no difference; [BadInput] for an infinite one or an impossible
// level; NoNonzero is [AllZero] when nobody changed.
//
// Source: Hodges & Lehmann (1963), Annals of Mathematical Statistics 34,
// 598-611; Tukey (1949) for the interval.
// Checked against: survey_wilcoxon_signed_rank.json (R 4.2.2 wilcox.test), and
// the sorted averages.
func HodgesLehmann(d []float64, level float64) Shift {
	nan := math.NaN()
	s := Shift{Asked: level, Level: nan, Estimate: nan, WithZeros: nan, Lo: nan, Hi: nan}
	values, missing := Present(d)
	s.N, s.Missing = len(values), missing
	moved := make([]float64, 0, len(values))
	for _, v := range values {
		if math.IsInf(v, 0) {
			s.Undefined = BadInput
		}
		if v != 0 {
			moved = append(moved, v)
		}
	}
	s.NZero = s.N - len(moved)
	switch {
	case !goodLevel(level):
		s.Undefined = BadInput
	case s.N == 0:
		s.Undefined = NoData
	}
	if s.Undefined != Defined {
		s.NoNonzero = s.Undefined
		return s
	}
	s.interval(newWalsh(values), level)
	switch s.NZero {
	case 0:
		s.Estimate = s.WithZeros
	case s.N:
		s.NoNonzero = AllZero
	default:
		s.Estimate = newWalsh(moved).median()
	}
	return s
}

// interval fills in what is taken from all averages.
func (s *Shift) interval(w walsh, level float64) {
	q, below, exact := signQuantile(s.N, (1-level)/2)
	if q == 0 { // one end point must be left out at least
		q, below = 1, math.Ldexp(1, -s.N)
	}
	s.Rank, s.Exact = q, exact
	s.Level = 1 - 2*below
	s.WithZeros = w.median()
	s.Lo, s.Hi = w.nth(q), w.nth(w.count()+1-q)
}
