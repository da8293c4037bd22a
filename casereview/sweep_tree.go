package casereview

import (
	"cmp"
	"slices"
)

// treeKey orders what stands in a tree.
type treeKey struct{ first, second int64 }

func (k treeKey) compare(o treeKey) int {
	return cmp.Or(cmp.Compare(k.first, o.first), cmp.Compare(k.second, o.second))
}

// maxTree finds the greatest of the stretches in a range of places; of equal ones, the
// first in order. Stretches have a place each by something else, such as when they end.
type maxTree struct {
	place []int32 // of a stretch
	keys  []treeKey
	best  []int32 // the winner of each node, -1 without one; leaves stand from size on
	size  int
}

// treeBy returns a tree of nothing with places by a number, and the numbers in order.
func treeBy(list []*stretch, by func(*stretch) int64) (maxTree, []int64) {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(by(list[a]), by(list[b])) })
	t := maxTree{place: make([]int32, len(list)), size: max(1, len(list))}
	numbers := make([]int64, len(list))
	for at, i := range order {
		t.place[i], numbers[at] = int32(at), by(list[i])
	}
	return t.empty(), numbers
}

// empty returns a tree of nothing with the same places.
func (t maxTree) empty() maxTree {
	t.keys, t.best = make([]treeKey, len(t.place)), make([]int32, 2*t.size)
	for i := range t.best {
		t.best[i] = -1
	}
	return t
}

func (t *maxTree) has(i int) bool { return t.best[t.size+int(t.place[i])] >= 0 }

func (t *maxTree) set(i int, k treeKey) {
	t.keys[i] = k
	t.put(i, int32(i))
}

// clear takes a stretch out, and reports whether it was in.
func (t *maxTree) clear(i int) bool {
	in := t.has(i)
	if in {
		t.put(i, -1)
	}
	return in
}

func (t *maxTree) put(i int, value int32) {
	at := t.size + int(t.place[i])
	t.best[at] = value
	for at /= 2; at > 0; at /= 2 {
		t.best[at] = t.better(t.best[2*at], t.best[2*at+1])
	}
}

func (t *maxTree) better(a, b int32) int32 {
	if a < 0 || b < 0 {
		return max(a, b)
	}
	switch c := t.keys[a].compare(t.keys[b]); {
	case c > 0, c == 0 && a < b:
		return a
	}
	return b
}

// greatest returns the winner of the places from one up to another, -1 without one.
func (t *maxTree) greatest(from, to int) int32 {
	best := int32(-1)
	for a, b := from+t.size, to+t.size; a < b; a, b = a/2, b/2 {
		if a&1 == 1 {
			best = t.better(best, t.best[a])
			a++
		}
		if b&1 == 1 {
			b--
			best = t.better(best, t.best[b])
		}
	}
	return best
}

// each calls f for what stands in the places up to one, in no order.
func (t *maxTree) each(to int, f func(int32)) {
	for a, b := t.size, t.size+to; a < b; a, b = a/2, b/2 {
		if a&1 == 1 {
			t.under(a, f)
			a++
		}
		if b&1 == 1 {
			b--
			t.under(b, f)
		}
	}
}

func (t *maxTree) under(node int, f func(int32)) {
	switch {
	case t.best[node] < 0:
	case node >= t.size:
		f(t.best[node])
	default:
		t.under(2*node, f)
		t.under(2*node+1, f)
	}
}
