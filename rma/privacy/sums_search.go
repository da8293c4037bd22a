package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// totalSearch looks for lines that look like totals, one after the other. It
// keeps what all lines add up to and, per line, which lines beside it were added
// up in vain, so that a long table is not added up anew for every total.
type totalSearch struct {
	lines
	rule                 heapRule
	at                   map[string]int
	total, part, heading []bool
	own                  []map[int]bool       // per total: the parts that it is said to have
	all                  *heap                // the lines that are no totals
	vain                 [2][]span            // per line: what lies between was added up in vain; a second time where a few places may not fit
	reach                int                  // how far from a line was looked, in vain
	free                 int                  // how many lines are no total and no heading
	pairless, someless   []bool               // per line: no two lines, or no lines at all, add up to it
	sums                 map[string][]rma.Sum // by total, those of all parts in all places
}

// span is some lines in a row, of which the first is from-1 and the last to-1; the
// zero value is none.
type span struct{ from, to int }

func newTotalSearch(l lines, roundTo int) *totalSearch {
	n := len(l.keys)
	t := &totalSearch{lines: l, at: map[string]int{}, total: make([]bool, n), part: make([]bool, n), heading: make([]bool, n),
		own: make([]map[int]bool, n), rule: heapRule{roundTo: roundTo}, vain: [2][]span{make([]span, n), make([]span, n)},
		pairless: make([]bool, n), someless: make([]bool, n), sums: map[string][]rma.Sum{}}
	t.all = newHeap(len(l.places), t.rule)
	for i, key := range l.keys {
		t.at[key] = i
		if t.heading[i] = l.isHeading(i); !t.heading[i] {
			t.all.put(l.counts[i], 1)
			t.free++
		}
		t.part[i] = t.heading[i]
	}
	return t
}

