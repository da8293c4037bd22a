package casereview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Monitored{}

// Table shows the shares of the monitor on a page: re-reports under each rule, visits
// and norms in time. The other tables are those of the results.
func (m Monitored) Table() rma.Table {
	t := rma.Table{
		ID: m.Spec.Name, Title: rma.T("Casusmonitoring", "Case monitoring"), RowHead: rma.T("wat", "what"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("aantal", "number")},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: m.Spec.Level})},
		},
		TeamNotes: []rma.Text{rma.T(fmt.Sprintf("%d dossiers en %d gebeurtenissen, waarvan %d dossiers geteld", m.Cases, m.Events, m.Counted),
			fmt.Sprintf("%d cases and %d events, of which %d cases counted", m.Cases, m.Events, m.Counted))},
	}
	add := func(id string, label, definition rma.Text, s rma.Share) {
		t.Rows = append(t.Rows, rma.Row{Key: id, Label: label, Cells: []rma.Cell{rma.ShareCell(s.Proportion).WithRefs(id), rma.ShareIntervalCell(s)}})
		t.Notes = append(t.Notes, rma.T(label.In(rma.Dutch)+": "+definition.In(rma.Dutch), label.In(rma.English)+": "+definition.In(rma.English)))
	}
	for _, r := range m.Reports.Results {
		label := rma.T("hermeldingen, "+r.Rule.label().In(rma.Dutch), "re-reports, "+r.Rule.label().In(rma.English))
		add(r.shareID(), label, r.Definition, r.Share)
	}
	for _, f := range []VisitFigure{m.Visits.Within, m.Visits.NextDay} {
		add(m.Spec.Origin.ObservationID(f.Key), f.Label, f.Definition, f.Share)
	}
	for _, n := range m.Norms {
		add(n.id(""), n.Norm.label(), n.Definition, n.All.Share)
	}
	return t.OfPilot(m.Spec.Origin.Pilot)
}

// StateTable shows where the counted cases stand.
func (m Monitored) StateTable() rma.Table {
	t := m.caseTable("-states", rma.T("Stand van de dossiers", "Where the cases stand"), rma.T("stand", "state"))
	t.Counts, t.RowBy = "cases "+m.Spec.Origin.Method+" "+m.Spec.Origin.Pilot+" "+m.Spec.Name, "state"
	all := rma.Sum{Total: "all"}
	for _, s := range m.States {
		key := nameOr(s.State.String(), "none")
		all.Parts = append(all.Parts, key)
		t.Rows = append(t.Rows, rma.Row{Key: key, Label: stateTerms.Text("State", uint8(s.State)), Cells: []rma.Cell{rma.CountCell(s.Cases)}})
	}
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: []rma.Cell{rma.CountCell(m.Counted)}})
	if len(all.Parts) > 0 {
		t.RowSums = []rma.Sum{all}
	}
	return t.OfPilot(m.Spec.Origin.Pilot)
}

// ActivityTable shows how many of the counted cases have each activity.
func (m Monitored) ActivityTable() rma.Table {
	t := m.caseTable("-activities", rma.T("Activiteiten", "Activities"), rma.T("activiteit", "activity"))
	t.Columns[0].Label = rma.T("dossiers waarin dit voorkomt", "cases that have it")
	every := partOf{part: "cases"}
	for _, a := range m.Activities {
		every.add(string(a.Activity), a.Cases, m.Counted)
		t.Rows = append(t.Rows, rma.Row{Key: string(a.Activity), Label: a.Activity.text(), Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: a.Cases, N: m.Counted})}})
	}
	every.some = nil // that a share is at most its base goes without saying
	t.ColumnSums = every.sums("cases/n")
	return t.OfPilot(m.Spec.Origin.Pilot)
}

func (m Monitored) caseTable(suffix string, title, head rma.Text) rma.Table {
	return rma.Table{ID: m.Spec.Name + suffix, Title: title, RowHead: head, Columns: []rma.Column{{Key: "cases", Label: rma.T("dossiers", "cases")}}}
}

// Tables returns the page, and then the tables of every result.
func (m Monitored) Tables() []rma.Table {
	list := []rma.Table{m.Table(), m.StateTable(), m.ActivityTable(), m.Reports.Table()}
	for _, r := range m.Reports.Results {
		list = append(list, r.Table())
	}
	list = append(list, m.Visits.Table())
	for _, n := range m.Norms {
		list = append(list, n.Table())
	}
	return append(list, m.Recurrence.Table(), m.Months.Table())
}

// Observations returns those of every result. They have no references to cases: what
// is to be traced is asked of the functions themselves.
func (m Monitored) Observations() []rma.Observation {
	list := slices.Concat(m.Reports.Observations(), m.Visits.Observations())
	for _, n := range m.Norms {
		list = append(list, n.Observations()...)
	}
	return append(append(list, m.Recurrence.Observations()...), m.Months.Observations()...)
}

// String writes the page, in English.
func (m Monitored) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Case monitoring as of %s: %d cases, %d counted, %d families, %d events\n", m.AsOf.Format("2006-01-02 15:04"), m.Cases, m.Counted, m.Families, m.Events)
	for _, r := range m.Table().Rows {
		fmt.Fprintf(&b, "  %-60s %s, %s\n", r.Label.In(rma.English), r.Cells[0].Format(rma.English), nameOr(r.Cells[1].Format(rma.English), "no interval"))
	}
	for _, w := range m.Recurrence.Windows {
		fmt.Fprintf(&b, "  %-60s %s\n", w.Incidence.Name.In(rma.English), w.Incidence.Format(rma.English))
	}
	return b.String()
}
