package casereview

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrNoCases means that there is nothing to check: a log of one case is enough.
var ErrNoCases = errors.New("a log without cases; one is enough")

// usualOpenDays is how long a dossier may be open by default: a year.
const usualOpenDays = 365

// CheckOptions says what is expected of a register.
type CheckOptions struct {
	Name         string     // key of the observations; "" means "checks"
	OpenDays     int        // a dossier that is open for more days is noted; 0 means 365
	FirstHolder  OrgID      // who holds a dossier from the start, such as "VTD"; "" means that this is not known
	AfterClosing []Activity // what may come after the closing; nil means LeftRegion
	Origin       rma.Origin // for the observations
}

// CheckIssue is one place where a rule does not hold.
type CheckIssue struct {
	Rule     CheckRule
	Severity rma.Severity
	Case     CaseID
	Activity Activity // of the event; "" when the issue is about the case
	Ref      rma.Ref  // file and line of the event, or of the case
}

// String gives the rule and the place.
func (i CheckIssue) String() string {
	return fmt.Sprintf("case %s%s: %s", i.Case, onLine(i.Ref.Line), i.Rule)
}

// Format writes String whatever the verb.
func (i CheckIssue) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, i.String()) }

// CheckCount is how often a rule does not hold.
type CheckCount struct {
	Rule     CheckRule
	Severity rma.Severity
	Found    rma.Proportion // of the events, or cases, that the rule is about
	Cases    int            // in which it does not hold at least once
	Refs     []rma.Ref      // of these cases
}

// Checks is what is odd or impossible in a register. The data are kept as they are.
type Checks struct {
	Counts        []CheckCount // every rule, in the order of CheckRules
	Issues        []CheckIssue // by case in the order of the log, then by rule, then by event
	Cases, Events int
	AsOf          time.Time
	Options       CheckOptions
	Warnings      []rma.Warning

	vocabulary Vocabulary
}

// Check looks for what cannot be so in a register, or deserves a look:
//
//	before-opening              surely before every report and request for advice of the case; a pre-notice may be
//	after-closing               surely after a closing, and no reopening or report may lie between; a report itself needs a reopening
//	end-before-start            the end surely lies before the start
//	in-future                   surely after asOf, or its end is
//	handover-from-other         by another than who held the case last: FirstHolder, who took it over, or who started a service
//	service-end-without-start   more services ended than can have started
//	subject-outside-family      somebody involved whom [Log.WithFamilies] does not name in the family of the case
//	concern-outside-family      the same for the person of a concern
//	visit-without-organisation  a home visit without Org and With
//	duplicate-event             the same activity, stamp and organisation once more in the case
//	mixed-precision             a case with stamps of several precisions; counted only
//	tied-events                 an event whose stamp overlaps with that of another of the case; counted only
//	no-report                   a case without a report and without a request for advice
//	open-too-long               surely open for more than OpenDays on asOf (see [Replay])
//
// A stamp is as wide as its precision: what may be right counts as right. N of a
// rule counts the events that it is about (handovers for handovers, for example),
// or cases. A handover of which one side is not recorded, and a family of which
// nobody said who belongs to it, are not in N. Nothing is left out or changed.
//
// Errors: ErrNoAsOf, ErrNoCases, and ErrOptions for OpenDays below 0. Warnings:
// rma.WarnUndefined names the rules with nothing to check.
//
// Checked against: a slow reference on random histories.
func Check(log *Log, asOf time.Time, o CheckOptions) (Checks, error) {
	switch {
	case asOf.IsZero():
		return Checks{}, ErrNoAsOf
	case o.OpenDays < 0:
		return Checks{}, fmt.Errorf("%w: a number of days is not negative", ErrOptions)
	case log.Len() == 0:
		return Checks{}, ErrNoCases
	}
	o.Name, o.AfterClosing = nameOr(o.Name, "checks"), slices.Clone(o.AfterClosing)
	if o.OpenDays == 0 {
		o.OpenDays = usualOpenDays
	}
	if o.AfterClosing == nil {
		o.AfterClosing = []Activity{LeftRegion}
	}
	c := checker{log: log, result: Checks{Cases: log.Len(), Events: log.Events(), AsOf: asOf, Options: o, vocabulary: log.vocabulary}}
	for _, r := range CheckRules() {
		c.result.Counts = append(c.result.Counts, CheckCount{Rule: r, Severity: r.Severity()})
	}
	for i := range log.traces {
		c.check(&log.traces[i])
	}
	for _, n := range c.result.Counts {
		if n.Found.N == 0 {
			c.result.Warnings = append(c.result.Warnings, rma.Warn(rma.WarnUndefined, "%s: n=0", n.Rule))
		}
	}
	return c.result, nil
}

// checker goes through the cases one by one. Its buffers are used again.
type checker struct {
	log    *Log
	result Checks
	t      *Trace
	course replay
	closed closingSweep
	held   holderSweep
}

// check looks at one case.
func (c *checker) check(t *Trace) {
	c.t = t
	c.beforeOpening()
	c.afterClosing()
	c.ends()
	c.future()
	c.handovers()
	c.services()
	c.members()
	c.visits()
	c.duplicates()
	c.stamps()
	c.wholeCase()
}

// count returns the count of a rule.
func (c *checker) count(r CheckRule) *CheckCount { return &c.result.Counts[r-EventBeforeOpening] }

// look counts an event that a rule is about, and notes it when the rule does not hold.
func (c *checker) look(r CheckRule, i int, wrong bool) {
	c.count(r).Found.N++
	if wrong {
		e := &c.t.events[i]
		c.note(r, e.Activity, e.Ref())
	}
}

// lookAtCase does the same for the case.
func (c *checker) lookAtCase(r CheckRule, wrong bool) {
	c.count(r).Found.N++
	if wrong {
		c.note(r, "", c.t.Case.Ref())
	}
}

func (c *checker) note(r CheckRule, a Activity, at rma.Ref) {
	n := c.count(r)
	n.Found.K++
	if k := len(n.Refs); k == 0 || n.Refs[k-1].ID != c.t.Case.ID.String() {
		n.Cases++
		n.Refs = append(n.Refs, c.t.Case.Ref())
	}
	if !r.counted() {
		c.result.Issues = append(c.result.Issues, CheckIssue{Rule: r, Severity: r.Severity(), Case: c.t.Case.ID, Activity: a, Ref: at})
	}
}
