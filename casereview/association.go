package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// AssociationOptions says how a two by two table is worked out.
type AssociationOptions struct {
	Name   string           // key of the observation; "" means "association"
	In     func(Trace) bool // nil means every case of the log
	Level  float64          // of the intervals; 0 means 0.95
	Origin rma.Origin       // for the observations
}

// Association is how a yes/no property of cases goes together with another.
type Association struct {
	Name              string
	Exposure, Outcome rma.Text
	Counts            [2][2]int // [exposure yes, no][outcome yes, no]
	N                 int       // cases in the table
	LeftOut           int       // one of the two not recorded
	Exposed           rma.Share // outcome among those with the exposure
	Unexposed         rma.Share // outcome among those without
	RiskDifference    rma.Estimate
	OddsRatio         rma.Estimate // conditional, with its exact interval and Fisher's p
	RiskRatio         rma.Estimate // of the two shares, with the interval of Katz and Fisher's p
	SampleOddsRatio   float64      // ad/bc
	P                 float64      // Fisher's exact test, two-sided
	MinExpected       float64      // smallest count expected without association
	Refs              []rma.Ref    // the N cases
	Level             float64
	Origin            rma.Origin
	Warnings          []rma.Warning
}

// TwoByTwo sets an outcome out against an exposure, such as a home visit within
// 24 hours against a consult on the day of the report.
//
//	                 outcome yes   outcome no
//	exposure yes         a             b
//	exposure no          c             d
//
//	risk difference = a/(a+b) - c/(c+d)
//	risk ratio = (a/(a+b)) / (c/(c+d))
//	sample odds ratio = ad/bc
//
// Above 0, and for the ratios above 1, the outcome is more frequent with the
// exposure. The risk difference runs from -1 to 1 and has Newcombe's interval.
// The odds ratio is the conditional maximum likelihood estimate with its exact
// interval; it differs a little from ad/bc. The risk ratio has the interval of Katz,
// which is approximate and does not exist when a or c is 0. P is Fisher's exact
// test, the sum of the tables that are not more probable than the observed one; it
// stands with all three figures, because no difference and a ratio of 1 are one
// hypothesis.
//
// Assumes independent cases; families with several cases make the intervals too
// narrow. N counts the cases with both properties recorded; the others are left
// out and counted.
//
// An exposure that comes before the outcome does not cause it: rma.WarnNotCausal
// is always there. Further warnings: rma.WarnSmallCells when an expected count
// lies below 5, rma.WarnUndefined when a row or a column is empty,
// rma.WarnMissingAnswers when cases are left out. Errors: ErrOptions.
//
// Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; Fisher
// (1935), Journal of the Royal Statistical Society 98, 39-82; Cornfield (1956),
// Proc. 3rd Berkeley Symposium 4, 135-148; Katz, Baptista, Azen and Pike (1978),
// Biometrics 34, 469-474.
// Checked against: testdata/oracle/casereview_fisher_exact.json,
// casereview_proportion_difference.json and casereview_risk_ratio.json.
func TwoByTwo(log *Log, exposure, outcome Factor, o AssociationOptions) (Association, error) {
	if exposure.Of == nil || outcome.Of == nil {
		return Association{}, fmt.Errorf("%w: an exposure and an outcome", ErrOptions)
	}
	if err := checkLevel(o.Level); err != nil {
		return Association{}, err
	}
	var counts [2][2]int
	var refs []rma.Ref
	leftOut := 0
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		e, y := exposure.Of(t), outcome.Of(t)
		if e != Yes && e != No || y != Yes && y != No {
			leftOut++
			continue
		}
		counts[e-Yes][y-Yes]++
		refs = append(refs, t.Case.Ref())
	}
	a := newAssociation(counts, leftOut, o)
	a.Exposure, a.Outcome, a.Refs = exposure.Label, outcome.Label, refs
	return a, nil
}

