package survey

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestScoreRules(t *testing.T) {
	tests := []struct {
		why  string
		row  string // Q1, Q2, Q3 (reversed), Q4, Q5
		want [2]float64
	}{
		{"all answered; 4 on a reversed item of 1-5 counts as 2", "a,E,5,2,4,1,0.5", [2]float64{3, 0.75}},
		{"two of three is over a half; werkdruk needs all", "a,E,5,8,4,1,", [2]float64{3.5, math.NaN()}},
		{"one of three is under a half", "a,E,5,8,,1.5,1.5", [2]float64{math.NaN(), 1.5}},
		{"the reversed item alone is under a half too", "a,E,,,1,0,0", [2]float64{math.NaN(), 0}},
		{"nothing answered", "a,E,9,8,,,", [2]float64{math.NaN(), math.NaN()}},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			s, err := Score(waveOf(t, "voor", tc.row), ScoreOptions{})
			require.NoError(t, err)
			testkit.Near(t, tc.want[0], s.Values("afstemming")[0], 1e-12, "afstemming")
			testkit.Near(t, tc.want[1], s.Values("werkdruk")[0], 1e-12, "werkdruk")
		})
	}
}

func TestNeed(t *testing.T) {
	tests := []struct {
		why   string
		items int
		share float64
		want  int
	}{
		{"half of four", 4, 0, 2},
		{"half of five is rounded up", 5, 0, 3},
		{"one item", 1, 0, 1},
		{"a third of three is one, whatever 1/3 is in binary", 3, 1.0 / 3, 1},
		{"four fifths of five", 5, 0.8, 4},
		{"never none", 4, 0.01, 1},
		{"all", 4, 1, 4},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			assert.Equal(t, tc.want, Scale{Items: make([]string, tc.items), MinValid: tc.share}.need())
		})
	}
}

func TestScore(t *testing.T) {
	w := testWave(t, "voor")
	s, err := Score(w, ScoreOptions{By: "pilot"})
	require.NoError(t, err)
	require.Len(t, s.Scales, 6)
	all := s.Scales[0]
	assert.Equal(t, []int{13, 1, 12, 1, 2}, []int{all.Respondents, all.NotScored, all.N, all.Partial, all.Need},
		"one respondent answered one item of three and is not scored, one answered two and is")
	assert.Equal(t, []float64{1, 5}, []float64{all.Lowest, all.Highest})
	assert.True(t, rma.HasWarning(all.Warnings, rma.WarnMissingAnswers))
	assert.Equal(t, rma.Samenwerking, all.Bouwsteen)
	assert.Equal(t, "afstemming", all.Theme.NL)
	testkit.Golden(t, "scores.txt", dump(s.Table()))
	values := s.Values("afstemming")
	values[0] = 99
	assert.NotEqual(t, 99.0, s.Values("afstemming")[0], "the caller gets a copy")
	assert.Nil(t, s.Values("onbekend"))
}

func TestScoreErrors(t *testing.T) {
	w := testWave(t, "voor")
	_, err := Score(w, ScoreOptions{Scales: []string{"x"}})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
	_, err = Score(w, ScoreOptions{By: "x"})
	assert.ErrorIs(t, err, rma.ErrUnknownID)
	_, err = Score(w, ScoreOptions{Level: 1})
	assert.ErrorIs(t, err, ErrOption)
	one, err := Score(waveOf(t, "voor", "a,E,3,3,3,1,1"), ScoreOptions{})
	require.NoError(t, err)
	assert.True(t, rma.HasWarning(one.Scales[0].Warnings, rma.WarnUndefined), "one score has no interval")
	assert.True(t, math.IsNaN(one.Scales[0].MeanLo))
}
