package leak

// automaton finds all of many byte strings in one pass, as Aho and Corasick
// (1975), Communications of the ACM 18(6), 333-340, have it: a tree of the
// strings, and for each node the longest other beginning that is its end. Steps
// are kept in one hash table, so that it takes some 50 bytes for a byte of the
// strings, whatever their number.
type automaton struct {
	root  [256]int32 // steps from the root, 0 for none
	keys  []uint64   // node << 8 | byte; 0 for an empty place, since the root has a table of its own
	steps []int32
	fail  []int32 // the node to go on from when there is no step
	ends  []int32 // 1 + the number of a string that ends here, 0 for none
	link  []int32 // the nearest node by fail at which a string ends, 0 for none
	nodes int
}

// newAutomaton returns the automaton of the strings, none of them empty or
// twice. A string is known by its place among them.
func newAutomaton(strings []string) *automaton {
	total := 1
	for _, s := range strings {
		total += len(s)
	}
	size := 16
	for size < 2*total {
		size *= 2
	}
	a := &automaton{keys: make([]uint64, size), steps: make([]int32, size), nodes: 1, ends: make([]int32, 1, total)}
	parent, label := make([]int32, 1, total), make([]byte, 1, total)
	for i, s := range strings {
		node := int32(0)
		for j := range len(s) {
			next := a.step(node, s[j])
			if next == 0 {
				next = int32(a.nodes)
				a.nodes++
				a.put(node, s[j], next)
				a.ends = append(a.ends, 0)
				parent, label = append(parent, node), append(label, s[j])
			}
			node = next
		}
		a.ends[node] = int32(i) + 1
	}
	a.connect(parent, label)
	return a
}

// connect fills in fail and link, nodes near the root first.
func (a *automaton) connect(parent []int32, label []byte) {
	a.fail, a.link = make([]int32, a.nodes), make([]int32, a.nodes)
	for _, node := range byDepth(parent) {
		up := parent[node]
		if up == 0 {
			continue
		}
		f := a.next(a.fail[up], label[node])
		a.fail[node] = f
		if a.ends[f] != 0 {
			a.link[node] = f
		} else {
			a.link[node] = a.link[f]
		}
	}
}

// byDepth returns the nodes but the root, those near it first.
func byDepth(parent []int32) []int32 {
	depth := make([]int32, len(parent))
	var count []int
	for node := 1; node < len(parent); node++ {
		depth[node] = depth[parent[node]] + 1 // a parent is made before its child
		for len(count) <= int(depth[node]) {
			count = append(count, 0)
		}
		count[depth[node]]++
	}
	for i := 1; i < len(count); i++ {
		count[i] += count[i-1]
	}
	out := make([]int32, len(parent)-1)
	for node := len(parent) - 1; node > 0; node-- {
		d := depth[node]
		count[d]--
		out[count[d]] = int32(node)
	}
	return out
}

// place returns where the step from a node is kept, or would be.
func (a *automaton) place(node int32, c byte) int {
	key := uint64(node)<<8 | uint64(c)
	mask := len(a.keys) - 1
	i := int((key*0x9e3779b97f4a7c15)>>32) & mask
	for a.keys[i] != 0 && a.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (a *automaton) put(node int32, c byte, next int32) {
	if node == 0 {
		a.root[c] = next
		return
	}
	i := a.place(node, c)
	a.keys[i], a.steps[i] = uint64(node)<<8|uint64(c), next
}

// step returns where a byte leads from a node, 0 when nowhere.
func (a *automaton) step(node int32, c byte) int32 {
	if node == 0 {
		return a.root[c]
	}
	i := a.place(node, c)
	if a.keys[i] == 0 {
		return 0
	}
	return a.steps[i]
}

// next returns the node after one more byte of the text.
func (a *automaton) next(node int32, c byte) int32 {
	for {
		if to := a.step(node, c); to != 0 || node == 0 {
			return to
		}
		node = a.fail[node]
	}
}

// each calls f for each string that ends at a node, the longest first.
func (a *automaton) each(node int32, f func(i int)) {
	if a.ends[node] == 0 {
		node = a.link[node]
	}
	for ; node != 0; node = a.link[node] {
		f(int(a.ends[node]) - 1)
	}
}
