package survey

import "github.com/reflexive-monitoring/toolkit/rma"

// Missing says why a respondent gave no level. None of the kinds counts as
// neutral, and none enters a mean. The zero value is a question left open.
type Missing uint8

// Kinds of missing answers. The last two are kept apart from NotApplicable,
// because "not my work" and "we are not there yet" tell a team different
// things (as the NoMAD questionnaire does).
const (
	NotAnswered   Missing = iota // left open
	DontKnow                     // does not know
	NotApplicable                // does not apply, without saying why
	NotMyRole                    // not relevant to the role of the respondent
	NotThisStage                 // not relevant at this stage
	missingKinds  = iota
)

var missingTerms = rma.Terms{
	{"not-answered", "niet ingevuld", "not answered"},
	{"dont-know", "weet niet", "don't know"},
	{"not-applicable", "niet van toepassing", "not applicable"},
	{"not-my-role", "niet van toepassing op mijn rol", "not relevant to my role"},
	{"not-at-this-stage", "niet van toepassing in deze fase", "not relevant at this stage"},
}

// MissingKinds returns all kinds in a fixed order.
func MissingKinds() []Missing {
	return []Missing{NotAnswered, DontKnow, NotApplicable, NotMyRole, NotThisStage}
}

// String returns the key used in files.
func (m Missing) String() string { return missingTerms.Key("Missing", uint8(m)) }

// MarshalText writes the key.
func (m Missing) MarshalText() ([]byte, error) { return missingTerms.Marshal("Missing", uint8(m)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (m *Missing) UnmarshalText(text []byte) error {
	v, err := missingTerms.Parse("Missing", text)
	*m = Missing(v)
	return err
}

// Answer is what one respondent gave to one item: one of the declared levels of
// its response scale, or a kind of missing. The zero Answer is a question left
// open, so that no missing answer can read as a first level.
type Answer int16

func answerLevel(index int) Answer      { return Answer(index + 1) }
func answerMissing(kind Missing) Answer { return -Answer(kind) }

// Level returns the place of the level in the response scale, counted from 0,
// and false when the answer is missing.
func (a Answer) Level() (index int, ok bool) { return int(a) - 1, a > 0 }

// Missing returns the kind of missing, and false when a level was given.
func (a Answer) Missing() (kind Missing, ok bool) {
	if a > 0 {
		return NotAnswered, false
	}
	return Missing(-a), true
}
