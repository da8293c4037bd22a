package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestHodgesLehmannOracle(t *testing.T) {
	testkit.Cases(t, "survey_wilcoxon_signed_rank", func(t *testing.T, c testkit.Case) {
		var in pairsInput
		var opt pairsOptions
		c.Decode(t, &in, &opt)
		s := HodgesLehmann(in.differences(), opt.Level)
		c.Check(t, "n", float64(s.N))
		c.Check(t, "n_zero", float64(s.NZero))
		c.Check(t, "hl", s.Estimate)
		c.Check(t, "hl_with_zeros", s.WithZeros)
		c.Check(t, "walsh_ci_low", s.Lo)
		c.Check(t, "walsh_ci_high", s.Hi)
		c.Check(t, "walsh_ci_level", s.Level)
	})
}

// allWalsh lists and sorts the averages.
func allWalsh(d []float64) []float64 {
	var all []float64
	for i, a := range d {
		for _, b := range d[i:] {
			all = append(all, a/2+b/2)
		}
	}
	slices.Sort(all)
	return all
}

func TestWalshByDefinition(t *testing.T) {
	rng := testRand(9)
	for i := range 150 {
		d := make([]float64, 1+i/5)
		for j := range d {
			d[j] = math.Round(rng.NormFloat64()*4) / 4
			if i%3 == 0 {
				d[j] = rng.NormFloat64() * math.Pow(10, float64(rng.IntN(9)-4))
			}
		}
		all := allWalsh(d)
		w := newWalsh(d)
		assert.Equal(t, len(all), w.count())
		for k, want := range all {
			assert.Equal(t, want+0, w.nth(k+1))
			assert.Equal(t, sortedUpTo(all, want), w.upTo(want))
		}
		testkit.Near(t, Median(all), w.median(), 1e-15*math.Abs(Median(all)), "median")
	}
}

func sortedUpTo(sorted []float64, x float64) int {
	n := 0
	for _, v := range sorted {
		if v <= x {
			n++
		}
	}
	return n
}

func TestOrderKey(t *testing.T) {
	x := []float64{math.Inf(-1), -math.MaxFloat64, -1, -5e-324, 0, 5e-324, 1, math.MaxFloat64, math.Inf(1)}
	for i, v := range x {
		assert.Equal(t, v, keyFloat(orderKey(v)))
		if i > 0 {
			assert.Less(t, orderKey(x[i-1]), orderKey(v))
		}
	}
}

func TestHodgesLehmannProperties(t *testing.T) {
	rng := testRand(10)
	for range 60 {
		d := make([]float64, 6+rng.IntN(40))
		for i := range d {
			d[i] = float64(rng.IntN(21) - 8)
		}
		a := HodgesLehmann(d, 0.95)
		assert.GreaterOrEqual(t, a.Level, 0.95)
		assert.True(t, a.Lo <= a.WithZeros && a.WithZeros <= a.Hi)
		flipped, moved := make([]float64, len(d)), make([]float64, len(d))
		for i, v := range d {
			flipped[i], moved[i] = -v, v+32
		}
		b := HodgesLehmann(flipped, 0.95)
		assert.Equal(t, []float64{-a.Estimate + 0, -a.WithZeros + 0, -a.Hi + 0, -a.Lo + 0},
			[]float64{b.Estimate, b.WithZeros, b.Lo, b.Hi}, "signs flipped")
		b = HodgesLehmann(moved, 0.95)
		assert.Equal(t, []float64{a.WithZeros + 32, a.Lo + 32, a.Hi + 32},
			[]float64{b.WithZeros, b.Lo, b.Hi}, "everybody moved on by 32")
	}
}

func TestHodgesLehmannDegenerate(t *testing.T) {
	for _, c := range []struct {
		why   string
		d     []float64
		level float64
		want  Reason
	}{
		{"no data", nil, 0.95, NoData},
		{"all missing", []float64{math.NaN()}, 0.95, NoData},
		{"infinite", []float64{1, math.Inf(1)}, 0.95, BadInput},
		{"level", []float64{1, 2}, 1.5, BadInput},
	} {
		s := HodgesLehmann(c.d, c.level)
		assert.Equal(t, c.want, s.Undefined, c.why)
		assert.Equal(t, c.want, s.NoNonzero, c.why)
		allNaN(t, c.why, s.Estimate, s.WithZeros, s.Lo, s.Hi, s.Level)
	}
	s := HodgesLehmann([]float64{0, 0, math.NaN()}, 0.95)
	assert.Equal(t, AllZero, s.NoNonzero)
	allNaN(t, "nobody changed", s.Estimate)
	assert.Equal(t, []float64{0, 0, 0}, []float64{s.WithZeros, s.Lo, s.Hi})
	assert.Equal(t, 1, s.Missing)

	assert.True(t, math.IsNaN(newWalsh(nil).median()))
	for _, n := range []int{5, 1100} { // a level that no sample reaches
		d := make([]float64, n)
		d[0], d[1] = -7, 9
		s = HodgesLehmann(d, 1-0x1p-53)
		assert.Equal(t, []float64{1, -7, 9}, []float64{float64(s.Rank), s.Lo, s.Hi})
	}

	s = HodgesLehmann([]float64{4}, 0.95)
	assert.Equal(t, []float64{4, 4, 4, 0}, []float64{s.Estimate, s.Lo, s.Hi, s.Level})
	s = HodgesLehmann([]float64{4, 6}, 0.95)
	assert.Equal(t, []float64{5, 4, 6, 0.5}, []float64{s.Estimate, s.Lo, s.Hi, s.Level})
}
