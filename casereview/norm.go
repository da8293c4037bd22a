package casereview

import (
	"fmt"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Norm is a term within which one event has to follow another, and the share of
// cases in which it should.
type Norm struct {
	Name        string   // key; must be given
	Label       rma.Text // empty means Name
	From, To    Activity
	Of          func(Event) bool // which of the events at which the term starts it is about; nil means all
	Term        Term
	TargetShare float64  // between 0 and 1; 0 means that there is none
	Source      rma.Text // who set it; printed under the table
}

// AssessmentNorm is the term of the safety assessment: 5 working days from the
// report, in 90% of the reports.
//
// Source: Handelingsprotocol Veilig Thuis 2019, in force from 1 January 2019, for
// the term; Landelijk Netwerk Veilig Thuis for the share.
func AssessmentNorm() Norm {
	return Norm{Name: "assessment-5-working-days", From: Report, To: AssessmentDone, Term: Term{WorkingDays: 5}, TargetShare: 0.9,
		Label:  rma.T("veiligheidsbeoordeling binnen 5 werkdagen na de melding", "safety assessment within 5 working days of the report"),
		Source: rma.T("Handelingsprotocol Veilig Thuis 2019; norm van het Landelijk Netwerk Veilig Thuis: 90%", "Handelingsprotocol Veilig Thuis 2019; norm of the Landelijk Netwerk Veilig Thuis: 90%")}
}

// InvestigationNorm is the term of an investigation: 10 weeks from its start to its
// end, in 80% of the investigations. Of says which services are investigations: a
// log does not tell these from conditions and follow-up (V&V) unless a team has an
// attribute for it. With nil every service counts, which is too many. There is no
// norm for V&V here, since its term could not be verified: make one with the term
// that holds for the team.
//
// Source: as for [AssessmentNorm], with 80% for the share.
func InvestigationNorm(of func(Event) bool) Norm {
	return Norm{Name: "investigation-10-weeks", From: ServiceStart, To: ServiceEnd, Of: of, Term: Term{Days: 70}, TargetShare: 0.8,
		Label:  rma.T("onderzoek binnen 10 weken afgerond", "investigation completed within 10 weeks"),
		Source: rma.T("Handelingsprotocol Veilig Thuis 2019; norm van het Landelijk Netwerk Veilig Thuis: 80%", "Handelingsprotocol Veilig Thuis 2019; norm of the Landelijk Netwerk Veilig Thuis: 80%")}
}

func (n Norm) check() error {
	switch {
	case n.Name == "":
		return fmt.Errorf("%w: a norm has a name, because every figure prints it", ErrOptions)
	case n.From == "" || n.To == "":
		return fmt.Errorf("%w: a norm runs from one activity to another", ErrOptions)
	case !(n.TargetShare >= 0 && n.TargetShare <= 1):
		return fmt.Errorf("%w: a target is a share between 0 and 1", ErrOptions)
	}
	return n.Term.check()
}

// check tells whether a term is one.
func (t Term) check() error {
	if t.WorkingDays < 0 || t.Days < 0 || (t.WorkingDays == 0) == (t.Days == 0) {
		return fmt.Errorf("%w: %w", ErrOptions, ErrTerm)
	}
	return nil
}

func (n Norm) label() rma.Text {
	if n.Label.IsZero() {
		return rma.PlainText(n.Name)
	}
	return n.Label
}

// NormOptions says which cases are held to a norm, and by which calendar.
type NormOptions struct {
	Name     string           // key of the observations; "" means "norm"
	Calendar Calendar         // nil means DutchCalendar
	Anchor   Anchor           // which start of a case; 0 means the first
	In       func(Trace) bool // nil means every case of the log
	To       func(Event) bool // which of the events that end the term; nil means all
	Splits   []Split          // shares apart
	Bands    []int            // working days over at which a new band begins; nil means 1, 2, 6, 11 and 21
	Level    float64          // of the intervals; 0 means 0.95
	Origin   rma.Origin       // for the observations
}

// withUsual fills in what was left open.
func (o NormOptions) withUsual() NormOptions {
	o.Name = nameOr(o.Name, "norm")
	if o.Calendar == nil {
		o.Calendar = DutchCalendar{}
	}
	o.Bands = slices.Clone(o.Bands)
	if len(o.Bands) == 0 {
		o.Bands = []int{1, 2, 6, 11, 21}
	}
	if o.Level == 0 {
		o.Level = rma.DefaultLevel
	}
	return o
}

func (o NormOptions) check() error {
	for i, b := range o.Bands {
		if b < 1 || i > 0 && b <= o.Bands[i-1] {
			return fmt.Errorf("%w: bands begin at 1 working day over or more, and ascend", ErrOptions)
		}
	}
	if int(o.Anchor) >= len(anchorTerms) {
		return fmt.Errorf("%w: the first, the last or each", ErrOptions)
	}
	if err := checkSplits(o.Splits); err != nil {
		return err
	}
	return checkLevel(o.Level)
}

// NormCheck is how many cases met a norm, and by how much the others were over.
type NormCheck struct {
	Norm       Norm
	Definition rma.Text
	Cases      []NormCase // in the order of the log; with AnchorEach one for each start
	All        WithinFigure
	Strata     []WithinStrata
	Reached    Answer       // whether the target was, and not recorded when undetermined cases decide, or there is none
	Over       []NormBand   // those that came after the term
	MedianOver rma.Estimate // working days over, of those; the least that the stamps leave
	Overdue    int          // not come at all, and the term has passed
	AsOf       time.Time
	Options    NormOptions // with what was left open filled in
	Warnings   []rma.Warning
}

// NormBand is how many were over by a number of working days from From up to To;
// To 0 means without an end.
type NormBand struct{ From, To, Count int }

// CheckNorm holds the cases of a log to a norm.
//
//	due = the last day of the term (see [Term.Due])
//	Met            the other event surely not after the due day
//	NotMet         surely after it, or not there while the due day is over at asOf
//	Undetermined   the precision of the stamps leaves it open
//	Pending        not there, and the due day is not over for sure
//	NotApplicable  no start, or the other event surely before it only
//	share = Met / (Met + NotMet)
//	over = working days after the due day up to and including that of the event
//
// The share runs from 0 to 1 and more is better; the interval takes cases for a
// sample of how the team works. The bounds have the undetermined in the base, all
// late and all in time. The target is reached when the lower bound is not under it,
// and not when the upper bound is; the interval says how sure a share is, and has no
// part in that. How much others were over is counted in working days by the
// calendar, also for terms in days: 0 for one that ended on a day on which nobody
// works before the next working day; of stamps that leave it open, the least. What
// has not come at all is counted apart (Overdue), since nobody knows yet by how much.
// Which event is taken of several is as in [Between].
//
// Errors: ErrNoAsOf; ErrOptions, with ErrTerm for a term that is none;
// ErrNoWorkingDay for a calendar without working days. Warnings: rma.WarnSmallBase,
// rma.WarnUndefined, rma.WarnUndetermined and rma.WarnPending with their numbers,
// rma.WarnOutOfState for starts with the other event before them only.
//
// Source: for the interval, Wilson (1927), Journal of the American Statistical
// Association 22, 209-212.
// Checked against: a slow reference day by day.
func CheckNorm(log *Log, asOf time.Time, n Norm, o NormOptions) (NormCheck, error) {
	if asOf.IsZero() {
		return NormCheck{}, ErrNoAsOf
	}
	if err := n.check(); err != nil {
		return NormCheck{}, err
	}
	if err := o.check(); err != nil {
		return NormCheck{}, err
	}
	o = o.withUsual()
	c := NormCheck{Norm: n, AsOf: asOf, Options: o, Definition: n.definition(o, asOf)}
	days := newWorkYears(o.Calendar)
	noStart := 0
	for _, t := range log.Cases() {
		if o.In != nil && !o.In(t) {
			continue
		}
		starts := startsOf(t.until(asOf), n.From, n.To, o.Anchor, n.Of, o.To)
		if len(starts) == 0 {
			noStart++
		}
		for _, s := range starts {
			one, err := n.judge(newBetweenCase(t, s, o.Splits), asOf, days)
			if err != nil {
				return NormCheck{}, err
			}
			c.Cases = append(c.Cases, one)
		}
	}
	c.figures(noStart)
	return c, nil
}

// figures works out what follows from the cases.
func (c *NormCheck) figures(noStart int) {
	c.All = c.figure(nil)
	c.All.Counts.NotApplicable += noStart
	for i, s := range c.Options.Splits {
		g := WithinStrata{Key: s.Key, Label: s.label()}
		for _, l := range s.levels(len(c.Cases), func(row int) string { return c.Cases[row].levels[i] }) {
			g.Levels = append(g.Levels, WithinLevel{l.key, l.label, c.figure(l.rows)})
		}
		c.Strata = append(c.Strata, g)
	}
	c.Reached = c.Norm.reached(c.All)
	c.exceedance()
	c.Warnings = c.All.warnings()
	before := 0
	for _, one := range c.Cases {
		if one.Outcome == NotCounted {
			before++
		}
	}
	if before > 0 {
		c.Warnings = append(c.Warnings, rma.Warn(rma.WarnOutOfState, "n=%d", before))
	}
}

// reached says whether a figure reaches the target.
func (n Norm) reached(f WithinFigure) Answer {
	switch {
	case n.TargetShare <= 0:
	case f.Lower.Value() >= n.TargetShare:
		return Yes
	case f.Upper.Value() < n.TargetShare:
		return No
	}
	return NotRecorded
}

// figure counts the outcomes of some cases; nil means all.
func (c *NormCheck) figure(rows []int) WithinFigure {
	var counts WithinCounts
	var refs []rma.Ref
	add := func(one *NormCase) {
		if counts.add(one.Outcome); one.Outcome == Met || one.Outcome == NotMet || one.Outcome == NoVisit {
			refs = append(refs, one.Ref)
		}
	}
	if rows == nil {
		for i := range c.Cases {
			add(&c.Cases[i])
		}
	}
	for _, row := range rows {
		add(&c.Cases[row])
	}
	return newWithinFigure(counts, refs, c.Options.Level)
}
