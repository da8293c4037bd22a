package casereview

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// HandoverMeasure is what two groups of cases are compared on.
type HandoverMeasure uint8

const (
	ChangesOfHolder HandoverMeasure = iota // per case
	DaysToHandover                         // of the cases that were handed over
	LocalDirection                         // share of the time that the case was held
)

var handoverMeasureTerms = rma.Terms{
	{"changes", "wisselingen van houder per dossier", "changes of holder per case"},
	{"days", "dagen tot de eerste overdracht", "days to the first handover"},
	{"local", "deel van de tijd met lokale regie", "share of the time with local direction"},
}

// String returns the key used in files.
func (m HandoverMeasure) String() string {
	return handoverMeasureTerms.Key("HandoverMeasure", uint8(m))
}

// minGroup is the smallest group for which two are compared.
const minGroup = 5

// HandoverComparison is by how much two groups of cases differ.
type HandoverComparison struct {
	Measure    HandoverMeasure
	First      HandoverGroup
	Second     HandoverGroup
	Difference rma.Estimate // of the first from the second; NaN when a group is too small
	Superior   float64      // chance that a case of the first is above one of the second
	Definition rma.Text
	Refs       []rma.Ref
	options    HandoverOptions
	split      string
	Warnings   []rma.Warning
}

// HandoverGroup is the cases with one value of a split.
type HandoverGroup struct {
	Key    string
	Label  rma.Text
	N      int
	Median float64
}

// Compare says by how much two values of a split differ, such as two pilots, or the
// reports before and after a day.
//
//	difference = median of xᵢ - yⱼ over all pairs of a case of the first and of the second
//
// with the interval of Hodges and Lehmann and the test of Mann and Whitney, of which
// the estimate names the procedure. Positive means that the first is larger. Without
// at least 5 cases in each group there is neither. N counts the cases that have the
// figure: with [DaysToHandover] those that were handed over, which says nothing of
// the others. Cases that could be followed longer have had more time to change hands:
// compare with HandoverOptions.Days. The groups were not drawn by lot, so that a
// difference is no effect.
//
// Errors: ErrOptions for a split, a value or a measure that there is not. Warnings:
// rma.WarnFewRespondents when a group is too small, rma.WarnApproximate when the test
// is not exact, rma.WarnUndefined when all values are equal, rma.WarnNotCausal.
//
// Source: Hodges & Lehmann (1963), Annals of Mathematical Statistics 34, 598-611;
// Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60.
// Checked against: internal/stat, testdata/oracle/survey_mann_whitney.json (R 4.2.2).
func (h HandoverTimes) Compare(m HandoverMeasure, split, first, second string) (HandoverComparison, error) {
	i := slices.IndexFunc(h.Strata, func(s HandoverStrata) bool { return s.Key == split })
	if i < 0 || int(m) >= len(handoverMeasureTerms) || first == second {
		return HandoverComparison{}, fmt.Errorf("%w: a measure, a split of the options and two values of it", ErrOptions)
	}
	c := HandoverComparison{Measure: m, options: h.Options, split: split, Definition: h.compareDefinition(m), Superior: math.NaN()}
	var values [2][]float64
	for k, key := range []string{first, second} {
		j := slices.IndexFunc(h.Strata[i].Levels, func(l HandoverLevel) bool { return l.Key == key })
		if j < 0 {
			return HandoverComparison{}, fmt.Errorf("%w: two values of the split that occur", ErrOptions)
		}
		l := h.Strata[i].Levels[j]
		x, refs := h.values(m, l.rows)
		values[k], c.Refs = x, append(c.Refs, refs...)
		g := HandoverGroup{Key: l.Key, Label: l.Label, N: len(x), Median: stat.Median(x)}
		if k == 0 {
			c.First = g
		} else {
			c.Second = g
		}
	}
	c.compare(values[0], values[1])
	return c, nil
}

// values gives the figure of the cases that have it.
func (h *HandoverTimes) values(m HandoverMeasure, rows []int) (x []float64, refs []rma.Ref) {
	h.each(rows, func(c *HandoverCase) {
		v := math.NaN()
		switch {
		case m == ChangesOfHolder:
			v = float64(c.Changes)
		case m == DaysToHandover && c.Handed:
			v = c.days()
		case m == LocalDirection && c.Held > 0 && len(h.Options.Local) > 0:
			v = c.Local / c.Held
		}
		if !math.IsNaN(v) {
			x, refs = append(x, v), append(refs, c.Ref)
		}
	})
	return x, refs
}

