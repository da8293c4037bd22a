package survey

import (
	"math"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNormalCode(t *testing.T) {
	tests := []struct{ why, code, want string }{
		{"a code in its normal form", "AN12", "AN12"},
		{"lower case", "an12", "AN12"},
		{"white space around it", " AN12\u00a0\t", "AN12"},
		{"a composed accent", "dé44", "DE44"},
		{"the same accent in two characters", "de\u030144", "DE44"},
		{"a zero is not an o", "O0", "O0"},
		{"leading zeros are part of a code", "007", "007"},
		{"no code", "  ", ""},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			assert.Equal(t, tc.want, NormalCode(tc.code))
			assert.Equal(t, tc.want, NormalCode(tc.want), "once is enough")
		})
	}
}

func TestPairAccount(t *testing.T) {
	p := testPairing(t)
	pre := WaveAccount{Wave: "voor", Label: rma.T("voormeting", "pre-survey"), N: 13, NoCode: 1, Duplicates: 2, Unique: 10, Paired: 8, Only: 2}
	post := WaveAccount{Wave: "na", Label: rma.T("nameting", "post-survey"), N: 10, Unique: 10, Paired: 8, Only: 1, Blocked: 1}
	assert.Equal(t, pre, p.Pre)
	assert.Equal(t, post, p.Post)
	assert.Equal(t, rma.Proportion{K: 8, N: 13}, p.Retention.Proportion)
	assert.Equal(t, Match{ID: "P001", Pre: 0, Post: 0}, p.Matches[0])
	assert.True(t, rma.HasWarning(p.Warnings, rma.WarnLostRespondents))
	assert.True(t, rma.HasWarning(p.Warnings, rma.WarnDuplicateCode))
	for _, a := range []WaveAccount{p.Pre, p.Post} {
		assert.Equal(t, a.N, a.NoCode+a.Duplicates+a.Unique)
		assert.Equal(t, a.Unique, a.Paired+a.Only+a.Blocked)
	}
	testkit.Golden(t, "pairing.txt", dump(p.Table(), p.BaselineTable()))
}

func TestPairBaselineByHand(t *testing.T) {
	pre := waveOf(t, "voor",
		"a,E,1,1,5,0,0", "b,E,2,2,4,0,0", "c,E,3,3,3,0,0", // paired: 1, 2, 3
		"x,E,3,3,3,0,0", "y,E,5,5,1,0,0") // only here: 3, 5
	post := waveOf(t, "na", "a,E,1,1,1,0,0", "b,E,1,1,1,0,0", "c,E,1,1,1,0,0")
	p, err := Pair(pre, post, PairOptions{})
	require.NoError(t, err)
	b := p.Baseline[0]
	assert.Equal(t, []int{3, 2}, []int{b.Paired.N, b.PreOnly.N})
	testkit.Near(t, 2, b.Paired.Mean, 1e-12, "paired mean")
	testkit.Near(t, 4, b.PreOnly.Median, 1e-12, "median of those in one wave only")
	testkit.Near(t, -2/math.Sqrt((2*1+1*2)/3.0), b.Difference, 1e-12, "standardised difference")
	assert.True(t, math.IsNaN(p.Baseline[1].Difference), "nobody differs")
	assert.True(t, rma.HasWarning(p.Baseline[1].Warnings, rma.WarnUndefined))
}

func TestPairErrors(t *testing.T) {
	w := testWave(t, "voor")
	_, err := Pair(w, nil, PairOptions{})
	assert.ErrorIs(t, err, ErrOption)
	_, err = Pair(w, w, PairOptions{Level: 95})
	assert.ErrorIs(t, err, ErrOption)
	other := *w
	other.instrument = w.instrument.clone()
	other.instrument.Version = "2.0"
	_, err = Pair(w, &other, PairOptions{})
	assert.ErrorIs(t, err, ErrOtherInstrument)
}

func TestPairNobody(t *testing.T) {
	a := waveOf(t, "voor", ",E,1,1,1,0,0")
	p, err := Pair(a, a, PairOptions{})
	require.NoError(t, err)
	assert.Empty(t, p.Matches)
	c, err := Compare(p, CompareOptions{Scale: "afstemming"})
	require.NoError(t, err)
	assert.True(t, math.IsNaN(c.Shift) && math.IsNaN(c.P))
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined))
	assert.Empty(t, c.Observations())
	assert.NotEmpty(t, c.String())
}
