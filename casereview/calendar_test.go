package casereview

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func day(t testing.TB, s string) rma.Date {
	t.Helper()
	d, err := rma.ParseDate(s)
	require.NoError(t, err)
	return d
}

// Days of Easter as the churches had them, with the earliest and the latest that
// there can be.
func TestEasterSunday(t *testing.T) {
	for _, want := range []string{"1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23",
		"2019-04-21", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"} {
		d := day(t, want)
		assert.Equal(t, want, easterSunday(d.Year()).String())
	}
	for year := 1583; year < 4100; year++ {
		e := easterSunday(year)
		assert.Equal(t, time.Sunday, e.Weekday(), year)
		assert.False(t, e.Before(rma.NewDate(year, time.March, 22)) || rma.NewDate(year, time.April, 25).Before(e), "%d: %v", year, e)
		assert.Equal(t, meeusEaster(year), e, year)
	}
}

// meeusEaster is the rule in the form of Meeus (Astronomical Algorithms, 1991,
// chapter 8), which needs no exceptions.
func meeusEaster(year int) rma.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return rma.NewDate(year, time.Month(n/31), n%31+1)
}

func TestDutchHolidays(t *testing.T) {
	for _, c := range []struct {
		why, day, name string
	}{
		{"a new year", "2023-01-01", "Nieuwjaarsdag"},
		{"by Easter", "2023-04-07", "Goede Vrijdag"},
		{"by Easter", "2023-04-10", "tweede paasdag"},
		{"the king", "2023-04-27", "Koningsdag"},
		{"the king, on a Saturday since the 27th is a Sunday", "2025-04-26", "Koningsdag"},
		{"not the Sunday then", "2025-04-27", ""},
		{"the queen", "2013-04-30", "Koningsdag"},
		{"the queen, on a Saturday", "2006-04-29", "Koningsdag"},
		{"not yet the king", "2013-04-27", ""},
		{"every year", "2023-05-05", "Bevrijdingsdag"},
		{"by Easter", "2023-05-18", "Hemelvaartsdag"},
		{"by Easter", "2023-05-29", "tweede pinksterdag"},
		{"two days of Christmas", "2023-12-26", "tweede kerstdag"},
		{"an ordinary day", "2023-12-27", ""},
		{"no day", "", ""},
	} {
		name, ok := DutchCalendar{}.Holiday(day(t, c.day))
		assert.Equal(t, c.name != "", ok, "%s: %s", c.day, c.why)
		assert.Equal(t, c.name, name.NL, "%s: %s", c.day, c.why)
	}
}

func TestWorkingDaysOfAYear(t *testing.T) {
	for year, want := range map[int]int{2022: 260 - 7, 2023: 260 - 8, 2024: 262 - 7, 2025: 261 - 8} { // weekdays, less the holidays on them
		n := WorkingDays(rma.NewDate(year-1, time.December, 31), rma.NewDate(year, time.December, 31), DutchCalendar{})
		assert.Equal(t, want, n, year)
	}
	closed := DutchCalendar{Closed: []rma.Date{day(t, "2023-05-19"), day(t, "2023-05-20")}}
	assert.False(t, closed.Works(day(t, "2023-05-19")), "the Friday after Ascension Day")
	_, ok := closed.Holiday(day(t, "2023-05-19"))
	assert.False(t, ok)
	assert.False(t, DutchCalendar{}.Works(rma.Date{}))
	assert.Zero(t, WorkingDays(day(t, "2023-05-22"), day(t, "2023-05-22"), closed))
	assert.Zero(t, WorkingDays(day(t, "2023-05-22"), day(t, "2023-05-01"), closed))
	assert.Zero(t, WorkingDays(rma.Date{}, rma.Date{}, closed))
}

type never struct{}

func (never) Works(rma.Date) bool { return false }

func TestTerms(t *testing.T) {
	five, ten := Term{WorkingDays: 5}, Term{Days: 70, Extended: true}
	for _, c := range []struct {
		why        string
		term       Term
		start, due string
	}{
		{"an ordinary week", five, "2023-01-09", "2023-01-16"},
		{"from a Saturday the Monday is the first", five, "2023-01-07", "2023-01-13"},
		{"over Easter", five, "2023-04-06", "2023-04-17"},
		{"over King's Day, into Liberation Day", five, "2023-04-26", "2023-05-04"},
		{"over Liberation Day", five, "2023-05-04", "2023-05-12"},
		{"over Christmas and the new year", five, "2023-12-22", "2024-01-03"},
		{"the investigation of ten weeks", ten, "2023-01-09", "2023-03-20"},
		{"ten weeks that end on Whit Monday", ten, "2023-03-20", "2023-05-30"},
		{"ten weeks that end there, not extended", Term{Days: 70}, "2023-03-20", "2023-05-29"},
		{"ten weeks from a Saturday", ten, "2023-01-07", "2023-03-20"},
	} {
		due, err := c.term.Due(day(t, c.start), DutchCalendar{})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.due, due.String(), c.why)
		if c.term.WorkingDays > 0 {
			assert.Equal(t, c.term.WorkingDays, WorkingDays(day(t, c.start), due, DutchCalendar{}), "and back: %s", c.why)
		}
	}
	for _, term := range []Term{{}, {WorkingDays: -1}, {Days: -1}, {WorkingDays: 5, Days: 7}} {
		_, err := term.Due(day(t, "2023-01-09"), DutchCalendar{})
		assert.ErrorIs(t, err, ErrTerm)
	}
	_, err := five.Due(rma.Date{}, DutchCalendar{})
	assert.ErrorIs(t, err, rma.ErrDate)
	_, err = five.Due(day(t, "2023-01-09"), never{})
	assert.ErrorIs(t, err, ErrNoWorkingDay)
	_, err = ten.Due(day(t, "2023-01-09"), never{})
	assert.ErrorIs(t, err, ErrNoWorkingDay)
}
