package casereview

import (
	"cmp"
	"math"
	"slices"
)

// sweptFrom is from how many dossiers of a family on it pays to go through its
// reports by moment.
const sweptFrom = 64

// familySweep classifies the reports of a family by their earliest moment. What was
// before a report stands in trees, so that nobody looks through all dossiers again for
// every report: it takes n log n of n events.
type familySweep struct {
	h         *ruled
	dossiers  []int32
	stretches []*stretch // of all of them, in order
	first     []int      // per dossier, where its stretches begin; one more at the end
	moments   []sweepMoment
	next      int
	openLo    []int64 // of all stretches, sorted
	openHi    []int64
	started   maxTree // what began surely before and did not end surely before, by closeLo
	closeLo   []int64 // of the places in that tree
	ended     maxTree // what surely ended before, by lastDay
	surely    maxTree // the same stretches, by lastDay, of which firstDay is looked for
	lastDay   []int
	endedN    []int // per dossier
	endedAll  int
	latest    []int // per dossier, the last day of what ended
	facts     map[int32]knownBy
	keys      []int64 // of the results: dossier and event
	results   []ClassifiedReport
}

// sweepMoment is something that is so from a moment on.
type sweepMoment struct {
	at   int64
	kind sweepKind
	is   int32 // a stretch, or the place of a dossier
	fact int32
}

type sweepKind uint8

const (
	sweepBegins sweepKind = iota
	sweepStage
	sweepEnds
	sweepFact
)

// sweptFamily returns the reports of a family, which it classifies the first time.
func (h *ruled) sweptFamily(family int32) *familySweep {
	if s, ok := h.families[family]; ok {
		return s
	}
	if h.families == nil {
		h.families = map[int32]*familySweep{}
	}
	s := &familySweep{h: h, dossiers: h.ofFamily[family], facts: map[int32]knownBy{}}
	s.prepare()
	s.run()
	h.families[family] = &familySweep{keys: s.keys, results: s.results}
	return h.families[family]
}

// report returns what a report is.
func (s *familySweep) report(own, event int) ClassifiedReport {
	i, _ := slices.BinarySearch(s.keys, reportKey(own, event))
	return s.results[i]
}

func reportKey(own, event int) int64 { return int64(own)<<32 | int64(event) }

// prepare puts the stretches and what happens to them in order.
func (s *familySweep) prepare() {
	for place, d := range s.dossiers {
		s.first = append(s.first, len(s.stretches))
		for k := range s.h.stretches[d] {
			s.stretches = append(s.stretches, &s.h.stretches[d][k])
		}
		for k, f := range s.h.dossiers[d].facts {
			s.moments = append(s.moments, sweepMoment{f.hi, sweepFact, int32(place), int32(k)})
		}
	}
	n := len(s.stretches)
	s.first = append(s.first, n)
	s.endedN, s.latest = make([]int, len(s.dossiers)), make([]int, len(s.dossiers))
	for i, v := range s.stretches {
		s.openLo, s.openHi = append(s.openLo, v.openLo), append(s.openHi, v.openHi)
		s.moments = append(s.moments, sweepMoment{at: v.openHi, kind: sweepBegins, is: int32(i)})
		for _, c := range v.later {
			s.moments = append(s.moments, sweepMoment{at: c.lo, kind: sweepStage, is: int32(i)})
		}
		if !v.lasting {
			s.moments = append(s.moments, sweepMoment{at: max(v.openHi, v.closeHi), kind: sweepEnds, is: int32(i)})
		}
	}
	slices.Sort(s.openLo)
	slices.Sort(s.openHi)
	slices.SortFunc(s.moments, func(a, b sweepMoment) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind)) })
	s.started, s.closeLo = treeBy(s.stretches, (*stretch).endsFrom)
	var days []int64
	s.ended, days = treeBy(s.stretches, func(v *stretch) int64 { return int64(v.lastDay) })
	s.surely = s.ended.empty()
	for _, d := range days {
		s.lastDay = append(s.lastDay, int(d))
	}
}

// endsFrom is the earliest moment at which a stretch may end.
func (s *stretch) endsFrom() int64 {
	if s.lasting {
		return math.MaxInt64
	}
	return s.closeLo
}

// run classifies every report of the family, by moment.
func (s *familySweep) run() {
	type question struct{ place, event, at int }
	var list []question
	for place, d := range s.dossiers {
		for i := range s.h.dossiers[d].trace.events {
			if s.h.dossiers[d].trace.events[i].Activity == Report {
				list = append(list, question{place, i, len(s.keys)})
				s.keys = append(s.keys, reportKey(int(d), i))
			}
		}
	}
	s.results = make([]ClassifiedReport, len(s.keys))
	moment := func(q question) int64 { return s.h.dossiers[s.dossiers[q.place]].trace.events[q.event].At.at }
	slices.SortStableFunc(list, func(a, b question) int { return cmp.Compare(moment(a), moment(b)) })
	for _, q := range list {
		s.advance(moment(q))
		s.results[q.at] = s.h.judge(s.past(q.place, q.event), true, int(s.dossiers[q.place]), q.event)
	}
}

// advance takes in everything up to a moment.
func (s *familySweep) advance(to int64) {
	for ; s.next < len(s.moments) && s.moments[s.next].at <= to; s.next++ {
		m := s.moments[s.next]
		switch i := int(m.is); m.kind {
		case sweepBegins:
			s.started.set(i, stageKey(s.stretches[i].stageAt(m.at)))
		case sweepStage:
			if s.started.has(i) {
				s.started.set(i, stageKey(s.stretches[i].stageAt(m.at)))
			}
		case sweepEnds:
			s.started.clear(i)
			s.end(i)
		case sweepFact:
			if s.endedN[i] > 0 {
				s.learn(&s.h.dossiers[s.dossiers[i]].facts[m.fact], i)
			}
		}
	}
}

// end takes a stretch in that has surely ended.
func (s *familySweep) end(i int) {
	v := s.stretches[i]
	s.ended.set(i, treeKey{v.closed.at, 0})
	s.surely.set(i, treeKey{int64(v.firstDay), 0})
	place, _ := slices.BinarySearch(s.dossiers, int32(v.dossier))
	s.endedAll++
	s.endedN[place]++
	if s.endedN[place] > 1 && v.lastDay <= s.latest[place] {
		return
	}
	s.latest[place] = v.lastDay
	now := max(v.openHi, v.closeHi)
	for k := range s.h.dossiers[v.dossier].facts {
		if f := &s.h.dossiers[v.dossier].facts[k]; f.hi <= now {
			s.learn(f, place)
		}
	}
}

func stageKey(t timedStage) treeKey { return treeKey{t.lo, int64(t.stage)} }
