package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// survivalInput is the input of a reference case. An event that is not known
// makes the time missing, as the package asks.
type survivalInput struct {
	Time, Event numbers
	Group       []string
	Stratum     []int
	Generator   *generator
}

func (in survivalInput) rows() (time []float64, event []bool) {
	if in.Generator != nil {
		time, event, _ = in.Generator.survival()
		return time, event
	}
	time, event = slices.Clone(in.Time), make([]bool, len(in.Time))
	for i, e := range in.Event {
		event[i] = e == 1
		if math.IsNaN(e) {
			time[i] = e
		}
	}
	return time, event
}

type survivalSettings struct {
	Conf  string  `json:"conf_type"`
	Level float64 `json:"conf_level"`
	Tau   float64
	At    []float64
	Rho   float64
}

func (o survivalSettings) options() SurvivalOptions {
	scale := map[string]SurvivalScale{"": LogLog, "log-log": LogLog, "log": Log, "plain": Plain}
	return SurvivalOptions{Scale: scale[o.Conf], Level: o.Level, Horizon: o.Tau}
}

func TestKaplanMeierOracle(t *testing.T) {
	for _, file := range []string{"casereview_kaplan_meier", "casereview_survival_generated"} {
		testkit.Cases(t, file, func(t *testing.T, c testkit.Case) {
			var in survivalInput
			var opt survivalSettings
			c.Decode(t, &in, &opt)
			time, event := in.rows()
			s := KaplanMeier(time, event, opt.options())
			c.CheckAll(t, "time", s.Time)
			c.CheckAll(t, "n_risk", floats(s.AtRisk))
			c.CheckAll(t, "n_event", floats(s.Event))
			c.CheckAll(t, "n_censor", floats(s.Censor))
			c.CheckAll(t, "surv", s.S)
			c.CheckAll(t, "std_err", s.SE)
			c.CheckAll(t, "ci_low", s.Lo)
			c.CheckAll(t, "ci_high", s.Hi)
			c.Check(t, "n_times", float64(len(s.Time)))
			c.Check(t, "median", s.Median.Time)
			c.Check(t, "median_low", s.Median.Lo)
			c.Check(t, "median_high", s.Median.Hi)
			c.Check(t, "q25", s.Quantile(0.25).Time)
			c.Check(t, "q75", s.Quantile(0.75).Time)
			c.Check(t, "rmean", s.Mean.Mean)
			c.Check(t, "rmean_se", s.Mean.SE)
			var at []float64
			for _, p := range s.At(opt.At...) {
				at = append(at, p.S)
			}
			c.CheckAll(t, "surv_at", at)
			assert.Equal(t, s.N, s.Events+s.Censored)
			assert.Equal(t, math.IsNaN(s.Median.Time), s.Median.Undefined != Defined)
			assert.Equal(t, math.IsNaN(s.Median.Lo), s.Median.NoLo != Defined)
			assert.Equal(t, math.IsNaN(s.Median.Hi), s.Median.NoHi != Defined)
			assert.Equal(t, math.IsNaN(s.Mean.SE), s.Mean.Undefined != Defined)
		})
	}
}

// The toy of the method document, chapter 9.1, with its z of 1.96.
func TestKaplanMeierToy(t *testing.T) {
	time := []float64{30, 60, 90, 120, 150, 200, 365, 365, 365, 365}
	event := []bool{true, false, true, true, true, false, false, false, false, false}
	s := KaplanMeier(time, event, SurvivalOptions{Level: 1 - NormalTwoSided(1.96)})
	var shares []float64
	for _, p := range s.At(30, 90, 120, 150) {
		shares = append(shares, p.S)
	}
	assert.InDeltaSlice(t, []float64{0.9, 0.7875, 0.675, 0.5625}, shares, 1e-15)
	p := s.At(150)[0]
	testkit.Near(t, 0.165064, p.SE, 5e-7, "SE")
	testkit.Near(t, 0.209415, p.Lo, 5e-7, "lower")
	testkit.Near(t, 0.809174, p.Hi, 5e-7, "upper")
	assert.Equal(t, []int{6, 4, 1}, []int{p.AtRisk, p.Events, p.Censored})
}

