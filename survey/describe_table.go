package survey

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table returns a row per item and part: how many chose each declared level,
// how many gave none and why, and the figures of [Describe]. Levels of a
// response scale that an item does not have read as not applicable.
func (d *Description) Table() rma.Table {
	t := rma.Table{
		ID:      "survey-items-" + d.Wave,
		Title:   worded("Antwoorden per vraag, %s", "Answers per item, %s", d.WaveLabel),
		RowHead: rma.T("Vraag", "Item"),
		Columns: columns(col("n", "Respondenten", "Respondents")),
		Notes: []rma.Text{
			rma.T("Aandelen en mediaan zijn van de geldige antwoorden; geen enkele soort ontbrekend antwoord telt als neutraal.",
				"Shares and median are of the valid answers; no kind of missing answer counts as neutral."),
			rma.T("Saldo: (boven het midden − onder het midden) / geldig. Vragen die tegen de schaal in zijn gesteld staan zoals beantwoord.",
				"Net: (above the centre − below the centre) / valid. Items worded against their scale are shown as answered."),
			selfReport,
		},
	}
	for _, s := range d.Responses {
		for i, l := range s.Levels {
			t.Columns = append(t.Columns, rma.Column{Key: fmt.Sprintf("%s:%d", s.ID, i+1), Label: l.Label})
		}
	}
	for _, kind := range MissingKinds() {
		t.Columns = append(t.Columns, rma.Column{Key: kind.String(), Label: missingTerms.Text("Missing", uint8(kind))})
	}
	t.Columns = append(t.Columns,
		col("valid", "Geldig", "Valid"),
		col("top", "Hoogste antwoorden", "Top answers"),
		col("top_interval", "Interval "+percent(d.Level), percent(d.Level)+" interval"),
		col("median", "Mediaan", "Median"),
		col("net", "Saldo", "Net"))
	for _, it := range d.Items {
		t.Rows = append(t.Rows, it.row(d.Responses, d.ObservationID(it)))
	}
	return t.OfPilot(d.Origin.Pilot)
}

func (d ItemDistribution) row(responses []ResponseScale, id string) rma.Row {
	cells := []rma.Cell{rma.CountCell(d.Respondents)}
	for _, s := range responses {
		for i := range s.Levels {
			cell := rma.Cell{Kind: rma.NotAsked}
			if s.ID == d.Response.ID {
				cell = rma.CountCell(d.Counts[i])
				cell.N = d.Valid
			}
			cells = append(cells, cell)
		}
	}
	for _, n := range d.Missing {
		cells = append(cells, rma.CountCell(n))
	}
	top := rma.Cell{}
	if d.Valid >= rma.DefaultMinBase {
		top = rma.IntervalCell(d.Top.Interval)
	}
	cells = append(cells, rma.CountCell(d.Valid), rma.ShareCell(d.Top.Proportion).WithRefs(id), top, figure(d.Median, 1), figure(d.Net, 2))
	return rma.Row{Key: d.key(d.Item.ID), Label: d.named(d.Item.Text), Cells: cells}
}
