package stat

import "math"

// Kappa is the result of [CohenKappa].
type Kappa struct {
	N       int // units that both coders rated
	Dropped int // units that at least one of them did not rate

	Po, Pe float64 // agreement: observed, and expected by chance
	Kappa  float64
	SE     float64 // without assuming anything about kappa
	Lo, Hi float64 // Kappa ± z·SE, not cut off at 1
	Level  float64

	SE0  float64 // if kappa were 0
	Z, P float64 // Kappa/SE0 and its two-sided p-value

	Undefined Reason // why Kappa does not exist
	NoTest    Reason // why Z and P do not exist
}

// CohenKappa reports how much better two coders agree than they would if each
// had dealt out their own codes at random.
//
//	κ = (Po - Pe)/(1 - Pe),  Po = Σᵢ pᵢᵢ,  Pe = Σᵢ rᵢ cᵢ
//	n(1-Pe)² SE² = Σᵢⱼ pᵢⱼ (δᵢⱼ - (cᵢ + rⱼ)(1-κ))² - (κ - Pe(1-κ))²
//	n(1-Pe)² SE0² = Pe + Pe² - Σᵢ rᵢ cᵢ (rᵢ + cᵢ)
//
// with pᵢⱼ the share of units that the first coder put in i and the second in
// j, and r, c the shares of the categories with each coder. No unit; 1 is
// perfect, 0 is chance, and below 0 is worse than that. Agreement on rare
// codes weighs more than on common ones.
//
// Assumes independent units, the same two coders throughout, and unordered
// categories. Large-sample standard errors; with units that stand for
// characters of one text they are far too small.
// Units that one coder did not rate are left out and counted in Dropped.
// [BadInput] unless there are two coders; [NoPairs] without a unit that both
// rated; [OneCategory] when both used one and the same category only: Po and
// Pe are then 1, and kappa is undefined. NoTest is [NoVariance] when SE0 is 0,
// as it is when one coder used a single category.
//
// Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46;
// Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327.
// Checked against: agreement_cohen_kappa.json (vcd 1.4-11, irr 0.84.1), and
// exact rationals.
func CohenKappa(r Ratings, level float64) Kappa {
	nan := math.NaN()
	k := Kappa{Po: nan, Pe: nan, Kappa: nan, SE: nan, Lo: nan, Hi: nan,
		Level: level, SE0: nan, Z: nan, P: nan}
	c, dropped, ok := newConfusion(r)
	k.N, k.Dropped = c.n, dropped
	switch {
	case !ok || !goodLevel(level):
		k.Undefined = BadInput
	case c.n == 0:
		k.Undefined = NoPairs
	}
	if k.Undefined != Defined {
		k.NoTest = k.Undefined
		return k
	}
	k.Po, k.Pe = c.observed(), c.expected()
	if c.oneCategory() {
		k.Po, k.Pe = 1, 1
		k.Undefined, k.NoTest = OneCategory, OneCategory
		return k
	}
	k.Kappa = (k.Po - k.Pe) / (1 - k.Pe)
	down := math.Sqrt(float64(k.N)) * (1 - k.Pe)
	k.SE = math.Sqrt(c.variance(k.Kappa, k.Pe)) / down
	z := normalCritical(level)
	k.Lo, k.Hi = k.Kappa-z*k.SE, k.Kappa+z*k.SE
	k.SE0 = math.Sqrt(c.variance0(k.Pe)) / down
	if k.SE0 == 0 {
		k.NoTest = NoVariance
		return k
	}
	k.Z = k.Kappa / k.SE0
	k.P = NormalTwoSided(k.Z)
	return k
}

// confusion counts the units by the category of the first and second coder.
type confusion struct {
	q, n     int
	cell     []int // q×q, the first coder in rows
	row, col []int
}

// newConfusion counts the units that both coders rated, and how many at least
// one of them did not. It is not ok unless there are two coders and every
// value and weight is possible.
func newConfusion(r Ratings) (c confusion, dropped int, ok bool) {
	units := r.units()
	if units < 0 || r.Coders != 2 {
		return c, 0, false
	}
	q := r.Categories
	c = confusion{q: q, cell: make([]int, q*q), row: make([]int, q), col: make([]int, q)}
	for u := range units {
		i, j, w := int(r.Values[2*u]), int(r.Values[2*u+1]), r.weight(u)
		if w < 0 || i < -1 || j < -1 || i >= q || j >= q {
			return confusion{}, 0, false
		}
		if i < 0 || j < 0 {
			dropped += w
			continue
		}
		c.cell[i*q+j] += w
	}
	for i := range q {
		for j := range q {
			v := c.cell[i*q+j]
			c.n += v
			c.row[i] += v
			c.col[j] += v
		}
	}
	return c, dropped, true
}

// observed returns Po, the share of units on the diagonal.
func (c confusion) observed() float64 {
	same := 0
	for i := range c.q {
		same += c.cell[i*c.q+i]
	}
	return float64(same) / float64(c.n)
}

// expected returns Pe, the share on the diagonal if the coders were independent.
func (c confusion) expected() float64 {
	var pe float64
	n := float64(c.n)
	for i := range c.q {
		pe += float64(c.row[i]) / n * (float64(c.col[i]) / n)
	}
	return pe
}

// oneCategory reports whether all units are in one cell of the diagonal. That
// is the only way for chance agreement to be 1, and counting it in whole
// numbers keeps a rounded Pe from hiding it.
func (c confusion) oneCategory() bool {
	for i := range c.q {
		if c.cell[i*c.q+i] == c.n {
			return true
		}
	}
	return false
}

// variance returns n(1-Pe)² SE², the sum in the documentation of CohenKappa.
func (c confusion) variance(kappa, pe float64) float64 {
	var sum float64
	n := float64(c.n)
	for i := range c.q {
		for j := range c.q {
			if c.cell[i*c.q+j] == 0 {
				continue
			}
			d := -float64(c.col[i]+c.row[j]) / n * (1 - kappa)
			if i == j {
				d++
			}
			sum += float64(c.cell[i*c.q+j]) / n * d * d
		}
	}
	centre := kappa - pe*(1-kappa)
	return nothing(sum-centre*centre, sum)
}

// variance0 returns n(1-Pe)² SE0².
func (c confusion) variance0(pe float64) float64 {
	var sum float64
	n := float64(c.n)
	for i := range c.q {
		a, b := float64(c.row[i])/n, float64(c.col[i])/n
		sum += a * b * (a + b)
	}
	return nothing(pe+pe*pe-sum, pe+pe*pe)
}

// nothing returns 0 for a difference that is only the rounding of terms of
// the given size. Without it a coder with a single category would have a
// standard error of 1e-9 in place of 0, and a z of millions.
func nothing(difference, size float64) float64 {
	if difference <= 1e-13*size {
		return 0
	}
	return difference
}
