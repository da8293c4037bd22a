package survey

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// strict reads a JSON file and checks it against a Go type on the way, so that
// every unknown field, repeated field and value of a wrong kind is reported
// with its line, all at once. Package json alone stops at the first.
type strict struct {
	data     []byte
	dec      *json.Decoder
	problems *rma.Problems
	places   map[string]int64 // where each field and element starts, by path
	broken   bool             // the text is no JSON: nothing more can be read
}

// decodeStrict fills the value that into points to. It returns the places by
// path, such as "items[3].response", for errors that are found later.
func decodeStrict(r io.Reader, into any, p *rma.Problems) (*strict, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.File, err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	s := &strict{data: data, dec: json.NewDecoder(bytes.NewReader(data)), problems: p, places: map[string]int64{}}
	s.dec.UseNumber()
	if !utf8.Valid(data) {
		p.Add(0, 0, "", fmt.Errorf("%w: not UTF-8 text", rma.ErrFormat))
		return s, p.Err()
	}
	s.value("", reflect.TypeOf(into).Elem())
	if !s.broken {
		if _, err := s.dec.Token(); err != io.EOF {
			s.add(s.dec.InputOffset(), "", fmt.Errorf("%w: something follows the end", rma.ErrFormat))
		}
	}
	if p.Len() > 0 {
		return s, p.Err()
	}
	if err := json.Unmarshal(data, into); err != nil {
		p.Add(0, 0, "", fmt.Errorf("%w: a number that is too large", rma.ErrFormat))
	}
	return s, p.Err()
}

// place returns line and column, counted from 1, of a path or of the nearest
// part of the file around it.
func (s *strict) place(path string) (line, column int) {
	for {
		if at, ok := s.places[path]; ok {
			return s.lineOf(at)
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return s.lineOf(s.places[""])
		}
		path = path[:i]
	}
}

func (s *strict) lineOf(at int64) (line, column int) {
	before := s.data[:min(int(at), len(s.data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

func (s *strict) add(at int64, path string, err error) {
	line, column := s.lineOf(at)
	s.problems.Add(line, column, path, err)
}

// next returns the next token and where it starts.
func (s *strict) next() (json.Token, int64) {
	at := s.dec.InputOffset()
	for int(at) < len(s.data) && strings.IndexByte(" \t\r\n,:", s.data[at]) >= 0 {
		at++
	}
	t, err := s.dec.Token()
	if err != nil {
		s.broken = true
		s.add(at, "", fmt.Errorf("%w: not JSON from here on", rma.ErrFormat))
	}
	return t, at
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// value reads one value that has to fit the type.
func (s *strict) value(path string, t reflect.Type) {
	token, at := s.next()
	s.places[path] = at
	if s.broken {
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	delim, _ := token.(json.Delim)
	switch {
	case reflect.PointerTo(t).Implements(textUnmarshaler):
		s.word(token, at, path, t)
	case t.Kind() == reflect.Struct && delim == '{':
		s.object(path, func(key string) (reflect.Type, bool) { return fieldType(t, key) })
	case t.Kind() == reflect.Map && delim == '{':
		s.object(path, func(string) (reflect.Type, bool) { return t.Elem(), true })
	case t.Kind() == reflect.Slice && delim == '[':
		for i := 0; !s.broken && s.dec.More(); i++ {
			s.value(fmt.Sprintf("%s[%d]", path, i), t.Elem())
		}
		s.next()
	case fits(token, t):
	default:
		s.add(at, path, fmt.Errorf("%w: expected %s", rma.ErrFormat, kindName(t)))
		s.skip(token)
	}
}

// word reads a term of a closed vocabulary.
func (s *strict) word(token json.Token, at int64, path string, t reflect.Type) {
	text, ok := token.(string)
	if !ok {
		s.add(at, path, fmt.Errorf("%w: expected a text", rma.ErrFormat))
		s.skip(token)
		return
	}
	u := reflect.New(t).Interface().(encoding.TextUnmarshaler)
	if err := u.UnmarshalText([]byte(text)); err != nil {
		s.add(at, path, err)
	}
}

// object reads the fields of an object of which the opening brace was read.
func (s *strict) object(path string, typeOf func(key string) (reflect.Type, bool)) {
	seen := map[string]bool{}
	for !s.broken && s.dec.More() {
		token, at := s.next()
		key, ok := token.(string)
		if !ok {
			return // broken, and noted
		}
		inner := key
		if path != "" {
			inner = path + "." + key
		}
		t, known := typeOf(key)
		switch {
		case !known: // the name is content: it is not repeated
			s.add(at, path, ErrUnknownField)
			value, _ := s.next()
			s.skip(value)
			continue
		case seen[key]:
			s.add(at, inner, rma.ErrDuplicate)
		}
		seen[key] = true
		s.value(inner, t)
	}
	if !s.broken {
		s.next()
	}
}

// skip reads to the end of the value of which the first token was read.
func (s *strict) skip(first json.Token) {
	depth := 0
	for token := first; ; token, _ = s.next() {
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth <= 0 || s.broken {
			return
		}
	}
}

// fieldType returns the type of the field that has this name in JSON.
func fieldType(t reflect.Type, key string) (reflect.Type, bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			if inner, ok := fieldType(f.Type, key); ok {
				return inner, true
			}
			continue
		}
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name == key && name != "-" {
			return f.Type, true
		}
	}
	return nil, false
}

func fits(token json.Token, t reflect.Type) bool {
	switch v := token.(type) {
	case string:
		return t.Kind() == reflect.String
	case bool:
		return t.Kind() == reflect.Bool
	case json.Number:
		if t.Kind() == reflect.Int {
			_, err := v.Int64()
			return err == nil
		}
		return t.Kind() == reflect.Float64
	}
	return false
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	}
	return "an object"
}
