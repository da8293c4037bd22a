package stat

import "math"

// TrendTest is the result of CochranArmitage.
type TrendTest struct {
	ChiSquare float64 // with 1 degree of freedom
	Z         float64 // its root, with the sign of the slope
	P         float64 // two-sided, approximate
	PExact    float64 // two-sided, given the margins; NaN when it was left out
	N         int     // units of all groups

	Undefined Reason // why there is no test
	NoExact   Reason // why PExact was left out
}

// CochranArmitage tests whether a share rises or falls over ordered groups, such
// as months: x of n units have the property in each group, and score says where
// the group stands.
//
//	T = Σ sᵢ (xᵢ - nᵢp̂),  p̂ = Σ xᵢ / N,  s̄ = Σ nᵢsᵢ / N
//	Z = T / √(p̂(1-p̂) Σ nᵢ(sᵢ - s̄)²),  ChiSquare = Z²
//	PExact = Σ P(t) over |t| ≥ |T|(1 - 1e-9), all xᵢ with the same sum
//
// No unit; above 0 the share rises with the score. Assumes independent units. It
// looks for a straight slope: a share that rises and falls again gives no signal.
// P is approximate; PExact is computed when the scores are whole numbers and the
// work stays below 2·10⁷ steps, else OverLimit or BadInput stands in NoExact. An
// empty group does not count. Undefined is BadInput for lists of unequal length, an
// impossible count and a score that is not a number, NoData without units,
// OneCategory when all have the property or none, and NoVariance when all units
// have one score.
//
// Source: Cochran (1954), Biometrics 10, 417-451; Armitage (1955), Biometrics 11,
// 375-386. Checked against: casereview_cochran_armitage.json (R 4.2.2
// prop.trend.test, coin 1.4-2), and enumeration.
func CochranArmitage(x, n []int, score []float64) TrendTest {
	nan := math.NaN()
	t := TrendTest{ChiSquare: nan, Z: nan, P: nan, PExact: nan}
	refuse := func(why Reason) TrendTest {
		t.Undefined, t.NoExact = why, why
		return t
	}
	if len(x) != len(n) || len(x) != len(score) {
		return refuse(BadInput)
	}
	hits, weighted := 0, 0.0
	for i := range x {
		if x[i] < 0 || x[i] > n[i] || math.IsNaN(score[i]) || math.IsInf(score[i], 0) {
			return refuse(BadInput)
		}
		t.N += n[i]
		hits += x[i]
		weighted += float64(n[i]) * score[i]
	}
	switch {
	case t.N == 0:
		return refuse(NoData)
	case hits == 0 || hits == t.N:
		return refuse(OneCategory)
	}
	total := float64(t.N)
	p, mean := float64(hits)/total, weighted/total
	slope, spread := 0.0, 0.0
	for i := range x {
		d := score[i] - mean
		slope += d * float64(x[i])
		spread += d * d * float64(n[i])
	}
	if !(spread > 0) {
		return refuse(NoVariance)
	}
	t.Z = slope / math.Sqrt(p*(1-p)*spread)
	t.ChiSquare = t.Z * t.Z
	t.P = NormalTwoSided(t.Z)
	t.PExact, t.NoExact = exactTrend(n, score, hits, slope, mean)
	return t
}

// exactTrend adds up the chances of all divisions of the hits over the groups with
// a slope at least as far from 0. It walks through the groups and keeps, for each
// number of hits and each sum of scores so far, how probable it is.
func exactTrend(n []int, score []float64, hits int, slope, mean float64) (float64, Reason) {
	const limit = 2e7
	least, most := score[0], score[0]
	for _, s := range score {
		if s != math.Trunc(s) || math.Abs(s) > 1e6 {
			return math.NaN(), BadInput
		}
		least, most = min(least, s), max(most, s)
	}
	width := int(most-least)*hits + 1
	work := 0.0
	for _, m := range n {
		work += float64(min(m, hits)+1) * float64(hits+1) * float64(width)
	}
	if work > limit {
		return math.NaN(), OverLimit
	}
	total := 0
	for _, m := range n {
		total += m
	}
	chance := trendChances(n, score, hits, width, least, float64(hits)/float64(total))
	sum, all := 0.0, 0.0
	for s, w := range chance {
		all += w
		if t := float64(s) + float64(hits)*(least-mean); math.Abs(t) >= math.Abs(slope)*(1-1e-9) {
			sum += w
		}
	}
	return sum / all, Defined
}

// trendChances returns how probable each sum of scores, counted from the least, is
// when the hits fall on the units at random; but for a constant.
func trendChances(n []int, score []float64, hits, width int, least, p float64) []float64 {
	now := make([][]float64, hits+1)
	now[0] = make([]float64, width)
	now[0][0] = 1
	for i, m := range n {
		step := int(score[i] - least)
		next := make([][]float64, hits+1)
		for k := 0; k <= min(m, hits); k++ {
			w := math.Exp(binomialLog(k, m, p))
			for h := 0; h+k <= hits; h++ {
				if now[h] == nil {
					continue
				}
				if next[h+k] == nil {
					next[h+k] = make([]float64, width)
				}
				for s, v := range now[h] {
					if v > 0 {
						next[h+k][s+k*step] += w * v
					}
				}
			}
		}
		now = next
	}
	return now[hits]
}
