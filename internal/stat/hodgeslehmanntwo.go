package stat

import (
	"math"
	"slices"
)

// ShiftTwo is the result of [HodgesLehmannTwo].
type ShiftTwo struct {
	N1, N2             int // values that are not missing
	Missing1, Missing2 int

	Estimate float64
	Lo, Hi   float64
	Asked    float64 // the level asked for
	Level    float64 // the level reached
	Rank     int     // Lo is the Rank-th smallest difference, Hi the Rank-th largest
	Exact    bool    // Rank and Level come from the exact distribution

	Undefined Reason
}

// HodgesLehmannTwo estimates by how much one group lies above another: the
// median of all differences between a value of the first and one of the second.
//
//	Estimate = median of xᵢ - yⱼ over all pairs
//	Lo, Hi = the k-th smallest and the k-th largest of them
//	k = max(1, the smallest q with P(U ≤ q) ≥ (1-level)/2)
//	Level = 1 - 2 P(U ≤ k-1)
//
// with U the count of Mann and Whitney when both groups are alike. The unit is
// that of the values; positive means that the first group is larger. It is not
// the difference of the two medians.
//
// Assumes independent values, and that the groups differ by a shift alone.
// Then the interval holds at least Level, and with ties more. Missing values
// (NaN) are left out and counted. The rank is exact for groups up to Limit; above
// that it is that of the normal distribution with the same variance and half a
// unit of continuity. Very small groups cannot reach the level asked for, which
// Level shows. [NoData] for an empty group; [BadInput] for an infinite value or an
// impossible level.
//
// Source: Hodges & Lehmann (1963), Annals of Mathematical Statistics 34,
// 598-611; Moses (1953) for the interval.
// Checked against: survey_mann_whitney.json (R 4.2.2 wilcox.test), and the sorted
// differences.
func HodgesLehmannTwo(x, y []float64, o TwoSampleOptions) ShiftTwo {
	nan := math.NaN()
	if o.Level == 0 {
		o.Level = 0.95
	}
	s := ShiftTwo{Asked: o.Level, Level: nan, Estimate: nan, Lo: nan, Hi: nan}
	a, b, missing, why := twoSamples(x, y)
	s.N1, s.N2, s.Missing1, s.Missing2 = len(a), len(b), missing[0], missing[1]
	if !goodLevel(o.Level) {
		why = BadInput
	}
	if s.Undefined = why; why != Defined {
		return s
	}
	d := newDifferences(a, b)
	s.Estimate = d.median()
	s.Exact = max(s.N1, s.N2) <= o.limit()
	p := (1 - o.Level) / 2
	below := 0.0
	if s.Exact {
		s.Rank, below = pairQuantile(s.N1, s.N2, p)
	} else {
		s.Rank, below = normalPairQuantile(s.N1, s.N2, p)
	}
	s.Level = 1 - 2*below
	s.Lo, s.Hi = d.nth(s.Rank), d.nth(s.N1*s.N2+1-s.Rank)
	return s
}

// pairQuantile returns max(1, q) for the smallest q with P(U ≤ q) ≥ p, and
// P(U < q) of that.
func pairQuantile(n1, n2 int, p float64) (q int, below float64) {
	p -= 10 * 0x1p-52 // a probability of just p must count as reached
	scores := make([]int, n1+n2)
	for i := range scores {
		scores[i] = i
	}
	least := n1 * (n1 - 1) / 2
	f := divisionSum(scores, n1)[least:]
	for q < len(f)-1 && (q == 0 || below+f[q] < p) {
		below += f[q]
		q++
	}
	return q, below
}

// normalPairQuantile is pairQuantile by the normal distribution.
func normalPairQuantile(n1, n2 int, p float64) (q int, below float64) {
	m, n := float64(n1), float64(n2)
	mean, sigma := m*n/2, math.Sqrt(m*n*(m+n+1)/12)
	q = max(1, int(math.Ceil(mean-0.5+NormalQuantile(p)*sigma)))
	return q, NormalLower((float64(q) - 0.5 - mean) / sigma)
}

// differences gives order statistics of xᵢ - yⱼ without storing them.
type differences struct{ x, y []float64 }

func newDifferences(x, y []float64) differences {
	x, y = slices.Clone(x), slices.Clone(y)
	slices.Sort(x)
	slices.Sort(y)
	return differences{x, y}
}

// upTo returns how many differences are at most v. For a larger x more y must
// be taken off, so one sweep with two ends does it.
func (d differences) upTo(v float64) int {
	total, j := 0, 0
	for _, x := range d.x {
		for j < len(d.y) && x-d.y[j] > v {
			j++
		}
		total += len(d.y) - j
	}
	return total
}

// nth returns the k-th smallest difference, counted from 1, as [walsh] does.
func (d differences) nth(k int) float64 {
	lo, hi := orderKey(d.x[0]-d.y[len(d.y)-1]), orderKey(d.x[len(d.x)-1]-d.y[0])
	for lo < hi {
		mid := lo + (hi-lo)/2
		if d.upTo(keyFloat(mid)) >= k {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return keyFloat(lo) + 0 // no negative zero
}

func (d differences) median() float64 {
	m := len(d.x) * len(d.y)
	if m%2 == 1 {
		return d.nth((m + 1) / 2)
	}
	return d.nth(m/2)/2 + d.nth(m/2+1)/2
}
