package stat

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAssurance(t *testing.T) {
	chart := drawn([]float64{9, 10, 11}, 10, 1) // limits 7 and 13
	for _, c := range []struct {
		why          string
		target       float64
		higher, less Assured
	}{
		{"above the limits", 13.5, MissesTarget, MeetsTarget},
		{"under the limits", 6.5, MeetsTarget, MissesTarget},
		{"between them", 10, HitsAndMisses, HitsAndMisses},
		{"on the upper limit", 13, HitsAndMisses, HitsAndMisses},
		{"on the lower limit", 7, HitsAndMisses, HitsAndMisses},
		{"a target of 0", 0, MeetsTarget, MissesTarget},
	} {
		a := chart.Assurance(c.target, HigherIsBetter)
		assert.Equal(t, c.higher, a.Verdict, c.why)
		assert.Equal(t, Defined, a.Undefined, c.why)
		assert.Equal(t, []float64{7, 13, c.target}, []float64{a.Lower, a.Upper, a.Target}, c.why)
		assert.Equal(t, 2, a.Place, c.why)
		assert.Equal(t, c.less, chart.Assurance(c.target, LowerIsBetter).Verdict, c.why)
	}
}

// The limits of the last period count, also when its n is another.
func TestAssuranceTakesTheLastLimits(t *testing.T) {
	x := []float64{50, 52, 49, 51, 50, 48, 50, 53, 47, 50, 5}
	n := []float64{60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 6}
	wide := PChart(x, n, ControlOptions{}).Assurance(0.65, HigherIsBetter)
	assert.Equal(t, HitsAndMisses, wide.Verdict, "six units tell little")
	assert.True(t, wide.Trial)
	n[10], x[10] = 60, 50
	narrow := PChart(x, n, ControlOptions{}).Assurance(0.65, HigherIsBetter)
	assert.Equal(t, MeetsTarget, narrow.Verdict)
}

func TestAssuranceRefuses(t *testing.T) {
	chart := drawn([]float64{9, 10, 11}, 10, 1)
	for _, c := range []struct {
		why    string
		target float64
		better Better
	}{
		{"no target", math.NaN(), HigherIsBetter},
		{"no number", math.Inf(1), HigherIsBetter},
		{"no direction", 10, NoDirection},
		{"an unknown direction", 10, 3},
	} {
		a := chart.Assurance(c.target, c.better)
		assert.Equal(t, BadInput, a.Undefined, c.why)
		assert.Equal(t, NotAssured, a.Verdict, c.why)
		allNaN(t, c.why, a.Lower, a.Upper)
	}
	a := XmRChart([]float64{1, 2, 3}, ControlOptions{}).Assurance(2, HigherIsBetter)
	assert.Equal(t, TooFew, a.Undefined)
	assert.Equal(t, NotAssured, a.Verdict)
	a = ControlChart{}.Assurance(2, HigherIsBetter)
	assert.Equal(t, NotAssured, a.Verdict, "a chart that was not drawn")
	assert.Equal(t, NoData, a.Undefined)
}
