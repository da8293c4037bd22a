package casereview

import (
	"iter"
	"slices"
	"sort"
	"time"
)

// Trace is a case with its events, in the order of their earliest moment; equal
// moments stand in import order. What it holds is shared and must not be
// changed.
type Trace struct {
	Case   Case
	events []Event
}

// Len returns the number of events.
func (t Trace) Len() int { return len(t.events) }

// All yields the events in order.
func (t Trace) All() iter.Seq[Event] { return slices.Values(t.events) }

// Of yields the events of one activity in order.
func (t Trace) Of(a Activity) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for i := range t.events {
			if e := &t.events[i]; e.Activity == a && !yield(*e) {
				return
			}
		}
	}
}

// First returns the first event of the activity.
func (t Trace) First(a Activity) (Event, bool) {
	for e := range t.Of(a) {
		return e, true
	}
	return Event{}, false
}

// Has reports whether the activity occurs in the case.
func (t Trace) Has(a Activity) bool {
	_, ok := t.First(a)
	return ok
}

// until returns the trace without the events that surely lie after asOf.
func (t Trace) until(asOf time.Time) Trace {
	end := asOf.Unix() // an event at asOf itself has happened
	n := sort.Search(len(t.events), func(i int) bool { return t.events[i].At.at > end })
	t.events = t.events[:n:n]
	return t
}

// Attr returns the attribute of the case, "" when it is not recorded.
func (t Trace) Attr(name string) string { return t.Case.Attrs[name] }
