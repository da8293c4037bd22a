package review

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// rated makes a review of which the episodes are rated: a row per episode, a
// column per rater, the place of the level in the scale, or -1 for none.
func rated(rows [][]int, levels int) Review {
	s := Scale{ID: "s"}
	for i := range levels {
		s.Levels = append(s.Levels, Level{Key: fmt.Sprint("l", i)})
	}
	r := Review{ID: "R1", Status: Analysed, Scales: []Scale{s}}
	for i, row := range rows {
		id := fmt.Sprintf("E%04d", i)
		r.Episodes = append(r.Episodes, Episode{ID: id})
		for j, v := range row {
			if v >= 0 {
				r.Ratings = append(r.Ratings, Rating{Scale: "s", Of: id, By: pseudonym(fmt.Sprintf("P-%03d", j)), Level: s.Levels[v].Key})
			}
		}
	}
	return r
}

type ratingsInput struct {
	Ratings [][]any
}

type ratingsOptions struct {
	Categories []any
	Weights    string
	Level      any
}

// rows turns the ratings of a case into places in the scale of the declared
// categories; not ok when the case has another form.
func (in ratingsInput) rows(o ratingsOptions) ([][]int, bool) {
	if len(o.Categories) < 2 || len(in.Ratings) == 0 || len(in.Ratings[0]) > MaxRaters {
		return nil, false
	}
	var out [][]int
	for _, row := range in.Ratings {
		var line []int
		for _, v := range row {
			place := -1
			if v != nil {
				place = slices.Index(o.Categories, v)
			}
			line = append(line, place)
		}
		out = append(out, line)
	}
	return out, true
}

func TestAgreeOracleAlpha(t *testing.T) {
	ran := map[string]int{}
	testkit.Cases(t, "agreement_krippendorff", func(t *testing.T, c testkit.Case) {
		var in ratingsInput
		var o ratingsOptions
		c.Decode(t, &in, &o)
		rows, ok := in.rows(o)
		level, _ := o.Level.(string)
		if !ok || level != "nominal" && level != "ordinal" {
			t.Skip("not nominal or ordinal ratings on declared levels")
		}
		ran[level]++
		a, err := Agree([]Review{rated(rows, len(o.Categories))}, "s", Options{})
		require.NoError(t, err)
		alpha := a.Nominal
		if level == "ordinal" {
			alpha = a.Ordinal
		}
		c.Check(t, "alpha", alpha.Value)
		c.Check(t, "n_units", float64(a.Units))
	})
	assert.Greater(t, ran["nominal"], 10)
	assert.Greater(t, ran["ordinal"], 10)
}

func TestAgreeOracleKappa(t *testing.T) {
	ran := map[string]int{}
	testkit.Cases(t, "agreement_cohen_kappa", func(t *testing.T, c testkit.Case) {
		var in ratingsInput
		var o ratingsOptions
		c.Decode(t, &in, &o)
		rows, ok := in.rows(o)
		if !ok {
			t.Skip("no ratings on declared levels")
		}
		ran[o.Weights]++
		a, err := Agree([]Review{rated(rows, len(o.Categories))}, "s", Options{})
		require.NoError(t, err)
		k := map[string]rma.Estimate{"unweighted": a.Kappa, "linear": a.Linear, "quadratic": a.Quadratic}[o.Weights]
		if len(a.Raters) == 2 {
			c.Check(t, "kappa", k.Value)
			c.Check(t, "n", float64(k.N))
			if k.N >= MinUnits && !math.IsNaN(k.Value) {
				c.Check(t, "ci_low", k.Interval.Lo)
				c.Check(t, "ci_high", k.Interval.Hi)
			}
		}
	})
	for _, w := range []string{"unweighted", "linear", "quadratic"} {
		assert.Greater(t, ran[w], 5, w)
	}
}

