package stat

import (
	"math"
	"math/bits"
)

// Tally gathers the ratings of units, one unit at a time, into the few whole
// numbers that percent agreement and Krippendorff's alpha need. Its size
// depends on the coders and the categories, not on the units, and two tallies
// of the same study can be merged in any order with the same result. Make one
// with [NewTally]; it is not for use by several goroutines at once.
type Tally struct {
	coders, categories int
	by                 []sizeTally // by the number of ratings of a unit
	pairable           []int       // ratings per category in units with two or more
	counts             []int32     // of the unit at hand; zero in between
}

// sizeTally is about the units with the same number m of ratings.
type sizeTally struct {
	units   int // how many
	agree   int // pairs of coders that agree, summed over the units
	squares int // the squares of those, summed
	all     int // units in which all pairs agree
}

// NewTally returns an empty tally. The Reason is [BadInput] for fewer than one
// coder, or for categories outside 1 to 127.
func NewTally(coders, categories int) (Tally, Reason) {
	if coders < 1 || categories < 1 || categories > 127 {
		return Tally{}, BadInput
	}
	return Tally{
		coders:     coders,
		categories: categories,
		by:         make([]sizeTally, coders+1),
		pairable:   make([]int, categories),
		counts:     make([]int32, categories),
	}, Defined
}

// Add counts a unit, with the category of each coder or Unrated, weight times.
// It returns [BadInput] and leaves the tally as it was when the unit does not
// have one value per coder, a category was not declared, or weight is negative.
func (t *Tally) Add(unit []int8, weight int) Reason {
	if len(unit) != t.coders || weight < 0 {
		return BadInput
	}
	m, agree := 0, 0 // ratings of this unit, and pairs of them that agree
	bad := false
	for _, v := range unit {
		if v < 0 || int(v) >= t.categories {
			bad = bad || v != Unrated
			continue
		}
		agree += int(t.counts[v]) // a pair with each earlier coder of this view
		t.counts[v]++
		m++
	}
	for _, v := range unit { // leave the counts at zero for the next unit
		if v < 0 || int(v) >= t.categories {
			continue
		}
		t.counts[v] = 0
		if m > 1 && !bad {
			t.pairable[v] += weight
		}
	}
	if bad {
		return BadInput
	}
	s := &t.by[m]
	s.units += weight
	s.agree += weight * agree
	s.squares += weight * agree * agree
	if agree == pairs(m) {
		s.all += weight
	}
	return Defined
}

// Merge adds the counts of o, and returns [BadInput] without doing so when its
// coders or categories differ in number.
func (t *Tally) Merge(o Tally) Reason {
	if t.coders != o.coders || t.categories != o.categories {
		return BadInput
	}
	for m, s := range o.by {
		t.by[m].units += s.units
		t.by[m].agree += s.agree
		t.by[m].squares += s.squares
		t.by[m].all += s.all
	}
	for k, n := range o.pairable {
		t.pairable[k] += n
	}
	return Defined
}

// pairs returns the number of pairs among m.
func pairs(m int) int { return m * (m - 1) / 2 }

// spread returns the sum of squared deviations of the number of agreeing pairs
// from its mean over the units:
//
//	Σ aᵤ² - (Σ aᵤ)²/n
//
// The difference is taken in 128 bits, so that it is 0 when it should be.
func (s sizeTally) spread() float64 {
	if s.units == 0 {
		return 0
	}
	hi1, lo1 := bits.Mul64(uint64(s.units), uint64(s.squares))
	hi2, lo2 := bits.Mul64(uint64(s.agree), uint64(s.agree))
	lo, borrow := bits.Sub64(lo1, lo2, 0)
	hi, _ := bits.Sub64(hi1, hi2, borrow)
	return (math.Ldexp(float64(hi), 64) + float64(lo)) / float64(s.units)
}
