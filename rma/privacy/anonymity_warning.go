package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// warn fills in the warnings of the result.
func (a *Anonymity) warn() {
	if a.N == 0 {
		a.Warnings = append(a.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	if n := a.Offending; n.Classes > 0 {
		a.Warnings = append(a.Warnings, rma.Warn(WarnFewInClass, "K=%d, combinations=%d, n=%d", a.Options.K, n.Classes, n.Records))
	}
	for _, s := range a.Sensitive {
		if n := s.Offending; n.Classes > 0 {
			a.Warnings = append(a.Warnings, rma.Warn(WarnHomogeneous, "%s: L=%d, combinations=%d, n=%d", s.Column, a.Options.L, n.Classes, n.Records))
		}
	}
}