func TestAgree(t *testing.T) {
	a, err := Agree(all(t), "kwaliteit", Options{Origin: origin})
	require.NoError(t, err)
	assert.Equal(t, []string{"P-01", "P-02"}, a.Raters)
	assert.Equal(t, []int{2, 1, 1, 5}, []int{a.Units, a.Single, a.Open, a.Ratings})
	assert.Equal(t, rma.Proportion{K: 1, N: 2}, a.Same.Proportion)
	assert.Equal(t, []rma.Warning{rma.Warn(rma.WarnSmallBase, "n=2, n≥10"), rma.Warn(rma.WarnNoInterval, "n=2, n≥20")}, a.Warnings)
	assert.True(t, math.IsNaN(a.Linear.Interval.Lo), "no interval on two units")
	assert.Equal(t, "1 van de 2", a.Observations()[0].Format(rma.Dutch))
	for _, o := range a.Observations() {
		assert.NotContains(t, o.Format(rma.Dutch), "%")
	}
	e, err := rma.Collect(a)
	require.NoError(t, err)
	_, ok := e.Get("casusreview/AAH/agreement-kwaliteit-alpha-ordinal")
	assert.True(t, ok)
}

func TestAgreeDegenerate(t *testing.T) {
	for _, c := range []struct {
		why     string
		rows    [][]int
		units   int
		alpha   bool
		figures int
		code    rma.Code
	}{
		{"nobody rated", [][]int{{-1, -1}}, 0, false, 2, rma.WarnUndefined},
		{"one rater", [][]int{{1}, {2}}, 0, false, 2, rma.WarnUndefined},
		{"no thing twice", [][]int{{1, -1}, {-1, 2}}, 0, false, 5, rma.WarnUndefined},
		{"all alike", [][]int{{1, 1}, {1, 1}}, 2, false, 5, rma.WarnOneCategory},
		{"one thing", [][]int{{1, 2}}, 1, true, 5, rma.WarnSmallBase},
		{"three raters have no kappa", [][]int{{1, 2, 0}, {1, 1, -1}}, 2, true, 2, rma.WarnNoInterval},
	} {
		a, err := Agree([]Review{rated(c.rows, 3)}, "s", Options{})
		require.NoError(t, err, c.why)
		assert.Equal(t, c.units, a.Units, c.why)
		assert.Equal(t, c.alpha, !math.IsNaN(a.Ordinal.Value), c.why)
		assert.Len(t, a.figures(), c.figures, c.why)
		assert.True(t, rma.HasWarning(a.Warnings, c.code), c.why)
		assert.NotPanics(t, func() { _ = a.String() + a.Table().Text(rma.Dutch) })
		for _, o := range a.Observations() {
			if o.Estimate != nil {
				assert.False(t, math.IsNaN(o.Estimate.Value), c.why)
			}
		}
	}
}

func TestAgreeRefuses(t *testing.T) {
	other := rated([][]int{{1, 1}}, 4)
	other.ID = "R2"
	bad := rated([][]int{{1, 1}}, 3)
	bad.Ratings[0].Level = secret
	twice := rated([][]int{{1, 1}}, 3)
	twice.Ratings[1].By = twice.Ratings[0].By
	many := rated([][]int{make([]int, MaxRaters+1)}, 3)
	for why, list := range map[string][]Review{
		"no reviews": nil, "a scale that nobody has": {{ID: "R1", Status: Final}}, "different levels": {rated([][]int{{1, 1}}, 3), other},
		"a level that does not exist": {bad}, "one rater twice": {twice}, "too many raters": {many}, "one level": {rated(nil, 1)}, "too many levels": {rated(nil, MaxLevels+1)},
	} {
		a, err := Agree(list, "s", Options{})
		require.ErrorIs(t, err, ErrOptions, why)
		assert.NotContains(t, err.Error(), secret, why)
		assert.Zero(t, a.Units, why)
	}
}

// TestSwappedRatersAgreeAsMuch renames the raters, and turns the scale round.
func TestSwappedRatersAgreeAsMuch(t *testing.T) {
	rng := rand.New(rand.NewPCG(44, 1))
	for range 40 {
		var rows, swapped, turned [][]int
		for range 1 + rng.IntN(30) {
			row := []int{rng.IntN(4), rng.IntN(4)}
			rows, swapped, turned = append(rows, row), append(swapped, []int{row[1], row[0]}), append(turned, []int{3 - row[0], 3 - row[1]})
		}
		a, err := Agree([]Review{rated(rows, 4)}, "s", Options{})
		require.NoError(t, err)
		for _, other := range [][][]int{swapped, turned} {
			b, err := Agree([]Review{rated(other, 4)}, "s", Options{})
			require.NoError(t, err)
			assert.Equal(t, a.Same.Proportion, b.Same.Proportion)
			for i, f := range a.figures() {
				testkit.Near(t, f.e.Value, b.figures()[i].e.Value, 1e-12, f.key)
			}
		}
	}
}
