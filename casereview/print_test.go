package casereview

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// TestPrintingShowsNoEvents prints everything that holds cases, and looks for a
// date, a person and an attribute.
func TestPrintingShowsNoEvents(t *testing.T) {
	const when, who, what = "1987-11-29T13:57", "Qz7-Xw4-Kp9", "wx-kenmerk-8"
	visit := event(t, "a", HomeVisit, when)
	visit.Org, visit.Subjects, visit.Attrs, visit.Line = what, []PersonID{{named(who)}}, map[string]string{what: what}, 12
	c := Case{ID: caseID("a"), Pilot: what, Municipality: what, Attrs: map[string]string{what: what}, Line: 3}
	log, err := NewLog([]Case{c}, []Event{event(t, "a", Report, when), visit, event(t, "a", Closed, "1987-11-30")})
	require.NoError(t, err)
	tr, _ := log.Trace(c.ID)
	d := Replay(tr)
	v, err := TimeToVisit(log, asOf(t, "1988-02-01"), VisitOptions{})
	require.NoError(t, err)
	r, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	require.Len(t, v.Cases, 1)
	require.Len(t, r.Reports, 1)
	for _, secret := range []string{when, visit.At.Lo().String(), who, what} {
		testkit.NotPrinted(t, secret, log, *log, tr, tr.Case, visit)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
			assert.NotContains(t, fmt.Sprintf(verb, []any{d, &d, v.Cases, v.Cases[0], r.Reports, r.Reports[0]}), secret, verb)
		}
	}
	assert.Equal(t, "log (1 cases, 3 events)", fmt.Sprintf("%+v", log))
	assert.Equal(t, "case a0, line 3 (3 events)", fmt.Sprintf("%#v", tr))
	assert.Equal(t, "[home-visit, line 12 report]", fmt.Sprint([]Event{visit, event(t, "a", Report, when)}))
	assert.Equal(t, "case a0, line 3: closed", fmt.Sprint(d))
	assert.Equal(t, "case a0: met", fmt.Sprint(v.Cases[0]))
	assert.Equal(t, "case a0: unclassified", fmt.Sprint(r.Reports[0]))
}

func TestPrintingNothing(t *testing.T) {
	var none *Log
	assert.Equal(t, "log (0 cases, 0 events)", none.String())
	assert.NotPanics(t, func() { _ = fmt.Sprintf("%v %+v", none, none) })
	assert.Equal(t, "case  (0 events)", fmt.Sprint(Trace{}))
	assert.Equal(t, "", fmt.Sprint(Event{}))
}
