package casereview

import "time"

// dayStart returns the second at which a day begins, or irregularDay for a day that
// has not 24 hours, or stands beside one.
func (r *stampReader) dayStart(year, month, day int) int64 {
	if r.days == nil {
		r.days = make([]int64, 366*(lastYear-firstYear+1))
	}
	at := 366*(year-firstYear) + daysBefore(month) + day - 1
	if lo := r.days[at]; lo != 0 {
		return lo
	}
	r.days[at] = r.findDay(year, month, day)
	return r.days[at]
}

// findDay looks at the zone: within a day before and after, its offset must stay
// what it is, and be of whole minutes.
func (r *stampReader) findDay(year, month, day int) int64 {
	const oneDay = 24 * 60 * 60
	t := midnight(year, time.Month(month), day, r.loc)
	lo := t.Unix()
	start, end := t.ZoneBounds()
	_, offset := t.Zone()
	switch {
	case !start.IsZero() && start.Unix() > lo-oneDay, !end.IsZero() && end.Unix() < lo+2*oneDay, offset%60 != 0:
		return irregularDay
	}
	return lo
}

// daysBefore returns the days before a month in a year of 366 days.
func daysBefore(month int) int {
	return [...]int{0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335}[month-1]
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
