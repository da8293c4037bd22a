package rma

// Pilot is one place where the new way of working was tried.
type Pilot struct {
	ID             string       `json:"id"`
	Name           Text         `json:"name"`
	Theme          Text         `json:"theme,omitzero"`
	Goal           Text         `json:"goal,omitzero"`
	Partners       []string     `json:"partners,omitempty"` // actor ids
	Prep           Period       `json:"prep,omitzero"`
	Run            Period       `json:"run,omitzero"`
	Log            []PilotEvent `json:"log,omitempty"`
	CarryQuestions []Text       `json:"carry_questions,omitempty"` // questions that the pilot leaves for the learning agenda
}

// PilotEvent is something that changed the pilot itself, and so what its
// results can be compared with.
type PilotEvent struct {
	At   Date           `json:"at,omitzero"`
	Kind PilotEventKind `json:"kind"`
	Note Text           `json:"note,omitzero"`
}

// PilotEventKind says what changed.
//
// Keys in files: relocated, partner-joined, partner-absent, scope-changed,
// ended.
type PilotEventKind uint8

const (
	PilotEventNotRecorded PilotEventKind = iota
	Relocated
	PartnerJoined
	PartnerAbsent
	ScopeChanged
	Ended
)

var pilotEventTerms = Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"relocated", "verplaatst", "relocated"},
	{"partner-joined", "partner erbij", "partner joined"},
	{"partner-absent", "partner afwezig", "partner absent"},
	{"scope-changed", "opzet gewijzigd", "scope changed"},
	{"ended", "gestopt", "ended"},
}

// String returns the key used in files, "" for not recorded.
func (k PilotEventKind) String() string { return pilotEventTerms.Key("PilotEventKind", uint8(k)) }

// Label returns the name in language l.
func (k PilotEventKind) Label(l Lang) string {
	return pilotEventTerms.Text("PilotEventKind", uint8(k)).In(l)
}

// MarshalText writes the key.
func (k PilotEventKind) MarshalText() ([]byte, error) {
	return pilotEventTerms.Marshal("PilotEventKind", uint8(k))
}

// UnmarshalText reads the key; the error wraps ErrUnknownTerm.
func (k *PilotEventKind) UnmarshalText(text []byte) error {
	v, err := pilotEventTerms.Parse("PilotEventKind", text)
	*k = PilotEventKind(v)
	return err
}
