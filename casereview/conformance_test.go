package casereview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// agreed is what a pilot may have agreed on the course of its cases.
func agreed() []Constraint {
	return []Constraint{
		MustStart(Report), Contains(HomeVisit, 1), Absent(Escalation, 0), Precedence(SafetyPlan, Closed), Response(Report, HomeVisit),
		Succession(Report, Closed), RespondedExistence(HomeVisit, Consult), CoExist(Consult, HomeVisit), Exclusive(Escalation, Closed),
		Within(Report, HomeVisit, 24*time.Hour), DifferentOrg(Report, HomeVisit), Joint(HomeVisit), MustEnd(Closed),
	}
}

func TestCheckAllCounts(t *testing.T) {
	log := logOf(t,
		event(t, "a", Report, "2023-02-01"), event(t, "a", HomeVisit, "2023-02-01"), event(t, "a", Closed, "2023-02-05"),
		event(t, "b", Report, "2023-02-01"),
		event(t, "c", Report, "2023-02-01"), event(t, "c", Closed, "2023-02-05"),
		event(t, "d", Consult, "2023-02-01"),
		event(t, "e", HomeVisit, "2023-03-01"))
	c, err := CheckAll(log, asOf(t, "2023-02-20"), Response(Report, HomeVisit), MustStart(Report))
	require.NoError(t, err)
	r := c.Rules[0]
	assert.Equal(t, VerdictCounts{Satisfied: 1, Violated: 1, Vacuous: 2, Pending: 1}, r.Counts, "e is looked at without its event after asOf")
	assert.Equal(t, VerdictCounts{Satisfied: 1}, r.Ambiguous, "report and visit on one day")
	assert.Equal(t, 2, r.NotFinal, "d and e are open")
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, r.Share.Proportion)
	assert.Equal(t, 3, c.Open)
	assert.Equal(t, 5, len(c.Cases))
	for _, code := range []rma.Code{rma.WarnSmallBase, rma.WarnUndetermined, rma.WarnPending} {
		assert.True(t, rma.HasWarning(r.Warnings, code), code)
		assert.True(t, rma.HasWarning(c.Warnings, code), code)
	}
	assert.Equal(t, VerdictCounts{Satisfied: 3, Violated: 1, Pending: 1}, c.Rules[1].Counts)
	assert.Zero(t, c.Rules[1].Share.AtMost)
	one, err := CheckCourses(log, asOf(t, "2023-02-20"), agreed(), ConformanceOptions{In: Has(Consult)})
	require.NoError(t, err)
	assert.Len(t, one.Cases, 1)
	assert.Len(t, one.Cases[0].Judgements, 13)
}

// The share says what it would be at most when ambiguous verdicts turn out well.
func TestConformanceAtMost(t *testing.T) {
	visit, report := event(t, "a", HomeVisit, "2023-02-01"), event(t, "a", Report, "2023-02-01")
	c, err := CheckAll(logOf(t, visit, report, event(t, "a", Closed, "2023-03-01")), asOf(t, "2023-04-01"), Response(Report, HomeVisit))
	require.NoError(t, err)
	assert.Equal(t, VerdictCounts{Violated: 1}, c.Rules[0].Ambiguous)
	assert.Equal(t, 1, c.Rules[0].Share.AtMost)
}

// A team may write a rule of its own.
type fewEvents struct{ n int }

func (fewEvents) Key() string    { return "few" }
func (fewEvents) Text() rma.Text { return rma.T("weinig", "few") }
func (c fewEvents) Check(f Followed) Judgement {
	if f.Trace().Len() > c.n {
		return Judgement{Verdict: Violated, Final: true}
	}
	return Judgement{Verdict: Satisfied, Final: f.Closed()}
}

func TestConstraintOfOnesOwn(t *testing.T) {
	log, end := hoogeveen(t)
	c, err := CheckAll(log, end, fewEvents{3}, MustStart(Report))
	require.NoError(t, err)
	assert.Equal(t, log.Len(), c.Rules[0].Counts.N())
	assert.NotZero(t, c.Rules[0].Counts.Violated)
}

func TestConformanceIsEmptyWithoutCases(t *testing.T) {
	c, err := CheckAll(nil, asOf(t, "2023-02-20"), agreed()...)
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined))
	assert.NotPanics(t, func() { _, _, _ = c.String(), c.Table(), c.CaseTable() })
	assert.Len(t, c.Observations(), 13)
	assert.NotPanics(t, func() { _, _, _ = Conformance{}.String(), Conformance{}.Table(), Conformance{}.Observations() })
}

func conformanceText(t *testing.T, log *Log, end time.Time) string {
	c, err := CheckAll(log, end, agreed()...)
	require.NoError(t, err)
	return strings.ReplaceAll(plain(c.Table()), moment(end, rma.Dutch), "END") + fmt.Sprint(len(c.Cases), c.Open)
}

// The names of cases and the order of rows change nothing, nor does another week.
func TestConformanceProperties(t *testing.T) {
	end := time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)
	for round := range 60 {
		cases, events := randomHistory(rand.New(rand.NewPCG(21, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		want := conformanceText(t, log, end)
		other, err := NewLog(renamed(cases, events))
		require.NoError(t, err)
		require.Equal(t, want, conformanceText(t, other, end))
		for i := range events {
			events[i].At = NewStamp(events[i].At.Lo().AddDate(0, 0, 21), events[i].At.Precision())
		}
		other, err = NewLog(cases, events)
		require.NoError(t, err)
		a, err := CheckAll(log, end, agreed()...)
		require.NoError(t, err)
		b, err := CheckAll(other, end.AddDate(0, 0, 21), agreed()...)
		require.NoError(t, err)
		for i := range a.Rules {
			require.Equal(t, a.Rules[i].Counts, b.Rules[i].Counts)
			require.Equal(t, a.Rules[i].Ambiguous, b.Rules[i].Ambiguous)
		}
	}
}

func TestConformanceCanBeReleased(t *testing.T) {
	log, end := hoogeveen(t)
	c, err := CheckAll(log, end, agreed()...)
	require.NoError(t, err)
	assertReleasable(t, []rma.Table{c.Table()}, c)
	_, err = privacy.Protect(privacy.Material{Tables: []rma.Table{c.CaseTable()}}, privacy.Policy{Audience: privacy.SteeringGroup})
	assert.ErrorIs(t, err, privacy.ErrTeamOnly)
}

// assertReleasable publishes tables with their observations for others, and attacks
// what comes out.
func assertReleasable(t *testing.T, tables []rma.Table, sources ...rma.Source) map[privacy.Audience]*privacy.Release {
	t.Helper()
	e, err := rma.Collect(sources...)
	require.NoError(t, err)
	out := map[privacy.Audience]*privacy.Release{}
	for _, p := range []privacy.Policy{{}, {Audience: privacy.SteeringGroup}} {
		r, err := privacy.Protect(privacy.Material{Tables: tables, Evidence: e}, p)
		require.NoError(t, err, p.Audience)
		var shown []rma.Table
		for _, table := range r.Tables() {
			shown = append(shown, table.View())
		}
		found, err := privacy.Audit(shown, p)
		require.NoError(t, err)
		assert.Empty(t, privacy.Exposed(found, p), p.Audience)
		for _, w := range r.Warnings() {
			assert.NotEqual(t, privacy.WarnFigures, w.Code, w.Label(rma.English))
		}
		out[p.Audience] = r
	}
	return out
}
