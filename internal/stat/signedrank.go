package stat

import (
	"math"
	"math/bits"
	"slices"
)

// Zeros says what a signed-rank test does with differences of zero.
type Zeros uint8

const (
	// DropZeros leaves zeros out before ranking (Wilcoxon). The default.
	DropZeros Zeros = iota
	// Pratt ranks the zeros with the others and leaves them out after that,
	// so that many zeros weaken the evidence of small changes.
	Pratt
)

// SignedRankLimit is the largest number of differences that are not zero for
// which the exact test is computed without being asked for.
const SignedRankLimit = 1000

// SignedRankOptions are the settings of [SignedRank]. The zero value is
// Wilcoxon's test on values as they are.
type SignedRankOptions struct {
	Zeros Zeros
	// Computed says that the differences come from computed scores, such as
	// means of items, whose last digits are rounding noise. They are then
	// rounded to 7 significant digits before ties are looked for, and those
	// below 1e-9 of the largest count as zero. False: compared as they are.
	Computed bool
	// Limit is the largest NUsed with an exact test; 0 means SignedRankLimit,
	// a negative one that no exact test is wanted. 1000 takes 0.1 second, and
	// 5000 a few seconds and 100 MB.
	Limit int
}

// SignedRankTest is the result of [SignedRank].
type SignedRankTest struct {
	N       int // differences that are not missing
	Missing int // differences that are
	NZero   int // differences of zero
	NUsed   int // N - NZero

	VPlus, VMinus float64 // rank sums of the positive and negative differences

	Z                              float64 // (VPlus - E)/σ
	PAsym, PAsymLess, PAsymGreater float64

	ZCorrected                                                float64 // moved 1/2 toward 0
	PAsymCorrected, PAsymCorrectedLess, PAsymCorrectedGreater float64

	HasExact                          bool
	PExact, PExactLess, PExactGreater float64

	Options   SignedRankOptions // as used: Limit is never 0
	Undefined Reason            // why Z and the asymptotic p-values do not exist
	NoExact   Reason            // why the exact p-values do not exist
}

// SignedRank tests whether paired values moved in one direction: d holds the
// differences after minus before, one per person. The absolute differences
// are ranked, and the ranks of the rises are added up.
//
//	V⁺ = Σ rᵢ over dᵢ > 0,  E = Σ rᵢ / 2,  σ² = Σ rᵢ² / 4
//	Z = (V⁺ - E)/σ,  ZCorrected = sign(V⁺ - E) · max(0, |V⁺ - E| - 1/2)/σ
//	PExact = P(|V - E| ≥ |V⁺ - E|), every sign a fair coin
//
// Rank sums run from 0 to their total; VPlus over half of it and Z > 0 mean a
// rise. Less and Greater name the one-sided alternatives: a fall, a rise.
//
// Assumes that people are independent and that, without an effect, the
// differences lie symmetrically around zero.
// Missing differences (NaN) are left out and counted. Tied absolute
// differences share their mean rank; σ and the exact test are conditional on
// the ranks as they are, so that neither needs a correction for ties. N
// counts the differences, NUsed those that are not zero.
// The exact test is computed for NUsed up to Limit: its cost grows with the
// third power, and beyond some hundreds the two hardly differ. For more than
// 1000 an exact p-value below 1e-290 may be too small.
// Without any difference: [NoData]. With zeros alone Z does not exist,
// [AllZero], and the exact p-values are 1. An infinite difference: [BadInput].
// NoExact is [OverLimit] where the exact test was left out.
//
// Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83; Pratt (1959), J.
// American Statistical Association 54, 655-667.
// Checked against: survey_wilcoxon_signed_rank.json and
// survey_wilcoxon_generated.json (coin 1.4-2, R 4.2.2, exactRankTests, SciPy
// 1.10.1), and all 2ⁿ patterns of signs.
func SignedRank(d []float64, o SignedRankOptions) SignedRankTest {
	if o.Limit == 0 {
		o.Limit = SignedRankLimit
	}
	t := SignedRankTest{Options: o}
	t.noAsymptotic(NoData)
	t.noExact(NoData)
	keys, missing, ok := signedKeys(d, o.Computed)
	t.N, t.Missing = len(keys), missing
	if !ok || o.Zeros > Pratt {
		t.noAsymptotic(BadInput)
		t.noExact(BadInput)
		return t
	}
	if t.N == 0 {
		return t
	}
	for t.NZero < t.N && keys[t.NZero]>>1 == 0 {
		t.NZero++
	}
	t.NUsed = t.N - t.NZero
	below := 0 // places taken by the zeros
	if o.Zeros == Pratt {
		below = t.NZero
	}
	ranks, plus, total := doubledRanks(keys[t.NZero:], below)
	t.VPlus, t.VMinus = float64(plus)/2, float64(total-plus)/2
	t.asymptotic(ranks, plus, total)
	t.exact(ranks, plus, total)
	return t
}

