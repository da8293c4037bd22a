package casereview

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// stretch is an involvement as a rule sees it, with its bounds as numbers.
type stretch struct {
	dossier          int
	opener           int // event of the trace
	openLo, openHi   int64
	lasting          bool  // not closed
	order            int32 // among the stretches of all dossiers
	closed           Stamp
	closeLo, closeHi int64
	firstDay         int // of the closing, counted from a fixed day
	lastDay          int
	opening          timedStage
	later            []timedStage // the stages after the first
}

// ruled is a history as a rule sees it. The buffers are used again for every
// report.
type ruled struct {
	*history
	rule      Rule
	stretches [][]stretch // by dossier
	all       []stretch
	list      []int32
	persons   []int32
	closed    []*stretch
	within    []*stretch
	asks      questions
	reports   int32   // re-reports described so far, which number the marks below
	seen      []int32 // by dossier, the last re-report that looked at it
	asked     []int32 // by fact, the last one that asked for it
	known     []int32 // by fact, the last one for which it was known
	many      int     // dossiers of a family from which on its reports are classified by moment
	families  map[int32]*familySweep
}

func (h *history) under(rule Rule) *ruled {
	r := &ruled{}
	r.take(h, rule)
	return r
}

// take looks at a history under a rule, instead of the one it had.
func (r *ruled) take(h *history, rule Rule) {
	r.history, r.rule, r.reports = h, rule, 0
	r.many = sweptFrom
	clear(r.families)
	if rule.Match == AnyPerson {
		h.findPersons()
	}
	r.seen, r.asked, r.known = zeros(r.seen, len(h.dossiers)), zeros(r.asked, int(h.numbers.n)), zeros(r.known, int(h.numbers.n))
	involvements := 0
	for i := range h.dossiers {
		involvements += len(h.dossiers[i].involvements)
	}
	all := slices.Grow(r.all[:0], involvements)
	r.stretches = r.stretches[:0]
	for i := range h.dossiers {
		d, first := &h.dossiers[i], len(all)
		for k := range d.involvements {
			v := &d.involvements[k]
			if opener, ok := rule.opener(v); ok {
				all = append(all, newStretch(i, opener, d.trace.events[opener].At, v))
				all[len(all)-1].order = int32(len(all) - 1)
			}
		}
		r.stretches = append(r.stretches, all[first:])
	}
	r.all = all
}

// zeros returns n noughts, in the room of list when there is enough.
func zeros(list []int32, n int) []int32 {
	list = slices.Grow(list[:0], n)[:n]
	clear(list)
	return list
}

func newStretch(dossier, opener int, opened Stamp, v *Involvement) stretch {
	s := stretch{dossier: dossier, opener: opener, lasting: v.Closed.IsZero(), closed: v.Closed}
	s.openLo, s.openHi = opened.seconds()
	if !s.lasting {
		s.closeLo, s.closeHi = v.Closed.seconds()
		first, last := v.Closed.days()
		s.firstDay, s.lastDay = dayNumber(first), dayNumber(last)
	}
	s.opening, s.later = timedStage{s.openLo, v.stages[0].stage}, v.stages[1:]
	return s
}

// stageAt returns the last stage that began not later than the moment.
func (s *stretch) stageAt(lo int64) timedStage {
	last := s.opening
	for _, c := range s.later {
		if c.lo <= lo && c.lo >= last.lo {
			last = c
		}
	}
	return last
}

// opener returns the event with which an involvement begins under the rule, and
// whether it begins at all: a reopened dossier that counts as closed begins when
// it is taken up.
func (r *Rule) opener(v *Involvement) (int, bool) {
	if v.OpenedBy == Reopened && r.ReopenedCountsAsClosed {
		return v.worker, v.worker >= 0
	}
	return v.opener, true
}

// dayNumber counts days from a fixed one.
func dayNumber(d rma.Date) int { return rma.NewDate(1970, 1, 1).DaysUntil(d) }
