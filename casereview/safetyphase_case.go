package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// PhaseCase is one case in the phases of safety.
type PhaseCase struct {
	Case        CaseID
	Ref         rma.Ref // of the report
	Phase       SafetyPhase
	Spells      []PhaseSpell
	Plan        bool
	PlanForAll  Answer
	Members     int    // of the family
	Covered     int    // of those, named in a plan
	Recovery    bool   // there was help for recovery
	TooSoon     Answer // before direct safety; NotRecorded when the stamps leave it open
	StableFirst bool
	Best        int // help that fits best
	Second      int // help that fits second best
	FitUnknown  int
	Waiting     int // times on a waiting list without help yet
	direct      daysTo
	stable      daysTo
	waits       []daysTo
}

// PhaseSpell is one phase of a case.
type PhaseSpell struct {
	Phase    SafetyPhase
	From, To Stamp // To is zero while it lasts
}

// Format writes where the report was read and the phase, whatever the verb, and no
// moment or person.
func (c PhaseCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", c.Case, onLine(c.Ref.Line), c.Phase)
}

// Format writes the phase, whatever the verb, and no moment.
func (s PhaseSpell) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, s.Phase.String()) }

// measure follows a case. It is not ok without a report.
func (o PhaseOptions) measure(t Trace, asOf time.Time) (PhaseCase, bool) {
	direct := startsOf(t, Report, DirectSafetyReached, AnchorFirst, nil, nil)
	if len(direct) == 0 {
		return PhaseCase{}, false
	}
	stable := startsOf(t, Report, StableSafetyReached, AnchorFirst, nil, nil)
	left := followedUntil(t, asOf, LeftRegion)
	end := closedUntil(t, left)
	c := PhaseCase{Case: t.Case.ID, Ref: direct[0].event.Ref()}
	c.direct, c.stable = direct[0].daysTo(end), stable[0].daysTo(end)
	for _, w := range startsOf(t, Waitlisted, HelpStart, AnchorEach, nil, nil) {
		d := w.daysTo(left)
		if !d.event {
			c.Waiting++
		}
		c.waits = append(c.waits, d)
	}
	from, safe, firm := direct[0].event.At, direct[0].stop, stable[0].stop
	c.StableFirst = firm.found && (!safe.found || firm.at.Before(safe.at))
	c.phases(from, safe, firm)
	o.plan(t, &c)
	o.help(t, &c, from, safe)
	return c, true
}

// daysTo returns the days to the stop, or those up to the end.
func (s *clockStart) daysTo(end time.Time) daysTo {
	least, greatest := s.daysUntilEnd(end)
	return daysTo{least, greatest, s.stop.found}
}

// closedUntil is the last closing, when nothing opened the case after that, or else end.
func closedUntil(t Trace, end time.Time) time.Time {
	for i := len(t.events) - 1; i >= 0; i-- {
		switch e := &t.events[i]; e.Activity {
		case Report, Reopened:
			return end
		case Closed:
			if lo := e.At.Lo(); lo.Before(end) {
				return lo
			}
			return end
		}
	}
	return end
}

// phases lists the phases. Stable safety without direct safety ends the first.
func (c *PhaseCase) phases(from Stamp, direct, stable firstVisit) {
	c.Phase = DirectSafety
	c.Spells = []PhaseSpell{{Phase: DirectSafety, From: from}}
	next := func(p SafetyPhase, at Stamp) {
		c.Spells[len(c.Spells)-1].To = at
		c.Spells, c.Phase = append(c.Spells, PhaseSpell{Phase: p, From: at}), p
	}
	if direct.found && !c.StableFirst {
		next(RiskDrivenCare, direct.at)
	}
	if stable.found {
		next(RecoveryCare, stable.at)
	}
}

// plan says for whom there is a plan.
func (o PhaseOptions) plan(t Trace, c *PhaseCase) {
	members := o.Members(t)
	c.Members = len(members)
	var covered []PersonID
	for i := range t.events {
		e := &t.events[i]
		if e.Activity != SafetyPlan {
			continue
		}
		c.Plan = true
		if a := attrAnswer(e.Attrs[o.PlanAttr]); a != NotRecorded {
			c.PlanForAll = a // the last one that says it
		}
		for _, p := range e.Subjects {
			if slices.Contains(members, p) && !slices.Contains(covered, p) {
				covered = append(covered, p)
			}
		}
	}
	c.Covered = len(covered)
	switch {
	case !c.Plan:
		c.PlanForAll = No
	case c.PlanForAll == NotRecorded && c.Covered > 0:
		c.PlanForAll = answer(c.Covered == c.Members)
	}
}

