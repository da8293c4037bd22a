package casereview

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// column of figures in which null is a missing one.
type figureRow []float64

func (r *figureRow) UnmarshalJSON(data []byte) error {
	var list []*float64
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for _, v := range list {
		if v == nil {
			*r = append(*r, math.NaN())
		} else {
			*r = append(*r, *v)
		}
	}
	return nil
}

// wholeNumbers makes counts of figures.
func wholeNumbers(x []float64) []int {
	if x == nil {
		return nil
	}
	list := make([]int, len(x))
	for i, v := range x {
		list[i] = int(math.Round(v))
	}
	return list
}

// seriesOf is a monthly series from January 2001 on; nil bases mean none.
func seriesOf(t testing.TB, counts, bases []int) Series {
	t.Helper()
	s, err := NewSeries(rma.NewDate(2001, time.January, 1), counts, bases, SeriesOptions{})
	require.NoError(t, err)
	return s
}

// measurementsOf has a figure per month from January 2001 on, each on 20 cases.
func measurementsOf(t testing.TB, values []float64) Measurements {
	t.Helper()
	var list []Measurement
	for _, v := range values {
		m := Measurement{Value: v, N: 20}
		if math.IsNaN(v) {
			m.N = 0
		}
		list = append(list, m)
	}
	m, err := NewMeasurements(rma.NewDate(2001, time.January, 1), list, MeasurementOptions{What: rma.T("dagen tot bezoek", "days to a visit"), Decimals: 1})
	require.NoError(t, err)
	return m
}

// drawn is a control chart that can be drawn.
func drawn(t testing.TB, x Charted, o ControlOptions) ControlChart {
	t.Helper()
	c, err := NewControlChart(x, o)
	require.NoError(t, err)
	return c
}

func TestOracleControlChart(t *testing.T) {
	kinds := map[string]ChartKind{"p": PChart, "np": PChart, "p_prime": PPrimeChart, "u": UChart, "u_prime": UPrimeChart, "c": CChart, "xmr": XmRChart, "mr": XmRChart}
	testkit.Cases(t, "casereview_control_chart", func(t *testing.T, c testkit.Case) {
		var in struct{ X, N figureRow }
		var opt struct {
			Type     string
			Baseline int
		}
		c.Decode(t, &in, &opt)
		o := ControlOptions{Kind: kinds[opt.Type], Baseline: opt.Baseline}
		var x Charted
		switch o.Kind {
		case PChart, PPrimeChart:
			x = seriesOf(t, wholeNumbers(in.X), wholeNumbers(in.N))
		case UChart, UPrimeChart:
			s := seriesOf(t, wholeNumbers(in.X), nil)
			exposure := map[string]float64{}
			for i, p := range s.Periods {
				exposure[p.Key] = in.N[i]
			}
			o.Exposure = func(p SeriesPeriod) float64 { return exposure[p.Key] }
			x = s
		case CChart:
			x = seriesOf(t, wholeNumbers(in.X), nil)
		default:
			x = measurementsOf(t, in.X)
		}
		checkOracleChart(t, c, drawn(t, x, o), opt.Type, in.N)
	})
}

func checkOracleChart(t *testing.T, c testkit.Case, chart ControlChart, kind string, n []float64) {
	t.Helper()
	if kind == "mr" {
		c.Check(t, "center", chart.Phases[0].MeanRange)
		return
	}
	scale := 1.0
	if kind == "np" { // in units, of periods of one size
		scale = n[0]
	}
	var value, lower, upper, beyond []float64
	for i, p := range chart.Points {
		value, lower, upper = append(value, scale*p.Value), append(lower, scale*p.Lower), append(upper, scale*p.Upper)
		for _, s := range p.Signals {
			if chart.Signals[s].Rule == SignalBeyond {
				beyond = append(beyond, float64(i))
			}
		}
	}
	c.Check(t, "center", scale*chart.Phases[0].Centre)
	c.CheckAll(t, "y", value)
	if chart.Phases[0].N < 10 {
		assert.False(t, chart.Phases[0].Limits, "this module draws no limits on fewer than 10 points")
		return
	}
	c.CheckAll(t, "lcl", lower)
	c.CheckAll(t, "ucl", upper)
	c.CheckAll(t, "beyond", beyond)
}

