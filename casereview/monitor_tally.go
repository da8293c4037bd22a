package casereview

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// MonitorTally counts what [Monitor] counts, family by family. What it keeps does not
// grow with the number of cases: counts, and how many closings were followed for how
// many days. It is not for use by several goroutines at once: give each its own, and
// merge them.
type MonitorTally struct {
	spec  MonitorSpec
	visit VisitOptions
	again RecurrenceOptions
	asOf  time.Time
	c     monitorCounts

	days    *workYears
	traces  []Trace
	had     []Activity
	classes [][]Class // per rule, of the reports of this family
	whole   history
	under   []ruled // per rule
	after   ruled   // the first rule, without a look-back
}

// monitorCounts is all that is kept.
type monitorCounts struct {
	cases, families, events, counted int
	states                           [ReopenedState + 1]int
	reports                          []Classification
	crossed                          map[[2]int]classCross
	again                            monitorClosings
	months                           map[int]monthCount // by their number
	within, nextDay                  OutcomeCounts
	early                            int
	norms                            []WithinCounts
	closings                         ClosingCounts
	ties                             int
	spells                           map[spellDays]int
	windows                          []RecurrenceWindow
	crude                            []rma.Proportion
	activities                       map[Activity]int
}

// monitorClosings is what is counted of closings and of the re-reports after them.
type monitorClosings struct{ families, rereports, outside, left, reopened, outOfState int }

type monthCount struct{ reports, again int }

// spellDays is the days after a closing, and whether they end with a re-report.
type spellDays struct {
	days  int
	event bool
}

// NewMonitorTally makes a tally without anything.
//
// Errors: ErrNoAsOf, ErrOptions.
func NewMonitorTally(asOf time.Time, spec MonitorSpec) (*MonitorTally, error) {
	if asOf.IsZero() {
		return nil, ErrNoAsOf
	}
	if err := spec.check(); err != nil {
		return nil, err
	}
	spec = spec.withUsual()
	t := &MonitorTally{spec: spec, visit: spec.visits().withUsual(), again: spec.recurrence(), asOf: asOf,
		days: newWorkYears(spec.Calendar), under: make([]ruled, len(spec.Rules))}
	t.c.crossed = map[[2]int]classCross{}
	t.classes = make([][]Class, len(spec.Rules))
	t.c.months, t.c.spells, t.c.activities = map[int]monthCount{}, map[spellDays]int{}, map[Activity]int{}
	for _, r := range spec.Rules {
		o := ReportOptions{Name: spec.Name, Level: spec.Level, Origin: spec.Origin}
		t.c.reports = append(t.c.reports, Classification{Rule: r, Definition: r.Definition(), Options: o})
	}
	t.c.norms = make([]WithinCounts, len(spec.Norms))
	for _, w := range t.again.Windows {
		t.c.windows = append(t.c.windows, RecurrenceWindow{Days: w})
	}
	t.c.crude = make([]rma.Proportion, len(t.again.Windows))
	return t, nil
}

// Add counts the cases of a family, or one case without a family. Give all cases that
// a rule can link at once: what is in another call is not seen. Of a rule that links
// by person those are all families that name a person in common.
//
// The error is that of the calendar of a norm, ErrNoWorkingDay.
func (t *MonitorTally) Add(family ...Trace) error {
	t.traces = t.traces[:0]
	for _, trace := range family {
		t.traces = append(t.traces, trace.until(t.asOf))
	}
	t.whole.fill(t.traces)
	t.c.families += len(t.whole.ofFamily)
	for i := range t.traces {
		if err := t.addCase(&t.traces[i], t.whole.dossiers[i].state); err != nil {
			return err
		}
	}
	t.addReports()
	t.addClosings()
	return nil
}

// addCase counts what is in one case.
func (t *MonitorTally) addCase(trace *Trace, state State) error {
	t.c.cases++
	t.c.events += len(trace.events)
	if !t.spec.counts(&trace.Case) {
		return nil
	}
	t.c.counted++
	t.c.states[state]++
	t.addActivities(trace)
	if v := t.visit.measure(*trace, t.asOf); !v.Report.IsZero() && t.spec.holds(v.Report) {
		t.c.within.add(v.Within)
		t.c.nextDay.add(v.NextDay)
		if v.EarlyVisits > 0 {
			t.c.early++
		}
	}
	for i, n := range t.spec.Norms {
		for _, s := range startsOf(*trace, n.From, n.To, AnchorFirst, n.Of, nil) {
			if !t.spec.holds(s.event.At) {
				continue
			}
			one, err := n.judge(newBetweenCase(*trace, s, nil), t.asOf, t.days)
			if err != nil {
				return err
			}
			t.c.norms[i].add(one.Outcome)
		}
	}
	return nil
}

