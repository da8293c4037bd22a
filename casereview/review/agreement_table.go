package review

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// figure is a coefficient with its key.
type figure struct {
	key string
	e   rma.Estimate
}

// figures lists the coefficients that there can be: those of kappa with two
// raters only.
func (a Agreement) figures() []figure {
	list := []figure{{"alpha-ordinal", a.Ordinal}, {"alpha-nominal", a.Nominal}}
	if len(a.Raters) == 2 {
		list = append(list, figure{"kappa-linear", a.Linear}, figure{"kappa-quadratic", a.Quadratic}, figure{"kappa", a.Kappa})
	}
	return list
}

// Observations returns how often raters gave the same level, and the
// coefficients that exist.
func (a Agreement) Observations() []rma.Observation {
	if a.Units == 0 {
		return nil
	}
	definition := rma.T("oordelen van verschillende beoordelaars over hetzelfde, op één schaal", "ratings of several raters of the same thing, on one scale")
	same := a.Same
	list := []rma.Observation{{ID: a.id("same"), Origin: a.Options.Origin, What: sameText(), Definition: definition, Share: &same, N: same.N, Warnings: a.Warnings}}
	for _, f := range a.figures() {
		if !math.IsNaN(f.e.Value) {
			list = append(list, rma.Observation{ID: a.id(f.key), Origin: a.Options.Origin, What: f.e.Name, Definition: definition, Estimate: &f.e, N: f.e.N, Warnings: a.Warnings})
		}
	}
	return list
}

func sameText() rma.Text { return rma.T("allen gaven hetzelfde niveau", "all gave the same level") }

// Table shows the agreement: the units on which all agree, and the coefficients
// with the number of units that each rests on. It is about what was rated, not
// about people.
func (a Agreement) Table() rma.Table {
	question := a.Scale.Question
	if question.IsZero() {
		question = rma.PlainText(a.Scale.ID)
	}
	t := rma.Table{
		ID: a.Options.Name, RowHead: rma.T("maat", "measure"),
		Title: rma.T("Overeenstemming tussen beoordelaars: "+question.In(rma.Dutch), "Agreement between raters: "+question.In(rma.English)),
		Columns: []rma.Column{
			{Key: "figure", Label: rma.T("uitkomst", "figure")}, {Key: "interval", Label: rma.T("interval", "interval")},
			{Key: "n", Label: rma.T("beoordeelde dingen", "things rated")},
		},
		Rows: []rma.Row{{Key: "same", Label: sameText(), Cells: []rma.Cell{rma.ShareCell(a.Same.Proportion).WithRefs(a.id("same")), {}, rma.CountCell(a.Units)}}},
		Notes: []rma.Text{rma.T(
			fmt.Sprintf("%d beoordelaars, %d oordelen; %d dingen met één oordeel en %d oordelen zonder niveau tellen niet mee", len(a.Raters), a.Ratings, a.Single, a.Open),
			fmt.Sprintf("%d raters, %d ratings; %d things with one rating and %d ratings without a level do not count", len(a.Raters), a.Ratings, a.Single, a.Open))},
	}
	for _, f := range a.figures() {
		t.Rows = append(t.Rows, rma.Row{Key: f.key, Label: f.e.Name, Cells: []rma.Cell{
			rma.NumberCell(f.e.Value, 2).WithRefs(a.id(f.key)), rma.IntervalCell(f.e.Interval, 2), rma.CountCell(f.e.N)}})
	}
	return t.OfThings().OfPilot(a.Options.Origin.Pilot)
}

// String writes a line per figure, in English.
func (a Agreement) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Agreement of %d raters on %d things, in %s\n  %s: %s\n", len(a.Raters), a.Units, a.Base, sameText().EN, a.Same.Format(rma.English, 0))
	for _, f := range a.figures() {
		fmt.Fprintf(&b, "  %s: %s\n", f.e.Name.In(rma.English), f.e.Format(rma.English))
	}
	return b.String()
}
