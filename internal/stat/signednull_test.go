package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestSignSumAddsToOne(t *testing.T) {
	for _, ranks := range [][]int{nil, {1}, {2, 2, 2}, {1, 2, 3, 4, 5, 6, 7}, {3, 3, 7, 10, 11}, {100}} {
		total := 0
		for _, r := range ranks {
			total += r
		}
		f, lost := signSum(ranks, total, 0)
		testkit.Near(t, 1, Sum(f), 1e-15, "all states")
		assert.Equal(t, 0.0, lost)
		mirror := slices.Clone(f)
		slices.Reverse(mirror)
		assert.Equal(t, f, mirror, "heads and tails exchanged")
		for top := range total {
			part, _ := signSum(ranks, top, 0)
			assert.Equal(t, f[:top+1], part, "cut off at %d", top)
		}
	}
}

// Leaving out improbable states may not change a result.
func TestSignTailWindow(t *testing.T) {
	rng := testRand(8)
	for _, n := range []int{50, 200, 600} {
		ranks := make([]int, n)
		total := 0
		for i := range ranks {
			ranks[i] = 1 + rng.IntN(2*n)
			total += ranks[i]
		}
		slices.Sort(ranks)
		for _, v := range []int{0, 3, total / 100, total / 10, total / 4, total * 2 / 5, total / 2} {
			f, lost := signSum(ranks, v, 0)
			tail, point := signTail(ranks, v)
			assert.Equal(t, 0.0, lost)
			assert.InEpsilon(t, Sum(f), tail, 1e-12, "n=%d v=%d", n, v)
			testkit.Near(t, f[v], point, 1e-12*f[v]+1e-28, "point")
		}
	}
}

func TestSignQuantile(t *testing.T) {
	for n := 1; n <= 40; n++ {
		ranks := make([]int, n)
		for i := range ranks {
			ranks[i] = i + 1
		}
		f, _ := signSum(ranks, n*(n+1)/2, 0)
		for _, p := range []float64{1e-9, 0.005, 0.025, 0.125, 0.25, 0.4999} {
			q, below, exact := signQuantile(n, p)
			assert.True(t, exact)
			testkit.Near(t, Sum(f[:q]), below, 1e-14, "P(V < q)")
			assert.Less(t, below, p)
			assert.GreaterOrEqual(t, below+f[q], p-1e-14)
		}
	}
}

// The expansion must meet the exact distribution where one takes over.
func TestSignEdgeworth(t *testing.T) {
	n := SignedRankLimit
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
	}
	f, _ := signSum(ranks, n*(n+1)/4, visible)
	sum, worst := 0.0, 0.0
	for v, mass := range f {
		sum += mass
		if v%97 == 0 {
			worst = max(worst, math.Abs(sum-signEdgeworth(n, v)))
		}
	}
	assert.Less(t, worst, 3e-10, "distribution function")
	for _, p := range []float64{0.0005, 0.005, 0.025, 0.05, 0.25} {
		q, below, exact := signQuantile(n, p)
		assert.True(t, exact)
		q2, below2 := edgeworthQuantile(n, p)
		assert.Equal(t, q, q2)
		testkit.Near(t, below, below2, 3e-10, "P(V < q)")
	}
	q, below, exact := signQuantile(1000000, 0.025)
	assert.False(t, exact)
	sigma := math.Sqrt(1e6 * (1e6 + 1) * (2e6 + 1) / 24)
	assert.InEpsilon(t, 1e6*(1e6+1)/4-1.959963985*sigma, float64(q), 1e-6)
	testkit.Near(t, 0.025, below, 1e-8, "P(V < q)")
}
