package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var (
	_ rma.Source = BetweenTimes{}
	_ rma.Source = WithinLimit{}
)

func (b BetweenTimes) id(suffix string) string {
	return b.Options.Origin.ObservationID(b.Options.Name + suffix)
}

func (b BetweenTimes) counted() string {
	o := b.Options.Origin
	return "starts " + o.Method + " " + o.Pilot + " " + b.Options.Name
}

func (b BetweenTimes) title() rma.Text {
	return rma.T("Tijd van "+b.From.Label(rma.Dutch)+" tot "+b.To.Label(rma.Dutch), "Time from "+b.From.Label(rma.English)+" to "+b.To.Label(rma.English))
}

// quantileKey names a quantile, as in "p25".
func quantileKey(p float64) string { return fmt.Sprintf("p%g", math.Round(1e8*p)/1e6) }

// Table shows the quantiles of the time for all and for each value of the splits.
func (b BetweenTimes) Table() rma.Table {
	t := rma.Table{
		ID: b.Options.Name, Title: b.title(), RowHead: rma.T("van", "from"),
		Columns: []rma.Column{
			{Key: "n", Label: rma.T("aantal", "number")},
			{Key: "followed", Label: rma.T("gevolgd", "followed")},
			{Key: "waiting", Label: rma.T("nog niet", "not yet")},
		},
		Notes:      []rma.Text{b.Definition, rma.T("kwantielen van Kaplan-Meier, in "+b.Options.Clock.unit().NL, "quantiles of Kaplan-Meier, in "+b.Options.Clock.unit().EN)},
		TeamNotes:  []rma.Text{b.leftOutNote()},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"followed", "waiting"}}},
		Counts:     b.counted(),
	}
	from := []string{"n", "followed", "waiting"} // the curve falls by one of those at risk each time
	for _, q := range b.All.Quantiles {
		percent := rma.FormatPercent(q.P, 0, rma.English)
		t.Columns = append(t.Columns, rma.Column{Key: quantileKey(q.P), Label: rma.T(percent+" binnen", percent+" within"), From: from},
			rma.Column{Key: quantileKey(q.P) + "_interval", Label: rma.T("interval", "interval"), From: from})
	}
	t.Rows = append(t.Rows, b.row("all", "", rma.T("alle", "all"), b.All))
	for _, s := range b.Strata {
		sum := rma.Sum{Total: "all"}
		for _, l := range s.Levels {
			key := s.Key + "=" + l.Key
			sum.Parts = append(sum.Parts, key)
			t.Rows = append(t.Rows, b.row(key, "-"+s.Key+"-"+l.Key, both(s.Label, l.Label), l.BetweenFigure))
		}
		if len(sum.Parts) > 0 {
			t.RowSums = append(t.RowSums, sum)
		}
	}
	return t.OfPilot(b.Options.Origin.Pilot)
}

func (b BetweenTimes) row(key, suffix string, label rma.Text, f BetweenFigure) rma.Row {
	r := rma.Row{Key: key, Label: label, Cells: []rma.Cell{rma.CountCell(f.N), rma.CountCell(f.Events), rma.CountCell(f.Censored)}}
	for _, q := range f.Quantiles {
		r.Cells = append(r.Cells, rma.NumberCell(q.Time.Value, 1).WithN(f.N).WithRefs(b.id(suffix+"-"+quantileKey(q.P))),
			rma.IntervalCell(q.Time.Interval, 1).WithN(f.N))
	}
	return r
}

func (b BetweenTimes) leftOutNote() rma.Text {
	return rma.T(fmt.Sprintf("%d dossiers zonder begin, %d met de andere gebeurtenis alleen ervoor; bij %d laten de tijdstippen de tijd open", b.NoFrom, b.OnlyBefore, b.All.Imprecise),
		fmt.Sprintf("%d cases without a start, %d with the other event before it only; for %d the stamps leave the time open", b.NoFrom, b.OnlyBefore, b.All.Imprecise))
}

// Observations returns the quantiles of all, and of each value of the splits.
func (b BetweenTimes) Observations() []rma.Observation {
	var list []rma.Observation
	add := func(suffix string, apart rma.Text, f BetweenFigure) {
		for _, q := range f.Quantiles {
			e := q.Time
			o := rma.Observation{ID: b.id(suffix + "-" + quantileKey(q.P)), Origin: b.Options.Origin, Definition: b.Definition, Estimate: &e, N: f.N,
				Refs: f.Refs, What: e.Name, Warnings: append(baseWarnings(f.N), f.warnings()...)}
			title := b.title()
			o.What = rma.T(title.NL+": "+e.Name.NL, title.EN+": "+e.Name.EN)
			if !apart.IsZero() {
				o.What = rma.T(o.What.NL+", "+apart.NL, o.What.EN+", "+apart.EN)
			}
			list = append(list, o)
		}
	}
	add("", rma.Text{}, b.All)
	for _, s := range b.Strata {
		for _, l := range s.Levels {
			add("-"+s.Key+"-"+l.Key, both(s.Label, l.Label), l.BetweenFigure)
		}
	}
	return list
}

// String writes the quantiles, in English.
func (b BetweenTimes) String() string {
	var s strings.Builder
	en := rma.English
	fmt.Fprintf(&s, "%s, as of %s: %d, followed %d, not yet %d\n", b.title().EN, b.AsOf.Format("2006-01-02 15:04"), b.All.N, b.All.Events, b.All.Censored)
	for _, q := range b.All.Quantiles {
		fmt.Fprintf(&s, "  %-36s %s", q.Time.Name.EN, q.Time.Format(en))
		if q.Least != q.Greatest && !math.IsNaN(q.Least) {
			fmt.Fprintf(&s, ", stamps leave %s to %s", rma.FormatNumber(q.Least, 1, en), rma.FormatNumber(q.Greatest, 1, en))
		}
		s.WriteString("\n")
	}
	if b.NoFrom+b.OnlyBefore > 0 {
		fmt.Fprintf(&s, "  not applicable: no start %d, before the start only %d\n", b.NoFrom, b.OnlyBefore)
	}
	return s.String()
}
