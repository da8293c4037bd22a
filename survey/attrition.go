package survey

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/reflexive-monitoring/toolkit/rma/privacy"
)

// BaselineRow compares, on one scale of the first wave, the people who were
// found back in the second with those whose code the second wave does not have
// (Only in [WaveAccount]; people without a usable code may have taken part
// again, and are in neither).
//
//	Difference = (mean paired - mean only) / s
//	s = √(((n₁-1) s₁² + (n₂-1) s₂²) / (n₁ + n₂ - 2))
//
// Difference has no unit; positive means that those who stayed scored higher.
// It is NaN, with WarnUndefined, when a group has fewer than two scores or
// nobody differs. Source: Cohen (1988), Statistical Power Analysis, 2.2.
type BaselineRow struct {
	Scale      Scale
	Bouwsteen  rma.Bouwsteen
	Paired     Summary
	PreOnly    Summary
	Difference float64
	Warnings   []rma.Warning
}

func (p *Pairing) baseline() []BaselineRow {
	paired := make([]int, len(p.Matches))
	isPaired := map[int]bool{}
	for i, m := range p.Matches {
		paired[i] = m.Pre
		isPaired[m.Pre] = true
	}
	there := map[privacy.Pseudonym]bool{}
	for _, code := range p.post.codes {
		there[code] = true
	}
	var only []int
	for i, code := range p.pre.codes {
		if !code.IsZero() && !p.pre.repeated[i] && !isPaired[i] && !there[code] {
			only = append(only, i)
		}
	}
	scales, _ := p.pre.scalesOf(nil)
	out := make([]BaselineRow, len(scales))
	for i, s := range scales {
		values, _ := p.pre.scores(s)
		out[i] = baselineRow(s, pick(values, paired), pick(values, only), p.Level)
		out[i].Bouwsteen = p.pre.instrument.bouwsteen(s)
	}
	return out
}

func baselineRow(s Scale, paired, only []float64, level float64) BaselineRow {
	r := BaselineRow{Scale: s, Paired: summarise(paired, level), PreOnly: summarise(only, level)}
	a, b := r.Paired, r.PreOnly
	na, nb := float64(a.N), float64(b.N)
	pooled := math.Sqrt(((na-1)*a.SD*a.SD + (nb-1)*b.SD*b.SD) / (na + nb - 2))
	r.Difference = (a.Mean - b.Mean) / pooled
	if a.N < 2 || b.N < 2 || !(pooled > 1e-9*(1+math.Abs(a.Mean))) {
		r.Difference = math.NaN()
		r.Warnings = []rma.Warning{rma.Warn(rma.WarnUndefined, "%s, n=%d, n=%d", s.ID, a.N, b.N)}
	}
	return r
}
