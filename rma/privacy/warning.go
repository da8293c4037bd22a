package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// The warnings of this package, besides those of package rma.
const (
	WarnFewInClass      rma.Code = "small-class"        // a combination that fewer than K records share
	WarnHomogeneous     rma.Code = "homogeneous-class"  // a combination of which the records hardly differ in a sensitive column
	WarnGroupDisclosure rma.Code = "group-disclosure"   // all of a group, or none, have what a sensitive column tells
	WarnErased          rma.Code = "erased"             // people who were erased, and left out
	WarnNarrowed        rma.Code = "narrowed-by-waiver" // a hidden count that a waiver leaves less uncertain than the policy asks
)

var warningTexts = map[rma.Code]rma.Text{
	WarnFewInClass: rma.T("te weinig records met dezelfde combinatie van kenmerken",
		"too few records with one combination of quasi-identifiers"),
	WarnHomogeneous: rma.T("records met dezelfde combinatie van kenmerken verschillen te weinig in een gevoelig gegeven",
		"records with one combination of quasi-identifiers differ too little in a sensitive column"),
	WarnGroupDisclosure: rma.T("een hele groep, of niemand ervan, heeft een gevoelig kenmerk",
		"all of a group, or none, have a sensitive characteristic"),
	WarnErased: rma.T("uit het onderzoek verwijderd en niet ingelezen", "erased from the study and not read"),
	WarnNarrowed: rma.T("een verborgen aantal is door een vrijgave nauwkeuriger te benaderen dan het beleid wil",
		"a hidden count can be enclosed more narrowly than the policy asks, because of a waiver"),
}

// Label words a warning of this package in language l, and any other as
// [rma.Warning.Label] does.
func Label(w rma.Warning, l rma.Lang) string {
	if t, ok := warningTexts[w.Code]; ok {
		w.Code = rma.Code(t.In(l))
	}
	return w.Label(l)
}
