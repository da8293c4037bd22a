package privacy

import (
	"math"
	"math/bits"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// someOf is how many lines can be tried together: 2^16 sets.
const someOf = 16

// ofSome looks whether any set of lines adds up to another, such as municipalities
// in a region that stand in the order of the alphabet. So many sets are tried that
// many places have to fit.
func (t *totalSearch) ofSome(i int) (rma.Sum, bool) {
	if t.rule.misfits || t.someless[i] && !t.part[i] || t.free-len(t.own[i])-1 > someOf {
		return rma.Sum{}, false
	}
	var lines []int
	for k := range t.keys {
		if !t.skips(i, k) {
			lines = append(lines, k)
		}
		if len(lines) > someOf {
			return rma.Sum{}, false
		}
	}
	sure := math.Log(1000*float64(len(t.keys))) + float64(len(lines))*math.Ln2
	at := t.placeOfAll(i, lines)
	if at < 0 {
		return rma.Sum{}, false
	}
	slack, sum, in := t.rule.slack(len(lines)), 0, 0
	for n := 1; n < 1<<len(lines); n++ {
		bit := bits.TrailingZeros(uint(n)) // of the sets in an order in which each differs by one line
		in ^= 1 << bit
		sum += (2*(in>>bit&1) - 1) * t.counts[lines[bit]][at]
		if bits.OnesCount(uint(in)) < 2 || sum > t.counts[i][at]+slack || sum < t.counts[i][at]-slack {
			continue
		}
		if s, ok := t.ofSet(i, lines, in, sure); ok {
			return s, true
		}
	}
	t.someless[i] = true
	return rma.Sum{}, false
}

// ofSet looks whether the lines of one set add up to another.
func (t *totalSearch) ofSet(i int, lines []int, in int, sure float64) (rma.Sum, bool) {
	h := newHeap(len(t.places), t.rule)
	var parts []int
	for b, k := range lines {
		if in>>b&1 == 1 {
			h.put(t.counts[k], 1)
			parts = append(parts, k)
		}
	}
	f := h.fit(t.counts[i])
	return t.sum(i, parts, nil), len(f.misfits) == 0 && f.evidence >= sure
}

// placeOfAll returns the place in which a line is largest where all others are shown
// too, -1 when there is none.
func (t *totalSearch) placeOfAll(i int, lines []int) int {
	best := -1
	for at, n := range t.counts[i] {
		if n > 0 && (best < 0 || n > t.counts[i][best]) && !slices.ContainsFunc(lines, func(k int) bool { return t.counts[k][at] < 0 }) {
			best = at
		}
	}
	return best
}
