package stat

import "math"

// SurvivalQuantile is the time by which a share has had the event; see
// [Survival.Quantile].
type SurvivalQuantile struct {
	P            float64 // the share
	Time, Lo, Hi float64

	Undefined  Reason // why Time does not exist
	NoLo, NoHi Reason // why the bounds do not exist
}

// Quantile reports by which time the share p has had the event; p = 0.5 gives
// the median.
//
//	Time = the smallest t with S(t) ≤ 1 - p
//	Lo, Hi = the same of the lower and of the upper bound of the curve
//
// In the unit of the times. Where S(t) equals 1 - p, to within 1e-12, the
// share is reached from that event to the next, and Time is halfway; without a
// next event it is t.
//
// Undefined is [NotReached] when so many events were not seen: a median is
// then only known to lie after the last time, and is never set to it. NoLo and
// NoHi are the same for the bounds; an upper bound is often missing. It is
// [BadInput] unless 0 < p < 1.
//
// Source: Brookmeyer & Crowley (1982), Biometrics 38, 29-41.
// Checked against: casereview_kaplan_meier.json (R 4.2.2 survival 3.5-3).
func (s Survival) Quantile(p float64) SurvivalQuantile {
	nan := math.NaN()
	q := SurvivalQuantile{P: p, Time: nan, Lo: nan, Hi: nan, Undefined: s.Undefined}
	if s.Undefined == Defined && !goodLevel(p) {
		q.Undefined = BadInput
	}
	if q.Undefined != Defined {
		q.NoLo, q.NoHi = q.Undefined, q.Undefined
		return q
	}
	q.Time, q.Undefined = s.crossing(s.S, 1-p)
	q.Lo, q.NoLo = s.crossing(s.Lo, 1-p)
	q.Hi, q.NoHi = s.crossing(s.Hi, 1-p)
	return q
}

// crossing returns the first time at which a curve has come down to the level.
// A curve is NaN where it has no value.
func (s Survival) crossing(curve []float64, level float64) (float64, Reason) {
	const same = 1e-12
	for i, v := range curve {
		if !(v <= level+same) {
			continue
		}
		if v < level-same {
			return s.Time[i], Defined
		}
		for j := i + 1; j < len(curve); j++ {
			if curve[j] < v-same {
				return s.Time[i] + (s.Time[j]-s.Time[i])/2, Defined
			}
		}
		return s.Time[i], Defined
	}
	return math.NaN(), NotReached
}
