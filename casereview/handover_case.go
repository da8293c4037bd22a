package casereview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Warmth says whether sender and receiver of a handover spoke.
type Warmth uint8

const (
	WarmthNotKnown Warmth = iota
	Warm
	Cold
)

var warmthTerms = rma.Terms{
	{"", "niet bekend", "not known"},
	{"warm", "warm", "warm"},
	{"cold", "koud", "cold"},
}

// String returns the key used in files, "" for not known.
func (w Warmth) String() string { return warmthTerms.Key("Warmth", uint8(w)) }

// Label returns the name in language l.
func (w Warmth) Label(l rma.Lang) string { return warmthTerms.Text("Warmth", uint8(w)).In(l) }

// HandoverFault says what is wrong with a handover.
type HandoverFault uint8

const (
	NotTheHolder HandoverFault = iota + 1 // the sender did not hold the case
	NobodyHolds                           // before the report, or after closing
	ToTheHolder                           // the receiver held the case already
)

var handoverFaultTerms = rma.Terms{
	{"", "geen", "none"},
	{"not-the-holder", "overgedragen door wie het dossier niet had", "handed over by somebody who did not hold the case"},
	{"nobody-holds", "overgedragen toen niemand het dossier had", "handed over while nobody held the case"},
	{"to-the-holder", "overgedragen aan wie het dossier al had", "handed over to who held the case already"},
}

// String returns the key used in files.
func (f HandoverFault) String() string { return handoverFaultTerms.Key("HandoverFault", uint8(f)) }

// Label returns the name in language l.
func (f HandoverFault) Label(l rma.Lang) string {
	return handoverFaultTerms.Text("HandoverFault", uint8(f)).In(l)
}

// HandoverViolation is a handover that does not fit the course of its case.
type HandoverViolation struct {
	Fault HandoverFault
	Ref   rma.Ref
}

// HandoverCase is how one case changed hands.
type HandoverCase struct {
	Case       CaseID
	Ref        rma.Ref // of the report
	Changes    int     // of holder
	PingPong   int     // of those, back to an earlier holder
	Orgs       int     // organisations that held the case
	Warm       int     // of the changes
	Cold       int
	Unknown    int
	Violations int
	NoSender   int // handovers that do not say by whom
	NoReceiver int // or to whom
	Ambiguous  bool
	Handed     bool    // there was a change
	Least      float64 // days from the report to the first change, that the stamps leave
	Greatest   float64
	Held       float64 // days that somebody held the case
	Local      float64 // of those, with local direction
	levels     []string
}

// Format writes where the report was read and the number of changes, whatever the verb,
// and no moment or organisation.
func (c HandoverCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %d", c.Case, onLine(c.Ref.Line), c.Changes)
}

// holding is a case as it is followed.
type holding struct {
	o          HandoverOptions
	c          HandoverCase
	violations []HandoverViolation
	report     Stamp
	held       bool // somebody holds the case
	holder     OrgID
	since      int // event by which the holder got the case
	from       float64
	before     []OrgID
	closed     Stamp // the last closing
	lastHi     int64 // latest end of a handover so far
}

// follow replays a case up to end. It has a report. A handover that may lie after the
// report is taken to lie after it.
func (o HandoverOptions) follow(t Trace, report Event, end time.Time) (HandoverCase, []HandoverViolation) {
	h := holding{o: o, c: HandoverCase{Case: t.Case.ID, Ref: report.Ref()}, report: report.At, lastHi: minTime}
	var early []int // stand before the report, and may lie after it
	for i := range t.events {
		e := &t.events[i]
		switch {
		case e.Activity == Handover && h.c.Orgs == 0 && !e.At.Before(report.At):
			early = append(early, i)
		case e.Activity == Handover:
			h.pass(t, i, end)
		case e.Activity == Report || e.Activity == Reopened && h.c.Orgs > 0:
			first := h.c.Orgs == 0
			if !h.held {
				h.start(o.Holder, i, middle(e.At, end))
			}
			for _, k := range early {
				if first {
					h.pass(t, k, end)
				}
			}
		case e.Activity == Closed:
			h.stop(middle(e.At, end))
			h.closed = e.At
		}
	}
	h.stop(float64(end.Unix()))
	return h.c, h.violations
}

// middle is the middle of what a stamp means, not after end.
func middle(s Stamp, end time.Time) float64 {
	lo, hi := s.seconds()
	return min(float64(lo)+float64(hi-60-lo)/2, float64(end.Unix()))
}

