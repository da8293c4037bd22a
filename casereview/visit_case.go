package casereview

import (
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// VisitCase is one case with what was measured in it.
type VisitCase struct {
	Case           CaseID
	Ref            rma.Ref
	Report         Stamp // the index report
	Start          Stamp // of the clock
	Visit          Stamp // the visit that was surely first or, if none was, may be earliest; zero when there is none
	Elapsed        Gap   // from the start to the first visit; zero when there is none
	Within         Outcome
	NextDay        Outcome
	Reason         Reason // why not within the time; empty when it was
	Weekend        Answer // reported at the weekend
	SameDayConsult Answer
	EarlyVisits    int // visits surely before the start, which do not count
	Excluded       ExclusionReason
	attrs          map[string]string
}

// ExclusionReason says why a case has no outcome.
type ExclusionReason string

const (
	NotExcluded      ExclusionReason = ""
	NoReport         ExclusionReason = "no-report" // none up to asOf
	NoStart          ExclusionReason = "no-start"  // no event at which the clock starts
	VisitBeforeStart ExclusionReason = "visit-before-start"
)

var exclusionNames = []struct {
	why   ExclusionReason
	label rma.Text
}{
	{NoReport, rma.T("geen melding", "no report")},
	{NoStart, rma.T("geen begin van de klok", "no start of the clock")},
	{VisitBeforeStart, rma.T("alleen een bezoek vóór het begin", "a visit before the start only")},
}

// Label returns the reason in language l.
func (e ExclusionReason) Label(l rma.Lang) string { return e.text().In(l) }

func (e ExclusionReason) text() rma.Text {
	for _, n := range exclusionNames {
		if n.why == e {
			return n.label
		}
	}
	return rma.PlainText(string(e))
}

// Exclusion is how many cases have no outcome, and which.
type Exclusion struct {
	Why   ExclusionReason
	Count int
	Refs  []rma.Ref
}

func exclusions(cases []VisitCase) []Exclusion {
	var list []Exclusion
	for _, n := range exclusionNames {
		e := Exclusion{Why: n.why}
		for _, c := range cases {
			if c.Excluded == n.why {
				e.Count++
				e.Refs = append(e.Refs, c.Ref)
			}
		}
		if e.Count > 0 {
			list = append(list, e)
		}
	}
	return list
}

// measure finds the outcome of one case.
func (o VisitOptions) measure(t Trace, asOf time.Time) VisitCase {
	c := VisitCase{Case: t.Case.ID, Ref: t.Case.Ref(), attrs: t.Case.Attrs}
	t = t.until(asOf)
	report, ok := t.First(Report)
	if !ok {
		c.Excluded = NoReport
		return c
	}
	c.Report = report.At
	c.Ref = report.Ref()
	c.Weekend = o.Weekend.Contains(report.At)
	c.SameDayConsult = sameDay(report.At, t, o.Consult)
	start, ok := t.First(o.Clock.activity())
	if !ok {
		c.Excluded = NoStart
		return c
	}
	c.Start = start.At
	first := firstVisit{start: start.At}
	for i := range t.events {
		e := &t.events[i]
		if !o.Visit(*e) {
			continue
		}
		if e.At.Before(start.At) {
			c.EarlyVisits++
			continue
		}
		first.add(e.At)
	}
	switch {
	case first.found:
		c.Visit, c.Elapsed = first.at, first.gap
		c.Within = inTime(first.gap.Min > o.Within, first.gap.Max <= o.Within)
		c.NextDay = inTime(first.least > 1, first.most <= 1)
	case c.EarlyVisits > 0:
		c.Excluded = VisitBeforeStart
		return c
	default:
		_, lastDay := start.At.days()
		c.Within = passed(asOf.Sub(start.At.last()) >= o.Within)
		c.NextDay = passed(lastDay.DaysUntil(rma.DateOf(asOf.In(start.At.Lo().Location()))) > 1)
	}
	if c.Within == NotMet || c.Within == NoVisit {
		c.Reason = Reason(nameOr(t.Attr(o.ReasonAttr), string(ReasonUnknown)))
	}
	return c
}

func inTime(surelyLate, surelyInTime bool) Outcome {
	switch {
	case surelyInTime:
		return Met
	case surelyLate:
		return NotMet
	}
	return Undetermined
}

func passed(deadline bool) Outcome {
	if deadline {
		return NoVisit
	}
	return Pending
}

// firstVisit keeps the bounds of the time to the earliest of several visits:
// the least of their lower bounds, and the least of their upper bounds.
type firstVisit struct {
	start       Stamp
	found       bool
	at          Stamp
	gap         Gap
	least, most int // midnights
}

func (f *firstVisit) add(at Stamp) {
	gap := f.start.Until(at)
	least, most := f.start.daysUntil(at)
	gap.Min, least = max(gap.Min, 0), max(least, 0)
	if !f.found {
		f.found, f.at, f.gap, f.least, f.most = true, at, gap, least, most
		return
	}
	if gap.Max < f.gap.Max {
		f.at = at
	}
	f.gap = Gap{min(f.gap.Min, gap.Min), min(f.gap.Max, gap.Max)}
	f.least, f.most = min(f.least, least), min(f.most, most)
}
