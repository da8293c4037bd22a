package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = NormCheck{}

func (c NormCheck) key(suffix string) string { return c.Options.Name + "-" + c.Norm.Name + suffix }

func (c NormCheck) id(suffix string) string { return c.Options.Origin.ObservationID(c.key(suffix)) }

func (c NormCheck) counted() string {
	o := c.Options.Origin
	return "terms " + o.Method + " " + o.Pilot + " " + c.key("")
}

// Table shows the share that met the norm for all and for each value of the splits.
func (c NormCheck) Table() rma.Table {
	t := rma.Table{
		ID: c.key(""), Title: c.Norm.label(), RowHead: rma.T("van", "from"), Columns: withinColumns(c.Options.Level, ""), ColumnSums: withinSums(""),
		Notes: notes(c.Definition, c.targetNote(), c.Norm.Source), TeamNotes: notes(c.All.withinBounds(), c.reachedNote(), c.leftOutNote()), Counts: c.counted(),
	}
	t = withinTable(t, c.All, c.Strata, c.id)
	never := &t.Rows[0].Cells[3] // stands in the other table too
	*never = never.WithSame(c.id("-overdue"))
	return t.OfPilot(c.Options.Origin.Pilot)
}

func (c NormCheck) targetNote() rma.Text {
	if c.Norm.TargetShare == 0 {
		return rma.Text{}
	}
	percent := rma.FormatPercent(c.Norm.TargetShare, 0, rma.English)
	return rma.T("norm: "+percent+" op tijd", "target: "+percent+" in time")
}

func (c NormCheck) leftOutNote() rma.Text {
	n := c.All.Counts.NotApplicable
	return rma.T(fmt.Sprintf("%d niet van toepassing: geen begin, of het einde er alleen voor", n), fmt.Sprintf("%d not applicable: no start, or the end before it only", n))
}

func (c NormCheck) reachedNote() rma.Text {
	if c.Norm.TargetShare == 0 {
		return rma.Text{}
	}
	switch c.Reached {
	case Yes:
		return rma.T("gehaald", "reached")
	case No:
		return rma.T("niet gehaald", "not reached")
	}
	return rma.T("niet te bepalen of de norm is gehaald", "it cannot be told whether the target was reached")
}

// OverTable shows by how many working days those that came late were over the term.
func (c NormCheck) OverTable() rma.Table {
	t := rma.Table{
		ID: c.key("-over"), Title: rma.T("Hoeveel later: "+c.Norm.label().In(rma.Dutch), "How much later: "+c.Norm.label().In(rma.English)),
		RowHead: rma.T("werkdagen over de termijn", "working days over the term"),
		Columns: []rma.Column{{Key: "not_met", Label: rma.T("dossiers", "cases")}},
		Notes:   notes(c.Definition), TeamNotes: notes(c.medianNote()), Counts: c.counted(),
	}
	all := rma.Sum{Total: "all"}
	add := func(key string, label rma.Text, n int, ids ...string) {
		all.Parts = append(all.Parts, key)
		t.Rows = append(t.Rows, rma.Row{Key: key, Label: label, Cells: []rma.Cell{rma.CountCell(n).WithRefs(ids...)}})
	}
	for _, b := range c.Over {
		add("over-"+b.text(), rma.PlainText(b.text()), b.Count, c.id("-over-"+b.text()))
	}
	add("overdue", rma.T("nog niet gebeurd", "not happened yet"), c.Overdue, c.id("-overdue"))
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle niet op tijd", "all not in time"), Cells: []rma.Cell{rma.CountCell(c.All.Counts.NotMet)}})
	t.RowSums = []rma.Sum{all}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// text writes a band as "2–5".
func (b NormBand) text() string {
	switch {
	case b.To == 0 && b.From > 0:
		return fmt.Sprintf("%d+", b.From)
	case b.To == b.From:
		return fmt.Sprint(b.From)
	}
	return fmt.Sprintf("%d–%d", b.From, b.To)
}

func (c NormCheck) medianNote() rma.Text {
	if math.IsNaN(c.MedianOver.Value) {
		return rma.Text{}
	}
	return rma.T(c.MedianOver.Name.NL+" "+c.MedianOver.Format(rma.Dutch), c.MedianOver.Name.EN+" "+c.MedianOver.Format(rma.English))
}

// Tables returns both tables: together they say how the figures add up.
func (c NormCheck) Tables() []rma.Table { return []rma.Table{c.Table(), c.OverTable()} }

// Observations returns the share that met the norm of all and of each value of the
// splits, a count for each band, and how many had not happened at all.
func (c NormCheck) Observations() []rma.Observation {
	base := rma.Observation{Origin: c.Options.Origin, What: c.Norm.label(), Definition: c.Definition}
	list := withinObservations(base, c.All, c.Strata, c.id)
	add := func(suffix string, what rma.Text, k int, in func(*NormCase) bool) {
		o := base
		o.ID, o.Count, o.N = c.id(suffix), &k, c.All.Counts.NotMet
		o.What = both(c.Norm.label(), what)
		for i := range c.Cases {
			if in(&c.Cases[i]) {
				o.Refs = append(o.Refs, c.Cases[i].Ref)
			}
		}
		list = append(list, o)
	}
	for _, b := range c.Over {
		add("-over-"+b.text(), rma.T(b.text()+" werkdagen te laat", b.text()+" working days late"), b.Count, func(one *NormCase) bool {
			return one.Outcome == NotMet && one.OverMin >= b.From && (one.OverMin <= b.To || b.To == 0 && b.From > 0)
		})
	}
	add("-overdue", rma.T("te laat en nog niet gebeurd", "late and not happened yet"), c.Overdue, func(one *NormCase) bool { return one.Outcome == NoVisit })
	return list
}

// String writes the share with the target and how much others were over, in
// English.
func (c NormCheck) String() string {
	var b strings.Builder
	b.WriteString(c.All.text(c.Norm.label().In(rma.English), c.Strata))
	if c.Norm.TargetShare > 0 {
		fmt.Fprintf(&b, "  %s: %s\n", c.targetNote().EN, c.reachedNote().EN)
	}
	for _, band := range c.Over {
		fmt.Fprintf(&b, "  %s working days over: %d\n", band.text(), band.Count)
	}
	fmt.Fprintf(&b, "  not happened yet: %d\n", c.Overdue)
	return b.String()
}
