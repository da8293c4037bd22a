package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// IndexClosing says which closings the time to a re-report is counted from.
type IndexClosing uint8

const (
	EveryClosing  IndexClosing = iota // a family with several counts several times
	FirstClosings                     // the first closing of a family alone
)

var indexClosingTerms = rma.Terms{
	{"every", "elke afsluiting", "every closing"},
	{"first", "de eerste afsluiting van een gezin", "the first closing of a family"},
}

// String returns the key used in files.
func (i IndexClosing) String() string { return indexClosingTerms.Key("IndexClosing", uint8(i)) }

// RecurrenceOptions says from which closings on, and to what, time is counted.
type RecurrenceOptions struct {
	Name            string                  // key of the observations; "" means "recurrence"
	Rule            Rule                    // what a re-report is; without a name it is DrentheStudy. Its look-back does not apply
	Index           IndexClosing            // 0 means every closing
	Closing         func(Trace, Stamp) bool // which closings count: of a pilot, in a period; nil means all
	Windows         []int                   // days after closing to report at; nil means 90, 180 and 365
	Horizon         int                     // days up to which the mean is taken; 0 means the longest window
	Ends            []Activity              // what ends the observation of a family; nil means LeftRegion
	ReopeningCounts bool                    // involvement that begins anew without a report is an event too; false means that it ends observation
	Splits          []Split                 // curves apart, and a test whether they differ
	Scale           CurveScale              // of the intervals; 0 means log-log
	Level           float64                 // of the intervals; 0 means 0.95
	Origin          rma.Origin              // for the observations
}

