package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// HandoverOptions says who holds a case, and which handovers are warm.
type HandoverOptions struct {
	Name   string           // key of the observations; "" means "handovers"
	Holder OrgID            // who holds a case from its report; "" means "Veilig Thuis"
	ToAttr string           // attribute of a handover with the receiver, where Event.To is empty; "" means "to"
	Local  []OrgID          // organisations that hold a case with local direction; nil means none are declared
	In     func(Trace) bool // nil means every case of the log

	// WarmAttrs are attributes of a handover that say, with yes or no, that sender and
	// receiver spoke; nil means "family_present" and "accepted".
	WarmAttrs []string
	// DocumentAttr is the attribute that says, with yes, that a document was all; ""
	// means "document_only".
	DocumentAttr string
	// Warm are activities in which organisations meet: a talk, a visit, a call; nil
	// means [Consult], [HomeVisit], "joint-talk", "joint-visit" and "phone".
	Warm []Activity
	// SilentIsCold takes a handover of which nothing about contact is recorded as cold;
	// false: as not known.
	SilentIsCold bool

	// Days is how many days after its report a case is looked at, so that cases of
	// two periods are looked at for as long; those that were not followed so long are
	// left out. 0 means up to asOf.
	Days   int
	Splits []Split    // figures apart, such as [SplitByPilot] and [SplitFromDay]
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // for the observations
}

