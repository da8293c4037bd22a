package survey

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// CompareOptions are the settings of [Compare]. Scale or Item must be set, and
// not both; the rest works as zero.
type CompareOptions struct {
	Scale  string     // id of a score scale
	Item   string     // id of an item
	Assume Assumption // what may be assumed of the values; 0 means Ordinal
	Zeros  Zeros      // what the test does with people who stayed the same; 0 means WilcoxonZeros
	Level  float64    // of the intervals; 0 means 0.95
	Origin rma.Origin // handed on to the observations; zero means that of the pairing
}

// Assumption is what the caller says about the values; the procedures follow
// from it. [Compare] refuses any other value with ErrOption.
type Assumption uint8

// Ordinal assumes that people are independent, that their changes can be
// ranked by size, and that without an effect changes lie symmetrically around
// zero. It leads to the signed-rank test, the Hodges-Lehmann shift and the
// rank-biserial correlation.
const Ordinal Assumption = 0

var assumptionTerms = rma.Terms{{"ordinal", "ordinaal", "ordinal"}}

// String returns the key.
func (a Assumption) String() string { return assumptionTerms.Key("Assumption", uint8(a)) }

// Zeros says what the signed-rank test does with people who stayed the same.
type Zeros uint8

const (
	// WilcoxonZeros leaves them out before ranking.
	WilcoxonZeros Zeros = iota
	// PrattZeros ranks them with the others and leaves them out after that, so
	// that many people who stayed the same weaken the evidence of small changes.
	PrattZeros
)

var zerosTerms = rma.Terms{
	{"wilcoxon", "nulverschillen vooraf weggelaten (Wilcoxon)", "zero differences dropped (Wilcoxon)"},
	{"pratt", "nulverschillen meegerangschikt (Pratt)", "zero differences ranked (Pratt)"},
}

// String returns the key.
func (z Zeros) String() string { return zerosTerms.Key("Zeros", uint8(z)) }

// Comparison is the change of the same people between two waves, on one scale
// or item.
type Comparison struct {
	Of        string        // id of the scale or item
	Label     rma.Text      // its name
	IsScale   bool          // a scale, not an item
	Items     []string      // ids of the items it rests on
	Bouwsteen rma.Bouwsteen //
	Theme     rma.Text      // when all its items share one
	Better    Direction     // which way is better

	PreWave, PostWave string
	Pairs             int // pairs that were found
	N                 int // pairs with a value in both waves: all figures are of these
	MissingPre        int // pairs without a value in the first wave only
	MissingPost       int // in the second only
	MissingBoth       int // in both
	Pre, Post         Summary

	Improved, Same, Worsened int // by the direction of the scale

	Shift         float64      // Hodges-Lehmann, of all differences
	ShiftMoved    float64      // the same, without the people who stayed the same
	ShiftInterval rma.Interval // of Walsh averages; Level is the level reached

	RankBiserial         float64
	RankBiserialInterval rma.Interval

	VPlus, VMinus float64 // rank sums of rises and of falls
	Ties          int     // people who share the size of their change with someone else, zeros left out
	Z             float64 // normal approximation with continuity correction
	P             float64 // two-sided
	Exact         bool    // P comes from the exact distribution
	Procedure     string

	Assume   Assumption
	Zeros    Zeros
	Level    float64 // asked for
	NeedN    int     // pairs that an interval at Level needs
	PairIDs  []string
	Origin   rma.Origin
	Warnings []rma.Warning
}

