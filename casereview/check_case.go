package casereview

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// custody is an event after which somebody holds the case.
type custody struct {
	lo, hi int64
	by     OrgID // "" when it is not known who
}

// holderSweep holds the events that may have been the last to say who holds a case.
type holderSweep struct {
	all  []custody
	live []custody
}

// read lists the events after which somebody holds the case, and returns for each
// event which of them it is, in order.
func (s *holderSweep) read(t *Trace) {
	s.all, s.live = s.all[:0], s.live[:0]
	for i := range t.events {
		e := &t.events[i]
		h := custody{}
		switch e.Activity {
		case Handover:
			h.by = e.To
		case ServiceStart:
			h.by = e.Org
		case Reopened:
		default:
			continue
		}
		h.lo, h.hi = e.At.seconds()
		s.all = append(s.all, h)
	}
}

// advance takes the next event in, and forgets those that surely lie before another
// that surely lies before the moment.
func (s *holderSweep) advance(upTo int, lo int64) {
	latest := int64(math.MinInt64)
	for _, h := range s.live {
		if h.hi <= lo {
			latest = max(latest, h.lo)
		}
	}
	kept := s.live[:0]
	for _, h := range s.live {
		if h.hi > latest {
			kept = append(kept, h)
		}
	}
	s.live = append(kept, s.all[upTo])
}

// handovers notes who hands over a case that somebody else held.
func (c *checker) handovers() {
	s := &c.held
	s.read(c.t)
	at := 0
	for i := range c.t.events {
		e := &c.t.events[i]
		if e.Activity != Handover && e.Activity != ServiceStart && e.Activity != Reopened {
			continue
		}
		if e.Activity == Handover && e.Org != "" {
			if holds, known := c.holds(e.Org, at); known {
				c.look(HandoverFromOther, i, !holds)
			}
		}
		s.advance(at, s.all[at].lo)
		at++
	}
}

// holds reports whether an organisation may hold the case at an event, and whether
// that can be told. Of those before it, any that may have been the last says who.
func (c *checker) holds(org OrgID, at int) (holds, known bool) {
	s := &c.held
	this := s.all[at]
	latest := int64(math.MinInt64)
	for _, h := range s.live {
		if h.hi <= this.lo {
			latest = max(latest, h.lo)
		}
	}
	ok, open := false, false
	say := func(by OrgID) {
		ok, open = ok || by == org, open || by == ""
	}
	for _, h := range s.live {
		if h.hi > latest {
			say(h.by)
		}
	}
	for _, h := range s.all[at+1:] {
		if h.lo >= this.hi {
			break
		}
		say(h.by)
	}
	if latest == math.MinInt64 {
		say(c.result.Options.FirstHolder)
	}
	return ok, ok || !open
}

// services notes ends of services of which fewer had started.
func (c *checker) services() {
	started, ended := 0, 0
	next := 0 // the events before this one may have begun before the end
	for i := range c.t.events {
		e := &c.t.events[i]
		if e.Activity != ServiceEnd {
			continue
		}
		_, hi := e.At.seconds()
		for ; next < len(c.t.events) && c.t.events[next].At.at < hi; next++ {
			if c.t.events[next].Activity == ServiceStart {
				started++
			}
		}
		wrong := started <= ended
		c.look(ServiceEndWithoutStart, i, wrong)
		if !wrong {
			ended++
		}
	}
}

// members notes who does not belong to the family of the case.
func (c *checker) members() {
	f, ok := c.log.Family(c.t.Case.Family)
	if !ok {
		return
	}
	in := make(map[PersonID]bool, len(f.Members))
	for _, m := range f.Members {
		in[m.ID] = true
	}
	for i := range c.t.events {
		e := &c.t.events[i]
		outside := false
		for _, p := range e.Subjects {
			outside = outside || !in[p]
		}
		if len(e.Subjects) > 0 {
			c.look(SubjectOutsideFamily, i, outside)
		}
		outside, named := false, false
		for _, about := range e.Concerns {
			if !about.Person.IsZero() {
				outside, named = outside || !in[about.Person], true
			}
		}
		if named {
			c.look(ConcernOutsideFamily, i, outside)
		}
	}
}

// wholeCase notes a case without a report, and one that is open for long.
func (c *checker) wholeCase() {
	c.lookAtCase(CaseWithoutReport, !c.t.Has(Report) && !c.t.Has(AdviceRequest))
	now := c.t.until(c.result.AsOf)
	r := &c.course
	r.involvements, r.outOfState, r.rank = r.involvements[:0], r.outOfState[:0], r.rank[:0]
	if !r.run(&now).involved() {
		return
	}
	_, latest := r.current().Opened.days()
	asOf := c.result.AsOf.In(r.current().Opened.loc)
	c.lookAtCase(OpenTooLong, latest.DaysUntil(rma.DateOf(asOf)) > c.result.Options.OpenDays)
}
