package casereview

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// counted makes four counts without exposure.
func counted(a, b, c, d int) TrendCounts {
	return TrendCounts{TrendCell{Count: a}, TrendCell{Count: b}, TrendCell{Count: c}, TrendCell{Count: d}}
}

func trendOf(t testing.TB, c TrendCounts, o TrendOptions) Trend {
	t.Helper()
	r, err := RatioOfRateRatios(c, o)
	require.NoError(t, err)
	return r
}

// The vector of the method, which takes 1.96 for z; the library takes all its
// digits.
func TestTrendVector(t *testing.T) {
	r := trendOf(t, counted(90, 60, 480, 400), TrendOptions{})
	testkit.Near(t, 1.25, r.Ratio.Estimate.Value, 1e-12, "ratio")
	testkit.Near(t, 0.878583, r.Ratio.Estimate.Interval.Lo, 1e-5, "lower")
	testkit.Near(t, 1.778431, r.Ratio.Estimate.Interval.Hi, 2e-5, "upper")
	se := math.Sqrt(1.0/90 + 1.0/60 + 1.0/480 + 1.0/400)
	testkit.Near(t, 0.878583, math.Exp(math.Log(1.25)-1.96*se), 5e-7, "the vector itself")
	testkit.Near(t, math.Exp(math.Log(1.25)-1.959963984540054*se), r.Ratio.Plain.Lo, 1e-12, "by the formula")
	testkit.Near(t, math.Exp(math.Log(1.25)+1.959963984540054*se), r.Ratio.Plain.Hi, 1e-12, "by the formula")
	testkit.Near(t, 1.5, r.Pilot.Estimate.Value, 1e-12, "pilot")
	testkit.Near(t, 1.2, r.Reference.Estimate.Value, 1e-12, "reference")
	assert.Equal(t, 1030, r.Ratio.Estimate.N)
	assert.Equal(t, []int{90, 60, 480, 400}, r.Ratio.Estimate.Counts)
	assert.Equal(t, r.Ratio.Plain, r.Ratio.Estimate.Interval, "without periods nothing is known of the dispersion")
	assert.True(t, math.IsNaN(r.Dispersion.Phi) && math.IsNaN(r.Ratio.Widened.Lo) && math.IsNaN(r.Ratio.Exact.Lo))
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnNotCausal))
	assert.Len(t, r.Warnings, 1)
}

// Reference figures of R 4.2.2 poisson.test.
func TestOracleRateRatio(t *testing.T) {
	testkit.Cases(t, "casereview_rate_ratio", func(t *testing.T, c testkit.Case) {
		var in struct {
			X1, X2 int
			T1, T2 float64
		}
		var o confidence
		c.Decode(t, &in, &o)
		r := trendOf(t, TrendCounts{TrendCell{Count: in.X1, Exposure: in.T1}, TrendCell{Count: in.X2, Exposure: in.T2},
			TrendCell{Count: 5, Exposure: 1}, TrendCell{Count: 5, Exposure: 1}}, TrendOptions{Level: o.Level})
		c.Check(t, "ratio", r.Pilot.Estimate.Value)
		c.Check(t, "ci_low", r.Pilot.Exact.Lo)
		c.Check(t, "ci_high", r.Pilot.Exact.Hi)
		c.Check(t, "log_low", r.Pilot.Plain.Lo)
		c.Check(t, "log_high", r.Pilot.Plain.Hi)
		c.Check(t, "diff", r.Rates[0].Value-r.Rates[1].Value)
	})
}

// Reference figures of R 4.2.2 poisson.test.
func TestOraclePoissonRate(t *testing.T) {
	testkit.Cases(t, "casereview_poisson_rate", func(t *testing.T, c testkit.Case) {
		var in struct {
			X        int
			Exposure float64
		}
		var o confidence
		c.Decode(t, &in, &o)
		if in.Exposure == 0 {
			t.Skip("an exposure of 0 is one that is not given")
		}
		one := TrendCell{Count: 1, Exposure: 1}
		r := trendOf(t, TrendCounts{one, one, one, TrendCell{Count: in.X, Exposure: in.Exposure}}, TrendOptions{Level: o.Level})
		c.Check(t, "rate", r.Rates[3].Value)
		c.Check(t, "ci_low", r.Rates[3].Interval.Lo)
		c.Check(t, "ci_high", r.Rates[3].Interval.Hi)
	})
}

