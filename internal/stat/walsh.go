package stat

import (
	"math"
	"slices"
)

// walsh gives order statistics of the Walsh averages (dᵢ + dⱼ)/2, i ≤ j, of n
// values without storing the n(n+1)/2 of them: five thousand differences have
// twelve million averages. It keeps the values, sorted and halved. Halving is
// exact, and the sum of two halves cannot overflow.
type walsh struct {
	half []float64 // dᵢ/2, sorted
}

// newWalsh takes values that are finite and not missing.
func newWalsh(d []float64) walsh {
	half := make([]float64, len(d))
	for i, v := range d {
		half[i] = v / 2
	}
	slices.Sort(half)
	return walsh{half}
}

// count returns how many averages there are.
func (w walsh) count() int {
	n := len(w.half)
	return n * (n + 1) / 2
}

// upTo returns how many averages are at most x. For a larger dᵢ fewer dⱼ stay
// under x, so one sweep with two ends does it.
func (w walsh) upTo(x float64) int {
	total := 0
	j := len(w.half) - 1
	for i, a := range w.half {
		for j >= i && a+w.half[j] > x {
			j--
		}
		if j < i {
			break
		}
		total += j - i + 1
	}
	return total
}

// nth returns the k-th smallest average, counted from 1. It halves the range
// of floating-point numbers, at most 64 times, until one number is left with
// k averages at or below it and fewer below: that number is the average.
func (w walsh) nth(k int) float64 {
	n := len(w.half)
	lo, hi := orderKey(2*w.half[0]), orderKey(2*w.half[n-1])
	for lo < hi {
		mid := lo + (hi-lo)/2
		if w.upTo(keyFloat(mid)) >= k {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return keyFloat(lo) + 0 // no negative zero
}

// median returns the middle average, or the mean of the two middle ones.
func (w walsh) median() float64 {
	m := w.count()
	if m == 0 {
		return math.NaN()
	}
	if m%2 == 1 {
		return w.nth((m + 1) / 2)
	}
	lo := w.nth(m / 2)
	if w.upTo(lo) > m/2 { // the next average is the same
		return lo
	}
	return lo/2 + w.nth(m/2+1)/2
}

// orderKey maps floats to whole numbers in the same order: the bits of a
// positive float already ascend with it, and those of a negative one descend.
func orderKey(x float64) uint64 {
	b := math.Float64bits(x + 0)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

// keyFloat is the inverse of orderKey.
func keyFloat(key uint64) float64 {
	if key>>63 == 1 {
		return math.Float64frombits(key &^ (1 << 63))
	}
	return math.Float64frombits(^key)
}
