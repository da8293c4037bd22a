package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestMidRanks(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why  string
		x    []float64
		want []float64
	}{
		{"no values", nil, []float64{}},
		{"one value", []float64{7}, []float64{1}},
		{"ties share their places", []float64{3, 1, 3, 2}, []float64{3.5, 1, 3.5, 2}},
		{"all equal", []float64{2, 2, 2}, []float64{2, 2, 2}},
		{"the two zeros are one value", []float64{0, math.Copysign(0, -1), 1}, []float64{1.5, 1.5, 3}},
		{"a missing value takes no place", []float64{5, nan, 4}, []float64{2, nan, 1}},
		{"infinities are the extremes", []float64{math.Inf(1), 0, math.Inf(-1)}, []float64{3, 2, 1}},
	} {
		before := slices.Clone(c.x)
		sameFloats(t, c.want, MidRanks(c.x), c.why)
		sameFloats(t, before, c.x, c.why)
	}
}

func TestMidRanksByDefinition(t *testing.T) {
	rng := testRand(5)
	for range 100 {
		x := make([]float64, rng.IntN(30))
		for i := range x {
			x[i] = float64(rng.IntN(8))
		}
		ranks := MidRanks(x)
		for i, v := range x {
			below, same := 0.0, 0.0
			for _, u := range x {
				if u < v {
					below++
				}
				if u == v {
					same++
				}
			}
			assert.Equal(t, below+(same+1)/2, ranks[i])
		}
		n := float64(len(x))
		testkit.Near(t, n*(n+1)/2, Sum(ranks), 0, "sum of the ranks")
	}
}

func TestSignificant(t *testing.T) {
	for _, v := range []float64{0.2, 1.0 / 3, 12345.678, 1e6, 1e7, 9.9999999, 2e-5, 1e15, 3e-12} {
		noisy := v * (1 + 3e-16)
		assert.Equal(t, significant(v), significant(noisy), "%v", v)
		assert.Equal(t, -significant(v), significant(-v))
		assert.InEpsilon(t, v, significant(v), 5e-7)
	}
	assert.NotEqual(t, significant(1.000001), significant(1.000002))
	assert.Equal(t, significant(3.6-3.4), significant(3.1-2.9))
	for _, v := range []float64{0, math.Inf(1), math.Inf(-1), 1e-310} {
		assert.Equal(t, v, significant(v))
	}
	assert.False(t, math.IsInf(significant(math.MaxFloat64), 0))
}
