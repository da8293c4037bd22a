package casereview

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var rounds = flag.Int("rounds", 300, "random family histories to compare with the slow reference")

// slowReport is what the slow reference says of a report.
type slowReport struct {
	class       Class
	stage       Stage
	ambiguous   bool
	knownBeyond bool
	changes     Changes
	involved    InvolvedKnown
	reporter    Answer
}

// stageChange is a stage and when it began.
type stageChange struct {
	at    Stamp
	stage Stage
}

// slowClassify looks at every dossier of the log anew for one report. It knows
// histories in which no two events of a dossier share a day, except a report
// and a closing, of which the report comes first.
func slowClassify(log *Log, own Trace, event int, rule Rule) slowReport {
	r := own.events[event]
	who := slowInvolved(own, event)
	linkable := !own.Case.Family.IsZero()
	if rule.Match == AnyPerson {
		linkable = len(who) > 0
	}
	var out slowReport
	var open, tied bool
	var openStage, tiedStage stageChange
	later := func(a, b stageChange) bool {
		return a.at.Lo().After(b.at.Lo()) || a.at.Lo().Equal(b.at.Lo()) && a.stage > b.stage
	}
	type ending struct {
		trace Trace
		at    Stamp
	}
	var endings []ending
	for _, other := range log.Cases() {
		isOwn := other.Case.ID == own.Case.ID
		if !isOwn && !slowLinked(other, own, r, who, rule.Match) {
			continue
		}
		s := slowCourse(other, isOwn, r, rule)
		for _, c := range s.closings {
			endings = append(endings, ending{other, c})
		}
		out.ambiguous = out.ambiguous || s.tiedOpening
		if s.open && !s.tiedClosing {
			if !open || later(s.stage, openStage) {
				openStage = s.stage
			}
			open = true
		}
		if s.open && s.tiedClosing {
			out.ambiguous = true
			if !tied || later(s.stage, tiedStage) {
				tiedStage = s.stage
			}
			tied = true
			if rule.SameDayTie == TieRereport {
				endings = append(endings, ending{other, s.closedAt})
			}
		}
	}
	if open {
		return slowReport{class: FollowUp, stage: slowLater(openStage, tiedStage, tied && rule.SameDayTie == TieFollowUp, later)}
	}
	if tied && rule.SameDayTie == TieFollowUp {
		return slowReport{class: FollowUp, stage: tiedStage.stage, ambiguous: true}
	}
	var within []ending
	for _, e := range endings {
		if rule.Lookback == (Span{}) || !slowDay(e.at.Lo()).Before(slowCutoff(slowDay(r.At.Lo()), rule.Lookback)) {
			within = append(within, e)
		}
	}
	switch {
	case len(within) > 0:
		out.class = Rereport
		var before []Event
		for _, e := range within {
			for i, x := range e.trace.events {
				if e.trace.Case.ID == own.Case.ID && i < event || e.trace.Case.ID != own.Case.ID && !x.At.Hi().After(r.At.Lo()) {
					before = append(before, x)
				}
			}
		}
		slowDescribe(&out, r, who, before)
	case !linkable && len(endings) == 0:
		out.class, out.ambiguous = Unclassified, false
	default:
		out.class, out.knownBeyond = FirstReport, len(endings) > 0
	}
	return out
}

func slowLater(a, b stageChange, both bool, later func(a, b stageChange) bool) Stage {
	if both && later(b, a) {
		return b.stage
	}
	return a.stage
}

