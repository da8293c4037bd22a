package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = WorkMatrix{}

// Table shows in how many cases work passed from the organisation of the row to that
// of the column at least once. A case can stand in several cells, so that nothing
// adds up.
func (m WorkMatrix) Table() rma.Table {
	t := m.table(m.Options.Name, rma.T("In hoeveel dossiers het werk overging", "Cases in which work passed on"), func(h WorkHandover) int { return h.Cases })
	t.Counts = strings.Join([]string{"cases", m.Options.Origin.Method, m.Options.Origin.Pilot, m.Options.Name}, " ")
	return t.OfPilot(m.Options.Origin.Pilot)
}

// TeamTable shows how often work passed, with totals. One case can stand behind many
// of the times, so it is for the team.
func (m WorkMatrix) TeamTable() rma.Table {
	t := m.table(m.Options.Name+"-team", rma.T("Hoe vaak het werk overging", "How often work passed on"), func(h WorkHandover) int { return h.Times })
	t.TeamOnly = true
	t.Columns = append(t.Columns, rma.Column{Key: "all", Label: rma.T("alle", "all")})
	below, columns := rma.Row{Key: "all", Label: rma.T("alle", "all")}, rma.Sum{Total: "all"}
	into, all := make([]int, len(m.Orgs)), 0
	rows := rma.Sum{Total: "all"}
	for i, from := range m.Orgs {
		out := 0
		for j, to := range m.Orgs {
			n := m.Between(from, to).Times
			out, into[j] = out+n, into[j]+n
		}
		t.Rows[i].Cells = append(t.Rows[i].Cells, rma.CountCell(out))
		rows.Parts, columns.Parts, all = append(rows.Parts, t.Rows[i].Key), append(columns.Parts, t.Columns[i].Key), all+out
	}
	for _, n := range into {
		below.Cells = append(below.Cells, rma.CountCell(n))
	}
	below.Cells = append(below.Cells, rma.CountCell(all))
	t.Rows = append(t.Rows, below)
	if len(m.Orgs) > 0 {
		t.RowSums, t.ColumnSums = []rma.Sum{rows}, []rma.Sum{columns}
	}
	return t.OfPilot(m.Options.Origin.Pilot)
}

// table has a row and a column for every organisation.
func (m WorkMatrix) table(id string, title rma.Text, count func(WorkHandover) int) rma.Table {
	t := rma.Table{ID: id, Title: title, RowHead: rma.T("van", "from"), Notes: []rma.Text{m.definition()},
		TeamNotes: []rma.Text{rma.T(
			fmt.Sprintf("in %d van de %d dossiers ging werk over; %d gebeurtenissen zonder organisatie weggelaten; van %d overgangen is de volgorde onzeker", m.Passed, m.Cases, m.NoOrg, m.Ambiguous),
			fmt.Sprintf("work passed in %d of %d cases; %d events without an organisation left out; of %d times the order is uncertain", m.Passed, m.Cases, m.NoOrg, m.Ambiguous))}}
	for _, from := range m.Orgs {
		label := bound(string(from), 60)
		t.Columns = append(t.Columns, rma.Column{Key: "to " + string(from), Label: rma.T("naar "+label, "to "+label)})
		row := rma.Row{Key: "from " + string(from), Label: rma.PlainText(label)}
		for _, to := range m.Orgs {
			cell := rma.Cell{}
			if from != to {
				cell = rma.CountCell(count(m.Between(from, to)))
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (m WorkMatrix) definition() rma.Text {
	return rma.T("de ene organisatie doet iets direct nadat de andere iets deed in hetzelfde dossier; dat is nog geen overdracht van verantwoordelijkheid"+upTo(m.Options.AsOf, rma.Dutch),
		"one organisation does something directly after another did in the same case; that is not yet a handover of responsibility"+upTo(m.Options.AsOf, rma.English))
}

// Observations returns the share of cases in which work passed between organisations.
func (m WorkMatrix) Observations() []rma.Observation {
	share := newShare(rma.Proportion{K: m.Passed, N: m.Cases}, 0)
	return []rma.Observation{{ID: m.Options.Origin.ObservationID(m.Options.Name + "-passed"), Origin: m.Options.Origin,
		What: rma.T("dossiers waarin werk overging naar een andere organisatie", "cases in which work passed to another organisation"), Definition: m.definition(),
		Share: &share, N: share.N, Refs: m.Refs, Warnings: m.Warnings}}
}
