package rma

// Study is everything about a piece of action research that is not data: what
// it asks, where and with whom it is done, by which methods, what it claims and
// recommends. Findings and appraisals are its records.
type Study struct {
	ID              string           `json:"id"`
	Title           Text             `json:"title"`
	Commissioner    Text             `json:"commissioner,omitzero"`
	Question        Text             `json:"question,omitzero"`
	Period          Period           `json:"period,omitzero"`
	Synthetic       bool             `json:"synthetic,omitempty"` // the data were generated, not collected
	Actors          []Actor          `json:"actors,omitempty"`
	Groups          []Group          `json:"groups"`
	Pilots          []Pilot          `json:"pilots"`
	Methods         []MethodUse      `json:"methods"`
	Claims          []Claim          `json:"claims"`
	Elements        []Element        `json:"elements,omitempty"`
	Barriers        []Barrier        `json:"barriers,omitempty"`
	Recommendations []Recommendation `json:"recommendations,omitempty"`
	Limitations     []Text           `json:"limitations,omitempty"`

	Findings   []Finding        `json:"-"` // findings.csv
	Appraisals []Appraisal      `json:"-"` // appraisals.csv
	Mentions   []ElementMention `json:"-"` // mentions.csv
	Feedback   []Feedback       `json:"-"` // feedback.csv
}

// Actor is an organisation that takes part.
type Actor struct {
	ID    string `json:"id"`
	Name  Text   `json:"name"`
	Level Level  `json:"level,omitempty"`
}

// Group is a group of informants: people, files or registrations that can tell
// something. Two methods that draw on one group are not independent.
type Group struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
}

// MethodUse is how the study used a method: with which groups, in which pilots,
// knowing which other results.
type MethodUse struct {
	ID         string           `json:"id"`
	Method     Method           `json:"method"`
	Name       Text             `json:"name,omitzero"`   // when it differs from the method's label
	Strand     Strand           `json:"strand,omitzero"` // when it differs from the method's usual strand
	Groups     []string         `json:"groups"`          // ids of informant groups
	InformedBy []string         `json:"informed_by,omitempty"`
	Covers     []string         `json:"covers,omitempty"` // ids of the claims its instrument can speak on; empty = all
	Pilots     map[string]Usage `json:"pilots"`           // by pilot id; a pilot not named was not covered
	Period     Period           `json:"period,omitzero"`
}

// Label returns the name in language l.
func (m MethodUse) Label(l Lang) string {
	if !m.Name.IsZero() {
		return m.Name.In(l)
	}
	return m.Method.Label(l)
}

// StrandOf returns the strand of this use: its own, or the method's usual one.
func (m MethodUse) StrandOf() Strand {
	if m.Strand != StrandNotRecorded {
		return m.Strand
	}
	return m.Method.Strand()
}

// Usage says whether a method was used in a pilot, and with how many people,
// cases or documents.
type Usage struct {
	Coverage Coverage `json:"coverage"`
	N        int      `json:"n,omitempty"` // 0 = not stated
}

// Coverage is whether a method was used in a pilot. The zero value is unknown:
// the source does not say.
//
// Keys in files: unknown, used, not-used.
type Coverage uint8

const (
	CoverageUnknown Coverage = iota
	Used
	NotUsed
)

var coverageTerms = Terms{
	{"unknown", "onbekend", "unknown"},
	{"used", "gebruikt", "used"},
	{"not-used", "niet gebruikt", "not used"},
}

// String returns the key used in files.
func (c Coverage) String() string { return coverageTerms.Key("Coverage", uint8(c)) }

// Label returns the name in language l.
func (c Coverage) Label(l Lang) string { return coverageTerms.Text("Coverage", uint8(c)).In(l) }

// MarshalText writes the key.
func (c Coverage) MarshalText() ([]byte, error) { return coverageTerms.Marshal("Coverage", uint8(c)) }

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (c *Coverage) UnmarshalText(text []byte) error {
	v, err := coverageTerms.Parse("Coverage", text)
	*c = Coverage(v)
	return err
}

// usage returns how the method was used in the pilot; a pilot that the study
// does not name for this method was not covered.
func (m MethodUse) usage(pilot string) Usage {
	if u, ok := m.Pilots[pilot]; ok {
		return u
	}
	return Usage{Coverage: NotUsed}
}

// Pilot returns the pilot with that id.
func (s *Study) Pilot(id string) (Pilot, bool) {
	for _, p := range s.Pilots {
		if p.ID == id {
			return p, true
		}
	}
	return Pilot{}, false
}

// Method returns the use of a method with that id.
func (s *Study) Method(id string) (MethodUse, bool) {
	for _, m := range s.Methods {
		if m.ID == id {
			return m, true
		}
	}
	return MethodUse{}, false
}

// Claim returns the claim with that id.
func (s *Study) Claim(id string) (Claim, bool) {
	for _, c := range s.Claims {
		if c.ID == id {
			return c, true
		}
	}
	return Claim{}, false
}

// Finding returns the finding with that id.
func (s *Study) Finding(id string) (Finding, bool) {
	for _, f := range s.Findings {
		if f.ID == id {
			return f, true
		}
	}
	return Finding{}, false
}
