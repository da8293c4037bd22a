package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ReportOptions says which reports are counted. The history of a family is
// always that of the whole log.
type ReportOptions struct {
	Name   string                  // key of the observations; "" means "reports"
	Count  func(Trace, Event) bool // which reports are counted: of a pilot, in a period; nil means all
	Level  float64                 // of the intervals; 0 means 0.95
	Origin rma.Origin              // for the observations
}

// ClassifiedReport is one report with what it is under a rule.
type ClassifiedReport struct {
	Case                CaseID
	Family              FamilyID
	Ref                 rma.Ref
	At                  Stamp
	Class               Class
	Ambiguous           bool // a dossier was closed or opened at the same moment, as far as the stamps tell, or the look-back ended within the precision of the closing
	Stage               Stage
	KnownBeyondLookback bool    // a first report on a family known from longer ago
	Previous            CaseID  // the dossier that was running, or closed last
	Closed              Stamp   // when that dossier was closed, for a re-report
	DaysSinceClosed     int     // calendar days, for a re-report
	Changes             Changes // for a re-report
	Involved            InvolvedKnown
	DifferentReporter   Answer // for a re-report: another organisation than reported before
}

// Classification is what the reports of a log are under a rule.
type Classification struct {
	Rule           Rule
	Definition     rma.Text
	Reports        []ClassifiedReport // in the order of the log
	Counts         ClassCounts
	Share          rma.Share // re-reports among the classified reports
	ShareOfAll     rma.Share // re-reports among all reports received
	Stages         StageCounts
	Involved       InvolvedCounts
	Changes        ChangeCounts
	OtherReporter  rma.Proportion // re-reports by another organisation than before, of those where both are known
	Ambiguous      int
	KnownBeyond    int // first reports on a family known from before the look-back
	Cases          int // dossiers with a counted report
	ReportsPerCase float64
	Incidents      ClassCounts // by the class of the first report, when the rule merges; else as Counts
	OutOfState     int         // events of the log that do not fit the course of their dossier
	Options        ReportOptions
	Warnings       []rma.Warning
}

// ClassCounts is how many reports, or incidents, are in each class.
type ClassCounts struct{ First, Rereport, FollowUp, Unclassified int }

func (c *ClassCounts) add(class Class) {
	switch class {
	case FirstReport:
		c.First++
	case Rereport:
		c.Rereport++
	case FollowUp:
		c.FollowUp++
	default:
		c.Unclassified++
	}
}

func (c *ClassCounts) plus(o ClassCounts) {
	c.First, c.Rereport, c.FollowUp, c.Unclassified = c.First+o.First, c.Rereport+o.Rereport, c.FollowUp+o.FollowUp, c.Unclassified+o.Unclassified
}

// N returns the number of all.
func (c ClassCounts) N() int { return c.First + c.Rereport + c.FollowUp + c.Unclassified }

// Classified returns the number of all that have a class.
func (c ClassCounts) Classified() int { return c.First + c.Rereport + c.FollowUp }

// StageCounts divides the follow-up reports.
type StageCounts struct{ DuringAssessment, AfterAssessment, DuringMonitoring int }

func (c StageCounts) sum() int { return c.DuringAssessment + c.AfterAssessment + c.DuringMonitoring }

// InvolvedCounts divides the re-reports.
type InvolvedCounts struct{ Several, One, NotRecorded int }

// ChangeCounts divides the re-reports by their primary change, and counts in
// how many each change occurs. The index is the Change.
type ChangeCounts struct {
	Primary, Any [NewConcernOtherMember + 1]int
}

// ClassifyReports says of every report whether it is the first on a family, a
// re-report (hermelding) or a follow-up report (vervolgmelding) under a rule.
//
// For a report at t, over the dossiers that the rule links it to:
//
//	follow-up     one of them is running at t
//	re-report     none is, and one was closed at c with t - Lookback <= c <= t
//	first         otherwise
//	unclassified  nothing to link by, and no history of the dossier itself
//
// A dossier runs from its report to its closing (see [Replay]). So a report
// that comes in while a dossier is monitored is a follow-up report under every
// rule. A report is always linked to its own dossier.
//
//	share = re-reports / classified reports
//	reports per case = reports / dossiers with a report
//
// The share runs from 0 to 1. N counts reports, not families: a family with
// many reports counts often, and the interval, which takes reports as
// independent, is then too narrow. Unclassified reports are left out of N;
// ShareOfAll has them in its base.
//
// When the stamps do not tell whether a dossier was closed before the report,
// SameDayTie decides; another dossier that opened at the same moment does not
// count as running. Both are counted in Ambiguous. The look-back is measured in
// calendar days.
//
// The time it takes grows with the number of reports: for 16,000 dossiers of one
// family too, a tenth of a second when they are linked by family. When they are linked
// by persons, it grows with the square of the dossiers that one person is named in.
//
// Errors: ErrOptions. Warnings: rma.WarnAmbiguousTie, rma.WarnUnclassified,
// rma.WarnOutOfState with their numbers, rma.WarnSmallBase and
// rma.WarnUndefined for a small or empty base.
//
// Source: Statistics Netherlands, StatLine table 85361NED, for the classes; for
// the interval, Wilson (1927), Journal of the American Statistical Association
// 22, 209-212.
// Checked against: a slow reference on random family histories.
func ClassifyReports(log *Log, rule Rule, o ReportOptions) (Classification, error) {
	if err := rule.check(); err != nil {
		return Classification{}, err
	}
	if err := checkLevel(o.Level); err != nil {
		return Classification{}, err
	}
	return classify(newHistory(log), rule, o), nil
}

