package privacy

import "math"

// heap is some lines of a table added up, place by place, to see whether another
// line is their total.
type heap struct {
	lines  int
	places []heapPlace
	rule   heapRule
}

type heapPlace struct{ sum, positive, unknown int }

// heapRule says when a heap is a total.
type heapRule struct {
	roundTo int
	misfits bool // a few places may not fit, where many do
	strong  bool // it must be no chance
}

func (r heapRule) slack(parts int) int { return Policy{RoundTo: r.roundTo}.slack(parts) }

func newHeap(places int, rule heapRule) *heap {
	return &heap{places: make([]heapPlace, places), rule: rule}
}

// put adds a line, or takes it away again.
func (h *heap) put(counts []int, times int) {
	h.lines += times
	for at, c := range counts {
		switch p := &h.places[at]; {
		case c < 0:
			p.unknown += times
		case c > 0:
			p.sum, p.positive = p.sum+times*c, p.positive+times
		}
	}
}

// heapFit is how well a line is the total of a heap.
type heapFit struct {
	misfits  []int   // places in which it is not
	places   int     // in which it is, of more than one line
	largest  int     // of those
	evidence float64 // minus the logarithm of how likely that is by chance
}

func (h *heap) fit(total []int) heapFit {
	slack := h.rule.slack(h.lines)
	var f heapFit
	for at, t := range total {
		p := h.places[at]
		switch {
		case t < 0:
		case p.sum > t+slack, p.unknown == 0 && p.sum < t-slack:
			f.misfits = append(f.misfits, at)
		case p.unknown == 0 && p.positive > 1 && t > slack:
			f.places, f.largest = f.places+1, max(f.largest, t)
			f.evidence += math.Log(float64(t+1) / float64(2*slack+1))
		}
	}
	return f
}

const (
	// enough is what a total has to be, where a sum holds in one place only, for it
	// not to be taken for chance.
	enough = 10
	// strong is the evidence that is no chance, though a few places do not fit: one
	// in a million.
	strong = 13.8
)

// isFor reports whether a line is what the heap adds up to wherever all is known,
// and not less where some is not. Of a line that is called a total that is enough.
// Where the rule lets places be that do not fit, they are returned: one in five at
// most, such as a row of another kind.
func (h *heap) isFor(total []int, named bool) (misfits []int, ok bool) {
	if h.lines < 2 {
		return nil, false
	}
	f := h.fit(total)
	if len(f.misfits) > 0 {
		return f.misfits, h.rule.misfits && f.places >= 4*len(f.misfits) && f.evidence >= strong
	}
	if h.rule.strong {
		return nil, f.evidence >= strong
	}
	return nil, f.places > 1 || f.largest >= enough || named && f.places > 0
}

// isSame reports whether a line is another one again, as the total of a group of
// one is: in so many places that it is no chance, or when it is called a total.
func (h *heap) isSame(total []int, named bool) bool {
	evidence, places := 0.0, 0
	for at, t := range total {
		switch p := h.places[at]; {
		case t < 0 || p.unknown > 0:
		case p.sum != t:
			return false
		case t > 0:
			places++
			evidence += math.Log(float64(t+1) / float64(2*h.rule.slack(1)+1))
		}
	}
	return evidence >= strong || named && places > 0
}

// exceeds reports whether the heap is more than a line in too many places, and will
// be whatever is added, as far as is looked.
func (h *heap) exceeds(total []int) bool {
	slack, misfits := h.rule.slack(farthest), 0
	for at, t := range total {
		if t >= 0 && h.places[at].sum > t+slack {
			misfits++
		}
	}
	return misfits > 0 && (!h.rule.misfits || 4*misfits > len(total)-misfits)
}

// isMore reports whether the heap is more than a line in the first place, also when
// the line is taken out of it, which settles most.
func (h *heap) isMore(total []int, out bool) bool {
	if len(total) == 0 || total[0] < 0 {
		return false
	}
	sum := h.places[0].sum
	if !out {
		sum -= total[0]
	}
	return sum > total[0]+h.rule.slack(h.lines)
}
