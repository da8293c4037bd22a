package casereview

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// OrderedGroup is K of N cases or events in one of a row of groups, such as the
// months of a pilot.
type OrderedGroup struct {
	Key   string
	Label rma.Text // empty means the key
	Share rma.Proportion
	Score float64 // where the group stands
}

// Groups returns the periods of a series with a base, with the number of the period
// as score. A series without a base has none.
func (s Series) Groups() []OrderedGroup {
	if !s.HasBase {
		return nil
	}
	var list []OrderedGroup
	for i, p := range s.Periods {
		list = append(list, OrderedGroup{Key: p.Key, Share: rma.Proportion{K: p.Count, N: p.Base}, Score: float64(i + 1)})
	}
	return list
}

// ShareTrendOptions says how a trend over groups is worked out.
type ShareTrendOptions struct {
	Name   string     // key of the observation; "" means "share-trend"
	What   rma.Text   // what is counted, a noun phrase; empty means the share
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // for the observation
}

// ShareTrend is whether a share rises or falls over ordered groups.
type ShareTrend struct {
	Groups    []OrderedGroup
	Shares    []rma.Share // of the groups, with Wilson's interval
	All       rma.Share
	Slope     rma.Estimate // change of the share per point of the score, with the p-value of the test
	ChiSquare float64      // of Cochran and Armitage, with 1 degree of freedom
	Z         float64      // its root, with the sign of the slope
	P         float64      // two-sided, approximate
	PExact    float64      // two-sided, given the margins; NaN when it was left out
	Options   ShareTrendOptions
	Warnings  []rma.Warning
}