// counts reports whether an event is a report that is counted.
func (o *ReportOptions) counts(t *Trace, i int) bool {
	e := &t.events[i]
	return e.Activity == Report && (o.Count == nil || o.Count(*t, *e))
}

// reports returns how many reports there are.
func (h *history) reports() int {
	n := 0
	for i := range h.dossiers {
		for j := range h.dossiers[i].trace.events {
			if h.dossiers[i].trace.events[j].Activity == Report {
				n++
			}
		}
	}
	return n
}

// classify builds the whole result.
func classify(h *history, rule Rule, o ReportOptions) Classification {
	o.Name = nameOr(o.Name, "reports")
	c := Classification{Rule: rule, Definition: rule.Definition(), Options: o}
	c.Reports = make([]ClassifiedReport, 0, h.reports())
	c.tally(h.under(rule), o, func(r *ClassifiedReport) { c.Reports = append(c.Reports, *r) })
	c.complete()
	return c
}

// tally counts the reports of a history, and gives each.
func (c *Classification) tally(under *ruled, o ReportOptions, each func(*ClassifiedReport)) {
	var incidents []incident
	rule := &under.rule
	for at := range under.dossiers {
		d, counted := &under.dossiers[at], false
		for i := range d.trace.events {
			if !o.counts(d.trace, i) {
				continue
			}
			counted = true
			r := under.classify(at, i)
			if rule.MergeWindow > 0 {
				incidents = append(incidents, under.incident(at, &r))
			}
			c.count(&r)
			each(&r)
		}
		if counted {
			c.Cases++
		}
	}
	c.OutOfState += under.outOfState
	if rule.MergeWindow > 0 {
		c.Incidents.plus(countIncidents(incidents, rule.MergeWindow))
	}
}

// complete works out what follows from the counts.
func (c *Classification) complete() {
	if c.Rule.MergeWindow == 0 {
		c.Incidents = c.Counts
	}
	c.Share = newShare(rma.Proportion{K: c.Counts.Rereport, N: c.Counts.Classified()}, c.Options.Level)
	c.ShareOfAll = newShare(rma.Proportion{K: c.Counts.Rereport, N: c.Counts.N()}, c.Options.Level)
	c.ReportsPerCase = float64(c.Counts.N()) / float64(c.Cases) // NaN without cases
	c.Warnings = c.warnings()
}

// count adds one report to the counts.
func (c *Classification) count(r *ClassifiedReport) {
	c.Counts.add(r.Class)
	if r.Ambiguous {
		c.Ambiguous++
	}
	if r.KnownBeyondLookback {
		c.KnownBeyond++
	}
	switch r.Stage {
	case DuringAssessment:
		c.Stages.DuringAssessment++
	case AfterAssessment:
		c.Stages.AfterAssessment++
	case DuringMonitoring:
		c.Stages.DuringMonitoring++
	}
	if r.Class != Rereport {
		return
	}
	switch r.Involved {
	case SeveralKnown:
		c.Involved.Several++
	case OneKnown:
		c.Involved.One++
	default:
		c.Involved.NotRecorded++
	}
	c.Changes.Primary[r.Changes.Primary()]++
	for _, change := range r.Changes.List() {
		c.Changes.Any[change]++
	}
	if r.DifferentReporter != NotRecorded {
		c.OtherReporter.N++
		if r.DifferentReporter == Yes {
			c.OtherReporter.K++
		}
	}
}

func (c Classification) warnings() []rma.Warning {
	list := baseWarnings(c.Share.N)
	for _, w := range []struct {
		code rma.Code
		n    int
	}{{rma.WarnAmbiguousTie, c.Ambiguous}, {rma.WarnUnclassified, c.Counts.Unclassified}, {rma.WarnOutOfState, c.OutOfState}} {
		if w.n > 0 {
			list = append(list, rma.Warn(w.code, "n=%d", w.n))
		}
	}
	return list
}

// String writes the classes with the rule, in English; without percentages when
// there are fewer reports than rma.DefaultMinBase.
func (c Classification) String() string {
	en := rma.English
	n := c.Counts
	return fmt.Sprintf(`Reports under the rule %s
  %s
  re-reports   %s of the classified, %s; of all received %s
  first %d (known from before the look-back %d), follow-up %d, not classified %d
  follow-up during assessment %d, after it %d, during monitoring %d
  reports per case %s (%d reports, %d cases); ambiguous %d
`, c.Rule.label().In(en), c.Definition.EN, c.Share.Format(en, 0), intervalText(c.Share.N, c.Share.Interval), c.ShareOfAll.Format(en, 0),
		n.First, c.KnownBeyond, n.FollowUp, n.Unclassified,
		c.Stages.DuringAssessment, c.Stages.AfterAssessment, c.Stages.DuringMonitoring,
		rma.FormatNumber(c.ReportsPerCase, 2, en), n.N(), c.Cases, c.Ambiguous)
}
