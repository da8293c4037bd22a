package casereview

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func TestPhaseOptionsAndDegenerate(t *testing.T) {
	_, err := SafetyPhases(nil, time.Time{}, PhaseOptions{})
	require.ErrorIs(t, err, ErrNoAsOf)
	for why, o := range map[string]PhaseOptions{"a level": {Level: 2}, "a window": {Windows: []int{-1}}, "a window twice": {Windows: []int{2, 2}}, "a scale": {Scale: 9}} {
		_, err := SafetyPhases(nil, utcEnd, o)
		require.ErrorIs(t, err, ErrOptions, why)
	}
	hostile := planned(t, "a", "2023-02", "\x00\xff\u202e", "p")
	for _, log := range []*Log{nil, {}, logOf(t, hostile), logOf(t, hostile, event(t, "a", Report, "2023-02")), logOf(t, event(t, "a", Waitlisted, "2023-02"), event(t, "a", Report, "2023-02"))} {
		p, err := SafetyPhases(log, utcEnd, PhaseOptions{})
		require.NoError(t, err)
		_, err = rma.Collect(p)
		require.NoError(t, err)
		for _, table := range p.Tables() {
			for _, r := range table.Rows {
				require.Len(t, r.Cells, len(table.Columns))
			}
		}
		assert.NotEmpty(t, p.Warnings)
		assertReleasable(t, p.Tables(), p)
	}
	assert.NotPanics(t, func() { _, _, _ = Phases{}.Tables(), Phases{}.Observations(), Phases{}.String() })
	c := PhaseCase{Case: caseID("a"), Phase: RecoveryCare, Spells: []PhaseSpell{{DirectSafety, at(t, "2023-02-01"), at(t, "2023-03-01")}}}
	assert.Equal(t, "case a0: recovery", fmt.Sprintf("%+v", c))
	assert.Equal(t, "[direct-safety]", fmt.Sprintf("%+v", c.Spells))
}

func TestPhasesCanBeReleased(t *testing.T) {
	for _, n := range []int{8, 60, 300} {
		cases, events := randomPhases(rand.New(rand.NewPCG(73, uint64(n))), n)
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		p, err := SafetyPhases(log, asOf(t, "2024-01-01"), PhaseOptions{})
		require.NoError(t, err)
		shown := released(t, p.Tables(), p)
		if n == 300 {
			assert.Positive(t, shown)
		}
		assertReleasable(t, p.Tables(), p)
	}
}

func BenchmarkSafetyPhases(b *testing.B) {
	end := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, dossiers := range []int{1250, 125_000} { // eight events each
		log := manyDossiers(b, dossiers)
		b.Run(fmt.Sprintf("events=%d", log.Events()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := SafetyPhases(log, end, PhaseOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
