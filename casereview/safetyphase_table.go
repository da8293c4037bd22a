package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Phases{}

func (p Phases) id(suffix string) string {
	return p.Options.Origin.ObservationID(p.Options.Name + suffix)
}

func (p Phases) counted(what string) string {
	o := p.Options.Origin
	return what + " " + o.Method + " " + o.Pilot + " " + p.Options.Name
}

// Table shows the indicators of the phases.
func (p Phases) Table() rma.Table {
	t := rma.Table{
		ID: p.Options.Name, Title: rma.T("Gefaseerd werken aan veiligheid", "Working on safety in phases"), RowHead: rma.T("kenmerk", "indicator"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("ja, waar bekend", "yes, where known")},
			{Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: p.Options.Level})},
			{Key: "unknown", Label: rma.T("niet bekend", "not known")},
			{Key: "all", Label: rma.T("alle", "all")},
		},
		Notes: []rma.Text{p.Definition}, TeamNotes: []rma.Text{p.leftOutNote()}, Counts: p.counted("phases"),
		ColumnSums: []rma.Sum{{Total: "all", Parts: []string{"share/n", "unknown"}}},
		RowSums:    []rma.Sum{{Total: "plan", Parts: []string{"plan-all"}, Only: []string{"share"}, Rest: true}, {Total: "plan", Parts: []string{"plan-all"}, Only: []string{"all"}}},
	}
	for _, i := range p.Indicators {
		t.Rows = append(t.Rows, rma.Row{Key: i.Key, Label: i.Label, Cells: []rma.Cell{
			rma.ShareCell(i.Share.Proportion).WithRefs(p.id("-" + i.Key)), rma.ShareIntervalCell(i.Share), rma.CountCell(i.Unknown), rma.CountCell(i.Share.N + i.Unknown)}})
	}
	return t.OfPilot(p.Options.Origin.Pilot)
}

// phaseTime is one of the three times with its table.
type phaseTime struct {
	key                   string
	title, rowHead, event rma.Text
	curve                 SurvivalCurve
	windows               []SpellWindow
}

func (p Phases) times() []phaseTime {
	report, list := rma.T("na de melding", "after the report"), rma.T("op de wachtlijst", "on the waiting list")
	return []phaseTime{
		{"-direct", rma.T("Tijd tot directe veiligheid", "Time to direct safety"), report, DirectSafetyReached.text(), p.Direct, p.DirectWindows},
		{"-stable", rma.T("Tijd tot stabiele veiligheid", "Time to stable safety"), report, StableSafetyReached.text(), p.Stable, p.StableWindows},
		{"-waiting", rma.T("Wachttijd tot hulp", "Waiting for help"), list, HelpStart.text(), p.Waiting, p.WaitingWindows},
	}
}

// TimeTables shows how soon there was direct safety, stable safety, and help for who was
// on a waiting list.
func (p Phases) TimeTables() []rma.Table {
	var list []rma.Table
	for _, m := range p.times() {
		t := windowTable(rma.Table{ID: p.Options.Name + m.key, Title: m.title, RowHead: m.rowHead, Notes: []rma.Text{p.Definition}, Counts: p.counted("phases" + m.key)},
			m.windows, p.Options.Scale, m.event, func(days int) string { return p.id(m.key + "-" + windowKey(days)) })
		list = append(list, t.OfPilot(p.Options.Origin.Pilot))
	}
	return list
}

// Tables returns the indicators and the times.
func (p Phases) Tables() []rma.Table { return append([]rma.Table{p.Table()}, p.TimeTables()...) }

func (p Phases) leftOutNote() rma.Text {
	write := func(l rma.Lang) string {
		s := fmt.Sprintf(rma.T("%d dossiers zonder melding, %d met stabiele vóór directe veiligheid; leden in een plan: %s", "%d cases without a report, %d with stable before direct safety; members in a plan: %s").In(l),
			p.NoReport, p.StableFirst, p.Members.Format(l, 0))
		for k := DirectSafety; k <= RecoveryCare; k++ {
			s += fmt.Sprintf("; %s: %d", k.Label(l), p.Now[k])
		}
		return s
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// Observations returns the indicators and the chances within each window.
func (p Phases) Observations() []rma.Observation {
	var list []rma.Observation
	add := func(o rma.Observation) {
		o.Origin, o.Definition, o.Warnings = p.Options.Origin, p.Definition, baseWarnings(o.N)
		list = append(list, o)
	}
	for _, i := range p.Indicators {
		share := i.Share
		add(rma.Observation{ID: p.id("-" + i.Key), What: i.Label, Share: &share, N: share.N, Refs: i.Refs})
	}
	var refs []rma.Ref
	for i := range p.Cases {
		refs = append(refs, p.Cases[i].Ref)
	}
	for _, m := range p.times() {
		for _, w := range m.windows {
			e := w.Incidence
			add(rma.Observation{ID: p.id(m.key + "-" + windowKey(w.Days)), What: e.Name, Estimate: &e, N: w.N, Refs: refs})
		}
	}
	return list
}

// String writes the figures, in English.
func (p Phases) String() string {
	var b strings.Builder
	en := rma.English
	fmt.Fprintf(&b, "Phases of safety, as of %s: %d cases\n", p.AsOf.Format("2006-01-02 15:04"), len(p.Cases))
	for _, i := range p.Indicators {
		fmt.Fprintf(&b, "  %-44s %s, not known %d\n", i.Label.EN, i.Share.Format(en, 0), i.Unknown)
	}
	fmt.Fprintf(&b, "  %-44s %s\n", "members in a plan", p.Members.Format(en, 0))
	for _, m := range p.times() {
		fmt.Fprintf(&b, "  %-44s %d, reached %d, not yet %d; median %s\n", m.title.EN, m.curve.N, m.curve.Events, m.curve.Censored, m.curve.Median.Format(en))
	}
	for k := DirectSafety; k <= RecoveryCare; k++ {
		fmt.Fprintf(&b, "  in phase %-35s %d\n", k.Label(en), p.Now[k])
	}
	return b.String()
}
