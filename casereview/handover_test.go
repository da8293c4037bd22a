package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// handedOver is a handover.
func handedOver(t testing.TB, id, when string, from, to OrgID, attrs ...string) Event {
	e := event(t, id, Handover, when)
	e.Org, e.To, e.Attrs = from, to, map[string]string{}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attrs[attrs[i]] = attrs[i+1]
	}
	return e
}

func meeting(t testing.TB, id, when string, a Activity, orgs ...OrgID) Event {
	e := event(t, id, a, when)
	e.Org, e.With = orgs[0], orgs[1:]
	return e
}

const vt, local, school, guardian OrgID = "Veilig Thuis", "lokaal team", "school", "GI"

func TestHandoverOfOneCase(t *testing.T) {
	report := event(t, "a", Report, "2023-02-01T10:00")
	for _, c := range []struct {
		events []Event
		want   HandoverCase
		faults []HandoverFault
		why    string
	}{
		{nil, HandoverCase{Orgs: 1}, nil, "nothing was handed over"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", vt, local)}, HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Handed: true, Least: 2, Greatest: 2}, nil, "after two days"},
		{[]Event{handedOver(t, "a", "2023-02-03", vt, local)}, HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Handed: true, Least: 38. / 24, Greatest: (61 + 59./60) / 24}, nil, "on a day"},
		{[]Event{handedOver(t, "a", "2023-02-01", vt, local)}, HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Handed: true, Greatest: (13 + 59./60) / 24}, nil, "a day that may be before the report"},
		{[]Event{handedOver(t, "a", "2023-01-31", vt, local)}, HandoverCase{Orgs: 1, Violations: 1}, []HandoverFault{NobodyHolds}, "before the report"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", vt, local), handedOver(t, "a", "2023-02-04T10:00", local, vt)},
			HandoverCase{Changes: 2, PingPong: 1, Orgs: 2, Unknown: 2, Handed: true, Least: 2, Greatest: 2}, nil, "and back"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", school, local)}, HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Violations: 1, Handed: true, Least: 2, Greatest: 2},
			[]HandoverFault{NotTheHolder}, "by somebody else; the data are kept"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", school, vt)}, HandoverCase{Orgs: 1, Violations: 1}, []HandoverFault{ToTheHolder}, "to who holds it"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", "", local), handedOver(t, "a", "2023-02-04T10:00", local, ""), handedOver(t, "a", "2023-02-05T10:00", school, guardian)},
			HandoverCase{Changes: 3, Orgs: 3, Unknown: 3, NoSender: 1, NoReceiver: 1, Handed: true, Least: 2, Greatest: 2}, nil, "after nobody knows whom, anybody may hand over"},
		{[]Event{event(t, "a", Closed, "2023-02-03T10:00"), handedOver(t, "a", "2023-02-04T10:00", vt, local)},
			HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Violations: 1, Handed: true, Least: 3, Greatest: 3}, []HandoverFault{NobodyHolds}, "after closing"},
		{[]Event{event(t, "a", Closed, "2023-02-03"), handedOver(t, "a", "2023-02-03T10:00", vt, local)},
			HandoverCase{Changes: 1, Orgs: 2, Unknown: 1, Handed: true, Least: 2, Greatest: 2}, nil, "on the day of the closing"},
		{[]Event{handedOver(t, "a", "2023-02-03T10:00", vt, local), event(t, "a", Closed, "2023-02-04T10:00"), event(t, "a", Report, "2023-02-09T10:00"), handedOver(t, "a", "2023-02-10T10:00", vt, local)},
			HandoverCase{Changes: 2, PingPong: 1, Orgs: 2, Unknown: 2, Handed: true, Least: 2, Greatest: 2}, nil, "a report after closing puts it back"},
		{[]Event{handedOver(t, "a", "2023-02-03", vt, local), handedOver(t, "a", "2023-02-03T12:00", local, school)},
			HandoverCase{Changes: 2, Orgs: 3, Unknown: 2, Ambiguous: true, Handed: true, Least: 38. / 24, Greatest: (61 + 59./60) / 24}, nil, "two on one day"},
		{[]Event{handedOver(t, "a", "2023-05-03T10:00", vt, local)}, HandoverCase{Orgs: 1}, nil, "after asOf"},
	} {
		h, err := Handovers(logOf(t, append(slices.Clone(c.events), report)...), asOf(t, "2023-05-01"), HandoverOptions{})
		require.NoError(t, err, c.why)
		require.Len(t, h.Cases, 1, c.why)
		got := h.Cases[0]
		assert.InDelta(t, c.want.Least, got.Least, 1e-9, c.why)
		assert.InDelta(t, c.want.Greatest, got.Greatest, 1e-9, c.why)
		assert.Equal(t, bare(c.want), bare(got), c.why)
		var faults []HandoverFault
		for _, v := range h.Violations {
			faults = append(faults, v.Fault)
		}
		assert.Equal(t, c.faults, faults, c.why)
		assert.Equal(t, len(faults) > 0, rma.HasWarning(h.Warnings, rma.WarnOutOfState), c.why)
	}
}

