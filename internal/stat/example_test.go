package stat_test

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
)

// Of 21 cases 9 were reported again.
func ExampleWilson() {
	lo, hi := stat.Wilson(9, 21, 0.95)
	fmt.Printf("%.2f to %.2f", lo, hi)
	// Output: 0.24 to 0.63
}

// Ten people answered before and after on a scale of 1 to 5.
func ExampleSignedRank() {
	d := []float64{1, 0, 2, 1, -1, 1, 0, 2, 1, 1}
	t := stat.SignedRank(d, stat.SignedRankOptions{})
	e := t.RankBiserial(0.95)
	s := stat.HodgesLehmann(d, 0.95)
	fmt.Printf("%d changed, V+ = %v, exact p = %.4f\n", t.NUsed, t.VPlus, t.PExact)
	fmt.Printf("r = %.2f (%.2f to %.2f)\n", e.R, e.Lo, e.Hi)
	fmt.Printf("shift %v, from %v to %v at %.3f\n", s.WithZeros, s.Lo, s.Hi, s.Level)
	// Output:
	// 8 changed, V+ = 32.5, exact p = 0.0547
	// r = 0.81 (0.32 to 0.96)
	// shift 1, from 0 to 1.5 at 0.951
}

// Two coders marked passages in a text of 1000 characters: 0 is no code. The
// text falls into six stretches that each coder treated as one.
func ExampleRatings() {
	r := stat.Ratings{
		Coders: 2, Categories: 3,
		Values:  []int8{0, 0, 1, 1, 1, 0, 0, 0, 2, 2, 0, 2},
		Weights: []int{400, 120, 30, 300, 130, 20},
	}
	k, a := stat.CohenKappa(r, 0.95), stat.KrippendorffNominal(r)
	fmt.Printf("agreement %.3f, kappa %.3f, alpha %.3f\n", k.Po, k.Kappa, a.Alpha)
	// Output: agreement 0.950, kappa 0.886, alpha 0.886
}

// A scale of three items; the last respondent left one open.
func ExampleCronbach() {
	r := stat.Cronbach([][]float64{{4, 5, 4}, {2, 2, 3}, {3, 3, 3}, {5, 4, 4}, {1, 2, math.NaN()}}, 0.95)
	fmt.Printf("n = %d, left out %d, alpha = %.2f\n", r.N, r.Dropped, r.Alpha)
	// Output: n = 4, left out 1, alpha = 0.89
}

// Ten closed cases: four were reported again, after the days given; the others
// had not been when they were last looked at.
func ExampleKaplanMeier() {
	days := []float64{30, 60, 90, 120, 150, 200, 365, 365, 365, 365}
	again := []bool{true, false, true, true, true, false, false, false, false, false}
	s := stat.KaplanMeier(days, again, stat.SurvivalOptions{})
	for _, p := range s.At(90, 180) {
		fmt.Printf("day %v: %d at risk, %.1f%% reported again (%.1f to %.1f)\n",
			p.Time, p.AtRisk, 100*(1-p.S), 100*(1-p.Hi), 100*(1-p.Lo))
	}
	fmt.Printf("median: %v; mean up to day %v: %.0f\n", s.Median.Undefined, s.Mean.Horizon, s.Mean.Mean)
	// Output:
	// day 90: 8 at risk, 21.3% reported again (5.7 to 61.9)
	// day 180: 5 at risk, 43.8% reported again (19.1 to 79.1)
	// median: not-reached; mean up to day 365: 249
}

// Days until a visit in two pilots; one family was never visited.
func ExampleLogRank() {
	days := []float64{1, 2, 2, 4, 9, 3, 6, 8, 12, 30}
	visited := []bool{true, true, true, true, true, true, true, true, true, false}
	pilot := []int{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}
	t := stat.LogRank(days, visited, pilot, stat.LogRankOptions{})
	for _, g := range t.Groups {
		fmt.Printf("%d of %d visited, %.2f expected\n", g.Events, g.N, g.Expected)
	}
	fmt.Printf("chi-square %.2f, df %d, p = %.3f\n", t.ChiSquare, t.DF, t.P)
	// Output:
	// 5 of 5 visited, 2.79 expected
	// 4 of 5 visited, 6.21 expected
	// chi-square 2.91, df 1, p = 0.088
}

// Three families, followed for 12, 12 and 6 months, had five reports.
func ExampleCumulativeCount() {
	c := stat.CumulativeCount([]float64{12, 12, 6}, []int{0, 0, 0, 1, 2}, []float64{1, 5, 9, 3, 2}, 0.95)
	for _, p := range c.At(6, 12) {
		fmt.Printf("month %v: %.2f reports per family, SE %.2f\n", p.Time, p.Mean, p.SE)
	}
	// Output:
	// month 6: 1.33 reports per family, SE 0.27
	// month 12: 1.83 reports per family, SE 0.60
}

// Reports per month; in the second half the work was done differently.
func ExampleNewRunChart() {
	reports := []float64{14, 11, 15, 12, 13, 16, 12, 14, 13, 19, 18, 21, 17, 20, 18, 22, 19, 20}
	r := stat.NewRunChart(reports, stat.RunOptions{})
	fmt.Printf("median %v, %d useful\n", r.Centre, r.Useful)
	fmt.Printf("longest run %d, up to %d is usual\n", r.LongestRun, r.LongestMax)
	fmt.Printf("%d crossings, from %d on is usual; signal: %v\n", r.Crossings, r.CrossingsMin, r.Signal)
	// Output:
	// median 16.5, 18 useful
	// longest run 9, up to 7 is usual
	// 1 crossings, from 5 on is usual; signal: true
}

// Visits within a day, of the reports of each month.
func ExamplePChart() {
	within := []float64{9, 12, 10, 8, 11, 13, 9, 10, 12, 11, 9, 20}
	reports := []float64{21, 24, 22, 19, 25, 27, 20, 21, 26, 23, 20, 22}
	c := stat.PChart(within, reports, stat.ControlOptions{})
	s := c.SpecialCauses(stat.SpecialCauseOptions{Better: stat.HigherIsBetter})
	a := c.Assurance(0.9, stat.HigherIsBetter)
	last := c.Points[11]
	fmt.Printf("%.2f of all; last month %.2f, limits %.2f to %.2f\n", c.Centre, last.Value, last.Lower, last.Upper)
	fmt.Println("outside the limits:", s.Beyond, s.Causes[11] == stat.Improvement)
	fmt.Println("as things go, 0.9 is out of reach:", a.Verdict == stat.MissesTarget)
	// Output:
	// 0.50 of all; last month 0.91, limits 0.18 to 0.82
	// outside the limits: [11] true
	// as things go, 0.9 is out of reach: true
}
