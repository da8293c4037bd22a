package casereview

import (
	"fmt"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// withinWords names the columns that a share in time has beside it.
var withinWords = rma.Terms{
	{"met", "op tijd", "in time"},
	{"not_met", "niet op tijd", "not in time"},
	{"never", "waarvan helemaal niet", "of which not at all"},
	{"undetermined", "niet te bepalen", "undetermined"},
	{"pending", "termijn loopt nog", "not due yet"},
}

// withinColumns are the columns of a share in time. The suffix tells those of one
// limit from those of another, of the same starts.
func withinColumns(level float64, suffix string) []rma.Column {
	list := []rma.Column{{Key: "met" + suffix, Label: withinWords.Text("", 0)}, {Key: "interval" + suffix, Label: intervalLabel("Wilson", rma.Interval{Level: level})}}
	for i := uint8(1); int(i) < len(withinWords); i++ {
		list = append(list, rma.Column{Key: withinWords.Key("", i) + suffix, Label: withinWords.Text("", i)})
	}
	return list
}

// withinSums says how those columns add up, also to those of the table of times.
func withinSums(suffix string) []rma.Sum {
	met, late, never, open, pending := "met"+suffix, "not_met"+suffix, "never"+suffix, "undetermined"+suffix, "pending"+suffix
	return []rma.Sum{
		{Total: met + "/n", Parts: []string{met, late}},
		{Total: late, Parts: []string{never}, Rest: true},
		{Total: "n", Parts: []string{met, late, open, pending}},
		{Total: "waiting", Parts: []string{never, pending}},
	}
}

func (f WithinFigure) cells(ids ...string) []rma.Cell {
	c := f.Counts
	return []rma.Cell{rma.ShareCell(f.Share.Proportion).WithRefs(ids...), rma.ShareIntervalCell(f.Share), rma.CountCell(c.NotMet),
		rma.CountCell(c.Never), rma.CountCell(c.Undetermined), rma.CountCell(c.Pending)}
}

// withinTable fills in the rows of a table of shares in time.
func withinTable(t rma.Table, all WithinFigure, strata []WithinStrata, id func(suffix string) string) rma.Table {
	t.Rows = append(t.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: all.cells(id(""))})
	for _, s := range strata {
		sum := rma.Sum{Total: "all"}
		for _, l := range s.Levels {
			key := s.Key + "=" + l.Key
			sum.Parts = append(sum.Parts, key)
			t.Rows = append(t.Rows, rma.Row{Key: key, Label: both(s.Label, l.Label), Cells: l.cells(id("-" + s.Key + "-" + l.Key))})
		}
		if len(sum.Parts) > 0 {
			t.RowSums = append(t.RowSums, sum)
		}
	}
	return t
}

// withinObservations gives the share of all, and of each value of the splits.
func withinObservations(base rma.Observation, all WithinFigure, strata []WithinStrata, id func(suffix string) string) []rma.Observation {
	var list []rma.Observation
	add := func(suffix string, apart rma.Text, f WithinFigure) {
		o, share := base, f.Share
		o.ID, o.Share, o.N, o.Refs, o.Warnings = id(suffix), &share, share.N, f.Refs, f.warnings()
		if !apart.IsZero() {
			o.What = rma.T(o.What.In(rma.Dutch)+", "+apart.NL, o.What.In(rma.English)+", "+apart.EN)
		}
		list = append(list, o)
	}
	add("", rma.Text{}, all)
	for _, s := range strata {
		for _, l := range s.Levels {
			add("-"+s.Key+"-"+l.Key, both(s.Label, l.Label), l.WithinFigure)
		}
	}
	return list
}

func (w WithinLimit) id(suffix string) string {
	return w.Times.Options.Origin.ObservationID(w.Key + suffix)
}

// Table shows the share in time for all and for each value of the splits.
func (w WithinLimit) Table() rma.Table {
	o := w.Times.Options
	suffix := strings.TrimPrefix(w.Key, o.Name)
	t := rma.Table{
		ID: w.Key, Title: w.Label, RowHead: rma.T("van", "from"), Columns: withinColumns(o.Level, suffix), ColumnSums: withinSums(suffix),
		Notes: notes(w.Definition), TeamNotes: notes(w.All.withinBounds(), w.Times.leftOutNote()), Counts: w.Times.counted(),
	}
	return withinTable(t, w.All, w.Strata, w.id).OfPilot(o.Origin.Pilot)
}

// Observations returns the share in time of all, and of each value of the splits.
func (w WithinLimit) Observations() []rma.Observation {
	base := rma.Observation{Origin: w.Times.Options.Origin, What: w.Label, Definition: w.Definition}
	return withinObservations(base, w.All, w.Strata, w.id)
}

// String writes the share in time, in English.
func (w WithinLimit) String() string { return w.All.text(w.Label.EN, w.Strata) }

// text writes a share in time with the counts beside it.
func (f WithinFigure) text(label string, strata []WithinStrata) string {
	var b strings.Builder
	write := func(label string, f WithinFigure) {
		c := f.Counts
		fmt.Fprintf(&b, "%s: %s, %s, bounds %d to %d of %d\n", label, f.Share.Format(rma.English, 0), intervalText(f.Share.N, f.Share.Interval), f.Lower.K, f.Upper.K, f.Upper.N)
		fmt.Fprintf(&b, "  not in time %d (not at all %d), undetermined %d, not due %d, not applicable %d\n", c.NotMet, c.Never, c.Undetermined, c.Pending, c.NotApplicable)
	}
	write(label, f)
	for _, s := range strata {
		for _, l := range s.Levels {
			write("  "+both(s.Label, l.Label).EN, l.WithinFigure)
		}
	}
	return b.String()
}
