package casereview

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// The published limits: with 20 useful points 7 and 6, with 24 8 and 8.
func TestRunLimits(t *testing.T) {
	for _, c := range []struct{ n, longest, crossings int }{{10, 6, 2}, {20, 7, 6}, {24, 8, 8}} {
		counts := slices.Repeat([]int{1, 3}, c.n/2)
		chart, err := NewRunChart(seriesOf(t, counts, nil), RunOptions{})
		require.NoError(t, err)
		p := chart.Phases[0]
		assert.Equal(t, []int{c.n, c.longest, c.crossings}, []int{p.Useful, p.LongestMax, p.CrossingsMin})
		assert.Equal(t, 2.0, p.Median)
		assert.False(t, p.Signal)
		assert.Equal(t, []int{-1, 1}, []int{chart.Points[0].Side, chart.Points[1].Side})
	}
}

func TestRunChartSignals(t *testing.T) {
	for _, c := range []struct {
		why                  string
		counts               []int
		long, few, signal    bool
		longest, crossings   int
		useful, warningCount int
	}{
		{"up and down", slices.Repeat([]int{4, 8}, 10), false, false, false, 1, 19, 20, 0},
		{"low, then high", append(slices.Repeat([]int{4}, 10), slices.Repeat([]int{8}, 10)...), true, true, true, 10, 1, 20, 0},
		{"long stretches, and enough crossings", []int{4, 8, 4, 8, 8, 8, 8, 8, 8, 8, 8, 4, 8, 4, 4, 4, 4, 4, 4, 4}, true, false, true, 8, 6, 20, 0},
		{"few crossings, and no long run", []int{4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8}, false, true, true, 5, 3, 20, 0},
		{"all the same", slices.Repeat([]int{5}, 12), false, false, false, 0, 0, 0, 1},
		{"too short to tell", []int{1, 2, 3, 4}, false, false, false, 2, 1, 4, 1},
		{"one", []int{3}, false, false, false, 0, 0, 0, 1},
	} {
		chart, err := NewRunChart(seriesOf(t, c.counts, nil), RunOptions{})
		require.NoError(t, err, c.why)
		p := chart.Phases[0]
		assert.Equal(t, []bool{c.long, c.few, c.signal}, []bool{p.TooLong, p.TooFewCross, p.Signal}, c.why)
		assert.Equal(t, []int{c.longest, c.crossings, c.useful}, []int{p.LongestRun, p.Crossings, p.Useful}, c.why)
		assert.Len(t, chart.Warnings, c.warningCount, c.why)
		o := chart.Observations()
		require.Len(t, o, 1, c.why)
		assert.Contains(t, o[0].Definition.In(rma.Dutch), fmt.Sprintf("langste reeks %d (hoogstens", c.longest), c.why)
		assert.Equal(t, c.signal, strings.Contains(o[0].Definition.In(rma.Dutch), ": signaal"), c.why)
	}
}

func TestRunChartPhases(t *testing.T) {
	series := seriesOf(t, append(slices.Repeat([]int{4, 6}, 6), slices.Repeat([]int{9, 11}, 6)...), nil)
	own, err := NewRunChart(series, RunOptions{Phases: pilotFrom(2002, time.January)})
	require.NoError(t, err)
	assert.Equal(t, []float64{5, 10}, []float64{own.Phases[0].Median, own.Phases[1].Median})
	assert.False(t, own.Phases[1].Signal, "against its own median nothing changed")
	first, err := NewRunChart(series, RunOptions{Phases: pilotFrom(2002, time.January), FirstMedian: true})
	require.NoError(t, err)
	assert.Equal(t, 5.0, first.Phases[1].Median)
	assert.True(t, first.Phases[1].Signal, "against that of the first phase it did")
	assert.Contains(t, plain(first.Table()), "begin van de pilot")
	assert.Contains(t, first.String(), "start of the pilot")
	assert.Contains(t, plain(first.Table()), "fase 2: langste reeks 12")
	assert.Len(t, first.Observations(), 2)
}

func TestRunChartGaps(t *testing.T) {
	chart, err := NewRunChart(seriesOf(t, []int{1, 0, 3, 2}, []int{4, 0, 4, 4}), RunOptions{})
	require.NoError(t, err)
	p := chart.Phases[0]
	assert.Equal(t, []int{3, 1}, []int{p.N, p.Empty})
	assert.True(t, math.IsNaN(chart.Points[1].Value))
	assert.True(t, rma.HasWarning(chart.Warnings, rma.WarnEmptyPeriods))
	cell, ok := chart.Table().Cell("2001-02", "count")
	require.True(t, ok)
	assert.Equal(t, rma.Blank, cell.Kind, "no share of nothing")
	values, err := NewRunChart(measurementsOf(t, []float64{1, math.NaN(), 3}), RunOptions{})
	require.NoError(t, err)
	assert.Equal(t, 2.0, values.Phases[0].Median)
	for _, x := range []Charted{seriesOf(t, nil, nil), seriesOf(t, []int{0}, []int{0})} {
		empty, err := NewRunChart(x, RunOptions{})
		require.NoError(t, err)
		assert.NotEmpty(t, empty.Warnings)
		assert.Empty(t, empty.Observations())
		_ = empty.String()
		_ = empty.Table()
	}
}

func TestRunChartRefuses(t *testing.T) {
	_, err := NewRunChart(nil, RunOptions{})
	assert.ErrorIs(t, err, ErrOptions, "no data at all")
	_, err = NewRunChart(seriesOf(t, []int{1, 2}, nil), RunOptions{Days: true})
	assert.ErrorIs(t, err, ErrOptions, "no days between counts")
	_, err = NewRunChart(seriesOf(t, []int{1, 2}, nil), RunOptions{Phases: []Phase{{From: monthOfYear(2001, 2)}}})
	assert.ErrorIs(t, err, ErrOptions, "no reason")
}

func TestMeasurements(t *testing.T) {
	first := monthOfYear(2023, time.January)
	for _, c := range []struct {
		why  string
		day  rma.Date
		list []Measurement
		o    MeasurementOptions
	}{
		{"no first day", rma.Date{}, nil, MeasurementOptions{}},
		{"a unit that there is not", first, nil, MeasurementOptions{Unit: 9}},
		{"decimals below 0", first, nil, MeasurementOptions{Decimals: -1}},
		{"infinite", first, []Measurement{{Value: math.Inf(1), N: 3}}, MeasurementOptions{}},
		{"a figure of no case", first, []Measurement{{Value: 3}}, MeasurementOptions{}},
		{"cases without a figure", first, []Measurement{{Value: math.NaN(), N: 3}}, MeasurementOptions{}},
		{"cases below 0", first, []Measurement{{Value: 3, N: -1}}, MeasurementOptions{}},
	} {
		_, err := NewMeasurements(c.day, c.list, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
	m, err := NewMeasurements(rma.NewDate(2023, 2, 14), []Measurement{{3, 5}, {math.NaN(), 0}, {-4, 6}}, MeasurementOptions{Unit: Quarterly})
	require.NoError(t, err)
	assert.Equal(t, []string{"2023-Q1", "2023-Q2", "2023-Q3"}, []string{m.Periods[0].Key, m.Periods[1].Key, m.Periods[2].Key})
	assert.Equal(t, "measurements", m.Options.Name)
}
