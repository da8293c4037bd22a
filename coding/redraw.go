package coding

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// draws says how often each document in scope was drawn in each replicate. All
// codes use the same draws, so that pooled figures keep the codes of one
// document together.
type draws struct {
	weights [][]uint16
	why     string // why there are none, in figures
}

func (d draws) n() int { return len(d.weights) }

// draw draws the documents in scope again, as many as there are.
func (c *comparison) draw() draws {
	n := len(c.scope)
	switch {
	case c.o.IndependentUnits:
		return draws{why: "α, κ"} // percent agreement and the kappa of a pair have theirs
	case c.o.Replicates < 0:
		return draws{}
	case n < MinDocuments:
		return draws{why: fmt.Sprintf("n=%d, n≥%d", n, MinDocuments)}
	}
	rng := rand.New(rand.NewPCG(c.o.Seed, 0))
	out := draws{weights: make([][]uint16, c.o.Replicates)}
	for b := range out.weights {
		w := make([]uint16, n)
		for range n {
			w[rng.IntN(n)]++
		}
		out.weights[b] = w
	}
	return out
}

// drawn holds the figures of one code in every replicate.
type drawn struct {
	percent, alpha []float64
	kappa          [][]float64 // by pair
}

// run computes the figures of one code in every replicate and adds them to the
// pool.
func (d draws) run(byDoc []sums, coders int, pool *pool) drawn {
	pairs := coders * (coders - 1) / 2
	out := drawn{kappa: make([][]float64, pairs)}
	if d.n() == 0 {
		return out
	}
	out.percent, out.alpha = make([]float64, d.n()), make([]float64, d.n())
	for i := range out.kappa {
		out.kappa[i] = make([]float64, d.n())
	}
	total := newSums(coders)
	for b, weights := range d.weights {
		total.reset()
		for doc, w := range weights {
			if w > 0 {
				total.plus(&byDoc[doc], float64(w))
			}
		}
		out.percent[b], out.alpha[b] = total.percent(), total.alpha()
		for i, c := range total.pairs {
			po, pe := c.chance()
			out.kappa[i][b] = kappa(po, pe)
			pool.addDrawn(i, b, po, pe)
		}
	}
	return out
}

// maxLost is the share of replicates without a figure beyond which there is no
// interval.
const maxLost = 0.1

func tooMany(lost, of int) bool { return float64(lost) > maxLost*float64(of) }

func undefinedDraws(values []float64) int {
	n := 0
	for _, v := range values {
		if math.IsNaN(v) {
			n++
		}
	}
	return n
}

// interval returns the percentiles of the replicates, NaN when there are none
// or when too many are undefined.
func interval(values []float64, level float64) rma.Interval {
	out := rma.Interval{Lo: math.NaN(), Hi: math.NaN(), Level: level, Method: "bootstrap of documents"}
	if len(values) == 0 || tooMany(undefinedDraws(values), len(values)) {
		return out
	}
	defined := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	slices.Sort(defined)
	out.Lo, out.Hi = quantile(defined, (1-level)/2), quantile(defined, (1+level)/2)
	return out
}

// quantile returns the type 7 quantile of sorted values.
func quantile(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

// pool gathers Po and Pe over the codes, as found and in every replicate.
type pool struct {
	found []pooled   // by pair
	drawn [][]pooled // by pair and replicate
}

type pooled struct {
	codes  int
	po, pe float64
}

func (p *pooled) add(po, pe float64) {
	if math.IsNaN(po) {
		return
	}
	p.codes++
	p.po += po
	p.pe += pe
}

func (p pooled) means() (po, pe float64) {
	return p.po / float64(p.codes), p.pe / float64(p.codes)
}

func newPool(coders, replicates int) *pool {
	pairs := coders * (coders - 1) / 2
	p := &pool{found: make([]pooled, pairs), drawn: make([][]pooled, pairs)}
	for i := range p.drawn {
		p.drawn[i] = make([]pooled, replicates)
	}
	return p
}

func (p *pool) add(pair int, a PairAgreement) { p.found[pair].add(a.Po, a.Pe) }

func (p *pool) addDrawn(pair, replicate int, po, pe float64) {
	p.drawn[pair][replicate].add(po, pe)
}

// result makes the pooled figures of each pair of coders.
func (p *pool) result(coders []string, level float64) []PooledAgreement {
	var out []PooledAgreement
	for i := range coders {
		for j := i + 1; j < len(coders); j++ {
			at := len(out)
			po, pe := p.found[at].means()
			values := make([]float64, len(p.drawn[at]))
			for b, d := range p.drawn[at] {
				values[b] = kappa(d.means())
			}
			out = append(out, PooledAgreement{A: coders[i], B: coders[j], Codes: p.found[at].codes, Po: po, Pe: pe,
				Kappa: rma.Estimate{Name: rma.T("samengevoegde kappa", "pooled kappa"), Value: kappa(po, pe),
					N: p.found[at].codes, P: math.NaN(), Interval: interval(values, level)}})
		}
	}
	return out
}
