package casereview

import (
	"bytes"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No form of printing of what is known of one case shows when it was, or who.
func TestNothingPrintsAMoment(t *testing.T) {
	const when, who = "1987-11-29", "Qz7-person"
	report := event(t, "a", Report, when+"T13:57")
	report.Subjects = []PersonID{personID(who)}
	closed := event(t, "a", Closed, when+"T15:57")
	late := event(t, "a", ServiceEnd, "1988-01-01")
	late.Subjects = report.Subjects
	log := logOf(t, report, closed, late)
	end := asOf(t, "1990-01-01")
	trace, _ := log.Trace(caseID("a"))
	dots, err := DottedChart(log, DotOptions{})
	require.NoError(t, err)
	times, err := Throughput(log, end, ThroughputOptions{})
	require.NoError(t, err)
	line, err := Timeline(trace, end, TimelineOptions{})
	require.NoError(t, err)
	d := Replay(trace)
	require.NotEmpty(t, d.OutOfState)
	for _, v := range []any{dots, dots.Dots, times, times.Cases, line, line.Items, d, d.Involvements, d.OutOfState} {
		var logged bytes.Buffer
		slog.New(slog.NewTextHandler(&logged, nil)).Info("m", "v", v)
		text := logged.String()
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			text += fmt.Sprintf(verb, v)
		}
		for _, hidden := range []string{when, who, fmt.Sprint(report.At.Lo().Unix()), "13:57"} {
			assert.NotContains(t, text, hidden, "%T", v)
		}
	}
	var logged bytes.Buffer
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("m", "v", d)
	assert.NotContains(t, logged.String(), who)
}

func TestMergeNothing(t *testing.T) {
	tally, err := NewMonitorTally(monitorEnd, MonitorSpec{})
	require.NoError(t, err)
	assert.NoError(t, tally.Merge(nil))
}
