package disclosure

// queue holds the nodes to which a path was found: the cheapest to reach comes
// first, and of those the one with the least number.
type queue []waiting

type waiting struct{ cost, node int }

func (w waiting) before(v waiting) bool {
	return w.cost < v.cost || w.cost == v.cost && w.node < v.node
}

func (q *queue) push(w waiting) {
	h := append(*q, w)
	i := len(h) - 1
	for ; i > 0 && w.before(h[(i-1)/2]); i = (i - 1) / 2 {
		h[i] = h[(i-1)/2]
	}
	h[i] = w
	*q = h
}

// pop takes out the first node.
func (q *queue) pop() int {
	h := *q
	first, last := h[0].node, h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		next := 2*i + 1
		if next+1 < len(h) && h[next+1].before(h[next]) {
			next++
		}
		if next >= len(h) || !h[next].before(last) {
			break
		}
		h[i], i = h[next], next
	}
	if len(h) > 0 {
		h[i] = last
	}
	*q = h
	return first
}
