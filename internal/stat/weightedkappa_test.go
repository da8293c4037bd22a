package stat

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestWeightedKappaOracle(t *testing.T) {
	ran := map[string]int{}
	testkit.Cases(t, "agreement_cohen_kappa", func(t *testing.T, c testkit.Case) {
		var in codesInput
		var opt codesOptions
		opt.Conf = 0.95
		c.Decode(t, &in, &opt)
		weights := LinearWeights
		switch opt.Weights {
		case "quadratic":
			weights = QuadraticWeights
		case "linear":
		default:
			t.Skip("unordered categories are tested with CohenKappa")
		}
		ran[opt.Weights]++
		k := WeightedKappa(in.ratings(t, opt), weights, opt.Conf)
		c.Check(t, "n", float64(k.N))
		c.Check(t, "kappa", k.Kappa)
		c.Check(t, "po", k.Po)
		c.Check(t, "pe", k.Pe)
		c.Check(t, "se", k.SE)
		c.Check(t, "ci_low", k.Lo)
		c.Check(t, "ci_high", k.Hi)
		c.Check(t, "se0", k.SE0)
		c.Check(t, "z", k.Z)
		c.Check(t, "p_value", k.P)
		assert.Equal(t, math.IsNaN(k.Kappa), k.Undefined != Defined)
		assert.Equal(t, math.IsNaN(k.P), k.NoTest != Defined)
	})
	assert.Positive(t, ran["linear"], "the file has cases with linear weights")
	assert.Positive(t, ran["quadratic"], "and with quadratic ones")
}

// kappaOfPairs compares every rating of one coder with every rating of the
// other: Pe is the mean credit of a pair of units drawn at random.
func kappaOfPairs(r Ratings, w KappaWeights) float64 {
	var a, b []int8
	for u := range r.units() {
		if x, y := r.Values[2*u], r.Values[2*u+1]; x != Unrated && y != Unrated {
			a, b = append(a, x), append(b, y)
		}
	}
	credit := func(x, y int8) float64 {
		d := math.Abs(float64(x)-float64(y)) / float64(r.Categories-1)
		if w == QuadraticWeights {
			return 1 - d*d
		}
		return 1 - d
	}
	n := float64(len(a))
	var po, pe float64
	for i := range a {
		po += credit(a[i], b[i]) / n
		for j := range b {
			pe += credit(a[i], b[j]) / (n * n)
		}
	}
	return (po - pe) / (1 - pe)
}

func TestWeightedKappaByDefinition(t *testing.T) {
	rng := testRand(181)
	for range 200 {
		r := randomRatings(rng, 1+rng.IntN(20), 2, 2+rng.IntN(4))
		for _, w := range []KappaWeights{LinearWeights, QuadraticWeights} {
			if k := WeightedKappa(r, w, 0.95); k.Undefined == Defined {
				testkit.Near(t, kappaOfPairs(r, w), k.Kappa, 1e-10, "kappa")
			}
		}
	}
}

func TestWeightedKappaProperties(t *testing.T) {
	rng := testRand(182)
	for range 100 {
		r := randomRatings(rng, 2+rng.IntN(20), 2, 2+rng.IntN(4))
		k := CohenKappa(r, 0.95)
		down := make([]int, r.Categories)
		for i := range down {
			down[i] = r.Categories - 1 - i
		}
		for _, w := range []KappaWeights{LinearWeights, QuadraticWeights} {
			v := WeightedKappa(r, w, 0.95)
			assert.Equal(t, k.Undefined, v.Undefined, "defined for the same ratings")
			if v.Undefined != Defined {
				continue
			}
			swapped := WeightedKappa(reordered(r, []int{1, 0}), w, 0.95)
			testkit.Near(t, v.Kappa, swapped.Kappa, 1e-12, "the coders swapped")
			testkit.Near(t, v.SE, swapped.SE, 1e-9, "the coders swapped")
			turned := WeightedKappa(relabelled(r, down), w, 0.95)
			testkit.Near(t, v.Kappa, turned.Kappa, 1e-12, "the order of the levels turned round")
			if r.Categories == 2 {
				testkit.Near(t, k.Kappa, v.Kappa, 1e-12, "two categories have no order")
				testkit.Near(t, k.SE, v.SE, 1e-9, "two categories have no order")
			}
		}
	}
}

func TestWeightedKappaDegenerate(t *testing.T) {
	for _, c := range []struct {
		why  string
		r    Ratings
		w    KappaWeights
		want Reason
		test Reason
	}{
		{"no units", Ratings{Coders: 2, Categories: 3}, 0, NoPairs, NoPairs},
		{"no unit twice", Ratings{Coders: 2, Categories: 3, Values: []int8{0, -1, -1, 2}}, 0, NoPairs, NoPairs},
		{"three coders", Ratings{Coders: 3, Categories: 3, Values: []int8{0, 1, 2}}, 0, BadInput, BadInput},
		{"a category that was not declared", Ratings{Coders: 2, Categories: 3, Values: []int8{0, 3}}, 0, BadInput, BadInput},
		{"weights that do not exist", Ratings{Coders: 2, Categories: 3, Values: []int8{0, 1}}, 7, BadInput, BadInput},
		{"one category declared", Ratings{Coders: 2, Categories: 1, Values: []int8{0, 0}}, 1, OneCategory, OneCategory},
		{"all the same", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 1, 1, 1}}, 1, OneCategory, OneCategory},
		{"one unit, two levels", Ratings{Coders: 2, Categories: 3, Values: []int8{0, 2}}, 1, Defined, NoVariance},
		{"one coder with one level", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 0, 1, 2}}, 0, Defined, NoVariance},
	} {
		k := WeightedKappa(c.r, c.w, 0.95)
		assert.Equal(t, c.want, k.Undefined, c.why)
		assert.Equal(t, c.test, k.NoTest, c.why)
		assert.Equal(t, c.want != Defined, math.IsNaN(k.Kappa), c.why)
		assert.Equal(t, c.test != Defined, math.IsNaN(k.P), c.why)
	}
	assert.Equal(t, BadInput, WeightedKappa(Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}}, 0, 95).Undefined, "a level in percent")
}
