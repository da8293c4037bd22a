package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// classified classifies every report of a log, by moment for families from a number of
// dossiers on.
func classified(log *Log, rule Rule, many int) []ClassifiedReport {
	h := newHistory(log).under(rule)
	h.many = many
	var list []ClassifiedReport
	for own := range h.dossiers {
		for i := range h.dossiers[own].trace.events {
			if h.dossiers[own].trace.events[i].Activity == Report {
				list = append(list, h.classify(own, i))
			}
		}
	}
	return list
}

// By moment gives what looking through all dossiers gives, also when stamps of every
// precision overlap.
func TestSweepGivesTheSame(t *testing.T) {
	var seen ClassCounts
	ambiguous, beyond := 0, 0
	for round := range 2 * *rounds {
		rng := rand.New(rand.NewPCG(71, uint64(round)))
		cases, events := randomHistory(rng)
		if round%2 == 1 {
			cases, events, _ = randomRegister(t, uint64(round))
		}
		if round%3 == 0 {
			for i := range cases {
				cases[i].Family = familyID("F")
			}
		}
		if round%5 == 0 { // all of it within weeks
			for i, e := range events {
				events[i].At = NewStamp(time.Date(2020, 2, 20+rng.IntN(30), rng.IntN(24), rng.IntN(60), 0, 0, time.UTC), e.At.Precision())
			}
		}
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		rules := append(presetRules()[round%4*6:][:6], allRules()...)
		short := DrentheStudy()
		short.Lookback, short.SameDayTie = Span{Days: 9}, TieRereport
		for _, rule := range append(rules, short) {
			if rule.Match != SameFamily {
				continue
			}
			want, got := classified(log, rule, math.MaxInt), classified(log, rule, 1)
			require.Equal(t, len(want), len(got))
			for i := range want {
				require.Equal(t, want[i], got[i], "round %d, rule %s\n%s", round, rule.Name, describe(log))
				seen.add(want[i].Class)
				if want[i].Ambiguous {
					ambiguous++
				}
				if want[i].KnownBeyondLookback {
					beyond++
				}
			}
		}
	}
	assert.True(t, min(seen.First, seen.Rereport, seen.FollowUp, ambiguous, beyond) > 0, "every class occurs")
}

// A family of many dossiers goes by moment without being asked to.
func TestLargeFamilyGivesTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(72, 1))
	var cases []Case
	var events []Event
	for d := range 5 * sweptFrom {
		id := caseID(fmt.Sprintf("D%d", d))
		cases = append(cases, Case{ID: id, Family: familyID([]string{"F", "G", "H"}[min(d%4, 2)])})
		day := rng.IntN(3000)
		for _, a := range []Activity{Report, AssessmentDone, Report, Closed, Report, Closed}[:1+rng.IntN(6)] {
			e := Event{Case: id, Activity: a, At: NewStamp(time.Date(2015, 1, day, rng.IntN(24), 0, 0, 0, time.UTC), Precision(1+rng.IntN(5))), Seq: len(events) + 1, Org: []OrgID{"", "x", "y"}[rng.IntN(3)]}
			if rng.IntN(2) == 0 {
				e.Subjects = []PersonID{personID(fmt.Sprint(rng.IntN(60)))}
				e.Concerns = []Concern{{personID(fmt.Sprint(rng.IntN(60))), []ConcernKind{Neglect, ChildAbuse}[rng.IntN(2)]}}
			}
			events = append(events, e)
			day += rng.IntN(20)
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	for _, rule := range presetRules() {
		require.Equal(t, classified(log, rule, math.MaxInt), classified(log, rule, sweptFrom), rule.Name)
	}
}

func TestKnownBy(t *testing.T) {
	rng := rand.New(rand.NewPCG(73, 1))
	for range 3000 {
		var k knownBy
		days := map[int32]int32{}
		for range rng.IntN(8) {
			place := int32(rng.IntN(4))
			day := int32(rng.IntN(10))
			if old, ok := days[place]; ok {
				day = max(day, old)
			}
			days[place] = day
			k.add(place, day)
		}
		for own := range int32(5) {
			for since := range 11 {
				want := false
				for place, day := range days {
					want = want || place != own && int(day) >= since
				}
				require.Equal(t, want, k.since(own, since))
			}
		}
	}
}

func TestMaxTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(74, 1))
	for range 300 {
		var list []*stretch
		for range rng.IntN(12) {
			list = append(list, &stretch{closeLo: int64(rng.IntN(9))})
		}
		tree, numbers := treeBy(list, (*stretch).endsFrom)
		in := map[int]treeKey{}
		for range 30 {
			if len(list) > 0 {
				i := rng.IntN(len(list))
				if rng.IntN(3) > 0 {
					in[i] = treeKey{int64(rng.IntN(4)), int64(rng.IntN(3))}
					tree.set(i, in[i])
				} else {
					_, was := in[i]
					require.Equal(t, was, tree.clear(i))
					delete(in, i)
				}
			}
			from := rng.IntN(len(list) + 1)
			to := from + rng.IntN(len(list)+1-from)
			best, n := int32(-1), 0
			for i := range list {
				if _, ok := in[i]; !ok || int(tree.place[i]) >= to {
					continue
				}
				n++
				if int(tree.place[i]) >= from && (best < 0 || in[i].compare(in[int(best)]) > 0) {
					best = int32(i)
				}
			}
			require.Equal(t, best, tree.greatest(from, to))
			tree.each(to, func(int32) { n-- })
			require.Equal(t, 0, n)
		}
		require.Len(t, numbers, len(list))
	}
}
