package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// asOf is the end of the data in most tests.
func asOf(t testing.TB, s string) time.Time {
	t.Helper()
	return at(t, s).Lo()
}

func TestVisitOutcomes(t *testing.T) {
	for _, c := range []struct {
		report, visit   string
		within, nextDay Outcome
		why             string
	}{
		{"2023-02-01T10:00", "2023-02-01T11:00", Met, Met, "an hour later"},
		{"2023-02-01T10:00", "2023-02-02T10:00", Met, Met, "exactly 24 hours: equality counts"},
		{"2023-02-01T10:00", "2023-02-02T10:01", NotMet, Met, "a minute later than 24 hours, on the next day"},
		{"2023-02-01T23:00", "2023-02-03T00:00", NotMet, NotMet, "25 hours and two midnights"},
		{"2023-02-01T00:00", "2023-02-02T23:59", NotMet, Met, "nearly 48 hours, and still the next day"},
		{"2023-02-01", "2023-02-01", Met, Met, "the same day, without times"},
		{"2023-02-01", "2023-02-02", Undetermined, Met, "the next day, without times"},
		{"2023-02-01", "2023-02-03", NotMet, NotMet, "two days later, without times"},
		{"2023-02-01T10:00", "2023-02-01", Met, Met, "an exact report and the day of the visit"},
		{"2023-02-01T10:00", "2023-02-02", Undetermined, Met, "an exact report and the next day"},
		{"2023-02-01T23:59", "2023-02-02", Met, Met, "the last minute of the day reaches over the whole next day"},
		{"2023-02-01", "2023-02-02T00:00", Met, Met, "a day and the first minute of the next"},
		{"2023-02-01", "2023-02-02T00:01", Undetermined, Met, "a day and the second minute of the next"},
		{"2023-02-01", "2023-02-02T23:59", Undetermined, Met, "24 hours after the last minute of the day: equality counts here too"},
		{"2023-02-01", "2023-02-03T00:00", NotMet, NotMet, "a day and the first minute two days later"},
		{"2023-03-25T12:00", "2023-03-26T13:00", Met, Met, "24 hours over the night of 23 hours"},
		{"2023-03-25T12:00", "2023-03-26T13:01", NotMet, Met, "24 hours and a minute over that night"},
		{"2023-10-28T12:00", "2023-10-29T11:00", Met, Met, "24 hours over the night of 25 hours"},
		{"2023-10-28T12:00", "2023-10-29T12:00", NotMet, Met, "the same clock time is 25 hours later"},
		{"2023-10-29", "2023-10-29", Undetermined, Met, "a day of 25 hours leaves the same day open"},
		{"2023-03-25", "2023-03-27", Undetermined, NotMet, "two days later may be 23 hours and a minute"},
		{"2023-02-01T10", "2023-02-02T10", Undetermined, Met, "hours only"},
		{"2023-02-01T10", "2023-02-02T09", Met, Met, "hours only, but less than 24 for sure"},
		{"2023-W05", "2023-02-01", Undetermined, Undetermined, "a report known by the week"},
		{"2023-02", "2023-03-15", NotMet, NotMet, "a report known by the month, the visit long after"},
		{"2023-02-01T10:00", "2023-02", Undetermined, Undetermined, "a visit known by the month"},
		{"2023-02-01T10:00", "", NoVisit, NoVisit, "no visit"},
	} {
		require.NotEmpty(t, c.why)
		events := []Event{event(t, "a", Report, c.report)}
		if c.visit != "" {
			events = append(events, event(t, "a", HomeVisit, c.visit))
		}
		v, err := TimeToVisit(logOf(t, events...), asOf(t, "2024-01-01"), VisitOptions{})
		require.NoError(t, err)
		require.Len(t, v.Cases, 1)
		got := v.Cases[0]
		assert.Equal(t, c.within, got.Within, "%s: within 24 hours is %s", c.why, got.Within)
		assert.Equal(t, c.nextDay, got.NextDay, "%s: next day is %s", c.why, got.NextDay)
		assert.LessOrEqual(t, got.Elapsed.Min, got.Elapsed.Max, c.why)
		assert.GreaterOrEqual(t, got.Elapsed.Min, time.Duration(0), c.why)
		n := 1
		assert.Equal(t, n, v.Within.Share.N, c.why)
	}
}

