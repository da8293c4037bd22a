package privacy

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones on every machine

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var shiftSecret = [32]byte([]byte("synthetic secret of thirty-two b"))

func shiftOf(t testing.TB, caseID string, o ShiftOptions) Shift {
	t.Helper()
	s, err := ShiftBy(shiftSecret, caseID, o)
	require.NoError(t, err)
	return s
}

// shiftOfWeeks is a shift of a known number of weeks.
func shiftOfWeeks(n int) Shift { return Shift{func() int { return n }} }

// slowShift follows the definition in the documentation, with HMAC written out
// (RFC 2104) and the counting of remainders in place of arithmetic modulo n.
func slowShift(secret [32]byte, caseID string, max uint64) int {
	var inner, outer [64]byte
	for i := range 64 {
		inner[i], outer[i] = 0x36, 0x5c
		if i < 32 {
			inner[i] ^= secret[i]
			outer[i] ^= secret[i]
		}
	}
	message := append([]byte("rma-shift-1"), 0)
	message = append(message, make([]byte, 8)...) // counter 0: it is hardly ever another
	message = append(message, caseID...)
	first := sha256.Sum256(append(inner[:], message...))
	sum := sha256.Sum256(append(outer[:], first[:]...))
	n := 2 * max
	v := int(binary.BigEndian.Uint64(sum[:8]) - n*(binary.BigEndian.Uint64(sum[:8])/n))
	if v < int(max) {
		return v - int(max)
	}
	return v - int(max) + 1
}

func TestShiftByDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 2000 {
		var secret [32]byte
		for j := range secret {
			secret[j] = byte(r.UintN(256))
		}
		max := 1 + r.IntN(80)
		caseID := fmt.Sprintf("C-%d\x00é", i)
		s, err := ShiftBy(secret, caseID, ShiftOptions{MaxWeeks: max})
		require.NoError(t, err)
		require.Equal(t, slowShift(secret, caseID, uint64(max)), s.Weeks())
	}
}

// A next version must shift as this one does, or two deliveries of one study
// cannot be put together. The figures are those of the definition, computed with
// hmac and hashlib of Python 3.
func TestShiftStaysTheSame(t *testing.T) {
	var got []int
	for _, id := range []string{"C-0001", "C-0002", "C-0003", "C-0004", "C-0005", "C-0006"} {
		got = append(got, shiftOf(t, id, ShiftOptions{}).Weeks())
	}
	assert.Equal(t, []int{-24, -12, -12, 2, -17, 20}, got)
}

func TestShiftByOptions(t *testing.T) {
	for _, c := range []struct {
		why      string
		secret   [32]byte
		caseID   string
		maxWeeks int
		cause    error
	}{
		{"a negative bound", shiftSecret, "C-1", -1, ErrShift},
		{"more than a century", shiftSecret, "C-1", MaxShiftWeeks + 1, ErrShift},
		{"a secret that nobody filled in", [32]byte{}, "C-1", 0, ErrShift},
		{"a case without an id", shiftSecret, "", 0, rma.ErrMissing},
	} {
		s, err := ShiftBy(c.secret, c.caseID, ShiftOptions{MaxWeeks: c.maxWeeks})
		require.ErrorIs(t, err, ErrShift, c.why)
		assert.ErrorIs(t, err, c.cause, c.why)
		assert.True(t, s.IsZero(), c.why)
		assert.NotContains(t, err.Error(), "C-1", c.why)
	}
	half := shiftOf(t, "C-1", ShiftOptions{})
	assert.Equal(t, shiftOf(t, "C-1", ShiftOptions{MaxWeeks: DefaultShiftWeeks}).Weeks(), half.Weeks(), "0 means half a year")
	assert.False(t, half.IsZero())
}

func TestShiftNeedsNoGoodID(t *testing.T) {
	for _, id := range []string{"\x00", "\xff\xfe", "=cmd", "\u202eC-1", string(make([]byte, 1<<16)), " "} {
		assert.NotZero(t, shiftOf(t, id, ShiftOptions{}).Weeks())
	}
}

// Of 52 000 cases each of the 52 shifts gets about 1000: the sum of squares has
// 51 degrees of freedom, and 98.8 is passed once in ten thousand times (table of
// the chi-square distribution). The cases are fixed, so the test is too.
func TestShiftIsUniform(t *testing.T) {
	count := map[int]int{}
	for i := range 52000 {
		count[shiftOf(t, fmt.Sprintf("C-%05d", i), ShiftOptions{}).Weeks()]++
	}
	require.Len(t, count, 52)
	assert.Zero(t, count[0], "a case that does not move keeps its true dates")
	chi := 0.0
	for w, n := range count {
		require.True(t, -26 <= w && w <= 26)
		chi += float64(n-1000) * float64(n-1000) / 1000
	}
	assert.Less(t, chi, 98.8)
}

