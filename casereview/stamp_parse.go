package casereview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WeekLayout names the layout of an ISO week, 2023-W05, which package time
// cannot express.
const WeekLayout = "week"

// usualLayouts returns the forms that are read when no layout is declared, of
// which a text of this shape can have one. Go reads 2-1-2006 with and without
// leading zeros.
func usualLayouts(s string) []string {
	yearFirst := strings.IndexByte(s, '-') == 4
	switch clock := len(s) > len("2006-01-02"); {
	case clock && yearFirst:
		return []string{"2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05",
			"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00", "2006-01-02T15", "2006-01-02T15Z07:00"}
	case clock:
		return []string{"2-1-2006 15:04", "2-1-2006 15:04:05"}
	case yearFirst:
		return []string{"2006-01-02", WeekLayout, "2006-01"}
	}
	return []string{"2-1-2006"}
}

// Years outside these are taken for typing errors.
const firstYear, lastYear = 1900, 2199

// ParseStamp reads a moment and how finely it was written down:
//
//	2023-02-01T10:00   2023-02-01 10:00   1-2-2023 10:00    a minute
//	2023-02-01T10                                           an hour
//	2023-02-01         01-02-2023         1-2-2023          a day
//	2023-W05                                                a week, from Monday
//	2023-03                                                 a month
//
// Seconds are read and dropped. The clock is that of loc; nil means
// Europe/Amsterdam. A form with an offset (2023-10-29T02:30+01:00) names the
// instant itself. Layouts replace the forms above by those that a file
// declares: layouts of package time, from which the precision follows, and
// [WeekLayout].
//
// When the clock goes forward, the times it skips do not exist and are an
// error. When it goes back, a time occurs twice: the stamp then stands for
// both readings, and everything between them.
//
// An empty text is the zero Stamp. Errors wrap rma.ErrDate and never repeat
// the text; years before 1900 and after 2199 are errors too.
func ParseStamp(s string, loc *time.Location, layouts ...string) (Stamp, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Stamp{}, nil
	}
	if loc == nil {
		var err error
		if loc, err = time.LoadLocation(DefaultZone); err != nil {
			return Stamp{}, fmt.Errorf("zone %s: %w", DefaultZone, err)
		}
	}
	declared := len(layouts) > 0
	if !declared {
		layouts = usualLayouts(s)
	}
	for _, layout := range layouts {
		stamp, ok, err := parseLayout(s, layout, loc)
		if ok || err != nil {
			return stamp, err
		}
	}
	if declared {
		return Stamp{}, fmt.Errorf("%w: %s", rma.ErrDate, strings.Join(layouts, " or "))
	}
	return Stamp{}, fmt.Errorf("%w: a day is written as 31-1-2023 or 2023-01-31, with 15:04 behind it for the time", rma.ErrDate)
}

// parseLayout reports whether the text has the layout; an error means that it
// has, and that no such moment exists.
func parseLayout(s, layout string, loc *time.Location) (Stamp, bool, error) {
	if layout == WeekLayout {
		return parseWeek(s, loc)
	}
	t, err := time.ParseInLocation(layout, s, loc)
	if err != nil {
		return Stamp{}, false, nil
	}
	t = t.In(loc)
	if t.Year() < firstYear || t.Year() > lastYear {
		return Stamp{}, false, fmt.Errorf("%w: years run from %d to %d", rma.ErrDate, firstYear, lastYear)
	}
	p := layoutPrecision(layout)
	if hasOffset(layout) {
		return NewStamp(t, p), true, nil
	}
	wall, err := time.Parse(layout, s) // what is written; t may be moved by a clock change
	if err != nil {
		return Stamp{}, false, nil
	}
	if p > Hour {
		y, m, d := wall.Date()
		return NewStamp(time.Date(y, m, d, 12, 0, 0, 0, loc), p), true, nil
	}
	if wall.Hour() != t.Hour() || wall.Minute() != t.Minute() {
		return Stamp{}, false, fmt.Errorf("%w: the clock skips this time when it goes forward", rma.ErrDate)
	}
	both := readings(t)
	first, last := NewStamp(both[0], p), NewStamp(both[len(both)-1], p)
	return newStamp(first.Lo(), last.Hi(), p), true, nil
}

// readings returns the instants at which the clock of t's location shows what
// t shows, in order: one, or two around the end of summer time.
func readings(t time.Time) []time.Time {
	found := []time.Time{t}
	for _, around := range []time.Duration{-12 * time.Hour, 12 * time.Hour} {
		_, here := t.Zone()
		_, there := t.Add(around).Zone()
		other := t.Add(time.Duration(here-there) * time.Second)
		if _, offset := other.Zone(); here == there || offset != there {
			continue
		}
		if other.Before(t) {
			return []time.Time{other, t}
		}
		found = append(found, other)
	}
	return found
}

func parseWeek(s string, loc *time.Location) (Stamp, bool, error) {
	if len(s) != 8 || s[4] != '-' || s[5] != 'W' {
		return Stamp{}, false, nil
	}
	y, errYear := strconv.ParseUint(s[:4], 10, 16)
	w, errWeek := strconv.ParseUint(s[6:], 10, 8)
	if errYear != nil || errWeek != nil {
		return Stamp{}, false, nil
	}
	// 4 January always lies in week 1.
	t := time.Date(int(y), time.January, 4+7*(int(w)-1), 12, 0, 0, 0, loc)
	if gotY, gotW := t.ISOWeek(); gotY != int(y) || gotW != int(w) || y < firstYear || y > lastYear {
		return Stamp{}, false, fmt.Errorf("%w: no such week", rma.ErrDate)
	}
	return NewStamp(t, Week), true, nil
}

// layoutPrecision finds the finest of minute, hour, day and month that shows in
// the layout.
func layoutPrecision(layout string) Precision {
	t := time.Date(2006, time.January, 10, 3, 4, 0, 0, time.UTC)
	shows := func(other time.Time) bool { return t.Format(layout) != other.Format(layout) }
	switch {
	case layout == WeekLayout:
		return Week
	case shows(t.Add(time.Minute)):
		return Minute
	case shows(t.Add(time.Hour)):
		return Hour
	case shows(t.AddDate(0, 0, 1)):
		return Day
	case shows(t.AddDate(0, 1, 0)):
		return Month
	}
	return PrecisionNotRecorded
}

func hasOffset(layout string) bool {
	t := time.Date(2006, time.January, 10, 3, 4, 0, 0, time.UTC)
	east := time.FixedZone("", 3600)
	return t.Format(layout) != time.Date(2006, time.January, 10, 3, 4, 0, 0, east).Format(layout)
}
