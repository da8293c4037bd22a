package disclosure

import "slices"

// spread hides more and more cells around one, nearest first, until that one is
// protected, and then shows those again that do not take part in it. It is for
// cells that no repair was found for, and hides more than it must.
func (s *search) spread(cell int) bool {
	var added []int
	for most := spreadFrom; ; most *= 2 {
		for k, close := range s.around(cell, most) {
			if close && !s.hidden[k] && !s.of[k].Keep {
				s.set(k, true)
				added = append(added, k)
			}
		}
		if s.holds(cell) {
			break
		}
		if most >= len(s.cells) {
			s.setAll(added, false)
			return false
		}
	}
	for _, k := range added {
		s.set(k, slices.Contains(s.proof[cell], k))
	}
	return true
}

// spreadFrom is how many cells spread looks at first.
const spreadFrom = 50
