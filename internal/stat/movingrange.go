package stat

import "math"

// movingRanges returns how much each value differs from the one before it,
// leaving out what a missing value (NaN) is part of.
func movingRanges(x []float64) []float64 {
	var ranges []float64
	for i := 1; i < len(x); i++ {
		if r := math.Abs(x[i] - x[i-1]); !math.IsNaN(r) {
			ranges = append(ranges, r)
		}
	}
	return ranges
}

// screened leaves out the ranges above their own upper limit, once.
func screened(ranges []float64) []float64 {
	limit := rangeLimit * Mean(ranges)
	kept := make([]float64, 0, len(ranges))
	for _, r := range ranges {
		if r <= limit {
			kept = append(kept, r)
		}
	}
	return kept
}

// rangeSigma fills in the moving ranges of a chart and returns the sigma that
// they give; without any it says why there are no limits.
func (c *ControlChart) rangeSigma(base []float64, screen bool) (sigma float64, ok bool) {
	all := movingRanges(base)
	if len(all) == 0 {
		c.NoLimits = TooFew
		return math.NaN(), false
	}
	used := all
	if screen {
		used = screened(all)
	}
	c.Ranges, c.Screened = len(used), len(all)-len(used)
	c.MeanRange = Mean(used)
	c.RangeLimit = rangeLimit * c.MeanRange
	return c.Factor * c.MeanRange / 3, true
}
