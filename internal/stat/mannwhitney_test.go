package stat

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

type groupsInput struct{ X, Y numbers }

type groupsOptions struct {
	Level float64 `json:"conf_level"`
}

func TestMannWhitneyOracle(t *testing.T) {
	testkit.Cases(t, "survey_mann_whitney", func(t *testing.T, c testkit.Case) {
		var in groupsInput
		var opt groupsOptions
		c.Decode(t, &in, &opt)
		o := TwoSampleOptions{Level: opt.Level, Limit: 160}
		m := MannWhitney(in.X, in.Y, o)
		s := HodgesLehmannTwo(in.X, in.Y, o)
		c.Check(t, "n1", float64(m.N1))
		c.Check(t, "n2", float64(m.N2))
		if c.Name == "empty_group" {
			assert.Equal(t, NoData, m.Undefined)
			assert.Equal(t, NoData, s.Undefined)
			allNaN(t, c.Name, m.P, m.PExact, m.PAsym, s.Estimate, s.Lo)
			return
		}
		c.Check(t, "u1", m.U1)
		c.Check(t, "u2", m.U2)
		c.Check(t, "p_x_greater", m.PSuperior)
		c.Check(t, "z", m.Z)
		c.Check(t, "p_asym", m.PAsym)
		c.Check(t, "z_cc", m.ZCorrected)
		c.Check(t, "p_asym_cc", m.PAsymCorrected)
		c.Check(t, "hl", s.Estimate)
		if max(m.N1, m.N2) > o.Limit {
			assert.Equal(t, OverLimit, m.NoExact)
			assert.False(t, s.Exact)
			return
		}
		c.Check(t, "p_exact", m.PExact)
		c.Check(t, "p_exact_less", m.PExactLess)
		c.Check(t, "p_exact_greater", m.PExactGreater)
		c.Check(t, "ci_low", s.Lo)
		c.Check(t, "ci_high", s.Hi)
		c.Check(t, "ci_level", s.Level)
	})
}

// everyDivision gives U for every way to choose the first group.
func everyDivision(all []float64, n int) []float64 {
	var out []float64
	for set := range 1 << len(all) {
		var x, y []float64
		for i, v := range all {
			if set>>i&1 == 1 {
				x = append(x, v)
			} else {
				y = append(y, v)
			}
		}
		if len(x) == n {
			out = append(out, pairsAbove(x, y))
		}
	}
	return out
}

func pairsAbove(x, y []float64) float64 {
	u := 0.0
	for _, a := range x {
		for _, b := range y {
			switch {
			case a > b:
				u++
			case a == b:
				u += 0.5
			}
		}
	}
	return u
}

func TestMannWhitneyByDefinition(t *testing.T) {
	rng := testRand(31)
	for round := range 120 {
		x, y := make([]float64, 1+rng.IntN(5)), make([]float64, 1+rng.IntN(5))
		for _, list := range [][]float64{x, y} {
			for i := range list {
				list[i] = rng.NormFloat64()
				if round%2 == 0 {
					list[i] = math.Round(list[i] * 2)
				}
			}
		}
		m := MannWhitney(x, y, TwoSampleOptions{})
		u, e := pairsAbove(x, y), float64(len(x)*len(y))/2
		assert.Equal(t, u, m.U1)
		less, greater, both, all := 0.0, 0.0, 0.0, everyDivision(slices.Concat(x, y), len(x))
		for _, v := range all {
			if v <= u {
				less++
			}
			if v >= u {
				greater++
			}
			if math.Abs(v-e) >= math.Abs(u-e) {
				both++
			}
		}
		n := float64(len(all))
		testkit.Near(t, less/n, m.PExactLess, 1e-12, "less")
		testkit.Near(t, greater/n, m.PExactGreater, 1e-12, "greater")
		testkit.Near(t, both/n, m.PExact, 1e-12, "two-sided")
		back := MannWhitney(y, x, TwoSampleOptions{})
		testkit.Near(t, m.PExact, back.PExact, 1e-12, "the other way round")
		testkit.Near(t, m.U2, back.U1, 0, "the other way round")
		testkit.Near(t, m.P, back.P, 1e-12, "the other way round")
	}
}

