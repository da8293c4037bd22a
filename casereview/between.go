package casereview

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Anchor says which of several events of one kind in a case the clock starts at.
type Anchor uint8

const (
	AnchorFirst Anchor = iota
	AnchorLast
	AnchorEach // every one of them, each with the first that comes after it
)

var anchorTerms = rma.Terms{
	{"first", "de eerste", "the first"},
	{"last", "de laatste", "the last"},
	{"each", "elke", "each"},
}

// String returns the key used in files.
func (a Anchor) String() string { return anchorTerms.Key("Anchor", uint8(a)) }

// Measure says in what the time between two events is counted.
type Measure uint8

const (
	WallTime     Measure = iota // time that passed: a day on which the clock changes has 23 or 25 hours
	CalendarDays                // midnights on the clock of the stamps
)

var measureTerms = rma.Terms{
	{"wall", "verstreken uren", "hours that passed"},
	{"calendar", "kalenderdagen", "calendar days"},
}

// String returns the key used in files.
func (m Measure) String() string { return measureTerms.Key("Measure", uint8(m)) }

func (m Measure) unit() rma.Text {
	if m == CalendarDays {
		return rma.T("dagen", "days")
	}
	return rma.T("uur", "hours")
}

// BetweenOptions says which events are looked at, and how the time is counted.
type BetweenOptions struct {
	Name      string           // key of the observations; "" means "between"
	Anchor    Anchor           // 0 means the first
	Clock     Measure          // 0 means time that passed
	In        func(Trace) bool // nil means every case of the log
	From      func(Event) bool // of the events at which the clock starts; nil means all
	To        func(Event) bool // of the events at which it stops, such as joint visits; nil means all
	Quantiles []float64        // of the time, between 0 and 1; nil means 0.25, 0.5 and 0.75
	Splits    []Split          // figures apart
	Scale     CurveScale       // of the intervals of the quantiles; 0 means log-log
	Level     float64          // of the intervals; 0 means 0.95
	Origin    rma.Origin       // for the observations
}

