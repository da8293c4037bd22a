package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// State is where a dossier stands at Veilig Thuis.
type State uint8

const (
	NoDossier State = iota
	Advice          // the caller keeps the responsibility; Veilig Thuis is not involved
	Assessing
	InService
	HandedOver // to the local team or others, but not closed
	Monitoring
	ClosedState
	ReopenedState
)

var stateTerms = rma.Terms{
	{"", "geen dossier", "no dossier"},
	{"advice", "advies", "advice"},
	{"assessing", "veiligheidsbeoordeling", "safety assessment"},
	{"service", "dienst", "service"},
	{"handed-over", "overgedragen", "handed over"},
	{"monitoring", "monitoring", "monitoring"},
	{"closed", "afgesloten", "closed"},
	{"reopened", "heropend", "reopened"},
}

// String returns the key used in files, "" for no dossier.
func (s State) String() string { return stateTerms.Key("State", uint8(s)) }

// Label returns the name in language l.
func (s State) Label(l rma.Lang) string { return stateTerms.Text("State", uint8(s)).In(l) }

// involved reports whether Veilig Thuis is involved.
func (s State) involved() bool {
	return s == Assessing || s == InService || s == HandedOver || s == Monitoring || s == ReopenedState
}

// Stage is where in its involvement Veilig Thuis was when a follow-up report
// came, as Statistics Netherlands (CBS) distinguishes. The zero value is not
// recorded.
type Stage uint8

const (
	StageNotRecorded Stage = iota
	DuringAssessment
	AfterAssessment
	DuringMonitoring
)

var stageTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"during-assessment", "tijdens de veiligheidsbeoordeling", "during the safety assessment"},
	{"after-assessment", "na de veiligheidsbeoordeling", "after the safety assessment"},
	{"during-monitoring", "tijdens de monitoring", "during monitoring"},
}

// String returns the key used in files, "" for not recorded.
func (s Stage) String() string { return stageTerms.Key("Stage", uint8(s)) }

// Label returns the name in language l.
func (s Stage) Label(l rma.Lang) string { return stageTerms.Text("Stage", uint8(s)).In(l) }

// Involvement is a stretch of time in which Veilig Thuis was involved.
type Involvement struct {
	Opened   Stamp
	OpenedBy Activity
	Closed   Stamp // zero while it lasts
	stages   []timedStage
	opener   int // event of the trace that opened it
	worker   int // first event after a reopening that shows work; -1 when there is none
}

// timedStage is a stage and the earliest moment at which it began.
type timedStage struct {
	lo    int64
	stage Stage
}

// Dossier is the course of one case as its events tell it.
type Dossier struct {
	Case         Case
	State        State // at the end
	Involvements []Involvement
	OutOfState   []Event // that do not fit the course; they are kept
}

// Replay follows the course of a dossier:
//
//	no dossier   advice request -> advice; report -> assessment
//	advice       report -> assessment; closed
//	assessment   service; handover; converted to advice; closed
//	service      service; handover; monitoring; closed
//	handed over  monitoring; service; closed
//	monitoring   service; handover; closed
//	closed       reopened
//
// A report while Veilig Thuis is involved changes nothing: it is a follow-up
// report. Events whose stamps overlap are replayed in an order that fits, a
// closing last; otherwise in import order.
//
// An event that does not fit goes to OutOfState. While the dossier is not
// closed, the state that it shows is taken over, since the register saw it: a
// monitoring contact without a service before it is monitoring. After closing
// only a report or a reopening makes Veilig Thuis involved again; a report on a
// closed dossier without a reopening is noted as out of state too.
func Replay(t Trace) Dossier {
	var r replay
	d := Dossier{Case: t.Case, State: r.run(&t), Involvements: r.involvements}
	for _, i := range r.outOfState {
		d.OutOfState = append(d.OutOfState, t.events[i])
	}
	return d
}

// coursed reports whether the activity has a part in the course of a dossier.
func coursed(a Activity) bool {
	switch a {
	case AdviceRequest, Report, AssessmentStart, AssessmentDone, ConvertedToAdvice,
		ServiceStart, ServiceEnd, Handover, MonitorContact, Closed, Reopened:
		return true
	}
	return false
}

// replay follows the courses of dossiers one after the other. What it finds of them
// is put behind what it found before.
type replay struct {
	t            *Trace
	state        State
	first        int // of the involvements of this dossier
	involvements []Involvement
	outOfState   []int   // events of the dossiers that do not fit their course
	rank         []int32 // per event, when it was replayed; -1 when it has no part in the course
	pending      []int
}

