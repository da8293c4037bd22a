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

// reportsOn makes a log with one case per report.
func reportsOn(t testing.TB, stamps ...string) *Log {
	t.Helper()
	var events []Event
	for i, s := range stamps {
		events = append(events, event(t, fmt.Sprintf("c%d", i), Report, s))
	}
	return logOf(t, events...)
}

func TestCountMonths(t *testing.T) {
	log := reportsOn(t, "2023-01-20", "2023-02-01", "2023-02-28T23:59", "2023-04-01", "2023-04", "2023-W05", "2023-W09", "2023-05-01", "2022-12-31")
	s, err := Count(log, SeriesOptions{From: day(t, "2023-01-10"), AsOf: asOf(t, "2023-05-02T12:00")})
	require.NoError(t, err)
	var keys []string
	for _, p := range s.Periods {
		keys = append(keys, p.Key)
	}
	assert.Equal(t, []string{"2023-02", "2023-03", "2023-04"}, keys, "January and May are cut through")
	assert.Equal(t, []int{2, 0, 2}, s.Counts(), "March had none, and stands there")
	assert.Nil(t, s.Bases())
	assert.Equal(t, 4, s.Count)
	assert.Equal(t, 2, s.Incomplete, "20 January and 1 May")
	assert.Equal(t, 2, s.Cut)
	assert.Equal(t, 2, s.Ambiguous, "week 5 runs from January into February, week 9 into March")
	assert.Equal(t, 1, s.Outside, "before the data begin")
	assert.Equal(t, []int{2, 1, 0}, []int{s.Periods[0].Ambiguous, s.Periods[1].Ambiguous, s.Periods[2].Ambiguous})
	assert.Equal(t, 28, s.Periods[0].Days())
	assert.Len(t, s.Refs, 4)
	assert.True(t, rma.HasWarning(s.Warnings, rma.WarnUndetermined))
	assert.Equal(t, "2023-04-01", s.Periods[2].Period.From.String())
}

func TestCountEdges(t *testing.T) {
	for _, c := range []struct {
		unit         PeriodUnit
		stamps       []string
		from, end    string
		first, last  string
		counts       []int
		cut, leftOut int
		why          string
	}{
		{Monthly, []string{"2023-01-01", "2023-02-15"}, "", "2023-03-01", "2023-01", "2023-02", []int{1, 1}, 0, 0, "the first event lies on the first day: its month is complete"},
		{Monthly, []string{"2023-01-02", "2023-02-15"}, "", "2023-03-01", "2023-02", "2023-02", []int{1}, 1, 1, "without From the month of the first event is not"},
		{Monthly, []string{"2023-02-15"}, "2023-02-01", "2023-02-28T23:59", "", "", nil, 1, 1, "one minute is missing"},
		{Monthly, []string{"2023-02-15"}, "2023-02-10", "2023-02-20", "", "", nil, 1, 1, "one month, cut on both sides"},
		{Weekly, []string{"2023-01-01", "2023-01-02", "2023-01-08"}, "2022-12-26", "2023-01-09", "2022-W52", "2023-W01", []int{1, 2}, 0, 0, "1 January 2023 is in the last week of 2022"},
		{Weekly, []string{"1969-12-31"}, "1969-12-29", "1970-01-05", "1970-W01", "1970-W01", []int{1}, 0, 0, "weeks before 1970 have negative numbers"},
		{Quarterly, []string{"2023-03-31", "2023-04-01", "2023-02"}, "2023-01-01", "2023-07-01", "2023-Q1", "2023-Q2", []int{2, 1}, 0, 0, "a month lies in its quarter"},
		{Monthly, []string{"2023-03-26T01:30", "2023-10-29"}, "2023-03-01", "2023-04-01", "2023-03", "2023-03", []int{1}, 0, 1, "the clock changes within the month"},
	} {
		o := SeriesOptions{Unit: c.unit, AsOf: asOf(t, c.end)}
		if c.from != "" {
			o.From = day(t, c.from)
		}
		s, err := Count(reportsOn(t, c.stamps...), o)
		require.NoError(t, err, c.why)
		if c.counts == nil {
			assert.Empty(t, s.Periods, c.why)
			assert.True(t, rma.HasWarning(s.Warnings, rma.WarnUndefined), c.why)
		} else {
			require.NotEmpty(t, s.Periods, c.why)
			assert.Equal(t, c.first, s.Periods[0].Key, c.why)
			assert.Equal(t, c.last, s.Periods[len(s.Periods)-1].Key, c.why)
			assert.Equal(t, c.counts, s.Counts(), c.why)
		}
		assert.Equal(t, c.cut, s.Cut, c.why)
		assert.Equal(t, c.leftOut, s.Incomplete+s.Outside, c.why)
		assert.Equal(t, len(c.stamps), s.Count+s.Incomplete+s.Outside+s.Ambiguous, c.why)
	}
}

