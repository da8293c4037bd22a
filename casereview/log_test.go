package casereview

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// event is short for an event of a test.
func event(t testing.TB, id string, a Activity, when string) Event {
	t.Helper()
	return Event{Case: caseID(id), Activity: a, At: at(t, when)}
}

// logOf makes a log of events; the cases follow from them and have no family.
func logOf(t testing.TB, events ...Event) *Log {
	t.Helper()
	seen := map[CaseID]bool{}
	var cases []Case
	for _, e := range events {
		if !seen[e.Case] {
			seen[e.Case] = true
			cases = append(cases, Case{ID: e.Case})
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

func TestLogOrder(t *testing.T) {
	events := []Event{
		event(t, "b", Report, "2023-02-02"),
		event(t, "a", Closed, "2023-02-03"),
		event(t, "a", HomeVisit, "2023-02-01"),
		event(t, "a", Report, "2023-02-01"),
	}
	log := logOf(t, events...)
	var got []string
	for id, tr := range log.Cases() {
		for e := range tr.All() {
			got = append(got, id.String()+" "+string(e.Activity))
		}
	}
	assert.Equal(t, []string{"a0 home-visit", "a0 report", "a0 closed", "b0 report"}, got, "case, then moment, then import order")
	assert.Equal(t, 2, log.Len())
	assert.Equal(t, 4, log.Events())
	sub := log.Where(Has(Closed))
	assert.Equal(t, 1, sub.Len())
	assert.Equal(t, 3, sub.Events())
	assert.Equal(t, 1, log.Where(Lacks(Closed)).Len())
	assert.Equal(t, 0, log.Where(InPilot("HOO")).Len())
	_, ok := log.Trace(caseID("c"))
	assert.False(t, ok)
}

func TestLogOrderBySeq(t *testing.T) {
	later, earlier := event(t, "a", HomeVisit, "2023-02-01"), event(t, "a", Report, "2023-02-01")
	later.Seq, earlier.Seq = 2, 1
	tr, _ := logOf(t, later, earlier).Trace(caseID("a"))
	assert.Equal(t, Report, tr.events[0].Activity, "the import order that the events carry, not that of the slice")
}

func TestLogIsACopy(t *testing.T) {
	e := event(t, "a", Report, "2023-02-01")
	e.Subjects = []PersonID{personID("p1")}
	e.Attrs = map[string]string{"k": "v"}
	c := Case{ID: caseID("a"), Attrs: map[string]string{"k": "v"}}
	log, err := NewLog([]Case{c}, []Event{e})
	require.NoError(t, err)
	e.Subjects[0], e.Attrs["k"], c.Attrs["k"] = personID("x"), "x", "x"
	tr, _ := log.Trace(caseID("a"))
	got, _ := tr.First(Report)
	assert.Equal(t, personID("p1"), got.Subjects[0])
	assert.Equal(t, "v", got.Attrs["k"])
	assert.Equal(t, "v", tr.Attr("k"))
}

func TestLogRefuses(t *testing.T) {
	good := event(t, "a", Report, "2023-02-01")
	for _, c := range []struct {
		cases  []Case
		events []Event
		want   error
		why    string
	}{
		{[]Case{{ID: caseID("")}}, nil, rma.ErrMissing, "a case without an id"},
		{[]Case{{ID: caseID("a")}, {ID: caseID("a")}}, nil, rma.ErrDuplicate, "two cases with one id"},
		{nil, []Event{good}, rma.ErrUnknownID, "an event of a case that is not there"},
		{[]Case{{ID: caseID("a")}}, []Event{{Case: caseID("a"), Activity: Report}}, rma.ErrMissing, "an event without a moment"},
		{[]Case{{ID: caseID("a")}}, []Event{{Case: caseID("a"), At: good.At}}, rma.ErrMissing, "an event without an activity"},
	} {
		log, err := NewLog(c.cases, c.events)
		require.ErrorIs(t, err, c.want, c.why)
		assert.Nil(t, log, c.why)
	}
}

func TestNilLog(t *testing.T) {
	var log *Log
	assert.Equal(t, 0, log.Len())
	assert.Equal(t, 0, log.Events())
	assert.Empty(t, log.Warnings())
	assert.Equal(t, 0, log.Where(Has(Report)).Len())
	for range log.Cases() {
		t.Fatal("a nil log has no cases")
	}
	c, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined))
	s, err := Share(log, ShareOptions{In: Has(Report)})
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(s.Warnings, rma.WarnUndefined))
}
