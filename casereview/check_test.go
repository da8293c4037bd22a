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

var checkEnd = time.Date(2023, 12, 31, 12, 0, 0, 0, time.UTC)

func TestCheck(t *testing.T) {
	by := func(e Event, org, to OrgID) Event {
		e.Org, e.To = org, to
		return e
	}
	until := func(e Event, end string) Event {
		e.End = at(t, end)
		return e
	}
	of := func(text string) []Event { return eventsOf(t, "a", text) }
	for _, c := range []struct {
		rule   CheckRule
		events []Event
		k, n   int
		why    string
	}{
		{EventBeforeOpening, of("consult 1, report 2"), 1, 2, "the day before"},
		{EventBeforeOpening, of("consult 2, report 2T10:00"), 0, 2, "that day, the order is not known"},
		{EventBeforeOpening, of("pre-notice 1, report 2"), 0, 1, "the police announce it"},
		{EventBeforeOpening, of("advice-request 1, consult 2, report 3"), 0, 3, "advice opens it too"},
		{EventBeforeOpening, of("consult 1"), 0, 0, "nothing opens it"},
		{EventAfterClosing, of("report 1, closed 3, home-visit 4"), 1, 3, "the day after"},
		{EventAfterClosing, of("report 1, closed 3, home-visit 3"), 0, 3, "that day"},
		{EventAfterClosing, of("report 1, closed 3, reopened 4, home-visit 5"), 0, 3, "reopened"},
		{EventAfterClosing, of("report 1, closed 3, home-visit 5, reopened 5"), 0, 3, "reopened that day"},
		{EventAfterClosing, of("report 1, closed 3, report 5, home-visit 6"), 1, 4, "a report is never silent, and opens what follows"},
		{EventAfterClosing, of("report 1, closed 3, report 5, report 7"), 1, 4, "the second is a follow-up"},
		{EventAfterClosing, of("report 1, closed 3, closed 5"), 1, 3, "closed once more"},
		{EventAfterClosing, of("report 1, closed 3, left-region 5"), 0, 2, "people may move"},
		{EventAfterClosing, of("report 1, closed 3, report 4, closed 6, consult 7"), 2, 5, "after the second closing"},
		{EndBeforeStart, []Event{until(of("home-visit 2")[0], "2023-02-01")}, 1, 1, "the day before"},
		{EndBeforeStart, []Event{until(of("home-visit 2T10:00")[0], "2023-02-02")}, 0, 1, "some time that day"},
		{EventInFuture, []Event{event(t, "a", Report, "2024-01-01")}, 1, 1, "the next day"},
		{EventInFuture, []Event{event(t, "a", Report, "2023-12-31")}, 0, 1, "today"},
		{EventInFuture, []Event{until(event(t, "a", Report, "2023-12-30"), "2024-02-01")}, 1, 1, "its end"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "VT", "lokaal"), by(of("handover 2")[0], "politie", "zorg")}, 1, 2, "the police did not have it"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "VT", "lokaal"), by(of("handover 2")[0], "lokaal", "zorg")}, 0, 2, "the local team had it"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "school", "lokaal")}, 1, 1, "the school never had it"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "", "lokaal")}, 0, 0, "not recorded by whom"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "VT", ""), by(of("handover 2")[0], "zorg", "x")}, 0, 1, "not recorded to whom"},
		{HandoverFromOther, []Event{by(of("handover 2")[0], "VT", "lokaal"), by(of("handover 2T10:00")[0], "lokaal", "zorg")}, 0, 2, "on one day, either order"},
		{HandoverFromOther, []Event{by(of("handover 1")[0], "VT", "lokaal"), by(of("service-start 2")[0], "VT", ""), by(of("handover 3")[0], "VT", "zorg")}, 0, 2, "taken back"},
		{ServiceEndWithoutStart, of("report 1, service-end 2"), 1, 1, "never started"},
		{ServiceEndWithoutStart, of("report 1, service-start 1, service-end 2, service-end 3"), 1, 2, "ended twice"},
		{ServiceEndWithoutStart, of("service-end 2, service-start 2T10:00"), 0, 1, "that day"},
		{ServiceEndWithoutStart, of("service-end 2, service-start 3, service-end 4"), 1, 2, "an end too many takes no start"},
		{VisitWithoutOrganisation, of("report 1, home-visit 2"), 1, 1, "by nobody"},
		{VisitWithoutOrganisation, []Event{by(of("home-visit 2")[0], "VT", "")}, 0, 1, "by one"},
		{DuplicateEvent, of("report 1, report 1, consult 1, report 1"), 2, 4, "three times"},
		{DuplicateEvent, of("report 1, report 1T00:00"), 0, 2, "another precision is another stamp"},
		{DuplicateEvent, []Event{by(of("report 1")[0], "a", ""), by(of("report 1")[0], "b", "")}, 0, 2, "by two"},
		{MixedPrecision, of("report 1, consult 1T10:00"), 1, 1, "a day and a minute"},
		{MixedPrecision, of("report 1, consult 2"), 0, 1, "days"},
		{TiedEvents, of("report 1, consult 1, closed 2"), 2, 3, "two on one day"},
		{CaseWithoutReport, of("consult 1"), 1, 1, "none"},
		{CaseWithoutReport, of("advice-request 1"), 0, 1, "advice"},
		{OpenTooLong, of("report 1"), 0, 1, "333 days"},
		{OpenTooLong, []Event{event(t, "a", Report, "2022-12-30")}, 1, 1, "366 days"},
		{OpenTooLong, []Event{event(t, "a", Report, "2022-12")}, 0, 1, "perhaps 365 days"},
		{OpenTooLong, []Event{event(t, "a", Report, "2022-01-30"), event(t, "a", Closed, "2023-01-30")}, 0, 0, "closed"},
	} {
		checks, err := Check(logOf(t, c.events...), checkEnd, CheckOptions{FirstHolder: "VT"})
		require.NoError(t, err, c.why)
		n := checks.Count(c.rule)
		assert.Equal(t, rma.Proportion{K: c.k, N: c.n}, n.Found, "%s: %s", c.rule, c.why)
		listed := 0
		for _, i := range checks.Issues {
			if i.Rule == c.rule {
				listed++
			}
		}
		if !c.rule.counted() {
			assert.Equal(t, c.k, listed, "%s: %s", c.rule, c.why)
		}
	}
}

