package casereview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = CasePresence{}

// Table shows for each activity in how many cases it happens, and how many start and
// end with it.
func (p CasePresence) Table() rma.Table {
	t := rma.Table{
		ID: p.Options.Name, Title: rma.T("Wat in de dossiers gebeurt", "What happens in the cases"), RowHead: rma.T("activiteit", "activity"),
		Columns: []rma.Column{
			{Key: "present", Label: rma.T("dossiers", "cases")},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: p.Options.Level})},
			{Key: "first", Label: rma.T("als eerste", "as the first")},
			{Key: "last", Label: rma.T("als laatste", "as the last")},
		},
		Notes: []rma.Text{p.definition()},
		TeamNotes: []rma.Text{rma.T(
			fmt.Sprintf("%d dossiers zonder gebeurtenis; door overlappende tijdstippen kan in %d dossiers een andere activiteit de eerste zijn, en in %d de laatste", p.Empty, p.AmbiguousFirst, p.AmbiguousLast),
			fmt.Sprintf("%d cases without an event; as stamps overlap, another activity may be the first in %d cases, and the last in %d", p.Empty, p.AmbiguousFirst, p.AmbiguousLast))},
		Counts: strings.Join([]string{"cases", p.Options.Origin.Method, p.Options.Origin.Pilot, p.Options.Name}, " "),
	}
	all := rma.Sum{Total: "all", Only: []string{"first", "last"}}
	first, last, every := partOf{part: "first"}, partOf{part: "last"}, partOf{part: "present"}
	for _, a := range p.Activities {
		first.add(string(a.Activity), a.First, a.Share.K)
		last.add(string(a.Activity), a.Last, a.Share.K)
		every.add(string(a.Activity), a.Share.K, a.Share.N)
		all.Parts = append(all.Parts, string(a.Activity))
		t.Rows = append(t.Rows, rma.Row{Key: string(a.Activity), Label: a.Activity.text(), Cells: []rma.Cell{
			rma.ShareCell(a.Share.Proportion).WithRefs(p.shareID(a.Activity)), rma.ShareIntervalCell(a.Share),
			rma.CountCell(a.First), rma.CountCell(a.Last)}})
	}
	if n := p.Cases - p.Empty; len(p.Activities) > 0 {
		first.add("all", n, n)
		last.add("all", n, n)
		every.add("all", n, p.Cases)
		every.some = nil // that a share is at most its base goes without saying
		t.ColumnSums = slices.Concat(first.sums("present"), last.sums("present"), every.sums("present/n"))
		t.RowSums = []rma.Sum{all}
		t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle met een gebeurtenis", "all with an event"), Cells: []rma.Cell{
			rma.ShareCell(rma.Proportion{K: n, N: p.Cases}), {}, rma.CountCell(n), rma.CountCell(n)}})
	}
	return t.OfPilot(p.Options.Origin.Pilot)
}

func (p CasePresence) definition() rma.Text {
	return rma.T("dossiers waarin de activiteit minstens één keer is vastgelegd, van alle dossiers"+upTo(p.Options.AsOf, rma.Dutch),
		"cases in which the activity is recorded at least once, of all cases"+upTo(p.Options.AsOf, rma.English))
}

func (p CasePresence) shareID(a Activity) string {
	return p.Options.Origin.ObservationID(p.Options.Name + "-" + string(a))
}

// Observations returns the share of cases with each activity.
func (p CasePresence) Observations() []rma.Observation {
	list := make([]rma.Observation, len(p.Activities))
	for i, a := range p.Activities {
		share := a.Share
		list[i] = rma.Observation{ID: p.shareID(a.Activity), Origin: p.Options.Origin,
			What:       say("dossiers met %s", "cases with %s", a.Activity),
			Definition: p.definition(), Share: &share, N: share.N, Refs: p.Refs, Warnings: baseWarnings(share.N)}
	}
	return list
}

// String writes the shares, in English.
func (p CasePresence) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "What happens in %d cases, %d of them without an event\n", p.Cases, p.Empty)
	for _, a := range p.Activities {
		fmt.Fprintf(&b, "  %-32s %s; first in %d, last in %d; %d times\n", bound(a.Activity.Label(rma.English), 60),
			a.Share.Format(rma.English, 0), a.First, a.Last, a.Events)
	}
	return b.String()
}