func TestTrendZeros(t *testing.T) {
	for _, c := range []struct {
		counts     TrendCounts
		correction float64
		pilot      float64 // rate ratio
		ratio      float64
		code       rma.Code
		detail     string
		why        string
	}{
		{counted(0, 6, 40, 40), 0, 0, math.NaN(), rma.WarnUndefined, "pilot_post=0", "none after the start"},
		{counted(6, 0, 40, 40), 0, math.Inf(1), math.NaN(), rma.WarnUndefined, "pilot_pre=0", "none before"},
		{counted(0, 0, 40, 40), 0, math.NaN(), math.NaN(), rma.WarnUndefined, "pilot_post=0, pilot_pre=0", "none in the pilot"},
		{counted(6, 3, 0, 40), 0, 2, math.NaN(), rma.WarnUndefined, "reference_post=0", "none elsewhere"},
		{counted(0, 0, 0, 0), 0, math.NaN(), math.NaN(), rma.WarnUndefined, "pilot_post=0, pilot_pre=0, reference_post=0, reference_pre=0", "none at all"},
		{counted(0, 6, 40, 40), 0.5, 0.5 / 6.5, 0.5 / 6.5, rma.WarnZeroCorrected, "+0.5; pilot_post=0", "with half a report more in each"},
		{counted(0, 0, 0, 0), 0.5, 1, 1, rma.WarnZeroCorrected, "+0.5; pilot_post=0, pilot_pre=0, reference_post=0, reference_pre=0", "nothing but the correction"},
	} {
		r := trendOf(t, c.counts, TrendOptions{Correction: c.correction})
		testkit.Near(t, c.pilot, r.Pilot.Estimate.Value, 1e-12, c.why)
		testkit.Near(t, c.ratio, r.Ratio.Estimate.Value, 1e-12, c.why)
		assert.Equal(t, math.IsNaN(c.ratio), math.IsNaN(r.Ratio.Estimate.Interval.Lo), c.why)
		assert.Equal(t, math.IsNaN(c.ratio), math.IsNaN(r.Ratio.Estimate.P), c.why)
		assert.Contains(t, r.Warnings, rma.Warning{Code: c.code, Detail: c.detail}, c.why)
		_, err := rma.Collect(r)
		require.NoError(t, err, c.why)
		assert.NotContains(t, r.String(), "NaN", c.why)
	}
	r := trendOf(t, counted(1, 2, 3, 4), TrendOptions{Correction: 0.5})
	assert.Zero(t, r.Corrected, "nothing is added when no count is 0")
}

func TestTrendDispersion(t *testing.T) {
	even, uneven := []int{10, 10, 10, 10}, []int{2, 18, 3, 17}
	cell := func(periods []int) TrendCell {
		sum := 0
		for _, k := range periods {
			sum += k
		}
		return TrendCell{Count: sum, Periods: periods}
	}
	r := trendOf(t, TrendCounts{cell(uneven), cell(even), cell(even), cell(even)}, TrendOptions{})
	// (64 + 64 + 49 + 49)/10 = 22.6 with 4 × 3 degrees of freedom
	testkit.Near(t, 22.6, r.Dispersion.ChiSquare, 1e-12, "chi-square")
	assert.Equal(t, 12, r.Dispersion.DF)
	testkit.Near(t, 22.6/12, r.Dispersion.Phi, 1e-12, "phi")
	testkit.Near(t, stat.ChiSquareUpper(22.6, 12), r.Dispersion.P, 1e-12, "p")
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnOverdispersed))
	assert.Equal(t, r.Ratio.Widened, r.Ratio.Estimate.Interval)
	root := math.Sqrt(22.6 / 12)
	for _, x := range []RateRatio{r.Ratio, r.Pilot, r.Reference} {
		testkit.Near(t, root*math.Log(x.Plain.Hi/x.Estimate.Value), math.Log(x.Widened.Hi/x.Estimate.Value), 1e-12, "wider by the root of phi")
		testkit.Near(t, root*math.Log(x.Plain.Lo/x.Estimate.Value), math.Log(x.Widened.Lo/x.Estimate.Value), 1e-12, "on both sides")
	}
	assert.Equal(t, float64(4), r.Counts.PilotPost.Exposure, "the number of periods")
	testkit.Near(t, 10, r.Rates[0].Value, 1e-12, "per month")

	r = trendOf(t, TrendCounts{cell(uneven), cell(even), cell(even), cell(even)}, TrendOptions{Dispersion: 2})
	assert.False(t, rma.HasWarning(r.Warnings, rma.WarnOverdispersed), "1.9 is not above 2")
	r = trendOf(t, TrendCounts{cell(even), cell(even), cell(even), cell(even)}, TrendOptions{Dispersion: 0.001})
	assert.Equal(t, r.Ratio.Plain, r.Ratio.Estimate.Interval, "counts that hardly differ narrow nothing")
	assert.Zero(t, r.Dispersion.Phi)
	r = trendOf(t, TrendCounts{cell([]int{0, 0}), cell([]int{5}), cell([]int{5}), cell([]int{3})}, TrendOptions{})
	assert.Zero(t, r.Dispersion.DF, "single periods and empty counts say nothing")
	assert.True(t, math.IsNaN(r.Dispersion.Phi))
}

