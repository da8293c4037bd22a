package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// key is the name of the observations under the rule.
func (r Recurrences) key(suffix string) string {
	return r.Options.Name + "-" + r.Options.Rule.Name + suffix
}

func (r Recurrences) id(suffix string) string { return r.Options.Origin.ObservationID(r.key(suffix)) }

func windowKey(days int) string { return fmt.Sprintf("%dd", days) }

func windowLabel(days int) rma.Text {
	return rma.T(fmt.Sprintf("binnen %d dagen", days), fmt.Sprintf("within %d days", days))
}

// counts names what the tables count.
func (r Recurrences) counted(what string) string {
	o := r.Options.Origin
	return what + " " + o.Method + " " + o.Pilot + " " + r.key("")
}

// windowColumns are the columns of a table of windows.
func (r Recurrences) windowColumns() []rma.Column {
	from := []string{"n", "events", "censored", "at_risk"}
	return []rma.Column{
		{Key: "n", Label: rma.T("afsluitingen", "closings")},
		{Key: "events", Label: rma.T("hermelding", "re-report")},
		{Key: "censored", Label: rma.T("niet langer gevolgd", "no longer followed")},
		{Key: "at_risk", Label: rma.T("langer gevolgd, zonder hermelding", "followed longer, without a re-report")},
		{Key: "incidence", Label: rma.T("kans op een hermelding", "chance of a re-report"), From: from},
		{Key: "interval", Label: rma.T("interval ("+r.Options.Scale.method()+")", "interval ("+r.Options.Scale.method()+")"), From: from},
		{Key: "crude", Label: rma.T("aandeel van de volledig gevolgde", "share of those followed throughout")},
		{Key: "crude_interval", Label: intervalLabel("Wilson", rma.Interval{Level: r.Options.Level})},
		{Key: "full", Label: rma.T("volledig gevolgd", "followed throughout")},
		{Key: "excluded", Label: rma.T("niet volledig gevolgd", "not followed throughout")},
	}
}

func (r Recurrences) windowCells(w RecurrenceWindow, ids ...string) []rma.Cell {
	incidence := rma.NumberCell(w.Incidence.Value, 2).WithN(w.N)
	crude := rma.ShareCell(w.Crude.Proportion)
	if len(ids) == 2 {
		incidence, crude = incidence.WithRefs(ids[0]), crude.WithRefs(ids[1])
	}
	return []rma.Cell{rma.CountCell(w.N), rma.CountCell(w.Events), rma.CountCell(w.Censored), rma.CountCell(w.AtRisk),
		incidence, rma.IntervalCell(w.Incidence.Interval, 2).WithN(w.N), crude, rma.ShareIntervalCell(w.Crude), rma.CountCell(w.Crude.N), rma.CountCell(w.Excluded)}
}

func windowSums() []rma.Sum {
	return []rma.Sum{
		{Total: "n", Parts: []string{"events", "censored", "at_risk"}},
		{Total: "n", Parts: []string{"full", "excluded"}},
		{Total: "crude/n", Parts: []string{"full"}},
		{Total: "events", Parts: []string{"crude"}, Rest: true}, // re-reported, and not followed throughout
	}
}

// Table shows what was seen within each window, and under it the definition.
func (r Recurrences) Table() rma.Table {
	t := rma.Table{
		ID:         r.key(""),
		Title:      rma.T("Hermelding na afsluiting: "+r.Options.Rule.label().In(rma.Dutch), "Re-report after closing: "+r.Options.Rule.label().In(rma.English)),
		RowHead:    rma.T("na afsluiting", "after closing"),
		Columns:    r.windowColumns(),
		Notes:      []rma.Text{r.Definition},
		TeamNotes:  []rma.Text{r.closingsNote(), r.medianNote()},
		ColumnSums: windowSums(),
		Counts:     r.counted("closings"),
	}
	for i, w := range r.Windows {
		t.Rows = append(t.Rows, rma.Row{Key: windowKey(w.Days), Label: windowLabel(w.Days),
			Cells: r.windowCells(w, r.id("-"+windowKey(w.Days)), r.id("-crude-"+windowKey(w.Days)))})
		if i > 0 {
			t.RowSums = append(t.RowSums, cumulated(r.Windows[i-1].Days, w.Days, "n", "events", "censored")...)
		}
	}
	return t.OfPilot(r.Options.Origin.Pilot)
}

