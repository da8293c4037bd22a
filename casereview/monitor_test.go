package casereview

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var monitorEnd = time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)

// page is everything that a monitor says, to compare.
func page(m Monitored) string {
	s := m.String() + fmt.Sprint(m.Warnings)
	for _, t := range m.Tables() {
		s += t.Text(rma.English)
	}
	for _, o := range m.Observations() {
		s += o.ID + " " + o.Format(rma.English) + "\n"
	}
	return s
}

func historyLog(t testing.TB, seed uint64) *Log {
	t.Helper()
	cases, events := randomHistory(rand.New(rand.NewPCG(seed, 1)))
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

// plainly is a classification that prints all of itself, figures that do not exist as
// well.
type plainly Classification

// The figures of a monitor are those of the functions that it names.
func TestMonitorIsWhatTheFunctionsSay(t *testing.T) {
	merging := CBS2022()
	merging.Name, merging.MergeWindow = "merging", 30*24*time.Hour
	for seed := range uint64(60) {
		log := historyLog(t, seed).until(monitorEnd)
		spec := MonitorSpec{From: rma.NewDate(2019, 3, 10), To: rma.NewDate(2020, 11, 30), Rules: []Rule{DrentheStudy(), CBS2022(), merging}}
		if seed%3 == 0 {
			spec = MonitorSpec{}
		}
		m, err := Monitor(log, monitorEnd, spec)
		require.NoError(t, err)
		spec = m.Spec
		in := func(_ Trace, e Event) bool { return spec.holds(e.At) }
		for i, rule := range spec.Rules {
			want, err := ClassifyReports(log, rule, ReportOptions{Name: spec.Name, Count: in, Level: spec.Level})
			require.NoError(t, err)
			got := m.Reports.Results[i]
			want.Options.Count, want.Reports = nil, nil
			require.Equal(t, fmt.Sprintf("%+v", plainly(want)), fmt.Sprintf("%+v", plainly(got)), "%d %s", seed, rule.Name)
		}
		compared, err := CompareRules(log, spec.Rules, ReportOptions{Name: spec.Name, Count: in, Level: spec.Level})
		require.NoError(t, err)
		for i := range spec.Rules {
			for j := range spec.Rules {
				require.Equal(t, compared.Differing(i, j), m.Reports.Differing(i, j))
				require.Equal(t, compared.CrossTable(i, j), m.Reports.CrossTable(i, j))
			}
		}
		visits, err := TimeToVisit(log, monitorEnd, VisitOptions{In: func(tr Trace) bool {
			report, ok := tr.First(Report)
			return ok && spec.holds(report.At)
		}})
		require.NoError(t, err)
		assert.Equal(t, visits.Within.Counts, m.Visits.Within.Counts)
		assert.Equal(t, visits.NextDay.Counts, m.Visits.NextDay.Counts)
		norm, err := CheckNorm(log, monitorEnd, AssessmentNorm(), NormOptions{In: func(tr Trace) bool {
			report, ok := tr.First(Report)
			return ok && spec.holds(report.At)
		}})
		require.NoError(t, err)
		norm.All.Counts.NotApplicable = m.Norms[0].All.Counts.NotApplicable // the starts outside the period
		assert.Equal(t, norm.All.Counts, m.Norms[0].All.Counts)
		again, err := Recurrence(log, monitorEnd, RecurrenceOptions{Rule: spec.Rules[0], Closing: func(_ Trace, at Stamp) bool { return spec.holds(at) }})
		require.NoError(t, err)
		assert.Equal(t, again.Closings, m.Recurrence.Closings)
		assert.Equal(t, fmt.Sprint(again.Windows), fmt.Sprint(m.Recurrence.Windows))
		assert.Equal(t, fmt.Sprint(again.Curve.Steps), fmt.Sprint(m.Recurrence.Curve.Steps))
		assert.Equal(t, []int{again.Ambiguous, again.Families, again.Rereports, again.Outside, again.Left, again.Reopened, again.OutOfState},
			[]int{m.Recurrence.Ambiguous, m.Recurrence.Families, m.Recurrence.Rereports, m.Recurrence.Outside, m.Recurrence.Left, m.Recurrence.Reopened, m.Recurrence.OutOfState})
		assert.Equal(t, again.closingsNote(), m.Recurrence.closingsNote())
		if spec.From.IsZero() {
			continue
		}
		months, err := Count(log, SeriesOptions{From: spec.From, AsOf: time.Date(2020, 12, 1, 0, 0, 0, 0, time.UTC)})
		require.NoError(t, err)
		require.Len(t, m.Months.Periods, len(months.Periods))
		for i, p := range months.Periods {
			assert.Equal(t, p.Key, m.Months.Periods[i].Key)
			assert.Equal(t, p.Count, m.Months.Periods[i].Base)
		}
	}
}

// Tallies of any split are merged to what one pass gives, whatever the order.
func TestMonitorTalliesMerge(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 2))
		log := historyLog(t, seed)
		want, err := Monitor(log, monitorEnd, MonitorSpec{})
		require.NoError(t, err)
		groups := log.linkedGroups(true)
		tallies := make([]*MonitorTally, 1+rng.IntN(5))
		for i := range tallies {
			tallies[i], err = NewMonitorTally(monitorEnd, MonitorSpec{})
			require.NoError(t, err)
		}
		for _, g := range rng.Perm(len(groups)) {
			var family []Trace
			for _, at := range groups[g] {
				family = append(family, log.traces[at])
			}
			require.NoError(t, tallies[rng.IntN(len(tallies))].Add(family...))
		}
		all, err := NewMonitorTally(monitorEnd, MonitorSpec{})
		require.NoError(t, err)
		for _, i := range rng.Perm(len(tallies)) {
			require.NoError(t, all.Merge(tallies[i]))
		}
		require.Equal(t, page(want), page(all.Result()), seed)
	}
}

