package casereview

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Log holds cases and what happened in them. It does not change once it is
// made, and is safe for concurrent reading. Cases stand in the order of their
// id, and events within a case by earliest moment and then import order. A nil
// Log is one without cases.
type Log struct {
	traces   []Trace
	events   int
	warnings []rma.Warning

	families   []Family // by id
	vocabulary Vocabulary
}

// NewLog makes a log of cases and events in any order. What it is given is
// copied. The Seq of events decides between equal stamps; when no event has one,
// their order in the slice does.
//
// Errors are *rma.DataError, up to 100, with the place that the case or event
// carries: rma.ErrMissing for a case without an id, an event without an
// activity or without a stamp; rma.ErrDuplicate for a case id that occurs
// twice; rma.ErrUnknownID for an event of a case that is not given.
func NewLog(cases []Case, events []Event) (*Log, error) {
	l := &Log{traces: make([]Trace, 0, len(cases)), events: len(events)}
	problems := rma.Problems{}
	for _, c := range cases {
		if c.ID.IsZero() {
			problems.File = c.File
			problems.Add(c.Line, 0, "case", rma.ErrMissing)
			continue
		}
		c.Attrs = maps.Clone(c.Attrs)
		l.traces = append(l.traces, Trace{Case: c})
	}
	slices.SortStableFunc(l.traces, func(a, b Trace) int { return a.Case.ID.Compare(b.Case.ID.Pseudonym) })
	for i := 1; i < len(l.traces); i++ {
		if c := l.traces[i].Case; c.ID == l.traces[i-1].Case.ID {
			problems.File = c.File
			problems.Add(c.Line, 0, "case", rma.ErrDuplicate)
		}
	}
	l.addEvents(events, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

// addEvents puts a copy of every event under its case, in order.
func (l *Log) addEvents(events []Event, problems *rma.Problems) {
	numbered := slices.ContainsFunc(events, func(e Event) bool { return e.Seq != 0 })
	at := l.places(events, problems)
	for i := range events {
		if at[i] < 0 {
			continue
		}
		t := &l.traces[at[i]]
		t.events = append(t.events, events[i])
		e := &t.events[len(t.events)-1]
		if !numbered {
			e.Seq = i + 1
		}
		e.With = slices.Clip(slices.Clone(e.With))
		e.Subjects = slices.Clip(slices.Clone(e.Subjects))
		e.Concerns = slices.Clip(slices.Clone(e.Concerns))
		e.Attrs = maps.Clone(e.Attrs)
	}
	for i := range l.traces {
		slices.SortStableFunc(l.traces[i].events, inLogOrder)
	}
}

// places returns the case of every event, -1 for one that cannot be in the log, and
// makes room for the events of each.
func (l *Log) places(events []Event, problems *rma.Problems) []int32 {
	at, size := make([]int32, len(events)), make([]int, len(l.traces))
	last := 0 // events of one case often stand together
	for i := range events {
		e, ok := &events[i], true
		if last >= len(l.traces) || l.traces[last].Case.ID != e.Case {
			last, ok = l.find(e.Case)
		}
		at[i] = -1
		problems.File = e.File
		switch field := e.lacks(); {
		case !ok:
			problems.Add(e.Line, e.Column, "case", rma.ErrUnknownID)
		case field != "":
			problems.Add(e.Line, e.Column, field, rma.ErrMissing)
		default:
			at[i] = int32(last)
			size[last]++
		}
	}
	room := make([]Event, len(events))
	for i, n := range size {
		if n > 0 {
			l.traces[i].events, room = room[:0:n], room[n:]
		}
	}
	return at
}

func inLogOrder(a, b Event) int {
	return cmp.Or(cmp.Compare(a.At.at, b.At.at), cmp.Compare(a.Seq, b.Seq))
}

func (l *Log) find(id CaseID) (int, bool) {
	return slices.BinarySearchFunc(l.traces, id, func(t Trace, id CaseID) int { return t.Case.ID.Compare(id.Pseudonym) })
}

// Len returns the number of cases.
func (l *Log) Len() int {
	if l == nil {
		return 0
	}
	return len(l.traces)
}

// Events returns the number of events.
func (l *Log) Events() int {
	if l == nil {
		return 0
	}
	return l.events
}

// Cases yields every case with its trace, in the order of the case ids.
func (l *Log) Cases() iter.Seq2[CaseID, Trace] {
	return func(yield func(CaseID, Trace) bool) {
		if l == nil {
			return
		}
		for _, t := range l.traces {
			if !yield(t.Case.ID, t) {
				return
			}
		}
	}
}

// Trace returns the case with that id.
func (l *Log) Trace(id CaseID) (Trace, bool) {
	if l == nil {
		return Trace{}, false
	}
	i, ok := l.find(id)
	if !ok {
		return Trace{}, false
	}
	return l.traces[i], true
}

// Where returns the log of the cases that keep holds for; nil keeps every case.
// What was warned of in reading goes with it, and so do all families and the names of
// activities.
func (l *Log) Where(keep func(Trace) bool) *Log {
	sub := &Log{warnings: l.Warnings()}
	if l != nil {
		sub.families, sub.vocabulary = l.families, l.vocabulary
	}
	for _, t := range l.Cases() {
		if keep == nil || keep(t) {
			sub.traces = append(sub.traces, t)
			sub.events += t.Len()
		}
	}
	return sub
}

// Warnings returns what was noted when the log was read.
func (l *Log) Warnings() []rma.Warning {
	if l == nil {
		return nil
	}
	return slices.Clone(l.warnings)
}
