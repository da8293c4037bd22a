package stat

import (
	"cmp"
	"math"
	"slices"
)

// recurrenceWalk goes through the times of recurrent events and keeps, for each
// unit, what it adds to the variance:
//
//	uᵢ = Σ (dᵢₖ - dₖ/nₖ)/nₖ
//
// At each time all units at risk lose the same, and those with an event gain.
// So only the sum of the uᵢ at risk and the sum of all squares are carried on,
// and uᵢ itself is the gains of the unit less the common loss.
type recurrenceWalk struct {
	followUp []float64
	ends     []int // units with a follow-up, the shortest first
	gone     int   // how many of them are no longer at risk
	atRisk   int

	mean    float64
	gain    []float64 // per unit, Σ dᵢₖ/nₖ
	loss    float64   // Σ dₖ/nₖ²
	sum     float64   // Σ uᵢ of those at risk
	squares float64   // Σ uᵢ² of all
	scale   float64   // what squares were made of, to tell rounding by
}

func newRecurrenceWalk(followUp []float64) *recurrenceWalk {
	w := &recurrenceWalk{followUp: followUp, gain: make([]float64, len(followUp))}
	for i, f := range followUp {
		if !math.IsNaN(f) {
			w.ends = append(w.ends, i)
		}
	}
	slices.SortFunc(w.ends, func(a, b int) int {
		return cmp.Or(cmp.Compare(followUp[a], followUp[b]), cmp.Compare(a, b))
	})
	return w
}

// step takes the events of one time, which must come after that of the last.
func (w *recurrenceWalk) step(events []recurrence) {
	for w.followUp[w.ends[w.gone]] < events[0].time {
		w.sum -= w.gain[w.ends[w.gone]] - w.loss
		w.gain[w.ends[w.gone]] = math.NaN() // never looked at again
		w.gone++
	}
	w.atRisk = len(w.ends) - w.gone
	n, d := float64(w.atRisk), float64(len(events))
	w.mean += d / n
	common := d / n / n
	w.squares += n*common*common - 2*common*w.sum
	w.sum -= n * common
	w.loss += common
	each := 1 / n
	for _, e := range events {
		u := w.gain[e.unit] - w.loss
		w.squares += each*each + 2*u*each
		w.scale += each*each + 2*math.Abs(u)*each
		w.gain[e.unit] += each
		w.sum += each
	}
}

// variance returns that of the mean so far; what can only be rounding is 0.
func (w *recurrenceWalk) variance() float64 {
	if w.squares <= 1e-13*w.scale {
		return 0
	}
	return w.squares
}
