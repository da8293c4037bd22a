package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Advices{}

func (a Advices) id(suffix string) string {
	return a.Options.Origin.ObservationID(a.Options.Name + suffix)
}

func (a Advices) counted() string {
	o := a.Options.Origin
	return "advice requests " + o.Method + " " + o.Pilot + " " + a.Options.Name
}

// Table shows how many requests were followed by each step.
func (a Advices) Table() rma.Table {
	t := rma.Table{
		ID: a.Options.Name, Title: rma.T("Wat op advies volgt", "What follows advice"), RowHead: rma.T("stap", "step"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("gevolgd", "followed")},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: a.Options.Level})},
			{Key: "missing", Label: rma.T("niet vastgelegd", "not recorded")},
			{Key: "all", Label: rma.T("adviesvragen", "requests")},
		},
		Notes: []rma.Text{a.Definition}, Counts: a.counted(),
		TeamNotes: []rma.Text{rma.T(fmt.Sprintf("in %d dossiers; %d met een sector die niet bestaat", a.Cases, a.BadSector),
			fmt.Sprintf("in %d cases; %d with a sector that does not exist", a.Cases, a.BadSector))},
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"share/n", "missing"}}},
	}
	for _, s := range a.Steps {
		t.Rows = append(t.Rows, rma.Row{Key: s.Key, Label: s.label(), Cells: []rma.Cell{
			rma.ShareCell(s.Share.Proportion).WithRefs(a.id("-" + s.Key)), rma.ShareIntervalCell(s.Share), rma.CountCell(s.NotRecorded), rma.CountCell(len(a.Requests))}})
	}
	return t.OfPilot(a.Options.Origin.Pilot)
}

func (s AdviceStep) label() rma.Text {
	if s.Label.IsZero() {
		return rma.PlainText(s.Key)
	}
	return s.Label
}

// SectorTable shows from which sectors the requests came.
func (a Advices) SectorTable() rma.Table {
	t := rma.Table{
		ID: a.Options.Name + "-sectors", Title: rma.T("Wie om advies vraagt", "Who asks for advice"), RowHead: rma.T("sector", "sector"),
		Columns: []rma.Column{{Key: "requests", Label: rma.T("adviesvragen", "requests")}, {Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: a.Options.Level})}},
		Notes:   []rma.Text{a.Definition}, Counts: a.counted(), RowBy: "sector",
	}
	sum := rma.Sum{Total: "all", Only: []string{"requests"}}
	for _, s := range a.Sectors {
		sum.Parts = append(sum.Parts, s.Sector.key())
		t.Rows = append(t.Rows, rma.Row{Key: s.Sector.key(), Label: sectorTerms.Text("Sector", uint8(s.Sector)), Cells: []rma.Cell{
			rma.ShareCell(s.Share.Proportion).WithRefs(a.id("-sector-" + s.Sector.key())), rma.ShareIntervalCell(s.Share)}})
	}
	n := len(a.Requests)
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: n, N: n}), {}}})
	t.RowSums = []rma.Sum{sum}
	t.ColumnSums = []rma.Sum{{Total: "requests/n", Parts: []string{"requests"}, Only: []string{"all"}}}
	return t.OfPilot(a.Options.Origin.Pilot)
}

// ReportTable shows how many were reported within each window.
func (a Advices) ReportTable() rma.Table {
	t := windowTable(rma.Table{
		ID: a.Options.Name + "-reports", Title: rma.T("Melding na advies", "Report after advice"), RowHead: rma.T("na advies", "after advice"),
		Notes: []rma.Text{a.Definition}, Counts: a.counted(),
	}, a.Windows, a.Options.Scale, rma.T("melding", "report"), func(days int) string { return a.id("-report-" + windowKey(days)) })
	return t.OfPilot(a.Options.Origin.Pilot)
}

// Tables returns all three.
func (a Advices) Tables() []rma.Table {
	return []rma.Table{a.Table(), a.SectorTable(), a.ReportTable()}
}

// Observations returns the share of each step and each sector, and the chance of a
// report within each window.
func (a Advices) Observations() []rma.Observation {
	var refs []rma.Ref
	for i := range a.Requests {
		refs = append(refs, a.Requests[i].Ref)
	}
	var list []rma.Observation
	add := func(o rma.Observation) {
		o.Origin, o.Definition, o.Warnings = a.Options.Origin, a.Definition, baseWarnings(o.N)
		list = append(list, o)
	}
	for _, s := range a.Steps {
		share := s.Share
		add(rma.Observation{ID: a.id("-" + s.Key), What: s.label(), Share: &share, N: share.N, Refs: s.Refs})
	}
	for _, s := range a.Sectors {
		share := s.Share
		add(rma.Observation{ID: a.id("-sector-" + s.Sector.key()), What: rma.T("adviesvragen uit sector: "+s.Sector.Label(rma.Dutch), "requests from sector: "+s.Sector.Label(rma.English)),
			Share: &share, N: share.N, Refs: refs})
	}
	for _, w := range a.Windows {
		e := w.Incidence
		add(rma.Observation{ID: a.id("-report-" + windowKey(w.Days)), What: e.Name, Estimate: &e, N: w.N, Refs: refs})
	}
	return list
}

// String writes the figures, in English; of the sectors those from which somebody called.
func (a Advices) String() string {
	var b strings.Builder
	en := rma.English
	fmt.Fprintf(&b, "Advice, as of %s: %d requests in %d cases\n", a.AsOf.Format("2006-01-02 15:04"), len(a.Requests), a.Cases)
	for _, s := range a.Steps {
		fmt.Fprintf(&b, "  %-40s %s, not recorded %d\n", bound(s.label().In(en), 60), s.Share.Format(en, 0), s.NotRecorded)
	}
	for _, s := range a.Sectors {
		if s.Share.K > 0 {
			fmt.Fprintf(&b, "  sector %-33s %s\n", s.Sector.Label(en), s.Share.Format(en, 0))
		}
	}
	for _, w := range a.Windows {
		fmt.Fprintf(&b, "  report within %-26s %d of %d; %s\n", fmt.Sprintf("%d days", w.Days), w.Events, w.N, w.Incidence.Format(en))
	}
	return b.String()
}
