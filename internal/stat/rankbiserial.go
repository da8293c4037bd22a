package stat

import "math"

// RankBiserial is the result of [SignedRankTest.RankBiserial].
type RankBiserial struct {
	NUsed      int     // differences that are not zero
	R          float64 // the effect size
	Lo, Hi     float64 // approximate interval
	Level      float64
	Undefined  Reason // why R does not exist
	NoInterval Reason // why Lo and Hi do not exist
}

// RankBiserial says how one-sided the changes were: the share of the rank sum
// that favours a rise, minus the share that favours a fall. It is the effect
// size that belongs to the signed-rank test.
//
//	r = (V⁺ - V⁻)/(V⁺ + V⁻)
//	Lo, Hi = tanh(atanh r ± z·se)
//	se = √((2m³ + 3m² + m)/6) / ((m² + m)/2),  m = NUsed
//
// No unit; from -1, everybody fell, to 1, everybody rose. It is about order,
// not about how far people moved.
// Assumes what [SignedRank] assumes. Zeros are treated as in the test it is
// taken from; under [Pratt] r is larger than the published definition, which
// drops them.
// The interval is a normal approximation that uses the variance without an
// effect: rough for a handful of people, and slightly too narrow with ties.
// Without a difference that is not zero r does not exist ([NoData],
// [AllZero]); at r = ±1 the interval does not: [AtBound].
//
// Source: Kerby (2014), Comprehensive Psychology 3, 11.IT.3.1; the interval
// as in the R package effectsize.
// Checked against: survey_effect_sizes_paired.json (effectsize 0.8.3).
func (t SignedRankTest) RankBiserial(level float64) RankBiserial {
	nan := math.NaN()
	e := RankBiserial{NUsed: t.NUsed, R: nan, Lo: nan, Hi: nan, Level: level}
	if t.Undefined != Defined {
		e.Undefined, e.NoInterval = t.Undefined, t.Undefined
		return e
	}
	e.R = (t.VPlus - t.VMinus) / (t.VPlus + t.VMinus)
	switch {
	case !goodLevel(level):
		e.NoInterval = BadInput
		return e
	case math.Abs(e.R) == 1:
		e.NoInterval = AtBound
		return e
	}
	m := float64(t.NUsed)
	se := math.Sqrt((2*m*m*m+3*m*m+m)/6) / ((m*m + m) / 2)
	centre, half := math.Atanh(e.R), normalCritical(level)*se
	e.Lo, e.Hi = math.Tanh(centre-half), math.Tanh(centre+half)
	return e
}
