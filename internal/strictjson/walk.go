package strictjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// MaxDepth is how deep lists and objects may lie in each other. It is far above
// what a type asks for.
const MaxDepth = 1000

// walker goes through the tokens of a file along a type.
type walker struct {
	data   []byte
	dec    *json.Decoder
	breaks int // offset at which the syntax breaks
	cursor cursor
	places Places
	report Report
	depth  int
	failed bool // a rule is broken
	ended  bool // nothing more can be read
}

func newWalker(data []byte, report Report) *walker {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	return &walker{data: data, dec: dec, breaks: breaksAt(data), cursor: newCursor(data),
		places: Places{map[string]position{}}, report: report}
}

func (w *walker) add(at position, path string, rule error) {
	w.failed = true
	w.report(at.line, at.column, path, rule)
}

// document checks the whole file against what into points to.
func (w *walker) document(into any) {
	token, at := w.next()
	w.value(token, at, "", reflect.TypeOf(into).Elem())
	if !w.ended && w.breaks < nowhere {
		w.end("something follows the end")
	}
}

// end reports that nothing more can be read, for the first time only.
func (w *walker) end(why string) {
	if w.ended {
		return
	}
	w.ended = true
	w.add(w.cursor.moveTo(w.breaks), "", fmt.Errorf("%w: %s", ErrFormat, why))
}

func (w *walker) broken() {
	switch {
	case len(bytes.TrimSpace(w.data)) == 0:
		w.end("the file is empty")
	case w.breaks >= len(w.data):
		w.end("the file ends too early")
	default:
		w.end("not JSON from here on")
	}
}

// next returns the next token and where it starts. At the end of what can be
// read the token is nil, and ended is true.
func (w *walker) next() (json.Token, position) {
	start := tokenStart(w.data, w.dec.InputOffset())
	if w.ended || start >= w.breaks {
		w.broken()
		return nil, w.cursor.pos
	}
	at := w.cursor.moveTo(start)
	token, err := w.dec.Token()
	if err != nil {
		w.broken()
		return nil, at
	}
	switch token {
	case json.Delim('{'), json.Delim('['):
		if w.depth++; w.depth > MaxDepth {
			w.ended = true
			w.add(at, "", fmt.Errorf("%w: lists and objects lie in each other more than %d deep", ErrFormat, MaxDepth))
			return nil, at
		}
	case json.Delim('}'), json.Delim(']'):
		w.depth--
	}
	return token, at
}

// more reports whether the list or object that is open has another element.
func (w *walker) more() bool { return !w.ended && w.dec.More() }

// value checks a value, of which the first token was read, against a type.
func (w *walker) value(token json.Token, at position, path string, t reflect.Type) {
	if w.ended {
		return
	}
	w.places.note(path, at)
	if token == nil && nullable(t) {
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case readsText(t):
		w.check(token, at, path, readText(token, t))
	case t.Kind() == reflect.Struct && token == json.Delim('{'):
		w.object(path, t)
	case t.Kind() == reflect.Map && token == json.Delim('{'):
		w.entries(path, t.Elem())
	case t.Kind() == reflect.Slice && token == json.Delim('['):
		w.list(path, t.Elem())
	default:
		w.check(token, at, path, fits(token, t))
	}
}

// check reports a rule that a value breaks, and passes over the rest of it.
func (w *walker) check(token json.Token, at position, path string, rule error) {
	if rule != nil {
		w.add(at, path, rule)
		w.skip(token)
	}
}

// object checks the fields of an object of which the brace was read.
func (w *walker) object(path string, t reflect.Type) {
	seen := map[string]bool{}
	for w.more() {
		key, at := w.next()
		name, ok := key.(string)
		if !ok {
			return // the syntax is broken, which was reported
		}
		field, known := fieldType(t, name)
		inner := name
		if path != "" {
			inner = path + "." + name
		}
		switch {
		case !known: // the name is content
			w.add(at, path, fmt.Errorf("%w; known are %s", ErrUnknownField, fieldNames(t)))
		case seen[name]:
			w.add(at, inner, ErrDuplicate)
		}
		seen[name] = true
		token, start := w.next()
		switch {
		case !known:
			w.skip(token)
		case token == nil && !w.ended: // null: as if it were left out
			w.places.note(inner, start)
		default:
			w.value(token, start, inner, field)
		}
	}
	w.next()
}

// entries checks the values of an object with free names. They are content, so
// that the path has a number.
func (w *walker) entries(path string, t reflect.Type) {
	seen := map[string]bool{}
	for i := 0; w.more(); i++ {
		key, at := w.next()
		name, ok := key.(string)
		if !ok {
			return
		}
		inner := fmt.Sprintf("%s[%d]", path, i)
		if seen[name] {
			w.add(at, inner, ErrDuplicate)
		}
		seen[name] = true
		token, start := w.next()
		w.value(token, start, inner, t)
	}
	w.next()
}

func (w *walker) list(path string, t reflect.Type) {
	for i := 0; w.more(); i++ {
		token, at := w.next()
		w.value(token, at, fmt.Sprintf("%s[%d]", path, i), t)
	}
	w.next()
}

// skip reads to the end of the value of which the first token was read.
func (w *walker) skip(first json.Token) {
	delim, ok := first.(json.Delim)
	if !ok || delim == '}' || delim == ']' {
		return
	}
	for outside := w.depth - 1; !w.ended && w.depth > outside; {
		w.next()
	}
}
