package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Verdict says what became of a rule in one case. The zero value is not checked.
type Verdict uint8

const (
	NotChecked     Verdict = iota
	Satisfied              // the case keeps to the rule, as far as it was followed
	Violated               // it does not, and nothing that may still come changes that
	Vacuous                // what the rule speaks of did not happen
	PendingVerdict         // it does not yet, and still can: the case was open at asOf
)

var verdictTerms = rma.Terms{
	{"", "niet nagegaan", "not checked"},
	{"satisfied", "voldaan", "satisfied"},
	{"violated", "niet voldaan", "violated"},
	{"vacuous", "niet van toepassing", "not applicable"},
	{"pending", "kan nog", "still open"},
}

// String returns the key used in files, "" for not checked.
func (v Verdict) String() string { return verdictTerms.Key("Verdict", uint8(v)) }

// Label returns the name in language l.
func (v Verdict) Label(l rma.Lang) string { return v.text().In(l) }

func (v Verdict) text() rma.Text { return verdictTerms.Text("Verdict", uint8(v)) }

// Judgement is the verdict on a rule in one case.
type Judgement struct {
	Verdict Verdict
	// Final says that no further event of the case can change the verdict. In a
	// case that is open, "not more than once" is satisfied and not final.
	Final bool
	// Ambiguous says that the stamps leave the verdict open: events with stamps
	// that overlap were taken by earliest moment and import order, and in another
	// order the verdict is another.
	Ambiguous bool
	// Unrecorded says that an event was left out because it does not say what the
	// rule asks, such as who did it.
	Unrecorded bool
}

// Constraint is a rule about the course of a case, such as "no closing without a
// safety plan before it". The word is that of Declare, from which the rules are
// taken; a [Rule] is one for re-reports.
//
// Implemented by what [MustStart], [MustEnd], [Contains], [Absent], [Precedence],
// [Response], [Succession], [RespondedExistence], [CoExist], [Exclusive],
// [Within], [DifferentOrg] and [Joint] return. A team may write its own.
type Constraint interface {
	// Key names the rule in files and observations; every rule has its own.
	Key() string
	// Text is the rule in words.
	Text() rma.Text
	// Check gives the verdict on a case. It does not change the case, and may be
	// called by several goroutines at once.
	Check(Followed) Judgement
}

// Followed is a case as far as it was followed: its events up to a moment, and
// whether it was closed by then. [Follow] makes one. The zero Followed is an open
// case without events.
type Followed struct {
	trace  Trace
	asOf   time.Time
	closed bool
	steps  []step
}

// step is what most rules look at of an event: what happened, and between which
// moments.
type step struct {
	activity Activity
	lo, hi   int64
}

// Follow takes a case up to a moment. It is closed when that is how [Replay] ends;
// a case that left the region is open, since nobody saw how it went on. Events
// surely after asOf are left out.
func Follow(t Trace, asOf time.Time) Followed {
	var f follower
	return f.follow(t, asOf)
}

// follower follows case after case; what it returned is overwritten by the next.
type follower struct {
	replay replay
	steps  []step
}

func (w *follower) follow(t Trace, asOf time.Time) Followed {
	t = t.until(asOf)
	r := &w.replay
	r.involvements, r.outOfState, r.rank = r.involvements[:0], r.outOfState[:0], r.rank[:0]
	state := r.run(&t)
	w.steps = w.steps[:0]
	for i := range t.events {
		e := &t.events[i]
		lo, hi := e.At.seconds()
		w.steps = append(w.steps, step{e.Activity, lo, hi})
	}
	return Followed{trace: t, asOf: asOf, closed: state == ClosedState, steps: w.steps}
}

// Trace returns the events up to asOf.
func (f Followed) Trace() Trace { return f.trace }

// AsOf returns the moment up to which the case was followed.
func (f Followed) AsOf() time.Time { return f.asOf }

// Closed reports whether the case was closed by then.
func (f Followed) Closed() bool { return f.closed }

// judge gives a verdict that is final when the case is closed, or when settled
// says that nothing can change it.
func (f Followed) judge(v Verdict, settled bool) Judgement {
	return Judgement{Verdict: v, Final: f.closed || settled}
}

// lacking gives the verdict on a case in which something that should be there is
// not: it can still come while the case is open.
func (f Followed) lacking() Judgement {
	if f.closed {
		return f.judge(Violated, true)
	}
	return f.judge(PendingVerdict, false)
}

// wording is what the rules of this package have in common: a key, and a text.
type wording struct {
	key   string
	text  rma.Text
	about []Activity
}

// Key names the rule by its kind and its activities.
func (w wording) Key() string { return w.key }

// Text is the rule in words.
func (w wording) Text() rma.Text { return w.text }

// problem says why the rule cannot be checked.
func (w wording) problem() error {
	for i, a := range w.about {
		if a == "" {
			return fmt.Errorf("%w: a rule names its activities", ErrOptions)
		}
		if i > 0 && a == w.about[0] {
			return fmt.Errorf("%w: a rule about two activities needs two different ones", ErrOptions)
		}
	}
	return nil
}

// inWords makes the key and the text of a rule about one or two activities.
func inWords(kind, nl, en string, about ...Activity) wording {
	key := kind
	for _, a := range about {
		key += "-" + string(a)
	}
	return wording{key: key, text: say(nl, en, about...), about: about}
}

// say fills the labels of the activities in, in both languages.
func say(nl, en string, list ...Activity) rma.Text {
	in := func(format string, l rma.Lang) string {
		labels := make([]any, len(list))
		for i, a := range list {
			labels[i] = a.Label(l)
		}
		return fmt.Sprintf(format, labels...)
	}
	return rma.T(in(nl, rma.Dutch), in(en, rma.English))
}