// run follows the course of one dossier, and returns where it ends.
func (r *replay) run(t *Trace) State {
	r.t, r.state, r.first, r.pending = t, NoDossier, len(r.involvements), r.pending[:0]
	ranks := len(r.rank)
	for i := range t.events {
		r.rank = append(r.rank, -1)
		if coursed(t.events[i].Activity) {
			r.pending = append(r.pending, i)
		}
	}
	left := r.pending
	for n := int32(0); len(left) > 0; n++ {
		at := r.choose(left)
		i := left[at]
		copy(left[1:at+1], left[:at])
		left = left[1:]
		r.rank[ranks+i] = n
		r.step(i)
	}
	return r.state
}

// choose returns the place in pending of the event to replay next: of those
// before which no other surely lies, the first that fits and does not close,
// else the first that fits, else the first.
func (r *replay) choose(pending []int) int {
	_, end := r.t.events[pending[0]].At.seconds() // the first moment by which one surely happened
	closing := 0
	for at, i := range pending {
		e := &r.t.events[i]
		lo, hi := e.At.seconds()
		if lo >= end {
			break
		}
		end = min(end, hi)
		if _, fits := next(r.state, e.Activity); !fits {
			continue
		}
		if e.Activity != Closed && e.Activity != ConvertedToAdvice {
			return at
		}
		if _, better := next(r.state, r.t.events[pending[closing]].Activity); !better {
			closing = at
		}
	}
	return closing
}

// step replays one event.
func (r *replay) step(i int) {
	e := &r.t.events[i]
	state, fits := next(r.state, e.Activity)
	if !fits {
		r.outOfState = append(r.outOfState, i)
	}
	switch {
	case state.involved() && !r.state.involved():
		r.open(i)
	case state == ClosedState && r.state == NoDossier:
		r.open(i) // known only from its closing
		r.current().Closed = e.At
	case r.state.involved() && !state.involved():
		r.current().Closed = e.At
	}
	if v := r.current(); v != nil && state.involved() {
		if r.state == ReopenedState && v.worker < 0 && e.Activity != Reopened && e.Activity != AdviceRequest {
			v.worker = i
		}
		v.enter(e, state)
	}
	r.state = state
}

func (r *replay) current() *Involvement {
	if n := len(r.involvements); n > r.first {
		return &r.involvements[n-1]
	}
	return nil
}

func (r *replay) open(i int) {
	e := &r.t.events[i]
	r.involvements = append(r.involvements, Involvement{Opened: e.At, OpenedBy: e.Activity, opener: i, worker: -1,
		stages: []timedStage{{e.At.at, DuringAssessment}}})
}

// enter notes the stage that the event begins, if it is another one.
func (v *Involvement) enter(e *Event, s State) {
	stage := v.stages[len(v.stages)-1].stage
	switch {
	case s == Monitoring:
		stage = DuringMonitoring
	case s == InService, s == HandedOver:
		stage = AfterAssessment
	case e.Activity == AssessmentDone:
		stage = AfterAssessment
	}
	if stage != v.stages[len(v.stages)-1].stage {
		v.stages = append(v.stages, timedStage{e.At.at, stage})
	}
}

// next returns the state after an activity, and whether the course allows it.
func next(s State, a Activity) (State, bool) {
	open := s.involved()
	switch a {
	case Report:
		if open && s != ReopenedState {
			return s, true
		}
		return Assessing, s != ClosedState
	case AdviceRequest:
		if s == NoDossier {
			return Advice, true
		}
		return s, s != ClosedState
	case Reopened:
		if s == ClosedState || s == NoDossier {
			return ReopenedState, s == ClosedState
		}
		return s, false
	}
	if s == ClosedState {
		return s, false
	}
	switch a {
	case AssessmentStart, AssessmentDone, ServiceEnd:
		if open {
			return s, a != ServiceEnd || s != Assessing
		}
		return Assessing, false
	case ServiceStart:
		return InService, open
	case Handover:
		return HandedOver, open
	case MonitorContact:
		return Monitoring, s == InService || s == HandedOver || s == Monitoring
	case ConvertedToAdvice:
		return Advice, s == Assessing || s == ReopenedState
	case Closed:
		return ClosedState, s != NoDossier
	}
	return s, true
}
