package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

func TestRadar(t *testing.T) {
	a := spells(t, "a", "report", "2022-01-10", "closed", "2022-03-01")
	b := spells(t, "b", "report", "2022-12-01", "closed", "2023-01-10")
	c := spells(t, "c", "report", "2023-02-08", "report", "2023-02-09")
	a[0].Subjects, c[0].Subjects = []PersonID{personID("p1")}, []PersonID{personID("p1"), personID("p2")}
	log := familyLog(t, a, b, c)
	r, err := Radar(log, asOf(t, "2023-02-10"), DrentheStudy(), RadarOptions{})
	require.NoError(t, err)
	require.Len(t, r.Reports, 2)
	assert.Equal(t, 2, r.Received)
	first, second := r.Reports[0], r.Reports[1]
	assert.Equal(t, Rereport, first.Class)
	assert.Equal(t, caseID("b"), first.Previous)
	assert.Equal(t, 29, first.DaysSinceClosed)
	assert.Equal(t, []CaseID{caseID("a"), caseID("b")}, first.Earlier)
	assert.Equal(t, []PersonID{personID("p1")}, first.KnownPersons)
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, first.Persons)
	assert.Equal(t, 1, first.EarlierReports, "that of a is longer ago")
	assert.Equal(t, FollowUp, second.Class)
	assert.Equal(t, caseID("c"), second.Previous)
	assert.Equal(t, rma.Proportion{K: 2, N: 2}, second.Persons, "it names nobody; its dossier did")
	assert.Equal(t, 2, second.EarlierReports)
	table := r.Table()
	assert.True(t, table.TeamOnly)
	assert.Equal(t, []string{"2023-02-08", "hermelding", "b0", "29", "a0 b0", "1 van 2: p1", "1", ""}, cellsOf(table.Rows[0], rma.Dutch))
	_, err = privacy.Protect(privacy.Material{Tables: []rma.Table{table}}, privacy.Policy{})
	assert.ErrorIs(t, err, privacy.ErrTeamOnly)
	assert.Len(t, r.Observations(), 1, "counts only")
	assert.NotContains(t, fmt.Sprintf("%+v %v %#v", r, r.Reports, r.Reports[0]), "2023-02-08")
	assert.NotContains(t, fmt.Sprintf("%+v %v %#v", r, r.Reports, r.Reports[0]), "p1")
	for _, c := range []struct {
		asOf string
		o    RadarOptions
		n    int
		why  string
	}{
		{"2023-02-10", RadarOptions{Days: 1}, 1, "a day"},
		{"2023-02-08T12:00", RadarOptions{}, 1, "that day; its report may have come"},
		{"2023-02-07", RadarOptions{}, 0, "before"},
		{"2023-02-16", RadarOptions{}, 1, "the first is longer ago than a week"},
		{"2023-02-10", RadarOptions{Count: func(Trace, Event) bool { return false }}, 0, "none counted"},
		{"2022-01-12", RadarOptions{}, 0, "a family that is not known"},
	} {
		r, err := Radar(log, asOf(t, c.asOf), DrentheStudy(), c.o)
		require.NoError(t, err)
		assert.Len(t, r.Reports, c.n, c.why)
	}
}

func cellsOf(r rma.Row, l rma.Lang) []string {
	var list []string
	for _, c := range r.Cells {
		list = append(list, c.Format(l))
	}
	return list
}

func TestRadarRefuses(t *testing.T) {
	log, now := logOf(t), asOf(t, "2023-02-10")
	_, err := Radar(log, time.Time{}, DrentheStudy(), RadarOptions{})
	assert.ErrorIs(t, err, ErrNoAsOf)
	_, err = Radar(log, now, Rule{}, RadarOptions{})
	assert.ErrorIs(t, err, ErrOptions)
	_, err = Radar(log, now, DrentheStudy(), RadarOptions{Days: -1})
	assert.ErrorIs(t, err, ErrOptions)
	_, err = Radar(log, now, DrentheStudy(), RadarOptions{History: Span{Days: -1}})
	assert.ErrorIs(t, err, ErrOptions)
	for _, log := range []*Log{nil, log} {
		r, err := Radar(log, now, DrentheStudy(), RadarOptions{})
		require.NoError(t, err)
		assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnUndefined, "n=0")}, r.Warnings)
		assert.NotEmpty(t, r.String())
	}
}

