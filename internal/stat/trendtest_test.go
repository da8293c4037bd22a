package stat

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestCochranArmitageOracle(t *testing.T) {
	testkit.Cases(t, "casereview_cochran_armitage", func(t *testing.T, c testkit.Case) {
		var in struct {
			X, N   []int
			Scores []float64
		}
		c.Decode(t, &in, nil)
		r := CochranArmitage(in.X, in.N, in.Scores)
		c.Check(t, "chi2", r.ChiSquare)
		c.Check(t, "z", r.Z)
		c.Check(t, "p_value", r.P)
		c.Check(t, "p_exact", r.PExact)
		assert.Equal(t, math.IsNaN(r.P), r.Undefined != Defined)
		assert.Equal(t, math.IsNaN(r.PExact), r.NoExact != Defined)
	})
}

// slowTrend goes through every division of the hits over the groups.
func slowTrend(x, n []int, score []float64) float64 {
	hits, total := 0, 0
	for i := range x {
		hits += x[i]
		total += n[i]
	}
	slope := func(y []int) (s float64) {
		for i := range y {
			s += score[i] * (float64(y[i]) - float64(n[i])*float64(hits)/float64(total))
		}
		return s
	}
	seen := math.Abs(slope(x))
	choose := func(n, k int) float64 {
		w := 1.0
		for i := range k {
			w = w * float64(n-i) / float64(i+1)
		}
		return w
	}
	sum, all := 0.0, 0.0
	y := make([]int, len(n))
	var walk func(i, left int, w float64)
	walk = func(i, left int, w float64) {
		if i == len(n) {
			if left == 0 {
				all += w
				if math.Abs(slope(y)) >= seen-1e-9 {
					sum += w
				}
			}
			return
		}
		for y[i] = 0; y[i] <= min(n[i], left); y[i]++ {
			walk(i+1, left-y[i], w*choose(n[i], y[i]))
		}
	}
	walk(0, hits, 1)
	return sum / all
}

func TestCochranArmitageByEnumeration(t *testing.T) {
	rng := testRand(17)
	for range 300 {
		groups := 2 + rng.IntN(4)
		x, n, score := make([]int, groups), make([]int, groups), make([]float64, groups)
		for i := range x {
			n[i] = rng.IntN(8)
			x[i] = rng.IntN(n[i] + 1)
			score[i] = float64(rng.IntN(7) - 3)
		}
		r := CochranArmitage(x, n, score)
		if r.Undefined != Defined {
			continue
		}
		assert.InDelta(t, slowTrend(x, n, score), r.PExact, 1e-10, "%v of %v at %v", x, n, score)
		// The groups in another order, scores moved or stretched, and an empty group change nothing.
		rx, rn, rs := slices.Clone(x), slices.Clone(n), slices.Clone(score)
		slices.Reverse(rx)
		slices.Reverse(rn)
		slices.Reverse(rs)
		for i := range rs {
			rs[i] = 2*rs[i] + 5
		}
		s := CochranArmitage(append(rx, 0), append(rn, 0), append(rs, 4))
		assert.InDelta(t, r.Z, s.Z, 1e-10)
		assert.InDelta(t, r.PExact, s.PExact, 1e-10)
		for i := range rs {
			rs[i] = -rs[i]
		}
		assert.InDelta(t, -r.Z, CochranArmitage(rx, rn, rs).Z, 1e-10, "scores turned over")
	}
}

func TestCochranArmitageRefuses(t *testing.T) {
	for _, c := range []struct {
		x, n  []int
		score []float64
		want  Reason
		why   string
	}{
		{nil, nil, nil, NoData, "no groups"},
		{[]int{0, 0}, []int{0, 0}, []float64{1, 2}, NoData, "empty groups"},
		{[]int{1}, []int{2, 3}, []float64{1, 2}, BadInput, "lists of unequal length"},
		{[]int{3, 1}, []int{2, 3}, []float64{1, 2}, BadInput, "more than there are"},
		{[]int{-1, 1}, []int{2, 3}, []float64{1, 2}, BadInput, "a negative count"},
		{[]int{1, 1}, []int{2, 3}, []float64{1, math.NaN()}, BadInput, "a score that is not known"},
		{[]int{2, 3}, []int{2, 3}, []float64{1, 2}, OneCategory, "all"},
		{[]int{0, 0}, []int{2, 3}, []float64{1, 2}, OneCategory, "none"},
		{[]int{1, 2}, []int{2, 3}, []float64{4, 4}, NoVariance, "one score"},
		{[]int{1, 0}, []int{2, 0}, []float64{1, 2}, NoVariance, "one group with units"},
	} {
		r := CochranArmitage(c.x, c.n, c.score)
		assert.Equal(t, c.want, r.Undefined, c.why)
		allNaN(t, c.why, r.ChiSquare, r.Z, r.P, r.PExact)
	}
	r := CochranArmitage([]int{4000, 6000}, []int{9000, 9000}, []float64{0, 1})
	assert.Equal(t, OverLimit, r.NoExact)
	assert.False(t, math.IsNaN(r.P))
	r = CochranArmitage([]int{1, 2}, []int{3, 3}, []float64{0, 0.5})
	assert.Equal(t, BadInput, r.NoExact, "a score that is no whole number")
}

func ExampleCochranArmitage() {
	r := CochranArmitage([]int{2, 3, 5, 6}, []int{9, 8, 9, 8}, []float64{1, 2, 3, 4}) // visits in time per month
	fmt.Printf("z = %.2f, p = %.3f (exact %.3f)\n", r.Z, r.P, r.PExact)
	// Output: z = 2.30, p = 0.022 (exact 0.032)
}
