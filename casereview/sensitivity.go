package casereview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// mostVariants is how many variants a grid may have.
const mostVariants = 500

// SensitivityOptions spans a grid of rules. A list that is empty leaves what the rule
// itself says.
type SensitivityOptions struct {
	Name         string                  // key of the observations; "" means "sensitivity"
	Rules        []Rule                  // none means DrentheStudy, CBS2022 and Within12Months
	Lookbacks    []Span                  // the zero Span is without limit
	MergeWindows []time.Duration         // 0 means that each report is an incident of its own
	Ties         []Tie                   // what a report is when a dossier was closed at the same time
	Reopened     []bool                  // whether a reopened dossier counts as closed until it is taken up
	Count        func(Trace, Event) bool // which reports are counted; nil means all
	Level        float64                 // of the intervals; 0 means 0.95
	Origin       rma.Origin              // for the observations
}

// RuleVariant is one rule of the grid with what it gives.
type RuleVariant struct {
	Rule          Rule // with a name that says what was varied, such as "cbs-24m-tie-rereport"
	Definition    rma.Text
	Counts        ClassCounts
	Share         rma.Share // re-reports among the classified reports
	Difference    float64   // of the share from that of the first variant; NaN when one does not exist
	Changed       int       // reports that have another class than under the first variant
	Ambiguous     int
	KnownBeyond   int
	Incidents     ClassCounts // by the class of the first report; as Counts when the rule does not merge
	IncidentShare rma.Share   // re-reports among the classified incidents
}

// RuleSensitivity is how much a share of re-reports depends on the rule.
type RuleSensitivity struct {
	Variants []RuleVariant // by rule, then look-back, tie, reopening and window; the first is what others are held against
	Least    rma.Share     // the lowest and the highest share of re-reports among the reports
	Most     rma.Share
	Options  SensitivityOptions
	Warnings []rma.Warning
	refs     []rma.Ref
}

// Sensitivity classifies the same reports under every combination of rules, look-backs,
// ties, reopenings and merge windows: a figure that moves little is one to build on,
// and one that moves much is to be given with its rule.
//
//	share      = re-reports / classified reports, per variant; see [ClassifyReports]
//	difference = share - share of the first variant
//	changed    = reports with another class than under the first variant
//
// A difference of -0.05 is five percentage points fewer. The variants are of the same
// reports, so no interval or test of their difference is given. A merge window leaves
// the reports as they are and changes the second unit only: incidents, each with the
// class of its first report. N counts reports, or incidents.
//
// The events are read once for all variants.
//
// Errors: ErrOptions, also for two variants that are the same and for more than 500.
// Warnings: rma.WarnSmallBase and rma.WarnUndefined for a small or empty base;
// rma.WarnAmbiguousTie with the number of the first variant.
//
// Source: for the interval, Wilson (1927), Journal of the American Statistical
// Association 22, 209-212.
// Checked against: [ClassifyReports] under each rule apart.
func Sensitivity(log *Log, o SensitivityOptions) (RuleSensitivity, error) {
	if err := checkLevel(o.Level); err != nil {
		return RuleSensitivity{}, err
	}
	o.Name = nameOr(o.Name, "sensitivity")
	o.Rules, o.Lookbacks, o.MergeWindows = slices.Clone(o.Rules), slices.Clone(o.Lookbacks), slices.Clone(o.MergeWindows)
	o.Ties, o.Reopened = slices.Clone(o.Ties), slices.Clone(o.Reopened)
	if len(o.Rules) == 0 {
		o.Rules = []Rule{DrentheStudy(), CBS2022(), Within12Months()}
	}
	grid, err := o.grid()
	if err != nil {
		return RuleSensitivity{}, err
	}
	s := RuleSensitivity{Options: o, Variants: make([]RuleVariant, 0, len(grid))}
	s.run(newHistory(log), grid)
	return s, nil
}

// grid returns the rules to classify by, each with the windows to merge by.
func (o *SensitivityOptions) grid() ([]Rule, error) {
	n := len(o.Rules) * max(1, len(o.Lookbacks)) * max(1, len(o.MergeWindows)) * max(1, len(o.Ties)) * max(1, len(o.Reopened))
	if n > mostVariants {
		return nil, fmt.Errorf("%w: a grid of at most %d variants", ErrOptions, mostVariants)
	}
	list := slices.Clone(o.Rules)
	list = varied(list, o.Lookbacks, func(r *Rule, back Span) (string, rma.Text) {
		r.Lookback = back
		if back == (Span{}) {
			return back.key(), rma.T("hoe lang geleden ook", "however long ago")
		}
		return back.key(), back.text()
	})
	list = varied(list, o.Ties, func(r *Rule, tie Tie) (string, rma.Text) {
		r.SameDayTie = tie
		label := tieTerms.Text("Tie", uint8(tie))
		return "tie-" + tie.String(), rma.T("op hetzelfde moment "+label.NL, "at the same moment "+label.EN)
	})
	list = varied(list, o.Reopened, func(r *Rule, closed bool) (string, rma.Text) {
		r.ReopenedCountsAsClosed = closed
		if closed {
			return "reopened-closed", rma.T("heropend is gesloten", "reopened is closed")
		}
		return "reopened-open", rma.T("heropend loopt", "reopened is running")
	})
	list = varied(list, o.MergeWindows, func(r *Rule, d time.Duration) (string, rma.Text) {
		r.MergeWindow = d
		if d == 0 {
			return "each", rma.T("elke melding apart", "each report apart")
		}
		window := span(d)
		return "merge-" + strings.ReplaceAll(window.EN, " ", ""), rma.T("samen binnen "+window.NL, "together within "+window.EN)
	})
	seen := map[string]bool{}
	for i := range list {
		if err := list[i].check(); err != nil {
			return nil, err
		}
		if seen[list[i].Name] {
			return nil, fmt.Errorf("%w: two variants are the same, or two rules have one name", ErrOptions)
		}
		seen[list[i].Name] = true
	}
	return list, nil
}

// varied returns every rule with every value. What a value is called goes into the
// name of the rule.
func varied[T any](rules []Rule, values []T, set func(*Rule, T) (string, rma.Text)) []Rule {
	if len(values) == 0 {
		return rules
	}
	list := make([]Rule, 0, len(rules)*len(values))
	for _, r := range rules {
		for _, v := range values {
			one := r
			key, label := set(&one, v)
			if r.Name != "" { // a rule without a name stays an error
				one.Name += "-" + key
				one.Label = rma.T(r.label().In(rma.Dutch)+", "+label.NL, r.label().In(rma.English)+", "+label.EN)
			}
			list = append(list, one)
		}
	}
	return list
}

// key is a span in a name: "2y", "18m", "30d", or "unlimited".
func (s Span) key() string {
	var b strings.Builder
	for _, part := range []struct {
		n    int
		unit string
	}{{s.Years, "y"}, {s.Months, "m"}, {s.Days, "d"}} {
		if part.n != 0 {
			fmt.Fprintf(&b, "%d%s", part.n, part.unit)
		}
	}
	return nameOr(b.String(), "unlimited")
}
