package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// Warnings of a check of anonymity.
const (
	WarnFewInClass  rma.Code = "small-class"       // a combination that fewer than K records share
	WarnHomogeneous rma.Code = "homogeneous-class" // a combination of which the records hardly differ in a sensitive column
)

// AnonymityLabel words a warning of a check of anonymity in language l, and any
// other as [rma.Warning.Label] does.
func AnonymityLabel(w rma.Warning, l rma.Lang) string {
	switch w.Code {
	case WarnFewInClass:
		w.Code = rma.Code(rma.T("te weinig records met dezelfde combinatie van kenmerken",
			"too few records with one combination of quasi-identifiers").In(l))
	case WarnHomogeneous:
		w.Code = rma.Code(rma.T("records met dezelfde combinatie van kenmerken verschillen te weinig in een gevoelig gegeven",
			"records with one combination of quasi-identifiers differ too little in a sensitive column").In(l))
	}
	return w.Label(l)
}

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
