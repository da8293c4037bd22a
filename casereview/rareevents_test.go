package casereview

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// rareLog has a report per stamp, the rare ones with a star before them.
func rareLog(t testing.TB, stamps ...string) *Log {
	t.Helper()
	var events []Event
	for i, s := range stamps {
		rare := s[0] == '*'
		if rare {
			s = s[1:]
		}
		e := event(t, fmt.Sprintf("c%02d", i), Report, s)
		if rare {
			e.Attrs = map[string]string{"rare": "yes"}
		}
		events = append(events, e)
	}
	return logOf(t, events...)
}

func TestRareEvents(t *testing.T) {
	for _, c := range []struct {
		why           string
		stamps        []string
		cases, days   []int
		before, since int
		sameDay, tied int
	}{
		{"nothing", nil, nil, nil, 0, 0, 0, 0},
		{"none is rare", []string{"2023-02-01", "2023-02-02"}, nil, nil, 0, 2, 0, 0},
		{"one is rare: nothing lies between", []string{"2023-02-01", "*2023-02-02", "2023-02-03"}, nil, nil, 1, 1, 0, 0},
		{"two with three between", []string{"*2023-02-01", "2023-02-02", "2023-02-03", "2023-02-04", "*2023-02-11"}, []int{3}, []int{10}, 0, 0, 0, 0},
		{"read in another order", []string{"*2023-02-11", "2023-02-03", "*2023-02-01", "2023-02-04", "2023-02-02"}, []int{3}, []int{10}, 0, 0, 0, 0},
		{"two on one day: no case and no day between", []string{"*2023-02-01", "*2023-02-01"}, []int{0}, []int{0}, 0, 0, 1, 0},
		{"others on that day lie before the first", []string{"*2023-02-01", "2023-02-01", "2023-02-01", "*2023-02-01"}, []int{0}, []int{0}, 2, 0, 1, 2},
		{"minutes tell the order", []string{"*2023-02-01T10:00", "2023-02-01T11:00", "*2023-02-01T12:00"}, []int{1}, []int{0}, 0, 0, 1, 0},
		{"a day against minutes", []string{"*2023-02-01T10:00", "2023-02-01", "*2023-02-02T12:00"}, []int{0}, []int{1}, 1, 0, 0, 1},
		{"the night of the clock", []string{"*2023-03-25", "*2023-03-26", "*2023-03-27"}, []int{0, 0}, []int{1, 1}, 0, 0, 0, 0},
		{"across a year", []string{"*2023-12-31", "2023-12-31", "*2024-01-01"}, []int{0}, []int{1}, 1, 0, 0, 1},
	} {
		e, err := FindRareEvents(rareLog(t, c.stamps...), RareOptions{Rare: isRare, AsOf: asOf(t, "2024-02-01")})
		require.NoError(t, err, c.why)
		var cases, days []int
		for _, r := range e.Events {
			cases, days = append(cases, r.Cases), append(days, r.Days)
		}
		assert.Equal(t, c.cases, cases, c.why)
		assert.Equal(t, c.days, days, c.why)
		assert.Equal(t, []int{c.before, c.since, c.sameDay, c.tied}, []int{e.Before, e.Since, e.SameDay, e.Tied}, c.why)
		assert.Equal(t, len(c.stamps), e.Looked, c.why)
		assert.Equal(t, len(e.Events) == 0, rma.HasWarning(e.Warnings, rma.WarnUndefined), c.why)
		assert.Equal(t, c.tied > 0, rma.HasWarning(e.Warnings, rma.WarnUndetermined), c.why)
	}
}

func TestRareEventsOfWeeksAreUnsure(t *testing.T) {
	e, err := FindRareEvents(rareLog(t, "*2023-W05", "*2023-03-01"), RareOptions{Rare: isRare, AsOf: asOf(t, "2024-02-01")})
	require.NoError(t, err)
	require.Len(t, e.Events, 1)
	assert.True(t, e.Events[0].Unsure)
	assert.Equal(t, 30, e.Events[0].Days, "from Monday 30 January")
}

func TestRareEventsWithinTheData(t *testing.T) {
	log := rareLog(t, "*2022-12-31", "*2023-01-05", "2023-01-06", "*2023-01-09", "*2023-02-05")
	e, err := FindRareEvents(log, RareOptions{Rare: isRare, From: rma.NewDate(2023, 1, 1), AsOf: asOf(t, "2023-02-01")})
	require.NoError(t, err)
	assert.Equal(t, 2, e.Outside, "the last day of the year and February")
	require.Len(t, e.Events, 1)
	assert.Equal(t, []int{1, 4}, []int{e.Events[0].Cases, e.Events[0].Days})
	e, err = FindRareEvents(log, RareOptions{Rare: isRare, Of: func(_ Trace, e Event) bool { return isRare(Trace{}, e) }, AsOf: asOf(t, "2024-02-01")})
	require.NoError(t, err)
	assert.Equal(t, 4, e.Looked, "only those looked at")
}

