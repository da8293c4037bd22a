package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// MonitorSpec says what a monitor keeps count of. The zero value works.
type MonitorSpec struct {
	Name string // key of the observations; "" means "monitor"
	// In says which cases are counted, such as those of a pilot; nil means all. What is
	// published of a pilot and of all can be held against each other, which disclosure
	// control does not see: publish one of the two, or split by pilot.
	In       func(Case) bool
	From, To rma.Date      // first and last day on which what is counted began; zero means without end
	Rules    []Rule        // of re-reports; nil means DrentheStudy, CBS2022 and Within12Months
	Within   time.Duration // to a home visit; 0 means 24 hours
	Norms    []Norm        // nil means AssessmentNorm
	Calendar Calendar      // of the norms; nil means DutchCalendar
	Windows  []int         // days after closing; nil means 90, 180 and 365
	Level    float64       // of the intervals; 0 means 0.95
	Origin   rma.Origin    // for the observations
}

// withUsual fills in what was left open.
func (s MonitorSpec) withUsual() MonitorSpec {
	s.Name = nameOr(s.Name, "monitor")
	s.Rules, s.Norms = slices.Clone(s.Rules), slices.Clone(s.Norms)
	if s.Rules == nil {
		s.Rules = []Rule{DrentheStudy(), CBS2022(), Within12Months()}
	}
	if s.Norms == nil {
		s.Norms = []Norm{AssessmentNorm()}
	}
	if s.Calendar == nil {
		s.Calendar = DutchCalendar{}
	}
	if s.Level == 0 {
		s.Level = rma.DefaultLevel
	}
	s.Windows = s.recurrence().Windows
	return s
}

func (s MonitorSpec) check() error {
	names := map[string]bool{}
	for _, r := range s.Rules {
		if err := r.check(); err != nil {
			return err
		}
		if names["rule "+r.Name] {
			return fmt.Errorf("%w: two rules have one name", ErrOptions)
		}
		names["rule "+r.Name] = true
	}
	for _, n := range s.Norms {
		if err := n.check(); err != nil {
			return err
		}
		if names["norm "+n.Name] {
			return fmt.Errorf("%w: two norms have one name", ErrOptions)
		}
		names["norm "+n.Name] = true
	}
	switch {
	case s.Rules != nil && len(s.Rules) == 0:
		return fmt.Errorf("%w: one rule at least", ErrOptions)
	case !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From):
		return fmt.Errorf("%w: the last day lies before the first", ErrOptions)
	}
	if err := s.visits().check(); err != nil {
		return err
	}
	return s.recurrence().check()
}

func (s MonitorSpec) visits() VisitOptions {
	return VisitOptions{Name: nameOr(s.Name, "monitor") + "-visit", Within: s.Within, Level: s.Level, Origin: s.Origin}
}

// recurrence is what is asked of the time after closing: by the first rule, from
// every closing.
func (s MonitorSpec) recurrence() RecurrenceOptions {
	o := RecurrenceOptions{Name: nameOr(s.Name, "monitor") + "-recurrence", Windows: s.Windows, Level: s.Level, Origin: s.Origin}
	if len(s.Rules) > 0 {
		o.Rule = s.Rules[0]
	}
	return o.withUsual()
}

// holds reports whether a moment lies in the period, by the first day that it can
// mean.
func (s *MonitorSpec) holds(at Stamp) bool {
	if s.From.IsZero() && s.To.IsZero() {
		return true
	}
	day, _ := at.days()
	return (s.From.IsZero() || !day.Before(s.From)) && (s.To.IsZero() || !s.To.Before(day))
}

// counts reports whether a case is counted.
func (s *MonitorSpec) counts(c *Case) bool { return s.In == nil || s.In(*c) }

// Monitored is everything that a monitor counts of a pilot in a period. The results in
// it are those of the functions named, but for what needs every case kept: they list
// no cases and have no references, and there are no strata.
type Monitored struct {
	Cases, Families, Events int                // looked at, with what was there up to AsOf
	Counted                 int                // cases of Spec.In
	States                  []MonitoredState   // where the counted cases stand at AsOf
	Reports                 RuleComparison     // as of CompareRules
	Months                  Series             // re-reports under the first rule of all reports, per complete month
	Visits                  VisitTimes         // as of TimeToVisit
	Norms                   []NormCheck        // as of CheckNorm, without how much was over
	Recurrence              Recurrences        // as of Recurrence under the first rule, without the mean count per family
	Activities              []MonitoredPresent // how many counted cases have each
	AsOf                    time.Time
	Spec                    MonitorSpec // with what was left open filled in
	Warnings                []rma.Warning
}

// MonitoredState is how many cases stand somewhere.
type MonitoredState struct {
	State State
	Cases int
}

// MonitoredPresent is how many of the counted cases have an activity.
type MonitoredPresent struct {
	Activity Activity
	Cases    int
}

// Monitor counts what case monitoring asks of a log, in one pass: reports under
// several rules, visits and norms in time, the time from closing to a re-report, where
// the cases stand, and which activities they have.
//
// What is counted began in the period, in cases for which Spec.In holds: reports that
// came in it (under a rule, [ClassifyReports]); visits and norms of which the clock
// started in it ([TimeToVisit], [CheckNorm]); closings in it ([Recurrence]). The
// history of a family is always that of the whole log, and events after asOf are not
// looked at, also not by the rules. The figures are those of the functions named, with
// their definitions; only what needs every case kept, such as strata, is not here.
//
// The work is divided over the processors; the result does not depend on how. It
// grows with the log, and for each family with the square of its dossiers.
//
// Errors: ErrNoAsOf, ErrOptions, ErrNoWorkingDay. Warnings: those of the figures, each
// once.
func Monitor(log *Log, asOf time.Time, spec MonitorSpec) (Monitored, error) {
	all, err := NewMonitorTally(asOf, spec)
	if err != nil {
		return Monitored{}, err
	}
	if log == nil {
		return all.Result(), nil
	}
	parts, err := all.countAll(log.traces, log.linkedGroups(all.spec.linksPersons()))
	if err != nil {
		return Monitored{}, err
	}
	for _, p := range parts {
		if err := all.Merge(p); err != nil {
			return Monitored{}, err
		}
	}
	return all.Result(), nil
}

func (s *MonitorSpec) linksPersons() bool {
	return slices.ContainsFunc(s.Rules, func(r Rule) bool { return r.Match == AnyPerson })
}
