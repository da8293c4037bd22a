package survey

import (
	"fmt"
	"io"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table returns the account of both waves: what became of every respondent.
func (p *Pairing) Table() rma.Table {
	t := rma.Table{
		ID:      fmt.Sprintf("survey-pairing-%s-%s", p.Pre.Wave, p.Post.Wave),
		Title:   rma.T("Koppeling van de metingen", "Pairing of the waves"),
		RowHead: rma.T("Meting", "Wave"),
		Columns: columns(
			col("n", "Respondenten", "Respondents"),
			col("no_code", "Zonder code", "Without a code"),
			col("duplicates", "Met een dubbele code", "With a duplicate code"),
			col("unique", "Met een eigen code", "With a code of their own"),
			col("paired", "Gekoppeld", "Paired"),
			col("only", "Alleen in deze meting", "In this wave only"),
			col("blocked", "Code dubbel in de andere meting", "Code duplicate in the other wave"),
			col("retention", "Teruggevonden", "Found back")),
		Notes: []rma.Text{
			rma.T("Teruggevonden: gekoppelde respondenten, van alle respondenten in de eerste meting.",
				"Found back: paired respondents, of all respondents in the first wave."),
			rma.T("Respondenten met een dubbele code tellen mee in hun meting en zijn niet gekoppeld.",
				"Respondents with a duplicate code count in their wave and are not paired."),
		},
		RowSums: []rma.Sum{{Total: p.Pre.Wave, Parts: []string{p.Post.Wave}, Only: []string{"paired"}}},
		ColumnSums: []rma.Sum{
			{Total: "n", Parts: []string{"no_code", "duplicates", "unique"}},
			{Total: "unique", Parts: []string{"paired", "only", "blocked"}},
			{Total: "retention", Parts: []string{"paired"}, Only: []string{p.Pre.Wave}},
			{Total: "retention/n", Parts: []string{"n"}, Only: []string{p.Pre.Wave}},
		},
	}
	for i, a := range []WaveAccount{p.Pre, p.Post} {
		cells := []rma.Cell{}
		for _, n := range []int{a.N, a.NoCode, a.Duplicates, a.Unique, a.Paired, a.Only, a.Blocked} {
			cells = append(cells, rma.CountCell(n))
		}
		found := rma.Cell{}
		if i == 0 {
			found = rma.ShareCell(p.Retention.Proportion).WithRefs(p.id("retention"))
		}
		t.Rows = append(t.Rows, rma.Row{Key: a.Wave, Label: a.Label, Cells: append(cells, found)})
	}
	return t.OfPilot(p.Origin.Pilot)
}

// BaselineTable returns the comparison of paired people with those who were in
// the first wave only, per scale.
func (p *Pairing) BaselineTable() rma.Table {
	t := rma.Table{
		ID: fmt.Sprintf("survey-baseline-%s-%s", p.Pre.Wave, p.Post.Wave),
		Title: worded("Gekoppelde respondenten en uitvallers, %s", "Paired respondents and drop-outs, %s",
			p.Pre.Label),
		RowHead: rma.T("Schaal", "Scale"),
		Columns: columns(
			col("paired_n", "Gekoppeld: n", "Paired: n"),
			of("paired_n", col("paired_mean", "Gekoppeld: gemiddelde", "Paired: mean")),
			of("paired_n", col("paired_median", "Gekoppeld: mediaan", "Paired: median")),
			col("only_n", "Alleen eerste meting: n", "First wave only: n"),
			of("only_n", col("only_mean", "Alleen eerste meting: gemiddelde", "First wave only: mean")),
			of("only_n", col("only_median", "Alleen eerste meting: mediaan", "First wave only: median")),
			ofValues(col("difference", "Gestandaardiseerd verschil", "Standardised difference"))),
		Notes: []rma.Text{
			rma.T("Gestandaardiseerd verschil: verschil van de gemiddelden, gedeeld door de gezamenlijke standaardafwijking.",
				"Standardised difference: difference of the means over the pooled standard deviation."),
			selfReport,
		},
	}
	for _, b := range p.Baseline {
		t.Rows = append(t.Rows, rma.Row{Key: b.Scale.ID, Label: b.Scale.Label, Cells: []rma.Cell{
			rma.CountCell(b.Paired.N), figure(b.Paired.Mean, 2), figure(b.Paired.Median, 2),
			rma.CountCell(b.PreOnly.N), figure(b.PreOnly.Mean, 2), figure(b.PreOnly.Median, 2),
			figure(b.Difference, 2).WithRefs(p.id("baseline/" + b.Scale.ID)).WithN(min(b.Paired.N, b.PreOnly.N)),
		}})
	}
	return t.OfPilot(p.Origin.Pilot)
}

// String returns the account of both waves as counts.
func (p *Pairing) String() string {
	s := ""
	for _, a := range []WaveAccount{p.Pre, p.Post} {
		s += fmt.Sprintf("%s: %d respondents, %d without a code, %d with a duplicate code, %d with a code of their own; %d paired, %d in this wave only, %d blocked\n",
			a.Wave, a.N, a.NoCode, a.Duplicates, a.Unique, a.Paired, a.Only, a.Blocked)
	}
	return s + "found back: " + p.Retention.Format(rma.English, 0) + "\n"
}

// Format writes String whatever the verb, so that no form of printing shows the
// pairs.
func (p Pairing) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, p.String()) }
