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
	sent := 0
	for sent < limit && n.layer(from, to) {
		clear(n.next)
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

// layer gives every node its distance from the first, and reports whether the
// last can be reached.
func (n *network) layer(from, to int) bool {
	for i := range n.level {
		n.level[i] = -1
	}
	n.level[from] = 0
	n.queue = append(n.queue[:0], from)
	for i := 0; i < len(n.queue); i++ {
		a := n.queue[i]
		for _, arc := range n.live[a] {
			if b := n.target(arc); n.room[arc] > 0 && n.level[b] < 0 {
				n.level[b] = n.level[a] + 1
				if b == to {
					return true
				}
				n.queue = append(n.queue, b)
			}
		}
	}
	return false
}

// push sends what fits along one path that gets nearer to the end at each step.
func (n *network) push(at, to, limit int) int {
	if at == to {
		return limit
	}
	for ; n.next[at] < len(n.live[at]); n.next[at]++ {
		arc := n.live[at][n.next[at]]
		b := n.target(arc)
		if n.room[arc] <= 0 || n.level[b] != n.level[at]+1 {
			continue
		}
		f := n.push(b, to, min(limit, n.room[arc]))
		if f > 0 {
			n.room[arc] -= f
			n.room[arc^1] += f
			n.touched = append(n.touched, arc)
			return f
		}
	}
	return 0
}
