package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Series{}

// Table shows the count of every period and of all together, with the base when
// there is one.
func (s Series) Table() rma.Table {
	o := s.Options
	t := rma.Table{
		ID:      o.Name,
		Title:   rma.T(o.What.In(rma.Dutch)+" per "+s.Unit.Label(rma.Dutch), o.What.In(rma.English)+" per "+s.Unit.Label(rma.English)),
		RowHead: s.Unit.text(),
		Columns: []rma.Column{{Key: "count", Label: o.What}},
		Notes: []rma.Text{rma.T("gebeurtenissen, geen dossiers; alleen perioden die geheel binnen de gegevens vallen",
			"events, not cases; only periods that lie wholly in the data")},
		TeamNotes: []rma.Text{rma.T(s.leftOut(rma.Dutch), s.leftOut(rma.English))},
		Counts:    "events " + string(o.Activity) + " " + o.Origin.Method + " " + o.Origin.Pilot + " " + o.Name,
		RowBy:     s.Unit.String(),
	}
	all := rma.Sum{Total: "all"}
	for _, p := range s.Periods {
		all.Parts = append(all.Parts, p.Key)
		t.Rows = append(t.Rows, rma.Row{Key: p.Key, Label: rma.PlainText(p.Key), Cells: []rma.Cell{s.cell(p.Count, p.Base)}})
	}
	if len(all.Parts) > 0 {
		t.RowSums = []rma.Sum{all}
	}
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: []rma.Cell{s.cell(s.Count, s.Base).WithRefs(s.id())}})
	return t.OfPilot(o.Origin.Pilot)
}

func (s Series) cell(count, base int) rma.Cell {
	if s.HasBase {
		return rma.ShareCell(rma.Proportion{K: count, N: base})
	}
	return rma.CountCell(count)
}

// leftOut says what is in no period.
func (s Series) leftOut(l rma.Lang) string {
	return fmt.Sprintf(rma.T("niet geteld: %d in een onvolledige periode, %d waarvan de periode niet vaststaat, %d buiten de gegevens",
		"not counted: %d in an incomplete period, %d of which the period is not sure, %d outside the data").In(l), s.Incomplete, s.Ambiguous, s.Outside)
}

func (s Series) id() string { return s.Options.Origin.ObservationID(s.Options.Name) }

// Observations returns the count of all periods together, or the share when
// there is a base.
func (s Series) Observations() []rma.Observation {
	o := rma.Observation{ID: s.id(), Origin: s.Options.Origin, What: s.Options.What, N: s.Count, Refs: s.Refs, Warnings: s.Warnings,
		Definition: rma.T(fmt.Sprintf("gebeurtenissen, geen dossiers, in %d aaneengesloten perioden van een %s", len(s.Periods), s.Unit.Label(rma.Dutch)),
			fmt.Sprintf("events, not cases, in %d consecutive periods of a %s", len(s.Periods), s.Unit.Label(rma.English)))}
	if s.HasBase {
		share := newShare(rma.Proportion{K: s.Count, N: s.Base}, rma.DefaultLevel)
		o.Share, o.N = &share, s.Base
		o.Warnings = append(append([]rma.Warning(nil), s.Warnings...), baseWarnings(s.Base)...)
	} else {
		k := s.Count
		o.Count = &k
	}
	return []rma.Observation{o}
}

// String writes the counts, in English.
func (s Series) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s per %s, %d periods\n", s.Options.What.In(rma.English), s.Unit.Label(rma.English), len(s.Periods))
	for _, p := range s.Periods {
		fmt.Fprintf(&b, "  %s %s\n", p.Key, s.cell(p.Count, p.Base).Format(rma.English))
	}
	fmt.Fprintf(&b, "  %s\n", s.leftOut(rma.English))
	return b.String()
}
