package plot

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/chart"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Convergence draws the convergence matrix: claims by units, a sign and a fill
// in every cell, and the verdict with its counts beside the row. Claims are
// grouped by building block, in the order of the study within each. The three
// kinds of empty look different: a dot for silent, a dashed border for
// withheld, stripes for not eligible.
func Convergence(t rma.Triangulation, o Options) (Figure, error) {
	l := o.Lang
	m := chart.Matrix{
		Title:    t.Table().Title.In(l),
		Subtitle: convergenceSubtitle(t, l),
		Footnote: o.footnote(privacy.Public, rma.T("Bronnen: onafhankelijke bronnen onder de "+t.Options.Units.Label(rma.Dutch)+" die iets zeggen.", "Sources: independent sources among the "+t.Options.Units.Label(rma.English)+" that spoke.")),
		Alt:      convergenceAlt(t, l),
		RowHead:  rma.T("uitspraak", "claim").In(l),
		SideHead: rma.T("oordeel", "verdict").In(l),
		NoData:   rma.T("geen uitspraken", "no claims").In(l),
		Legend:   convergenceLegend(l),
	}
	for _, u := range t.Units {
		m.Columns = append(m.Columns, u.Label.In(l))
	}
	for _, b := range append(rma.Bouwstenen(), rma.BouwsteenNotRecorded) {
		heading := b.Label(l)
		if b == rma.BouwsteenNotRecorded {
			heading = rma.T("Overig", "Other").In(l)
		}
		for _, r := range t.Claims {
			if r.Claim.Bouwsteen != b {
				continue
			}
			row := chart.MatrixRow{
				Heading: heading,
				Label:   r.Claim.ID + " " + r.Claim.Statement.In(l),
				Side:    fmt.Sprintf("%s (%s)", r.VerdictLabel(l), sourcesLabel(r.Counts.Sources, l)),
			}
			heading = ""
			for _, c := range r.Cells {
				row.Cells = append(row.Cells, convergenceCell(c))
			}
			m.Rows = append(m.Rows, row)
		}
	}
	drawn, err := m.Figure(o.chart())
	if err != nil {
		return Figure{}, err
	}
	table, err := privacy.Things(t.Table())
	if err != nil {
		return Figure{}, err
	}
	return Figure{ID: "convergence", Title: m.Title, Table: table, drawn: drawn}, nil
}

func sourcesLabel(n int, l rma.Lang) string {
	if n == 1 {
		return rma.T("1 bron", "1 source").In(l)
	}
	return fmt.Sprintf(rma.T("%d bronnen", "%d sources").In(l), n)
}

func convergenceCell(c rma.UnitCell) chart.Cell {
	cell := chart.Cell{Code: c.Letter()}
	switch {
	case c.State == rma.NotEligible:
		cell.Fill = chart.FillHatched
	case c.State == rma.IsWithheld:
		cell = chart.Cell{Fill: chart.FillOutlined}
	case c.State == rma.IsSilent:
		cell.Fill = chart.FillBlank
	case c.Mixed || c.Stance == rma.Qualifies:
		cell.Fill = chart.FillMixed
	case c.Stance == rma.Supports:
		cell.Fill = chart.FillPositive
	default:
		cell.Fill = chart.FillNegative
	}
	return cell
}

func convergenceLegend(l rma.Lang) []chart.MatrixKey {
	key := func(c rma.UnitCell, label rma.Text) chart.MatrixKey {
		return chart.MatrixKey{Cell: convergenceCell(c), Label: label.In(l)}
	}
	spoke := func(s rma.Stance) rma.UnitCell { return rma.UnitCell{State: rma.HasEvidence, Stance: s} }
	return []chart.MatrixKey{
		key(spoke(rma.Supports), rma.T("steunt", "supports")),
		key(spoke(rma.Qualifies), rma.T("nuanceert", "qualifies")),
		key(spoke(rma.Contradicts), rma.T("weerspreekt", "contradicts")),
		key(rma.UnitCell{State: rma.HasEvidence, Stance: rma.Qualifies, Mixed: true}, rma.T("steunt en weerspreekt", "supports and contradicts")),
		key(rma.UnitCell{State: rma.IsSilent}, rma.T("stil", "silent")),
		key(rma.UnitCell{State: rma.IsWithheld}, rma.T("niet getoond", "withheld")),
		key(rma.UnitCell{State: rma.NotEligible}, rma.T("niet van toepassing", "not eligible")),
	}
}

func convergenceSubtitle(t rma.Triangulation, l rma.Lang) string {
	return fmt.Sprintf(rma.T("%d uitspraken, %d %s; geen score, elk oordeel volgt uit de aantallen", "%d claims, %d %s; not a score, every verdict follows from the counts").In(l),
		len(t.Claims), len(t.Units), t.Options.Units.Label(l))
}

// convergenceAlt says in words how many claims have which verdict.
func convergenceAlt(t rma.Triangulation, l rma.Lang) string {
	var parts []string
	for _, v := range []rma.Verdict{rma.Dissonant, rma.SingleSource, rma.Convergent, rma.Complementary, rma.NoEvidence} {
		var ids []string
		for _, r := range t.Claims {
			if r.Verdict == v {
				ids = append(ids, r.Claim.ID)
			}
		}
		if len(ids) > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", v.Label(l), strings.Join(ids, ", ")))
		}
	}
	return rma.T("Matrix van uitspraken en ", "Matrix of claims and ").In(l) + t.Options.Units.Label(l) + ". " + strings.Join(parts, "; ") + "."
}
