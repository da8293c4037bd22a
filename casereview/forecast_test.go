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
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func loadOf(t testing.TB, reports float64, s ServiceShare, o LoadOptions) Load {
	t.Helper()
	l, err := ForecastLoad(reports, s, o)
	require.NoError(t, err)
	return l
}

func drenthe() ServiceShare { return ServiceShare{Seen: rma.Proportion{K: 125, N: 1905}} }

// 125 of 1905 of 95 reports a year: about 6.2 a year and 0.5 a month, so that too
// few cases could be foreseen.
func TestForecastDrenthe(t *testing.T) {
	l := loadOf(t, 95, drenthe(), LoadOptions{})
	year, month, week, run := l.Periods[0], l.Periods[1], l.Periods[2], l.Periods[3]
	testkit.Near(t, 95*125.0/1905, year.Mean, 1e-12, "a year")
	testkit.Near(t, 6.2, year.Mean, 0.05, "as the method has it")
	testkit.Near(t, 0.5, month.Mean, 0.05, "a month")
	testkit.Near(t, year.Mean*7/365.25, week.Mean, 1e-12, "a week")
	assert.Equal(t, year.Mean, run.Mean, "without Months the run is a year")
	lo, hi := stat.Wilson(125, 1905, 0.95)
	testkit.Near(t, 95*lo, year.MeanLo, 1e-12, "lower mean")
	testkit.Near(t, 95*hi, year.MeanHi, 1e-12, "upper mean")
	assert.Equal(t, [4]int{2, 12, 0, 2}, [4]int{year.Lo, year.Hi, month.Lo, month.Hi})
	assert.InDelta(t, 0.59, month.None, 0.01, "six of ten months see none")
	assert.True(t, rma.HasWarning(l.Warnings, rma.WarnFewExpected))
	assert.Less(t, l.Reached, 0.15, "ten in a year")
	assert.InDelta(t, 25, l.MonthsNeeded, 1)
}

// By hand: Poisson with a mean that is known.
func TestForecastKnownShare(t *testing.T) {
	l := loadOf(t, 120, ServiceShare{Value: 0.1}, LoadOptions{Months: 3, AtLeast: 2})
	run := l.Periods[3]
	testkit.Near(t, 3, run.Mean, 1e-12, "a quarter of twelve")
	testkit.Near(t, math.Exp(-3), run.None, 1e-14, "none")
	testkit.Near(t, 1-4*math.Exp(-3), l.Reached, 1e-14, "two or more")
	assert.Equal(t, 0, run.Lo, "P(X < 1) = 0.050")
	assert.Equal(t, 7, run.Hi, "P(X > 6) = 0.034, P(X > 7) = 0.012")
	assert.True(t, math.IsNaN(run.MeanLo), "the share is taken as known")
	assert.Equal(t, 3, l.MonthsNeeded, "1 - 3e⁻² = 0.594 in two months, 0.801 in three")
	assert.Empty(t, l.Warnings)
	assert.Equal(t, "Poisson, predictive", run.Predictive.Method)
}

func TestForecastDegenerate(t *testing.T) {
	for _, c := range []struct {
		reports float64
		share   ServiceShare
		lo, hi  int // of a year
		none    float64
		months  int // 0 means never, -1 that it comes
		why     string
	}{
		{0, drenthe(), 0, 0, 1, 0, "no reports"},
		{95, ServiceShare{}, 0, 0, 1, 0, "a service that nobody gets"},
		{95, ServiceShare{Seen: rma.Proportion{K: 0, N: 3}}, 0, 52, math.NaN(), -1, "never seen in three cases: anything can come"},
		{100, ServiceShare{Value: 1}, 81, 120, math.Exp(-100), -1, "every report"},
		{12, ServiceShare{Seen: rma.Proportion{K: 1, N: 1}}, 1, 17, math.NaN(), -1, "seen once, in one case"},
	} {
		l := loadOf(t, c.reports, c.share, LoadOptions{})
		assert.Equal(t, [2]int{c.lo, c.hi}, [2]int{l.Periods[0].Lo, l.Periods[0].Hi}, c.why)
		if !math.IsNaN(c.none) {
			testkit.Near(t, c.none, l.Periods[0].None, 1e-12, c.why)
		}
		assert.Equal(t, c.months == 0, l.MonthsNeeded == 0, c.why)
		assert.Equal(t, c.months == 0, rma.HasWarning(l.Warnings, rma.WarnUndefined), c.why)
		n := c.share.Seen.N
		assert.Equal(t, n > 0 && n < 10, rma.HasWarning(l.Warnings, rma.WarnSmallBase), c.why)
		_, err := rma.Collect(l)
		require.NoError(t, err, c.why)
		assert.NotContains(t, l.String(), "NaN", c.why)
	}
}

