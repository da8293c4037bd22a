package casereview

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table has a row for every period, with its figure, the centre line, the limits
// and the signals, and under the periods of each phase what its centre line rests
// on: everything that a figure needs. The mark of a cell with signals is the key
// of its [Cause]. A limit that the figure cannot reach is blank. Cells of one phase
// in the columns that add up a phase are the same count.
//
// Disclosure control hides the limits of a period with its count. What follows
// from the counts of all periods, signals and the limits of p', u' and XmR charts,
// it hides when the smallest of the phase is small: the column with that says so.
// Rounded counts have no limits, and no centre line of shares but the share of the
// phase. A chart of rare events is for the team only: each
// row is a case.
func (c ControlChart) Table() rma.Table {
	o, d, columns := c.Options, c.data, c.columns()
	t := rma.Table{
		ID:      o.Name,
		Title:   rma.T(d.what.In(rma.Dutch)+", "+c.Kind.Label(rma.Dutch), d.what.In(rma.English)+", "+c.Kind.Label(rma.English)),
		RowHead: d.rowHead, Columns: columns, Notes: c.notes(), TeamNotes: c.teamNotes(),
		Counts: d.counts, RowBy: d.rowBy, TeamOnly: d.measured == ofGaps,
	}
	for number, p := range c.Phases {
		for i := p.First; i < p.End; i++ {
			t.Rows = append(t.Rows, c.row(i, columns))
		}
		if p.First < p.End {
			t.Rows = append(t.Rows, c.totalRow(number, columns))
			c.declare(&t, number)
		}
	}
	return t.OfPilot(o.Origin.Pilot)
}

// row has the figures of one point.
func (c ControlChart) row(i int, columns []rma.Column) rma.Row {
	at, p := c.Points[i], c.Phases[c.Points[i].Phase]
	cells := map[string]rma.Cell{
		"phase":    rma.PlainCell(strconv.Itoa(at.Phase + 1)),
		"count":    c.data.count(at.K, at.N),
		"n":        rma.CountCell(at.N),
		"exposure": numberCell(at.Exposure, c.exposureDecimals),
		"rate":     numberCell(at.Value, c.rateDecimals()),
		"value":    numberCell(at.Value, c.data.decimals),
		"lower":    c.limit(at.Lower),
		"upper":    c.limit(at.Upper),
		"signal":   c.signalCell(at),
	}
	if c.data.measured == ofGaps && c.Kind == GChart {
		cells["value"] = rma.CountCell(at.K)
	}
	if !math.IsNaN(at.Centre) {
		c.addCentre(cells, p)
	}
	if c.Kind == XmRChart && c.data.measured == ofShares { // they rest on all cases of the phase
		for _, key := range []string{"centre", "lower", "upper"} {
			cells[key] = cells[key].WithN(p.Base)
		}
	}
	label := rma.PlainText(at.Key)
	if c.data.measured == ofGaps {
		day := at.Period.To
		label = rma.T(at.Key+", "+day.Label(rma.Dutch), at.Key+", "+day.Label(rma.English))
	}
	return rma.Row{Key: at.Key, Label: label, Cells: underColumns(cells, columns)}
}

// totalRow has what the centre line of a phase rests on.
func (c ControlChart) totalRow(number int, columns []rma.Column) rma.Row {
	p := c.Phases[number]
	cells := map[string]rma.Cell{"phase": rma.PlainCell(strconv.Itoa(number + 1))}
	c.addCentre(cells, p)
	if c.data.measured == ofCounts || c.data.measured == ofShares {
		cells["count"] = c.data.count(p.K, p.Base).WithRefs(c.phaseID(number))
	}
	nl, en := "samen, fase %d", "together, phase %d"
	if p.basis < p.End {
		nl, en = "samen, perioden van de middellijn", "together, periods of the centre line"
		return rma.Row{Key: c.phaseRow(number), Label: rma.T(nl, en), Cells: underColumns(cells, columns)}
	}
	return rma.Row{Key: c.phaseRow(number), Label: rma.T(fmt.Sprintf(nl, number+1), fmt.Sprintf(en, number+1)), Cells: underColumns(cells, columns)}
}