// bare prints the counts of a case, which its Format does not.
func bare(c HandoverCase) string {
	return fmt.Sprint(c.Changes, c.PingPong, c.Orgs, c.Warm, c.Cold, c.Unknown, c.Violations, c.NoSender, c.NoReceiver, c.Ambiguous, c.Handed)
}

func TestWarmHandover(t *testing.T) {
	for _, c := range []struct {
		attrs  []string
		before []Event
		want   Warmth
		why    string
	}{
		{nil, nil, WarmthNotKnown, "nothing is recorded"},
		{[]string{"family_present", "ja"}, nil, Warm, "the family was there"},
		{[]string{"accepted", "YES"}, nil, Warm, "it was accepted"},
		{[]string{"family_present", "nee", "accepted", "yes"}, nil, Warm, "one of the two is enough"},
		{[]string{"family_present", "no"}, nil, Cold, "nobody spoke"},
		{[]string{"document_only", "yes"}, nil, Cold, "a document was all"},
		{[]string{"document_only", "no"}, nil, WarmthNotKnown, "more than a document, but what is not recorded"},
		{[]string{"accepted", "misschien"}, nil, WarmthNotKnown, "neither yes nor no"},
		{nil, []Event{meeting(t, "a", "2023-02-02", "joint-talk", vt, local)}, Warm, "a talk of both"},
		{nil, []Event{meeting(t, "a", "2023-02-02", HomeVisit, school, local, vt)}, Warm, "a visit of three"},
		{nil, []Event{meeting(t, "a", "2023-02-02", HomeVisit, vt)}, WarmthNotKnown, "a visit of the sender alone"},
		{nil, []Event{meeting(t, "a", "2023-02-02", SafetyPlan, vt, local)}, WarmthNotKnown, "an activity that is not declared"},
		{nil, []Event{meeting(t, "a", "2023-01-02", "phone", vt, local)}, WarmthNotKnown, "a call before the sender had the case"},
		{nil, []Event{meeting(t, "a", "2023-02-06", "phone", vt, local)}, WarmthNotKnown, "a call after the handover"},
		{nil, []Event{meeting(t, "a", "2023-02-05", "phone", vt, local)}, Warm, "a call on the day of the handover"},
		{nil, []Event{meeting(t, "a", "2023-02-01T09:00", "phone", vt, local)}, Warm, "a call on the day of the report"},
		{[]string{"accepted", "no"}, []Event{meeting(t, "a", "2023-02-02", "phone", vt, local)}, Warm, "they spoke all the same"},
	} {
		log := logOf(t, append(slices.Clone(c.before), event(t, "a", Report, "2023-02-01"), handedOver(t, "a", "2023-02-05", vt, local, c.attrs...))...)
		h, err := Handovers(log, asOf(t, "2023-05-01"), HandoverOptions{})
		require.NoError(t, err)
		got := map[Warmth]int{Warm: h.All.Warm.K, Cold: h.All.Warm.N - h.All.Warm.K, WarmthNotKnown: h.All.Unknown}
		assert.Equal(t, 1, got[c.want], c.why)
		assert.Equal(t, 1, h.All.Changes, c.why)
		silent, err := Handovers(log, asOf(t, "2023-05-01"), HandoverOptions{SilentIsCold: true})
		require.NoError(t, err)
		assert.Zero(t, silent.All.Unknown, c.why)
	}
	own := logOf(t, event(t, "a", Report, "2023-02-01"), meeting(t, "a", "2023-02-03", "belafspraak", "VT", local), handedOver(t, "a", "2023-02-05", "VT", local, "gesproken", "nee"))
	h, err := Handovers(own, asOf(t, "2023-05-01"), HandoverOptions{Holder: "VT", Warm: []Activity{"belafspraak"}, WarmAttrs: []string{"gesproken"}})
	require.NoError(t, err)
	assert.Equal(t, rma.Proportion{K: 1, N: 1}, h.All.Warm.Proportion, "names of one's own")
	assert.Empty(t, h.Violations)
}

