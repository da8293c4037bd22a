package casereview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WorkOptions says between whom work is taken to pass.
type WorkOptions struct {
	Name   string     // key of the observations; "" means "work"
	Ignore []Activity // events that are left out
	AsOf   time.Time  // events surely later are left out; zero means none are
	Origin rma.Origin // for the observations
}

// WorkHandover is work that passed from one organisation to another.
type WorkHandover struct {
	From, To  OrgID
	Cases     int // in which it did at least once
	Times     int // how often
	Ambiguous int // of the times, those between events that overlap
}

// WorkMatrix is who worked after whom in the cases.
type WorkMatrix struct {
	Orgs      []OrgID        // that did something, by name
	Handovers []WorkHandover // by From and then To; only those that occur
	Cases     int
	Passed    int // cases in which work passed at least once
	NoOrg     int // events that do not say who did them, which are left out
	Ambiguous int
	Refs      []rma.Ref
	Options   WorkOptions
	Warnings  []rma.Warning
}

// HandoverOfWork counts how often one organisation does something in a case directly
// after another did: consecutive events with a different Event.Org. An organisation
// after itself does not count, and events that do not say who did them are left
// out.
//
// This is who worked after whom, which is not yet that the responsibility for the
// case was handed over, which [Handovers] follows. The events of a case stand by earliest moment and import
// order; where the two overlap, the handover is counted as ambiguous.
//
// Errors: none but rma.ErrDuplicate of [WorkTally.Result]. Warnings:
// rma.WarnMissingAnswers with the number of events without an organisation,
// rma.WarnUndetermined with the number of ambiguous handovers, rma.WarnUndefined and
// rma.WarnSmallBase for no cases or few.
func HandoverOfWork(log *Log, o WorkOptions) (WorkMatrix, error) {
	tally := NewWorkTally(o)
	for _, t := range log.Cases() {
		tally.Add(t)
	}
	return tally.Result()
}

// WorkTally counts cases one by one, for [HandoverOfWork]. Two of them that counted
// different cases can be merged, and give what one would have given of all cases.
// It is not for use by several goroutines at once.
type WorkTally struct {
	options WorkOptions
	courses courses
	at      map[[2]OrgID]*workCount
	orgs    map[OrgID]bool
	passed  int
	noOrg   int
}

type workCount struct {
	arcNode
	ambiguous int
}

// NewWorkTally makes a tally of no cases.
func NewWorkTally(o WorkOptions) *WorkTally {
	o.Ignore = slices.Clone(o.Ignore)
	return &WorkTally{options: o, courses: courses{ignore: o.Ignore, asOf: o.AsOf}, at: map[[2]OrgID]*workCount{}, orgs: map[OrgID]bool{}}
}

// Add counts a case. A case may be added once.
func (w *WorkTally) Add(t Trace) {
	before, passed := -1, false
	list := w.courses.read(t)
	for i, m := range list {
		org := t.events[m.at].Org
		if org == "" {
			w.noOrg++
			continue
		}
		w.orgs[org] = true
		if before >= 0 && t.events[list[before].at].Org != org {
			c := w.count(t.events[list[before].at].Org, org)
			c.arcNode.count(len(w.courses.cases))
			if list[before].hi > m.lo {
				c.ambiguous++
			}
			passed = true
		}
		before = i
	}
	if passed {
		w.passed++
	}
}

func (w *WorkTally) count(from, to OrgID) *workCount {
	pair := [2]OrgID{from, to}
	if w.at[pair] == nil {
		w.at[pair] = &workCount{}
	}
	return w.at[pair]
}

// Merge adds what another tally counted, which stays as it is. A nil tally counted
// nothing.
//
// Errors: ErrOptions when it counted with other options.
func (w *WorkTally) Merge(other *WorkTally) error {
	if other == nil {
		return nil
	}
	if _, err := w.courses.take(&other.courses); err != nil {
		return err
	}
	for pair, c := range other.at {
		to := w.count(pair[0], pair[1])
		to.cases, to.times, to.ambiguous = to.cases+c.cases, to.times+c.times, to.ambiguous+c.ambiguous
	}
	for org := range other.orgs {
		w.orgs[org] = true
	}
	w.passed, w.noOrg = w.passed+other.passed, w.noOrg+other.noOrg
	return nil
}

// Result gives what was counted so far.
//
// Errors: rma.ErrDuplicate when a case was added twice.
func (w *WorkTally) Result() (WorkMatrix, error) {
	o := w.options
	o.Name, o.Ignore = nameOr(o.Name, "work"), slices.Clone(o.Ignore)
	refs, err := w.courses.refs()
	if err != nil {
		return WorkMatrix{}, err
	}
	m := WorkMatrix{Cases: len(refs), Passed: w.passed, NoOrg: w.noOrg, Refs: refs, Options: o}
	for org := range w.orgs {
		m.Orgs = append(m.Orgs, org)
	}
	slices.Sort(m.Orgs)
	for pair, c := range w.at {
		m.Handovers = append(m.Handovers, WorkHandover{From: pair[0], To: pair[1], Cases: c.cases, Times: c.times, Ambiguous: c.ambiguous})
		m.Ambiguous += c.ambiguous
	}
	slices.SortFunc(m.Handovers, func(a, b WorkHandover) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	m.Warnings = baseWarnings(m.Cases)
	if m.NoOrg > 0 {
		m.Warnings = append(m.Warnings, rma.Warn(rma.WarnMissingAnswers, "n=%d", m.NoOrg))
	}
	if m.Ambiguous > 0 {
		m.Warnings = append(m.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", m.Ambiguous))
	}
	return m, nil
}

// Between returns what passed from one organisation to another.
func (m WorkMatrix) Between(from, to OrgID) WorkHandover {
	i, ok := slices.BinarySearchFunc(m.Handovers, [2]OrgID{from, to}, func(h WorkHandover, at [2]OrgID) int {
		return cmp.Or(cmp.Compare(h.From, at[0]), cmp.Compare(h.To, at[1]))
	})
	if !ok {
		return WorkHandover{From: from, To: to}
	}
	return m.Handovers[i]
}

// String writes the handovers, in English.
func (m WorkMatrix) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Work passed between organisations in %d of %d cases\n", m.Passed, m.Cases)
	for _, h := range m.Handovers {
		fmt.Fprintf(&b, "  %s → %s: %d times in %d cases\n", bound(string(h.From), 60), bound(string(h.To), 60), h.Times, h.Cases)
	}
	return b.String()
}
