package casereview

import (
	"slices"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Calendar says on which days offices work. Terms in working days are counted by it.
type Calendar interface{ Works(rma.Date) bool }

// DutchCalendar has the working days of Dutch authorities: Monday to Friday, but
// for the days that the Algemene termijnenwet names (article 3): New Year's Day,
// Good Friday, Easter Monday, King's Day, 5 May, Ascension Day, Whit Monday, and
// both days of Christmas. King's Day is 27 April, or the day before when that is a
// Sunday; up to 2013 it was Queen's Day, 30 April or the day before. The rules are
// those of 1991 and later.
//
// The zero DutchCalendar works. Closed adds days on which the organisation is
// closed.
type DutchCalendar struct{ Closed []rma.Date }

// Works reports whether the day is a working day. A day that is not recorded is
// none.
func (c DutchCalendar) Works(d rma.Date) bool {
	if d.IsZero() || d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		return false
	}
	_, free := c.Holiday(d)
	return !free && !slices.Contains(c.Closed, d)
}

// Holiday returns the name of a public holiday, on whatever day of the week it
// falls. Days of Closed are none.
func (DutchCalendar) Holiday(d rma.Date) (rma.Text, bool) {
	if d.IsZero() {
		return rma.Text{}, false
	}
	easter := easterSunday(d.Year())
	for _, h := range []struct {
		on   rma.Date
		name rma.Text
	}{
		{rma.NewDate(d.Year(), time.January, 1), rma.T("Nieuwjaarsdag", "New Year's Day")},
		{easter.AddDays(-2), rma.T("Goede Vrijdag", "Good Friday")},
		{easter, rma.T("eerste paasdag", "Easter Sunday")},
		{easter.AddDays(1), rma.T("tweede paasdag", "Easter Monday")},
		{kingsDay(d.Year()), rma.T("Koningsdag", "King's Day")},
		{rma.NewDate(d.Year(), time.May, 5), rma.T("Bevrijdingsdag", "Liberation Day")},
		{easter.AddDays(39), rma.T("Hemelvaartsdag", "Ascension Day")},
		{easter.AddDays(49), rma.T("eerste pinksterdag", "Whit Sunday")},
		{easter.AddDays(50), rma.T("tweede pinksterdag", "Whit Monday")},
		{rma.NewDate(d.Year(), time.December, 25), rma.T("eerste kerstdag", "Christmas Day")},
		{rma.NewDate(d.Year(), time.December, 26), rma.T("tweede kerstdag", "second day of Christmas")},
	} {
		if d == h.on {
			return h.name, true
		}
	}
	return rma.Text{}, false
}

// kingsDay returns the day on which the birthday of the king, or of the queen, is
// celebrated.
func kingsDay(year int) rma.Date {
	d := rma.NewDate(year, time.April, 27)
	if year < 2014 {
		d = rma.NewDate(year, time.April, 30)
	}
	if d.Weekday() == time.Sunday {
		return d.AddDays(-1)
	}
	return d
}

// easterSunday returns the day of Easter in the Gregorian calendar: the Sunday after
// the full moon of the church on or after 21 March. The moon is counted by the 19
// years after which its phases come back, and by the corrections of the centuries.
func easterSunday(year int) rma.Date {
	century := year / 100
	golden := year % 19 // place in the cycle of the moon, from 0
	// days from 21 March to the full moon
	moon := (19*golden + century - century/4 - (8*century+13)/25 + 15) % 30
	if moon == 29 || moon == 28 && golden > 10 {
		moon-- // no two years of a cycle have their last full moon on one day
	}
	full := rma.NewDate(year, time.March, 21+moon)
	return full.AddDays(7 - int(full.Weekday()))
}
