package stat

import "math"

// Assured says whether a process can be expected to meet its target.
type Assured uint8

// The verdicts. The zero Assured is that there is none.
const (
	NotAssured    Assured = iota // no verdict; see Undefined
	MeetsTarget                  // the limits lie on the good side of the target
	MissesTarget                 // the limits lie on the wrong side of it
	HitsAndMisses                // the target lies within the limits
)

// Assurance is the result of [ControlChart.Assurance].
type Assurance struct {
	Verdict      Assured
	Target       float64
	Better       Better
	Lower, Upper float64 // the limits of the last point that has them
	Place        int     // of that point in Points, from 0
	Trial        bool    // these are trial limits
	Undefined    Reason  // why there is no verdict
}

// Assurance holds the limits of a chart against a target, such as a visit to
// nine of ten households within a day. A process of which the limits hold the
// target will meet it in some periods and miss it in others, by nothing but
// the usual variation; only a change of the process helps.
//
//	target < Lower   met always when higher is better, never when lower is
//	target > Upper   missed always when higher is better, never when lower is
//	otherwise        met and missed
//
// It takes the limits of the last point that has them. The verdict holds as
// long as the process does not change: with signals in
// [ControlChart.SpecialCauses] it is no forecast.
// Undefined is the reason of the chart when that has no limits, and
// [BadInput] for a target that is not a number and without a direction.
//
// Source: NHS England, Making Data Count.
func (c ControlChart) Assurance(target float64, better Better) Assurance {
	nan := math.NaN()
	a := Assurance{Target: target, Better: better, Lower: nan, Upper: nan, Undefined: c.NoLimits}
	if !allFinite([]float64{target}) || (better != HigherIsBetter && better != LowerIsBetter) {
		a.Undefined = BadInput
	}
	if a.Undefined != Defined {
		return a
	}
	for i, p := range c.Points {
		if p.Reason == Defined {
			a.Lower, a.Upper, a.Place = p.Lower, p.Upper, i
		}
	}
	a.Trial = c.Trial
	switch {
	case math.IsNaN(a.Lower):
		a.Undefined = NoData
	case sideOf(a.Lower, target) == 1:
		a.Verdict = verdict(better == HigherIsBetter)
	case sideOf(target, a.Upper) == 1:
		a.Verdict = verdict(better == LowerIsBetter)
	default:
		a.Verdict = HitsAndMisses
	}
	return a
}

// verdict is that of limits which leave the target on one side.
func verdict(met bool) Assured {
	if met {
		return MeetsTarget
	}
	return MissesTarget
}
