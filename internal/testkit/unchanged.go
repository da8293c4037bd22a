package testkit

import (
	"encoding/json"
	"testing"
)

// Unchanged runs f and fails the test when f has altered the value that arg
// points to. The value is compared by its JSON, so it must have exported fields.
func Unchanged(t testing.TB, arg any, f func()) {
	t.Helper()
	before, err := json.Marshal(arg)
	if err != nil {
		t.Fatalf("the argument cannot be written as JSON: %v", err)
	}
	f()
	after, err := json.Marshal(arg)
	if err != nil {
		t.Fatalf("the argument cannot be written as JSON any more: %v", err)
	}
	if string(before) != string(after) {
		t.Errorf("the argument was altered")
	}
}
