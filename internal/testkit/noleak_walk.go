package testkit

import (
	"reflect"
	"strings"
)

// pointerTo gives a pointer to a copy of the value.
func pointerTo(v any) any {
	if v == nil {
		return nil
	}
	p := reflect.New(reflect.TypeOf(v))
	p.Elem().Set(reflect.ValueOf(v))
	return p.Interface()
}

// byReflection writes all text and bytes that reflection reaches from a value,
// through fields that are not exported too, without calling any method. That is
// what printers of test libraries show.
func byReflection(v any) string {
	w := walker{seen: map[visit]bool{}}
	w.value(reflect.ValueOf(v))
	return w.String()
}

type walker struct {
	strings.Builder
	seen map[visit]bool
}

// visit is a pointer, a map or a slice that was followed.
type visit struct {
	at  uintptr
	typ reflect.Type
	len int // of a slice
}

func (w *walker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.WriteString(v.String() + "\n")
	case reflect.Interface:
		w.value(v.Elem())
	case reflect.Pointer:
		key := visit{v.Pointer(), v.Type(), 0}
		if !v.IsNil() && !w.seen[key] {
			w.seen[key] = true
			w.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	case reflect.Map:
		key := visit{v.Pointer(), v.Type(), 0}
		if w.seen[key] {
			return
		}
		w.seen[key] = true
		for entries := v.MapRange(); entries.Next(); {
			w.value(entries.Key())
			w.value(entries.Value())
		}
	case reflect.Slice, reflect.Array:
		w.list(v)
	}
}

// list writes bytes and code points as text, and walks through anything else.
func (w *walker) list(v reflect.Value) {
	if v.Kind() == reflect.Slice {
		key := visit{v.Pointer(), v.Type(), v.Len()}
		if w.seen[key] {
			return
		}
		w.seen[key] = true
	}
	for i := range v.Len() {
		switch e := v.Index(i); e.Kind() {
		case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint:
			w.code(e.Uint())
		case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
			w.code(uint64(e.Int()))
		default:
			w.value(e)
		}
	}
	w.WriteByte('\n')
}

// code writes a number as the byte or the character that it may stand for.
func (w *walker) code(n uint64) {
	if n < 256 {
		w.WriteByte(byte(n))
		return
	}
	w.WriteRune(rune(n & 0x1fffff))
}