// withUsual fills in what was left open.
func (o RecurrenceOptions) withUsual() RecurrenceOptions {
	o.Name = nameOr(o.Name, "recurrence")
	if o.Rule.Name == "" {
		o.Rule = DrentheStudy()
	}
	o.Rule.Lookback = Span{}
	o.Windows = slices.Clone(o.Windows)
	if o.Windows == nil {
		o.Windows = []int{90, 180, 365}
	}
	slices.Sort(o.Windows)
	if o.Horizon == 0 && len(o.Windows) > 0 {
		o.Horizon = o.Windows[len(o.Windows)-1]
	}
	o.Ends = slices.Clone(o.Ends)
	if o.Ends == nil {
		o.Ends = []Activity{LeftRegion}
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o RecurrenceOptions) check() error {
	windows := slices.Clone(o.Windows)
	slices.Sort(windows)
	switch {
	case len(slices.Compact(windows)) != len(o.Windows) || len(windows) > 0 && windows[0] <= 0:
		return fmt.Errorf("%w: windows are different numbers of days above 0", ErrOptions)
	case o.Windows != nil && len(o.Windows) == 0 || o.Horizon < 0:
		return fmt.Errorf("%w: one window at least, and a horizon of 0 days or more", ErrOptions)
	case int(o.Index) >= len(indexClosingTerms):
		return fmt.Errorf("%w: the time runs from every closing or from the first of a family", ErrOptions)
	}
	if o.Rule.Name != "" {
		if err := o.Rule.check(); err != nil {
			return err
		}
	}
	if err := o.Scale.check(); err != nil {
		return err
	}
	if err := checkSplits(o.Splits); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

func (o RecurrenceOptions) curve() curveOptions {
	return curveOptions{scale: o.Scale, level: o.Level, horizon: float64(o.Horizon), unit: rma.T("dagen", "days")}
}

// Recurrences is how soon after closing families were reported again.
type Recurrences struct {
	Definition rma.Text
	Curve      SurvivalCurve // in days since closing
	Windows    []RecurrenceWindow
	Counts     []RecurrenceCount // mean number of re-reports per family, at the same windows
	Groups     []RecurrenceGroups
	Cases      []RecurrenceCase // the index closings, in the order of the log
	Closings   ClosingCounts
	Families   int // with an index closing; closings, when the rule links by person
	Rereports  int // in the log up to AsOf
	Outside    int // of those, on none of the index closings
	Left       int // observation ended by one of Options.Ends
	Reopened   int // observation ended by involvement without a re-report
	Ambiguous  int // re-reports or closings of which the stamps leave the number of days, or which came first, open
	OutOfState int // events of the log that do not fit the course of their dossier
	AsOf       time.Time
	Options    RecurrenceOptions // with what was left open filled in; Rule without a look-back
	Warnings   []rma.Warning
	mcf        stat.Cumulative
}

// ClosingCounts is how many closings there are, and which were no start of the
// clock.
type ClosingCounts struct {
	All        int
	NotAsked   int // for which Options.Closing does not hold
	Unlinkable int // nothing to link a re-report by
	Running    int // while another linked dossier was running
	Later      int // not the first of a family, when that is asked for
	N          int // the others: index closings
}

// Recurrence reports how likely a family is to be reported again within a time
// after its dossier was closed, from families of which some were followed for only
// a part of that time.
//
//	incidence(w) = 1 - S(w), with S the Kaplan-Meier estimate (see [SurvivalCurve])
//	crude(w) = re-reported within w days / followed for w days or longer
//	mean count(w) = Σ d/n over the days up to w, d re-reports and n families followed
//
// The clock starts at a closing by which nobody is involved with the family any
// more. While another dossier runs that the rule links to the one that closes, a
// report would be a follow-up: such a closing is no index, and the family is at
// risk from the closing of the last one on (Closings.Running). The event is the
// first report after it that is a re-report under the rule, as [ClassifyReports]
// has it, but however long ago the closing was: the look-back of the rule does not
// apply. With a merge window only the first report of an incident is one. Of a rule
// that links by person, dossiers are linked that name a person in common.
//
// Observation ends at asOf; at the first of Options.Ends in a linked dossier since
// the involvement began (death is not in the vocabulary: declare an activity); and
// when Veilig Thuis becomes involved again without a re-report, as by a reopening,
// since what comes then is a follow-up. Under a rule by which a reopened dossier is
// closed until it is taken up, a report that takes it up is a re-report.
//
// Time is in calendar days, from the first day that the stamp of the closing can
// mean to the first day of the re-report, and 0 on one day. N counts index
// closings. Incidence, between 0 and 1, assumes that families of which observation
// ends are as likely to be re-reported as others, and independent closings: with
// several closings of a family its interval is too narrow ([FirstClosings]). The
// mean count is always per family from its first index closing on. Crude shares
// leave out who was not followed for the whole window, and count how many. The test
// across groups is the log-rank test; cases of which the value is not recorded are
// no group. The share of reports that are re-reports is of another population: see
// [SideBySide].
//
// The time that it takes grows with the log, and within one family with the square
// of its dossiers.
//
// Errors: ErrNoAsOf, ErrOptions. Warnings: rma.WarnSmallBase and rma.WarnUndefined
// for a small or empty base, rma.WarnNearHorizonEnd for windows after which nobody
// was followed, rma.WarnNoInterval for windows without one, rma.WarnAmbiguousTie,
// rma.WarnUnclassified (closings that cannot be linked) and rma.WarnOutOfState with
// their numbers; rma.WarnUndefined and rma.WarnSmallCells for a test that does not
// exist, or rests on fewer than five expected re-reports in a group.
//
// Source: Kaplan and Meier (1958), Journal of the American Statistical Association
// 53, 457-481; Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; Nelson
// (1988), Journal of Quality Technology 20, 24-35; Wilson (1927) for crude shares.
// Checked against: a slow reference on random family histories; the oracles of
// testdata/oracle for the curve and the test.
func Recurrence(log *Log, asOf time.Time, o RecurrenceOptions) (Recurrences, error) {
	if asOf.IsZero() {
		return Recurrences{}, ErrNoAsOf
	}
	if err := o.check(); err != nil {
		return Recurrences{}, err
	}
	o = o.withUsual()
	return newRecurrences(findClosings(newHistory(log.until(asOf)).under(o.Rule), asOf, o), asOf, o), nil
}

// newRecurrences works out every figure.
func newRecurrences(x *closings, asOf time.Time, o RecurrenceOptions) Recurrences {
	r := Recurrences{Definition: o.definition(asOf), Closings: x.counts, Rereports: x.rereports, Outside: x.outside,
		Ambiguous: x.ties, OutOfState: x.outOfState, AsOf: asOf, Options: o}
	r.Cases = make([]RecurrenceCase, 0, x.counts.N)
	var followed, when []float64
	var unit []int
	for i := range x.list {
		c := &x.list[i]
		if !c.index {
			continue
		}
		one := x.result(c)
		r.Cases = append(r.Cases, one)
		r.count(one)
		if c.first {
			for _, e := range c.events {
				if day := max(0, e.day-c.stretch.firstDay); day <= one.Followed {
					unit, when = append(unit, len(followed)), append(when, float64(day))
				}
			}
			followed = append(followed, float64(one.Followed))
		}
	}
	r.Families = len(followed)
	time, event := r.spells(nil)
	r.Curve = newCurve(time, event, o.curve())
	r.Windows = r.windows(r.Curve, nil)
	r.mcf = stat.CumulativeCount(followed, unit, when, o.Level)
	r.Counts = r.counts()
	r.Groups = r.groups()
	r.Warnings = r.warnings()
	return r
}

// count adds a case to the totals.
func (r *Recurrences) count(c RecurrenceCase) {
	switch c.Ended {
	case EndedByLeaving:
		r.Left++
	case EndedByReopening:
		r.Reopened++
	}
	if c.MinDays != c.MaxDays {
		r.Ambiguous++
	}
}

func (r *Recurrences) warnings() []rma.Warning {
	list := baseWarnings(r.Closings.N)
	for _, w := range r.Windows {
		list = append(list, w.warnings()...)
	}
	for _, g := range r.Groups {
		list = append(list, g.warnings()...)
	}
	for _, w := range []struct {
		code rma.Code
		n    int
	}{{rma.WarnAmbiguousTie, r.Ambiguous}, {rma.WarnUnclassified, r.Closings.Unlinkable}, {rma.WarnOutOfState, r.OutOfState}} {
		if w.n > 0 {
			list = append(list, rma.Warn(w.code, "n=%d", w.n))
		}
	}
	return list
}

// definition says in words what is counted.
func (o RecurrenceOptions) definition(asOf time.Time) rma.Text {
	write := func(l rma.Lang, form string) string {
		ends := make([]string, len(o.Ends))
		for i, a := range o.Ends {
			ends[i] = a.Label(l)
		}
		again := rma.T("heropening zonder hermelding beëindigt de waarneming", "involvement without a re-report ends observation")
		if o.ReopeningCounts {
			again = rma.T("heropening zonder hermelding telt als hermelding", "involvement without a re-report counts as a re-report")
		}
		return fmt.Sprintf(form, indexClosingTerms.Text("IndexClosing", uint8(o.Index)).In(l), moment(asOf, l), listed(ends, l),
			again.In(l), o.Rule.Definition().In(l))
	}
	return rma.T(
		write(rma.Dutch, "kans op een hermelding in de kalenderdagen na %s, geschat met Kaplan-Meier; waargenomen tot %s%s; zolang een ander gekoppeld dossier loopt begint de tijd niet; %s; %s"),
		write(rma.English, "chance of a re-report in the calendar days after %s, estimated by Kaplan-Meier; observed until %s%s; while another linked dossier is running the time does not start; %s; %s"))
}

// listed writes what else ends observation.
func listed(ends []string, l rma.Lang) string {
	s := ""
	for _, e := range ends {
		s += rma.T(" of ", " or ").In(l) + e
	}
	return s
}
