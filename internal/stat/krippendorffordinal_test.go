package stat

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestKrippendorffOrdinalOracle(t *testing.T) {
	ran := 0
	testkit.Cases(t, "agreement_krippendorff", func(t *testing.T, c testkit.Case) {
		var in codesInput
		var opt codesOptions
		c.Decode(t, &in, &opt)
		if opt.Level != "ordinal" {
			t.Skip("ordered categories only")
		}
		ran++
		if len(opt.Categories) == 0 && in.Generator == nil {
			opt.Categories = inOrder(in.Ratings)
		}
		k := KrippendorffOrdinal(in.ratings(t, opt))
		c.Check(t, "alpha", k.Alpha)
		c.Check(t, "Do", k.Do)
		c.Check(t, "De", k.De)
		c.Check(t, "n_pairable", float64(k.NPairable))
		c.Check(t, "n_units", float64(k.NUnits))
		assert.Equal(t, math.IsNaN(k.Alpha), k.Undefined != Defined)
	})
	assert.Positive(t, ran, "the file has cases with ordered categories")
}

// inOrder lists the numbers in a table from low to high, for a case that does
// not declare its categories.
func inOrder(rows [][]any) []any {
	var list []float64
	for _, row := range rows {
		for _, v := range row {
			if f, ok := v.(float64); ok {
				list = append(list, f)
			}
		}
	}
	slices.Sort(list)
	var out []any
	for _, f := range slices.Compact(list) {
		out = append(out, f)
	}
	return out
}

// exactOrdinal compares all pairs of ratings in rationals, with the distance
// summed over the categories in between.
func exactOrdinal(r Ratings) (alpha float64, ok bool) {
	var pool []int8
	var kept [][]int8
	for i := range r.units() {
		var given []int8
		for _, v := range r.Values[i*r.Coders : (i+1)*r.Coders] {
			if v != Unrated {
				given = append(given, v)
			}
		}
		if len(given) > 1 {
			kept, pool = append(kept, given), append(pool, given...)
		}
	}
	counts := make([]int64, r.Categories)
	for _, v := range pool {
		counts[v]++
	}
	distance := func(a, b int8) *big.Rat {
		lo, hi := min(a, b), max(a, b)
		d := new(big.Rat)
		for g := lo; g <= hi; g++ {
			d.Add(d, big.NewRat(counts[g], 1))
		}
		d.Sub(d, big.NewRat(counts[lo]+counts[hi], 2))
		return d.Mul(d, d)
	}
	observed, expected := new(big.Rat), new(big.Rat)
	for _, given := range kept {
		for a := range given {
			for b := range given {
				if a != b {
					d := distance(given[a], given[b])
					observed.Add(observed, d.Mul(d, big.NewRat(1, int64(len(given)-1))))
				}
			}
		}
	}
	for a := range pool {
		for b := range pool {
			if a != b {
				expected.Add(expected, distance(pool[a], pool[b]))
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

func TestKrippendorffOrdinalByDefinition(t *testing.T) {
	rng := testRand(171)
	for i := range 200 {
		r := randomRatings(rng, 1+rng.IntN(12), 2+i%5, 2+rng.IntN(4))
		k := KrippendorffOrdinal(r)
		want, ok := exactOrdinal(r)
		assert.Equal(t, ok, k.Undefined == Defined)
		testkit.Near(t, want, k.Alpha, 1e-12, "alpha")
	}
}

func TestKrippendorffOrdinalProperties(t *testing.T) {
	rng := testRand(172)
	for range 100 {
		r := randomRatings(rng, 2+rng.IntN(15), 3, 3)
		k := KrippendorffOrdinal(r)
		down, wide := relabelled(r, []int{2, 1, 0}), relabelled(r, []int{1, 4, 9})
		wide.Categories = 12
		r.Weights = make([]int, r.units())
		for i := range r.Weights {
			r.Weights[i] = rng.IntN(3)
		}
		testkit.Near(t, k.Alpha, KrippendorffOrdinal(down).Alpha, 1e-12, "the order turned round")
		testkit.Near(t, k.Alpha, KrippendorffOrdinal(wide).Alpha, 1e-12, "levels that nobody uses")
		testkit.Near(t, KrippendorffOrdinal(expand(r)).Alpha, KrippendorffOrdinal(r).Alpha, 1e-12, "a weight is as many units")
		testkit.Unchanged(t, &r, func() { KrippendorffOrdinal(r) })
	}
}

func TestKrippendorffOrdinalDegenerate(t *testing.T) {
	for _, c := range []struct {
		why  string
		r    Ratings
		want Reason
	}{
		{"no units", Ratings{Coders: 2, Categories: 2}, NoPairs},
		{"one coder", Ratings{Coders: 1, Categories: 2, Values: []int8{0, 1}}, NoPairs},
		{"one category among pairs", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 1, 2, -1}}, OneCategory},
		{"a category that was not declared", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 2}}, BadInput},
		{"a weight below 0", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}, Weights: []int{-1}}, BadInput},
		{"one unit", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}}, Defined},
	} {
		k := KrippendorffOrdinal(c.r)
		assert.Equal(t, c.want, k.Undefined, c.why)
		assert.Equal(t, c.want != Defined, math.IsNaN(k.Alpha), c.why)
	}
}