// The zone of the stamp decides, not that of the reader.
func TestCountZone(t *testing.T) {
	utc := NewStamp(time.Date(2023, 1, 31, 23, 30, 0, 0, time.UTC), Minute)
	dutch := NewStamp(utc.Lo().In(amsterdam(t)), Minute)
	for _, c := range []struct {
		at   Stamp
		want []int
		why  string
	}{
		{utc, []int{1, 0}, "half past eleven in the evening of January"},
		{dutch, []int{0, 1}, "half past midnight in February"},
	} {
		s, err := Count(logOf(t, Event{Case: caseID("a"), Activity: Report, At: c.at}),
			SeriesOptions{From: day(t, "2023-01-01"), AsOf: asOf(t, "2023-03-01")})
		require.NoError(t, err)
		assert.Equal(t, c.want, s.Counts(), c.why)
	}
}

func TestCountBase(t *testing.T) {
	log := logOf(t,
		event(t, "a", Report, "2023-01-05"), event(t, "a", HomeVisit, "2023-01-06"),
		event(t, "b", Report, "2023-01-07"), event(t, "b", Report, "2023-02-07"),
		event(t, "c", Report, "2023-02-08"), event(t, "c", HomeVisit, "2023-02-09"), event(t, "d", Report, "2023-W05"))
	visited := func(tr Trace, _ Event) bool { return tr.Has(HomeVisit) }
	first := func(tr Trace, e Event) bool { f, _ := tr.First(Report); return f.Seq == e.Seq }
	o := SeriesOptions{Name: "visited", Of: first, In: visited, From: day(t, "2023-01-01"), AsOf: asOf(t, "2023-03-01"), Origin: rma.Origin{Method: "casusmonitoring", Pilot: "HOO"}}
	s, err := Count(log, o)
	require.NoError(t, err)
	assert.True(t, s.HasBase)
	assert.Equal(t, []int{1, 1}, s.Counts())
	assert.Equal(t, []int{2, 1}, s.Bases(), "the second report of b is no first report")
	assert.Equal(t, 1, s.Ambiguous)
	assert.Len(t, s.Refs, 3)
	obs := s.Observations()
	require.Len(t, obs, 1)
	assert.Equal(t, "casusmonitoring/HOO/visited", obs[0].ID)
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, obs[0].Share.Proportion)
	cell, ok := s.Table().Cell("all", "count")
	require.True(t, ok)
	assert.Equal(t, rma.Proportion{K: 2, N: 3}, cell.Share)

	o.In = nil
	s, err = Count(log, o)
	require.NoError(t, err)
	assert.Equal(t, 3, *s.Observations()[0].Count)
}

