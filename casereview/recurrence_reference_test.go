package casereview

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// slowSpan is a stretch of involvement as the slow reference sees it.
type slowSpan struct {
	trace          Trace
	nth            int
	opened, closed Stamp
	lasting        bool
	byReport       bool
}

// slowSpans lists the involvements of a dossier under a rule.
func slowSpans(t Trace, rule Rule) []slowSpan {
	var list []slowSpan
	for n, v := range Replay(t).Involvements {
		opener := t.events[v.opener]
		if v.OpenedBy == Reopened && rule.ReopenedCountsAsClosed {
			if v.worker < 0 {
				continue
			}
			opener = t.events[v.worker]
		}
		list = append(list, slowSpan{t, n, opener.At, v.Closed, v.Closed.IsZero(), opener.Activity == Report})
	}
	return list
}

func slowPersons(t Trace) map[PersonID]bool {
	m := map[PersonID]bool{}
	for _, e := range t.events {
		for _, p := range e.involved() {
			m[p] = true
		}
	}
	return m
}

func slowShares(a, b Trace, m Match) bool {
	if a.Case.ID == b.Case.ID {
		return true
	}
	if m == SameFamily {
		return !a.Case.Family.IsZero() && a.Case.Family == b.Case.Family
	}
	for p := range slowPersons(a) {
		if slowPersons(b)[p] {
			return true
		}
	}
	return false
}

// slowEnds says whether a is closed before b: by the stamps, then by the opening,
// then by the dossier.
func slowEnds(a, b slowSpan) bool {
	for _, d := range []time.Duration{a.closed.Lo().Sub(b.closed.Lo()), a.closed.Hi().Sub(b.closed.Hi()), a.opened.Lo().Sub(b.opened.Lo())} {
		if d != 0 {
			return d < 0
		}
	}
	if a.trace.Case.ID != b.trace.Case.ID {
		return a.trace.Case.ID.Compare(b.trace.Case.ID.Pseudonym) < 0
	}
	return a.nth < b.nth
}

type slowRecurrence struct {
	id       CaseID
	closed   string
	days     int
	event    bool
	followed int
}

func slowDays(a, b time.Time) int { return int(slowDay(b).Sub(slowDay(a)) / (24 * time.Hour)) }

// slowRecurrences follows every closing by looking through the whole log anew.
func slowRecurrences(t testing.TB, full *Log, asOf time.Time, rule Rule, reopening bool) []slowRecurrence {
	t.Helper()
	log := full.Where(nil)
	for i, tr := range log.traces {
		var kept []Event
		for _, e := range tr.events {
			if !e.At.Lo().After(asOf) {
				kept = append(kept, e)
			}
		}
		log.traces[i].events = kept
	}
	rule.Lookback = Span{}
	tieRereport := rule.SameDayTie == TieRereport
	var spans []slowSpan
	for _, tr := range log.Cases() {
		spans = append(spans, slowSpans(tr, rule)...)
	}
	var out []slowRecurrence
	for _, s := range spans {
		if s.lasting || rule.Match == SameFamily && s.trace.Case.Family.IsZero() || rule.Match == AnyPerson && len(slowPersons(s.trace)) == 0 {
			continue
		}
		running, again, byReport := false, time.Time{}, false
		for _, v := range spans {
			if own := v.trace.Case.ID == s.trace.Case.ID; own && v.nth <= s.nth || !slowShares(s.trace, v.trace, rule.Match) {
				continue
			}
			after := !v.opened.Lo().Before(s.closed.Hi())
			tied := !after && v.opened.Hi().After(s.closed.Lo())
			switch {
			case after || tied && tieRereport:
				if again.IsZero() || v.opened.Lo().Before(again) || v.opened.Lo().Equal(again) && v.byReport {
					again, byReport = v.opened.Lo(), v.byReport
				}
			case v.lasting || slowEnds(s, v):
				running = true
			}
		}
		if running {
			continue
		}
		end := asOf
		for _, tr := range log.Cases() {
			for e := range tr.Of(LeftRegion) {
				if slowShares(s.trace, tr, rule.Match) && !e.At.Lo().Before(s.opened.Lo()) && e.At.Lo().Before(end) {
					end = e.At.Lo()
				}
			}
		}
		var event time.Time
		for _, tr := range log.Cases() {
			for i, e := range tr.events {
				own := tr.Case.ID == s.trace.Case.ID
				if e.Activity != Report || slowClassify(log, tr, i, rule).class != Rereport {
					continue
				}
				if !own && !slowLinked(s.trace, tr, e, slowInvolved(tr, i), rule.Match) {
					continue
				}
				before := !s.closed.Hi().After(e.At.Lo())
				tied := !before && e.At.Hi().After(s.closed.Lo()) && e.At.Lo().Before(s.closed.Hi())
				if own && tied {
					tied = s.opened.Lo().Before(e.At.Lo()) // opened before the report
				}
				if (before || tied && tieRereport && !s.opened.Hi().After(e.At.Lo())) && (event.IsZero() || e.At.Lo().Before(event)) {
					event = e.At.Lo()
				}
			}
		}
		r := slowRecurrence{id: s.trace.Case.ID, closed: s.closed.String(), followed: max(0, slowDays(s.closed.Lo(), end))}
		r.days = r.followed
		if !event.IsZero() && slowDays(event, end) >= 0 && (again.IsZero() || slowDays(event, again) >= 0) {
			r.days, r.event = max(0, slowDays(s.closed.Lo(), event)), true
		} else if !again.IsZero() && slowDays(again, end) >= 0 {
			r.days, r.event = max(0, slowDays(s.closed.Lo(), again)), reopening && !byReport
		}
		out = append(out, r)
	}
	return out
}

