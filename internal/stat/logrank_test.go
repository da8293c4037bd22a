package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
)

// groups numbers the labels of a reference case in the order of the alphabet.
func (in survivalInput) groups() []int {
	if in.Generator != nil {
		_, _, group := in.Generator.survival()
		return group
	}
	labels := slices.Clone(in.Group)
	slices.Sort(labels)
	labels = slices.Compact(labels)
	out := make([]int, len(in.Group))
	for i, g := range in.Group {
		out[i] = slices.Index(labels, g)
	}
	return out
}

func TestLogRankOracle(t *testing.T) {
	for _, file := range []string{"casereview_log_rank", "casereview_survival_generated"} {
		testkit.Cases(t, file, func(t *testing.T, c testkit.Case) {
			var in survivalInput
			var opt survivalSettings
			c.Decode(t, &in, &opt)
			time, event := in.rows()
			r := LogRank(time, event, in.groups(), LogRankOptions{Rho: opt.Rho, Strata: in.Stratum})
			var observed, expected []float64
			for _, g := range r.Groups {
				observed, expected = append(observed, g.Observed), append(expected, g.Expected)
			}
			c.CheckAll(t, "observed", observed)
			c.CheckAll(t, "expected", expected)
			c.Check(t, "chi2", r.ChiSquare)
			c.Check(t, "df", float64(r.DF))
			c.Check(t, "p_value", r.P)
			assert.Equal(t, math.IsNaN(r.ChiSquare), r.Undefined != Defined)
			assert.Equal(t, len(time), r.N+r.Dropped)
		})
	}
}

// slowLogRank adds up the sums by their definition, one stratum after another.
func slowLogRank(time []float64, event []bool, group, strata []int, k int, rho float64) (o, e []float64, v *mat.SymDense) {
	o, e, v = make([]float64, k), make([]float64, k), mat.NewSymDense(k, nil)
	for s := range slices.Max(strata) + 1 {
		share := 1.0
		for u := 0.0; u <= slices.Max(time); u += 0.25 {
			n, d := make([]float64, k+1), make([]float64, k+1) // the last place is the sum
			for i := range time {
				if strata[i] != s || time[i] < u {
					continue
				}
				n[group[i]]++
				n[k]++
				if time[i] == u && event[i] {
					d[group[i]]++
					d[k]++
				}
			}
			if d[k] == 0 {
				continue
			}
			w := math.Pow(share, rho)
			for j := range k {
				o[j] += w * d[j]
				e[j] += w * d[k] * n[j] / n[k]
				for l := j; l < k && n[k] > 1; l++ {
					same := 0.0
					if l == j {
						same = 1
					}
					v.SetSym(j, l, v.At(j, l)+w*w*d[k]*(n[k]-d[k])/(n[k]-1)*n[j]/n[k]*(same-n[l]/n[k]))
				}
			}
			share *= (n[k] - d[k]) / n[k]
		}
	}
	return o, e, v
}

// chiSquareOf is u' V⁻ u and the rank of V, from the eigenvalues.
func chiSquareOf(t *testing.T, u []float64, v *mat.SymDense) (sum float64, rank int) {
	t.Helper()
	var eig mat.EigenSym
	require.True(t, eig.Factorize(v, true))
	var vectors mat.Dense
	eig.VectorsTo(&vectors)
	values := eig.Values(nil)
	for i, value := range values {
		if value <= 1e-9*slices.Max(values) {
			continue
		}
		var dot float64
		for j, x := range u {
			dot += vectors.At(j, i) * x
		}
		sum += dot * dot / value
		rank++
	}
	return sum, rank
}

// randomGroups numbers groups for rows.
func randomGroups(seed uint64, n, k int) []int {
	rng := testRand(seed + 1000)
	group := make([]int, n)
	for i := range group {
		group[i] = rng.IntN(k)
	}
	return group
}