// phaseRow is the key of the row of a phase, with the name of the chart as the
// columns of phases have it.
func (c ControlChart) phaseRow(number int) string {
	return c.Options.Name + "-" + phaseKey(number)
}

// addCentre puts in the centre line of a phase, with what it follows from.
func (c ControlChart) addCentre(cells map[string]rma.Cell, p ControlPhase) {
	if math.IsNaN(p.Centre) {
		return
	}
	cells[c.ofPhases("together")] = c.data.count(p.K, p.Base)
	cells["periods"] = rma.CountCell(p.basis - p.First)
	cells["exposure_together"] = numberCell(p.Exposure, c.exposureDecimals)
	cells[c.ofPhases("smallest")] = rma.CountCell(p.Smallest)
	decimals := c.data.places()
	if c.Kind.isRate() {
		decimals = c.rateDecimals()
	}
	cells["centre"] = numberCell(c.data.onScale(p.Centre), decimals)
}

// inOrder puts cells under their columns.
func underColumns(cells map[string]rma.Cell, columns []rma.Column) []rma.Cell {
	var list []rma.Cell
	for _, column := range columns {
		list = append(list, cells[column.Key])
	}
	return list
}

// numberCell is blank when the figure does not exist.
func numberCell(v float64, decimals int) rma.Cell {
	if math.IsNaN(v) {
		return rma.Cell{}
	}
	return rma.NumberCell(v, decimals)
}

// rateDecimals gives a rate three figures at least.
func (c ControlChart) rateDecimals() int {
	for _, p := range c.Phases {
		if p.Centre > 0 {
			return min(6, max(1, 2-int(math.Floor(math.Log10(p.Centre)))))
		}
	}
	return 2
}

// limit is blank where no figure of this kind can lie.
func (c ControlChart) limit(v float64) rma.Cell {
	if math.IsNaN(v) || v < 0 && !c.negative || c.data.measured == ofShares && v > 1 {
		return rma.Cell{}
	}
	if c.Kind.isRate() {
		return rma.NumberCell(v, c.rateDecimals())
	}
	return rma.NumberCell(c.data.onScale(v), c.data.places())
}

// signalCell has the signals of a point in words. A point without any has words
// too: if it had none, hiding the others would tell where they are.
func (c ControlChart) signalCell(at ControlPoint) rma.Cell {
	switch {
	case at.Cause == NotJudged:
		return rma.Cell{}
	case len(at.Signals) == 0:
		return rma.PlainCell("–").WithMark(at.Cause.String())
	}
	var nl, en, refs []string
	for _, i := range at.Signals {
		words := c.Signals[i].words()
		nl, en = append(nl, words.In(rma.Dutch)), append(en, words.In(rma.English))
		refs = append(refs, c.signalID(i))
	}
	text := rma.T(strings.Join(nl, "; ")+" ("+at.Cause.Label(rma.Dutch)+")", strings.Join(en, "; ")+" ("+at.Cause.Label(rma.English)+")")
	return rma.TextCell(text).WithMark(at.Cause.String()).WithRefs(refs...)
}

// declare says which counts add up, and which are the same.
func (c ControlChart) declare(t *rma.Table, number int) {
	p, total := c.Phases[number], c.phaseRow(number)
	if c.data.measured == ofGaps || c.data.measured == ofValues {
		return
	}
	sum := rma.Sum{Total: total, Only: []string{"count"}}
	for _, at := range c.Points[p.First:p.basis] {
		sum.Parts = append(sum.Parts, at.Key)
	}
	t.RowSums = append(t.RowSums, sum)
	column := c.ofPhases("together")
	if math.IsNaN(p.Centre) || c.data.measured == ofShares && c.Kind == XmRChart {
		return
	}
	for _, at := range c.Points[p.First:p.End] {
		if !math.IsNaN(at.Centre) {
			t.RowSums = append(t.RowSums, rma.Sum{Total: total, Parts: []string{at.Key}, Only: []string{column}})
		}
	}
	same := rma.Sum{Total: column, Parts: []string{"count"}, Only: []string{total}}
	t.ColumnSums = append(t.ColumnSums, same)
	if c.data.measured == ofShares {
		t.ColumnSums = append(t.ColumnSums, rma.Sum{Total: column + "/n", Parts: []string{"count/n"}, Only: []string{total}})
	}
}