// addActivities counts each activity of a case once.
func (t *MonitorTally) addActivities(trace *Trace) {
	t.had = t.had[:0]
	for i := range trace.events {
		if a := trace.events[i].Activity; !slices.Contains(t.had, a) {
			t.had = append(t.had, a)
			t.c.activities[a]++
		}
	}
}

// addReports classifies the reports under each rule.
func (t *MonitorTally) addReports() {
	o := ReportOptions{Count: func(trace Trace, e Event) bool { return t.spec.holds(e.At) && t.spec.counts(&trace.Case) }}
	for i := range t.spec.Rules {
		u := &t.under[i]
		u.take(&t.whole, t.spec.Rules[i])
		t.classes[i] = t.classes[i][:0]
		t.c.reports[i].tally(u, o, func(r *ClassifiedReport) {
			t.classes[i] = append(t.classes[i], r.Class)
			if i > 0 {
				return
			}
			first, last := r.At.days()
			month := Monthly.index(first)
			if month != Monthly.index(last) {
				return // a week of two months
			}
			m := t.c.months[month]
			m.reports++
			if r.Class == Rereport {
				m.again++
			}
			t.c.months[month] = m
		})
	}
	t.crossRules()
}

// crossRules counts which class the reports of a family have under two rules.
func (t *MonitorTally) crossRules() {
	for i := range t.classes {
		for j := range i + 1 {
			if len(t.classes[i]) == 0 {
				continue
			}
			x := t.c.crossed[[2]int{j, i}]
			for k, class := range t.classes[i] {
				x[t.classes[j][k]][class]++
			}
			t.c.crossed[[2]int{j, i}] = x
		}
	}
}

// addClosings counts the time after closings.
func (t *MonitorTally) addClosings() {
	o := t.again
	o.Closing = func(trace Trace, at Stamp) bool { return t.spec.holds(at) && t.spec.counts(&trace.Case) }
	t.after.take(&t.whole, o.Rule)
	t.c.again.outOfState += t.whole.outOfState
	if !slices.ContainsFunc(t.after.all, func(s stretch) bool { return !s.lasting }) {
		return
	}
	x := findClosings(&t.after, t.asOf, o)
	t.c.closings.plus(x.counts)
	t.c.ties += x.ties
	t.c.again.rereports += x.rereports
	t.c.again.outside += x.outside
	for i := range x.list {
		if !x.list[i].index {
			continue
		}
		one := x.result(&x.list[i])
		t.c.spells[spellDays{one.Days, one.Event}]++
		t.c.again.add(&one)
		for w := range t.c.windows {
			t.c.windows[w].add(&one, &t.c.crude[w])
		}
		if one.MinDays != one.MaxDays {
			t.c.ties++
		}
	}
}

func (c *monitorClosings) add(one *RecurrenceCase) {
	if one.First {
		c.families++
	}
	switch one.Ended {
	case EndedByLeaving:
		c.left++
	case EndedByReopening:
		c.reopened++
	}
}

// Merge adds what another tally counted. It must have been made with the same
// settings; functions cannot be compared, so that they are the same is for the caller
// to see to. A nil tally counted nothing.
//
// Errors: ErrOptions.
func (t *MonitorTally) Merge(other *MonitorTally) error {
	if other == nil {
		return nil
	}
	if !t.asOf.Equal(other.asOf) || !reflect.DeepEqual(t.spec.comparable(), other.spec.comparable()) {
		return fmt.Errorf("%w: what is merged was counted with the same settings", ErrOptions)
	}
	t.c.plus(&other.c)
	return nil
}

// comparable is the settings without what cannot be compared.
func (s MonitorSpec) comparable() MonitorSpec {
	s.In, s.Calendar = nil, nil
	s.Norms = slices.Clone(s.Norms)
	for i := range s.Norms {
		s.Norms[i].Of = nil
	}
	return s
}

// countAll counts groups of linked cases on all processors. The tallies come in the
// order of the groups, and the first error of a group is the error.
func (t *MonitorTally) countAll(traces []Trace, groups [][]int32) ([]*MonitorTally, error) {
	n := max(1, min(runtime.GOMAXPROCS(0), len(groups)))
	parts, errs := make([]*MonitorTally, n), make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		part, err := NewMonitorTally(t.asOf, t.spec)
		if err != nil {
			return nil, err
		}
		parts[i] = part
		mine := groups[i*len(groups)/n : (i+1)*len(groups)/n]
		wait.Go(func() {
			var family []Trace
			for _, g := range mine {
				family = family[:0]
				for _, at := range g {
					family = append(family, traces[at])
				}
				if errs[i] = part.Add(family...); errs[i] != nil {
					return
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}
