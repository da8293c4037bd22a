package casereview

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(DefaultZone)
	require.NoError(t, err)
	return loc
}

// at parses a stamp that must be right.
func at(t testing.TB, s string) Stamp {
	t.Helper()
	stamp, err := ParseStamp(s, amsterdam(t))
	require.NoError(t, err, s)
	return stamp
}

func TestParseStamp(t *testing.T) {
	for _, c := range []struct {
		in, out string
		p       Precision
		width   time.Duration
		why     string
	}{
		{"2023-02-01T10:00", "2023-02-01T10:00", Minute, time.Minute, "ISO with a T"},
		{"2023-02-01 10:00", "2023-02-01T10:00", Minute, time.Minute, "ISO with a space"},
		{"2023-02-01 10:00:59", "2023-02-01T10:00", Minute, time.Minute, "seconds are dropped"},
		{"2023-02-01", "2023-02-01", Day, 24 * time.Hour, "a day"},
		{"01-02-2023", "2023-02-01", Day, 24 * time.Hour, "Dutch order, with zeros"},
		{"1-2-2023", "2023-02-01", Day, 24 * time.Hour, "Dutch order, without zeros"},
		{"1-2-2023 9:05", "2023-02-01T09:05", Minute, time.Minute, "Dutch order with a clock time"},
		{" 2023-02-01 ", "2023-02-01", Day, 24 * time.Hour, "spaces around it"},
		{"2023-02-01T10", "2023-02-01T10", Hour, time.Hour, "an hour"},
		{"2023-W05", "2023-W05", Week, 7 * 24 * time.Hour, "ISO week 5 runs from 30 January"},
		{"2020-W53", "2020-W53", Week, 7 * 24 * time.Hour, "a year with 53 weeks"},
		{"2023-02", "2023-02", Month, 28 * 24 * time.Hour, "a month"},
		{"2023-03-26", "2023-03-26", Day, 23 * time.Hour, "the day on which the clock goes forward"},
		{"2023-10-29", "2023-10-29", Day, 25 * time.Hour, "the day on which the clock goes back"},
		{"2023-10-29T02:30", "2023-10-29T02:30", Minute, 61 * time.Minute, "a time that occurs twice stands for both"},
		{"2023-10-29T02", "2023-10-29T02", Hour, 2 * time.Hour, "an hour that occurs twice"},
		{"2023-10-29T02:30+01:00", "2023-10-29T02:30+01:00", Minute, time.Minute, "the second of the two, by its offset"},
		{"2023-10-29T02:30+02:00", "2023-10-29T02:30+02:00", Minute, time.Minute, "the first of the two, by its offset"},
		{"2023-02-01T09:00Z", "2023-02-01T10:00", Minute, time.Minute, "an instant is shown on the local clock"},
		{"2023-10-29T03:00", "2023-10-29T03:00", Minute, time.Minute, "after the change there is one reading"},
	} {
		require.NotEmpty(t, c.why)
		s, err := ParseStamp(c.in, amsterdam(t))
		require.NoError(t, err, c.why)
		assert.Equal(t, c.out, s.String(), c.why)
		assert.Equal(t, c.p, s.Precision(), c.why)
		assert.Equal(t, c.width, s.Hi().Sub(s.Lo()), c.why)
		again := at(t, s.String())
		assert.True(t, s.Equal(again), "%s: reads back as it was written", c.why)
	}
	week := at(t, "2023-W05")
	assert.Equal(t, "2023-01-30", week.Lo().Format("2006-01-02"))
	zero, err := ParseStamp("  ", nil)
	require.NoError(t, err)
	assert.True(t, zero.IsZero())
	assert.Equal(t, "", zero.String())
}

