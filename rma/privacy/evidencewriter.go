package privacy

import (
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// writeEvidence returns the observations as they may be shown.
func (s *system) writeEvidence(e *rma.Evidence) *Evidence {
	out := &Evidence{byID: map[string]int{}, shares: map[string]bool{}, policy: s.policy}
	for i, o := range e.All() {
		out.byID[o.ID] = i
		out.shares[o.ID] = o.Share != nil
		out.list = append(out.list, s.observation(o))
	}
	return out
}

// observation returns an observation as it may be shown. The places that it was
// taken from are for the team: their number is a count, and they point at cases.
func (s *system) observation(o rma.Observation) rma.Observation {
	if s.withholds(o) {
		o.Share, o.Estimate, o.Count, o.Passage = nil, nil, nil, nil
		o.Withheld, o.N = true, 0
	}
	if s.policy.Audience == Team {
		return o
	}
	o.Refs = slices.DeleteFunc(slices.Clone(o.Refs), func(r rma.Ref) bool { return r.Kind != rma.RefItem })
	o.Warnings = slices.Clone(o.Warnings)
	for i := range o.Warnings {
		o.Warnings[i].Detail = ""
	}
	share, estimate, count, passage := o.Share, o.Estimate, o.Count, o.Passage
	o.Share, o.Estimate, o.Count, o.Passage, o.N = nil, nil, nil, nil, 0
	exact := s.isWaived(s.observations[o.ID])
	switch { // one of them, and nothing else
	case share != nil:
		o.Share = s.share(*share, exact)
		o.N = o.Share.N
	case estimate != nil:
		e := *estimate
		e.N, e.Counts = s.policy.round(e.N), nil
		o.Estimate, o.N = &e, e.N
	case count != nil:
		n := s.policy.cell(rma.CountCell(*count), exact).Count
		o.Count = &n
	case passage != nil:
		o.Passage = passage
	}
	o.Period = s.policy.period(o.Period)
	return o
}

// isWaived reports whether all counts of a place are let through.
func (s *system) isWaived(p place) bool {
	return p.isCount() && s.all[s.find(p.k)].waived && (!p.isShare() || s.all[s.find(p.n)].waived)
}

// share returns a share that may be shown, of rounded counts.
func (s *system) share(v rma.Share, exact bool) *rma.Share {
	if s.policy.hides() {
		v.AtMost = 0 // tells how many are not known
	}
	if s.policy.RoundTo > 1 && !exact {
		v.Proportion = rma.Proportion{K: s.policy.round(v.K), N: s.policy.round(v.N)}
		v.Interval = redo(v.Proportion, v.Interval)
	}
	return &v
}

// withholds reports whether the figure or the passage may not be shown.
func (s *system) withholds(o rma.Observation) bool {
	switch {
	case s.hides(s.observations[o.ID]):
		return true
	case o.Share != nil:
		return s.policy.RoundTo > 1 && !canRedo(o.Share.Interval)
	case o.Estimate != nil:
		tells := len(o.Estimate.Counts) > 0 && (s.besideHidden[o.ID] || slices.ContainsFunc(o.Estimate.Counts, s.policy.Small))
		return tells || o.Estimate.N < s.policy.MinBase || s.policy.Small(o.Estimate.N) || s.figures[o.ID]
	case o.Passage != nil:
		return s.policy.Quotes == NoQuotes || s.policy.Audience != Team && blank(o.Passage.ClearedBy)
	}
	return o.Withheld
}
