package rma

import (
	"fmt"
	"time"
)

// Date is a calendar day without a clock or a zone. The zero Date means that
// the day is not recorded.
type Date struct{ t time.Time }

const dateLayout = "2006-01-02"

// NewDate returns the given day; a day that does not exist rolls over as in
// [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DateOf returns the day on which t falls in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// ParseDate reads a day as 2023-01-31: year, month, day. An empty string is the
// zero Date. The error wraps ErrDate, also for a day that does not exist.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(dateLayout, s)
	if err != nil {
		return Date{}, fmt.Errorf("%w: a day is written as 2023-01-31, and must exist", ErrDate)
	}
	return Date{t}, nil
}

// IsZero reports that the day is not recorded.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Before reports whether d lies before e.
func (d Date) Before(e Date) bool { return d.t.Before(e.t) }

// DaysUntil returns the number of days from d to e, negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return int((e.t.Unix() - d.t.Unix()) / (24 * 60 * 60)) }

// AddDays returns the day that lies so many days later, or earlier when days is
// negative. A day that is not recorded stays so.
func (d Date) AddDays(days int) Date {
	if d.IsZero() {
		return d
	}
	return Date{d.t.AddDate(0, 0, days)}
}

// Weekday returns the day of the week; Monday for a day that is not recorded.
func (d Date) Weekday() time.Weekday { return d.t.Weekday() }

// Year returns the year; 1 for a day that is not recorded.
func (d Date) Year() int { return d.t.Year() }

// In returns the moment the day starts in the given location.
func (d Date) In(loc *time.Location) time.Time {
	y, m, day := d.t.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, loc)
}

// String returns the day as 2023-01-31, "" when it is not recorded.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(dateLayout)
}

// Label returns the day as it is written in language l: 1-5-2023 in Dutch,
// 1 May 2023 in English.
func (d Date) Label(l Lang) string {
	switch {
	case d.IsZero():
		return T("onbekend", "unknown").In(l)
	case l == English:
		return d.t.Format("2 January 2006")
	}
	return d.t.Format("2-1-2006")
}

// MarshalText writes the day as 2023-01-31.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day as 2023-01-31; the error wraps ErrDate.
func (d *Date) UnmarshalText(text []byte) error {
	v, err := ParseDate(string(text))
	*d = v
	return err
}

// Period runs from a day up to a day. Either end may be not recorded.
type Period struct {
	From Date `json:"from,omitzero"`
	To   Date `json:"to,omitzero"`
}

// Days returns the number of days from From to To, and whether both are known.
// 1 February to 1 May 2023 is 89 days.
func (p Period) Days() (int, bool) {
	if p.From.IsZero() || p.To.IsZero() {
		return 0, false
	}
	return p.From.DaysUntil(p.To), true
}

// Label returns the period as it is written in language l.
func (p Period) Label(l Lang) string {
	if p.From.IsZero() && p.To.IsZero() {
		return T("onbekend", "unknown").In(l)
	}
	return p.From.Label(l) + " – " + p.To.Label(l)
}
