package survey

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// Table returns the comparison as a table of one row.
func (c *Comparison) Table() rma.Table {
	t := compareTable([]*Comparison{c})
	t.ID += "-" + c.Of
	return t.OfPilot(c.Origin.Pilot)
}

// Table returns a row per scale.
func (c *Comparisons) Table() rma.Table {
	t := compareTable(c.List)
	if len(c.List) > 1 {
		t.Notes = append(t.Notes, both("De p-waarden zijn niet gecorrigeerd voor het aantal schalen (%d).",
			"The p-values are not adjusted for the number of scales (%d).", len(c.List)))
	}
	if len(c.List) == 0 {
		return t
	}
	return t.OfPilot(c.List[0].Origin.Pilot)
}

func compareTable(list []*Comparison) rma.Table {
	t := rma.Table{
		ID:      "survey-change",
		Title:   rma.T("Verandering bij dezelfde respondenten", "Change in the same respondents"),
		RowHead: rma.T("Schaal of vraag", "Scale or item"),
		Columns: columns(
			col("n", "Paren", "Pairs"),
			of("n", col("pre_median", "Mediaan voor", "Median before")),
			of("n", col("post_median", "Mediaan na", "Median after")),
			of("n", col("pre_mean", "Gemiddelde voor", "Mean before")),
			of("n", col("post_mean", "Gemiddelde na", "Mean after")),
			col("improved", "Beter", "Better"),
			col("same", "Gelijk", "Same"),
			col("worsened", "Slechter", "Worse"),
			of("n", col("shift", "Verschuiving", "Shift")),
			of("n", col("interval", "Interval", "Interval")),
			ofValues(col("level", "Bereikt niveau (%)", "Level reached (%)")), // these three tell how many stayed the same
			ofValues(col("rank_biserial", "Rangbiseriële correlatie", "Rank-biserial correlation")),
			ofValues(col("p", "p", "p")),
			col("better", "Richting", "Direction")),
		Notes: []rma.Text{
			rma.T("Verschuiving: Hodges-Lehmann, in schaalpunten, na min voor, met het interval van Walsh-gemiddelden. Beter en slechter volgen de richting van de schaal.",
				"Shift: Hodges-Lehmann, in scale points, after minus before, with the interval of Walsh averages. Better and worse follow the direction of the scale."),
			selfReport,
		},
		ColumnSums: []rma.Sum{{Total: "n", Parts: []string{"improved", "same", "worsened"}}},
	}
	if len(list) > 0 {
		t.ID += "-" + list[0].PreWave + "-" + list[0].PostWave
	}
	for _, c := range list {
		t.Rows = append(t.Rows, c.row())
		t.Notes = mergeNotes(t.Notes, rma.T(procedureLabel(c)+".", c.Procedure+", "+zerosTerms.Text("Zeros", uint8(c.Zeros)).EN+"."))
		if c.N < c.NeedN {
			t.TeamNotes = append(t.TeamNotes, c.fewPairs())
		}
	}
	return t
}

func (c *Comparison) row() rma.Row {
	return rma.Row{Key: c.Of, Label: c.Label, Cells: []rma.Cell{
		rma.CountCell(c.N),
		figure(c.Pre.Median, 2), figure(c.Post.Median, 2), figure(c.Pre.Mean, 2), figure(c.Post.Mean, 2),
		rma.CountCell(c.Improved), rma.CountCell(c.Same), rma.CountCell(c.Worsened),
		figure(c.Shift, 2).WithRefs(c.id()), rma.IntervalCell(c.ShiftInterval, 2), figure(100*c.ShiftInterval.Level, 1).WithN(c.N),
		figure(c.RankBiserial, 2).WithN(c.N), rma.PValueCell(c.P).WithN(c.N),
		rma.TextCell(directionTerms.Text("Direction", uint8(c.Better))),
	}}
}

// fewPairs says what would have been enough.
func (c *Comparison) fewPairs() rma.Text {
	label := c.Label
	return rma.T(
		fmt.Sprintf("%s: voor een interval van %s zijn %d paren nodig; er zijn er %d.", label.In(rma.Dutch), percent(c.Level), c.NeedN, c.N),
		fmt.Sprintf("%s: %d pairs are needed for a %s interval; there are %d.", label.In(rma.English), c.NeedN, percent(c.Level), c.N))
}

func procedureLabel(c *Comparison) string {
	name := "Rangtekentoets van Wilcoxon"
	if c.Zeros == PrattZeros {
		name = "Rangtekentoets van Wilcoxon en Pratt"
	}
	how := "normale benadering met continuïteitscorrectie"
	if c.Exact {
		how = "exact"
	}
	return name + ", " + how + ", " + zerosTerms.Text("Zeros", uint8(c.Zeros)).NL
}

func mergeNotes(notes []rma.Text, note rma.Text) []rma.Text {
	for _, n := range notes {
		if n == note {
			return notes
		}
	}
	return append(notes, note)
}

// String returns the figures as an aligned block: the parameter of interest,
// its value without an effect, the estimate and its interval, the test, and
// the details. It gives no verdict.
func (c *Comparison) String() string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "  %-22s %s\n", name+":", fmt.Sprintf(format, args...))
	}
	num := func(v float64, d int) string { return rma.FormatNumber(v, d, rma.English) }
	fmt.Fprintf(&b, "Change in %s from %s to %s (%s)\n", c.Of, c.PreWave, c.PostWave, c.Better.Label(rma.English))
	line("parameter of interest", "shift, the median of all averages of two changes (Hodges-Lehmann)")
	line("value under h0", "0")
	line("point estimate", "%s points", num(c.Shift, 2))
	line("interval", "%s, level reached %s%%, asked %s (Walsh averages)",
		c.ShiftInterval.Number(2, rma.English), num(100*c.ShiftInterval.Level, 2), percent(c.Level))
	line("test", "%s; %s", c.Procedure, zerosTerms.Text("Zeros", uint8(c.Zeros)).EN)
	line("two-sided p", "%s", rma.FormatP(c.P, rma.English))
	line("V+, V-, Z", "%s, %s, %s", num(c.VPlus, 1), num(c.VMinus, 1), num(c.Z, 2))
	line("rank-biserial", "%s (%s)", num(c.RankBiserial, 2), c.RankBiserialInterval.Number(2, rma.English))
	line("pairs", "%d of %d (no value before %d, after %d, both %d)", c.N, c.Pairs, c.MissingPre, c.MissingPost, c.MissingBoth)
	line("better, same, worse", "%d, %d, %d (%d ties among the changes)", c.Improved, c.Same, c.Worsened, c.Ties)
	line("before", "median %s, mean %s, n %d", num(c.Pre.Median, 2), num(c.Pre.Mean, 2), c.Pre.N)
	line("after", "median %s, mean %s, n %d", num(c.Post.Median, 2), num(c.Post.Mean, 2), c.Post.N)
	if c.N < c.NeedN {
		line("note", "%d pairs are needed for a %s interval; there are %d", c.NeedN, percent(c.Level), c.N)
	}
	for _, w := range c.Warnings {
		line("warning", "%s", privacy.Label(w, rma.English))
	}
	return b.String()
}
