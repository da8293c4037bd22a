package casereview

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestRecurrenceDegenerate(t *testing.T) {
	var none *Log
	for _, c := range []struct {
		why string
		log *Log
		n   int
	}{
		{"no log", none, 0},
		{"an empty log", &Log{}, 0},
		{"nothing closed", familyLog(t, spells(t, "a", "report", "2023-01-02")), 0},
		{"one closing", familyLog(t, spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01")), 1},
		{"no family", logOf(t, spells(t, "a", "report", "2023-01-02", "closed", "2023-02-01")...), 0},
		{"all re-reported on one day", followLog(t, utcEnd, slices.Repeat([]follow{{days: 10, event: true}}, 12)), 12},
		{"none re-reported", followLog(t, utcEnd, slices.Repeat([]follow{{days: 400}}, 12)), 12},
	} {
		r, err := Recurrence(c.log, utcEnd, RecurrenceOptions{Splits: []Split{SplitByPilot(), SplitByAttr("x", rma.Text{}), SplitByWeekend(Weekend{}), SplitBySameDay(Consult)}})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.n, r.Closings.N, c.why)
		if c.n == 0 {
			assert.True(t, rma.HasWarning(r.Warnings, rma.WarnUndefined), c.why)
		}
		for _, table := range r.Tables() {
			for _, row := range table.Rows {
				require.Len(t, row.Cells, len(table.Columns), "%s %s", c.why, table.ID)
			}
		}
		e, err := rma.Collect(r)
		require.NoError(t, err, c.why)
		for _, o := range e.All() {
			if o.Estimate != nil && math.IsNaN(o.Estimate.Value) {
				assert.NotEmpty(t, o.Warnings, "%s: %s", c.why, o.ID)
			}
		}
		assert.NotEmpty(t, r.String())
	}
	assert.NotPanics(t, func() {
		r := Recurrences{}
		_, _, _ = r.Observations(), r.Tables(), r.String()
		b := RereportRates{}
		_, _, _ = b.Observations(), b.Tables(), b.String()
	})
}

func TestRecurrenceOptions(t *testing.T) {
	_, err := Recurrence(nil, time.Time{}, RecurrenceOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, o := range map[string]RecurrenceOptions{
		"a window of nothing":    {Windows: []int{0}},
		"a window twice":         {Windows: []int{90, 90}},
		"no windows":             {Windows: []int{}},
		"a horizon before":       {Horizon: -1},
		"an index that is none":  {Index: 7},
		"a scale that is none":   {Scale: 7},
		"a level":                {Level: 2},
		"a rule":                 {Rule: Rule{Name: "x", Match: 9}},
		"a split without a key":  {Splits: []Split{{Of: func(Trace, Stamp) string { return "" }}}},
		"a split twice":          {Splits: []Split{SplitByPilot(), SplitByPilot()}},
		"a split without values": {Splits: []Split{{Key: "x"}}},
	} {
		_, err := Recurrence(nil, utcEnd, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	windows := []int{180, 90}
	r, err := Recurrence(followLog(t, utcEnd, toyFollow()), utcEnd, RecurrenceOptions{Windows: windows, Rule: CBS2022(),
		Closing: func(tr Trace, _ Stamp) bool { return tr.Case.Pilot == "EMM" }})
	require.NoError(t, err)
	assert.Equal(t, []int{180, 90}, windows, "the argument stays as it is")
	assert.Equal(t, []int{90, 180}, r.Options.Windows)
	assert.Equal(t, 7, r.Closings.NotAsked)
	assert.Equal(t, 3, r.Closings.Unlinkable, "nobody is named, and the rule links by person")
	assert.Contains(t, r.Definition.EN, "however long ago")
}

func TestRecurrenceShiftAndOrder(t *testing.T) {
	text := func(cases []Case, events []Event, end time.Time) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		r, err := Recurrence(log, end, RecurrenceOptions{Windows: []int{5, 50, 400}})
		require.NoError(t, err)
		s := ""
		for _, table := range r.Tables() {
			table.Notes = nil // of the day of asOf
			s += plain(table)
		}
		return s
	}
	end := time.Date(2022, 6, 1, 0, 0, 0, 0, time.UTC)
	for round := range 100 {
		rng := rand.New(rand.NewPCG(11, uint64(round)))
		cases, events := randomHistory(rng)
		want := text(cases, events, end)
		c, e := renamed(cases, events)
		require.Equal(t, want, text(c, e, end), "renamed, round %d", round)
		for _, weeks := range []int{-9, 52} {
			shifted := slices.Clone(events)
			for i, e := range events {
				shifted[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 7*weeks), e.At.Precision())
			}
			require.Equal(t, want, text(cases, shifted, end.AddDate(0, 0, 7*weeks)))
		}
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		require.Equal(t, want, text(cases, events, end), "shuffled, round %d", round)
	}
}

func TestSideBySide(t *testing.T) {
	log := followLog(t, utcEnd, toyFollow())
	c, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	r, err := Recurrence(log, utcEnd, RecurrenceOptions{})
	require.NoError(t, err)
	b := SideBySide(c, r)
	require.True(t, rma.HasWarning(b.Warnings, rma.WarnTwoPopulations))
	for _, o := range b.Observations() {
		assert.True(t, rma.HasWarning(o.Warnings, rma.WarnTwoPopulations), o.ID)
	}
	for _, o := range r.Observations() {
		assert.False(t, rma.HasWarning(o.Warnings, rma.WarnTwoPopulations), "one alone has no such warning")
	}
	_, err = rma.Collect(b)
	require.NoError(t, err)
	for _, l := range []rma.Lang{rma.Dutch, rma.English} {
		assert.NotEqual(t, string(rma.WarnTwoPopulations), rma.Warning{Code: rma.WarnTwoPopulations}.Label(l))
	}
	assert.True(t, strings.Contains(b.String(), "different populations"))
	testkit.Golden(t, "golden/recurrence.txt", []byte(r.String()+plain(r.Table())+plain(r.CountTable())+plain(b.Table())))
}
