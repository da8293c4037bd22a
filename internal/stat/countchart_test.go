package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// Each limit from its formula, point by point, the long way round.
func TestCountChartByDefinition(t *testing.T) {
	rng := testRand(42)
	for range 60 {
		x, n := chance(rng, 10+rng.IntN(20))
		var events, exposure, squares float64
		for i := range x {
			events += x[i]
			exposure += n[i]
		}
		p := events / exposure
		sigma := func(i int) float64 { return math.Sqrt(p * (1 - p) / n[i]) }
		z := func(i int) float64 { return (x[i]/n[i] - p) / sigma(i) }
		for i := 1; i < len(x); i++ {
			squares += math.Abs(z(i) - z(i-1))
		}
		sz := squares / float64(len(x)-1) / 1.128
		plain, prime := PChart(x, n, ControlOptions{}), PPrimeChart(x, n, ControlOptions{})
		rate, count := UChart(x, n, ControlOptions{}), CChart(x, ControlOptions{})
		testkit.Near(t, sz, prime.SigmaZ, 1e-12, "sigma z")
		mean := events / float64(len(x))
		for i := range x {
			testkit.Near(t, max(0, p-3*sigma(i)), plain.Points[i].Lower, 1e-12, "p lower")
			testkit.Near(t, min(1, p+3*sigma(i)), plain.Points[i].Upper, 1e-12, "p upper")
			testkit.Near(t, max(0, p-3*sz*sigma(i)), prime.Points[i].Lower, 1e-12, "p' lower")
			testkit.Near(t, min(1, p+3*sz*sigma(i)), prime.Points[i].Upper, 1e-12, "p' upper")
			testkit.Near(t, z(i)/sz, prime.Points[i].Z, 1e-12, "z")
			testkit.Near(t, p+3*math.Sqrt(p/n[i]), rate.Points[i].Upper, 1e-12, "u upper")
			testkit.Near(t, mean+3*math.Sqrt(mean), count.Points[i].Upper, 1e-12, "c upper")
			testkit.Near(t, max(0, mean-3*math.Sqrt(mean)), count.Points[i].Lower, 1e-12, "c lower")
		}
	}
}

// Counting those without the property turns a p chart upside down; counting
// in another unit of exposure scales a u chart.
func TestCountChartProperties(t *testing.T) {
	rng := testRand(43)
	for range 60 {
		x, n := chance(rng, 12+rng.IntN(20))
		rest, perTwo := make([]float64, len(x)), make([]float64, len(x))
		for i := range x {
			rest[i], perTwo[i] = n[i]-x[i], n[i]/2
		}
		for _, draw := range []func(x, n []float64, o ControlOptions) ControlChart{PChart, PPrimeChart} {
			a, b := draw(x, n, ControlOptions{}), draw(rest, n, ControlOptions{})
			testkit.Near(t, 1-a.Centre, b.Centre, 1e-14, "centre")
			for i := range x {
				testkit.Near(t, 1-a.Points[i].Lower, b.Points[i].Upper, 1e-12, "limits")
				testkit.Near(t, 1-a.Points[i].Upper, b.Points[i].Lower, 1e-12, "limits")
				testkit.Near(t, -a.Points[i].Z, b.Points[i].Z, 1e-9, "z")
			}
			up := a.SpecialCauses(SpecialCauseOptions{Better: HigherIsBetter})
			down := b.SpecialCauses(SpecialCauseOptions{Better: LowerIsBetter})
			assert.Equal(t, up.Causes, down.Causes, "the good side of the rest is down")
		}
		for _, draw := range []func(x, n []float64, o ControlOptions) ControlChart{UChart, UPrimeChart} {
			a, b := draw(x, n, ControlOptions{}), draw(x, perTwo, ControlOptions{})
			testkit.Near(t, 2*a.Centre, b.Centre, 1e-14, "centre")
			for i := range x {
				testkit.Near(t, 2*a.Points[i].Upper, b.Points[i].Upper, 1e-12, "upper")
				testkit.Near(t, 2*a.Points[i].Lower, b.Points[i].Lower, 1e-12, "lower")
			}
		}
	}
}

