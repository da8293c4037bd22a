package casereview

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestWindowsOfSpells(t *testing.T) {
	for _, c := range []struct {
		time  float64
		event bool
		want  [3]int // events, censored, at risk
		why   string
	}{
		{30, true, [3]int{1, 0, 0}, "on the last day"},
		{30, false, [3]int{0, 0, 1}, "looked at for the whole window"},
		{29, false, [3]int{0, 1, 0}, "looked at for less"},
		{31, true, [3]int{0, 0, 1}, "after the window"},
	} {
		_, w := windowsOf([]daysTo{{c.time, c.time, c.event}}, []int{30}, curveOptions{}, func(int) rma.Text { return rma.Text{} })
		require.Len(t, w, 1)
		assert.Equal(t, c.want, [3]int{w[0].Events, w[0].Censored, w[0].AtRisk}, c.why)
	}
	_, w := windowsOf([]daysTo{{29, 30, true}, {30, 32, true}, {28, 33, false}}, []int{30}, curveOptions{}, func(int) rma.Text { return rma.Text{} })
	assert.Equal(t, 1, w[0].Ambiguous, "30 to 32 days; without an event there is nothing to be late")
	require.ErrorIs(t, checkWindows([]int{3, 0}), ErrOptions)
}
