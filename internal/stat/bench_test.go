package stat

import (
	"fmt"
	"testing"
)

// The sizes are those of a pilot, a survey and a register; the largest are
// the ones that other software is known to be slow at.

func BenchmarkSignedRank(b *testing.B) {
	for _, c := range []struct {
		ties string
		kind string
		n    int
		o    SignedRankOptions
	}{
		{"none", "minstd_signed_ranks", 30, SignedRankOptions{}},
		{"none", "minstd_signed_ranks", 200, SignedRankOptions{}},
		{"none", "minstd_signed_ranks", 1000, SignedRankOptions{}},
		{"likert", "minstd_likert_pairs", 200, SignedRankOptions{Zeros: Pratt}},
		{"likert", "minstd_likert_pairs", 1500, SignedRankOptions{Zeros: Pratt}},
		{"likert", "minstd_likert_pairs", 1000000, SignedRankOptions{}},
	} {
		d := generator{Kind: c.kind, Seed: 2000, N: c.n, Percent: 53}.differences()
		b.Run(fmt.Sprintf("ties=%s/n=%d", c.ties, c.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				SignedRank(d, c.o)
			}
		})
	}
}

func BenchmarkHodgesLehmann(b *testing.B) {
	for _, n := range []int{30, 300, 1000, 5000, 100000} {
		rng := testRand(1)
		d := make([]float64, n)
		for i := range d {
			d[i] = rng.NormFloat64() + 0.2
		}
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				HodgesLehmann(d, 0.95)
			}
		})
	}
}

func BenchmarkFisherExact(b *testing.B) {
	for _, n := range []int{5, 400, 100000, 100000000} {
		b.Run(fmt.Sprintf("cell=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FisherExact(n, n+n/5, n-n/5, n, 0.95)
			}
		})
	}
}

func BenchmarkCronbach(b *testing.B) {
	for _, c := range []struct{ n, k int }{{30, 6}, {3000, 10}, {100000, 20}} {
		rows := generator{Kind: "minstd_items", Seed: 100099, N: c.n, K: c.k}.items()
		b.Run(fmt.Sprintf("n=%d/items=%d", c.n, c.k), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Cronbach(rows, 0.95)
			}
		})
	}
}

func BenchmarkAgreement(b *testing.B) {
	for _, units := range []int{300, 1000000} {
		two := generator{Seed: 12345, Units: units, Raters: 2, Categories: 5}.ratings()
		three := generator{Seed: 12345, Units: units, Raters: 3, Categories: 5}.ratings()
		for _, c := range []struct {
			name string
			f    func()
		}{
			{"kappa/coders=2", func() { CohenKappa(two, 0.95) }},
			{"percent/coders=3", func() { PercentAgreement(three, 0.95) }},
			{"krippendorff/coders=3", func() { KrippendorffNominal(three) }},
		} {
			b.Run(fmt.Sprintf("figure=%s/units=%d", c.name, units), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.f()
				}
			})
		}
	}
}

func BenchmarkProportion(b *testing.B) {
	b.Run("interval=wilson/n=30", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Wilson(9, 30, 0.95)
		}
	})
	b.Run("interval=clopper/n=30", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			ClopperPearson(9, 30, 0.95)
		}
	})
}

func BenchmarkControlChart(b *testing.B) {
	for _, n := range []int{24, 300, 100000} {
		x := randomWalk(1, n)
		b.Run(fmt.Sprintf("chart=xmr/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				XmRChart(x, ControlOptions{Screen: true}).SpecialCauses(SpecialCauseOptions{})
			}
		})
		b.Run(fmt.Sprintf("chart=run/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				NewRunChart(x, RunOptions{})
			}
		})
	}
}
