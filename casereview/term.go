package casereview

import (
	"errors"
	"fmt"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Term is how long something may take, in working days or in days of the calendar.
// The day on which it starts does not count: five working days from a Monday end on
// the next Monday.
type Term struct {
	WorkingDays int // 0 means that the term is in Days
	Days        int // 70 is ten weeks
	// Extended lets a term in Days that ends on a day on which nobody works end on
	// the next working day, as article 1 of the Algemene termijnenwet has it.
	Extended bool
}

var (
	// ErrTerm means that a term is not one: of working days or of days, above 0.
	ErrTerm = errors.New("a term is either of working days or of days, and above 0")
	// ErrNoWorkingDay means that a calendar has no working day within a year.
	ErrNoWorkingDay = errors.New("the calendar has no working day within a year")
)

// idle is for how many days on end nobody may work before a calendar is taken to have
// no working days.
const idle = 366

// Due returns the last day of a term that starts on a day.
//
// Errors: ErrTerm, ErrNoWorkingDay, and rma.ErrDate when the day is not recorded.
func (t Term) Due(start rma.Date, c Calendar) (rma.Date, error) {
	switch {
	case t.WorkingDays < 0 || t.Days < 0 || (t.WorkingDays == 0) == (t.Days == 0):
		return rma.Date{}, ErrTerm
	case start.IsZero():
		return rma.Date{}, fmt.Errorf("%w: the start of the term is not recorded", rma.ErrDate)
	case t.WorkingDays > 0:
		return nthWorkingDay(start, t.WorkingDays, c)
	}
	due := start.AddDays(t.Days)
	if !t.Extended || c.Works(due) {
		return due, nil
	}
	return nthWorkingDay(due, 1, c)
}

// nthWorkingDay returns the nth working day after a day.
func nthWorkingDay(d rma.Date, n int, c Calendar) (rma.Date, error) {
	free := 0
	for n > 0 {
		d = d.AddDays(1)
		if c.Works(d) {
			n, free = n-1, 0
		} else if free++; free > idle {
			return rma.Date{}, ErrNoWorkingDay
		}
	}
	return d, nil
}

// WorkingDays returns how many working days lie after a day up to and including
// another: 0 when it is the same day or an earlier one.
func WorkingDays(from, to rma.Date, c Calendar) int {
	n := 0
	for d := from.AddDays(1); !to.Before(d) && !d.IsZero(); d = d.AddDays(1) {
		if c.Works(d) {
			n++
		}
	}
	return n
}
