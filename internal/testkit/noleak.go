package testkit

import (
	"fmt"
	"testing"
)

// NoLeak fails the test when a secret can be seen in any way in which the values
// are printed, logged, put into a template or written: with every verb and flag
// of fmt, by both handlers of slog, as JSON, gob and XML, in text and HTML
// templates, wrapped in an error, and by a printer that reads the bare fields,
// exported or not. Each value is looked at by itself, behind a pointer, and in a
// field, a slice, a map and a field that is not exported.
//
// The secret is looked for as text and in other cases, in parts of six bytes and
// more, and in hexadecimal, decimal and base64, in parts of eleven bytes and
// more. It must have six bytes or more, and no part of it may occur in the
// values for another reason: use one that nobody would think of, such as
// "Qz7-Xw4-Kp9".
//
// A value that refuses to be written, with an error, does not leak.
func NoLeak(t testing.TB, secret string, values ...any) {
	t.Helper()
	look(t, leaks, secret, values)
}

// NotPrinted fails the test when a secret can be seen where a value is printed or
// logged, which is how it gets onto a screen by accident. It is for a value that
// may be written on purpose, as JSON and from its fields: it looks at fewer ways
// than [NoLeak], and at no field that is not exported, where fmt calls no method.
func NotPrinted(t testing.TB, secret string, values ...any) {
	t.Helper()
	look(t, spills, secret, values)
}

// look fails the test for everything that the search finds.
func look(t testing.TB, search func(secret string, value any) []string, secret string, values []any) {
	t.Helper()
	if len(secret) < shortestPart {
		t.Errorf("a secret of %d bytes is too short to look for; %d would do", len(secret), shortestPart)
		return
	}
	if len(values) == 0 {
		t.Errorf("no values to look at")
	}
	for _, v := range values {
		for _, where := range search(secret, v) {
			t.Errorf("%T shows the secret: %s", v, where)
		}
	}
}

// leaks gives every form in which the value shows the secret.
func leaks(secret string, value any) []string { return seen(secret, nest(value), renderings()) }

// spills gives every form of printing and logging in which it does. The verbs p
// and w are for pointers and errors: with them fmt calls no method of another
// value, and vet refuses them.
func spills(secret string, value any) []string {
	asJSON := rendering{"in slog JSON", func(v any) string { return bySlog(v, jsonHandler) }}
	return append(seen(secret, reached(value), printings("abcdefghijklmnoqrstuvxyz")),
		seen(secret, []nested{{"itself", value}}, []rendering{asJSON})...)
}

func seen(secret string, values []nested, ways []rendering) []string {
	n := newNeedles(secret)
	var out []string
	for _, nested := range values {
		for _, r := range ways {
			if n.in(r.show(nested.value)) {
				out = append(out, nested.as+" "+r.name)
			}
		}
	}
	return out
}

// nested is a value inside another.
type nested struct {
	as    string
	value any
}

// Holders of a value in a field. The second is one that fmt may not call
// methods in.
type (
	exported   struct{ Held any }
	unexported struct{ held any }
)

// nest gives the value in the places where it may stand.
func nest(v any) []nested {
	return append(reached(v),
		nested{"in a field that is not exported", unexported{v}},
		nested{"behind a pointer in a field that is not exported", &unexported{pointerTo(v)}},
		nested{"in a slice in a field that is not exported", unexported{[]any{v}}},
		nested{"in an error", fmt.Errorf("reading: %w", errorOf(v))})
}

// reached gives the value in places where fmt calls its methods.
func reached(v any) []nested {
	return []nested{
		{"itself", v},
		{"behind a pointer", pointerTo(v)},
		{"in a field", exported{v}},
		{"in a slice", []any{v, &v}},
		{"in a map", map[string]any{"key": v}},
	}
}

// errorOf gives a value as an error that prints it.
func errorOf(v any) error {
	if err, ok := v.(error); ok {
		return err
	}
	return holdingError{v}
}

// holdingError is an error that tells what it is about.
type holdingError struct{ about any }

func (e holdingError) Error() string {
	return fmt.Sprintf("about %v (%+v, %#v)", e.about, e.about, e.about)
}
