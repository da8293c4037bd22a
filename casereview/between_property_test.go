package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// A finer stamp never contradicts a coarser one, also for a limit of other hours.
func TestCoarseWithinHoldsForEveryMinute(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 9))
	loc, end := amsterdam(t), asOf(t, "2024-01-01")
	for _, start := range []time.Time{time.Date(2023, 3, 24, 0, 0, 0, 0, loc), time.Date(2023, 10, 27, 0, 0, 0, 0, loc)} {
		for range 1000 {
			report := start.Add(time.Duration(rng.IntN(4*24*60)) * time.Minute)
			visit := report.Add(time.Duration(rng.IntN(4*24*60)) * time.Minute)
			limit := time.Duration(1+rng.IntN(3)) * 24 * time.Hour
			for _, m := range []Measure{WallTime, CalendarDays} {
				log := func(p, q Precision) *Log {
					return logOf(t, Event{Case: caseID("a"), Activity: Report, At: NewStamp(report, p)}, Event{Case: caseID("a"), Activity: HomeVisit, At: NewStamp(visit, q)})
				}
				fine := outcomeWithin(t, log(Minute, Minute), end, limit, BetweenOptions{Clock: m})
				require.NotEqual(t, Undetermined, fine)
				coarse := outcomeWithin(t, log(Precision(1+rng.IntN(5)), Precision(1+rng.IntN(5))), end, limit, BetweenOptions{Clock: m})
				if coarse != Undetermined {
					require.Equal(t, fine, coarse, "%s to %s, %s", report, visit, m)
				}
			}
		}
	}
}

func TestBetweenShiftAndOrder(t *testing.T) {
	text := func(cases []Case, events []Event, end time.Time) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		s := ""
		for _, m := range []Measure{WallTime, CalendarDays} {
			b, err := Between(log, end, Report, Handover, BetweenOptions{Clock: m, Splits: []Split{SplitByWeekend(Weekend{}), SplitBySameDay(AssessmentDone)}})
			require.NoError(t, err)
			w, err := b.Within(72 * time.Hour)
			require.NoError(t, err)
			for _, table := range []rma.Table{b.Table(), w.Table()} {
				table.Notes = nil
				s += plain(table)
			}
		}
		return s
	}
	end := time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)
	for round := range 60 {
		rng := rand.New(rand.NewPCG(15, uint64(round)))
		cases, events := randomHistory(rng)
		want := text(cases, events, end)
		c, e := renamed(cases, events)
		require.Equal(t, want, text(c, e, end), "renamed")
		shifted := slices.Clone(events)
		for i, e := range events {
			shifted[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 7*11), e.At.Precision())
		}
		require.Equal(t, want, text(cases, shifted, end.AddDate(0, 0, 7*11)), "shifted")
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		require.Equal(t, want, text(cases, events, end), "shuffled")
	}
}

func TestBetweenOptionsAndDegenerate(t *testing.T) {
	_, err := Between(nil, time.Time{}, Report, HomeVisit, BetweenOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	_, err = Between(nil, utcEnd, Report, "", BetweenOptions{})
	require.ErrorIs(t, err, ErrOptions)
	for why, o := range map[string]BetweenOptions{
		"a quantile of all":   {Quantiles: []float64{1}},
		"a quantile twice":    {Quantiles: []float64{0.5, 0.5}},
		"not a number":        {Quantiles: []float64{math.NaN()}},
		"an anchor":           {Anchor: 9},
		"a clock":             {Clock: 9},
		"a scale":             {Scale: 9},
		"a level":             {Level: -1},
		"a split without key": {Splits: []Split{{}}},
	} {
		_, err := Between(nil, utcEnd, Report, HomeVisit, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	for _, log := range []*Log{nil, {}, logOf(t, event(t, "a", Report, "2023-02-01")), logOf(t, event(t, "a", HomeVisit, "2023-02-01"))} {
		b, err := Between(log, utcEnd, Report, HomeVisit, BetweenOptions{Splits: []Split{SplitByPilot()}})
		require.NoError(t, err)
		for _, limit := range []time.Duration{-time.Hour, time.Second} {
			_, err = b.Within(limit)
			require.ErrorIs(t, err, ErrOptions)
		}
		w, err := b.Within(0)
		require.NoError(t, err)
		_, err = rma.Collect(b, w)
		require.NoError(t, err)
		for _, table := range []rma.Table{b.Table(), w.Table()} {
			for _, r := range table.Rows {
				require.Len(t, r.Cells, len(table.Columns))
			}
		}
		assert.NotEmpty(t, b.Warnings)
	}
	days, err := Between(nil, utcEnd, Report, HomeVisit, BetweenOptions{Clock: CalendarDays})
	require.NoError(t, err)
	_, err = days.Within(36 * time.Hour)
	require.ErrorIs(t, err, ErrOptions, "half a day on the calendar")
	far := logOf(t, Event{Case: caseID("a"), Activity: Report, At: NewStamp(time.Date(1600, 2, 1, 0, 0, 0, 0, time.UTC), Day)}, event(t, "a", HomeVisit, "2023-02-01"))
	_, err = Between(far, utcEnd, Report, HomeVisit, BetweenOptions{})
	require.ErrorIs(t, err, rma.ErrDate, "beyond what a duration holds")
	assert.Equal(t, "case a0: yes", fmt.Sprintf("%+v", BetweenCase{Case: caseID("a"), To: at(t, "2023-02-01")}))
	assert.NotPanics(t, func() {
		b, w := BetweenTimes{}, WithinLimit{}
		_, _, _, _, _, _ = b.Table(), b.Observations(), b.String(), w.Table(), w.Observations(), w.String()
	})
}

func TestBetweenCanBeReleased(t *testing.T) {
	log, end := hoogeveen(t)
	b, err := Between(log, end, Report, HomeVisit, BetweenOptions{Splits: []Split{SplitByWeekend(Weekend{})}})
	require.NoError(t, err)
	w, err := b.Within(24 * time.Hour)
	require.NoError(t, err)
	two, err := b.Within(48 * time.Hour)
	require.NoError(t, err)
	assert.Positive(t, released(t, []rma.Table{b.Table(), w.Table(), two.Table()}, b, w, two))
}