func TestLogRankByDefinition(t *testing.T) {
	for seed := range uint64(150) {
		n, k := 5+int(seed)*2, 2+int(seed%4)
		time, event := randomSpells(seed, n, 3+int(seed%40))
		group := randomGroups(seed, n, k)
		group[0] = k - 1
		strata := randomGroups(seed+1, n, 1+int(seed%3))
		rho := float64(seed%2) * (1 + float64(seed%5))
		r := LogRank(time, event, group, LogRankOptions{Rho: rho, Strata: strata})
		o, e, v := slowLogRank(time, event, group, strata, k, rho)
		u := make([]float64, k)
		for j, g := range r.Groups {
			testkit.Near(t, o[j], g.Observed, 1e-11, "observed")
			testkit.Near(t, e[j], g.Expected, 1e-11, "expected")
			u[j] = o[j] - e[j]
			for l := range k {
				testkit.Near(t, v.At(j, l), r.Covariance[j][l], 1e-11, "covariance")
			}
		}
		chi, rank := chiSquareOf(t, u, v)
		require.Equal(t, rank, r.DF, "seed %d", seed)
		if rank == 0 {
			assert.NotEqual(t, Defined, r.Undefined)
			continue
		}
		testkit.Near(t, chi, r.ChiSquare, 1e-9*(1+chi), "chi-square")
	}
}

func TestLogRankProperties(t *testing.T) {
	rng := testRand(6)
	time, event := randomSpells(9, 900, 200)
	group := randomGroups(9, 900, 3)
	r := LogRank(time, event, group, LogRankOptions{})

	scaled, others, numbers := slices.Clone(time), slices.Clone(event), slices.Clone(group)
	for i := range scaled {
		scaled[i] *= 1024
	}
	rng.Shuffle(len(scaled), func(i, j int) {
		scaled[i], scaled[j] = scaled[j], scaled[i]
		others[i], others[j] = others[j], others[i]
		numbers[i], numbers[j] = numbers[j], numbers[i]
	})
	assert.Equal(t, r, LogRank(scaled, others, numbers, LogRankOptions{}), "neither order nor unit of time")

	merged := slices.Clone(group)
	swapped := slices.Clone(group)
	for i, g := range group {
		merged[i] = min(g, 1)
		swapped[i] = 2 * (2 - g)
	}
	m := LogRank(time, event, merged, LogRankOptions{})
	assert.Equal(t, r.Groups[1].Observed+r.Groups[2].Observed, m.Groups[1].Observed)
	testkit.Near(t, r.Groups[1].Expected+r.Groups[2].Expected, m.Groups[1].Expected, 1e-10, "merged groups")
	testkit.Near(t, r.Covariance[0][0], m.Covariance[0][0], 1e-10, "merged groups")
	assert.LessOrEqual(t, m.ChiSquare, r.ChiSquare, "merging groups loses differences")

	s := LogRank(time, event, swapped, LogRankOptions{})
	assert.Len(t, s.Groups, 5, "numbers with gaps")
	assert.Equal(t, LogRankGroup{}, s.Groups[1])
	assert.Equal(t, 2, s.DF)
	testkit.Near(t, r.ChiSquare, s.ChiSquare, 1e-10, "other numbers")
	var sum float64
	for _, g := range r.Groups {
		sum += g.Observed - g.Expected
	}
	testkit.Near(t, 0, sum, 1e-10, "as many events as expected in all")
}

func TestLogRankStrata(t *testing.T) {
	time, event := randomSpells(9, 900, 200)
	group := randomGroups(9, 900, 3)
	r := LogRank(time, event, group, LogRankOptions{})
	far := make([]int, 900)
	for i := range far {
		far[i] = 1 << 40
	}
	assert.Equal(t, r, LogRank(time, event, group, LogRankOptions{Strata: far}), "one stratum is none")
	two := LogRank(slices.Concat(time, time), slices.Concat(event, event), slices.Concat(group, group),
		LogRankOptions{Strata: slices.Concat(far, make([]int, 900))})
	assert.Equal(t, 2, two.Strata)
	testkit.Near(t, 2*r.ChiSquare, two.ChiSquare, 1e-9, "two strata alike")
}

func TestLogRankMissing(t *testing.T) {
	time, event := randomSpells(2, 60, 50)
	group, strata := randomGroups(2, 60, 2), randomGroups(3, 60, 2)
	r := LogRank(time, event, group, LogRankOptions{Strata: strata})
	more := append(slices.Clone(time), math.NaN(), 1, 1)
	groups := append(slices.Clone(group), 0, -1, 1)
	levels := append(slices.Clone(strata), 0, 0, -7)
	before := slices.Clone(more)
	s := LogRank(more, append(slices.Clone(event), true, true, true), groups, LogRankOptions{Strata: levels})
	assert.Equal(t, 3, s.Dropped)
	s.Dropped = 0
	assert.Equal(t, r, s)
	sameFloats(t, before, more, "time")
	assert.Equal(t, []int{0, -1, 1}, groups[60:])
	assert.Equal(t, []int{0, 0, -7}, levels[60:])
}

