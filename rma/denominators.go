package rma

import "slices"

// maxDenominators bounds the search of DenominatorsFor.
const maxDenominators = 100_000

// DenominatorsFor lists every N for which K of N, rounded half away from zero
// to the given number of decimals, prints as the percentage given. It recovers
// the base of a published "42 (53%)": N is 79 or 80. K = 0 at 0% fits every N
// and gives nil, as does a percentage that no N can give.
func DenominatorsFor(k int, percent float64, decimals int) []int {
	if k <= 0 || percent <= 0 || percent > 100 || decimals < 0 || decimals > 6 {
		return nil
	}
	var out []int
	for n := k; n <= maxDenominators; n++ {
		got := Proportion{K: k, N: n}.Percent(decimals)
		if got < percent-1e-9 {
			break // the percentage falls as N grows
		}
		if got < percent+1e-9 {
			out = append(out, n)
		}
	}
	return out
}

// Reported is a count with the percentage that was printed beside it.
type Reported struct {
	K        int
	Percent  float64
	Decimals int
}

// CommonDenominators lists every N that fits all the reported figures, when
// they are said to have one base. A figure of 0 at 0% fits every base and is
// passed over.
func CommonDenominators(figures ...Reported) []int {
	var common []int
	first := true
	for _, f := range figures {
		if f.K == 0 && f.Percent == 0 {
			continue // fits every base
		}
		ns := DenominatorsFor(f.K, f.Percent, f.Decimals)
		if first {
			common, first = ns, false
			continue
		}
		common = slices.DeleteFunc(common, func(n int) bool { return !slices.Contains(ns, n) })
	}
	return common
}
