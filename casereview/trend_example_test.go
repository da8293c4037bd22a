package casereview_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/casereview"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func ExampleRatioOfRateRatios() {
	count := func(k int) casereview.TrendCell { return casereview.TrendCell{Count: k, Exposure: 6} } // six months
	trend, err := casereview.RatioOfRateRatios(casereview.TrendCounts{
		PilotPost: count(90), PilotPre: count(60),
		ReferencePost: count(480), ReferencePre: count(400),
	}, casereview.TrendOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(trend)
	// Output:
	// Change of reports in the pilot and elsewhere; level 0.95
	//   pilot, from the start         90, rate 15.00 (12.06 to 18.44)
	//   pilot, before                 60, rate 10.00 (7.63 to 12.87)
	//   reference, from the start    480, rate 80.00 (73.00 to 87.49)
	//   reference, before            400, rate 66.67 (60.29 to 73.53)
	//   pilot 1.50 (1.08 to 2.08; p = 0.015)
	//   reference 1.20 (1.05 to 1.37; p = 0.007)
	//   ratio 1.25 (0.88 to 1.78; p = 0.215)
	//   a difference-in-differences on counts, not causal: it takes the pilot to have changed as the reference did, had there been no pilot
}

// The months of a series say whether reports came by chance alone.
func ExampleRatioOfRateRatios_series() {
	first, start := rma.NewDate(2022, 7, 1), rma.NewDate(2023, 1, 1)
	cells := func(perMonth ...int) (post, pre casereview.TrendCell) {
		s, err := casereview.NewSeries(first, perMonth, nil, casereview.SeriesOptions{})
		if err != nil {
			panic(err)
		}
		return s.Between(start, rma.Date{}).TrendCell(), s.Between(rma.Date{}, start).TrendCell()
	}
	var c casereview.TrendCounts
	c.PilotPost, c.PilotPre = cells(4, 16, 9, 15, 5, 11, 22, 9, 19, 10)
	c.ReferencePost, c.ReferencePre = cells(60, 71, 52, 66, 80, 71, 83, 78, 70, 89)
	trend, err := casereview.RatioOfRateRatios(c, casereview.TrendOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println("plain:  ", trend.Ratio.Plain.Number(2, rma.English))
	fmt.Println("widened:", trend.Ratio.Widened.Number(2, rma.English))
	fmt.Println(trend.Warnings[1].Label(rma.English))
	// Output:
	// plain:   0.85 to 1.84
	// widened: 0.73 to 2.13
	// periods differ more than chance explains (φ=1.90, 16)
}

// What is published of a trend hides small strata, and all that follows from them.
func TestTrendProtected(t *testing.T) {
	part := func(a, b, c, d int) casereview.TrendCounts {
		return casereview.TrendCounts{PilotPost: casereview.TrendCell{Count: a}, PilotPre: casereview.TrendCell{Count: b},
			ReferencePost: casereview.TrendCell{Count: c}, ReferencePre: casereview.TrendCell{Count: d}}
	}
	trend, err := casereview.RatioOfRateRatios(part(93, 62, 500, 420), casereview.TrendOptions{
		Origin: rma.Origin{Method: "registratie", Pilot: "EMM"},
		Strata: []casereview.TrendStratum{{Key: "police", Counts: part(60, 40, 300, 250)}, {Key: "school", Counts: part(30, 20, 180, 150)}, {Key: "health", Counts: part(3, 2, 20, 20)}},
	})
	require.NoError(t, err)
	evidence, err := rma.Collect(trend)
	require.NoError(t, err)
	release, err := privacy.Protect(privacy.Material{Evidence: evidence, Tables: trend.Tables()}, privacy.Policy{Audience: privacy.SteeringGroup})
	require.NoError(t, err)
	require.Len(t, release.Tables(), 2)
	table := release.Tables()[0]
	for key, kind := range map[string]rma.CellKind{"pilot_post": rma.Withheld, "pilot_pre": rma.Withheld, "pilot_ratio": rma.Withheld, "ratio": rma.Withheld, "ratio_interval": rma.Withheld} {
		cell, ok := table.Cell("health", key)
		require.True(t, ok)
		assert.Equal(t, kind, cell.Kind, key)
	}
	cell, _ := table.Cell("all", "ratio")
	assert.Equal(t, rma.NumberKind, cell.Kind, "the whole is large enough")
	cell, _ = release.Tables()[1].Cell("pilot_post", "rate")
	assert.Equal(t, rma.NumberKind, cell.Kind)
	for _, o := range release.Evidence().All() {
		if o.ID == "registratie/EMM/trend-health" || o.ID == "registratie/EMM/trend-health-pilot-pre" {
			assert.True(t, o.Withheld, o.ID)
		}
	}
}
