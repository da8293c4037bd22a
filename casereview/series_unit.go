package casereview

import (
	"fmt"
	"time"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// PeriodUnit is the length of the periods of a [Series]. The zero value is a
// month.
type PeriodUnit uint8

const (
	Monthly   PeriodUnit = iota // of the calendar
	Weekly                      // ISO 8601, from Monday
	Quarterly                   // of the calendar, from January
)

var periodUnitTerms = rma.Terms{
	{"month", "maand", "month"},
	{"week", "week", "week"},
	{"quarter", "kwartaal", "quarter"},
}

// String returns the key used in files.
func (u PeriodUnit) String() string { return periodUnitTerms.Key("PeriodUnit", uint8(u)) }

// Label returns the name in language l.
func (u PeriodUnit) Label(l rma.Lang) string { return u.text().In(l) }

func (u PeriodUnit) text() rma.Text { return periodUnitTerms.Text("PeriodUnit", uint8(u)) }

// MarshalText writes the key.
func (u PeriodUnit) MarshalText() ([]byte, error) {
	return periodUnitTerms.Marshal("PeriodUnit", uint8(u))
}

// UnmarshalText reads the key; the error wraps rma.ErrUnknownTerm.
func (u *PeriodUnit) UnmarshalText(text []byte) error {
	v, err := periodUnitTerms.Parse("PeriodUnit", text)
	*u = PeriodUnit(v)
	return err
}

func (u PeriodUnit) valid() bool { return int(u) < len(periodUnitTerms) }

// daysOfWeek is the length of a week.
const daysOfWeek = 7

// index numbers the period in which the day lies; the next period has the next
// number.
func (u PeriodUnit) index(d rma.Date) int {
	switch u {
	case Weekly:
		days := aMonday().DaysUntil(d)
		return (days - mod(days, daysOfWeek)) / daysOfWeek
	case Quarterly:
		return d.Year()*4 + (monthOf(d)-1)/3
	}
	return d.Year()*12 + monthOf(d) - 1
}

// first returns the first day of the period with that number.
func (u PeriodUnit) first(i int) rma.Date {
	switch u {
	case Weekly:
		return aMonday().AddDays(i * daysOfWeek)
	case Quarterly:
		q := mod(i, 4)
		return rma.NewDate((i-q)/4, time.Month(1+3*q), 1)
	}
	m := mod(i, 12)
	return rma.NewDate((i-m)/12, time.Month(1+m), 1)
}

// period returns the days of the period with that number.
func (u PeriodUnit) period(i int) rma.Period { return rma.Period{From: u.first(i), To: u.first(i + 1)} }

// key writes the period as 2023-02, 2023-W05 or 2023-Q1.
func (u PeriodUnit) key(i int) string {
	d := u.first(i)
	switch u {
	case Weekly:
		y, w := d.In(time.UTC).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", d.Year(), 1+mod(i, 4))
	}
	return fmt.Sprintf("%04d-%02d", d.Year(), 1+mod(i, 12))
}

func aMonday() rma.Date { return rma.NewDate(1970, time.January, 5) }

func monthOf(d rma.Date) int { return int(d.In(time.UTC).Month()) }

// mod returns the remainder from 0 on, also of a negative number.
func mod(i, n int) int { return (i%n + n) % n }