func TestRecurrenceAgainstReference(t *testing.T) {
	seen := map[RecurrenceEnd]int{}
	running, outside := 0, 0
	for round := range *rounds {
		rng := rand.New(rand.NewPCG(2024, uint64(round)))
		cases, events := randomHistory(rng)
		for range rng.IntN(3) {
			e := events[rng.IntN(len(events))]
			e.Activity, e.At, e.Seq = LeftRegion, NewStamp(e.At.Lo().AddDate(0, 0, rng.IntN(60)), Day), len(events)+1
			events = append(events, e)
		}
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		asOf := time.Date(2020, 1, 10+rng.IntN(900), 0, 0, 0, 0, time.UTC)
		for n, rule := range allRules() {
			rule.MergeWindow = 0
			reopening := (round+n)%3 == 0
			got, err := Recurrence(log, asOf, RecurrenceOptions{Rule: rule, ReopeningCounts: reopening})
			require.NoError(t, err)
			var fast []slowRecurrence
			for _, c := range got.Cases {
				fast = append(fast, slowRecurrence{c.Case, c.Closed.String(), c.Days, c.Event, c.Followed})
				seen[c.Ended]++
			}
			want := slowRecurrences(t, log, asOf, rule, reopening)
			require.Equal(t, want, fast, "round %d, rule %s, as of %s\n%s", round, rule.Name, asOf.Format("2006-01-02"), describe(log))
			running, outside = running+got.Closings.Running, outside+got.Outside
			checkRecurrence(t, got)
		}
	}
	t.Logf("%v, running %d, outside %d", seen, running, outside)
	assert.True(t, min(seen[EndedByData], seen[EndedByRereport], seen[EndedByLeaving], seen[EndedByReopening], running, outside) > 0, "every course occurs")
}

// checkRecurrence holds the figures of a result against their definition.
func checkRecurrence(t *testing.T, r Recurrences) {
	t.Helper()
	c := r.Closings
	require.Equal(t, c.All, c.NotAsked+c.Unlinkable+c.Running+c.Later+c.N)
	require.Len(t, r.Cases, c.N)
	for _, w := range r.Windows {
		var days []int
		crude, k := 0, 0
		for _, one := range r.Cases {
			require.True(t, one.MinDays <= one.Days && one.Days <= one.MaxDays && one.Days <= one.Followed, "%+v", one.Days)
			days = append(days, one.Days)
			if one.Followed < w.Days || one.Ended == EndedByReopening && !one.Event && one.Days < w.Days {
				continue
			}
			crude++
			if one.Event && one.Days <= w.Days {
				k++
			}
		}
		require.Equal(t, [2]int{k, crude}, [2]int{w.Crude.K, w.Crude.N})
		require.Equal(t, c.N, w.Excluded+crude)
		require.Equal(t, c.N, w.Events+w.Censored+w.AtRisk)
		slices.Sort(days)
		share := 1.0
		for _, at := range slices.Compact(slices.Clone(days)) {
			var risk, ended float64
			for _, one := range r.Cases {
				if one.Days >= at {
					risk++
				}
				if one.Days == at && one.Event {
					ended++
				}
			}
			if at <= w.Days {
				share *= (risk - ended) / risk
			}
		}
		if c.N > 0 && w.Incidence.Value == w.Incidence.Value {
			testkit.Near(t, 1-share, w.Incidence.Value, 1e-12, "incidence")
		}
	}
	for _, m := range r.Counts {
		require.LessOrEqual(t, m.Followed, r.Families)
	}
}
