package casereview

import (
	"fmt"
	"math"
	"strconv"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = RunChart{}

// Table has a row for every period with its figure and the median of its phase,
// and says under it what was counted along the median. The median follows from the
// counts of all periods: disclosure control hides it when one of them is small. A
// chart of rare events is for the team only: each row is a case.
func (c RunChart) Table() rma.Table {
	o, d := c.Options, c.data
	t := rma.Table{
		ID:      o.Name,
		Title:   rma.T(d.what.In(rma.Dutch)+", run-grafiek", d.what.In(rma.English)+", run chart"),
		RowHead: d.rowHead, Columns: c.columns(), Counts: d.counts, RowBy: d.rowBy, TeamOnly: d.measured == ofGaps,
		Notes: notes(d.definition, rma.T("middellijn: mediaan; signalen volgens Anhoej en Olesen (2014)", "centre line: median; signals by Anhoej and Olesen (2014)")),
	}
	for i, p := range c.Phases {
		t.Notes = append(t.Notes, notes(phaseNote(i, p.From, p.Reason, p.CutPeriod))...)
		if p.First < p.End {
			words := p.words()
			t.Notes = append(t.Notes, rma.T(fmt.Sprintf("fase %d: %s", i+1, words.NL), fmt.Sprintf("phase %d: %s", i+1, words.EN)))
		}
	}
	for i := range c.Points {
		t.Rows = append(t.Rows, c.row(i))
	}
	return t.OfPilot(o.Origin.Pilot)
}

func (c RunChart) columns() []rma.Column {
	list := []rma.Column{{Key: "phase", Label: rma.T("fase", "phase"), Things: true}}
	median := rma.Column{Key: "centre", Label: rma.T("mediaan", "median"), From: []string{c.smallestKey()}}
	switch c.data.measured {
	case ofValues:
		median.From, median.Values, median.Base = nil, true, c.smallestKey()
		list = append(list, rma.Column{Key: "n", Label: rma.T("gevallen", "cases")},
			rma.Column{Key: "value", Label: c.data.label(), Values: true, Base: "n"})
	case ofGaps:
		median.From = nil
		return append(list, rma.Column{Key: "value", Label: c.data.label()}, median)
	case ofShares:
		median.Label = rma.T("mediaan (%)", "median (%)")
		fallthrough
	default:
		list = append(list, rma.Column{Key: "count", Label: c.data.what})
	}
	return append(list, rma.Column{Key: c.smallestKey(), Label: smallestLabel()}, median)
}

// smallestKey has the name of the chart: charts of one series may have other phases.
func (c RunChart) smallestKey() string { return "smallest:" + c.Options.Name }

func (c RunChart) row(i int) rma.Row {
	at, p := c.Points[i], c.Phases[c.Points[i].Phase]
	label := rma.PlainText(at.Key)
	cells := []rma.Cell{rma.PlainCell(strconv.Itoa(at.Phase + 1))}
	switch c.data.measured {
	case ofValues:
		cells = append(cells, rma.CountCell(at.N), numberCell(at.Value, c.data.decimals))
	case ofGaps:
		day := at.Period.To
		label = rma.T(at.Key+", "+day.Label(rma.Dutch), at.Key+", "+day.Label(rma.English))
		return rma.Row{Key: at.Key, Label: label, Cells: append(cells, numberCell(at.Value, 0), numberCell(p.Median, 1))}
	default:
		cells = append(cells, c.data.count(at.K, at.N))
	}
	median := numberCell(c.data.onScale(p.Median), c.data.places())
	if c.data.measured != ofValues {
		median = median.WithN(c.data.cases(c.data.rows[p.First:p.End]))
	}
	return rma.Row{Key: at.Key, Label: label, Cells: append(cells, rma.CountCell(p.Smallest), median)}
}

// Observations returns the median of each phase, with what was counted along it
// and whether that is a signal.
func (c RunChart) Observations() []rma.Observation {
	var list []rma.Observation
	for i, p := range c.Phases {
		if p.N == 0 {
			continue
		}
		rows, words := c.data.rows[p.First:p.End], p.words()
		o := rma.Observation{ID: c.Options.Origin.ObservationID(c.Options.Name + "-" + phaseKey(i)), Origin: c.Options.Origin, Warnings: c.Warnings,
			What: rma.T(fmt.Sprintf("%s, mediaan van fase %d", c.data.what.In(rma.Dutch), i+1), fmt.Sprintf("%s, median of phase %d", c.data.what.In(rma.English), i+1)),
			Definition: joinedTexts(notes(c.data.definition, words, phaseNote(i, p.From, p.Reason, p.CutPeriod),
				rma.T("regels van Anhoej en Olesen (2014)", "rules of Anhoej and Olesen (2014)"))),
		}
		if len(c.Phases) == 1 {
			o.Refs = c.data.refs
		}
		e := c.data.estimate(rma.T("mediaan", "median"), c.data.onScale(p.Median), rows)
		o.Estimate, o.N = &e, e.N
		list = append(list, o)
	}
	return list
}

// estimate is a figure of several points. It names the counts that it follows
// from, so that it is not published beside one that is hidden.
func (d chartData) estimate(name rma.Text, v float64, rows []chartRow) rma.Estimate {
	e := rma.Estimate{Name: name, Unit: d.unit, Value: v, Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()},
		P: math.NaN(), Decimals: d.places(), Counts: d.counted(rows)}
	if d.measured == ofShares {
		e.Unit = rma.PlainText("%")
	}
	e.N = d.cases(rows)
	return e
}

// cases returns the number of cases that points rest on.
func (d chartData) cases(rows []chartRow) int {
	n := 0
	for _, r := range rows {
		switch d.measured {
		case ofShares, ofValues:
			n += r.n
		case ofCounts:
			n += r.k
		default:
			n++
		}
	}
	return n
}

// count is a number of events, or a share; blank without a base.
func (d chartData) count(k, n int) rma.Cell {
	switch {
	case d.measured != ofShares:
		return rma.CountCell(k)
	case n == 0:
		return rma.Cell{}
	}
	return rma.ShareCell(rma.Proportion{K: k, N: n})
}
