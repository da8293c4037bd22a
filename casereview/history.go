package casereview

import "slices"

// history is the dossiers of a log with the links between them.
type history struct {
	dossiers   []course
	byFamily   map[FamilyID][]int
	byPerson   map[PersonID][]int
	outOfState int
}

// course is a dossier with its events.
type course struct {
	trace Trace
	Dossier
}

func newHistory(log *Log) *history {
	h := &history{byFamily: map[FamilyID][]int{}, byPerson: map[PersonID][]int{}}
	for _, t := range log.Cases() {
		d := course{t, Replay(t)}
		at := len(h.dossiers)
		h.dossiers = append(h.dossiers, d)
		h.outOfState += len(d.OutOfState)
		if f := t.Case.Family; f != "" {
			h.byFamily[f] = append(h.byFamily[f], at)
		}
		for _, e := range t.events {
			for _, p := range e.involved() {
				if list := h.byPerson[p]; len(list) == 0 || list[len(list)-1] != at {
					h.byPerson[p] = append(list, at)
				}
			}
		}
	}
	return h
}

// linked returns the dossiers that the rule links a report to, its own among
// them, and whether there was anything but the dossier itself to link by.
func (h *history) linked(own, event int, m Match) (list []int, linkable bool) {
	d := h.dossiers[own]
	if m == Family {
		if d.trace.Case.Family == "" {
			return []int{own}, false
		}
		return h.byFamily[d.trace.Case.Family], true
	}
	persons := d.involvedIn(event)
	list = []int{own}
	for _, p := range persons {
		for _, at := range h.byPerson[p] {
			if at != own && h.dossiers[at].names(p, d.trace.events[event].At) {
				list = append(list, at)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), len(persons) > 0
}

// involvedIn returns the directly involved of a report, or when it names none,
// those that its dossier named up to then.
func (d course) involvedIn(event int) []PersonID {
	if list := d.trace.events[event].involved(); len(list) > 0 {
		return list
	}
	var list []PersonID
	for _, e := range d.trace.events[:event] {
		list = append(list, e.involved()...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// names reports whether the dossier named the person not surely after at.
func (d course) names(p PersonID, at Stamp) bool {
	return slices.ContainsFunc(d.trace.events, func(e Event) bool {
		return !at.Before(e.At) && slices.Contains(e.involved(), p)
	})
}

// earlier yields the events of a dossier that lie before a report: surely
// before it, or in its own dossier those that stand before it.
func (h *history) earlier(dossier, own, event int) []Event {
	events := h.dossiers[dossier].trace.events
	if dossier == own {
		return events[:event]
	}
	at := h.dossiers[own].trace.events[event].At
	var list []Event
	for _, e := range events {
		if e.At.Before(at) {
			list = append(list, e)
		}
	}
	return list
}
