package casereview

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	_ rma.Source = HandoverTimes{}
	_ rma.Source = HandoverComparison{}
)

func (o HandoverOptions) definition(asOf time.Time) rma.Text {
	nl := "houder vanaf de eerste melding, en daarna volgens de overdrachten; naar de gebeurtenissen tot " + moment(asOf, rma.Dutch)
	en := "holder from the first report, and after that by the handovers; by the events up to " + moment(asOf, rma.English)
	if o.Days > 0 {
		nl += fmt.Sprintf("; in de eerste %d dagen, van dossiers die zo lang gevolgd zijn", o.Days)
		en += fmt.Sprintf("; in the first %d days, of cases that were followed so long", o.Days)
	}
	return rma.T(nl, en)
}

func (o HandoverOptions) counted() string {
	return "cases with a report " + o.Origin.Method + " " + o.Origin.Pilot + " " + o.Name
}

func (o HandoverOptions) id(suffix string) string { return o.Origin.ObservationID(o.Name + suffix) }

// Table shows for all cases and for each value of the splits how many changed hands and
// came back, how soon, and how much of the time there was local direction.
func (h HandoverTimes) Table() rma.Table {
	t := h.base("", rma.T("Overdracht van dossiers", "Cases that changed hands"), []rma.Column{
		{Key: "handed", Label: rma.T("overgedragen", "handed over")},
		{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: h.Options.Level})},
		{Key: "back", Label: rma.T("terug bij een eerdere houder", "back with an earlier holder")},
		{Key: "days", Label: rma.T("mediane dagen tot de eerste overdracht", "median days to the first handover"), Values: true, Base: "handed"},
		{Key: "orgs", Label: rma.T("organisaties per dossier", "organisations per case"), Values: true, Base: "handed/n"},
		{Key: "changes", Label: rma.T("wisselingen per dossier", "changes per case"), Values: true, Base: "handed/n"},
		{Key: "local", Label: rma.T("deel van de tijd met lokale regie", "share of the time with local direction"), Values: true, Base: "handed/n"},
	}, func(suffix string, f HandoverFigure) []rma.Cell {
		return []rma.Cell{
			rma.ShareCell(f.Handed.Proportion).WithRefs(h.Options.id(suffix + "-handed")), rma.ShareIntervalCell(f.Handed),
			rma.ShareCell(f.PingPong.Proportion).WithRefs(h.Options.id(suffix + "-ping-pong")),
			figureCell(f.Days, 1).WithN(f.Handed.K), figureCell(f.Orgs, 2).WithN(f.N),
			figureCell(f.PerCase, 2).WithN(f.N).WithRefs(h.Options.id(suffix + "-changes")), figureCell(f.LocalPart, 2).WithN(f.N)}
	})
	t.ColumnSums = []rma.Sum{{Total: "handed", Parts: []string{"back"}, Rest: true}, {Total: "handed/n", Parts: []string{"back/n"}}}
	t.Counts = h.Options.counted()
	t.TeamNotes = []rma.Text{h.leftOutNote()}
	return t.OfPilot(h.Options.Origin.Pilot)
}

// figureCell is blank when there is no figure.
func figureCell(v float64, decimals int) rma.Cell {
	if math.IsNaN(v) {
		return rma.Cell{}
	}
	return rma.NumberCell(v, decimals)
}

// WarmTable shows how many of the changes of holder were warm. One case can stand behind
// several: disclosure control takes each for one.
func (h HandoverTimes) WarmTable() rma.Table {
	t := h.base("-warm", rma.T("Warme overdracht", "Warm handover"), []rma.Column{
		{Key: "warm", Label: rma.T("warm, waar bekend", "warm, where known")},
		{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: h.Options.Level})},
		{Key: "cold", Label: warmthTerms.Text("Warmth", uint8(Cold))},
		{Key: "unknown", Label: warmthTerms.Text("Warmth", uint8(WarmthNotKnown))},
		{Key: "changes", Label: rma.T("wisselingen", "changes")},
	}, func(suffix string, f HandoverFigure) []rma.Cell {
		return []rma.Cell{rma.ShareCell(f.Warm.Proportion).WithRefs(h.Options.id(suffix + "-warm")), rma.ShareIntervalCell(f.Warm),
			rma.CountCell(f.Warm.N - f.Warm.K), rma.CountCell(f.Unknown), rma.CountCell(f.Changes)}
	})
	t.ColumnSums = []rma.Sum{{Total: "warm/n", Parts: []string{"warm", "cold"}}, {Total: "changes", Parts: []string{"warm/n", "unknown"}}}
	t.Counts = "changes " + h.Options.counted()
	return t.OfPilot(h.Options.Origin.Pilot)
}

// Tables returns both.
func (h HandoverTimes) Tables() []rma.Table { return []rma.Table{h.Table(), h.WarmTable()} }

