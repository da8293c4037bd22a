package casereview

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// closings is the closings of a log with what came after them.
type closings struct {
	*ruled
	options   RecurrenceOptions
	asOf      time.Time
	list      []closing
	place     [][]int   // by dossier and stretch, in list; -1 for one that lasts
	endings   [][]moved // by dossier
	merged    map[reportAt]bool
	counts    ClosingCounts
	rereports int
	outside   int
	ties      int
}

// closing is one of them. A closing that is an index has a first start of new
// involvement, an end of observation and a list of re-reports: all of them for the
// first index of a family, the earliest one for others.
type closing struct {
	stretch *stretch
	linked  []int32
	index   bool
	first   bool
	events  []rereportDay
	again   int64 // moment of the first involvement after it; math.MaxInt64 when there is none
	againBy eventAt
}

// rereportDay is a re-report by its days.
type rereportDay struct {
	lo        int64
	day, last int // first and last day that the stamp can mean
	at        Stamp
}

type reportAt struct{ dossier, event int }

type eventAt = reportAt

// moved is an event that ends the observation of a family.
type moved struct {
	lo  int64
	day int
}

// findClosings follows every family of a history that goes up to asOf.
func findClosings(under *ruled, asOf time.Time, o RecurrenceOptions) *closings {
	x := &closings{ruled: under, options: o, asOf: asOf}
	x.place = make([][]int, len(x.stretches))
	x.endings = make([][]moved, len(x.dossiers))
	for i := range x.dossiers {
		x.place[i] = make([]int, len(x.stretches[i]))
		for k := range x.stretches[i] {
			x.place[i][k] = -1
			if s := &x.stretches[i][k]; !s.lasting {
				x.place[i][k] = len(x.list)
				x.list = append(x.list, closing{stretch: s, again: math.MaxInt64})
			}
		}
		for _, e := range x.dossiers[i].trace.events {
			if slices.Contains(o.Ends, e.Activity) {
				day, _ := e.At.days()
				x.endings[i] = append(x.endings[i], moved{e.At.at, dayNumber(day)})
			}
		}
	}
	x.judge()
	x.followers()
	x.follow()
	return x
}

// until returns the log without the events that surely lie after asOf.
func (l *Log) until(asOf time.Time) *Log {
	sub := l.clone()
	sub.traces, sub.events = nil, 0
	for _, t := range l.Cases() {
		t = t.until(asOf)
		sub.traces = append(sub.traces, t)
		sub.events += len(t.events)
	}
	return sub
}

// judge says which closings are an index, and which of those are the first.
func (x *closings) judge() {
	earliest := make([]*stretch, len(x.dossiers)) // index closing of each dossier
	for i := range x.list {
		c := &x.list[i]
		x.counts.All++
		d := &x.dossiers[c.stretch.dossier]
		var linkable bool
		c.linked, linkable = x.linkedCase(c.stretch.dossier)
		switch {
		case x.options.Closing != nil && !x.options.Closing(*d.trace, c.stretch.closed):
			x.counts.NotAsked++
		case !linkable:
			x.counts.Unlinkable++
		case x.running(c):
			x.counts.Running++
		default:
			c.index = true
			if e := earliest[c.stretch.dossier]; e == nil || c.stretch.endsBefore(e) {
				earliest[c.stretch.dossier] = c.stretch
			}
		}
	}
	for i := range x.list {
		c := &x.list[i]
		if !c.index {
			continue
		}
		c.first = !slices.ContainsFunc(c.linked, func(d int32) bool { return earliest[d] != nil && earliest[d].endsBefore(c.stretch) })
		if x.options.Index == FirstClosings && !c.first {
			c.index = false
			x.counts.Later++
			continue
		}
		x.counts.N++
	}
}

// endsBefore puts stretches that are closed in the order of their closings.
func (s *stretch) endsBefore(t *stretch) bool {
	return cmp.Or(cmp.Compare(s.closeLo, t.closeLo), cmp.Compare(s.closeHi, t.closeHi), cmp.Compare(s.openLo, t.openLo),
		cmp.Compare(s.dossier, t.dossier), cmp.Compare(s.opener, t.opener)) < 0
}

// linkedCase returns the dossiers that the rule links a dossier to, its own among
// them, and whether there is anything to link by.
func (h *ruled) linkedCase(own int) (list []int32, linkable bool) {
	if h.rule.Match == SameFamily {
		if h.family[own] < 0 {
			return []int32{int32(own)}, false
		}
		return h.ofFamily[h.family[own]], true
	}
	list = []int32{int32(own)}
	for _, f := range h.dossiers[own].facts {
		if f.kind == namesPerson {
			linkable = true
			for _, n := range h.ofPerson[f.is] {
				list = append(list, int32(n.dossier))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list), linkable
}

// running reports whether another linked stretch lasts at the closing, and notes
// the first one that begins after it.
func (x *closings) running(c *closing) bool {
	s := c.stretch
	for _, dossier := range c.linked {
		i := int(dossier)
		earlier := i == s.dossier // stretches of its own dossier before it are over
		for k := range x.stretches[i] {
			v := &x.stretches[i][k]
			if earlier {
				earlier = v != s
				continue
			}
			after := v.openLo >= s.closeHi
			tied := !after && v.openHi > s.closeLo
			if after || tied && x.rule.SameDayTie == TieRereport {
				if v.openLo < c.again || v.openLo == c.again && x.opensByReport(v) {
					c.again, c.againBy = v.openLo, eventAt{i, v.opener}
				}
				continue
			}
			if v.lasting || s.endsBefore(v) {
				return true
			}
		}
	}
	return false
}

func (x *closings) opensByReport(s *stretch) bool {
	return x.dossiers[s.dossier].trace.events[s.opener].Activity == Report
}
