package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table shows both rules for all cases and for each stratum: how many were in
// time, the interval, the bounds that the undetermined cases leave, and the
// other outcomes.
func (v VisitTimes) Table() rma.Table {
	t := rma.Table{
		ID:      v.Options.Name,
		Title:   rma.T("Tijd tot het eerste huisbezoek", "Time to the first home visit"),
		RowHead: rma.T("eerste meldingen", "first reports"),
		Columns: []rma.Column{
			{Key: "within", Label: v.Within.Label},
			{Key: "within_interval", Label: intervalLabel("Wilson", v.Within.Share.Interval)},
			{Key: "next_day", Label: v.NextDay.Label},
			{Key: "next_day_interval", Label: intervalLabel("Wilson", v.NextDay.Share.Interval)},
			{Key: "not_met", Label: outcomeTerms.Text("Outcome", uint8(NotMet))},
			{Key: "no_visit", Label: outcomeTerms.Text("Outcome", uint8(NoVisit))},
			{Key: "undetermined", Label: outcomeTerms.Text("Outcome", uint8(Undetermined))},
			{Key: "pending", Label: outcomeTerms.Text("Outcome", uint8(Pending))},
		},
		Notes: notes(
			rma.T(v.Within.Label.NL+": "+v.Within.Definition.NL, v.Within.Label.EN+": "+v.Within.Definition.EN),
			rma.T(v.NextDay.Label.NL+": "+v.NextDay.Definition.NL, v.NextDay.Label.EN+": "+v.NextDay.Definition.EN),
			rma.T(fmt.Sprintf("later, geen bezoek, niet te bepalen en termijn loopt nog: bij %s", v.Within.Label.NL),
				fmt.Sprintf("later, no visit, undetermined and not due yet: for %s", v.Within.Label.EN)),
		),
		TeamNotes: notes(v.boundsNote(), v.excludedNote()),
		ColumnSums: []rma.Sum{
			{Total: "within/n", Parts: []string{"within", "not_met", "no_visit", "undetermined"}},
			{Total: "not_in_time", Parts: []string{"not_met", "no_visit"}},
		},
		Counts: v.counts(),
	}
	t.Rows = append(t.Rows, v.row("all", "", rma.T("alle", "all"), v.Within, v.NextDay))
	for _, s := range v.Strata {
		levels := rma.Sum{Total: "all"}
		for _, level := range s.Levels {
			label := rma.T(s.Label.In(rma.Dutch)+": "+level.Label.In(rma.Dutch), s.Label.In(rma.English)+": "+level.Label.In(rma.English))
			levels.Parts = append(levels.Parts, s.Key+"="+level.Key)
			t.Rows = append(t.Rows, v.row(s.Key+"="+level.Key, s.suffix(level), label, level.Within, level.NextDay))
		}
		if len(levels.Parts) > 0 {
			t.RowSums = append(t.RowSums, levels)
		}
	}
	return t.OfPilot(v.Options.Origin.Pilot)
}

// counts names what the tables count: the first reports of the cases.
func (v VisitTimes) counts() string {
	o := v.Options.Origin
	return "first reports " + o.Method + " " + o.Pilot + " " + v.Options.Name
}

// row has the figures of a stratum, of which the observations end in the suffix.
func (v VisitTimes) row(key, suffix string, label rma.Text, within, nextDay VisitFigure) rma.Row {
	c := within.Counts
	share := func(f VisitFigure) rma.Cell {
		return rma.ShareCell(f.Share.Proportion).WithRefs(v.Options.Origin.ObservationID(f.Key + suffix))
	}
	return rma.Row{Key: key, Label: label, Cells: []rma.Cell{
		share(within), rma.ShareIntervalCell(within.Share),
		share(nextDay), rma.ShareIntervalCell(nextDay.Share),
		rma.CountCell(c.NotMet), rma.CountCell(c.NoVisit), rma.CountCell(c.Undetermined), rma.CountCell(c.Pending),
	}}
}

