package strictjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var errTerm = errors.New("not a term")

// term is a closed vocabulary, with "" for none.
type term uint8

func (t *term) UnmarshalText(text []byte) error {
	i := strings.Index(" red green", " "+string(text))
	if i < 0 || string(text) == "r" {
		return errTerm
	}
	*t = term(i)
	return nil
}

type named struct {
	Name string `json:"name"`
}

type part struct {
	ID     string   `json:"id"`
	Colour term     `json:"colour"`
	Words  []string `json:"words"`
}

// whole has a field of every type that is meant.
type whole struct {
	Schema int `json:"schema"`
	named
	Count  int             `json:"count"`
	Small  int8            `json:"small"`
	Rank   uint            `json:"rank"`
	Share  float64         `json:"share"`
	Centre *float64        `json:"centre"`
	Yes    bool            `json:"yes"`
	Colour term            `json:"colour"`
	Parts  []part          `json:"parts"`
	Free   map[string]part `json:"free"`
	Inner  *whole          `json:"inner"`
	Hidden string          `json:"-"`
	Plain  string
}

// finding is what was reported, as line:column (path): rule.
type finding struct {
	line, column int
	path         string
	rule         error
}

func (f finding) String() string {
	return fmt.Sprintf("%d:%d (%s): %v", f.line, f.column, f.path, f.rule)
}

func decode(text string, into any, s Schema) (Places, []finding, bool) {
	var found []finding
	places, ok := Decode([]byte(text), into, s, func(line, column int, path string, rule error) {
		found = append(found, finding{line, column, path, rule})
	})
	return places, found, ok
}

// marked takes the marks § out of a text and returns their positions. The
// column counts code points, but for a byte order mark.
func marked(text string) (plain string, at []position) {
	line, column := 1, 1
	var b strings.Builder
	for _, r := range text {
		if r == '§' {
			at = append(at, position{line, column})
			continue
		}
		switch r {
		case '\n':
			line, column = line+1, 1
		case '\ufeff':
		default:
			column++
		}
		b.WriteRune(r)
	}
	return b.String(), at
}

