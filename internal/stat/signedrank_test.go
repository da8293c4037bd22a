package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

// pairsInput is the input of the paired reference cases.
type pairsInput struct {
	Pre, Post numbers
	Generator *generator
}

// pairsOptions are the options of the paired reference cases.
type pairsOptions struct {
	Zeros string  `json:"zero_method"`
	Level float64 `json:"conf_level"`
}

func (in pairsInput) differences() []float64 {
	if in.Generator != nil {
		return in.Generator.differences()
	}
	d := make([]float64, len(in.Pre))
	for i := range d {
		d[i] = in.Post[i] - in.Pre[i]
	}
	return d
}

func (o pairsOptions) zeros() Zeros {
	if o.Zeros == "pratt" {
		return Pratt
	}
	return DropZeros
}

func checkSignedRank(t *testing.T, c testkit.Case, r SignedRankTest) {
	t.Helper()
	c.Check(t, "n", float64(r.N))
	c.Check(t, "n_zero", float64(r.NZero))
	c.Check(t, "n_used", float64(r.NUsed))
	c.Check(t, "v_plus", r.VPlus)
	c.Check(t, "v_minus", r.VMinus)
	c.Check(t, "z", r.Z)
	c.Check(t, "p_asym", r.PAsym)
	c.Check(t, "p_asym_less", r.PAsymLess)
	c.Check(t, "p_asym_greater", r.PAsymGreater)
	c.Check(t, "z_cc", r.ZCorrected)
	c.Check(t, "p_asym_cc", r.PAsymCorrected)
	c.Check(t, "p_exact", r.PExact)
	c.Check(t, "p_exact_less", r.PExactLess)
	c.Check(t, "p_exact_greater", r.PExactGreater)
}

func TestSignedRankOracle(t *testing.T) {
	testkit.Cases(t, "survey_wilcoxon_signed_rank", func(t *testing.T, c testkit.Case) {
		var in pairsInput
		var opt pairsOptions
		c.Decode(t, &in, &opt)
		o := SignedRankOptions{Zeros: opt.zeros(), Computed: slices.Contains(c.Tags, "floating")}
		if _, wanted := c.Expect["p_exact"]; wanted {
			o.Limit = 5000
		}
		checkSignedRank(t, c, SignedRank(in.differences(), o))
	})
}

func TestSignedRankGeneratedOracle(t *testing.T) {
	testkit.Cases(t, "survey_wilcoxon_generated", func(t *testing.T, c testkit.Case) {
		var in pairsInput
		var opt pairsOptions
		c.Decode(t, &in, &opt)
		if in.Generator.N == 5000 && (testing.Short() || raceDetector) {
			t.Skip("seconds of arithmetic, a minute under the race detector")
		}
		o := SignedRankOptions{Zeros: opt.zeros()}
		if _, wanted := c.Expect["p_exact"]; wanted {
			o.Limit = 5000
		}
		checkSignedRank(t, c, SignedRank(in.differences(), o))
	})
}

// slowSignedRank gives every difference both signs in turn.
func slowSignedRank(d []float64, zeros Zeros) (two, less, greater float64) {
	var kept, size []float64
	for _, v := range d {
		if v != 0 || zeros == Pratt {
			kept = append(kept, v)
			size = append(size, math.Abs(v))
		}
	}
	var ranks []float64
	var seen, total float64
	for i, r := range MidRanks(size) {
		if kept[i] != 0 {
			ranks = append(ranks, r)
			total += r
		}
		if kept[i] > 0 {
			seen += r
		}
	}
	patterns := 1 << len(ranks)
	for pattern := range patterns {
		var v float64
		for i, r := range ranks {
			if pattern>>i&1 == 1 {
				v += r
			}
		}
		if math.Abs(v-total/2) >= math.Abs(seen-total/2) {
			two++
		}
		if v <= seen {
			less++
		}
		if v >= seen {
			greater++
		}
	}
	return two / float64(patterns), less / float64(patterns), greater / float64(patterns)
}

func TestSignedRankAllPatterns(t *testing.T) {
	rng := testRand(6)
	for i := range 400 {
		d := make([]float64, 1+i%12)
		span := 1 + rng.IntN(6) // few values: ties and zeros
		for j := range d {
			d[j] = float64(rng.IntN(2*span+1)-span) + float64(rng.IntN(2))*0.5
		}
		for _, zeros := range []Zeros{DropZeros, Pratt} {
			r := SignedRank(d, SignedRankOptions{Zeros: zeros})
			two, less, greater := slowSignedRank(d, zeros)
			assert.True(t, r.HasExact)
			testkit.Near(t, two, r.PExact, 1e-14, "two-sided")
			testkit.Near(t, less, r.PExactLess, 1e-14, "less")
			testkit.Near(t, greater, r.PExactGreater, 1e-14, "greater")
		}
	}
}

