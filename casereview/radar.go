package casereview

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// usualRadarDays is how far a radar looks back by default: a week.
const usualRadarDays = 7

// RadarOptions says which reports are current.
type RadarOptions struct {
	Name    string                  // key of the observations; "" means "radar"
	Days    int                     // reports of so many days of 24 hours before asOf; 0 means 7
	History Span                    // how far back earlier reports are counted; zero means 12 months
	Count   func(Trace, Event) bool // which reports are looked at, such as those of a pilot; nil means all
	Origin  rma.Origin              // for the observations
}

// RadarReport is a current report on a family that is known. Previous is the dossier
// that is running, or that was closed last, DaysSinceClosed ago.
type RadarReport struct {
	ClassifiedReport
	Earlier        []CaseID       // the other dossiers that began before, in the order of the log
	KnownPersons   []PersonID     // of the involved, those whom events before the report name
	Persons        rma.Proportion // K of the N involved are known
	EarlierReports int            // within History before it
}

// Format writes where the report was read and what it is, whatever the verb, and no
// moment and no person.
func (r RadarReport) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, fmt.Sprint(r.ClassifiedReport))
}

// ReportRadar is the current reports on families that are known.
type ReportRadar struct {
	Reports    []RadarReport // by moment, then case
	Received   int           // current reports, also on families that are not known
	Counts     ClassCounts   // of these, by class
	Rule       Rule
	Definition rma.Text
	AsOf       time.Time
	Options    RadarOptions
	Warnings   []rma.Warning
	refs       []rma.Ref // of all received
}

// Radar says which reports of the last days concern a family, or persons, that Veilig
// Thuis knows: for who takes a report in hand and has to know what came before.
//
//	current  asOf - Days x 24 hours < t <= asOf, as far as the stamp tells
//	known    another dossier that the rule links began before t, or the dossier itself did
//	earlier  reports of the linked dossiers surely before t, from the day History before it
//
// Each report is classified as [ClassifyReports] does. A first report on a family that
// is known from before the look-back is among those shown. A person is known whom an
// earlier event of a linked dossier names. Who is involved in a report that names
// nobody is taken from its own dossier.
//
// Only what the log holds at asOf can be seen, so give it a fresh one. The time it
// takes grows with the log, and not with the number of days.
//
// Errors: ErrNoAsOf, ErrOptions. Warnings: rma.WarnUnclassified and
// rma.WarnAmbiguousTie with their numbers, and rma.WarnUndefined without a current
// report.
//
// Checked against: a slow reference on random family histories.
func Radar(log *Log, asOf time.Time, rule Rule, o RadarOptions) (ReportRadar, error) {
	if asOf.IsZero() {
		return ReportRadar{}, ErrNoAsOf
	}
	if err := rule.check(); err != nil {
		return ReportRadar{}, err
	}
	if o.Days < 0 || o.History.Years < 0 || o.History.Months < 0 || o.History.Days < 0 {
		return ReportRadar{}, fmt.Errorf("%w: a number of days is not negative", ErrOptions)
	}
	o.Name = nameOr(o.Name, "radar")
	if o.Days == 0 {
		o.Days = usualRadarDays
	}
	if o.History == (Span{}) {
		o.History = Span{Months: 12}
	}
	r := ReportRadar{Rule: rule, Definition: rule.Definition(), AsOf: asOf, Options: o}
	h := newHistory(log).under(rule)
	r.find(h)
	slices.SortStableFunc(r.Reports, func(a, b RadarReport) int { return cmp.Compare(a.At.at, b.At.at) })
	return r, nil
}

// find looks at every current report.
func (r *ReportRadar) find(h *ruled) {
	counts := ReportOptions{Count: r.Options.Count}
	from := r.AsOf.Add(-time.Duration(r.Options.Days) * 24 * time.Hour)
	ambiguous := 0
	for own := range h.dossiers {
		t := h.dossiers[own].trace
		for i := range t.events {
			e := &t.events[i]
			if e.Activity != Report || e.At.Lo().After(r.AsOf) || !e.At.Hi().After(from) || !counts.counts(t, i) {
				continue
			}
			one := h.lookUp(own, i, r.Options.History)
			r.Received++
			r.refs = append(r.refs, one.Ref)
			r.Counts.add(one.Class)
			if one.Ambiguous {
				ambiguous++
			}
			if len(one.Earlier) > 0 || one.Class == FollowUp || one.Class == Rereport || one.KnownBeyondLookback {
				r.Reports = append(r.Reports, one)
			}
		}
	}
	if r.Received == 0 {
		r.Warnings = append(r.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
	}
	for _, w := range []struct {
		code rma.Code
		n    int
	}{{rma.WarnAmbiguousTie, ambiguous}, {rma.WarnUnclassified, r.Counts.Unclassified}} {
		if w.n > 0 {
			r.Warnings = append(r.Warnings, rma.Warn(w.code, "n=%d", w.n))
		}
	}
}

// lookUp classifies a report and says what came before it.
func (h *ruled) lookUp(own, event int, back Span) RadarReport {
	r := RadarReport{ClassifiedReport: h.classify(own, event)}
	list, _ := h.linked(own, event)
	linked := slices.Clone(list)
	this := &h.dossiers[own]
	lo, _ := this.trace.events[event].At.seconds()
	first, _ := r.At.days()
	opens := dayNumber(back.before(first))
	known := map[int32]bool{}
	for _, n := range linked {
		d := &h.dossiers[n]
		before := func(i int, hi int64) bool {
			if int(n) == own {
				return i < event
			}
			return hi <= lo
		}
		began := false
		for i := range d.trace.events {
			e := &d.trace.events[i]
			if _, hi := e.At.seconds(); !before(i, hi) {
				continue
			}
			began = true
			if _, last := e.At.days(); e.Activity == Report && dayNumber(last) >= opens {
				r.EarlierReports++
			}
		}
		if began && int(n) != own {
			r.Earlier = append(r.Earlier, d.trace.Case.ID)
		}
		for _, f := range d.facts {
			if f.kind == namesPerson && before(int(f.event), f.hi) {
				known[f.is] = true
			}
		}
	}
	for _, p := range involvedBy(this.trace, event) {
		r.Persons.N++
		if known[h.numbers.person(p)] {
			r.Persons.K++
			r.KnownPersons = append(r.KnownPersons, p)
		}
	}
	return r
}

// involvedBy returns who is involved in a report, or when it names nobody, those whom
// its dossier named up to then.
func involvedBy(t *Trace, event int) []PersonID {
	if list := t.events[event].involved(); len(list) > 0 {
		return list
	}
	var list []PersonID
	seen := map[PersonID]bool{}
	for i := range event {
		for _, p := range t.events[i].involved() {
			if !seen[p] {
				seen[p] = true
				list = append(list, p)
			}
		}
	}
	return list
}