func TestMannWhitneyProcedure(t *testing.T) {
	nan := math.NaN()
	long := make([]float64, 50)
	for i := range long {
		long[i] = float64(i) * 1.5
	}
	for _, c := range []struct {
		x, y []float64
		o    TwoSampleOptions
		want Procedure
		why  string
	}{
		{[]float64{1, 2}, []float64{3, 4}, TwoSampleOptions{}, MannWhitneyExact, "small, without ties"},
		{[]float64{1, 2, nan}, []float64{3, 4}, TwoSampleOptions{}, MannWhitneyExact, "a missing value is no tie"},
		{[]float64{1, 2}, []float64{2, 4}, TwoSampleOptions{}, MannWhitneyNormal, "a tie between the groups"},
		{[]float64{1, 1}, []float64{2, 4}, TwoSampleOptions{}, MannWhitneyNormal, "a tie within a group"},
		{long, []float64{0.1, 4.2}, TwoSampleOptions{}, MannWhitneyNormal, "a group of fifty"},
		{long, []float64{0.1, 4.2}, TwoSampleOptions{Limit: 50}, MannWhitneyExact, "a higher limit"},
		{[]float64{1, 2}, []float64{3, 4}, TwoSampleOptions{Limit: -1}, MannWhitneyNormal, "no exact test wanted"},
	} {
		m := MannWhitney(c.x, c.y, c.o)
		assert.Equal(t, c.want, m.Procedure, c.why)
		assert.False(t, math.IsNaN(m.P), c.why)
	}
	for why, c := range map[string]struct {
		x, y []float64
		want Reason
	}{
		"nothing":      {nil, nil, NoData},
		"only missing": {[]float64{nan}, []float64{1}, NoData},
		"infinite":     {[]float64{math.Inf(1)}, []float64{1}, BadInput},
		"all equal":    {[]float64{1, 1}, []float64{1}, NoVariance},
	} {
		m := MannWhitney(c.x, c.y, TwoSampleOptions{})
		assert.Equal(t, c.want, m.Undefined, why)
		allNaN(t, why, m.P, m.Z)
	}
	assert.Equal(t, BadInput, HodgesLehmannTwo([]float64{1}, []float64{2}, TwoSampleOptions{Level: 2}).Undefined)
	x, y := []float64{3, 1}, []float64{2, 9}
	MannWhitney(x, y, TwoSampleOptions{})
	HodgesLehmannTwo(x, y, TwoSampleOptions{})
	assert.Equal(t, []float64{3, 1}, x, "the arguments stay as they are")
	assert.Equal(t, []float64{2, 9}, y)
}

func TestDifferencesByDefinition(t *testing.T) {
	rng := testRand(32)
	for round := range 100 {
		x, y := make([]float64, 1+rng.IntN(12)), make([]float64, 1+rng.IntN(12))
		var all []float64
		for i := range x {
			x[i] = math.Round(rng.NormFloat64()*4) / 4
			if round%3 == 0 {
				x[i] = rng.NormFloat64() * math.Pow(10, float64(rng.IntN(9)-4))
			}
		}
		for j := range y {
			y[j] = rng.NormFloat64()
			if round%2 == 0 {
				y[j] = math.Round(y[j])
			}
			for _, a := range x {
				all = append(all, a-y[j])
			}
		}
		slices.Sort(all)
		d := newDifferences(x, y)
		for k, want := range all {
			assert.Equal(t, want+0, d.nth(k+1))
			assert.Equal(t, sortedUpTo(all, want), d.upTo(want))
		}
		testkit.Near(t, Median(all), d.median(), 1e-12, "median")
		shifted := slices.Clone(x)
		for i := range shifted {
			shifted[i] += 8
		}
		a, b := HodgesLehmannTwo(x, y, TwoSampleOptions{}), HodgesLehmannTwo(shifted, y, TwoSampleOptions{})
		testkit.Near(t, a.Estimate+8, b.Estimate, 1e-9, "a shift is found back")
		assert.Equal(t, a.Rank, b.Rank)
		assert.LessOrEqual(t, a.Lo, a.Estimate)
		assert.GreaterOrEqual(t, a.Hi, a.Estimate)
	}
}

// The normal distribution gives nearly the rank of the exact one.
func TestNormalPairQuantile(t *testing.T) {
	for _, n := range [][2]int{{30, 30}, {49, 20}, {45, 49}} {
		q, below := pairQuantile(n[0], n[1], 0.025)
		r, near := normalPairQuantile(n[0], n[1], 0.025)
		assert.InDelta(t, q, r, 1, n)
		assert.InDelta(t, below, near, 2e-3, n)
	}
}

func BenchmarkMannWhitney(b *testing.B) {
	for _, n := range []int{10, 49, 1000} {
		rng := testRand(5)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = rng.NormFloat64(), rng.NormFloat64()
		}
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				MannWhitney(x, y, TwoSampleOptions{})
				HodgesLehmannTwo(x, y, TwoSampleOptions{})
			}
		})
	}
}
