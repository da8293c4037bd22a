package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Charted is what a run chart and a control chart are made of: figures in the
// order of time. A [Series] of counts or shares is one, and so are
// [Measurements] and [RareEvents].
type Charted interface{ charted() chartData }

// measured says what the figures of a chart are.
type measured uint8

const (
	ofCounts measured = iota // a number of events per period
	ofShares                 // so many of so many per period
	ofValues                 // a figure per period that is no count
	ofGaps                   // what lies between two rare events
)

// chartData is figures in the order of time, with what tables and observations
// say of them.
type chartData struct {
	measured   measured
	name       string
	what       rma.Text
	definition rma.Text
	rowHead    rma.Text
	unit       rma.Text // of the figures; of measurements and gaps
	decimals   int      // of the figures; of measurements
	origin     rma.Origin
	counts     string // names what is counted, and by what the rows divide it
	rowBy      string
	rows       []chartRow
	refs       []rma.Ref
	warnings   []rma.Warning
}

// chartRow is one point before it is drawn.
type chartRow struct {
	key    string
	period rma.Period
	k, n   int     // events and their base; cases measured; cases between
	days   float64 // days between
	value  float64 // NaN when there is none
	ref    rma.Ref // of a rare event
}

// counted lists the numbers of cases that the figures of the points follow from.
func (d chartData) counted(rows []chartRow) []int {
	var list []int
	for _, r := range rows {
		switch d.measured {
		case ofShares:
			list = append(list, r.k, r.n-r.k)
		case ofValues:
			list = append(list, r.n)
		default:
			list = append(list, r.k)
		}
	}
	return list
}

// smallest returns the smallest number of cases that is not 0 among those that
// the points follow from; 0 when all are.
func (d chartData) smallest(rows []chartRow) int {
	least := 0
	for _, n := range d.counted(rows) {
		if n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

// charted makes points of the periods.
func (s Series) charted() chartData {
	o, table := s.Options, s.Table()
	d := chartData{measured: ofCounts, name: o.Name, what: o.What, rowHead: table.RowHead, origin: o.Origin,
		counts: table.Counts, rowBy: table.RowBy, refs: s.Refs, warnings: s.Warnings,
		definition: rma.T("gebeurtenissen per "+s.Unit.Label(rma.Dutch), "events per "+s.Unit.Label(rma.English))}
	if s.HasBase {
		d.measured = ofShares
		d.definition = rma.T("aandeel per "+s.Unit.Label(rma.Dutch), "share per "+s.Unit.Label(rma.English))
	}
	for _, p := range s.Periods {
		r := chartRow{key: p.Key, period: p.Period, k: p.Count, n: p.Base, value: float64(p.Count)}
		if s.HasBase {
			r.value = rma.Proportion{K: p.Count, N: p.Base}.Value()
		}
		d.rows = append(d.rows, r)
	}
	return d
}

// forDays returns the data with the days between rare events for values, or the
// cases.
func (d chartData) forDays(days bool) chartData {
	if d.measured != ofGaps {
		return d
	}
	rows := make([]chartRow, len(d.rows))
	for i, r := range d.rows {
		r.value = float64(r.k)
		if days {
			r.value = r.days
		}
		rows[i] = r
	}
	d.rows = rows
	d.unit = rma.T("gevallen", "cases")
	if days {
		d.unit = rma.T("dagen", "days")
	}
	return d
}

// empty returns how many points have no value.
func (d chartData) empty() int {
	n := 0
	for _, r := range d.rows {
		if math.IsNaN(r.value) {
			n++
		}
	}
	return n
}

// format writes a figure of the chart: a share as a percentage.
func (d chartData) format(v float64, l rma.Lang) string {
	if d.measured == ofShares {
		return rma.FormatPercent(v, 1, l)
	}
	s := rma.FormatNumber(v, d.places(), l)
	if d.unit.IsZero() || math.IsNaN(v) {
		return s
	}
	return s + " " + d.unit.In(l)
}

// places is the number of decimals of a centre line or a limit: one more than
// the figures have.
func (d chartData) places() int { return d.decimals + 1 }

// onScale returns a figure as a table prints it: a share in percents.
func (d chartData) onScale(v float64) float64 {
	if d.measured == ofShares {
		return 100 * v
	}
	return v
}
