package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = RuleSensitivity{}

func (s RuleSensitivity) id(v RuleVariant, suffix string) string {
	return s.Options.Origin.ObservationID(s.Options.Name + "-" + v.Rule.Name + suffix)
}

// Table shows one variant per row, and under it what the rules say.
func (s RuleSensitivity) Table() rma.Table {
	t := rma.Table{
		ID: s.Options.Name, Title: rma.T("Hermeldingen onder varianten van de definitie", "Re-reports under variants of the definition"),
		RowHead: rma.T("definitie", "definition"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("hermeldingen van de ingedeelde meldingen", "re-reports of the classified reports")},
			{Key: "interval", Label: intervalLabel("Wilson", s.Least.Interval)},
			{Key: "first", Label: classTerms.Text("Class", uint8(FirstReport))},
			{Key: "follow_up", Label: classTerms.Text("Class", uint8(FollowUp))},
			{Key: "unclassified", Label: classTerms.Text("Class", uint8(Unclassified))},
			{Key: "reports", Label: rma.T("alle meldingen", "all reports")},
			{Key: "differing", Label: rma.T("anders dan de eerste definitie", "other than under the first definition")},
			{Key: "incidents", Label: rma.T("hermeldingen van de ingedeelde incidenten", "re-reports of the classified incidents")},
			{Key: "incident_interval", Label: intervalLabel("Wilson", s.Least.Interval)},
		},
		ColumnSums: []rma.Sum{
			{Total: "share/n", Parts: []string{"share", "first", "follow_up"}},
			{Total: "reports", Parts: []string{"share/n", "unclassified"}},
			{Total: "share/n", Parts: []string{"incidents/n"}, Rest: true},
		},
		TeamNotes: []rma.Text{s.rangeNote()},
	}
	for i, v := range s.Variants {
		t.Rows = append(t.Rows, rma.Row{Key: v.Rule.Name, Label: v.Rule.label(), Cells: []rma.Cell{
			rma.ShareCell(v.Share.Proportion).WithRefs(s.id(v, "")), rma.ShareIntervalCell(v.Share),
			rma.CountCell(v.Counts.First), rma.CountCell(v.Counts.FollowUp), rma.CountCell(v.Counts.Unclassified), rma.CountCell(v.Counts.N()),
			rma.CountCell(v.Changed), {}, {},
		}})
		if v.Rule.MergeWindow > 0 {
			cells := t.Rows[i].Cells
			cells[7], cells[8] = rma.ShareCell(v.IncidentShare.Proportion).WithRefs(s.id(v, "-incidents")), rma.ShareIntervalCell(v.IncidentShare)
		}
		if i > 0 {
			t.RowSums = append(t.RowSums, rma.Sum{Total: s.Variants[0].Rule.Name, Parts: []string{v.Rule.Name}, Only: []string{"reports"}})
		}
	}
	for _, r := range s.Options.Rules {
		d := r.Definition()
		t.Notes = append(t.Notes, rma.T(r.label().In(rma.Dutch)+": "+d.NL, r.label().In(rma.English)+": "+d.EN))
	}
	return t.OfPilot(s.Options.Origin.Pilot)
}

// rangeNote says between which shares the variants lie.
func (s RuleSensitivity) rangeNote() rma.Text {
	return rma.T(fmt.Sprintf("van %s tot %s hermeldingen", s.Least.Format(rma.Dutch, 0), s.Most.Format(rma.Dutch, 0)),
		fmt.Sprintf("from %s to %s re-reports", s.Least.Format(rma.English, 0), s.Most.Format(rma.English, 0)))
}

// Observations returns the share of re-reports of every variant, among the reports and,
// where it merges, among the incidents. Each has the definition of its rule.
func (s RuleSensitivity) Observations() []rma.Observation {
	var list []rma.Observation
	for _, v := range s.Variants {
		add := func(suffix string, what rma.Text, share rma.Share) {
			list = append(list, rma.Observation{ID: s.id(v, suffix), Origin: s.Options.Origin, What: what, Definition: v.Definition,
				Share: &share, N: share.N, Refs: s.refs, Warnings: baseWarnings(share.N)})
		}
		add("", rma.T("hermeldingen van de ingedeelde meldingen: "+v.Rule.label().In(rma.Dutch), "re-reports of the classified reports: "+v.Rule.label().In(rma.English)), v.Share)
		if v.Rule.MergeWindow > 0 {
			add("-incidents", rma.T("hermeldingen van de ingedeelde incidenten: "+v.Rule.label().In(rma.Dutch), "re-reports of the classified incidents: "+v.Rule.label().In(rma.English)), v.IncidentShare)
		}
	}
	return list
}

// String writes one line per variant, in English; without percentages when there are
// fewer reports than rma.DefaultMinBase.
func (s RuleSensitivity) String() string {
	var b strings.Builder
	for i, v := range s.Variants {
		fmt.Fprintf(&b, "%-44s %s, %s", v.Rule.label().In(rma.English), v.Share.Format(rma.English, 0), intervalText(v.Share.N, v.Share.Interval))
		if i > 0 {
			fmt.Fprintf(&b, "; %d reports other", v.Changed)
			if !math.IsNaN(v.Difference) && v.Share.N >= rma.DefaultMinBase {
				fmt.Fprintf(&b, " (%s points)", rma.FormatNumber(100*v.Difference, 1, rma.English))
			}
		}
		if v.Rule.MergeWindow > 0 {
			fmt.Fprintf(&b, "; of incidents %s", v.IncidentShare.Format(rma.English, 0))
		}
		b.WriteString("\n")
	}
	return b.String()
}
