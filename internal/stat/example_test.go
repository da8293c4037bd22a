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