func TestHandoverTimeWithLocalDirection(t *testing.T) {
	log := logOf(t, event(t, "a", Report, "2023-02-01T00:00"), handedOver(t, "a", "2023-02-11T00:00", vt, local), handedOver(t, "a", "2023-02-26T00:00", local, guardian), event(t, "a", Closed, "2023-03-03T00:00"),
		event(t, "b", Report, "2023-04-01T00:00"), event(t, "c", Consult, "2023-04-01"))
	h, err := Handovers(log, asOf(t, "2023-04-11T00:00"), HandoverOptions{Local: []OrgID{local}})
	require.NoError(t, err)
	testkit.Near(t, 30, h.Cases[0].Held, 1e-9, "ten days, fifteen, five")
	testkit.Near(t, 15, h.Cases[0].Local, 1e-9, "local")
	testkit.Near(t, 15./(40-1./24), h.All.LocalPart, 1e-3, "with the ten days of the open case")
	assert.Equal(t, 1, h.NoReport)
	none, err := Handovers(log, asOf(t, "2023-04-11"), HandoverOptions{})
	require.NoError(t, err)
	assert.True(t, math.IsNaN(none.All.LocalPart), "no local organisations are declared")
	short, err := Handovers(log, asOf(t, "2023-04-11"), HandoverOptions{Days: 12, Local: []OrgID{local}})
	require.NoError(t, err)
	assert.Equal(t, 1, short.TooShort, "the second case is open for ten days")
	assert.Equal(t, 1, short.All.Changes, "the second handover comes later")
	testkit.Near(t, 2, short.All.Local, 1e-9, "of twelve days")
}

// randomHandovers makes a log of which the stamps are all different minutes, or not.
func randomHandovers(rng *rand.Rand, minutes bool) ([]Case, []Event) {
	orgs := []OrgID{vt, vt, local, local, school, ""}
	var cases []Case
	var events []Event
	for i := range 1 + rng.IntN(12) {
		c := Case{ID: caseID(fmt.Sprintf("D%d", i)), Pilot: []string{"EMM", "HOO"}[rng.IntN(2)]}
		cases = append(cases, c)
		now := time.Date(2023, 1, 2+rng.IntN(28), 8, 0, 0, 0, time.UTC)
		for range rng.IntN(12) {
			now = now.Add(time.Duration(1+rng.IntN(4*24*60)) * time.Minute)
			e := Event{Case: c.ID, At: NewStamp(now, Minute), Seq: len(events) + 1, Org: orgs[rng.IntN(6)], Attrs: map[string]string{}}
			e.Activity = []Activity{Report, Report, Handover, Handover, Handover, Closed, Reopened, Consult}[rng.IntN(8)]
			e.To, e.With = orgs[rng.IntN(6)], []OrgID{orgs[rng.IntN(5)]}
			if !minutes {
				e.At = NewStamp(now, Precision(1+rng.IntN(4)))
			}
			if rng.IntN(3) == 0 {
				e.Attrs["accepted"] = []string{"yes", "no", "?"}[rng.IntN(3)]
			}
			events = append(events, e)
		}
	}
	return cases, events
}

