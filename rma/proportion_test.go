package rma

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// The figures of the pilots; intervals computed in R 4.2.2.
func TestPublishedProportions(t *testing.T) {
	for _, c := range []struct {
		p                  Proportion
		nl, en, short      string
		wLo, wHi, cLo, cHi float64
	}{
		{Proportion{9, 21}, "9 van de 21 (43%)", "9 of 21 (43%)", "9 (43%)", 0.244700, 0.634534, 0.218197, 0.659794},
		{Proportion{8, 79}, "8 van de 79 (10%)", "8 of 79 (10%)", "8 (10%)", 0.052212, 0.187299, 0.044743, 0.189819},
		{Proportion{42, 79}, "42 van de 79 (53%)", "42 of 79 (53%)", "42 (53%)", 0.422714, 0.637642, 0.415952, 0.644896},
		{Proportion{42, 80}, "42 van de 80 (53%)", "42 of 80 (53%)", "42 (53%)", 0.416956, 0.630753, 0.410228, 0.637866},
	} {
		assert.Equal(t, c.nl, c.p.String())
		assert.Equal(t, c.en, c.p.Format(English, 0))
		assert.Equal(t, c.short, c.p.Short(Dutch, 0))
		w, cp := c.p.Wilson(0), c.p.ClopperPearson(0)
		testkit.Near(t, c.wLo, w.Lo, 1e-6, c.nl+" Wilson low")
		testkit.Near(t, c.wHi, w.Hi, 1e-6, c.nl+" Wilson high")
		testkit.Near(t, c.cLo, cp.Lo, 1e-6, c.nl+" exact low")
		testkit.Near(t, c.cHi, cp.Hi, 1e-6, c.nl+" exact high")
		assert.Equal(t, 0.95, w.Level)
		assert.Equal(t, "Wilson", w.Method)
	}
	assert.Equal(t, "24%–63%", Proportion{9, 21}.Wilson(0).Percent(0, Dutch))
}

func TestProportionIntervalsOracle(t *testing.T) {
	testkit.Cases(t, "proportion_ci", func(t *testing.T, c testkit.Case) {
		var in struct{ X, N int }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		p := Proportion{in.X, in.N}
		w, cp := p.Wilson(opt.Level), p.ClopperPearson(opt.Level)
		c.Check(t, "estimate", p.Value())
		c.Check(t, "wilson_low", w.Lo)
		c.Check(t, "wilson_high", w.Hi)
		c.Check(t, "clopper_low", cp.Lo)
		c.Check(t, "clopper_high", cp.Hi)
	})
}

func TestProportionRounding(t *testing.T) {
	for _, c := range []struct {
		p        Proportion
		decimals int
		want     float64
		why      string
	}{
		{Proportion{42, 80}, 0, 53, "52.5 rounds away from zero; half to even gives 52"},
		{Proportion{1, 8}, 0, 13, "12.5 rounds to 13"},
		{Proportion{1, 8}, 1, 12.5, "exact at one decimal"},
		{Proportion{1, 3}, 1, 33.3, "below the half"},
		{Proportion{2, 3}, 1, 66.7, "above the half"},
		{Proportion{0, 5}, 0, 0, "none"},
		{Proportion{5, 5}, 0, 100, "all"},
	} {
		assert.Equal(t, c.want, c.p.Percent(c.decimals), c.why)
	}
	assert.True(t, math.IsNaN(Proportion{0, 0}.Percent(0)))
}

func TestProportionSmallBase(t *testing.T) {
	assert.Equal(t, "2 van de 2", Proportion{2, 2}.String(), "two cases are not 100%")
	assert.Equal(t, "2 van de 9", Proportion{2, 9}.String())
	assert.Equal(t, "2 van de 10 (20%)", Proportion{2, 10}.String())
	assert.Equal(t, "2 van de 9 (22%)", Proportion{2, 9}.Format(Dutch, 5), "the base can be set")
	assert.Equal(t, "0 van de 0", Proportion{}.String())
}

