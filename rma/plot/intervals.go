package plot

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// IntervalOptions are the settings of a plot of intervals.
type IntervalOptions struct {
	Options
	ID string // of the figure; "" = intervals
}

// Intervals draws shares with their intervals, one to a row, with the counts in
// words beside them. It takes evidence that went through disclosure control and
// draws those of the named observations that are shares; the others, and ids
// that there are not, are left out. A share that is withheld has a row without a
// mark, and so has one on fewer than [rma.DefaultMinBase] cases: a mark on a
// percentage axis would be the percentage that the words leave out. The error is
// ErrID.
func Intervals(title rma.Text, e *privacy.Evidence, ids []string, o IntervalOptions) (Figure, error) {
	if o.ID == "" {
		o.ID = "intervals"
	}
	if err := checkID(o.ID); err != nil {
		return Figure{}, err
	}
	l := o.Lang
	shares := sharesOf(e, ids)
	v := chart.Interval{
		Title:      title.In(l),
		Subtitle:   intervalSubtitle(shares, l),
		Footnote:   o.footnote(e.Audience(), rma.Text{}),
		Axis:       chart.Axis{Percent: true, DecimalComma: l == rma.Dutch},
		LabelHead:  rma.T("wat", "what").In(l),
		TextHead:   rma.T("aantal en interval", "count and interval").In(l),
		NoInterval: rma.T("geen interval", "no interval").In(l),
		NoEstimate: fmt.Sprintf(rma.T("minder dan %d: geen percentage", "fewer than %d: no percentage").In(l), rma.DefaultMinBase),
		NoData:     rma.T("geen aandelen", "no shares").In(l),
	}
	for _, ob := range shares {
		v.Rows = append(v.Rows, intervalRow(ob, l))
	}
	v.Alt = intervalAlt(v)
	drawn, err := v.Figure(o.chart())
	if err != nil {
		return Figure{}, err
	}
	return Figure{ID: o.ID, Title: v.Title, Table: e.ShareTable(o.ID+"-table", title, ids), drawn: drawn}, nil
}

func intervalRow(ob rma.Observation, l rma.Lang) chart.IntervalRow {
	label := ob.What.In(l)
	if ob.Pilot != "" {
		label += " (" + ob.Pilot + ")"
	}
	nan := math.NaN()
	row := chart.IntervalRow{Label: label, Estimate: nan, Lower: nan, Upper: nan, Text: ob.Format(l)}
	if ob.Share == nil {
		row.Note = rma.T("niet getoond", "not shown").In(l)
	} else if ob.Share.N >= rma.DefaultMinBase {
		row.Estimate, row.Lower, row.Upper = ob.Share.Value(), ob.Share.Interval.Lo, ob.Share.Interval.Hi
	}
	return row
}

// sharesOf returns the named observations that are shares, in order.
func sharesOf(e *privacy.Evidence, ids []string) []rma.Observation {
	var out []rma.Observation
	for _, id := range ids {
		if o, ok := e.Get(id); ok && e.IsShare(id) {
			out = append(out, o)
		}
	}
	return out
}

func intervalSubtitle(shares []rma.Observation, l rma.Lang) string {
	at := slices.IndexFunc(shares, func(o rma.Observation) bool { return o.Share != nil })
	if at < 0 {
		return ""
	}
	i := shares[at].Share.Interval
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
