package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// The warnings of this package, besides those of package rma.
const (
	WarnFewInClass      rma.Code = "small-class"        // a combination that fewer than K records share
	WarnHomogeneous     rma.Code = "homogeneous-class"  // a combination of which the records hardly differ in a sensitive column
	WarnGroupDisclosure rma.Code = "group-disclosure"   // all of a group, or none, have what a sensitive column tells
	WarnErased          rma.Code = "erased"             // people who were erased, and left out
	WarnErasureLost     rma.Code = "erasure-lost"       // people erased under the old key, and not under the new
	WarnNarrowed        rma.Code = "narrowed-by-waiver" // a hidden count that a waiver leaves less uncertain than the policy asks
	WarnUndeclaredSum   rma.Code = "undeclared-sum"     // a row or column looks like a total, and the table does not say so
	WarnFigures         rma.Code = "undeclared-figures" // figures of which the table does not say what they follow from were hidden
	WarnLaxPolicy       rma.Code = "lax-policy"         // the policy shows more than is usual for its audience
	WarnNotCrossed      rma.Code = "not-crossed"        // tables by three variables, of which it is not looked at that they are margins of one

	WarnDifferencing  rma.Code = "differencing"      // a count differs from what was published before by fewer than MinBase cases
	WarnCombined      rma.Code = "combined-releases" // a hidden count can be worked out with what was published before
	WarnPolicyLowered rma.Code = "policy-lowered"    // a table was published before under a stricter policy, or for fewer readers
)

var warningTexts = map[rma.Code]rma.Text{
	WarnFewInClass: rma.T("te weinig records met dezelfde combinatie van kenmerken",
		"too few records with one combination of quasi-identifiers"),
	WarnHomogeneous: rma.T("records met dezelfde combinatie van kenmerken verschillen te weinig in een gevoelig gegeven",
		"records with one combination of quasi-identifiers differ too little in a sensitive column"),
	WarnGroupDisclosure: rma.T("een hele groep, of niemand ervan, heeft een gevoelig kenmerk",
		"all of a group, or none, have a sensitive characteristic"),
	WarnErased: rma.T("uit het onderzoek verwijderd en niet ingelezen", "erased from the study and not read"),
	WarnErasureLost: rma.T("verwijderd onder de oude sleutel en niet onder de nieuwe, omdat zij niet bij de opgegeven namen stonden",
		"erased under the old key and not under the new, since they were not among the identifiers given"),
	WarnNarrowed: rma.T("een verborgen aantal is door een vrijgave nauwkeuriger te benaderen dan het beleid wil",
		"a hidden count can be enclosed more narrowly than the policy asks, because of a waiver"),
	WarnUndeclaredSum: rma.T("een rij of kolom lijkt een totaal en is zo behandeld; laat de tabel het zeggen (RowSums, ColumnSums)",
		"a row or column looks like a total and is taken for one; let the table say so (RowSums, ColumnSums)"),
	WarnFigures: rma.T("cijfers zijn niet getoond, omdat de tabel niet zegt dat zij van waarden zijn (Column.Values) of waaruit zij volgen (Column.From); geef percentages als K van N",
		"figures are not shown, because the table does not say that they are of values (Column.Values) or what they follow from (Column.From); give percentages as K of N"),
	WarnLaxPolicy: rma.T("het beleid toont meer dan voor deze lezers gebruikelijk is",
		"the policy shows more than is usual for these readers"),
	WarnNotCrossed: rma.T("tabellen naar drie kenmerken zijn te groot om samen te beproeven als randen van één tabel",
		"tables by three variables are too large to be attacked together as margins of one"),
	WarnDifferencing: rma.T("een aantal verschilt zo weinig van wat eerder is gepubliceerd dat het verschil te herleiden kan zijn",
		"a count differs so little from what was published before that the difference may point at somebody"),
	WarnCombined: rma.T("een verborgen aantal is te benaderen met wat eerder is gepubliceerd",
		"a hidden count can be worked out with what was published before"),
	WarnPolicyLowered: rma.T("een tabel is eerder onder een strenger beleid of voor minder lezers gepubliceerd",
		"a table was published before under a stricter policy, or for fewer readers"),
}

// Label words a warning of this package in language l, and any other as
// [rma.Warning.Label] does.
func Label(w rma.Warning, l rma.Lang) string {
	if t, ok := warningTexts[w.Code]; ok {
		w.Code = rma.Code(t.In(l))
	}
	return w.Label(l)
}
