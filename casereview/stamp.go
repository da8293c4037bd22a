package casereview

import (
	"fmt"
	"math"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// DefaultZone is the time zone of stamps when no location is given.
const DefaultZone = "Europe/Amsterdam"

// Stamp is a moment as it was written down: "1 February 2023" is a whole day,
// and which minute of it is not known. It stands for the minutes from [Stamp.Lo]
// up to, and not including, [Stamp.Hi]. The zero Stamp is not recorded.
//
// The minute is the grain of the register: two stamps with the precision of a
// minute lie a known number of minutes apart.
type Stamp struct {
	at    int64 // seconds since 1970 of the earliest moment
	loc   *time.Location
	width int32 // seconds
	p     Precision
}

// newStamp returns the stamp of the moments between two.
func newStamp(lo, hi time.Time, p Precision) Stamp {
	return Stamp{at: lo.Unix(), loc: lo.Location(), width: int32(hi.Unix() - lo.Unix()), p: p}
}

// NewStamp returns the minute, hour, day, week or month in which t lies, in
// the location of t. An unknown precision gives the zero Stamp.
func NewStamp(t time.Time, p Precision) Stamp {
	y, m, d := t.Date()
	loc := t.Location()
	switch p {
	case Minute:
		lo := t.Add(-time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
		return newStamp(lo, lo.Add(time.Minute), p)
	case Hour:
		lo := t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
		return newStamp(lo, lo.Add(time.Hour), p)
	case Day:
		return newStamp(midnight(y, m, d, loc), midnight(y, m, d+1, loc), p)
	case Week:
		d -= (int(t.Weekday()) + 6) % 7
		return newStamp(midnight(y, m, d, loc), midnight(y, m, d+7, loc), p)
	case Month:
		return newStamp(midnight(y, m, 1, loc), midnight(y, m+1, 1, loc), p)
	}
	return Stamp{}
}

// midnight returns the first moment of the day, also where the clock skips
// midnight or shows it twice.
func midnight(y int, m time.Month, d int, loc *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if h, _, _ := t.Clock(); h != 0 {
		start, end := t.ZoneBounds()
		if h < 12 {
			return start
		}
		return end
	}
	return readings(t)[0]
}

// Lo returns the earliest moment that the stamp can mean.
func (s Stamp) Lo() time.Time { return s.moment(s.at) }

// Hi returns the first moment after those that the stamp can mean.
func (s Stamp) Hi() time.Time { return s.moment(s.at + int64(s.width)) }

func (s Stamp) moment(at int64) time.Time {
	if s.IsZero() {
		return time.Time{}
	}
	return time.Unix(at, 0).In(s.loc)
}

// seconds returns both bounds as numbers, which are quick to compare.
func (s Stamp) seconds() (lo, hi int64) { return s.at, s.at + int64(s.width) }

// last returns the latest minute that the stamp can mean.
func (s Stamp) last() time.Time { return s.Hi().Add(-time.Minute) }

// Precision returns how finely the stamp was written down.
func (s Stamp) Precision() Precision { return s.p }

// IsZero reports that the moment is not recorded.
func (s Stamp) IsZero() bool { return s.p == PrecisionNotRecorded }

// Equal reports whether both stamps mean the same minutes.
func (s Stamp) Equal(t Stamp) bool { return s.p == t.p && s.at == t.at && s.width == t.width }

// Before reports whether s surely lies before t: every minute that s can mean
// lies before every minute that t can mean. Stamps that overlap lie neither
// before nor after one another.
func (s Stamp) Before(t Stamp) bool { return !s.IsZero() && !t.IsZero() && s.at+int64(s.width) <= t.at }

// overlaps reports that the order of the two stamps is not known.
func (s Stamp) overlaps(t Stamp) bool { return !s.Before(t) && !t.Before(s) }

// days returns the first and the last calendar day that the stamp can mean, in
// its own location.
func (s Stamp) days() (first, last rma.Date) {
	return rma.DateOf(s.Lo()), rma.DateOf(s.last())
}

// Gap is the time from one stamp to another, which precision leaves between
// two bounds; both can occur. A negative gap runs backwards. A bound of more
// than the 292 years that a time.Duration holds is the longest Duration:
// comparing it with a limit stays right, and [TimeToVisit] refuses it.
type Gap struct{ Min, Max time.Duration }

// cut reports that a bound was longer than a time.Duration holds.
func (g Gap) cut() bool {
	longest := func(d time.Duration) bool { return d == math.MaxInt64 || d == math.MinInt64 }
	return longest(g.Min) || longest(g.Max)
}

// Until returns the time from s to t. It is time that passed, not the difference
// of what clocks showed: a day on which the clock changes has 23 or 25 hours.
//
//	Min = t.Lo - last minute of s
//	Max = last minute of t - s.Lo
//
// From a day to that same day is -23h59m to 23h59m; from minute to minute the
// two bounds are equal. With a stamp that is not recorded the gap is zero.
func (s Stamp) Until(t Stamp) Gap {
	if s.IsZero() || t.IsZero() {
		return Gap{}
	}
	return Gap{Min: t.Lo().Sub(s.last()), Max: t.last().Sub(s.Lo())}
}

// daysUntil returns the least and the greatest number of midnights from s to t.
func (s Stamp) daysUntil(t Stamp) (least, most int) {
	s0, s1 := s.days()
	t0, t1 := t.days()
	return s1.DaysUntil(t0), s0.DaysUntil(t1)
}

// String writes the stamp as [ParseStamp] reads it: 2023-02-01T10:00,
// 2023-02-01T10, 2023-02-01, 2023-W05 or 2023-03, and "" when it is not
// recorded. A minute or hour that the clock shows twice gets its offset when
// the stamp means only one of the two.
func (s Stamp) String() string {
	switch s.p {
	case Minute:
		return s.clock("2006-01-02T15:04", time.Minute)
	case Hour:
		return s.clock("2006-01-02T15", time.Hour)
	case Day:
		return s.Lo().Format("2006-01-02")
	case Week:
		y, w := s.Lo().ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return s.Lo().Format("2006-01")
	}
	return ""
}

func (s Stamp) clock(layout string, width time.Duration) string {
	if time.Duration(s.width)*time.Second == width && len(readings(s.Lo())) > 1 {
		layout += "Z07:00"
	}
	return s.Lo().Format(layout)
}