// TrendOverGroups tests whether a share, such as visits in time, rises or falls over
// ordered groups, such as the months of a pilot.
//
//	slope = Σ nᵢ(sᵢ - s̄)pᵢ / Σ nᵢ(sᵢ - s̄)²
//	Z = Σ sᵢ(kᵢ - nᵢp̂) / √(p̂(1-p̂) Σ nᵢ(sᵢ - s̄)²)
//
// with pᵢ = kᵢ/nᵢ at score sᵢ, and p̂ and s̄ of all together. The slope is a change of
// the share per point of the score, without an interval; above 0 the share rises.
// The test looks for a straight line: a share that rises and falls again gives no
// signal, and a control chart shows more. It assumes independent cases.
//
// N counts the cases of all groups; an empty group does not count. The p-value of
// the slope is exact where that was worth the work, which is so for whole scores and
// a few hundred cases, and approximate otherwise: rma.WarnApproximate.
//
// Errors: ErrOptions for a share that is not K of N, a score that is not a number
// and a key that is missing or occurs twice. Warnings: rma.WarnNotCausal,
// rma.WarnNoInterval, rma.WarnApproximate, rma.WarnUndefined when there are no cases,
// all or none have the property, or all have one score.
//
// Source: Cochran (1954), Biometrics 10, 417-451; Armitage (1955), Biometrics 11,
// 375-386. Checked against: testdata/oracle/casereview_cochran_armitage.json.
func TrendOverGroups(groups []OrderedGroup, o ShareTrendOptions) (ShareTrend, error) {
	if err := checkGroups(groups, o); err != nil {
		return ShareTrend{}, err
	}
	o.Name = nameOr(o.Name, "share-trend")
	if o.What.IsZero() {
		o.What = rma.T("aandeel", "share")
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	t := ShareTrend{Groups: slices.Clone(groups), Options: o}
	var k, n, counts []int
	var score []float64
	var all rma.Proportion
	for i, g := range t.Groups {
		if g.Label.IsZero() {
			t.Groups[i].Label = rma.PlainText(g.Key)
		}
		t.Shares = append(t.Shares, newShare(g.Share, o.Level))
		all.K, all.N = all.K+g.Share.K, all.N+g.Share.N
		k, n, score = append(k, g.Share.K), append(n, g.Share.N), append(score, g.Score)
		counts = append(counts, g.Share.K, g.Share.N-g.Share.K)
	}
	t.All = newShare(all, o.Level)
	x := stat.CochranArmitage(k, n, score)
	t.ChiSquare, t.Z, t.P, t.PExact = x.ChiSquare, x.Z, x.P, x.PExact
	t.Slope = rma.Estimate{Name: rma.T("verandering van het aandeel per stap", "change of the share per step"), Value: slopeOf(k, n, score),
		Interval: noInterval(o.Level), N: all.N, P: x.PExact, Test: "Cochran-Armitage, exact", Decimals: 3, Counts: counts}
	if math.IsNaN(x.PExact) {
		t.Slope.P, t.Slope.Test = x.P, "Cochran-Armitage"
	}
	t.Warnings = t.warnings(x)
	return t, nil
}

func checkGroups(groups []OrderedGroup, o ShareTrendOptions) error {
	keys := map[string]bool{"": true, "all": true}
	for _, g := range groups {
		if keys[g.Key] {
			return fmt.Errorf("%w: every group has a key of its own", ErrOptions)
		}
		keys[g.Key] = true
		if !g.Share.Valid() || math.IsNaN(g.Score) || math.IsInf(g.Score, 0) {
			return fmt.Errorf("%w: a group has K of N cases and a score", ErrOptions)
		}
	}
	return checkLevel(o.Level)
}

// slopeOf returns the weighted least-squares slope of the shares, NaN when all
// cases have one score.
func slopeOf(k, n []int, score []float64) float64 {
	total, mean := 0.0, 0.0
	for i := range n {
		total += float64(n[i])
		mean += float64(n[i]) * score[i]
	}
	mean /= total
	top, bottom := 0.0, 0.0
	for i := range n {
		d := score[i] - mean
		top += d * float64(k[i])
		bottom += d * d * float64(n[i])
	}
	if !(bottom > 0) {
		return math.NaN()
	}
	return top / bottom
}

func (t ShareTrend) warnings(x stat.TrendTest) []rma.Warning {
	list := []rma.Warning{rma.Warn(rma.WarnNotCausal, "n=%d", t.All.N)}
	if x.Undefined != stat.Defined {
		return append(list, rma.Warn(rma.WarnUndefined, "%d/%d", t.All.K, t.All.N))
	}
	list = append(list, rma.Warn(rma.WarnNoInterval, ""))
	if x.NoExact != stat.Defined {
		list = append(list, rma.Warn(rma.WarnApproximate, "n=%d", t.All.N))
	}
	return list
}

// Table shows the share of each group and of all together.
func (t ShareTrend) Table() rma.Table {
	o := t.Options
	table := rma.Table{
		ID: o.Name, Title: o.What, RowHead: rma.T("groep", "group"),
		Columns: []rma.Column{{Key: "share", Label: rma.T("aantal", "number")}, {Key: "interval", Label: intervalLabel("Wilson", t.All.Interval)}},
		Notes:   []rma.Text{rma.T("toets op een rechte lijn; samenhang is geen oorzaak", "tested for a straight line; an association is not a cause")},
		TeamNotes: []rma.Text{rma.T(t.Slope.Name.In(rma.Dutch)+" "+t.Slope.Format(rma.Dutch)+", "+t.Slope.Test,
			t.Slope.Name.In(rma.English)+" "+t.Slope.Format(rma.English)+", "+t.Slope.Test)},
	}
	all := rma.Sum{Total: "all"}
	for i, g := range t.Groups {
		all.Parts = append(all.Parts, g.Key)
		table.Rows = append(table.Rows, rma.Row{Key: g.Key, Label: g.Label, Cells: []rma.Cell{rma.ShareCell(g.Share).WithSame(t.id()), rma.ShareIntervalCell(t.Shares[i])}})
	}
	if len(all.Parts) > 0 {
		table.RowSums = []rma.Sum{all}
	}
	table.Rows = append(table.Rows, rma.Row{Key: "all", Label: rma.T("alle", "all"), Cells: []rma.Cell{rma.ShareCell(t.All.Proportion), rma.ShareIntervalCell(t.All)}})
	return table.OfPilot(o.Origin.Pilot)
}

func (t ShareTrend) id() string { return t.Options.Origin.ObservationID(t.Options.Name) }

var _ rma.Source = ShareTrend{}

// Observations returns the slope with the p-value of the test.
func (t ShareTrend) Observations() []rma.Observation {
	e := t.Slope
	return []rma.Observation{{ID: t.id(), Origin: t.Options.Origin, Estimate: &e, N: e.N, Warnings: t.Warnings,
		What:       rma.T(t.Options.What.In(rma.Dutch)+": "+e.Name.In(rma.Dutch), t.Options.What.In(rma.English)+": "+e.Name.In(rma.English)),
		Definition: rma.T("helling van een rechte lijn door de aandelen van geordende groepen; samenhang, geen oorzaak", "slope of a straight line through the shares of ordered groups; an association, not a cause")}}
}

// String writes the shares and the test, in English.
func (t ShareTrend) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s over %d groups\n", t.Options.What.In(rma.English), len(t.Groups))
	for _, g := range t.Groups {
		fmt.Fprintf(&b, "  %s: %s\n", g.Label.In(rma.English), g.Share.Format(rma.English, 0))
	}
	fmt.Fprintf(&b, "  %s %s, %s\n", t.Slope.Name.In(rma.English), t.Slope.Format(rma.English), t.Slope.Test)
	return b.String()
}
