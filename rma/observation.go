package rma

import (
	"fmt"
	"strings"
)

// Origin says where an observation comes from: which use of which method, in
// which pilot, from whom and when. Analyses take it in their Options and hand
// it on to every observation they make.
type Origin struct {
	Method string // id of a MethodUse
	Pilot  string // id of a Pilot; empty when it speaks of all
	Group  string // id of an informant Group
	Period Period
}

// ObservationID returns the id of what is named name in this origin, such as
// "casusmonitoring/HOO/bezoek-24u".
func (o Origin) ObservationID(name string) string {
	parts := []string{o.Method}
	if o.Pilot != "" {
		parts = append(parts, o.Pilot)
	}
	return strings.Join(append(parts, name), "/")
}

// Observation is what one method saw: a figure or a passage, with the number of
// cases it rests on, its definition and the places it was taken from. It says
// what was seen, not what it means: that is a Finding.
type Observation struct {
	ID string // method/pilot/name, or method/name when it speaks of all pilots
	Origin
	Bouwsteen  Bouwsteen
	What       Text      // a noun phrase: what was counted, measured or said
	Definition Text      // how it was counted
	Share      *Share    // one of Share, Estimate, Count and Passage is set, unless it is withheld
	Estimate   *Estimate //
	Count      *int      //
	Passage    *Passage  //
	Withheld   bool      // known, not shown to the audience of the report
	N          int       // cases, respondents or speakers it rests on
	Refs       []Ref
	Warnings   []Warning
}

// WithheldMark is what stands in the place of a figure that is known and not
// shown, as Statistics Netherlands prints it.
const WithheldMark = "."

// Share is a proportion with its interval.
type Share struct {
	Proportion
	Interval Interval
	// AtMost is what K would be if every case of which the outcome is not known
	// counted; 0 when every outcome is known. The interval is of K.
	AtMost int
}

// Passage is a stretch of what somebody said or wrote, in the words and the
// language of the source.
type Passage struct {
	Text    string
	Speaker Text // role or document, never a name

	// ClearedBy is who read the passage and found that it points at nobody.
	// Without it, it is quoted to the team only.
	ClearedBy string
}

// Ref is one place that an observation was taken from.
type Ref struct {
	Kind RefKind
	ID   string // pseudonym of a case or respondent, id of an item or segment
	File string // the file it stands in, if it came from one
	Line int    // the line of that file, 0 when not known
}

// RefKind says what a Ref points at.
type RefKind string

const (
	RefCase       RefKind = "case"
	RefRespondent RefKind = "respondent"
	RefItem       RefKind = "item"
	RefSegment    RefKind = "segment"
	RefDocument   RefKind = "document"
)

// String writes the place as "case HOO-03 (cases/HOO.csv:4)".
func (r Ref) String() string {
	s := string(r.Kind) + " " + r.ID
	if r.File == "" {
		return s
	}
	if r.Line > 0 {
		return fmt.Sprintf("%s (%s:%d)", s, r.File, r.Line)
	}
	return fmt.Sprintf("%s (%s)", s, r.File)
}

// Format writes the figure or the passage in language l.
func (o Observation) Format(l Lang) string {
	switch {
	case o.Withheld:
		return WithheldMark
	case o.Share != nil:
		s := o.Share.Format(l, 0)
		if o.Share.N >= DefaultMinBase {
			s += ", " + o.Share.Interval.Percent(0, l)
		}
		if o.Share.AtMost > o.Share.K {
			s += fmt.Sprintf(T("; hoogstens %d als het onbekende meetelt", "; at most %d if the unknown counts").In(l), o.Share.AtMost)
		}
		return s
	case o.Estimate != nil:
		return o.Estimate.Format(l)
	case o.Count != nil:
		return fmt.Sprint(*o.Count)
	case o.Passage != nil:
		return o.Passage.Text
	}
	return ""
}

// Source is implemented by every analysis result: what did the method see?
type Source interface {
	Observations() []Observation
}

// Evidence holds the observations of a whole study by their ids.
type Evidence struct {
	list   []Observation
	byID   map[string]int
	tables []Table
}

// tabled is implemented by a source that has its figures in one table, and
// severalTables by one that has several.
type (
	tabled        interface{ Table() Table }
	severalTables interface{ Tables() []Table }
)

// Collect gathers the observations of all sources in the order given. Two
// observations with one id, or one without an id, are an error. Of a source that
// has a method Table() Table or Tables() []Table the tables are kept too: they say
// how its figures add up, which disclosure control must know.
func Collect(sources ...Source) (*Evidence, error) {
	e := &Evidence{byID: map[string]int{}}
	for i, s := range sources {
		if s == nil {
			return nil, fmt.Errorf("source %d: %w", i+1, ErrMissing)
		}
		for _, o := range s.Observations() {
			if o.ID == "" {
				return nil, fmt.Errorf("an observation of %q has no id: %w", o.Method, ErrMissing)
			}
			if _, ok := e.byID[o.ID]; ok {
				return nil, fmt.Errorf("observation %q: %w", o.ID, ErrDuplicate)
			}
			e.byID[o.ID] = len(e.list)
			e.list = append(e.list, o)
		}
		switch s := s.(type) {
		case severalTables:
			e.tables = append(e.tables, s.Tables()...)
		case tabled:
			e.tables = append(e.tables, s.Table())
		}
	}
	return e, nil
}

// Tables returns the tables of the sources, which say how the figures of the
// observations add up.
func (e *Evidence) Tables() []Table {
	if e == nil {
		return nil
	}
	return append([]Table(nil), e.tables...)
}

// Get returns the observation with that id.
func (e *Evidence) Get(id string) (Observation, bool) {
	if e == nil {
		return Observation{}, false
	}
	i, ok := e.byID[id]
	if !ok {
		return Observation{}, false
	}
	return e.list[i], true
}

// All returns every observation in the order in which it was collected.
func (e *Evidence) All() []Observation {
	if e == nil {
		return nil
	}
	return append([]Observation(nil), e.list...)
}
