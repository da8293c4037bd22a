package survey

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	c, err := Compare(testPairing(t), CompareOptions{Scale: "werkdruk"})
	require.NoError(t, err)
	assert.Equal(t, []int{8, 7, 1, 0, 0}, []int{c.Pairs, c.N, c.MissingPre, c.MissingPost, c.MissingBoth})
	assert.Equal(t, []int{6, 1, 0}, []int{c.Improved, c.Same, c.Worsened}, "lower is better")
	assert.Equal(t, LowerIsBetter, c.Better)
	assert.Negative(t, c.Shift)
	assert.LessOrEqual(t, c.ShiftInterval.Lo, c.Shift)
	assert.GreaterOrEqual(t, c.ShiftInterval.Hi, c.Shift)
	assert.GreaterOrEqual(t, c.ShiftInterval.Level, 0.95)
	assert.True(t, c.Exact)
	testkit.Near(t, 2.0/64, c.P, 1e-12, "all six that moved went down")
	assert.Equal(t, 0.0, c.VPlus)
	assert.Equal(t, 21.0, c.VMinus)
	assert.Equal(t, -1.0, c.RankBiserial)
	assert.False(t, rma.HasWarning(c.Warnings, rma.WarnFewPairs))
	for _, code := range []rma.Code{rma.WarnUndefined, rma.WarnMissingAnswers, rma.WarnLostRespondents, rma.WarnDuplicateCode, rma.WarnSelfReport} {
		assert.True(t, rma.HasWarning(c.Warnings, code), "%s", code)
	}
	testkit.Golden(t, "compare.txt", []byte(c.String()))
}

func TestCompareAll(t *testing.T) {
	all, err := CompareAll(testPairing(t), CompareOptions{Zeros: PrattZeros})
	require.NoError(t, err)
	require.Len(t, all.List, 2)
	assert.Contains(t, all.List[0].Procedure, "Pratt")
	testkit.Golden(t, "compare_all.txt", dump(all.Table()))
	table := all.Table()
	for _, r := range table.Rows {
		assert.Len(t, r.Cells, len(table.Columns))
	}
	_, err = CompareAll(testPairing(t), CompareOptions{Scale: "werkdruk"})
	assert.ErrorIs(t, err, ErrOption)
	_, err = CompareAll(nil, CompareOptions{})
	assert.ErrorIs(t, err, ErrOption)
}

func TestCompareReversedItem(t *testing.T) {
	c, err := Compare(testPairing(t), CompareOptions{Item: "Q3"})
	require.NoError(t, err)
	assert.Equal(t, LowerIsBetter, c.Better, "less working past each other is better")
	assert.Negative(t, c.Shift, "values as they were answered")
	assert.Positive(t, c.Improved)
	assert.Zero(t, c.Worsened)
}

func TestCompareErrors(t *testing.T) {
	p := testPairing(t)
	tests := []struct {
		why  string
		o    CompareOptions
		want error
	}{
		{"nothing named", CompareOptions{}, ErrOption},
		{"a scale and an item", CompareOptions{Scale: "werkdruk", Item: "Q1"}, ErrOption},
		{"a scale that is not there", CompareOptions{Scale: "x"}, rma.ErrUnknownID},
		{"an item that is not there", CompareOptions{Item: "x"}, rma.ErrUnknownID},
		{"an assumption without procedures", CompareOptions{Scale: "werkdruk", Assume: 1}, ErrOption},
		{"a way with zeros that does not exist", CompareOptions{Scale: "werkdruk", Zeros: 2}, ErrOption},
		{"a level in percent", CompareOptions{Scale: "werkdruk", Level: 95}, ErrOption},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			c, err := Compare(p, tc.o)
			assert.Nil(t, c)
			assert.ErrorIs(t, err, tc.want)
		})
	}
	_, err := Compare(nil, CompareOptions{Scale: "werkdruk"})
	assert.ErrorIs(t, err, ErrOption)
}

// pairingOf makes people with the given answers to Q1 before and after.
func pairingOf(t testing.TB, pre, post []int) *Pairing {
	t.Helper()
	a, b := make([]string, len(pre)), make([]string, len(post))
	for i := range pre {
		a[i] = fmt.Sprintf("c%d,E,%d,,,,", i, pre[i])
	}
	for i := range post {
		b[i] = fmt.Sprintf("c%d,E,%d,,,,", i, post[i])
	}
	p, err := Pair(waveOf(t, "voor", a...), waveOf(t, "na", b...), PairOptions{})
	require.NoError(t, err)
	return p
}