// slowHandovers counts by the definition: the holder before every event is worked out
// anew from all events before it.
func slowHandovers(tr Trace) (changes, back, violations, warm, cold int, ok bool) {
	list := slices.Collect(tr.All())
	holderBefore := func(n int) (held, started bool, holder OrgID, since int, earlier []OrgID) {
		for i, e := range list[:n] {
			switch {
			case !held && (e.Activity == Report || e.Activity == Reopened && started):
				held, started, holder, since = true, true, vt, i
				earlier = append(earlier, vt)
			case e.Activity == Closed:
				held = false
			case e.Activity == Handover && started && !(held && holder != "" && holder == e.To):
				held, holder, since = true, e.To, i
				earlier = append(earlier, e.To)
			}
		}
		return held, started, holder, since, earlier
	}
	for i, e := range list {
		held, started, holder, since, earlier := holderBefore(i)
		ok = ok || started || e.Activity == Report
		if e.Activity != Handover {
			continue
		}
		if !held || holder != "" && (e.To == holder || e.Org != "" && e.Org != holder) {
			violations++
		}
		if !started || held && holder != "" && e.To == holder {
			continue
		}
		changes++
		if e.To != "" && slices.Contains(earlier, e.To) {
			back++
		}
		spoke := e.Attrs["accepted"] == "yes"
		for _, m := range list[since:i] {
			in := append([]OrgID{m.Org, m.To}, m.With...)
			spoke = spoke || held && m.Activity == Consult && e.Org != "" && e.To != "" && slices.Contains(in, e.Org) && slices.Contains(in, e.To)
		}
		if spoke {
			warm++
		} else if e.Attrs["accepted"] == "no" {
			cold++
		}
	}
	return changes, back, violations, warm, cold, ok
}

func TestHandoversByDefinition(t *testing.T) {
	seen := 0
	for round := range 300 {
		cases, events := randomHandovers(rand.New(rand.NewPCG(41, uint64(round))), true)
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		h, err := Handovers(log, asOf(t, "2024-01-01"), HandoverOptions{})
		require.NoError(t, err)
		for _, c := range h.Cases {
			tr, _ := log.Trace(c.Case)
			changes, back, violations, warm, cold, ok := slowHandovers(tr)
			require.True(t, ok)
			require.Equal(t, fmt.Sprint(changes, back, violations, warm, cold), fmt.Sprint(c.Changes, c.PingPong, c.Violations, c.Warm, c.Cold))
			seen += changes
		}
		require.Equal(t, len(cases), len(h.Cases)+h.NoReport)
	}
	assert.Greater(t, seen, 1000)
}

func TestHandoverProperties(t *testing.T) {
	end := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	text := func(cases []Case, events []Event, end time.Time) string {
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		h, err := Handovers(log, end, HandoverOptions{Local: []OrgID{local}, Splits: []Split{SplitByPilot()}})
		require.NoError(t, err)
		s := ""
		for _, table := range h.Tables() {
			table.Notes = nil
			s += plain(table)
		}
		return s
	}
	for round := range 80 {
		rng := rand.New(rand.NewPCG(42, uint64(round)))
		cases, events := randomHandovers(rng, false)
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

func TestHandoverOptionsAndDegenerate(t *testing.T) {
	_, err := Handovers(nil, time.Time{}, HandoverOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, o := range map[string]HandoverOptions{
		"a level": {Level: 2}, "days": {Days: -1}, "a split": {Splits: []Split{{}}},
	} {
		_, err := Handovers(nil, utcEnd, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	hostile := event(t, "a", Handover, "2023-02-02")
	hostile.To, hostile.Attrs = "=1+1\x00\xff\u202e", map[string]string{"accepted": "\xff\x00"}
	for _, log := range []*Log{nil, {}, logOf(t, event(t, "a", Report, "2023-02-01")), logOf(t, hostile, event(t, "a", Report, "2023-02-01")), logOf(t, hostile)} {
		h, err := Handovers(log, utcEnd, HandoverOptions{Splits: []Split{SplitByPilot(), SplitFromDay(rma.NewDate(2023, 2, 1))}, Local: []OrgID{local}})
		require.NoError(t, err)
		_, err = rma.Collect(h)
		require.NoError(t, err)
		for _, table := range h.Tables() {
			for _, r := range table.Rows {
				require.Len(t, r.Cells, len(table.Columns))
			}
		}
		assert.NotEmpty(t, h.Warnings)
		assert.NotPanics(t, func() { _ = h.String() })
	}
	assert.NotPanics(t, func() {
		h, c := HandoverTimes{}, HandoverComparison{}
		_, _, _, _, _, _ = h.Tables(), h.Observations(), h.String(), c.Table(), c.Observations(), c.String()
	})
	assert.Equal(t, "case a0: 3", fmt.Sprintf("%+v", HandoverCase{Case: caseID("a"), Changes: 3, Least: 7}))
}
