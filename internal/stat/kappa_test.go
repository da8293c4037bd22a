package stat

import (
	"math"
	"math/big"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestKappaOracle(t *testing.T) {
	testkit.Cases(t, "agreement_cohen_kappa", func(t *testing.T, c testkit.Case) {
		var in codesInput
		var opt codesOptions
		opt.Conf = 0.95
		c.Decode(t, &in, &opt)
		if opt.Weights != "unweighted" {
			t.Skip("only unordered categories are computed here")
		}
		k := CohenKappa(in.ratings(t, opt), opt.Conf)
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
}

// exactShares returns the shares of the units that both coders rated, by cell
// and by the category of each coder, in rationals.
func exactShares(r Ratings) (p [][]*big.Rat, row, col []*big.Rat, n int64) {
	zeros := func() []*big.Rat {
		x := make([]*big.Rat, r.Categories)
		for i := range x {
			x[i] = new(big.Rat)
		}
		return x
	}
	row, col = zeros(), zeros()
	for range r.Categories {
		p = append(p, zeros())
	}
	var both [][]int8
	for u := range r.units() {
		if unit := r.Values[2*u : 2*u+2]; unit[0] != Unrated && unit[1] != Unrated {
			both = append(both, unit)
		}
	}
	n = int64(len(both))
	for _, unit := range both {
		a, b := unit[0], unit[1]
		for _, x := range []*big.Rat{p[a][b], row[a], col[b]} {
			x.Add(x, big.NewRat(1, n))
		}
	}
	return p, row, col, n
}

// exactKappa evaluates the formulas of the documentation in rationals: kappa
// and the squares of both standard errors.
func exactKappa(r Ratings) (kappa, se2, se02 float64, ok bool) {
	q := r.Categories
	one := big.NewRat(1, 1)
	p, row, col, n := exactShares(r)
	if n == 0 {
		return math.NaN(), 0, 0, false
	}
	mul := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
	add := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }
	sub := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }
	po, pe, cross := new(big.Rat), new(big.Rat), new(big.Rat)
	for i := range q {
		po = add(po, p[i][i])
		pe = add(pe, mul(row[i], col[i]))
		cross = add(cross, mul(mul(row[i], col[i]), add(row[i], col[i])))
	}
	down := sub(one, pe)
	if down.Sign() == 0 {
		return math.NaN(), 0, 0, false
	}
	k := new(big.Rat).Quo(sub(po, pe), down)
	rest := sub(one, k)
	sum := new(big.Rat)
	for i := range q {
		for j := range q {
			d := mul(add(col[i], row[j]), rest)
			d.Neg(d)
			if i == j {
				d.Add(d, one)
			}
			sum = add(sum, mul(p[i][j], mul(d, d)))
		}
	}
	centre := sub(k, mul(pe, rest))
	scale := mul(big.NewRat(n, 1), mul(down, down))
	v := new(big.Rat).Quo(sub(sum, mul(centre, centre)), scale)
	v0 := new(big.Rat).Quo(sub(add(pe, mul(pe, pe)), cross), scale)
	kappa, _ = k.Float64()
	se2, _ = v.Float64()
	se02, _ = v0.Float64()
	return kappa, se2, se02, true
}

func TestKappaByDefinition(t *testing.T) {
	rng := testRand(18)
	for range 200 {
		r := randomRatings(rng, 1+rng.IntN(20), 2, 2+rng.IntN(4))
		k := CohenKappa(r, 0.95)
		kappa, se2, se02, ok := exactKappa(r)
		assert.Equal(t, ok, k.Undefined == Defined)
		if !ok {
			continue
		}
		testkit.Near(t, kappa, k.Kappa, 1e-13, "kappa")
		testkit.Near(t, math.Sqrt(se2), k.SE, 1e-12, "standard error")
		testkit.Near(t, math.Sqrt(se02), k.SE0, 1e-12, "standard error at 0")
		assert.Equal(t, se02 == 0, k.NoTest == NoVariance)
	}
}

func TestKappaDegenerate(t *testing.T) {
	for _, c := range []struct {
		why               string
		r                 Ratings
		level             float64
		undefined, noTest Reason
	}{
		{"no units", Ratings{Coders: 2, Categories: 2}, 0.95, NoPairs, NoPairs},
		{"no common unit", Ratings{Coders: 2, Categories: 2, Values: []int8{0, -1, -1, 1}}, 0.95, NoPairs, NoPairs},
		{"three coders", Ratings{Coders: 3, Categories: 2, Values: []int8{0, 1, 1}}, 0.95, BadInput, BadInput},
		{"level", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}}, 1, BadInput, BadInput},
		{"one category", Ratings{Coders: 2, Categories: 2, Values: []int8{1, 1, 1, 1}}, 0.95, OneCategory, OneCategory},
		{"one coder constant", Ratings{Coders: 2, Categories: 3, Values: []int8{1, 1, 1, 2, 1, 0}}, 0.95, Defined, NoVariance},
		{"one unit", Ratings{Coders: 2, Categories: 2, Values: []int8{0, 1}}, 0.95, Defined, NoVariance},
	} {
		k := CohenKappa(c.r, c.level)
		assert.Equal(t, []Reason{c.undefined, c.noTest}, []Reason{k.Undefined, k.NoTest}, c.why)
		assert.Equal(t, c.undefined != Defined, math.IsNaN(k.Kappa), c.why)
		assert.Equal(t, c.noTest != Defined, math.IsNaN(k.Z) && math.IsNaN(k.P), c.why)
	}
	k := CohenKappa(Ratings{Coders: 2, Categories: 2, Values: []int8{0, -1, 1, 1, 0, 1}}, 0.95)
	assert.Equal(t, []int{2, 1}, []int{k.N, k.Dropped})
}
