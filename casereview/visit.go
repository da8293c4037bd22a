package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Clock says from when the time to a visit is counted.
type Clock uint8

const (
	FromReport       Clock = iota // Veilig Thuis received the report
	FromPreNotice                 // the police announced it
	FromRegistration              // it was entered in the register
)

var clockTerms = rma.Terms{
	{"report", "ontvangst van de melding", "receipt of the report"},
	{"pre-notice", "vooraankondiging door de politie", "pre-notice by the police"},
	{"registration", "registratie van de melding", "registration of the report"},
}

// String returns the key used in files.
func (c Clock) String() string { return clockTerms.Key("Clock", uint8(c)) }

// Label returns the name in language l.
func (c Clock) Label(l rma.Lang) string { return c.text().In(l) }

func (c Clock) text() rma.Text { return clockTerms.Text("Clock", uint8(c)) }

func (c Clock) activity() Activity {
	return [...]Activity{Report, PreNotice, Registration}[c]
}

// VisitOptions says what counts as a visit in time.
type VisitOptions struct {
	Name       string           // key of the observations; "" means "visit"
	Clock      Clock            // 0 means from the report
	Within     time.Duration    // 0 means 24 hours; equality counts
	Visit      func(Event) bool // nil means every home visit; say, joint ones only
	In         func(Trace) bool // nil means every case of the log
	ReasonAttr string           // attribute of the case with the reason; "" means "reason"
	Consult    Activity         // for the split by consult on the day of the report, made when it occurs at all; "" means Consult
	Strata     []string         // attributes of the case to split by as well
	Weekend    Weekend          // 0 means Friday 17:00 to Monday 08:00
	Level      float64          // of the intervals; 0 means 0.95
	Origin     rma.Origin       // for the observations
}

