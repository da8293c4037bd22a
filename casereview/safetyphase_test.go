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

func helped(t testing.TB, id, when string, attrs ...string) Event {
	e := event(t, id, HelpStart, when)
	e.Attrs = map[string]string{}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attrs[attrs[i]] = attrs[i+1]
	}
	return e
}

func planned(t testing.TB, id, when, all string, members ...string) Event {
	e := event(t, id, SafetyPlan, when)
	e.Attrs = map[string]string{"plan_all": all}
	for _, m := range members {
		e.Subjects = append(e.Subjects, personID(m))
	}
	return e
}

func phasesOf(t testing.TB, o PhaseOptions, events ...Event) Phases {
	t.Helper()
	p, err := SafetyPhases(logOf(t, events...), asOf(t, "2023-05-01T00:00"), o)
	require.NoError(t, err)
	return p
}

func TestPhaseOrder(t *testing.T) {
	report := event(t, "a", Report, "2023-02-01T10:00")
	for _, c := range []struct {
		events []Event
		phase  SafetyPhase
		soon   Answer
		help   bool
		why    string
	}{
		{nil, DirectSafety, NotRecorded, false, "no safety yet, and no help"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05")}, RiskDrivenCare, NotRecorded, false, "direct safety"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), helped(t, "a", "2023-02-06", "help", "recovery")}, RiskDrivenCare, No, true, "help in order"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), helped(t, "a", "2023-02-04", "help", "recovery")}, RiskDrivenCare, Yes, true, "help too soon"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), helped(t, "a", "2023-02-05", "help", "recovery")}, RiskDrivenCare, NotRecorded, true, "on the same day"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05T10:00"), helped(t, "a", "2023-02-05T10:00", "help", "recovery")}, RiskDrivenCare, No, true, "in the same minute"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), helped(t, "a", "2023-02-04")}, RiskDrivenCare, NotRecorded, false, "help of another kind"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), helped(t, "a", "2023-01-04", "help", "recovery")}, RiskDrivenCare, NotRecorded, false, "help from before the report"},
		{[]Event{helped(t, "a", "2023-02-04", "help", "recovery")}, DirectSafety, Yes, true, "direct safety was not reached"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-02-05"), event(t, "a", StableSafetyReached, "2023-03-05")}, RecoveryCare, NotRecorded, false, "stable safety"},
		{[]Event{event(t, "a", StableSafetyReached, "2023-03-05")}, RecoveryCare, NotRecorded, false, "stable safety without direct safety"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-01-05")}, DirectSafety, NotRecorded, false, "before the report"},
		{[]Event{event(t, "a", DirectSafetyReached, "2023-06-05")}, DirectSafety, NotRecorded, false, "after asOf"},
	} {
		p := phasesOf(t, PhaseOptions{}, append(slices.Clone(c.events), report)...)
		require.Len(t, p.Cases, 1)
		got := p.Cases[0]
		assert.Equal(t, c.phase, got.Phase, c.why)
		assert.Equal(t, c.soon, got.TooSoon, c.why)
		assert.Equal(t, c.help, got.Recovery, c.why)
		assert.Equal(t, 1, p.Now[c.phase], c.why)
		assert.Equal(t, c.phase, got.Spells[len(got.Spells)-1].Phase, c.why)
		for i, s := range got.Spells {
			assert.Equal(t, i == len(got.Spells)-1, s.To.IsZero(), c.why)
		}
	}
	p := phasesOf(t, PhaseOptions{Recovery: func(e Event) bool { return e.Activity == "herstel" }}, report, event(t, "a", "herstel", "2023-02-02"))
	assert.Equal(t, Yes, p.Cases[0].TooSoon, "an activity of one's own")
	assert.Equal(t, 1, phasesOf(t, PhaseOptions{}, report, event(t, "a", StableSafetyReached, "2023-03-05")).StableFirst)
}

func TestPlanForAll(t *testing.T) {
	report := event(t, "a", Report, "2023-02-01")
	report.Subjects = []PersonID{personID("p"), personID("q"), personID("r")}
	for _, c := range []struct {
		events           []Event
		want             Answer
		covered, members int
		why              string
	}{
		{nil, No, 0, 3, "no plan"},
		{[]Event{planned(t, "a", "2023-02-03", "")}, NotRecorded, 0, 3, "a plan for it is not known whom"},
		{[]Event{planned(t, "a", "2023-02-03", "", "p", "q")}, No, 2, 3, "for two of three"},
		{[]Event{planned(t, "a", "2023-02-03", "", "p", "q"), planned(t, "a", "2023-02-04", "", "r", "p")}, Yes, 3, 3, "two plans together"},
		{[]Event{planned(t, "a", "2023-02-03", "ja", "p")}, Yes, 1, 3, "the attribute goes first"},
		{[]Event{planned(t, "a", "2023-02-03", "ja"), planned(t, "a", "2023-02-05", "nee")}, No, 0, 3, "the last one says it"},
		{[]Event{planned(t, "a", "2023-02-03", "", "p", "q", "r", "s")}, Yes, 4, 4, "a plan names a member too"},
	} {
		p := phasesOf(t, PhaseOptions{}, append(slices.Clone(c.events), report)...)
		got := p.Cases[0]
		assert.Equal(t, c.want, got.PlanForAll, c.why)
		assert.Equal(t, [2]int{c.covered, c.members}, [2]int{got.Covered, got.Members}, c.why)
	}
	p := phasesOf(t, PhaseOptions{Members: func(Trace) []PersonID { return []PersonID{personID("p"), personID("z")} }}, report, planned(t, "a", "2023-02-03", "", "p", "q"))
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, p.Members, "members that are given; q is none of them")
}

