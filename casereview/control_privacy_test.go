package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// ordinaryMonths is a series of 24 months; small puts one small count in its second
// year.
func ordinaryMonths(t testing.TB, withBase, small bool) Series {
	t.Helper()
	counts := []int{22, 25, 19, 21, 24, 23, 26, 18, 22, 20, 23, 25, 32, 34, 31, 35, 33, 36, 32, 30, 34, 33, 35, 37}
	bases := []int{60, 58, 50, 54, 61, 57, 60, 49, 55, 51, 56, 62, 60, 65, 59, 62, 61, 64, 67, 61, 60, 59, 62, 65}
	if small {
		counts[18] = 3
	}
	if !withBase {
		bases = nil
	}
	s, err := NewSeries(monthOfYear(2022, time.January), counts, bases, SeriesOptions{Origin: rma.Origin{Method: "registratie", Pilot: "HOO"}})
	require.NoError(t, err)
	return s
}

func kindsOf(withBase bool) []ChartKind {
	if withBase {
		return []ChartKind{PChart, PPrimeChart, XmRChart}
	}
	return []ChartKind{CChart, UChart, UPrimeChart, XmRChart}
}

// protectChart is a chart with its observations as they may be published.
func protectChart(t testing.TB, c interface {
	rma.Source
	Table() rma.Table
}, p privacy.Policy) *privacy.Release {
	t.Helper()
	evidence, err := rma.Collect(c)
	require.NoError(t, err)
	r, err := privacy.Protect(privacy.Material{Tables: []rma.Table{c.Table()}, Evidence: evidence}, p)
	require.NoError(t, err)
	return r
}

// chartCell is a cell of a protected table, in English.
func chartCell(t testing.TB, r *privacy.Release, row, column string) string {
	t.Helper()
	c, ok := r.Tables()[0].Cell(row, column)
	require.True(t, ok, "%s, %s", row, column)
	return c.Format(rma.English)
}

func TestProtectedOrdinarySeries(t *testing.T) {
	for _, withBase := range []bool{false, true} {
		for _, kind := range kindsOf(withBase) {
			chart := drawn(t, ordinaryMonths(t, withBase, false), ControlOptions{Kind: kind, Phases: pilotFrom(2023, time.January)})
			group := protectChart(t, chart, privacy.Policy{Audience: privacy.SteeringGroup})
			assert.Equal(t, 0, hiddenChartCells(group), "%s: nothing is small, so all is shown", kind)
			assert.Empty(t, group.Warnings(), "%s: every figure says what it follows from", kind)
			public := protectChart(t, chart, privacy.Policy{})
			assert.Empty(t, public.Warnings(), "%s", kind)
			assert.NotEqual(t, ".", chartCell(t, public, "2022-03", "count"), "%s: rounded counts are shown", kind)
			assert.Equal(t, ".", chartCell(t, public, "2022-03", "upper"), "%s: a limit would tell what was rounded", kind)
			assert.Equal(t, ".", chartCell(t, public, "2022-03", "signal"), "%s", kind)
			if !withBase {
				assert.NotEqual(t, ".", chartCell(t, public, "2022-03", "centre"), "%s: the line is computed again", kind)
			} else if kind != XmRChart {
				assert.Equal(t, "270 of 675 (40%)", chartCell(t, public, "2022-03", "together:series-control"), "%s: the line as a share", kind)
			}
		}
	}
}

func hiddenChartCells(r *privacy.Release) int {
	n := 0
	for _, row := range r.Tables()[0].View().Rows {
		for _, c := range row.Cells {
			if c.Kind == rma.Withheld {
				n++
			}
		}
	}
	return n
}

