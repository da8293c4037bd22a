package disclosure

import "math"

// repairs returns the one way to repair a network.
func (n *network) repairs(int, bool) []repair { return []repair{n.repair} }

// repair looks for the cheapest cells to hide so that the cell can rise by up
// and fall by down. It goes path by path: each is the cheapest way back from one
// end of the cell to the other, where a cell that is hidden already costs
// nothing.
func (n *network) repair(cell, up, down int, banned []bool) ([]int, bool) {
	r := rings{network: n, cell: cell, banned: banned, open: append([]bool(nil), n.hidden...)}
	roomUp, roomDown := n.of[cell].rooms(true)
	if up > roomUp || down > roomDown {
		return nil, false
	}
	if !r.send(n.head[cell], n.tail[cell], up) || !r.send(n.tail[cell], n.head[cell], down) {
		return nil, false
	}
	return r.added, true
}

// rings is the search for the cells that close the rings through one cell.
type rings struct {
	*network
	cell   int
	banned []bool
	open   []bool // hidden, or to be hidden
	added  []int
	moved  []int // per cell: how far its count was shifted
	cost   []int // per node: the cheapest way so far
	via    []int // per node: the last arc of that way
	done   []bool
}

// send shifts an amount from one node to another, hiding what it needs.
func (r *rings) send(from, to, amount int) bool {
	if from == to {
		return true
	}
	r.moved = make([]int, len(r.cells))
	for amount > 0 {
		if !r.cheapest(from, to) {
			return false
		}
		f := amount
		for b := to; b != from; b = r.source(r.via[b]) {
			room, _ := r.roomOf(r.via[b])
			f = min(f, room)
		}
		for b := to; b != from; b = r.source(r.via[b]) {
			arc := r.via[b]
			k := arcCell(arc)
			if _, cost := r.roomOf(arc); cost > 0 {
				r.open[k] = true
				r.added = append(r.added, k)
			}
			r.moved[k] += f * (1 - 2*(arc&1))
		}
		amount -= f
	}
	return true
}

func (r *rings) source(arc int) int { return r.target(arc ^ 1) }

// roomOf returns how much can still be sent along an arc, and what has to be
// paid for it: nothing, or the cost of hiding its cell.
func (r *rings) roomOf(arc int) (room, cost int) {
	k := arcCell(arc)
	if k == r.cell {
		return 0, 0
	}
	room = r.roomIf(arc, r.open[k])
	if room > 0 || r.open[k] || r.of[k].Keep || r.banned[k] {
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
	nodes := len(r.out)
	if r.cost == nil {
		r.cost, r.via, r.done = make([]int, nodes), make([]int, nodes), make([]bool, nodes)
	}
	for i := range nodes {
		r.cost[i], r.done[i] = math.MaxInt, false
	}
	r.cost[from] = 0
	for {
		a := -1
		for i := range nodes {
			if !r.done[i] && r.cost[i] < math.MaxInt && (a < 0 || r.cost[i] < r.cost[a]) {
				a = i
			}
		}
		if a < 0 || a == to {
			return a == to
		}
		r.done[a] = true
		for _, arc := range r.out[a] {
			b := r.target(arc)
			if r.done[b] {
				continue
			}
			if room, cost := r.roomOf(arc); room > 0 && r.cost[a]+cost < r.cost[b] {
				r.cost[b], r.via[b] = r.cost[a]+cost, arc
			}
		}
	}
}
