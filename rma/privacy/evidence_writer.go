package privacy

import (
	"math"
	"slices"
	"strconv"
	"strings"

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
		e := s.estimate(*estimate, s.besideHidden[o.ID])
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

// estimate returns a figure that may be shown, as precise as it is printed. Beside a
// hidden count it goes without its p-value and the level that its interval reached,
// from which that count could follow.
func (s *system) estimate(e rma.Estimate, besideHidden bool) rma.Estimate {
	n := e.N
	e.N, e.Counts = s.policy.round(e.N), nil
	if !s.policy.hides() {
		return e
	}
	if besideHidden {
		e.P, e.Test, e.Interval.Level = math.NaN(), "", 0
	}
	d := decimalsPrinted(e)
	if s.policy.RoundTo > 1 {
		d = max(1, min(d, decimalsOf(n)))
		e.Decimals = d
	}
	e.Value, e.P, e.Interval = asPrinted(e.Value, d), pAsPrinted(e.P), intervalAsPrinted(e.Interval, d)
	return e
}

// decimalsPrinted returns with how many decimals an estimate is printed.
func decimalsPrinted(e rma.Estimate) int {
	if e.Decimals == 0 {
		return 2
	}
	return e.Decimals
}

// asPrinted returns a figure with the decimals that are printed and no more: of how
// many cases it is the mean could be told from the others.
func asPrinted(v float64, decimals int) float64 {
	printed := strings.Replace(rma.FormatNumber(v, decimals, rma.English), "\u2212", "-", 1)
	if p, err := strconv.ParseFloat(printed, 64); err == nil {
		return p
	}
	return v // not a number, or infinite
}

// pAsPrinted returns a p-value with three decimals; one that is printed as below
// 0.001 is half of that.
func pAsPrinted(p float64) float64 {
	if p < 0.001 {
		return 0.0005
	}
	return asPrinted(p, 3)
}

func intervalAsPrinted(i rma.Interval, decimals int) rma.Interval {
	i.Lo, i.Hi = asPrinted(i.Lo, decimals), asPrinted(i.Hi, decimals)
	return i
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
	case s.hides(s.observations[o.ID]), o.Estimate != nil && s.hides(s.restsOn[o.ID]):
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
