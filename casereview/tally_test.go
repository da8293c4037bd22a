package casereview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// walk makes a log of n cases of random courses, with stamps of days and minutes.
func walk(t testing.TB, rng *rand.Rand, n int) *Log {
	t.Helper()
	var events []Event
	var cases []Case
	acts := []Activity{Report, Consult, HomeVisit, SafetyPlan, Closed, "own"}
	orgs := []OrgID{"vt", "lokaal team", "politie", ""}
	for i := range n {
		id := caseID(fmt.Sprintf("W-%04d", i))
		cases = append(cases, Case{ID: id})
		at := time.Date(2023, 1, 1+rng.IntN(50), 9, 0, 0, 0, time.UTC)
		for range rng.IntN(7) {
			e := Event{Case: id, Activity: acts[rng.IntN(len(acts))], Org: orgs[rng.IntN(len(orgs))]}
			e.At = NewStamp(at, []Precision{Minute, Hour, Day, Week}[rng.IntN(4)])
			if rng.IntN(4) == 0 {
				e.End = NewStamp(at.Add(time.Duration(rng.IntN(3000))*time.Minute), Minute)
			}
			events = append(events, e)
			at = at.Add(time.Duration(rng.IntN(4000)) * time.Minute)
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

// tally is what every accumulator of the package can do.
type tally[T any] interface {
	Add(Trace)
	Merge(T) error
}

// merged counts the cases in random parts and merges these in a random order.
func merged[T tally[T]](t *testing.T, rng *rand.Rand, log *Log, fresh func() T) T {
	t.Helper()
	parts := make([]T, 1+rng.IntN(5))
	for i := range parts {
		parts[i] = fresh()
	}
	for _, tr := range log.Cases() {
		parts[rng.IntN(len(parts))].Add(tr)
	}
	rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	for len(parts) > 1 {
		require.NoError(t, parts[0].Merge(parts[1]))
		parts = slices.Delete(parts, 1, 2)
	}
	return parts[0]
}

// Parts that are counted apart and merged give the bytes of the table, and the
// result, of a single pass.
func TestMergeEqualsASinglePass(t *testing.T) {
	for round := range 150 {
		rng := rand.New(rand.NewPCG(31, uint64(round)))
		log := walk(t, rng, rng.IntN(40))

		po := PresenceOptions{Ignore: []Activity{SafetyPlan}, AsOf: time.Date(2023, 2, 10, 0, 0, 0, 0, time.UTC)}
		p, err := Presence(log, po)
		require.NoError(t, err)
		pm, err := merged(t, rng, log, func() *PresenceTally { return NewPresenceTally(po) }).Result()
		require.NoError(t, err)
		require.Equal(t, plain(p.Table()), plain(pm.Table()))
		require.Equal(t, fmt.Sprintf("%+v", p), fmt.Sprintf("%+v", pm))

		vo := VariantOptions{CollapseRepeats: round%2 == 0, MinCases: 2}
		v, err := Variants(log, vo)
		require.NoError(t, err)
		vm, err := merged(t, rng, log, func() *VariantTally { return NewVariantTally(vo) }).Result()
		require.NoError(t, err)
		require.Equal(t, plain(v.Table())+plain(v.TeamTable()), plain(vm.Table())+plain(vm.TeamTable()))
		require.Equal(t, fmt.Sprintf("%+v", v), fmt.Sprintf("%+v", vm))

		fo := FollowsOptions{MinCases: 2, Weight: Weight(round % 2)}
		g, err := DirectlyFollows(log, fo)
		require.NoError(t, err)
		gm, err := merged(t, rng, log, func() *FollowsTally { return NewFollowsTally(fo) }).Result()
		require.NoError(t, err)
		require.Equal(t, plain(g.Table()), plain(gm.Table()))
		require.Equal(t, fmt.Sprintf("%+v", g), fmt.Sprintf("%+v", gm))

		wo := WorkOptions{}
		w, err := HandoverOfWork(log, wo)
		require.NoError(t, err)
		wm, err := merged(t, rng, log, func() *WorkTally { return NewWorkTally(wo) }).Result()
		require.NoError(t, err)
		require.Equal(t, plain(w.Table())+plain(w.TeamTable()), plain(wm.Table())+plain(wm.TeamTable()))
		require.Equal(t, fmt.Sprintf("%+v", w), fmt.Sprintf("%+v", wm))
	}
}

func TestMergeRefuses(t *testing.T) {
	assert.ErrorIs(t, NewPresenceTally(PresenceOptions{}).Merge(NewPresenceTally(PresenceOptions{Ignore: []Activity{Report}})), ErrOptions)
	assert.ErrorIs(t, NewPresenceTally(PresenceOptions{}).Merge(NewPresenceTally(PresenceOptions{AsOf: asOf(t, "2023-02-01")})), ErrOptions)
	assert.ErrorIs(t, NewVariantTally(VariantOptions{}).Merge(NewVariantTally(VariantOptions{CollapseRepeats: true})), ErrOptions)
	assert.ErrorIs(t, NewFollowsTally(FollowsOptions{}).Merge(NewFollowsTally(FollowsOptions{Ignore: []Activity{Report}})), ErrOptions)
	assert.ErrorIs(t, NewWorkTally(WorkOptions{}).Merge(NewWorkTally(WorkOptions{AsOf: asOf(t, "2023-02-01")})), ErrOptions)

	for _, nothing := range []error{NewPresenceTally(PresenceOptions{}).Merge(nil), NewVariantTally(VariantOptions{}).Merge(nil), NewFollowsTally(FollowsOptions{}).Merge(nil), NewWorkTally(WorkOptions{}).Merge(nil)} {
		assert.NoError(t, nothing)
	}
	tr, _ := logOf(t, event(t, "a", Report, "2023-02-01")).Trace(caseID("a"))
	p, q := NewPresenceTally(PresenceOptions{}), NewPresenceTally(PresenceOptions{})
	p.Add(tr)
	q.Add(tr)
	require.NoError(t, p.Merge(q))
	_, err := p.Result()
	assert.ErrorIs(t, err, rma.ErrDuplicate, "one case in both parts")
}

// What is merged stays as it is and can be counted on.
func TestMergeLeavesTheOther(t *testing.T) {
	log := walk(t, rand.New(rand.NewPCG(32, 1)), 20)
	a, b := NewFollowsTally(FollowsOptions{}), NewFollowsTally(FollowsOptions{})
	for _, tr := range log.Cases() {
		b.Add(tr)
	}
	before, err := b.Result()
	require.NoError(t, err)
	require.NoError(t, a.Merge(b))
	extra, _ := logOf(t, event(t, "x", Report, "2023-02-01"), event(t, "x", Closed, "2023-02-02")).Trace(caseID("x"))
	a.Add(extra)
	after, err := b.Result()
	require.NoError(t, err)
	assert.Equal(t, fmt.Sprintf("%+v", before), fmt.Sprintf("%+v", after))
}

// orderOpen holds exactly when some order that the stamps allow gives other
// activities.
func TestOrderOpenAgainstAllOrders(t *testing.T) {
	rng := rand.New(rand.NewPCG(33, 1))
	open, first, last := 0, 0, 0
	for range 4000 {
		f := imprecise(rng, 5, 4)
		var list []met
		numbers := activityNumbers{}
		for i, s := range f.steps {
			list = append(list, met{numbers.number(s.activity), i, s.lo, s.hi})
		}
		words, firsts, lasts := map[string]bool{}, map[Activity]bool{}, map[Activity]bool{}
		orders(f.steps, func(order []step) {
			var w []string
			for _, s := range order {
				w = append(w, string(s.activity))
			}
			words[strings.Join(w, "")] = true
			if len(order) > 0 {
				firsts[order[0].activity], lasts[order[len(order)-1].activity] = true, true
			}
		})
		require.Equal(t, len(words) > 1, orderOpen(list), "%v", f.steps)
		if len(list) > 0 {
			require.Equal(t, len(firsts) > 1, severalFirst(list), "%v", f.steps)
			require.Equal(t, len(lasts) > 1, severalLast(list), "%v", f.steps)
			open, first, last = open+len(words), first+len(firsts), last+len(lasts)
		}
	}
	require.Greater(t, min(open, first, last), 4000)
}

func TestActivityOrder(t *testing.T) {
	list := []Activity{"zelf", "", Closed, "eigen", Report, PreNotice}
	slices.SortFunc(list, activityOrder)
	assert.Equal(t, []Activity{"", PreNotice, Report, Closed, "eigen", "zelf"}, list)
}

func TestBound(t *testing.T) {
	assert.Equal(t, "ééé…", bound("éééééé", 3))
	assert.Equal(t, "ééé", bound("ééé", 3))
	assert.Equal(t, "", bound("", 3))
}
