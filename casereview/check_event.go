package casereview

import (
	"cmp"
	"math"
	"slices"
)

// beforeOpening notes what surely lies before everything that opens a case.
func (c *checker) beforeOpening() {
	opening := int64(math.MinInt64)
	for i := range c.t.events {
		if e := &c.t.events[i]; e.Activity == Report || e.Activity == AdviceRequest {
			opening, _ = e.At.seconds() // events come by their earliest moment
			break
		}
	}
	if opening == math.MinInt64 {
		return
	}
	for i := range c.t.events {
		if e := &c.t.events[i]; e.Activity != PreNotice {
			_, hi := e.At.seconds()
			c.look(EventBeforeOpening, i, hi <= opening)
		}
	}
}

// closingSweep holds what may reopen a case, by the earliest moment.
type closingSweep struct {
	lo          []int64
	hi, reports []int64 // the latest end of reopenings, and of reports, up to each
}

// latest returns the latest end of what begins before a moment.
func (s *closingSweep) latest(before int64) (reopened, report int64) {
	n, _ := slices.BinarySearch(s.lo, before)
	if n == 0 {
		return math.MinInt64, math.MinInt64
	}
	return s.hi[n-1], s.reports[n-1]
}

// read notes what may reopen the case.
func (s *closingSweep) read(t *Trace) {
	s.lo, s.hi, s.reports = s.lo[:0], s.hi[:0], s.reports[:0]
	reopened, report := int64(math.MinInt64), int64(math.MinInt64)
	for i := range t.events {
		lo, hi := t.events[i].At.seconds()
		switch t.events[i].Activity {
		case Reopened:
			reopened = max(reopened, hi)
		case Report:
			report = max(report, hi)
		default:
			continue
		}
		s.lo, s.hi, s.reports = append(s.lo, lo), append(s.hi, reopened), append(s.reports, report)
	}
}

// afterClosing notes what surely lies after a closing that nothing can have undone.
func (c *checker) afterClosing() {
	c.closed.read(c.t)
	ends := closedBy(c.t)
	earlier := int64(math.MinInt64) // the latest end of the reports before this one
	for i := range c.t.events {
		e := &c.t.events[i]
		lo, hi := e.At.seconds()
		closing, found := ends.before(lo)
		reopened, report := c.closed.latest(hi)
		if e.Activity == Report {
			report, earlier = earlier, max(earlier, hi)
		}
		if e.Activity == Reopened || slices.Contains(c.result.Options.AfterClosing, e.Activity) {
			continue
		}
		c.look(EventAfterClosing, i, found && reopened <= closing && report <= closing)
	}
}

// closingEnds holds the ends of closings in order, and the latest beginning up to each.
type closingEnds struct{ hi, latest []int64 }

func closedBy(t *Trace) closingEnds {
	var s closingEnds
	var list []Stamp
	for i := range t.events {
		if t.events[i].Activity == Closed {
			list = append(list, t.events[i].At)
		}
	}
	slices.SortFunc(list, func(a, b Stamp) int {
		_, x := a.seconds()
		_, y := b.seconds()
		return cmp.Compare(x, y)
	})
	for _, at := range list {
		lo, hi := at.seconds()
		if n := len(s.latest); n > 0 {
			lo = max(lo, s.latest[n-1])
		}
		s.hi, s.latest = append(s.hi, hi), append(s.latest, lo)
	}
	return s
}

// before returns the beginning of the latest closing that was surely over by then.
func (s closingEnds) before(lo int64) (int64, bool) {
	n, _ := slices.BinarySearch(s.hi, lo+1)
	if n == 0 {
		return 0, false
	}
	return s.latest[n-1], true
}

// ends notes what was over before it began.
func (c *checker) ends() {
	for i := range c.t.events {
		if e := &c.t.events[i]; !e.End.IsZero() {
			c.look(EndBeforeStart, i, e.End.Before(e.At))
		}
	}
}

// future notes what surely lies after asOf.
func (c *checker) future() {
	now := c.result.AsOf
	for i := range c.t.events {
		e := &c.t.events[i]
		c.look(EventInFuture, i, e.At.Lo().After(now) || !e.End.IsZero() && e.End.Lo().After(now))
	}
}

// visits notes home visits by nobody.
func (c *checker) visits() {
	for i := range c.t.events {
		if e := &c.t.events[i]; e.Activity == HomeVisit {
			c.look(VisitWithoutOrganisation, i, e.Org == "" && len(e.With) == 0)
		}
	}
}

// sameEvent is what makes two events of a case the same.
type sameEvent struct {
	activity Activity
	org      OrgID
	width    int32
	p        Precision
}

// duplicates notes events that stand there already. They begin at the same moment.
func (c *checker) duplicates() {
	list := c.t.events
	for first := 0; first < len(list); {
		end := first + 1
		for end < len(list) && list[end].At.at == list[first].At.at {
			end++
		}
		if end == first+1 {
			c.look(DuplicateEvent, first, false)
			first = end
			continue
		}
		seen := make(map[sameEvent]bool, end-first)
		for ; first < end; first++ {
			e := &list[first]
			key := sameEvent{e.Activity, e.Org, e.At.width, e.At.p}
			c.look(DuplicateEvent, first, seen[key])
			seen[key] = true
		}
	}
}

// stamps counts events whose order is not known, and cases of several precisions.
func (c *checker) stamps() {
	list := c.t.events
	latest, mixed := int64(math.MinInt64), false
	for i := range list {
		lo, hi := list[i].At.seconds()
		tied := lo < latest
		if i+1 < len(list) {
			next, _ := list[i+1].At.seconds()
			tied = tied || next < hi
		}
		latest = max(latest, hi)
		mixed = mixed || list[i].At.p != list[0].At.p
		c.look(TiedEvents, i, tied)
	}
	if len(list) > 0 {
		c.lookAtCase(MixedPrecision, mixed)
	}
}
