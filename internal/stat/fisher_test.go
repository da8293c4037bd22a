package stat

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestFisherOracle(t *testing.T) {
	testkit.Cases(t, "casereview_fisher_exact", func(t *testing.T, c testkit.Case) {
		var in struct{ Table [][]int }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		if len(in.Table) != 2 || len(in.Table[0]) != 2 {
			t.Skip("a larger table: only 2x2 is computed here")
		}
		x := in.Table
		f := FisherExact(x[0][0], x[0][1], x[1][0], x[1][1], opt.Level)
		c.Check(t, "p_value", f.P)
		c.Check(t, "p_less", f.PLess)
		c.Check(t, "p_greater", f.PGreater)
		c.Check(t, "odds_ratio", f.OddsRatio)
		c.Check(t, "or_ci_low", f.OddsLo)
		c.Check(t, "or_ci_high", f.OddsHi)
		c.Check(t, "sample_or", f.SampleOdds)
		assert.Equal(t, math.IsNaN(f.OddsRatio), f.Undefined != Defined)
	})
}

// slowFisher enumerates all tables with the margins of a, b, c, d in whole
// numbers. Tables count as equally probable when they are exactly so.
func slowFisher(a, b, c, d int) (p, less, greater float64) {
	weight := func(s int) *big.Int {
		w := new(big.Int).Binomial(int64(a+c), int64(s))
		return w.Mul(w, new(big.Int).Binomial(int64(b+d), int64(a+b-s)))
	}
	total, two, lo, hi := new(big.Int), new(big.Int), new(big.Int), new(big.Int)
	seen := weight(a)
	for s := max(0, a-d); s <= min(a+b, a+c); s++ {
		w := weight(s)
		total.Add(total, w)
		if w.Cmp(seen) <= 0 {
			two.Add(two, w)
		}
		if s <= a {
			lo.Add(lo, w)
		}
		if s >= a {
			hi.Add(hi, w)
		}
	}
	share := func(x *big.Int) float64 {
		f, _ := new(big.Rat).SetFrac(x, total).Float64()
		return f
	}
	return share(two), share(lo), share(hi)
}

func TestFisherByEnumeration(t *testing.T) {
	rng := testRand(3)
	for i := range 400 {
		size := 1 + i/10
		a, b, c, d := rng.IntN(size+1), rng.IntN(size+1), rng.IntN(size+1), rng.IntN(size+1)
		f := FisherExact(a, b, c, d, 0.9)
		p, less, greater := slowFisher(a, b, c, d)
		assert.InEpsilon(t, p, f.P, 1e-11, "P of %d %d %d %d", a, b, c, d)
		assert.InEpsilon(t, less, f.PLess, 1e-11)
		assert.InEpsilon(t, greater, f.PGreater, 1e-11)
	}
}

// The ratio and its bounds must satisfy the equations that define them.
func TestFisherEquations(t *testing.T) {
	for _, x := range [][4]int{{3, 1, 1, 3}, {10, 2, 5, 9}, {1, 30, 7, 2}, {200, 150, 170, 300}} {
		f := FisherExact(x[0], x[1], x[2], x[3], 0.9)
		h := newHyper(x[0], x[1], x[2], x[3])
		logs := func(s int, psi float64) float64 { // log w(s), by factorials
			lf := func(v float64) float64 { g, _ := math.Lgamma(v + 1); return g }
			y := float64(s)
			return y*math.Log(psi) - lf(y) - lf(h.m-y) - lf(h.k-y) - lf(h.n-h.k+y)
		}
		sums := func(psi float64) (mean, less, greater float64) {
			top := logs(h.x, psi)
			var total float64
			for s := h.lo; s <= h.hi; s++ {
				w := math.Exp(logs(s, psi) - top)
				total += w
				mean += float64(s) * w
				if s <= h.x {
					less += w
				}
				if s >= h.x {
					greater += w
				}
			}
			return mean / total, less / total, greater / total
		}
		mean, _, _ := sums(f.OddsRatio)
		testkit.Near(t, float64(h.x), mean, 1e-9*float64(h.hi), "expected cell")
		_, _, greater := sums(f.OddsLo)
		testkit.Near(t, 0.05, greater, 1e-10, "lower bound")
		_, less, _ := sums(f.OddsHi)
		testkit.Near(t, 0.05, less, 1e-10, "upper bound")
	}
}