// help says when help for recovery came, and how help fits.
func (o PhaseOptions) help(t Trace, c *PhaseCase, from Stamp, direct firstVisit) {
	open := false
	for i := range t.events {
		e := &t.events[i]
		if e.Activity == HelpStart {
			switch e.Attrs[o.FitAttr] {
			case "best":
				c.Best++
			case "second":
				c.Second++
			default:
				c.FitUnknown++
			}
		}
		if e.At.Before(from) || !o.Recovery(*e) {
			continue
		}
		c.Recovery = true
		switch {
		case !direct.found || e.At.Before(direct.at):
			c.TooSoon = Yes
		case !direct.at.Before(e.At) && !(e.At.Equal(direct.at) && e.At.Precision() == Minute):
			open = true
		}
	}
	if c.Recovery && c.TooSoon != Yes && !open {
		c.TooSoon = No
	}
}

// figures counts the cases.
func (p *Phases) figures() {
	var direct, stable, waits []daysTo
	plan := PhaseIndicator{Key: "plan", Label: rma.T("veiligheidsplan gemaakt", "safety plan made")}
	all := PhaseIndicator{Key: "plan-all", Label: rma.T("veiligheidsplan voor alle gezinsleden", "safety plan for all members")}
	soon := PhaseIndicator{Key: "recovery-too-soon", Label: rma.T("herstelgerichte hulp vóór directe veiligheid", "help for recovery before direct safety")}
	fit := PhaseIndicator{Key: "best-fit", Label: rma.T("best passende hulp, van de gestarte hulp", "best fitting help, of the help that started")}
	for i := range p.Cases {
		c := &p.Cases[i]
		direct, stable, waits = append(direct, c.direct), append(stable, c.stable), append(waits, c.waits...)
		p.Now[c.Phase]++
		plan.add(answer(c.Plan), 1, c.Ref)
		all.add(c.PlanForAll, 1, c.Ref)
		if c.Recovery {
			soon.add(c.TooSoon, 1, c.Ref)
		}
		fit.add(Yes, c.Best, c.Ref)
		fit.add(No, c.Second, c.Ref)
		fit.add(NotRecorded, c.FitUnknown, c.Ref)
		if c.Plan && c.Covered > 0 {
			p.Members.K, p.Members.N = p.Members.K+c.Covered, p.Members.N+c.Members
		}
		if c.StableFirst {
			p.StableFirst++
		}
	}
	for _, i := range []PhaseIndicator{plan, all, soon, fit} {
		i.Share = newShare(i.Share.Proportion, p.Options.Level)
		p.Indicators = append(p.Indicators, i)
	}
	o := curveOptions{scale: p.Options.Scale, level: p.Options.Level}
	chance := func(nl, en string) func(int) rma.Text {
		return func(days int) rma.Text { return rma.T(fmt.Sprintf(nl, days), fmt.Sprintf(en, days)) }
	}
	w := p.Options.Windows
	p.Direct, p.DirectWindows = windowsOf(direct, w, o, chance("kans op directe veiligheid binnen %d dagen na de melding", "chance of direct safety within %d days of the report"))
	p.Stable, p.StableWindows = windowsOf(stable, w, o, chance("kans op stabiele veiligheid binnen %d dagen na de melding", "chance of stable safety within %d days of the report"))
	p.Waiting, p.WaitingWindows = windowsOf(waits, w, o, chance("kans dat hulp start binnen %d dagen op de wachtlijst", "chance that help starts within %d days on the waiting list"))
}

func (i *PhaseIndicator) add(a Answer, n int, ref rma.Ref) {
	switch a {
	case Yes:
		i.Share.K, i.Share.N = i.Share.K+n, i.Share.N+n
	case No:
		i.Share.N += n
	default:
		i.Unknown += n
		return
	}
	if n > 0 && (len(i.Refs) == 0 || i.Refs[len(i.Refs)-1] != ref) {
		i.Refs = append(i.Refs, ref)
	}
}
