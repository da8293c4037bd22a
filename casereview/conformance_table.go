package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Conformance{}

// Table shows for each rule how many cases keep to it, and what became of the
// others.
func (c Conformance) Table() rma.Table {
	t := rma.Table{
		ID: c.Options.Name, Title: rma.T("Regels voor het verloop", "Rules about the course of cases"), RowHead: rma.T("regel", "rule"),
		Columns: []rma.Column{
			{Key: "satisfied", Label: Satisfied.text()},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: c.Options.Level})},
			{Key: "violated", Label: Violated.text()},
			{Key: "vacuous", Label: Vacuous.text()},
			{Key: "pending", Label: PendingVerdict.text()},
			{Key: "cases", Label: rma.T("dossiers", "cases")},
		},
		Notes: []rma.Text{c.definition()},
		ColumnSums: []rma.Sum{
			{Total: "satisfied/n", Parts: []string{"satisfied", "violated"}},
			{Total: "cases", Parts: []string{"satisfied", "violated", "vacuous", "pending"}},
		},
		Counts: strings.Join([]string{"cases", c.Options.Origin.Method, c.Options.Origin.Pilot, c.Options.Name}, " "),
	}
	write := map[rma.Lang][]string{}
	for i, r := range c.Rules {
		n := r.Counts
		t.Rows = append(t.Rows, rma.Row{Key: r.Key, Label: r.Label, Cells: []rma.Cell{
			rma.ShareCell(r.Share.Proportion).WithRefs(c.ruleID(r)), rma.ShareIntervalCell(r.Share),
			rma.CountCell(n.Violated), rma.CountCell(n.Vacuous), rma.CountCell(n.Pending), rma.CountCell(n.N()),
		}})
		if k := r.Ambiguous.N(); k > 0 || r.NotFinal > 0 {
			write[rma.Dutch] = append(write[rma.Dutch], fmt.Sprintf("%d: %d en %d", i+1, k, r.NotFinal))
			write[rma.English] = append(write[rma.English], fmt.Sprintf("%d: %d and %d", i+1, k, r.NotFinal))
		}
	}
	if len(write) > 0 {
		t.TeamNotes = []rma.Text{rma.T(
			"per regel: oordelen die bij een andere volgorde van overlappende tijdstippen anders zouden zijn, en oordelen over lopende dossiers die nog kunnen veranderen; "+strings.Join(write[rma.Dutch], "; "),
			"per rule: verdicts that another order of overlapping stamps would change, and verdicts on open cases that may still change; "+strings.Join(write[rma.English], "; "))}
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// CaseTable shows the verdict on every rule in every case. It points at cases, and
// is for the team.
func (c Conformance) CaseTable() rma.Table {
	t := rma.Table{ID: c.Options.Name + "-cases", Title: rma.T("Regels voor het verloop, per dossier", "Rules about the course, by case"),
		RowHead: rma.T("dossier", "case"), TeamOnly: true}
	for _, r := range c.Rules {
		t.Columns = append(t.Columns, rma.Column{Key: r.Key, Label: r.Label, Things: true})
	}
	for _, k := range c.Cases {
		row := rma.Row{Key: k.Case.String(), Label: rma.PlainText(k.Case.String())}
		for _, j := range k.Judgements {
			cell := rma.TextCell(j.Verdict.text()).WithMark(j.Verdict.String())
			if j.Ambiguous {
				cell.Text = rma.T(cell.Text.NL+" (volgorde onzeker)", cell.Text.EN+" (order uncertain)")
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

func (c Conformance) definition() rma.Text {
	return rma.T("dossiers die aan de regel voldoen, van de dossiers die voldoen of niet meer kunnen voldoen; naar de gebeurtenissen tot "+moment(c.AsOf, rma.Dutch)+"; wie zich niet aan de regel hield kan daar reden voor hebben gehad",
		"cases that keep to the rule, of those that do or no longer can; by the events up to "+moment(c.AsOf, rma.English)+"; there can have been reason not to keep to it")
}

func (c Conformance) ruleID(r RuleConformance) string {
	return c.Options.Origin.ObservationID(c.Options.Name + "-" + r.Key)
}

// Observations returns the share of each rule.
func (c Conformance) Observations() []rma.Observation {
	list := make([]rma.Observation, len(c.Rules))
	for i, r := range c.Rules {
		share := r.Share
		list[i] = rma.Observation{ID: c.ruleID(r), Origin: c.Options.Origin, What: r.Label, Definition: c.definition(),
			Share: &share, N: share.N, Warnings: r.Warnings}
		for _, k := range c.Cases {
			if v := k.Judgements[i].Verdict; v == Satisfied || v == Violated {
				list[i].Refs = append(list[i].Refs, k.Ref)
			}
		}
	}
	return list
}

// String writes the verdicts of each rule, in English.
func (c Conformance) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Rules about the course of %d cases, %d of them open, as of %s\n", len(c.Cases), c.Open, c.AsOf.Format("2006-01-02 15:04"))
	for _, r := range c.Rules {
		n := r.Counts
		fmt.Fprintf(&b, "  %s\n    %s, %s; violated %d, not applicable %d, still open %d; ambiguous %d, not final %d\n", r.Label.In(rma.English),
			r.Share.Format(rma.English, 0), intervalText(r.Share.N, r.Share.Interval), n.Violated, n.Vacuous, n.Pending, r.Ambiguous.N(), r.NotFinal)
	}
	return b.String()
}
