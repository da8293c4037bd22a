package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = CaseTimes{}

// Table shows the quantiles of the closed cases and, when cases are open, those of
// all cases by Kaplan and Meier.
func (c CaseTimes) Table() rma.Table {
	figure := func(key string, label rma.Text) rma.Column {
		return rma.Column{Key: key, Label: label, Values: true, Base: "cases"}
	}
	t := rma.Table{ID: c.Options.Name, Title: rma.T("Doorlooptijd van dossiers, in dagen", "Throughput time of cases, in days"), RowHead: rma.T("tijd", "time"),
		Columns: []rma.Column{
			{Key: "cases", Label: rma.T("dossiers", "cases")},
			figure("q1", rma.T("eerste kwartiel", "first quartile")), figure("median", rma.T("mediaan", "median")),
			figure("interval", rma.T("interval of grenzen van de mediaan", "interval or bounds of the median")), figure("q3", rma.T("derde kwartiel", "third quartile")),
		},
		Notes: []rma.Text{c.definition()},
		TeamNotes: []rma.Text{rma.T(fmt.Sprintf("%d dossiers lopen nog; %d zonder gebeurtenis zijn weggelaten", c.Open, c.Empty),
			fmt.Sprintf("%d cases are open; %d without an event are left out", c.Open, c.Empty))},
		Counts: strings.Join([]string{"cases", c.Options.Origin.Method, c.Options.Origin.Pilot, c.Options.Name}, " "),
	}
	add := func(key string, label rma.Text, n int, q1, median float64, between rma.Interval, q3 float64) {
		cell := number(median)
		if cell.Kind != rma.Blank {
			cell = cell.WithRefs(c.id(key))
		}
		row := rma.Row{Key: key, Label: label, Cells: []rma.Cell{rma.CountCell(n), number(q1), cell, {}, number(q3)}}
		if between.Lo < between.Hi || between.Lo == between.Lo && between.Hi != between.Hi {
			row.Cells[3] = rma.IntervalCell(between, 1)
		}
		t.Rows = append(t.Rows, row)
	}
	s := c.Throughput
	add("closed", closedText(), s.N, s.Q1, s.Median, rma.Interval{Lo: s.MedianLeast, Hi: s.MedianMost}, s.Q3)
	if e := c.Estimated; c.Open > 0 {
		add("estimated", estimatedText(), e.N, e.Q1.Days, e.Median.Days, c.interval(), e.Q3.Days)
		t.RowSums = append(t.RowSums, rma.Sum{Total: "estimated", Parts: []string{"closed"}, Rest: true, Only: []string{"cases"}})
	}
	add("idle", rma.T("niets gaande, afgesloten dossiers", "idle, closed cases"), c.Idle.N, c.Idle.Q1, c.Idle.Median, noInterval(0), c.Idle.Q3)
	add("gap", rma.T("langste stilte, afgesloten dossiers", "longest gap, closed cases"), c.LongestGap.N, c.LongestGap.Q1, c.LongestGap.Median, noInterval(0), c.LongestGap.Q3)
	for _, key := range []string{"idle", "gap"} {
		t.RowSums = append(t.RowSums, rma.Sum{Total: "closed", Parts: []string{key}, Only: []string{"cases"}})
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// number is a figure in days, blank when it does not exist.
func number(v float64) rma.Cell {
	if math.IsNaN(v) {
		return rma.Cell{}
	}
	return rma.NumberCell(v, 1)
}

func closedText() rma.Text {
	return rma.T("doorlooptijd, afgesloten dossiers", "throughput, closed cases")
}

func estimatedText() rma.Text {
	return rma.T("doorlooptijd, alle dossiers (Kaplan-Meier)", "throughput, all cases (Kaplan-Meier)")
}

func (c CaseTimes) interval() rma.Interval {
	return rma.Interval{Lo: c.Estimated.Median.Lo, Hi: c.Estimated.Median.Hi, Level: c.Options.Level, Method: "Kaplan-Meier, log-log"}
}

func (c CaseTimes) id(key string) string {
	return c.Options.Origin.ObservationID(c.Options.Name + "-" + key)
}

func (c CaseTimes) definition() rma.Text {
	return rma.T("dagen van 24 uur van de eerste gebeurtenis tot het einde van de laatste; lopende dossiers zijn gevolgd tot "+moment(c.AsOf, rma.Dutch)+"; niets gaande: zonder gebeurtenis die nog duurt",
		"days of 24 hours from the first event to the end of the last; open cases are followed up to "+moment(c.AsOf, rma.English)+"; idle: without an event that goes on")
}

// Observations returns the medians: of the throughput of the closed cases and, when
// cases are open, of all cases; of the idle time, and of the longest gap.
func (c CaseTimes) Observations() []rma.Observation {
	var closed, all []rma.Ref
	for _, k := range c.Cases {
		all = append(all, k.Ref)
		if k.Closed {
			closed = append(closed, k.Ref)
		}
	}
	var list []rma.Observation
	add := func(key string, name rma.Text, value float64, n int, refs []rma.Ref) *rma.Observation {
		if math.IsNaN(value) {
			return nil
		}
		e := daysEstimate(rma.T("mediaan van "+name.NL, "median of "+name.EN), value, n)
		list = append(list, rma.Observation{ID: c.id(key), Origin: c.Options.Origin, What: e.Name, Definition: c.definition(),
			Estimate: &e, N: n, Refs: refs, Warnings: c.Warnings})
		return &list[len(list)-1]
	}
	add("closed", closedText(), c.Throughput.Median, c.Throughput.N, closed)
	if c.Open > 0 {
		if o := add("estimated", estimatedText(), c.Estimated.Median.Days, c.Estimated.N, all); o != nil {
			o.Estimate.Interval = c.interval()
		}
	}
	add("idle", rma.T("niets gaande, afgesloten dossiers", "idle, closed cases"), c.Idle.Median, c.Idle.N, closed)
	add("gap", rma.T("langste stilte, afgesloten dossiers", "longest gap, closed cases"), c.LongestGap.Median, c.LongestGap.N, closed)
	return list
}

// String writes the quantiles, in English.
func (c CaseTimes) String() string {
	var b strings.Builder
	d := func(v float64) string { return rma.FormatNumber(v, 1, rma.English) }
	fmt.Fprintf(&b, "Throughput time in days, as of %s: %d cases, %d of them open\n", c.AsOf.Format("2006-01-02 15:04"), len(c.Cases), c.Open)
	for _, s := range []struct {
		name string
		DaySummary
	}{{"throughput, closed cases", c.Throughput}, {"idle, closed cases", c.Idle}, {"longest gap, closed cases", c.LongestGap}} {
		fmt.Fprintf(&b, "  %-28s n = %d, median %s (quartiles %s and %s)\n", s.name, s.N, d(s.Median), d(s.Q1), d(s.Q3))
	}
	if e := c.Estimated; c.Open > 0 {
		fmt.Fprintf(&b, "  %-28s n = %d, median %s (%s to %s)\n", "all cases, Kaplan-Meier", e.N, d(e.Median.Days), d(e.Median.Lo), d(e.Median.Hi))
	}
	return b.String()
}
