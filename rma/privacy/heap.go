package privacy

// heap is some lines added up, place by place.
type heap struct {
	lines   int
	places  []heapPlace
	roundTo int
}

type heapPlace struct{ sum, positive, unknown int }

func newHeap(places, roundTo int) *heap {
	return &heap{places: make([]heapPlace, places), roundTo: roundTo}
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

// enough is what a total has to be, where a sum holds in one place only, for it
// not to be taken for chance.
const enough = 10

// isFor reports whether a line is what the heap adds up to wherever all is known,
// and not less where some is not. Of a line that is called a total that is enough.
func (h *heap) isFor(total []int, named bool) bool {
	if h.lines < 2 {
		return false
	}
	slack := h.slack(h.lines)
	places, largest := 0, 0
	for at, t := range total {
		p := h.places[at]
		switch {
		case t < 0:
		case p.sum > t+slack, p.unknown == 0 && p.sum < t-slack:
			return false
		case p.unknown == 0 && p.positive > 1 && t > slack:
			places, largest = places+1, max(largest, t)
		}
	}
	return places > 1 || largest >= enough || named && places > 0
}

// exceeds reports whether the heap is more than a line in some place, and will be
// whatever is added, as far as is looked.
func (h *heap) exceeds(total []int) bool {
	slack := h.slack(farthest)
	for at, t := range total {
		if t >= 0 && h.places[at].sum > t+slack {
			return true
		}
	}
	return false
}

func (h *heap) slack(lines int) int { return Policy{RoundTo: h.roundTo}.slack(lines) }
