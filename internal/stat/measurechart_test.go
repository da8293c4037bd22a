package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// xmrByDefinition gives the line and the two limits, the long way round.
func xmrByDefinition(x []float64, factor float64, screen bool) (line, lower, upper float64) {
	var sum, ranges, kept, n float64
	for i, v := range x {
		sum += v
		if i > 0 {
			ranges += math.Abs(v - x[i-1])
		}
	}
	ranges /= float64(len(x) - 1)
	for i := 1; i < len(x); i++ {
		if r := math.Abs(x[i] - x[i-1]); !screen || r <= 3.267*ranges {
			kept += r
			n++
		}
	}
	line = sum / float64(len(x))
	return line, line - factor*kept/n, line + factor*kept/n
}

func randomWalk(seed uint64, size int) []float64 {
	rng := testRand(seed)
	x := make([]float64, size)
	for i := range x {
		x[i] = math.Round(rng.NormFloat64()*16) / 4
		if rng.IntN(15) == 0 {
			x[i] *= 16
		}
	}
	return x
}

func TestXmRByDefinition(t *testing.T) {
	for seed := range uint64(60) {
		x := randomWalk(seed, 10+int(seed))
		for _, o := range []ControlOptions{{}, {Screen: true}, {Factor: 2.66}, {Factor: 2.66, Screen: true}, {Baseline: 10}} {
			base, factor := x, 3/1.128
			if o.Baseline > 0 {
				base = x[:o.Baseline]
			}
			if o.Factor > 0 {
				factor = o.Factor
			}
			line, lower, upper := xmrByDefinition(base, factor, o.Screen)
			c := XmRChart(x, o)
			testkit.Near(t, line, c.Centre, 1e-12, "line")
			for i, p := range c.Points {
				testkit.Near(t, lower, p.Lower, 1e-10, "lower")
				testkit.Near(t, upper, p.Upper, 1e-10, "upper")
				testkit.Near(t, 3*(x[i]-line)/(upper-line), p.Z, 1e-9, "z")
			}
		}
	}
}

func TestXmRProperties(t *testing.T) {
	for seed := range uint64(60) {
		x := randomWalk(100+seed, 32) // a power of two, so that the mean is exact
		moved, scaled, mirrored := make([]float64, 32), make([]float64, 32), make([]float64, 32)
		for i, v := range x {
			moved[i], scaled[i], mirrored[i] = v+64, 8*v, -v
		}
		o := ControlOptions{Screen: seed%2 == 0}
		a := XmRChart(x, o)
		b, c, d := XmRChart(moved, o), XmRChart(scaled, o), XmRChart(mirrored, o)
		assert.Equal(t, []float64{a.Centre + 64, 8 * a.Centre, -a.Centre + 0}, []float64{b.Centre, c.Centre, d.Centre + 0})
		assert.Equal(t, []float64{a.MeanRange, 8 * a.MeanRange, a.MeanRange}, []float64{b.MeanRange, c.MeanRange, d.MeanRange})
		for i, p := range a.Points {
			testkit.Near(t, p.Lower+64, b.Points[i].Lower, 1e-12, "moved")
			testkit.Near(t, p.Upper+64, b.Points[i].Upper, 1e-12, "moved")
			testkit.Near(t, 8*p.Upper, c.Points[i].Upper, 1e-12, "scaled")
			testkit.Near(t, 8*p.Lower, c.Points[i].Lower, 1e-12, "scaled")
			assert.Equal(t, []float64{-p.Lower, -p.Upper}, []float64{d.Points[i].Upper, d.Points[i].Lower}, "mirrored")
		}
		all := SpecialCauseOptions{Better: HigherIsBetter, FourOfFive: true}
		want, other := a.SpecialCauses(all), all
		assert.Equal(t, want, b.SpecialCauses(all), "moved")
		assert.Equal(t, want, c.SpecialCauses(all), "scaled")
		other.Better = LowerIsBetter
		got := d.SpecialCauses(other)
		got.Options = want.Options
		assert.Equal(t, want, got, "mirrored: what was better up is better down")
	}
}