func TestCountChartEmptyPlaces(t *testing.T) {
	x := []float64{3, 0, 4, 2, 0}
	n := []float64{10, 0, 10, 10, 0}
	for _, draw := range []func(x, n []float64, o ControlOptions) ControlChart{PChart, PPrimeChart, UChart, UPrimeChart} {
		c := draw(x, n, ControlOptions{MinPoints: 3})
		assert.Equal(t, []int{3, 2}, []int{c.N, c.Empty})
		testkit.Near(t, 0.3, c.Centre, 1e-15, "centre")
		for i, p := range c.Points {
			if n[i] > 0 {
				assert.Equal(t, Defined, p.Reason)
				assert.False(t, math.IsNaN(p.Lower))
				continue
			}
			assert.Equal(t, NoData, p.Reason)
			allNaN(t, "empty", p.Value, p.Centre, p.Lower, p.Upper, p.Sigma, p.Z)
		}
		s := c.SpecialCauses(SpecialCauseOptions{})
		assert.Equal(t, []Cause{CommonCause, NotJudged, CommonCause, CommonCause, NotJudged}, s.Causes)
		assert.Equal(t, 3, c.Assurance(0.5, HigherIsBetter).Place, "the last place with limits")

		c = draw(x, n, ControlOptions{MinPoints: 4})
		assert.Equal(t, TooFew, c.NoLimits, "empty places are not points")
		c = draw([]float64{0, 0}, []float64{0, 0}, ControlOptions{})
		assert.Equal(t, NoData, c.Undefined, "nothing but empty places")
		assert.Equal(t, 2, c.Empty)
		c = draw([]float64{0, 1}, []float64{0, 3}, ControlOptions{Baseline: 1})
		assert.Equal(t, NoData, c.Undefined, "nothing in the baseline")
	}
	c := PPrimeChart(x, n, ControlOptions{MinPoints: 3})
	assert.Equal(t, 1, c.Ranges, "no range across an empty place")
	c = PPrimeChart(x, n, ControlOptions{MinPoints: 1, Baseline: 2})
	assert.Equal(t, TooFew, c.NoLimits, "no two neighbours")
	assert.Equal(t, Defined, c.Undefined)
}

func TestCountChartNoSpread(t *testing.T) {
	tens, zeros := make([]float64, 12), make([]float64, 12)
	ones := make([]float64, 12)
	for i := range tens {
		tens[i], ones[i] = 10, 1
	}
	for _, c := range []struct {
		why          string
		chart        ControlChart
		line         float64
		limits, flat Reason
	}{
		{"p of nothing", PChart(zeros, tens, ControlOptions{}), 0, Defined, NoVariance},
		{"p of all", PChart(tens, tens, ControlOptions{}), 1, Defined, NoVariance},
		{"u of nothing", UChart(zeros, tens, ControlOptions{}), 0, Defined, NoVariance},
		{"c of nothing", CChart(zeros, ControlOptions{}), 0, Defined, NoVariance},
		{"p' of nothing", PPrimeChart(zeros, tens, ControlOptions{}), 0, NoVariance, Defined},
		{"p' of all", PPrimeChart(tens, tens, ControlOptions{}), 1, NoVariance, Defined},
		{"u' of nothing", UPrimeChart(zeros, tens, ControlOptions{}), 0, NoVariance, Defined},
		{"p' of equal shares", PPrimeChart(ones, tens, ControlOptions{}), 0.1, Defined, NoVariance},
		{"equal shares", PChart(ones, tens, ControlOptions{}), 0.1, Defined, Defined},
	} {
		assert.Equal(t, Defined, c.chart.Undefined, c.why)
		assert.Equal(t, c.line, c.chart.Centre, c.why)
		assert.Equal(t, c.limits, c.chart.NoLimits, c.why)
		assert.Equal(t, c.flat, c.chart.NoSpread, c.why)
		for _, p := range c.chart.Points {
			switch {
			case c.limits != Defined:
				allNaN(t, c.why, p.Lower, p.Upper, p.Sigma, p.Z)
			case c.flat != Defined:
				assert.Equal(t, []float64{c.line, c.line, 0}, []float64{p.Lower, p.Upper, p.Sigma}, c.why)
				allNaN(t, c.why, p.Z)
			}
		}
		assert.Zero(t, c.chart.SpecialCauses(SpecialCauseOptions{}).Signals, c.why)
	}
}

// Twelve months without an event, and then one.
func TestCountChartAfterNothing(t *testing.T) {
	x := []float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
	c := CChart(x, ControlOptions{Baseline: 12})
	assert.Equal(t, NoVariance, c.NoSpread)
	assert.Equal(t, math.Inf(1), c.Points[12].Z)
	assert.Equal(t, []int{12}, c.SpecialCauses(SpecialCauseOptions{}).Beyond)
}
