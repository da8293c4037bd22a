package coding

import (
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Table returns the agreement with a row for each code: units, how often each
// coder uses the code, percent agreement, kappa of each pair of coders, and
// alpha, each with its interval; with two coders also the four cells. The last
// row has the pooled kappas.
func (a *Agreement) Table() rma.Table {
	if a == nil {
		return rma.Table{}
	}
	t := rma.Table{
		ID:      "agreement-" + a.Unit.String(),
		Title:   rma.T("Overeenstemming tussen codeurs", "Agreement between coders"),
		RowHead: rma.T("Code", "Code"),
		Notes:   append([]rma.Text{a.Scope()}, a.notes()...),
	}
	t.Columns = a.columns()
	for _, c := range a.Codes {
		t.Rows = append(t.Rows, a.row(c))
	}
	t.Rows = append(t.Rows, a.pooledRow(len(t.Columns)))
	return t.OfThings()
}

func (a *Agreement) notes() []rma.Text {
	notes := []rma.Text{rma.T(
		fmt.Sprintf("%d documenten, %d codeurs; betrouwbaarheid %s; bij interval: %s", len(a.Documents), len(a.Coders),
			rma.FormatPercent(a.Options.Level, 0, rma.Dutch), a.intervalNote().NL),
		fmt.Sprintf("%d documents, %d coders; level %s; intervals: %s", len(a.Documents), len(a.Coders),
			rma.FormatPercent(a.Options.Level, 0, rma.English), a.intervalNote().EN))}
	for _, w := range a.Warnings {
		notes = append(notes, rma.T(w.Label(rma.Dutch), w.Label(rma.English)))
	}
	return notes
}

func (a *Agreement) intervalNote() rma.Text {
	switch {
	case a.Options.IndependentUnits:
		return rma.T("eenheden als onafhankelijk beschouwd", "units taken for independent")
	case a.Options.Replicates < 0 || len(a.Documents) < MinDocuments:
		return rma.T("geen", "none")
	}
	return rma.T(fmt.Sprintf("hele documenten %d keer opnieuw getrokken, zaad %d", a.Options.Replicates, a.Options.Seed),
		fmt.Sprintf("whole documents drawn again %d times, seed %d", a.Options.Replicates, a.Options.Seed))
}

func (a *Agreement) columns() []rma.Column {
	out := []rma.Column{{Key: "n", Label: rma.T("Eenheden", "Units")}}
	for _, c := range a.Coders {
		out = append(out, rma.Column{Key: "coded_" + c, Label: rma.T("Gecodeerd door "+c, "Coded by "+c)})
	}
	if len(a.Coders) == 2 {
		out = append(out,
			rma.Column{Key: "both", Label: rma.T("Beiden", "Both")},
			rma.Column{Key: "only_a", Label: rma.T("Alleen "+a.Coders[0], "Only "+a.Coders[0])},
			rma.Column{Key: "only_b", Label: rma.T("Alleen "+a.Coders[1], "Only "+a.Coders[1])},
			rma.Column{Key: "neither", Label: rma.T("Geen van beiden", "Neither")})
	}
	add := func(key string, label rma.Text) {
		ci := rma.T(label.NL+", interval", label.EN+", interval")
		out = append(out, rma.Column{Key: key, Label: label}, rma.Column{Key: key + "_interval", Label: ci})
	}
	add("percent", rma.T("Overeenstemming", "Agreement"))
	for _, p := range a.Pooled {
		add("kappa_"+p.A+"_"+p.B, rma.T("Kappa "+p.A+"–"+p.B, "Kappa "+p.A+"–"+p.B))
	}
	add("alpha", rma.T("Alfa", "Alpha"))
	return out
}

func (a *Agreement) row(c CodeAgreement) rma.Row {
	r := rma.Row{Key: c.Code, Label: c.Label, Cells: []rma.Cell{rma.CountCell(c.N)}}
	for _, p := range c.Prevalence {
		r.Cells = append(r.Cells, rma.ShareCell(p))
	}
	if len(a.Coders) == 2 {
		for _, p := range c.Pairs {
			r.Cells = append(r.Cells, rma.CountCell(p.Both), rma.CountCell(p.OnlyA), rma.CountCell(p.OnlyB), rma.CountCell(p.Neither))
		}
	}
	r.Cells = append(r.Cells, figureCells(c.Percent)...)
	for _, p := range c.Pairs {
		r.Cells = append(r.Cells, figureCells(p.Kappa)...)
	}
	r.Cells = append(r.Cells, figureCells(c.Alpha)...)
	return r
}

// pooledRow has the pooled kappas under those of the codes, and is blank
// elsewhere.
func (a *Agreement) pooledRow(width int) rma.Row {
	cells := make([]rma.Cell, width)
	at := width - 2 - 2*len(a.Pooled)
	for _, p := range a.Pooled {
		copy(cells[at:], figureCells(p.Kappa))
		at += 2
	}
	return rma.Row{Key: "pooled", Label: rma.T("Samengevoegd", "Pooled"), Cells: cells}
}

// figureCells are the value with two decimals and its interval.
func figureCells(e rma.Estimate) []rma.Cell {
	value := rma.NumberCell(e.Value, 2)
	value.N = e.N
	return []rma.Cell{value, rma.IntervalCell(e.Interval, 2)}
}

// String returns the table in English.
func (a *Agreement) String() string { return a.Table().Text(rma.English) }
