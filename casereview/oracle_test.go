package casereview

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

type confidence struct {
	Level float64 `json:"conf_level"`
}

// Reference figures of R 4.2.2 for the intervals of a share.
func TestOracleShare(t *testing.T) {
	testkit.Cases(t, "casereview_proportion_ci", func(t *testing.T, c testkit.Case) {
		var in struct{ X, N int }
		var o confidence
		c.Decode(t, &in, &o)
		if in.N > 5000 {
			t.Skip("the kernel is checked for large counts in internal/stat")
		}
		s, err := Share(casesWith(t, in.X, in.N), ShareOptions{In: Has(HomeVisit), Level: o.Level})
		require.NoError(t, err)
		c.Check(t, "estimate", s.Share.Value())
		c.Check(t, "wilson_low", s.Share.Interval.Lo)
		c.Check(t, "wilson_high", s.Share.Interval.Hi)
		c.Check(t, "clopper_low", s.Exact.Lo)
		c.Check(t, "clopper_high", s.Exact.Hi)
	})
}

// Reference figures of R 4.2.2 fisher.test, solved further.
func TestOracleFisher(t *testing.T) {
	testkit.Cases(t, "casereview_fisher_exact", func(t *testing.T, c testkit.Case) {
		var in struct{ Table [][]int }
		var o confidence
		c.Decode(t, &in, &o)
		if len(in.Table) != 2 || len(in.Table[0]) != 2 {
			t.Skip("a table of two by two only")
		}
		a := newAssociation([2][2]int{{in.Table[0][0], in.Table[0][1]}, {in.Table[1][0], in.Table[1][1]}}, 0, AssociationOptions{Level: o.Level})
		c.Check(t, "p_value", a.P)
		c.Check(t, "odds_ratio", a.OddsRatio.Value)
		c.Check(t, "or_ci_low", a.OddsRatio.Interval.Lo)
		c.Check(t, "or_ci_high", a.OddsRatio.Interval.Hi)
		c.Check(t, "sample_or", a.SampleOddsRatio)
	})
}

// Reference figures of contingencytables 3.0.1 and Newcombe (1998).
func TestOracleNewcombe(t *testing.T) {
	testkit.Cases(t, "casereview_proportion_difference", func(t *testing.T, c testkit.Case) {
		var in struct{ X1, N1, X2, N2 int }
		var o confidence
		c.Decode(t, &in, &o)
		a := newAssociation([2][2]int{{in.X1, in.N1 - in.X1}, {in.X2, in.N2 - in.X2}}, 0, AssociationOptions{Level: o.Level})
		c.Check(t, "diff", a.RiskDifference.Value)
		c.Check(t, "newcombe_low", a.RiskDifference.Interval.Lo)
		c.Check(t, "newcombe_high", a.RiskDifference.Interval.Hi)
	})
}