// base is a table with a row for all and one for each value of the splits.
func (h HandoverTimes) base(suffix string, title rma.Text, columns []rma.Column, cells func(string, HandoverFigure) []rma.Cell) rma.Table {
	t := rma.Table{ID: h.Options.Name + suffix, Title: title, RowHead: rma.T("dossiers", "cases"), Columns: columns, Notes: []rma.Text{h.Definition}}
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: cells("", h.All)})
	for _, s := range h.Strata {
		sum := rma.Sum{Total: "all"}
		for _, l := range s.Levels {
			key := s.Key + "=" + l.Key
			sum.Parts = append(sum.Parts, key)
			t.Rows = append(t.Rows, rma.Row{Key: key, Label: both(s.Label, l.Label), Cells: cells("-"+s.Key+"-"+l.Key, l.HandoverFigure)})
		}
		if len(sum.Parts) > 0 {
			t.RowSums = append(t.RowSums, sum)
		}
	}
	return t
}

// faults counts the violations of a kind.
func (h HandoverTimes) faults(f HandoverFault) int {
	n := 0
	for _, v := range h.Violations {
		if v.Fault == f {
			n++
		}
	}
	return n
}

func (h HandoverTimes) leftOutNote() rma.Text {
	write := func(l rma.Lang) string {
		s := fmt.Sprintf(rma.T("%d dossiers zonder melding, %d niet lang genoeg gevolgd, van %d is de volgorde onzeker", "%d cases without a report, %d not followed long enough, of %d the order is uncertain").In(l),
			h.NoReport, h.TooShort, h.All.Ambiguous)
		for f := NotTheHolder; f <= ToTheHolder; f++ {
			s += fmt.Sprintf("; %s: %d", f.Label(l), h.faults(f))
		}
		return s
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// Observations returns the shares and the changes per case, of all and of each value
// of the splits.
func (h HandoverTimes) Observations() []rma.Observation {
	var list []rma.Observation
	add := func(suffix string, apart rma.Text, f HandoverFigure) {
		what := func(nl, en string) rma.Text {
			if apart.IsZero() {
				return rma.T(nl, en)
			}
			return rma.T(nl+", "+apart.NL, en+", "+apart.EN)
		}
		share := func(key string, text rma.Text, s rma.Share) {
			list = append(list, rma.Observation{ID: h.Options.id(suffix + key), Origin: h.Options.Origin, What: text, Definition: h.Definition,
				Share: &s, N: s.N, Refs: f.Refs, Warnings: baseWarnings(s.N)})
		}
		share("-handed", what("dossiers die zijn overgedragen", "cases that were handed over"), f.Handed)
		share("-ping-pong", what("dossiers die terugkwamen bij een eerdere houder", "cases that came back to an earlier holder"), f.PingPong)
		share("-warm", what("warme overdrachten, van die waarvan het bekend is", "warm handovers, of those of which it is known"), f.Warm)
		e := rma.Estimate{Name: rma.T("wisselingen van houder per dossier", "changes of holder per case"), Value: f.PerCase, N: f.N, P: math.NaN(),
			Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()}}
		list = append(list, rma.Observation{ID: h.Options.id(suffix + "-changes"), Origin: h.Options.Origin, What: what(e.Name.NL, e.Name.EN),
			Definition: h.Definition, Estimate: &e, N: f.N, Refs: f.Refs, Warnings: baseWarnings(f.N)})
	}
	add("", rma.Text{}, h.All)
	for _, s := range h.Strata {
		for _, l := range s.Levels {
			add("-"+s.Key+"-"+l.Key, both(s.Label, l.Label), l.HandoverFigure)
		}
	}
	return list
}

// String writes the figures of all cases, in English.
func (h HandoverTimes) String() string {
	var b strings.Builder
	en, f := rma.English, h.All
	fmt.Fprintf(&b, "Handovers, as of %s: %d cases, %d changes of holder\n", h.AsOf.Format("2006-01-02 15:04"), f.N, f.Changes)
	fmt.Fprintf(&b, "  handed over             %s\n", f.Handed.Format(en, 0))
	fmt.Fprintf(&b, "  back to earlier holder  %s\n", f.PingPong.Format(en, 0))
	fmt.Fprintf(&b, "  warm, where known       %s; not known %d\n", f.Warm.Format(en, 0), f.Unknown)
	fmt.Fprintf(&b, "  per case                %s changes, %s organisations, at most %d changes\n", rma.FormatNumber(f.PerCase, 2, en), rma.FormatNumber(f.Orgs, 2, en), f.MostOften)
	fmt.Fprintf(&b, "  days to first handover  median %s, stamps leave %s to %s\n", rma.FormatNumber(f.Days, 1, en), rma.FormatNumber(f.Least, 1, en), rma.FormatNumber(f.Greatest, 1, en))
	if !math.IsNaN(f.LocalPart) {
		fmt.Fprintf(&b, "  local direction         %s of the time held\n", rma.FormatPercent(f.LocalPart, 0, en))
	}
	for k := NotTheHolder; k <= ToTheHolder; k++ {
		if n := h.faults(k); n > 0 {
			fmt.Fprintf(&b, "  %s: %d\n", k.Label(en), n)
		}
	}
	return b.String()
}
