package casereview

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What coarser stamps leave holds for every minute that they mean, also on the days on
// which the clock changes.
func TestCoarseHandoverHoldsForEveryMinute(t *testing.T) {
	rng, loc, end := rand.New(rand.NewPCG(81, 1)), amsterdam(t), asOf(t, "2024-01-01")
	for _, start := range []time.Time{time.Date(2023, 3, 24, 0, 0, 0, 0, loc), time.Date(2023, 10, 27, 0, 0, 0, 0, loc)} {
		for range 400 {
			report := start.Add(time.Duration(rng.IntN(4*24*60)) * time.Minute)
			passed := report.Add(time.Duration(rng.IntN(6*24*60)) * time.Minute)
			one := func(p, q Precision) HandoverCase {
				e := Event{Case: caseID("a"), Activity: Handover, At: NewStamp(passed, q), Org: vt, To: local}
				h, err := Handovers(logOf(t, Event{Case: caseID("a"), Activity: Report, At: NewStamp(report, p)}, e), end, HandoverOptions{})
				require.NoError(t, err)
				return h.Cases[0]
			}
			fine, coarse := one(Minute, Minute), one(Precision(1+rng.IntN(5)), Precision(1+rng.IntN(5)))
			require.True(t, fine.Handed && fine.Least == fine.Greatest)
			require.True(t, coarse.Handed && coarse.Violations == 0, "it may lie after the report")
			require.LessOrEqual(t, coarse.Least, fine.Least)
			require.GreaterOrEqual(t, coarse.Greatest, fine.Greatest)
		}
	}
}

func TestCoarsePhaseOrderHoldsForEveryMinute(t *testing.T) {
	rng, loc, end := rand.New(rand.NewPCG(82, 1)), amsterdam(t), asOf(t, "2024-06-01")
	open := 0
	for range 1500 {
		report := time.Date(2023, 10, 20, 0, 0, 0, 0, loc)
		safe := report.AddDate(0, 0, 40).Add(time.Duration(rng.IntN(6*24*60)) * time.Minute)
		help := report.AddDate(0, 0, 40).Add(time.Duration(rng.IntN(6*24*60)) * time.Minute)
		one := func(p, q Precision) PhaseCase {
			e := Event{Case: caseID("a"), Activity: HelpStart, At: NewStamp(help, q), Attrs: map[string]string{"help": "recovery"}}
			got, err := SafetyPhases(logOf(t, Event{Case: caseID("a"), Activity: Report, At: NewStamp(report, Minute)},
				Event{Case: caseID("a"), Activity: DirectSafetyReached, At: NewStamp(safe, p)}, e), end, PhaseOptions{})
			require.NoError(t, err)
			return got.Cases[0]
		}
		fine, coarse := one(Minute, Minute), one(Precision(1+rng.IntN(4)), Precision(1+rng.IntN(4)))
		require.NotEqual(t, NotRecorded, fine.TooSoon)
		if coarse.TooSoon == NotRecorded {
			open++
			continue
		}
		require.Equal(t, fine.TooSoon, coarse.TooSoon)
		require.LessOrEqual(t, coarse.direct.least, fine.direct.least)
		require.GreaterOrEqual(t, coarse.direct.greatest, fine.direct.greatest)
	}
	assert.Positive(t, open)
}

func TestCoarseAdviceHoldsForEveryMinute(t *testing.T) {
	rng, loc, end := rand.New(rand.NewPCG(83, 1)), amsterdam(t), asOf(t, "2024-06-01")
	for range 800 {
		request := time.Date(2023, 10, 27, 0, rng.IntN(4*24*60), 0, 0, loc)
		report := request.Add(time.Duration(rng.IntN(40*24*60)) * time.Minute)
		one := func(p, q Precision) Advices {
			a, err := AdviceTrack(logOf(t, Event{Case: caseID("a"), Activity: AdviceRequest, At: NewStamp(request, p)},
				Event{Case: caseID("a"), Activity: Report, At: NewStamp(report, q)}), end, AdviceOptions{Windows: []int{30}})
			require.NoError(t, err)
			return a
		}
		fine, coarse := one(Minute, Minute), one(Precision(1+rng.IntN(5)), Precision(1+rng.IntN(5)))
		require.Zero(t, fine.Windows[0].Ambiguous)
		require.True(t, coarse.Requests[0].Reported)
		if coarse.Windows[0].Ambiguous == 0 {
			require.Equal(t, fine.Windows[0].Events, coarse.Windows[0].Events)
		}
	}
}
