package stat

import "math"

// RestrictedMean is the mean time without the event up to a horizon; see
// [Survival.RestrictedMean].
type RestrictedMean struct {
	Horizon       float64
	Mean, SE      float64
	Lo, Hi, Level float64 // Mean ± z·SE
	Undefined     Reason  // why none of them exists
}

// RestrictedMean reports how long rows stay without the event on average when
// time after the horizon does not count: the area under the curve.
//
//	Mean = ∫ S(t) dt from 0 to Horizon
//	SE² = Σ Aᵢ² dᵢ/(nᵢ(nᵢ - dᵢ)),  Aᵢ = ∫ S(t) dt from tᵢ to Horizon
//
// In the unit of the times, between 0 and the horizon. It exists where the
// median was not reached, and means of groups compare at one horizon only.
//
// Without events the mean is the horizon and SE is 0, which says nothing of
// how sure it is. Undefined is [BeyondFollowUp] for a horizon after the last
// time, unless S had come down to 0, and [BadInput] for one that is negative,
// infinite or NaN.
//
// Source: Irwin (1949), J. of Hygiene 47, 188-189; Meier (1975), in
// Perspectives in Probability and Statistics, 67-91.
// Checked against: casereview_kaplan_meier.json and
// casereview_survival_generated.json (R 4.2.2 survival 3.5-3).
func (s Survival) RestrictedMean(horizon float64) RestrictedMean {
	nan := math.NaN()
	m := RestrictedMean{Horizon: horizon, Mean: nan, SE: nan, Lo: nan, Hi: nan,
		Level: s.Options.Level, Undefined: s.Undefined}
	if s.Undefined != Defined {
		return m
	}
	switch {
	case !goodTime(horizon):
		m.Undefined = BadInput
	case horizon > s.last() && s.S[len(s.S)-1] > 0:
		m.Undefined = BeyondFollowUp
	}
	if m.Undefined != Defined {
		return m
	}
	// From the horizon back to 0: area is the part after time i.
	var area, variance float64
	end := horizon
	for i := len(s.Time) - 1; i >= 0; i-- {
		if s.Time[i] >= horizon {
			continue
		}
		area += s.S[i] * (end - s.Time[i])
		end = s.Time[i]
		if n, d := float64(s.AtRisk[i]), float64(s.Event[i]); d > 0 && n > d {
			variance += area * area * (d / (n * (n - d)))
		}
	}
	m.Mean, m.SE = area+end, math.Sqrt(variance)
	wide := normalCritical(m.Level) * m.SE
	m.Lo, m.Hi = m.Mean-wide, m.Mean+wide
	return m
}
