package stat

import (
	"math"
	"sort"
)

// RunOptions says how [NewRunChart] works. The zero value is usual.
type RunOptions struct {
	// FixedCentre takes Centre for the centre line, such as the median of an
	// earlier phase. False means the median of the values themselves.
	FixedCentre bool
	// Centre is used with FixedCentre only; 0 then means the value 0.
	Centre float64
}

// RunChart is the result of [NewRunChart].
type RunChart struct {
	N       int // values that are not missing
	Missing int // values that are
	Useful  int // values that do not lie on the centre line

	Centre       float64
	LongestRun   int // most useful values in a row on one side
	LongestMax   int // a longer run than this is a signal
	Crossings    int // times that the line passes from one side to the other
	CrossingsMin int // fewer than these are a signal

	TooLong     bool // LongestRun > LongestMax
	TooFewCross bool // Crossings < CrossingsMin
	Signal      bool // one of the two, or both

	FixedCentre bool // the option as it was used

	Undefined Reason // why there is no centre line
	NoRuns    Reason // why there are no runs; the counts are then 0
}

// NewRunChart looks for a shift in values that are in the order of time, such
// as a share per month, from nothing but the side of the median they lie on.
// It needs no assumption on how the values are distributed, and is therefore
// the first chart to draw.
//
//	signal: longest run > round(log₂ m) + 3, or crossings < q
//	q = the smallest k with P(X ≤ k) ≥ 0.05, X binomial(m-1, 1/2)
//
// with m = Useful. A signal says that the process did not stay the same; it
// does not say why, nor whether that is good.
// Assumes independent values. With fewer than about ten useful values hardly
// any change can give a signal.
// Missing values (NaN) are left out and counted, and do not end a run. Values
// exactly on the centre line belong to no side: they are passed over too.
// [NoData] when nothing is left, [BadInput] for an infinite value or centre.
// When every value lies on the line NoRuns is [NoVariance].
//
// Source: Anhoej & Olesen (2014), PLoS ONE 9(11), e113825.
// Checked against: casereview_run_chart_anhoej.json (qicharts2 0.8.1).
func NewRunChart(x []float64, o RunOptions) RunChart {
	values, missing := Present(x)
	r := RunChart{N: len(values), Missing: missing, Centre: o.Centre, FixedCentre: o.FixedCentre}
	switch {
	case !allFinite(values) || (o.FixedCentre && !allFinite([]float64{o.Centre})):
		r.Undefined = BadInput
	case r.N == 0:
		r.Undefined = NoData
	}
	if r.Undefined != Defined {
		r.Centre, r.NoRuns = math.NaN(), r.Undefined
		return r
	}
	if !o.FixedCentre {
		r.Centre = Median(values)
	}
	r.count(values)
	if r.Useful == 0 {
		r.NoRuns = NoVariance
		return r
	}
	r.LongestMax, r.CrossingsMin = RunLimits(r.Useful)
	r.TooLong = r.LongestRun > r.LongestMax
	r.TooFewCross = r.Crossings < r.CrossingsMin
	r.Signal = r.TooLong || r.TooFewCross
	return r
}

// count fills in what is counted along the line.
func (r *RunChart) count(values []float64) {
	run, last := 0, 0
	for _, v := range values {
		side := sideOf(v, r.Centre)
		if side == 0 {
			continue
		}
		r.Useful++
		if side != last {
			if last != 0 {
				r.Crossings++
			}
			run, last = 0, side
		}
		run++
		r.LongestRun = max(r.LongestRun, run)
	}
}

// RunLimits returns the longest run and the fewest crossings that give no
// signal in a run chart of this many useful values. Both are 0 when there are
// none. The formulas are those of [NewRunChart].
func RunLimits(useful int) (longest, crossings int) {
	if useful < 1 {
		return 0, 0
	}
	longest = int(math.Round(math.Log2(float64(useful)))) + 3
	crossings = sort.Search(useful-1, func(k int) bool {
		return BinomialLower(k, useful-1, 0.5) >= 0.05
	})
	return longest, crossings
}

// sideOf returns 1 for a value above the line, -1 below, and 0 on it or when
// either does not exist.
func sideOf(v, line float64) int {
	switch {
	case v > line:
		return 1
	case v < line:
		return -1
	}
	return 0
}

// allFinite reports whether every value is a number that can be measured.
func allFinite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