func TestProportionUndefined(t *testing.T) {
	for _, p := range []Proportion{{0, 0}, {3, 2}, {-1, 5}} {
		assert.True(t, math.IsNaN(p.Value()), "%v", p)
		assert.True(t, math.IsNaN(p.Wilson(0).Lo), "%v", p)
		assert.True(t, math.IsNaN(p.ClopperPearson(0).Hi), "%v", p)
	}
	assert.True(t, Proportion{}.Valid())
	assert.False(t, Proportion{3, 2}.Valid())
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		nl, en   string
	}{
		{0.518182, 2, "0,52", "0.52"},
		{0.285, 2, "0,29", "0.29"}, // stored as 0.28499999999999998
		{-1.25, 1, "−1,3", "−1.3"},
		{-0.04, 1, "0,0", "0.0"}, // no minus before a zero
		{12, 0, "12", "12"},
		{1e12, 0, "1000000000000", "1000000000000"},
		{5e11, 0, "500000000000", "500000000000"},
		{math.NaN(), 2, "–", "–"},
		{math.Inf(1), 2, "∞", "∞"},
		{math.Inf(-1), 2, "−∞", "−∞"},
	} {
		assert.Equal(t, c.nl, FormatNumber(c.v, c.decimals, Dutch))
		assert.Equal(t, c.en, FormatNumber(c.v, c.decimals, English))
	}
	assert.Equal(t, "0,030", FormatP(0.029973, Dutch))
	assert.Equal(t, "< 0,001", FormatP(0.0004, Dutch))
	assert.Equal(t, "–", FormatP(math.NaN(), Dutch))
	assert.Equal(t, "–", FormatPercent(math.NaN(), 0, Dutch))
}

func TestEstimateFormat(t *testing.T) {
	rd := Estimate{Value: 0.518182, Interval: Interval{Lo: 0.095022, Hi: 0.750478, Level: 0.95}, P: 0.029973, Test: "Fisher"}
	assert.Equal(t, "0,52 (0,10 tot 0,75; p = 0,030)", rd.Format(Dutch))
	assert.Equal(t, "0.52 (0.10 to 0.75; p = 0.030)", rd.Format(English))
	none := math.NaN()
	days := Estimate{Value: 3.5, Unit: T("dagen", "days"), Interval: Interval{Lo: none, Hi: none}, P: none, Decimals: 1}
	assert.Equal(t, "3,5 dagen", days.Format(Dutch))
	days.P, days.Test = 0.0001, "Wilcoxon"
	assert.Equal(t, "3.5 days (p < 0.001)", days.Format(English))
}

func TestDenominators(t *testing.T) {
	assert.Equal(t, []int{77, 78, 79, 80, 81, 82, 83, 84}, DenominatorsFor(8, 10, 0))
	assert.Equal(t, []int{79, 80}, DenominatorsFor(42, 53, 0))
	assert.Equal(t, []int{21}, DenominatorsFor(9, 43, 0))
	assert.Equal(t, []int{79, 80}, CommonDenominators(Reported{8, 10, 0}, Reported{42, 53, 0}))
	assert.Equal(t, []int{79, 80}, CommonDenominators(Reported{0, 0, 0}, Reported{42, 53, 0}), "zero fits every base")
	assert.Empty(t, CommonDenominators(Reported{42, 53, 0}, Reported{9, 43, 0}))
	assert.Equal(t, []int{7}, DenominatorsFor(7, 100, 0))
	assert.Equal(t, []int{95}, DenominatorsFor(30, 31.6, 1), "Aa en Hunze 2023: 30 is 31.6% of 95")
	assert.Nil(t, DenominatorsFor(0, 0, 0), "zero fits every base")
	assert.Nil(t, DenominatorsFor(3, 99, 0), "3 is never 99%")
	assert.Nil(t, DenominatorsFor(-1, 10, 0))
	assert.Nil(t, CommonDenominators())
}

func TestDenominatorsBySearch(t *testing.T) {
	for k := 1; k < 40; k++ {
		for pct := 1; pct <= 100; pct++ {
			var want []int
			for n := k; n <= 100*k+200*k; n++ {
				if math.Floor(100*float64(k)/float64(n)+0.5+1e-9) == float64(pct) {
					want = append(want, n)
				}
			}
			assert.Equal(t, want, DenominatorsFor(k, float64(pct), 0), "%d at %d%%", k, pct)
		}
	}
}

func TestShareOfThings(t *testing.T) {
	things := T("methoden", "methods")
	for _, c := range []struct {
		p      Proportion
		nl, en string
		why    string
	}{
		{Proportion{4, 6}, "4 van de 6 methoden", "4 of 6 methods", "too few for a percentage"},
		{Proportion{5, 20}, "5 van de 20 methoden (25%)", "5 of 20 methods (25%)", "the percentage behind the noun"},
		{Proportion{0, 0}, "0 van de 0 methoden", "0 of 0 methods", "of nothing"},
	} {
		cell := thingsCell(c.p, things)
		assert.Equal(t, c.nl, cell.Format(Dutch), c.why)
		assert.Equal(t, c.en, cell.Format(English), c.why)
		assert.Equal(t, c.p.N, cell.N, c.why)
	}
}