// withUsual fills in what was left open.
func (o HandoverOptions) withUsual() HandoverOptions {
	o.Name = nameOr(o.Name, "handovers")
	o.Holder = OrgID(nameOr(string(o.Holder), "Veilig Thuis"))
	o.ToAttr = nameOr(o.ToAttr, "to")
	o.DocumentAttr = nameOr(o.DocumentAttr, "document_only")
	o.Local, o.WarmAttrs, o.Warm = slices.Clone(o.Local), slices.Clone(o.WarmAttrs), slices.Clone(o.Warm)
	if o.WarmAttrs == nil {
		o.WarmAttrs = []string{"family_present", "accepted"}
	}
	if o.Warm == nil {
		o.Warm = []Activity{Consult, HomeVisit, "joint-talk", "joint-visit", "phone"}
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o HandoverOptions) check() error {
	if o.Days < 0 {
		return fmt.Errorf("%w: Days is 0 or more", ErrOptions)
	}
	if err := checkSplits(o.Splits); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

// HandoverTimes is who held the cases, and how they changed hands.
type HandoverTimes struct {
	Cases      []HandoverCase // with a report, in the order of the log
	All        HandoverFigure
	Strata     []HandoverStrata
	Violations []HandoverViolation
	NoReport   int // cases without a report: nobody is known to hold them
	TooShort   int // cases that were not followed for Options.Days
	Definition rma.Text
	AsOf       time.Time
	Options    HandoverOptions // with what was left open filled in
	Warnings   []rma.Warning
}

// HandoverStrata is the figures apart for each value of a split.
type HandoverStrata struct {
	Key    string
	Label  rma.Text
	Levels []HandoverLevel
}

// HandoverLevel is the cases with one value.
type HandoverLevel struct {
	Key   string
	Label rma.Text
	HandoverFigure
	rows []int // places in Cases
}

// Handovers follows who holds each case, which is who is responsible for it, and
// says how often it changed hands, how soon, and whether those who did it spoke.
//
// From its first report the case is held by Options.Holder. A [Handover] passes it
// from Event.Org to Event.To; a handover that does not say by whom is taken to be
// by the holder, and after one that does not say to whom nobody knows the holder.
// Closing ends the holding, and a report or reopening after that puts the case
// back with Options.Holder, which is no handover.
//
//	changes      handovers after which another organisation holds the case
//	ping-pong    of those, to an organisation that held the case before
//	warm share = warm / (warm + cold), those of which it is not known apart
//	local share = time held by Options.Local / time held
//
// A handover is warm when an attribute of it says that sender and receiver spoke, or
// an event of Options.Warm in which both took part lies between the moment at which
// the sender got the case and the handover. It is cold when an attribute says no, or
// that a document was all. Otherwise it is not known.
//
// A handover by somebody who did not hold the case, in a case that nobody held, or
// to the holder itself, is a violation of the course. It is counted and listed, and
// the data are kept: whoever received the case holds it.
//
// N counts cases with a report. Events stand by earliest moment and import order;
// where the order of two handovers is not known, the case is counted as ambiguous.
// Days run from the report to the first change, with bounds that the stamps leave;
// their median is of the cases that were handed over, and [Between] gives the time
// with those that were not yet. Times held are of the middles of what stamps mean, up
// to asOf when the case is open. Events after asOf are not looked at. Cases that were
// followed longer can have more handovers: see Options.Days.
//
// [HandoverOfWork] is another count: it takes every two consecutive events of
// different organisations for work that passed, whoever holds the case, and needs
// no events of the kind [Handover]. Work passes often while the holder stays.
//
// Errors: ErrNoAsOf; ErrOptions. Warnings: rma.WarnOutOfState with the number of
// violations, rma.WarnUndetermined with that of ambiguous cases,
// rma.WarnMissingAnswers with that of changes of which warmth is not known,
// rma.WarnNearHorizonEnd with that of cases that were not followed for Options.Days,
// rma.WarnSmallBase and rma.WarnUndefined for a small or empty base.
//
// Source: Wilson (1927), Journal of the American Statistical Association 22,
// 209-212, for the intervals. There is no formal definition of a warm handover to
// refer to; the one above is that of the options.
// Checked against: a slow reference that works out the holder anew before every event,
// and every minute that imprecise stamps mean.
func Handovers(log *Log, asOf time.Time, o HandoverOptions) (HandoverTimes, error) {
	if asOf.IsZero() {
		return HandoverTimes{}, ErrNoAsOf
	}
	if err := o.check(); err != nil {
		return HandoverTimes{}, err
	}
	o = o.withUsual()
	h := HandoverTimes{AsOf: asOf, Options: o}
	h.Definition = o.definition(asOf)
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		h.add(t)
	}
	h.All = h.figure(nil)
	for i, s := range o.Splits {
		g := HandoverStrata{Key: s.Key, Label: s.label()}
		for _, l := range s.levels(len(h.Cases), func(row int) string { return h.Cases[row].levels[i] }) {
			g.Levels = append(g.Levels, HandoverLevel{Key: l.key, Label: l.label, rows: l.rows, HandoverFigure: h.figure(l.rows)})
		}
		h.Strata = append(h.Strata, g)
	}
	h.Warnings = h.warnings()
	return h, nil
}

// add follows a case.
func (h *HandoverTimes) add(t Trace) {
	all, end := t, h.AsOf
	t = t.until(end)
	report, ok := t.First(Report)
	if !ok {
		h.NoReport++
		return
	}
	if h.Options.Days > 0 {
		end = report.At.last().AddDate(0, 0, h.Options.Days)
		if end.After(h.AsOf) {
			h.TooShort++
			return
		}
		t = t.until(end)
	}
	c, violations := h.Options.follow(t, report, end)
	c.levels = splitValues(h.Options.Splits, all, report.At)
	h.Cases = append(h.Cases, c)
	h.Violations = append(h.Violations, violations...)
}

func (h *HandoverTimes) warnings() []rma.Warning {
	list := baseWarnings(h.All.N)
	for _, w := range []struct {
		code rma.Code
		n    int
	}{
		{rma.WarnOutOfState, len(h.Violations)},
		{rma.WarnUndetermined, h.All.Ambiguous},
		{rma.WarnMissingAnswers, h.All.Unknown},
		{rma.WarnNearHorizonEnd, h.TooShort},
	} {
		if w.n > 0 {
			list = append(list, rma.Warn(w.code, "n=%d", w.n))
		}
	}
	return list
}

// SplitFromDay divides by whether the clock starts before a day or from it on, as
// before and after the start of a pilot. What the precision of the stamp leaves open
// is not recorded.
func SplitFromDay(day rma.Date) Split {
	names := map[string]rma.Text{
		"before": rma.T("vóór "+day.Label(rma.Dutch), "before "+day.Label(rma.English)),
		"from":   rma.T("vanaf "+day.Label(rma.Dutch), "from "+day.Label(rma.English)),
	}
	return Split{Key: "day", Label: rma.T("melding", "report"), Name: func(v string) rma.Text { return names[v] },
		Of: func(_ Trace, s Stamp) string {
			first, last := s.days()
			switch {
			case s.IsZero():
				return ""
			case last.Before(day):
				return "before"
			case !first.Before(day):
				return "from"
			}
			return ""
		}}
}
