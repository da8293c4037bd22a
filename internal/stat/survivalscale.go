package stat

import "math"

// SurvivalScale is the scale on which the interval of a survival curve is
// symmetric. With z the normal quantile of the level and v = Σ d/(n(n-d)), the
// variance of log S:
//
//	LogLog: S^exp(±z √v / log S)
//	Log:    S exp(±z √v)
//	Plain:  S ± z S √v
//
// Bounds of the last two are cut off at 1, and those of Plain at 0.
//
// Source: Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure
// Time Data, for LogLog.
type SurvivalScale uint8

const (
	// LogLog stays between 0 and 1 and is the best of the three in small
	// samples. It has no interval where S is 1. The default.
	LogLog SurvivalScale = iota
	// Log is the default of R. Its upper bound is often 1 in small samples.
	Log
	// Plain is symmetric around S, and too short on the side of the bound in
	// small samples.
	Plain
)

// interval returns the bounds at a time with S = share, where there was an
// event and therefore share < 1; variance is that of log S.
func (c SurvivalScale) interval(share, variance, z float64) (lo, hi float64) {
	if share == 0 {
		return math.NaN(), math.NaN()
	}
	wide := z * math.Sqrt(variance)
	switch c {
	case LogLog:
		down := math.Log(share)
		f := math.Exp(-wide / down)
		return math.Exp(down * f), math.Exp(down / f)
	case Log:
		f := math.Exp(wide)
		return share / f, min(1, share*f)
	}
	return max(0, share-share*wide), min(1, share+share*wide)
}
