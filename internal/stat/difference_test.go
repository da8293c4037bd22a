package stat

import (
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
)

func TestNewcombeOracle(t *testing.T) {
	testkit.Cases(t, "casereview_proportion_difference", func(t *testing.T, c testkit.Case) {
		var in struct{ X1, N1, X2, N2 int }
		var opt struct {
			Level float64 `json:"conf_level"`
		}
		c.Decode(t, &in, &opt)
		diff, lo, hi := NewcombeDifference(in.X1, in.N1, in.X2, in.N2, opt.Level)
		c.Check(t, "diff", diff)
		c.Check(t, "newcombe_low", lo)
		c.Check(t, "newcombe_high", hi)
	})
}

func TestNewcombeProperties(t *testing.T) {
	rng := testRand(2)
	for range 500 {
		n1, n2 := 1+rng.IntN(40), 1+rng.IntN(40)
		k1, k2 := rng.IntN(n1+1), rng.IntN(n2+1)
		diff, lo, hi := NewcombeDifference(k1, n1, k2, n2, 0.95)
		assert.True(t, -1 <= lo && lo <= diff && diff <= hi && hi <= 1)
		back, blo, bhi := NewcombeDifference(k2, n2, k1, n1, 0.95)
		testkit.Near(t, -diff, back, 0, "groups swapped")
		testkit.Near(t, -hi, blo, 1e-15, "groups swapped")
		testkit.Near(t, -lo, bhi, 1e-15, "groups swapped")
		none, nlo, _ := NewcombeDifference(n1-k1, n1, n2-k2, n2, 0.95)
		testkit.Near(t, -diff, none, 1e-15, "the property turned round")
		testkit.Near(t, -hi, nlo, 1e-14, "the property turned round")
	}
}

func TestNewcombeBadInput(t *testing.T) {
	for _, c := range [][4]int{{0, 0, 1, 2}, {1, 2, 0, 0}, {3, 2, 1, 2}, {1, 2, -1, 2}} {
		diff, lo, hi := NewcombeDifference(c[0], c[1], c[2], c[3], 0.95)
		allNaN(t, "counts", diff, lo, hi)
	}
	diff, lo, hi := NewcombeDifference(1, 2, 0, 2, 7)
	testkit.Near(t, 0.5, diff, 0, "the difference needs no level")
	allNaN(t, "level", lo, hi)
}