func TestVisitPending(t *testing.T) {
	for _, c := range []struct {
		report, asOf    string
		within, nextDay Outcome
		why             string
	}{
		{"2023-02-01T10:00", "2023-02-02T09:59", Pending, Pending, "a minute before the deadline"},
		{"2023-02-01T10:00", "2023-02-02T10:00", NoVisit, Pending, "the deadline itself: a visit at that minute would be in the data"},
		{"2023-02-01T10:00", "2023-02-02T23:59", NoVisit, Pending, "the next day is not over"},
		{"2023-02-01T10:00", "2023-02-03T00:00", NoVisit, NoVisit, "the next day is over"},
		{"2023-02-01", "2023-02-02T10:00", Pending, Pending, "the report may be of late in the day"},
		{"2023-02-01", "2023-02-03T00:00", NoVisit, NoVisit, "over for the latest report of that day"},
	} {
		log := logOf(t, event(t, "a", Report, c.report), event(t, "a", HomeVisit, "2023-06-01"))
		v, err := TimeToVisit(log, asOf(t, c.asOf), VisitOptions{})
		require.NoError(t, err)
		assert.Equal(t, c.within, v.Cases[0].Within, c.why)
		assert.Equal(t, c.nextDay, v.Cases[0].NextDay, c.why)
		assert.Equal(t, c.nextDay == Pending, rma.HasWarning(v.Warnings, rma.WarnPending), c.why)
		if c.within == Pending {
			assert.Equal(t, 0, v.Within.Share.N, "%s: not in the base", c.why)
		}
	}
}

func TestVisitAtTheEndOfTheData(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01T10:00"), event(t, "a", HomeVisit, "2023-02-01T12:00"))
	v, err := TimeToVisit(log, asOf(t, "2023-02-01T12:00"), VisitOptions{})
	require.NoError(t, err)
	assert.Equal(t, Met, v.Cases[0].Within, "what happened at asOf is in the data")
	v, err = TimeToVisit(log, asOf(t, "2023-02-01T11:59"), VisitOptions{})
	require.NoError(t, err)
	assert.Equal(t, Pending, v.Cases[0].Within, "what happened after it is not")
}

func TestVisitExclusions(t *testing.T) {
	log := logOf(t,
		event(t, "a", HomeVisit, "2023-02-01"), // no report
		event(t, "b", Report, "2023-02-02"), event(t, "b", HomeVisit, "2023-02-01"),
		event(t, "c", Report, "2023-02-02"), event(t, "c", HomeVisit, "2023-02-01"), event(t, "c", HomeVisit, "2023-02-02"),
		event(t, "d", Report, "2023-07-01"),
	)
	v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{})
	require.NoError(t, err)
	var got []string
	for _, e := range v.Excluded {
		got = append(got, fmt.Sprintf("%s %d", e.Why, e.Count))
	}
	assert.Equal(t, []string{"no-report 2", "visit-before-start 1"}, got, "a report after asOf is not known yet")
	assert.Equal(t, OutcomeCounts{Met: 1}, v.Within.Counts, "a visit before the report is not in time")
	assert.Equal(t, 1, v.Cases[2].EarlyVisits)
	assert.True(t, rma.HasWarning(v.Warnings, rma.WarnOutOfState))
	assert.Contains(t, v.String(), "not counted, no report: 2")
	assert.Contains(t, plain(v.Table()), "niet meegeteld: geen melding 2, alleen een bezoek vóór het begin 1")
	assert.True(t, rma.HasWarning(v.Observations()[1].Warnings, rma.WarnOutOfState))
}

