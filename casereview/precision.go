package casereview

import "github.com/reflexive-monitoring/toolkit/rma"

// Precision is how finely a moment was written down. The zero value is not
// recorded.
type Precision uint8

const (
	PrecisionNotRecorded Precision = iota
	Minute
	Hour
	Day
	Week  // ISO 8601, from Monday
	Month // of the calendar
)

var precisionTerms = rma.Terms{
	{"", "niet vastgelegd", "not recorded"},
	{"minute", "minuut", "minute"},
	{"hour", "uur", "hour"},
	{"day", "dag", "day"},
	{"week", "week", "week"},
	{"month", "maand", "month"},
}

// String returns the key used in files, "" for not recorded.
func (p Precision) String() string { return precisionTerms.Key("Precision", uint8(p)) }

// Label returns the name in language l.
func (p Precision) Label(l rma.Lang) string { return precisionTerms.Text("Precision", uint8(p)).In(l) }

// MarshalText writes the key.
func (p Precision) MarshalText() ([]byte, error) {
	return precisionTerms.Marshal("Precision", uint8(p))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (p *Precision) UnmarshalText(text []byte) error {
	v, err := precisionTerms.Parse("Precision", text)
	*p = Precision(v)
	return err
}
