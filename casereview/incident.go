package casereview

import (
	"cmp"
	"slices"
	"time"
)

// incident is a report as part of what happened in a family.
type incident struct {
	family int // its number, or below 0 that of the dossier of a report without one
	at     Stamp
	class  Class
}

// incident returns a report of a dossier that was classified.
func (h *history) incident(dossier int, r *ClassifiedReport) incident {
	if f := h.family[dossier]; f >= 0 {
		return incident{int(f), r.At, r.Class}
	}
	return incident{-1 - dossier, r.At, r.Class}
}

// countIncidents takes reports on a family within the window of the first of
// them together, by the earliest moment of their stamps. An incident has the
// class of its first report; of several at the same moment, that of the first
// report on the family, then a re-report, then a follow-up.
func countIncidents(list []incident, window time.Duration) ClassCounts {
	slices.SortFunc(list, func(a, b incident) int {
		return cmp.Or(cmp.Compare(a.family, b.family), cmp.Compare(a.at.at, b.at.at), cmp.Compare(a.class-1, b.class-1))
	})
	var counts ClassCounts
	for i := 0; i < len(list); {
		first := list[i]
		counts.add(first.class)
		for i++; i < len(list) && window > 0 && list[i].family == first.family && list[i].at.Lo().Sub(first.at.Lo()) <= window; {
			i++
		}
	}
	return counts
}
