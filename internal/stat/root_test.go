package stat

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestFindRoot(t *testing.T) {
	calls := 0
	for _, c := range []struct {
		why  string
		f    func(float64) float64
		a, b float64
		want float64
	}{
		{"a curve", func(x float64) float64 { return x*x*x - 2 }, 0, 2, math.Cbrt(2)},
		{"a falling curve", func(x float64) float64 { return math.Exp(-x) - 0.1 }, 0, 10, math.Log(10)},
		{"a step has no slope to follow", func(x float64) float64 { return math.Copysign(1, x-0.3) }, 0, 1, 0.3},
		{"a flat root", func(x float64) float64 { return math.Pow(x-1, 9) }, 0, 3, 1},
		{"a root at the start", func(x float64) float64 { return x }, 0, 3, 0},
		{"a root at the end", func(x float64) float64 { return x - 3 }, 0, 3, 3},
	} {
		calls = 0
		got := findRoot(func(x float64) float64 { calls++; return c.f(x) }, c.a, c.b, 1e-14)
		testkit.Near(t, c.want, got, 1e-13, c.why)
		assert.Less(t, calls, 160, c.why)
	}
	allNaN(t, "no change of sign", findRoot(math.Exp, 0, 1, 1e-9))
}

func TestBracket(t *testing.T) {
	lo, hi, ok := bracket(func(x float64) float64 { return x - 40 }, 0, 500)
	assert.True(t, ok && lo <= 40 && 40 <= hi)
	lo, hi, ok = bracket(func(x float64) float64 { return -3 - x }, 0, 500)
	assert.True(t, ok && lo <= -3 && -3 <= hi)
	_, _, ok = bracket(math.Exp, 0, 500)
	assert.False(t, ok)
}
