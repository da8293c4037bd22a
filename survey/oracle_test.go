package survey

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// instrumentFor makes an instrument of k items whose levels are the given
// values, so that any row of numbers can be answers, and one scale over all.
func instrumentFor(t testing.TB, k int, values ...[]*float64) *Instrument {
	t.Helper()
	found := map[float64]bool{}
	for _, row := range values {
		for _, v := range row {
			if v != nil {
				found[*v] = true
			}
		}
	}
	sorted := make([]float64, 0, len(found))
	for v := range found {
		sorted = append(sorted, v)
	}
	slices.Sort(sorted)
	for len(sorted) < 2 {
		sorted = append(sorted, float64(1000+len(sorted)))
	}
	in := &Instrument{ID: "oracle", Version: "1", Responses: []ResponseScale{{ID: "r"}}}
	for i, v := range sorted {
		in.Responses[0].Levels = append(in.Responses[0].Levels, Level{Value: v, Label: rma.T(fmt.Sprintf("niveau %d", i), "")})
	}
	scale := Scale{ID: "s", Label: rma.T("s", ""), MinValid: 1}
	for i := range k {
		id := fmt.Sprintf("q%d", i+1)
		in.Items = append(in.Items, Item{ID: id, Text: rma.T(id, ""), Response: "r"})
		scale.Items = append(scale.Items, id)
	}
	in.Scales = []Scale{scale}
	require.NoError(t, in.Validate())
	return in
}

// oracleWave writes rows as a file and reads them back.
func oracleWave(t testing.TB, name string, in *Instrument, rows [][]*float64) *Wave {
	t.Helper()
	var b strings.Builder
	b.WriteString("code")
	for _, it := range in.Items {
		b.WriteString("," + it.ID)
	}
	for i, row := range rows {
		fmt.Fprintf(&b, "\nc%d", i)
		for _, v := range row {
			b.WriteString(",")
			if v != nil {
				b.WriteString(strconv.FormatFloat(*v, 'g', -1, 64))
			}
		}
	}
	w, err := ReadWave(strings.NewReader(b.String()), name, in, WaveMapping{Wave: name, Code: "code", Decimal: "."}, ReadOptions{})
	require.NoError(t, err)
	return w
}

func oraclePairing(t testing.TB, pre, post []*float64) *Pairing {
	t.Helper()
	in := instrumentFor(t, 1, pre, post)
	column := func(x []*float64) (rows [][]*float64) {
		for _, v := range x {
			rows = append(rows, []*float64{v})
		}
		return rows
	}
	p, err := Pair(oracleWave(t, "pre", in, column(pre)), oracleWave(t, "post", in, column(post)), PairOptions{})
	require.NoError(t, err)
	return p
}

type prePost struct{ Pre, Post []*float64 }

