package tabular

import (
	"strings"
	"time"
)

// Time reads a date or time in the first of the declared layouts that fits
// (see package time for how a layout is written) and gives the index of that
// layout, which tells how precise the stamp is. Spaces around it are dropped.
// A stamp without a zone is a clock time in loc; nil means UTC.
//
//	Time("29-3-2026", []string{"2006-01-02", "2-1-2006"}, nil)    index 1
//
// The layouts are the caller's: 3-4-2026 is in March or in April depending on
// them, never on the data. Of an hour that occurs twice, when summer time ends,
// package time chooses one.
//
// Errors: [ErrBlank]; [ErrTime] if no layout fits, also for a date that does
// not exist; [ErrTimeGap] for a clock time that loc skips.
func Time(s string, layouts []string, loc *time.Location) (time.Time, int, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, -1, ErrBlank
	}
	if loc == nil {
		loc = time.UTC
	}
	for i, layout := range layouts {
		t, err := time.ParseInLocation(layout, s, loc)
		if err != nil {
			continue
		}
		// Package time moves a skipped clock time by an hour. In UTC none is
		// skipped, so there the clock shows what was written.
		written, err := time.ParseInLocation(layout, s, time.UTC)
		if err != nil || !sameClock(t, written) {
			return time.Time{}, i, ErrTimeGap
		}
		return t, i, nil
	}
	return time.Time{}, -1, ErrTime
}

// sameClock reports whether two times show the same time of day.
func sameClock(a, b time.Time) bool {
	h, m, s := a.Clock()
	h2, m2, s2 := b.Clock()
	return h == h2 && m == m2 && s == s2
}
