package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// Evidence is a set of observations as they may be shown to the audience of a
// release. The zero value is empty.
type Evidence struct {
	list   []rma.Observation
	byID   map[string]int
	shares map[string]bool // those that are shares, shown or not
	policy Policy
}

// Get returns the observation with that id, as it may be shown.
func (e *Evidence) Get(id string) (rma.Observation, bool) {
	if e == nil {
		return rma.Observation{}, false
	}
	i, ok := e.byID[id]
	if !ok {
		return rma.Observation{}, false
	}
	return e.list[i], true
}

// All returns every observation, in the order of the evidence.
func (e *Evidence) All() []rma.Observation {
	if e == nil {
		return nil
	}
	return append([]rma.Observation(nil), e.list...)
}

// Audience is for whom the evidence was protected.
func (e *Evidence) Audience() Audience {
	if e == nil {
		return Public
	}
	return e.policy.Audience
}

// IsShare reports whether the observation with that id is a share, also when it
// is withheld.
func (e *Evidence) IsShare(id string) bool { return e != nil && e.shares[id] }

// Table lists every observation with its id, so that whoever writes findings can
// see what there is to rest them on.
func (e *Evidence) Table() Table {
	t := rma.Table{
		ID: "evidence", Title: rma.T("Waarnemingen", "Observations"), RowHead: rma.T("id", "id"),
		Columns: []rma.Column{
			{Key: "method", Label: rma.T("methode", "method")}, {Key: "pilot", Label: rma.T("pilot", "pilot")},
			{Key: "what", Label: rma.T("wat", "what")}, {Key: "figure", Label: rma.T("cijfer of passage", "figure or passage")},
			{Key: "n", Label: rma.T("n", "n")},
		},
	}
	if e == nil {
		return Table{t: t, things: true}
	}
	for _, o := range e.list {
		n := rma.CountCell(o.N)
		if o.Withheld || o.N == 0 {
			n = rma.Cell{}
		}
		t.Rows = append(t.Rows, rma.Row{Key: o.ID, Label: rma.PlainText(o.ID), Cells: []rma.Cell{
			rma.PlainCell(o.Method), rma.PlainCell(o.Pilot), rma.TextCell(o.What),
			rma.TextCell(rma.T(o.Format(rma.Dutch), o.Format(rma.English))), n,
		}})
	}
	return Table{t: t, policy: e.policy}
}

// ShareTable lists those of the named observations that are shares, with their
// interval and definition; rows refer to their observation.
func (e *Evidence) ShareTable(id string, title rma.Text, ids []string) Table {
	t := rma.Table{
		ID: id, Title: title, RowHead: rma.T("wat", "what"),
		Columns: []rma.Column{
			{Key: "pilot", Label: rma.T("pilot", "pilot")},
			{Key: "share", Label: rma.T("aantal (aandeel)", "count (share)")},
			{Key: "interval", Label: rma.T("interval", "interval")},
			{Key: "definition", Label: rma.T("definitie", "definition")},
		},
	}
	for _, id := range ids {
		o, ok := e.Get(id)
		if !ok || !e.IsShare(id) {
			continue
		}
		share, interval := rma.Cell{Kind: rma.Withheld}, rma.Cell{}
		if o.Share != nil {
			share, interval = rma.ShareCell(o.Share.Proportion), rma.ShareIntervalCell(*o.Share)
		}
		t.Rows = append(t.Rows, rma.Row{Key: o.ID, Label: o.What, Cells: []rma.Cell{
			rma.PlainCell(o.Pilot), share.WithRefs(o.ID), interval, rma.TextCell(o.Definition),
		}})
	}
	if e == nil {
		return Table{t: t, things: true}
	}
	return Table{t: t, policy: e.policy}
}
