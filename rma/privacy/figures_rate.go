package privacy

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// perSoMany are what rates are per: one, a hundred, a thousand and more.
var perSoMany = []float64{1, 100, 1_000, 10_000, 100_000, 1_000_000}

// rateOf returns what a column has rates per, when it follows from two others and
// every figure is
//
//	rate = per × K / N
//
// as it is printed, K and N being the first and the second. Such a column can be
// computed again of rounded counts.
func (w *tableWriter) rateOf(j int) (per float64, ok bool) {
	if len(w.t.Columns[j].From) != 2 {
		return 0, false
	}
	for _, per := range perSoMany {
		fits := 0
		for i := range w.t.Rows {
			c := w.cell(i, j)
			if c.Kind != rma.NumberKind || math.IsNaN(c.Number) {
				continue
			}
			v, ok := w.rate(i, j, per, func(n int) int { return n })
			if ok && math.Abs(v-c.Number) > half(c) {
				fits = 0
				break
			}
			if ok {
				fits++
			}
		}
		if fits > 0 {
			return per, true
		}
	}
	return 0, false
}

// rate computes a rate of counts that are rounded; numbers of things are as they are.
func (w *tableWriter) rate(i, j int, per float64, round func(int) int) (float64, bool) {
	var of [2]float64
	for n, key := range w.t.Columns[j].From {
		k, ok := w.column[key]
		if !ok {
			return 0, false
		}
		switch c := w.cell(i, k); {
		case w.t.Columns[k].Things && c.Kind == rma.NumberKind:
			of[n] = c.Number
		case w.t.Columns[k].Things && c.Kind == rma.CountKind:
			of[n] = float64(c.Count)
		case c.Kind == rma.CountKind && w.isWaived(w.places[i][k]):
			of[n] = float64(c.Count)
		case c.Kind == rma.CountKind:
			of[n] = float64(round(c.Count))
		default:
			return 0, false
		}
	}
	return per * of[0] / of[1], of[1] > 0
}
