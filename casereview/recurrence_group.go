package casereview

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// RecurrenceGroups is the curves apart for each value of a split, with the test
// whether they differ.
type RecurrenceGroups struct {
	Key    string
	Label  rma.Text
	Levels []RecurrenceLevel
	Test   rma.Estimate // log-rank: chi-square, with its P; NaN when it does not exist
	DF     int
}

// RecurrenceLevel is the cases with one value.
type RecurrenceLevel struct {
	Key      string
	Label    rma.Text
	Curve    SurvivalCurve
	Windows  []RecurrenceWindow
	Expected float64 // re-reports, if all groups had one curve; NaN for what is not recorded
	Refs     []rma.Ref
}

const logRankTest = "log-rank test"

// groups works out every split.
func (r *Recurrences) groups() []RecurrenceGroups {
	var list []RecurrenceGroups
	for i, s := range r.Options.Splits {
		g := RecurrenceGroups{Key: s.Key, Label: s.label()}
		levels := s.levels(len(r.Cases), func(row int) string { return r.Cases[row].levels[i] })
		group := make([]int, len(r.Cases))
		for n, level := range levels {
			g.Levels = append(g.Levels, r.level(level))
			for _, row := range level.rows {
				if group[row] = n; level.value == "" {
					group[row] = -1
				}
			}
		}
		time, event := r.spells(nil)
		t := stat.LogRank(time, event, group, stat.LogRankOptions{})
		g.DF = t.DF
		g.Test = rma.Estimate{Name: rma.T("log-ranktoets, chi-kwadraat", "log-rank test, chi-square"), Value: t.ChiSquare, P: t.P, Test: logRankTest,
			N: t.N, Interval: rma.Interval{Lo: math.NaN(), Hi: math.NaN()}, Counts: []int{t.N}}
		for n := range g.Levels {
			g.Levels[n].Expected = math.NaN()
			if n < len(t.Groups) && levels[n].value != "" {
				g.Levels[n].Expected = t.Groups[n].Expected
			}
			g.Test.Counts = append(g.Test.Counts, g.Levels[n].Curve.N, g.Levels[n].Curve.Events)
		}
		list = append(list, g)
	}
	return list
}

func (r *Recurrences) level(l splitLevel) RecurrenceLevel {
	time, event := r.spells(l.rows)
	c := newCurve(time, event, r.Options.curve())
	level := RecurrenceLevel{Key: l.key, Label: l.label, Curve: c, Windows: r.windows(c, l.rows)}
	for _, row := range l.rows {
		level.Refs = append(level.Refs, r.Cases[row].Ref)
	}
	return level
}

func (g RecurrenceGroups) warnings() []rma.Warning {
	var list []rma.Warning
	if math.IsNaN(g.Test.Value) {
		list = append(list, rma.Warn(rma.WarnUndefined, logRankTest))
	}
	few := slices.ContainsFunc(g.Levels, func(l RecurrenceLevel) bool { return l.Expected < 5 })
	if few {
		list = append(list, rma.Warn(rma.WarnSmallCells, "%s", g.Key))
	}
	return list
}

// note says in words what the test gives.
func (g RecurrenceGroups) note() rma.Text {
	if math.IsNaN(g.Test.Value) {
		return rma.T("geen toets: de groepen zijn niet te vergelijken", "no test: the groups cannot be compared")
	}
	write := func(l rma.Lang) string {
		return fmt.Sprintf("%s %s (%s %d), p %s", g.Test.Name.In(l), rma.FormatNumber(g.Test.Value, 2, l), rma.T("vrijheidsgraden", "degrees of freedom").In(l), g.DF, pText(g.Test.P, l))
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

func pText(p float64, l rma.Lang) string {
	if p < 0.001 {
		return rma.FormatP(p, l)
	}
	return "= " + rma.FormatP(p, l)
}
