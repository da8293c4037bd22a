package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestRankBiserialOracle(t *testing.T) {
	testkit.Cases(t, "survey_effect_sizes_paired", func(t *testing.T, c testkit.Case) {
		var in pairsInput
		var opt pairsOptions
		c.Decode(t, &in, &opt)
		test := SignedRank(in.differences(), SignedRankOptions{Limit: -1})
		e := test.RankBiserial(opt.Level)
		c.Check(t, "n", float64(test.N))
		c.Check(t, "rank_biserial", e.R)
		c.Check(t, "rb_ci_low", e.Lo)
		c.Check(t, "rb_ci_high", e.Hi)
		assert.Equal(t, math.IsNaN(e.R), e.Undefined != Defined)
		assert.Equal(t, math.IsNaN(e.Lo), e.NoInterval != Defined)
	})
}

func TestRankBiserialProperties(t *testing.T) {
	rng := testRand(11)
	for range 200 {
		d := make([]float64, 3+rng.IntN(40))
		for i := range d {
			d[i] = float64(rng.IntN(9) - 4)
		}
		d[0], d[1] = 1, -1
		flipped := make([]float64, len(d))
		for i, v := range d {
			flipped[i] = -v
		}
		a := SignedRank(d, SignedRankOptions{}).RankBiserial(0.9)
		b := SignedRank(flipped, SignedRankOptions{}).RankBiserial(0.9)
		testkit.Near(t, -a.R, b.R, 0, "signs flipped")
		testkit.Near(t, -a.Lo, b.Hi, 1e-15, "signs flipped")
		assert.True(t, -1 < a.Lo && a.Lo < a.R && a.R < a.Hi && a.Hi < 1)
		wide := SignedRank(d, SignedRankOptions{}).RankBiserial(0.99)
		assert.True(t, wide.Lo < a.Lo && a.Hi < wide.Hi)
	}
}

func TestRankBiserialDegenerate(t *testing.T) {
	for _, c := range []struct {
		why               string
		d                 []float64
		level             float64
		undefined, noInto Reason
	}{
		{"no data", nil, 0.95, NoData, NoData},
		{"nobody changed", []float64{0, 0}, 0.95, AllZero, AllZero},
		{"everybody rose", []float64{1, 2, 0}, 0.95, Defined, AtBound},
		{"everybody fell", []float64{-1}, 0.95, Defined, AtBound},
		{"level", []float64{1, -2}, 0, Defined, BadInput},
		{"two people", []float64{1, -2}, 0.95, Defined, Defined},
	} {
		e := SignedRank(c.d, SignedRankOptions{}).RankBiserial(c.level)
		assert.Equal(t, c.undefined, e.Undefined, c.why)
		assert.Equal(t, c.noInto, e.NoInterval, c.why)
		assert.Equal(t, c.undefined != Defined, math.IsNaN(e.R), c.why)
		assert.Equal(t, c.noInto != Defined, math.IsNaN(e.Lo) && math.IsNaN(e.Hi), c.why)
	}
}