func TestCountErrors(t *testing.T) {
	_, err := Count(nil, SeriesOptions{})
	assert.ErrorIs(t, err, ErrNoAsOf)
	_, err = Count(nil, SeriesOptions{Unit: 9, AsOf: asOf(t, "2023-05-01")})
	assert.ErrorIs(t, err, ErrOptions)
	s, err := Count(nil, SeriesOptions{AsOf: asOf(t, "2023-05-01")})
	require.NoError(t, err, "a log without cases has no first day")
	assert.Empty(t, s.Periods)
	s, err = Count(nil, SeriesOptions{From: day(t, "2023-01-01"), AsOf: asOf(t, "2023-05-01")})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 0, 0, 0}, s.Counts(), "with From there are months without events")
	s, err = Count(nil, SeriesOptions{From: day(t, "2023-06-01"), AsOf: asOf(t, "2023-05-01")})
	require.NoError(t, err)
	assert.Empty(t, s.Periods, "the data end before they begin")
}

func TestNewSeries(t *testing.T) {
	s, err := NewSeries(day(t, "2022-11-15"), []int{4, 0, 2}, nil, SeriesOptions{})
	require.NoError(t, err)
	assert.Equal(t, "2022-11", s.Periods[0].Key)
	assert.Equal(t, "2023-01", s.Periods[2].Key)
	assert.Equal(t, 6, s.Count)
	assert.Equal(t, "2023-02-01", rma.DateOf(s.Options.AsOf).String())
	s, err = NewSeries(day(t, "2022-11-15"), []int{1, 0}, []int{4, 0}, SeriesOptions{Unit: Weekly})
	require.NoError(t, err)
	assert.Equal(t, []int{4, 0}, s.Bases())
	assert.Equal(t, 4, s.Base)
	for _, c := range []struct {
		first         rma.Date
		counts, bases []int
		unit          PeriodUnit
		why           string
	}{
		{rma.Date{}, []int{1}, nil, Monthly, "no first day"},
		{day(t, "2023-01-01"), []int{-1}, nil, Monthly, "a negative count"},
		{day(t, "2023-01-01"), []int{2}, []int{1}, Monthly, "a base below its count"},
		{day(t, "2023-01-01"), []int{2}, []int{3, 3}, Monthly, "more bases than counts"},
		{day(t, "2023-01-01"), []int{2}, nil, 7, "no such period"},
	} {
		_, err := NewSeries(c.first, c.counts, c.bases, SeriesOptions{Unit: c.unit})
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
}

func TestSeriesMerge(t *testing.T) {
	of := func(first string, counts ...int) Series {
		s, err := NewSeries(day(t, first), counts, nil, SeriesOptions{Name: first})
		require.NoError(t, err)
		return s
	}
	a, b := of("2023-01-01", 1, 2, 3), of("2023-02-01", 10, 20, 30)
	s, err := a.Merge(b)
	require.NoError(t, err)
	assert.Equal(t, []int{12, 23}, s.Counts(), "February and March are in both")
	assert.Equal(t, 31, s.Outside, "January of the one and April of the other")
	assert.Equal(t, "2023-01-01", s.Options.Name)
	assert.Equal(t, []int{1, 2, 3}, a.Counts(), "an argument is not changed")
	r, err := b.Merge(a)
	require.NoError(t, err)
	assert.Equal(t, s.Counts(), r.Counts(), "the order does not matter")
	alone, err := a.Merge()
	require.NoError(t, err)
	assert.Equal(t, a, alone)
	apart, err := a.Merge(of("2024-01-01", 5))
	require.NoError(t, err)
	assert.Empty(t, apart.Periods)
	assert.True(t, rma.HasWarning(apart.Warnings, rma.WarnUndefined))

	weekly, err := NewSeries(day(t, "2023-01-02"), []int{1}, nil, SeriesOptions{Unit: Weekly})
	require.NoError(t, err)
	_, err = a.Merge(weekly)
	assert.ErrorIs(t, err, ErrOptions)
	based, err := NewSeries(day(t, "2023-01-01"), []int{1}, []int{1}, SeriesOptions{})
	require.NoError(t, err)
	_, err = a.Merge(based)
	assert.ErrorIs(t, err, ErrOptions)
}

func TestSeriesBetween(t *testing.T) {
	s, err := NewSeries(day(t, "2023-01-01"), []int{1, 2, 3, 4}, nil, SeriesOptions{})
	require.NoError(t, err)
	part := s.Between(day(t, "2023-01-15"), day(t, "2023-04-01"))
	assert.Equal(t, []int{2, 3}, part.Counts(), "January began before")
	assert.Equal(t, 5, part.Count)
	assert.Equal(t, 5, part.Outside)
	assert.Equal(t, []int{1, 2, 3, 4}, s.Between(rma.Date{}, rma.Date{}).Counts(), "no limits")
	assert.Equal(t, []int{1, 2, 3, 4}, s.Counts())
}

// Two pilots counted apart and added up give what they give together; shifting by
// whole weeks moves the weeks and nothing else.
func TestSeriesProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	start := time.Date(2022, 3, 7, 0, 0, 0, 0, amsterdam(t))
	for range 30 {
		var events, later []Event
		for i := range rng.IntN(60) {
			p := []Precision{Minute, Day, Day, Week, Month}[rng.IntN(5)]
			moment := start.AddDate(0, 0, rng.IntN(120)).Add(time.Duration(rng.IntN(20)) * time.Hour)
			e := Event{Case: caseID(fmt.Sprintf("c%02d", i)), Activity: Report, At: NewStamp(moment, p)}
			events = append(events, e)
			if p != Month {
				e.At = NewStamp(moment.AddDate(0, 0, 28), p)
				later = append(later, e)
			}
		}
		log := logOf(t, events...)
		for _, unit := range []PeriodUnit{Monthly, Weekly, Quarterly} {
			o := SeriesOptions{Unit: unit, From: rma.DateOf(start), AsOf: start.AddDate(0, 0, 100)}
			whole, err := Count(log, o)
			require.NoError(t, err)
			assert.Equal(t, len(events), whole.Count+whole.Incomplete+whole.Ambiguous+whole.Outside, "every event is somewhere once")
			even := func(tr Trace) bool { return tr.Case.ID.String()[2]%2 == 0 }
			a, err := Count(log.Where(even), o)
			require.NoError(t, err)
			b, err := Count(log.Where(func(tr Trace) bool { return !even(tr) }), o)
			require.NoError(t, err)
			sum, err := a.Merge(b)
			require.NoError(t, err)
			assert.Equal(t, whole.Counts(), sum.Counts())
			assert.Equal(t, whole.Ambiguous, sum.Ambiguous)
			assert.Equal(t, whole.Incomplete+whole.Outside, sum.Incomplete+sum.Outside)
		}
		o := SeriesOptions{Unit: Weekly, From: rma.DateOf(start), AsOf: start.AddDate(0, 0, 100)}
		o.Of = func(_ Trace, e Event) bool { return e.At.Precision() != Month }
		before, err := Count(log, o)
		require.NoError(t, err)
		o.From, o.AsOf = o.From.AddDays(28), o.AsOf.AddDate(0, 0, 28)
		after, err := Count(logOf(t, later...), o)
		require.NoError(t, err)
		assert.Equal(t, before.Counts(), after.Counts())
	}
}

func TestPeriodUnit(t *testing.T) {
	for _, u := range []PeriodUnit{Monthly, Weekly, Quarterly} {
		text, err := u.MarshalText()
		require.NoError(t, err)
		var back PeriodUnit
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, u, back)
		d := day(t, "1965-01-01")
		for range 5000 { // every day lies in its period, and periods follow on one another
			p := u.period(u.index(d))
			assert.False(t, d.Before(p.From) || !d.Before(p.To))
			d = d.AddDays(1 + int(u))
		}
	}
	_, err := PeriodUnit(3).MarshalText()
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.Equal(t, "PeriodUnit(3)", PeriodUnit(3).String())
	var u PeriodUnit
	assert.ErrorIs(t, u.UnmarshalText([]byte("fortnight")), rma.ErrUnknownTerm)
	assert.Equal(t, "kwartaal", Quarterly.Label(rma.Dutch))
}
