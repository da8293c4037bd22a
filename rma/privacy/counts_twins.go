package privacy

// twins says which of several things are one, such as a count that stands in two
// tables: each leads to one that it is the same as, or to itself.
type twins []int

// add adds a thing that is the same as no other yet, and returns its number.
func (t *twins) add() int {
	*t = append(*t, len(*t))
	return len(*t) - 1
}

// find returns the one that stands for all that are the same.
func (t twins) find(i int) int {
	for t[i] != i {
		t[i] = t[t[i]]
		i = t[i]
	}
	return i
}

// join notes that two are the same. What stood for the first stands for both.
func (t twins) join(i, j int) { t[t.find(j)] = t.find(i) }