func TestVisitClocks(t *testing.T) {
	log := logOf(t,
		event(t, "a", PreNotice, "2023-02-01T08:00"), event(t, "a", Report, "2023-02-01T20:00"),
		event(t, "a", Registration, "2023-02-02T09:00"), event(t, "a", HomeVisit, "2023-02-02T12:00"),
		event(t, "b", Report, "2023-02-01T20:00"), event(t, "b", HomeVisit, "2023-02-02T12:00"),
	)
	for _, c := range []struct {
		clock Clock
		want  OutcomeCounts
		out   int
	}{
		{FromReport, OutcomeCounts{Met: 2}, 0},
		{FromPreNotice, OutcomeCounts{NotMet: 1}, 1},
		{FromRegistration, OutcomeCounts{Met: 1}, 1},
	} {
		v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{Clock: c.clock})
		require.NoError(t, err)
		assert.Equal(t, c.want, v.Within.Counts, c.clock.String())
		out := 0
		for _, e := range v.Excluded {
			assert.Equal(t, NoStart, e.Why)
			out += e.Count
		}
		assert.Equal(t, c.out, out, c.clock.String())
		assert.Contains(t, v.Within.Definition.NL, c.clock.Label(rma.Dutch))
	}
}

func TestVisitFirstOfSeveral(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01T10:00"),
		event(t, "a", HomeVisit, "2023-02"), event(t, "a", HomeVisit, "2023-02-02T09:00"))
	v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{})
	require.NoError(t, err)
	assert.Equal(t, Met, v.Cases[0].Within, "one visit is surely in time, whenever the other was")
	assert.Equal(t, Gap{0, 23 * time.Hour}, v.Cases[0].Elapsed)
	assert.Equal(t, "2023-02-02T09:00", v.Cases[0].Visit.String())

	joint := func(e Event) bool { return e.Activity == HomeVisit && e.At.Precision() == Month }
	v, err = TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{Visit: joint})
	require.NoError(t, err)
	assert.Equal(t, Undetermined, v.Cases[0].Within, "only the visits that are asked for")
}

func TestVisitBoundsAndStrata(t *testing.T) {
	var events []Event
	for i, c := range []struct{ report, visit string }{
		{"2023-02-03T17:00", "2023-02-06T08:00"}, // weekend, late
		{"2023-02-03T16:59", "2023-02-04T08:00"}, // weekday, in time
		{"2023-02-03", "2023-02-03"},             // Friday: not known, in time
		{"2023-02-04", "2023-02-05"},             // weekend, undetermined
		{"2023-02-06T08:00", "2023-02-06T09:00"}, // weekday, in time
		{"2023-02-06T07:59", ""},                 // weekend, none
	} {
		id := fmt.Sprint(i)
		events = append(events, event(t, id, Report, c.report))
		if c.visit != "" {
			events = append(events, event(t, id, HomeVisit, c.visit))
		}
	}
	events = append(events, event(t, "1", Consult, "2023-02-03"), event(t, "3", Consult, "2023-W05"), event(t, "4", Consult, "2023-02-07"))
	v, err := TimeToVisit(logOf(t, events...), asOf(t, "2023-05-01"), VisitOptions{})
	require.NoError(t, err)
	f := v.Within
	assert.Equal(t, OutcomeCounts{Met: 3, NotMet: 1, Undetermined: 1, NoVisit: 1}, f.Counts)
	assert.Equal(t, rma.Proportion{K: 3, N: 6}, f.Lower)
	assert.Equal(t, rma.Proportion{K: 4, N: 6}, f.Upper)
	assert.Equal(t, f.Lower, f.Share.Proportion)
	assert.True(t, rma.HasWarning(v.Warnings, rma.WarnUndetermined))
	assert.True(t, rma.HasWarning(v.Warnings, rma.WarnSmallBase))
	got := map[string]rma.Proportion{}
	for _, s := range v.Strata {
		for _, level := range s.Levels {
			got[s.Key+"="+level.Key] = level.Within.Share.Proportion
		}
	}
	assert.Equal(t, map[string]rma.Proportion{
		"weekend=no": {K: 2, N: 2}, "weekend=yes": {K: 0, N: 3}, "weekend=unknown": {K: 1, N: 1},
		"same-day-consult=yes": {K: 1, N: 1}, "same-day-consult=no": {K: 2, N: 4}, "same-day-consult=unknown": {K: 0, N: 1},
	}, got)
	assert.Contains(t, v.Table().TeamNotes[0].NL, "3 van de 6")
}

