package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// SafetyPhase is where a case stands in working on safety in phases: first direct
// safety, then care that takes away the risks, and recovery after that.
type SafetyPhase uint8

const (
	NoPhase        SafetyPhase = iota // not reported
	DirectSafety                      // from the report until there is direct safety
	RiskDrivenCare                    // until there is stable safety
	RecoveryCare                      // after that
)

var safetyPhaseTerms = rma.Terms{
	{"", "geen", "none"},
	{"direct-safety", "directe veiligheid", "direct safety"},
	{"risk-driven-care", "risicogestuurde zorg", "risk-driven care"},
	{"recovery", "herstelgerichte zorg", "recovery"},
}

// String returns the key used in files.
func (p SafetyPhase) String() string { return safetyPhaseTerms.Key("SafetyPhase", uint8(p)) }

// Label returns the name in language l.
func (p SafetyPhase) Label(l rma.Lang) string {
	return safetyPhaseTerms.Text("SafetyPhase", uint8(p)).In(l)
}

// PhaseOptions says how a file records safety and help.
type PhaseOptions struct {
	Name string           // key of the observations; "" means "phases"
	In   func(Trace) bool // nil means every case of the log
	// Recovery holds for help that is for recovery; nil means a [HelpStart] with
	// "recovery" in its attribute "help".
	Recovery func(Event) bool
	// Members gives who belongs to the family; nil means everybody whom the events of
	// the case name.
	Members  func(Trace) []PersonID
	PlanAttr string     // attribute of a [SafetyPlan] that says, with yes or no, that it is for all; "" means "plan_all"
	FitAttr  string     // attribute of a [HelpStart] with "best" or "second"; "" means "fit"
	Windows  []int      // days for the times; nil means 30, 90, 180 and 365
	Scale    CurveScale // of the intervals of the curves; 0 means log-log
	Level    float64    // of the intervals; 0 means 0.95
	Origin   rma.Origin // for the observations
}

// withUsual fills in what was left open.
func (o PhaseOptions) withUsual() PhaseOptions {
	o.Name, o.PlanAttr, o.FitAttr = nameOr(o.Name, "phases"), nameOr(o.PlanAttr, "plan_all"), nameOr(o.FitAttr, "fit")
	if o.Recovery == nil {
		o.Recovery = func(e Event) bool { return e.Activity == HelpStart && e.Attrs["help"] == "recovery" }
	}
	if o.Members == nil {
		o.Members = namedInCase
	}
	o.Windows = usualWindows(o.Windows)
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o PhaseOptions) check() error {
	if err := checkWindows(o.Windows); err != nil {
		return err
	}
	if err := o.Scale.check(); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

// namedInCase gives everybody whom the events of a case name, each once.
func namedInCase(t Trace) []PersonID {
	var list []PersonID
	for i := range t.events {
		for _, p := range t.events[i].involved() {
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// Phases is how cases went through the phases of safety.
type Phases struct {
	Cases       []PhaseCase      // with a report, in the order of the log
	NoReport    int              // cases without one
	Indicators  []PhaseIndicator // see SafetyPhases
	Members     rma.Proportion   // members in a plan, of the members of cases with a plan that names somebody
	Now         [4]int           // cases in each phase at AsOf, by SafetyPhase
	StableFirst int              // cases with stable safety surely before direct safety, or without it

	Direct, Stable, Waiting                      SurvivalCurve // in days
	DirectWindows, StableWindows, WaitingWindows []SpellWindow

	Definition rma.Text
	AsOf       time.Time
	Options    PhaseOptions // with what was left open filled in
	Warnings   []rma.Warning
}

// PhaseIndicator is how often something was so.
type PhaseIndicator struct {
	Key     string
	Label   rma.Text
	Share   rma.Share // of those of which it is known
	Unknown int       // not recorded, or left open by the stamps
	Refs    []rma.Ref
}

// SafetyPhases says how cases went through the phases of safety, from the report to
// direct safety, from there to stable safety, and on to recovery.
//
//	plan              cases with a [SafetyPlan] / cases
//	plan for all      cases with a plan for every member / cases
//	recovery too soon cases with help for recovery before direct safety / cases with such help
//	best fit          help that fits best / help that was started
//	chance of direct or stable safety within w days of the report = 1 - S(w)
//	chance that help starts within w days on a waiting list = 1 - S(w)
//
// see [SurvivalCurve]. N counts cases with a report; of fit, events [HelpStart]; of
// waiting, events [Waitlisted]. Whether a plan is for every member is in its attribute;
// where that is not recorded, it is so when the plans of the case name all its members,
// and not known when they name nobody. A case without a plan has none for all. Help for
// recovery is too soon when it surely started before direct safety was reached, or
// that is not reached; what overlapping stamps leave open is apart, and help from
// before the report does not count. Cases without direct
// or stable safety are followed until asOf, until they were closed for the last time, or
// until the family left; waiting until asOf or until they left. Times are in days that
// passed, of the middle of what the stamps leave. A report or safety is the first of
// its kind, and safety that surely lies before the report does not count. Events after
// asOf are not looked at.
//
// Errors: ErrNoAsOf; ErrOptions. Warnings: rma.WarnOutOfState with the number of cases
// with stable safety before direct safety; rma.WarnMissingAnswers for each indicator of
// which something is not known; rma.WarnUndetermined for windows that the stamps leave
// open; rma.WarnNearHorizonEnd for windows longer than anything was followed;
// rma.WarnSmallBase and rma.WarnUndefined for a small or empty base.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53,
// 457-481; Wilson (1927), the same journal 22, 209-212.
// Checked against: a slow reference of the order of help and safety, and every minute
// that imprecise stamps mean.
func SafetyPhases(log *Log, asOf time.Time, o PhaseOptions) (Phases, error) {
	if asOf.IsZero() {
		return Phases{}, ErrNoAsOf
	}
	if err := o.check(); err != nil {
		return Phases{}, err
	}
	o = o.withUsual()
	p := Phases{AsOf: asOf, Options: o}
	p.Definition = rma.T("dossiers met een melding; naar de gebeurtenissen tot "+moment(asOf, rma.Dutch), "cases with a report; by the events up to "+moment(asOf, rma.English))
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		if c, ok := o.measure(t.until(asOf), asOf); ok {
			p.Cases = append(p.Cases, c)
		} else {
			p.NoReport++
		}
	}
	p.figures()
	p.Warnings = p.warnings()
	return p, nil
}

func (p *Phases) warnings() []rma.Warning {
	list := baseWarnings(len(p.Cases))
	if p.StableFirst > 0 {
		list = append(list, rma.Warn(rma.WarnOutOfState, "n=%d", p.StableFirst))
	}
	for _, i := range p.Indicators {
		if i.Unknown > 0 {
			list = append(list, rma.Warn(rma.WarnMissingAnswers, "%s: n=%d", i.Key, i.Unknown))
		}
	}
	return slices.Concat(list, windowWarnings(fmt.Sprint(DirectSafetyReached, " "), p.DirectWindows),
		windowWarnings(fmt.Sprint(StableSafetyReached, " "), p.StableWindows), windowWarnings(fmt.Sprint(Waitlisted, " "), p.WaitingWindows))
}
