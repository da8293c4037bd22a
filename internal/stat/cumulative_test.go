package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// randomEvents makes units followed for unequal times, some of them with many
// events, and now and then several at one time.
func randomEvents(seed uint64, n int) (followUp []float64, unit []int, time []float64) {
	rng := testRand(seed)
	followUp = make([]float64, n)
	for i := range followUp {
		followUp[i] = float64(rng.IntN(40)) / 4
		for range rng.IntN(4) * rng.IntN(3) {
			unit = append(unit, i)
			time = append(time, math.Floor(rng.Float64()*(followUp[i]*4+1))/4)
		}
	}
	rng.Shuffle(len(unit), func(i, j int) {
		unit[i], unit[j] = unit[j], unit[i]
		time[i], time[j] = time[j], time[i]
	})
	return followUp, unit, time
}

// slowCumulative is the mean and its variance at t by their definition.
func slowCumulative(followUp []float64, unit []int, time []float64, t float64) (mean, variance float64) {
	u := make([]float64, len(followUp))
	times := slices.Clone(time)
	slices.Sort(times)
	for _, tk := range slices.Compact(times) {
		if tk > t {
			break
		}
		var n, d float64
		own := make([]float64, len(followUp))
		for i, f := range followUp {
			if f >= tk {
				n++
			}
			for e := range unit {
				if unit[e] == i && time[e] == tk {
					own[i]++
					d++
				}
			}
		}
		mean += d / n
		for i, f := range followUp {
			if f >= tk {
				u[i] += (own[i] - d/n) / n
			}
		}
	}
	for _, v := range u {
		variance += v * v
	}
	return mean, variance
}

func TestCumulativeCountByDefinition(t *testing.T) {
	for seed := range uint64(120) {
		followUp, unit, time := randomEvents(seed, 2+int(seed%40))
		c := CumulativeCount(followUp, unit, time, 0.9)
		require.Equal(t, Defined, c.Undefined)
		assert.Equal(t, slices.Max(followUp), c.FollowUp)
		total := 0
		for i, u := range c.Time {
			mean, variance := slowCumulative(followUp, unit, time, u)
			testkit.Near(t, mean, c.Mean[i], 1e-12, "mean")
			testkit.Near(t, variance, c.Variance[i], 1e-12, "variance")
			half := NormalQuantile(0.95) * c.SE[i] / mean
			testkit.Near(t, mean*math.Exp(half), c.Hi[i], 1e-9*c.Hi[i], "upper bound")
			testkit.Near(t, mean*math.Exp(-half), c.Lo[i], 1e-9, "lower bound")
			total += c.Count[i]
		}
		assert.Equal(t, len(time), total)
		assert.Equal(t, len(time), c.Events)
	}
}

// When all are followed equally long the mean is that of the counts, and the
// variance the square of its standard error with the divisor n.
func TestCumulativeCountSameFollowUp(t *testing.T) {
	const n = 20000
	_, unit, time := randomEvents(3, n)
	for i := range time {
		time[i] += float64(i) * 1e-6 // no two at once
	}
	followUp, count := make([]float64, n), make([]float64, n)
	for i := range followUp {
		followUp[i] = 12
	}
	for _, u := range unit {
		count[u]++
	}
	c := CumulativeCount(followUp, unit, time, 0.95)
	last := len(c.Time) - 1
	assert.Len(t, c.Time, len(time))
	assert.InEpsilon(t, Mean(count), c.Mean[last], 1e-11, "mean")
	assert.InEpsilon(t, Variance(count)*(n-1)/n/n, c.Variance[last], 1e-9, "variance")
	p := c.At(12)[0]
	assert.Equal(t, c.Mean[last], p.Mean)
	assert.Equal(t, n, p.AtRisk)
}

// When an event ends follow-up the mean is the Nelson-Aalen estimator.
func TestCumulativeCountOnce(t *testing.T) {
	time, event := randomSpells(7, 300, 80)
	var unit []int
	var at []float64
	for i := range time {
		if event[i] {
			unit, at = append(unit, i), append(at, time[i])
		}
	}
	c := CumulativeCount(time, unit, at, 0.95)
	s := KaplanMeier(time, event, SurvivalOptions{})
	var mean, variance float64
	row := 0
	for i := range s.Time {
		n, d := float64(s.AtRisk[i]), float64(s.Event[i])
		if d == 0 {
			continue
		}
		mean += d / n
		variance += d * (n - d) / (n * n * n)
		assert.Equal(t, s.AtRisk[i], c.AtRisk[row])
		testkit.Near(t, mean, c.Mean[row], 1e-12, "mean")
		testkit.Near(t, variance, c.Variance[row], 1e-12, "variance")
		row++
	}
	assert.Len(t, c.Time, row)
}

