package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = ControlChart{}

// phaseID is the id of the observation of a phase.
func (c ControlChart) phaseID(i int) string {
	return c.Options.Origin.ObservationID(c.Options.Name + "-" + phaseKey(i))
}

// signalID is the id of the observation of a signal: the rule, and where it
// begins.
func (c ControlChart) signalID(i int) string {
	s := c.Signals[i]
	return c.Options.Origin.ObservationID(fmt.Sprintf("%s-%s-%s", c.Options.Name, s.Rule, c.Points[s.Points[0]].Key))
}

// Observations returns what the centre line of each phase rests on, and the
// signals, each with the rule that gave it and the figure of its periods together.
//
// The words of a signal tell on which side of a line its counts lie, and those of
// a phase add up. So signals in a phase with a count below rma.DefaultMinBase are no
// observations, unless Options.SmallSignals asks for them; they stand in Signals and
// in the table, where disclosure control can hide them.
func (c ControlChart) Observations() []rma.Observation {
	var list []rma.Observation
	for i, p := range c.Phases {
		if p.First < p.End {
			list = append(list, c.phaseObservation(i, p))
		}
	}
	for i, s := range c.Signals {
		if c.Options.SmallSignals || c.data.measured != ofGaps && c.Phases[s.Phase].Smallest >= rma.DefaultMinBase {
			list = append(list, c.signalObservation(i, s))
		}
	}
	return list
}

// rows returns the points of a signal before they were drawn.
func (c ControlChart) rows(s Signal) []chartRow {
	rows := make([]chartRow, len(s.Points))
	for i, at := range s.Points {
		rows[i] = c.data.rows[at]
	}
	return rows
}

func (c ControlChart) phaseObservation(i int, p ControlPhase) rma.Observation {
	o := rma.Observation{ID: c.phaseID(i), Origin: c.Options.Origin, What: c.data.what, Warnings: c.Warnings}
	definition := notes(c.data.definition, c.limitNote(), phaseNote(i, p.From, p.Reason, p.CutPeriod))
	o.Definition = joinedTexts(definition)
	if len(c.Phases) > 1 {
		o.What = rma.T(fmt.Sprintf("%s, fase %d", o.What.In(rma.Dutch), i+1), fmt.Sprintf("%s, phase %d", o.What.In(rma.English), i+1))
	} else {
		o.Refs = c.data.refs
	}
	switch c.data.measured {
	case ofShares:
		share := newShare(rma.Proportion{K: p.K, N: p.Base}, rma.DefaultLevel)
		o.Share, o.N = &share, share.N
	case ofCounts:
		k := p.K
		o.Count, o.N = &k, k
	default:
		e := c.data.estimate(rma.T("middellijn", "centre line"), p.Centre, c.data.rows[p.First:p.basis])
		o.Estimate, o.N = &e, e.N
	}
	return o
}

// signalObservation has the share, or the mean figure, of the periods of a signal.
func (c ControlChart) signalObservation(i int, s Signal) rma.Observation {
	rows, words := c.rows(s), s.words()
	definition := s.Rule.definition(c.Options)
	o := rma.Observation{ID: c.signalID(i), Origin: c.Options.Origin,
		What:       rma.T(fmt.Sprintf("%s: %s, %s", c.data.what.In(rma.Dutch), words.In(rma.Dutch), c.span(s)), fmt.Sprintf("%s: %s, %s", c.data.what.In(rma.English), words.In(rma.English), c.span(s))),
		Definition: rma.T(definition.In(rma.Dutch)+"; "+s.Cause.Label(rma.Dutch)+"; een signaal zegt niet waardoor", definition.In(rma.English)+"; "+s.Cause.Label(rma.English)+"; a signal does not say why"),
	}
	k, n, sum := 0, 0, 0.0
	for j, r := range rows {
		k, n = k+r.k, n+r.n
		sum += c.Points[s.Points[j]].Value
		if r.ref != (rma.Ref{}) {
			o.Refs = append(o.Refs, r.ref)
		}
	}
	name, value := rma.T("gemiddelde van deze punten", "mean of these points"), sum/float64(len(rows))
	if c.data.measured == ofShares {
		name, value = rma.T("aandeel in deze perioden", "share in these periods"), 100*float64(k)/float64(n)
	}
	e := c.data.estimate(name, value, rows)
	o.Estimate, o.N = &e, e.N
	return o
}

// joinedTexts puts texts behind each other.
func joinedTexts(list []rma.Text) rma.Text {
	var nl, en string
	for i, t := range list {
		if i > 0 {
			nl, en = nl+"; ", en+"; "
		}
		nl, en = nl+t.In(rma.Dutch), en+t.In(rma.English)
	}
	return rma.T(nl, en)
}