// signedKeys returns the differences as whole numbers that sort by absolute
// value: the bits of the float with the sign moved to the end. It is not ok
// when a difference is infinite.
func signedKeys(d []float64, computed bool) (keys []uint64, missing int, ok bool) {
	noise := 0.0
	if computed {
		for _, v := range d {
			if a := math.Abs(v) * 1e-9; a > noise {
				noise = a
			}
		}
	}
	keys = make([]uint64, 0, len(d))
	ok = true
	for _, v := range d {
		switch {
		case math.IsNaN(v):
			missing++
			continue
		case math.IsInf(v, 0):
			ok = false
		case math.Abs(v) < noise:
			v = 0
		case computed:
			v = significant(v)
		}
		keys = append(keys, bits.RotateLeft64(math.Float64bits(v), 1))
	}
	slices.Sort(keys)
	return keys, missing, ok
}

// doubledRanks returns twice the mid-ranks of the sorted keys, which are
// whole numbers, with their sum and the sum of those of positive differences.
// below places are taken already.
func doubledRanks(keys []uint64, below int) (ranks []int, plus, total int) {
	ranks = make([]int, len(keys))
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j]>>1 == keys[i]>>1 {
			j++
		}
		r := 2*below + i + 1 + j
		for ; i < j; i++ {
			ranks[i] = r
			total += r
			if keys[i]&1 == 0 {
				plus += r
			}
		}
	}
	return ranks, plus, total
}

// asymptotic fills in the figures of the normal approximation.
func (t *SignedRankTest) asymptotic(ranks []int, plus, total int) {
	if t.NUsed == 0 {
		t.noAsymptotic(AllZero)
		return
	}
	t.Undefined = Defined
	var squares float64 // of the doubled ranks
	for _, r := range ranks {
		squares += float64(r) * float64(r)
	}
	sigma := math.Sqrt(squares) / 4
	dist := float64(2*plus-total) / 4 // V⁺ - E
	t.Z = dist / sigma
	t.PAsym, t.PAsymLess, t.PAsymGreater = NormalTwoSided(t.Z), NormalLower(t.Z), NormalUpper(t.Z)
	// A distance under 1/2 is corrected to nothing; R would go past it.
	t.ZCorrected = math.Copysign(max(0, math.Abs(dist)-0.5), dist) / sigma
	t.PAsymCorrected = NormalTwoSided(t.ZCorrected)
	t.PAsymCorrectedLess = NormalLower((dist + 0.5) / sigma)
	t.PAsymCorrectedGreater = NormalUpper((dist - 0.5) / sigma)
}

// exact fills in the figures of the exact conditional test.
func (t *SignedRankTest) exact(ranks []int, plus, total int) {
	// Without ties all doubled ranks are even: their common divisor is taken
	// out, which halves the support and the work.
	unit := 0
	for _, r := range ranks {
		unit = gcd(r, unit)
	}
	unit = max(unit, 1)
	minor := min(plus, total-plus) / unit // the other tail is its mirror image
	if t.NUsed > t.Options.Limit || minor >= mostStates {
		t.noExact(OverLimit)
		return
	}
	scaled := make([]int, len(ranks))
	for i, r := range ranks {
		scaled[i] = r / unit
	}
	tail, point := signTail(scaled, minor)
	other := 1 - tail + point // of the larger sum, which includes its own point
	t.HasExact, t.NoExact = true, Defined
	t.PExact = min(1, 2*tail)
	t.PExactLess, t.PExactGreater = tail, other
	if 2*plus > total {
		t.PExactLess, t.PExactGreater = other, tail
	}
}

// noAsymptotic marks the figures of the normal approximation as undefined.
func (t *SignedRankTest) noAsymptotic(why Reason) {
	nan := math.NaN()
	t.Undefined, t.Z, t.ZCorrected = why, nan, nan
	t.PAsym, t.PAsymLess, t.PAsymGreater = nan, nan, nan
	t.PAsymCorrected, t.PAsymCorrectedLess, t.PAsymCorrectedGreater = nan, nan, nan
}

// noExact marks the figures of the exact test as not computed.
func (t *SignedRankTest) noExact(why Reason) {
	nan := math.NaN()
	t.HasExact, t.NoExact = false, why
	t.PExact, t.PExactLess, t.PExactGreater = nan, nan, nan
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
