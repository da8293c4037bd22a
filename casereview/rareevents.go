package casereview

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// RareOptions says what the rare events are, and among what they are rare.
type RareOptions struct {
	Name       string                  // key of the observations; "" means "rare"
	What       rma.Text                // the rare events, a noun phrase; empty means re-reports
	Definition rma.Text                // which those are; empty means that of the rule, for re-reports
	Activity   Activity                // of the events among which they are rare; "" means Report
	Of         func(Trace, Event) bool // which of those are looked at; nil means all
	Rare       func(Trace, Event) bool // which of those are the rare ones; nil means the re-reports, of Report only
	Rule       Rule                    // for re-reports; the zero Rule means DrentheStudy
	From       rma.Date                // day on which the data begin; zero means the day of the first event of the log
	AsOf       time.Time               // moment up to which the data run; must be given
	Origin     rma.Origin              // for the observations
}

// RareEvent is a rare event with what lies between it and the one before.
type RareEvent struct {
	At     Stamp
	Ref    rma.Ref
	Cases  int  // events looked at since the rare event before, without those two
	Days   int  // calendar days since that event; 0 on one day
	Unsure bool // the stamps leave the days open; Days runs from earliest to earliest moment
}

// RareEvents is the rare events of a log in the order of time. It does not
// change once it is made.
type RareEvents struct {
	First    Stamp       // the first rare event, before which nothing can be measured
	Events   []RareEvent // every further one
	Looked   int         // events looked at, the rare ones among them
	Before   int         // of them, before the first rare event
	Since    int         // of them, after the last
	SameDay  int         // rare events on the day of the one before, with 0 days between
	Tied     int         // other events of which the stamps do not tell whether they lie before or after a rare event
	Outside  int         // events before the data begin or after they end
	Options  RareOptions // with what was left open filled in
	Warnings []rma.Warning
}

// rareLooked is an event looked at.
type rareLooked struct {
	at   Stamp
	rare bool
	ref  rma.Ref
}

