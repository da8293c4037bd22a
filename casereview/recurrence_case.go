package casereview

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// RecurrenceEnd says how the time after a closing ended.
type RecurrenceEnd uint8

const (
	EndedByData      RecurrenceEnd = iota // the data end
	EndedByRereport                       // the event
	EndedByLeaving                        // the family left the region, or another of Options.Ends
	EndedByReopening                      // involvement without a re-report
)

var recurrenceEndTerms = rma.Terms{
	{"end-of-data", "einde van de gegevens", "end of the data"},
	{"rereport", "hermelding", "re-report"},
	{"left", "vertrek", "left"},
	{"reopened", "heropend", "reopened"},
}

// String returns the key used in files.
func (e RecurrenceEnd) String() string { return recurrenceEndTerms.Key("RecurrenceEnd", uint8(e)) }

// RecurrenceCase is an index closing with what came after it.
type RecurrenceCase struct {
	Case             CaseID
	Family           FamilyID
	Ref              rma.Ref
	Closed           Stamp
	Rereport         Stamp         // the event; zero when there was none, or it was involvement without a report
	Ended            RecurrenceEnd // of the time in the curve
	Event            bool          // by a re-report, or by involvement that counts as one
	Days             int           // until the event, or until the end of observation
	MinDays, MaxDays int           // what the stamps leave of Days
	Followed         int           // days of possible observation: up to the end of the data or leaving, whatever came before
	First            bool          // of its family
	levels           []string      // value for each split
}

// Format writes where the case was read and how it ended, whatever the verb, and no
// moment.
func (c RecurrenceCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", c.Case, onLine(c.Ref.Line), c.Ended)
}

// followers finds the reports that belong to an incident of which another report
// is the first.
func (x *closings) followers() {
	if x.rule.MergeWindow == 0 {
		return
	}
	type placed struct {
		reportAt
		family int
		at     Stamp
		repeat bool
	}
	var list []placed
	x.eachReport(func(at reportAt, repeat bool, _ []*stretch) {
		r := ClassifiedReport{At: x.dossiers[at.dossier].trace.events[at.event].At}
		list = append(list, placed{at, x.incident(at.dossier, &r).family, r.At, repeat})
	})
	slices.SortStableFunc(list, func(a, b placed) int {
		c := cmp.Or(cmp.Compare(a.family, b.family), cmp.Compare(a.at.at, b.at.at))
		if c == 0 && a.repeat != b.repeat {
			c = 1
			if a.repeat {
				c = -1
			}
		}
		return c
	})
	x.merged = map[reportAt]bool{}
	for i := 0; i < len(list); {
		first := list[i]
		for i++; i < len(list) && list[i].family == first.family && list[i].at.Lo().Sub(first.at.Lo()) <= x.rule.MergeWindow; i++ {
			x.merged[list[i].reportAt] = true
		}
	}
}

// eachReport gives every report with whether it is a re-report, and the closings
// that it looks back on.
func (x *closings) eachReport(f func(at reportAt, repeat bool, closed []*stretch)) {
	for i := range x.dossiers {
		for k := range x.dossiers[i].trace.events {
			if x.dossiers[i].trace.events[k].Activity != Report {
				continue
			}
			linked, _ := x.linked(i, k)
			p := x.past(linked, i, k)
			running := p.running.found || p.tied.found && x.rule.SameDayTie == TieFollowUp
			f(reportAt{i, k}, !running && len(p.closed) > 0, p.closed)
			if !p.running.found && (p.tied.found || p.opening && len(p.closed) > 0) {
				x.ties++
			}
		}
	}
}

// follow notes with every index closing the re-reports that come after it.
func (x *closings) follow() {
	x.ties = 0
	x.eachReport(func(at reportAt, repeat bool, closed []*stretch) {
		if !repeat || x.merged[at] {
			return
		}
		x.rereports++
		heard := false
		e := x.dossiers[at.dossier].trace.events[at.event]
		first, last := e.At.days()
		r := rereportDay{e.At.at, dayNumber(first), dayNumber(last), e.At}
		for _, s := range closed {
			if c := x.of(s); c.index {
				heard = true
				c.hear(r)
			}
		}
		if !heard {
			x.outside++
		}
	})
}

// of returns the closing of a stretch that is closed.
func (x *closings) of(s *stretch) *closing {
	of := x.stretches[s.dossier]
	for k := range of {
		if &of[k] == s {
			return &x.list[x.place[s.dossier][k]]
		}
	}
	return &closing{}
}

// hear keeps the earliest re-report in front, and for the first closing of a
// family all others behind it.
func (c *closing) hear(r rereportDay) {
	switch {
	case len(c.events) == 0:
		c.events = append(c.events, r)
	case c.first:
		c.events = append(c.events, r)
		if n := len(c.events) - 1; c.events[n].lo < c.events[0].lo {
			c.events[0], c.events[n] = c.events[n], c.events[0]
		}
	case r.lo < c.events[0].lo:
		c.events[0] = r
	}
}

// result says how the time after an index closing ended.
func (x *closings) result(c *closing) RecurrenceCase {
	s := c.stretch
	d := &x.dossiers[s.dossier]
	r := RecurrenceCase{Case: d.trace.Case.ID, Family: d.trace.Case.Family, Ref: d.trace.Case.Ref(), Closed: s.closed, First: c.first,
		levels: splitValues(x.options.Splits, *d.trace, s.closed)}
	end := dayNumber(rma.DateOf(x.asOf.In(s.closed.Lo().Location())))
	r.Days, r.Ended = end, EndedByData
	if left := x.leaves(c); left < end {
		r.Days, r.Ended = left, EndedByLeaving
	}
	r.Followed = max(0, r.Days-s.firstDay)
	latest := r.Days
	again, againLast := x.againDays(c)
	switch {
	case len(c.events) > 0 && c.events[0].day <= min(r.Days, again):
		e := c.events[0]
		r.Days, latest, r.Ended, r.Event, r.Rereport = e.day, e.last, EndedByRereport, true, e.at
	case again <= r.Days:
		r.Days, latest, r.Ended = again, againLast, EndedByReopening
		r.Event = x.options.ReopeningCounts && !x.opensByReport(x.stretchAt(c.againBy))
	}
	if r.Ended == EndedByData || r.Ended == EndedByLeaving {
		latest = r.Days
	}
	r.MinDays, r.MaxDays = max(0, r.Days-s.lastDay), max(0, latest-s.firstDay)
	r.Days = max(0, r.Days-s.firstDay)
	return r
}

// stretchAt returns the stretch that an event opens.
func (x *closings) stretchAt(at eventAt) *stretch {
	for k := range x.stretches[at.dossier] {
		if s := &x.stretches[at.dossier][k]; s.opener == at.event {
			return s
		}
	}
	return &stretch{dossier: at.dossier, opener: at.event}
}

// againDays returns the first and the last day on which involvement began anew.
func (x *closings) againDays(c *closing) (first, last int) {
	if c.again == math.MaxInt64 {
		return math.MaxInt, math.MaxInt
	}
	a, b := x.dossiers[c.againBy.dossier].trace.events[c.againBy.event].At.days()
	return dayNumber(a), dayNumber(b)
}

// leaves returns the day of the first event that ends observation since the
// involvement began.
func (x *closings) leaves(c *closing) int {
	first := math.MaxInt
	for _, i := range c.linked {
		for _, m := range x.endings[i] {
			if m.lo >= c.stretch.openLo {
				first = min(first, m.day)
			}
		}
	}
	return first
}
