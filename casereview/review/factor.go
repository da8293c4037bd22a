package review

import "github.com/reflexive-monitoring/toolkit/rma"

// Factor is something that helped or hindered people in an episode. The code
// names it across cases, so that it can be seen whether it comes back; the note
// says how it worked in this one.
type Factor struct {
	ID        string        `json:"id,omitempty"` // needed only when something refers to it
	Code      string        `json:"code"`         // such as "warme-overdracht"; one word, the same in every review
	Level     FactorLevel   `json:"level,omitempty"`
	Direction Direction     `json:"direction,omitempty"`
	Bouwsteen rma.Bouwsteen `json:"bouwsteen,omitempty"`
	Note      string        `json:"note,omitempty"`
}

// FactorLevel is where a factor lies: from close to the family and the people at
// work, to policy and law. The higher it lies, the less of it those who were
// there could change.
//
// Keys in files: family, staff-personal, role, work-conditions, own-team, inter-agency, local-strategic, national.
type FactorLevel uint8

const (
	FactorLevelNotRecorded FactorLevel = iota
	Family                             // what the family is like, and how it meets professionals
	StaffPersonal                      // knowledge, experience and strain of the one who acts
	Role                               // what the task is and what it is not
	WorkConditions                     // time, caseload, systems, place
	OwnTeam                            // habits, support and supervision in the team
	InterAgency                        // how organisations work together
	LocalStrategic                     // choices of municipalities and boards
	National                           // law, money and policy of the state
)

var factorLevelTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"family", "gezin", "family"},
	{"staff-personal", "persoon van de professional", "personal to the professional"},
	{"role", "rol en taak", "role"},
	{"work-conditions", "werkomstandigheden", "conditions of work"},
	{"own-team", "eigen team", "own team"},
	{"inter-agency", "tussen organisaties", "between agencies"},
	{"local-strategic", "lokaal beleid en bestuur", "local strategic"},
	{"national", "landelijk", "national"},
}

// String returns the key used in files, "" for not recorded.
func (f FactorLevel) String() string { return factorLevelTerms.Key("FactorLevel", uint8(f)) }

// Label returns the name in language l.
func (f FactorLevel) Label(l rma.Lang) string { return f.text().In(l) }

func (f FactorLevel) text() rma.Text { return factorLevelTerms.Text("FactorLevel", uint8(f)) }

// MarshalText writes the key.
func (f FactorLevel) MarshalText() ([]byte, error) {
	return factorLevelTerms.Marshal("FactorLevel", uint8(f))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (f *FactorLevel) UnmarshalText(text []byte) error {
	v, err := factorLevelTerms.Parse("FactorLevel", text)
	*f = FactorLevel(v)
	return err
}

// FactorLevels returns the eight in their order.
func FactorLevels() []FactorLevel {
	return []FactorLevel{Family, StaffPersonal, Role, WorkConditions, OwnTeam, InterAgency, LocalStrategic, National}
}
