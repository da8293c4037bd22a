package casereview

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Valence is how somebody experienced something. The zero value is not recorded.
type Valence uint8

const (
	ValenceNotRecorded Valence = iota
	Negative
	Mixed
	Positive
)

var valenceTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"negative", "negatief", "negative"},
	{"mixed", "gemengd", "mixed"},
	{"positive", "positief", "positive"},
}

// String returns the key used in files, "" for not recorded.
func (v Valence) String() string { return valenceTerms.Key("Valence", uint8(v)) }

// Label returns the name in language l.
func (v Valence) Label(l rma.Lang) string { return valenceTerms.Text("Valence", uint8(v)).In(l) }

// Experience is how somebody looks back on a moment of the case, as told in an
// interview or a client journey.
type Experience struct {
	At      Stamp
	End     Stamp // zero for a moment
	Valence Valence
	Source  rma.Text // who told it, as a role; never a name
	What    rma.Text // in short, what it was about
}

// TimelineOptions says what a timeline shows besides the events.
type TimelineOptions struct {
	Name        string       // id of the table; "" means "timeline"
	Experiences []Experience // given by the caller
}

// TimelineKind says what a stretch of a timeline is.
type TimelineKind uint8

const (
	TimelineEvent      TimelineKind = iota // something that happened
	TimelineState                          // where the dossier stood
	TimelineSafety                         // a phase of working on safety
	TimelineExperience                     // how somebody looks back
)

var timelineTerms = rma.Terms{
	{"event", "gebeurtenis", "event"},
	{"state", "stand van het dossier", "state of the dossier"},
	{"safety", "fase van veiligheid", "phase of safety"},
	{"experience", "ervaring", "experience"},
}

// String returns the key used in files.
func (k TimelineKind) String() string { return timelineTerms.Key("TimelineKind", uint8(k)) }

// Label returns the name in language l.
func (k TimelineKind) Label(l rma.Lang) string {
	return timelineTerms.Text("TimelineKind", uint8(k)).In(l)
}

// TimelineItem is one stretch of a timeline.
type TimelineItem struct {
	Kind     TimelineKind
	Label    rma.Text
	At       Stamp // when it began, as precisely as that is known
	End      Stamp // when it was over; zero when it happened at once, or goes on
	GoesOn   bool  // at asOf
	Activity Activity
	State    State
	Org      OrgID
	With     []OrgID
	Valence  Valence
	Source   rma.Text
	Unsure   bool // its stamp overlaps with that of the item before it of the same kind
}

// CaseTimeline is the course of one case, as a client journey. It points at a family
// and is for the team only, whatever is left out of it: it has no observations.
type CaseTimeline struct {
	Case    CaseID
	Items   []TimelineItem // events, states, phases of safety, and experiences, each by moment
	AsOf    time.Time
	Options TimelineOptions
}

// Timeline sets out one case up to a moment: what happened, where the dossier stood
// (see [Replay]), how far the family was on the way to safety, and how people look
// back on it.
//
// The phases of safety are shown if the log has events of them: until direct safety
// is reached, from then on the work on risks, and after stable safety recovery. A
// phase begins with its event, so the work may have begun sooner.
//
// Errors: ErrNoAsOf; rma.ErrMissing for an experience without a moment; ErrOptions
// for one with a valence that does not exist.
func Timeline(t Trace, asOf time.Time, o TimelineOptions) (CaseTimeline, error) {
	if asOf.IsZero() {
		return CaseTimeline{}, ErrNoAsOf
	}
	o.Name, o.Experiences = nameOr(o.Name, "timeline"), slices.Clone(o.Experiences)
	t = t.until(asOf)
	c := CaseTimeline{Case: t.Case.ID, AsOf: asOf, Options: o}
	for e := range t.All() {
		c.Items = append(c.Items, TimelineItem{Kind: TimelineEvent, Label: e.Activity.text(), At: e.At, End: e.End, Activity: e.Activity, Org: e.Org, With: e.With})
	}
	c.Items = append(c.Items, statesOf(t)...)
	c.Items = append(c.Items, safetyOf(t)...)
	told := make([]TimelineItem, 0, len(o.Experiences))
	for i, x := range o.Experiences {
		switch {
		case x.At.IsZero():
			return CaseTimeline{}, fmt.Errorf("experience %d: %w: its moment", i+1, rma.ErrMissing)
		case int(x.Valence) >= len(valenceTerms):
			return CaseTimeline{}, fmt.Errorf("experience %d: %w: a valence is negative, mixed or positive", i+1, ErrOptions)
		case !x.At.Lo().After(asOf):
			told = append(told, TimelineItem{Kind: TimelineExperience, Label: x.What, At: x.At, End: x.End, Valence: x.Valence, Source: x.Source})
		}
	}
	slices.SortStableFunc(told, func(a, b TimelineItem) int { return cmp.Compare(a.At.at, b.At.at) })
	c.Items = append(c.Items, told...)
	for i := 1; i < len(c.Items); i++ {
		c.Items[i].Unsure = c.Items[i].Kind == c.Items[i-1].Kind && c.Items[i].At.overlaps(c.Items[i-1].At)
	}
	return c, nil
}

