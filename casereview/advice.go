package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// AdviceStep is something that can be done after a request for advice.
type AdviceStep struct {
	Key   string // in the ids of observations; must be given
	Label rma.Text
	Attr  string           // attribute of the request that says it with yes or no; "" means none
	Event func(Event) bool // events after the request by which it was done; nil means none
}

// AdviceSteps returns the usual steps: a joint visit, a follow-up by Veilig Thuis, an
// agreement to call back, a warm handover that was facilitated, and picking up
// together. The first two are also taken from the events: a home visit in which another
// organisation took part (Event.With), or an activity "joint-visit"; and an
// AdviceFollowUp.
func AdviceSteps() []AdviceStep {
	return []AdviceStep{
		{"joint-visit", rma.T("gezamenlijk huisbezoek na advies", "joint visit after advice"), "joint_visit",
			func(e Event) bool { return e.Activity == HomeVisit && len(e.With) > 0 || e.Activity == "joint-visit" }},
		{"follow-up", rma.T("vervolg door Veilig Thuis na advies", "follow-up by Veilig Thuis after advice"), "follow_up",
			func(e Event) bool { return e.Activity == AdviceFollowUp }},
		{"callback", rma.T("terugbelafspraak gemaakt", "callback agreed"), "callback", nil},
		{"warm-handover", rma.T("warme overdracht gefaciliteerd", "warm handover facilitated"), "warm_handover", nil},
		{"joint-pickup", rma.T("gezamenlijk opgepakt", "picked up together"), "joint_pickup", nil},
	}
}

// AdviceOptions says what is looked for after a request for advice.
type AdviceOptions struct {
	Name       string           // key of the observations; "" means "advice"
	In         func(Trace) bool // nil means every case of the log
	Steps      []AdviceStep     // nil means those of AdviceSteps
	SectorAttr string           // attribute of the request or else of the case with the key of a [Sector]; "" means "sector"
	Windows    []int            // days after the request within which a report is counted; nil means 30, 90, 180 and 365
	Scale      CurveScale       // of the intervals of the curve; 0 means log-log
	Level      float64          // of the intervals; 0 means 0.95
	Origin     rma.Origin       // for the observations
}

// withUsual fills in what was left open.
func (o AdviceOptions) withUsual() AdviceOptions {
	o.Name, o.SectorAttr = nameOr(o.Name, "advice"), nameOr(o.SectorAttr, "sector")
	o.Steps, o.Windows = slices.Clone(o.Steps), usualWindows(o.Windows)
	if o.Steps == nil {
		o.Steps = AdviceSteps()
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o AdviceOptions) check() error {
	for i, s := range o.Steps {
		if s.Key == "" || s.Attr == "" && s.Event == nil || slices.ContainsFunc(o.Steps[:i], func(t AdviceStep) bool { return t.Key == s.Key }) {
			return fmt.Errorf("%w: a step has a key of its own, and an attribute or events", ErrOptions)
		}
	}
	if err := checkWindows(o.Windows); err != nil {
		return err
	}
	if err := o.Scale.check(); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

// Advices is what came of requests for advice.
type Advices struct {
	Requests   []AdviceCase // in the order of the log
	Cases      int          // with a request
	Steps      []StepFigure
	Sectors    []SectorCount // every sector, also those of which nobody called
	BadSector  int           // requests with a sector that is none
	Curve      SurvivalCurve // from the request to a report in the same case, in days
	Windows    []SpellWindow
	Definition rma.Text
	AsOf       time.Time
	Options    AdviceOptions // with what was left open filled in
	Warnings   []rma.Warning
}

// StepFigure is how often a step was taken.
type StepFigure struct {
	AdviceStep
	Share       rma.Share // yes, of yes and no
	NotRecorded int
	Refs        []rma.Ref // of the requests in the share
}

// SectorCount is how many requests came from a sector.
type SectorCount struct {
	Sector Sector
	Share  rma.Share // of all requests
}

// AdviceTrack says what came of requests for advice: how many were followed by a joint
// visit and by other steps, from which sectors they came, and how many cases were
// reported after all.
//
//	share = requests followed by the step / requests of which it is recorded
//	chance of a report within w days = 1 - S(w), see [SurvivalCurve]
//
// Each event [AdviceRequest] is a request, and N counts those. A step is taken from its
// attribute; where that is not recorded, from the events that do not surely lie before
// the request and stand before the next request of the case. When no event of the log
// shows the step, the file does not record it: then it is not recorded rather than no.
// Steps that are still to come count as no.
//
// A report is one in the same case that does not surely lie before the request. The
// time is in days that passed, from the middle of what the stamps leave; requests that
// were not reported are followed until asOf, or until the family left the region. A
// caller keeps the responsibility and can report to a case of another number, which
// is not seen here. Several requests in one case are taken as independent, which makes
// the intervals too narrow. Events after asOf are not looked at.
//
// Errors: ErrNoAsOf; ErrOptions. Warnings: rma.WarnMissingAnswers with the number of
// requests without a sector, and of answers that are not recorded for each step;
// rma.WarnUndetermined for windows that the stamps leave open; rma.WarnNearHorizonEnd
// for windows longer than anything was followed; rma.WarnSmallBase and
// rma.WarnUndefined for a small or empty base.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53,
// 457-481; the sectors are those in which Statistics Netherlands
// publishes advices of Veilig Thuis.
// Checked against: a slow reference of the steps, the 8 and 42 of 79 of the pilot Emmen,
// and every minute that imprecise stamps mean.
func AdviceTrack(log *Log, asOf time.Time, o AdviceOptions) (Advices, error) {
	if asOf.IsZero() {
		return Advices{}, ErrNoAsOf
	}
	if err := o.check(); err != nil {
		return Advices{}, err
	}
	o = o.withUsual()
	a := Advices{AsOf: asOf, Options: o}
	a.Definition = rma.T("adviesvragen; naar de gebeurtenissen tot "+moment(asOf, rma.Dutch), "requests for advice; by the events up to "+moment(asOf, rma.English))
	shown := make([]bool, len(o.Steps)) // an event of the log shows the step
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		list := o.requests(t.until(asOf), asOf, shown)
		if len(list) > 0 {
			a.Cases++
		}
		a.Requests = append(a.Requests, list...)
	}
	for i := range a.Requests {
		c := &a.Requests[i]
		for k := range c.Steps {
			if c.Steps[k] == NotRecorded && shown[k] {
				c.Steps[k] = answer(c.done[k])
			}
		}
	}
	a.figures()
	a.Warnings = a.warnings()
	return a, nil
}

func (a *Advices) warnings() []rma.Warning {
	list := baseWarnings(len(a.Requests))
	add := func(code rma.Code, key string, n int) {
		if n > 0 {
			list = append(list, rma.Warn(code, "%s: n=%d", key, n))
		}
	}
	add(rma.WarnMissingAnswers, "sector", a.Sectors[len(a.Sectors)-1].Share.K)
	for _, s := range a.Steps {
		add(rma.WarnMissingAnswers, s.Key, s.NotRecorded)
	}
	return append(list, windowWarnings("", a.Windows)...)
}
