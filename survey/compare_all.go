package survey

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Comparisons are the changes on several scales of one pairing.
type Comparisons struct {
	List     []*Comparison
	Skipped  []string // ids of scales of which a wave did not hold all items
	Warnings []rma.Warning
}

// CompareAll does [Compare] on every scale of the instrument, in its order.
// Scales of which a wave did not hold all items are named in Skipped. The
// p-values are not adjusted for the number of scales: with twenty scales, one
// below 0.05 is what chance gives.
//
// Errors: those of Compare, and ErrOption when Scale or Item is set.
func CompareAll(p *Pairing, o CompareOptions) (*Comparisons, error) {
	if p == nil || p.pre == nil {
		return nil, errNoPairing
	}
	if o.Scale != "" || o.Item != "" {
		return nil, fmt.Errorf("%w: leave Scale and Item empty to compare all scales", ErrOption)
	}
	out := &Comparisons{}
	for _, s := range p.pre.instrument.Scales {
		if p.asked(s.Items...) != nil {
			out.Skipped = append(out.Skipped, s.ID)
			continue
		}
		o.Scale = s.ID
		c, err := Compare(p, o)
		if err != nil {
			return nil, err
		}
		out.List = append(out.List, c)
		out.Warnings = mergeWarnings(out.Warnings, c.Warnings)
	}
	return out, nil
}

// mergeWarnings adds the warnings that are not in the list yet.
func mergeWarnings(list, more []rma.Warning) []rma.Warning {
	for _, w := range more {
		known := false
		for _, v := range list {
			known = known || v == w
		}
		if !known {
			list = append(list, w)
		}
	}
	return list
}
