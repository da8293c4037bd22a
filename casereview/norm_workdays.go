package casereview

import (
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// workYears asks a calendar about each day once, a year at a time, so that many
// terms can be counted quickly. It is a Calendar itself.
type workYears struct {
	calendar Calendar
	years    map[int]*[367]uint16 // working days before each day of the year, and in all of it
}

func newWorkYears(c Calendar) *workYears {
	return &workYears{calendar: c, years: map[int]*[367]uint16{}}
}

// year returns the counts of a year. A day that the year does not have counts
// nothing.
func (w *workYears) year(y int) *[367]uint16 {
	if n, ok := w.years[y]; ok {
		return n
	}
	n := new([367]uint16)
	d := rma.NewDate(y, time.January, 1)
	for i := range 366 {
		n[i+1] = n[i]
		if d.Year() == y && w.calendar.Works(d) {
			n[i+1]++
		}
		d = d.AddDays(1)
	}
	w.years[y] = n
	return n
}

func dayOfYear(d rma.Date) int { return rma.NewDate(d.Year(), time.January, 1).DaysUntil(d) }

// Works reports whether the day is a working day.
func (w *workYears) Works(d rma.Date) bool {
	if d.IsZero() {
		return false
	}
	n, i := w.year(d.Year()), dayOfYear(d)
	return n[i+1] > n[i]
}

// between is WorkingDays: how many working days lie after a day up to and including
// another.
func (w *workYears) between(from, to rma.Date) int {
	if from.IsZero() || to.IsZero() || !from.Before(to) {
		return 0
	}
	n := int(w.year(to.Year())[dayOfYear(to)+1]) - int(w.year(from.Year())[dayOfYear(from)+1])
	for y := from.Year(); y < to.Year(); y++ {
		n += int(w.year(y)[366])
	}
	return n
}
