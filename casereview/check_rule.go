package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// CheckRule is something that holds of a register in which nothing is wrong. The
// vocabulary is closed; the zero value is none.
type CheckRule uint8

const (
	CheckNotRecorded CheckRule = iota
	EventBeforeOpening
	EventAfterClosing
	EndBeforeStart
	EventInFuture
	HandoverFromOther
	ServiceEndWithoutStart
	SubjectOutsideFamily
	ConcernOutsideFamily
	VisitWithoutOrganisation
	DuplicateEvent
	MixedPrecision
	TiedEvents
	CaseWithoutReport
	OpenTooLong
)

var checkRuleTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"before-opening", "gebeurtenis vóór de opening van het dossier", "event before the opening of the case"},
	{"after-closing", "gebeurtenis na de afsluiting", "event after the closing"},
	{"end-before-start", "einde vóór het begin", "end before the start"},
	{"in-future", "gebeurtenis na de peildatum", "event after the date of the data"},
	{"handover-from-other", "overdracht door wie het dossier niet had", "handover by one who did not hold the case"},
	{"service-end-without-start", "einde van een dienst die niet begonnen was", "end of a service that had not started"},
	{"subject-outside-family", "betrokkene die niet bij het gezin hoort", "involved person outside the family"},
	{"concern-outside-family", "zorg over iemand die niet bij het gezin hoort", "concern about a person outside the family"},
	{"visit-without-organisation", "huisbezoek zonder organisatie", "home visit without an organisation"},
	{"duplicate-event", "dezelfde gebeurtenis nog eens", "the same event once more"},
	{"mixed-precision", "tijdstippen van verschillende nauwkeurigheid", "moments of several precisions"},
	{"tied-events", "volgorde niet vast te stellen", "order not known"},
	{"no-report", "dossier zonder melding of adviesvraag", "case without a report or a request for advice"},
	{"open-too-long", "dossier lang open", "case open for long"},
}

// CheckRules returns the rules in the order in which [Check] lists them.
func CheckRules() []CheckRule {
	list := make([]CheckRule, 0, len(checkRuleTerms)-1)
	for r := EventBeforeOpening; r <= OpenTooLong; r++ {
		list = append(list, r)
	}
	return list
}

// String returns the key used in files, "" for none.
func (r CheckRule) String() string { return checkRuleTerms.Key("CheckRule", uint8(r)) }

// Label returns the name in language l.
func (r CheckRule) Label(l rma.Lang) string { return r.text().In(l) }

func (r CheckRule) text() rma.Text { return checkRuleTerms.Text("CheckRule", uint8(r)) }

// Severity returns rma.IsError for what cannot have been so, and rma.IsRemark for what
// can, but deserves a look.
func (r CheckRule) Severity() rma.Severity {
	switch r {
	case EventBeforeOpening, EventAfterClosing, EndBeforeStart, EventInFuture, HandoverFromOther, ServiceEndWithoutStart:
		return rma.IsError
	}
	return rma.IsRemark
}

// ofCases reports whether the rule is about cases; the others are about events.
func (r CheckRule) ofCases() bool {
	return r == MixedPrecision || r == CaseWithoutReport || r == OpenTooLong
}

// counted reports whether the rule is only counted: it says how the register is kept,
// not what is wrong with a line of it.
func (r CheckRule) counted() bool { return r == MixedPrecision || r == TiedEvents }
