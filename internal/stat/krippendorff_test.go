package stat

import (
	"math"
	"math/big"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestKrippendorffOracle(t *testing.T) {
	testkit.Cases(t, "agreement_krippendorff", func(t *testing.T, c testkit.Case) {
		var in codesInput
		var opt codesOptions
		c.Decode(t, &in, &opt)
		if opt.Level != "nominal" {
			t.Skip("only unordered categories are computed here")
		}
		k := KrippendorffNominal(in.ratings(t, opt))
		c.Check(t, "alpha", k.Alpha)
		c.Check(t, "Do", k.Do)
		c.Check(t, "De", k.De)
		c.Check(t, "n_pairable", float64(k.NPairable))
		c.Check(t, "n_units", float64(k.NUnits))
		assert.Equal(t, math.IsNaN(k.Alpha), k.Undefined != Defined)
	})
}

// exactKrippendorff compares all pairs of values, in rationals.
func exactKrippendorff(r Ratings) (alpha float64, ok bool) {
	observed, expected := new(big.Rat), new(big.Rat)
	var pool []int8
	for i := range r.units() {
		var given []int8
		for _, v := range r.Values[i*r.Coders : (i+1)*r.Coders] {
			if v != Unrated {
				given = append(given, v)
			}
		}
		if len(given) < 2 {
			continue
		}
		pool = append(pool, given...)
		for a := range given {
			for b := range given {
				if a != b && given[a] != given[b] {
					observed.Add(observed, big.NewRat(1, int64(len(given)-1)))
				}
			}
		}
	}
	for a := range pool {
		for b := range pool {
			if a != b && pool[a] != pool[b] {
				expected.Add(expected, big.NewRat(1, 1))
			}
		}
	}
	if expected.Sign() == 0 {
		return math.NaN(), false
	}
	ratio := observed.Quo(observed, expected)
	ratio.Mul(ratio, big.NewRat(int64(len(pool)-1), 1))
	f, _ := new(big.Rat).Sub(big.NewRat(1, 1), ratio).Float64()
	return f, true
}

func TestKrippendorffByDefinition(t *testing.T) {
	rng := testRand(17)
	for i := range 200 {
		r := randomRatings(rng, 1+rng.IntN(12), 2+i%5, 2+rng.IntN(4))
		k := KrippendorffNominal(r)
		want, ok := exactKrippendorff(r)
		assert.Equal(t, ok, k.Undefined == Defined)
		testkit.Near(t, want, k.Alpha, 1e-14, "alpha")
	}
}

func TestKrippendorffDegenerate(t *testing.T) {
	for _, c := range []struct {
		why  string
		r    Ratings
		want Reason
	}{
		{"no units", Ratings{Coders: 2, Categories: 2}, NoPairs},
		{"one coder", Ratings{Coders: 1, Categories: 2, Values: []int8{0, 1}}, NoPairs},
		{"no unit twice", Ratings{Coders: 2, Categories: 2, Values: []int8{0, -1, -1, 1}}, NoPairs},
		{"one category", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 1, 1, 1}}, OneCategory},
		{"one category among pairs", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 1, 2, -1}}, OneCategory},
		{"one unit", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}}, Defined},
	} {
		k := KrippendorffNominal(c.r)
		assert.Equal(t, c.want, k.Undefined, c.why)
		assert.Equal(t, c.want != Defined, math.IsNaN(k.Alpha), c.why)
		if c.want == OneCategory {
			assert.Equal(t, []float64{0, 0}, []float64{k.Do, k.De}, c.why)
		}
	}
}
