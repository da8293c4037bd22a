package casereview

import "slices"

// history is the dossiers of a log with the links between them.
type history struct {
	dossiers   []course
	byFamily   map[FamilyID][]int
	byPerson   map[PersonID][]naming
	in         interned
	outOfState int
}

// course is a dossier with its events.
type course struct {
	trace Trace
	Dossier
	facts []fact
}

// naming is a dossier that names a person, and the earliest moment at which it
// may have done so.
type naming struct {
	dossier int
	lo      int64
}

func newHistory(log *Log) *history {
	h := &history{byFamily: map[FamilyID][]int{}, byPerson: map[PersonID][]naming{}, in: interned{}}
	for _, t := range log.Cases() {
		d := course{trace: t, Dossier: Replay(t)}
		at := len(h.dossiers)
		h.outOfState += len(d.OutOfState)
		if f := t.Case.Family; !f.IsZero() {
			h.byFamily[f] = append(h.byFamily[f], at)
		}
		for i, e := range t.events {
			lo, _ := e.At.seconds()
			for _, p := range e.involved() {
				h.name(p, at, lo)
			}
			d.facts = append(d.facts, h.in.facts(e, i)...)
		}
		h.dossiers = append(h.dossiers, d)
	}
	return h
}

// name notes that the dossier names the person. The events of a dossier come by
// their earliest moment.
func (h *history) name(p PersonID, dossier int, lo int64) {
	if list := h.byPerson[p]; len(list) == 0 || list[len(list)-1].dossier != dossier {
		h.byPerson[p] = append(list, naming{dossier, lo})
	}
}

// linked returns the dossiers that the rule links a report to, its own among
// them, and whether there was anything but the dossier itself to link by.
func (h *history) linked(own, event int, m Match) (list []int, linkable bool) {
	d := &h.dossiers[own]
	if m == Family {
		if d.trace.Case.Family.IsZero() {
			return []int{own}, false
		}
		return h.byFamily[d.trace.Case.Family], true
	}
	persons := d.involvedIn(event)
	_, hi := d.trace.events[event].At.seconds()
	list = []int{own}
	for _, p := range persons {
		for _, n := range h.byPerson[p] {
			if n.dossier != own && n.lo < hi {
				list = append(list, n.dossier)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), len(persons) > 0
}

// involvedIn returns the directly involved of a report, or when it names none,
// those that its dossier named up to then.
func (d *course) involvedIn(event int) []PersonID {
	if list := d.trace.events[event].involved(); len(list) > 0 {
		return list
	}
	var list []PersonID
	for _, e := range d.trace.events[:event] {
		list = append(list, e.involved()...)
	}
	slices.SortFunc(list, func(a, b PersonID) int { return a.Compare(b.Pseudonym) })
	return slices.Compact(list)
}
