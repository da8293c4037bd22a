package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// intervalText writes an interval of a share of n cases, in English, where
// percentages can stand.
func intervalText(n int, i rma.Interval) string {
	if n < rma.DefaultMinBase {
		return "too few for an interval in percent"
	}
	return i.Percent(1, rma.English)
}
