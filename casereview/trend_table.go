package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Trend{}

// Table shows the four counts, both rate ratios and their ratio, for all together
// and for each stratum.
func (t Trend) Table() rma.Table {
	from := func(label rma.Text, key string, counts ...string) []rma.Column {
		return []rma.Column{{Key: key, Label: label, From: counts},
			{Key: key + "_interval", Label: trendIntervalLabel(t.Options.Level), From: counts}}
	}
	names := trendCells()
	var columns []rma.Column
	var keys []string
	for _, i := range []int{1, 0, 3, 2} { // before, then after
		columns = append(columns, rma.Column{Key: names[i].key, Label: names[i].label})
		keys = append(keys, names[i].key)
	}
	columns = append(columns, from(t.Pilot.Estimate.Name, "pilot_ratio", keys[1], keys[0])...)
	columns = append(columns, from(t.Reference.Estimate.Name, "reference_ratio", keys[3], keys[2])...)
	columns = append(columns, from(t.Ratio.Estimate.Name, "ratio", keys...)...)
	table := rma.Table{
		ID:      t.Options.Name,
		Title:   rma.T("Verandering van "+t.Options.What.In(rma.Dutch)+" in de pilot en elders", "Change of "+t.Options.What.In(rma.English)+" in the pilot and elsewhere"),
		RowHead: t.Options.What,
		Columns: columns,
		Rows:    []rma.Row{t.row("all", rma.T("alle", "all"), t.TrendFigures)},
		Notes:   notes(trendNote(), t.correctionNote()),
		Counts:  t.countsName(),

		TeamNotes: notes(t.dispersionNote()),
	}
	if len(t.Strata) > 0 {
		all := rma.Sum{Total: "all", Rest: t.Rest, Only: keys}
		for _, s := range t.Strata {
			all.Parts = append(all.Parts, s.Key)
			table.Rows = append(table.Rows, t.row(s.Key, s.Label, s.TrendFigures))
		}
		table.RowSums = []rma.Sum{all}
	}
	return table.OfPilot(t.Options.Origin.Pilot)
}

func (t Trend) row(key string, label rma.Text, f TrendFigures) rma.Row {
	cells := f.Counts.cells()
	r := rma.Row{Key: key, Label: label}
	for _, i := range []int{1, 0, 3, 2} {
		r.Cells = append(r.Cells, rma.CountCell(cells[i].Count).WithRefs(t.id(key, trendCells()[i].key)))
	}
	for name, ratio := range f.ratios() {
		r.Cells = append(r.Cells, ratioCell(ratio.Estimate).WithRefs(t.id(key, name)), rma.IntervalCell(ratio.Estimate.Interval, 2))
	}
	return r
}

// ratioCell is blank for a ratio that does not exist.
func ratioCell(e rma.Estimate) rma.Cell {
	if e.Value != e.Value {
		return rma.Cell{}
	}
	return rma.NumberCell(e.Value, 2)
}

// ratios yields the three with what their observations are named after.
func (f TrendFigures) ratios() func(yield func(string, RateRatio) bool) {
	return func(yield func(string, RateRatio) bool) {
		_ = yield("pilot", f.Pilot) && yield("reference", f.Reference) && yield("", f.Ratio)
	}
}

// RateTable shows the four rates of all together.
func (t Trend) RateTable() rma.Table {
	table := rma.Table{
		ID:      t.Options.Name + "-rates",
		Title:   rma.T("Aantal "+t.Options.What.In(rma.Dutch)+" per tijd", "Rate of "+t.Options.What.In(rma.English)),
		RowHead: rma.T("waar en wanneer", "where and when"),
		Columns: []rma.Column{
			{Key: "count", Label: t.Options.What},
			{Key: "exposure", Label: rma.T("maanden of persoonstijd", "months or person-time"), Things: true},
			{Key: "rate", Label: rma.T("aantal per eenheid", "number per unit"), From: []string{"count", "exposure"}},
			{Key: "interval", Label: intervalLabel("Garwood", t.Rates[0].Interval), From: []string{"count", "exposure"}},
		},
		Counts: t.countsName(),
	}
	cells := t.Counts.cells()
	for _, i := range []int{1, 0, 3, 2} {
		name, rate := trendCells()[i], t.Rates[i]
		table.Rows = append(table.Rows, rma.Row{Key: name.key, Label: name.label, Cells: []rma.Cell{
			rma.CountCell(cells[i].Count).WithRefs(t.id("all", name.key)), rma.NumberCell(cells[i].exposure(), 1),
			rma.NumberCell(rate.Value, 2), rma.IntervalCell(rate.Interval, 2)}})
	}
	return table.OfPilot(t.Options.Origin.Pilot)
}

