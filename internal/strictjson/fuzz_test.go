package strictjson

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever the bytes are, the file is read or at least one rule is reported at
// a place in it; and what is read is what package json reads of it.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"schema": 1, "name": "a", "count": 1, "parts": [{"id": "x", "words": ["y"]}], "free": {"k": {}}, "inner": {"yes": true}}`,
		`{"name": "a", "name": 1, "x": [1, {"b": 2}]}`, `{"schema": 2, oops`, `{"parts": [null], "colour": "blue", "share": 1e999}`,
		"\ufeff{}", "\xff\xfe{\x00", `{} {}`, `{"a":1]`, `[1,]`, `{"Name": "\ud800"}`, "", "{\"name\": \"\n\"}", `{"": 1, "inner": {"inner": {}}}`,
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, optional bool) {
		before := bytes.Clone(data)
		lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		var v whole
		reported := 0
		places, ok := Decode(data, &v, Schema{Known: 1, Optional: optional}, func(line, column int, path string, rule error) {
			reported++
			if line < 1 || line > len(lines) || column < 1 || column > utf8.RuneCountInString(lines[line-1])+1 {
				t.Fatalf("%d:%d is not in the file", line, column)
			}
			if rule == nil || strings.Contains(path, "\n") {
				t.Fatalf("%q: %v", path, rule)
			}
		})
		if !bytes.Equal(before, data) {
			t.Fatal("the data were changed")
		}
		if ok != (reported == 0) {
			t.Fatalf("ok is %v beside %d errors", ok, reported)
		}
		if !ok {
			if !reflect.DeepEqual(v, whole{}) {
				t.Fatal("filled beside an error")
			}
			return
		}
		if line, column := places.At(""); line < 1 || column < 1 {
			t.Fatal("the whole has no place")
		}
		var want whole
		dec := json.NewDecoder(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&want); err != nil || !reflect.DeepEqual(v, want) {
			t.Fatalf("package json reads it otherwise: %v", err)
		}
	})
}
