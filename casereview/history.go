package casereview

import "slices"

// history is the dossiers of a log with the links between them.
type history struct {
	dossiers   []course
	family     []int32   // per dossier, the number of its family; -1 without one
	ofFamily   [][]int32 // per family, its dossiers
	ofPerson   [][]naming
	numbers    numbering
	outOfState int
}

// course is a dossier with its events, and what they say.
type course struct {
	trace        *Trace
	involvements []Involvement
	rank         []int32 // per event, when it was replayed; -1 when it has no part in the course
	facts        []fact
}

// naming is a dossier that names a person, and the earliest moment at which it
// may have done so.
type naming struct {
	dossier int
	lo      int64
}

func newHistory(log *Log) *history {
	h := &history{numbers: newNumbering()}
	if log == nil {
		return h
	}
	h.dossiers = make([]course, len(log.traces))
	r := replay{rank: make([]int32, 0, log.events)}
	var facts []fact
	for i := range log.traces {
		t := &log.traces[i]
		first := len(facts)
		r.run(t)
		for j := range t.events {
			facts = h.numbers.appendFacts(facts, &t.events[j], j)
		}
		h.dossiers[i] = course{trace: t, involvements: r.involvements[r.first:], rank: r.rank[len(r.rank)-len(t.events):], facts: facts[first:]}
	}
	h.outOfState = len(r.outOfState)
	h.findFamilies()
	return h
}

// findFamilies numbers the families and lists their dossiers.
func (h *history) findFamilies() {
	number := map[FamilyID]int32{}
	h.family = make([]int32, len(h.dossiers))
	for i := range h.dossiers {
		h.family[i] = -1
		f := h.dossiers[i].trace.Case.Family
		if f.IsZero() {
			continue
		}
		n, ok := number[f]
		if !ok {
			n = int32(len(number))
			number[f] = n
		}
		h.family[i] = n
	}
	h.ofFamily = grouped(h.family, len(number))
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
