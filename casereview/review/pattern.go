package review

import "github.com/reflexive-monitoring/toolkit/rma"

// Pattern is a statement about how the work usually goes, which the episodes of
// a case let see. It is what makes one case a window on the system.
type Pattern struct {
	Type      PatternType `json:"type,omitempty"`
	Statement string      `json:"statement,omitempty"`
	SeenIn    []string    `json:"seen_in,omitempty"` // ids of episodes
	Scope     Scope       `json:"scope,omitempty"`
}

// PatternType is what a pattern is about, in the six kinds of Learning Together.
//
// Keys in files: human-tool, human-management, incident, longer-term, family-professional, judgement.
type PatternType uint8

const (
	PatternTypeNotRecorded PatternType = iota
	HumanTool                          // registers, forms and instruments, and what they make people do
	HumanManagement                    // targets, deadlines and rules of the organisation
	IncidentResponse                   // talking and working together when something happens
	LongerTermWork                     // the same in assessment and in work that lasts
	FamilyProfessional                 // how families and professionals meet
	HumanJudgement                     // how people come to a judgement, and hold on to it
)

var patternTypeTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"human-tool", "mens en hulpmiddel", "people and tools"},
	{"human-management", "mens en sturing", "people and management systems"},
	{"incident", "samen handelen bij incidenten en crises", "working together in incidents and crises"},
	{"longer-term", "samen handelen bij beoordeling en langer durende hulp", "working together in assessment and longer-term work"},
	{"family-professional", "gezin en professional", "families and professionals"},
	{"judgement", "oordelen en redeneren", "judgement and reasoning"},
}

// String returns the key used in files, "" for not recorded.
func (p PatternType) String() string { return patternTypeTerms.Key("PatternType", uint8(p)) }

// Label returns the name in language l.
func (p PatternType) Label(l rma.Lang) string { return p.text().In(l) }

func (p PatternType) text() rma.Text { return patternTypeTerms.Text("PatternType", uint8(p)) }

// MarshalText writes the key.
func (p PatternType) MarshalText() ([]byte, error) {
	return patternTypeTerms.Marshal("PatternType", uint8(p))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (p *PatternType) UnmarshalText(text []byte) error {
	v, err := patternTypeTerms.Parse("PatternType", text)
	*p = PatternType(v)
	return err
}

// PatternTypes returns the six in their order.
func PatternTypes() []PatternType {
	return []PatternType{HumanTool, HumanManagement, IncidentResponse, LongerTermWork, FamilyProfessional, HumanJudgement}
}

// Scope is how far a pattern reaches, as those in the review know the work.
//
// Keys in files: case-only, recurs, system-wide.
type Scope uint8

const (
	ScopeNotRecorded Scope = iota
	CaseOnly
	Recurs     // they know it from other cases
	SystemWide // it is usual everywhere they work
)

var scopeTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"case-only", "alleen deze casus", "this case only"},
	{"recurs", "komt vaker voor", "recurs"},
	{"system-wide", "in het hele stelsel", "throughout the system"},
}

// String returns the key used in files, "" for not recorded.
func (s Scope) String() string { return scopeTerms.Key("Scope", uint8(s)) }

// Label returns the name in language l.
func (s Scope) Label(l rma.Lang) string { return s.text().In(l) }

func (s Scope) text() rma.Text { return scopeTerms.Text("Scope", uint8(s)) }

// MarshalText writes the key.
func (s Scope) MarshalText() ([]byte, error) { return scopeTerms.Marshal("Scope", uint8(s)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (s *Scope) UnmarshalText(text []byte) error {
	v, err := scopeTerms.Parse("Scope", text)
	*s = Scope(v)
	return err
}

// Scopes returns the three in their order.
func Scopes() []Scope { return []Scope{CaseOnly, Recurs, SystemWide} }
