package casereview

import (
	"slices"
	"time"
)

// slowIncidents takes the earliest report that is left, time and again, with all
// reports on its family within the window.
func slowIncidents(reports []ClassifiedReport, window time.Duration) ClassCounts {
	var counts ClassCounts
	rank := map[Class]int{FirstReport: 0, Rereport: 1, FollowUp: 2, Unclassified: 3}
	left := slices.Clone(reports)
	for len(left) > 0 {
		first := left[0]
		for _, r := range left {
			if r.At.Lo().Before(first.At.Lo()) || r.At.Lo().Equal(first.At.Lo()) && rank[r.Class] < rank[first.Class] {
				first = r
			}
		}
		counts.add(first.Class)
		taken := false
		left = slices.DeleteFunc(left, func(r ClassifiedReport) bool {
			if window == 0 {
				this := !taken && r.Case == first.Case && r.At == first.At && r.Class == first.Class
				taken = taken || this
				return this
			}
			same := r.Family == first.Family && (!r.Family.IsZero() || r.Case == first.Case)
			return same && !r.At.Lo().After(first.At.Lo().Add(window))
		})
	}
	return counts
}