func (v VisitTimes) boundsNote() rma.Text {
	if v.Within.Counts.Undetermined == 0 {
		return rma.Text{}
	}
	return rma.T(
		fmt.Sprintf("grenzen door onnauwkeurige tijdstippen: %s tot %s", v.Within.Lower.Format(rma.Dutch, 0), v.Within.Upper.Format(rma.Dutch, 0)),
		fmt.Sprintf("bounds left by imprecise stamps: %s to %s", v.Within.Lower.Format(rma.English, 0), v.Within.Upper.Format(rma.English, 0)))
}

func (v VisitTimes) excludedNote() rma.Text {
	if len(v.Excluded) == 0 {
		return rma.Text{}
	}
	write := func(l rma.Lang) string {
		parts := make([]string, len(v.Excluded))
		for i, e := range v.Excluded {
			parts[i] = fmt.Sprintf("%s %d", e.Why.Label(l), e.Count)
		}
		return strings.Join(parts, ", ")
	}
	return rma.T("niet meegeteld: "+write(rma.Dutch), "not counted: "+write(rma.English))
}

// ReasonTable shows why visits did not come within the hours.
func (v VisitTimes) ReasonTable() rma.Table {
	c := v.Within.Counts
	n := c.NotMet + c.NoVisit
	t := rma.Table{
		ID:      v.Options.Name + "-reasons",
		Title:   rma.T("Waarom geen "+v.Within.Label.NL, "Why no "+v.Within.Label.EN),
		RowHead: rma.T("reden", "reason"),
		Columns: []rma.Column{{Key: "not_in_time", Label: rma.T("dossiers", "cases")}},
		Counts:  v.counts(),
	}
	all := rma.Sum{Total: "all"}
	for _, r := range v.Reasons {
		all.Parts = append(all.Parts, string(r.Reason))
		n -= r.Count
		t.Rows = append(t.Rows, rma.Row{Key: string(r.Reason), Label: r.Reason.text(),
			Cells: []rma.Cell{rma.CountCell(r.Count).WithRefs(v.reasonID(r.Reason))}})
	}
	if n > 0 {
		all.Parts = append(all.Parts, "not-recorded")
		t.Rows = append(t.Rows, rma.Row{Key: "not-recorded", Label: rma.T("reden niet vastgelegd", "reason not recorded"), Cells: []rma.Cell{rma.CountCell(n)}})
	}
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle met een later bezoek of geen bezoek", "all with a later visit or none"),
		Cells: []rma.Cell{rma.CountCell(c.NotMet + c.NoVisit)}})
	if len(all.Parts) > 0 {
		t.RowSums = []rma.Sum{all}
	}
	return t.OfPilot(v.Options.Origin.Pilot)
}

func (v VisitTimes) reasonID(r Reason) string {
	return v.Options.Origin.ObservationID(v.Within.Key + "-reason-" + string(r))
}

// String writes the figures of both rules, in English.
func (v VisitTimes) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Time to the first home visit, from %s, as of %s\n",
		v.Options.Clock.Label(rma.English), v.AsOf.Format("2006-01-02 15:04"))
	for _, f := range []VisitFigure{v.Within, v.NextDay} {
		interval := intervalText(f.Share.N, f.Share.Interval)
		fmt.Fprintf(&b, "  %-42s %s, %s, bounds %d to %d of %d\n", f.Label.EN, f.Share.Format(rma.English, 0), interval, f.Lower.K, f.Upper.K, f.Share.N)
		fmt.Fprintf(&b, "  %-42s later %d, no visit %d, undetermined %d, not due %d\n", "",
			f.Counts.NotMet, f.Counts.NoVisit, f.Counts.Undetermined, f.Counts.Pending)
	}
	for _, e := range v.Excluded {
		fmt.Fprintf(&b, "  not counted, %s: %d\n", e.Why.Label(rma.English), e.Count)
	}
	return b.String()
}

// Tables returns both tables: together they say how the figures add up.
func (v VisitTimes) Tables() []rma.Table { return []rma.Table{v.Table(), v.ReasonTable()} }
