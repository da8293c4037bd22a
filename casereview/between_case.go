package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// BetweenCase is one start of the clock in a case, with what came after it.
type BetweenCase struct {
	Case                CaseID
	Ref                 rma.Ref // of the event at which the clock starts
	From                Stamp
	To                  Stamp    // the event that was surely first or, if none was, may be earliest; zero when there is none
	Elapsed             Gap      // least and greatest time; zero when there is no To
	LeastDays, MostDays int      // midnights
	OnlyBefore          bool     // the other event lies surely before the start, and not after it: not applicable
	firstDay, lastDay   rma.Date // between which the first To lies
	levels              []string
}

// Format writes where the start was read and whether it was followed, whatever the
// verb, and no moment.
func (c BetweenCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", c.Case, onLine(c.Ref.Line), answer(!c.To.IsZero()))
}

// clockStart is a start with the first stop after it.
type clockStart struct {
	event             Event
	stop              firstVisit
	firstDay, lastDay rma.Date
	early             bool // a stop surely before the start
}

// startsOf finds the starts of the clock in a case, and for each the stop.
func startsOf(t Trace, from, to Activity, a Anchor, fromIs, toIs func(Event) bool) []clockStart {
	is := func(e *Event, kind Activity, of func(Event) bool) bool {
		return e.Activity == kind && (of == nil || of(*e))
	}
	var starts, stops []int
	for i := range t.events {
		e := &t.events[i]
		if is(e, from, fromIs) {
			starts = append(starts, i)
		}
		if is(e, to, toIs) {
			stops = append(stops, i)
		}
	}
	switch {
	case len(starts) > 1 && a == AnchorFirst:
		starts = starts[:1]
	case len(starts) > 1 && a == AnchorLast:
		starts = starts[len(starts)-1:]
	}
	list := make([]clockStart, 0, len(starts))
	gone := 0 // stops before it lie before every start from here on
	for _, i := range starts {
		s := clockStart{event: t.events[i]}
		for gone < len(stops) && t.events[stops[gone]].At.Before(s.event.At) {
			gone++
		}
		s.early = gone > 0
		s.find(t, i, stops[gone:])
		list = append(list, s)
	}
	return list
}

// find looks for the stop among events in the order of their earliest moment. One
// that begins after another is over cannot be the first.
func (s *clockStart) find(t Trace, start int, stops []int) {
	s.stop.start = s.event.At
	over := int64(0)
	for _, k := range stops {
		at := t.events[k].At
		lo, hi := at.seconds()
		switch {
		case k == start:
			continue
		case at.Before(s.event.At):
			s.early = true
			continue
		case s.stop.found && lo >= over:
			return
		}
		first, last := at.days()
		if !s.stop.found || first.Before(s.firstDay) {
			s.firstDay = first
		}
		if !s.stop.found || last.Before(s.lastDay) {
			s.lastDay = last
		}
		if !s.stop.found || hi < over {
			over = hi
		}
		s.stop.add(at)
	}
}

func newBetweenCase(t Trace, s clockStart, splits []Split) BetweenCase {
	c := BetweenCase{Case: t.Case.ID, Ref: s.event.Ref(), From: s.event.At, OnlyBefore: s.early && !s.stop.found,
		firstDay: s.firstDay, lastDay: s.lastDay, levels: splitValues(splits, t, s.event.At)}
	if s.stop.found {
		c.To, c.Elapsed, c.LeastDays, c.MostDays = s.stop.at, s.stop.gap, s.stop.least, s.stop.most
	}
	return c
}

// followed reports that the other event came.
func (c *BetweenCase) followed() bool { return !c.To.IsZero() }

// span returns the least and the greatest time in the unit of the measure, up to
// the stop or up to asOf.
func (c *BetweenCase) span(m Measure, asOf time.Time) (least, greatest float64) {
	if m == CalendarDays {
		if c.followed() {
			return float64(c.LeastDays), float64(c.MostDays)
		}
		first, last := c.From.days()
		end := rma.DateOf(asOf.In(c.From.Lo().Location()))
		return float64(max(0, last.DaysUntil(end))), float64(max(0, first.DaysUntil(end)))
	}
	if c.followed() {
		return c.Elapsed.Min.Hours(), c.Elapsed.Max.Hours()
	}
	return max(0, asOf.Sub(c.From.last()).Hours()), max(0, asOf.Sub(c.From.Lo()).Hours())
}