func TestVisitReasonsAndAttributes(t *testing.T) {
	attrs := func(reason, joint string) map[string]string {
		return map[string]string{"reason": reason, "joint": joint}
	}
	cases := []Case{{ID: caseID("a"), Attrs: attrs("weekend-report", "yes")}, {ID: caseID("b"), Attrs: attrs("eigen", "")},
		{ID: caseID("c"), Attrs: attrs("", "no")}, {ID: caseID("d"), Attrs: attrs("delay-police", "yes")}, {ID: caseID("e"), Attrs: attrs("not-open-to-help", "no")}}
	var events []Event
	for i, visit := range []string{"2023-02-04", "2023-02-05", "", "2023-02-01", "2023-02-06"} {
		events = append(events, event(t, cases[i].ID.String(), Report, "2023-02-01"))
		if visit != "" {
			events = append(events, event(t, cases[i].ID.String(), HomeVisit, visit))
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{Strata: []string{"joint"}})
	require.NoError(t, err)
	var got []Reason
	for _, r := range v.Reasons {
		got = append(got, r.Reason)
		assert.Equal(t, 1, r.Count)
	}
	assert.Equal(t, []Reason{NotOpenToHelp, WeekendReport, ReasonUnknown, "eigen"}, got,
		"declared reasons in their order, then one's own; none for a visit in time")
	joint := v.Strata[len(v.Strata)-1]
	require.Len(t, joint.Levels, 3)
	assert.Equal(t, []string{"no", "yes", "unknown"}, []string{joint.Levels[0].Key, joint.Levels[1].Key, joint.Levels[2].Key})
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, joint.Levels[1].Within.Share.Proportion)
	assert.Len(t, v.ReasonTable().Rows, 5, "four reasons and the total")
	e, err := rma.Collect(v)
	require.NoError(t, err, "every observation has an id of its own")
	o, ok := e.Get("/visit-24h-reason-eigen")
	require.True(t, ok)
	assert.Equal(t, 1, *o.Count)
	assert.Equal(t, 4, o.N)
}