// withUsual fills in what was left open.
func (o BetweenOptions) withUsual() BetweenOptions {
	o.Name = nameOr(o.Name, "between")
	o.Quantiles = slices.Clone(o.Quantiles)
	if o.Quantiles == nil {
		o.Quantiles = []float64{0.25, 0.5, 0.75}
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o BetweenOptions) check() error {
	for i, q := range o.Quantiles {
		if !(q > 0 && q < 1) || slices.Contains(o.Quantiles[:i], q) {
			return fmt.Errorf("%w: quantiles are different numbers between 0 and 1", ErrOptions)
		}
	}
	if int(o.Anchor) >= len(anchorTerms) || int(o.Clock) >= len(measureTerms) {
		return fmt.Errorf("%w: the first, the last or each; time that passed or calendar days", ErrOptions)
	}
	if err := o.Scale.check(); err != nil {
		return err
	}
	if err := checkSplits(o.Splits); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

// BetweenTimes is the time from one event to another, case by case.
type BetweenTimes struct {
	From, To   Activity
	Definition rma.Text
	Cases      []BetweenCase // in the order of the log; with AnchorEach one for each start
	All        BetweenFigure
	Strata     []BetweenStrata
	NoFrom     int // cases without a start: not applicable
	OnlyBefore int // starts with the other event surely before them only: not applicable
	AsOf       time.Time
	Options    BetweenOptions // with what was left open filled in
	Warnings   []rma.Warning
}

// BetweenFigure is the distribution of the time, of the starts that there are.
type BetweenFigure struct {
	N         int // starts
	Events    int // of those, followed by the other event
	Censored  int // not yet at AsOf
	Imprecise int // of which the stamps leave the time open
	Quantiles []TimeQuantile
	Curve     SurvivalCurve // of the middle of what the stamps leave open
	Refs      []rma.Ref
}

// TimeQuantile is the time within which a share was followed by the other event,
// from the curve of those that were not yet too.
type TimeQuantile struct {
	P               float64
	Time            rma.Estimate // of the middle of what the stamps leave open; NaN when it was not reached
	Least, Greatest float64      // when every time is the least, or the greatest, that the stamps leave
}

// BetweenStrata is the figures apart for each value of a split.
type BetweenStrata struct {
	Key    string
	Label  rma.Text
	Levels []BetweenLevel
}

// BetweenLevel is the starts with one value.
type BetweenLevel struct {
	Key   string
	Label rma.Text
	BetweenFigure
	rows []int // places in Cases
}

// Between measures in each case the time from one event to another, such as from
// the report to the first home visit, and how long it usually takes.
//
//	Min = least that the stamps leave, Max = greatest (see [Stamp.Until])
//
// The clock starts at the first, the last or each event of the kind, and stops at
// the first event of the other kind that does not surely lie before the start; of
// several it is not always known which that is, and the bounds are then the least
// lower and the least upper one. A stop that may lie before the start is taken to
// lie after it. Two starts can stop at one event. [BetweenTimes.Within] says how
// many were in time.
//
// Time is counted in hours that passed, or in midnights. Quantiles are read from
// the Kaplan-Meier estimate (see [SurvivalCurve]), so that cases not yet followed by
// the other event at asOf count for as long as they were waited for; a median of
// those alone that were followed is too short. A quantile that fewer reached is NaN.
// With AnchorEach the starts of one case are taken as independent, which makes the
// intervals too narrow. Cases without a start, and with the other event surely
// before it only, are not applicable and counted. Events after asOf are not looked
// at.
//
// [TimeToVisit] judges one start per case, the first report, by the same rule; its
// base has every report of which the time has passed, also when the stamps leave
// open whether the visit was in time.
//
// Errors: ErrNoAsOf; ErrOptions; an *rma.DataError with rma.ErrDate for each time of
// more than 292 years. Warnings: rma.WarnSmallBase and rma.WarnUndefined for a small
// or empty base, rma.WarnUndefined for quantiles that were not reached,
// rma.WarnUndetermined for times that the stamps leave open, rma.WarnOutOfState for
// cases with the other event before the start only.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association
// 53, 457-481; Brookmeyer and Crowley (1982), Biometrics 38, 29-41.
// Checked against: a slow reference, and every minute that imprecise stamps mean.
func Between(log *Log, asOf time.Time, from, to Activity, o BetweenOptions) (BetweenTimes, error) {
	if asOf.IsZero() {
		return BetweenTimes{}, ErrNoAsOf
	}
	if from == "" || to == "" {
		return BetweenTimes{}, fmt.Errorf("%w: an activity at which the clock starts and one at which it stops", ErrOptions)
	}
	if err := o.check(); err != nil {
		return BetweenTimes{}, err
	}
	o = o.withUsual()
	b := BetweenTimes{From: from, To: to, AsOf: asOf, Options: o}
	b.Definition = o.definition(from, to, asOf)
	var problems rma.Problems
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		list := startsOf(t.until(asOf), from, to, o.Anchor, o.From, o.To)
		if len(list) == 0 {
			b.NoFrom++
		}
		for _, s := range list {
			c := newBetweenCase(t, s, o.Splits)
			if c.OnlyBefore {
				b.OnlyBefore++
			}
			if c.Elapsed.cut() {
				problems.File = c.Ref.File
				problems.Add(c.Ref.Line, 0, "to", errTooFar)
			}
			b.Cases = append(b.Cases, c)
		}
	}
	if err := problems.Err(); err != nil {
		return BetweenTimes{}, err
	}
	b.All = b.figure(nil)
	b.Strata = b.strata()
	b.Warnings = b.warnings()
	return b, nil
}

func (b *BetweenTimes) warnings() []rma.Warning {
	list := append(baseWarnings(b.All.N), b.All.warnings()...)
	if b.OnlyBefore > 0 {
		list = append(list, rma.Warn(rma.WarnOutOfState, "n=%d", b.OnlyBefore))
	}
	return list
}

func (f BetweenFigure) warnings() []rma.Warning {
	var list []rma.Warning
	for _, q := range f.Quantiles {
		if math.IsNaN(q.Time.Value) && f.N > 0 {
			list = append(list, rma.Warn(rma.WarnUndefined, "p=%s", rma.FormatNumber(q.P, 2, rma.English)))
		}
	}
	if f.Imprecise > 0 {
		list = append(list, rma.Warn(rma.WarnUndetermined, "n=%d", f.Imprecise))
	}
	return list
}

// definition says in words what is measured.
func (o BetweenOptions) definition(from, to Activity, asOf time.Time) rma.Text {
	write := func(l rma.Lang, form string) string {
		return fmt.Sprintf(form, measureTerms.Text("Measure", uint8(o.Clock)).In(l), from.Label(l),
			anchorTerms.Text("Anchor", uint8(o.Anchor)).In(l), to.Label(l), moment(asOf, l))
	}
	return rma.T(write(rma.Dutch, "tijd in %s van %s (%s van een dossier) tot %s (de eerste keer daarna); wat er op %s nog niet was, telt mee tot dat moment"),
		write(rma.English, "time in %s from %s (%s of a case) to %s (the first time after it); what had not happened on %s counts up to then"))
}
