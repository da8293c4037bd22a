package casereview

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/reflexive-monitoring/toolkit/rma"
)

func wholeGrid() SensitivityOptions {
	return SensitivityOptions{Lookbacks: []Span{{}, {Years: 3}, {Months: 2}}, MergeWindows: []time.Duration{0, 72 * time.Hour, 720 * time.Hour},
		Ties: []Tie{TieFollowUp, TieRereport}, Reopened: []bool{false, true}}
}

// Every variant gives what ClassifyReports gives under its rule.
func TestSensitivityAgainstEachRule(t *testing.T) {
	changed, merged := 0, 0
	for round := range 40 {
		log, err := NewLog(randomHistory(rand.New(rand.NewPCG(61, uint64(round)))))
		require.NoError(t, err)
		s, err := Sensitivity(log, wholeGrid())
		require.NoError(t, err)
		require.Len(t, s.Variants, 3*3*3*2*2)
		var first Classification
		for i, v := range s.Variants {
			c, err := ClassifyReports(log, v.Rule, ReportOptions{})
			require.NoError(t, err)
			if i == 0 {
				first = c
			}
			differing := 0
			for k, r := range c.Reports {
				if r.Class != first.Reports[k].Class {
					differing++
				}
			}
			require.Equal(t, c.Counts, v.Counts, v.Rule.Name)
			require.Equal(t, c.Incidents, v.Incidents, v.Rule.Name)
			require.Equal(t, c.Share.Proportion, v.Share.Proportion, v.Rule.Name)
			require.Equal(t, c.Definition, v.Definition)
			require.Equal(t, []int{c.Ambiguous, c.KnownBeyond, differing}, []int{v.Ambiguous, v.KnownBeyond, v.Changed}, v.Rule.Name)
			if c.Share.N > 0 && first.Share.N > 0 {
				require.Equal(t, c.Share.Value()-first.Share.Value(), v.Difference)
				require.LessOrEqual(t, s.Least.Value(), v.Share.Value())
				require.GreaterOrEqual(t, s.Most.Value(), v.Share.Value())
			}
			changed, merged = changed+differing, merged+v.Counts.N()-v.Incidents.N()
		}
	}
	assert.Positive(t, changed)
	assert.Positive(t, merged)
}

func TestSensitivityProperties(t *testing.T) {
	text := func(log *Log) string {
		s, err := Sensitivity(log, wholeGrid())
		require.NoError(t, err)
		return s.String() + plain(s.Table())
	}
	for round := range 15 {
		cases, events := randomHistory(rand.New(rand.NewPCG(62, uint64(round))))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		want := text(log)
		other, err := NewLog(renamed(cases, events))
		require.NoError(t, err)
		require.Equal(t, want, text(other), "the names")
		shuffled := slices.Clone(events)
		rng := rand.New(rand.NewPCG(63, uint64(round)))
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		other, err = NewLog(cases, shuffled)
		require.NoError(t, err)
		require.Equal(t, want, text(other), "the order")
		later := slices.Clone(events)
		for i, e := range later {
			later[i].At = NewStamp(e.At.Lo().AddDate(0, 0, 70), e.At.Precision())
		}
		days := SensitivityOptions{Lookbacks: []Span{{Days: 100}, {}}}
		other, err = NewLog(cases, later)
		require.NoError(t, err)
		a, err := Sensitivity(log, days)
		require.NoError(t, err)
		b, err := Sensitivity(other, days)
		require.NoError(t, err)
		require.Equal(t, a.String(), b.String(), "ten weeks later")
	}
}

func TestSensitivityRefuses(t *testing.T) {
	log := logOf(t)
	for _, c := range []struct {
		o   SensitivityOptions
		why string
	}{
		{SensitivityOptions{Level: 2}, "a level"},
		{SensitivityOptions{Rules: []Rule{{}}}, "a rule without a name"},
		{SensitivityOptions{Rules: []Rule{{}}, Ties: []Tie{0}}, "and with variants"},
		{SensitivityOptions{Rules: []Rule{CBS2022(), CBS2022()}}, "one name twice"},
		{SensitivityOptions{Lookbacks: []Span{{Days: 1}, {Days: 1}}}, "one look-back twice"},
		{SensitivityOptions{Lookbacks: []Span{{Days: -1}}}, "a negative look-back"},
		{SensitivityOptions{MergeWindows: []time.Duration{-1}}, "a negative window"},
		{SensitivityOptions{Ties: []Tie{9}}, "a tie that there is not"},
		{SensitivityOptions{MergeWindows: make([]time.Duration, 600)}, "too many"},
	} {
		_, err := Sensitivity(log, c.o)
		assert.ErrorIs(t, err, ErrOptions, c.why)
	}
}

func TestSensitivityOfNothing(t *testing.T) {
	for _, log := range []*Log{nil, logOf(t)} {
		s, err := Sensitivity(log, SensitivityOptions{})
		require.NoError(t, err)
		require.Len(t, s.Variants, 3)
		assert.True(t, math.IsNaN(s.Variants[1].Difference))
		assert.Contains(t, s.Warnings, rma.Warn(rma.WarnUndefined, "n=0"))
		assert.NotEmpty(t, s.String())
	}
	one, err := Sensitivity(logOf(t, event(t, "a", Report, "2023-01-01")), SensitivityOptions{Rules: []Rule{DrentheStudy()}})
	require.NoError(t, err)
	assert.Equal(t, 1, one.Variants[0].Counts.Unclassified)
}

func TestSensitivityCounts(t *testing.T) {
	log, _ := hoogeveen(t)
	none, err := Sensitivity(log, SensitivityOptions{Count: func(Trace, Event) bool { return false }})
	require.NoError(t, err)
	assert.Equal(t, 0, none.Variants[0].Counts.N())
	assert.Equal(t, "2y3m", Span{Years: 2, Months: 3}.key())
}

func TestSensitivityCanBeReleased(t *testing.T) {
	for seed := range uint64(3) {
		cases, events := randomHistory(rand.New(rand.NewPCG(64, seed)))
		log, err := NewLog(cases, events)
		require.NoError(t, err)
		s, err := Sensitivity(log, SensitivityOptions{MergeWindows: []time.Duration{0, 72 * time.Hour}, Ties: []Tie{TieFollowUp, TieRereport}})
		require.NoError(t, err)
		for _, r := range s.Table().Rows {
			require.Len(t, r.Cells, len(s.Table().Columns))
		}
		require.NoError(t, s.Table().DataFrame(rma.Dutch).Err)
		released(t, []rma.Table{s.Table()}, s)
	}
}
