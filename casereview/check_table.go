package casereview

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Checks{}

func (c Checks) id(r CheckRule) string {
	return c.Options.Origin.ObservationID(c.Options.Name + "-" + r.String())
}

func severityText(s rma.Severity) rma.Text {
	if s == rma.IsError {
		return rma.T("kan niet", "impossible")
	}
	return rma.T("nakijken", "look at it")
}

// unit is what a rule counts.
func (r CheckRule) unit() rma.Text {
	if r.ofCases() {
		return rma.T("dossiers", "cases")
	}
	return rma.T("gebeurtenissen", "events")
}

// Count returns the count of a rule, and an empty one for a rule that there is not.
func (c Checks) Count(r CheckRule) CheckCount {
	for _, n := range c.Counts {
		if n.Rule == r {
			return n
		}
	}
	return CheckCount{Rule: r}
}

// Table shows how often each rule does not hold.
func (c Checks) Table() rma.Table {
	t := rma.Table{ID: c.Options.Name, Title: rma.T("Controle van het register", "Checks of the register"), RowHead: rma.T("regel", "rule"),
		Columns: []rma.Column{
			{Key: "severity", Label: rma.T("ernst", "severity"), Things: true},
			{Key: "unit", Label: rma.T("van", "of"), Things: true},
			{Key: "found", Label: rma.T("gevonden", "found")},
			{Key: "cases", Label: rma.T("in dossiers", "in cases")},
		},
		Notes: []rma.Text{c.definition()},
		TeamNotes: []rma.Text{rma.T(fmt.Sprintf("%d dossiers en %d gebeurtenissen", c.Cases, c.Events),
			fmt.Sprintf("%d cases and %d events", c.Cases, c.Events))},
	}
	for _, n := range c.Counts {
		t.Rows = append(t.Rows, rma.Row{Key: n.Rule.String(), Label: n.Rule.text(), Cells: []rma.Cell{
			rma.TextCell(severityText(n.Severity)), rma.TextCell(n.Rule.unit()),
			rma.ShareCell(n.Found), rma.CountCell(n.Cases).WithRefs(c.id(n.Rule))}})
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

func (c Checks) definition() rma.Text {
	write := func(l rma.Lang, form string) string {
		return fmt.Sprintf(form, moment(c.AsOf, l), c.Options.OpenDays)
	}
	return rma.T(write(rma.Dutch, "wat door de nauwkeurigheid van een tijdstip kan kloppen, telt als goed; peildatum %s; lang open is meer dan %d dagen"),
		write(rma.English, "what may be right, given the precision of a moment, counts as right; data as of %s; open for long is more than %d days"))
}

// PlacesTable lists every place where a rule does not hold, for who keeps the register.
// It is for the team. Rules that are only counted are not in it.
func (c Checks) PlacesTable() rma.Table {
	t := rma.Table{ID: c.Options.Name + "-places", Title: rma.T("Na te kijken in het register", "To look up in the register"), RowHead: rma.T("dossier", "case"), TeamOnly: true,
		Columns: []rma.Column{
			{Key: "rule", Label: rma.T("regel", "rule"), Things: true},
			{Key: "severity", Label: rma.T("ernst", "severity"), Things: true},
			{Key: "activity", Label: rma.T("activiteit", "activity"), Things: true},
			{Key: "file", Label: rma.T("bestand", "file"), Things: true},
			{Key: "line", Label: rma.T("regel in het bestand", "line"), Things: true},
		},
		Notes: []rma.Text{c.definition()}}
	for _, i := range c.Issues {
		activity, line := rma.Cell{}, rma.Cell{}
		if i.Activity != "" {
			activity = rma.TextCell(c.vocabulary.Text(i.Activity))
		}
		if i.Ref.Line > 0 {
			line = rma.PlainCell(strconv.Itoa(i.Ref.Line))
		}
		t.Rows = append(t.Rows, rma.Row{Key: i.Case.String(), Label: rma.PlainText(i.Case.String()), Cells: []rma.Cell{
			rma.TextCell(i.Rule.text()), rma.TextCell(severityText(i.Severity)), activity, rma.PlainCell(i.Ref.File), line}})
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// Observations returns in how many cases each rule does not hold, of all cases.
func (c Checks) Observations() []rma.Observation {
	var list []rma.Observation
	for _, n := range c.Counts {
		if n.Found.N == 0 {
			continue
		}
		k := n.Cases
		list = append(list, rma.Observation{ID: c.id(n.Rule), Origin: c.Options.Origin, Definition: c.definition(), Count: &k, N: c.Cases, Refs: n.Refs,
			What: rma.T("dossiers met: "+n.Rule.Label(rma.Dutch), "cases with: "+n.Rule.Label(rma.English))})
	}
	return list
}

// String writes a line per rule of which something was found, in English.
func (c Checks) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Checks of %d cases and %d events, as of %s\n", c.Cases, c.Events, moment(c.AsOf, rma.English))
	for _, n := range c.Counts {
		if n.Found.K > 0 {
			fmt.Fprintf(&b, "  %-48s %d of %d %s, in %d cases\n", n.Rule.Label(rma.English), n.Found.K, n.Found.N, n.Rule.unit().EN, n.Cases)
		}
	}
	if len(c.Issues) == 0 {
		b.WriteString("  nothing to look up\n")
	}
	return b.String()
}

// Format writes counts whatever the verb, and no place.
func (c Checks) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, c.String()) }
