package review

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever the file holds, reading gives a review or errors with a place, never
// both and never a panic; what was read is written, read again the same, and
// can be analysed, printed and made into a form.
func FuzzRead(f *testing.F) {
	f.Add(written(f, full(f)))
	f.Add(written(f, final(f)))
	f.Add(`{"schema": 1, "id": "R1", "amendments": [{"at": "2023-06-01T10:00:00+02:00"}]}`)
	f.Add(`{"schema": 1, "id": "R1", "scales": [{"id": "s", "levels": [{"key": "a"}, {"key": "b"}]}]}`)
	f.Add("\ufeff{}")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Read(strings.NewReader(text), "R.json")
		if err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				if !strings.HasPrefix(line, "R.json:") {
					t.Fatalf("an error without a place: %q", line)
				}
			}
			return
		}
		first := written(t, r)
		again, err := Read(strings.NewReader(first), "R.json")
		if err != nil || written(t, again) != first {
			t.Fatalf("it does not read back: %v", err)
		}
		r.Status = max(r.Status, Analysed)
		if _, err := Factors([]Review{r}, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, s := range r.Scales {
			if _, err := Agree([]Review{r}, s.ID, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := WriteForm(&b, r, FormOptions{}); err != nil {
			t.Fatal(err)
		}
	})
}
