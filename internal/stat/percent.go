package stat

import "math"

// Agreement is the result of [Tally.Percent].
type Agreement struct {
	NRated    int // units with at least one rating
	NPairable int // units with at least two
	NComplete int // units that every coder rated

	Pairwise float64 // mean share of pairs of coders that agree
	SE       float64
	Lo, Hi   float64
	Level    float64
	AllAgree float64 // share of complete units on which all coders agree

	Undefined  Reason // why Pairwise does not exist
	NoInterval Reason // why SE, Lo and Hi do not exist
	NoAllAgree Reason // why AllAgree does not exist
}

// PercentAgreement is [Tally.Percent] of the ratings.
func PercentAgreement(r Ratings, level float64) Agreement {
	t, why := r.Tally()
	if why != Defined {
		return undefinedAgreement(level, why)
	}
	return t.Percent(level)
}

// Percent reports how often two coders gave the same code to the same unit.
//
//	p̄ = 1/n₂ Σᵤ aᵤ / (mᵤ(mᵤ-1)/2)  over units with mᵤ ≥ 2
//	SE² = Σᵤ (pᵤ - p̄)² / (n(n-1)),  pᵤ = n/n₂ · share of u, 0 when mᵤ < 2
//
// with aᵤ the agreeing pairs among the mᵤ ratings of a unit, n the units with
// a rating and n₂ those with two. A share from 0 to 1. Agreement by chance is
// in it: with few categories, or one that dominates, it is high without any
// skill.
//
// Assumes that units are a sample from many; the interval is that of Student
// with n-1 degrees of freedom, its upper bound cut off at 1, its lower bound
// not. With units that stand for characters of one text the units are not
// independent and SE is far too small: show Pairwise alone.
// A unit with one rating counts in n only, a unit without any nowhere.
// AllAgree looks at complete units, and needs two coders.
// [NoPairs] when no unit has two ratings; NoInterval is [TooFew] for one
// unit; NoAllAgree is [NoComplete] when no unit was rated by all.
//
// Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.
// Checked against: agreement_percent.json (irrCAC 1.0, irr 0.84.1).
func (t Tally) Percent(level float64) Agreement {
	a := undefinedAgreement(level, NoPairs)
	if t.coders == 0 {
		return undefinedAgreement(level, BadInput)
	}
	for m, s := range t.by {
		if m > 0 {
			a.NRated += s.units
		}
		if m > 1 {
			a.NPairable += s.units
		}
	}
	a.allAgree(t)
	if a.NPairable == 0 {
		return a
	}
	n2 := float64(a.NPairable)
	a.Undefined, a.Pairwise = Defined, 0
	for m := 2; m <= t.coders; m++ {
		a.Pairwise += float64(t.by[m].agree) / float64(pairs(m)) / n2
	}
	a.Pairwise = min(1, a.Pairwise)
	a.interval(t, level)
	return a
}

// interval fills in the standard error and the bounds.
func (a *Agreement) interval(t Tally, level float64) {
	n, n2 := float64(a.NRated), float64(a.NPairable)
	switch {
	case !goodLevel(level):
		a.NoInterval = BadInput
		return
	case a.NRated < 2:
		a.NoInterval = TooFew
		return
	}
	a.NoInterval = Defined
	// A unit with one rating counts with a share of 0.
	single := float64(a.NRated - a.NPairable)
	squares := single * a.Pairwise * a.Pairwise
	// The squared deviations from Pairwise, split into those from the mean of
	// the units with as many ratings, and those of that mean.
	for m := 2; m <= t.coders; m++ {
		s := t.by[m]
		if s.units == 0 {
			continue
		}
		scale := n / n2 / float64(pairs(m))
		off := scale*float64(s.agree)/float64(s.units) - a.Pairwise
		squares += scale*scale*s.spread() + float64(s.units)*off*off
	}
	a.SE = math.Sqrt(squares / (n * (n - 1)))
	half := -StudentQuantile((1-level)/2, n-1) * a.SE
	a.Lo, a.Hi = a.Pairwise-half, min(1, a.Pairwise+half)
}

// allAgree fills in the figures of the complete units.
func (a *Agreement) allAgree(t Tally) {
	if t.coders < 2 {
		return // NoPairs
	}
	complete := t.by[t.coders]
	a.NComplete = complete.units
	if complete.units == 0 {
		a.NoAllAgree = NoComplete
		return
	}
	a.NoAllAgree = Defined
	a.AllAgree = float64(complete.all) / float64(complete.units)
}

// undefinedAgreement returns the result in which no figure exists.
func undefinedAgreement(level float64, why Reason) Agreement {
	nan := math.NaN()
	return Agreement{
		Pairwise: nan, SE: nan, Lo: nan, Hi: nan, AllAgree: nan, Level: level,
		Undefined: why, NoInterval: why, NoAllAgree: why,
	}
}