// slowLookUp goes through the whole log for one report.
func slowLookUp(log *Log, own Trace, event int, rule Rule) (earlier []CaseID, known []PersonID, reports int) {
	r := own.events[event]
	who := slowInvolved(own, event)
	opens := slowCutoff(slowDay(r.At.Lo()), Span{Months: 12})
	for _, other := range log.Cases() {
		isOwn := other.Case.ID == own.Case.ID
		if !isOwn && !slowLinked(other, own, r, who, rule.Match) {
			continue
		}
		began := false
		for i, e := range other.events {
			if isOwn && i >= event || !isOwn && !e.At.Before(r.At) {
				continue
			}
			began = true
			if e.Activity == Report && !slowDay(e.At.Lo()).Before(opens) {
				reports++
			}
			for _, p := range e.involved() {
				if slices.Contains(who, p) && !slices.Contains(known, p) {
					known = append(known, p)
				}
			}
		}
		if began && !isOwn {
			earlier = append(earlier, other.Case.ID)
		}
	}
	return earlier, known, reports
}

func TestRadarAgainstReference(t *testing.T) {
	shown := 0
	for round := range min(*rounds, 1000) {
		log, err := NewLog(randomHistory(rand.New(rand.NewPCG(65, uint64(round)))))
		require.NoError(t, err)
		end := time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, rule := range allRules() {
			c, err := ClassifyReports(log, rule, ReportOptions{})
			require.NoError(t, err)
			got, err := Radar(log, end, rule, RadarOptions{Days: 20000})
			require.NoError(t, err)
			require.Equal(t, c.Counts, got.Counts)
			n, at := 0, 0
			for _, tr := range log.Cases() {
				for i, e := range tr.events {
					if e.Activity != Report {
						continue
					}
					want := c.Reports[at]
					at++
					earlier, known, reports := slowLookUp(log, tr, i, rule)
					k := slices.IndexFunc(got.Reports, func(r RadarReport) bool { return r.Case == want.Case && r.At == want.At && r.EarlierReports == reports })
					if len(earlier) == 0 && want.Class != FollowUp && want.Class != Rereport && !want.KnownBeyondLookback {
						continue
					}
					n++
					require.GreaterOrEqual(t, k, 0, "round %d, %s, case %s, report of %s\n%s", round, rule.Name, tr.Case.ID, e.At, describe(log))
					require.Equal(t, earlier, got.Reports[k].Earlier)
					require.ElementsMatch(t, known, got.Reports[k].KnownPersons)
				}
			}
			require.Len(t, got.Reports, n)
			shown += n
		}
	}
	assert.Positive(t, shown)
}

func TestRadarProperties(t *testing.T) {
	text := func(cases []Case, events []Event, weeks int) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		r, err := Radar(log, time.Date(2020, 3, 1+7*weeks, 0, 0, 0, 0, time.UTC), DrentheStudy(), RadarOptions{Days: 60, History: Span{Days: 300}})
		require.NoError(t, err)
		var list []string
		for _, one := range r.Reports {
			list = append(list, fmt.Sprint(one.Class, one.Stage, len(one.Earlier), one.Persons, one.EarlierReports, one.DaysSinceClosed))
		}
		slices.Sort(list)
		return fmt.Sprint(r.Counts, list)
	}
	for round := range 60 {
		cases, events := randomHistory(rand.New(rand.NewPCG(66, uint64(round))))
		want := text(cases, events, 0)
		other, otherEvents := renamed(cases, events)
		require.Equal(t, want, text(other, otherEvents, 0), "the names")
		shuffled, later := slices.Clone(events), slices.Clone(events)
		rng := rand.New(rand.NewPCG(67, uint64(round)))
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		require.Equal(t, want, text(cases, shuffled, 0), "the order")
		for i, e := range later {
			later[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 35), e.At.Precision())
		}
		require.Equal(t, want, text(cases, later, 5), "five weeks later")
	}
}
