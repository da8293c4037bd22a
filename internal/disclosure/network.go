package disclosure

import "slices"

// network is a part in which every cell stands in at most two sums and can be
// drawn as an arrow from one sum to another, such that in every sum what flows
// in flows out. The last node ties the cells that stand in one sum only.
//
// In a part that is no network the cells that do not fit in are held: they stay
// what they are. Whatever flows through the others is then possible, but more
// may be.
type network struct {
	*part
	held       []bool  // per cell
	tail, head []int   // per cell
	out        [][]int // per node: the arcs that leave it
	live       [][]int // of those, the ones that can or could carry something
	lives      []bool  // per cell: whether its arcs are in live
	room       []int   // per arc
	touched    []int   // arcs of which the room changed since the flow began
	used       []int   // cells that the last reach moved
	back       int     // 1 while a flow is looked for from its end to its start
	level      []int   // per node: how far the search has come, 0 where it has not
	ahead      []int   // per node: what is known to fit from it straight to the end, 0 outside a search
	next       []int   // per node: the place in live to go on from
	queue      []int   // the nodes that have a level
	rings      *rings  // nil until a repair is asked for
}

// Arc 2k raises the count of cell k, and goes from its tail to its head; arc
// 2k+1 lowers it, and goes back.
func arcCell(arc int) int { return arc >> 1 }

func (n *network) target(arc int) int {
	if arc&1 == 0 {
		return n.head[arc>>1]
	}
	return n.tail[arc>>1]
}

// member is a sum that a cell stands in, with +1 for a part and -1 for the total.
type member struct{ sum, sign int }

// newNetwork draws as a network what can be drawn of the part, and reports
// whether that is all of it.
func newNetwork(q *part) (n *network, whole bool) {
	in := q.memberships()
	held := make([]bool, len(q.cells))
	for k, m := range in {
		held[k] = len(m) > 2
	}
	flip := signs(len(q.sums), in, held)
	outside := len(q.sums)
	n = &network{part: q, held: held, tail: make([]int, len(q.cells)), head: make([]int, len(q.cells)),
		out: make([][]int, outside+1), live: make([][]int, outside+1), lives: make([]bool, len(q.cells)), room: make([]int, 2*len(q.cells)),
		level: make([]int, outside+1), ahead: make([]int, outside+1), next: make([]int, outside+1)}
	for k, sums := range in {
		n.tail[k], n.head[k] = outside, outside
		if held[k] {
			continue
		}
		for _, m := range sums {
			if m.sign*flip[m.sum] > 0 {
				n.head[k] = m.sum
			} else {
				n.tail[k] = m.sum
			}
		}
		n.out[n.tail[k]] = append(n.out[n.tail[k]], 2*k)
		n.out[n.head[k]] = append(n.out[n.head[k]], 2*k+1)
		n.look(k)
	}
	return n, !slices.Contains(held, true)
}

// memberships returns the sums of every cell.
func (q *part) memberships() [][]member {
	in := make([][]member, len(q.cells))
	for s, sum := range q.sums {
		in[sum.Total] = append(in[sum.Total], member{s, -1})
		for _, k := range sum.Parts {
			in[k] = append(in[k], member{s, +1})
		}
	}
	return in
}

// look takes the room of a cell as it is now.
func (n *network) look(k int) {
	if n.held[k] {
		return
	}
	up, down := n.of[k].rooms(n.hidden[k])
	n.room[2*k], n.room[2*k+1] = up, down
	if !n.lives[k] && (up > 0 || down > 0) {
		n.lives[k] = true
		n.live[n.tail[k]] = append(n.live[n.tail[k]], 2*k)
		n.live[n.head[k]] = append(n.live[n.head[k]], 2*k+1)
	}
}

// signs gives every sum a sign such that each cell that stands in two enters
// one and leaves the other. The cells with which that cannot be done are held.
func signs(sums int, in [][]member, held []bool) []int {
	type tie struct{ cell, other, product int }
	ties := make([][]tie, sums)
	for k, m := range in {
		if len(m) == 2 {
			product := -m[0].sign * m[1].sign
			ties[m[0].sum] = append(ties[m[0].sum], tie{k, m[1].sum, product})
			ties[m[1].sum] = append(ties[m[1].sum], tie{k, m[0].sum, product})
		}
	}
	flip := make([]int, sums)
	for s := range flip {
		if flip[s] != 0 {
			continue
		}
		flip[s] = 1
		for stack := []int{s}; len(stack) > 0; {
			a := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, t := range ties[a] {
				want := flip[a] * t.product
				if flip[t.other] == 0 {
					flip[t.other] = want
					stack = append(stack, t.other)
				}
				held[t.cell] = held[t.cell] || flip[t.other] != want
			}
		}
	}
	return flip
}