func TestShiftOfOneWeek(t *testing.T) {
	seen := map[int]bool{}
	for i := range 50 {
		seen[shiftOf(t, fmt.Sprint(i), ShiftOptions{MaxWeeks: 1}).Weeks()] = true
	}
	assert.Equal(t, map[int]bool{-1: true, 1: true}, seen)
}

// Of the numbers below 2⁶⁴ the lowest 2⁶⁴ mod n are refused, so that n divides
// what is left.
func TestUniformBelowDrawsAgain(t *testing.T) {
	for _, n := range []uint64{2, 3, 52, 1000, 10400, 1 << 63, 1<<63 + 1, 1<<64 - 1} {
		refused := (1<<64-1)%n + 1
		if refused == n {
			refused = 0
		}
		asked := []uint64{}
		draw := func(counter uint64) uint64 {
			asked = append(asked, counter)
			if len(asked) < 3 && refused > 0 {
				return refused - 1
			}
			return refused
		}
		assert.Equal(t, refused%n, uniformBelow(n, draw), "n=%d", n)
		if refused > 0 {
			assert.Equal(t, []uint64{0, 1, 2}, asked, "n=%d", n)
		} else {
			assert.Equal(t, []uint64{0}, asked, "a power of two refuses nothing")
		}
	}
}

// Properties of a case: weekdays, order and intervals stay; another case, or
// another secret, moves on its own.
func TestShiftKeepsTheCourseOfACase(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 200 {
		s := shiftOf(t, fmt.Sprint("case", i), ShiftOptions{MaxWeeks: 1 + r.IntN(60)})
		days := []rma.Date{}
		for range 10 {
			days = append(days, rma.NewDate(2015+r.IntN(10), time.Month(1+r.IntN(12)), 1+r.IntN(31)))
		}
		for _, d := range days {
			moved := s.Date(d)
			assert.Equal(t, 7*s.Weeks(), d.DaysUntil(moved))
			assert.Equal(t, d.In(time.UTC).Weekday(), moved.In(time.UTC).Weekday())
			for _, e := range days {
				assert.Equal(t, d.DaysUntil(e), moved.DaysUntil(s.Date(e)))
			}
		}
	}
	same := 0
	for i := range 520 {
		a, err := ShiftBy([32]byte{1}, fmt.Sprint(i), ShiftOptions{})
		require.NoError(t, err)
		if a.Weeks() == shiftOf(t, fmt.Sprint(i), ShiftOptions{}).Weeks() {
			same++
		}
	}
	assert.InDelta(t, 10, same, 15, "two secrets agree as often as chance has it: 520 in 52")
}

