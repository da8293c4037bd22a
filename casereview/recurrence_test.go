package casereview

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// follow is a family that was closed, and re-reported or last seen so many days
// later.
type follow struct {
	days  int
	event bool
	pilot string
}

// followLog makes a log in which each family is closed so long before asOf that it
// is followed for the days, or longer when it is re-reported after them.
func followLog(t testing.TB, asOf time.Time, list []follow) *Log {
	t.Helper()
	var cases []Case
	var events []Event
	for i, f := range list {
		a, b := caseID(fmt.Sprintf("A%d", i)), caseID(fmt.Sprintf("B%d", i))
		end := asOf
		cases = append(cases, Case{ID: a, Family: familyID(fmt.Sprintf("F%d", i)), Pilot: f.pilot})
		if f.event {
			end = asOf.AddDate(0, 0, -3)
			cases = append(cases, Case{ID: b, Family: familyID(fmt.Sprintf("F%d", i)), Pilot: f.pilot})
			events = append(events, Event{Case: b, Activity: Report, At: NewStamp(end, Day)})
		}
		closed := end.AddDate(0, 0, -f.days)
		events = append(events, Event{Case: a, Activity: Report, At: NewStamp(closed.AddDate(0, 0, -20), Day)},
			Event{Case: a, Activity: Closed, At: NewStamp(closed, Day)})
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

var utcEnd = time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)

func toyFollow() []follow {
	list := []follow{{30, true, "EMM"}, {60, false, "EMM"}, {90, true, "HOO"}, {120, true, "EMM"}, {150, true, "HOO"}, {200, false, "HOO"}}
	for range 4 {
		list = append(list, follow{365, false, "HOO"})
	}
	return list
}

// The toy of the method document, chapter 9.1, with its z of 1.96, through a log.
func TestRecurrenceToy(t *testing.T) {
	r, err := Recurrence(followLog(t, utcEnd, toyFollow()), utcEnd, RecurrenceOptions{
		Windows: []int{30, 90, 120, 150, 365}, Level: 1 - stat.NormalTwoSided(1.96), Splits: []Split{SplitByPilot()}})
	require.NoError(t, err)
	var s []float64
	for _, w := range r.Windows {
		s = append(s, 1-w.Incidence.Value)
	}
	assert.InDeltaSlice(t, []float64{0.9, 0.7875, 0.675, 0.5625, 0.5625}, s, 1e-12)
	w := r.Windows[3]
	testkit.Near(t, 0.165064, w.SE, 5e-7, "SE")
	testkit.Near(t, 1-0.809174, w.Incidence.Interval.Lo, 5e-7, "lower")
	testkit.Near(t, 1-0.209415, w.Incidence.Interval.Hi, 5e-7, "upper")
	assert.Equal(t, [4]int{10, 4, 1, 5}, [4]int{w.N, w.Events, w.Censored, w.AtRisk})
	// the data of the one re-reported after 150 days run on for three days; those of
	// the three before it end sooner
	assert.Equal(t, rma.Proportion{K: 1, N: 6}, w.Crude.Proportion)
	assert.Equal(t, 4, w.Excluded)
	assert.True(t, math.IsNaN(r.Curve.Median.Value), "fewer than half were re-reported")
	assert.Equal(t, 10, r.Families)
	require.Len(t, r.Groups[0].Levels, 2)
	assert.Equal(t, []int{3, 7}, []int{r.Groups[0].Levels[0].Curve.N, r.Groups[0].Levels[1].Curve.N})
	assert.Equal(t, 1, r.Groups[0].DF)
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnSmallCells), "few are expected in a group")
}

