package review

import "github.com/reflexive-monitoring/toolkit/rma"

// Status is how far a review has come. It goes up one step at a time, and may go one
// step back; once it is final it can only be amended. See [Move] and [Amend].
//
// Keys in files: planned, collecting, analysed, checked, final.
type Status uint8

const (
	StatusNotRecorded Status = iota
	Planned                  // the case is chosen, the team is formed
	Collecting               // documents are read and people are spoken with
	Analysed                 // the story is cut into episodes, with their factors
	Checked                  // those who were there have read it and answered
	Final                    // nothing changes but by an amendment
)

var statusTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"planned", "gepland", "planned"},
	{"collecting", "informatie verzamelen", "collecting"},
	{"analysed", "geanalyseerd", "analysed"},
	{"checked", "besproken met de deelnemers", "checked with the participants"},
	{"final", "vastgesteld", "final"},
}

// String returns the key used in files, "" for not recorded.
func (s Status) String() string { return statusTerms.Key("Status", uint8(s)) }

// Label returns the name in language l.
func (s Status) Label(l rma.Lang) string { return s.text().In(l) }

func (s Status) text() rma.Text { return statusTerms.Text("Status", uint8(s)) }

// MarshalText writes the key.
func (s Status) MarshalText() ([]byte, error) { return statusTerms.Marshal("Status", uint8(s)) }

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (s *Status) UnmarshalText(text []byte) error {
	v, err := statusTerms.Parse("Status", text)
	*s = Status(v)
	return err
}

// Statuses returns the five in their order.
func Statuses() []Status { return []Status{Planned, Collecting, Analysed, Checked, Final} }
