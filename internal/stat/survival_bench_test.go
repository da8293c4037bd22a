package stat

import (
	"fmt"
	"testing"
)

// benchSpells makes n rows: times are whole days up to a number of them, or
// all differ when that is 0.
func benchSpells(n, days int) (time []float64, event []bool, group []int) {
	rng := testRand(3)
	time, event, group = make([]float64, n), make([]bool, n), make([]int, n)
	for i := range time {
		time[i] = rng.ExpFloat64() * 400
		if days > 0 {
			time[i] = float64(1 + rng.IntN(days))
		}
		event[i], group[i] = rng.IntN(10) < 6, rng.IntN(2)
	}
	return time, event, group
}

func BenchmarkKaplanMeier(b *testing.B) {
	for _, c := range []struct{ n, days int }{{30, 365}, {3000, 365}, {1000000, 2000}, {1000000, 0}} {
		time, event, _ := benchSpells(c.n, c.days)
		b.Run(fmt.Sprintf("days=%d/n=%d", c.days, c.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				KaplanMeier(time, event, SurvivalOptions{})
			}
		})
	}
}

func BenchmarkLogRank(b *testing.B) {
	for _, c := range []struct{ n, days, strata int }{
		{30, 365, 0}, {3000, 365, 0}, {1000000, 2000, 0}, {1000000, 0, 0}, {1000000, 2000, 1000},
	} {
		time, event, group := benchSpells(c.n, c.days)
		var o LogRankOptions
		for i := range c.n * min(1, c.strata) {
			o.Strata = append(o.Strata, i%c.strata)
		}
		b.Run(fmt.Sprintf("days=%d/strata=%d/n=%d", c.days, c.strata, c.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				LogRank(time, event, group, o)
			}
		})
	}
}

func BenchmarkCumulativeCount(b *testing.B) {
	for _, n := range []int{30, 3000, 300000} {
		followUp, unit, time := randomEvents(1, n)
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				CumulativeCount(followUp, unit, time, 0.95)
			}
		})
	}
}
