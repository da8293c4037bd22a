package casereview

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// twoPilots makes a log in which the cases of each pilot take so many days to the first
// handover, negative for those without one.
func twoPilots(t testing.TB, days map[string][]int) *Log {
	t.Helper()
	var cases []Case
	var events []Event
	start := time.Date(2023, 1, 2, 9, 0, 0, 0, time.UTC)
	for pilot, list := range days {
		for i, d := range list {
			id := caseID(fmt.Sprintf("%s-%02d", pilot, i))
			cases = append(cases, Case{ID: id, Pilot: pilot})
			events = append(events, Event{Case: id, Activity: Report, At: NewStamp(start, Minute)})
			if d < 0 {
				continue
			}
			e := Event{Case: id, Activity: Handover, At: NewStamp(start.AddDate(0, 0, d), Minute), Org: vt, To: local, Attrs: map[string]string{"accepted": []string{"yes", "no", ""}[i%3]}}
			events = append(events, e)
			if i%4 == 0 {
				e.Org, e.To, e.At = local, vt, NewStamp(start.AddDate(0, 0, d+3), Minute)
				events = append(events, e)
			}
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

func TestHandoverCompare(t *testing.T) {
	log := twoPilots(t, map[string][]int{"EMM": {1, 2, 4, 8, 16, -1}, "HOO": {3, 5, 9, 17, 33, 40}, "MEP": {1, 2, 3, 4, -1}})
	h, err := Handovers(log, asOf(t, "2023-06-01"), HandoverOptions{Splits: []Split{SplitByPilot()}, Local: []OrgID{local}})
	require.NoError(t, err)
	c, err := h.Compare(DaysToHandover, "pilot", "EMM", "HOO")
	require.NoError(t, err)
	assert.Equal(t, [2]int{5, 6}, [2]int{c.First.N, c.Second.N}, "of the cases with a handover")
	testkit.Near(t, 4, c.First.Median, 1e-9, "median")
	testkit.Near(t, 13, c.Second.Median, 1e-9, "median")
	testkit.Near(t, -7.5, c.Difference.Value, 1e-9, "between the fifteenth, -8, and the sixteenth, -7, of thirty differences")
	assert.Equal(t, "Mann-Whitney, exact", c.Difference.Test)
	testkit.Near(t, 58./462, c.Difference.P, 1e-9, "U = 6 of 30: 1+1+2+3+5+7+10 of 462 divisions are as low, and as many as high")
	testkit.Near(t, 0.2, c.Superior, 1e-9, "6 of 30 pairs")
	few, err := h.Compare(DaysToHandover, "pilot", "EMM", "MEP")
	require.NoError(t, err)
	assert.True(t, math.IsNaN(few.Difference.Value) && math.IsNaN(few.Difference.P), "four cases are too few")
	assert.True(t, rma.HasWarning(few.Warnings, rma.WarnFewRespondents))
	assert.Contains(t, few.String(), "no comparison")
	changes, err := h.Compare(ChangesOfHolder, "pilot", "EMM", "MEP")
	require.NoError(t, err)
	assert.Equal(t, [2]int{6, 5}, [2]int{changes.First.N, changes.Second.N}, "every case has a number of changes")
	assert.True(t, rma.HasWarning(changes.Warnings, rma.WarnApproximate), "with ties")
	_, err = h.Compare(LocalDirection, "pilot", "EMM", "MEP")
	require.NoError(t, err)
	for why, bad := range map[string][3]string{"a split": {"x", "EMM", "HOO"}, "a value": {"pilot", "EMM", "x"}, "one value": {"pilot", "EMM", "EMM"}} {
		_, err := h.Compare(ChangesOfHolder, bad[0], bad[1], bad[2])
		require.ErrorIs(t, err, ErrOptions, why)
	}
	_, err = h.Compare(9, "pilot", "EMM", "HOO")
	require.ErrorIs(t, err, ErrOptions)
	same := twoPilots(t, map[string][]int{"EMM": {-1, -1, -1, -1, -1}, "HOO": {-1, -1, -1, -1, -1}})
	h, err = Handovers(same, asOf(t, "2023-06-01"), HandoverOptions{Splits: []Split{SplitByPilot()}})
	require.NoError(t, err)
	c, err = h.Compare(ChangesOfHolder, "pilot", "EMM", "HOO")
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined), "all the same")
	testkit.Near(t, 0, c.Difference.Value, 0, "no difference")
}

func TestSplitFromDay(t *testing.T) {
	s := SplitFromDay(rma.NewDate(2023, 2, 1))
	for when, want := range map[string]string{"2023-01-31": "before", "2023-02-01": "from", "2023-02": "from", "2023-W05": "", "2023-01-31T23:59": "before", "2023-02-01T00:00": "from"} {
		assert.Equal(t, want, s.Of(Trace{}, at(t, when)), when)
	}
}

func TestHandoversCanBeReleased(t *testing.T) {
	days := map[string][]int{}
	for i := range 60 {
		days["EMM"], days["HOO"] = append(days["EMM"], i%7-1), append(days["HOO"], i%3-1)
	}
	log := twoPilots(t, days)
	h, err := Handovers(log, asOf(t, "2023-06-01"), HandoverOptions{Splits: []Split{SplitByPilot()}, Local: []OrgID{local}})
	require.NoError(t, err)
	c, err := h.Compare(DaysToHandover, "pilot", "EMM", "HOO")
	require.NoError(t, err)
	assert.Positive(t, released(t, append(h.Tables(), c.Table()), h, c))
	assertReleasable(t, append(h.Tables(), c.Table()), h, c)
	small := twoPilots(t, map[string][]int{"EMM": {1, 2, 4, 8, 16, -1}, "HOO": {3, 5, -1}})
	h, err = Handovers(small, asOf(t, "2023-06-01"), HandoverOptions{Splits: []Split{SplitByPilot()}, Local: []OrgID{local}})
	require.NoError(t, err)
	assertReleasable(t, h.Tables(), h)
}

func BenchmarkHandovers(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Handovers(log, end, HandoverOptions{Local: []OrgID{local}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