func TestVisitOptions(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01T10:00"), event(t, "a", HomeVisit, "2023-02-03T09:00"))
	end := asOf(t, "2023-05-01")
	_, err := TimeToVisit(log, time.Time{}, VisitOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for _, o := range []VisitOptions{{Clock: 7}, {Within: -time.Hour}, {Within: time.Second}, {Level: 3},
		{Weekend: Weekend{From: WeekMoment{Day: 9}}}, {Weekend: Weekend{From: WeekMoment{Hour: 25}}}} {
		_, err := TimeToVisit(log, end, o)
		require.ErrorIs(t, err, ErrOptions)
	}
	v, err := TimeToVisit(log, end, VisitOptions{Within: 48 * time.Hour})
	require.NoError(t, err)
	assert.Equal(t, 1, v.Within.Counts.Met)
	assert.Equal(t, "visit-48h", v.Within.Key)
	v, err = TimeToVisit(log, end, VisitOptions{Within: 90 * time.Minute, In: Lacks(HomeVisit)})
	require.NoError(t, err)
	assert.Equal(t, "visit-90m", v.Within.Key)
	assert.Empty(t, v.Cases)
	assert.True(t, rma.HasWarning(v.Warnings, rma.WarnUndefined))
	assert.NotPanics(t, func() { _, _ = v.String(), v.Table().DataFrame(rma.English) })
}

func TestWeekend(t *testing.T) {
	for _, c := range []struct {
		stamp string
		want  Answer
		why   string
	}{
		{"2023-02-03T16:59", No, "Friday, a minute before"},
		{"2023-02-03T17:00", Yes, "Friday 17:00"},
		{"2023-02-06T07:59", Yes, "Monday, a minute before"},
		{"2023-02-06T08:00", No, "Monday 8:00"},
		{"2023-02-03", NotRecorded, "some time on Friday"},
		{"2023-02-04", Yes, "Saturday"},
		{"2023-02-05", Yes, "Sunday"},
		{"2023-02-06", NotRecorded, "some time on Monday"},
		{"2023-02-07", No, "Tuesday"},
		{"2023-02-03T16", No, "the hour before"},
		{"2023-02-03T17", Yes, "the hour after"},
		{"2023-W05", NotRecorded, "a week holds both"},
		{"2023-03-26T03:30", Yes, "the night on which the clock goes forward"},
		{"2023-10-29T02:30", Yes, "the night on which the clock goes back"},
		{"2023-10-30T07:59", Yes, "the Monday after it"},
	} {
		assert.Equal(t, c.want, Weekend{}.Contains(at(t, c.stamp)), c.why)
	}
	assert.Equal(t, NotRecorded, Weekend{}.Contains(Stamp{}))
	night := Weekend{From: WeekMoment{time.Wednesday, 0, 0}, To: WeekMoment{time.Wednesday, 12, 0}}
	assert.Equal(t, Yes, night.Contains(at(t, "2023-02-01T11:59")))
	assert.Equal(t, No, night.Contains(at(t, "2023-02-01T12:00")))
	assert.Equal(t, "wo 00:00 – wo 12:00", night.Label(rma.Dutch))
}

// The weekend by minutes: a stamp is counted minute by minute.
func TestWeekendAgainstMinutes(t *testing.T) {
	inside := func(m time.Time) bool {
		minutes := (int(m.Weekday())*24+m.Hour())*60 + m.Minute()
		return minutes >= (5*24+17)*60 || minutes < (1*24+8)*60
	}
	for _, p := range []Precision{Minute, Hour, Day, Week} {
		for m := asOf(t, "2023-03-17"); m.Before(asOf(t, "2023-04-04")); m = m.Add(97 * time.Minute) {
			s := NewStamp(m, p)
			some, all := false, true
			for x := s.Lo(); x.Before(s.Hi()); x = x.Add(time.Minute) {
				some, all = some || inside(x), all && inside(x)
			}
			want := NotRecorded
			if all {
				want = Yes
			} else if !some {
				want = No
			}
			require.Equal(t, want, Weekend{}.Contains(s), s.String())
		}
	}
}

func TestVisitGolden(t *testing.T) {
	log, end := hoogeveen(t)
	v, err := TimeToVisit(log, end, VisitOptions{Origin: rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}})
	require.NoError(t, err)
	testkit.Golden(t, "golden/visit.txt", []byte(plain(v.Table())+plain(v.ReasonTable())))
}

// A file without a column for consults does not say that there were none.
func TestVisitsWithoutConsultsHaveNoConsultStratum(t *testing.T) {
	log := logOf(t, Event{Case: caseID("a"), Activity: Report, At: at(t, "2023-02-01T10:00")}, Event{Case: caseID("a"), Activity: HomeVisit, At: at(t, "2023-02-02")})
	v, err := TimeToVisit(log, asOf(t, "2023-05-01"), VisitOptions{})
	require.NoError(t, err)
	for _, s := range v.Strata {
		assert.NotEqual(t, "same-day-consult", s.Key)
	}
	assert.Equal(t, NotRecorded, v.Cases[0].SameDayConsult)
	assert.Equal(t, 1, v.Within.Share.AtMost, "a visit on the next day may have been in time")
	assert.Equal(t, "0 van de 1; hoogstens 1 als het onbekende meetelt", v.Observations()[0].Format(rma.Dutch))
	assert.Contains(t, v.String(), "too few for an interval in percent")
}