// The re-reports of the rule are the rare events when nothing else is said.
func TestRareEventsAreRereports(t *testing.T) {
	log := familyLog(t,
		spells(t, "A1", "report", "2022-01-10", "closed", "2022-02-01"),
		spells(t, "A2", "report", "2022-03-01", "closed", "2022-04-01"),
		spells(t, "A3", "report", "2022-03-20"),
		spells(t, "A4", "report", "2022-08-01"),
	)
	o := RareOptions{AsOf: asOf(t, "2023-01-01"), Rule: DrentheStudy()}
	e, err := FindRareEvents(log, o)
	require.NoError(t, err)
	c, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, c.Counts.Rereport, len(e.Events)+1)
	assert.Equal(t, c.Counts.N(), e.Looked)
	assert.Equal(t, c.Definition, e.Options.Definition)
	o.Rule = Rule{}
	same, err := FindRareEvents(log, o)
	require.NoError(t, err)
	assert.Equal(t, e.Events, same.Events, "no rule is that of the Drenthe study")
}

func TestRareEventsRefuse(t *testing.T) {
	log := rareLog(t, "*2023-02-01")
	_, err := FindRareEvents(log, RareOptions{Rare: isRare})
	assert.ErrorIs(t, err, ErrNoAsOf)
	_, err = FindRareEvents(log, RareOptions{Activity: HomeVisit, AsOf: asOf(t, "2024-01-01")})
	assert.ErrorIs(t, err, ErrOptions, "which visits are rare?")
	_, err = FindRareEvents(log, RareOptions{Rule: Rule{Match: 9}, AsOf: asOf(t, "2024-01-01")})
	assert.ErrorIs(t, err, ErrOptions)
	e, err := FindRareEvents(nil, RareOptions{Rare: isRare, AsOf: asOf(t, "2024-01-01")})
	require.NoError(t, err)
	assert.Empty(t, drawn(t, e, ControlOptions{}).Points, "a log without cases")
}

func TestChartsOfRareEvents(t *testing.T) {
	var stamps []string
	day := rma.NewDate(2022, time.January, 3)
	for i := range 16 { // a rare event, then so many others
		stamps = append(stamps, "*"+day.String())
		others := []int{3, 5, 2, 4}[i%4]
		if i == 14 {
			others = 60
		}
		for range others {
			day = day.AddDays(1)
			stamps = append(stamps, day.String())
		}
		day = day.AddDays(1)
	}
	e, err := FindRareEvents(rareLog(t, stamps...), RareOptions{Rare: isRare, What: rma.T("klachten", "complaints"), AsOf: asOf(t, "2024-01-01"), Origin: rma.Origin{Method: "m"}})
	require.NoError(t, err)
	for _, c := range []struct {
		kind   ChartKind
		centre float64
		value  float64
	}{{GChart, 4, 60}, {TChart, 0, 61}} {
		chart := drawn(t, e, ControlOptions{Kind: c.kind, Better: HigherBetter, Origin: rma.Origin{Method: "m"}})
		require.Len(t, chart.Points, 15)
		if c.centre > 0 {
			assert.Equal(t, c.centre, chart.Phases[0].Centre)
		}
		last := chart.Points[14]
		assert.Equal(t, c.value, last.Value)
		assert.Equal(t, Improvement, last.Cause, "a long stretch without any")
		assert.Equal(t, beyondOf(chart), []int{14})
		table := chart.Table()
		assert.True(t, table.TeamOnly, "each row is a case")
		_, err := privacy.ProtectTable(table, privacy.Policy{Audience: privacy.SteeringGroup})
		assert.ErrorIs(t, err, privacy.ErrTeamOnly)
		team, err := privacy.ProtectTable(table, privacy.Policy{Audience: privacy.Team})
		require.NoError(t, err)
		assert.Contains(t, team.Text(rma.English), "outside the limits, high")
		assert.Len(t, chart.Observations(), 1, "the words of a signal would tell of one case")
		assert.Len(t, drawn(t, e, ControlOptions{Kind: c.kind, SmallSignals: true}).Observations(), 2)
		evidence, err := rma.Collect(chart)
		require.NoError(t, err)
		for _, p := range []privacy.Policy{{}, {Audience: privacy.SteeringGroup}} {
			_, err := privacy.Protect(privacy.Material{Evidence: evidence}, p)
			assert.NoError(t, err)
		}
	}
	run, err := NewRunChart(e, RunOptions{Days: true})
	require.NoError(t, err)
	assert.Equal(t, 61.0, run.Points[14].Value)
	assert.True(t, run.Table().TeamOnly)
	run, err = NewRunChart(e, RunOptions{})
	require.NoError(t, err)
	assert.Equal(t, 60.0, run.Points[14].Value)
	assert.Equal(t, 4.0, run.Phases[0].Median)
}

// beyondOf lists the points outside the limits.
func beyondOf(c ControlChart) []int {
	var list []int
	for _, s := range c.Signals {
		if s.Rule == SignalBeyond {
			list = append(list, s.Points...)
		}
	}
	slices.Sort(list)
	return list
}
