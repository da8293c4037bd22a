package casereview

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table shows the classes and their parts as shares of all reports received,
// and under it the definition.
func (c Classification) Table() rma.Table {
	n := c.Counts
	t := rma.Table{
		ID:      c.key(""),
		Title:   rma.T("Meldingen naar eerdere betrokkenheid: "+c.Rule.label().In(rma.Dutch), "Reports by earlier involvement: "+c.Rule.label().In(rma.English)),
		RowHead: rma.T("meldingen", "reports"),
		Columns: c.columns(),
		Notes:   []rma.Text{c.Definition},
		TeamNotes: []rma.Text{
			rma.T("van de ingedeelde meldingen is "+c.Share.Format(rma.Dutch, 0)+" een hermelding",
				"of the classified reports "+c.Share.Format(rma.English, 0)+" are re-reports"),
			rma.T(fmt.Sprintf("%d meldingen in %d dossiers (%s per dossier); %d met een volgorde die de tijdstippen openlaten; %d eerste meldingen over een gezin dat van vóór de terugkijktermijn bekend is",
				n.N(), c.Cases, rma.FormatNumber(c.ReportsPerCase, 2, rma.Dutch), c.Ambiguous, c.KnownBeyond),
				fmt.Sprintf("%d reports in %d cases (%s per case); %d whose order the stamps leave open; %d first reports on a family known from before the look-back",
					n.N(), c.Cases, rma.FormatNumber(c.ReportsPerCase, 2, rma.English), c.Ambiguous, c.KnownBeyond)),
		},
		RowSums: []rma.Sum{
			{Total: "all", Parts: []string{FirstReport.String(), Rereport.String(), FollowUp.String(), Unclassified.String()}},
			{Total: Rereport.String(), Parts: []string{"several", "one"}, Rest: c.Involved.NotRecorded > 0},
			{Total: FollowUp.String(), Parts: []string{DuringAssessment.String(), AfterAssessment.String(), DuringMonitoring.String()}, Rest: n.FollowUp > c.Stages.sum()},
		},
		ColumnSums: []rma.Sum{{Total: "share/n", Parts: []string{"share"}, Only: []string{"all"}}},
	}
	if c.Rule.MergeWindow > 0 {
		i := c.Incidents
		t.TeamNotes = append(t.TeamNotes, rma.T(
			fmt.Sprintf("als incidenten geteld: %d, waarvan %d eerste, %d hermelding, %d vervolg, %d niet ingedeeld", i.N(), i.First, i.Rereport, i.FollowUp, i.Unclassified),
			fmt.Sprintf("counted as incidents: %d, of which %d first, %d re-report, %d follow-up, %d not classified", i.N(), i.First, i.Rereport, i.FollowUp, i.Unclassified)))
	}
	t.Rows = []rma.Row{
		c.row(FirstReport.String(), classTerms.Text("Class", uint8(FirstReport)), n.First),
		c.row(Rereport.String(), classTerms.Text("Class", uint8(Rereport)), n.Rereport),
		c.part("several", involvedTerms.Text("Involved", uint8(SeveralKnown)), c.Involved.Several),
		c.part("one", involvedTerms.Text("Involved", uint8(OneKnown)), c.Involved.One),
		c.row(FollowUp.String(), classTerms.Text("Class", uint8(FollowUp)), n.FollowUp),
		c.part(DuringAssessment.String(), stageTerms.Text("Stage", uint8(DuringAssessment)), c.Stages.DuringAssessment),
		c.part(AfterAssessment.String(), stageTerms.Text("Stage", uint8(AfterAssessment)), c.Stages.AfterAssessment),
		c.part(DuringMonitoring.String(), stageTerms.Text("Stage", uint8(DuringMonitoring)), c.Stages.DuringMonitoring),
		c.row(Unclassified.String(), classTerms.Text("Class", uint8(Unclassified)), n.Unclassified),
		c.row("all", rma.T("alle meldingen", "all reports"), n.N()),
	}
	return t.OfPilot(c.Options.Origin.Pilot)
}

