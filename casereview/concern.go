package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// ConcernKind is a kind of violence or neglect. The vocabulary is open, as that
// of [Activity] is.
type ConcernKind string

// The kinds that Dutch registers distinguish.
const (
	PartnerViolence ConcernKind = "partner-violence"
	ChildAbuse      ConcernKind = "child-abuse"
	Neglect         ConcernKind = "neglect"
	SexualViolence  ConcernKind = "sexual-violence"
	ElderAbuse      ConcernKind = "elder-abuse"
	ParentAbuse     ConcernKind = "parent-abuse" // of parents by their children
	FinancialAbuse  ConcernKind = "financial-abuse"
	HarmfulPractice ConcernKind = "harmful-practice" // harmful traditional practices
	OtherConcern    ConcernKind = "other"
)

// Concern is what was reported about one person. A person is a pseudonym.
type Concern struct {
	Person PersonID
	Kind   ConcernKind
}

var concernNames = []struct {
	kind  ConcernKind
	label rma.Text
}{
	{PartnerViolence, rma.T("partnergeweld", "partner violence")},
	{ChildAbuse, rma.T("kindermishandeling", "child abuse")},
	{Neglect, rma.T("verwaarlozing", "neglect")},
	{SexualViolence, rma.T("seksueel geweld", "sexual violence")},
	{ElderAbuse, rma.T("ouderenmishandeling", "elder abuse")},
	{ParentAbuse, rma.T("oudermishandeling", "abuse of parents")},
	{FinancialAbuse, rma.T("financieel misbruik", "financial abuse")},
	{HarmfulPractice, rma.T("schadelijke traditionele praktijken", "harmful traditional practices")},
	{OtherConcern, rma.T("anders", "other")},
}

// Known reports whether the kind is one of the declared ones.
func (k ConcernKind) Known() bool {
	for _, n := range concernNames {
		if n.kind == k {
			return true
		}
	}
	return false
}

// Label returns the name in language l, or the key of a kind of one's own.
func (k ConcernKind) Label(l rma.Lang) string {
	for _, n := range concernNames {
		if n.kind == k {
			return n.label.In(l)
		}
	}
	return string(k)
}
