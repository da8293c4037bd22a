package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ConformanceOptions says how rules about the course of cases are checked.
type ConformanceOptions struct {
	Name   string           // key of the observations; "" means "course"
	In     func(Trace) bool // nil means every case of the log
	Level  float64          // of the intervals; 0 means 0.95
	Origin rma.Origin       // for the observations
}

// VerdictCounts is how many cases had each verdict.
type VerdictCounts struct{ Satisfied, Violated, Vacuous, Pending int }

func (c *VerdictCounts) add(v Verdict) {
	switch v {
	case Satisfied:
		c.Satisfied++
	case Violated:
		c.Violated++
	case Vacuous:
		c.Vacuous++
	case PendingVerdict:
		c.Pending++
	}
}

// N returns the number of cases.
func (c VerdictCounts) N() int { return c.Satisfied + c.Violated + c.Vacuous + c.Pending }

// RuleConformance is what became of one rule in all cases.
type RuleConformance struct {
	Key       string
	Label     rma.Text
	Counts    VerdictCounts
	Share     rma.Share     // satisfied, of the satisfied and the violated; AtMost with the ambiguous of the violated
	Ambiguous VerdictCounts // of the counts, those that another order of overlapping stamps would change
	// NotFinal is how many are satisfied or vacuous in a case that is open, and may
	// still turn out otherwise.
	NotFinal   int
	Unrecorded int // cases with an event that does not say what the rule asks
	Warnings   []rma.Warning
}

// CheckedCase is one case with the verdict on each rule, in the order of the rules.
type CheckedCase struct {
	Case       CaseID
	Ref        rma.Ref
	Closed     bool // by asOf
	Judgements []Judgement
}

// Conformance is how cases keep to rules about their course.
type Conformance struct {
	Rules    []RuleConformance // in the order given
	Cases    []CheckedCase     // in the order of the log
	Open     int               // cases that were open at asOf
	AsOf     time.Time
	Options  ConformanceOptions // with what was left open filled in
	Warnings []rma.Warning
}

// CheckAll checks rules about the course of cases, as [CheckCourses] does, with
// the usual options.
func CheckAll(log *Log, asOf time.Time, rules ...Constraint) (Conformance, error) {
	return CheckCourses(log, asOf, rules, ConformanceOptions{})
}

// CheckCourses gives the verdict on every rule in every case, and for each rule the
// share of cases that keep to it:
//
//	share = Satisfied / (Satisfied + Violated)
//
// From 0 to 1. Whether more is better depends on the rule: that a case departs
// from the agreed course can be what was best for the family. Cases in which what
// the rule speaks of did not happen are Vacuous, and cases that were open at asOf
// and can still keep to it are Pending; both are left out of the share and
// counted. Events surely after asOf are not looked at.
//
// The events of a case are taken by earliest moment, and by import order where
// that is the same. Where stamps overlap, another order is possible: verdicts that
// it would change are counted in Ambiguous, and the share says what it would be at
// most.
//
// Errors: ErrNoAsOf; ErrOptions when there is no rule, or one that cannot be
// checked; rma.ErrDuplicate for two rules with one key. Warnings:
// rma.WarnUndetermined, rma.WarnPending and rma.WarnMissingAnswers with the number
// of cases, rma.WarnSmallBase and rma.WarnUndefined for a small or empty base.
//
// Source: the rules are those of Declare, see Pesic, Schonenberg and Van der Aalst
// (2007), Proc. 11th IEEE EDOC, 287-298; the names are those of processcheckR; for
// the interval, Wilson (1927).
// Checked against: all sequences of three activities up to length 6, by regular
// expressions, and all orders that overlapping stamps allow.
func CheckCourses(log *Log, asOf time.Time, rules []Constraint, o ConformanceOptions) (Conformance, error) {
	if asOf.IsZero() {
		return Conformance{}, ErrNoAsOf
	}
	if err := checkLevel(o.Level); err != nil {
		return Conformance{}, err
	}
	if err := checkRules(rules); err != nil {
		return Conformance{}, err
	}
	o.Name = nameOr(o.Name, "course")
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	c := Conformance{AsOf: asOf, Options: o, Rules: make([]RuleConformance, len(rules))}
	var w follower
	room := make([]Judgement, 0, log.Len()*len(rules))
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		f := w.follow(t, asOf)
		at := len(room)
		for i, r := range rules {
			j := r.Check(f)
			c.Rules[i].add(j)
			room = append(room, j)
		}
		if !f.closed {
			c.Open++
		}
		c.Cases = append(c.Cases, CheckedCase{Case: t.Case.ID, Ref: t.Case.Ref(), Closed: f.closed, Judgements: room[at:len(room):len(room)]})
	}
	for i, r := range rules {
		c.Rules[i].finish(r, o.Level)
	}
	c.Warnings = c.warnings()
	return c, nil
}

// checkRules looks at the rules themselves.
func checkRules(rules []Constraint) error {
	if len(rules) == 0 {
		return fmt.Errorf("%w: a rule to check", ErrOptions)
	}
	seen := map[string]bool{}
	for i, r := range rules {
		if r == nil {
			return fmt.Errorf("rule %d: %w: it is nil", i+1, ErrOptions)
		}
		if p, ok := r.(interface{ problem() error }); ok {
			if err := p.problem(); err != nil {
				return fmt.Errorf("rule %d: %w", i+1, err)
			}
		}
		if seen[r.Key()] {
			return fmt.Errorf("rule %d: %w", i+1, rma.ErrDuplicate)
		}
		seen[r.Key()] = true
	}
	return nil
}

func (r *RuleConformance) add(j Judgement) {
	r.Counts.add(j.Verdict)
	if j.Ambiguous {
		r.Ambiguous.add(j.Verdict)
	}
	if !j.Final && (j.Verdict == Satisfied || j.Verdict == Vacuous) {
		r.NotFinal++
	}
	if j.Unrecorded {
		r.Unrecorded++
	}
}

// finish works out the share and the warnings.
func (r *RuleConformance) finish(c Constraint, level float64) {
	r.Key, r.Label = c.Key(), c.Text()
	r.Share = newShare(rma.Proportion{K: r.Counts.Satisfied, N: r.Counts.Satisfied + r.Counts.Violated}, level)
	if n := r.Ambiguous.Violated; n > 0 {
		r.Share.AtMost = r.Share.K + n
	}
	r.Warnings = baseWarnings(r.Share.N)
	if n := r.Ambiguous.N(); n > 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", n))
	}
	if n := r.Counts.Pending; n > 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnPending, "n=%d", n))
	}
	if r.Unrecorded > 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnMissingAnswers, "n=%d", r.Unrecorded))
	}
}

// warnings gives those of the rules, each code with the rules that have it.
func (c Conformance) warnings() []rma.Warning {
	var list []rma.Warning
	for _, code := range []rma.Code{rma.WarnUndefined, rma.WarnSmallBase, rma.WarnUndetermined, rma.WarnPending, rma.WarnMissingAnswers} {
		detail := ""
		for i, r := range c.Rules {
			if !rma.HasWarning(r.Warnings, code) {
				continue
			}
			if detail != "" {
				detail += ", "
			}
			detail += fmt.Sprint(i + 1)
		}
		if detail != "" {
			list = append(list, rma.Warn(code, "%s", detail))
		}
	}
	return list
}
