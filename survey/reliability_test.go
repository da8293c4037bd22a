package survey

import (
	"fmt"
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReliability(t *testing.T) {
	r, err := Reliability(testWave(t, "voor"), ReliabilityOptions{Scale: "afstemming"})
	require.NoError(t, err)
	assert.Equal(t, []int{11, 2}, []int{r.N, r.Dropped})
	assert.Greater(t, r.Alpha, 0.5, "the reversed item is recoded first")
	assert.Less(t, r.Interval.Lo, r.Alpha)
	assert.Greater(t, r.Interval.Hi, r.Alpha)
	assert.Equal(t, "Feldt", r.Interval.Method)
	assert.False(t, rma.HasWarning(r.Warnings, rma.WarnFewRespondents))
	assert.False(t, rma.HasWarning(r.Warnings, rma.WarnReverseItem))
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnMissingAnswers))
	all, err := ReliabilityAll(testWave(t, "voor"), ReliabilityOptions{})
	require.NoError(t, err)
	testkit.Golden(t, "reliability.txt", append(dump(all.Table(), r.Table()), r.String()...))
}

func TestReliabilityReverseItem(t *testing.T) {
	in := testInstrument(t)
	in.Items[2].Reversed = false // as if nobody had said so
	w := testWave(t, "voor")
	w.instrument = in
	r, err := Reliability(w, ReliabilityOptions{Scale: "afstemming"})
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnReverseItem))
	assert.Negative(t, r.Items[2].ItemRest)
}

// Cronbach's alpha by its definition, from exact sums.
func TestReliabilityFormula(t *testing.T) {
	w := waveOf(t, "voor", "a,E,1,2,5,,", "b,E,2,2,3,,", "c,E,4,3,2,,", "d,E,5,4,1,,", "e,E,,4,1,,")
	rows := [][]float64{{1, 2, 1}, {2, 2, 3}, {4, 3, 4}, {5, 4, 5}} // Q3 as 6 - x; e is incomplete
	variance := func(f func(r []float64) float64) float64 {
		var sum, squares float64
		for _, r := range rows {
			sum += f(r)
			squares += f(r) * f(r)
		}
		n := float64(len(rows))
		return (squares - sum*sum/n) / (n - 1)
	}
	var items float64
	for i := range 3 {
		items += variance(func(r []float64) float64 { return r[i] })
	}
	total := variance(func(r []float64) float64 { return r[0] + r[1] + r[2] })
	r, err := Reliability(w, ReliabilityOptions{Scale: "afstemming"})
	require.NoError(t, err)
	testkit.Near(t, 1.5*(1-items/total), r.Alpha, 1e-12, "alpha")
	assert.Equal(t, []int{4, 1}, []int{r.N, r.Dropped})
	assert.True(t, rma.HasWarning(r.Warnings, rma.WarnFewRespondents))
}

func TestReliabilityUndefined(t *testing.T) {
	tests := []struct {
		why  string
		rows []string
		n    int
	}{
		{"nobody answered every item", []string{"a,E,1,,1,,", "b,E,,2,2,,"}, 0},
		{"one respondent", []string{"a,E,1,2,3,,"}, 1},
		{"everybody answers alike", []string{"a,E,1,2,3,,", "b,E,1,2,3,,", "c,E,1,2,3,,"}, 3},
		{"no respondents at all", nil, 0},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			r, err := Reliability(waveOf(t, "voor", tc.rows...), ReliabilityOptions{Scale: "afstemming"})
			require.NoError(t, err)
			assert.Equal(t, tc.n, r.N)
			assert.True(t, math.IsNaN(r.Alpha))
			assert.True(t, rma.HasWarning(r.Warnings, rma.WarnUndefined))
			assert.Empty(t, r.Observations())
			assert.Len(t, r.Items, 3)
			assert.NotEmpty(t, fmt.Sprint(dump(r.Table())))
		})
	}
	_, err := Reliability(testWave(t, "voor"), ReliabilityOptions{Scale: "x"})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
	_, err = Reliability(testWave(t, "voor"), ReliabilityOptions{Scale: "werkdruk", Level: 2})
	assert.ErrorIs(t, err, ErrOption)
	_, err = ReliabilityAll(testWave(t, "voor"), ReliabilityOptions{Scale: "werkdruk"})
	assert.ErrorIs(t, err, ErrOption)
}