// TestPositions has a mark at the place of every error, in the order of the
// file; rules are written as path: rule.
func TestPositions(t *testing.T) {
	const known = "; known are schema, name, count, small, rank, share, centre, yes, colour, parts, free, inner, Plain"
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"nothing wrong", `{"name": "a", "count": -3, "small": 127, "rank": 1, "share": 1e3, "centre": 0.5, "yes": true, "colour": "red", "Plain": "x"}`, nil},
		{"an unknown field", `{§"secret": {"a": [1, {"b": 2}]}}`, []string{": a field that is not part of it" + known}},
		{"an unknown field in a part", "{\"parts\": [{},\n  {\"id\": \"a\", §\"secret\": 1}]}", []string{"parts[1]: a field that is not part of it; known are id, colour, words"}},
		{"a name in another case", `{§"Name": "secret"}`, []string{": a field that is not part of it" + known}},
		{"the name in Go of a field with another name in JSON", `{§"Hidden": "secret"}`, []string{": a field that is not part of it" + known}},
		{"a field twice", `{"name": "a", §"name": "secret"}`, []string{"name: occurs more than once"}},
		{"an entry twice", `{"free": {"secret": {}, "b": {}, §"secret": {}}}`, []string{"free[2]: occurs more than once"}},
		{"kinds", `{"name": §1, "count": §"secret", "share": §"secret", "yes": §0, "colour": §7, "parts": §{}, "free": §[], "inner": §[[1], {"a": []}]}`, []string{
			"name: expected a text", "count: expected a whole number", "share: expected a number", "yes: expected true or false",
			"colour: expected a text", "parts: expected a list", "free: expected an object", "inner: expected an object"}},
		{"whole numbers", `{"count": §1.5, "small": §128, "rank": §-1}`, []string{
			"count: expected a whole number", "small: a number that is too large", "rank: expected a whole number, 0 or more"}},
		{"whole numbers with a point or an exponent", `{"count": §1.0, "small": §1e1}`, []string{"count: expected a whole number", "small: expected a whole number"}},
		{"numbers too large", `{"count": §99999999999999999999, "share": §-1e999}`, []string{"count: a number that is too large", "share: a number that is too large"}},
		{"terms", `{"colour": §"secret", "parts": [{"colour": "green"}, {"colour": §"secret"}]}`, []string{"colour: not a term", "parts[1].colour: not a term"}},
		{"free names are no part of a path", `{"free": {"secret": {"id": §1}}}`, []string{"free[0].id: expected a text"}},
		{"after letters with accents, in code points", "{\"name\": \"é€𝄞\", §\"secret\": 1}", []string{": a field that is not part of it" + known}},
		{"a path through everything", "{\n \"inner\": {\"parts\": [{\"words\": [\"a\", §1]}]}}", []string{"inner.parts[0].words[1]: expected a text"}},
		{"null for a field that is left out", `{"name": null, "count": null, "colour": null, "parts": null, "free": null, "inner": null, "centre": null}`, nil},
		{"null elsewhere", `{"parts": [§null, {"words": [§null]}], "free": {"a": §null}}`, []string{"parts[0]: expected an object", "parts[1].words[0]: expected a text", "free[0]: expected an object"}},
		{"the whole is another kind", `§["secret"]`, []string{": expected an object"}},
		{"the whole is null", `§null`, []string{": expected an object"}},
		{"not JSON", "{\n \"name\": §oops}", []string{": not JSON from here on"}},
		{"a comma too many", `{"name": "a",§, "count": 1}`, []string{": not JSON from here on"}},
		{"a comma before the end", `{"parts": [{},§]}`, []string{": not JSON from here on"}},
		{"no comma", `{"name": "a" §"count": 1}`, []string{": not JSON from here on"}},
		{"no colon", `{"name" §"a"}`, []string{": not JSON from here on"}},
		{"a key without quotes", `{§name: "a"}`, []string{": not JSON from here on"}},
		{"another bracket", `{"parts": [{}§}`, []string{": not JSON from here on"}},
		{"a line end in a text", "{\"name\": \"a§\n\"}", []string{": not JSON from here on"}},
		{"an escape that is none", `{"name": "a\§x"}`, []string{": not JSON from here on"}},
		{"a comment", "{§// remark\n}", []string{": not JSON from here on"}},
		{"errors before the syntax breaks", `{"name": §1, §"secret": 1, "count": §[§}`, []string{
			"name: expected a text", ": a field that is not part of it" + known, "count: expected a whole number", ": not JSON from here on"}},
		{"the end is too early", "{\n \"name\": \"a\",§", []string{": the file ends too early"}},
		{"the end is in a text", `{"name": "a§`, []string{": the file ends too early"}},
		{"the end is in a word", `{"yes": tru§`, []string{": the file ends too early"}},
		{"something follows", "{}\n§{}", []string{": something follows the end"}},
		{"a bracket follows", `{}§}`, []string{": something follows the end"}},
		{"an empty file", "§", []string{": the file is empty"}},
		{"white space only", " \n §", []string{": the file is empty"}},
		{"a byte order mark takes no place", "\ufeff{§\"secret\": 1}", []string{": a field that is not part of it" + known}},
		{"only a byte order mark", "\ufeff§", []string{": the file is empty"}},
		{"no UTF-8", "{\"name\":\n \"caf§\xe9 secret\"}", []string{": not UTF-8 text; save the file as UTF-8"}},
		{"UTF-16, little endian", "§\xff\xfe{\x00}\x00", []string{": not UTF-8 text; save the file as UTF-8"}},
		{"UTF-16, big endian", "§\xfe\xff\x00{\x00}", []string{": not UTF-8 text; save the file as UTF-8"}},
		{"UTF-16 without a mark", "{§\x00}\x00", []string{": not UTF-8 text; save the file as UTF-8"}},
	} {
		text, at := c.text, []position(nil)
		if strings.Contains(text, "\xff") || strings.Contains(text, "\xfe") || strings.Contains(text, "\xe9") {
			before, after, _ := strings.Cut(text, "§") // marked would repair the bytes
			_, at = marked(before + "§")
			text = before + after
		} else {
			text, at = marked(text)
		}
		v := whole{Hidden: "as it was"}
		_, found, ok := decode(text, &v, Schema{})
		assert.Equal(t, len(c.want) == 0, ok, c.why)
		require.Len(t, found, len(c.want), "%s: %v", c.why, found)
		for i, f := range found {
			got := strings.Replace(fmt.Sprintf("%s: %v", f.path, f.rule), ErrFormat.Error()+": ", "", 1)
			assert.Equal(t, c.want[i], got, c.why)
			assert.Equal(t, at[i], position{f.line, f.column}, "%s: %v", c.why, f)
			assert.NotContains(t, f.String(), "secret", c.why)
		}
		if !ok {
			assert.Equal(t, whole{Hidden: "as it was"}, v, "%s: nothing is filled", c.why)
		}
	}
}