func TestXmRDegenerate(t *testing.T) {
	c := XmRChart([]float64{4}, ControlOptions{MinPoints: 1})
	assert.Equal(t, []Reason{Defined, TooFew}, []Reason{c.Undefined, c.NoLimits}, "one value has no range")
	assert.Equal(t, 4.0, c.Centre)
	assert.False(t, c.Trial)
	c = XmRChart([]float64{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64}, ControlOptions{MinPoints: 1})
	assert.Equal(t, []Reason{Defined, BadInput}, []Reason{c.Undefined, c.NoLimits}, "a range past every number")
	allNaN(t, "no limits", lowers(c)...)
	for _, screen := range []bool{false, true} {
		for _, draw := range []func([]float64, ControlOptions) ControlChart{XmRChart, TChart} {
			x := []float64{0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.4, 0.4}
			c = draw(x, ControlOptions{Screen: screen, Baseline: 10})
			assert.Equal(t, NoVariance, c.NoSpread)
			assert.Equal(t, 0, c.Screened)
			for i, p := range c.Points {
				assert.Equal(t, []float64{x[i], 0.3, 0.3, 0.3}, []float64{p.Value, p.Centre, p.Lower, p.Upper})
			}
			assert.Equal(t, []int{10, 11}, c.SpecialCauses(SpecialCauseOptions{}).Beyond)
		}
	}
}

func TestTChart(t *testing.T) {
	x := []float64{12, 3, 40, 0, 7, 22, 31, 5, 16, 9, 60, 2, 900}
	c := TChart(x, ControlOptions{Baseline: 12})
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = math.Pow(v, 0.2777777777777778)
	}
	line, lower, upper := xmrByDefinition(y[:12], 3/1.128, false)
	assert.Equal(t, ChartT, c.Kind)
	testkit.Near(t, math.Pow(line, 3.6), c.Centre, 1e-10, "line")
	assert.Negative(t, lower)
	for i, p := range c.Points {
		assert.Equal(t, x[i], p.Value)
		assert.Equal(t, c.Centre, p.Centre)
		assert.Zero(t, p.Lower, "cut off at 0")
		testkit.Near(t, math.Pow(upper, 3.6), p.Upper, 1e-8, "upper")
		testkit.Near(t, (y[i]-line)/p.Sigma, p.Z, 1e-12, "z is on the scale of y")
	}
	assert.Equal(t, []int{12}, c.SpecialCauses(SpecialCauseOptions{}).Beyond)

	hours := make([]float64, len(x))
	for i, v := range x {
		hours[i] = 24 * v
	}
	h := TChart(hours, ControlOptions{Baseline: 12})
	assert.InEpsilon(t, 24*c.Centre, h.Centre, 1e-12, "days or hours")
	assert.InEpsilon(t, 24*c.Points[0].Upper, h.Points[0].Upper, 1e-12)

	c = TChart([]float64{math.MaxFloat64, 1}, ControlOptions{MinPoints: 1})
	assert.Equal(t, []Reason{Defined, BadInput}, []Reason{c.Undefined, c.NoLimits}, "a limit past every number")
	c = TChart(make([]float64, 12), ControlOptions{})
	assert.Equal(t, []float64{0, 0, 0}, []float64{c.Centre, c.Points[0].Lower, c.Points[0].Upper}, "all on one moment")
}

func TestGChart(t *testing.T) {
	x := []float64{2, 0, 5, 1, 9, 3, 4, 0, 2, 14, 60}
	c := GChart(x, ControlOptions{Baseline: 10})
	assert.Equal(t, 2.5, c.Centre, "the median of the baseline")
	assert.True(t, c.Trial)
	for i, p := range c.Points { // mean 4, sigma √20
		assert.Equal(t, []float64{2.5, 0}, []float64{p.Centre, p.Lower})
		testkit.Near(t, 4+3*math.Sqrt(20), p.Upper, 1e-13, "upper")
		testkit.Near(t, (x[i]-4)/math.Sqrt(20), p.Z, 1e-14, "z counts from the mean")
	}
	assert.Equal(t, []int{10}, c.SpecialCauses(SpecialCauseOptions{}).Beyond)

	c = GChart(make([]float64, 12), ControlOptions{})
	assert.Equal(t, NoVariance, c.NoSpread, "an event in every case")
	assert.Equal(t, []float64{0, 0, 0}, []float64{c.Centre, c.Points[0].Lower, c.Points[0].Upper})
}
