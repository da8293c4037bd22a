package casereview

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Weight says by what the arcs of a graph are put in order and drawn.
type Weight uint8

const (
	ByCases       Weight = iota // cases in which one follows the other at least once
	ByTransitions               // how often one follows the other
)

var weightTerms = rma.Terms{
	{"cases", "dossiers", "cases"},
	{"transitions", "overgangen", "transitions"},
}

// String returns the key used in files.
func (w Weight) String() string { return weightTerms.Key("Weight", uint8(w)) }

// Label returns the name in language l.
func (w Weight) Label(l rma.Lang) string { return weightTerms.Text("Weight", uint8(w)).In(l) }

// FollowsOptions says which activities are taken to follow one another.
type FollowsOptions struct {
	Name     string     // key of the observations; "" means "follows"
	Ignore   []Activity // events that are left out
	Weight   Weight     // 0 means by cases
	MinCases int        // arcs with fewer cases are not shown apart, and counted; 0 means that all are shown
	AsOf     time.Time  // events surely later are left out; zero means none are
	Origin   rma.Origin // for the observations
}

// Arc is one activity directly after another. From is empty for the start of a case,
// and To for its end, which in an open case is the end so far.
type Arc struct {
	From, To    Activity
	Cases       int // in which it occurs at least once
	Transitions int // how often it occurs
	Ambiguous   int // transitions between events that overlap, of which the order is not known

	// Median is the median of the days from one to the other, from the end of the
	// first when that is recorded, by earliest moments and never below 0; Least and
	// Most are the medians of the bounds that the stamps leave. NaN at the start and
	// the end of a case.
	Median, Least, Most float64
}

// FollowsNode is an activity of the graph.
type FollowsNode struct {
	Activity Activity
	Cases    int
	Events   int
}

// FollowsGraph is the directly-follows graph of the cases: what comes after what.
type FollowsGraph struct {
	Nodes     []FollowsNode // the declared activities in the order of the work, then those of the team
	Arcs      []Arc         // shown, the heaviest first
	NotShown  []Arc         // with fewer cases than Options.MinCases, the heaviest first
	Cases     int
	Empty     int // cases without an event that counts
	Ambiguous int // transitions between events that overlap
	Refs      []rma.Ref
	Options   FollowsOptions
	Warnings  []rma.Warning
}

// Hidden returns how many arcs are not shown, and how many transitions they have.
func (g FollowsGraph) Hidden() (arcs, transitions int) {
	for _, a := range g.NotShown {
		transitions += a.Transitions
	}
	return len(g.NotShown), transitions
}

// DirectlyFollows counts which activity comes directly after which. The events of a
// case stand by earliest moment and import order; a transition between two events
// whose stamps overlap is counted as ambiguous.
//
// The graph shows every step that some case took, which is not a course that any
// case need have followed from start to end: see [Variants]. Rare arcs may be left
// out with MinCases; how many were is always said.
//
// Errors: ErrOptions for a weight that does not exist or a negative MinCases.
// Warnings: rma.WarnUndetermined with the number of ambiguous transitions,
// rma.WarnUndefined and rma.WarnSmallBase for an empty or small base.
func DirectlyFollows(log *Log, o FollowsOptions) (FollowsGraph, error) {
	tally := NewFollowsTally(o)
	for _, t := range log.Cases() {
		tally.Add(t)
	}
	return tally.Result()
}

// Result gives what was counted so far.
//
// Errors: as those of [DirectlyFollows]; rma.ErrDuplicate when a case was added
// twice.
func (f *FollowsTally) Result() (FollowsGraph, error) {
	o := f.options
	if int(o.Weight) >= len(weightTerms) {
		return FollowsGraph{}, fmt.Errorf("%w: a weight is by cases or by transitions", ErrOptions)
	}
	if err := checkMinCases(o.MinCases); err != nil {
		return FollowsGraph{}, err
	}
	o.Name, o.Ignore = nameOr(o.Name, "follows"), slices.Clone(o.Ignore)
	refs, err := f.courses.refs()
	if err != nil {
		return FollowsGraph{}, err
	}
	g := FollowsGraph{Cases: len(refs), Empty: f.courses.empty, Refs: refs, Options: o}
	for i, n := range f.nodes {
		g.Nodes = append(g.Nodes, FollowsNode{Activity: f.courses.names[i], Cases: n.cases, Events: n.times})
	}
	slices.SortFunc(g.Nodes, func(a, b FollowsNode) int { return activityOrder(a.Activity, b.Activity) })
	for pair, at := range f.at {
		arc := f.arcs[at].arc(f.name(pair[0]), f.name(pair[1]))
		g.Ambiguous += arc.Ambiguous
		if arc.Cases < o.MinCases {
			g.NotShown = append(g.NotShown, arc)
		} else {
			g.Arcs = append(g.Arcs, arc)
		}
	}
	slices.SortFunc(g.Arcs, o.Weight.heavier)
	slices.SortFunc(g.NotShown, o.Weight.heavier)
	g.Warnings = baseWarnings(g.Cases - g.Empty)
	if g.Ambiguous > 0 {
		g.Warnings = append(g.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", g.Ambiguous))
	}
	return g, nil
}

// of returns the weight of an arc.
func (w Weight) of(a Arc) int {
	if w == ByTransitions {
		return a.Transitions
	}
	return a.Cases
}

// heavier puts the heaviest arc first, and arcs of one weight in the order of the
// work.
func (w Weight) heavier(a, b Arc) int {
	return cmp.Or(cmp.Compare(w.of(b), w.of(a)), activityOrder(a.From, b.From), activityOrder(a.To, b.To))
}