// fisherTest is the test of no association, which is one test whether the
// difference of shares or the odds ratio is looked at.
const fisherTest = "Fisher's exact test, two-sided"

// newAssociation works out every figure of the table.
func newAssociation(counts [2][2]int, leftOut int, o AssociationOptions) Association {
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	a, b, c, d := counts[0][0], counts[0][1], counts[1][0], counts[1][1]
	r := Association{Name: nameOr(o.Name, "association"), Counts: counts, N: a + b + c + d, LeftOut: leftOut,
		Level: o.Level, Origin: o.Origin}
	r.Exposed = newShare(rma.Proportion{K: a, N: a + b}, o.Level)
	r.Unexposed = newShare(rma.Proportion{K: c, N: c + d}, o.Level)
	diff, lo, hi := stat.NewcombeDifference(a, a+b, c, c+d, o.Level)
	r.RiskDifference = rma.Estimate{Name: rma.T("verschil in aandeel", "difference of shares"), Value: diff,
		Interval: rma.Interval{Lo: lo, Hi: hi, Level: o.Level, Method: "Newcombe"}, N: r.N}
	r.RiskDifference.Counts = []int{a, b, c, d}
	f := stat.FisherExact(a, b, c, d, o.Level)
	r.P, r.SampleOddsRatio = f.P, f.SampleOdds
	r.RiskDifference.P, r.RiskDifference.Test = f.P, fisherTest
	r.OddsRatio = rma.Estimate{Name: rma.T("odds ratio", "odds ratio"), Value: f.OddsRatio,
		Interval: rma.Interval{Lo: f.OddsLo, Hi: f.OddsHi, Level: o.Level, Method: "exact, conditional"},
		N:        r.N, P: f.P, Test: fisherTest, Counts: r.RiskDifference.Counts}
	ratio, lo, hi := stat.RiskRatio(a, a+b, c, c+d, o.Level)
	r.RiskRatio = rma.Estimate{Name: rma.T("verhouding van aandelen", "ratio of shares"), Value: ratio,
		Interval: rma.Interval{Lo: lo, Hi: hi, Level: o.Level, Method: "Katz"},
		N:        r.N, P: f.P, Test: fisherTest, Counts: r.RiskDifference.Counts}
	r.MinExpected = minExpected(counts)
	r.Warnings = r.warnings(f.Undefined != stat.Defined)
	return r
}

// minExpected returns the smallest row total x column total / N, NaN for an
// empty table.
func minExpected(t [2][2]int) float64 {
	n := t[0][0] + t[0][1] + t[1][0] + t[1][1]
	if n == 0 {
		return math.NaN()
	}
	row := min(t[0][0]+t[0][1], t[1][0]+t[1][1])
	column := min(t[0][0]+t[1][0], t[0][1]+t[1][1])
	return float64(row) * float64(column) / float64(n)
}

func (a Association) warnings(undefined bool) []rma.Warning {
	list := []rma.Warning{rma.Warn(rma.WarnNotCausal, "n=%d", a.N)}
	if undefined || math.IsNaN(a.RiskDifference.Value) {
		list = append(list, rma.Warn(rma.WarnUndefined, "%d/%d, %d/%d", a.Exposed.K, a.Exposed.N, a.Unexposed.K, a.Unexposed.N))
	}
	if a.MinExpected < 5 {
		list = append(list, rma.Warn(rma.WarnSmallCells, "min=%s", rma.FormatNumber(a.MinExpected, 1, rma.English)))
	}
	if a.LeftOut > 0 {
		list = append(list, rma.Warn(rma.WarnMissingAnswers, "n=%d", a.LeftOut))
	}
	return list
}

