package stat

// divisionSum returns P(S = s) where S adds up n of the scores, every choice of
// n of them as likely. The scores ascend and start at 0.
//
// The scores are gone through one by one; with k of the first m chosen, the
// next is chosen with chance (n-k)/(N-m). Only sums of positive numbers occur,
// so nothing is lost.
func divisionSum(scores []int, n int) []float64 {
	unit := 0
	for _, s := range scores {
		unit = gcd(s, unit)
	}
	unit = max(unit, 1)
	total := len(scores)
	top := make([]int, n+1) // largest sum of k
	least := make([]int, n+1)
	for k := 1; k <= n; k++ {
		top[k] = top[k-1] + scores[total-k]/unit
		least[k] = least[k-1] + scores[k-1]/unit
	}
	f := make([][]float64, n+1) // f[k][s]: k chosen, with sum s
	for k := range f {
		f[k] = make([]float64, top[k]+1)
	}
	f[0][0] = 1
	for m, s := range scores {
		s /= unit
		left := float64(total - m)
		for k := min(m, n); k >= max(0, n-(total-m)); k-- {
			take := float64(n-k) / left
			addScore(f, k, s, take, least[k])
		}
	}
	out := make([]float64, top[n]*unit+1)
	for s, p := range f[n] {
		out[s*unit] = p
	}
	return out
}

// addScore moves what chooses the score from k to k+1 chosen. Those with k+1
// were moved on before.
func addScore(f [][]float64, k, score int, take float64, from int) {
	row := f[k]
	if take > 0 {
		next := f[k+1]
		for s := from; s < len(row) && s+score < len(next); s++ {
			next[s+score] += row[s] * take
		}
	}
	for s := from; s < len(row); s++ {
		row[s] *= 1 - take
	}
}
