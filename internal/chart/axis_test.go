package chart

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func labels(ticks []tick) []string {
	var out []string
	for _, t := range ticks {
		out = append(out, t.label)
	}
	return out
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		why    string
		axis   Axis
		lo, hi float64
		most   int
		want   []string
	}{
		{"percentages", Axis{Percent: true}, 0, 1, 6, []string{"0%", "20%", "40%", "60%", "80%", "100%"}},
		{"quarters", Axis{Percent: true}, 0, 1, 5, []string{"0%", "25%", "50%", "75%", "100%"}},
		{"small percentages", Axis{Percent: true, DecimalComma: true}, 0, 0.02, 5, []string{"0,0%", "0,5%", "1,0%", "1,5%", "2,0%"}},
		{"a decimal comma and a true minus", Axis{DecimalComma: true}, -0.5, 0.5, 3, []string{"−0,5", "0,0", "0,5"}},
		{"whole numbers", Axis{}, 0, 12, 7, []string{"0", "2", "4", "6", "8", "10", "12"}},
		{"ends that are no ticks", Axis{}, 0.3, 2.2, 4, []string{"1", "2"}},
		{"large numbers", Axis{}, 0, 4e9, 3, []string{"0", "2e+09", "4e+09"}},
		{"no negative zero", Axis{}, -0.2, 0.1, 4, []string{"−0.2", "−0.1", "0.0", "0.1"}},
	} {
		assert.Equal(t, c.want, labels(c.axis.ticks(c.lo, c.hi, c.most)), c.why)
	}
}

func TestTicksNeverRunAway(t *testing.T) {
	for _, c := range [][2]float64{{1e16, 1e16 + 2}, {0, 5e-324}, {-1e308, 1e308}, {0, math.Inf(1)}, {1, 1}, {2, 1}} {
		for most := -1; most < 12; most++ {
			assert.LessOrEqual(t, len(Axis{}.ticks(c[0], c[1], most)), 1000)
		}
	}
}

func TestLimits(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		why    string
		axis   Axis
		values []float64
		lo, hi float64
	}{
		{"round numbers outside", Axis{}, []float64{-0.5, 0.8}, -0.6, 0.8},
		{"what is not finite does not count", Axis{}, []float64{nan, inf, -inf, 1, 5}, 1, 5},
		{"nothing at all", Axis{}, nil, 0, 1},
		{"one number", Axis{}, []float64{4}, 2, 6},
		{"zero alone", Axis{}, []float64{0, 0}, -0.6, 0.6},
		{"a percent axis is whole", Axis{Percent: true}, []float64{0.2}, 0, 1},
		{"given ends are kept", Axis{Min: 1, Max: 5}, []float64{2}, 1, 5},
	} {
		lo, hi, _, err := c.axis.limits(c.values)
		require.NoError(t, err, c.why)
		assert.InDelta(t, c.lo, lo, 1e-9, c.why)
		assert.InDelta(t, c.hi, hi, 1e-9, c.why)
	}
	for _, a := range []Axis{{Min: 2, Max: 1}, {Min: 1}, {Max: nan}, {Max: inf}, {Min: -1e308, Max: 1e308}} {
		_, _, _, err := a.limits(nil)
		assert.ErrorIs(t, err, ErrNumber, "%v", a)
	}
	_, _, _, err := Axis{}.limits([]float64{-1.7e308, 1.7e308})
	assert.ErrorIs(t, err, ErrNumber)
}

// On an axis that fits its data, both ends are ticks.
func TestEndsAreTicks(t *testing.T) {
	for _, v := range [][]float64{{-0.5, 0.8}, {0.13, 1.9}, {12, 987}, {-3, -2.99}, {0, 1e-5}} {
		lo, hi, most, err := Axis{}.limits(v)
		require.NoError(t, err)
		ticks := Axis{}.ticks(lo, hi, most)
		require.NotEmpty(t, ticks)
		assert.InDelta(t, lo, ticks[0].value, (hi-lo)*1e-9)
		assert.InDelta(t, hi, ticks[len(ticks)-1].value, (hi-lo)*1e-9)
	}
}
