package testkit

import (
	"math"
	"testing"
)

// Near fails the test when |got - want| > tol. Two NaNs are equal, and so are
// two infinities of one sign: an undefined figure must stay undefined.
func Near(t testing.TB, want, got, tol float64, what string) {
	t.Helper()
	if !within(want, got, tol, 0) {
		t.Errorf("%s: got %.15g, want %.15g (tolerance %g)", what, got, want, tol)
	}
}

// within reports |got - want| <= abs + rel*|want|.
func within(want, got, abs, rel float64) bool {
	switch {
	case math.IsNaN(want) || math.IsNaN(got):
		return math.IsNaN(want) && math.IsNaN(got)
	case math.IsInf(want, 0) || math.IsInf(got, 0):
		return want == got
	}
	return math.Abs(got-want) <= abs+rel*math.Abs(want)
}
