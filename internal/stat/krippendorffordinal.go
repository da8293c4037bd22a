package stat

// KrippendorffOrdinal reports how much better coders agree than they would if
// each rating had been dealt out at random, when the categories have an order:
// alpha for ordered categories.
//
//	δ²(c, k) = (n_c/2 + Σ n_g + n_k/2)²,  g between c and k
//	Do = 1/n Σᵤ Σ_{i≠j} δ²(xᵢ, xⱼ)/(mᵤ-1)
//	De = 1/(n(n-1)) Σ_{c,k} n_c n_k δ²(c, k)
//	α = 1 - Do/De
//
// with mᵤ ratings of unit u, n_c ratings in category c, and n in all, over the
// units with two ratings or more. The distance between two categories is the
// number of ratings that lie between their middles, so it does not matter what
// the levels are called or how many are declared, only in which order they
// stand. No unit; 1 is perfect, 0 is chance, and below 0 is worse than that.
//
// Assumptions, missing ratings, weights and what is not defined are as for
// [Tally.Krippendorff].
//
// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability;
// Hayes & Krippendorff (2007), Communication Methods and Measures 1, 77-89.
// Checked against: agreement_krippendorff.json (fast-krippendorff 0.8.3) and
// exact rationals.
func KrippendorffOrdinal(r Ratings) Krippendorff {
	t, why := r.Tally()
	if why != Defined {
		return undefinedKrippendorff(why)
	}
	a := t.Krippendorff() // the units, the ratings, and why there is no alpha
	if a.Undefined != Defined {
		return a
	}
	n := float64(a.NPairable)
	middle := twiceMiddles(t.pairable)
	a.Do, a.De = 0, 0
	for u := range r.units() {
		a.Do += float64(r.weight(u)) * scatter(r.Values[u*r.Coders:(u+1)*r.Coders], middle) / n
	}
	for c, nc := range t.pairable {
		for k, nk := range t.pairable {
			d := float64(middle[c]-middle[k]) / 2
			a.De += float64(nc) / n * (float64(nk) / (n - 1)) * d * d
		}
	}
	a.Alpha = 1 - a.Do/a.De
	return a
}

// twiceMiddles returns for each category two times the number of ratings below
// its middle: all of the lower ones, and half of its own.
func twiceMiddles(counts []int) []int {
	out := make([]int, len(counts))
	below := 0
	for c, n := range counts {
		out[c] = 2*below + n
		below += n
	}
	return out
}

// scatter returns the sum of δ² over the ordered pairs of ratings of a unit,
// divided by the ratings less one; 0 for fewer than two.
func scatter(unit []int8, middle []int) float64 {
	var sum float64
	m := 0
	for i, v := range unit {
		if v == Unrated {
			continue
		}
		m++
		for _, w := range unit[i+1:] {
			if w != Unrated {
				d := float64(middle[v]-middle[w]) / 2
				sum += 2 * d * d
			}
		}
	}
	if m < 2 {
		return 0
	}
	return sum / float64(m-1)
}
