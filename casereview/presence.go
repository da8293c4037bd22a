package casereview

import (
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// PresenceOptions says how the activities of cases are counted.
type PresenceOptions struct {
	Name   string     // key of the observations; "" means "presence"
	Ignore []Activity // events that are left out
	AsOf   time.Time  // events surely later are left out; zero means none are
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // for the observations
}

// ActivityPresence is in how many cases an activity happened.
type ActivityPresence struct {
	Activity Activity
	Share    rma.Share // cases with it, of all cases
	Events   int       // how often, in all cases
	First    int       // cases of which it is the first event
	Last     int       // cases of which it is the last event, so far
}

// CasePresence is which activities happen in how many cases.
type CasePresence struct {
	Activities     []ActivityPresence // the declared ones in the order of the work, then those of the team
	Cases          int
	Empty          int // cases without an event that counts
	AmbiguousFirst int // cases of which another activity may be the first
	AmbiguousLast  int // cases of which another activity may be the last
	Refs           []rma.Ref
	Options        PresenceOptions
	Warnings       []rma.Warning
}

// Presence counts in how many cases each activity happens, and with which they start
// and end.
//
//	share = cases in which it happens at least once / all cases
//
// From 0 to 1. N counts every case of the log, also those without events. That an
// activity is not in the log need not mean that it did not happen; and the last
// event of a case that is open is the last so far.
//
// Where stamps overlap, the first and the last event are those by earliest moment
// and import order; cases in which another activity may be first or last are
// counted.
//
// Errors: ErrOptions for a level that is none. Warnings: rma.WarnUndetermined with
// the number of ambiguous cases, first and last; rma.WarnSmallBase and
// rma.WarnUndefined for a small or empty base.
func Presence(log *Log, o PresenceOptions) (CasePresence, error) {
	tally := NewPresenceTally(o)
	for _, t := range log.Cases() {
		tally.Add(t)
	}
	return tally.Result()
}

// PresenceTally counts cases one by one, for [Presence]. Two of them that counted
// different cases can be merged, and give what one would have given of all cases.
// It is not for use by several goroutines at once.
type PresenceTally struct {
	options PresenceOptions
	courses courses
	counts  []presenceCount // by number of the activity
	first   int             // ambiguous
	last    int
}

type presenceCount struct {
	cases, events, first, last int
	seen                       int // the case that was counted last, from 1
}

// NewPresenceTally makes a tally of no cases.
func NewPresenceTally(o PresenceOptions) *PresenceTally {
	o.Ignore = slices.Clone(o.Ignore)
	return &PresenceTally{options: o, courses: courses{ignore: o.Ignore, asOf: o.AsOf}}
}

// Add counts a case. A case may be added once.
func (p *PresenceTally) Add(t Trace) {
	list := p.courses.read(t)
	p.room()
	for _, m := range list {
		c := &p.counts[m.activity]
		c.events++
		if c.seen != len(p.courses.cases) {
			c.seen = len(p.courses.cases)
			c.cases++
		}
	}
	if len(list) == 0 {
		return
	}
	p.counts[list[0].activity].first++
	p.counts[list[len(list)-1].activity].last++
	if severalFirst(list) {
		p.first++
	}
	if severalLast(list) {
		p.last++
	}
}

func (p *PresenceTally) room() {
	for len(p.counts) < len(p.courses.names) {
		p.counts = append(p.counts, presenceCount{})
	}
}

// severalFirst reports whether different activities may have come first: those that
// begin before the first of all ends.
func severalFirst(list []met) bool {
	end := list[0].hi
	for _, m := range list {
		if m.lo >= end {
			break
		}
		if m.activity != list[0].activity {
			return true
		}
		end = min(end, m.hi)
	}
	return false
}

// severalLast reports whether different activities may have come last: those that end
// after the last of all begins.
func severalLast(list []met) bool {
	last := list[len(list)-1]
	for _, m := range list {
		if m.hi > last.lo && m.activity != last.activity {
			return true
		}
	}
	return false
}

// Merge adds what another tally counted, which stays as it is. A nil tally counted
// nothing.
//
// Errors: ErrOptions when it counted with other options.
func (p *PresenceTally) Merge(other *PresenceTally) error {
	if other == nil {
		return nil
	}
	here, err := p.courses.take(&other.courses)
	if err != nil {
		return err
	}
	p.room()
	for i, c := range other.counts {
		to := &p.counts[here[i]]
		to.cases, to.events, to.first, to.last = to.cases+c.cases, to.events+c.events, to.first+c.first, to.last+c.last
	}
	p.first, p.last = p.first+other.first, p.last+other.last
	return nil
}

// Result gives what was counted so far.
//
// Errors: as those of [Presence]; rma.ErrDuplicate when a case was added twice.
func (p *PresenceTally) Result() (CasePresence, error) {
	o := p.options
	if err := checkLevel(o.Level); err != nil {
		return CasePresence{}, err
	}
	o.Name, o.Ignore = nameOr(o.Name, "presence"), slices.Clone(o.Ignore)
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	refs, err := p.courses.refs()
	if err != nil {
		return CasePresence{}, err
	}
	r := CasePresence{Cases: len(refs), Empty: p.courses.empty, AmbiguousFirst: p.first, AmbiguousLast: p.last, Refs: refs, Options: o}
	for i, c := range p.counts {
		r.Activities = append(r.Activities, ActivityPresence{Activity: p.courses.names[i],
			Share: newShare(rma.Proportion{K: c.cases, N: r.Cases}, o.Level), Events: c.events, First: c.first, Last: c.last})
	}
	slices.SortFunc(r.Activities, func(a, b ActivityPresence) int { return activityOrder(a.Activity, b.Activity) })
	r.Warnings = baseWarnings(r.Cases)
	if p.first > 0 || p.last > 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d, n=%d", p.first, p.last))
	}
	return r, nil
}