func TestShiftTime(t *testing.T) {
	zone := func(name string) *time.Location {
		loc, err := time.LoadLocation(name)
		require.NoError(t, err)
		return loc
	}
	ams, apia, sp := zone("Europe/Amsterdam"), zone("Pacific/Apia"), zone("America/Sao_Paulo")
	const form = "2006-01-02 15:04:05 -0700"
	for _, c := range []struct {
		why           string
		t             time.Time
		weeks         int
		time, instant string
	}{
		{"no clock change between", time.Date(2023, 2, 6, 23, 30, 5, 0, ams), 2, "2023-02-20 23:30:05 +0100", "2023-02-20 23:30:05 +0100"},
		{"into summer time", time.Date(2023, 3, 20, 9, 0, 0, 0, ams), 1, "2023-03-27 09:00:00 +0200", "2023-03-27 10:00:00 +0200"},
		{"out of summer time", time.Date(2023, 10, 28, 23, 30, 0, 0, ams), 1, "2023-11-04 23:30:00 +0100", "2023-11-04 22:30:00 +0100"},
		{"back into summer time", time.Date(2023, 11, 4, 0, 30, 0, 0, ams), -1, "2023-10-28 00:30:00 +0200", "2023-10-28 01:30:00 +0200"},
		{"a time that the clock skips moves on with it, from winter", time.Date(2023, 3, 19, 2, 30, 0, 0, ams), 1, "2023-03-26 03:30:00 +0200", "2023-03-26 03:30:00 +0200"},
		{"a time that the clock skips moves on with it, from summer", time.Date(2023, 4, 2, 2, 30, 0, 0, ams), -1, "2023-03-26 03:30:00 +0200", "2023-03-26 01:30:00 +0100"},
		{"a time that is shown twice keeps its offset, from summer", time.Date(2023, 10, 22, 2, 30, 0, 0, ams), 1, "2023-10-29 02:30:00 +0200", "2023-10-29 02:30:00 +0200"},
		{"a time that is shown twice keeps its offset, from winter", time.Date(2023, 11, 5, 2, 30, 0, 0, ams), -1, "2023-10-29 02:30:00 +0100", "2023-10-29 02:30:00 +0100"},
		{"a gap at midnight moves on within the day", time.Date(2017, 10, 8, 0, 30, 0, 0, sp), 1, "2017-10-15 01:30:00 -0200", "2017-10-15 01:30:00 -0200"},
		{"a gap at midnight moves on within the day, backwards", time.Date(2017, 10, 22, 0, 30, 0, 0, sp), -1, "2017-10-15 01:30:00 -0200", "2017-10-14 23:30:00 -0300"},
		{"over the day that Samoa skipped the weekday stays", time.Date(2011, 12, 26, 9, 0, 0, 0, apia), 1, "2012-01-02 09:00:00 +1400", "2012-01-03 09:00:00 +1400"},
		{"UTC has no clock changes", time.Date(2023, 3, 20, 9, 0, 0, 7, time.UTC), 1, "2023-03-27 09:00:00 +0000", "2023-03-27 09:00:00 +0000"},
	} {
		assert.Equal(t, c.time, shiftOfWeeks(c.weeks).Time(c.t).Format(form), c.why)
		assert.Equal(t, c.instant, shiftOfWeeks(c.weeks).Instant(c.t).Format(form), c.why)
	}
}

// Over two years in steps of 37 minutes, in a zone with clock changes.
func TestShiftTimeKeepsTheClock(t *testing.T) {
	ams, err := time.LoadLocation("Europe/Amsterdam")
	require.NoError(t, err)
	for _, n := range []int{-26, -3, 1, 20} {
		s := shiftOfWeeks(n)
		for at := time.Date(2022, 1, 1, 0, 0, 0, 0, ams); at.Year() < 2024; at = at.Add(37 * time.Duration(every(19)) * time.Minute) {
			moved, instant := s.Time(at), s.Instant(at)
			require.Equal(t, time.Duration(n)*168*time.Hour, instant.Sub(at))
			require.LessOrEqual(t, moved.Sub(instant).Abs(), time.Hour)
			require.Equal(t, at.Weekday(), moved.Weekday())
			if moved.Month() == 3 && moved.Hour() == 3 && at.Hour() == 2 {
				continue // a time that the clock skips
			}
			require.Equal(t, at.Format(time.TimeOnly), moved.Format(time.TimeOnly))
		}
	}
}

func TestShiftOfNothing(t *testing.T) {
	s := shiftOf(t, "C-1", ShiftOptions{})
	assert.True(t, s.Date(rma.Date{}).IsZero(), "a day that is not recorded stays so")
	assert.True(t, s.Time(time.Time{}).IsZero())
	assert.True(t, s.Instant(time.Time{}).IsZero())
	at := time.Date(2023, 2, 6, 9, 0, 0, 0, time.UTC)
	assert.True(t, Shift{}.Date(rma.DateOf(at)).IsZero(), "no shift gives no true date")
	assert.True(t, Shift{}.Time(at).IsZero())
	assert.True(t, Shift{}.Instant(at).IsZero())
	assert.Zero(t, Shift{}.Weeks())
}

func TestShiftIsNotPrinted(t *testing.T) {
	s := shiftOfWeeks(23)
	type inside struct{ s Shift }
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%q", "%x"} {
		assert.Equal(t, "[shift]", fmt.Sprintf(verb, s))
		assert.NotContains(t, fmt.Sprintf(verb, struct{ S Shift }{s}), "23")
	}
	// A field that is not exported is printed by reflection: as an address.
	assert.NotEqual(t, "{{23}}", fmt.Sprintf("%d", inside{s}))
	assert.NotEqual(t, "{23}", fmt.Sprintf("%d", inside{s}))
	_, err := json.Marshal(s)
	assert.ErrorIs(t, err, ErrShift)
	_, err = json.Marshal(map[string]any{"a": []Shift{s}})
	assert.ErrorIs(t, err, ErrShift)
	_, err = xml.Marshal(s)
	assert.ErrorIs(t, err, ErrShift)
}