// cumulated says that the base of two windows is the same, and that who was
// re-reported sooner was so within the longer window too.
func cumulated(shorter, longer int, base string, columns ...string) []rma.Sum {
	s := rma.Sum{Total: windowKey(longer), Parts: []string{windowKey(shorter)}, Only: []string{base}}
	more := s
	more.Rest, more.Only = true, columns
	return []rma.Sum{s, more}
}

func (r Recurrences) closingsNote() rma.Text {
	c := r.Closings
	return rma.T(
		fmt.Sprintf("%d afsluitingen, waarvan %d terwijl een ander dossier liep, %d zonder iets om te koppelen, %d niet de eerste en %d niet gevraagd; %d vertrokken, %d heropend; %d hermeldingen, waarvan %d op geen van deze afsluitingen; bij %d laten de tijdstippen het aantal dagen of de volgorde open",
			c.All, c.Running, c.Unlinkable, c.Later, c.NotAsked, r.Left, r.Reopened, r.Rereports, r.Outside, r.Ambiguous),
		fmt.Sprintf("%d closings, of which %d while another dossier was running, %d with nothing to link by, %d not the first and %d not asked for; %d left, %d reopened; %d re-reports, of which %d after none of these closings; for %d the stamps leave the days or the order open",
			c.All, c.Running, c.Unlinkable, c.Later, c.NotAsked, r.Left, r.Reopened, r.Rereports, r.Outside, r.Ambiguous))
}

