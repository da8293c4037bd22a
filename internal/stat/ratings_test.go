package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func badRatings() map[string]Ratings {
	return map[string]Ratings{
		"nothing declared":     {},
		"no coders":            {Coders: 0, Categories: 2},
		"no categories":        {Coders: 2, Categories: 0},
		"too many categories":  {Coders: 2, Categories: 128},
		"half a unit":          {Coders: 2, Categories: 2, Values: []int8{0, 1, 1}},
		"undeclared category":  {Coders: 2, Categories: 2, Values: []int8{0, 2}},
		"an unknown mark":      {Coders: 2, Categories: 2, Values: []int8{0, -2}},
		"weights missing":      {Coders: 2, Categories: 2, Values: []int8{0, 1}, Weights: []int{}},
		"negative weight":      {Coders: 2, Categories: 2, Values: []int8{0, 1}, Weights: []int{-1}},
		"weights for coders":   {Coders: 2, Categories: 2, Values: []int8{0, 1}, Weights: []int{1, 1}},
		"undeclared, no pairs": {Coders: 2, Categories: 2, Values: []int8{-1, 5}},
	}
}

func TestRatingsBadInput(t *testing.T) {
	for why, r := range badRatings() {
		_, reason := r.Tally()
		assert.Equal(t, BadInput, reason, why)
		a := PercentAgreement(r, 0.95)
		assert.Equal(t, []Reason{BadInput, BadInput, BadInput}, []Reason{a.Undefined, a.NoInterval, a.NoAllAgree}, why)
		allNaN(t, why, a.Pairwise, a.SE, a.Lo, a.Hi, a.AllAgree)
		k := CohenKappa(r, 0.95)
		assert.Equal(t, []Reason{BadInput, BadInput}, []Reason{k.Undefined, k.NoTest}, why)
		allNaN(t, why, k.Kappa, k.Po, k.Pe, k.SE, k.Lo, k.Hi, k.SE0, k.Z, k.P)
		kr := KrippendorffNominal(r)
		assert.Equal(t, BadInput, kr.Undefined, why)
		allNaN(t, why, kr.Alpha, kr.Do, kr.De)
	}
}

// A weight must do what as many equal units do.
func TestRatingsWeights(t *testing.T) {
	rng := testRand(12)
	for i := range 60 {
		r := randomRatings(rng, 1+rng.IntN(25), 2+i%3, 2+rng.IntN(4))
		r.Weights = make([]int, r.units())
		for j := range r.Weights {
			r.Weights[j] = rng.IntN(6)
		}
		all := expand(r)
		sameFigures(t, PercentAgreement(all, 0.95), PercentAgreement(r, 0.95))
		sameFigures(t, KrippendorffNominal(all), KrippendorffNominal(r))
		sameFigures(t, CohenKappa(all, 0.95), CohenKappa(r, 0.95))
	}
}

// Names of categories and the order of coders and units mean nothing.
func TestRatingsProperties(t *testing.T) {
	rng := testRand(13)
	for i := range 60 {
		r := randomRatings(rng, 2+rng.IntN(30), 2+i%4, 2+rng.IntN(4))
		want := KrippendorffNominal(r)
		kappa, percent := CohenKappa(r, 0.95), PercentAgreement(r, 0.95)
		for _, s := range []Ratings{
			relabelled(r, rng.Perm(r.Categories)),
			reordered(r, rng.Perm(r.Coders)),
			{Coders: r.Coders, Categories: r.Categories + 3, Values: r.Values},
		} {
			got := KrippendorffNominal(s)
			assert.InDelta(t, 0, differ(want.Alpha, got.Alpha), 1e-13)
			assert.InDelta(t, 0, differ(percent.Pairwise, PercentAgreement(s, 0.95).Pairwise), 1e-15)
			assert.InDelta(t, 0, differ(percent.SE, PercentAgreement(s, 0.95).SE), 1e-15)
			k := CohenKappa(s, 0.95)
			assert.InDelta(t, 0, differ(kappa.Kappa, k.Kappa), 1e-13)
			assert.InDelta(t, 0, differ(kappa.SE, k.SE), 1e-13)
			assert.InDelta(t, 0, differ(kappa.SE0, k.SE0), 1e-13)
		}
	}
}

// differ is the distance of two figures; two undefined ones are the same.
func differ(a, b float64) float64 {
	if math.IsNaN(a) && math.IsNaN(b) {
		return 0
	}
	return math.Abs(a - b)
}

func TestRatingsLeavesArgument(t *testing.T) {
	r := randomRatings(testRand(14), 20, 2, 3)
	r.Weights = slices.Repeat([]int{2}, 20)
	values, weights := slices.Clone(r.Values), slices.Clone(r.Weights)
	PercentAgreement(r, 0.95)
	KrippendorffNominal(r)
	CohenKappa(r, 0.95)
	assert.Equal(t, values, r.Values)
	assert.Equal(t, weights, r.Weights)
}