func TestParseStampRefuses(t *testing.T) {
	for _, c := range []struct{ in, why string }{
		{"gisteren", "words"},
		{"2023-02-30", "a day that does not exist"},
		{"30-2-2023", "a day that does not exist, in Dutch order"},
		{"1-2-23", "a year of two digits"},
		{"2-13-2023", "month before day"},
		{"2023-W00", "week 0"},
		{"2023-W53", "a year with 52 weeks"},
		{"2023-13", "month 13"},
		{"2023-02-01T25:00", "hour 25"},
		{"2023-03-26T02:30", "the clock skips it when it goes forward"},
		{"26-3-2023 02:00", "the first minute that is skipped"},
		{"0203-02-01", "a year long ago is a typing error"},
		{"3023-02-01", "a year far ahead is a typing error"},
		{"2023-02-01 10:00 uur", "something behind it"},
	} {
		_, err := ParseStamp(c.in, amsterdam(t))
		require.ErrorIs(t, err, rma.ErrDate, c.why)
		assert.NotContains(t, err.Error(), c.in, "the text is not repeated")
	}
	_, err := ParseStamp("2023-03-26T03:00", amsterdam(t))
	require.NoError(t, err, "the first minute after the gap exists")
}

func TestParseStampLayouts(t *testing.T) {
	loc := amsterdam(t)
	s, err := ParseStamp("02/01/2023 3PM", loc, "01/02/2006 3PM")
	require.NoError(t, err)
	assert.Equal(t, "2023-02-01T15", s.String(), "precision follows from the layout")
	_, err = ParseStamp("2023-02-01", loc, "01/02/2006")
	require.ErrorIs(t, err, rma.ErrDate, "declared layouts replace the usual ones")
	s, err = ParseStamp("2023-W05", loc, WeekLayout)
	require.NoError(t, err)
	assert.Equal(t, Week, s.Precision())
}

func TestParseStampInOtherZones(t *testing.T) {
	for _, c := range []struct{ zone, day, why string }{
		{"America/Sao_Paulo", "2018-11-04", "the clock skips midnight"},
		{"Africa/Cairo", "2023-10-27", "midnight occurs once, and the last hour of the day before twice"},
		{"Asia/Kathmandu", "2023-02-01", "an offset of a quarter"},
		{"America/Havana", "2023-11-05", "the first hour of the day occurs twice"},
	} {
		loc, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		s, err := ParseStamp(c.day, loc)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.day, s.String(), c.why)
		assert.Equal(t, c.day, s.last().Format("2006-01-02"), c.why)
		assert.NotEqual(t, c.day, s.Lo().Add(-time.Minute).Format("2006-01-02"), c.why)
		assert.NotEqual(t, c.day, s.Hi().Format("2006-01-02"), c.why)
	}
}

func TestStampUntil(t *testing.T) {
	for _, c := range []struct {
		from, to string
		min, max string
		why      string
	}{
		{"2023-02-01T10:00", "2023-02-02T10:00", "24h", "24h", "minutes are compared as written"},
		{"2023-02-01", "2023-02-01", "-23h59m", "23h59m", "within one day"},
		{"2023-02-01", "2023-02-02", "1m", "47h59m", "from one day to the next"},
		{"2023-02-01", "2023-02-03", "24h1m", "71h59m", "two days later"},
		{"2023-03-25T12:00", "2023-03-26T12:00", "23h", "23h", "the clock goes forward in between"},
		{"2023-10-28T12:00", "2023-10-29T12:00", "25h", "25h", "the clock goes back in between"},
		{"2023-10-29", "2023-10-29", "-24h59m", "24h59m", "a day of 25 hours"},
		{"2023-03-25", "2023-03-27", "23h1m", "70h59m", "over a day of 23 hours"},
		{"2023-10-29T02:30", "2023-10-30T02:30", "24h", "25h", "from a time that occurs twice"},
	} {
		lo, err := time.ParseDuration(c.min)
		require.NoError(t, err)
		hi, err := time.ParseDuration(c.max)
		require.NoError(t, err)
		assert.Equal(t, Gap{lo, hi}, at(t, c.from).Until(at(t, c.to)), c.why)
	}
}

func TestStampOrder(t *testing.T) {
	day, noon, next := at(t, "2023-02-01"), at(t, "2023-02-01T12:00"), at(t, "2023-02-02")
	assert.True(t, day.Before(next))
	assert.False(t, next.Before(day))
	assert.False(t, day.Before(noon))
	assert.False(t, noon.Before(day))
	assert.True(t, day.overlaps(noon))
	assert.False(t, Stamp{}.Before(day), "a moment that is not recorded has no order")
	assert.False(t, day.Before(Stamp{}))
}

