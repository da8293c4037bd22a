package casereview

import (
	"fmt"
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

var _ rma.Source = FollowsGraph{}

// Table shows for each arc in how many cases it occurs, how often, and the median of
// the days it takes; and then the same counts for each activity. Arcs that are not
// shown stand together in one row.
func (g FollowsGraph) Table() rma.Table {
	t := rma.Table{ID: g.Options.Name, Title: rma.T("Wat op wat volgt", "What follows what"), RowHead: rma.T("overgang", "transition"),
		Columns: []rma.Column{
			{Key: "cases", Label: weightTerms.Text("Weight", uint8(ByCases))},
			{Key: "times", Label: rma.T("keer", "times")},
			{Key: "median", Label: rma.T("mediaan in dagen", "median in days"), Values: true, Base: "cases"},
			{Key: "bounds", Label: rma.T("tussen", "between"), Values: true, Base: "cases"},
		},
		Notes:     []rma.Text{g.definition()},
		TeamNotes: g.teamNotes(),
		Counts:    strings.Join([]string{"cases", g.Options.Origin.Method, g.Options.Origin.Pilot, g.Options.Name}, " "),
	}
	once := partOf{part: "cases"}
	add := func(key string, label rma.Text, cases, times int, more ...rma.Cell) {
		t.Rows = append(t.Rows, rma.Row{Key: key, Label: label, Cells: append([]rma.Cell{rma.CountCell(cases), rma.CountCell(times)}, more...)})
		once.add(key, cases, times)
	}
	for i, a := range g.Arcs {
		median, bounds := g.daysOf(a)
		add(arcKey(i), a.Text(), a.Cases, a.Transitions, median, bounds)
		t.Rows[i].Cells[0] = t.Rows[i].Cells[0].WithRefs(g.arcID(a))
	}
	if _, transitions := g.Hidden(); len(g.NotShown) > 0 {
		t.Rows = append(t.Rows, rma.Row{Key: "rest", Label: rma.T("niet apart getoonde overgangen", "transitions not shown apart"),
			Cells: []rma.Cell{{}, rma.CountCell(transitions), {}, {}}})
		// of few transitions, the number of arcs would tell how many at least
		if note := g.hiddenText(); transitions >= rma.DefaultMinBase {
			t.Notes = append(t.Notes, note)
		} else {
			t.TeamNotes = append(t.TeamNotes, note)
		}
	}
	for i, n := range g.Nodes {
		add(nodeKey(i), n.Activity.text(), n.Cases, n.Events, rma.Cell{}, rma.Cell{})
	}
	if n := g.Cases - g.Empty; n > 0 {
		add("all", rma.T("alle dossiers met een gebeurtenis", "all cases with an event"), n, n, rma.Cell{}, rma.Cell{})
	}
	t.RowSums, t.ColumnSums = g.sums(), once.sums("times")
	return t.OfPilot(g.Options.Origin.Pilot)
}

func arcKey(i int) string { return fmt.Sprintf("arc-%d", i+1) }

func nodeKey(i int) string { return fmt.Sprintf("activity-%d", i+1) }

// daysOf gives the median of an arc and its bounds. It rests on the cases, however
// often the arc occurs in each.
func (g FollowsGraph) daysOf(a Arc) (median, bounds rma.Cell) {
	if !math.IsNaN(a.Median) {
		median = rma.NumberCell(a.Median, 1).WithN(a.Cases).WithRefs(g.arcID(a) + "-days")
	}
	if a.Least < a.Most {
		bounds = rma.IntervalCell(rma.Interval{Lo: a.Least, Hi: a.Most}, 1).WithN(a.Cases)
	}
	return median, bounds
}

// sums says what a reader can work out: an activity is entered and left as often as it
// happens, and every case starts and ends once.
func (g FollowsGraph) sums() []rma.Sum {
	type side struct {
		parts []string
		rest  bool
	}
	in, out := map[Activity]*side{}, map[Activity]*side{}
	of := func(m map[Activity]*side, a Activity) *side {
		if m[a] == nil {
			m[a] = &side{}
		}
		return m[a]
	}
	for i, a := range g.Arcs {
		for _, s := range []*side{of(out, a.From), of(in, a.To)} {
			s.parts = append(s.parts, arcKey(i))
		}
	}
	for _, a := range g.NotShown {
		of(out, a.From).rest, of(in, a.To).rest = true, true
	}
	var list []rma.Sum
	add := func(total string, s *side, only ...string) {
		if s != nil && len(s.parts) > 0 {
			list = append(list, rma.Sum{Total: total, Parts: s.parts, Rest: s.rest, Only: only})
		}
	}
	add("all", out[""], "cases", "times")
	add("all", in[""], "cases", "times")
	for i, n := range g.Nodes {
		add(nodeKey(i), in[n.Activity], "times")
		add(nodeKey(i), out[n.Activity], "times")
	}
	return list
}

// Text writes the arc, such as "melding → huisbezoek".
func (a Arc) Text() rma.Text {
	write := func(l rma.Lang) string { return endText(a.From, true, l) + " → " + endText(a.To, false, l) }
	return rma.T(write(rma.Dutch), write(rma.English))
}

// endText names an activity, or the start or the end of a case.
func endText(a Activity, from bool, l rma.Lang) string {
	switch {
	case a != "":
		return bound(a.Label(l), 60)
	case from:
		return rma.T("begin", "start").In(l)
	}
	return rma.T("eind", "end").In(l)
}

// hiddenText says which arcs are not shown; empty when all are.
func (g FollowsGraph) hiddenText() rma.Text {
	arcs, transitions := g.Hidden()
	if arcs == 0 {
		return rma.Text{}
	}
	return rma.T(fmt.Sprintf("%d pijlen (%d overgangen) met minder dan %d dossiers niet getoond", arcs, transitions, g.Options.MinCases),
		fmt.Sprintf("%d arcs (%d transitions) of fewer than %d cases not shown", arcs, transitions, g.Options.MinCases))
}

func (g FollowsGraph) teamNotes() []rma.Text {
	return []rma.Text{rma.T(
		fmt.Sprintf("%d dossiers, waarvan %d zonder gebeurtenis; van %d overgangen is de volgorde onzeker, omdat tijdstippen overlappen", g.Cases, g.Empty, g.Ambiguous),
		fmt.Sprintf("%d cases, of which %d without an event; of %d transitions the order is uncertain, as stamps overlap", g.Cases, g.Empty, g.Ambiguous))}
}

func (g FollowsGraph) definition() rma.Text {
	return rma.T("de ene activiteit direct na de andere in hetzelfde dossier; tijd van (het einde van) de eerste tot het begin van de tweede; wat op elkaar volgt is niet het verloop van één dossier"+upTo(g.Options.AsOf, rma.Dutch),
		"one activity directly after another in the same case; time from (the end of) the first to the start of the second; what follows one another is not the course of one case"+upTo(g.Options.AsOf, rma.English))
}

func (g FollowsGraph) arcID(a Arc) string {
	from, to := string(a.From), string(a.To)
	if from == "" {
		from = "start"
	}
	if to == "" {
		to = "end"
	}
	return g.Options.Origin.ObservationID(g.Options.Name + "-" + from + "-to-" + to)
}

// Observations returns for each arc that is shown in how many cases it occurs, and the
// median of its days.
func (g FollowsGraph) Observations() []rma.Observation {
	var list []rma.Observation
	for _, a := range g.Arcs {
		cases := a.Cases
		o := rma.Observation{ID: g.arcID(a), Origin: g.Options.Origin, What: rma.T("dossiers met "+a.Text().NL, "cases with "+a.Text().EN), Definition: g.definition(),
			Count: &cases, N: g.Cases - g.Empty, Refs: g.Refs, Warnings: baseWarnings(g.Cases - g.Empty)}
		if a.Ambiguous > 0 {
			o.Warnings = append(o.Warnings, rma.Warn(rma.WarnUndetermined, "n=%d", a.Ambiguous))
		}
		list = append(list, o)
		if math.IsNaN(a.Median) {
			continue
		}
		days := daysEstimate(rma.T("mediaan: "+a.Text().NL, "median: "+a.Text().EN), a.Median, a.Cases)
		o.ID, o.What, o.Count, o.Estimate, o.N = o.ID+"-days", days.Name, nil, &days, a.Cases
		list = append(list, o)
	}
	return list
}

// daysEstimate is a number of days without an interval.
func daysEstimate(name rma.Text, value float64, n int) rma.Estimate {
	return rma.Estimate{Name: name, Unit: rma.T("dagen", "days"), Value: value, Interval: noInterval(0), N: n, P: math.NaN(), Decimals: 1}
}

// String writes the arcs that are shown, and how many are not, in English.
func (g FollowsGraph) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "What follows what in %d cases, %d of them without an event; %d transitions with an uncertain order\n", g.Cases, g.Empty, g.Ambiguous)
	for _, a := range g.Arcs {
		fmt.Fprintf(&b, "  %s: %d times in %d cases", a.Text().In(rma.English), a.Transitions, a.Cases)
		if !math.IsNaN(a.Median) {
			fmt.Fprintf(&b, ", median %s days", rma.FormatNumber(a.Median, 1, rma.English))
		}
		b.WriteString("\n")
	}
	if hidden := g.hiddenText(); !hidden.IsZero() {
		fmt.Fprintf(&b, "  %s\n", hidden.In(rma.English))
	}
	return b.String()
}
