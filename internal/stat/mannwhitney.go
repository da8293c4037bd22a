package stat

import (
	"math"
	"slices"
)

// MannWhitneyLimit is the largest group for which the exact test is computed
// without being asked for, when the other group is not larger either.
const MannWhitneyLimit = 49

// TwoSampleOptions are the settings of [MannWhitney] and [HodgesLehmannTwo].
type TwoSampleOptions struct {
	Level float64 // of the interval; 0 means 0.95
	// Limit is the largest group with an exact distribution; 0 means
	// MannWhitneyLimit, a negative one that none is wanted. Groups of 150 take
	// a second.
	Limit int
}

// Procedure names the way in which a p-value was computed.
type Procedure string

const (
	// MannWhitneyExact counts every way to divide the ranks over the groups.
	MannWhitneyExact Procedure = "Mann-Whitney, exact"
	// MannWhitneyNormal is the normal approximation with the variance of the
	// ranks as they are tied, and half a unit off the distance.
	MannWhitneyNormal Procedure = "Mann-Whitney, normal approximation with correction for ties and continuity"
)

// MannWhitneyTest is the result of [MannWhitney].
type MannWhitneyTest struct {
	N1, N2             int // values that are not missing
	Missing1, Missing2 int
	Ties               bool // two values are equal

	U1, U2    float64 // pairs in which the first, or the second, is larger
	PSuperior float64 // U1 / (N1 N2)

	Z, PAsym                   float64
	ZCorrected, PAsymCorrected float64

	HasExact                          bool
	PExact, PExactLess, PExactGreater float64 // Less: the first group tends to be smaller

	P         float64 // of the procedure that suits the data
	Procedure Procedure

	Undefined Reason // why Z and the asymptotic p-values do not exist
	NoExact   Reason // why the exact p-values do not exist
}

// MannWhitney tests whether the values of one group tend to be larger than
// those of another.
//
//	U1 = #(x > y) + #(x = y)/2 over all pairs,  E = n1 n2 / 2
//	σ² = n1 n2 / (N (N-1)) · Σ (rᵢ - (N+1)/2)²,  r the mid-ranks of all N
//	Z = (U1 - E)/σ,  ZCorrected = sign(U1 - E) · max(0, |U1 - E| - 1/2)/σ
//	PExact = P(|U - E| ≥ |U1 - E|), every division of the ranks as likely
//
// PSuperior runs from 0 to 1; over one half means that the first group tends
// to be larger. P is that of the exact test for groups up to Limit without
// ties, and otherwise of the normal approximation with both corrections;
// Procedure says which. The exact test of tied ranks is conditional on them.
//
// Assumes that the values are independent, within the groups and between
// them, and that without an effect both come from one distribution. It is not
// a test of medians when the groups differ in spread.
// Missing values (NaN) are left out and counted. Undefined is [NoData] when a
// group is empty, [NoVariance] when all values are equal, [BadInput] for an
// infinite one; NoExact is [OverLimit] for larger groups.
//
// Source: Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60.
// Checked against: survey_mann_whitney.json (R 4.2.2 wilcox.test, coin 1.4-2,
// exactRankTests 0.8-35), and every division of small groups.
func MannWhitney(x, y []float64, o TwoSampleOptions) MannWhitneyTest {
	nan := math.NaN()
	t := MannWhitneyTest{U1: nan, U2: nan, PSuperior: nan, Z: nan, PAsym: nan, ZCorrected: nan, PAsymCorrected: nan,
		PExact: nan, PExactLess: nan, PExactGreater: nan, P: nan}
	a, b, missing, why := twoSamples(x, y)
	t.N1, t.N2, t.Missing1, t.Missing2 = len(a), len(b), missing[0], missing[1]
	if why != Defined {
		t.Undefined, t.NoExact = why, why
		return t
	}
	ranks := MidRanks(append(a, b...))
	n1, n2 := float64(t.N1), float64(t.N2)
	t.U1 = Sum(ranks[:t.N1]) - n1*(n1+1)/2
	t.U2 = n1*n2 - t.U1
	t.PSuperior = t.U1 / (n1 * n2)
	sorted := slices.Sorted(slices.Values(ranks))
	for i := range sorted[1:] {
		t.Ties = t.Ties || sorted[i] == sorted[i+1]
	}
	t.asymptotic(ranks)
	if max(t.N1, t.N2) > o.limit() {
		t.NoExact = OverLimit
	} else {
		t.exact(sorted)
	}
	t.P, t.Procedure = t.PAsymCorrected, MannWhitneyNormal
	if t.HasExact && !t.Ties {
		t.P, t.Procedure = t.PExact, MannWhitneyExact
	}
	return t
}

func (o TwoSampleOptions) limit() int {
	if o.Limit == 0 {
		return MannWhitneyLimit
	}
	return o.Limit
}

// twoSamples leaves out what is missing, and says why there is no figure.
func twoSamples(x, y []float64) (a, b []float64, missing [2]int, why Reason) {
	a, missing[0] = Present(x)
	b, missing[1] = Present(y)
	if len(a) == 0 || len(b) == 0 {
		return a, b, missing, NoData
	}
	for _, list := range [][]float64{a, b} {
		for _, v := range list {
			if math.IsInf(v, 0) {
				return a, b, missing, BadInput
			}
		}
	}
	return slices.Clip(a), b, missing, Defined
}

func (t *MannWhitneyTest) asymptotic(ranks []float64) {
	n1, n2, n := float64(t.N1), float64(t.N2), float64(len(ranks))
	var squares float64
	for _, r := range ranks {
		squares += (r - (n+1)/2) * (r - (n+1)/2)
	}
	if squares == 0 {
		t.Undefined = NoVariance
		return
	}
	sigma := math.Sqrt(n1 * n2 / (n * (n - 1)) * squares)
	dist := t.U1 - n1*n2/2
	t.Z, t.ZCorrected = dist/sigma, math.Copysign(max(0, math.Abs(dist)-0.5), dist)/sigma
	t.PAsym, t.PAsymCorrected = NormalTwoSided(t.Z), NormalTwoSided(t.ZCorrected)
}

// exact fills in the figures of the exact test, from the sorted mid-ranks.
func (t *MannWhitneyTest) exact(sorted []float64) {
	scores := make([]int, len(sorted))
	for i, r := range sorted {
		scores[i] = int(2*(r-sorted[0]) + 0.5)
	}
	f := divisionSum(scores, t.N1)
	n1 := float64(t.N1)
	at := int(math.Round(2 * (t.U1 + n1*(n1+1)/2 - n1*sorted[0])))
	centre := t.N1 * sumInts(scores) // N times the mean of the sum
	far := abs(len(scores)*at - centre)
	t.PExact, t.PExactLess, t.PExactGreater = 0, 0, 0
	for s, p := range f {
		if s <= at {
			t.PExactLess += p
		}
		if s >= at {
			t.PExactGreater += p
		}
		if abs(len(scores)*s-centre) >= far {
			t.PExact += p
		}
	}
	t.HasExact = true
	t.PExact, t.PExactLess, t.PExactGreater = min(1, t.PExact), min(1, t.PExactLess), min(1, t.PExactGreater)
}

func sumInts(list []int) int {
	total := 0
	for _, v := range list {
		total += v
	}
	return total
}

func abs(i int) int { return max(i, -i) }