func TestCheckMembers(t *testing.T) {
	e := event(t, "a", Report, "2023-02-01")
	e.Line, e.File = 9, "events.csv"
	e.Subjects = []PersonID{personID("p1"), personID("p9")}
	e.Concerns = []Concern{{personID("p8"), Neglect}, {PersonID{}, Neglect}}
	log := familyLog(t, []Event{e})
	checks, err := Check(log, checkEnd, CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, 0, checks.Count(SubjectOutsideFamily).Found.N, "not known who belongs to it")
	assert.Contains(t, checks.Warnings, rma.Warn(rma.WarnUndefined, "subject-outside-family: n=0"))
	log, err = log.WithFamilies([]Family{{ID: familyID("F"), Members: []Person{{ID: personID("p1")}}}})
	require.NoError(t, err)
	checks, err = Check(log, checkEnd, CheckOptions{})
	require.NoError(t, err)
	require.Len(t, checks.Issues, 2)
	assert.Equal(t, CheckIssue{Rule: SubjectOutsideFamily, Severity: rma.IsRemark, Case: e.Case, Activity: Report,
		Ref: rma.Ref{Kind: rma.RefCase, ID: "a0", File: "events.csv", Line: 9}}, checks.Issues[0])
	assert.Equal(t, ConcernOutsideFamily, checks.Issues[1].Rule)
}

func TestCheckRefuses(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01"))
	for _, c := range []struct {
		log  *Log
		asOf time.Time
		o    CheckOptions
		want error
		why  string
	}{
		{log, time.Time{}, CheckOptions{}, ErrNoAsOf, "no moment"},
		{nil, checkEnd, CheckOptions{}, ErrNoCases, "no log"},
		{logOf(t), checkEnd, CheckOptions{}, ErrNoCases, "no cases"},
		{log, checkEnd, CheckOptions{OpenDays: -1}, ErrOptions, "less than none"},
	} {
		_, err := Check(c.log, c.asOf, c.o)
		assert.ErrorIs(t, err, c.want, c.why)
	}
	bare, err := NewLog([]Case{{ID: caseID("a")}}, nil)
	require.NoError(t, err)
	checks, err := Check(bare, checkEnd, CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, checks.Count(CaseWithoutReport).Found.K, "a case without events can be checked")
	assert.Equal(t, CheckCount{Rule: 99}, checks.Count(99))
}

func TestCheckRules(t *testing.T) {
	assert.Len(t, CheckRules(), 14)
	seen := map[string]bool{}
	for _, r := range CheckRules() {
		assert.NotEmpty(t, r.Label(rma.Dutch), r.String())
		assert.False(t, seen[r.String()], r.String())
		seen[r.String()] = true
	}
	assert.Equal(t, "CheckRule(77)", CheckRule(77).String())
}