func TestVocabularies(t *testing.T) {
	assert.Equal(t, "melding", Report.Label(rma.Dutch))
	assert.Equal(t, "eigen", Activity("eigen").Label(rma.English), "an activity of one's own has its key")
	assert.Len(t, Activities(), 25)
	for _, a := range Activities() {
		assert.True(t, a.Known())
		assert.NotEmpty(t, a.Label(rma.English))
	}
	assert.Equal(t, "Precision(9)", Precision(9).String(), "no panic on an unknown value")
	assert.Equal(t, "Class(9)", Class(9).Label(rma.English))
	var p Precision
	require.NoError(t, p.UnmarshalText([]byte("week")))
	assert.Equal(t, Week, p)
	err := p.UnmarshalText([]byte("geheim"))
	require.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.NotContains(t, err.Error(), "geheim")
	_, err = Precision(9).MarshalText()
	assert.True(t, errors.Is(err, rma.ErrUnknownTerm))
	assert.Equal(t, "verwaarlozing", Neglect.Label(rma.Dutch))
	assert.Equal(t, "eigen", ConcernKind("eigen").Label(rma.Dutch))
	for _, c := range []struct {
		key, label, want string
	}{
		{NoVisit.String(), NoVisit.Label(rma.English), "no-visit: no visit"},
		{Monitoring.String(), Monitoring.Label(rma.Dutch), "monitoring: monitoring"},
		{DuringMonitoring.String(), DuringMonitoring.Label(rma.Dutch), "during-monitoring: tijdens de monitoring"},
		{SeveralKnown.String(), SeveralKnown.Label(rma.Dutch), "several: meerdere betrokkenen al bekend"},
		{Rereport.String(), Rereport.Label(rma.Dutch), "rereport: hermelding"},
		{SameConcern.String(), SameConcern.Label(rma.English), "same-concern: same concern"},
		{Week.String(), Week.Label(rma.English), "week: week"},
		{FromPreNotice.String(), FromPreNotice.Label(rma.English), "pre-notice: pre-notice by the police"},
		{Yes.String(), Yes.Label(rma.Dutch), "yes: ja"},
		{AnyPerson.String(), TieRereport.String(), "any-person: rereport"},
		{string(NoStart), NoStart.Label(rma.English), "no-start: no start of the clock"},
	} {
		assert.Equal(t, c.want, c.key+": "+c.label)
	}
	for _, r := range Reasons() {
		assert.False(t, strings.Contains(r.Label(rma.Dutch), "-"), "every reason has a wording")
	}
}

// A Duration holds 292 years; years run over 300.
func TestGapOfCenturies(t *testing.T) {
	first, last := at(t, "1900-01-01"), at(t, "2199-12-31")
	assert.True(t, first.Until(last).cut())
	assert.True(t, last.Until(first).cut())
	assert.False(t, first.Until(at(t, "2190-01-01")).cut())
	assert.Equal(t, Gap{}, Stamp{}.Until(first), "nothing is not recorded as a time")
	assert.Equal(t, Gap{}, first.Until(Stamp{}))

	far := logOf(t, Event{Case: caseID("a"), Activity: Report, At: first, File: "HOO.csv", Line: 7}, Event{Case: caseID("a"), Activity: HomeVisit, At: last})
	_, err := TimeToVisit(far, last.Hi(), VisitOptions{})
	var place *rma.DataError
	require.ErrorAs(t, err, &place)
	assert.ErrorIs(t, err, rma.ErrDate)
	assert.Equal(t, "HOO.csv", place.File)
	assert.Equal(t, 7, place.Line)

	none, err := TimeToVisit(logOf(t, Event{Case: caseID("a"), Activity: Report, At: first}), at(t, "2199-12-31").Lo(), VisitOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, none.Within.Counts.NoVisit, "a deadline long past is past")
}
