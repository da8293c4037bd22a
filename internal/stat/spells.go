package stat

import (
	"math"
	"math/bits"
	"slices"
)

// A spell is a time until an event or until observation ended, as one whole
// number: the bits of the time, which for times from zero on sort as the
// times do, with the sign bit making room at the end for whether it was an
// event. 0 and -0 are the same spell.

// newSpell returns the spell of a time that goodTime accepts.
func newSpell(time float64, event bool) uint64 {
	s := math.Float64bits(time) << 1
	if event {
		s |= 1
	}
	return s
}

// spellTime returns the time of a spell.
func spellTime(s uint64) float64 { return math.Float64frombits(s >> 1) }

// goodTime reports whether a time can be one since the start of observation.
func goodTime(time float64) bool { return time >= 0 && !math.IsInf(time, 1) }

// spells returns the rows with a time as sorted spells, and the number of rows
// without one. It is not ok for lists of unequal length and impossible times.
func spells(time []float64, event []bool) (sorted []uint64, dropped int, ok bool) {
	if len(time) != len(event) {
		return nil, 0, false
	}
	list := make([]uint64, 0, len(time))
	for i, t := range time {
		if math.IsNaN(t) {
			dropped++
			continue
		}
		if !goodTime(t) {
			return nil, 0, false
		}
		list = append(list, newSpell(t, event[i]))
	}
	return sortSpells(list, nil), dropped, true
}

// sortSpells sorts spells by time, and may use scratch, which must be as long
// as the list or is made. The result is one of the two.
//
// It deals the spells by 11 bits at a time, from the lowest bit in which two
// of them differ. Whole days up to some years need two rounds, times with all
// digits of a float six. Events and other ends at one time are only counted,
// so that their order among each other does not matter.
func sortSpells(list, scratch []uint64) []uint64 {
	const digit, small = 11, 400
	if len(list) < small {
		slices.Sort(list)
		return list
	}
	var differ uint64
	for _, s := range list {
		differ |= s ^ list[0]
	}
	differ &^= 1
	if len(scratch) < len(list) {
		scratch = make([]uint64, len(list))
	}
	scratch = scratch[:len(list)]
	for differ != 0 {
		shift := bits.TrailingZeros64(differ)
		dealSpells(scratch, list, shift)
		list, scratch = scratch, list
		differ &^= (1<<digit - 1) << shift
	}
	return list
}

// dealSpells copies from into to, ordered by the 11 bits from shift on, and
// otherwise in the order in which they stand.
func dealSpells(to, from []uint64, shift int) {
	var place [1 << 11]int
	for _, s := range from {
		place[s>>shift&(1<<11-1)]++
	}
	next := 0
	for i, n := range place {
		place[i] = next
		next += n
	}
	for _, s := range from {
		p := &place[s>>shift&(1<<11-1)]
		to[*p] = s
		*p++
	}
}

// countTimes returns the number of distinct times among sorted spells.
func countTimes(sorted []uint64) int {
	n := 0
	for i, s := range sorted {
		if i == 0 || s>>1 != sorted[i-1]>>1 {
			n++
		}
	}
	return n
}

// takeTime returns the number of spells at the front that end at the first
// time, and how many of them are events.
func takeTime(sorted []uint64) (ends, events int) {
	time := sorted[0] >> 1
	for ends < len(sorted) && sorted[ends]>>1 == time {
		events += int(sorted[ends] & 1)
		ends++
	}
	return ends, events
}
