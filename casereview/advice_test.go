package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func asked(t testing.TB, id, when string, attrs map[string]string) Event {
	e := event(t, id, AdviceRequest, when)
	e.Attrs = attrs
	return e
}

// The 8 joint visits and 42 follow-ups of 79 of the pilot Emmen.
func TestAdviceEmmen(t *testing.T) {
	var events []Event
	for i := range 79 {
		id := fmt.Sprintf("e%02d", i)
		events = append(events, asked(t, id, "2023-02-01", map[string]string{"sector": Sectors()[i%len(Sectors())].String()}))
		if i < 8 {
			events = append(events, meeting(t, id, "2023-02-02", HomeVisit, vt, local))
		}
		if i%2 == 0 || i < 4 {
			events = append(events, event(t, id, AdviceFollowUp, "2023-03-02"))
		}
	}
	a, err := AdviceTrack(logOf(t, events...), asOf(t, "2023-05-01"), AdviceOptions{})
	require.NoError(t, err)
	visit, follow := a.Steps[0], a.Steps[1]
	assert.Equal(t, rma.Proportion{K: 8, N: 79}, visit.Share.Proportion)
	assert.Equal(t, rma.Proportion{K: 42, N: 79}, follow.Share.Proportion)
	assert.Equal(t, "8 (10%)", visit.Share.Short(rma.English, 0))
	assert.Equal(t, "42 (53%)", follow.Share.Short(rma.English, 0))
	testkit.Near(t, 0.052212, visit.Share.Interval.Lo, 5e-7, "Wilson")
	testkit.Near(t, 0.187299, visit.Share.Interval.Hi, 5e-7, "Wilson")
	testkit.Near(t, 0.422714, follow.Share.Interval.Lo, 5e-7, "Wilson")
	testkit.Near(t, 0.637642, follow.Share.Interval.Hi, 5e-7, "Wilson")
	assert.Equal(t, 79, a.Steps[2].NotRecorded, "no attribute says it, and no event can")
	n := 0
	for _, s := range a.Sectors {
		n += s.Share.K
	}
	assert.Equal(t, 79, n)
	assertReleasable(t, a.Tables(), a)
	assert.Positive(t, released(t, a.Tables(), a))
}

