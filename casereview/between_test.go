package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// outcomeWithin gives the outcome of the one start of a log.
func outcomeWithin(t testing.TB, log *Log, end time.Time, limit time.Duration, o BetweenOptions) Outcome {
	t.Helper()
	b, err := Between(log, end, Report, HomeVisit, o)
	require.NoError(t, err)
	w, err := b.Within(limit)
	require.NoError(t, err)
	require.Len(t, w.Outcomes, 1)
	return w.Outcomes[0]
}

// By hand, with the clock changes of Europe/Amsterdam.
func TestWithinVectors(t *testing.T) {
	for _, c := range []struct {
		from, to, end  string
		wall, calendar Outcome // 24 hours; one midnight
		why            string
	}{
		{"2023-02-01", "2023-02-01", "2024-01-01", Met, Met, "days only, the same day"},
		{"2023-02-01", "2023-02-02", "2024-01-01", Undetermined, Met, "days only, the next day: 0 to 48 hours"},
		{"2023-02-01", "2023-02-03", "2024-01-01", NotMet, NotMet, "days only, two days later"},
		{"2023-02-01T10:00", "2023-02-02T10:00", "2024-01-01", Met, Met, "equality counts"},
		{"2023-02-01T10:00", "2023-02-02T10:01", "2024-01-01", NotMet, Met, "a minute over"},
		{"2023-02-01T10:00", "2023-02-02", "2024-01-01", Undetermined, Met, "one exact, one a day"},
		{"2023-02-01T23:59", "2023-02-02", "2024-01-01", Met, Met, "one exact, one a day, within for every minute of it"},
		{"2023-03-25T12:00", "2023-03-26T13:00", "2024-01-01", Met, Met, "the clock goes forward: 24 hours"},
		{"2023-03-25T12:00", "2023-03-26T13:01", "2024-01-01", NotMet, Met, "the clock goes forward: a minute over"},
		{"2023-10-28T12:00", "2023-10-29T11:00", "2024-01-01", Met, Met, "the clock goes back: 24 hours"},
		{"2023-10-28T12:00", "2023-10-29T12:00", "2024-01-01", NotMet, Met, "the clock goes back: the same clock time is 25 hours later"},
		{"2023-10-29", "2023-10-29", "2024-01-01", Undetermined, Met, "the same day of 25 hours"},
		{"2023-03-26", "2023-03-26", "2024-01-01", Met, Met, "the same day of 23 hours"},
		{"2023-02-02", "2023-02-01", "2024-01-01", NotCounted, NotCounted, "before the start: an error in the data, not in time"},
		{"2023-02-01T10:00", "", "2023-02-02T09:59", Pending, Pending, "a minute before the limit"},
		{"2023-02-01T10:00", "", "2023-02-02T10:00", NoVisit, Pending, "the limit itself"},
		{"2023-02-01T10:00", "", "2023-02-03T00:00", NoVisit, NoVisit, "the next day is over"},
		{"2023-02-01", "", "2023-02-02T10:00", Pending, Pending, "the start may be late in the day"},
	} {
		events := []Event{event(t, "a", Report, c.from)}
		if c.to != "" {
			events = append(events, event(t, "a", HomeVisit, c.to))
		}
		log := logOf(t, events...)
		assert.Equal(t, c.wall, outcomeWithin(t, log, asOf(t, c.end), 24*time.Hour, BetweenOptions{}), c.why)
		assert.Equal(t, c.calendar, outcomeWithin(t, log, asOf(t, c.end), 24*time.Hour, BetweenOptions{Clock: CalendarDays}), c.why)
	}
	log := logOf(t, event(t, "a", HomeVisit, "2023-02-01"))
	b, err := Between(log, asOf(t, "2024-01-01"), Report, HomeVisit, BetweenOptions{})
	require.NoError(t, err)
	w, err := b.Within(time.Hour)
	require.NoError(t, err)
	assert.Equal(t, WithinCounts{NotApplicable: 1}, w.All.Counts, "no report")
}

