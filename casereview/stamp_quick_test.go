package casereview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sameStamp holds the quick reader against ParseStamp.
func sameStamp(t testing.TB, r *stampReader, text string) {
	t.Helper()
	text = strings.TrimSpace(text)
	got, errGot := r.read(text)
	want, errWant := ParseStamp(text, r.loc, r.layouts...)
	if (errGot == nil) != (errWant == nil) || errGot != nil && errGot.Error() != errWant.Error() {
		t.Fatalf("%q in %s with %v: error %v, want %v", text, r.loc, r.layouts, errGot, errWant)
	}
	if got != want {
		t.Fatalf("%q in %s with %v: %v to %v, want %v to %v", text, r.loc, r.layouts, got.Lo(), got.Hi(), want.Lo(), want.Hi())
	}
}

// layoutSets are what mappings declare: nothing, one form, those of programs, and
// forms of which the order of declaration decides.
func layoutSets() [][]string {
	return [][]string{nil, offsetLayouts(), {"02-01-2006", "02-01-2006 15:04"}, {"2-1-2006 15:04:05"}, {"1-2-2006", "2-1-2006"},
		{"2006-01-02", WeekLayout}, {"2006-02-01"}, {"2006-01-02T15:04:05Z07:00"}, {"2006/01/02", "2006-01-02"}, {"2006-01"}}
}

func stampReaders(t testing.TB) []*stampReader {
	t.Helper()
	var list []*stampReader
	// Amsterdam is usual, São Paulo skips midnight, Apia skipped a day, Kathmandu
	// lies 45 minutes off, Monrovia lay 44:30, Lord Howe moves half an hour.
	for _, zone := range []string{"Europe/Amsterdam", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "Africa/Monrovia", "Australia/Lord_Howe", "UTC"} {
		loc, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for _, layouts := range layoutSets() {
			list = append(list, newStampReader(loc, layouts))
		}
	}
	return list
}

// stampTexts writes one moment in many forms.
func stampTexts(at time.Time) []string {
	var list []string
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00", "2006-01-02T15:04:05.999999Z07:00",
		"2-1-2006", "02-01-2006", "02-1-2006", "2-1-2006 15:04", "02-01-2006 15:04", "02-01-2006 15:04:05", "02-01-2006T15:04", "2006-01", "2006/01/02"} {
		list = append(list, at.Format(layout))
	}
	y, w := at.ISOWeek()
	return append(list, fmt.Sprintf("%04d-W%02d", y, w))
}

func TestStampReaderIsParseStamp(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	readers := stampReaders(t)
	for range 400 {
		at := time.Unix(rng.Int64N(299*365*86400)-70*365*86400, rng.Int64N(1e9))
		for _, r := range readers {
			for _, text := range stampTexts(at.In(r.loc)) {
				sameStamp(t, r, text)
			}
		}
	}
}

// Every hour of the days around every change of the clock of some years.
func TestStampReaderAroundClockChanges(t *testing.T) {
	for _, r := range stampReaders(t) {
		if len(r.layouts) > 3 {
			continue
		}
		for year := 1999; year < 2026; year += 3 {
			at := time.Date(year, 1, 1, 0, 30, 0, 0, r.loc)
			for {
				_, end := at.ZoneBounds()
				if end.IsZero() || end.Year() > year {
					break
				}
				for hour := -60; hour <= 60; hour++ {
					// The clock of UTC shows the times that the zone skips too.
					near := end.Add(time.Duration(hour) * time.Hour).In(time.UTC)
					_, offset := end.Zone()
					wall := near.Add(time.Duration(offset) * time.Second)
					sameStamp(t, r, wall.Format("2006-01-02T15:04"))
					sameStamp(t, r, wall.Format("2-1-2006 15:04"))
					sameStamp(t, r, wall.Format("2006-01-02"))
				}
				at = end
			}
		}
	}
}

// Texts that are nearly moments.
func TestStampReaderOnDamagedTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	readers := stampReaders(t)[:10]
	const marks = "0123456789-:T Z+./W\x00é"
	for range 4000 {
		at := time.Unix(rng.Int64N(4e9), 0)
		texts := stampTexts(at)
		text := []byte(texts[rng.IntN(len(texts))])
		for range 1 + rng.IntN(3) {
			i := rng.IntN(len(text))
			switch rng.IntN(3) {
			case 0:
				text[i] = marks[rng.IntN(len(marks))]
			case 1:
				text = append(text[:i], text[i+1:]...)
			default:
				text = append(text, marks[rng.IntN(len(marks))])
			}
			if len(text) == 0 {
				break
			}
		}
		for _, r := range readers {
			sameStamp(t, r, string(text))
		}
	}
}

func TestStampReaderEdges(t *testing.T) {
	for _, r := range stampReaders(t) {
		for _, text := range []string{"", "-", "1-", "1-1-", "2023", "2023-", "2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "31-4-2023", "1900-01-01", "2199-12-31",
			"1899-12-31", "2200-01-01", "0000-00-00", "2023-00-10", "2023-13-10", "2023-01-32", "2023-02-01T24:00", "2023-02-01T23:60", "2023-02-01T23:59:60", "2023-02-01T10:00:00.",
			"2023-02-01T10:00:00,5", "2023-02-01T10:00:00.1234567890123", "2023-02-01T10:00+25:00", "2023-02-01T10:00+14:00", "2023-02-01T10:00-00:00", "1940-05-16T00:00", "1970-01-01", "1969-12-31T23:59Z",
			"1971-06-01T12:00:30Z", "2023-02-01T9:05", "2023-02-01 9:05", " 2023-02-01", "２０２３-02-01"} {
			sameStamp(t, r, text)
		}
	}
}

func TestStampReaderRemembersDays(t *testing.T) {
	loc, err := time.LoadLocation(DefaultZone)
	require.NoError(t, err)
	r := newStampReader(loc, nil)
	const text = "2023-02-01T10:00"
	_, err = r.read(text)
	require.NoError(t, err)
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = r.read(text) }), "nothing is kept per moment")
}

func FuzzStampReader(f *testing.F) {
	for _, s := range stampTexts(time.Date(2023, 3, 26, 2, 30, 5, 0, time.UTC)) {
		f.Add(s)
	}
	readers := stampReaders(f)[:10]
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range readers {
			sameStamp(t, r, text)
		}
	})
}

func BenchmarkStampReader(b *testing.B) {
	loc, err := time.LoadLocation(DefaultZone)
	require.NoError(b, err)
	for _, s := range []string{"2023-02-01T10:00", "2023-02-01", "1-2-2023 10:00", "2023-02-01T10:00:00.546+02:00"} {
		r := newStampReader(loc, nil)
		b.Run("form="+strings.ReplaceAll(s, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.read(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