func (c Classification) columns() []rma.Column {
	return []rma.Column{
		{Key: "share", Label: rma.T("aantal", "number")},
		{Key: "interval", Label: intervalLabel("Wilson", c.Share.Interval)},
	}
}

func (c Classification) row(key string, label rma.Text, k int) rma.Row {
	s := newShare(rma.Proportion{K: k, N: c.Counts.N()}, c.Options.Level)
	cell := rma.ShareCell(s.Proportion).WithRefs(c.classID(key))
	if key == Rereport.String() {
		cell = rma.ShareCell(s.Proportion).WithRefs(c.classID("rereport-of-all")).WithSame(c.shareID())
	}
	return rma.Row{Key: key, Label: label, Cells: []rma.Cell{cell, rma.ShareIntervalCell(s)}}
}

// part is a row of which the label says that it is part of the row above.
func (c Classification) part(key string, label rma.Text, k int) rma.Row {
	return c.row(key, rma.T("waarvan "+label.NL, "of which "+label.EN), k)
}

// ChangeTable shows how the concerns of the re-reports differ from those before.
func (c Classification) ChangeTable() rma.Table {
	t := rma.Table{
		ID:      c.key("-changes"),
		Title:   rma.T("Soorten hermelding: "+c.Rule.label().In(rma.Dutch), "Kinds of re-report: "+c.Rule.label().In(rma.English)),
		RowHead: rma.T("hermeldingen", "re-reports"),
		Columns: []rma.Column{
			{Key: "primary", Label: rma.T("zwaarste verandering", "greatest change")},
			{Key: "any", Label: rma.T("komt voor", "occurs")},
		},
		Notes: []rma.Text{
			c.Definition,
			rma.T("een hermelding met meer zorgen kan in de tweede kolom vaker voorkomen", "a re-report with several concerns can occur more than once in the second column"),
		},
		TeamNotes: []rma.Text{
			rma.T("door een andere organisatie dan eerder: "+c.OtherReporter.Format(rma.Dutch, 0), "by another organisation than before: "+c.OtherReporter.Format(rma.English, 0)),
		},
	}
	all := rma.Sum{Total: "all", Only: []string{"primary"}}
	for _, change := range []Change{SameConcern, AdditionalConcernSameMember, NewConcernOtherMember, ChangeNotRecorded} {
		cells := []rma.Cell{rma.ShareCell(rma.Proportion{K: c.Changes.Primary[change], N: c.Counts.Rereport}).WithRefs(c.classID(change.String()))}
		if change == ChangeNotRecorded {
			cells = append(cells, rma.Cell{})
		} else {
			cells = append(cells, rma.ShareCell(rma.Proportion{K: c.Changes.Any[change], N: c.Counts.Rereport}))
		}
		all.Parts = append(all.Parts, nameOr(change.String(), "not-recorded"))
		t.Rows = append(t.Rows, rma.Row{Key: nameOr(change.String(), "not-recorded"), Label: changeTerms.Text("Change", uint8(change)), Cells: cells})
	}
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle hermeldingen", "all re-reports"),
		Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: c.Counts.Rereport, N: c.Counts.Rereport}), {}}})
	t.RowSums = []rma.Sum{all}
	t.ColumnSums = []rma.Sum{{Total: "primary/n", Parts: []string{"primary"}, Only: []string{"all"}}}
	return t.OfPilot(c.Options.Origin.Pilot)
}

// key is the name of the observations under this rule.
func (c Classification) key(suffix string) string {
	return c.Options.Name + "-" + c.Rule.Name + suffix
}

// Tables returns both tables: together they say how the figures add up.
func (c Classification) Tables() []rma.Table { return []rma.Table{c.Table(), c.ChangeTable()} }
