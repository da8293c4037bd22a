package stat

import (
	"math"
	"slices"
)

// Present returns the values of x that are not missing (NaN), in order, and
// the number of those that are. The result is a copy.
func Present(x []float64) (values []float64, missing int) {
	values = make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	return values, len(x) - len(values)
}

// Sum adds the values of x with a running correction for what rounding lost,
// so that many small values after a large one still count.
//
// Source: Neumaier (1974), Z. angew. Math. Mech. 54, 39-51.
func Sum(x []float64) float64 {
	var sum, lost float64
	for _, v := range x {
		t := sum + v
		if math.Abs(sum) >= math.Abs(v) {
			lost += (sum - t) + v
		} else {
			lost += (v - t) + sum
		}
		sum = t
	}
	if math.IsNaN(lost) { // an infinity among the values
		return sum
	}
	return sum + lost
}

// Mean returns the arithmetic mean of x:
//
//	x̄ = (1/n) Σ xᵢ
//
// The unit is that of the values. The mean of equal values is exactly that
// value. A missing value (NaN) makes the mean NaN: leave those out with
// [Present]. The mean of no values is NaN.
//
// Checked against: survey_descriptives.json (R 4.2.2 mean).
func Mean(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	if constant(x) {
		return x[0]
	}
	return Sum(x) / float64(len(x))
}

// Variance returns the sample variance of x:
//
//	s² = 1/(n-1) Σ (xᵢ - x̄)²
//
// The unit is the square of that of the values; it is never negative, and
// exactly 0 for equal values. It is computed in two passes, so that a large
// common offset does no harm. It is NaN for fewer than two values, and when a
// value is missing (NaN).
//
// Source: Chan, Golub & LeVeque (1983), American Statistician 37, 242-247.
// Checked against: survey_descriptives.json (R 4.2.2 var).
func Variance(x []float64) float64 {
	n := float64(len(x))
	if n < 2 {
		return math.NaN()
	}
	if constant(x) {
		return 0
	}
	mean := Mean(x)
	var squares, rest float64
	for _, v := range x {
		d := v - mean
		squares += d * d
		rest += d // zero but for the rounding of the mean
	}
	return max(0, squares-rest*rest/n) / (n - 1)
}

// SD returns the sample standard deviation, the root of [Variance].
func SD(x []float64) float64 { return math.Sqrt(Variance(x)) }

// MeanInterval returns the confidence interval of the mean at level:
//
//	x̄ ± t(n-1) s/√n
//
// Assumes independent values whose mean is about normal. Both bounds are NaN
// for fewer than two values, a missing value, or a level outside (0, 1).
//
// Checked against: survey_descriptives.json (R 4.2.2 t.test).
func MeanInterval(x []float64, level float64) (lo, hi float64) {
	n := float64(len(x))
	if n < 2 || !goodLevel(level) {
		return math.NaN(), math.NaN()
	}
	mean := Mean(x)
	half := -StudentQuantile((1-level)/2, n-1) * SD(x) / math.Sqrt(n)
	return mean - half, mean + half
}

// Median returns the middle value of x, or the mean of the two middle values.
// It is NaN for no values and when a value is missing (NaN).
func Median(x []float64) float64 { return Quantiles(x, 0.5)[0] }

// Quantile returns the value under which the share p of x lies, by linear
// interpolation between the sorted values (type 7 of Hyndman and Fan, the
// default of R, NumPy and spreadsheets):
//
//	h = (n-1)p,  Q = x₍⌊h⌋₎ + (h - ⌊h⌋)(x₍⌊h⌋₊₁₎ - x₍⌊h⌋₎)
//
// counting the sorted values from 0. It is NaN for no values, a missing value
// (NaN), or a p outside [0, 1].
//
// Source: Hyndman & Fan (1996), American Statistician 50, 361-365.
// Checked against: survey_descriptives.json (R 4.2.2 quantile).
func Quantile(x []float64, p float64) float64 { return Quantiles(x, p)[0] }

// Quantiles returns [Quantile] for each p, sorting x once.
func Quantiles(x []float64, p ...float64) []float64 {
	sorted := slices.Clone(x)
	slices.Sort(sorted) // NaN comes first
	out := make([]float64, len(p))
	for i, share := range p {
		out[i] = sortedQuantile(sorted, share)
	}
	return out
}

// sortedQuantile is Quantile of values that are sorted, with NaN in front.
func sortedQuantile(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 || math.IsNaN(sorted[0]) || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	h := float64(n-1) * p
	i := int(h)
	if i >= n-1 || h == float64(i) || sorted[i] == sorted[i+1] {
		return sorted[i]
	}
	f := h - float64(i)
	return sorted[i]*(1-f) + sorted[i+1]*f
}

// constant reports whether all values of x are the same.
func constant(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}