func TestProtectedSmallCount(t *testing.T) {
	const small, other, calm = "2023-07", "2023-05", "2022-05"
	for _, withBase := range []bool{false, true} {
		for _, kind := range kindsOf(withBase) {
			why := fmt.Sprintf("%s, with base %t", kind, withBase)
			chart := drawn(t, ordinaryMonths(t, withBase, true), ControlOptions{Kind: kind, Phases: pilotFrom(2023, time.January)})
			team := protectChart(t, chart, privacy.Policy{Audience: privacy.Team})
			assert.Contains(t, chartCell(t, team, small, "signal"), "outside the limits, low", why)
			for _, p := range []privacy.Policy{{Audience: privacy.SteeringGroup}, {}} {
				r := protectChart(t, chart, p)
				for _, column := range []string{"count", "upper", "signal"} {
					assert.Equal(t, ".", chartCell(t, r, small, column), "%s: %s", why, column)
				}
				cell, _ := r.Tables()[0].Cell(small, "signal")
				assert.Empty(t, cell.Mark, "%s: the mark says what the words say", why)
				assert.Equal(t, ".", chartCell(t, r, other, "signal"), "%s: signals of several points tell of the hidden one", why)
				if p.Audience == privacy.SteeringGroup { // rounding hides it from the public
					assert.GreaterOrEqual(t, hiddenCounts(r, "2023"), 2, "%s: one hidden count would follow from the total", why)
				}
				for _, o := range r.Evidence().All() {
					assert.NotContains(t, o.What.In(rma.English), "limits", "%s: no words about a small count", why)
				}
			}
			group := protectChart(t, chart, privacy.Policy{Audience: privacy.SteeringGroup})
			if kind.hasRanges() {
				assert.Equal(t, ".", chartCell(t, group, other, "upper"), "%s: the moving ranges follow from the hidden count", why)
			} else {
				assert.NotEqual(t, ".", chartCell(t, group, "2023-06", "upper"), why)
			}
			assert.NotEqual(t, ".", chartCell(t, group, calm, "upper"), "%s: the other phase is left alone", why)
			assert.Equal(t, "–", chartCell(t, group, calm, "signal"), why)
		}
	}
}

// hiddenCounts counts the hidden counts of a year.
func hiddenCounts(r *privacy.Release, year string) int {
	n := 0
	for _, row := range r.Tables()[0].View().Rows {
		if c, _ := r.Tables()[0].Cell(row.Key, "count"); len(row.Key) > 4 && row.Key[:4] == year && c.Kind == rma.Withheld {
			n++
		}
	}
	return n
}

// Whatever the counts are, a chart can be protected, and nobody who has it can
// enclose a small count more narrowly than the policy asks.
func TestProtectedCharts(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 4))
	policies := []privacy.Policy{{}, {Audience: privacy.SteeringGroup}}
	for round := range 24 {
		withBase := round%2 == 0
		counts, bases := make([]int, 24), make([]int, 24)
		for i := range counts {
			bases[i] = 10 + rng.IntN(40)
			counts[i] = rng.IntN(min(bases[i], 6+4*(round%5)))
		}
		if !withBase {
			bases = nil
		}
		series, err := NewSeries(monthOfYear(2022, time.January), counts, bases, SeriesOptions{})
		require.NoError(t, err)
		kinds := kindsOf(withBase)
		chart := drawn(t, series, ControlOptions{Kind: kinds[round/2%len(kinds)], Phases: pilotFrom(2023, time.January)})
		policy := policies[round/4%2]
		why := fmt.Sprintf("round %d, %s", round, chart.Kind)
		r := protectChart(t, chart, policy)
		for i, row := range chart.Table().Rows {
			for j, c := range row.Cells {
				shown := r.Tables()[0].View().Rows[i].Cells[j]
				if c.Kind == rma.CountKind && !chart.Table().Columns[j].Things && mustPolicy(t, policy).Small(c.Count) {
					assert.Equal(t, rma.Withheld, shown.Kind, "%s: row %s", why, row.Key)
				}
			}
			count, _ := r.Tables()[0].Cell(row.Key, "count")
			upper, _ := r.Tables()[0].Cell(row.Key, "upper")
			if count.Kind == rma.Withheld {
				assert.NotEqual(t, rma.NumberKind, upper.Kind, "%s: row %s", why, row.Key)
			}
		}
		found, err := privacy.Audit(publishedTables(r), privacy.Policy{MinCell: 5, RoundTo: policyRound(policy)})
		require.NoError(t, err, why)
		assert.Empty(t, privacy.Exposed(found, privacy.Policy{Audience: policy.Audience, MinCell: 5}), why)
	}
}

func mustPolicy(t testing.TB, p privacy.Policy) privacy.Policy {
	t.Helper()
	s, err := p.Settings()
	require.NoError(t, err)
	return s
}

func policyRound(p privacy.Policy) int {
	if p.Audience == privacy.Public {
		return 5
	}
	return -1
}

// publishedTables is the tables as a reader has them.
func publishedTables(r *privacy.Release) []rma.Table {
	var list []rma.Table
	for _, t := range r.Tables() {
		list = append(list, t.View())
	}
	return list
}

