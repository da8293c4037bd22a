package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ErrShift is the cause when dates cannot be shifted: a setting that cannot be,
// or a shift that somebody tries to write to a file.
var ErrShift = errors.New("dates cannot be shifted in this way")

// Bounds of the shift of a case, in weeks to either side.
const (
	DefaultShiftWeeks = 26   // half a year
	MaxShiftWeeks     = 5200 // a century
)

// ShiftOptions are the settings of [ShiftBy]. The zero value works.
type ShiftOptions struct {
	// MaxWeeks is how far a case moves at most, to either side. 0 means
	// DefaultShiftWeeks; at most MaxShiftWeeks. Keep to one value for all that
	// is given out of a study: two shifts of one case can be compared.
	MaxWeeks int
}

// Shift moves all dates of one case by the same number of whole weeks, so that
// the weekday, the order of events and the intervals between them stay and the
// calendar day is lost. It is made by [ShiftBy]. The zero Shift is none: it
// gives back no date at all, so that an error that was overlooked cannot leave
// the true dates in place.
//
// Do not shift for tables by period: a shifted date falls in another month,
// quarter or school holiday than the true one, so counts by period, seasons
// and series would be wrong. Use [Generalise] there.
//
// What it does not do: who knows one true date of a case knows the shift and
// with it all dates of that case. A case whose shifted dates lie outside the
// period of the study shows in which direction it was moved. So it is a measure
// on top of pseudonyms, and shifted data stay personal data.
//
// A Shift prints as [shift] whatever the verb, and is not written to a file,
// because it undoes itself. The library keeps no table of them: the secret and
// the case make the same one again.
type Shift struct{ weeks func() int }

// ShiftBy returns the shift of a case. The same secret, case and settings give
// the same shift, in every run and on every machine:
//
//	u = HMAC-SHA-256(secret, "rma-shift-1" ‖ 0x00 ‖ counter ‖ case), the first 8 bytes
//	n = 2 MaxWeeks; u below 2⁶⁴ mod n is drawn again with the next counter
//	v = u mod n; weeks = v - MaxWeeks when v < MaxWeeks, and v - MaxWeeks + 1 otherwise
//
// so that each number of weeks from -MaxWeeks to MaxWeeks but 0 is as likely as
// any other, and the weeks of one case tell nothing of those of another. 0 is
// left out because a case that is not moved keeps its true dates.
//
// The secret is 32 random bytes that the team keeps and gives to nobody who
// gets the data; use one that serves for nothing else. The case is taken byte
// for byte: give its pseudonym, and for everything about one family the same
// one, or the dates of its cases move apart.
//
// Errors wrap ErrShift: a secret of zeros only, an empty case (all cases
// without an id would move alike; also rma.ErrMissing), MaxWeeks out of range.
func ShiftBy(secret [32]byte, caseID string, o ShiftOptions) (Shift, error) {
	weeks := o.MaxWeeks
	if weeks == 0 {
		weeks = DefaultShiftWeeks
	}
	switch {
	case weeks < 1 || weeks > MaxShiftWeeks:
		return Shift{}, fmt.Errorf("%w: MaxWeeks is from 1 to %d, or 0 for %d", ErrShift, MaxShiftWeeks, DefaultShiftWeeks)
	case secret == [32]byte{}:
		return Shift{}, fmt.Errorf("%w: the secret is 32 random bytes, not zeros", ErrShift)
	case caseID == "":
		return Shift{}, fmt.Errorf("%w: the case has no id: %w", ErrShift, rma.ErrMissing)
	}
	draw := func(counter uint64) uint64 { return drawShift(secret[:], caseID, counter) }
	v := int(uniformBelow(uint64(2*weeks), draw)) - weeks
	if v >= 0 {
		v++
	}
	return Shift{func() int { return v }}, nil
}

