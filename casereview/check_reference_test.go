package casereview

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// randomRegister is a history with organisations, ends and families, out of order.
func randomRegister(t testing.TB, seed uint64) ([]Case, []Event, []Family) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 77))
	cases, events := randomHistory(rng)
	orgs := []OrgID{"", "VT", "lokaal", "zorg"}
	extra := []Activity{ServiceEnd, Handover, Reopened, Closed, HomeVisit, AdviceRequest, LeftRegion}
	for i := range events {
		e := &events[i]
		if rng.IntN(6) == 0 {
			e.Activity = extra[rng.IntN(len(extra))]
		}
		e.Org, e.To, e.Line = orgs[rng.IntN(4)], orgs[rng.IntN(4)], i+2
		if rng.IntN(5) == 0 {
			e.At = NewStamp(e.At.Lo(), Precision(1+rng.IntN(5)))
		}
		if rng.IntN(4) == 0 {
			e.End = NewStamp(e.At.Lo().AddDate(0, 0, rng.IntN(5)-2), Day)
		}
	}
	for range len(events) / 6 {
		again := events[rng.IntN(len(events))]
		again.Seq, again.Line = len(events)+1, len(events)+2
		events = append(events, again)
	}
	var families []Family
	seen := map[FamilyID]bool{}
	for _, c := range cases {
		if c.Family.IsZero() || seen[c.Family] {
			continue
		}
		seen[c.Family] = true
		families = append(families, Family{ID: c.Family, Members: []Person{{ID: personID("p0")}, {ID: personID("p4")}, {ID: personID("p7")}}})
	}
	return cases, events, families
}

func checksOf(t testing.TB, cases []Case, events []Event, families []Family, end time.Time) Checks {
	t.Helper()
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	log, err = log.WithFamilies(families)
	require.NoError(t, err)
	checks, err := Check(log, end, CheckOptions{FirstHolder: "VT", OpenDays: 100})
	require.NoError(t, err)
	return checks
}

// slowWrong says by the definition whether a rule fails for an event.
func slowWrong(rule CheckRule, list []Event, i int, end time.Time) (wrong, about bool) {
	e := list[i]
	any := func(f func(x Event) bool) bool { return slices.ContainsFunc(list, f) }
	switch rule {
	case EventBeforeOpening:
		opens := func(x Event) bool { return x.Activity == Report || x.Activity == AdviceRequest }
		if e.Activity == PreNotice || !any(opens) {
			return false, false
		}
		return !any(func(x Event) bool { return opens(x) && !e.At.Before(x.At) }), true
	case EventAfterClosing:
		if e.Activity == Reopened || e.Activity == LeftRegion {
			return false, false
		}
		// The closing that began last of those that were over.
		var last *Event
		for k := range list {
			if x := &list[k]; x.Activity == Closed && x.At.Before(e.At) && (last == nil || x.At.Lo().After(last.At.Lo())) {
				last = x
			}
		}
		if last == nil {
			return false, true
		}
		for k, x := range list {
			between := x.At.Hi().After(last.At.Lo()) && x.At.Lo().Before(e.At.Hi())
			if x.Activity == Reopened && between || x.Activity == Report && between && (e.Activity != Report || k < i) {
				return false, true
			}
		}
		return true, true
	case HandoverFromOther:
		return slowHolder(list, i)
	case DuplicateEvent:
		return slices.ContainsFunc(list[:i], func(x Event) bool {
			return x.Activity == e.Activity && x.Org == e.Org && x.At.Equal(e.At)
		}), true
	case TiedEvents:
		for k, x := range list {
			if k != i && x.At.overlaps(e.At) {
				return true, true
			}
		}
		return false, true
	case EventInFuture:
		return e.At.Lo().After(end) || !e.End.IsZero() && e.End.Lo().After(end), true
	}
	return false, false
}

func slowHolder(list []Event, i int) (wrong, about bool) {
	e := list[i]
	if e.Activity != Handover || e.Org == "" {
		return false, false
	}
	tells := func(x Event) bool {
		return x.Activity == Handover || x.Activity == ServiceStart || x.Activity == Reopened
	}
	var may []OrgID
	sure := false
	for k, x := range list {
		if k == i || !tells(x) || e.At.Before(x.At) {
			continue
		}
		sure = sure || x.At.Before(e.At)
		superseded := slices.ContainsFunc(list, func(y Event) bool { return tells(y) && x.At.Before(y.At) && y.At.Before(e.At) })
		if !superseded {
			may = append(may, map[Activity]OrgID{Handover: x.To, ServiceStart: x.Org}[x.Activity])
		}
	}
	if !sure {
		may = append(may, "VT")
	}
	if slices.Contains(may, e.Org) {
		return false, true
	}
	return true, !slices.Contains(may, "")
}

func TestCheckAgainstReference(t *testing.T) {
	end := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	found := map[CheckRule]int{}
	for round := range min(*rounds, 2000) {
		cases, events, families := randomRegister(t, uint64(round))
		checks := checksOf(t, cases, events, families, end)
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		for _, rule := range []CheckRule{EventBeforeOpening, EventAfterClosing, HandoverFromOther, DuplicateEvent, TiedEvents, EventInFuture} {
			var want rma.Proportion
			var lines []int
			for _, tr := range log.Cases() {
				for i := range tr.events {
					wrong, about := slowWrong(rule, tr.events, i, end)
					if about {
						want.N++
					}
					if about && wrong {
						want.K++
						lines = append(lines, tr.events[i].Line)
					}
				}
			}
			require.Equal(t, want, checks.Count(rule).Found, "round %d, %s\n%s", round, rule, describe(log))
			var got []int
			for _, i := range checks.Issues {
				if i.Rule == rule {
					got = append(got, i.Ref.Line)
				}
			}
			if rule != TiedEvents {
				require.Equal(t, lines, got, "round %d, %s", round, rule)
			}
		}
		for _, n := range checks.Counts {
			found[n.Rule] += n.Found.K
			require.LessOrEqual(t, n.Cases, n.Found.K)
			require.Len(t, n.Refs, n.Cases)
		}
	}
	for _, r := range CheckRules() {
		assert.Positive(t, found[r], "%s occurs", r)
	}
}