// The names of cases, the order of rows and another week change no count.
func TestCheckProperties(t *testing.T) {
	end := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	text := func(c Checks) string {
		s := ""
		for _, n := range c.Counts {
			s += fmt.Sprintln(n.Rule, n.Found, n.Cases)
		}
		return s
	}
	for round := range 60 {
		cases, events, families := randomRegister(t, uint64(1000+round))
		want := checksOf(t, cases, events, families, end)
		shuffled := slices.Clone(events)
		rng := rand.New(rand.NewPCG(5, uint64(round)))
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		require.Equal(t, want, checksOf(t, cases, shuffled, families, end), "the order of rows")
		otherCases, otherEvents := renamed(cases, events)
		var other []Family
		for _, c := range otherCases {
			i := slices.IndexFunc(cases, func(x Case) bool {
				return len(c.ID.String()) > 4 && c.ID.String()[4:] == x.ID.String()
			})
			if f := slices.IndexFunc(families, func(f Family) bool { return f.ID == cases[i].Family }); f >= 0 && !slices.ContainsFunc(other, func(f Family) bool { return f.ID == c.Family }) {
				family := Family{ID: c.Family}
				for _, m := range families[f].Members {
					id := m.ID.String()
					family.Members = append(family.Members, Person{ID: personID(fmt.Sprintf("%03d-%s", 255-id[len(id)-1], id))})
				}
				other = append(other, family)
			}
		}
		require.Equal(t, text(want), text(checksOf(t, otherCases, otherEvents, other, end)), "the names")
		later := slices.Clone(events)
		for i, e := range later {
			if e.At.Precision() == Month {
				e.At = NewStamp(e.At.Lo(), Week)
			}
			events[i].At = e.At
			later[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 70), e.At.Precision())
			if !e.End.IsZero() {
				later[i].End = NewStamp(e.End.Lo().AddDate(0, 0, 70), e.End.Precision())
			}
		}
		require.Equal(t, text(checksOf(t, cases, events, families, end)), text(checksOf(t, cases, later, families, end.AddDate(0, 0, 70))), "another week")
	}
}

func TestCheckTables(t *testing.T) {
	cases, events, families := randomRegister(t, 4)
	checks := checksOf(t, cases, events, families, time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC))
	require.NotEmpty(t, checks.Issues)
	for _, table := range []rma.Table{checks.Table(), checks.PlacesTable()} {
		require.NotEmpty(t, table.Rows)
		for _, r := range table.Rows {
			require.Len(t, r.Cells, len(table.Columns), "%s, row %s", table.ID, r.Key)
		}
		require.NoError(t, table.DataFrame(rma.Dutch).Err)
	}
	assert.Len(t, checks.PlacesTable().Rows, len(checks.Issues))
	_, err := privacy.Protect(privacy.Material{Tables: []rma.Table{checks.PlacesTable()}}, privacy.Policy{})
	assert.ErrorIs(t, err, privacy.ErrTeamOnly)
	released(t, []rma.Table{checks.Table()}, checks)
	assert.NotContains(t, fmt.Sprintf("%+v %#v", checks, checks), events[0].Case.String()+",", "counts only")
	assert.NotContains(t, fmt.Sprintf("%+v %#v", checks.Issues[0], checks.Issues[0]), "2020")
	clean, err := Check(logOf(t, eventsOf(t, "a", "report 1")...), checkEnd, CheckOptions{})
	require.NoError(t, err)
	assert.Contains(t, clean.String(), "nothing to look up")
}

func TestCheckUsesTheNamesOfTheLog(t *testing.T) {
	log := logOf(t, eventsOf(t, "a", "report 1, closed 2, family-talk 3")...).WithVocabulary(Vocabulary{"family-talk": rma.T("gezinsgesprek", "family talk")})
	checks, err := Check(log, checkEnd, CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, "gezinsgesprek", checks.PlacesTable().Rows[0].Cells[2].Format(rma.Dutch))
}

// What stands in a register is not in what the checks say, only where it stands.
func TestCheckShowsNoContent(t *testing.T) {
	for _, hostile := range []string{"=cmd()", "\x00zz", "\xff\xfe", "\u202egnp", strings.Repeat("long", 5000)} {
		log := logOf(t,
			Event{Case: caseID("a"), Activity: Report, At: at(t, "2023-02-03"), Line: 2},
			Event{Case: caseID("a"), Activity: Activity(hostile), At: at(t, "2023-02-01"), Org: OrgID(hostile), Line: 3})
		checks, err := Check(log, checkEnd, CheckOptions{})
		require.NoError(t, err)
		require.Len(t, checks.Issues, 1)
		assert.NotContains(t, checks.String()+fmt.Sprint(checks.Issues)+plain(checks.Table()), hostile)
		require.NoError(t, checks.PlacesTable().DataFrame(rma.Dutch).Err)
	}
}
