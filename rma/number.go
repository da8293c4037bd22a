package rma

import (
	"math"
	"strconv"
	"strings"
)

// FormatNumber writes v with the given number of decimals, rounded half away
// from zero, with a decimal comma in Dutch and a point in English. NaN is "–",
// and the infinities are "∞" and "−∞"; a minus sign is "−".
func FormatNumber(v float64, decimals int, l Lang) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	}
	s := strconv.FormatFloat(roundHalfAway(math.Abs(v), decimals), 'f', decimals, 64)
	if v < 0 && strings.Trim(s, "0.") != "" {
		s = "−" + s
	}
	if l == Dutch {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// roundHalfAway rounds v >= 0. A value that lies less than one part in 10^12
// below a half counts as a half, because 0.285 is stored as a little less than
// 0.285. Beyond 10^15 a float has no decimals to round.
func roundHalfAway(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	scaled := v * scale
	if scaled > 1e15 {
		return v
	}
	return math.Floor(scaled+0.5+min(scaled*1e-12, 1e-6)) / scale
}

// FormatP writes a p-value with three decimals, and "< 0,001" below that.
func FormatP(p float64, l Lang) string {
	if p < 0.001 {
		return "< " + FormatNumber(0.001, 3, l)
	}
	return FormatNumber(p, 3, l)
}

// FormatPercent writes a share as a percentage: 0.43 is "43%".
func FormatPercent(share float64, decimals int, l Lang) string {
	s := FormatNumber(100*share, decimals, l)
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return s
	}
	return s + "%"
}
