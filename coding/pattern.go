package coding

import (
	"math"
	"math/bits"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
)

// pattern is a number of units of one document that the same coders rated and
// the same ones among them gave the code.
type pattern struct {
	rated, coded uint64
	n            int
}

// patterns counts the units of one document by who gave them the target. It
// is empty when the document is out of scope for the target.
func (c *comparison) patterns(doc int, t target) []pattern {
	raters := c.raters(doc, t)
	if raters == 0 {
		return nil
	}
	var out []pattern
	rest := c.size(doc)
	for _, r := range c.runs(doc, t, raters) {
		out = count(out, pattern{raters, r.coders, r.n})
		rest -= r.n
	}
	if rest > 0 {
		out = count(out, pattern{raters, 0, rest})
	}
	return out
}

// count adds p to the patterns. They are few, so they are searched in order.
func count(ps []pattern, p pattern) []pattern {
	for i := range ps {
		if ps[i].rated == p.rated && ps[i].coded == p.coded {
			ps[i].n += p.n
			return ps
		}
	}
	return append(ps, p)
}

// ratings turns patterns into the form of the kernels.
func ratings(ps []pattern, coders int) stat.Ratings {
	r := stat.Ratings{Coders: coders, Categories: 2, Weights: make([]int, 0, len(ps))}
	for _, p := range ps {
		for i := range coders {
			r.Values = append(r.Values, value(p, i))
		}
		r.Weights = append(r.Weights, p.n)
	}
	return r
}

// pairRatings is ratings for the coders i and j alone.
func pairRatings(ps []pattern, i, j int) stat.Ratings {
	r := stat.Ratings{Coders: 2, Categories: 2, Weights: make([]int, 0, len(ps))}
	for _, p := range ps {
		r.Values = append(r.Values, value(p, i), value(p, j))
		r.Weights = append(r.Weights, p.n)
	}
	return r
}

func value(p pattern, i int) int8 {
	switch {
	case p.rated>>i&1 == 0:
		return stat.Unrated
	case p.coded>>i&1 == 1:
		return 1
	}
	return 0
}

// sums are the numbers from which the figures of one code follow. They can be
// added up over documents, and documents can count more than once, which is
// what a bootstrap needs.
type sums struct {
	units   float64 // with at least two ratings
	agree   float64 // share of pairs that agree, summed over units
	ratings float64 // in those units
	coded   float64 // ratings that gave the code
	differ  float64 // ordered pairs that differ, each over m-1
	pairs   []cells // for each pair of coders
}

// cells is a two by two table.
type cells struct{ both, onlyA, onlyB, neither float64 }

func newSums(coders int) sums { return sums{pairs: make([]cells, coders*(coders-1)/2)} }

// add counts the units of a pattern.
func (s *sums) add(p pattern, coders int) {
	n := float64(p.n)
	m, k := float64(bits.OnesCount64(p.rated)), float64(bits.OnesCount64(p.coded))
	if m >= 2 {
		s.units += n
		s.agree += n * (k*(k-1) + (m-k)*(m-k-1)) / (m * (m - 1))
		s.ratings += n * m
		s.coded += n * k
		s.differ += n * 2 * k * (m - k) / (m - 1)
	}
	at := 0
	for i := range coders {
		for j := i + 1; j < coders; j++ {
			s.pairs[at].add(value(p, i), value(p, j), n)
			at++
		}
	}
}

func (c *cells) add(a, b int8, n float64) {
	switch {
	case a < 0 || b < 0:
	case a == 1 && b == 1:
		c.both += n
	case a == 1:
		c.onlyA += n
	case b == 1:
		c.onlyB += n
	default:
		c.neither += n
	}
}

// plus adds o, w times.
func (s *sums) plus(o *sums, w float64) {
	s.units += w * o.units
	s.agree += w * o.agree
	s.ratings += w * o.ratings
	s.coded += w * o.coded
	s.differ += w * o.differ
	for i := range s.pairs {
		s.pairs[i].both += w * o.pairs[i].both
		s.pairs[i].onlyA += w * o.pairs[i].onlyA
		s.pairs[i].onlyB += w * o.pairs[i].onlyB
		s.pairs[i].neither += w * o.pairs[i].neither
	}
}

func (s *sums) reset() {
	clear(s.pairs)
	*s = sums{pairs: s.pairs}
}

func (s *sums) percent() float64 { return s.agree / s.units }

// alpha returns 1 - Do/De, NaN when all ratings are alike.
func (s *sums) alpha() float64 {
	expected := 2 * s.coded * (s.ratings - s.coded) / (s.ratings - 1)
	if expected == 0 || s.ratings == 0 {
		return math.NaN()
	}
	return 1 - s.differ/expected
}

// chance returns the observed and the expected agreement of a pair.
func (c cells) chance() (po, pe float64) {
	n := c.both + c.onlyA + c.onlyB + c.neither
	a, b := c.both+c.onlyA, c.both+c.onlyB
	return (c.both + c.neither) / n, (a*b + (n-a)*(n-b)) / (n * n)
}

// kappa returns (po - pe) / (1 - pe), NaN when there is nothing to explain.
func kappa(po, pe float64) float64 {
	if pe >= 1 {
		return math.NaN()
	}
	return (po - pe) / (1 - pe)
}