func TestDecodeFills(t *testing.T) {
	const text = "\ufeff" + `{"schema": 1, "name": "é", "count": 3, "share": 0.5, "centre": 2, "yes": true, "colour": "green",
 "parts": [{"id": "a", "colour": "red", "words": ["x", "y"]}], "free": {"k": {"id": "b"}}, "inner": {"count": 4}}`
	var v whole
	places, found, ok := decode(text, &v, Schema{Known: 1})
	require.True(t, ok, found)
	two := 2.0
	assert.Equal(t, whole{Schema: 1, named: named{"é"}, Count: 3, Share: 0.5, Centre: &two, Yes: true, Colour: 4,
		Parts: []part{{"a", 0, []string{"x", "y"}}}, Free: map[string]part{"k": {ID: "b"}}, Inner: &whole{Count: 4}}, v)
	for path, from := range map[string]string{
		"":                     `{"schema"`,
		"name":                 `"é"`,
		"parts[0].words[1]":    `"y"]`,
		"parts[0].words[9]":    `["x"`,
		"parts[0].label.nl":    `{"id": "a"`,
		"parts[0].colour.deep": `"red"`,
		"free[0].id":           `"b"`,
		"inner.count":          `4}`,
		"not.there[1].at.all":  `{"schema"`,
	} {
		before, _, _ := strings.Cut(text, from)
		_, want := marked(before + "§")
		line, column := places.At(path)
		assert.Equal(t, want[0], position{line, column}, path)
	}
	line, column := Places{}.At("parts[0].id")
	assert.Equal(t, position{}, position{line, column}, "nothing is known of a file that was not read")
}

func TestSchema(t *testing.T) {
	strict, lax := Schema{Known: 2}, Schema{Known: 2, Optional: true}
	const other = "a schema version that this library does not know: "
	for _, c := range []struct {
		why, text string
		schema    Schema
		want      []string
	}{
		{"the known one", `{"schema": 2}`, strict, nil},
		{"a newer one, alone", "{\"secret\": 1,\n \"schema\": 3, \"name\": 4}", strict, []string{"2:12 (schema): " + other + "version 3, known is 2"}},
		{"a newer one, before the syntax breaks", `{"schema": 3, oops`, strict, []string{"1:12 (schema): " + other + "version 3, known is 2"}},
		{"an older one", `{"schema": 1}`, lax, []string{"1:12 (schema): " + other + "version 1, known is 2"}},
		{"none", `{"name": 1}`, strict, []string{"1:1 (schema): " + other + "there is none, known is 2", "1:10 (name): not a file of the expected form: expected a text"}},
		{"null", `{"schema": null}`, strict, []string{"1:1 (schema): " + other + "there is none, known is 2"}},
		{"0", `{"schema": 0}`, strict, []string{"1:12 (schema): " + other + "version 0, known is 2"}},
		{"none where that may be", `{}`, lax, nil},
		{"0 where that may be", `{"schema": 0}`, lax, nil},
		{"none, as the file ends early", `{`, strict, []string{"1:2 (): not a file of the expected form: the file ends too early"}},
		{"a text", `{"schema": "3"}`, strict, []string{"1:12 (schema): not a file of the expected form: expected a whole number"}},
		{"not whole", `{"schema": 3.5}`, strict, []string{"1:12 (schema): not a file of the expected form: expected a whole number"}},
		{"two", `{"schema": 2, "schema": 3}`, strict, []string{"1:15 (schema): occurs more than once"}},
		{"one deeper", `{"schema": 2, "inner": {"schema": 3}}`, strict, nil},
		{"no object", `[2]`, strict, []string{"1:1 (): not a file of the expected form: expected an object"}},
		{"a form without versions", `{"schema": 3}`, Schema{}, nil},
	} {
		var v whole
		_, found, ok := decode(c.text, &v, c.schema)
		var got []string
		for _, f := range found {
			got = append(got, f.String())
		}
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, len(c.want) == 0, ok, c.why)
	}
}

func TestRules(t *testing.T) {
	assert.ErrorIs(t, ErrUnknownField, ErrFormat)
	for text, want := range map[string]error{
		`{"x": 1}`: ErrUnknownField, `{"name": "", "name": ""}`: ErrDuplicate, `{"schema": 2}`: ErrSchema, `[`: ErrFormat, `{"colour": "x"}`: errTerm,
	} {
		var v whole
		_, found, _ := decode(text, &v, Schema{Known: 1})
		last := found[len(found)-1].rule
		assert.ErrorIs(t, last, want, text)
	}
}

// A type that is not meant is an error, and no panic.
func TestTypesThatAreNotMeant(t *testing.T) {
	for _, into := range []any{new(any), new(json.RawMessage), new([2]int), new(map[int]string), new(chan int), new(struct{ F func() }), new([]byte)} {
		for _, text := range []string{`{"F": 1}`, `[1, 2]`, `"x"`, `{"a": "b"}`, `null`} {
			_, found, ok := decode(text, into, Schema{})
			assert.Equal(t, ok, len(found) == 0, "%T", into)
		}
	}
}
