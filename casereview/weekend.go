package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// WeekMoment is a clock time on a day of the week.
type WeekMoment struct {
	Day    time.Weekday
	Hour   int
	Minute int
}

// Weekend is the part of the week in which offices are closed, from From up to
// To on the clock of the stamps. The zero Weekend runs from Friday 17:00 to
// Monday 08:00. It knows no public holidays.
type Weekend struct{ From, To WeekMoment }

func (w Weekend) orUsual() Weekend {
	if w == (Weekend{}) {
		return Weekend{WeekMoment{time.Friday, 17, 0}, WeekMoment{time.Monday, 8, 0}}
	}
	return w
}

func (w Weekend) valid() bool {
	ok := func(m WeekMoment) bool {
		return m.Day >= time.Sunday && m.Day <= time.Saturday && m.Hour >= 0 && m.Hour < 24 && m.Minute >= 0 && m.Minute < 60
	}
	return ok(w.From) && ok(w.To) && w.From != w.To
}

// Contains reports whether the stamp lies in the weekend: yes when every minute
// that it can mean does, no when none does, and not recorded otherwise, as for
// a report of which only the Friday is known.
func (w Weekend) Contains(s Stamp) Answer {
	w = w.orUsual()
	if s.IsZero() || !w.valid() {
		return NotRecorded
	}
	start := w.From.onOrBefore(s.Lo())
	end := w.To.after(start)
	next := w.From.after(start)
	switch last := s.last(); {
	case last.Before(end):
		return Yes
	case !s.Lo().Before(end) && last.Before(next):
		return No
	}
	return NotRecorded
}

// onOrBefore returns the last time at or before t that has the week moment.
func (m WeekMoment) onOrBefore(t time.Time) time.Time {
	for back := 0; ; back++ {
		if c := m.onDay(t, -back); c.Weekday() == m.Day && !c.After(t) {
			return c
		}
	}
}

// after returns the first time after t that has the week moment.
func (m WeekMoment) after(t time.Time) time.Time {
	for on := 0; ; on++ {
		if c := m.onDay(t, on); c.Weekday() == m.Day && c.After(t) {
			return c
		}
	}
}

func (m WeekMoment) onDay(t time.Time, days int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, m.Hour, m.Minute, 0, 0, t.Location())
}

// Label writes the weekend as "vr 17:00 – ma 08:00".
func (w Weekend) Label(l rma.Lang) string { return w.text().In(l) }

func (w Weekend) text() rma.Text {
	w = w.orUsual()
	nl := [...]string{"zo", "ma", "di", "wo", "do", "vr", "za"}
	en := [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	write := func(days [7]string) string {
		return fmt.Sprintf("%s %02d:%02d – %s %02d:%02d", days[w.From.Day%7], w.From.Hour, w.From.Minute,
			days[w.To.Day%7], w.To.Hour, w.To.Minute)
	}
	return rma.T(write(nl), write(en))
}
