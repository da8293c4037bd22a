package stat

import (
	"cmp"
	"math"
	"slices"
)

// MidRanks returns the rank of each value of x among all, 1 for the smallest;
// equal values share the mean of the places they take.
//
//	r(x) = #{xⱼ < x} + (#{xⱼ = x} + 1)/2
//
// The ranks of n values sum to n(n+1)/2, with or without ties. A missing
// value (NaN) has the rank NaN and counts for no other.
func MidRanks(x []float64) []float64 {
	ranks := make([]float64, len(x))
	order := make([]int, 0, len(x))
	for i, v := range x {
		if math.IsNaN(v) {
			ranks[i] = math.NaN()
			continue
		}
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+1+j) / 2
		}
		i = j
	}
	return ranks
}

// significant rounds v to 7 significant digits. Differences of computed
// scores, such as 3.6-3.4 and 3.1-2.9, then compare as equal, while answers
// that differ on any scale in use stay apart. R calls this digits.rank = 7.
// Zero, infinities and NaN come back as they are.
func significant(v float64) float64 {
	a := math.Abs(v)
	if a == 0 || math.IsInf(a, 0) || math.IsNaN(a) {
		return v
	}
	scale := 6 - math.Floor(math.Log10(a))
	if scale > 300 { // smaller than any measurement; a power of ten would overflow
		return v
	}
	if scale < 0 { // dividing by a whole power of ten is exact more often
		p := math.Pow(10, -scale)
		return math.Round(v/p) * p
	}
	p := math.Pow(10, scale)
	return math.Round(v*p) / p
}
