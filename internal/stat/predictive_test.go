package stat

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// slowThinned returns P(X = j): the number of events is Poisson, and of those the
// number with the property beta-binomial.
func slowThinned(mean float64, k, n, j int) float64 {
	lg := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
	logBeta := func(a, b float64) float64 { return lg(a) + lg(b) - lg(a+b) }
	a, b := float64(k)+0.5, float64(n-k)+0.5
	sum := 0.0
	for events := j; events < j+int(mean+20*math.Sqrt(mean)+60); events++ {
		e, x := float64(events), float64(j)
		poisson := e*math.Log(mean) - mean - lg(e+1)
		choose := lg(e+1) - lg(x+1) - lg(e-x+1)
		sum += math.Exp(poisson + choose + logBeta(a+x, b+e-x) - logBeta(a, b))
	}
	return sum
}

func TestThinnedByDefinition(t *testing.T) {
	for _, c := range []struct {
		mean float64
		k, n int
		why  string
	}{
		{95, 125, 1905, "a year of a small municipality"},
		{95.0 / 12, 125, 1905, "a month of it"},
		{40, 0, 12, "never seen"},
		{40, 12, 12, "always seen"},
		{30, 1, 2, "hardly anything known"},
		{0.1, 3, 7, "hardly any events"},
		{400, 700, 1000, "many"},
	} {
		p := ThinnedPredictive(c.mean, c.k, c.n)
		lower := 0.0
		for j := range 40 {
			lower += slowThinned(c.mean, c.k, c.n, j)
			assert.InDelta(t, lower, p.Lower(j), 1e-10, "%s: P(X ≤ %d)", c.why, j)
			assert.InDelta(t, 1-lower, p.Upper(j+1), 1e-10, "%s: P(X > %d)", c.why, j)
		}
		assert.InEpsilon(t, c.mean*(float64(c.k)+0.5)/float64(c.n+1), p.Mean(), 1e-10, c.why)
	}
}

// Tails of the interval are at most half of what is left out, and would be more
// with one count less.
func TestPredictiveInterval(t *testing.T) {
	rng := testRand(9)
	for range 200 {
		mean := math.Exp(rng.Float64()*12 - 4)
		p := PoissonPredictive(mean)
		if rng.IntN(4) == 0 {
			n := 1 + rng.IntN(50)
			p = ThinnedPredictive(mean, rng.IntN(n+1), n)
		}
		level := []float64{0.5, 0.8, 0.95}[rng.IntN(3)]
		lo, hi, ok := p.Interval(level)
		require.True(t, ok)
		half := (1 - level) / 2
		assert.LessOrEqual(t, lo, hi)
		assert.LessOrEqual(t, p.Lower(lo-1), half)
		assert.Greater(t, p.Lower(lo), half)
		assert.LessOrEqual(t, p.Upper(hi+1), half)
		if hi > 0 {
			assert.Greater(t, p.Upper(hi), half)
		}
	}
}

func TestPredictiveKnown(t *testing.T) {
	p := PoissonPredictive(0.5)
	lo, hi, ok := p.Interval(0.95)
	assert.True(t, ok)
	assert.Equal(t, [2]int{0, 2}, [2]int{lo, hi}, "P(X > 2) = 0.0144, P(X > 1) = 0.0902")
	assert.InDelta(t, math.Exp(-0.5), p.Lower(0), 1e-15)
	assert.InDelta(t, math.Exp(-3), p.Over(6).Lower(0), 1e-15, "six times as long")
	lo, hi, ok = PoissonPredictive(0).Interval(0.95)
	assert.True(t, ok)
	assert.Equal(t, [2]int{0, 0}, [2]int{lo, hi}, "nothing can come")
	wide, narrow := ThinnedPredictive(100, 2, 30), PoissonPredictive(100*2.5/31)
	assert.Greater(t, wide.Upper(20), narrow.Upper(20), "an unsure share makes large counts more probable")
	assert.Greater(t, wide.Lower(0), narrow.Lower(0), "and none as well")
	assert.InDelta(t, PoissonPredictive(6.6).Upper(9), ThinnedPredictive(100, 66e6, 1e9).Upper(9), 1e-6, "a share seen in very many cases is known")
}

func TestPredictiveRefuses(t *testing.T) {
	for _, p := range []Predictive{{}, PoissonPredictive(-1), PoissonPredictive(math.NaN()), PoissonPredictive(math.Inf(1)),
		ThinnedPredictive(1, 0, 0), ThinnedPredictive(1, 3, 2), ThinnedPredictive(-1, 1, 2), PoissonPredictive(1).Over(-1), PoissonPredictive(1).Over(math.NaN())} {
		allNaN(t, "no distribution", p.Mean(), p.Upper(1), p.Lower(1))
		_, _, ok := p.Interval(0.95)
		assert.False(t, ok)
	}
	_, _, ok := PoissonPredictive(1).Interval(1)
	assert.False(t, ok)
}

func ExampleThinnedPredictive() {
	p := ThinnedPredictive(95, 125, 1905) // 95 reports a year, of which 125 of 1905 get the service
	lo, hi, _ := p.Interval(0.95)
	fmt.Printf("%.1f a year, %d to %d\n", p.Mean(), lo, hi)
	// Output: 6.3 a year, 2 to 12
}

func BenchmarkThinnedPredictive(b *testing.B) {
	for _, mean := range []float64{10, 1000, 100000} {
		b.Run(fmt.Sprintf("mean=%g", mean), func(b *testing.B) {
			for b.Loop() {
				ThinnedPredictive(mean, 125, 1905).Interval(0.95)
			}
		})
	}
}