func TestMonitorChangesWithNothingThatItShouldNot(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 3))
		cases, events := randomHistory(rand.New(rand.NewPCG(seed, 1)))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		want, err := Monitor(log, monitorEnd, MonitorSpec{})
		require.NoError(t, err)
		other, err := NewLog(renamed(cases, events))
		require.NoError(t, err)
		got, err := Monitor(other, monitorEnd, MonitorSpec{})
		require.NoError(t, err)
		require.Equal(t, page(want), page(got), "other pseudonyms")
		for i := range events {
			events[i].Seq = i + 1
		}
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		other, err = NewLog(cases, events)
		require.NoError(t, err)
		got, err = Monitor(other, monitorEnd, MonitorSpec{})
		require.NoError(t, err)
		require.Equal(t, page(want), page(got), "another order")
		days := map[string]int{}
		for i := range events {
			events[i].At = NewStamp(events[i].At.Lo().AddDate(0, 0, 21), events[i].At.Precision())
		}
		other, err = NewLog(cases, events)
		require.NoError(t, err)
		got, err = Monitor(other, monitorEnd.AddDate(0, 0, 21), MonitorSpec{Calendar: everyWeekday{}})
		require.NoError(t, err)
		base, err := Monitor(log, monitorEnd, MonitorSpec{Calendar: everyWeekday{}})
		require.NoError(t, err)
		for i := range base.Reports.Results[:1] { // without a look-back, of which the length in days is that of the calendar
			require.Equal(t, base.Reports.Results[i].Counts, got.Reports.Results[i].Counts, days)
		}
		require.Equal(t, base.Visits.Within.Counts, got.Visits.Within.Counts)
		require.Equal(t, base.Norms[0].All.Counts, got.Norms[0].All.Counts)
		require.Equal(t, fmt.Sprint(base.Recurrence.Curve.Steps), fmt.Sprint(got.Recurrence.Curve.Steps))
	}
}

// everyWeekday has no holidays.
type everyWeekday struct{}

func (everyWeekday) Works(d rma.Date) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

func TestMonitorOfNothing(t *testing.T) {
	for why, log := range map[string]*Log{"no log": nil, "no cases": {}} {
		m, err := Monitor(log, monitorEnd, MonitorSpec{})
		require.NoError(t, err, why)
		assert.Zero(t, m.Cases+m.Events+m.Families+m.Reports.Results[0].Counts.N(), why)
		assert.True(t, rma.HasWarning(m.Warnings, rma.WarnUndefined), why)
		assert.NotEmpty(t, page(m), why)
	}
	nobody, err := Monitor(historyLog(t, 1), monitorEnd, MonitorSpec{In: func(Case) bool { return false }})
	require.NoError(t, err)
	assert.Zero(t, nobody.Counted)
	assert.Positive(t, nobody.Cases)
	assert.Zero(t, nobody.Visits.Within.Share.N)
}

func TestMonitorRefuses(t *testing.T) {
	log := historyLog(t, 1)
	_, err := Monitor(log, time.Time{}, MonitorSpec{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, spec := range map[string]MonitorSpec{
		"no rule":                  {Rules: []Rule{}},
		"a rule without name":      {Rules: []Rule{{}}},
		"two of one name":          {Rules: []Rule{CBS2022(), CBS2022()}},
		"two norms":                {Norms: []Norm{AssessmentNorm(), AssessmentNorm()}},
		"the end before":           {From: rma.NewDate(2020, 2, 1), To: rma.NewDate(2020, 1, 1)},
		"no such level":            {Level: 1},
		"no such window":           {Windows: []int{0}},
		"a limit of half a second": {Within: time.Second / 2},
	} {
		_, err := Monitor(log, monitorEnd, spec)
		assert.ErrorIs(t, err, ErrOptions, why)
	}
	_, err = Monitor(log, monitorEnd, MonitorSpec{Calendar: neverOpen{}})
	assert.ErrorIs(t, err, ErrNoWorkingDay)
	a, err := NewMonitorTally(monitorEnd, MonitorSpec{})
	require.NoError(t, err)
	b, err := NewMonitorTally(monitorEnd, MonitorSpec{Windows: []int{30}})
	require.NoError(t, err)
	assert.ErrorIs(t, a.Merge(b), ErrOptions)
	c, err := NewMonitorTally(monitorEnd.Add(time.Hour), MonitorSpec{})
	require.NoError(t, err)
	assert.ErrorIs(t, a.Merge(c), ErrOptions)
}

type neverOpen struct{}

func (neverOpen) Works(rma.Date) bool { return false }

func TestMonitorCanBeReleased(t *testing.T) {
	log, end := hoogeveen(t)
	m, err := Monitor(log, end, MonitorSpec{Origin: rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}})
	require.NoError(t, err)
	assertReleasable(t, m.Tables(), m)
}

func BenchmarkMonitor(b *testing.B) {
	for _, n := range []int{1250, 150_000} {
		log := manyDossiers(b, n)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Monitor(log, monitorEnd, MonitorSpec{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