// The rules on figures with a given line and sigma: a u' chart with a baseline
// that has this line and this sigma, then a period without exposure, which ends
// every run, then the figures. Sigma is 0.2% too large, so that figures exactly on
// a multiple of it are not beyond it by rounding.
func TestOracleControlRules(t *testing.T) {
	const baseline, exposure, above = 12, 1000, 100
	testkit.Cases(t, "casereview_control_rules", func(t *testing.T, c testkit.Case) {
		var in struct{ Y figureRow }
		var opt struct {
			Center, Sigma float64
			Shift         int  `json:"shift_length"`
			Trend         int  `json:"trend_length"`
			Skip          bool `json:"skip_center"`
		}
		c.Decode(t, &in, &opt)
		var counts []int
		for i := range baseline {
			step := 0.565 * opt.Sigma
			if i%2 == 0 {
				step = -step
			}
			counts = append(counts, int(math.Round(exposure*(opt.Center+above+step))))
		}
		counts, none := withGaps(t, append(counts, 0), in.Y, exposure, above)
		chart := drawn(t, seriesOf(t, counts, nil), ControlOptions{Kind: UPrimeChart, Baseline: baseline,
			Shift: opt.Shift, Trend: opt.Trend, SkipCentre: opt.Skip, FourOfFive: true,
			Exposure: func(p SeriesPeriod) float64 {
				if none[p.Key] {
					return 0
				}
				return exposure
			}})
		testkit.Near(t, opt.Center+above, chart.Phases[0].Centre, 1e-9, "line")
		testkit.Near(t, opt.Sigma, chart.Points[0].Sigma, 4e-3, "sigma")
		for rule, name := range []string{"beyond3", "shift", "trend", "two_of_three", "four_of_five"} {
			var got []float64
			for _, s := range chart.Signals {
				if s.Rule != SignalRule(rule) {
					continue
				}
				for _, at := range s.Points {
					if at > baseline {
						got = append(got, float64(at-baseline-1))
					}
				}
			}
			c.CheckAll(t, name, got)
		}
	})
}

// withGaps puts the figures behind the baseline, with periods without exposure.
func withGaps(t *testing.T, counts []int, y []float64, exposure, above float64) ([]int, map[string]bool) {
	t.Helper()
	gaps := []int{len(counts) - 1}
	for _, v := range y {
		if math.IsNaN(v) {
			gaps = append(gaps, len(counts))
			counts = append(counts, 0)
			continue
		}
		counts = append(counts, int(math.Round(exposure*(v+above))))
	}
	none := map[string]bool{}
	for _, at := range gaps {
		none[seriesOf(t, counts, nil).Periods[at].Key] = true
	}
	return counts, none
}

func TestOracleRunChart(t *testing.T) {
	testkit.Cases(t, "casereview_run_chart_anhoej", func(t *testing.T, c testkit.Case) {
		var in struct{ Y figureRow }
		var opt struct{ Center *float64 }
		c.Decode(t, &in, &opt)
		var o RunOptions
		y, first := in.Y, 0
		if opt.Center != nil { // the median of a phase before
			first = 3
			y = append(figureRow{*opt.Center, *opt.Center, *opt.Center}, y...)
			o = RunOptions{FirstMedian: true, Phases: []Phase{{From: rma.NewDate(2001, time.April, 1), Reason: rma.T("de cijfers", "the figures")}}}
		}
		chart, err := NewRunChart(measurementsOf(t, y), o)
		require.NoError(t, err)
		p := chart.Phases[len(chart.Phases)-1]
		assert.Equal(t, first, p.First)
		c.Check(t, "center", p.Median)
		c.Check(t, "n_useful", float64(p.Useful))
		signal := 0.0
		if p.Signal {
			signal = 1
		}
		c.Check(t, "signal", signal)
		if p.Useful == 0 {
			return
		}
		c.Check(t, "longest_run", float64(p.LongestRun))
		c.Check(t, "longest_run_max", float64(p.LongestMax))
		c.Check(t, "crossings", float64(p.Crossings))
		c.Check(t, "crossings_min", float64(p.CrossingsMin))
	})
}
