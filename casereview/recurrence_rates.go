package casereview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// RereportRates is the two figures that go by the name of recidivism side by side:
// which share of the reports is a re-report, and how likely a family is to be
// re-reported after closing.
type RereportRates struct {
	Reports  Classification // of the reports that came in, looking back
	Closings Recurrences    // of the dossiers that were closed, looking ahead
	Warnings []rma.Warning
}

// SideBySide puts the share of reports that are re-reports with the chance of a
// re-report after closing.
//
// They are of different populations and neither is an estimate of the other. The
// share counts reports that came in, and rises when first reports become fewer; a
// family with many reports counts often, and a family that stays away not at all.
// The chance counts dossiers that were closed, and follows each of them. So
// rma.WarnTwoPopulations is always there, on the result and on every observation of
// it, with the rules under which both were counted: that of the chance has no
// look-back.
func SideBySide(c Classification, r Recurrences) RereportRates {
	return RereportRates{Reports: c, Closings: r,
		Warnings: []rma.Warning{rma.Warn(rma.WarnTwoPopulations, "%s: n=%d; %s: n=%d", c.Rule.Name, c.Share.N, r.Options.Rule.Name, r.Closings.N)}}
}

// Observations returns those of both, each with the warning.
func (b RereportRates) Observations() []rma.Observation {
	list := append(b.Reports.Observations(), b.Closings.Observations()...)
	for i := range list {
		list[i].Warnings = append(slices.Clip(list[i].Warnings), b.Warnings...)
	}
	return list
}

// Table shows both figures, and under it that they are of different populations.
func (b RereportRates) Table() rma.Table {
	t := rma.Table{
		ID:      b.Reports.key("") + "-" + b.Closings.key(""),
		Title:   rma.T("Hermeldingen onder de meldingen, en na afsluiting", "Re-reports among the reports, and after closing"),
		RowHead: rma.T("cijfer", "figure"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("aandeel", "share")},
			{Key: "n", Label: rma.T("afsluitingen", "closings")},
			{Key: "events", Label: rma.T("hermelding", "re-report")},
			{Key: "at_risk", Label: rma.T("langer gevolgd, zonder hermelding", "followed longer, without a re-report")},
			{Key: "figure", Label: rma.T("kans", "chance"), From: []string{"n", "events", "at_risk"}},
			{Key: "interval", Label: rma.T("interval", "interval"), From: []string{"n", "events", "at_risk"}},
		},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"events", "at_risk"}, Rest: true}},
		Counts:     b.Closings.counted("closings"),
		Notes:      []rma.Text{b.label(), b.Reports.Definition, b.Closings.Definition},
	}
	t.Rows = append(t.Rows, rma.Row{Key: "reports", Label: rma.T("hermeldingen van de ingedeelde meldingen", "re-reports of the classified reports"), Cells: []rma.Cell{
		rma.ShareCell(b.Reports.Share.Proportion).WithRefs(b.Reports.shareID()), {}, {}, {}, {}, {}}})
	for i, w := range b.Closings.Windows {
		if i > 0 {
			t.RowSums = append(t.RowSums, cumulated(b.Closings.Windows[i-1].Days, w.Days, "n", "events")...)
		}
		t.Rows = append(t.Rows, rma.Row{Key: windowKey(w.Days), Label: w.Incidence.Name, Cells: []rma.Cell{{}, rma.CountCell(w.N), rma.CountCell(w.Events), rma.CountCell(w.AtRisk),
			rma.NumberCell(w.Incidence.Value, 2).WithN(w.N).WithRefs(b.Closings.id("-" + windowKey(w.Days))), rma.IntervalCell(w.Incidence.Interval, 2).WithN(w.N)}})
	}
	return t.OfPilot(b.Closings.Options.Origin.Pilot)
}

// label words the warning without the numbers of cases.
func (b RereportRates) label() rma.Text {
	w := rma.Warning{Code: rma.WarnTwoPopulations}
	return rma.T(w.Label(rma.Dutch), w.Label(rma.English))
}

// Tables returns the table of both, and the tables of each.
func (b RereportRates) Tables() []rma.Table {
	return append(append([]rma.Table{b.Table()}, b.Reports.Tables()...), b.Closings.Tables()...)
}

// String writes both with the warning, in English.
func (b RereportRates) String() string {
	var s strings.Builder
	en := rma.English
	fmt.Fprintf(&s, "re-reports of the classified reports: %s\n", b.Reports.Share.Format(en, 0))
	for _, w := range b.Closings.Windows {
		fmt.Fprintf(&s, "%s: %s\n", w.Incidence.Name.In(en), w.Incidence.Format(en))
	}
	for _, w := range b.Warnings {
		fmt.Fprintf(&s, "%s\n", w.Label(en))
	}
	return s.String()
}
