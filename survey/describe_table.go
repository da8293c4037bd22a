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
		ID:      d.tableID(),
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
		valid := rma.Sum{Total: "valid"}
		for i, l := range s.Levels {
			t.Columns = append(t.Columns, rma.Column{Key: levelKey(s, i), Label: l.Label})
			valid.Parts = append(valid.Parts, levelKey(s, i))
		}
		top := rma.Sum{Total: "top", Parts: valid.Parts[len(s.Levels)-d.topLevels(s):]}
		t.ColumnSums = append(t.ColumnSums, valid, top)
	}
	all := rma.Sum{Total: "n", Parts: []string{"valid"}}
	for _, kind := range MissingKinds() {
		t.Columns = append(t.Columns, rma.Column{Key: kind.String(), Label: missingTerms.Text("Missing", uint8(kind))})
		all.Parts = append(all.Parts, kind.String())
	}
	t.ColumnSums = append(t.ColumnSums, all, rma.Sum{Total: "n", Parts: []string{"valid", "missing"}}, rma.Sum{Total: "top/n", Parts: []string{"valid"}})
	t.RowSums = partSums(d.Items, func(it ItemDistribution) string { return it.Item.ID }, func(it ItemDistribution) Part { return it.Part })
	t.Columns = append(t.Columns,
		col("missing", "Geen geldig antwoord", "No valid answer"),
		col("valid", "Geldig", "Valid"),
		col("top", "Hoogste antwoorden", "Top answers"),
		col("top_interval", "Interval "+percent(d.Level), percent(d.Level)+" interval"),
		ofValues(col("median", "Mediaan", "Median")), // on no base: it follows from every count of an answer
		d.net())
	for _, it := range d.Items {
		t.Rows = append(t.Rows, it.row(d.Responses, d.ObservationID(it), d.netID(it), d.scoreIDs(it)))
	}
	return t.OfPilot(d.Origin.Pilot)
}

// net is the column that follows from the answers.
func (d *Description) net() rma.Column {
	c := col("net", "Saldo", "Net")
	for _, s := range d.Responses {
		for i := range s.Levels {
			c.From = append(c.From, levelKey(s, i))
		}
	}
	return c
}

// levelKey is the key of the column of a level, counted from 0.
func levelKey(s ResponseScale, level int) string { return fmt.Sprintf("%s:%d", s.ID, level+1) }

func (d *Description) tableID() string { return "survey-items-" + d.Wave }

// TableID is the id of Table.
func (d *Description) TableID() string {
	return rma.Table{ID: d.tableID()}.OfPilot(d.Origin.Pilot).ID
}

// RowKey is the key of the row of an item in Table.
func (d *Description) RowKey(it ItemDistribution) string { return it.key(it.Item.ID) }

// LevelKeys are the keys of the columns of a response scale in Table, from the
// lowest level to the highest.
func (d *Description) LevelKeys(response string) []string {
	var keys []string
	for _, s := range d.Responses {
		for i := range s.Levels {
			if s.ID == response {
				keys = append(keys, levelKey(s, i))
			}
		}
	}
	return keys
}

// topLevels is how many levels of a response scale are at the top.
func (d *Description) topLevels(s ResponseScale) int {
	for _, it := range d.Items {
		if it.Response.ID == s.ID {
			return it.TopLevels
		}
	}
	return 0
}

func (d ItemDistribution) row(responses []ResponseScale, top, net string, scores []string) rma.Row {
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
	cells = append(cells, rma.CountCell(d.Respondents-d.Valid), rma.CountCell(d.Valid).WithSame(scores...), rma.ShareCell(d.Top.Proportion).WithRefs(top), rma.ShareIntervalCell(d.Top),
		figure(d.Median, 1).WithN(d.Valid), figure(d.Net, 2).WithN(d.Valid).WithRefs(net))
	return rma.Row{Key: d.key(d.Item.ID), Label: d.named(d.Item.Text), Cells: cells}
}
