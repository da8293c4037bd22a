package casereview

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// TrendCell is what was counted in one place over one time.
type TrendCell struct {
	Count    int     // events, such as reports
	Exposure float64 // months or person-time that they were counted in; 0 means the number of Periods, or not given
	Periods  []int   // counts per month that add up to Count, for the check of overdispersion; nil means not given
}

// TrendCell returns the count of the series, with its periods as exposure.
func (s Series) TrendCell() TrendCell {
	return TrendCell{Count: s.Count, Exposure: float64(len(s.Periods)), Periods: s.Counts()}
}

// TrendCounts is a pilot and its reference, such as the rest of the province,
// before the pilot and from its start.
type TrendCounts struct{ PilotPost, PilotPre, ReferencePost, ReferencePre TrendCell }

// TrendStratum is the same four counts of a part, such as the reports of one
// sector.
type TrendStratum struct {
	Key    string   // names the row and the observation; must be given, each once
	Label  rma.Text // empty means the key
	Counts TrendCounts
}

// TrendOptions says how a trend is worked out.
type TrendOptions struct {
	Name       string         // key of the observations; "" means "trend"
	What       rma.Text       // what is counted; empty means reports
	Strata     []TrendStratum // parts of the same counts, say by sector; nil means none
	Correction float64        // added to all four counts when one of them is 0, usually 0.5; 0 means nothing, and no ratio
	Dispersion float64        // Pearson's chi-square per degree of freedom above which intervals are widened; 0 means 1.5
	Level      float64        // of the intervals; 0 means 0.95
	Origin     rma.Origin     // for the observations
}

// withUsual fills in what was left open.
func (o TrendOptions) withUsual() TrendOptions {
	o.Name = nameOr(o.Name, "trend")
	if o.What.IsZero() {
		o.What = rma.T("meldingen", "reports")
	}
	if o.Dispersion == 0 {
		o.Dispersion = 1.5
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	o.Strata = slices.Clone(o.Strata)
	for i := range o.Strata {
		s := &o.Strata[i]
		s.Counts = s.Counts.clone()
		if s.Label.IsZero() {
			s.Label = rma.PlainText(s.Key)
		}
	}
	return o
}

func (o TrendOptions) check() error {
	positive := func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
	if !positive(o.Correction) || !positive(o.Dispersion) {
		return fmt.Errorf("%w: a correction and a limit of the dispersion are 0 or more", ErrOptions)
	}
	keys := map[string]bool{"": true, "all": true, "pilot": true, "reference": true} // taken
	for _, c := range trendCells() {
		keys[hyphens(c.key)] = true
	}
	for _, s := range o.Strata {
		if keys[s.Key] {
			return fmt.Errorf("%w: every stratum has a key of its own that names no other figure", ErrOptions)
		}
		keys[s.Key] = true
	}
	return checkLevel(o.Level)
}

// Trend is how a pilot changed, as a multiple of how its reference changed.
type Trend struct {
	TrendFigures                  // of all together
	Strata       []TrendInStratum // in the order of Options.Strata
	Rest         bool             // the strata hold fewer events than all together
	Options      TrendOptions     // with what was left open filled in
}

// TrendInStratum is the figures of one part.
type TrendInStratum struct {
	Key   string
	Label rma.Text
	TrendFigures
}

// RatioOfRateRatios sets the change in a pilot off against the change elsewhere:
// reports rose by half in the pilot and by a fifth in the rest of the province, so
// they rose by a quarter more.
//
//	pilot     = (a/Tₐ)/(b/T_b)   a events after the start, b before, in exposures T
//	reference = (c/T_c)/(d/T_d)
//	R = pilot / reference
//	interval = exp(ln R ± z √(1/a + 1/b + 1/c + 1/d))
//	χ² = Σ (x - x̄)²/x̄ over the months of each of the four,  φ = χ²/df
//	widened interval = exp(ln R ± z √φ √(1/a + 1/b + 1/c + 1/d))
//
// This is a difference-in-differences on counts, and not causal: it takes the pilot
// to have changed as its reference did, had there been no pilot, and anything else
// that changed in one of the two places alone is in R as well. rma.WarnNotCausal
// always stands with it.
//
// From 0 on; above 1 the pilot rose more, or fell less. More reports can mean more
// violence, or that it is found sooner: which is for the team to say. Without
// exposures the four times count as equally long, and rates are per time. Exposure
// is given for all four or for none; each of the four with Periods has their number
// as exposure.
//
// Assumes independent events at a constant rate in each of the four. Reports of one
// family come together, so months differ more than chance makes them. When all or
// some of the four have Periods, all equally long, φ says by how much; above
// Options.Dispersion the intervals on the logarithm are widened by √φ, and both are
// in the result. φ below 1 narrows nothing. Rates have Garwood's exact interval and
// the two rate ratios an exact one besides; these are not widened.
//
// N counts the events of the four. With a count of 0 the logarithm does not exist:
// R is undefined, a rate ratio is 0, +∞ or undefined with its exact interval alone,
// and rma.WarnUndefined says which counts are 0. With Options.Correction that much
// is added to all four counts instead and rma.WarnZeroCorrected says so; rates and
// exact intervals stay as counted. The interval is approximate; P is of the normal
// deviate ln R / SE, widened with the interval.
//
// Errors: ErrOptions, also for a negative count, an exposure that is not a positive
// number, periods that do not add up, and strata with more events than all together.
// Warnings: rma.WarnNotCausal, rma.WarnUndefined, rma.WarnZeroCorrected,
// rma.WarnOverdispersed with φ and its degrees of freedom.
//
// Source: Woolf (1955), Annals of Human Genetics 19, 251-253, for the logarithm;
// McCullagh & Nelder (1989), Generalized Linear Models, ch. 6, for √φ; Garwood
// (1936), Biometrika 28, 437-442.
// Checked against: testdata/oracle/casereview_rate_ratio.json and
// casereview_poisson_rate.json.
func RatioOfRateRatios(c TrendCounts, o TrendOptions) (Trend, error) {
	if err := o.check(); err != nil {
		return Trend{}, err
	}
	o = o.withUsual()
	all, err := c.ready()
	if err != nil {
		return Trend{}, err
	}
	t := Trend{Options: o, TrendFigures: newTrendFigures(all, o)}
	var sums [4]int
	for _, s := range o.Strata {
		part, err := s.Counts.ready()
		if err != nil {
			return Trend{}, err
		}
		for i, cell := range part.cells() {
			sums[i] += cell.Count
		}
		t.Strata = append(t.Strata, TrendInStratum{Key: s.Key, Label: s.Label, TrendFigures: newTrendFigures(part, o)})
	}
	for i, cell := range all.cells() {
		if sums[i] > cell.Count {
			return Trend{}, fmt.Errorf("%w: the strata of a trend hold no more events than all together", ErrOptions)
		}
		t.Rest = t.Rest || sums[i] < cell.Count
	}
	t.Rest = t.Rest && len(o.Strata) > 0
	return t, nil
}
