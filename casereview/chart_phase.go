package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Phase begins a chart of its own within a chart: another centre line and other
// limits from a day on, because the way of working changed on purpose. Limits
// are not drawn anew because the figures changed: that is what they are there to
// show. So a phase has a reason, and every table prints it.
type Phase struct {
	From   rma.Date // the first period that begins on this day or later is the first of the phase
	Reason rma.Text // such as "start of the pilot"; must be given
}

// chartPart is the points of one phase, from first up to end.
type chartPart struct {
	first, end int
	from       rma.Date // zero for the phase that the data begin with
	reason     rma.Text
	cut        bool // the day lies within the last period of the phase before
}

// chartParts divides the points into phases.
func chartParts(rows []chartRow, phases []Phase) ([]chartPart, error) {
	list := []chartPart{{end: len(rows)}}
	for i, p := range phases {
		switch {
		case p.From.IsZero() || strings.TrimSpace(p.Reason.In(rma.Dutch)) == "":
			return nil, fmt.Errorf("%w: phase %d: a phase has a first day and a reason", ErrOptions, i+1)
		case i > 0 && !phases[i-1].From.Before(p.From):
			return nil, fmt.Errorf("%w: phase %d: phases stand in the order of their days", ErrOptions, i+1)
		}
		last := &list[len(list)-1]
		at := last.first
		for at < len(rows) && rows[at].period.From.Before(p.From) {
			at++
		}
		if at == last.first || at == len(rows) {
			return nil, fmt.Errorf("%w: phase %d: there are periods before each phase and in it", ErrOptions, i+1)
		}
		last.end = at
		list = append(list, chartPart{first: at, end: len(rows), from: p.From, reason: p.Reason,
			cut: p.From.Before(rows[at-1].period.To)})
	}
	return list, nil
}

// phaseKey names a phase in tables and observations.
func phaseKey(i int) string { return fmt.Sprintf("phase-%d", i+1) }

// phaseNote says when a phase began and why.
func phaseNote(i int, from rma.Date, reason rma.Text, cut bool) rma.Text {
	if from.IsZero() {
		return rma.Text{}
	}
	nl := fmt.Sprintf("fase %d, met een eigen middellijn vanaf %s: %s", i+1, from.Label(rma.Dutch), reason.In(rma.Dutch))
	en := fmt.Sprintf("phase %d, with a centre line of its own from %s: %s", i+1, from.Label(rma.English), reason.In(rma.English))
	if cut {
		nl += "; de periode waarin die dag valt hoort bij de fase ervoor"
		en += "; the period that holds this day belongs to the phase before"
	}
	return rma.T(nl, en)
}
