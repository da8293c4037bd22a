package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// AdviceCase is one request for advice, with what came of it.
type AdviceCase struct {
	Case            CaseID
	Ref             rma.Ref
	Sector          Sector
	Steps           []Answer // of Options.Steps
	Reported        bool     // there is a report in the case, not surely before the request
	Least, Greatest float64  // days to it that the stamps leave, or days followed
	badSector       bool
	done            []bool // an event shows the step
}

// Format writes where the request was read and whether there is a report, whatever the
// verb, and no moment or attribute.
func (c AdviceCase) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "case %s%s: %s", c.Case, onLine(c.Ref.Line), answer(c.Reported))
}

// requests finds those of a case, and notes which steps the events show.
func (o AdviceOptions) requests(t Trace, asOf time.Time, shown []bool) []AdviceCase {
	starts := startsOf(t, AdviceRequest, Report, AnchorEach, nil, nil)
	o.see(t, shown)
	if len(starts) == 0 {
		return nil
	}
	end := followedUntil(t, asOf, LeftRegion)
	list := make([]AdviceCase, len(starts))
	for i, s := range starts {
		c := AdviceCase{Case: t.Case.ID, Ref: s.event.Ref(), Steps: make([]Answer, len(o.Steps)), done: make([]bool, len(o.Steps))}
		for k, step := range o.Steps {
			if step.Attr != "" {
				c.Steps[k] = attrAnswer(s.event.Attrs[step.Attr])
			}
		}
		c.badSector = c.Sector.UnmarshalText([]byte(nameOr(s.event.Attrs[o.SectorAttr], t.Attr(o.SectorAttr)))) != nil
		c.Reported = s.stop.found
		c.Least, c.Greatest = s.daysUntilEnd(end)
		list[i] = c
	}
	o.take(t, list)
	return list
}

// daysUntilEnd returns the least and the greatest number of days to the stop, or to the end.
func (s *clockStart) daysUntilEnd(end time.Time) (least, greatest float64) {
	gap := s.stop.gap
	if !s.stop.found {
		gap = Gap{max(0, end.Sub(s.event.At.last())), max(0, end.Sub(s.event.At.Lo()))}
	}
	return gap.Min.Hours() / 24, gap.Max.Hours() / 24
}

// followedUntil is asOf, or the first event of the kind when that comes sooner.
func followedUntil(t Trace, asOf time.Time, a Activity) time.Time {
	if e, ok := t.First(a); ok && e.At.Lo().Before(asOf) {
		return e.At.Lo()
	}
	return asOf
}

// see notes which steps the events of a case show.
func (o AdviceOptions) see(t Trace, shown []bool) {
	for k, step := range o.Steps {
		for i := 0; !shown[k] && step.Event != nil && i < len(t.events); i++ {
			shown[k] = step.Event(t.events[i])
		}
	}
}

// take marks the steps that the events show, of the request that they follow: the last
// one before them, or the first when it may lie before them.
func (o AdviceOptions) take(t Trace, list []AdviceCase) {
	at := -1
	first, _ := t.First(AdviceRequest)
	for i := range t.events {
		e := &t.events[i]
		if e.Activity == AdviceRequest {
			at++
			continue
		}
		if e.At.Before(first.At) {
			continue
		}
		for k, step := range o.Steps {
			if step.Event != nil && step.Event(*e) {
				list[max(at, 0)].done[k] = true
			}
		}
	}
}

// figures counts the steps, the sectors and the reports.
func (a *Advices) figures() {
	level, n := a.Options.Level, len(a.Requests)
	for k, step := range a.Options.Steps {
		f, p := StepFigure{AdviceStep: step}, rma.Proportion{}
		for i := range a.Requests {
			switch a.Requests[i].Steps[k] {
			case NotRecorded:
				f.NotRecorded++
				continue
			case Yes:
				p.K++
			}
			p.N++
			f.Refs = append(f.Refs, a.Requests[i].Ref)
		}
		f.Share = newShare(p, level)
		a.Steps = append(a.Steps, f)
	}
	for _, s := range Sectors() {
		p := rma.Proportion{N: n}
		for i := range a.Requests {
			if a.Requests[i].Sector == s {
				p.K++
			}
		}
		a.Sectors = append(a.Sectors, SectorCount{s, newShare(p, level)})
	}
	a.reports()
}

func (a *Advices) reports() {
	list := make([]daysTo, len(a.Requests))
	for i := range a.Requests {
		c := &a.Requests[i]
		list[i] = daysTo{c.Least, c.Greatest, c.Reported}
		if c.badSector {
			a.BadSector++
		}
	}
	a.Curve, a.Windows = windowsOf(list, a.Options.Windows, curveOptions{scale: a.Options.Scale, level: a.Options.Level}, func(days int) rma.Text {
		return rma.T(fmt.Sprintf("kans op een melding binnen %d dagen na advies", days), fmt.Sprintf("chance of a report within %d days after advice", days))
	})
}
