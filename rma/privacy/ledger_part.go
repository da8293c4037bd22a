package privacy

// jointPart is what hangs together.
type jointPart struct {
	cells []int
	sums  []jointSum
}

// ties joins what hangs together: each leads to another of its part, or to itself.
type ties map[int]int

func (t ties) find(i int) int {
	for t[i] != i {
		t[i] = t[t[i]]
		i = t[i]
	}
	return i
}

// split returns what hangs together, in the order of the counts. Counts that are
// closed tie nothing together, and are in no part.
func (j *joint) split(cells []int, sums []jointSum, closed func(cell int) bool) []*jointPart {
	tied, open := ties{}, make([]int, len(sums)) // an open count of every sum
	for _, c := range cells {
		if !closed(c) {
			tied[c] = c
		}
	}
	for i, s := range sums {
		open[i] = j.tie(tied, s, closed)
	}
	var parts []*jointPart
	at := map[int]*jointPart{}
	for _, c := range cells {
		if closed(c) {
			continue
		}
		r := tied.find(c)
		if at[r] == nil {
			at[r] = &jointPart{}
			parts = append(parts, at[r])
		}
		at[r].cells = append(at[r].cells, c)
	}
	for i, s := range sums {
		if open[i] >= 0 {
			q := at[tied.find(open[i])]
			q.sums = append(q.sums, s)
		}
	}
	return parts
}

// tie ties the open counts of a sum together, and returns the first; -1 when there
// is none.
func (j *joint) tie(tied ties, s jointSum, closed func(cell int) bool) int {
	first := -1
	for _, c := range append([]int{s.total}, s.parts...) {
		if c = j.find(c); closed(c) {
			continue
		}
		if first < 0 {
			first = c
		}
		tied[tied.find(c)] = tied.find(first)
	}
	return first
}
