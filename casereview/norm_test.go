package casereview

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// weekdays is a calendar without holidays.
type weekdays struct{}

func (weekdays) Works(d rma.Date) bool {
	return !d.IsZero() && d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

func TestNormOutcomes(t *testing.T) {
	for _, c := range []struct {
		from, to, end string
		want          Outcome
		over          string // least-greatest working days over
		why           string
	}{
		{"2023-02-06", "2023-02-13", "2024-01-01", Met, "0-0", "Monday to Monday: the fifth working day"},
		{"2023-02-06T23:59", "2023-02-13T23:59", "2024-01-01", Met, "0-0", "the day counts, not the hour"},
		{"2023-02-06", "2023-02-14", "2024-01-01", NotMet, "1-1", "a working day over"},
		{"2023-02-06", "2023-02-20", "2024-01-01", NotMet, "5-5", "a week over"},
		{"2023-02-04", "2023-02-10", "2024-01-01", Met, "0-0", "reported on Saturday: until Friday"},
		{"2023-02-04", "2023-02-13", "2024-01-01", NotMet, "1-1", "reported on Saturday: Monday is over"},
		{"2023-04-05", "2023-04-17", "2024-01-01", NotMet, "1-1", "Good Friday and Easter Monday lie between: due on Friday 14 April"},
		{"2023-04-05", "2023-04-14", "2024-01-01", Met, "0-0", "on the due day"},
		{"2023-02-06", "2023-02-06", "2024-01-01", Met, "0-0", "the same day"},
		{"2023-W06", "2023-02-13", "2024-01-01", Met, "0-0", "some day of the week: by Monday at the earliest"},
		{"2023-W06", "2023-02-14", "2024-01-01", Undetermined, "0-1", "due between Monday and Friday"},
		{"2023-W06", "2023-02-20", "2024-01-01", NotMet, "1-5", "later than the latest due day"},
		{"2023-02-06", "2023-W07", "2024-01-01", Undetermined, "0-4", "some day of that week"},
		{"2023-02-06", "", "2023-02-13T23:59", Pending, "0-0", "the due day is not over"},
		{"2023-02-06", "", "2023-02-14T00:00", NoVisit, "0-0", "the due day is over"},
		{"2023-W06", "", "2023-02-14", Pending, "0-0", "may have been reported on Sunday"},
		{"2023-02-06", "2023-02-03", "2024-01-01", NotCounted, "0-0", "assessed before the report only"},
	} {
		events := []Event{event(t, "a", Report, c.from)}
		if c.to != "" {
			events = append(events, event(t, "a", AssessmentDone, c.to))
		}
		r, err := CheckNorm(logOf(t, events...), asOf(t, c.end), AssessmentNorm(), NormOptions{})
		require.NoError(t, err)
		require.Len(t, r.Cases, 1)
		one := r.Cases[0]
		assert.Equal(t, c.want, one.Outcome, c.why)
		assert.Equal(t, c.over, fmt.Sprintf("%d-%d", one.OverMin, one.OverMax), c.why)
	}
}

// The first moment of summer and winter time in Europe/Amsterdam: days are days.
func TestNormClockChanges(t *testing.T) {
	weeks := Norm{Name: "weeks", From: ServiceStart, To: ServiceEnd, Term: Term{Days: 70}, TargetShare: 0.8}
	for _, c := range []struct {
		from, to string
		want     Outcome
	}{
		{"2023-03-01T12:00", "2023-05-10T23:59", Met}, {"2023-03-01T12:00", "2023-05-11T00:00", NotMet},
		{"2023-10-01T12:00", "2023-12-10T00:00", Met}, {"2023-10-01T12:00", "2023-12-11T00:00", NotMet},
		{"2023-03-26T00:30", "2023-06-04", Met}, {"2023-10-29T02:30", "2024-01-08", NotMet},
	} {
		log := logOf(t, event(t, "a", ServiceStart, c.from), event(t, "a", ServiceEnd, c.to))
		r, err := CheckNorm(log, asOf(t, "2025-01-01"), weeks, NormOptions{})
		require.NoError(t, err)
		assert.Equal(t, c.want, r.Cases[0].Outcome, "%s to %s", c.from, c.to)
	}
}

// normLog makes one case per number of working days from report to assessment; -1
// is none.
func normLog(t testing.TB, days ...int) *Log {
	t.Helper()
	var events []Event
	for i, n := range days {
		id := fmt.Sprint("c", i)
		events = append(events, event(t, id, Report, "2023-09-04"))
		if n >= 0 {
			d := day(t, "2023-09-04")
			for n > 0 {
				if d = d.AddDays(1); (weekdays{}).Works(d) {
					n--
				}
			}
			events = append(events, event(t, id, AssessmentDone, d.String()))
		}
	}
	return logOf(t, events...)
}

func TestNormFigures(t *testing.T) {
	log := normLog(t, 0, 1, 2, 3, 4, 5, 5, 5, 6, 7, 9, 11, 30, -1)
	n := AssessmentNorm()
	r, err := CheckNorm(log, asOf(t, "2024-01-01"), n, NormOptions{})
	require.NoError(t, err)
	assert.Equal(t, WithinCounts{Met: 8, NotMet: 6, Never: 1}, r.All.Counts)
	assert.Equal(t, rma.Proportion{K: 8, N: 14}, r.All.Share.Proportion)
	assert.Equal(t, []NormBand{{1, 1, 1}, {2, 5, 2}, {6, 10, 1}, {11, 20, 0}, {21, 0, 1}}, r.Over)
	assert.Equal(t, 4.0, r.MedianOver.Value, "of 1, 2, 4, 6 and 25 working days over")
	assert.Equal(t, 1, r.Overdue)
	assert.Equal(t, No, r.Reached)
	for target, want := range map[float64]Answer{0: NotRecorded, 0.5: Yes, 8. / 14: Yes, 0.58: No} {
		n.TargetShare = target
		r, err := CheckNorm(log, asOf(t, "2024-01-01"), n, NormOptions{})
		require.NoError(t, err)
		assert.Equal(t, want, r.Reached, "%g", target)
	}
	testkit.Golden(t, "golden/norm.txt", []byte(r.String()+plain(r.Table())+plain(r.OverTable())))
}

func TestNormTargetIsLeftOpenByStamps(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-06"), event(t, "a", AssessmentDone, "2023-02-07"),
		event(t, "b", Report, "2023-W06"), event(t, "b", AssessmentDone, "2023-02-14"))
	r, err := CheckNorm(log, asOf(t, "2024-01-01"), AssessmentNorm(), NormOptions{})
	require.NoError(t, err)
	assert.Equal(t, NotRecorded, r.Reached, "1 of 2 or 2 of 2")
	assert.Equal(t, [2]rma.Proportion{{K: 1, N: 2}, {K: 2, N: 2}}, [2]rma.Proportion{r.All.Lower, r.All.Upper})
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnUndetermined))
	assert.Contains(t, r.Table().TeamNotes[0].EN, "1 of 2")
}
