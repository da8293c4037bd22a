package privacy

import (
	"maps"
	"slices"
)

// ordered returns all classes: fewest matching records first, then the smallest,
// then by their values, column by column. It sorts by the last of these first
// and keeps the order of what is equal, so that its time grows with the number
// of classes and no faster.
func (c *anonymityClasses) ordered() []uint32 {
	order := groupEach(len(c.size)).of
	for i := len(c.codes) - 1; i >= 0; i-- {
		order = orderBy(order, c.codes[i], len(c.values[i]))
	}
	for _, counts := range [][]int{c.size, c.matches} {
		rank, n := countRanks(counts)
		order = orderBy(order, rank, n)
	}
	return order
}

// orderBy returns the classes ordered by a key from 0 to n-1; those with one key
// stay as they stand.
func orderBy(order []uint32, key []uint32, n int) []uint32 {
	from := make([]int, n+1) // where each key begins
	for _, class := range order {
		from[key[class]+1]++
	}
	for k := range n {
		from[k+1] += from[k]
	}
	out := make([]uint32, len(order))
	for _, class := range order {
		k := key[class]
		out[from[k]] = class
		from[k]++
	}
	return out
}

// countRanks returns the place of each count among the different ones, and how many
// different ones there are.
func countRanks(counts []int) (rank []uint32, n int) {
	place := map[int]uint32{}
	for _, v := range counts {
		place[v] = 0
	}
	for i, v := range slices.Sorted(maps.Keys(place)) {
		place[v] = uint32(i)
	}
	rank = make([]uint32, len(counts))
	for i, v := range counts {
		rank[i] = place[v]
	}
	return rank, len(place)
}