func TestFisherProperties(t *testing.T) {
	rng := testRand(4)
	for range 200 {
		a, b, c, d := 1+rng.IntN(30), 1+rng.IntN(30), 1+rng.IntN(30), 1+rng.IntN(30)
		f := FisherExact(a, b, c, d, 0.95)
		g := FisherExact(a, c, b, d, 0.95)
		assert.InEpsilon(t, f.P, g.P, 1e-12, "rows and columns exchanged")
		assert.InEpsilon(t, f.OddsRatio, g.OddsRatio, 1e-10, "rows and columns exchanged")
		g = FisherExact(c, d, a, b, 0.95)
		assert.InEpsilon(t, f.P, g.P, 1e-12, "rows swapped")
		assert.InEpsilon(t, f.PLess, g.PGreater, 1e-12, "rows swapped")
		assert.InEpsilon(t, 1/f.OddsRatio, g.OddsRatio, 1e-10, "rows swapped")
		assert.InEpsilon(t, 1/f.OddsLo, g.OddsHi, 1e-10, "rows swapped")
		assert.True(t, f.OddsLo < f.OddsRatio && f.OddsRatio < f.OddsHi)
	}
}

func TestFisherLarge(t *testing.T) {
	start := time.Now()
	f := FisherExact(1e9, 1e9+5e4, 1e9, 1e9, 0.95)
	assert.Less(t, time.Since(start), 5*time.Second)
	// At this size the log of the ratio is normal with variance Σ 1/cell.
	se := math.Sqrt(4e-9)
	testkit.Near(t, 1/(1+5e-5), f.OddsRatio, 1e-9, "ratio")
	assert.InEpsilon(t, math.Exp(-1.959963985*se)/(1+5e-5), f.OddsLo, 1e-8)
	assert.InEpsilon(t, NormalTwoSided(5e-5/se), f.P, 1e-3)

	far := FisherExact(5000, 0, 0, 5000, 0.95)
	assert.Equal(t, 0.0, far.P, "below 1e-300")
	assert.Equal(t, math.Inf(1), far.OddsRatio)
	near := FisherExact(0, 5000, 5000, 0, 0.95)
	assert.Equal(t, []float64{0, 0, 1}, []float64{near.P, near.PLess, near.PGreater})
	far = FisherExact(5000, 10, 20, 6000, 0.95)
	assert.InEpsilon(t, 5000*6000.0/(10*20), far.OddsRatio, 5e-2)
	assert.True(t, far.OddsLo > 0 && !math.IsInf(far.OddsHi, 1))
}

func TestFisherDegenerate(t *testing.T) {
	nothing := FisherExact(0, 0, 0, 0, 0.95)
	assert.Equal(t, ZeroMargin, nothing.Undefined)
	assert.Equal(t, ZeroMargin, nothing.UndefinedSamples)
	assert.Equal(t, 1.0, nothing.P)
	allNaN(t, "empty", nothing.OddsRatio, nothing.SampleOdds)
	assert.Equal(t, []float64{0, math.Inf(1)}, []float64{nothing.OddsLo, nothing.OddsHi})

	none := FisherExact(0, 4, 3, 2, 0.95)
	assert.Equal(t, []float64{0, 0, 0}, []float64{none.OddsRatio, none.OddsLo, none.SampleOdds})
	for _, f := range []Fisher{
		FisherExact(-1, 2, 3, 4, 0.95), FisherExact(1, 2, 3, 4, 0), FisherExact(1, 2, 3, 4, math.NaN()),
		FisherExact(math.MaxInt, 2, 3, 4, 0.95),
	} {
		assert.Equal(t, BadInput, f.Undefined)
		allNaN(t, "bad input", f.P, f.PLess, f.PGreater, f.OddsRatio, f.OddsLo, f.OddsHi, f.SampleOdds)
	}
}
