package privacy

// partition puts each class in one of n groups, numbered from 0: the classes
// that cannot be told apart by some of the columns.
type partition struct {
	of []uint32 // group by class
	n  int
}

// oneGroup is the partition by no column at all: everything in one group.
func oneGroup(classes int) partition { return partition{make([]uint32, classes), 1} }

// bothBy returns the partition by the columns of both: two classes are in one
// group when they are in both. Groups are numbered in the order in which they
// turn up, and none is empty.
func bothBy(a, b partition) partition {
	if a.n <= 1 {
		return b
	}
	if b.n <= 1 {
		return a
	}
	out := partition{of: make([]uint32, len(a.of))}
	if cells := a.n * b.n; cells/b.n == a.n && cells <= 4*len(a.of)+1024 {
		number := make([]uint32, cells) // 0 is not seen yet
		for i, g := range a.of {
			at := int(g)*b.n + int(b.of[i])
			if number[at] == 0 {
				out.n++
				number[at] = uint32(out.n)
			}
			out.of[i] = number[at] - 1
		}
		return out
	}
	number := make(map[uint64]uint32)
	for i, g := range a.of {
		pair := uint64(g)<<32 | uint64(b.of[i])
		k, seen := number[pair]
		if !seen {
			k = uint32(out.n)
			number[pair] = k
			out.n++
		}
		out.of[i] = k
	}
	return out
}

// sums returns the total size of the classes in each group.
func (p partition) sums(size []int) []int {
	out := make([]int, p.n)
	for i, g := range p.of {
		out[g] += size[i]
	}
	return out
}

// first returns the first class of each group.
func (p partition) first() []int {
	out := make([]int, 0, p.n)
	seen := make([]bool, p.n)
	for i, g := range p.of {
		if !seen[g] {
			seen[g] = true
			out = append(out, i)
		}
	}
	return out
}
