package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// codesInput is the input of the reference cases on agreement.
type codesInput struct {
	Ratings   [][]any
	Generator *generator
}

type codesOptions struct {
	Categories []any
	Weights    string
	Level      any     // "nominal" and others for Krippendorff
	Conf       float64 `json:"conf_level"`
}

func (in codesInput) ratings(t *testing.T, opt codesOptions) Ratings {
	t.Helper()
	if in.Generator != nil {
		return in.Generator.ratings()
	}
	return coded(t, in.Ratings, opt.Categories)
}

func TestPercentOracle(t *testing.T) {
	testkit.Cases(t, "agreement_percent", func(t *testing.T, c testkit.Case) {
		var in codesInput
		var opt codesOptions
		c.Decode(t, &in, &opt)
		a := PercentAgreement(in.ratings(t, opt), 0.95)
		c.Check(t, "pairwise", a.Pairwise)
		c.Check(t, "se", a.SE)
		c.Check(t, "ci_low", a.Lo)
		c.Check(t, "ci_high", a.Hi)
		c.Check(t, "all_agree", a.AllAgree)
		c.Check(t, "n_complete", float64(a.NComplete))
		assert.Equal(t, math.IsNaN(a.Pairwise), a.Undefined != Defined)
		assert.Equal(t, math.IsNaN(a.SE), a.NoInterval != Defined)
		assert.Equal(t, math.IsNaN(a.AllAgree), a.NoAllAgree != Defined)
	})
}

// slowPercent follows the definition, unit by unit and pair by pair.
func slowPercent(r Ratings) (p, se float64) {
	var shares []float64 // of rated units; 0 for a single rating
	n2 := 0.0
	for i := range r.units() {
		var given []int8
		for _, v := range r.Values[i*r.Coders : (i+1)*r.Coders] {
			if v != Unrated {
				given = append(given, v)
			}
		}
		if len(given) == 0 {
			continue
		}
		same, all := 0.0, 0.0
		for a := range given {
			for b := range a {
				all++
				if given[a] == given[b] {
					same++
				}
			}
		}
		if all == 0 {
			shares = append(shares, 0)
			continue
		}
		n2++
		shares = append(shares, same/all)
	}
	n := float64(len(shares))
	p = Sum(shares) / n2
	var squares float64
	for _, s := range shares {
		squares += (n/n2*s - p) * (n/n2*s - p)
	}
	return p, math.Sqrt(squares / (n * (n - 1)))
}

func TestPercentByDefinition(t *testing.T) {
	rng := testRand(16)
	for i := range 100 {
		r := randomRatings(rng, 3+rng.IntN(30), 2+i%5, 2+rng.IntN(4))
		a := PercentAgreement(r, 0.9)
		if a.NPairable == 0 {
			continue
		}
		p, se := slowPercent(r)
		testkit.Near(t, p, a.Pairwise, 1e-14, "share")
		testkit.Near(t, se, a.SE, 1e-13, "standard error")
	}
}

func TestPercentDegenerate(t *testing.T) {
	for _, c := range []struct {
		why                             string
		r                               Ratings
		level                           float64
		undefined, noInterval, noAllFor Reason
	}{
		{"no units", Ratings{Coders: 2, Categories: 2}, 0.95, NoPairs, NoPairs, NoComplete},
		{"one coder", Ratings{Coders: 1, Categories: 2, Values: []int8{0, 1}}, 0.95, NoPairs, NoPairs, NoPairs},
		{"one unit", Ratings{Coders: 2, Categories: 2, Values: []int8{1, 1}}, 0.95, Defined, TooFew, Defined},
		{"two units", Ratings{Coders: 2, Categories: 2, Values: []int8{1, 1, 0, 0}}, 0.95, Defined, Defined, Defined},
		{"level", Ratings{Coders: 2, Categories: 2, Values: []int8{1, 1, 0, 0}}, 0, Defined, BadInput, Defined},
		{"never complete", Ratings{Coders: 3, Categories: 2, Values: []int8{1, 1, -1, 0, -1, 1}}, 0.95, Defined, Defined, NoComplete},
		{"weight nothing", Ratings{Coders: 2, Categories: 2, Values: []int8{1, 1}, Weights: []int{0}}, 0.95, NoPairs, NoPairs, NoComplete},
	} {
		a := PercentAgreement(c.r, c.level)
		assert.Equal(t, []Reason{c.undefined, c.noInterval, c.noAllFor},
			[]Reason{a.Undefined, a.NoInterval, a.NoAllAgree}, c.why)
		assert.Equal(t, c.undefined != Defined, math.IsNaN(a.Pairwise), c.why)
		assert.Equal(t, c.noInterval != Defined, math.IsNaN(a.SE) && math.IsNaN(a.Lo) && math.IsNaN(a.Hi), c.why)
		assert.Equal(t, c.noAllFor != Defined, math.IsNaN(a.AllAgree), c.why)
	}
}
