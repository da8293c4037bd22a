package review

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// MinUnits is how many things must be rated before a coefficient has an
// interval.
const MinUnits = 20

// MaxRaters is how many people may rate on one scale.
const MaxRaters = 100

// Agreement says how far raters gave the same level to the same thing. [Agree]
// makes it.
type Agreement struct {
	Base
	Scale   Scale
	Raters  []string // pseudonyms, in order
	Ratings int      // levels given
	Units   int      // things that two raters or more rated
	Single  int      // things that one rated
	Open    int      // ratings without a level

	Same rma.Share // units on which all who rated gave the same level, of Units

	Nominal rma.Estimate // Krippendorff's alpha; levels are the same or not
	Ordinal rma.Estimate // Krippendorff's alpha; levels that lie closer differ less

	// The kappas exist with exactly two raters.
	Kappa     rma.Estimate // Cohen's
	Linear    rma.Estimate // weighted by distance
	Quadratic rma.Estimate // weighted by the square of the distance

	Warnings []rma.Warning
}

// Agree reports how far raters judged alike on one scale, over all the things
// that the reviews let them rate.
//
//	same = units on which all gave one level / units that two or more rated
//	α = 1 - observed / expected disagreement, over all pairs of ratings of a unit
//	κ = (Po - Pe)/(1 - Pe), unweighted, and with linear and quadratic weights
//
// α and κ have no unit; 1 is perfect, 0 is chance, and below 0 is worse than
// that. The ordinal figures are the ones to report for levels with an order; the
// nominal ones stand beside them to show how much of the difference is between
// neighbouring levels. Kappa needs the same two raters; with three or more there
// is alpha alone. Weighted kappa takes the levels to lie at equal distances,
// ordinal alpha does not.
//
// Assumes that raters judged without knowing what the others gave. Units of one
// review are not independent, so the intervals of kappa, which exist from
// [MinUnits] units on, are too narrow.
//
// Missing data: a rating without a level counts in Open and nowhere else; a unit
// with one rating has no part in the figures; kappa takes units that both rated.
//
// Errors: those of [Factors]; ErrOptions when no review that counts has the
// scale, when two reviews give it different levels, or a rating a level that it
// does not have, and for more than [MaxRaters] raters. Warnings:
// rma.WarnUndefined when there is no unit, rma.WarnOneCategory when all ratings
// are alike, rma.WarnSmallBase and rma.WarnNoInterval for few units.
//
// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Cohen
// (1960), Educational and Psychological Measurement 20, 37-46; Cohen (1968),
// Psychological Bulletin 70, 213-220. Checked against: see the kernels in
// internal/stat (fast-krippendorff 0.8.3, vcd 1.4-11, irr 0.84.1).
func Agree(reviews []Review, scale string, o Options) (Agreement, error) {
	cases, base, err := casesOf(reviews, o, "agreement-"+scale)
	if err != nil {
		return Agreement{}, err
	}
	s, err := sharedScale(cases, scale)
	if err != nil {
		return Agreement{}, err
	}
	a := Agreement{Base: base, Scale: s}
	units, err := a.collect(cases)
	if err != nil {
		return Agreement{}, err
	}
	r := stat.Ratings{Coders: len(a.Raters), Categories: len(s.Levels)}
	for _, key := range slices.Sorted(maps.Keys(units)) {
		r.Values = append(r.Values, units[key]...)
		a.countUnit(units[key])
	}
	a.Same.Interval = a.Same.Wilson(base.Options.Level)
	a.coefficients(r)
	a.warn()
	return a, nil
}

// sharedScale returns the scale, which must be the same wherever it stands.
func sharedScale(cases []theCase, id string) (Scale, error) {
	var found Scale
	for _, c := range cases {
		for _, r := range c.reviews {
			s, ok := r.scale(id)
			if !ok {
				continue
			}
			if found.Levels != nil && !slices.EqualFunc(found.Levels, s.Levels, func(a, b Level) bool { return a.Key == b.Key }) {
				return Scale{}, fmt.Errorf("%w: two reviews give the scale different levels", ErrOptions)
			}
			if found.Levels == nil {
				found = s
			}
		}
	}
	if n := len(found.Levels); n < 2 || n > MaxLevels {
		return Scale{}, fmt.Errorf("%w: no review that counts has a scale of that id with 2 to %d levels", ErrOptions, MaxLevels)
	}
	found.Levels = slices.Clone(found.Levels)
	return found, nil
}