// FindRareEvents takes events that are too rare to count per month, such as
// re-reports in one pilot, and measures what lies between one and the next: the
// number of other reports, and the days. A control chart of kind GChart is of the
// one, and of kind TChart of the other. What lies before the first and after the
// last is not between two, and is counted apart.
//
//	cases = events looked at between two rare ones
//	days = calendar days from one to the next
//
// Larger is rarer. Events are ordered by the earliest moment that their stamp can
// mean. Of events with the same earliest moment the rare ones come last: with days
// only, all other reports of a day are taken to have come before the re-report of
// that day, and a second re-report on it has 0 cases and 0 days between. Tied
// counts the other events of which the stamps leave the order open. A stamp with
// the precision of a week or a month leaves the days Unsure.
//
// Events after AsOf and before From are Outside. N counts events, not families.
//
// Errors: ErrNoAsOf, ErrOptions. Warnings: rma.WarnUndetermined with the number
// Tied, rma.WarnUndefined when there are no two rare events, and for re-reports
// those of [ClassifyReports] on stamps and links.
func FindRareEvents(log *Log, o RareOptions) (RareEvents, error) {
	if o.AsOf.IsZero() {
		return RareEvents{}, ErrNoAsOf
	}
	o, rereports := o.withUsual(log)
	if rereports && o.Activity != Report {
		return RareEvents{}, fmt.Errorf("%w: re-reports are among reports; say which events of another activity are rare", ErrOptions)
	}
	e := RareEvents{Options: o}
	if err := e.collect(log, rereports); err != nil {
		return RareEvents{}, err
	}
	if len(e.Events) == 0 {
		e.Warnings = append(e.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	if e.Tied > 0 {
		e.Warnings = append(e.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", e.Tied))
	}
	return e, nil
}

// collect takes the events looked at, and measures what lies between the rare ones.
func (e *RareEvents) collect(log *Log, rereports bool) error {
	var list []rareLooked
	o := e.Options
	add := func(at Stamp, rare bool, ref rma.Ref) {
		if _, last := at.days(); at.Lo().After(o.AsOf) || last.Before(o.From) {
			e.Outside++
			return
		}
		list = append(list, rareLooked{at, rare, ref})
	}
	if rereports {
		if err := o.Rule.check(); err != nil {
			return err
		}
		c := classify(newHistory(log), o.Rule, ReportOptions{Count: o.Of})
		for _, r := range c.Reports {
			add(r.At, r.Class == Rereport, r.Ref)
		}
		e.Warnings = withoutBase(c.Warnings)
	} else {
		for _, t := range log.Cases() {
			for event := range t.Of(o.Activity) {
				if o.Of == nil || o.Of(t, event) {
					add(event.At, o.Rare(t, event), event.Ref())
				}
			}
		}
	}
	e.measure(list)
	return nil
}

// withUsual fills in what was left open, and reports whether re-reports are the
// rare events.
func (o RareOptions) withUsual(log *Log) (RareOptions, bool) {
	o.Name = nameOr(o.Name, "rare")
	if o.Activity == "" {
		o.Activity = Report
	}
	if o.From.IsZero() {
		o.From = log.firstDay()
	}
	if o.Rare != nil {
		return o, false
	}
	if o.Rule == (Rule{}) {
		o.Rule = DrentheStudy()
	}
	if o.What.IsZero() {
		o.What = rma.T("hermeldingen", "re-reports")
	}
	if o.Definition.IsZero() {
		o.Definition = o.Rule.Definition()
	}
	return o, true
}

// withoutBase leaves out what was warned of the base of a share.
func withoutBase(list []rma.Warning) []rma.Warning {
	return slices.DeleteFunc(slices.Clone(list), func(w rma.Warning) bool {
		return w.Code == rma.WarnSmallBase || w.Code == rma.WarnUndefined
	})
}

// measure puts the events in order and counts what lies between the rare ones.
func (e *RareEvents) measure(list []rareLooked) {
	slices.SortStableFunc(list, func(a, b rareLooked) int {
		return cmp.Or(a.at.Lo().Compare(b.at.Lo()), cmp.Compare(rareRank(a.rare), rareRank(b.rare)), a.at.Hi().Compare(b.at.Hi()))
	})
	e.Looked, e.Tied = len(list), tiedWithRare(list)
	last, cases := -1, 0
	for i, l := range list {
		switch {
		case !l.rare:
			cases++
			continue
		case last < 0:
			e.First, e.Before = l.at, cases
		default:
			before := list[last].at
			least, most := before.daysUntil(l.at)
			first, _ := before.days()
			day, _ := l.at.days()
			r := RareEvent{At: l.at, Ref: l.ref, Cases: cases, Days: first.DaysUntil(day), Unsure: least != most}
			if r.Days == 0 {
				e.SameDay++
			}
			e.Events = append(e.Events, r)
		}
		last, cases = i, 0
	}
	e.Since = cases
}

func rareRank(rare bool) int {
	if rare {
		return 1
	}
	return 0
}

// tiedWithRare counts the events that are not rare of which the stamp overlaps that of
// a rare one. The list is in the order of its earliest moments.
func tiedWithRare(list []rareLooked) int {
	n := 0
	var end time.Time // the latest end of the rare events up to here
	next := make([]time.Time, len(list))
	var begin time.Time // the earliest begin of the rare events from here on
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].rare {
			begin = list[i].at.Lo()
		}
		next[i] = begin
	}
	for i, l := range list {
		switch {
		case l.rare && l.at.Hi().After(end):
			end = l.at.Hi()
		case !l.rare && (l.at.Lo().Before(end) || !next[i].IsZero() && next[i].Before(l.at.Hi())):
			n++
		}
	}
	return n
}

// charted makes a point of every rare event but the first.
func (e RareEvents) charted() chartData {
	o := e.Options
	d := chartData{measured: ofGaps, name: o.Name, what: o.What, definition: o.Definition, rowHead: o.What,
		origin: o.Origin, warnings: e.Warnings}
	before := e.First
	for i, r := range e.Events {
		from, _ := before.days()
		to, _ := r.At.days()
		d.rows = append(d.rows, chartRow{key: fmt.Sprint(i + 2), period: rma.Period{From: from, To: to},
			k: r.Cases, days: float64(r.Days), value: float64(r.Cases), ref: r.Ref})
		d.refs = append(d.refs, r.Ref)
		before = r.At
	}
	return d
}

// Format writes how many events there are, whatever the verb, and no moment.
func (e RareEvents) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "%d events with one before, among %d", len(e.Events), e.Looked)
}

// Format writes what lies before the event, whatever the verb, and no moment.
func (r RareEvent) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "%d cases before", r.Cases) }