func (c *HandoverComparison) compare(x, y []float64) {
	nan := math.NaN()
	c.Difference = rma.Estimate{Name: rma.T("mediaan verschil", "median difference"), Value: nan, N: len(x) + len(y), P: nan,
		Interval: rma.Interval{Lo: nan, Hi: nan, Level: c.options.Level}}
	if c.Measure == DaysToHandover {
		c.Difference.Unit, c.Difference.Decimals = rma.T("dagen", "days"), 1
	}
	c.Warnings = []rma.Warning{rma.Warn(rma.WarnNotCausal, "n=%d", len(x)+len(y))}
	if min(len(x), len(y)) < minGroup {
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnFewRespondents, "n=%d, n=%d, n≥%d", len(x), len(y), minGroup))
		return
	}
	o := stat.TwoSampleOptions{Level: c.options.Level}
	s, t := stat.HodgesLehmannTwo(x, y, o), stat.MannWhitney(x, y, o)
	c.Superior = t.PSuperior
	c.Difference.Value, c.Difference.P, c.Difference.Test = s.Estimate, t.P, string(t.Procedure)
	c.Difference.Interval = rma.Interval{Lo: s.Lo, Hi: s.Hi, Level: s.Level, Method: "Hodges-Lehmann"}
	switch {
	case t.Undefined == stat.NoVariance:
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnUndefined, "p"))
	case t.Procedure == stat.MannWhitneyNormal:
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnApproximate, "n=%d, n=%d", len(x), len(y)))
	}
}

func (h *HandoverTimes) compareDefinition(m HandoverMeasure) rma.Text {
	label := handoverMeasureTerms.Text("HandoverMeasure", uint8(m))
	return rma.T(label.NL+"; "+h.Definition.NL, label.EN+"; "+h.Definition.EN)
}

func (c HandoverComparison) key() string {
	return strings.Join([]string{c.options.Name, c.Measure.String(), c.split, c.First.Key, c.Second.Key}, "-")
}

// Table shows the median of both groups, and their difference.
func (c HandoverComparison) Table() rma.Table {
	label := handoverMeasureTerms.Text("HandoverMeasure", uint8(c.Measure))
	t := rma.Table{
		ID: c.key(), Title: rma.T("Verschil in "+label.NL, "Difference in "+label.EN), RowHead: rma.T("groep", "group"),
		Columns: []rma.Column{
			{Key: "n", Label: rma.T("dossiers", "cases")},
			{Key: "median", Label: rma.T("mediaan", "median"), Values: true, Base: "n"},
			{Key: "difference", Label: c.Difference.Name, Values: true, Base: "n"},
			{Key: "interval", Label: rma.T("interval", "interval"), Values: true, Base: "n"},
			{Key: "p", Label: rma.T("p-waarde", "p-value"), Values: true, Base: "n"},
		},
		Notes:   notes(c.Definition, rma.PlainText(c.Difference.Test)),
		Counts:  "compared " + c.options.counted() + " " + c.Measure.String(),
		RowSums: []rma.Sum{{Total: "both", Parts: []string{"first", "second"}}},
	}
	row := func(key string, g HandoverGroup) rma.Row {
		return rma.Row{Key: key, Label: g.Label, Cells: []rma.Cell{rma.CountCell(g.N), rma.NumberCell(g.Median, 2).WithN(g.N), {}, {}, {}}}
	}
	n := c.First.N + c.Second.N
	t.Rows = []rma.Row{row("first", c.First), row("second", c.Second),
		{Key: "both", Label: rma.T("beide", "both"), Cells: []rma.Cell{rma.CountCell(n), {},
			rma.NumberCell(c.Difference.Value, 2).WithN(n).WithRefs(c.options.Origin.ObservationID(c.key())),
			rma.IntervalCell(c.Difference.Interval, 2).WithN(n), rma.PValueCell(c.Difference.P).WithN(n)}}}
	return t.OfPilot(c.options.Origin.Pilot)
}

// Observations returns the difference.
func (c HandoverComparison) Observations() []rma.Observation {
	label := handoverMeasureTerms.Text("HandoverMeasure", uint8(c.Measure))
	e := c.Difference
	return []rma.Observation{{ID: c.options.Origin.ObservationID(c.key()), Origin: c.options.Origin, Definition: c.Definition, Estimate: &e, N: e.N,
		Refs: c.Refs, Warnings: c.Warnings,
		What: rma.T("verschil in "+label.NL+": "+c.First.Label.In(rma.Dutch)+" en "+c.Second.Label.In(rma.Dutch),
			"difference in "+label.EN+": "+c.First.Label.In(rma.English)+" and "+c.Second.Label.In(rma.English))}}
}

// String writes both medians and the difference, in English.
func (c HandoverComparison) String() string {
	en := rma.English
	s := fmt.Sprintf("%s: %s %s (n=%d), %s %s (n=%d)\n", handoverMeasureTerms.Text("HandoverMeasure", uint8(c.Measure)).EN,
		bound(c.First.Label.In(en), 60), rma.FormatNumber(c.First.Median, 2, en), c.First.N,
		bound(c.Second.Label.In(en), 60), rma.FormatNumber(c.Second.Median, 2, en), c.Second.N)
	if math.IsNaN(c.Difference.Value) {
		return s + fmt.Sprintf("  no comparison with fewer than %d cases in a group\n", minGroup)
	}
	return s + fmt.Sprintf("  median difference %s, %s\n", c.Difference.Format(en), c.Difference.Test)
}
