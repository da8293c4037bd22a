package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// ofPilot puts the pilot of the origin, if there is one, into the id and the
// title of a table, so that those of two pilots can stand in one report.
func ofPilot(t rma.Table, o rma.Origin) rma.Table {
	if o.Pilot == "" {
		return t
	}
	t.ID += "-" + o.Pilot
	t.Title = rma.T(t.Title.In(rma.Dutch)+", "+o.Pilot, t.Title.In(rma.English)+", "+o.Pilot)
	return t
}

// intervalText writes an interval of a share of n cases, in English, where
// percentages can stand.
func intervalText(n int, i rma.Interval) string {
	if n < rma.DefaultMinBase {
		return "too few for an interval in percent"
	}
	return i.Percent(1, rma.English)
}
