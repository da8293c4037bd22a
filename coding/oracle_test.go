package coding

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// binary turns the ratings of a case into units that were coded (the last
// declared category), not coded, or not rated. A case with more than two
// categories, or one that does not list its ratings, is passed over: the API
// of this package compares one code at a time.
func binary(t *testing.T, c testkit.Case) [][]int {
	t.Helper()
	var in struct {
		Ratings [][]*float64 `json:"ratings"`
	}
	var o struct {
		Categories []any  `json:"categories"`
		Weights    string `json:"weights"`
		Level      string `json:"level"`
	}
	if json.Unmarshal(c.Input, &in) != nil || json.Unmarshal(c.Options, &o) != nil {
		t.Skip("labels that are no numbers")
	}
	if len(o.Categories) != 2 || len(in.Ratings) == 0 || o.Weights != "" && o.Weights != "unweighted" || o.Level != "" && o.Level != "nominal" {
		t.Skip("not about two nominal categories")
	}
	second, ok := o.Categories[1].(float64)
	if !ok {
		t.Skip("labels that are no numbers")
	}
	out := make([][]int, len(in.Ratings))
	for u, row := range in.Ratings {
		for _, v := range row {
			switch {
			case v == nil:
				out[u] = append(out[u], -1)
			case *v == second:
				out[u] = append(out[u], 1)
			default:
				out[u] = append(out[u], 0)
			}
		}
	}
	return out
}

func agreeOnCase(t *testing.T, ratings [][]int, o AgreementOptions) CodeAgreement {
	t.Helper()
	if len(ratings[0]) < 2 {
		t.Skip("one coder")
	}
	o.Replicates = -1
	a, err := Agree(unitProject(t, ratings), ByTurn, o)
	if err != nil {
		require.ErrorIs(t, err, ErrCoders)
		t.Skip("no unit in common is an error here")
	}
	return a.Codes[0]
}

func TestOracleKappa(t *testing.T) {
	testkit.Cases(t, "agreement_cohen_kappa", func(t *testing.T, c testkit.Case) {
		got := agreeOnCase(t, binary(t, c), AgreementOptions{IndependentUnits: true}).Pairs[0]
		c.Check(t, "kappa", got.Kappa.Value)
		c.Check(t, "po", got.Po)
		c.Check(t, "pe", got.Pe)
		c.Check(t, "n", float64(got.N()))
		c.Check(t, "ci_low", got.Kappa.Interval.Lo)
		c.Check(t, "ci_high", got.Kappa.Interval.Hi)
	})
}

func TestOraclePercent(t *testing.T) {
	testkit.Cases(t, "agreement_percent", func(t *testing.T, c testkit.Case) {
		got := agreeOnCase(t, binary(t, c), AgreementOptions{Partial: true})
		c.Check(t, "pairwise", got.Percent.Value)
	})
}

func TestOracleAlpha(t *testing.T) {
	testkit.Cases(t, "agreement_krippendorff", func(t *testing.T, c testkit.Case) {
		got := agreeOnCase(t, binary(t, c), AgreementOptions{Partial: true})
		c.Check(t, "alpha", got.Alpha.Value)
		c.Check(t, "n_units", float64(got.N))
	})
}
