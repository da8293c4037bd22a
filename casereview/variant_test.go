package casereview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// spelled makes a log of cases from words of letters, a day for each letter.
func spelled(t testing.TB, words ...string) *Log {
	t.Helper()
	var cases []Case
	var events []Event
	for i, w := range words {
		id := caseID(fmt.Sprintf("L-%04d", i))
		cases = append(cases, Case{ID: id})
		for j, r := range []rune(w) {
			events = append(events, Event{Case: id, Activity: letter(r), At: NewStamp(time.Date(2023, 1, 1+j, 12, 0, 0, 0, time.UTC), Minute)})
		}
	}
	log, err := NewLog(cases, events)
	require.NoError(t, err)
	return log
}

func times(n int, word string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = word
	}
	return list
}

func written(v CaseVariants) []string {
	var list []string
	for _, one := range v.Variants {
		s := ""
		for _, a := range one.Activities {
			s += string(a)
		}
		list = append(list, fmt.Sprintf("%s %d %d/%d", s, one.Share.K, one.Coverage.K, one.Coverage.N))
	}
	return list
}

func TestVariants(t *testing.T) {
	log := spelled(t, "abc", "abc", "abbc", "acb", "", "aabbcc")
	for _, c := range []struct {
		o    VariantOptions
		want []string
		why  string
	}{
		{VariantOptions{}, []string{"abc 2 2/5", "aabbcc 1 3/5", "abbc 1 4/5", "acb 1 5/5"}, "as they are"},
		{VariantOptions{CollapseRepeats: true}, []string{"abc 4 4/5", "acb 1 5/5"}, "repeats in a row are one"},
		{VariantOptions{Ignore: []Activity{"b"}}, []string{"ac 4 4/5", "aacc 1 5/5"}, "without b"},
		{VariantOptions{Ignore: []Activity{"b"}, CollapseRepeats: true}, []string{"ac 5 5/5"}, "ignored first, then collapsed"},
		{VariantOptions{AsOf: time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)}, []string{"a 5 5/5"}, "the first day"},
	} {
		v, err := Variants(log, c.o)
		require.NoError(t, err)
		assert.Equal(t, c.want, written(v), c.why)
		assert.Equal(t, 1, v.Empty, c.why)
		assert.Zero(t, v.Ambiguous, c.why)
	}
	_, err := Variants(log, VariantOptions{MinCases: -1})
	assert.ErrorIs(t, err, ErrOptions)
	_, err = Variants(log, VariantOptions{Level: 3})
	assert.ErrorIs(t, err, ErrOptions)
	v, err := Variants(logOf(t, event(t, "a", Report, "2023-02-01"), event(t, "a", HomeVisit, "2023-02-01T10:00")), VariantOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, v.Ambiguous)
	assert.True(t, rma.HasWarning(v.Warnings, rma.WarnUndetermined))
}

func TestVariantsAgainstStrings(t *testing.T) {
	for round := range 60 {
		rng := rand.New(rand.NewPCG(61, uint64(round)))
		words, counts := []string{}, map[string]int{}
		for range 1 + rng.IntN(40) {
			w := strings.Repeat("a", rng.IntN(3)) + strings.Repeat("b", rng.IntN(2)) + strings.Repeat("a", rng.IntN(2))
			words = append(words, w)
			if w != "" {
				counts[w]++
			}
		}
		v, err := Variants(spelled(t, words...), VariantOptions{})
		require.NoError(t, err)
		require.Len(t, v.Variants, len(counts))
		for _, line := range written(v) {
			w, k, _ := strings.Cut(line, " ")
			require.True(t, strings.HasPrefix(k, fmt.Sprintf("%d ", counts[w])))
		}
	}
}

// Rare variants stand together in what others may see, and never as so few that
// their number tells something.
func TestVariantTableHidesRareVariants(t *testing.T) {
	rows := func(v CaseVariants) string {
		var list []string
		for _, r := range v.Table().Rows {
			list = append(list, fmt.Sprintf("%s %d", r.Key, r.Cells[0].Share.K))
		}
		return strings.Join(list, ", ")
	}
	for _, c := range []struct {
		words []string
		min   int
		want  string
		note  bool
		why   string
	}{
		{append(times(20, "ab"), times(12, "ac")...), 0, "variant-1 20, variant-2 12, all 32", false, "none is rare"},
		{append(append(times(20, "ab"), times(12, "ac")...), times(9, "a")...), 0, "variant-1 20, others 21, all 41", true, "the nine alone would be known from the total"},
		{append(append(times(20, "ab"), times(9, "ac")...), times(9, "a")...), 0, "variant-1 20, others 18, all 38", true, "two rare variants together are enough"},
		{append(times(20, "ab"), "ac"), 0, "others 21, all 21", true, "one case takes the only variant with it"},
		{[]string{"a", "b", "ab"}, 0, "others 3, all 3", false, "so few that the number of variants would tell their number"},
		{[]string{"a", "a", "b"}, 1, "variant-1 2, variant-2 1, all 3", false, "each is asked for"},
		{append(append(times(4, "ab"), times(3, "ac")...), times(2, "a")...), 3, "variant-1 4, others 5, all 9", false, "a smaller limit"},
	} {
		v, err := Variants(spelled(t, c.words...), VariantOptions{MinCases: c.min})
		require.NoError(t, err)
		assert.Equal(t, c.want, rows(v), c.why)
		assert.Equal(t, c.note, len(v.Table().Notes) > 1, c.why)
		assert.Len(t, v.TeamTable().Rows, len(v.Variants)+1, c.why)
	}
	v, err := Variants(spelled(t, append(append(times(20, "ab"), times(9, "ac")...), times(9, "a")...)...), VariantOptions{})
	require.NoError(t, err)
	assert.Equal(t, "2 other variants, rarer than those named, stand together in one row", v.Table().Notes[1].In(rma.English))
	assertReleasable(t, []rma.Table{v.Table()}, v)
}

func TestVariantTextIsCut(t *testing.T) {
	v, err := Variants(spelled(t, strings.Repeat("ab", 50)), VariantOptions{})
	require.NoError(t, err)
	assert.True(t, strings.HasSuffix(v.Variants[0].Text().In(rma.Dutch), "→ b → … (+70)"))
	assert.Len(t, v.Variants[0].Activities, 100)
}
