package survey

import (
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVocabularies(t *testing.T) {
	for _, m := range MissingKinds() {
		text, err := m.MarshalText()
		require.NoError(t, err)
		var again Missing
		require.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, m, again)
	}
	for _, d := range []Direction{HigherIsBetter, LowerIsBetter} {
		text, err := d.MarshalText()
		require.NoError(t, err)
		var again Direction
		require.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, d, again)
		assert.Equal(t, d, d.flip().flip())
	}
	assert.Equal(t, "ordinal", Ordinal.String())
	assert.Equal(t, []string{"wilcoxon", "pratt", "Zeros(7)"}, []string{WilcoxonZeros.String(), PrattZeros.String(), Zeros(7).String()})
	assert.Equal(t, []string{"flag", "refuse"}, []string{FlagDuplicates.String(), RefuseDuplicates.String()})
	assert.Equal(t, []string{"split", "aside", "dropped"}, []string{NeutralSplit.String(), NeutralAside.String(), NeutralDropped.String()})
	assert.Equal(t, "neutraal ernaast", NeutralAside.Label(rma.Dutch))
	var d Direction
	err := d.UnmarshalText([]byte("geheim"))
	assert.ErrorIs(t, err, rma.ErrUnknownTerm)
	assert.NotContains(t, err.Error(), "geheim", "the text that was read")
}

func TestScalesThatCannotBeMade(t *testing.T) {
	m := simple("voor")
	m.NotAsked = []string{"Q5"}
	in := testInstrument(t)
	w, err := ReadWave(strings.NewReader("code,pilot,Q1,Q2,Q3,Q4\na,E,1,2,3,1\n"), "v.csv", in, m, ReadOptions{})
	require.NoError(t, err)
	p, err := Pair(w, w, PairOptions{})
	require.NoError(t, err)
	all, err := CompareAll(p, CompareOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{"werkdruk"}, all.Skipped)
	alphas, err := ReliabilityAll(w, ReliabilityOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{"werkdruk"}, alphas.Skipped)
	_, err = Compare(p, CompareOptions{Scale: "werkdruk"})
	assert.ErrorIs(t, err, ErrNotAsked)
	_, err = Compare(p, CompareOptions{Item: "Q5"})
	assert.ErrorIs(t, err, ErrNotAsked)
	_, err = Score(w, ScoreOptions{Scales: []string{"afstemming", "werkdruk"}})
	assert.ErrorIs(t, err, ErrNotAsked)
	assert.Equal(t, "v.csv", w.File())
	assert.Zero(t, w.Line(5))
	assert.Equal(t, "wave : 0 respondents, 0 items", Wave{}.String())
}