// The nine of twenty-one of the pilots, with the two without a visit.
func TestWithinHoogeveen(t *testing.T) {
	log, end := hoogeveen(t)
	b, err := Between(log, end, Report, HomeVisit, BetweenOptions{Splits: []Split{SplitByWeekend(Weekend{}), SplitBySameDay(Consult), SplitByPilot()}})
	require.NoError(t, err)
	w, err := b.Within(24 * time.Hour)
	require.NoError(t, err)
	assert.Equal(t, WithinCounts{Met: 9, NotMet: 12, Never: 2}, w.All.Counts)
	testkit.Near(t, 0.244700, w.All.Share.Interval.Lo, 5e-7, "Wilson, by hand")
	testkit.Near(t, 0.634534, w.All.Share.Interval.Hi, 5e-7, "Wilson, by hand")
	for _, s := range w.Strata {
		n := 0
		for _, l := range s.Levels {
			n += l.Share.N
		}
		assert.Equal(t, 21, n, s.Key)
	}
	assert.Equal(t, [2]int{19, 2}, [2]int{b.All.Events, b.All.Censored})
	testkit.Golden(t, "golden/between.txt", []byte(b.String()+w.String()+plain(b.Table())+plain(w.Table())))
}

// TimeToVisit judges the first report by the same rule.
func TestWithinIsTimeToVisit(t *testing.T) {
	seen := map[Outcome]int{}
	for round := range 300 {
		cases, events := randomHistory(rand.New(rand.NewPCG(12, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		end := time.Date(2020, 1, 1+round%60, 12, 0, 0, 0, time.UTC)
		v, err := TimeToVisit(log, end, VisitOptions{})
		require.NoError(t, err)
		byCase := map[CaseID]VisitCase{}
		for _, c := range v.Cases {
			byCase[c.Case] = c
		}
		wall, err := Between(log, end, Report, HomeVisit, BetweenOptions{})
		require.NoError(t, err)
		days, err := Between(log, end, Report, HomeVisit, BetweenOptions{Clock: CalendarDays})
		require.NoError(t, err)
		a, err := wall.Within(24 * time.Hour)
		require.NoError(t, err)
		d, err := days.Within(24 * time.Hour)
		require.NoError(t, err)
		for i, c := range wall.Cases {
			require.Equal(t, byCase[c.Case].Within, a.Outcomes[i], "round %d, %s\n%s", round, c.Case, describe(log))
			require.Equal(t, byCase[c.Case].NextDay, d.Outcomes[i], "round %d, %s\n%s", round, c.Case, describe(log))
			require.Equal(t, byCase[c.Case].Elapsed, c.Elapsed)
			seen[a.Outcomes[i]]++
		}
	}
	assert.True(t, min(seen[Met], seen[NotMet], seen[NoVisit], seen[Undetermined], seen[Pending]) > 0, "%v", seen)
}

func TestBetweenAnchors(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01T10:00"), event(t, "a", HomeVisit, "2023-02-01T12:00"), event(t, "a", Report, "2023-02-03T10:00"),
		event(t, "a", Report, "2023-02-03T15:00"), event(t, "a", HomeVisit, "2023-02-04T10:00"), event(t, "a", Report, "2023-02-10T10:00"))
	hours := func(o BetweenOptions, from, to Activity) (list []float64) {
		b, err := Between(log, asOf(t, "2023-03-01"), from, to, o)
		require.NoError(t, err)
		for _, c := range b.Cases {
			h := c.Elapsed.Min.Hours()
			if c.To.IsZero() {
				h = -1
			}
			list = append(list, h)
		}
		return list
	}
	assert.Equal(t, []float64{2}, hours(BetweenOptions{}, Report, HomeVisit))
	assert.Equal(t, []float64{-1}, hours(BetweenOptions{Anchor: AnchorLast}, Report, HomeVisit))
	assert.Equal(t, []float64{2, 24, 19, -1}, hours(BetweenOptions{Anchor: AnchorEach}, Report, HomeVisit), "two reports wait for one visit")
	assert.Equal(t, []float64{48, 5, 163, -1}, hours(BetweenOptions{Anchor: AnchorEach}, Report, Report), "from each report to the next")
	second := func(e Event) bool { return e.At.Lo().Day() == 4 }
	assert.Equal(t, []float64{72}, hours(BetweenOptions{To: second}, Report, HomeVisit))
	assert.Equal(t, []float64{19}, hours(BetweenOptions{From: func(e Event) bool { return e.At.Lo().Hour() == 15 }}, Report, HomeVisit))
}

// slowBetween looks at every stop for one start.
func slowBetween(t Trace, start int, to Activity) (gap Gap, least, most int, found, early bool) {
	from := t.events[start].At
	for i, e := range t.events {
		if e.Activity != to || i == start {
			continue
		}
		if !e.At.Hi().After(from.Lo()) {
			early = true
			continue
		}
		lo, hi := max(0, e.At.Lo().Sub(from.Hi().Add(-time.Minute))), e.At.Hi().Add(-time.Minute).Sub(from.Lo())
		a := max(0, slowDays(from.Hi().Add(-time.Minute), e.At.Lo()))
		b := slowDays(from.Lo(), e.At.Hi().Add(-time.Minute))
		if !found {
			gap, least, most = Gap{lo, hi}, a, b
		}
		gap = Gap{min(gap.Min, lo), min(gap.Max, hi)}
		least, most, found = min(least, a), min(most, b), true
	}
	return gap, least, most, found, early && !found
}

func TestBetweenAgainstReference(t *testing.T) {
	for round := range *rounds {
		rng := rand.New(rand.NewPCG(13, uint64(round)))
		cases, events := randomHistory(rng)
		for i := range events {
			events[i].At = NewStamp(events[i].At.Lo(), Precision(1+rng.IntN(5)))
		}
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		for _, to := range []Activity{HomeVisit, Report, Handover} {
			b, err := Between(log, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), Report, to, BetweenOptions{Anchor: AnchorEach})
			require.NoError(t, err)
			n := 0
			for _, tr := range log.Cases() {
				for i, e := range tr.events {
					if e.Activity != Report {
						continue
					}
					c := b.Cases[n]
					n++
					gap, least, most, found, early := slowBetween(tr, i, to)
					require.Equal(t, found, c.followed(), describe(log))
					require.Equal(t, early, c.OnlyBefore)
					require.Equal(t, gap, c.Elapsed, "round %d %s %s\n%s", round, tr.Case.ID, e.At, describe(log))
					require.Equal(t, [2]int{least, most}, [2]int{c.LeastDays, c.MostDays})
				}
			}
			require.Len(t, b.Cases, n)
		}
	}
}

// A small curve, worked by hand, in days between two events.
func TestBetweenQuantiles(t *testing.T) {
	var events []Event
	for i, f := range toyFollow() {
		id := fmt.Sprint("c", i)
		start := utcEnd.AddDate(0, 0, -f.days)
		if f.event {
			start = start.AddDate(0, 0, -1)
			events = append(events, Event{Case: caseID(id), Activity: HelpStart, At: NewStamp(utcEnd.AddDate(0, 0, -1), Day)})
		}
		events = append(events, Event{Case: caseID(id), Activity: HelpRequested, At: NewStamp(start, Day)})
	}
	log := logOf(t, events...)
	b, err := Between(log, utcEnd, HelpRequested, HelpStart, BetweenOptions{Clock: CalendarDays, Quantiles: []float64{0.1, 0.25, 0.5}})
	require.NoError(t, err)
	q := b.All.Quantiles
	assert.Equal(t, []float64{60, 120}, []float64{q[0].Time.Value, q[1].Time.Value}, "S is 0.9 from day 30 to day 90, and 0.7875, 0.675 after it")
	assert.True(t, math.IsNaN(q[2].Time.Value), "half were never seen to be helped")
	assert.True(t, rma.HasWarning(b.Warnings, rma.WarnUndefined))
	assert.Equal(t, q[1].Least, q[1].Greatest)
	wall, err := Between(log, utcEnd, HelpRequested, HelpStart, BetweenOptions{})
	require.NoError(t, err)
	assert.Equal(t, 10, wall.All.Imprecise)
	two := wall.All.Quantiles[0]
	testkit.Near(t, 120*24, two.Time.Value, 1e-9, "hours, the middle")
	testkit.Near(t, 120*24-24+1./60, two.Least, 1e-9, "hours, the least")
	testkit.Near(t, 120*24+24-1./60, two.Greatest, 1e-9, "hours, the greatest")
}