func TestLogRankDegenerate(t *testing.T) {
	nan := math.NaN()
	yes := []bool{true, true, true, true}
	no := make([]bool, 4)
	for _, c := range []struct {
		why       string
		time      []float64
		event     []bool
		group     []int
		o         LogRankOptions
		undefined Reason
	}{
		{"nothing", nil, nil, nil, LogRankOptions{}, NoData},
		{"all missing", []float64{nan, nan, nan, nan}, yes, []int{0, 0, 1, 1}, LogRankOptions{}, NoData},
		{"no group known", []float64{1, 2, 3, 4}, yes, []int{-1, -1, -1, -1}, LogRankOptions{}, NoData},
		{"one row", []float64{1}, yes[:1], []int{0}, LogRankOptions{}, OneGroup},
		{"one group", []float64{1, 2, 3, 4}, yes, []int{5, 5, 5, 5}, LogRankOptions{}, OneGroup},
		{"no events", []float64{1, 2, 3, 4}, no, []int{0, 1, 0, 1}, LogRankOptions{}, NoEvents},
		{"all at once", []float64{2, 2, 2, 2}, yes, []int{0, 1, 0, 1}, LogRankOptions{}, NoVariance},
		{"all at the start", []float64{0, 0, 0, 0}, yes, []int{0, 1, 0, 1}, LogRankOptions{}, NoVariance},
		{"a stratum each", []float64{1, 2, 3, 4}, yes, []int{0, 1, 0, 1}, LogRankOptions{Strata: []int{0, 1, 2, 3}}, NoVariance},
		{"two rows", []float64{1, 2}, yes[:2], []int{0, 1}, LogRankOptions{}, Defined},
		{"at the start and later", []float64{0, 1, 2, 3}, yes, []int{0, 1, 0, 1}, LogRankOptions{}, Defined},
		{"unequal events", []float64{1, 2}, yes, []int{0, 1}, LogRankOptions{}, BadInput},
		{"unequal groups", []float64{1, 2}, yes[:2], []int{0}, LogRankOptions{}, BadInput},
		{"unequal strata", []float64{1, 2}, yes[:2], []int{0, 1}, LogRankOptions{Strata: []int{}}, BadInput},
		{"negative time", []float64{1, -2}, yes[:2], []int{0, 1}, LogRankOptions{}, BadInput},
		{"infinite time", []float64{1, math.Inf(1)}, yes[:2], []int{0, 1}, LogRankOptions{}, BadInput},
		{"rho", []float64{1, 2}, yes[:2], []int{0, 1}, LogRankOptions{Rho: -1}, BadInput},
		{"rho is missing", []float64{1, 2}, yes[:2], []int{0, 1}, LogRankOptions{Rho: nan}, BadInput},
		{"too many groups", []float64{1, 2}, yes[:2], []int{0, math.MaxInt}, LogRankOptions{}, OverLimit},
	} {
		r := LogRank(c.time, c.event, c.group, c.o)
		assert.Equal(t, c.undefined, r.Undefined, c.why)
		if c.undefined == Defined {
			assert.False(t, math.IsNaN(r.ChiSquare+r.P), c.why)
			continue
		}
		allNaN(t, c.why, r.ChiSquare, r.P)
		assert.Zero(t, r.DF, c.why)
	}
}

// Groups that are never at risk together cannot be compared, and the degrees
// of freedom count only what can.
func TestLogRankApart(t *testing.T) {
	time, event := randomSpells(12, 400, 300)
	group, strata := make([]int, 400), make([]int, 400)
	for i := range group {
		group[i], strata[i] = i%4, i%4/2
	}
	r := LogRank(time, event, group, LogRankOptions{Strata: strata})
	assert.Equal(t, 2, r.DF, "two pairs of groups, not four groups")
	var sum float64
	for pair := range 2 {
		var ts []float64
		var es []bool
		var gs []int
		for i := range time {
			if strata[i] == pair {
				ts, es, gs = append(ts, time[i]), append(es, event[i]), append(gs, group[i]%2)
			}
		}
		sum += LogRank(ts, es, gs, LogRankOptions{}).ChiSquare
	}
	testkit.Near(t, sum, r.ChiSquare, 1e-10, "the pairs by themselves")
}
