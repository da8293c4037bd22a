package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Mixture{}

// pilotColumn is the key of the column of a pilot.
func pilotColumn(pilot string) string { return "pilot=" + nameOr(pilot, "unknown") }

// Table shows for each thing how many cases have each value, in all and by pilot, with
// those of which it is not recorded in a row of their own.
func (m Mixture) Table() rma.Table {
	t := rma.Table{
		ID: m.Options.Name, Title: rma.T("Wat voor dossiers het zijn", "What kind of cases they are"), RowHead: rma.T("dossiers", "cases"),
		Columns: []rma.Column{{Key: "all", Label: rma.T("alle", "all")}, {Key: "interval", Label: intervalLabel("Wilson", rma.Interval{Level: m.Options.Level})}},
		Notes:   []rma.Text{m.definition()}, ColumnBy: "pilot",
		Counts: strings.Join([]string{"cases", m.Options.Origin.Method, m.Options.Origin.Pilot, m.Options.Name}, " "),
	}
	k, n := rma.Sum{Total: "all"}, rma.Sum{Total: "all/n"}
	every := rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: []rma.Cell{rma.ShareCell(rma.Proportion{K: m.Cases, N: m.Cases}), {}}}
	t.ColumnSums = []rma.Sum{{Total: "all/n", Parts: []string{"all"}, Only: []string{"all"}}}
	for _, p := range m.Pilots {
		key, label := pilotColumn(p.Pilot), rma.PlainText(bound(p.Pilot, 60))
		if p.Pilot == "" {
			label = rma.T("zonder pilot", "without a pilot")
		}
		t.Columns = append(t.Columns, rma.Column{Key: key, Label: label})
		every.Cells = append(every.Cells, rma.ShareCell(rma.Proportion{K: p.Cases, N: p.Cases}))
		k.Parts, n.Parts = append(k.Parts, key), append(n.Parts, key+"/n")
		t.ColumnSums = append(t.ColumnSums, rma.Sum{Total: key + "/n", Parts: []string{key}, Only: []string{"all"}})
	}
	if len(m.Pilots) > 0 {
		t.ColumnSums = append(t.ColumnSums, k, n)
	}
	t.Rows = []rma.Row{every}
	for _, p := range m.Parts {
		sum := rma.Sum{Total: "all"}
		for _, l := range p.Levels {
			row := m.row(p, l)
			sum.Parts, t.Rows = append(sum.Parts, row.Key), append(t.Rows, row)
		}
		t.RowSums = append(t.RowSums, sum)
	}
	for i := range t.RowSums {
		t.RowSums[i].Only = append([]string{"all"}, k.Parts...)
	}
	return t.OfPilot(m.Options.Origin.Pilot)
}

func (m Mixture) row(p MixPart, l MixLevel) rma.Row {
	r := rma.Row{Key: p.Key + "=" + l.Key, Label: both(p.Label, l.Label),
		Cells: []rma.Cell{rma.ShareCell(l.Share.Proportion).WithRefs(m.id(p, l)), rma.ShareIntervalCell(l.Share)}}
	for i, n := range l.Pilots {
		r.Cells = append(r.Cells, rma.ShareCell(rma.Proportion{K: n, N: m.Pilots[i].Cases}))
	}
	return r
}

func (m Mixture) id(p MixPart, l MixLevel) string {
	return m.Options.Origin.ObservationID(m.Options.Name + "-" + p.Key + "-" + l.Key)
}

func (m Mixture) definition() rma.Text {
	return rma.T("dossiers met de waarde, van alle dossiers; dossiers waarvan het niet is vastgelegd staan apart en tellen mee in de noemer",
		"cases with the value, of all cases; cases of which it is not recorded stand apart and count in the base")
}

// Observations returns the share of all cases with each value, and of those of which it
// is not recorded.
func (m Mixture) Observations() []rma.Observation {
	var list []rma.Observation
	for _, p := range m.Parts {
		for _, l := range p.Levels {
			share := l.Share
			list = append(list, rma.Observation{ID: m.id(p, l), Origin: m.Options.Origin, What: both(p.Label, l.Label), Definition: m.definition(),
				Share: &share, N: share.N, Refs: m.Refs, Warnings: baseWarnings(share.N)})
		}
	}
	return list
}

// String writes the shares, in English.
func (m Mixture) String() string {
	var b strings.Builder
	en := rma.English
	fmt.Fprintf(&b, "Case mix of %d cases\n", m.Cases)
	for _, p := range m.Parts {
		fmt.Fprintf(&b, "  %s\n", bound(p.Label.In(en), 60))
		for _, l := range p.Levels {
			fmt.Fprintf(&b, "    %-24s %s", bound(l.Label.In(en), 60), l.Share.Format(en, 0))
			if !l.missing && p.Missing.K > 0 {
				fmt.Fprintf(&b, "; of those recorded %s", l.OfRecorded.Format(en, 0))
			}
			for i, n := range l.Pilots {
				fmt.Fprintf(&b, "; %s %d of %d", bound(nameOr(m.Pilots[i].Pilot, "no pilot"), 60), n, m.Pilots[i].Cases)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
