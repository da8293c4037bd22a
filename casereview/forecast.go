package casereview

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// ServiceShare is which part of the reports gets a service: Seen, as K of N cases
// elsewhere or earlier, or Value, when it is taken as known.
type ServiceShare struct {
	Seen  rma.Proportion
	Value float64 // from 0 to 1; for when Seen is not given
}

// LoadOptions says what a forecast of the load is for.
type LoadOptions struct {
	Name    string     // key of the observations; "" means "load"
	What    rma.Text   // what comes, a noun phrase; empty means cases with the service
	Months  float64    // run of the pilot; 0 means 12
	AtLeast int        // cases that the pilot needs; 0 means 10, on which a percentage can stand
	Chance  float64    // with which they should come in MonthsNeeded; 0 means 0.8
	Level   float64    // of the intervals; 0 means 0.95
	Origin  rma.Origin // for the observations
}

// withUsual fills in what was left open.
func (o LoadOptions) withUsual() LoadOptions {
	o.Name = nameOr(o.Name, "load")
	if o.What.IsZero() {
		o.What = rma.T("dossiers met de dienst", "cases with the service")
	}
	if o.Months == 0 {
		o.Months = monthsPerYear
	}
	if o.AtLeast == 0 {
		o.AtLeast = rma.DefaultMinBase
	}
	if o.Chance == 0 {
		o.Chance = 0.8
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o LoadOptions) check(reports float64, s ServiceShare) error {
	positive := func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
	switch seen := s.Seen != (rma.Proportion{}); {
	case !positive(reports):
		return fmt.Errorf("%w: reports per year are a number of 0 or more", ErrOptions)
	case seen && (s.Value != 0 || !s.Seen.Valid() || s.Seen.N == 0):
		return fmt.Errorf("%w: a share is K of N cases with K not above N, or a value, not both", ErrOptions)
	case !(s.Value >= 0 && s.Value <= 1):
		return fmt.Errorf("%w: a share lies between 0 and 1", ErrOptions)
	case !positive(o.Months) || o.AtLeast < 0:
		return fmt.Errorf("%w: a run has a number of months, and needs a number of cases", ErrOptions)
	case !(o.Chance >= 0 && o.Chance < 1):
		return fmt.Errorf("%w: a chance lies between 0 and 1", ErrOptions)
	}
	return checkLevel(o.Level)
}

// Load is how many cases can be expected.
type Load struct {
	ReportsPerYear float64
	Share          ServiceShare
	Seen           rma.Share    // the share with Wilson's interval; of N = 0 when it is taken as known
	Periods        []LoadPeriod // a year, a month, a week, and the run of the pilot
	Reached        float64      // chance of Options.AtLeast cases or more in the run
	MonthsNeeded   int          // whole months in which they come with Options.Chance; 0 when 100 years are not enough
	Options        LoadOptions  // with what was left open filled in
	Warnings       []rma.Warning
}

// LoadPeriod is what can be expected in a time.
type LoadPeriod struct {
	Key        string // year, month, week or run
	Label      rma.Text
	Years      float64
	Mean       float64 // reports × share
	MeanLo     float64 // Mean at the bounds of Wilson's interval of the share; NaN when that is taken as known
	MeanHi     float64
	Lo, Hi     int     // between which the number will probably lie
	None       float64 // chance that there is none
	Predictive rma.Interval
}

const (
	monthsPerYear = 12
	daysPerYear   = 365.25
	longestMonths = 100 * monthsPerYear
)

// ForecastLoad says how many cases with a service a place can expect, from the
// reports that it has in a year and the share of reports that get the service.
// Before a pilot it tells whether there will be enough to learn from: of 95 reports
// a year, 6.6% is one case in two months.
//
//	mean = reports per year × years × share
//	X is Poisson with reports per year × years × π
//	Lo = largest k with P(X < k) ≤ α/2,  Hi = smallest k with P(X > k) ≤ α/2
//	None = P(X = 0),  Reached = P(X ≥ AtLeast) in the run
//	MonthsNeeded = fewest whole months with P(X ≥ AtLeast) ≥ Chance
//
// Lo and Hi bound the number that will come, not its mean: each tail holds at most
// half of 1 - level, so that in at least 95 of 100 such months the number lies
// between them. π is the share. With Seen, K of N, it is not known, and has the beta
// distribution with K + 1/2 and N - K + 1/2: of the reports to come those with the
// service are then beta-binomial. That makes Lo and Hi a little wider, and leaves a
// chance of cases when K is 0. MeanLo and MeanHi are the mean at the bounds of
// Wilson's interval of K of N. A share of Value has neither.
//
// The unit is cases in the period; more is neither better nor worse. A month is a
// twelfth of a year, and a week 7 of 365.25 days. Assumes that reports come
// independently, evenly over the year and at the given rate, which is taken as
// known, and that the share of elsewhere holds here. Reports that come together
// make both many and none more probable than it says. Exact but for the beta, which
// is right to about ten digits.
//
// Errors: ErrOptions. Warnings: rma.WarnFewExpected when Reached lies below
// Options.Chance, with both; rma.WarnUndefined when AtLeast cases do not come in 100
// years with that chance; rma.WarnSmallBase when Seen is of fewer than 10 cases.
//
// Source: Gelman et al. (2013), Bayesian Data Analysis, ch. 2, for the beta of
// Jeffreys; Wilson (1927), Journal of the American Statistical Association 22,
// 209-212.
func ForecastLoad(reportsPerYear float64, share ServiceShare, o LoadOptions) (Load, error) {
	if err := o.check(reportsPerYear, share); err != nil {
		return Load{}, err
	}
	o = o.withUsual()
	l := Load{ReportsPerYear: reportsPerYear, Share: share, Options: o, Seen: newShare(share.Seen, o.Level)}
	year := stat.PoissonPredictive(reportsPerYear * share.Value)
	if share.Seen.N > 0 {
		year = stat.ThinnedPredictive(reportsPerYear, share.Seen.K, share.Seen.N)
	}
	run := o.Months / monthsPerYear
	for _, p := range []LoadPeriod{
		{Key: "year", Label: rma.T("per jaar", "per year"), Years: 1},
		{Key: "month", Label: rma.T("per maand", "per month"), Years: 1.0 / monthsPerYear},
		{Key: "week", Label: rma.T("per week", "per week"), Years: daysOfWeek / daysPerYear},
		{Key: "run", Label: o.runLabel(), Years: run},
	} {
		l.Periods = append(l.Periods, l.expect(p, year))
	}
	l.Reached = year.Over(run).Upper(o.AtLeast)
	l.MonthsNeeded = monthsNeeded(year, o)
	l.Warnings = l.warnings()
	return l, nil
}

func (o LoadOptions) runLabel() rma.Text {
	write := func(l rma.Lang) string {
		return fmt.Sprintf(rma.T("in de looptijd van %s maanden", "in the run of %s months").In(l), rma.FormatNumber(o.Months, decimalsOf(o.Months), l))
	}
	return rma.T(write(rma.Dutch), write(rma.English))
}

// share returns the share that is expected.
func (s ServiceShare) share() float64 {
	if s.Seen.N > 0 {
		return s.Seen.Value()
	}
	return s.Value
}

// expect fills in what can be expected in a period.
func (l Load) expect(p LoadPeriod, year stat.Predictive) LoadPeriod {
	of := l.ReportsPerYear * p.Years
	p.Mean = of * l.Share.share()
	p.MeanLo, p.MeanHi = of*l.Seen.Interval.Lo, of*l.Seen.Interval.Hi
	x := year.Over(p.Years)
	p.Lo, p.Hi, _ = x.Interval(l.Options.Level)
	p.None = x.Lower(0)
	p.Predictive = rma.Interval{Lo: float64(p.Lo), Hi: float64(p.Hi), Level: l.Options.Level, Method: "Poisson, predictive"}
	if l.Share.Seen.N > 0 {
		p.Predictive.Method = "Poisson-beta, predictive"
	}
	return p
}

// monthsNeeded finds the fewest whole months by halving; the chance rises with the
// time.
func monthsNeeded(year stat.Predictive, o LoadOptions) int {
	enough := func(months int) bool {
		return year.Over(float64(months)/monthsPerYear).Upper(o.AtLeast) >= o.Chance
	}
	if !enough(longestMonths) {
		return 0
	}
	lo, hi := 1, longestMonths
	for lo < hi {
		if m := (lo + hi) / 2; enough(m) {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

func (l Load) warnings() []rma.Warning {
	var list []rma.Warning
	o := l.Options
	if l.Reached < o.Chance {
		list = append(list, rma.Warn(rma.WarnFewExpected, "%d: %.3f < %g", o.AtLeast, l.Reached, o.Chance))
	}
	if l.MonthsNeeded == 0 {
		list = append(list, rma.Warn(rma.WarnUndefined, "%d > %d", o.AtLeast, longestMonths))
	}
	if n := l.Share.Seen.N; n > 0 {
		list = append(list, baseWarnings(n)...)
	}
	return list
}