// drawShift returns the number of one draw. The label and the counter have a
// fixed length, so no two pairs of a case and a counter are the same message.
func drawShift(secret []byte, caseID string, counter uint64) uint64 {
	mac := hmac.New(sha256.New, secret)
	mac.Write(binary.BigEndian.AppendUint64([]byte("rma-shift-1\x00"), counter))
	mac.Write([]byte(caseID))
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// uniformBelow returns a number from 0 to n-1, each as likely as any other when
// the draws are. The lowest 2⁶⁴ mod n draws are refused, since with them some
// remainders would have one draw more than others.
func uniformBelow(n uint64, draw func(counter uint64) uint64) uint64 {
	refused := -n % n // 2⁶⁴ mod n
	for counter := uint64(0); ; counter++ {
		if u := draw(counter); u >= refused {
			return u % n
		}
	}
}

// IsZero reports that it is no shift, because ShiftBy did not make it.
func (s Shift) IsZero() bool { return s.weeks == nil }

// Weeks returns the number of weeks, negative for earlier and 0 for no shift.
// It undoes the shift: it is for the team's own checks.
func (s Shift) Weeks() int {
	if s.weeks == nil {
		return 0
	}
	return s.weeks()
}

// Date returns the shifted day. A day that is not recorded stays so.
func (s Shift) Date(d rma.Date) rma.Date {
	if s.IsZero() || d.IsZero() {
		return rma.Date{}
	}
	return rma.DateOf(d.In(time.UTC).AddDate(0, 0, 7*s.Weeks()))
}

// Instant returns the moment a whole number of weeks of 168 hours away. Every
// duration and the order within a case stay exactly as they are, and when a
// clock change lies between, the clock shows an hour more or less.
//
// Take it for anything that is measured: the time to a visit, a norm of 24
// hours. Take [Shift.Time] for what is read from the clock: office hours,
// nights, weekends. The two differ in no case without a clock change between
// the true and the shifted date, and no one shift can keep both.
func (s Shift) Instant(t time.Time) time.Time {
	if s.IsZero() || t.IsZero() {
		return time.Time{}
	}
	return t.Round(0).Add(time.Duration(s.Weeks()) * 7 * 24 * time.Hour)
}

// Time returns the same time of the clock on the shifted day, in the zone of t,
// so that a report at 23:30 on a Saturday stays one at 23:30 on a Saturday.
//
// A duration between two moments can then differ by one hour, when one of them
// was carried over another clock change than the other; and the order of two
// moments within the hour of a change can turn round. Use [Shift.Instant] for
// durations and order.
//
// A time that the clock skips on the shifted day moves on with the clock: 02:30
// becomes 03:30. Of a time that the clock shows twice it is the one with the
// offset of t, so a duration that needs no change gets none.
func (s Shift) Time(t time.Time) time.Time {
	moment := s.Instant(t)
	if moment.IsZero() {
		return moment
	}
	wanted := wallClock(t).AddDate(0, 0, 7*s.Weeks())
	if wallClock(moment).Equal(wanted) {
		return moment
	}
	out := t.Round(0).AddDate(0, 0, 7*s.Weeks())
	// When the clock skips this time, Go may give a reading before the gap. The
	// one behind it is as far on as that reading falls short.
	if short := wanted.Sub(wallClock(out)); short > 0 {
		out = out.Add(short)
	}
	return out
}

// wallClock returns what the clock and the calendar show at t, as a time without
// clock changes, so that two readings can be compared.
func wallClock(t time.Time) time.Time {
	y, m, d := t.Date()
	h, minute, s := t.Clock()
	return time.Date(y, m, d, h, minute, s, t.Nanosecond(), time.UTC)
}

// String returns "[shift]".
func (s Shift) String() string { return "[shift]" }

// Format writes String whatever the verb.
func (s Shift) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText refuses: who has the shift has the true dates.
func (s Shift) MarshalText() ([]byte, error) {
	return nil, fmt.Errorf("%w: a shift is not written to a file", ErrShift)
}
