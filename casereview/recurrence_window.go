package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// RecurrenceWindow is what was seen within a number of days after closing.
type RecurrenceWindow struct {
	Days      int
	N         int          // index closings
	Events    int          // re-reported by then
	Censored  int          // observation ended by then, without a re-report
	AtRisk    int          // followed longer, without a re-report: the others
	Incidence rma.Estimate // 1 - S, from 0 to 1
	SE        float64      // of Incidence, Greenwood
	Crude     rma.Share    // re-reported within the window, of those followed for all of it
	Excluded  int          // left out of Crude, because they were not
	Ambiguous int          // re-reports of which the stamps leave open whether they lie within the window
	undefined stat.Reason
}

// RecurrenceCount is the mean number of re-reports of a family within a number of
// days after its first closing.
type RecurrenceCount struct {
	Days     int
	Families int // in the log
	Followed int // of those, for the whole window
	Events   int // re-reports within it
	Mean     rma.Estimate
	SE       float64
}

// spells returns the times of the cases with whether they end with the event; nil
// means all cases.
func (r *Recurrences) spells(rows []int) (time []float64, event []bool) {
	for _, c := range r.rows(rows) {
		time, event = append(time, float64(c.Days)), append(event, c.Event)
	}
	return time, event
}

func (r *Recurrences) rows(rows []int) []RecurrenceCase {
	if rows == nil {
		return r.Cases
	}
	list := make([]RecurrenceCase, len(rows))
	for i, row := range rows {
		list[i] = r.Cases[row]
	}
	return list
}

// windows reads a curve at the windows, and counts the cases that it is of.
func (r *Recurrences) windows(c SurvivalCurve, rows []int) []RecurrenceWindow {
	list := make([]RecurrenceWindow, len(r.Options.Windows))
	cases := r.rows(rows)
	for i, days := range r.Options.Windows {
		w := RecurrenceWindow{Days: days}
		crude := rma.Proportion{}
		for j := range cases {
			w.add(&cases[j], &crude)
		}
		w.read(c, crude, r.Options)
		list[i] = w
	}
	return list
}

// read takes a window of which the cases are counted from the curve.
func (w *RecurrenceWindow) read(c SurvivalCurve, crude rma.Proportion, o RecurrenceOptions) {
	e, se, p := c.incidence(float64(w.Days), o.curve())
	e.Name = rma.T(fmt.Sprintf("kans op een hermelding binnen %d dagen na afsluiting", w.Days), fmt.Sprintf("chance of a re-report within %d days after closing", w.Days))
	w.N, w.Incidence, w.SE, w.undefined = c.N, e, se, p.Undefined
	w.AtRisk = w.N - w.Events - w.Censored
	w.Incidence.Counts = []int{w.Events, w.N}
	w.Crude, w.Excluded = newShare(crude, o.Level), w.N-crude.N
}

// add counts a case.
func (w *RecurrenceWindow) add(c *RecurrenceCase, crude *rma.Proportion) {
	in := c.Days <= w.Days
	switch {
	case in && c.Event:
		w.Events++
	case in:
		w.Censored++
	}
	if c.Event && c.MinDays <= w.Days && c.MaxDays > w.Days {
		w.Ambiguous++
	}
	// observation that ended before the event has no full window
	if c.Followed >= w.Days && (c.Event || c.Days >= w.Days) {
		crude.N++
		if in && c.Event {
			crude.K++
		}
	}
}

func (w RecurrenceWindow) warnings() []rma.Warning {
	switch {
	case w.undefined == stat.BeyondFollowUp:
		return []rma.Warning{rma.Warn(rma.WarnNearHorizonEnd, "%dd", w.Days)}
	case w.undefined != stat.Defined:
		return nil // no closing at all, which is said already
	case math.IsNaN(w.Incidence.Interval.Lo):
		return []rma.Warning{rma.Warn(rma.WarnNoInterval, "%dd", w.Days)}
	}
	return nil
}

// counts reads the mean cumulative count at the windows.
func (r *Recurrences) counts() []RecurrenceCount {
	list := make([]RecurrenceCount, len(r.Options.Windows))
	for i, days := range r.Options.Windows {
		p := r.mcf.At(float64(days))[0]
		list[i] = RecurrenceCount{Days: days, Families: r.Families, Followed: p.AtRisk, Events: p.Events, SE: p.SE,
			Mean: rma.Estimate{Name: rma.T(fmt.Sprintf("gemiddeld aantal hermeldingen per gezin binnen %d dagen na de eerste afsluiting", days),
				fmt.Sprintf("mean number of re-reports per family within %d days after the first closing", days)),
				Value: p.Mean, N: r.Families, P: math.NaN(), Decimals: 2, Counts: []int{p.Events, r.Families},
				Interval: rma.Interval{Lo: p.Lo, Hi: p.Hi, Level: r.Options.Level, Method: "Nelson, Lawless and Nadeau"}}}
	}
	return list
}