// randomSpells makes rows with ties, zeros and censoring.
func randomSpells(seed uint64, n, times int) (time []float64, event []bool) {
	rng := testRand(seed)
	time, event = make([]float64, n), make([]bool, n)
	for i := range time {
		time[i], event[i] = float64(rng.IntN(times))/4, rng.IntN(10) < 6
	}
	return time, event
}

// slowSurvival is S(t) and the variance of log S by their definition.
func slowSurvival(time []float64, event []bool, t float64) (share, variance float64) {
	share = 1
	times := slices.Clone(time)
	slices.Sort(times)
	for _, u := range slices.Compact(times) {
		if u > t {
			break
		}
		var n, d float64
		for i := range time {
			if time[i] >= u {
				n++
			}
			if time[i] == u && event[i] {
				d++
			}
		}
		share *= (n - d) / n
		variance += d / (n * (n - d))
	}
	return share, variance
}

func TestKaplanMeierByDefinition(t *testing.T) {
	for seed := range uint64(200) {
		time, event := randomSpells(seed, 1+int(seed), 2+int(seed%37))
		s := KaplanMeier(time, event, SurvivalOptions{Level: 0.9})
		plain := KaplanMeier(time, event, SurvivalOptions{Level: 0.9, Scale: Plain})
		logs := KaplanMeier(time, event, SurvivalOptions{Level: 0.9, Scale: Log})
		z := -NormalQuantile(0.05)
		for i, u := range s.Time {
			share, v := slowSurvival(time, event, u)
			testkit.Near(t, share, s.S[i], 1e-13, "S")
			if share < 1e-12 {
				allNaN(t, "S is 0", s.SE[i], s.Variance[i], s.Lo[i], plain.Hi[i], logs.Lo[i])
				continue
			}
			testkit.Near(t, share*share*v, s.Variance[i], 1e-13, "variance")
			testkit.Near(t, max(0, share-z*share*math.Sqrt(v)), plain.Lo[i], 1e-12, "plain")
			testkit.Near(t, min(1, share*math.Exp(z*math.Sqrt(v))), logs.Hi[i], 1e-12, "log")
			if share == 1 {
				allNaN(t, "S is 1", s.Lo[i], s.Hi[i])
				continue
			}
			y, half := math.Log(-math.Log(share)), z*math.Sqrt(v)/math.Log(share)
			testkit.Near(t, math.Exp(-math.Exp(y-half)), s.Lo[i], 1e-12, "log-log")
			testkit.Near(t, math.Exp(-math.Exp(y+half)), s.Hi[i], 1e-12, "log-log")
		}
		slowMean(t, time, event, s.RestrictedMean(s.last()*0.8))
	}
}

// slowMean checks a restricted mean against the area under the curve, added up
// in steps of an eighth, in which no time of randomSpells lies inside.
func slowMean(t *testing.T, time []float64, event []bool, got RestrictedMean) {
	t.Helper()
	h := got.Horizon
	area := func(from float64) (sum float64) {
		for u := from; u < h; u = math.Floor(u*8+1) / 8 {
			s, _ := slowSurvival(time, event, u)
			sum += s * (min(h, math.Floor(u*8+1)/8) - u)
		}
		return sum
	}
	testkit.Near(t, area(0), got.Mean, 1e-10, "restricted mean")
	var variance, before float64
	for u := 0.0; u < h; u += 0.25 {
		if s, v := slowSurvival(time, event, u); s > 1e-12 {
			a := area(u)
			variance += a * a * (v - before)
			before = v
		}
	}
	testkit.Near(t, variance, got.SE*got.SE, 1e-9, "variance of the restricted mean")
}

// The sort changes hands at 400 rows, and takes other rounds for whole days
// than for times with all digits.
func TestSpellsSorted(t *testing.T) {
	rng := testRand(8)
	for _, n := range []int{1, 399, 400, 401, 5000} {
		for _, unit := range []float64{0, 1, 1e-3, 86400, 1e300, 5e-324} {
			time, event := make([]float64, n), make([]bool, n)
			for i := range time {
				time[i], event[i] = math.Floor(rng.ExpFloat64()*500)*unit, rng.IntN(2) == 0
				if unit == 1e-3 {
					time[i] = rng.ExpFloat64()
				}
				if math.IsInf(time[i], 1) {
					time[i] = math.MaxFloat64
				}
			}
			sorted, dropped, ok := spells(time, event)
			require.True(t, ok)
			assert.Zero(t, dropped)
			got := make([]float64, n)
			for i, s := range sorted {
				got[i] = spellTime(s)
			}
			want := slices.Clone(time)
			slices.Sort(want)
			sameFloats(t, want, got, "times")
		}
	}
}