func TestPhaseTimes(t *testing.T) {
	var events []Event
	add := func(id, to string, more ...Event) {
		events = append(events, event(t, id, Report, "2023-01-01T10:00"))
		if to != "" {
			events = append(events, event(t, id, DirectSafetyReached, to))
		}
		events = append(events, more...)
	}
	add("a", "2023-01-11T10:00")
	add("b", "2023-01-31T10:00")
	add("c", "", event(t, "c", Closed, "2023-01-21T10:00"))
	add("d", "", event(t, "d", Closed, "2023-01-21T10:00"), event(t, "d", Reopened, "2023-01-25T10:00"))
	add("e", "", event(t, "e", LeftRegion, "2023-01-06T10:00"))
	add("f", "2023-02-15", event(t, "f", Waitlisted, "2023-01-05T10:00"), helped(t, "f", "2023-01-25T10:00", "fit", "best"), event(t, "f", Waitlisted, "2023-03-01T10:00"))
	events = append(events, event(t, "g", DirectSafetyReached, "2023-01-01"))
	p := phasesOf(t, PhaseOptions{Windows: []int{30}}, events...)
	w := p.DirectWindows[0]
	assert.Equal(t, [4]int{6, 2, 2, 2}, [4]int{w.N, w.Events, w.Censored, w.AtRisk}, "closed and left are followed no longer; reopened is")
	testkit.Near(t, 1-(4./5)*(2./3), w.Incidence.Value, 1e-9, "five at risk at 10 days, three at 30")
	assert.Equal(t, 1, p.NoReport)
	assert.Equal(t, [3]int{2, 1, 1}, [3]int{p.Waiting.N, p.Waiting.Events, p.Waiting.Censored}, "one is still waiting")
	testkit.Near(t, 20, p.Waiting.Median.Value, 1e-9, "days of waiting")
	assert.Equal(t, 1, p.Cases[5].Waiting)
	assert.Equal(t, rma.Proportion{K: 1, N: 1}, p.Indicators[3].Share.Proportion, "best fit")
}

func randomPhases(rng *rand.Rand, n int) ([]Case, []Event) {
	var cases []Case
	var events []Event
	for i := range n {
		c := Case{ID: caseID(fmt.Sprintf("D%03d", i))}
		cases = append(cases, c)
		now := time.Date(2023, 1, 2+rng.IntN(28), 8, 0, 0, 0, time.UTC)
		for range rng.IntN(12) {
			now = now.Add(time.Duration(1+rng.IntN(9*24*60)) * time.Minute)
			e := Event{Case: c.ID, At: NewStamp(now, Precision(1+rng.IntN(4))), Seq: len(events) + 1, Attrs: map[string]string{}}
			e.Activity = []Activity{Report, SafetyPlan, DirectSafetyReached, StableSafetyReached, HelpStart, HelpStart, Waitlisted, Closed, Reopened}[rng.IntN(9)]
			for range rng.IntN(3) {
				e.Subjects = append(e.Subjects, personID(fmt.Sprintf("p%d", rng.IntN(3))))
			}
			if rng.IntN(2) == 0 {
				e.Attrs["help"], e.Attrs["fit"] = []string{"recovery", "other"}[rng.IntN(2)], []string{"best", "second", "x"}[rng.IntN(3)]
			}
			events = append(events, e)
		}
	}
	return cases, events
}

// Every pair of help and safety is looked at by itself.
func TestPhasesByDefinition(t *testing.T) {
	soon, late := 0, 0
	for round := range 200 {
		cases, events := randomPhases(rand.New(rand.NewPCG(71, uint64(round))), 8)
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		p, err := SafetyPhases(log, asOf(t, "2024-01-01"), PhaseOptions{})
		require.NoError(t, err)
		for _, c := range p.Cases {
			tr, _ := log.Trace(c.Case)
			report, _ := tr.First(Report)
			var direct []Stamp
			for e := range tr.Of(DirectSafetyReached) {
				if !e.At.Before(report.At) {
					direct = append(direct, e.At)
				}
			}
			if len(direct) > 1 {
				continue // which of them is the first can be open
			}
			want, help := No, false
			for e := range tr.Of(HelpStart) {
				if e.Attrs["help"] != "recovery" || e.At.Before(report.At) {
					continue
				}
				help = true
				switch {
				case len(direct) == 0 || e.At.Before(direct[0]):
					want = Yes
				case want == No && e.At.overlaps(direct[0]) && !(e.At.Precision() == Minute && e.At.Equal(direct[0])):
					want = NotRecorded
				}
			}
			require.Equal(t, help, c.Recovery)
			if help {
				require.Equal(t, want, c.TooSoon)
				if want == Yes {
					soon++
				} else {
					late++
				}
			}
			require.Equal(t, len(direct) > 0, c.direct.event)
		}
	}
	assert.Positive(t, soon)
	assert.Positive(t, late)
}

func TestPhaseProperties(t *testing.T) {
	end := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	text := func(cases []Case, events []Event, end time.Time) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		p, err := SafetyPhases(log, end, PhaseOptions{})
		require.NoError(t, err)
		s := ""
		for _, table := range p.Tables() {
			table.Notes = nil
			s += plain(table)
		}
		return s
	}
	for round := range 60 {
		rng := rand.New(rand.NewPCG(72, uint64(round)))
		cases, events := randomPhases(rng, 8)
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
