package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// SeriesOptions says what is counted per period.
type SeriesOptions struct {
	Name     string                  // key of the observation; "" means "series"
	What     rma.Text                // what is counted, a noun phrase; empty means the name of the activity
	Unit     PeriodUnit              // 0 means per month
	Activity Activity                // of the events; "" means Report
	Of       func(Trace, Event) bool // which of those events are looked at; nil means all
	In       func(Trace, Event) bool // which of those are counted, with the others as base of a share; nil means all, without a base
	From     rma.Date                // day on which the data begin; zero means the day of the first event of the log
	AsOf     time.Time               // moment up to which the data run; must be given
	Origin   rma.Origin              // for the observation
}

// withUsual fills in what was left open.
func (o SeriesOptions) withUsual() SeriesOptions {
	o.Name = nameOr(o.Name, "series")
	if o.Activity == "" {
		o.Activity = Report
	}
	if o.What.IsZero() {
		o.What = o.Activity.text()
	}
	return o
}

func (o SeriesOptions) check() error {
	switch {
	case o.AsOf.IsZero():
		return ErrNoAsOf
	case !o.Unit.valid():
		return fmt.Errorf("%w: a period is a month, a week or a quarter", ErrOptions)
	}
	return nil
}

// SeriesPeriod is one month, week or quarter of a [Series].
type SeriesPeriod struct {
	Key       string     // 2023-02, 2023-W05 or 2023-Q1
	Period    rma.Period // from its first day up to the first day of the next
	Count     int        // events counted
	Base      int        // events looked at, of which Count is a share; 0 in a series without a base
	Ambiguous int        // events looked at that may lie here or in another period; in neither Count nor Base
}

// Days returns the number of days of the period.
func (p SeriesPeriod) Days() int {
	days, _ := p.Period.Days()
	return days
}

// Series is how many events of a kind there were in each period of a stretch of
// time: in every period, also those without any. It does not change once it is
// made.
//
// What it left out is counted in events looked at: those of the base when there
// is one.
type Series struct {
	Unit       PeriodUnit
	Periods    []SeriesPeriod // complete periods in order, without gaps
	HasBase    bool           // Count is a share of Base
	Count      int            // of all periods
	Base       int            // of all periods; 0 without a base
	Incomplete int            // events in a first or last period that the data do not cover, left out
	Cut        int            // number of those periods: 0, 1 or 2
	Ambiguous  int            // events of which the stamp holds more than one period, left out
	Outside    int            // events before the data begin or after they end, or in a period that was taken out
	Refs       []rma.Ref      // the events counted, or of the base when there is one
	Options    SeriesOptions  // with what was left open filled in
	Warnings   []rma.Warning
}

// Count counts the events of an activity per month, week or quarter.
//
// An event lies in the period of its day on the calendar of its stamp. A stamp
// with the precision of a month counts in that month. A stamp that can mean days
// of two periods, such as a week that runs from one month into the next, is
// Ambiguous and in none of them. Periods without events are there, with 0.
//
// Only complete periods count: those that begin on or after From, and end before
// the day of AsOf. What lies in a first or last period that the data cut through
// is Incomplete and left out. Without From the data begin with the first event of
// the log, of whatever activity: its period is complete only when that was the
// first day. Give From whenever it is known. Events after AsOf are Outside.
//
// The unit is events, not cases: a case with three reports counts three times.
//
// Errors: ErrNoAsOf, ErrOptions. Warnings: rma.WarnUndefined without a complete
// period, rma.WarnUndetermined with the number of Ambiguous events.
func Count(log *Log, o SeriesOptions) (Series, error) {
	if err := o.check(); err != nil {
		return Series{}, err
	}
	o = o.withUsual()
	if o.From.IsZero() {
		o.From = log.firstDay()
	}
	s := Series{Unit: o.Unit, HasBase: o.In != nil, Options: o}
	c := newSeriesCounter(o)
	for i := c.first; i < c.end; i++ {
		s.Periods = append(s.Periods, SeriesPeriod{Key: o.Unit.key(i), Period: o.Unit.period(i)})
	}
	for _, t := range log.Cases() {
		for e := range t.Of(o.Activity) {
			if o.Of == nil || o.Of(t, e) {
				c.add(&s, t, e)
			}
		}
	}
	s.Cut = c.cut()
	s.Warnings = s.warnings()
	return s, nil
}

// firstDay returns the first day that an event of the log can mean, the zero
// Date without events.
func (l *Log) firstDay() rma.Date {
	var first rma.Date
	for _, t := range l.Cases() {
		if t.Len() == 0 {
			continue
		}
		if d := rma.DateOf(t.events[0].At.lo); first.IsZero() || d.Before(first) {
			first = d
		}
	}
	return first
}

// seriesCounter puts events in periods.
type seriesCounter struct {
	o                SeriesOptions
	upTo             rma.Date // the day of AsOf, which is not complete
	first, end       int      // numbers of the complete periods, end not included
	earliest, latest int      // numbers of the periods that the data touch
}

func newSeriesCounter(o SeriesOptions) seriesCounter {
	c := seriesCounter{o: o, upTo: rma.DateOf(o.AsOf)}
	if o.From.IsZero() || c.upTo.Before(o.From) {
		c.latest = -1 // no data
		return c
	}
	c.earliest, c.latest = o.Unit.index(o.From), o.Unit.index(c.upTo)
	c.first, c.end = c.earliest, c.latest
	if o.Unit.first(c.first).Before(o.From) {
		c.first++
	}
	if !o.Unit.first(c.latest).Before(c.upTo) && c.upTo.In(o.AsOf.Location()).Equal(o.AsOf) {
		c.latest-- // the data end where a period ends
	}
	c.end = max(c.end, c.first)
	return c
}

// cut returns how many periods the data touch without covering them.
func (c seriesCounter) cut() int {
	n := 0
	for i := c.earliest; i <= c.latest; i++ {
		if i < c.first || i >= c.end {
			n++
		}
	}
	return n
}

// add puts the event where it belongs.
func (c seriesCounter) add(s *Series, t Trace, e Event) {
	firstDay, lastDay := e.At.days()
	from, to := c.o.Unit.index(firstDay), c.o.Unit.index(lastDay)
	inside := c.first < c.end && from < c.end && to >= c.first
	switch {
	case e.At.lo.After(c.o.AsOf) || lastDay.Before(c.o.From) || c.latest < c.earliest:
		s.Outside++
	case !inside:
		s.Incomplete++
	case from != to:
		s.Ambiguous++
		for i := max(from, c.first); i <= min(to, c.end-1); i++ {
			s.Periods[i-c.first].Ambiguous++
		}
	default:
		p := &s.Periods[from-c.first]
		if s.HasBase {
			p.Base++
			s.Base++
		}
		if !s.HasBase || c.o.In(t, e) {
			p.Count++
			s.Count++
		}
		s.Refs = append(s.Refs, e.Ref())
	}
}

func (s Series) warnings() []rma.Warning {
	var list []rma.Warning
	if len(s.Periods) == 0 {
		list = append(list, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	if s.Ambiguous > 0 {
		list = append(list, rma.Warn(rma.WarnUndetermined, "n=%d", s.Ambiguous))
	}
	return list
}