func TestKaplanMeierProperties(t *testing.T) {
	rng := testRand(5)
	time, event := randomSpells(4, 1500, 300)
	s := KaplanMeier(time, event, SurvivalOptions{})

	mixed, others := slices.Clone(time), slices.Clone(event)
	rng.Shuffle(len(mixed), func(i, j int) {
		mixed[i], mixed[j] = mixed[j], mixed[i]
		others[i], others[j] = others[j], others[i]
	})
	assert.Equal(t, s, KaplanMeier(mixed, others, SurvivalOptions{}), "the order of rows changes nothing")

	for i := range mixed {
		mixed[i] *= 1024
	}
	scaled := KaplanMeier(mixed, others, SurvivalOptions{})
	sameFloats(t, s.S, scaled.S, "S in another unit of time")
	sameFloats(t, s.Lo, scaled.Lo, "the interval in another unit of time")
	assert.Equal(t, 1024*s.Median.Time, scaled.Median.Time)
	assert.Equal(t, 1024*s.Median.Hi, scaled.Median.Hi)
	assert.Equal(t, 1024*s.Mean.Mean, scaled.Mean.Mean)
	assert.Equal(t, 1024*s.Mean.SE, scaled.Mean.SE)

	twice := KaplanMeier(slices.Concat(time, time), slices.Concat(event, event), SurvivalOptions{})
	assert.InDeltaSlice(t, s.S, twice.S, 1e-13, "every row twice")

	known := slices.Repeat([]bool{true}, len(time))
	all := KaplanMeier(time, known, SurvivalOptions{})
	for i, share := range all.S {
		left := float64(all.AtRisk[i]-all.Event[i]) / 1500
		assert.Equal(t, left, share, "without censoring S is a share of the rows")
	}
	testkit.Near(t, Mean(time), all.Mean.Mean, 1e-11, "and the mean is the mean")
	n := float64(len(time))
	testkit.Near(t, SD(time)*math.Sqrt((n-1)/n/n), all.Mean.SE, 1e-11, "with its standard error")
}

func TestKaplanMeierLeavesArguments(t *testing.T) {
	time, event := randomSpells(3, 700, 90)
	time[5] = math.NaN()
	before, others := slices.Clone(time), slices.Clone(event)
	s := KaplanMeier(time, event, SurvivalOptions{})
	s.Time[0], s.S[0] = 99, 99
	sameFloats(t, before, time, "time")
	assert.Equal(t, others, event)
	assert.Equal(t, 1, s.Dropped)
	assert.Equal(t, 699, s.N)
}

func TestKaplanMeierDegenerate(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	yes, no := []bool{true}, []bool{false}
	for _, c := range []struct {
		why       string
		time      []float64
		event     []bool
		o         SurvivalOptions
		undefined Reason
	}{
		{"nothing", nil, nil, SurvivalOptions{}, NoData},
		{"all missing", []float64{nan}, yes, SurvivalOptions{}, NoData},
		{"lists of unequal length", []float64{1, 2}, yes, SurvivalOptions{}, BadInput},
		{"before the start", []float64{-1}, yes, SurvivalOptions{}, BadInput},
		{"never", []float64{inf}, no, SurvivalOptions{}, BadInput},
		{"before all time", []float64{-inf}, no, SurvivalOptions{}, BadInput},
		{"level", []float64{1}, yes, SurvivalOptions{Level: 95}, BadInput},
		{"level is missing", []float64{1}, yes, SurvivalOptions{Level: nan}, BadInput},
		{"scale", []float64{1}, yes, SurvivalOptions{Scale: 9}, BadInput},
		{"horizon", []float64{1}, yes, SurvivalOptions{Horizon: -1}, BadInput},
		{"horizon is missing", []float64{1}, yes, SurvivalOptions{Horizon: nan}, BadInput},
	} {
		s := KaplanMeier(c.time, c.event, c.o)
		assert.Equal(t, c.undefined, s.Undefined, c.why)
		assert.Empty(t, s.Time, c.why)
		p, q := s.At(1)[0], s.Quantile(0.5)
		allNaN(t, c.why, p.S, p.SE, p.Lo, p.Hi, q.Time, q.Lo, q.Hi, s.Mean.Mean, s.Mean.SE, s.Mean.Lo, s.Mean.Hi)
		for _, r := range []Reason{p.Undefined, p.NoSE, p.NoInterval, q.Undefined, q.NoLo, q.NoHi, s.Mean.Undefined} {
			assert.Equal(t, c.undefined, r, c.why)
		}
	}
}

