package rma

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
)

func TestHorizon(t *testing.T) {
	s := smallStudy()
	s.appraise("K2", "F1", Contradicts, 0)
	r := triangulate(t, s, TriangulateOptions{})["K2"]
	require.Len(t, r.Horizon, 1)
	assert.Equal(t, "A", r.Horizon[0].Pilot)
	assert.Equal(t, 89, r.Horizon[0].RunDays)
	testkit.Near(t, 89.0/548, r.Horizon[0].Ratio, 1e-12, "ratio")
	assert.True(t, HasWarning(r.Warnings, WarnHorizon))
	assert.Equal(t, "één bron, tegen de uitspraak, te vroeg om te zien", r.VerdictLabel(Dutch))
	assert.False(t, Pilot{}.CheckHorizon(548).TooShort(), "an unknown run is not called too short")
}

func TestTooEarlyOnlyWhenEveryPilotRanTooShort(t *testing.T) {
	s := smallStudy()
	s.Pilots[1].Run = Period{NewDate(2020, 1, 1), NewDate(2023, 2, 1)}
	s.appraise("K2", "F1", Supports, 0) // pilot A, 89 days
	assert.True(t, triangulate(t, s, TriangulateOptions{})["K2"].TooEarly())
	s.appraise("K2", "F3", Supports, 0) // pilot B, three years
	r := triangulate(t, s, TriangulateOptions{})["K2"]
	assert.False(t, r.TooEarly(), "pilot B ran long enough")
	longest, ok := r.LongestRun()
	assert.True(t, ok)
	assert.Equal(t, "B", longest.Pilot)
	assert.False(t, HasWarning(r.Warnings, WarnHorizon))

	s = smallStudy()
	s.Findings[0].Pilot = ""
	s.appraise("K2", "F1", Supports, 0)
	assert.True(t, triangulate(t, s, TriangulateOptions{})["K2"].TooEarly(), "a finding without a pilot speaks of all, and all were too short")
	_, ok = ClaimResult{}.LongestRun()
	assert.False(t, ok)
}