func TestForecastErrors(t *testing.T) {
	for _, c := range []struct {
		reports float64
		share   ServiceShare
		o       LoadOptions
		why     string
	}{
		{-1, drenthe(), LoadOptions{}, "fewer reports than none"},
		{math.NaN(), drenthe(), LoadOptions{}, "reports not known"},
		{math.Inf(1), drenthe(), LoadOptions{}, "endless reports"},
		{1, ServiceShare{Value: 1.1}, LoadOptions{}, "more than all"},
		{1, ServiceShare{Value: math.NaN()}, LoadOptions{}, "a share that is not a number"},
		{1, ServiceShare{Value: 0.1, Seen: rma.Proportion{K: 1, N: 10}}, LoadOptions{}, "two shares"},
		{1, ServiceShare{Seen: rma.Proportion{K: 2, N: 1}}, LoadOptions{}, "two of one"},
		{1, ServiceShare{Seen: rma.Proportion{K: -1, N: 1}}, LoadOptions{}, "a negative number"},
		{1, drenthe(), LoadOptions{Months: -1}, "a negative run"},
		{1, drenthe(), LoadOptions{AtLeast: -1}, "a negative need"},
		{1, drenthe(), LoadOptions{Chance: 1}, "certainty"},
		{1, drenthe(), LoadOptions{Level: 2}, "a level above 1"},
	} {
		_, err := ForecastLoad(c.reports, c.share, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
}

// What was forecast comes true as often as it should, when the share is drawn as
// the method takes it.
func TestForecastComesTrue(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	const rounds = 2000
	inside, none := 0, 0
	l := loadOf(t, 60, ServiceShare{Seen: rma.Proportion{K: 4, N: 30}}, LoadOptions{Months: 2})
	run := l.Periods[3]
	for range rounds {
		share := stat.BetaQuantile(rng.Float64(), 4.5, 26.5)
		u, k := rng.Float64(), 0
		for stat.PoissonLower(k, 10*share) < u {
			k++
		}
		if run.Lo <= k && k <= run.Hi {
			inside++
		}
		if k == 0 {
			none++
		}
	}
	assert.GreaterOrEqual(t, float64(inside)/rounds, 0.945)
	assert.InDelta(t, run.None, float64(none)/rounds, 0.03)
}

// MonthsNeeded by trying one month after another; more reports need fewer months.
func TestForecastMonths(t *testing.T) {
	before := longestMonths + 1
	for _, reports := range []float64{20, 50, 95, 300, 2000, 100000} {
		l := loadOf(t, reports, drenthe(), LoadOptions{AtLeast: 5, Chance: 0.9})
		slow := 1
		for loadOf(t, reports, drenthe(), LoadOptions{AtLeast: 5, Months: float64(slow)}).Reached < 0.9 {
			slow++
		}
		assert.Equal(t, slow, l.MonthsNeeded, "%g reports a year", reports)
		assert.LessOrEqual(t, l.MonthsNeeded, before)
		before = l.MonthsNeeded
	}
}

// A share that was seen in few cases is hidden with its forecast, and one that is
// taken as known hides nobody.
func TestForecastProtected(t *testing.T) {
	for _, c := range []struct {
		share ServiceShare
		kind  rma.CellKind
		why   string
	}{
		{ServiceShare{Seen: rma.Proportion{K: 2, N: 40}}, rma.Withheld, "two cases"},
		{drenthe(), rma.NumberKind, "125 cases"},
		{ServiceShare{Value: 0.05}, rma.NumberKind, "no cases"},
	} {
		l := loadOf(t, 95, c.share, LoadOptions{Origin: rma.Origin{Method: "registratie", Pilot: "AAH"}})
		release, err := privacy.Protect(privacy.Material{Tables: []rma.Table{l.Table()}}, privacy.Policy{Audience: privacy.SteeringGroup})
		require.NoError(t, err, c.why)
		cell, ok := release.Tables()[0].Cell("month", "mean")
		require.True(t, ok)
		assert.Equal(t, c.kind, cell.Kind, c.why)
	}
}

func BenchmarkForecastLoad(b *testing.B) {
	for b.Loop() {
		if _, err := ForecastLoad(95, drenthe(), LoadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
