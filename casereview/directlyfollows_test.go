package casereview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

func arcsOf(list []Arc) []string {
	var out []string
	for _, a := range list {
		out = append(out, fmt.Sprintf("%s>%s %d %d", a.From, a.To, a.Cases, a.Transitions))
	}
	return out
}

func TestDirectlyFollows(t *testing.T) {
	log := spelled(t, "abab", "ab", "ac", "")
	g, err := DirectlyFollows(log, FollowsOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{">a 3 3", "a>b 2 3", "b> 2 2", "a>c 1 1", "b>a 1 1", "c> 1 1"}, arcsOf(g.Arcs))
	assert.Equal(t, []FollowsNode{{"a", 3, 4}, {"b", 2, 3}, {"c", 1, 1}}, g.Nodes)
	assert.Equal(t, 1, g.Empty)
	assert.True(t, math.IsNaN(g.Arcs[0].Median))
	assert.Equal(t, 1.0, g.Arcs[1].Median)
	g, err = DirectlyFollows(log, FollowsOptions{Weight: ByTransitions, MinCases: 2})
	require.NoError(t, err)
	assert.Equal(t, []string{">a 3 3", "a>b 2 3", "b> 2 2"}, arcsOf(g.Arcs))
	arcs, transitions := g.Hidden()
	assert.Equal(t, []int{3, 3}, []int{arcs, transitions})
	g, err = DirectlyFollows(log, FollowsOptions{Ignore: []Activity{"b"}})
	require.NoError(t, err)
	assert.Equal(t, []string{">a 3 3", "a> 2 2", "a>a 1 1", "a>c 1 1", "c> 1 1"}, arcsOf(g.Arcs))
	for _, o := range []FollowsOptions{{Weight: 9}, {MinCases: -1}} {
		_, err = DirectlyFollows(log, o)
		assert.ErrorIs(t, err, ErrOptions)
	}
}

func TestArcTimes(t *testing.T) {
	visit := event(t, "a", HomeVisit, "2023-02-03T10:00")
	visit.End = at(t, "2023-02-04T10:00")
	g, err := DirectlyFollows(logOf(t, event(t, "a", Report, "2023-02-01"), visit, event(t, "a", Consult, "2023-02-04T09:00"), event(t, "a", Closed, "2023-02-06T10:00")), FollowsOptions{})
	require.NoError(t, err)
	of := func(from, to Activity) Arc {
		i := slices.IndexFunc(g.Arcs, func(a Arc) bool { return a.From == from && a.To == to })
		require.GreaterOrEqual(t, i, 0)
		return g.Arcs[i]
	}
	a := of(Report, HomeVisit)
	testkit.Near(t, 2+10.0/24, a.Median, 1e-9, "from the start of the day")
	testkit.Near(t, 1+10.0/24+1.0/1440, a.Least, 1e-9, "from the last minute of the day")
	testkit.Near(t, 2+10.0/24, a.Most, 1e-9, "to the minute")
	assert.Zero(t, of(HomeVisit, Consult).Median, "what begins before the end takes no time between")
	testkit.Near(t, 2+1.0/24, of(Consult, Closed).Median, 1e-9, "no end, from its moment")
	assert.Zero(t, g.Ambiguous)
	g, err = DirectlyFollows(logOf(t, event(t, "a", Report, "2023-02-01"), event(t, "a", HomeVisit, "2023-02-01T10:00")), FollowsOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, g.Ambiguous)
	assert.True(t, rma.HasWarning(g.Warnings, rma.WarnUndetermined))
	i := slices.IndexFunc(g.Arcs, func(a Arc) bool { return a.Ambiguous > 0 })
	assert.Zero(t, g.Arcs[i].Least, "never below 0")
}

func TestDirectlyFollowsAgainstItsDefinition(t *testing.T) {
	for round := range 60 {
		log := walk(t, rand.New(rand.NewPCG(71, uint64(round))), 30)
		end := time.Date(2023, 2, 10, 0, 0, 0, 0, time.UTC)
		g, err := DirectlyFollows(log, FollowsOptions{AsOf: end})
		require.NoError(t, err)
		total := 0
		for _, a := range g.Arcs {
			cases, n, ambiguous := 0, 0, 0
			var days []float64
			for _, tr := range log.Cases() {
				list := []Event{{}}
				for e := range tr.All() {
					if !e.At.Lo().After(end) {
						list = append(list, e)
					}
				}
				list = append(list, Event{})
				before := n
				for i := 1; i < len(list) && len(list) > 2; i++ {
					x, y := list[i-1], list[i]
					if x.Activity != a.From || y.Activity != a.To {
						continue
					}
					n++
					if i == 1 || i == len(list)-1 {
						continue
					}
					if !x.At.Before(y.At) {
						ambiguous++
					}
					from := x.At
					if !x.End.IsZero() {
						from = x.End
					}
					days = append(days, max(0, y.At.Lo().Sub(from.Lo()).Hours()/24))
				}
				if n > before {
					cases++
				}
			}
			require.Equal(t, []int{cases, n, ambiguous}, []int{a.Cases, a.Transitions, a.Ambiguous}, "%s > %s", a.From, a.To)
			testkit.Near(t, stat.Median(days), a.Median, 1e-9, "median")
			total += n
		}
		events := 0
		for _, n := range g.Nodes {
			events += n.Events
		}
		require.Equal(t, events+g.Cases-g.Empty, total, "every event is entered once, and every case left once")
	}
}

