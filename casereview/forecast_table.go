package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = Load{}

// Table shows what can be expected in a year, a month, a week and the run of the
// pilot.
//
// A forecast is not a count of people, but with Seen it tells how many of those had
// the service: the figures then follow from that column.
func (l Load) Table() rma.Table {
	seen := l.Share.Seen.N > 0
	column := func(key string, label rma.Text) rma.Column {
		c := rma.Column{Key: key, Label: label, Things: !seen}
		if seen {
			c.From = []string{"seen"}
		}
		return c
	}
	t := rma.Table{
		ID:      l.Options.Name,
		Title:   rma.T("Te verwachten "+l.Options.What.In(rma.Dutch), "Expected "+l.Options.What.In(rma.English)),
		RowHead: rma.T("periode", "period"),
		Columns: []rma.Column{
			column("mean", rma.T("gemiddeld", "mean")),
			column("interval", rma.T("voorspellingsinterval ("+rma.FormatPercent(l.Options.Level, 0, rma.Dutch)+")", "predictive interval ("+rma.FormatPercent(l.Options.Level, 0, rma.English)+")")),
			column("none", rma.T("kans op geen enkel", "chance of none")),
		},
		Notes: []rma.Text{rma.T("voorspelling van het aantal, niet van het gemiddelde: in elke staart ligt hooguit de helft van wat buiten het interval valt",
			"a forecast of the number, not of its mean: each tail holds at most half of what lies outside the interval")},
		TeamNotes: []rma.Text{l.reachedNote()},
	}
	if seen {
		t.Columns = append([]rma.Column{{Key: "seen", Label: rma.T("aandeel, zoals gezien", "share, as seen")}}, t.Columns...)
	}
	for _, p := range l.Periods {
		var cells []rma.Cell
		if seen {
			cells = []rma.Cell{rma.ShareCell(l.Share.Seen)}
		}
		t.Rows = append(t.Rows, rma.Row{Key: p.Key, Label: p.Label, Cells: append(cells,
			rma.NumberCell(p.Mean, 1).WithRefs(l.id(p)), rma.IntervalCell(p.Predictive, 0), rma.NumberCell(p.None, 3))})
	}
	return t.OfPilot(l.Options.Origin.Pilot)
}

// reachedNote says whether the run will bring enough.
func (l Load) reachedNote() rma.Text {
	o := l.Options
	write := func(lang rma.Lang) string {
		s := fmt.Sprintf(rma.T("%s meldingen per jaar; kans op minstens %d %s: %s", "%s reports per year; chance of at least %d %s: %s").In(lang),
			rma.FormatNumber(l.ReportsPerYear, decimalsOf(l.ReportsPerYear), lang), o.AtLeast, o.runLabel().In(lang), rma.FormatPercent(l.Reached, 1, lang))
		chance := rma.FormatPercent(o.Chance, 0, lang)
		if l.MonthsNeeded == 0 {
			return s + fmt.Sprintf(rma.T("; met een kans van %s duurt dat meer dan 100 jaar", "; with a chance of %s that takes more than 100 years").In(lang), chance)
		}
		return s + fmt.Sprintf(rma.T("; met een kans van %s in %d maanden", "; with a chance of %s in %d months").In(lang), chance, l.MonthsNeeded)
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// decimalsOf is 0 for a whole number and 1 for another.
func decimalsOf(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	return 1
}

func (l Load) id(p LoadPeriod) string {
	return l.Options.Origin.ObservationID(l.Options.Name + "-" + p.Key)
}

// Observations returns what is expected in each of the periods, with the
// predictive interval: load-year, load-month, load-week and load-run.
func (l Load) Observations() []rma.Observation {
	definition := rma.T("verwacht aantal met voorspellingsinterval, uit de meldingen per jaar en het aandeel met de dienst; geen telling",
		"expected number with predictive interval, from the reports per year and the share with the service; not a count")
	var list []rma.Observation
	for _, p := range l.Periods {
		e := rma.Estimate{Name: rma.T("te verwachten "+p.Label.In(rma.Dutch), "expected "+p.Label.In(rma.English)), Value: p.Mean, Interval: p.Predictive,
			N: l.Share.Seen.N, P: math.NaN(), Decimals: 1}
		if l.Share.Seen.N > 0 {
			e.Counts = []int{l.Share.Seen.K}
		}
		list = append(list, rma.Observation{ID: l.id(p), Origin: l.Options.Origin, Definition: definition, Estimate: &e, N: e.N, Warnings: l.Warnings,
			What: rma.T(l.Options.What.In(rma.Dutch)+", "+e.Name.In(rma.Dutch), l.Options.What.In(rma.English)+", "+e.Name.In(rma.English))})
	}
	return list
}

// String writes the forecast, in English.
func (l Load) String() string {
	var b strings.Builder
	en := rma.English
	share := rma.FormatPercent(l.Share.share(), 1, en) + ", taken as known"
	if l.Share.Seen.N > 0 {
		share = l.Share.Seen.Format(en, 0)
	}
	fmt.Fprintf(&b, "Expected %s, share %s\n", l.Options.What.In(en), share)
	for _, p := range l.Periods {
		fmt.Fprintf(&b, "  %-26s %6s, %d to %d; none %s\n", p.Label.In(en), rma.FormatNumber(p.Mean, 1, en), p.Lo, p.Hi, rma.FormatNumber(p.None, 3, en))
	}
	fmt.Fprintf(&b, "  %s\n", l.reachedNote().In(en))
	return b.String()
}
