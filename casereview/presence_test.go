package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// processText writes every table of the process view, and what stands in String.
func processText(t testing.TB, log *Log) string {
	t.Helper()
	p, err := Presence(log, PresenceOptions{})
	require.NoError(t, err)
	v, err := Variants(log, VariantOptions{MinCases: 2})
	require.NoError(t, err)
	g, err := DirectlyFollows(log, FollowsOptions{MinCases: 2})
	require.NoError(t, err)
	w, err := HandoverOfWork(log, WorkOptions{})
	require.NoError(t, err)
	c, err := Throughput(log, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), ThroughputOptions{In: func(tr Trace) bool { return Follow(tr, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).Closed() }})
	require.NoError(t, err)
	s := p.String() + v.String() + w.String() + c.String()
	for _, table := range []rma.Table{p.Table(), v.Table(), v.TeamTable(), g.Table(), w.Table(), w.TeamTable(), c.Table()} {
		for _, r := range table.Rows {
			require.Len(t, r.Cells, len(table.Columns), "%s, row %s", table.ID, r.Key)
		}
		s += plain(table)
	}
	return s
}

// The names of cases, the order in which they are given and another week change
// nothing.
func TestProcessProperties(t *testing.T) {
	for round := range 60 {
		cases, events := randomHistory(rand.New(rand.NewPCG(51, uint64(round))))
		for i := range events {
			events[i].Org = []OrgID{"vt", "politie", ""}[i%3]
			events[i].Seq = i + 1
		}
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		want := processText(t, log)
		other, err := NewLog(renamed(cases, events))
		require.NoError(t, err)
		require.Equal(t, want, processText(t, other))
		shuffled := slices.Clone(events)
		rng := rand.New(rand.NewPCG(52, uint64(round)))
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		other, err = NewLog(cases, shuffled)
		require.NoError(t, err)
		require.Equal(t, want, processText(t, other))
		for i := range events {
			events[i].At = NewStamp(events[i].At.Lo().AddDate(0, 0, -14), events[i].At.Precision())
		}
		other, err = NewLog(cases, events)
		require.NoError(t, err)
		require.Equal(t, strings.Split(want, "Throughput")[0], strings.Split(processText(t, other), "Throughput")[0])
	}
}

func TestPresence(t *testing.T) {
	log := logOf(t,
		event(t, "a", Report, "2023-02-01"), event(t, "a", HomeVisit, "2023-02-01"), event(t, "a", HomeVisit, "2023-02-03"),
		event(t, "b", "eigen", "2023-02-01"), event(t, "b", Report, "2023-02-02"),
		event(t, "c", Report, "2023-02-09"))
	p, err := Presence(log, PresenceOptions{AsOf: asOf(t, "2023-02-05")})
	require.NoError(t, err)
	assert.Equal(t, 3, p.Cases)
	assert.Equal(t, 1, p.Empty)
	assert.Equal(t, 1, p.AmbiguousFirst, "report and visit on one day")
	assert.Equal(t, 0, p.AmbiguousLast)
	var got []string
	for _, a := range p.Activities {
		got = append(got, fmt.Sprintf("%s %d/%d %d %d %d", a.Activity, a.Share.K, a.Share.N, a.Events, a.First, a.Last))
	}
	assert.Equal(t, []string{"report 2/3 2 1 1", "home-visit 1/3 2 0 1", "eigen 1/3 1 1 0"}, got)
	assert.Len(t, p.Observations(), 3)
	assert.Len(t, p.Refs, 3)
	p, err = Presence(log, PresenceOptions{Ignore: []Activity{Report, HomeVisit, "eigen"}})
	require.NoError(t, err)
	assert.Empty(t, p.Activities)
	assert.Equal(t, 3, p.Empty)
	_, err = Presence(log, PresenceOptions{Level: 1})
	assert.ErrorIs(t, err, ErrOptions)
}

func TestPresenceAgainstItsDefinition(t *testing.T) {
	for round := range 50 {
		log := walk(t, rand.New(rand.NewPCG(53, uint64(round))), 30)
		p, err := Presence(log, PresenceOptions{})
		require.NoError(t, err)
		for _, a := range p.Activities {
			require.Equal(t, log.Where(Has(a.Activity)).Len(), a.Share.K)
			first, last := 0, 0
			for _, tr := range log.Cases() {
				if tr.Len() > 0 && tr.events[0].Activity == a.Activity {
					first++
				}
				if tr.Len() > 0 && tr.events[tr.Len()-1].Activity == a.Activity {
					last++
				}
			}
			require.Equal(t, []int{first, last}, []int{a.First, a.Last})
		}
	}
}

