package casereview

import (
	"math"
	"slices"
)

// FollowsTally counts cases one by one, for [DirectlyFollows]. Two of them that
// counted different cases can be merged, and give what one would have given of all
// cases. It keeps 16 bytes for every transition, of which the medians are made. It
// is not for use by several goroutines at once.
type FollowsTally struct {
	options FollowsOptions
	courses courses
	nodes   []arcNode        // by number of the activity
	at      map[[2]int32]int // by the numbers of the activities, outside for none
	arcs    []arcCount
}

// outside stands for what comes before the first event of a case, and after the last.
const outside int32 = -1

// arcNode is how often something happened, and in how many cases.
type arcNode struct {
	cases, times int
	seen         int // the case that was counted last, from 1
}

func (n *arcNode) count(nth int) {
	n.times++
	if n.seen != nth {
		n.cases, n.seen = n.cases+1, nth
	}
}

type arcCount struct {
	arcNode
	ambiguous int
	passed    []passing
}

// passing is the time from one event to another in seconds, between the earliest
// moments, and how much later the first and the second may have been.
type passing struct {
	seconds     int64
	first, next int32
}

// NewFollowsTally makes a tally of no cases.
func NewFollowsTally(o FollowsOptions) *FollowsTally {
	o.Ignore = slices.Clone(o.Ignore)
	return &FollowsTally{options: o, courses: courses{ignore: o.Ignore, asOf: o.AsOf}, at: map[[2]int32]int{}}
}

// Add counts a case. A case may be added once.
func (f *FollowsTally) Add(t Trace) {
	list := f.courses.read(t)
	nth := len(f.courses.cases)
	f.room()
	before := outside
	for i, m := range list {
		f.nodes[m.activity].count(nth)
		arc := f.arc(before, m.activity)
		arc.count(nth)
		if before != outside {
			if list[i-1].hi > m.lo {
				arc.ambiguous++
			}
			arc.passed = append(arc.passed, passingOf(&t.events[list[i-1].at], &t.events[m.at]))
		}
		before = m.activity
	}
	if len(list) > 0 {
		f.arc(before, outside).count(nth)
	}
}

// passingOf is the time from one event, or its end, to the next.
func passingOf(from, to *Event) passing {
	start := from.At
	if !from.End.IsZero() {
		start = from.End
	}
	return passing{to.At.at - start.at, start.width - minute, to.At.width - minute}
}

func (f *FollowsTally) room() {
	for len(f.nodes) < len(f.courses.names) {
		f.nodes = append(f.nodes, arcNode{})
	}
}

func (f *FollowsTally) arc(from, to int32) *arcCount {
	pair := [2]int32{from, to}
	i, ok := f.at[pair]
	if !ok {
		i = len(f.arcs)
		f.at[pair], f.arcs = i, append(f.arcs, arcCount{})
	}
	return &f.arcs[i]
}

// Merge adds what another tally counted, which stays as it is. A nil tally counted
// nothing.
//
// Errors: ErrOptions when it counted with other options.
func (f *FollowsTally) Merge(other *FollowsTally) error {
	if other == nil {
		return nil
	}
	here, err := f.courses.take(&other.courses)
	if err != nil {
		return err
	}
	f.room()
	for i, n := range other.nodes {
		f.nodes[here[i]].cases += n.cases
		f.nodes[here[i]].times += n.times
	}
	number := func(there int32) int32 {
		if there == outside {
			return outside
		}
		return here[there]
	}
	for pair, i := range other.at {
		from, to := &other.arcs[i], f.arc(number(pair[0]), number(pair[1]))
		to.cases, to.times, to.ambiguous = to.cases+from.cases, to.times+from.times, to.ambiguous+from.ambiguous
		to.passed = append(to.passed, from.passed...)
	}
	return nil
}

func (f *FollowsTally) name(number int32) Activity {
	if number == outside {
		return ""
	}
	return f.courses.names[number]
}

// arc works out the medians.
func (c *arcCount) arc(from, to Activity) Arc {
	a := Arc{From: from, To: to, Cases: c.cases, Transitions: c.times, Ambiguous: c.ambiguous,
		Median: math.NaN(), Least: math.NaN(), Most: math.NaN()}
	if len(c.passed) == 0 {
		return a
	}
	list := make([]int64, len(c.passed))
	median := func(of func(passing) int64) float64 {
		for i, p := range c.passed {
			list[i] = max(of(p), 0)
		}
		slices.Sort(list)
		n := len(list)
		return (float64(list[(n-1)/2]) + float64(list[n/2])) / 2 / secondsOfDay
	}
	a.Median = median(func(p passing) int64 { return p.seconds })
	a.Least, a.Most = a.Median, a.Median
	if slices.ContainsFunc(c.passed, func(p passing) bool { return p.first != 0 || p.next != 0 }) {
		a.Least = median(func(p passing) int64 { return p.seconds - int64(p.first) })
		a.Most = median(func(p passing) int64 { return p.seconds + int64(p.next) })
	}
	return a
}

const secondsOfDay = 24 * 60 * minute