func TestKaplanMeierSmall(t *testing.T) {
	one := KaplanMeier([]float64{4}, []bool{true}, SurvivalOptions{})
	assert.Equal(t, []float64{0}, one.S)
	assert.Equal(t, 4.0, one.Median.Time)
	assert.Equal(t, NotReached, one.Median.NoHi)
	p := one.At(3, 4, 5)
	assert.Equal(t, []float64{1, 0, 0}, []float64{p[0].S, p[1].S, p[2].S}, "after the last row S stays 0")
	assert.Equal(t, []Reason{AtBound, AtBound}, []Reason{p[0].NoInterval, p[2].NoSE})
	assert.Equal(t, 4.0, one.RestrictedMean(10).Mean, "a horizon after everybody had the event")

	none := KaplanMeier([]float64{4, 9}, []bool{false, false}, SurvivalOptions{})
	assert.Equal(t, NotReached, none.Median.Undefined)
	assert.Equal(t, 9.0, none.Mean.Mean)
	assert.Equal(t, BeyondFollowUp, none.At(10)[0].Undefined)
	assert.Equal(t, BeyondFollowUp, none.RestrictedMean(10).Undefined)
	assert.Equal(t, BadInput, none.At(-1)[0].Undefined)
	assert.Equal(t, BadInput, none.Quantile(1).Undefined)
	plain := KaplanMeier([]float64{4, 9}, []bool{false, false}, SurvivalOptions{Scale: Plain})
	assert.Equal(t, []float64{1, 1}, plain.Lo)
	assert.Equal(t, 1.0, plain.At(0)[0].Hi)

	first := KaplanMeier([]float64{1, 2, 3, 4}, []bool{false, false, true, true}, SurvivalOptions{})
	assert.Equal(t, []float64{1, 1, 0.5, 0}, first.S, "all censored first")
	assert.Equal(t, 3.5, first.Median.Time)
	flat := KaplanMeier([]float64{1, 2}, []bool{true, false}, SurvivalOptions{})
	assert.Equal(t, 1.0, flat.Median.Time, "half from the last event on")

	zero := KaplanMeier([]float64{0, math.Copysign(0, -1), 0}, []bool{true, false, true}, SurvivalOptions{})
	assert.Equal(t, []float64{0}, zero.Time)
	assert.Equal(t, []int{3, 2, 1}, []int{zero.AtRisk[0], zero.Event[0], zero.Censor[0]})
	assert.InDelta(t, 1.0/3, zero.S[0], 1e-16)
	assert.Equal(t, 0.0, zero.Mean.Mean)
	assert.Equal(t, 0.0, zero.Median.Time)
}

// 22/24 · 6/11 and 27/33 · 11/18 are a half, which floats miss on either side.
func TestMedianAtOneHalf(t *testing.T) {
	for _, c := range [][4]int{{24, 2, 11, 5}, {33, 6, 18, 7}} {
		var time []float64
		var event []bool
		add := func(n int, at float64, e bool) {
			for range n {
				time, event = append(time, at), append(event, e)
			}
		}
		add(c[1], 1, true)
		add(c[0]-c[1]-c[2], 2, false)
		add(c[3], 3, true)
		add(c[2]-c[3], 5, true)
		s := KaplanMeier(time, event, SurvivalOptions{})
		require.NotEqual(t, 0.5, s.S[2], "the case shows nothing if it is exact")
		assert.Equal(t, 4.0, s.Median.Time)
	}
}