// Compare tells whether and how far the same people moved between two waves:
// how many went up, stayed and went down, by how much, how one-sidedly, and
// how often chance alone would do as much.
//
//	dᵢ = post - pre, per pair
//	Shift = median of (dᵢ + dⱼ)/2 over i ≤ j
//	ShiftInterval = the k-th smallest and k-th largest of these
//	RankBiserial = (V⁺ - V⁻)/(V⁺ + V⁻)
//	P = P(|V - E| ≥ |V⁺ - E|), every sign a fair coin, E = (V⁺ + V⁻)/2
//
// Shift is in points of the scale, and positive when people went up; whether
// up is better is Better, and Improved and Worsened have taken it into
// account. RankBiserial runs from -1, everybody who moved went down, to 1.
// An item is compared as it was answered, a reversed item of a scale as it
// counts in the scale.
//
// Assumes Ordinal: see [Assumption].
// Pairs without a value in one of the waves are left out and counted; N counts
// the others, people who stayed the same included. Equal sizes of change share
// their mean rank. Scale scores are computed values: differences are compared
// after rounding to 7 significant digits, and count as zero below a
// thousand-millionth of the range of the scale.
// P is exact up to 1000 pairs that moved, and beyond that a normal
// approximation with continuity correction, since the exact one hardly differs
// and takes long; Exact and Procedure say which. The interval of Shift is
// exact and holds at least its Level; below NeedN pairs it cannot reach the
// level asked for, and gives the one that it has. The interval of RankBiserial
// is approximate.
//
// Errors: ErrOption (also for an Assume that is not listed), rma.ErrUnknownID,
// ErrNotAsked. Warnings: WarnFewPairs below NeedN, WarnUndefined for a figure
// that is NaN, WarnApproximate, WarnMissingAnswers for pairs left out,
// WarnLostRespondents and WarnDuplicateCode of the pairing, WarnSelfReport.
//
// Source: Wilcoxon (1945), Biometrics Bulletin 1, 80-83; Pratt (1959), Journal
// of the American Statistical Association 54, 655-667; Hodges and Lehmann
// (1963), Annals of Mathematical Statistics 34, 598-611; Kerby (2014),
// Comprehensive Psychology 3, 11.IT.3.1.
// Checked against: survey_wilcoxon_signed_rank.json and
// survey_effect_sizes_paired.json.
func Compare(p *Pairing, o CompareOptions) (*Comparison, error) {
	if p == nil || p.pre == nil {
		return nil, errNoPairing
	}
	level, err := levelOr(o.Level)
	if err != nil {
		return nil, err
	}
	if o.Assume != Ordinal {
		return nil, fmt.Errorf("%w: Assume can be Ordinal", ErrOption)
	}
	if o.Zeros > PrattZeros {
		return nil, fmt.Errorf("%w: Zeros can be WilcoxonZeros or PrattZeros", ErrOption)
	}
	m, err := p.measure(o.Scale, o.Item)
	if err != nil {
		return nil, err
	}
	if o.Origin == (rma.Origin{}) {
		o.Origin = p.Origin
	}
	o.Level = level
	return p.compare(m, o), nil
}

// measure is what is compared: a scale or an item, with its values in both
// waves.
type measure struct {
	id        string
	label     rma.Text
	isScale   bool
	items     []string
	theme     rma.Text
	bouwsteen rma.Bouwsteen
	better    Direction
	width     float64 // highest possible value - lowest
	pre, post []float64
}

func (p *Pairing) measure(scale, item string) (measure, error) {
	in := p.pre.instrument
	switch {
	case (scale == "") == (item == ""):
		return measure{}, fmt.Errorf("%w: set Scale or Item, and not both", ErrOption)
	case scale != "":
		s, err := in.findScale(scale)
		if err != nil {
			return measure{}, err
		}
		if err := p.asked(s.Items...); err != nil {
			return measure{}, err
		}
		m := measure{id: s.ID, label: s.Label, isScale: true, items: s.Items, theme: in.theme(s), bouwsteen: in.bouwsteen(s), better: s.Better}
		m.pre, _ = p.pre.scores(s)
		m.post, _ = p.post.scores(s)
		m.width = in.width(s.Items[0])
		return m, nil
	}
	it, err := in.findItem(item)
	if err != nil {
		return measure{}, err
	}
	if err := p.asked(it.ID); err != nil {
		return measure{}, err
	}
	return measure{
		id: it.ID, label: it.Text, items: []string{it.ID}, theme: it.Theme, bouwsteen: it.Bouwsteen, better: in.direction(it),
		width: in.width(it.ID), pre: p.pre.itemValues(it.ID), post: p.post.itemValues(it.ID),
	}, nil
}

func (p *Pairing) asked(items ...string) error {
	if err := p.pre.asked(items...); err != nil {
		return err
	}
	return p.post.asked(items...)
}

