package disclosure

// settle shifts the counts of the part, each within what is known of it, until
// every sum holds, and reports whether that can be done. It is a flow too: from
// the sums that have too much to those that have too little (Ford and Fulkerson
// 1962, Flows in Networks, chapter II).
func (n *network) settle() bool {
	cells, from, to := len(n.cells), len(n.out), len(n.out)+1
	excess := make([]int, len(n.out))
	for k, c := range n.of {
		excess[n.head[k]] += c.Count
		excess[n.tail[k]] -= c.Count
	}
	g := n.wider(2)
	total := 0
	for node, v := range excess {
		switch {
		case v > 0:
			g.join(from, node, v)
			total += v
		case v < 0:
			g.join(node, to, -v)
		}
	}
	if g.send(from, to, total) < total {
		return false
	}
	for k := range cells {
		_, down := n.of[k].rooms(n.hidden[k])
		n.of[k].Count += g.room[2*k+1] - down
		n.look(k)
	}
	return true
}

// wider returns a copy of the network with more nodes.
func (n *network) wider(more int) *network {
	g := *n
	nodes := len(n.out) + more
	g.tail, g.head = append([]int(nil), n.tail...), append([]int(nil), n.head...)
	g.room, g.live = append([]int(nil), n.room...), make([][]int, nodes)
	for i, arcs := range n.live {
		g.live[i] = append([]int(nil), arcs...)
	}
	g.level, g.next, g.ahead = make([]int, nodes), make([]int, nodes), make([]int, nodes)
	g.touched, g.queue = nil, nil
	return &g
}

// join adds an arrow that belongs to no cell.
func (n *network) join(tail, head, room int) {
	arc := len(n.room)
	n.tail, n.head = append(n.tail, tail), append(n.head, head)
	n.room = append(n.room, room, 0)
	n.live[tail] = append(n.live[tail], arc)
	n.live[head] = append(n.live[head], arc+1)
}