func slowInvolved(tr Trace, event int) []PersonID {
	if list := tr.events[event].involved(); len(list) > 0 {
		return list
	}
	var list []PersonID
	for i := 0; i < event; i++ {
		for _, p := range tr.events[i].involved() {
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

func slowLinked(other, own Trace, r Event, who []PersonID, m Match) bool {
	if m == SameFamily {
		return !own.Case.Family.IsZero() && own.Case.Family == other.Case.Family
	}
	for _, e := range other.events {
		for _, p := range e.involved() {
			if slices.Contains(who, p) && e.At.Lo().Before(r.At.Hi()) {
				return true
			}
		}
	}
	return false
}

type slowState struct {
	open, tiedClosing, tiedOpening bool
	stage                          stageChange
	closedAt                       Stamp
	closings                       []Stamp
}

// slowCourse walks through a dossier up to the report.
func slowCourse(tr Trace, isOwn bool, r Event, rule Rule) slowState {
	var s slowState
	waiting := false // reopened, and not yet taken up
	begin := func(e Event) { s.open, waiting, s.stage = true, false, stageChange{e.At, DuringAssessment} }
	for _, e := range slowOrder(tr) {
		sure := !e.At.Hi().After(r.At.Lo())
		same := e.At.Lo().Before(r.At.Hi()) && !sure
		if isOwn && e.Seq == r.Seq {
			if !s.open {
				return s // the report opens the dossier itself
			}
			continue
		}
		switch {
		case e.Activity == Closed:
			switch {
			case s.open && sure:
				s.open = false
				s.closings = append(s.closings, e.At)
			case s.open && same:
				s.tiedClosing, s.closedAt = true, e.At
			}
			waiting = false
		case isOwn && e.At.Lo().After(r.At.Lo()) || !sure && !same: // later
		case e.Activity == Reopened && s.open: // what is open cannot be reopened
		case e.Activity == Reopened:
			if rule.ReopenedCountsAsClosed {
				waiting = true
			} else if sure || isOwn {
				begin(e)
			} else {
				s.tiedOpening = true
			}
		case e.Activity == Report && !s.open:
			if sure || isOwn {
				begin(e)
			} else {
				s.tiedOpening = true
			}
		case waiting && slowWork(e.Activity):
			if sure || isOwn {
				begin(e)
				s.enter(e)
			} else {
				s.tiedOpening = true
			}
		case s.open && !e.At.Lo().After(r.At.Lo()):
			s.enter(e)
		}
	}
	return s
}

func (s *slowState) enter(e Event) {
	stage := s.stage.stage
	switch e.Activity {
	case AssessmentDone:
		if stage == DuringAssessment {
			stage = AfterAssessment
		}
	case ServiceStart, Handover:
		stage = AfterAssessment
	case MonitorContact:
		stage = DuringMonitoring
	}
	if stage != s.stage.stage {
		s.stage = stageChange{e.At, stage}
	}
}

func slowWork(a Activity) bool {
	return a == Report || a == AssessmentDone || a == ServiceStart || a == Handover || a == MonitorContact
}

// slowOrder puts a report before a closing of the same day.
func slowOrder(tr Trace) []Event {
	list := slices.Clone(tr.events)
	for i := 1; i < len(list); i++ {
		if list[i].Activity == Report && list[i-1].Activity == Closed && list[i].At.Lo().Before(list[i-1].At.Hi()) {
			list[i], list[i-1] = list[i-1], list[i]
		}
	}
	return list
}

func slowDescribe(out *slowReport, r Event, who []PersonID, before []Event) {
	known := 0
	for _, p := range who {
		if slices.ContainsFunc(before, func(e Event) bool { return slices.Contains(e.involved(), p) }) {
			known++
		}
	}
	out.involved = [...]InvolvedKnown{InvolvedNotRecorded, OneKnown, SeveralKnown}[min(known, 2)]
	var concerns []Concern
	var reporters []OrgID
	for _, e := range before {
		concerns = append(concerns, e.Concerns...)
		if e.Activity == Report && e.Org != "" {
			reporters = append(reporters, e.Org)
		}
	}
	if len(concerns) > 0 {
		for _, c := range r.Concerns {
			switch {
			case slices.Contains(concerns, c):
				out.changes = out.changes.with(SameConcern)
			case slices.ContainsFunc(concerns, func(x Concern) bool { return x.Person == c.Person }):
				out.changes = out.changes.with(AdditionalConcernSameMember)
			default:
				out.changes = out.changes.with(NewConcernOtherMember)
			}
		}
	}
	if r.Org != "" && len(reporters) > 0 {
		out.reporter = answer(!slices.Contains(reporters, r.Org))
	}
}

func slowDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// slowCutoff tries the days of the month from the wanted one down.
func slowCutoff(day time.Time, back Span) time.Time {
	month, year := int(day.Month())-back.Months, day.Year()-back.Years
	for month < 1 {
		month, year = month+12, year-1
	}
	for d := day.Day(); ; d-- {
		if c := time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC); c.Day() == d {
			return c.AddDate(0, 0, -back.Days)
		}
	}
}

func TestClassifyAgainstReference(t *testing.T) {
	var seen ClassCounts
	ambiguous, beyond, reporter := 0, 0, 0
	for round := range *rounds {
		cases, events := randomHistory(rand.New(rand.NewPCG(2023, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		for _, rule := range append(allRules(), presetRules()[round%4*6:][:6]...) {
			got, err := ClassifyReports(log, rule, ReportOptions{})
			require.NoError(t, err)
			n := 0
			require.Equal(t, slowIncidents(got.Reports, rule.MergeWindow), got.Incidents, "round %d, rule %s\n%s", round, rule.Name, describe(log))
			for _, tr := range log.Cases() {
				for i, e := range tr.events {
					if e.Activity != Report {
						continue
					}
					r := got.Reports[n]
					n++
					fast := slowReport{r.Class, r.Stage, r.Ambiguous, r.KnownBeyondLookback, r.Changes, r.Involved, r.DifferentReporter}
					slow := slowClassify(log, tr, i, rule)
					require.Equal(t, slow, fast, "round %d, rule %s, case %s, report of %s\n%s", round, rule.Name, tr.Case.ID, e.At, describe(log))
				}
			}
			require.Len(t, got.Reports, n)
			seen.First += got.Counts.First
			seen.Rereport += got.Counts.Rereport
			seen.FollowUp += got.Counts.FollowUp
			seen.Unclassified += got.Counts.Unclassified
			ambiguous, beyond, reporter = ambiguous+got.Ambiguous, beyond+got.KnownBeyond, reporter+got.OtherReporter.K
		}
	}
	t.Logf("%+v, ambiguous %d, known from before %d, other reporter %d", seen, ambiguous, beyond, reporter)
	require.True(t, min(seen.First, seen.Rereport, seen.FollowUp, seen.Unclassified, ambiguous, beyond, reporter) > 0, "every class occurs")
}
