package disclosure

import "math"

// repairs returns the one way to repair a network.
func (n *network) repairs(int, bool) []repair { return []repair{n.repair} }

// repair looks for the cheapest cells to hide so that the cell can rise by up
// and fall by down. It goes path by path: each is the cheapest way back from one
// end of the cell to the other, where a cell that is hidden already costs
// nothing.
func (n *network) repair(cell, up, down int, banned []bool) ([]int, bool) {
	roomUp, roomDown := n.of[cell].rooms(true)
	if up > roomUp || down > roomDown {
		return nil, false
	}
	if n.rings == nil {
		n.rings = newRings(n)
	}
	r := n.rings
	r.cell, r.banned, r.added = cell, banned, nil
	ok := r.send(n.head[cell], n.tail[cell], up) && r.send(n.tail[cell], n.head[cell], down)
	for _, k := range r.added {
		r.open[k] = false
	}
	if !ok {
		return nil, false
	}
	return r.added, true
}

// rings is the search for the cells that close the rings through one cell. A
// network keeps one, so that a search costs no more than what it looks at.
type rings struct {
	*network
	cell    int
	banned  []bool
	open    []bool // per cell: to be hidden
	added   []int  // those cells
	moved   []int  // per cell: how far its count was shifted
	shifted []int  // the cells for which it is not 0
	cost    []int  // per node: the cheapest way so far
	via     []int  // per node: the last arc of that way
	done    []bool // per node: there is no cheaper way
	seen    []int  // the nodes to which there is a way
	queue   queue
}

func newRings(n *network) *rings {
	cells, nodes := len(n.cells), len(n.out)
	r := &rings{network: n, open: make([]bool, cells), moved: make([]int, cells),
		cost: make([]int, nodes), via: make([]int, nodes), done: make([]bool, nodes)}
	for i := range r.cost {
		r.cost[i] = math.MaxInt
	}
	return r
}

// send shifts an amount from one node to another, hiding what it needs.
func (r *rings) send(from, to, amount int) bool {
	if from == to {
		return true
	}
	from, to = r.turn(r.out, from, to)
	for amount > 0 && r.cheapest(from, to) {
		amount -= r.shift(from, to, amount)
	}
	for _, k := range r.shifted {
		r.moved[k] = 0
	}
	r.shifted = r.shifted[:0]
	return amount <= 0
}

// shift sends what fits along the path that was found, at most limit.
func (r *rings) shift(from, to, limit int) int {
	f := limit
	for b := to; b != from; b = r.source(r.via[b]) {
		room, _ := r.roomOf(r.via[b] ^ r.back)
		f = min(f, room)
	}
	for b := to; b != from; b = r.source(r.via[b]) {
		way := r.via[b] ^ r.back
		k := arcCell(way)
		if _, cost := r.roomOf(way); cost > 0 {
			r.open[k] = true
			r.added = append(r.added, k)
		}
		r.moved[k] += f * (1 - 2*(way&1))
		r.shifted = append(r.shifted, k)
	}
	return f
}

func (r *rings) source(arc int) int { return r.target(arc ^ 1) }

// roomOf returns how much can still be sent along an arc, and what has to be
// paid for it: nothing, or the cost of hiding its cell.
func (r *rings) roomOf(arc int) (room, cost int) {
	k := arcCell(arc)
	if k == r.cell {
		return 0, 0
	}
	open := r.hidden[k] || r.open[k]
	room = r.roomIf(arc, open)
	if room > 0 || open || r.of[k].Keep || r.banned[k] {
		return room, 0
	}
	return r.roomIf(arc, true), r.of[k].cost()
}

func (r *rings) roomIf(arc int, hidden bool) int {
	k := arcCell(arc)
	up, down := r.of[k].rooms(hidden)
	if arc&1 == 0 {
		return up - r.moved[k]
	}
	return down + r.moved[k]
}

// cheapest finds the cheapest path between two nodes (Dijkstra 1959, Numerische
// Mathematik 1, 269-271), of those the first found.
func (r *rings) cheapest(from, to int) bool {
	for _, b := range r.seen {
		r.cost[b], r.done[b] = math.MaxInt, false
	}
	r.seen, r.queue = r.seen[:0], r.queue[:0]
	r.reached(from, 0)
	for len(r.queue) > 0 {
		a := r.queue.pop()
		if r.cost[a] >= r.cost[to] {
			return true
		}
		if r.done[a] {
			continue
		}
		r.done[a] = true
		for _, arc := range r.out[a] {
			if b := r.target(arc); r.extend(arc, to) && fewer(r.out, b, to) {
				for _, last := range r.out[b] {
					if r.target(last) == to {
						r.extend(last, to)
					}
				}
			}
			if r.cost[a] >= r.cost[to] {
				return true
			}
		}
	}
	return false
}

// extend notes the way along an arc if it is cheaper than what was found, to its
// end and to the last node.
func (r *rings) extend(arc, to int) bool {
	a, b := r.source(arc), r.target(arc)
	least := min(r.cost[b], r.cost[to])
	if r.done[b] || r.cost[a] >= least {
		return false
	}
	room, cost := r.roomOf(arc ^ r.back)
	if room <= 0 || r.cost[a]+cost >= least {
		return false
	}
	r.via[b] = arc
	r.reached(b, r.cost[a]+cost)
	return true
}

// reached notes a cheaper way to a node.
func (r *rings) reached(b, cost int) {
	if r.cost[b] == math.MaxInt {
		r.seen = append(r.seen, b)
	}
	r.cost[b] = cost
	r.queue.push(waiting{cost, b})
}