// withUsual fills in what was left open.
func (o VisitOptions) withUsual() VisitOptions {
	o.Name = nameOr(o.Name, "visit")
	o.ReasonAttr = nameOr(o.ReasonAttr, "reason")
	if o.Within == 0 {
		o.Within = 24 * time.Hour
	}
	if o.Visit == nil {
		o.Visit = func(e Event) bool { return e.Activity == HomeVisit }
	}
	if o.Consult == "" {
		o.Consult = Consult
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	o.Weekend = o.Weekend.orUsual()
	return o
}

func (o VisitOptions) check() error {
	switch {
	case int(o.Clock) >= len(clockTerms):
		return fmt.Errorf("%w: a clock starts at the report, the pre-notice or the registration", ErrOptions)
	case o.Within < 0 || o.Within%time.Minute != 0:
		return fmt.Errorf("%w: Within is a whole number of minutes", ErrOptions)
	case !o.Weekend.orUsual().valid():
		return fmt.Errorf("%w: a weekend has two different moments of the week", ErrOptions)
	}
	return checkLevel(o.Level)
}

// VisitTimes is how soon after a report a visit came.
type VisitTimes struct {
	Within   VisitFigure // the first visit lies at most Options.Within after the start
	NextDay  VisitFigure // on the same or the next calendar day
	Cases    []VisitCase // every case considered, in the order of the log
	Excluded []Exclusion // considered, but without something to measure
	Reasons  []ReasonCount
	Strata   []VisitStrata // of the weekend, the consult, and Options.Strata
	AsOf     time.Time
	Options  VisitOptions // with what was left open filled in
	Warnings []rma.Warning
}

// VisitFigure is one rule for "in time", with what came of it.
type VisitFigure struct {
	Key          string
	Label        rma.Text
	Definition   rma.Text
	Counts       OutcomeCounts
	Share        rma.Share      // Met of N, with Wilson's interval
	Lower, Upper rma.Proportion // with every undetermined case late, or in time
	Refs         []rma.Ref      // the N cases
}

// VisitStrata is the figures apart for each value of something.
type VisitStrata struct {
	Key    string
	Label  rma.Text
	Levels []VisitStratum
}

// VisitStratum is the figures of the cases with one value.
type VisitStratum struct {
	Key             string
	Label           rma.Text
	Within, NextDay VisitFigure
}

// ReasonCount is how often a reason was given for a visit that did not come
// within Options.Within.
type ReasonCount struct {
	Reason Reason
	Count  int
	Refs   []rma.Ref
}

// TimeToVisit counts how many reports were followed by a home visit in time,
// under two rules side by side: within a number of hours, and not later than
// the next calendar day.
//
// Each case gives one index report, its first. The first visit not surely
// before the start of the clock counts. Stamps are intervals, so the time to
// the visit has a least and a greatest value (see [Stamp.Until]):
//
//	Met           greatest <= Within
//	NotMet        least > Within
//	Undetermined  otherwise
//	share = Met / N,  N = Met + NotMet + Undetermined + NoVisit
//
// With days only, a visit on the day of the report is Met, one on the next day
// Undetermined and one two days later NotMet for 24 hours; on the 25-hour day
// on which summer time ends, even the same day is Undetermined. The calendar
// rule counts midnights on the clock of the stamps. A visit that may lie before
// the start is taken to lie after it, so no time is negative.
//
// The share runs from 0 to 1, and more is sooner; whether sooner is better is
// for the team to say. N counts all index reports, also those without a visit,
// as in "9 of 21". Cases whose time had not passed at asOf and that had no
// visit are Pending and left out of N; events after asOf are not looked at. The
// bounds take every undetermined case as late and as in time.
//
// Errors: ErrNoAsOf; ErrOptions for options that do not exist; an
// *rma.DataError with rma.ErrDate for each first visit that lies more than 292
// years after its start, which is beyond a time.Duration. Warnings:
// rma.WarnUndetermined and rma.WarnPending with their numbers,
// rma.WarnOutOfState for cases with a visit surely before the start,
// rma.WarnSmallBase and rma.WarnUndefined for a small or empty base.
//
// Source: for the interval, Wilson (1927), Journal of the American Statistical
// Association 22, 209-212.
func TimeToVisit(log *Log, asOf time.Time, o VisitOptions) (VisitTimes, error) {
	if asOf.IsZero() {
		return VisitTimes{}, ErrNoAsOf
	}
	if err := o.check(); err != nil {
		return VisitTimes{}, err
	}
	o = o.withUsual()
	v := VisitTimes{AsOf: asOf, Options: o, Cases: make([]VisitCase, 0, log.Len())}
	early, consults := 0, false
	var problems rma.Problems
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		c := o.measure(t, asOf)
		consults = consults || t.Has(o.Consult)
		v.Cases = append(v.Cases, c)
		if c.EarlyVisits > 0 {
			early++
		}
		if c.Elapsed.cut() {
			problems.File = c.Ref.File
			problems.Add(c.Ref.Line, 0, "visit", errTooFar)
		}
	}
	if err := problems.Err(); err != nil {
		return VisitTimes{}, err
	}
	if !consults { // the file does not record them: no case had none
		for i := range v.Cases {
			v.Cases[i].SameDayConsult = NotRecorded
		}
	}
	v.Within = v.figure(withinRule, nil)
	v.NextDay = v.figure(nextDayRule, nil)
	v.Excluded = exclusions(v.Cases)
	v.Reasons = reasonCounts(v.Cases)
	v.Strata = v.strata()
	v.Warnings = v.warnings(early)
	return v, nil
}

var errTooFar = fmt.Errorf("%w: more than 292 years after the start", rma.ErrDate)

// warnings gives those of the first rule, those that only the second has, and
// the visits before the start.
func (v VisitTimes) warnings(early int) []rma.Warning {
	list := v.Within.warnings()
	for _, w := range v.NextDay.warnings() {
		if !rma.HasWarning(list, w.Code) {
			list = append(list, w)
		}
	}
	if early > 0 {
		list = append(list, rma.Warn(rma.WarnOutOfState, "n=%d", early))
	}
	return list
}

// MetWithin is yes for the cases that were in time under the first rule, no for
// those that were later or had no visit, and not recorded for all others.
func (v VisitTimes) MetWithin() Factor {
	byCase := make(map[CaseID]Outcome, len(v.Cases))
	for _, c := range v.Cases {
		byCase[c.Case] = c.Within
	}
	return Factor{Label: v.Within.Label, Of: func(t Trace) Answer {
		switch byCase[t.Case.ID] {
		case Met:
			return Yes
		case NotMet, NoVisit:
			return No
		}
		return NotRecorded
	}}
}