func (r Recurrences) medianNote() rma.Text {
	write := func(l rma.Lang) string {
		return fmt.Sprintf("%s %s; %s (%d) %s", r.Curve.Median.Name.In(l), r.Curve.Median.Format(l), r.Curve.Mean.Name.In(l), r.Options.Horizon, r.Curve.Mean.Format(l))
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// CountTable shows the mean number of re-reports per family.
func (r Recurrences) CountTable() rma.Table {
	t := rma.Table{
		ID:      r.key("-counts"),
		Title:   rma.T("Hermeldingen per gezin na de eerste afsluiting", "Re-reports per family after the first closing"),
		RowHead: rma.T("na de eerste afsluiting", "after the first closing"),
		Columns: []rma.Column{
			{Key: "families", Label: rma.T("gezinnen", "families")},
			{Key: "followed", Label: rma.T("volledig gevolgd", "followed throughout")},
			{Key: "events", Label: rma.T("hermeldingen", "re-reports")},
			{Key: "mean", Label: rma.T("gemiddeld per gezin", "mean per family"), From: []string{"families", "followed", "events"}},
			{Key: "mean_interval", Label: rma.T("interval", "interval"), From: []string{"families", "followed", "events"}},
		},
		ColumnSums: []rma.Sum{{Total: "families", Parts: []string{"followed"}, Rest: true}},
		Notes:      []rma.Text{rma.T("gemiddeld cumulatief aantal (Nelson): wie niet meer gevolgd wordt telt niet meer mee", "mean cumulative count (Nelson): who is no longer followed counts no longer")},
		Counts:     r.counted("families"),
	}
	for i, c := range r.Counts {
		t.Rows = append(t.Rows, rma.Row{Key: windowKey(c.Days), Label: windowLabel(c.Days), Cells: []rma.Cell{
			rma.CountCell(c.Families), rma.CountCell(c.Followed), rma.CountCell(c.Events),
			rma.NumberCell(c.Mean.Value, 2).WithN(c.Families).WithRefs(r.id("-count-" + windowKey(c.Days))), rma.IntervalCell(c.Mean.Interval, 2).WithN(c.Families)}})
		if i > 0 {
			t.RowSums = append(t.RowSums, cumulated(r.Counts[i-1].Days, c.Days, "families", "events")...)
		}
	}
	return t.OfPilot(r.Options.Origin.Pilot)
}

// GroupTable shows the values of a split at the longest window.
func (r Recurrences) GroupTable(g RecurrenceGroups) rma.Table {
	t := rma.Table{
		ID:         r.key("-" + g.Key),
		Title:      rma.T("Hermelding na afsluiting naar "+g.Label.In(rma.Dutch), "Re-report after closing by "+g.Label.In(rma.English)),
		RowHead:    g.Label,
		Columns:    r.windowColumns(),
		Notes:      []rma.Text{r.Definition},
		TeamNotes:  []rma.Text{g.note()},
		ColumnSums: windowSums(),
		Counts:     r.counted("closings"), RowBy: g.Key,
	}
	all := rma.Sum{Only: []string{"n", "events", "censored", "at_risk", "crude", "full", "excluded"}}
	for _, level := range g.Levels {
		n := len(level.Windows)
		if n == 0 {
			continue
		}
		w := level.Windows[n-1]
		all.Parts = append(all.Parts, level.Key)
		t.Notes = append(t.Notes[:1], windowLabel(w.Days))
		t.Rows = append(t.Rows, rma.Row{Key: level.Key, Label: level.Label, Cells: r.windowCells(w, r.groupID(g, level, w), r.groupID(g, level, w)+"-crude")})
	}
	if n := len(r.Windows); n > 0 && len(all.Parts) > 0 {
		w := r.Windows[n-1]
		all.Total = windowKey(w.Days) // the row of the other table
		t.Rows = append(t.Rows, rma.Row{Key: all.Total, Label: rma.T("alle", "all"), Cells: r.windowCells(w, r.id("-"+all.Total), r.id("-crude-"+all.Total))})
		t.RowSums = []rma.Sum{all}
	}
	return t.OfPilot(r.Options.Origin.Pilot)
}

func (r Recurrences) groupID(g RecurrenceGroups, l RecurrenceLevel, w RecurrenceWindow) string {
	return r.id("-" + g.Key + "-" + l.Key + "-" + windowKey(w.Days))
}

// Tables returns all tables: together they say how the figures add up.
func (r Recurrences) Tables() []rma.Table {
	list := []rma.Table{r.Table(), r.CountTable()}
	for _, g := range r.Groups {
		list = append(list, r.GroupTable(g))
	}
	return list
}

// String writes the figures per window, in English.
func (r Recurrences) String() string {
	var b strings.Builder
	en := rma.English
	fmt.Fprintf(&b, "Re-report after closing, rule %s, as of %s: %d of %d closings\n", r.Options.Rule.Name, r.AsOf.Format("2006-01-02"), r.Closings.N, r.Closings.All)
	for _, w := range r.Windows {
		fmt.Fprintf(&b, "  within %4d days  %s, re-reported %d, no longer followed %d, followed longer %d\n", w.Days, w.Incidence.Format(en), w.Events, w.Censored, w.AtRisk)
		fmt.Fprintf(&b, "                    of those followed throughout %s, left out %d\n", w.Crude.Format(en, 0), w.Excluded)
	}
	fmt.Fprintf(&b, "  median %s, mean up to %d days %s\n", r.Curve.Median.Format(en), r.Options.Horizon, r.Curve.Mean.Format(en))
	for _, c := range r.Counts {
		fmt.Fprintf(&b, "  within %4d days  %s re-reports per family, of %d families\n", c.Days, c.Mean.Format(en), c.Families)
	}
	for _, g := range r.Groups {
		fmt.Fprintf(&b, "  by %s: %s\n", g.Label.In(en), g.note().In(en))
	}
	return b.String()
}
