package stat

import "math"

// Krippendorff is the result of [Tally.Krippendorff].
type Krippendorff struct {
	NUnits    int     // units with at least two ratings
	NPairable int     // ratings in those units
	Alpha     float64 // 1 - Do/De
	Do        float64 // observed disagreement
	De        float64 // disagreement expected by chance
	Undefined Reason  // why Alpha does not exist
}

// KrippendorffNominal is [Tally.Krippendorff] of the ratings.
func KrippendorffNominal(r Ratings) Krippendorff {
	t, why := r.Tally()
	if why != Defined {
		return undefinedKrippendorff(why)
	}
	return t.Krippendorff()
}

// Krippendorff reports how much better coders agree than they would if each
// code had been dealt out at random: alpha for unordered categories.
//
//	Do = 1/n Σᵤ dᵤ/(mᵤ-1),  dᵤ = pairs (i, j), i ≠ j, of u that differ
//	De = 1/(n(n-1)) Σ_c n_c (n - n_c)
//	α = 1 - Do/De
//
// with mᵤ ratings of unit u, n_c ratings in category c, and n in all, over the
// units with two ratings or more. No unit; 1 is perfect, 0 is chance, and
// below 0 is worse than that.
//
// Assumes that units were rated independently and that coders can stand in
// for each other. Any number of coders and any pattern of missing ratings
// will do: a unit with fewer than two ratings is left out. A weight stands
// for as many equal units. Computed from whole numbers and never approximate.
// [NoPairs] when no unit has two ratings; [OneCategory] when all of them fall
// in one category: Do and De are then 0, and alpha is undefined, not 1.
//
// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability;
// Hayes & Krippendorff (2007), Communication Methods and Measures 1, 77-89.
// Checked against: agreement_krippendorff.json (fast-krippendorff 0.8.3) and
// exact rationals.
func (t Tally) Krippendorff() Krippendorff {
	if t.coders == 0 {
		return undefinedKrippendorff(BadInput)
	}
	a := undefinedKrippendorff(NoPairs)
	for m := 2; m <= t.coders; m++ {
		a.NUnits += t.by[m].units
		a.NPairable += m * t.by[m].units
	}
	if a.NUnits == 0 {
		return a
	}
	n := float64(a.NPairable)
	a.Do, a.De = 0, 0
	for m := 2; m <= t.coders; m++ {
		s := t.by[m]
		differ := 2 * (pairs(m)*s.units - s.agree)
		a.Do += float64(differ) / float64(m-1) / n
	}
	for _, c := range t.pairable {
		a.De += float64(c) / n * (float64(a.NPairable-c) / (n - 1))
	}
	if a.De == 0 {
		a.Undefined = OneCategory
		return a
	}
	a.Undefined = Defined
	a.Alpha = 1 - a.Do/a.De
	return a
}

// undefinedKrippendorff returns the result in which no figure exists.
func undefinedKrippendorff(why Reason) Krippendorff {
	nan := math.NaN()
	return Krippendorff{Alpha: nan, Do: nan, De: nan, Undefined: why}
}
