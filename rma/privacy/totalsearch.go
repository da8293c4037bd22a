package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// totalSearch looks for lines that look like totals, one after the other. It
// keeps what all lines add up to and, per line, which lines beside it were added
// up in vain, so that a long table is not added up anew for every total.
type totalSearch struct {
	lines
	roundTo              int
	at                   map[string]int
	total, part, heading []bool
	own                  []map[int]bool // per total: the parts that it is said to have
	all                  *heap          // the lines that are no totals
	vain                 []span         // per line: nothing beside it that ends in there adds up to it
}

// span is some lines in a row, of which the first is from-1 and the last to-1; the
// zero value is none.
type span struct{ from, to int }

func newTotalSearch(l lines, roundTo int) *totalSearch {
	n := len(l.keys)
	t := &totalSearch{lines: l, roundTo: roundTo, at: map[string]int{}, total: make([]bool, n), part: make([]bool, n), heading: make([]bool, n),
		own: make([]map[int]bool, n), all: newHeap(len(l.places), roundTo), vain: make([]span, n)}
	for i, key := range l.keys {
		t.at[key] = i
		if t.heading[i] = l.isHeading(i); !t.heading[i] {
			t.all.put(l.counts[i], 1)
		}
		t.part[i] = t.heading[i]
	}
	return t
}

// note takes it that lines add up to another.
func (t *totalSearch) note(s rma.Sum) {
	total, ok := t.at[s.Total]
	if ok && !t.total[total] && !t.heading[total] {
		t.all.put(t.counts[total], -1)
	}
	own := map[int]bool{}
	for _, key := range s.Parts {
		if k, ok := t.at[key]; ok {
			t.part[k], own[k] = true, true
		}
	}
	if !ok {
		return
	}
	t.total[total] = true
	for k := range t.own[total] {
		own[k] = true
	}
	t.own[total] = own
	for i, v := range t.vain {
		if v.from <= total+1 && total+1 <= v.to {
			t.vain[i] = span{}
		}
	}
}

// next returns the first line that looks like a total of lines that are not said
// to be its parts, and is no part of another, with those lines.
func (t *totalSearch) next() (rma.Sum, bool) {
	for i, counts := range t.counts {
		if t.part[i] || t.total[i] && slices.Max(counts) < enough {
			continue
		}
		if t.isOfAll(i) {
			var parts []int
			for k := range t.keys {
				if !t.skips(i, k) {
					parts = append(parts, k)
				}
			}
			return t.sum(i, parts), true
		}
		if parts, ok := t.besides(i); ok {
			return t.sum(i, parts), true
		}
	}
	return rma.Sum{}, false
}

// skips reports whether a line can be no part of another.
func (t *totalSearch) skips(total, k int) bool {
	return k == total || t.total[k] || t.heading[k] || t.own[total][k]
}

// isOfAll reports whether a line is what all others add up to.
func (t *totalSearch) isOfAll(i int) bool {
	var aside []int
	if !t.total[i] {
		aside = append(aside, i)
	}
	for k := range t.own[i] {
		if k != i && !t.total[k] && !t.heading[k] {
			aside = append(aside, k)
		}
	}
	for _, k := range aside {
		t.all.put(t.counts[k], -1)
	}
	is := t.all.isFor(t.counts[i], t.named[i])
	for _, k := range aside {
		t.all.put(t.counts[k], 1)
	}
	return is
}

// besides returns the lines right after a line, or else right before, that add up
// to it.
func (t *totalSearch) besides(i int) ([]int, bool) {
	if t.vain[i] != (span{}) {
		return nil, false
	}
	parts, last, ok := t.beside(i, 1)
	if ok {
		return parts, true
	}
	parts, first, ok := t.beside(i, -1)
	if !ok {
		t.vain[i] = span{first + 1, last + 1}
	}
	return parts, ok
}

// farthest is how many lines before and after a line are looked at.
const farthest = 100

// beside returns the lines right after a line, or before, that add up to it, and
// the last that was looked at.
func (t *totalSearch) beside(i, step int) (parts []int, last int, ok bool) {
	h := newHeap(len(t.places), t.roundTo)
	last = i
	for k := i + step; k >= 0 && k < len(t.keys) && h.lines < farthest && !h.exceeds(t.counts[i]); k += step {
		last = k
		if t.skips(i, k) {
			continue
		}
		parts = append(parts, k)
		if h.put(t.counts[k], 1); h.isFor(t.counts[i], t.named[i]) {
			slices.Sort(parts)
			return parts, last, true
		}
	}
	return nil, last, false
}
