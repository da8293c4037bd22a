package casereview

import (
	"strings"
	"testing"
)

// A text that is read as a stamp stands for some time, and reads the same when
// it is written and read again.
func FuzzParseStamp(f *testing.F) {
	for _, s := range []string{"2023-02-01T10:00", "1-2-2023 9:05", "01-02-2023", "2023-W05", "2023-03", "2023-10-29T02:30",
		"2023-10-29T02:30+01:00", "2023-10-29T02", "26-3-2023 02:30", "1940-05-16", "2199-12-31T23:59Z", "1900-01-01T00:00Z", "", "x"} {
		f.Add(s, "Europe/Amsterdam")
		f.Add(s, "America/Sao_Paulo")
	}
	f.Fuzz(func(t *testing.T, s, zone string) {
		m := WideMapping{Zone: zone}
		loc, err := m.location()
		if err != nil {
			t.Skip()
		}
		stamp, err := ParseStamp(s, loc)
		if err != nil || stamp.IsZero() {
			if !stamp.IsZero() {
				t.Fatal("a stamp beside an error")
			}
			if err != nil && len(s) > 3 && strings.Contains(err.Error(), s) && !strings.Contains("not a date in a declared layout: the clock skips this time when it goes forward: years run from 1900 to 2199: no such week", s) {
				t.Fatalf("the error repeats the text: %v", err)
			}
			return
		}
		if !stamp.Lo().Before(stamp.Hi()) {
			t.Fatalf("%q stands for no time: %v to %v", s, stamp.Lo(), stamp.Hi())
		}
		again, err := ParseStamp(stamp.String(), loc)
		if err != nil || !again.Equal(stamp) {
			t.Fatalf("%q is written as %q, which reads as %v (%v)", s, stamp, again, err)
		}
	})
}

// Whatever the file holds, reading gives a log or errors with a place, never
// both and never a panic; and what was read can be analysed.
func FuzzReadWide(f *testing.F) {
	f.Add(wideHeading + "A-2;G1;Emmen;1-2-2023 10:00;politie;p1|p2;p1:neglect|p2:child-abuse;2-2-2023 09:00;ja;1-3-2023;p2:neglect;weekend;3,5;x\n")
	for _, c := range badWide {
		f.Add(wideHeading + c.rows + "\n")
	}
	f.Add("casus,melding\nA,2023-W05\n")
	f.Add("\ufeffcasus\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		log, err := ReadWide(strings.NewReader(text), "cases.csv", wideMapping(), declared)
		if (log == nil) == (err == nil) {
			t.Fatalf("log %v, error %v", log != nil, err)
		}
		if err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				if !strings.HasPrefix(line, "cases.csv:") {
					t.Fatalf("an error without a place: %q", line)
				}
			}
			return
		}
		if _, err := CompareRules(log, allRules(), ReportOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, tr := range log.Cases() {
			if tr.Len() > 0 {
				if _, err := TimeToVisit(log, tr.events[0].At.Hi(), VisitOptions{}); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
	})
}
