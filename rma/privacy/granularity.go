package privacy

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// Granularity says how finely a day is shown. A coarser one makes more people
// share a date, and a reader sees less of the course of a case. The zero value
// leaves it to the audience: a policy resolves it with [Granularity.Or].
//
// Weeks do not nest in months. Somebody who has one set of records by week and
// again by month can narrow a day down further than either table does.
//
// Keys in files: day, week, month, quarter, year.
type Granularity uint8

const (
	GranularityOfAudience Granularity = iota // that of the audience
	Day
	Week // of ISO 8601: Monday to Sunday
	Month
	Quarter
	Year
)

var granularityTerms = rma.Terms{
	{"", "die van het publiek", "that of the audience"},
	{"day", "dag", "day"},
	{"week", "week", "week"},
	{"month", "maand", "month"},
	{"quarter", "kwartaal", "quarter"},
	{"year", "jaar", "year"},
}

// Granularities returns the five that show a period, from fine to coarse.
func Granularities() []Granularity { return []Granularity{Day, Week, Month, Quarter, Year} }

// String returns the key used in files, "" for that of the audience.
func (g Granularity) String() string { return granularityTerms.Key("Granularity", uint8(g)) }

// Label returns the name in language l.
func (g Granularity) Label(l rma.Lang) string {
	return granularityTerms.Text("Granularity", uint8(g)).In(l)
}

// MarshalText writes the key.
func (g Granularity) MarshalText() ([]byte, error) {
	return granularityTerms.Marshal("Granularity", uint8(g))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (g *Granularity) UnmarshalText(text []byte) error {
	v, err := granularityTerms.Parse("Granularity", text)
	*g = Granularity(v)
	return err
}

// Or returns g, or that of the audience when g leaves it open.
func (g Granularity) Or(audience Granularity) Granularity {
	if g == GranularityOfAudience {
		return audience
	}
	return g
}

// GeneralDate is a day of which only the period is told that it lies in. The
// days within the period cannot be told apart any more.
type GeneralDate struct {
	Granularity Granularity // as used; never that of the audience
	Key         string      // sorts by time within one granularity; "" when not recorded
	Label       rma.Text
	First, Last rma.Date // both days belong to the period
}

// Generalise returns the period in which a day lies.
//
//	day      2023-02-06   itself
//	week     2023-W06     Monday 6 to Sunday 12 February
//	month    2023-02      1 to 28 February
//	quarter  2023-Q1      1 January to 31 March
//	year     2023         1 January to 31 December
//
// The year of a week is that of ISO 8601, the year of its Thursday: 1 January
// 2023 lies in 2022-W52, and 31 December 2024 in 2025-W01.
//
// A day that is not recorded stays so: no key, no first and last day. A
// granularity that nobody resolved, or that does not exist, gives the year, so
// that a forgotten setting shows too little and never too much.
func Generalise(d rma.Date, g Granularity) GeneralDate {
	if g < Day || g > Year {
		g = Year
	}
	out := GeneralDate{Granularity: g, Label: rma.T("niet vastgelegd", "not recorded")}
	if d.IsZero() {
		return out
	}
	t := d.In(time.UTC)
	y, m, day := t.Date()
	switch g {
	case Day:
		out.Key, out.First, out.Last = d.String(), d, d
		out.Label = rma.T(d.Label(rma.Dutch), d.Label(rma.English))
	case Week:
		monday := day - (int(t.Weekday())+6)%7
		out.First, out.Last = rma.NewDate(y, m, monday), rma.NewDate(y, m, monday+6)
		out.Key, out.Label = weekNames(t.ISOWeek())
	case Month:
		out.First, out.Last = rma.NewDate(y, m, 1), rma.NewDate(y, m+1, 0)
		out.Key = fmt.Sprintf("%04d-%02d", y, m)
		out.Label = rma.T(fmt.Sprintf("%s %d", dutchMonths[m-1], y), fmt.Sprintf("%s %d", m, y))
	case Quarter:
		q := (m + 2) / 3
		out.First, out.Last = rma.NewDate(y, 3*q-2, 1), rma.NewDate(y, 3*q+1, 0)
		out.Key = fmt.Sprintf("%04d-Q%d", y, q)
		out.Label = rma.T(fmt.Sprintf("kwartaal %d van %d", q, y), fmt.Sprintf("quarter %d of %d", q, y))
	case Year:
		out.First, out.Last = rma.NewDate(y, time.January, 1), rma.NewDate(y, time.December, 31)
		out.Key = fmt.Sprintf("%04d", y)
		out.Label = rma.PlainText(fmt.Sprint(y))
	}
	return out
}

// String returns the key.
func (d GeneralDate) String() string { return d.Key }

// Period returns the first and the last day. [rma.Period.Days] counts the days
// from the one to the other, which is one less than the period has.
func (d GeneralDate) Period() rma.Period { return rma.Period{From: d.First, To: d.Last} }

var dutchMonths = [12]string{"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december"}

func weekNames(year, week int) (key string, label rma.Text) {
	return fmt.Sprintf("%04d-W%02d", year, week),
		rma.T(fmt.Sprintf("week %d van %d", week, year), fmt.Sprintf("week %d of %d", week, year))
}

// RelativeDays returns the number of days from the first report of a case to d,
// negative when d lies before it, and false when either day is not recorded. It
// takes the place of a date: order and intervals stay, the calendar goes.
//
// Who knows one true date of a case, such as that of a report in the press,
// can count back to all the others; and a course of many exact intervals may
// be known to those who were there. So it is a generalisation for a team and
// not for the public.
func RelativeDays(first, d rma.Date) (days int, ok bool) {
	if first.IsZero() || d.IsZero() {
		return 0, false
	}
	return first.DaysUntil(d), true
}
