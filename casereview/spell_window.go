package casereview

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// SpellWindow is which part was followed by an event within a number of days.
type SpellWindow struct {
	Days      int
	N         int          // starts
	Events    int          // followed by then
	Censored  int          // looked at for less, and not followed
	AtRisk    int          // looked at for longer, and not followed: the others
	Incidence rma.Estimate // 1 - S
	Ambiguous int          // of which the stamps leave open whether they were followed within the window
}

// daysTo is a time in days that the stamps leave, and whether it ends with the event.
type daysTo struct {
	least, greatest float64
	event           bool
}

// days is the middle of the time.
func (s daysTo) days() float64 { return s.least + (s.greatest-s.least)/2 }

// windowsOf makes the curve of spells, and reads it at the windows.
func windowsOf(list []daysTo, windows []int, o curveOptions, name func(days int) rma.Text) (SurvivalCurve, []SpellWindow) {
	o.unit = rma.T("dagen", "days")
	time, event := make([]float64, len(list)), make([]bool, len(list))
	for i, s := range list {
		time[i], event[i] = s.days(), s.event
	}
	curve := newCurve(time, event, o)
	out := make([]SpellWindow, len(windows))
	for i, days := range windows {
		w, limit := SpellWindow{Days: days, N: len(list)}, float64(days)
		for k, s := range list {
			switch {
			case time[k] <= limit && s.event:
				w.Events++
			case time[k] < limit:
				w.Censored++
			}
			if s.event && (s.least <= limit) != (s.greatest <= limit) {
				w.Ambiguous++
			}
		}
		w.AtRisk = w.N - w.Events - w.Censored
		e, _, p := curve.incidence(limit, o)
		e.Name, e.Counts = name(days), []int{w.Events, w.N}
		if p.Undefined != stat.Defined {
			e.Value, e.Interval.Lo, e.Interval.Hi = math.NaN(), math.NaN(), math.NaN()
		}
		w.Incidence = e
		out[i] = w
	}
	return curve, out
}

// windowTable fills in the columns, rows and sums of a table of windows. The ids are
// those of the observations.
func windowTable(t rma.Table, windows []SpellWindow, scale CurveScale, event rma.Text, id func(days int) string) rma.Table {
	from := []string{"n", "events", "censored", "at_risk"}
	t.Columns = []rma.Column{
		{Key: "n", Label: rma.T("aantal", "number")},
		{Key: "events", Label: event},
		{Key: "censored", Label: rma.T("niet langer gevolgd", "no longer followed")},
		{Key: "at_risk", Label: rma.T("langer gevolgd, nog niet", "followed longer, not yet")},
		{Key: "incidence", Label: rma.T("kans", "chance"), From: from},
		{Key: "interval", Label: rma.T("interval ("+scale.method()+")", "interval ("+scale.method()+")"), From: from},
	}
	t.ColumnSums = []rma.Sum{{Total: "n", Parts: []string{"events", "censored", "at_risk"}}}
	for i, w := range windows {
		t.Rows = append(t.Rows, rma.Row{Key: windowKey(w.Days), Label: windowLabel(w.Days), Cells: []rma.Cell{
			rma.CountCell(w.N), rma.CountCell(w.Events), rma.CountCell(w.Censored), rma.CountCell(w.AtRisk),
			figureCell(w.Incidence.Value, 2).WithN(w.N).WithRefs(id(w.Days)), rma.IntervalCell(w.Incidence.Interval, 2).WithN(w.N)}})
		if i > 0 {
			t.RowSums = append(t.RowSums, cumulated(windows[i-1].Days, w.Days, "n", "events", "censored")...)
		}
	}
	return t
}

// windowWarnings warns of windows that the stamps leave open or nothing was followed for.
func windowWarnings(what string, windows []SpellWindow) []rma.Warning {
	var list []rma.Warning
	for _, w := range windows {
		if w.Ambiguous > 0 {
			list = append(list, rma.Warn(rma.WarnUndetermined, "%s%s: n=%d", what, windowKey(w.Days), w.Ambiguous))
		}
		if w.AtRisk == 0 && w.Censored > 0 {
			list = append(list, rma.Warn(rma.WarnNearHorizonEnd, "%s%s", what, windowKey(w.Days)))
		}
	}
	return list
}

// checkWindows wants different numbers of days.
func checkWindows(windows []int) error {
	seen := map[int]bool{}
	for _, days := range windows {
		if days <= 0 || seen[days] {
			return fmt.Errorf("%w: windows are different numbers of days", ErrOptions)
		}
		seen[days] = true
	}
	return nil
}

// usualWindows returns windows in order, or the usual ones when none is asked for.
func usualWindows(days []int) []int {
	if days == nil {
		return []int{30, 90, 180, 365}
	}
	days = slices.Clone(days)
	slices.Sort(days)
	return days
}
