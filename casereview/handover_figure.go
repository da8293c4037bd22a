package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// HandoverFigure is how some cases changed hands.
type HandoverFigure struct {
	N         int       // cases with a report
	Changes   int       // of holder, in all of them
	MostOften int       // changes in one case
	Handed    rma.Share // cases with a change
	PingPong  rma.Share // cases that came back to an earlier holder
	Warm      rma.Share // of the changes of which it is known
	Unknown   int       // changes of which it is not known
	PerCase   float64   // changes per case; NaN without cases
	Orgs      float64   // organisations that held a case, per case
	Days      float64   // median from the report to the first change, of the cases with one; NaN without
	Least     float64   // the median when every time is the least, or the greatest, that the stamps leave
	Greatest  float64
	Held      float64 // days that somebody held the cases
	Local     float64 // of those, with local direction
	LocalPart float64 // Local / Held; NaN when no local organisations are declared or nobody held a case
	Ambiguous int     // cases with handovers of which the order is not known
	Refs      []rma.Ref
}

// figure describes some cases; nil means all.
func (h *HandoverTimes) figure(rows []int) HandoverFigure {
	f := HandoverFigure{}
	var handed, back, warm, cold, orgs int
	var days, least, greatest []float64
	h.each(rows, func(c *HandoverCase) {
		f.N, f.Changes, f.Unknown, orgs = f.N+1, f.Changes+c.Changes, f.Unknown+c.Unknown, orgs+c.Orgs
		f.MostOften = max(f.MostOften, c.Changes)
		warm, cold = warm+c.Warm, cold+c.Cold
		if c.Handed {
			handed++
			days, least, greatest = append(days, c.days()), append(least, c.Least), append(greatest, c.Greatest)
		}
		if c.PingPong > 0 {
			back++
		}
		if c.Ambiguous {
			f.Ambiguous++
		}
		f.Held, f.Local = f.Held+c.Held, f.Local+c.Local
		f.Refs = append(f.Refs, c.Ref)
	})
	level := h.Options.Level
	f.Handed, f.PingPong = newShare(rma.Proportion{K: handed, N: f.N}, level), newShare(rma.Proportion{K: back, N: f.N}, level)
	f.Warm = newShare(rma.Proportion{K: warm, N: warm + cold}, level)
	f.PerCase, f.Orgs = per(f.Changes, f.N), per(orgs, f.N)
	f.Days, f.Least, f.Greatest = stat.Median(days), stat.Median(least), stat.Median(greatest)
	f.LocalPart = math.NaN()
	if len(h.Options.Local) > 0 && f.Held > 0 {
		f.LocalPart = f.Local / f.Held
	}
	return f
}

// days is the middle of the time to the first change that the stamps leave.
func (c *HandoverCase) days() float64 { return c.Least + (c.Greatest-c.Least)/2 }

func per(k, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return float64(k) / float64(n)
}

// each goes over some cases; nil means all.
func (h *HandoverTimes) each(rows []int, f func(*HandoverCase)) {
	if rows == nil {
		for i := range h.Cases {
			f(&h.Cases[i])
		}
		return
	}
	for _, row := range rows {
		f(&h.Cases[row])
	}
}
