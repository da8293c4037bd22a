package review

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Moment is a second on the clock with its distance from universal time, as in
// 2023-05-01T14:00:00+02:00. Two moments that are written the same are equal
// under ==. The zero Moment is not recorded.
type Moment struct{ text string }

// NewMoment returns the second in which t lies, in the location of t. A year
// outside 1 to 9999, and a zone whose distance has seconds in it, as before 1937
// in Amsterdam, cannot be written, and give the zero Moment.
func NewMoment(t time.Time) Moment {
	text := t.Format(time.RFC3339)
	if back, err := time.Parse(time.RFC3339, text); err != nil || !back.Equal(t.Truncate(time.Second)) {
		return Moment{}
	}
	return Moment{text}
}

// Time returns the moment, and the zero time when it is not recorded.
func (m Moment) Time() time.Time {
	t, err := time.Parse(time.RFC3339, m.text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// IsZero reports that the moment is not recorded.
func (m Moment) IsZero() bool { return m.text == "" }

// Before reports whether m lies before o.
func (m Moment) Before(o Moment) bool { return m.Time().Before(o.Time()) }

// String returns the moment as it is written in files, "" when not recorded.
func (m Moment) String() string { return m.text }

// MarshalText writes the moment.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.text), nil }

// UnmarshalText reads what MarshalText writes; the error wraps rma.ErrDate.
func (m *Moment) UnmarshalText(text []byte) error {
	*m = Moment{}
	if len(text) == 0 {
		return nil
	}
	t, err := time.Parse(time.RFC3339, string(text))
	if err != nil || t.Format(time.RFC3339) != string(text) {
		return fmt.Errorf("%w: a moment is written as 2023-05-01T14:00:00+02:00", rma.ErrDate)
	}
	m.text = string(text)
	return nil
}