func (h *holding) start(org OrgID, event int, at float64) {
	h.held, h.holder, h.since, h.from = true, org, event, at
	if org != "" && !slices.Contains(h.before, org) {
		h.before = append(h.before, org)
		h.c.Orgs++
	}
}

func (h *holding) stop(at float64) {
	if !h.held {
		return
	}
	days := max(0, at-h.from) / (24 * 60 * 60)
	h.c.Held += days
	if slices.Contains(h.o.Local, h.holder) {
		h.c.Local += days
	}
	h.held = false
}

// pass follows a handover.
func (h *holding) pass(t Trace, event int, end time.Time) {
	e := &t.events[event]
	to := h.o.receiver(e)
	lo, hi := e.At.seconds()
	h.c.Ambiguous = h.c.Ambiguous || lo < h.lastHi
	h.lastHi = max(h.lastHi, hi)
	if e.Org == "" {
		h.c.NoSender++
	}
	if to == "" {
		h.c.NoReceiver++
	}
	open := h.held || h.c.Orgs > 0 && !h.closed.Before(e.At) // may lie before the closing
	known := open && h.holder != ""
	switch {
	case !open:
		h.fault(NobodyHolds, e)
	case known && to == h.holder:
		h.fault(ToTheHolder, e)
	case known && e.Org != "" && e.Org != h.holder:
		h.fault(NotTheHolder, e)
	}
	if known && to == h.holder || h.c.Orgs == 0 {
		return // nothing changes, or the case has yet to be reported
	}
	h.change(t, event, open)
	at, reopens := middle(e.At, end), h.held || !open
	h.stop(at)
	h.start(to, event, at)
	h.held = reopens // a closing on the same day ended it
}

func (h *holding) fault(f HandoverFault, e *Event) {
	h.c.Violations++
	h.violations = append(h.violations, HandoverViolation{Fault: f, Ref: e.Ref()})
}

// change counts a change of holder.
func (h *holding) change(t Trace, event int, open bool) {
	e := &t.events[event]
	if !h.c.Handed {
		gap := h.report.Until(e.At)
		h.c.Handed = true
		h.c.Least, h.c.Greatest = max(0, gap.Min.Hours()/24), max(0, gap.Max.Hours()/24)
	}
	h.c.Changes++
	if to := h.o.receiver(e); to != "" && slices.Contains(h.before, to) {
		h.c.PingPong++
	}
	switch h.o.warmth(t, event, h.since, open) {
	case Warm:
		h.c.Warm++
	case Cold:
		h.c.Cold++
	default:
		h.c.Unknown++
	}
}

// warmth says whether sender and receiver spoke, from the handover itself and from what
// lies between it and the event by which the sender got the case.
func (o HandoverOptions) warmth(t Trace, event, since int, held bool) Warmth {
	e := &t.events[event]
	cold := attrAnswer(e.Attrs[o.DocumentAttr]) == Yes
	for _, name := range o.WarmAttrs {
		switch attrAnswer(e.Attrs[name]) {
		case Yes:
			return Warm
		case No:
			cold = true
		}
	}
	if held && o.met(t, event, since) {
		return Warm
	}
	if cold || o.SilentIsCold {
		return Cold
	}
	return WarmthNotKnown
}

// met reports whether sender and receiver met between the event by which the sender got
// the case and the handover; stamps that overlap either count.
func (o HandoverOptions) met(t Trace, event, since int) bool {
	e, from := &t.events[event], t.events[since].At
	to := o.receiver(e)
	if e.Org == "" || to == "" {
		return false
	}
	first := since // of those that may overlap it, none of which is wider than a month
	for first > 0 && t.events[first-1].At.at > from.at-32*24*60*60 {
		first--
	}
	for i := first; i < len(t.events); i++ {
		m := &t.events[i]
		if e.At.Before(m.At) {
			return false
		}
		if i != event && slices.Contains(o.Warm, m.Activity) && !m.At.Before(from) && takesPart(m, e.Org) && takesPart(m, to) {
			return true
		}
	}
	return false
}

// receiver is who takes over.
func (o HandoverOptions) receiver(e *Event) OrgID {
	if e.To != "" {
		return e.To
	}
	return OrgID(e.Attrs[o.ToAttr])
}

func takesPart(e *Event, org OrgID) bool {
	return e.Org == org || e.To == org || slices.Contains(e.With, org)
}

// attrAnswer reads an attribute with yes or no, in Dutch or English. Anything else is
// not recorded.
func attrAnswer(s string) Answer {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "y", "ja", "j", "true", "1":
		return Yes
	case "no", "n", "nee", "false", "0":
		return No
	}
	return NotRecorded
}
