package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// stretch is an involvement as a rule sees it, with its bounds as numbers.
type stretch struct {
	dossier          int
	opener           int // event of the trace
	openLo, openHi   int64
	lasting          bool // not closed
	closed           Stamp
	closeLo, closeHi int64
	firstDay         int // of the closing, counted from a fixed day
	lastDay          int
	stages           []timedStage
}

type timedStage struct {
	lo    int64
	stage Stage
}

// ruled is a history as a rule sees it. The buffers are used again for every
// report.
type ruled struct {
	*history
	rule      Rule
	stretches [][]stretch // by dossier
	closed    []*stretch
	within    []*stretch
	reports   int   // re-reports described so far, which number the marks below
	seen      []int // by dossier, the last re-report that looked at it
	asked     []int // by fact, the last one that asked for it
	known     []int // by fact, the last one for which it was known
}

func (h *history) under(rule Rule) *ruled {
	r := &ruled{history: h, rule: rule, stretches: make([][]stretch, len(h.dossiers)),
		seen: make([]int, len(h.dossiers)), asked: make([]int, len(h.in)), known: make([]int, len(h.in))}
	for i := range h.dossiers {
		d := &h.dossiers[i]
		for _, v := range d.Involvements {
			if opener, ok := rule.opener(v); ok {
				r.stretches[i] = append(r.stretches[i], newStretch(i, opener, d.trace.events[opener].At, v))
			}
		}
	}
	return r
}

func newStretch(dossier, opener int, opened Stamp, v Involvement) stretch {
	s := stretch{dossier: dossier, opener: opener, lasting: v.Closed.IsZero(), closed: v.Closed}
	s.openLo, s.openHi = opened.seconds()
	if !s.lasting {
		s.closeLo, s.closeHi = v.Closed.seconds()
		first, last := v.Closed.days()
		s.firstDay, s.lastDay = dayNumber(first), dayNumber(last)
	}
	s.stages = append(s.stages, timedStage{s.openLo, v.stages[0].stage})
	for _, c := range v.stages[1:] {
		lo, _ := c.at.seconds()
		s.stages = append(s.stages, timedStage{lo, c.stage})
	}
	return s
}

// stageAt returns the last stage that began not later than the moment.
func (s *stretch) stageAt(lo int64) timedStage {
	last := s.stages[0]
	for _, c := range s.stages[1:] {
		if c.lo <= lo && c.lo >= last.lo {
			last = c
		}
	}
	return last
}

// opener returns the event with which an involvement begins under the rule, and
// whether it begins at all: a reopened dossier that counts as closed begins when
// it is taken up.
func (r Rule) opener(v Involvement) (int, bool) {
	if v.OpenedBy == Reopened && r.ReopenedCountsAsClosed {
		return v.worker, v.worker >= 0
	}
	return v.opener, true
}

// dayNumber counts days from a fixed one.
func dayNumber(d rma.Date) int { return rma.NewDate(1970, 1, 1).DaysUntil(d) }
