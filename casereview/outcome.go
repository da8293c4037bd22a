package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Outcome says whether a visit came in time. The zero value is not counted: the
// case has no index report, or nothing to measure from.
type Outcome uint8

const (
	NotCounted   Outcome = iota
	Met                  // surely in time
	NotMet               // surely later
	Undetermined         // the precision of the stamps leaves it open
	NoVisit              // none, and the time has passed
	Pending              // none yet, and the time has not passed for sure
)

var outcomeTerms = rma.Terms{
	{"", "niet meegeteld", "not counted"},
	{"met", "op tijd", "in time"},
	{"not-met", "later", "later"},
	{"undetermined", "niet te bepalen", "undetermined"},
	{"no-visit", "geen bezoek", "no visit"},
	{"pending", "termijn loopt nog", "not due yet"},
}

// String returns the key used in files, "" for not counted.
func (o Outcome) String() string { return outcomeTerms.Key("Outcome", uint8(o)) }

// Label returns the name in language l.
func (o Outcome) Label(l rma.Lang) string { return outcomeTerms.Text("Outcome", uint8(o)).In(l) }

// OutcomeCounts is how many cases had each outcome.
type OutcomeCounts struct{ Met, NotMet, Undetermined, NoVisit, Pending int }

func (c *OutcomeCounts) add(o Outcome) {
	switch o {
	case Met:
		c.Met++
	case NotMet:
		c.NotMet++
	case Undetermined:
		c.Undetermined++
	case NoVisit:
		c.NoVisit++
	case Pending:
		c.Pending++
	}
}

// N returns the number of cases whose time has passed or whose visit has come:
// all but Pending.
func (c OutcomeCounts) N() int { return c.Met + c.NotMet + c.Undetermined + c.NoVisit }

// Reason says why a visit was not in time. The vocabulary is open; an empty
// reason is ReasonUnknown.
type Reason string

// The reasons that case monitoring in the Drenthe pilots recorded.
const (
	NotOpenToHelp        Reason = "not-open-to-help"
	FamilyUnavailable    Reason = "family-unavailable"
	DelayPolice          Reason = "delay-police"
	DelayVeiligThuis     Reason = "delay-veilig-thuis"
	DelayLocalTeam       Reason = "delay-local-team"
	CaseRestrainingOrder Reason = "case-restraining-order"
	CaseOtherAgency      Reason = "case-other-agency"
	CaseSeparateTalks    Reason = "case-separate-talks"
	CaseSafetyPlanFirst  Reason = "case-safety-plan-first"
	WeekendReport        Reason = "weekend-report"
	DeliberatelyLater    Reason = "deliberately-later" // waiting can be better
	ReasonUnknown        Reason = "unknown"
)

var reasonNames = []struct {
	reason Reason
	label  rma.Text
}{
	{NotOpenToHelp, rma.T("betrokkenen staan niet open voor hulp", "family not open to help")},
	{FamilyUnavailable, rma.T("gezin niet beschikbaar", "family not available")},
	{DelayPolice, rma.T("vertraging bij de politie", "delay at the police")},
	{DelayVeiligThuis, rma.T("vertraging bij Veilig Thuis", "delay at Veilig Thuis")},
	{DelayLocalTeam, rma.T("vertraging bij het lokale team", "delay at the local team")},
	{CaseRestrainingOrder, rma.T("casus: tijdelijk huisverbod", "case: temporary restraining order")},
	{CaseOtherAgency, rma.T("casus: andere instantie betrokken", "case: other agency involved")},
	{CaseSeparateTalks, rma.T("casus: gesprekken apart", "case: separate talks")},
	{CaseSafetyPlanFirst, rma.T("casus: eerst een veiligheidsplan", "case: safety plan first")},
	{WeekendReport, rma.T("melding in het weekend", "report at the weekend")},
	{DeliberatelyLater, rma.T("bewust later", "deliberately later")},
	{ReasonUnknown, rma.T("reden onbekend", "reason unknown")},
}

// Reasons returns the declared reasons in the order of tables.
func Reasons() []Reason {
	list := make([]Reason, len(reasonNames))
	for i, n := range reasonNames {
		list[i] = n.reason
	}
	return list
}

// Label returns the name in language l, or the key of a reason of one's own.
func (r Reason) Label(l rma.Lang) string { return r.text().In(l) }

func (r Reason) text() rma.Text {
	for _, n := range reasonNames {
		if n.reason == r {
			return n.label
		}
	}
	return rma.PlainText(string(r))
}
