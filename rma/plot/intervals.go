package plot

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// IntervalOptions are the settings of a plot of intervals.
type IntervalOptions struct {
	Options
	ID string // of the figure; "" = intervals
}

// Intervals draws shares with their intervals, one to a row, with the counts in
// words beside them. Observations without a share are left out. A share on
// fewer than [rma.DefaultMinBase] cases is shown in words only: a mark on a
// percentage axis would be the percentage that the words leave out. The error is
// ErrID.
func Intervals(title rma.Text, observations []rma.Observation, o IntervalOptions) (Figure, error) {
	if o.ID == "" {
		o.ID = "intervals"
	}
	if err := checkID(o.ID); err != nil {
		return Figure{}, err
	}
	l := o.Lang
	shares := SharesOf(observations)
	v := chart.Interval{
		Title:      title.In(l),
		Subtitle:   intervalSubtitle(shares, l),
		Footnote:   o.footnote(rma.Text{}),
		Axis:       chart.Axis{Percent: true, DecimalComma: l == rma.Dutch},
		LabelHead:  rma.T("wat", "what").In(l),
		TextHead:   rma.T("aantal en interval", "count and interval").In(l),
		NoInterval: rma.T("geen interval", "no interval").In(l),
		NoEstimate: fmt.Sprintf(rma.T("minder dan %d: geen percentage", "fewer than %d: no percentage").In(l), rma.DefaultMinBase),
		NoData:     rma.T("geen aandelen", "no shares").In(l),
	}
	for _, ob := range shares {
		label := ob.What.In(l)
		if ob.Pilot != "" {
			label += " (" + ob.Pilot + ")"
		}
		row := chart.IntervalRow{Label: label, Estimate: ob.Share.Value(), Lower: ob.Share.Interval.Lo, Upper: ob.Share.Interval.Hi, Text: ob.Format(l)}
		if ob.Share.N < rma.DefaultMinBase {
			row.Estimate, row.Lower, row.Upper = math.NaN(), math.NaN(), math.NaN()
		}
		v.Rows = append(v.Rows, row)
	}
	v.Alt = intervalAlt(v)
	drawn, err := v.Figure(o.chart())
	if err != nil {
		return Figure{}, err
	}
	return Figure{ID: o.ID, Title: v.Title, Table: ShareTable(o.ID+"-table", title, shares), drawn: drawn}, nil
}

// SharesOf returns the observations that hold a share, in their order.
func SharesOf(all []rma.Observation) []rma.Observation {
	var out []rma.Observation
	for _, o := range all {
		if o.Share != nil {
			out = append(out, o)
		}
	}
	return out
}

func intervalSubtitle(shares []rma.Observation, l rma.Lang) string {
	if len(shares) == 0 {
		return ""
	}
	i := shares[0].Share.Interval
	return fmt.Sprintf(rma.T("punt: aandeel; streep: %s-interval van %s%%", "dot: share; line: %s interval at %s%%").In(l),
		i.Method, rma.FormatNumber(100*i.Level, 0, l))
}

func intervalAlt(v chart.Interval) string {
	s := v.Title + "."
	for _, r := range v.Rows {
		s += " " + r.Label + ": " + r.Text + "."
	}
	return s
}

// ShareTable lists shares with their interval and definition, a row each; rows
// refer to their observation.
func ShareTable(id string, title rma.Text, observations []rma.Observation) rma.Table {
	t := rma.Table{
		ID: id, Title: title, RowHead: rma.T("wat", "what"),
		Columns: []rma.Column{
			{Key: "pilot", Label: rma.T("pilot", "pilot")},
			{Key: "share", Label: rma.T("aantal (aandeel)", "count (share)")},
			{Key: "interval", Label: rma.T("interval", "interval")},
			{Key: "definition", Label: rma.T("definitie", "definition")},
		},
	}
	for _, o := range SharesOf(observations) {
		interval := rma.Cell{}
		if o.Share.N >= rma.DefaultMinBase {
			interval = rma.IntervalCell(o.Share.Interval)
		}
		t.Rows = append(t.Rows, rma.Row{Key: o.ID, Label: o.What, Cells: []rma.Cell{
			rma.PlainCell(o.Pilot), rma.ShareCell(o.Share.Proportion).WithRefs(o.ID), interval, rma.TextCell(o.Definition),
		}})
	}
	return t
}