func TestAdviceSteps(t *testing.T) {
	for _, c := range []struct {
		events []Event
		want   []Answer // per request: the joint visit
		why    string
	}{
		{[]Event{asked(t, "a", "2023-02-01", nil)}, []Answer{No}, "another case has one"},
		{[]Event{asked(t, "a", "2023-02-01", map[string]string{"joint_visit": "ja"})}, []Answer{Yes}, "the attribute says so"},
		{[]Event{asked(t, "a", "2023-02-01", map[string]string{"joint_visit": "nee"}), meeting(t, "a", "2023-02-02", HomeVisit, vt, local)}, []Answer{No}, "the attribute goes first"},
		{[]Event{asked(t, "a", "2023-02-01", nil), meeting(t, "a", "2023-02-02", HomeVisit, vt)}, []Answer{No}, "a visit of one organisation"},
		{[]Event{asked(t, "a", "2023-02-01", nil), meeting(t, "a", "2023-01-31", HomeVisit, vt, local)}, []Answer{No}, "before the request"},
		{[]Event{asked(t, "a", "2023-02-01T10:00", nil), meeting(t, "a", "2023-02-01", HomeVisit, vt, local)}, []Answer{Yes}, "on the day of the request"},
		{[]Event{asked(t, "a", "2023-02-01", nil), asked(t, "a", "2023-02-05", nil), meeting(t, "a", "2023-02-06", HomeVisit, vt, local)}, []Answer{No, Yes}, "of the last request"},
		{[]Event{asked(t, "a", "2023-02-01", nil), meeting(t, "a", "2023-02-03", HomeVisit, vt, local), asked(t, "a", "2023-02-05", nil)}, []Answer{Yes, No}, "of the first"},
		{[]Event{asked(t, "a", "2023-02-01", nil), meeting(t, "a", "2023-06-02", HomeVisit, vt, local)}, []Answer{No}, "after asOf"},
	} {
		log := logOf(t, append(slices.Clone(c.events), asked(t, "z", "2023-02-01", nil), meeting(t, "z", "2023-02-02", HomeVisit, vt, local))...)
		a, err := AdviceTrack(log, asOf(t, "2023-05-01"), AdviceOptions{})
		require.NoError(t, err)
		var got []Answer
		for _, r := range a.Requests[:len(a.Requests)-1] {
			got = append(got, r.Steps[0])
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

func TestAdviceToReport(t *testing.T) {
	log := logOf(t,
		asked(t, "a", "2023-01-01T10:00", nil), event(t, "a", Report, "2023-01-31T10:00"),
		asked(t, "b", "2023-01-01T10:00", nil), event(t, "b", Report, "2023-01-31"),
		asked(t, "c", "2023-01-01T10:00", nil), event(t, "c", LeftRegion, "2023-01-11T10:00"), event(t, "d", Report, "2023-01-03"),
		asked(t, "e", "2023-01-01T10:00", nil), event(t, "e", Report, "2022-12-01"))
	a, err := AdviceTrack(log, asOf(t, "2023-04-01T10:00"), AdviceOptions{Windows: []int{90, 30}})
	require.NoError(t, err)
	require.Len(t, a.Windows, 2)
	w := a.Windows[0]
	assert.Equal(t, [4]int{4, 1, 1, 2}, [4]int{w.N, w.Events, w.Censored, w.AtRisk}, "exactly 30 days counts; the middle of what b leaves is later")
	assert.Equal(t, 1, w.Ambiguous, "b may be before ten")
	testkit.Near(t, 1./3, w.Incidence.Value, 1e-9, "of the three that were followed so long, by hand")
	assert.Equal(t, 4, a.Cases)
}

func randomAdvice(rng *rand.Rand) ([]Case, []Event) {
	var cases []Case
	var events []Event
	for i := range 1 + rng.IntN(9) {
		c := Case{ID: caseID(fmt.Sprintf("D%d", i)), Attrs: map[string]string{}}
		cases = append(cases, c)
		now := time.Date(2023, 1, 2+rng.IntN(28), 8, 0, 0, 0, time.UTC)
		for range rng.IntN(9) {
			now = now.Add(time.Duration(1+rng.IntN(9*24*60)) * time.Minute)
			e := Event{Case: c.ID, At: NewStamp(now, Precision(1+rng.IntN(4))), Seq: len(events) + 1, Attrs: map[string]string{}}
			e.Activity = []Activity{AdviceRequest, AdviceRequest, Report, HomeVisit, AdviceFollowUp, LeftRegion}[rng.IntN(6)]
			if rng.IntN(2) == 0 {
				e.With = []OrgID{local}
			}
			if rng.IntN(2) == 0 {
				e.Attrs["sector"], e.Attrs["callback"] = []string{"health", "education", "x"}[rng.IntN(3)], []string{"ja", "nee", ""}[rng.IntN(3)]
			}
			events = append(events, e)
		}
	}
	return cases, events
}

// Each event shows a step of the last request before it in the order of the log; one
// that stands before every request shows a step of the first, when it may lie after it.
func TestAdviceByDefinition(t *testing.T) {
	for round := range 200 {
		cases, events := randomAdvice(rand.New(rand.NewPCG(61, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		a, err := AdviceTrack(log, asOf(t, "2024-01-01"), AdviceOptions{})
		require.NoError(t, err)
		row, shown := 0, slices.ContainsFunc(events, func(e Event) bool { return e.Activity == AdviceFollowUp })
		for _, tr := range log.Cases() {
			list := slices.Collect(tr.All())
			first := slices.IndexFunc(list, func(e Event) bool { return e.Activity == AdviceRequest })
			for i, r := range list {
				if r.Activity != AdviceRequest {
					continue
				}
				want := NotRecorded
				if shown {
					want = No
				}
				for j, e := range list {
					requestsBetween := 0
					for k := i + 1; k < j; k++ {
						if list[k].Activity == AdviceRequest {
							requestsBetween++
						}
					}
					if e.Activity == AdviceFollowUp && !e.At.Before(list[first].At) && requestsBetween == 0 && (j > i || i == first) {
						want = Yes
					}
				}
				require.Equal(t, want, a.Requests[row].Steps[1])
				row++
			}
		}
		require.Len(t, a.Requests, row)
	}
}

func TestAdviceProperties(t *testing.T) {
	end := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	text := func(cases []Case, events []Event, end time.Time) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		a, err := AdviceTrack(log, end, AdviceOptions{})
		require.NoError(t, err)
		s := ""
		for _, table := range a.Tables() {
			table.Notes = nil
			s += plain(table)
		}
		return s
	}
	for round := range 60 {
		rng := rand.New(rand.NewPCG(62, uint64(round)))
		cases, events := randomAdvice(rng)
		want := text(cases, events, end)
		c, e := renamed(cases, events)
		require.Equal(t, want, text(c, e, end), "renamed")
		shifted := slices.Clone(events)
		for i, e := range events {
			shifted[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 7*9), e.At.Precision())
		}
		require.Equal(t, want, text(cases, shifted, end.AddDate(0, 0, 7*9)), "shifted")
		rng.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		require.Equal(t, want, text(cases, events, end), "shuffled")
	}
}

func TestAdviceOptionsAndDegenerate(t *testing.T) {
	_, err := AdviceTrack(nil, time.Time{}, AdviceOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, o := range map[string]AdviceOptions{
		"a level": {Level: 2}, "a window": {Windows: []int{0}}, "a window twice": {Windows: []int{3, 3}}, "a scale": {Scale: 9},
		"a step of nothing": {Steps: []AdviceStep{{Key: "x"}}}, "a step twice": {Steps: append(AdviceSteps(), AdviceSteps()...)},
	} {
		_, err := AdviceTrack(nil, utcEnd, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	bad := logOf(t, asked(t, "a", "2023-02-01", map[string]string{"sector": "=1\x00\xff\u202e", "callback": "\xff"}))
	for _, log := range []*Log{nil, {}, bad, logOf(t, event(t, "a", Report, "2023-02-01")), logOf(t, asked(t, "a", "2023-02", nil), event(t, "a", Report, "2023-02"))} {
		a, err := AdviceTrack(log, utcEnd, AdviceOptions{})
		require.NoError(t, err)
		_, err = rma.Collect(a)
		require.NoError(t, err)
		for _, table := range a.Tables() {
			for _, r := range table.Rows {
				require.Len(t, r.Cells, len(table.Columns))
			}
		}
		assert.NotEmpty(t, a.Warnings)
		assertReleasable(t, a.Tables(), a)
		if log == bad {
			assert.Equal(t, 1, a.BadSector)
			assert.NotContains(t, fmt.Sprintf("%v %+v %#v", a.Requests, a.Requests, a.Requests), "=1")
		}
	}
	assert.NotPanics(t, func() { _, _, _ = Advices{}.Tables(), Advices{}.Observations(), Advices{}.String() })
}

func TestSectorText(t *testing.T) {
	for _, s := range Sectors() {
		raw, err := s.MarshalText()
		require.NoError(t, err)
		var back Sector
		require.NoError(t, back.UnmarshalText(raw))
		assert.Equal(t, s, back)
		assert.NotEmpty(t, s.Label(rma.Dutch))
	}
	var s Sector
	require.ErrorIs(t, s.UnmarshalText([]byte("bank")), rma.ErrUnknownTerm)
	_, err := Sector(99).MarshalText()
	require.Error(t, err)
	assert.Len(t, Sectors(), 11)
}

func BenchmarkAdvice(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, n)
		for i := range log.traces {
			log.traces[i].events[0].Activity = AdviceRequest
		}
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := AdviceTrack(log, end, AdviceOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
