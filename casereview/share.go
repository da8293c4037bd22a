package casereview

import (
	"errors"
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Causes of an error when an analysis cannot start.
var (
	ErrOptions = errors.New("options that ask for something that does not exist")
	ErrNoAsOf  = errors.New("the moment up to which the data run must be given")
)

// ShareOptions says which cases are counted among which.
type ShareOptions struct {
	Name       string           // key of the observation; "" means "share"
	What       rma.Text         // what is counted, a noun phrase
	Definition rma.Text         // how it is counted
	Of         func(Trace) bool // the cases of the base; nil means all
	In         func(Trace) bool // those that are counted; must be given
	Unknown    func(Trace) bool // cases of the base for which it is not recorded; nil means none
	Level      float64          // of the intervals; 0 means 0.95
	Origin     rma.Origin       // for the observations
}

// CaseShare is how many cases of a base have a property.
type CaseShare struct {
	Name             string
	What, Definition rma.Text
	Share            rma.Share    // K of N with Wilson's interval
	Exact            rma.Interval // Clopper-Pearson
	Cases            int          // in the log
	Outside          int          // not in the base
	Unknown          int          // in the base, but not recorded
	In, NotIn        []rma.Ref    // the cases counted, and the others of the base
	Origin           rma.Origin
	Warnings         []rma.Warning
}

// Share counts how many of the cases have a property, such as a home visit.
//
//	share = K / N
//
// From 0 to 1. N counts the cases of the base for which the property is
// recorded; cases outside the base and cases not recorded are left out and
// counted. The interval takes the cases for a sample of what the way of working
// brings about; it says nothing about cases that never came into the log.
//
// Errors: ErrOptions when there is no In or the level is not between 0 and 1.
// Warnings: rma.WarnSmallBase when N < 10, rma.WarnUndefined when N = 0,
// rma.WarnMissingAnswers when cases are not recorded.
//
// Source: Wilson (1927), Journal of the American Statistical Association 22,
// 209-212; Clopper and Pearson (1934), Biometrika 26, 404-413.
func Share(log *Log, o ShareOptions) (CaseShare, error) {
	if o.In == nil {
		return CaseShare{}, fmt.Errorf("%w: In says which cases are counted", ErrOptions)
	}
	if err := checkLevel(o.Level); err != nil {
		return CaseShare{}, err
	}
	s := CaseShare{Name: nameOr(o.Name, "share"), What: o.What, Definition: o.Definition, Cases: log.Len(), Origin: o.Origin}
	for _, t := range log.Cases() {
		switch {
		case o.Of != nil && !o.Of(t):
			s.Outside++
		case o.Unknown != nil && o.Unknown(t):
			s.Unknown++
		case o.In(t):
			s.In = append(s.In, t.Case.Ref())
		default:
			s.NotIn = append(s.NotIn, t.Case.Ref())
		}
	}
	p := rma.Proportion{K: len(s.In), N: len(s.In) + len(s.NotIn)}
	s.Share, s.Exact = newShare(p, o.Level), p.ClopperPearson(o.Level)
	s.Warnings = baseWarnings(p.N)
	if s.Unknown > 0 {
		s.Warnings = append(s.Warnings, rma.Warn(rma.WarnMissingAnswers, "n=%d", s.Unknown))
	}
	return s, nil
}

// newShare is the one place where a proportion gets its interval.
func newShare(p rma.Proportion, level float64) rma.Share {
	return rma.Share{Proportion: p, Interval: p.Wilson(level)}
}

// baseWarnings warns of a base on which no percentage can stand.
func baseWarnings(n int) []rma.Warning {
	switch {
	case n == 0:
		return []rma.Warning{rma.Warn(rma.WarnUndefined, "n=0")}
	case n < rma.DefaultMinBase:
		return []rma.Warning{rma.Warn(rma.WarnSmallBase, "n=%d, n≥%d", n, rma.DefaultMinBase)}
	}
	return nil
}

// inTimeWarnings warns of the base of a share in time, and of what is not sure yet.
func inTimeWarnings(n, undetermined, pending int) []rma.Warning {
	list := baseWarnings(n)
	if undetermined > 0 {
		list = append(list, rma.Warn(rma.WarnUndetermined, "n=%d", undetermined))
	}
	if pending > 0 {
		list = append(list, rma.Warn(rma.WarnPending, "n=%d", pending))
	}
	return list
}

func checkLevel(level float64) error {
	if level != 0 && !(level > 0 && level < 1) || math.IsNaN(level) {
		return fmt.Errorf("%w: a level lies between 0 and 1", ErrOptions)
	}
	return nil
}

func nameOr(name, usual string) string {
	if name == "" {
		return usual
	}
	return name
}

// String writes the share with its interval, in English; without percentages
// when there are fewer cases than rma.DefaultMinBase.
func (s CaseShare) String() string {
	intervals := intervalText(s.Share.N, s.Share.Interval)
	if s.Share.N >= rma.DefaultMinBase {
		intervals = s.Share.Interval.Method + " " + intervals + ", Clopper-Pearson " + intervalText(s.Share.N, s.Exact)
	}
	return fmt.Sprintf("%s: %s, %s (outside the base %d, not recorded %d)",
		s.What.In(rma.English), s.Share.Format(rma.English, 0), intervals, s.Outside, s.Unknown)
}

// Table shows the share with both intervals, and under it the definition.
func (s CaseShare) Table() rma.Table {
	return rma.Table{
		ID: s.Name, Title: s.What, RowHead: rma.T("gevallen", "cases"),
		Columns: []rma.Column{
			{Key: "share", Label: rma.T("aantal", "number")},
			{Key: "wilson", Label: intervalLabel("Wilson", s.Share.Interval)},
			{Key: "clopper_pearson", Label: intervalLabel("Clopper-Pearson", s.Exact)},
		},
		Rows: []rma.Row{{Key: s.Name, Label: s.What, Cells: []rma.Cell{
			rma.ShareCell(s.Share.Proportion).WithRefs(s.id()), rma.ShareIntervalCell(s.Share), rma.ShareIntervalCell(rma.Share{Proportion: s.Share.Proportion, Interval: s.Exact}),
		}}},
		Notes: notes(s.Definition),
		TeamNotes: []rma.Text{rma.T(fmt.Sprintf("%d dossiers; %d buiten de grondslag, %d niet vastgelegd", s.Cases, s.Outside, s.Unknown),
			fmt.Sprintf("%d cases; %d outside the base, %d not recorded", s.Cases, s.Outside, s.Unknown))},
	}.OfPilot(s.Origin.Pilot)
}

func (s CaseShare) id() string { return s.Origin.ObservationID(s.Name) }

func intervalLabel(method string, i rma.Interval) rma.Text {
	percent := rma.FormatPercent(i.Level, 0, rma.Dutch)
	return rma.T(fmt.Sprintf("%s-interval (%s)", method, percent), fmt.Sprintf("%s interval (%s)", method, percent))
}

// notes drops empty texts.
func notes(list ...rma.Text) []rma.Text {
	var kept []rma.Text
	for _, t := range list {
		if !t.IsZero() {
			kept = append(kept, t)
		}
	}
	return kept
}
