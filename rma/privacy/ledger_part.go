package privacy

import "slices"

// jointPart is what hangs together.
type jointPart struct {
	cells []int
	sums  []jointSum
}

// byTable returns the part with the sums that are declared, and the others by the
// table that looks to have them.
func (q *jointPart) byTable() (declared *jointPart, likely [][]jointSum) {
	declared = &jointPart{cells: q.cells}
	at := map[int]int{0: -1}
	for _, s := range q.sums {
		n, ok := at[s.likely]
		if !ok {
			n = len(likely)
			at[s.likely] = n
			likely = append(likely, nil)
		}
		if n < 0 {
			declared.sums = append(declared.sums, s)
		} else {
			likely[n] = append(likely[n], s)
		}
	}
	return declared, likely
}

// with returns the part with more sums.
func (q *jointPart) with(sums []jointSum) *jointPart {
	return &jointPart{q.cells, slices.Concat(q.sums, sums)}
}

// split returns what hangs together, in the order of the counts. Counts that are
// closed tie nothing together, and are in no part.
func (j *joint) split(cells []int, sums []jointSum, closed func(cell int) bool) []*jointPart {
	var tied twins
	at := make(map[int]int, len(cells)) // per count that is open: its number
	for _, c := range cells {
		if !closed(c) {
			at[c] = tied.add()
		}
	}
	open := make([]int, len(sums)) // the number of an open count of every sum
	for i, s := range sums {
		open[i] = j.tie(tied, at, s)
	}
	var parts []*jointPart
	part := make([]*jointPart, len(tied))
	for _, c := range cells {
		n, ok := at[c]
		if !ok {
			continue
		}
		r := tied.find(n)
		if part[r] == nil {
			part[r] = &jointPart{}
			parts = append(parts, part[r])
		}
		part[r].cells = append(part[r].cells, c)
	}
	for i, s := range sums {
		if open[i] >= 0 {
			q := part[tied.find(open[i])]
			q.sums = append(q.sums, s)
		}
	}
	return parts
}

// tie ties the open counts of a sum together, and returns the number of the first;
// -1 when there is none.
func (j *joint) tie(tied twins, at map[int]int, s jointSum) int {
	first := -1
	note := func(c int) {
		if n, ok := at[j.find(c)]; !ok {
			return
		} else if first < 0 {
			first = n
		} else {
			tied.join(first, n)
		}
	}
	note(s.total)
	for _, c := range s.parts {
		note(c)
	}
	return first
}