// compare builds the result. It is the only place that does.
func (p *Pairing) compare(m measure, o CompareOptions) *Comparison {
	c := &Comparison{
		Of: m.id, Label: m.label, IsScale: m.isScale, Items: append([]string(nil), m.items...),
		Bouwsteen: m.bouwsteen, Theme: m.theme, Better: m.better,
		PreWave: p.Pre.Wave, PostWave: p.Post.Wave, Pairs: len(p.Matches),
		Assume: o.Assume, Zeros: o.Zeros, Level: o.Level, NeedN: pairsNeeded(o.Level), Origin: o.Origin,
	}
	var pre, post, d []float64
	for _, match := range p.Matches {
		a, b := m.pre[match.Pre], m.post[match.Post]
		switch noA, noB := math.IsNaN(a), math.IsNaN(b); {
		case noA && noB:
			c.MissingBoth++
		case noA:
			c.MissingPre++
		case noB:
			c.MissingPost++
		default:
			pre, post = append(pre, a), append(post, b)
			d = append(d, difference(a, b, m))
			c.PairIDs = append(c.PairIDs, match.ID)
		}
	}
	c.N = len(d)
	c.Pre, c.Post = summarise(pre, o.Level), summarise(post, o.Level)
	c.count(d)
	c.test(d)
	c.Warnings = c.warnings(p)
	return c
}

// difference returns b - a, and exactly zero when a scale score differs by the
// rounding of its computation only.
func difference(a, b float64, m measure) float64 {
	d := b - a
	if m.isScale && math.Abs(d) < 1e-9*m.width {
		return 0
	}
	return d
}

func (c *Comparison) count(d []float64) {
	for _, v := range d {
		switch v *= c.Better.sign(); {
		case v > 0:
			c.Improved++
		case v < 0:
			c.Worsened++
		default:
			c.Same++
		}
	}
}

// test fills in everything that comes from the differences.
func (c *Comparison) test(d []float64) {
	t := stat.SignedRank(d, stat.SignedRankOptions{Zeros: stat.Zeros(c.Zeros), Computed: c.IsScale})
	c.VPlus, c.VMinus, c.Z = t.VPlus, t.VMinus, t.ZCorrected
	c.P, c.Exact = t.PAsymCorrected, t.HasExact
	if t.HasExact {
		c.P = t.PExact
	}
	c.Procedure = procedure(c.Zeros, c.Exact)
	c.Ties = ties(d, c.IsScale)

	hl := stat.HodgesLehmann(d, c.Level)
	c.Shift, c.ShiftMoved = hl.WithZeros, hl.Estimate
	c.ShiftInterval = rma.Interval{Lo: hl.Lo, Hi: hl.Hi, Level: hl.Level, Method: "Walsh averages"}

	rb := t.RankBiserial(c.Level)
	c.RankBiserial = rb.R
	c.RankBiserialInterval = rma.Interval{Lo: rb.Lo, Hi: rb.Hi, Level: c.Level, Method: "Fisher z"}
}

func procedure(z Zeros, exact bool) string {
	name := "Wilcoxon signed-rank test"
	if z == PrattZeros {
		name = "Wilcoxon-Pratt signed-rank test"
	}
	if exact {
		return name + ", exact"
	}
	return name + ", normal approximation with continuity correction"
}

// pairsNeeded returns the smallest n for which all Walsh averages together
// reach the level: 1 - 2/2ⁿ ≥ level.
func pairsNeeded(level float64) int {
	n := 1
	for 1-math.Ldexp(2, -n) < level {
		n++
	}
	return n
}

func (c *Comparison) warnings(p *Pairing) []rma.Warning {
	var ws []rma.Warning
	if c.N < c.NeedN {
		ws = append(ws, rma.Warn(rma.WarnFewPairs, "n=%d, n≥%d (%g%%)", c.N, c.NeedN, 100*c.Level))
	}
	switch {
	case math.IsNaN(c.Shift):
		ws = append(ws, rma.Warn(rma.WarnUndefined, "n=%d", c.N))
	case math.IsNaN(c.RankBiserial):
		ws = append(ws, rma.Warn(rma.WarnUndefined, "z, r: n=%d, d=0: %d", c.N, c.Same))
	case math.IsNaN(c.RankBiserialInterval.Lo):
		ws = append(ws, rma.Warn(rma.WarnUndefined, "CI r: |r|=1"))
	}
	if !c.Exact && c.N > 0 {
		ws = append(ws, rma.Warn(rma.WarnApproximate, "n=%d, n≤%d", c.N-c.Same, stat.SignedRankLimit))
	}
	if c.N < c.Pairs {
		ws = append(ws, rma.Warn(rma.WarnMissingAnswers, "%d/%d", c.Pairs-c.N, c.Pairs))
	}
	for _, w := range p.Warnings {
		if w.Code == rma.WarnLostRespondents || w.Code == rma.WarnDuplicateCode {
			ws = append(ws, w)
		}
	}
	return append(ws, rma.Warn(rma.WarnSelfReport, ""))
}
