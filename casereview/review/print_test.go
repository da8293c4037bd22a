package review

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

// TestPrintingShowsNoWords prints everything that holds words of a review.
func TestPrintingShowsNoWords(t *testing.T) {
	r := final(t)
	for i := range r.Carry {
		r.Carry[i].Text = secret
	}
	r.Team[0].Role = secret
	r.Amendments = []Amendment{{By: secret, Reason: secret, What: secret, Parts: []string{"carry"}}}
	list, err := ListEpisodes([]Review{r}, Options{})
	require.NoError(t, err)
	patterns, err := Patterns([]Review{r}, Options{})
	require.NoError(t, err)
	_, refused := Move(r, Planned)
	for _, v := range []any{r, &r, r.Narrative[0], r.Episodes[0], r.Episodes[0].Factors[0], r.Patterns[0], r.Insights[1], r.Carry[0], r.Amendments[0],
		r.Team[0], r.Proposals()[0], list, list.Episodes[0], patterns, patterns.Statements[0], refused} {
		testkit.NotPrinted(t, secret, v)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		all := fmt.Sprintf(verb, []any{[]Review{r}, r.Episodes, r.Patterns, r.Insights, r.Carry, r.Narrative, r.Team, r.Amendments, list, patterns, r.Proposals()})
		assert.NotContains(t, all, secret, verb)
	}
	assert.Equal(t, "review R1 (2 episodes, 4 factors, 2 patterns)", fmt.Sprintf("%+v", r))
	assert.Equal(t, "[participant P-01 participant P-02]", fmt.Sprint(r.Team))
	assert.Equal(t, "episode E1 (2 factors)", fmt.Sprint(r.Episodes[0]))
	assert.Equal(t, "2 episodes in 1 reviews of 1 cases, good 1, problematic 1, mixed 0, undetermined 0", fmt.Sprintf("%#v", list))
	assert.NotPanics(t, func() { _ = fmt.Sprint(Review{}, EpisodeList{}, PatternCounts{}, Proposal{}) })
}