func TestFollowsTableSaysWhatIsNotShown(t *testing.T) {
	words := append(times(20, "ab"), times(6, "acacb")...)
	g, err := DirectlyFollows(spelled(t, words...), FollowsOptions{MinCases: 10})
	require.NoError(t, err)
	notes := g.Table().Notes
	require.Len(t, notes, 2)
	assert.Equal(t, "3 arcs (24 transitions) of fewer than 10 cases not shown", notes[1].In(rma.English))
	assert.Equal(t, "3 pijlen (24 overgangen) met minder dan 10 dossiers niet getoond", notes[1].In(rma.Dutch))
	g, err = DirectlyFollows(spelled(t, append(times(20, "ab"), "acb")...), FollowsOptions{MinCases: 10})
	require.NoError(t, err)
	assert.Len(t, g.Table().Notes, 1, "of two transitions, the number of arcs would tell that each is of one case")
	assert.Contains(t, g.Table().TeamNotes[1].In(rma.English), "2 arcs (2 transitions)")
	assert.Equal(t, "What follows what in 21 cases, 0 of them without an event; 0 transitions with an uncertain order\n"+
		"  start → a: 21 times in 21 cases\n  b → end: 21 times in 21 cases\n  a → b: 20 times in 20 cases, median 1.0 days\n"+
		"  2 arcs (2 transitions) of fewer than 10 cases not shown\n", g.String())
}

func draw(t *testing.T, g FollowsGraph, l rma.Lang) (dot, mermaid string) {
	t.Helper()
	var d, m strings.Builder
	require.NoError(t, g.WriteDOT(&d, l))
	require.NoError(t, g.WriteMermaid(&m, l))
	return d.String(), m.String()
}

func TestDrawingsGolden(t *testing.T) {
	log, _ := hoogeveen(t)
	g, err := DirectlyFollows(log, FollowsOptions{MinCases: 3})
	require.NoError(t, err)
	nl, mermaidNL := draw(t, g, rma.Dutch)
	en, mermaidEN := draw(t, g, rma.English)
	testkit.Golden(t, "golden/follows.dot", []byte(nl+"\n"+en))
	testkit.Golden(t, "golden/follows.mmd", []byte(mermaidNL+"\n"+mermaidEN))
	testkit.Golden(t, "golden/process.txt", []byte(processText(t, log)))
	for range 5 {
		again, mermaidAgain := draw(t, g, rma.Dutch)
		assert.Equal(t, nl+mermaidNL, again+mermaidAgain)
	}
}

// Nothing in a name ends the label that it stands in.
func TestDrawingsOfHostileNames(t *testing.T) {
	bad := []string{`a"]; x [label="b`, "a\nend\n", `a\`, `a\N\G`, "<b>x</b>", "a]; click a call alert()", "%%{init: {}}%%", "`x`", "\xff\x00", "\u202Eabc\u2066",
		"a|b", "#quot;", "&quot;", strings.Repeat("é", 1000), "-->", "subgraph", "end", ""}
	var events []Event
	for i, s := range bad {
		if s == "" {
			continue
		}
		events = append(events, Event{Case: caseID("a"), Activity: Activity(s), At: at(t, fmt.Sprintf("2023-02-%02d", i+1))})
	}
	g, err := DirectlyFollows(logOf(t, events...), FollowsOptions{})
	require.NoError(t, err)
	dot, mermaid := draw(t, g, rma.Dutch)
	for _, text := range []string{dot, mermaid} {
		assert.True(t, strings.ToValidUTF8(text, "") == text)
		for _, r := range "\x00\u202E\u2066" {
			assert.NotContains(t, text, string(r))
		}
		for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
			require.Zero(t, strings.Count(line, `"`)%2, line)
			require.Less(t, len(line), 600)
			outside := ""
			for i, part := range strings.Split(line, `"`) {
				if i%2 == 0 {
					outside += part
				} else {
					trail := len(part) - len(strings.TrimRight(part, `\`))
					require.Zero(t, trail%2, "the last backslash is itself escaped: %s", line)
				}
			}
			for _, word := range []string{"click", "alert", "init", "subgraph", "quot", "%%"} {
				require.NotContains(t, outside, word, line)
			}
		}
	}
	assert.Len(t, strings.Split(strings.TrimSpace(dot), "\n"), 6+len(g.Nodes)+len(g.Arcs)+1)
	assert.Len(t, strings.Split(strings.TrimSpace(mermaid), "\n"), 3+len(g.Nodes)+len(g.Arcs)+2)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, assert.AnError }

func TestDrawingsReportAFailedWrite(t *testing.T) {
	g, err := DirectlyFollows(spelled(t, "ab"), FollowsOptions{})
	require.NoError(t, err)
	assert.ErrorIs(t, g.WriteDOT(failing{}, rma.Dutch), assert.AnError)
	assert.ErrorIs(t, g.WriteMermaid(failing{}, rma.Dutch), assert.AnError)
}