func TestCompareFewPairs(t *testing.T) {
	tests := []struct {
		why       string
		pre, post []int
		level     float64
		need      int
		few       bool
		reached   float64
	}{
		{"four pairs cannot reach 95%", []int{1, 2, 3, 2}, []int{2, 4, 4, 3}, 0, 6, true, 0.875},
		{"five pairs reach 93.75%", []int{1, 2, 3, 2, 1}, []int{2, 4, 4, 3, 2}, 0, 6, true, 0.9375},
		{"six pairs do", []int{1, 2, 3, 2, 1, 1}, []int{2, 4, 4, 3, 2, 3}, 0, 6, false, 0.96875},
		{"five are enough for 90%", []int{1, 2, 3, 2, 1}, []int{2, 4, 4, 3, 2}, 0.9, 5, false, 0.9375},
		{"one pair reaches nothing", []int{1}, []int{2}, 0, 6, true, 0},
	}
	for _, tc := range tests {
		t.Run(tc.why, func(t *testing.T) {
			c, err := Compare(pairingOf(t, tc.pre, tc.post), CompareOptions{Item: "Q1", Level: tc.level})
			require.NoError(t, err)
			assert.Equal(t, tc.need, c.NeedN)
			assert.Equal(t, tc.few, rma.HasWarning(c.Warnings, rma.WarnFewPairs))
			testkit.Near(t, tc.reached, c.ShiftInterval.Level, 1e-12, "level reached")
			if tc.few {
				assert.Contains(t, c.String(), fmt.Sprintf("6 pairs are needed for a 95%% interval; there are %d", len(tc.pre)))
				assert.Contains(t, string(dump(c.Table())), "zijn 6 paren nodig")
			}
		})
	}
}

func TestCompareNobodyMoved(t *testing.T) {
	c, err := Compare(pairingOf(t, []int{1, 2, 3}, []int{1, 2, 3}), CompareOptions{Item: "Q1"})
	require.NoError(t, err)
	assert.Equal(t, 3, c.Same)
	assert.Equal(t, 1.0, c.P)
	assert.Equal(t, 0.0, c.Shift)
	assert.True(t, math.IsNaN(c.RankBiserial) && math.IsNaN(c.ShiftMoved))
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnUndefined))
}

// Scores that are equal on paper and not in binary count as the same, and equal
// changes share a rank.
func TestCompareRoundingNoise(t *testing.T) {
	in := testInstrument(t)
	for i := range in.Responses[1].Levels {
		in.Responses[1].Levels[i].Value = 0.1 * float64(i+1) // 0.1 ... 0.4
	}
	in.Items = append(in.Items, in.Items[4])
	in.Items[5].ID = "Q6"
	in.Scales[1].Items = []string{"Q4", "Q5", "Q6"}
	read := func(name string, rows ...string) *Wave {
		w, err := ReadWave(strings.NewReader("code,Q4,Q5,Q6\n"+strings.Join(rows, "\n")+"\n"), name, in,
			WaveMapping{Wave: name, Code: "code", NotAsked: []string{"Q1", "Q2", "Q3"}}, ReadOptions{})
		require.NoError(t, err)
		return w
	}
	// (0.1+0.2)+0.3 and (0.3+0.2)+0.1 differ in the last bit.
	pre := read("voor", "a,geen,enige,veel", "b,geen,geen,geen", "c,enige,enige,enige")
	post := read("na", "a,veel,enige,geen", "b,enige,geen,geen", "c,enige,veel,enige")
	p, err := Pair(pre, post, PairOptions{})
	require.NoError(t, err)
	c, err := Compare(p, CompareOptions{Scale: "werkdruk"})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2}, []int{c.Improved, c.Same, c.Worsened})
	assert.Equal(t, 2, c.Ties)
	assert.Equal(t, 3.0, c.VPlus)
}

func TestCompareApproximate(t *testing.T) {
	pre, post := make([]int, 1100), make([]int, 1100)
	for i := range pre {
		pre[i], post[i] = 2+i%2, 4-i%3
	}
	for i := range post {
		if pre[i] == post[i] {
			post[i] = 5 // everybody moves
		}
	}
	c, err := Compare(pairingOf(t, pre, post), CompareOptions{Item: "Q1"})
	require.NoError(t, err)
	assert.False(t, c.Exact)
	assert.Contains(t, c.Procedure, "normal approximation")
	assert.True(t, rma.HasWarning(c.Warnings, rma.WarnApproximate))
	assert.Contains(t, string(dump(c.Table())), "normale benadering")
}