func TestOracleSignedRank(t *testing.T) {
	testkit.Cases(t, "survey_wilcoxon_signed_rank", func(t *testing.T, c testkit.Case) {
		var in prePost
		var opt struct {
			Zeros string  `json:"zero_method"`
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		o := CompareOptions{Item: "q1", Level: opt.Level}
		if slices.Contains(c.Tags, "floating") { // differences of computed values
			o = CompareOptions{Scale: "s", Level: opt.Level}
		}
		if opt.Zeros == "pratt" {
			o.Zeros = PrattZeros
		}
		got, err := Compare(oraclePairing(t, in.Pre, in.Post), o)
		require.NoError(t, err)
		c.Check(t, "n", float64(got.N))
		c.Check(t, "n_zero", float64(got.Same))
		c.Check(t, "n_used", float64(got.Improved+got.Worsened))
		c.Check(t, "v_plus", got.VPlus)
		c.Check(t, "v_minus", got.VMinus)
		c.Check(t, "z_cc", got.Z)
		if got.Exact {
			c.Check(t, "p_exact", got.P)
		} else {
			c.Check(t, "p_asym_cc", got.P)
		}
		c.Check(t, "hl", got.ShiftMoved)
		c.Check(t, "hl_with_zeros", got.Shift)
		c.Check(t, "walsh_ci_low", got.ShiftInterval.Lo)
		c.Check(t, "walsh_ci_high", got.ShiftInterval.Hi)
		c.Check(t, "walsh_ci_level", got.ShiftInterval.Level)
	})
}

func TestOracleRankBiserial(t *testing.T) {
	testkit.Cases(t, "survey_effect_sizes_paired", func(t *testing.T, c testkit.Case) {
		var in prePost
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		got, err := Compare(oraclePairing(t, in.Pre, in.Post), CompareOptions{Item: "q1", Level: opt.Level})
		require.NoError(t, err)
		c.Check(t, "n", float64(got.N))
		c.Check(t, "rank_biserial", got.RankBiserial)
		c.Check(t, "rb_ci_low", got.RankBiserialInterval.Lo)
		c.Check(t, "rb_ci_high", got.RankBiserialInterval.Hi)
		if got.N > 0 {
			c.Check(t, "cles_paired", (float64(got.Improved)+float64(got.Same)/2)/float64(got.N))
		}
	})
}

func TestOracleCronbach(t *testing.T) {
	testkit.Cases(t, "survey_cronbach_alpha", func(t *testing.T, c testkit.Case) {
		var in struct{ Items [][]*float64 }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		inst := instrumentFor(t, len(in.Items[0]), in.Items...)
		got, err := Reliability(oracleWave(t, "w", inst, in.Items), ReliabilityOptions{Scale: "s", Level: opt.Level})
		require.NoError(t, err)
		c.Check(t, "n", float64(got.N))
		c.Check(t, "k", float64(len(got.Items)))
		c.Check(t, "alpha", got.Alpha)
		c.Check(t, "feldt_low", got.Interval.Lo)
		c.Check(t, "feldt_high", got.Interval.Hi)
		c.Check(t, "average_r", got.AverageR)
		per := func(field string, f func(ItemReliability) float64) {
			var values []float64
			for _, it := range got.Items {
				values = append(values, f(it))
			}
			c.CheckAll(t, field, values)
		}
		per("item_mean", func(it ItemReliability) float64 { return it.Mean })
		per("item_sd", func(it ItemReliability) float64 { return it.SD })
		per("item_rest_r", func(it ItemReliability) float64 { return it.ItemRest })
		per("alpha_if_deleted", func(it ItemReliability) float64 { return it.AlphaIfDropped })
		assert.Equal(t, math.IsNaN(got.Alpha), rma.HasWarning(got.Warnings, rma.WarnUndefined) && math.IsNaN(got.Alpha))
	})
}

func TestOracleDescriptives(t *testing.T) {
	testkit.Cases(t, "survey_descriptives", func(t *testing.T, c testkit.Case) {
		var in struct{ X []*float64 }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		inst := instrumentFor(t, 1, in.X)
		var rows [][]*float64
		for _, v := range in.X {
			rows = append(rows, []*float64{v})
		}
		w := oracleWave(t, "w", inst, rows)
		scores, err := Score(w, ScoreOptions{Level: opt.Level})
		require.NoError(t, err)
		got := scores.Scales[0]
		c.Check(t, "n", float64(got.N))
		c.Check(t, "n_missing", float64(got.NotScored))
		c.Check(t, "mean", got.Mean)
		c.Check(t, "median", got.Median)
		c.Check(t, "min", got.Min)
		c.Check(t, "max", got.Max)
		c.Check(t, "sd", got.SD)
		c.Check(t, "iqr", got.Q3-got.Q1)
		c.Check(t, "ci_low", got.MeanLo)
		c.Check(t, "ci_high", got.MeanHi)
		d, err := Describe(w, DescribeOptions{})
		require.NoError(t, err)
		c.Check(t, "n", float64(d.Items[0].Valid))
		c.Check(t, "median", d.Items[0].Median)
	})
}