func TestProtectedMeasurements(t *testing.T) {
	var list []Measurement
	for i := range 24 {
		list = append(list, Measurement{Value: float64(3 + i%4), N: 12 + i%5})
	}
	of := func(list []Measurement) ControlChart {
		m, err := NewMeasurements(monthOfYear(2022, time.January), list, MeasurementOptions{What: rma.T("dagen tot bezoek", "days to a visit"), Measure: rma.T("dagen", "days")})
		require.NoError(t, err)
		return drawn(t, m, ControlOptions{Better: LowerBetter})
	}
	group := protectChart(t, of(list), privacy.Policy{Audience: privacy.SteeringGroup})
	assert.Equal(t, "5", chartCell(t, group, "2022-03", "value"))
	assert.NotEqual(t, ".", chartCell(t, group, "2022-03", "upper"))
	few := slices.Clone(list)
	few[4].N = 3
	group = protectChart(t, of(few), privacy.Policy{Audience: privacy.SteeringGroup})
	assert.Equal(t, ".", chartCell(t, group, "2022-05", "value"), "a median of three")
	for _, column := range []string{"centre", "lower", "upper", "signal"} {
		assert.NotRegexp(t, `\d`, chartCell(t, group, "2022-03", column), "it follows from that median too: %s", column)
	}
	protectChart(t, of(few), privacy.Policy{})
}

func TestProtectedRunChart(t *testing.T) {
	for _, withBase := range []bool{false, true} {
		clean, err := NewRunChart(ordinaryMonths(t, withBase, false), RunOptions{})
		require.NoError(t, err)
		group := protectChart(t, clean, privacy.Policy{Audience: privacy.SteeringGroup})
		assert.NotEqual(t, ".", chartCell(t, group, "2022-03", "centre"))
		assert.False(t, group.Evidence().All()[0].Withheld)
		small, err := NewRunChart(ordinaryMonths(t, withBase, true), RunOptions{})
		require.NoError(t, err)
		for _, p := range []privacy.Policy{{Audience: privacy.SteeringGroup}, {}} {
			r := protectChart(t, small, p)
			assert.Equal(t, ".", chartCell(t, r, "2023-07", "count"))
			assert.Equal(t, ".", chartCell(t, r, "2022-03", "centre"), "the median follows from the hidden count")
			assert.True(t, r.Evidence().All()[0].Withheld)
		}
	}
}

func TestSmallSignalsAreForTheTeam(t *testing.T) {
	o := ControlOptions{Kind: CChart, Phases: pilotFrom(2023, time.January)}
	quiet := drawn(t, ordinaryMonths(t, false, true), o)
	assert.NotEmpty(t, quiet.Signals)
	assert.Len(t, quiet.Observations(), 2, "the two phases")
	o.SmallSignals = true
	loud := drawn(t, ordinaryMonths(t, false, true), o).Observations()
	require.Greater(t, len(loud), 2)
	assert.Equal(t, "registratie/HOO/series-control-beyond-limits-2023-07", loud[2].ID)
	assert.Equal(t, 3, loud[2].N)
}

// Charts of one series with other phases can be published together, and with the
// series itself: they hide the same counts.
func TestProtectedChartsOfOneSeries(t *testing.T) {
	for _, withBase := range []bool{false, true} {
		series := ordinaryMonths(t, withBase, true)
		phased := drawn(t, series, ControlOptions{Phases: pilotFrom(2023, time.January)})
		whole := drawn(t, series, ControlOptions{Name: "whole", Kind: XmRChart})
		run, err := NewRunChart(series, RunOptions{})
		require.NoError(t, err)
		evidence, err := rma.Collect(series, phased, whole, run)
		require.NoError(t, err)
		for _, p := range []privacy.Policy{{}, {Audience: privacy.SteeringGroup}} {
			r, err := privacy.Protect(privacy.Material{Tables: evidence.Tables(), Evidence: evidence}, p)
			require.NoError(t, err)
			assert.Empty(t, r.Warnings())
			found, err := privacy.Audit(publishedTables(r), privacy.Policy{MinCell: 5, RoundTo: policyRound(p)})
			require.NoError(t, err)
			assert.Empty(t, privacy.Exposed(found, privacy.Policy{Audience: p.Audience, MinCell: 5}))
			for _, period := range series.Periods {
				first, _ := r.Tables()[0].Cell(period.Key, "count")
				for _, other := range r.Tables()[1:] {
					cell, ok := other.Cell(period.Key, "count")
					require.True(t, ok)
					assert.Equal(t, first.Kind, cell.Kind, period.Key)
				}
			}
		}
	}
}
