package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = ReportRadar{}

// Table lists the current reports on families that are known, by moment. It points at
// cases and persons, and is for the team.
func (r ReportRadar) Table() rma.Table {
	t := rma.Table{ID: r.Options.Name + "-" + r.Rule.Name, Title: rma.T("Nieuwe meldingen over wie al bekend is", "New reports on who is known"),
		RowHead: rma.T("melding in dossier", "report in case"), TeamOnly: true,
		Columns: []rma.Column{
			{Key: "at", Label: rma.T("moment", "moment"), Things: true},
			{Key: "class", Label: rma.T("soort", "class"), Things: true},
			{Key: "previous", Label: rma.T("lopend of laatst afgesloten dossier", "running case, or closed last"), Things: true},
			{Key: "days", Label: rma.T("dagen sinds afsluiting", "days since closing"), Things: true},
			{Key: "earlier", Label: rma.T("eerdere dossiers", "earlier cases"), Things: true},
			{Key: "persons", Label: rma.T("bekende betrokkenen", "known persons"), Things: true},
			{Key: "reports", Label: rma.T("eerdere meldingen", "earlier reports"), Things: true},
			{Key: "ambiguous", Label: rma.T("volgorde onbekend", "order not known"), Things: true},
		},
		Notes: []rma.Text{r.Definition, r.window()}}
	for _, one := range r.Reports {
		days, ambiguous := rma.Cell{}, rma.Cell{}
		if one.Class == Rereport {
			days = rma.CountCell(one.DaysSinceClosed)
		}
		if one.Ambiguous {
			ambiguous = rma.TextCell(answerTerms.Text("Answer", uint8(Yes)))
		}
		t.Rows = append(t.Rows, rma.Row{Key: one.Case.String(), Label: rma.PlainText(one.Case.String()), Cells: []rma.Cell{
			rma.PlainCell(one.At.String()), rma.TextCell(one.kind()), rma.PlainCell(one.Previous.String()), days,
			rma.PlainCell(spaced(one.Earlier)), rma.TextCell(one.persons()), rma.CountCell(one.EarlierReports), ambiguous}})
	}
	return t.OfPilot(r.Options.Origin.Pilot)
}

// kind names the class, and of a follow-up report the stage.
func (r RadarReport) kind() rma.Text {
	class := classTerms.Text("Class", uint8(r.Class))
	if r.Stage == StageNotRecorded {
		return class
	}
	stage := stageTerms.Text("Stage", uint8(r.Stage))
	return rma.T(class.NL+", "+stage.NL, class.EN+", "+stage.EN)
}

func (r RadarReport) persons() rma.Text {
	k, n, list := r.Persons.K, r.Persons.N, spaced(r.KnownPersons)
	if list != "" {
		list = ": " + list
	}
	return rma.T(fmt.Sprintf("%d van %d%s", k, n, list), fmt.Sprintf("%d of %d%s", k, n, list))
}

// spaced writes ids after one another.
func spaced[T fmt.Stringer](ids []T) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	return strings.Join(list, " ")
}

func (r ReportRadar) window() rma.Text {
	back := r.Options.History.text()
	return rma.T(fmt.Sprintf("meldingen van de laatste %d dagen tot %s; eerdere meldingen in de %s ervoor", r.Options.Days, moment(r.AsOf, rma.Dutch), back.NL),
		fmt.Sprintf("reports of the last %d days up to %s; earlier reports in the %s before", r.Options.Days, moment(r.AsOf, rma.English), back.EN))
}

// Observations returns how many of the current reports concern who is known, and
// nothing of the reports themselves.
func (r ReportRadar) Observations() []rma.Observation {
	known := len(r.Reports)
	return []rma.Observation{{ID: r.Options.Origin.ObservationID(r.Options.Name + "-" + r.Rule.Name + "-known"), Origin: r.Options.Origin,
		What:       rma.T("nieuwe meldingen over wie al bekend is", "new reports on who is known"),
		Definition: r.window(), Count: &known, N: r.Received, Refs: r.refs, Warnings: r.Warnings}}
}

// String writes counts, in English.
func (r ReportRadar) String() string {
	return fmt.Sprintf("Reports of the last %d days up to %s, under the rule %s: %d received, %d on who is known (re-report %d, follow-up %d, first %d, not classified %d of those received)\n",
		r.Options.Days, moment(r.AsOf, rma.English), r.Rule.label().In(rma.English), r.Received, len(r.Reports),
		r.Counts.Rereport, r.Counts.FollowUp, r.Counts.First, r.Counts.Unclassified)
}

// Format writes counts whatever the verb.
func (r ReportRadar) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, r.String()) }