// Curves of R 4.2.2 survival, and what is read from them.
func TestOracleKaplanMeier(t *testing.T) {
	scales := map[string]CurveScale{"log-log": LogLogScale, "log": LogScale, "plain": PlainScale}
	testkit.Cases(t, "casereview_kaplan_meier", func(t *testing.T, c testkit.Case) {
		var in struct {
			Time  []*float64
			Event []*int
		}
		var o struct {
			Conf  string  `json:"conf_type"`
			Level float64 `json:"conf_level"`
			Tau   float64
			At    []float64
		}
		c.Decode(t, &in, &o)
		time, event := make([]float64, len(in.Time)), make([]bool, len(in.Time))
		for i := range in.Time {
			if in.Time[i] == nil || in.Event[i] == nil {
				t.Skip("the analyses give every row a time")
			}
			time[i], event[i] = *in.Time[i], *in.Event[i] == 1
		}
		settings := curveOptions{scale: scales[o.Conf], level: o.Level, horizon: o.Tau}
		curve := newCurve(time, event, settings)
		c.Check(t, "median", curve.Median.Value)
		c.Check(t, "median_low", curve.Median.Interval.Lo)
		c.Check(t, "median_high", curve.Median.Interval.Hi)
		c.Check(t, "rmean", curve.Mean.Value)
		var s, se, lo, hi, at []float64
		for _, step := range curve.Steps {
			s, se, lo, hi = append(s, step.S), append(se, step.SE), append(lo, step.Lo), append(hi, step.Hi)
		}
		for _, time := range o.At {
			e, _, _ := curve.incidence(time, settings)
			at = append(at, 1-e.Value)
		}
		c.CheckAll(t, "surv", s)
		c.CheckAll(t, "std_err", se)
		c.CheckAll(t, "ci_low", lo)
		c.CheckAll(t, "ci_high", hi)
		c.CheckAll(t, "surv_at", at)
	})
}

// Tests of R 4.2.2 survdiff, on families that were closed and re-reported.
func TestOracleLogRank(t *testing.T) {
	tested := 0
	testkit.Cases(t, "casereview_log_rank", func(t *testing.T, c testkit.Case) {
		var in struct {
			Time    []*float64
			Event   []*int
			Group   []any
			Stratum []any
		}
		var o struct{ Rho float64 }
		c.Decode(t, &in, &o)
		if o.Rho != 0 || in.Stratum != nil {
			t.Skip("the test without weights and strata")
		}
		var list []follow
		for i := range in.Time {
			if in.Time[i] == nil || in.Event[i] == nil || *in.Time[i] != math.Trunc(*in.Time[i]) || *in.Time[i] > 2e4 {
				t.Skip("whole days only")
			}
			list = append(list, follow{int(*in.Time[i]), *in.Event[i] == 1, fmt.Sprint(in.Group[i])})
		}
		rule := Rule{Name: "tie", SameDayTie: TieRereport} // a re-report on the day of the closing is one
		r, err := Recurrence(followLog(t, utcEnd, list), utcEnd, RecurrenceOptions{Rule: rule, Splits: []Split{SplitByPilot()}})
		require.NoError(t, err)
		tested++
		c.Check(t, "chi2", r.Groups[0].Test.Value)
		c.Check(t, "p_value", r.Groups[0].Test.P)
	})
	assert.Greater(t, tested, 4)
}

// The curve of the American cohort (NCANDS, 1,396,998 children), made
// of 10,000 families: also when half of them are followed for two years only, which
// the crude share of all families does not survive.
func TestRecurrenceNCANDS(t *testing.T) {
	months := []int{5, 11, 17, 23, 29, 35, 41, 47, 53, 59}
	want := []float64{10.3, 16.4, 20.6, 23.6, 26.0, 27.8, 29.4, 30.7, 31.7, 32.3}
	var windows []int
	for _, m := range months {
		windows = append(windows, 30*m)
	}
	for _, lost := range []bool{false, true} {
		var list []follow
		seen := 0
		for i, w := range windows {
			for n := int(math.Round(want[i] * 100)); seen < n; seen++ {
				if lost && seen%2 == 0 && w > 730 {
					list = append(list, follow{days: 730})
				} else {
					list = append(list, follow{days: w, event: true})
				}
			}
		}
		for ; seen < 10_000; seen++ {
			f := follow{days: 2000}
			if lost && seen%2 == 0 {
				f.days = 730
			}
			list = append(list, f)
		}
		r, err := Recurrence(followLog(t, utcEnd, list), utcEnd, RecurrenceOptions{Windows: windows})
		require.NoError(t, err)
		for i, w := range r.Windows {
			assert.InDelta(t, want[i], 100*w.Incidence.Value, 0.05, "%d months, lost %v", months[i], lost)
		}
		last := r.Windows[9]
		naive := 100 * float64(last.Events) / float64(last.N)
		assert.Equal(t, lost, math.Abs(naive-want[9]) > 3, "what was seen, of all: %.1f%%", naive)
	}
}