// collect gathers the ratings by unit, in the order of the raters, who are
// everybody that gave a level on the scale.
func (a *Agreement) collect(cases []theCase) (map[string][]int8, error) {
	given := a.given(cases)
	for _, g := range given {
		if a.Scale.at(g.Level) < 0 {
			return nil, fmt.Errorf("%w: a rating has a level that the scale does not have", ErrOptions)
		}
		if by := g.By.String(); !slices.Contains(a.Raters, by) {
			a.Raters = append(a.Raters, by)
		}
		if len(a.Raters) > MaxRaters {
			return nil, fmt.Errorf("%w: more than %d raters", ErrOptions, MaxRaters)
		}
	}
	slices.Sort(a.Raters)
	units := map[string][]int8{}
	for _, g := range given {
		unit := units[g.Of]
		if unit == nil {
			unit = slices.Repeat([]int8{stat.Unrated}, len(a.Raters))
			units[g.Of] = unit
		}
		i, _ := slices.BinarySearch(a.Raters, g.By.String())
		if unit[i] != stat.Unrated {
			return nil, fmt.Errorf("%w: the scale, what is rated and the rater together %w", ErrOptions, rma.ErrDuplicate)
		}
		unit[i] = int8(a.Scale.at(g.Level))
	}
	return units, nil
}

// given lists the ratings on the scale that have a level, with the review before
// what is rated. It counts those without one.
func (a *Agreement) given(cases []theCase) []Rating {
	var out []Rating
	for _, c := range cases {
		for _, r := range c.reviews {
			for _, g := range r.Ratings {
				switch {
				case g.Scale != a.Scale.ID:
				case g.Level == "":
					a.Open++
				default:
					g.Of = r.ID + "/" + g.Of
					out = append(out, g)
				}
			}
		}
	}
	return out
}

// countUnit counts one unit, and whether all who rated it agree.
func (a *Agreement) countUnit(levels []int8) {
	given := slices.DeleteFunc(slices.Clone(levels), func(v int8) bool { return v == stat.Unrated })
	a.Ratings += len(given)
	switch {
	case len(given) == 1:
		a.Single++
	case len(given) > 1:
		a.Units++
		a.Same.N++
		if slices.Min(given) == slices.Max(given) {
			a.Same.K++
		}
	}
}

// coefficients computes alpha, and kappa for two raters.
func (a *Agreement) coefficients(r stat.Ratings) {
	alpha := func(name rma.Text, k stat.Krippendorff) rma.Estimate {
		return rma.Estimate{Name: name, Value: k.Alpha, Interval: noInterval(), N: a.Units, P: math.NaN()}
	}
	kappa := func(name rma.Text, k stat.Kappa) rma.Estimate {
		e := rma.Estimate{Name: name, Value: k.Kappa, Interval: noInterval(), N: k.N, P: math.NaN()}
		if k.N >= MinUnits && k.Undefined == stat.Defined {
			e.Interval = rma.Interval{Lo: k.Lo, Hi: k.Hi, Level: k.Level, Method: "Fleiss-Cohen-Everitt"}
		}
		return e
	}
	a.Nominal = alpha(rma.T("Krippendorffs alfa, nominaal", "Krippendorff's alpha, nominal"), stat.KrippendorffNominal(r))
	a.Ordinal = alpha(rma.T("Krippendorffs alfa, ordinaal", "Krippendorff's alpha, ordinal"), stat.KrippendorffOrdinal(r))
	level := a.Options.Level
	a.Kappa = kappa(rma.T("Cohens kappa", "Cohen's kappa"), stat.CohenKappa(r, level))
	a.Linear = kappa(rma.T("kappa, lineair gewogen", "kappa, linear weights"), stat.WeightedKappa(r, stat.LinearWeights, level))
	a.Quadratic = kappa(rma.T("kappa, kwadratisch gewogen", "kappa, quadratic weights"), stat.WeightedKappa(r, stat.QuadraticWeights, level))
}

func (a *Agreement) warn() {
	switch {
	case a.Units == 0:
		a.Warnings = append(a.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
		return
	case math.IsNaN(a.Nominal.Value):
		a.Warnings = append(a.Warnings, rma.Warn(rma.WarnOneCategory, "n=%d", a.Units))
	}
	if a.Units < rma.DefaultMinBase {
		a.Warnings = append(a.Warnings, rma.Warn(rma.WarnSmallBase, "n=%d, n≥%d", a.Units, rma.DefaultMinBase))
	}
	if a.Units < MinUnits || len(a.Raters) != 2 {
		a.Warnings = append(a.Warnings, rma.Warn(rma.WarnNoInterval, "n=%d, n≥%d", a.Units, MinUnits))
	}
}