func TestTrendStrata(t *testing.T) {
	o := TrendOptions{Origin: rma.Origin{Method: "registratie", Pilot: "EMM"}, Strata: []TrendStratum{
		{Key: "police", Label: rma.T("politie", "police"), Counts: counted(60, 40, 300, 250)},
		{Key: "school", Counts: counted(30, 20, 180, 150)},
	}}
	r := trendOf(t, counted(90, 60, 480, 400), o)
	assert.False(t, r.Rest)
	table := r.Table()
	assert.Equal(t, []rma.Sum{{Total: "all", Parts: []string{"police", "school"}, Only: []string{"pilot_pre", "pilot_post", "reference_pre", "reference_post"}}}, table.RowSums)
	assert.Equal(t, "trend-EMM", table.ID)
	cell, ok := table.Cell("school", "ratio")
	require.True(t, ok)
	testkit.Near(t, 1.25, cell.Number, 1e-12, "1.5 / 1.2")
	cell, _ = table.Cell("police", "pilot_pre")
	assert.Equal(t, 40, cell.Count)
	assert.Equal(t, []string{"registratie/EMM/trend-police-pilot-pre"}, cell.Refs)
	evidence, err := rma.Collect(r)
	require.NoError(t, err)
	for _, row := range table.Rows {
		for _, c := range row.Cells {
			for _, id := range c.Refs {
				_, ok := evidence.Get(id)
				assert.True(t, ok, id)
			}
		}
	}
	assert.Len(t, evidence.All(), 3*7)
	assert.Len(t, evidence.Tables(), 2)

	r = trendOf(t, counted(91, 60, 480, 400), o)
	assert.True(t, r.Rest, "one report of another sector")
	assert.True(t, r.Table().RowSums[0].Rest)
	o.Strata[0].Key = "other"
	assert.Equal(t, "police", r.Options.Strata[0].Key, "the result does not change with its options")
}

