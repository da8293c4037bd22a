package casereview

import "slices"

// history is the dossiers of a log with the links between them. It may be filled
// again, and then uses its memory again.
type history struct {
	dossiers      []course
	family        []int32   // per dossier, the number of its family; -1 without one
	ofFamily      [][]int32 // per family, its dossiers
	ofPerson      [][]naming
	numbers       numbering
	familyNumbers map[FamilyID]int32
	outOfState    int
	replay        replay
	facts         []fact
}

// course is a dossier with its events, and what they say.
type course struct {
	trace        *Trace
	involvements []Involvement
	rank         []int32 // per event, when it was replayed; -1 when it has no part in the course
	facts        []fact
	state        State // at the end
}

// naming is a dossier that names a person, and the earliest moment at which it
// may have done so.
type naming struct {
	dossier int
	lo      int64
}

func newHistory(log *Log) *history {
	h := &history{}
	if log != nil {
		h.replay.rank = make([]int32, 0, log.events)
		h.fill(log.traces)
	}
	return h
}

// fill takes the dossiers, instead of those it had.
func (h *history) fill(traces []Trace) {
	h.numbers.clear()
	r := &h.replay
	r.involvements, r.outOfState, r.rank = r.involvements[:0], r.outOfState[:0], r.rank[:0]
	facts := h.facts[:0]
	h.dossiers, h.ofPerson = slices.Grow(h.dossiers[:0], len(traces)), nil
	for i := range traces {
		t := &traces[i]
		first := len(facts)
		state := r.run(t)
		for j := range t.events {
			facts = h.numbers.appendFacts(facts, &t.events[j], j)
		}
		h.dossiers = append(h.dossiers, course{t, r.involvements[r.first:], r.rank[len(r.rank)-len(t.events):], facts[first:], state})
	}
	h.facts, h.outOfState = facts, len(r.outOfState)
	h.findFamilies()
}

// findFamilies numbers the families and lists their dossiers.
func (h *history) findFamilies() {
	if h.familyNumbers == nil {
		h.familyNumbers = map[FamilyID]int32{}
	}
	clear(h.familyNumbers)
	h.family = h.family[:0]
	for i := range h.dossiers {
		number := int32(-1)
		if f := h.dossiers[i].trace.Case.Family; !f.IsZero() {
			n, ok := h.familyNumbers[f]
			if !ok {
				n = int32(len(h.familyNumbers))
				h.familyNumbers[f] = n
			}
			number = n
		}
		h.family = append(h.family, number)
	}
	h.ofFamily = grouped(h.family, len(h.familyNumbers))
}

// grouped lists the places of every number, in order; those below 0 are in no list.
func grouped(number []int32, n int) [][]int32 {
	size := make([]int, n)
	for _, k := range number {
		if k >= 0 {
			size[k]++
		}
	}
	room, out := make([]int32, len(number)), make([][]int32, n)
	for k, s := range size {
		out[k], room = room[:0:s], room[s:]
	}
	for i, k := range number {
		if k >= 0 {
			out[k] = append(out[k], int32(i))
		}
	}
	return out
}

// findPersons lists the dossiers that name each person. The events of a dossier come
// by their earliest moment.
func (h *history) findPersons() {
	if h.ofPerson != nil {
		return
	}
	h.ofPerson = make([][]naming, h.numbers.n)
	for i := range h.dossiers {
		d := &h.dossiers[i]
		for _, f := range d.facts {
			if f.kind != namesPerson {
				continue
			}
			if list := h.ofPerson[f.is]; len(list) == 0 || list[len(list)-1].dossier != i {
				h.ofPerson[f.is] = append(list, naming{i, d.trace.events[f.event].At.at})
			}
		}
	}
}

// linked returns the dossiers that the rule links a report to, its own among
// them, and whether there was anything but the dossier itself to link by. The list
// stands in a buffer that the next report uses again.
func (h *ruled) linked(own, event int) (list []int32, linkable bool) {
	h.list = append(h.list[:0], int32(own))
	if h.rule.Match == SameFamily {
		if h.family[own] < 0 {
			return h.list, false
		}
		return h.ofFamily[h.family[own]], true
	}
	d := &h.dossiers[own]
	persons := h.involvedIn(d, event)
	_, hi := d.trace.events[event].At.seconds()
	for _, p := range persons {
		for _, n := range h.ofPerson[p] {
			if n.dossier != own && n.lo < hi {
				h.list = append(h.list, int32(n.dossier))
			}
		}
	}
	slices.Sort(h.list)
	h.list = slices.Compact(h.list)
	return h.list, len(persons) > 0
}

// involvedIn returns the numbers of the directly involved of a report, or when it
// names none, of those that its dossier named up to then. They stand in a buffer that
// the next report uses again.
func (h *ruled) involvedIn(d *course, event int) []int32 {
	h.persons = h.persons[:0]
	for _, f := range d.facts {
		if f.kind == namesPerson && int(f.event) == event {
			h.persons = append(h.persons, f.is)
		}
	}
	if len(h.persons) > 0 {
		return h.persons
	}
	for _, f := range d.facts {
		if f.kind == namesPerson && int(f.event) < event {
			h.persons = append(h.persons, f.is)
		}
	}
	slices.Sort(h.persons)
	h.persons = slices.Compact(h.persons)
	return h.persons
}