// note takes it that lines add up to another.
func (t *totalSearch) note(s rma.Sum) {
	if !s.Rest && len(s.Only) == 0 && len(s.Parts) > 0 {
		t.sums[s.Total] = append(t.sums[s.Total], s)
	}
	total, ok := t.at[s.Total]
	if ok && !t.total[total] && !t.heading[total] {
		t.all.put(t.counts[total], -1)
		t.free--
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
	for _, vain := range t.vain {
		for i, v := range vain[max(0, total-t.reach):min(len(vain), total+t.reach+1)] {
			if v.from <= total+1 && total+1 <= v.to {
				vain[max(0, total-t.reach)+i] = span{}
			}
		}
	}
}

// next returns the first line that looks like a total of lines that are not said
// to be its parts, with those lines. Only when nothing fits everywhere may a few
// places not fit.
func (t *totalSearch) next() (rma.Sum, bool) {
	for _, t.rule.misfits = range []bool{false, true} {
		for i, counts := range t.counts {
			if t.heading[i] || t.total[i] && slices.Max(counts) < enough {
				continue
			}
			if s, ok := t.lookAt(i); ok {
				return s, true
			}
		}
	}
	return rma.Sum{}, false
}

// lookAt looks what a line is the total of. What is a part itself, such as a region,
// is made up of lines that are no part of anything yet, or, where that can hardly be
// chance, of any; in a long table that is not looked for.
func (t *totalSearch) lookAt(i int) (rma.Sum, bool) {
	t.rule.strong = false
	if !t.part[i] {
		for _, look := range []func(i int) (rma.Sum, bool){t.ofAll, t.besides, t.ofPair, t.ofSome} {
			if s, ok := look(i); ok {
				return s, true
			}
		}
		return rma.Sum{}, false
	}
	if t.rule.misfits || len(t.keys) > farthest {
		return rma.Sum{}, false
	}
	for _, t.rule.strong = range []bool{false, true} {
		for _, step := range []int{1, -1} {
			if s, _, ok := t.beside(i, step); ok {
				return s, true
			}
		}
		if s, ok := t.ofSome(i); ok {
			return s, true
		}
	}
	return rma.Sum{}, false
}

// follows reports whether a sum follows from those that were noted: its total is said
// to be made up of the same lines, or of groups of those.
func (t *totalSearch) follows(s rma.Sum) bool {
	if len(t.sums[s.Total]) == 0 {
		return false
	}
	lines := t.leaves(s.Parts)
	return slices.ContainsFunc(t.sums[s.Total], func(o rma.Sum) bool {
		known := t.leaves(o.Parts)
		for key := range lines {
			if !known[key] {
				return false
			}
		}
		return true // of the same lines, or of some of them, the others being nothing
	})
}

// leaves returns the lines that make up others, as far as was noted.
func (t *totalSearch) leaves(keys []string) map[string]bool {
	out, seen := map[string]bool{}, map[string]bool{}
	for queue := slices.Clone(keys); len(queue) > 0; queue = queue[1:] {
		key := queue[0]
		if seen[key] {
			continue
		}
		seen[key] = true
		if sums := t.sums[key]; len(sums) > 0 {
			queue = append(queue, sums[0].Parts...)
		} else {
			out[key] = true
		}
	}
	return out
}

// skips reports whether a line can be no part of another.
func (t *totalSearch) skips(total, k int) bool {
	return k == total || t.total[k] || t.heading[k] || t.own[total][k] || t.part[total] && t.part[k] && !t.rule.strong
}

// ofAll looks whether a line is what all others add up to.
func (t *totalSearch) ofAll(i int) (rma.Sum, bool) {
	if len(t.own[i]) == 0 && !t.rule.misfits && t.all.isMore(t.counts[i], t.total[i]) {
		return rma.Sum{}, false
	}
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
	t.all.rule = t.rule
	misfits, is := t.all.isFor(t.counts[i], t.named[i])
	for _, k := range aside {
		t.all.put(t.counts[k], 1)
	}
	if !is {
		return rma.Sum{}, false
	}
	var parts []int
	for k := range t.keys {
		if !t.skips(i, k) {
			parts = append(parts, k)
		}
	}
	return t.sum(i, parts, misfits), true
}

// besides looks whether the lines right after a line, or else right before, add up
// to it.
func (t *totalSearch) besides(i int) (rma.Sum, bool) {
	vain := &t.vain[0][i]
	if t.rule.misfits {
		vain = &t.vain[1][i]
	}
	if *vain != (span{}) {
		return rma.Sum{}, false
	}
	s, last, ok := t.beside(i, 1)
	if ok {
		return s, true
	}
	s, first, ok := t.beside(i, -1)
	if !ok {
		*vain = span{first + 1, last + 1}
		t.reach = max(t.reach, i-first, last-i)
	}
	return s, ok
}

// farthest is how many lines before and after a line are looked at.
const farthest = 100

// beside returns the sum of the lines right after a line, or before, that add up to
// it, and the last that was looked at. One line alone is the same, in so many places
// that it is no chance.
func (t *totalSearch) beside(i, step int) (s rma.Sum, last int, ok bool) {
	h := newHeap(len(t.places), t.rule)
	last = i
	var parts []int
	for k := i + step; k >= 0 && k < len(t.keys) && h.lines < farthest && !h.exceeds(t.counts[i]); k += step {
		last = k
		if t.skips(i, k) {
			continue
		}
		parts = append(parts, k)
		h.put(t.counts[k], 1)
		misfits, ok := h.isFor(t.counts[i], t.named[i])
		if h.lines == 1 {
			ok = !t.part[i] && h.isSame(t.counts[i], t.named[i])
		}
		if ok {
			slices.Sort(parts)
			return t.sum(i, parts, misfits), last, true
		}
	}
	return rma.Sum{}, last, false
}

// ofPair looks whether two lines add up to a third wherever they stand, such as n, the
// mean, yes and no. Among many lines two such can be chance, so that it asks for more.
func (t *totalSearch) ofPair(i int) (rma.Sum, bool) {
	if t.rule.misfits || t.pairless[i] || len(t.keys) > farthest {
		return rma.Sum{}, false
	}
	sure := math.Log(100 * math.Pow(float64(len(t.keys)), 3))
	for a := range t.keys {
		for b := a + 1; b < len(t.keys) && !t.skips(i, a); b++ {
			if t.skips(i, b) || !t.canAdd(i, a, b) {
				continue
			}
			h := newHeap(len(t.places), t.rule)
			h.put(t.counts[a], 1)
			h.put(t.counts[b], 1)
			if f := h.fit(t.counts[i]); len(f.misfits) == 0 && f.evidence >= sure {
				return t.sum(i, []int{a, b}, nil), true
			}
		}
	}
	t.pairless[i] = true
	return rma.Sum{}, false
}

// canAdd reports whether two lines add up to a third in the first place where all
// are shown, which settles most.
func (t *totalSearch) canAdd(i, a, b int) bool {
	for at, total := range t.counts[i] {
		if x, y := t.counts[a][at], t.counts[b][at]; total >= 0 && x >= 0 && y >= 0 {
			return x+y <= total+t.rule.slack(2) && x+y >= total-t.rule.slack(2)
		}
	}
	return false
}