// Each case tells one thing about what starts, ends and interrupts the clock.
func TestRecurrenceCourses(t *testing.T) {
	reopened := Rule{Name: "reopened", ReopenedCountsAsClosed: true}
	merged := Rule{Name: "merged", MergeWindow: 100 * time.Hour}
	person := Rule{Name: "person", Match: AnyPerson}
	for _, c := range []struct {
		why      string
		dossiers [][]Event
		o        RecurrenceOptions
		want     []string // end and days of each index closing
		running  int
	}{
		{"followed to the end of the data", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"end-of-data 120"}, 0},
		{"re-reported", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-11")}, RecurrenceOptions{}, []string{"rereport 10"}, 0},
		{"a follow-up is not an event", [][]Event{spells(t, "a", "report", "2023-01-02", "report", "2023-01-20", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"end-of-data 120"}, 0},
		{"the look-back of the rule does not apply", [][]Event{spells(t, "a", "report", "2018-01-02", "closed", "2018-02-01"), spells(t, "b", "report", "2023-02-01")}, RecurrenceOptions{Rule: Within12Months()}, []string{"rereport 1826"}, 0},
		{"closed while another dossier runs: at risk when that closes", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-01-10", "closed", "2023-03-01"), spells(t, "c", "report", "2023-03-11")}, RecurrenceOptions{}, []string{"rereport 10"}, 1},
		{"closed on one day: one index", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-01-10", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"end-of-data 120"}, 1},
		{"left the region", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01", "left-region", "2023-02-15"), spells(t, "b", "report", "2023-03-01")}, RecurrenceOptions{}, []string{"left 14"}, 0},
		{"left before the dossier was closed", [][]Event{spells(t, "a", "report", "2023-01-02", "left-region", "2023-01-15", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"left 0"}, 0},
		{"left before the involvement began, and is back", [][]Event{spells(t, "a", "left-region", "2022-01-15", "report", "2023-01-02", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"end-of-data 120"}, 0},
		{"another end of observation", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01", "overleden", "2023-02-15")}, RecurrenceOptions{Ends: []Activity{"overleden"}}, []string{"left 14"}, 0},
		{"reopened without a report", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01", "reopened", "2023-02-15", "report", "2023-02-20")}, RecurrenceOptions{}, []string{"reopened 14"}, 0},
		{"the same as an event", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01", "reopened", "2023-02-15", "report", "2023-02-20")}, RecurrenceOptions{ReopeningCounts: true}, []string{"reopened event 14"}, 0},
		{"a reopened dossier that a report takes up", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01", "reopened", "2023-02-15", "report", "2023-02-20")}, RecurrenceOptions{Rule: reopened}, []string{"rereport 19"}, 0},
		{"reported on the day of the closing: a follow-up", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-01")}, RecurrenceOptions{}, nil, 1},
		{"the same under a rule that says otherwise", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-01")}, RecurrenceOptions{Rule: Rule{Name: "x", SameDayTie: TieRereport}}, []string{"rereport 0"}, 0},
		{"every closing", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-11", "closed", "2023-02-21"), spells(t, "c", "report", "2023-03-01")}, RecurrenceOptions{}, []string{"rereport 10", "rereport 8"}, 0},
		{"the first closing alone", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01"), spells(t, "b", "report", "2023-02-11", "closed", "2023-02-21"), spells(t, "c", "report", "2023-03-01")}, RecurrenceOptions{Index: FirstClosings}, []string{"rereport 10"}, 0},
		{"one incident with the report before the closing", [][]Event{spells(t, "a", "report", "2023-01-30", "closed", "2023-01-31"), spells(t, "b", "report", "2023-02-01", "closed", "2023-02-05"), spells(t, "c", "report", "2023-02-20")}, RecurrenceOptions{Rule: merged}, []string{"reopened 1", "rereport 15"}, 0},
		{"after the end of the data", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-07-01")}, RecurrenceOptions{}, nil, 0},
		{"a rule by person needs persons", [][]Event{spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01")}, RecurrenceOptions{Rule: person}, nil, 0},
		{"known from its closing only", [][]Event{spells(t, "a", "closed", "2023-02-01")}, RecurrenceOptions{}, []string{"end-of-data 120"}, 0},
	} {
		r, err := Recurrence(familyLog(t, c.dossiers...), asOf(t, "2023-06-01"), c.o)
		require.NoError(t, err, c.why)
		var got []string
		for _, one := range r.Cases {
			s := one.Ended.String()
			if one.Event && one.Ended == EndedByReopening {
				s += " event"
			}
			got = append(got, fmt.Sprintf("%s %d", s, one.Days))
		}
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, c.running, r.Closings.Running, c.why)
		checkRecurrence(t, r)
	}
}

func TestRecurrenceStampsLeaveDaysOpen(t *testing.T) {
	log := familyLog(t, spells(t, "a", "report", "2022-12-02", "closed", "2023-01"), spells(t, "b", "report", "2023-W18"))
	r, err := Recurrence(log, asOf(t, "2024-01-01"), RecurrenceOptions{})
	require.NoError(t, err)
	c := r.Cases[0]
	assert.Equal(t, []int{120, 90, 126}, []int{c.Days, c.MinDays, c.MaxDays}, "1 January to Monday 1 May; from 31 January; to Sunday 7 May")
	assert.Equal(t, 1, r.Ambiguous)
	assert.Equal(t, []int{1, 0, 0}, []int{r.Windows[0].Ambiguous, r.Windows[1].Ambiguous, r.Windows[2].Ambiguous}, "within 90 days or not")
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnAmbiguousTie))
	assert.Equal(t, "case a0: rereport", fmt.Sprintf("%+v", c), "no moment is printed")
}

// Per family, by hand: three families followed for 100 days and more, with two, one
// and no re-reports within them.
func TestRecurrenceMeanCount(t *testing.T) {
	cases := []Case{}
	var events []Event
	add := func(family string, list ...[]Event) {
		for _, d := range list {
			cases = append(cases, Case{ID: d[0].Case, Family: familyID(family)})
			events = append(events, d...)
		}
	}
	add("F", spells(t, "a1", "report", "2023-01-01", "closed", "2023-01-11"), spells(t, "a2", "report", "2023-01-21", "closed", "2023-01-31"), spells(t, "a3", "report", "2023-02-10"))
	add("G", spells(t, "b1", "report", "2023-01-01", "closed", "2023-01-11"), spells(t, "b2", "report", "2023-02-10"))
	add("H", spells(t, "c1", "report", "2023-01-01", "closed", "2023-01-11"))
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	r, err := Recurrence(log, asOf(t, "2023-06-01"), RecurrenceOptions{Windows: []int{9, 10, 30, 100, 900}})
	require.NoError(t, err)
	var mean []float64
	for _, c := range r.Counts {
		mean = append(mean, c.Mean.Value)
	}
	assert.InDeltaSlice(t, []float64{0, 1. / 3, 1, 1}, mean[:4], 1e-12)
	assert.True(t, math.IsNaN(mean[4]), "nobody was followed for 900 days")
	assert.Equal(t, 3, r.Families)
	assert.Equal(t, 4, r.Closings.N)
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnNearHorizonEnd))
}