func TestProcessOfNothing(t *testing.T) {
	for _, log := range []*Log{nil, {}} {
		assert.NotPanics(t, func() { processText(t, log) })
		p, err := Presence(log, PresenceOptions{})
		require.NoError(t, err)
		assert.True(t, rma.HasWarning(p.Warnings, rma.WarnUndefined))
		v, err := Variants(log, VariantOptions{})
		require.NoError(t, err)
		assert.Empty(t, v.Observations())
		g, err := DirectlyFollows(log, FollowsOptions{})
		require.NoError(t, err)
		assert.Empty(t, g.Observations())
	}
	assert.NotPanics(t, func() {
		_, _, _ = CasePresence{}.Table(), CasePresence{}.String(), CasePresence{}.Observations()
		_, _, _ = CaseVariants{}.Table(), CaseVariants{}.TeamTable(), CaseVariants{}.Observations()
		_, _ = FollowsGraph{}.Table(), FollowsGraph{}.Observations()
		_, _, _ = WorkMatrix{}.Table(), WorkMatrix{}.TeamTable(), WorkMatrix{}.Observations()
		_, _ = Dots{}.Table(), CaseTimeline{}.Table()
	})
}

// Names that are meant to do harm stay in their cells.
func TestProcessOfHostileNames(t *testing.T) {
	var events []Event
	for i, a := range []Activity{"\xff\x00", "=1+1", "\u202Eabc", "all", "others", Activity(strings.Repeat("x", 100_000)), "a → b"} {
		e := event(t, "a", a, fmt.Sprintf("2023-02-%02d", i+1))
		e.Org = OrgID(a)
		events = append(events, e)
	}
	log := logOf(t, events...)
	assert.NotPanics(t, func() { processText(t, log) })
	v, err := Variants(log, VariantOptions{})
	require.NoError(t, err)
	assert.Less(t, len(v.TeamTable().Rows[0].Label.In(rma.Dutch)), 500)
}

// releaseAll publishes every table of the process view at once.
func releaseAll(t *testing.T, log *Log, minCases int) map[privacy.Audience]*privacy.Release {
	p, err := Presence(log, PresenceOptions{})
	require.NoError(t, err)
	v, err := Variants(log, VariantOptions{MinCases: minCases})
	require.NoError(t, err)
	g, err := DirectlyFollows(log, FollowsOptions{MinCases: minCases})
	require.NoError(t, err)
	w, err := HandoverOfWork(log, WorkOptions{})
	require.NoError(t, err)
	return assertReleasable(t, []rma.Table{p.Table(), v.Table(), g.Table(), w.Table()}, p, v, g, w)
}

// Everything that the package says of the courses can leave at once.
func TestProcessAndRulesCanBeReleasedTogether(t *testing.T) {
	log, end := hoogeveen(t)
	p, err := Presence(log, PresenceOptions{})
	require.NoError(t, err)
	v, err := Variants(log, VariantOptions{})
	require.NoError(t, err)
	g, err := DirectlyFollows(log, FollowsOptions{MinCases: 3})
	require.NoError(t, err)
	c, err := CheckAll(log, end, agreed()...)
	require.NoError(t, err)
	d, err := Throughput(log, end, ThroughputOptions{})
	require.NoError(t, err)
	assertReleasable(t, []rma.Table{p.Table(), v.Table(), g.Table(), c.Table(), d.Table()}, p, v, g, c, d)
}

func TestProcessCanBeReleased(t *testing.T) {
	log, _ := hoogeveen(t)
	for _, minCases := range []int{0, 1} {
		releaseAll(t, log, minCases)
	}
	for round := range 4 {
		releaseAll(t, walk(t, rand.New(rand.NewPCG(54, uint64(round))), 80), round)
	}
	v, err := Variants(log, VariantOptions{})
	require.NoError(t, err)
	w, err := HandoverOfWork(log, WorkOptions{})
	require.NoError(t, err)
	d, err := DottedChart(log, DotOptions{})
	require.NoError(t, err)
	for _, table := range []rma.Table{v.TeamTable(), w.TeamTable(), d.Table()} {
		_, err := privacy.Protect(privacy.Material{Tables: []rma.Table{table}}, privacy.Policy{Audience: privacy.SteeringGroup})
		assert.ErrorIs(t, err, privacy.ErrTeamOnly, table.ID)
	}
}

// Of what is shown to others, no count of 1 to 4 cases is left.
func TestSmallCountsAreHidden(t *testing.T) {
	var events []Event
	for i := range 30 {
		id := fmt.Sprintf("k-%02d", i)
		events = append(events, lasting(t, id, "2023-02-01", "2023-02-08")...)
		if i < 2 {
			events = append(events, event(t, id, Escalation, "2023-02-03"))
		}
	}
	log := logOf(t, events...)
	for audience, r := range releaseAll(t, log, 1) {
		for _, table := range r.Tables() {
			for _, row := range table.View().Rows {
				for _, c := range row.Cells {
					small := c.Kind == rma.CountKind && c.Count > 0 && c.Count < 5 || c.Kind == rma.ShareKind && c.Share.K > 0 && c.Share.K < 5
					assert.False(t, small, "%v: %s, %s", audience, table.View().ID, row.Key)
				}
			}
		}
	}
	presence, _ := releaseAll(t, log, 0)[privacy.SteeringGroup].Table("presence")
	cell, _ := presence.View().Cell(string(Report), "present")
	assert.Equal(t, rma.Proportion{K: 30, N: 30}, cell.Share, "the large counts are there")
	cell, _ = presence.View().Cell(string(Escalation), "present")
	assert.Equal(t, rma.Withheld, cell.Kind)
}
