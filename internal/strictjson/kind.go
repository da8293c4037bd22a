package strictjson

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// readsText reports whether values of the type are read from a text.
func readsText(t reflect.Type) bool { return reflect.PointerTo(t).Implements(textUnmarshaler) }

// readText gives the rule that a token breaks as a value of such a type.
func readText(token json.Token, t reflect.Type) error {
	text, ok := token.(string)
	if !ok {
		return expected("a text")
	}
	u, ok := reflect.New(t).Interface().(encoding.TextUnmarshaler)
	if !ok {
		return expected("a text")
	}
	return u.UnmarshalText([]byte(text))
}

// nullable reports whether null is a value of the type.
func nullable(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map
}

func expected(kind string) error { return fmt.Errorf("%w: expected %s", ErrFormat, kind) }

// fits gives the rule that a token breaks as a value of the type.
func fits(token json.Token, t reflect.Type) error {
	number, _ := token.(json.Number) // what is no number is "", which does not parse
	switch t.Kind() {
	case reflect.String:
		if _, ok := token.(string); !ok {
			return expected("a text")
		}
	case reflect.Bool:
		if _, ok := token.(bool); !ok {
			return expected("true or false")
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		_, err := strconv.ParseInt(string(number), 10, t.Bits())
		return numberRule(err, "a whole number")
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		_, err := strconv.ParseUint(string(number), 10, t.Bits())
		return numberRule(err, "a whole number, 0 or more")
	case reflect.Float32, reflect.Float64:
		_, err := strconv.ParseFloat(string(number), t.Bits())
		return numberRule(err, "a number")
	case reflect.Slice:
		return expected("a list")
	default:
		return expected("an object")
	}
	return nil
}

func numberRule(err error, kind string) error {
	switch {
	case errors.Is(err, strconv.ErrRange):
		return fmt.Errorf("%w: a number that is too large", ErrFormat)
	case err != nil:
		return expected(kind)
	}
	return nil
}

// fieldType returns the type of the field that has this name in JSON.
func fieldType(t reflect.Type, name string) (reflect.Type, bool) {
	for f := range fields(t) {
		if f.name == name {
			return f.typ, true
		}
	}
	return nil, false
}

// fieldNames lists the names of the fields in JSON.
func fieldNames(t reflect.Type) string {
	var names []string
	for f := range fields(t) {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

type field struct {
	name string
	typ  reflect.Type
}

// fields gives the fields of a struct in their order, with those of embedded
// structs in their place.
func fields(t reflect.Type) iter.Seq[field] {
	return func(yield func(field) bool) { eachField(t, yield) }
}

func eachField(t reflect.Type, yield func(field) bool) bool {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			if !eachField(f.Type, yield) {
				return false
			}
			continue
		case !f.IsExported() || name == "-":
			continue
		case name == "":
			name = f.Name
		}
		if !yield(field{name, f.Type}) {
			return false
		}
	}
	return true
}
