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

var precisionTerms = terms{
	{"", rma.T("niet vastgelegd", "not recorded")},
	{"minute", rma.T("minuut", "minute")},
	{"hour", rma.T("uur", "hour")},
	{"day", rma.T("dag", "day")},
	{"week", rma.T("week", "week")},
	{"month", rma.T("maand", "month")},
}

// String returns the key used in files, "" for not recorded.
func (p Precision) String() string { return precisionTerms.key("Precision", uint8(p)) }

// Label returns the name in language l.
func (p Precision) Label(l rma.Lang) string { return precisionTerms.label("Precision", uint8(p), l) }

// MarshalText writes the key.
func (p Precision) MarshalText() ([]byte, error) {
	return precisionTerms.marshal("Precision", uint8(p))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (p *Precision) UnmarshalText(text []byte) error {
	v, err := precisionTerms.parse("Precision", text)
	*p = Precision(v)
	return err
}