func TestSignedRankProperties(t *testing.T) {
	rng := testRand(7)
	for range 100 {
		d := make([]float64, 5+rng.IntN(60))
		for i := range d {
			d[i] = float64(rng.IntN(13) - 5)
		}
		o := SignedRankOptions{Zeros: Zeros(rng.IntN(2))}
		a := SignedRank(d, o)
		flipped := make([]float64, len(d))
		scaled := make([]float64, len(d))
		for i, v := range d {
			flipped[i], scaled[i] = -v, v*4
		}
		b := SignedRank(flipped, o)
		assert.Equal(t, a.VPlus, b.VMinus, "signs flipped")
		assert.Equal(t, a.PExact, b.PExact, "signs flipped")
		assert.Equal(t, a.PExactLess, b.PExactGreater, "signs flipped")
		testkit.Near(t, -a.Z, b.Z, 0, "signs flipped")
		testkit.Near(t, a.PAsymCorrectedLess, b.PAsymCorrectedGreater, 0, "signs flipped")
		rng.Shuffle(len(scaled), func(i, j int) { scaled[i], scaled[j] = scaled[j], scaled[i] })
		assert.Equal(t, a, SignedRank(scaled, o), "another unit and order")
		assert.Equal(t, a, func() SignedRankTest {
			c := SignedRank(append([]float64{math.NaN()}, d...), o)
			c.Missing--
			return c
		}(), "a person without a second answer")
	}
}

func TestSignedRankTinyTail(t *testing.T) {
	d := make([]float64, 900) // all rise: one pattern in 2⁹⁰⁰
	for i := range d {
		d[i] = float64(i + 1)
	}
	r := SignedRank(d, SignedRankOptions{})
	assert.InEpsilon(t, math.Ldexp(1, -900), r.PExactGreater, 1e-12)
	assert.Equal(t, 1.0, r.PExactLess)
	d[0], d[1] = -1, -2 // sums 0, 1, 2 and twice 3
	r = SignedRank(d, SignedRankOptions{})
	assert.InEpsilon(t, math.Ldexp(5, -900), r.PExactGreater, 1e-12)
}

func TestSignedRankComputed(t *testing.T) {
	pre, post := []float64{3.4, 3.1, 0.3, 1}, []float64{3.6, 2.9, 0.1, 2}
	d := make([]float64, 4)
	for i := range d { // at run time: constants would be exact
		d[i] = post[i] - pre[i]
	}
	d[2] += 0.2 // 0.1 + 0.2 - 0.3
	raw := SignedRank(d, SignedRankOptions{})
	assert.Equal(t, 4, raw.NUsed)
	r := SignedRank(d, SignedRankOptions{Computed: true})
	assert.Equal(t, 1, r.NZero, "5.6e-17 is noise")
	assert.Equal(t, []float64{4.5, 1.5}, []float64{r.VPlus, r.VMinus})
}

func TestSignedRankDegenerate(t *testing.T) {
	for _, c := range []struct {
		why                string
		d                  []float64
		o                  SignedRankOptions
		undefined, noExact Reason
	}{
		{"no data", nil, SignedRankOptions{}, NoData, NoData},
		{"all missing", []float64{math.NaN()}, SignedRankOptions{}, NoData, NoData},
		{"nobody changed", []float64{0, math.Copysign(0, -1)}, SignedRankOptions{}, AllZero, Defined},
		{"one person", []float64{2}, SignedRankOptions{}, Defined, Defined},
		{"infinite", []float64{2, math.Inf(-1)}, SignedRankOptions{}, BadInput, BadInput},
		{"unknown method", []float64{2}, SignedRankOptions{Zeros: 7}, BadInput, BadInput},
		{"over the limit", []float64{1, 2, 3}, SignedRankOptions{Limit: 2}, Defined, OverLimit},
		{"no exact test", []float64{1, 2, 3}, SignedRankOptions{Limit: -1}, Defined, OverLimit},
	} {
		r := SignedRank(c.d, c.o)
		assert.Equal(t, c.undefined, r.Undefined, c.why)
		assert.Equal(t, c.noExact, r.NoExact, c.why)
		assert.Equal(t, c.noExact == Defined, r.HasExact, c.why)
		if c.undefined != Defined {
			allNaN(t, c.why, r.Z, r.PAsym, r.PAsymLess, r.PAsymGreater,
				r.ZCorrected, r.PAsymCorrected, r.PAsymCorrectedLess, r.PAsymCorrectedGreater)
		}
		if c.noExact != Defined {
			allNaN(t, c.why, r.PExact, r.PExactLess, r.PExactGreater)
		}
	}
	assert.Equal(t, SignedRankLimit, SignedRank(nil, SignedRankOptions{}).Options.Limit)
}

func TestSignedRankLeavesArgument(t *testing.T) {
	d := []float64{3, -1, 0, math.NaN(), 0.30000000000000004}
	before := slices.Clone(d)
	SignedRank(d, SignedRankOptions{Computed: true})
	HodgesLehmann(d, 0.95)
	sameFloats(t, before, d, "d")
}
