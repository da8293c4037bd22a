package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// Schema is the version of a form of file, which stands in the field "schema"
// of the outermost object. The zero Schema is a form without versions.
type Schema struct {
	Known    int  // the version that the program reads
	Optional bool // a file without a version, or with version 0, is of the known one
}

// Decode reads data into the value that into points to. Every rule that is
// broken goes to report, in the order of the file, and then ok is false and
// the value is as it was. The places are for rules that are checked later.
func Decode(data []byte, into any, schema Schema, report Report) (places Places, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if at := badByte(data); at >= 0 {
		cur := newCursor(data[:at])
		pos := cur.moveTo(at)
		report(pos.line, pos.column, "", fmt.Errorf("%w: not UTF-8 text; save the file as UTF-8", ErrFormat))
		return Places{}, false
	}
	found := findSchema(data)
	if rule := schema.refuses(found); rule != nil {
		report(found.pos.line, found.pos.column, schemaField, rule)
		return Places{}, false
	}
	w := newWalker(data, report)
	if schema.Known != 0 && !schema.Optional && found.missing && w.breaks == nowhere {
		w.add(position{1, 1}, schemaField, fmt.Errorf("%w: there is none, known is %d", ErrSchema, schema.Known))
	}
	if w.document(into); w.failed {
		return w.places, false
	}
	if err := json.Unmarshal(data, into); err != nil { // a type that is not meant
		w.add(position{1, 1}, "", fmt.Errorf("%w: it cannot be read", ErrFormat))
	}
	return w.places, !w.failed
}

const schemaField = "schema"

// foundSchema is what the field with the version holds.
type foundSchema struct {
	number  json.Number // "" if it is no number
	missing bool        // an object without the field, or with null
	pos     position
}

// refuses gives the rule if the file is of another version. Whatever is no
// version at all is left to the walk over the file.
func (s Schema) refuses(found foundSchema) error {
	version, err := found.number.Int64()
	switch {
	case s.Known == 0 || err != nil || version == int64(s.Known), s.Optional && version == 0:
		return nil
	}
	return fmt.Errorf("%w: version %d, known is %d", ErrSchema, version, s.Known)
}

// findSchema looks for the version in the outermost object, as far as the file
// is JSON.
func findSchema(data []byte) foundSchema {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if first, err := dec.Token(); err != nil || first != json.Delim('{') {
		return foundSchema{}
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return foundSchema{}
		}
		at := tokenStart(data, dec.InputOffset())
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return foundSchema{}
		}
		if key == schemaField {
			cur := newCursor(data)
			found := foundSchema{missing: string(value) == "null", pos: cur.moveTo(at)}
			if c := value[0]; c == '-' || '0' <= c && c <= '9' {
				found.number = json.Number(value)
			}
			return found
		}
	}
	return foundSchema{missing: true}
}

// badByte gives the offset of the first NUL or of the first byte that is no
// UTF-8, -1 if there is none.
func badByte(data []byte) int {
	if utf8.Valid(data) {
		return bytes.IndexByte(data, 0)
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

// nowhere is the offset at which the syntax breaks in a file that is JSON.
const nowhere = math.MaxInt

// breaksAt gives the offset of the first byte that cannot follow, the length
// of data if more has to follow, and nowhere if all is well.
func breaksAt(data []byte) int {
	var whole json.RawMessage
	err := json.Unmarshal(append(data[:len(data):len(data)], ' '), &whole) // the space tells a bad last byte from an early end
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return nowhere
	}
	return max(0, min(int(syntax.Offset)-1, len(data)))
}

// tokenStart gives the offset of the token that comes after an offset.
func tokenStart(data []byte, offset int64) int {
	at := int(offset)
	for at < len(data) && bytes.IndexByte([]byte(" \t\r\n,:"), data[at]) >= 0 {
		at++
	}
	return at
}
