package privacy

import (
	"encoding/binary"
	"maps"
	"slices"
)

// matching returns for each group of p, a partition by the given columns, how
// many records agree with it wherever both have a value.
//
// Groups that miss the same columns agree with others in the same columns. So
// the groups are taken together by what they miss, and each pair of such sets
// is counted once, over the columns that both have.
func (c *anonymityClasses) matching(columns []int, p partition) []int {
	sizes, first := p.sums(c.size), p.first()
	byMissing := map[uint64][]int{} // groups by the columns they miss
	for _, class := range first {
		set := c.missed(columns, class)
		byMissing[set] = append(byMissing[set], int(p.of[class]))
	}
	classOf := make([]int, p.n)
	for _, class := range first {
		classOf[p.of[class]] = class
	}
	out := make([]int, p.n)
	sets := slices.Sorted(maps.Keys(byMissing))
	for _, theirs := range sets {
		counted := map[uint64]map[string]int{} // by the columns left out
		for _, ours := range sets {
			count, done := counted[ours|theirs]
			if !done {
				count = map[string]int{}
				var key []byte
				for _, g := range byMissing[theirs] {
					key = c.commonKey(key[:0], columns, ours|theirs, classOf[g])
					count[string(key)] += sizes[g]
				}
				counted[ours|theirs] = count
			}
			var key []byte
			for _, g := range byMissing[ours] {
				key = c.commonKey(key[:0], columns, ours|theirs, classOf[g])
				out[g] += count[string(key)]
			}
		}
	}
	return out
}

// missed returns the set of columns in which a class has no value, as bits.
func (c *anonymityClasses) missed(columns []int, class int) uint64 {
	var set uint64
	for _, i := range columns {
		if c.values[i][c.codes[i][class]] == "" {
			set |= 1 << i
		}
	}
	return set
}

// commonKey appends the numbers of the values of a class, but for the columns
// in the set leave.
func (c *anonymityClasses) commonKey(key []byte, columns []int, leave uint64, class int) []byte {
	for _, i := range columns {
		if leave&(1<<i) == 0 {
			key = binary.LittleEndian.AppendUint32(key, c.codes[i][class])
		}
	}
	return key
}
