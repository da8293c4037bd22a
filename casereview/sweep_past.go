package casereview

import (
	"math"
	"slices"
)

// restClosed is what surely ended before a report in other dossiers, where they are
// too many to list. The zero value is nothing.
type restClosed struct {
	n     int
	last  *stretch // that was closed last, of those in the look-back
	sure  bool     // one of them surely lies in the look-back
	opens int
	sweep *familySweep
}

// closedAfter reports whether a stretch was closed later than another; of two closed
// at the same moment the first in order counts.
func (s *stretch) closedAfter(o *stretch) bool {
	return s.closed.at > o.closed.at || s.closed.at == o.closed.at && s.order < o.order
}

// past says what the dossiers of the family say about a report, as ruled.past does
// by looking through them.
func (s *familySweep) past(place, event int) past {
	h, own := s.h, int(s.dossiers[place])
	lo, hi := h.dossiers[own].trace.events[event].At.seconds()
	p := h.past([]int32{int32(own)}, own, event)
	p.closed = slices.Clone(p.closed)
	out := s.without(place)
	defer s.restore(out)

	opened, _ := slices.BinarySearch(s.openLo, hi)
	before, _ := slices.BinarySearch(s.openHi, lo+1)
	p.opening = opened-before > s.ownOpenings(place, lo, hi)
	end, _ := slices.BinarySearch(s.closeLo, hi)
	p.running = s.stronger(p.running, s.started.greatest(end, len(s.stretches)))
	tied := s.started.greatest(0, end)
	p.tied = s.stronger(p.tied, tied)
	if tied >= 0 && h.rule.SameDayTie == TieRereport {
		s.started.each(end, func(i int32) { p.closed = append(p.closed, s.stretches[i]) })
	}
	p.rest = s.rest(place, h.dossiers[own].trace.events[event].At)
	return p
}

// without takes the stretches of a dossier out of the trees, and returns which of them
// were in.
func (s *familySweep) without(place int) (out []removed) {
	for i := s.first[place]; i < s.first[place+1]; i++ {
		r := removed{i, s.started.clear(i), s.ended.clear(i)}
		s.surely.clear(i)
		if r.started || r.ended {
			out = append(out, r)
		}
	}
	return out
}

// removed is a stretch that stood in a tree.
type removed struct {
	is             int
	started, ended bool
}

func (s *familySweep) restore(out []removed) {
	for _, r := range out {
		if r.started {
			s.started.put(r.is, int32(r.is))
		}
		if r.ended {
			s.ended.put(r.is, int32(r.is))
			s.surely.put(r.is, int32(r.is))
		}
	}
}

// ownOpenings returns how many stretches of a dossier open at the moment of a report,
// as far as the stamps tell.
func (s *familySweep) ownOpenings(place int, lo, hi int64) int {
	n := 0
	for _, v := range s.stretches[s.first[place]:s.first[place+1]] {
		if v.openLo < hi && v.openHi > lo {
			n++
		}
	}
	return n
}

// stronger returns the later of what was found and a stretch, as running.add does with
// the dossiers in order.
func (s *familySweep) stronger(r running, i int32) running {
	if i < 0 {
		return r
	}
	k := s.started.keys[i]
	one := running{true, s.stretches[i].dossier, timedStage{k.first, Stage(k.second)}}
	if !r.found {
		return one
	}
	switch c := stageKey(r.stage).compare(k); {
	case c > 0, c == 0 && r.dossier < one.dossier:
		return r
	}
	return one
}

// rest says what surely ended before a report, apart from its own dossier.
func (s *familySweep) rest(place int, at Stamp) restClosed {
	r := restClosed{n: s.endedAll - s.endedN[place], opens: math.MinInt, sweep: s}
	from := 0
	if back := s.h.rule.Lookback; back != (Span{}) {
		first, last := at.days()
		r.opens = dayNumber(back.before(first))
		from, _ = slices.BinarySearch(s.lastDay, r.opens)
		if i := s.surely.greatest(from, len(s.stretches)); i >= 0 {
			r.sure = s.stretches[i].firstDay >= dayNumber(back.before(last))
		}
	}
	if i := s.ended.greatest(from, len(s.stretches)); i >= 0 {
		r.last = s.stretches[i]
	}
	return r
}

// knownBy is the two dossiers that ended last of those that say something.
type knownBy struct {
	n            uint8
	place, day   int32
	place2, day2 int32
}

// add notes that a dossier that ended on a day, or on an earlier one before, says it.
func (k *knownBy) add(place, day int32) {
	switch {
	case k.n > 0 && k.place == place:
		k.day = max(k.day, day)
	case k.n == 0:
		k.n, k.place, k.day = 1, place, day
	case day > k.day:
		k.place2, k.day2, k.place, k.day = k.place, k.day, place, day
		k.n = 2
	case k.n == 1 || k.place2 == place || day > k.day2:
		if k.n == 2 && k.place2 == place {
			day = max(day, k.day2)
		}
		k.n, k.place2, k.day2 = 2, place, day
	}
}

// since reports whether a dossier other than this one says it that ended on a day or
// later.
func (k knownBy) since(place int32, day int) bool {
	switch {
	case k.n == 0:
		return false
	case k.place != place:
		return int(k.day) >= day
	}
	return k.n == 2 && int(k.day2) >= day
}

// These are facts that stand for any concern and any reporter.
const anyConcernFact, anyReporterFact int32 = -1, -2

// learn notes what a dossier says that ended.
func (s *familySweep) learn(f *fact, place int) {
	add := func(is int32) {
		k := s.facts[is]
		k.add(int32(place), int32(s.latest[place]))
		s.facts[is] = k
	}
	add(f.is)
	switch f.kind {
	case isConcern:
		add(anyConcernFact)
	case reportedByOrg:
		add(anyReporterFact)
	}
}

// answer answers the questions about a report from what the other dossiers say that
// ended before it.
func (r *restClosed) answer(h *ruled, own, event int) {
	s := r.sweep
	at, _ := slices.BinarySearch(s.dossiers, int32(own))
	place := int32(at)
	h.asks.anyConcern = h.asks.anyConcern || s.facts[anyConcernFact].since(place, r.opens)
	h.asks.anyReporter = h.asks.anyReporter || s.facts[anyReporterFact].since(place, r.opens)
	find := func(is int32) {
		if h.asked[is] == h.reports && h.known[is] != h.reports && s.facts[is].since(place, r.opens) {
			h.known[is] = h.reports
			h.asks.open--
		}
	}
	for _, is := range h.persons {
		find(is)
	}
	for _, f := range h.dossiers[own].facts {
		if int(f.event) == event {
			find(f.is)
		}
	}
}
