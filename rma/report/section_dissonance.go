package report

import (
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// dissonance shows who contradicts whom, and where the methods are silent.
func (b *builder) dissonance() Section {
	s := Section{ID: "dissonance", Title: b.t("Tegenspraak en stilte", "Contradiction and silence")}
	t := b.dissonanceTable()
	if len(t.Rows) == 0 {
		s.Blocks = append(s.Blocks, para(plain(b.t("Geen van de uitspraken is tegenstrijdig.", "None of the claims is dissonant."))))
	} else {
		s.Blocks = append(s.Blocks, b.table(b.own(t)))
	}
	s.Blocks = append(s.Blocks,
		para(plain(b.t("Stilte is iets anders dan niet van toepassing: een methode die in geen pilot is gebruikt, of niet over een uitspraak kan gaan, kan ook niet zwijgen.",
			"Silence is not the same as not eligible: a method that was not used in any pilot, or cannot speak on a claim, cannot be silent either."))),
		b.table(b.own(b.silenceTable())))
	return s
}

func (b *builder) dissonanceTable() rma.Table {
	t := rma.Table{
		ID: "dissonance-table", Title: rma.T("Tegenstrijdige uitspraken: wie zegt wat", "Dissonant claims: who says what"), RowHead: rma.T("uitspraak", "claim"),
		Columns: []rma.Column{
			{Key: "supports", Label: rma.T("steunt", "supports")}, {Key: "qualifies", Label: rma.T("nuanceert", "qualifies")},
			{Key: "contradicts", Label: rma.T("weerspreekt", "contradicts")},
			{Key: "reading", Label: rma.T("mogelijke reden", "possible reason")}, {Key: "next", Label: rma.T("volgende stap", "next step")},
		},
	}
	for _, r := range b.in.Triangulation.Claims {
		if r.Verdict != rma.Dissonant {
			continue
		}
		row := rma.Row{Key: r.Claim.ID, Label: rma.T(r.Claim.ID+" "+r.Claim.Statement.In(rma.Dutch), r.Claim.ID+" "+r.Claim.Statement.In(rma.English))}
		for _, st := range []rma.Stance{rma.Supports, rma.Qualifies, rma.Contradicts} {
			row.Cells = append(row.Cells, b.sayers(r, st))
		}
		row.Cells = append(row.Cells, rma.TextCell(r.Claim.Inference), rma.TextCell(r.Claim.Ask))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sayers lists the method and pilot of every shown finding with the stance.
func (b *builder) sayers(r rma.ClaimResult, st rma.Stance) rma.Cell {
	var nl, en, ids []string
	for _, a := range b.byClaim[r.Claim.ID] {
		if a.Stance != st || !b.shown(r, a.Finding) || slices.Contains(ids, a.Finding) {
			continue
		}
		f := b.byID[a.Finding]
		m, _ := b.in.Study.Method(f.Method)
		ids = append(ids, a.Finding)
		nl = append(nl, strings.TrimSpace(m.Label(rma.Dutch)+" "+f.Pilot))
		en = append(en, strings.TrimSpace(m.Label(rma.English)+" "+f.Pilot))
	}
	return rma.TextCell(rma.T(strings.Join(nl, ", "), strings.Join(en, ", "))).WithRefs(ids...)
}

func (b *builder) silenceTable() rma.Table {
	t := rma.Table{
		ID: "silence-table", Title: rma.T("Drie soorten leeg", "Three kinds of empty"), RowHead: rma.T("uitspraak", "claim"),
		Columns: []rma.Column{
			{Key: "silent", Label: rma.T("stil", "silent")}, {Key: "withheld", Label: rma.T("niet getoond", "withheld")},
			{Key: "not-eligible", Label: rma.T("niet van toepassing", "not eligible")},
		},
	}
	for _, r := range b.in.Triangulation.Claims {
		row := rma.Row{Key: r.Claim.ID, Label: rma.PlainText(r.Claim.ID)}
		for _, state := range []rma.CellState{rma.IsSilent, rma.IsWithheld, rma.NotEligible} {
			row.Cells = append(row.Cells, b.unitsIn(r, state))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b *builder) unitsIn(r rma.ClaimResult, state rma.CellState) rma.Cell {
	var nl, en []string
	for i, c := range r.Cells {
		if c.State == state {
			nl = append(nl, b.in.Triangulation.Units[i].Label.In(rma.Dutch))
			en = append(en, b.in.Triangulation.Units[i].Label.In(rma.English))
		}
	}
	if len(nl) == 0 {
		return rma.PlainCell("–")
	}
	return rma.TextCell(rma.T(strings.Join(nl, ", "), strings.Join(en, ", ")))
}