// statesOf returns where the dossier stood, and from when to when.
func statesOf(t Trace) []TimelineItem {
	var r replay
	r.run(&t)
	order := make([]int, 0, len(t.events))
	for i := range t.events {
		if r.rank[i] >= 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(r.rank[a], r.rank[b]) })
	var list []TimelineItem
	state := NoDossier
	for _, i := range order {
		e := &t.events[i]
		after, _ := next(state, e.Activity)
		if after != state {
			list = append(endLast(list, e.At), TimelineItem{Kind: TimelineState, Label: stateTerms.Text("State", uint8(after)), At: e.At, State: after, GoesOn: true})
		}
		state = after
	}
	return list
}

// safetyOf returns the phases of safety, if there are events of them.
func safetyOf(t Trace) []TimelineItem {
	if !t.Has(DirectSafetyReached) && !t.Has(StableSafetyReached) {
		return nil
	}
	first := t.events[0]
	if e, ok := t.First(Report); ok {
		first = e
	}
	phase := func(at Stamp, label rma.Text) TimelineItem {
		return TimelineItem{Kind: TimelineSafety, Label: label, At: at, GoesOn: true}
	}
	list := []TimelineItem{phase(first.At, rma.T("op weg naar directe veiligheid", "towards direct safety"))}
	for e := range t.All() {
		switch e.Activity {
		case DirectSafetyReached:
			list = append(endLast(list, e.At), phase(e.At, rma.T("risicogestuurde zorg", "risk-driven care")))
		case StableSafetyReached:
			list = append(endLast(list, e.At), phase(e.At, rma.T("herstelgerichte zorg", "recovery")))
		}
	}
	return list
}

func endLast(list []TimelineItem, at Stamp) []TimelineItem {
	if n := len(list); n > 0 {
		list[n-1].End, list[n-1].GoesOn = at, false
	}
	return list
}

// String names the case and counts the stretches.
func (c CaseTimeline) String() string {
	return fmt.Sprintf("course of case %s (%d stretches)", c.Case, len(c.Items))
}

// Format writes String whatever the verb, and no moment.
func (c CaseTimeline) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// Table lists the stretches of the timeline. It is for the team only.
func (c CaseTimeline) Table() rma.Table {
	t := rma.Table{ID: c.Options.Name, Title: rma.T("Verloop van dossier "+c.Case.String(), "Course of case "+c.Case.String()), RowHead: rma.T("wat", "what"), TeamOnly: true,
		Columns: []rma.Column{
			{Key: "kind", Label: rma.T("soort", "kind"), Things: true},
			{Key: "from", Label: rma.T("van", "from"), Things: true},
			{Key: "to", Label: rma.T("tot", "to"), Things: true},
			{Key: "precision", Label: rma.T("nauwkeurig tot", "precise to"), Things: true},
			{Key: "who", Label: rma.T("wie", "who"), Things: true},
			{Key: "experience", Label: timelineTerms.Text("TimelineKind", uint8(TimelineExperience)), Things: true},
		}}
	for i, item := range c.Items {
		who, valence := rma.PlainText(joinOrgs(item.Org, item.With)), rma.Text{}
		if item.Kind == TimelineExperience {
			who, valence = item.Source, valenceTerms.Text("Valence", uint8(item.Valence))
		}
		to := rma.PlainText(item.End.String())
		if item.GoesOn {
			to = rma.T("loopt nog", "goes on")
		}
		t.Rows = append(t.Rows, rma.Row{Key: rowKey(i), Label: item.Label, Cells: []rma.Cell{
			rma.TextCell(timelineTerms.Text("TimelineKind", uint8(item.Kind))).WithMark(item.Kind.String()),
			rma.PlainCell(item.At.String()), rma.TextCell(to), rma.TextCell(precisionTerms.Text("Precision", uint8(item.At.Precision()))),
			rma.TextCell(who), rma.TextCell(valence).WithMark(item.Valence.String())}})
	}
	return t
}