func TestTrendErrors(t *testing.T) {
	good := counted(1, 2, 3, 4)
	some, short := good, good
	some.PilotPre.Exposure = 3
	short.PilotPre.Periods = []int{1}
	odd := good
	odd.PilotPre.Periods = []int{-1, 3}
	nan := good
	nan.ReferencePre.Exposure = math.NaN()
	endless := good
	endless.ReferencePre.Exposure = math.Inf(1)
	for _, c := range []struct {
		counts TrendCounts
		o      TrendOptions
		why    string
	}{
		{counted(-1, 2, 3, 4), TrendOptions{}, "a negative count"},
		{some, TrendOptions{}, "one exposure of four"},
		{short, TrendOptions{}, "periods that do not add up"},
		{odd, TrendOptions{}, "a negative month"},
		{nan, TrendOptions{}, "an exposure that is not a number"},
		{endless, TrendOptions{}, "an endless exposure"},
		{good, TrendOptions{Level: 1}, "a level of 1"},
		{good, TrendOptions{Correction: -0.5}, "a negative correction"},
		{good, TrendOptions{Dispersion: math.NaN()}, "no limit"},
		{good, TrendOptions{Strata: []TrendStratum{{Counts: good}}}, "a stratum without a key"},
		{good, TrendOptions{Strata: []TrendStratum{{Key: "pilot", Counts: good}}}, "the key of a ratio"},
		{good, TrendOptions{Strata: []TrendStratum{{Key: "a", Counts: good}, {Key: "a", Counts: counted(0, 0, 0, 0)}}}, "a key twice"},
		{good, TrendOptions{Strata: []TrendStratum{{Key: "a", Counts: good}, {Key: "b", Counts: good}}}, "strata with more than all"},
		{good, TrendOptions{Strata: []TrendStratum{{Key: "a", Counts: counted(0, 0, 0, -1)}}}, "a stratum with a negative count"},
	} {
		_, err := RatioOfRateRatios(c.counts, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
}

// Changing places turns the ratio over; another unit of exposure leaves the ratios.
func TestTrendProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 4))
	for range 200 {
		var c TrendCounts
		for _, cell := range []*TrendCell{&c.PilotPost, &c.PilotPre, &c.ReferencePost, &c.ReferencePre} {
			for range 2 + rng.IntN(6) {
				k := 1 + rng.IntN(30)
				cell.Periods = append(cell.Periods, k)
				cell.Count += k
			}
		}
		var r, s, u Trend
		testkit.Unchanged(t, &c, func() { r = trendOf(t, c, TrendOptions{Level: 0.9}) })
		s = trendOf(t, TrendCounts{c.ReferencePost, c.ReferencePre, c.PilotPost, c.PilotPre}, TrendOptions{Level: 0.9})
		testkit.Near(t, 1/r.Ratio.Estimate.Value, s.Ratio.Estimate.Value, 1e-12, "turned over")
		testkit.Near(t, 1/r.Ratio.Estimate.Interval.Lo, s.Ratio.Estimate.Interval.Hi, 1e-9, "and its bounds")
		testkit.Near(t, r.Ratio.Estimate.P, s.Ratio.Estimate.P, 1e-12, "one test")
		days := r.Counts
		for _, cell := range []*TrendCell{&days.PilotPost, &days.PilotPre, &days.ReferencePost, &days.ReferencePre} {
			cell.Exposure *= 30
		}
		u = trendOf(t, days, TrendOptions{Level: 0.9})
		testkit.Near(t, r.Ratio.Estimate.Value, u.Ratio.Estimate.Value, 1e-9, "days for months")
		testkit.Near(t, r.Rates[0].Interval.Hi/30, u.Rates[0].Interval.Hi, 1e-9, "rates per day")
		assert.InDelta(t, r.Dispersion.Phi, u.Dispersion.Phi, 1e-12)
		assert.False(t, r.Ratio.Widened.Lo > r.Ratio.Plain.Lo, "wider or none")
	}
}

// The interval holds its level when counts are Poisson.
func TestTrendCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	draw := func(mean float64) int {
		u, k := rng.Float64(), 0
		for stat.PoissonLower(k, mean) < u {
			k++
		}
		return k
	}
	const rounds = 1000
	held := 0
	for range rounds {
		r := trendOf(t, counted(draw(30), draw(20), draw(60), draw(50)), TrendOptions{})
		if i := r.Ratio.Plain; i.Lo <= 1.25 && 1.25 <= i.Hi { // (30/20)/(60/50)
			held++
		}
	}
	assert.InDelta(t, 0.95, float64(held)/rounds, 0.025)
}

func TestTrendOfSeries(t *testing.T) {
	pilot, err := NewSeries(day(t, "2022-07-01"), []int{9, 11, 10, 10, 9, 11, 15, 14, 16, 15}, nil, SeriesOptions{})
	require.NoError(t, err)
	start := day(t, "2023-01-01")
	post, pre := pilot.Between(start, rma.Date{}).TrendCell(), pilot.Between(rma.Date{}, start).TrendCell()
	assert.Equal(t, TrendCell{Count: 60, Exposure: 6, Periods: []int{9, 11, 10, 10, 9, 11}}, pre)
	r := trendOf(t, TrendCounts{post, pre, TrendCell{Count: 400, Exposure: 4}, TrendCell{Count: 600, Exposure: 6}}, TrendOptions{})
	testkit.Near(t, 1.5, r.Ratio.Estimate.Value, 1e-12, "15 a month against 10, elsewhere the same")
	assert.Equal(t, 8, r.Dispersion.DF, "of the two that have months")
}
