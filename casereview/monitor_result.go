package casereview

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Result works out the figures of what was counted so far. The tally can go on.
func (t *MonitorTally) Result() Monitored {
	c := &t.c
	m := Monitored{Cases: c.cases, Families: c.families, Events: c.events, Counted: c.counted, AsOf: t.asOf, Spec: t.spec}
	for state, n := range c.states {
		if n > 0 {
			m.States = append(m.States, MonitoredState{State(state), n})
		}
	}
	for _, r := range c.reports {
		r.complete()
		m.Reports.Results = append(m.Reports.Results, r)
	}
	m.Reports.Options, m.Reports.crossed = c.reports[0].Options, maps.Clone(c.crossed)
	m.Months = t.months()
	m.Visits = t.visits()
	for i, n := range t.spec.Norms {
		o := NormOptions{Name: t.spec.Name + "-norm", Calendar: t.spec.Calendar, Level: t.spec.Level, Origin: t.spec.Origin}.withUsual()
		f := newWithinFigure(c.norms[i], nil, t.spec.Level)
		m.Norms = append(m.Norms, NormCheck{Norm: n, Definition: n.definition(o, t.asOf), All: f, Reached: n.reached(f), Overdue: f.Counts.Never,
			MedianOver: rma.Estimate{Value: math.NaN(), Interval: noInterval(t.spec.Level), P: math.NaN()}, AsOf: t.asOf, Options: o, Warnings: f.warnings()})
	}
	m.Recurrence = t.closings()
	for _, a := range slices.SortedFunc(maps.Keys(c.activities), activityOrder) {
		m.Activities = append(m.Activities, MonitoredPresent{a, c.activities[a]})
	}
	m.Warnings = m.warnings()
	return m
}

func (t *MonitorTally) visits() VisitTimes {
	v := VisitTimes{AsOf: t.asOf, Options: t.visit}
	for rule, counts := range []OutcomeCounts{t.c.within, t.c.nextDay} {
		f := VisitFigure{Counts: counts}
		f.Key, f.Label, f.Definition = t.visit.words(visitRule(rule), t.asOf)
		f.complete(t.spec.Level)
		if visitRule(rule) == withinRule {
			v.Within = f
		} else {
			v.NextDay = f
		}
	}
	v.Warnings = v.warnings(t.c.early)
	return v
}

// months returns the reports of every complete month of the period. Without a first
// day the month of the first report is taken to be incomplete.
func (t *MonitorTally) months() Series {
	o := SeriesOptions{Name: t.spec.Name + "-months", What: rma.T("hermeldingen van alle meldingen", "re-reports of all reports"), Origin: t.spec.Origin}
	first, end := t.firstMonth(), t.endMonth()
	var again, reports []int
	for k := first; k < end; k++ {
		again, reports = append(again, t.c.months[k].again), append(reports, t.c.months[k].reports)
	}
	s, err := NewSeries(Monthly.first(first), again, reports, o)
	if err != nil { // no month: counts are never above their base
		return Series{Options: o}
	}
	return s
}

func (t *MonitorTally) firstMonth() int {
	if from := t.spec.From; !from.IsZero() {
		return Monthly.index(from.AddDays(-1)) + 1
	}
	if len(t.c.months) == 0 {
		return t.endMonth()
	}
	return slices.Min(slices.Collect(maps.Keys(t.c.months))) + 1
}

// endMonth is the first month of which not every day is in the period.
func (t *MonitorTally) endMonth() int {
	end := rma.DateOf(t.asOf)
	if to := t.spec.To; !to.IsZero() && to.AddDays(1).Before(end) {
		end = to.AddDays(1)
	}
	return Monthly.index(end)
}

// closings reads the curve of the closings.
func (t *MonitorTally) closings() Recurrences {
	a := &t.c.again
	r := Recurrences{Definition: t.again.definition(t.asOf), Closings: t.c.closings, Ambiguous: t.c.ties, AsOf: t.asOf, Options: t.again,
		Families: a.families, Rereports: a.rereports, Outside: a.outside, Left: a.left, Reopened: a.reopened, OutOfState: a.outOfState}
	var days []float64
	var event []bool
	for _, s := range slices.SortedFunc(maps.Keys(t.c.spells), compareSpells) {
		for range t.c.spells[s] {
			days, event = append(days, float64(s.days)), append(event, s.event)
		}
	}
	r.Curve = newCurve(days, event, t.again.curve())
	for i, w := range t.c.windows {
		w.read(r.Curve, t.c.crude[i], t.again)
		r.Windows = append(r.Windows, w)
	}
	r.Warnings = r.warnings()
	return r
}

func compareSpells(a, b spellDays) int {
	c := cmp.Compare(a.days, b.days)
	if c == 0 && a.event != b.event {
		c = 1
		if a.event {
			c = -1
		}
	}
	return c
}

// warnings gives those of the results, each code once with its first detail.
func (m *Monitored) warnings() []rma.Warning {
	var list []rma.Warning
	add := func(ws []rma.Warning) {
		for _, w := range ws {
			if !rma.HasWarning(list, w.Code) {
				list = append(list, w)
			}
		}
	}
	for i := range m.Reports.Results {
		add(m.Reports.Results[i].Warnings)
	}
	add(m.Visits.Warnings)
	for _, n := range m.Norms {
		add(n.Warnings)
	}
	add(m.Recurrence.Warnings)
	add(m.Months.Warnings)
	return list
}
