package disclosure

// reach returns how far the cell can rise and fall, each at most limit.
func (n *network) reach(cell, limit int) (up, down int) {
	if n.held[cell] {
		return 0, 0
	}
	roomUp, roomDown := n.of[cell].rooms(n.hidden[cell])
	n.used = n.used[:0]
	up = n.flow(cell, n.head[cell], n.tail[cell], min(limit, roomUp))
	down = n.flow(cell, n.tail[cell], n.head[cell], min(limit, roomDown))
	return up, down
}

// proves reports whether the cell is as uncertain as that.
func (n *network) proves(cell, width int) bool {
	up, down := n.reach(cell, width)
	return up+down >= width
}

// sure reports that reach finds all that there is.
func (n *network) sure() bool { return true }

// interval returns the least and the most that the count of a cell can be.
func (n *network) interval(cell int) Interval {
	up, down := n.reach(cell, endless)
	return around(n.of[cell].Count, up, down)
}

func (n *network) moved(yield func(cell int)) {
	for _, k := range n.used {
		yield(k)
	}
}

// flow returns how much can be sent from one node to another without the cell
// itself, at most limit: a maximum flow by Dinic's method. What the cell gains
// flows back through the others.
func (n *network) flow(cell, from, to, limit int) int {
	if from == to {
		return limit
	}
	n.touched = n.touched[:0]
	n.room[2*cell], n.room[2*cell+1] = 0, 0
	sent := n.send(from, to, limit)
	n.look(cell)
	for _, arc := range n.touched { // back to what it was
		k := arcCell(arc)
		if up, down := n.of[k].rooms(n.hidden[k]); n.room[2*k] != up || n.room[2*k+1] != down {
			n.room[2*k], n.room[2*k+1] = up, down
			n.used = append(n.used, k)
		}
	}
	return sent
}

// send sends as much as can be, at most limit, and leaves the rooms as they then
// are.
func (n *network) send(from, to, limit int) int {
	from, to = n.turn(n.live, from, to)
	limit = min(limit, n.leaving(from, limit))
	sent := 0
	for sent < limit && n.layer(from, to, limit-sent) {
		for sent < limit {
			f := n.push(from, to, limit-sent)
			if f == 0 {
				break
			}
			sent += f
		}
	}
	return sent
}

// leaving returns how much can leave the first node at most, up to a limit. A
// flow of that much needs no search for more.
func (n *network) leaving(first, limit int) int {
	room := 0
	for _, arc := range n.live[first] {
		if room += n.room[arc^n.back]; room >= limit {
			break
		}
	}
	return room
}

// turn returns the end to search from, and that to find.
func (n *network) turn(arcs [][]int, from, to int) (first, last int) {
	if n.back = 0; fewer(arcs, to, from) {
		n.back = 1
		return to, from
	}
	return from, to
}

// fewer reports whether a node has far fewer arcs than another. In a long table
// of few columns each row has few, and nearly each leads to all columns: a search
// begins at a row, and looks from rows ahead to its end, lest it goes through all
// rows.
func fewer(arcs [][]int, a, b int) bool { return 8*len(arcs[a]) <= len(arcs[b]) }

// layer gives nodes their distance from the first, and reports whether the last
// can be reached. It stops when the ways that it has seen carry what is wanted,
// or when there is none as short.
func (n *network) layer(from, to, wanted int) bool {
	for _, a := range n.queue {
		n.level[a] = 0
	}
	n.queue = n.queue[:0]
	n.reached(from, 1)
	if len(n.live[to]) > many && !fewer(n.live, from, to) {
		if n.straight(from, to) {
			n.reached(to, 2)
			return true
		}
		n.lookBack(to)
		defer n.forget(to)
	}
	for i := 0; i < len(n.queue); i++ {
		a := n.queue[i]
		if n.level[to] > 0 && n.level[to] <= n.level[a]+1 {
			return true
		}
		for _, arc := range n.live[a] {
			b, room := n.target(arc), n.room[arc^n.back]
			if room <= 0 || n.level[b] > 0 {
				continue
			}
			n.reached(b, n.level[a]+1)
			if b == to {
				return true
			}
			room = min(room, n.glance(b, to))
			if room > 0 && n.level[to] == 0 {
				n.reached(to, n.level[b]+1)
			}
			if wanted -= room; wanted <= 0 {
				return true
			}
		}
	}
	return false
}

// reached notes how far from the first a node is.
func (n *network) reached(b, level int) {
	n.level[b], n.next[b] = level, 0
	n.queue = append(n.queue, b)
}

// glance returns what fits from a node straight to the last, as far as that is
// known or quick to see, since it has few arcs.
func (n *network) glance(at, to int) int {
	room := n.ahead[at]
	if room == 0 && fewer(n.live, at, to) {
		for _, arc := range n.live[at] {
			if n.target(arc) == to {
				room += n.room[arc^n.back]
			}
		}
	}
	return room
}

// straight reports whether anything fits from a node straight to another, as far as
// is quick to see: in one long column it mostly does.
func (n *network) straight(from, to int) bool {
	for _, arc := range n.live[from][:min(many, len(n.live[from]))] {
		if n.target(arc) == to && n.room[arc^n.back] > 0 {
			return true
		}
	}
	return false
}

// many is how many arcs the last node must have for a search to look back from it:
// in a table of fewer rows and columns there is little to gain.
const many = 100

// lookBack notes what fits straight to the last node from those beside it.
func (n *network) lookBack(last int) {
	for _, arc := range n.live[last] {
		n.ahead[n.target(arc)] += n.room[arc^1^n.back]
	}
}

func (n *network) forget(last int) {
	for _, arc := range n.live[last] {
		n.ahead[n.target(arc)] = 0
	}
}

// push sends what fits along one path that gets nearer to the end at each step.
func (n *network) push(at, to, limit int) int {
	if at == to {
		return limit
	}
	for ; n.next[at] < len(n.live[at]); n.next[at]++ {
		arc := n.live[at][n.next[at]]
		b, way := n.target(arc), arc^n.back
		if n.room[way] <= 0 || n.level[b] != n.level[at]+1 {
			continue
		}
		f := n.push(b, to, min(limit, n.room[way]))
		if f > 0 {
			n.room[way] -= f
			n.room[way^1] += f
			n.touched = append(n.touched, arc)
			return f
		}
	}
	return 0
}