// Tables returns both tables.
func (t Trend) Tables() []rma.Table { return []rma.Table{t.Table(), t.RateTable()} }

func (t Trend) countsName() string {
	o := t.Options.Origin
	return "trend " + o.Method + " " + o.Pilot + " " + t.Options.Name
}

// trendNote is what stands with every figure of a trend.
func trendNote() rma.Text {
	return rma.T("verschil-in-verschillen op aantallen, niet causaal: het neemt aan dat de pilot zonder pilot was veranderd zoals de referentie",
		"a difference-in-differences on counts, not causal: it takes the pilot to have changed as the reference did, had there been no pilot")
}

func (t Trend) correctionNote() rma.Text {
	if t.Corrected == 0 {
		return rma.Text{}
	}
	return rma.T("bij elk van de vier aantallen is "+rma.FormatNumber(t.Corrected, 1, rma.Dutch)+" opgeteld omdat er een 0 is",
		rma.FormatNumber(t.Corrected, 1, rma.English)+" was added to each of the four counts because one is 0")
}

func (t Trend) dispersionNote() rma.Text {
	d := t.Dispersion
	if d.DF == 0 {
		return rma.Text{}
	}
	write := func(l rma.Lang) string {
		s := fmt.Sprintf("φ = %s, df = %d", rma.FormatNumber(d.Phi, 2, l), d.DF)
		if t.Ratio.Widened.Method == "" {
			return s
		}
		return s + "; " + rma.T("intervallen verbreed; niet verbreed ", "intervals widened; not widened ").In(l) + t.Ratio.Plain.Number(2, l)
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// id names the observation of a row: trend-rows-what, without what is empty or
// all.
func (t Trend) id(row, what string) string {
	parts := []string{t.Options.Name}
	if row != "all" {
		parts = append(parts, row)
	}
	if what != "" {
		parts = append(parts, hyphens(what))
	}
	return t.Options.Origin.ObservationID(strings.Join(parts, "-"))
}

func hyphens(s string) string { return strings.ReplaceAll(s, "_", "-") }

// Observations returns the ratio of the rate ratios, both rate ratios and the four
// rates, for all together and again for each stratum. Those of a stratum are named
// after it, as in "trend-police-pilot".
func (t Trend) Observations() []rma.Observation {
	list := t.observations("all", rma.Text{}, t.TrendFigures)
	for _, s := range t.Strata {
		list = append(list, t.observations(s.Key, s.Label, s.TrendFigures)...)
	}
	return list
}

func (t Trend) observations(key string, apart rma.Text, f TrendFigures) []rma.Observation {
	var list []rma.Observation
	add := func(what string, e rma.Estimate) {
		write := func(l rma.Lang) string {
			s := t.Options.What.In(l) + ", "
			if !apart.IsZero() {
				s += apart.In(l) + ", "
			}
			return s + e.Name.In(l)
		}
		list = append(list, rma.Observation{ID: t.id(key, what), Origin: t.Options.Origin, What: rma.T(write(rma.Dutch), write(rma.English)),
			Definition: trendNote(), Estimate: &e, N: e.N, Warnings: f.Warnings})
	}
	for name, ratio := range f.ratios() {
		add(name, ratio.Estimate)
	}
	for i, rate := range f.Rates {
		add(trendCells()[i].key, rate)
	}
	return list
}

// String writes the figures of all together and the ratio of each stratum, in
// English.
func (t Trend) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Change of %s in the pilot and elsewhere; level %g\n", t.Options.What.In(rma.English), t.Options.Level)
	for i, rate := range t.Rates {
		fmt.Fprintf(&b, "  %-26s %5d, rate %s\n", trendCells()[i].label.In(rma.English), t.Counts.cells()[i].Count, rate.Format(rma.English))
	}
	fmt.Fprintf(&b, "  pilot %s\n  reference %s\n  ratio %s\n", t.Pilot.Estimate.Format(rma.English), t.Reference.Estimate.Format(rma.English), t.Ratio.Estimate.Format(rma.English))
	if s := t.dispersionNote().In(rma.English); s != "" {
		fmt.Fprintf(&b, "  %s\n", s)
	}
	for _, s := range t.Strata {
		fmt.Fprintf(&b, "  %s: ratio %s\n", s.Label.In(rma.English), s.Ratio.Estimate.Format(rma.English))
	}
	fmt.Fprintf(&b, "  %s\n", trendNote().In(rma.English))
	return b.String()
}

func trendIntervalLabel(level float64) rma.Text {
	percent := rma.FormatPercent(level, 0, rma.Dutch)
	return rma.T("interval ("+percent+")", "interval ("+percent+")")
}
