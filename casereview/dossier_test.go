package casereview

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// dossierOf replays events written as "report 1, closed 5": an activity and a
// day of February 2023, or a day with a clock time ("report 1T10:00").
func dossierOf(t testing.TB, text string) Dossier {
	t.Helper()
	tr, ok := logOf(t, eventsOf(t, "a", text)...).Trace(caseID("a"))
	require.True(t, ok)
	return Replay(tr)
}

func eventsOf(t testing.TB, id string, text string) []Event {
	t.Helper()
	var events []Event
	for _, part := range strings.Split(text, ", ") {
		activity, day, _ := strings.Cut(part, " ")
		if len(day) == 1 || strings.Index(day, "T") == 1 {
			day = "0" + day
		}
		events = append(events, event(t, id, Activity(activity), "2023-02-"+day))
	}
	return events
}

func TestReplay(t *testing.T) {
	for _, c := range []struct {
		events string
		state  State
		spells string // opened-closed of each involvement
		out    string
		why    string
	}{
		{"report 1", Assessing, "01-", "", "a report opens a dossier"},
		{"advice-request 1", Advice, "", "", "advice is no involvement"},
		{"advice-request 1, report 2, closed 3", ClosedState, "02-03", "", "advice, then a report"},
		{"advice-request 1, closed 2", ClosedState, "", "", "advice that is closed was no involvement"},
		{"report 1, assessment-start 2, assessment-done 3, service-start 4, service-end 5, handover 6, monitor-contact 7, monitor-contact 8, closed 9", ClosedState, "01-09", "", "the whole course"},
		{"report 1, converted-to-advice 2", Advice, "01-02", "", "converted to advice ends the involvement"},
		{"report 1, handover 2, service-start 3, handover 4", HandedOver, "01-", "", "taken back and handed over again"},
		{"report 1, handover 2, report 5, closed 6", ClosedState, "01-06", "", "a report in between changes nothing"},
		{"report 1, home-visit 1, help-start 2, closed 3, help-start 9", ClosedState, "01-03", "", "what partners do has no part in the course"},
		{"report 1, closed 3, reopened 5, service-start 6", InService, "01-03 05-", "", "reopened"},
		{"report 1, closed 3, report 5", Assessing, "01-03 05-", "report", "a report on a closed dossier is never silent"},
		{"report 1, monitor-contact 2", Monitoring, "01-", "monitor-contact", "monitoring without a service before it is taken over"},
		{"monitor-contact 2, closed 5", ClosedState, "02-05", "monitor-contact", "the report lies before the data"},
		{"closed 5", ClosedState, "05-05", "closed", "known from its closing only"},
		{"report 1, closed 2, monitor-contact 3, closed 4", ClosedState, "01-02", "monitor-contact closed", "after closing nothing reopens it but a report or a reopening"},
		{"report 1, reopened 2", Assessing, "01-", "reopened", "what is open cannot be reopened"},
		{"report 1, service-end 2", Assessing, "01-", "service-end", "a service that was not started"},
		{"report 1T10:00, closed 1", ClosedState, "01-01", "", "closed on the day of the report, which is written with a time"},
		{"closed 1, report 1", ClosedState, "01-01", "", "import order does not matter within a day"},
		{"closed 3, reopened 3, report 1", ReopenedState, "01-03 03-", "", "closed and reopened on one day"},
		{"report 1, closed 3, report 5, reopened 5", Assessing, "01-03 05-", "", "reopened for a report of that day"},
		{"report 1, closed 3, report 3", ClosedState, "01-03", "", "a closing is replayed last"},
	} {
		d := dossierOf(t, c.events)
		assert.Equal(t, c.state, d.State, "%s: %s", c.why, d.State)
		var spells, out []string
		for _, v := range d.Involvements {
			closed := ""
			if !v.Closed.IsZero() {
				closed = v.Closed.Lo().Format("02")
			}
			spells = append(spells, v.Opened.Lo().Format("02")+"-"+closed)
		}
		for _, e := range d.OutOfState {
			out = append(out, string(e.Activity))
		}
		assert.Equal(t, c.spells, strings.Join(spells, " "), c.why)
		assert.Equal(t, c.out, strings.Join(out, " "), c.why)
	}
}

func TestReplayStages(t *testing.T) {
	d := dossierOf(t, "report 1, assessment-done 3, service-start 5, monitor-contact 8, service-start 12")
	require.Len(t, d.Involvements, 1)
	stretch := newStretch(0, 0, d.Involvements[0].Opened, &d.Involvements[0])
	for _, c := range []struct {
		day  int
		want Stage
	}{{1, DuringAssessment}, {2, DuringAssessment}, {3, AfterAssessment}, {7, AfterAssessment}, {8, DuringMonitoring}, {11, DuringMonitoring}, {12, AfterAssessment}} {
		got := stretch.stageAt(at(t, fmt.Sprintf("2023-02-%02d", c.day)).Lo().Unix())
		assert.Equal(t, c.want, got.stage, "day %d", c.day)
	}
}

func TestReplayKeepsEverything(t *testing.T) {
	log := logOf(t, eventsOf(t, "a", "closed 1, service-end 2, closed 3")...)
	before := log.Events()
	tr, _ := log.Trace(caseID("a"))
	Replay(tr)
	assert.Equal(t, before, log.Events())
	c, err := ClassifyReports(log, DrentheStudy(), ReportOptions{})
	require.NoError(t, err)
	assert.Equal(t, 3, c.OutOfState)
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnOutOfState))
}