// String writes the table and its figures, in English; without percentages of
// fewer cases than rma.DefaultMinBase.
func (a Association) String() string {
	en := rma.English
	return fmt.Sprintf(`%s by %s, n = %d (left out %d)
  yes: %s, %s
  no:  %s, %s
  risk difference   %s  [Newcombe, level %g]
  odds ratio        %s  [conditional, exact]; ad/bc = %s
  ratio of shares   %s  [Katz]
  smallest expected count %s
`, a.Outcome.In(en), a.Exposure.In(en), a.N, a.LeftOut,
		a.Exposed.Format(en, 0), intervalText(a.Exposed.N, a.Exposed.Interval),
		a.Unexposed.Format(en, 0), intervalText(a.Unexposed.N, a.Unexposed.Interval),
		a.RiskDifference.Format(en), a.Level,
		a.OddsRatio.Format(en), rma.FormatNumber(a.SampleOddsRatio, 2, en), a.RiskRatio.Format(en),
		rma.FormatNumber(a.MinExpected, 1, en))
}

// Table shows the outcome with and without the exposure, and under it what they
// differ.
func (a Association) Table() rma.Table {
	row := func(key string, v Answer, s rma.Share, counts [2]int) rma.Row {
		return rma.Row{Key: key, Label: rma.T(a.Exposure.In(rma.Dutch)+": "+v.Label(rma.Dutch), a.Exposure.In(rma.English)+": "+v.Label(rma.English)),
			Cells: []rma.Cell{rma.CountCell(counts[0]), rma.CountCell(counts[1]), rma.ShareCell(s.Proportion).WithRefs(a.id()+"-"+key).WithSame(a.id(), a.id()+"-odds-ratio", a.id()+"-risk-ratio"), rma.ShareIntervalCell(s)}}
	}
	figures := func(l rma.Lang) string {
		return fmt.Sprintf("%s %s; %s %s; %s %s", a.RiskDifference.Name.In(l), a.RiskDifference.Format(l), a.OddsRatio.Name.In(l), a.OddsRatio.Format(l),
			a.RiskRatio.Name.In(l), a.RiskRatio.Format(l))
	}
	return rma.Table{
		ID:      a.Name,
		Title:   rma.T(a.Outcome.In(rma.Dutch)+" naar "+a.Exposure.In(rma.Dutch), a.Outcome.In(rma.English)+" by "+a.Exposure.In(rma.English)),
		RowHead: a.Exposure,
		Columns: []rma.Column{
			{Key: "yes", Label: answerTerms.Text("Answer", uint8(Yes))},
			{Key: "no", Label: answerTerms.Text("Answer", uint8(No))},
			{Key: "share", Label: a.Outcome},
			{Key: "interval", Label: intervalLabel("Wilson", a.Exposed.Interval)},
		},
		Rows: []rma.Row{row("exposed", Yes, a.Exposed, a.Counts[0]), row("unexposed", No, a.Unexposed, a.Counts[1])},
		ColumnSums: []rma.Sum{
			{Total: "share", Parts: []string{"yes"}},
			{Total: "share/n", Parts: []string{"yes", "no"}},
		},
		Notes: []rma.Text{
			rma.T("verschil met Newcombe-interval; odds ratio voorwaardelijk, met exact interval; verhouding met interval van Katz; p volgens de exacte toets van Fisher, tweezijdig",
				"difference with Newcombe's interval; odds ratio conditional, with exact interval; ratio with the interval of Katz; p of Fisher's exact test, two-sided"),
			rma.T("samenhang is geen oorzaak", "an association is not a cause"),
		},
		TeamNotes: []rma.Text{
			rma.T(figures(rma.Dutch), figures(rma.English)),
			rma.T(fmt.Sprintf("%d dossiers; %d weggelaten omdat een van beide niet is vastgelegd", a.N, a.LeftOut),
				fmt.Sprintf("%d cases; %d left out because one of the two is not recorded", a.N, a.LeftOut)),
		},
	}.OfPilot(a.Origin.Pilot)
}

func (a Association) id() string { return a.Origin.ObservationID(a.Name) }