func TestCumulativeCountProperties(t *testing.T) {
	followUp, unit, time := randomEvents(11, 200)
	c := CumulativeCount(followUp, unit, time, 0.95)

	mixed, times := slices.Clone(unit), slices.Clone(time)
	slices.Reverse(mixed)
	slices.Reverse(times)
	assert.Equal(t, c, CumulativeCount(followUp, mixed, times, 0.95), "the order of events changes nothing")

	longer := slices.Clone(followUp)
	slices.Reverse(longer)
	for i := range times {
		times[i], mixed[i] = times[i]*1024, 199-mixed[i]
	}
	for i := range longer {
		longer[i] *= 1024
	}
	r := CumulativeCount(longer, mixed, times, 0.95)
	assert.InDeltaSlice(t, c.Mean, r.Mean, 1e-14, "neither order of units nor unit of time")
	assert.InDeltaSlice(t, c.Variance, r.Variance, 1e-14)
	assert.Equal(t, 1024*c.FollowUp, r.FollowUp)

	other := make([]int, len(unit))
	for i, u := range unit {
		other[i] = u + 200
	}
	twice := CumulativeCount(slices.Concat(followUp, followUp), slices.Concat(unit, other), slices.Concat(time, time), 0.95)
	assert.InDeltaSlice(t, c.Mean, twice.Mean, 1e-13, "every unit twice")
	for i, v := range c.Variance {
		testkit.Near(t, v/2, twice.Variance[i], 1e-13, "with half the variance")
	}
}

func TestCumulativeCountMissing(t *testing.T) {
	followUp, unit, time := randomEvents(5, 30)
	c := CumulativeCount(followUp, unit, time, 0.95)
	more := append(slices.Clone(followUp), math.NaN())
	units := append(slices.Clone(unit), 30, 2)
	times := append(slices.Clone(time), 1, math.NaN())
	before := slices.Clone(times)
	d := CumulativeCount(more, units, times, 0.95)
	assert.Equal(t, []int{1, 2}, []int{d.Dropped, d.DroppedEvents})
	d.Dropped, d.DroppedEvents = 0, 0
	assert.Equal(t, c, d)
	sameFloats(t, before, times, "time")
	d.Time[0], d.Mean[0] = 99, 99
	sameFloats(t, append(slices.Clone(followUp), math.NaN()), more, "follow-up")
}

func TestCumulativeCountDegenerate(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why       string
		followUp  []float64
		unit      []int
		time      []float64
		level     float64
		undefined Reason
	}{
		{"nothing", nil, nil, nil, 0.95, NoData},
		{"no follow-up known", []float64{nan}, []int{0}, []float64{1}, 0.95, NoData},
		{"unequal lists", []float64{1}, []int{0}, nil, 0.95, BadInput},
		{"no such unit", []float64{1}, []int{1}, []float64{0}, 0.95, BadInput},
		{"negative unit", []float64{1}, []int{-1}, []float64{0}, 0.95, BadInput},
		{"event after follow-up", []float64{1}, []int{0}, []float64{1.5}, 0.95, BadInput},
		{"event before the start", []float64{1}, []int{0}, []float64{-1}, 0.95, BadInput},
		{"negative follow-up", []float64{-1}, nil, nil, 0.95, BadInput},
		{"endless follow-up", []float64{math.Inf(1)}, nil, nil, 0.95, BadInput},
		{"level", []float64{1, 2}, nil, nil, 1, BadInput},
		{"level is missing", []float64{1, 2}, nil, nil, nan, BadInput},
	} {
		r := CumulativeCount(c.followUp, c.unit, c.time, c.level)
		assert.Equal(t, c.undefined, r.Undefined, c.why)
		assert.Equal(t, c.undefined, r.NoVariance, c.why)
		assert.Empty(t, r.Mean, c.why)
		p := r.At(0)[0]
		allNaN(t, c.why, p.Mean, p.SE, p.Lo, p.Hi)
		assert.Equal(t, c.undefined, p.Undefined, c.why)
	}
}

func TestCumulativeCountSmall(t *testing.T) {
	one := CumulativeCount([]float64{5}, []int{0, 0}, []float64{2, 5}, 0.95)
	assert.Equal(t, []float64{1, 2}, one.Mean)
	assert.Equal(t, TooFew, one.NoVariance)
	allNaN(t, "one unit", one.Variance[0], one.SE[1], one.Lo[0], one.Hi[1])
	assert.Equal(t, TooFew, one.At(3)[0].NoInterval)

	none := CumulativeCount([]float64{5, 6}, nil, nil, 0.95)
	assert.Empty(t, none.Time)
	p := none.At(6, 7, -1, math.NaN())
	assert.Equal(t, []float64{0, 0}, []float64{p[0].Mean, p[0].SE})
	assert.Equal(t, []Reason{NoEvents, BeyondFollowUp, BadInput, BadInput},
		[]Reason{p[0].NoInterval, p[1].Undefined, p[2].Undefined, p[3].Undefined})

	alike := CumulativeCount([]float64{5, 5, 5}, []int{0, 1, 2, 2, 0, 1}, []float64{1, 1, 1, 3, 3, 3}, 0.95)
	assert.Equal(t, []float64{1, 2}, alike.Mean)
	assert.Equal(t, []float64{0, 0}, alike.Variance, "units with the same events do not vary")

	start := CumulativeCount([]float64{0, 0, 4}, []int{0, 0, 2}, []float64{0, 0, 4}, 0.95)
	assert.Equal(t, []float64{0, 4}, start.Time)
	assert.InDeltaSlice(t, []float64{2.0 / 3, 5.0 / 3}, start.Mean, 1e-15)
	assert.Equal(t, []int{3, 1}, start.AtRisk, "follow-up ends after an event at the same time")
	q := start.At(0, 2, 4)
	assert.Equal(t, []int{3, 1, 1}, []int{q[0].AtRisk, q[1].AtRisk, q[2].AtRisk})
	assert.Equal(t, []int{2, 2, 3}, []int{q[0].Events, q[1].Events, q[2].Events})
}
