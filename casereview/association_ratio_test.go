package casereview

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// Reference figures of epitools 0.5-10.1.
func TestOracleRiskRatio(t *testing.T) {
	testkit.Cases(t, "casereview_risk_ratio", func(t *testing.T, c testkit.Case) {
		var in struct{ X1, N1, X2, N2 int }
		var o confidence
		c.Decode(t, &in, &o)
		a := newAssociation([2][2]int{{in.X1, in.N1 - in.X1}, {in.X2, in.N2 - in.X2}}, 0, AssociationOptions{Level: o.Level})
		c.Check(t, "rr", a.RiskRatio.Value)
		c.Check(t, "rr_low", a.RiskRatio.Interval.Lo)
		c.Check(t, "rr_high", a.RiskRatio.Interval.Hi)
		c.Check(t, "or", a.SampleOddsRatio)
		c.Check(t, "rd", a.RiskDifference.Value)
	})
}

// The synthetic table of the pilots: 7 of 10 against 2 of 11.
func TestRiskRatioOfTwoByTwo(t *testing.T) {
	a := newAssociation([2][2]int{{7, 3}, {2, 9}}, 0, AssociationOptions{})
	testkit.Near(t, 0.7/(2.0/11), a.RiskRatio.Value, 1e-12, "risk ratio")
	se := math.Sqrt(1.0/7 - 1.0/10 + 1.0/2 - 1.0/11)
	testkit.Near(t, math.Exp(math.Log(3.85)-1.959963984540054*se), a.RiskRatio.Interval.Lo, 1e-9, "by the formula")
	assert.Equal(t, a.P, a.RiskRatio.P)
	assert.Equal(t, []int{7, 3, 2, 9}, a.RiskRatio.Counts)
}
