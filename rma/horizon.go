package rma

import "slices"

// HorizonCheck compares how long a pilot ran with how long an outcome needs
// before it can be seen.
type HorizonCheck struct {
	Pilot   string
	RunDays int     // 0 when the run is not recorded
	Needed  int     // days
	Ratio   float64 // RunDays / Needed, NaN when either is not known
}

// CheckHorizon compares the run of the pilot with an outcome that needs the
// given number of days. A ratio below 1 means that the outcome could not have
// shown within the run, whatever the pilot achieved.
func (p Pilot) CheckHorizon(needed int) HorizonCheck {
	h := HorizonCheck{Pilot: p.ID, Needed: needed, Ratio: nan()}
	if days, ok := p.Run.Days(); ok && needed > 0 {
		h.RunDays = days
		h.Ratio = float64(days) / float64(needed)
	}
	return h
}

// TooShort reports that the run is known and shorter than the outcome needs.
func (h HorizonCheck) TooShort() bool { return h.Ratio < 1 }

// horizons compares the runs of the pilots behind the evidence with the time
// that the outcome of the claim needs. A finding without a pilot speaks of all
// pilots in which its method was used.
func (s *Study) horizons(r ClaimResult, findings map[string]Finding) []HorizonCheck {
	if r.Claim.Horizon == 0 {
		return nil
	}
	in := map[string]bool{}
	for _, cell := range r.Cells {
		for _, id := range cell.Findings {
			f := findings[id]
			if f.Pilot != "" {
				in[f.Pilot] = true
				continue
			}
			m, _ := s.Method(f.Method)
			for _, p := range s.Pilots {
				in[p.ID] = in[p.ID] || m.usage(p.ID).Coverage == Used
			}
		}
	}
	var out []HorizonCheck
	for _, p := range s.Pilots {
		if h := p.CheckHorizon(r.Claim.Horizon); in[p.ID] && h.RunDays > 0 {
			out = append(out, h)
		}
	}
	return out
}

// TooEarly reports that no pilot with evidence whose run is known ran as long as
// the outcome of the claim needs.
func (r ClaimResult) TooEarly() bool {
	return len(r.Horizon) > 0 && !slices.ContainsFunc(r.Horizon, func(h HorizonCheck) bool { return !h.TooShort() })
}

// LongestRun returns the check of the pilot with evidence that ran longest, and
// whether the run of any is known.
func (r ClaimResult) LongestRun() (HorizonCheck, bool) {
	if len(r.Horizon) == 0 {
		return HorizonCheck{}, false
	}
	return slices.MaxFunc(r.Horizon, func(a, b HorizonCheck) int { return a.RunDays - b.RunDays }), true
}
