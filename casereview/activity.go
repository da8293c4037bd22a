package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Activity says what happened. The vocabulary is open: a team with an activity
// of its own declares it in its mapping.
type Activity string

// The activities of Veilig Thuis and its partners around a report.
const (
	PreNotice           Activity = "pre-notice" // the police announce a report
	Report              Activity = "report"     // received by Veilig Thuis
	Registration        Activity = "registration"
	AdviceRequest       Activity = "advice-request" // the caller keeps the responsibility
	AdviceFollowUp      Activity = "advice-follow-up"
	AssessmentStart     Activity = "assessment-start" // of safety
	AssessmentDone      Activity = "assessment-done"
	ConvertedToAdvice   Activity = "converted-to-advice"
	Consult             Activity = "consult"
	HomeVisit           Activity = "home-visit"
	SafetyPlan          Activity = "safety-plan"
	ServiceStart        Activity = "service-start" // investigation, or conditions and follow-up
	ServiceEnd          Activity = "service-end"
	Handover            Activity = "handover"
	HelpRequested       Activity = "help-requested"
	Waitlisted          Activity = "waitlisted"
	HelpStart           Activity = "help-start"
	MonitorContact      Activity = "monitor-contact"
	Escalation          Activity = "escalation"
	RestrainingOrder    Activity = "restraining-order"
	DirectSafetyReached Activity = "direct-safety-reached"
	StableSafetyReached Activity = "stable-safety-reached"
	Closed              Activity = "closed"
	Reopened            Activity = "reopened"
	LeftRegion          Activity = "left-region"
)

type activityName struct {
	activity Activity
	label    rma.Text
}

var activityNames = []activityName{
	{PreNotice, rma.T("vooraankondiging", "pre-notice")},
	{Report, rma.T("melding", "report")},
	{Registration, rma.T("registratie", "registration")},
	{AdviceRequest, rma.T("adviesvraag", "advice request")},
	{AdviceFollowUp, rma.T("vervolg na advies", "follow-up after advice")},
	{AssessmentStart, rma.T("start veiligheidsbeoordeling", "safety assessment started")},
	{AssessmentDone, rma.T("veiligheidsbeoordeling afgerond", "safety assessment done")},
	{ConvertedToAdvice, rma.T("omgezet in advies", "converted to advice")},
	{Consult, rma.T("overleg", "consult")},
	{HomeVisit, rma.T("huisbezoek", "home visit")},
	{SafetyPlan, rma.T("veiligheidsplan", "safety plan")},
	{ServiceStart, rma.T("start dienst", "service started")},
	{ServiceEnd, rma.T("einde dienst", "service ended")},
	{Handover, rma.T("overdracht", "handover")},
	{HelpRequested, rma.T("hulp aangevraagd", "help requested")},
	{Waitlisted, rma.T("op wachtlijst", "put on a waiting list")},
	{HelpStart, rma.T("start hulp", "help started")},
	{MonitorContact, rma.T("monitorcontact", "monitoring contact")},
	{Escalation, rma.T("escalatie", "escalation")},
	{RestrainingOrder, rma.T("tijdelijk huisverbod", "temporary restraining order")},
	{DirectSafetyReached, rma.T("directe veiligheid bereikt", "direct safety reached")},
	{StableSafetyReached, rma.T("stabiele veiligheid bereikt", "stable safety reached")},
	{Closed, rma.T("afgesloten", "closed")},
	{Reopened, rma.T("heropend", "reopened")},
	{LeftRegion, rma.T("verhuisd uit de regio", "left the region")},
}

// Activities returns the declared activities in the order of the work.
func Activities() []Activity {
	list := make([]Activity, len(activityNames))
	for i, n := range activityNames {
		list[i] = n.activity
	}
	return list
}

// Known reports whether the activity is one of the declared ones.
func (a Activity) Known() bool {
	_, ok := a.name()
	return ok
}

// Label returns the name in language l, or the key of an activity of one's own.
func (a Activity) Label(l rma.Lang) string { return a.text().In(l) }

func (a Activity) text() rma.Text {
	if n, ok := a.name(); ok {
		return n
	}
	return rma.PlainText(string(a))
}

func (a Activity) name() (rma.Text, bool) {
	for _, n := range activityNames {
		if n.activity == a {
			return n.label, true
		}
	}
	return rma.Text{}, false
}
