package stat

import "math"

// KappaWeights says how much of the credit two ratings keep that are not the
// same, by how far apart they lie.
type KappaWeights uint8

const (
	// LinearWeights: the credit falls by the same amount with each step apart.
	LinearWeights KappaWeights = iota
	// QuadraticWeights: it falls with the square of the distance, so that a step
	// apart costs little and a large distance much.
	QuadraticWeights
)

// weight returns the credit of a pair of categories out of q, from 0 to 1.
func (w KappaWeights) weight(i, j, q int) float64 {
	if i == j {
		return 1
	}
	apart := math.Abs(float64(i-j)) / float64(q-1)
	if w == QuadraticWeights {
		apart *= apart
	}
	return 1 - apart
}

// WeightedKappa reports how much better two coders agree than they would if
// each had dealt out their own ratings at random, when the categories have an
// order and ratings that lie close are partly right.
//
//	κ = (Po - Pe)/(1 - Pe),  Po = Σᵢⱼ wᵢⱼ pᵢⱼ,  Pe = Σᵢⱼ wᵢⱼ rᵢ cⱼ
//	wᵢⱼ = 1 - |i-j|/(q-1), or 1 - (i-j)²/(q-1)²
//	n(1-Pe)² SE² = Σᵢⱼ pᵢⱼ (wᵢⱼ - (aᵢ + bⱼ)(1-κ))² - (κ - Pe(1-κ))²
//	n(1-Pe)² SE0² = Σᵢⱼ rᵢ cⱼ (wᵢⱼ - (aᵢ + bⱼ))² - Pe²
//
// with aᵢ = Σⱼ wᵢⱼ cⱼ, bⱼ = Σᵢ wᵢⱼ rᵢ, q the declared categories in their
// order, and the rest as for [CohenKappa]. No unit; 1 is perfect, 0 is chance,
// and below 0 is worse than that. It depends on how many levels are declared,
// used or not, and quadratic weights usually give a higher figure than linear
// ones: say which was taken.
//
// Assumes independent units, the same two coders throughout, and levels that
// lie at equal distances. Missing ratings, and what is not defined, are as for
// [CohenKappa]; with two categories the three kappas are equal. [BadInput] for
// weights that do not exist.
//
// Source: Cohen (1968), Psychological Bulletin 70, 213-220; Fleiss, Cohen &
// Everitt (1969), Psychological Bulletin 72, 323-327.
// Checked against: agreement_cohen_kappa.json (vcd 1.4-11, irr 0.84.1), and a
// computation by definition.
func WeightedKappa(r Ratings, w KappaWeights, level float64) Kappa {
	nan := math.NaN()
	k := Kappa{Po: nan, Pe: nan, Kappa: nan, SE: nan, Lo: nan, Hi: nan,
		Level: level, SE0: nan, Z: nan, P: nan}
	c, dropped, ok := newConfusion(r)
	k.N, k.Dropped = c.n, dropped
	switch {
	case !ok || !goodLevel(level) || w > QuadraticWeights:
		k.Undefined = BadInput
	case c.n == 0:
		k.Undefined = NoPairs
	}
	if k.Undefined != Defined {
		k.NoTest = k.Undefined
		return k
	}
	if c.oneCategory() {
		k.Po, k.Pe = 1, 1
		k.Undefined, k.NoTest = OneCategory, OneCategory
		return k
	}
	s := newWeighted(c, w)
	k.Po, k.Pe = s.po, s.pe
	k.Kappa = (k.Po - k.Pe) / (1 - k.Pe)
	down := math.Sqrt(float64(k.N)) * (1 - k.Pe)
	k.SE = math.Sqrt(s.variance(k.Kappa)) / down
	z := normalCritical(level)
	k.Lo, k.Hi = k.Kappa-z*k.SE, k.Kappa+z*k.SE
	k.SE0 = math.Sqrt(s.variance0()) / down
	if k.SE0 == 0 {
		k.NoTest = NoVariance
		return k
	}
	k.Z = k.Kappa / k.SE0
	k.P = NormalTwoSided(k.Z)
	return k
}

// weighted holds the sums that the weighted kappa and its errors are made of.
type weighted struct {
	confusion
	weights  KappaWeights
	po, pe   float64
	row, col []float64 // shares of the categories, by coder
	a, b     []float64 // mean credit of each category against the other coder
}

func newWeighted(c confusion, w KappaWeights) weighted {
	s := weighted{confusion: c, weights: w, row: make([]float64, c.q), col: make([]float64, c.q), a: make([]float64, c.q), b: make([]float64, c.q)}
	for i := range c.q {
		s.row[i], s.col[i] = float64(c.row[i])/float64(c.n), float64(c.col[i])/float64(c.n)
	}
	for i := range c.q {
		for j := range c.q {
			credit := w.weight(i, j, c.q)
			s.a[i] += credit * s.col[j]
			s.b[j] += credit * s.row[i]
			s.po += credit * s.share(i, j)
			s.pe += credit * s.row[i] * s.col[j]
		}
	}
	return s
}

func (s weighted) share(i, j int) float64 { return float64(s.cell[i*s.q+j]) / float64(s.n) }

// variance returns n(1-Pe)² SE², the sum in the documentation of WeightedKappa.
func (s weighted) variance(kappa float64) float64 {
	var sum float64
	for i := range s.q {
		for j := range s.q {
			if p := s.share(i, j); p > 0 {
				d := s.weights.weight(i, j, s.q) - (s.a[i]+s.b[j])*(1-kappa)
				sum += p * d * d
			}
		}
	}
	centre := kappa - s.pe*(1-kappa)
	return nothing(sum-centre*centre, sum)
}

// variance0 returns n(1-Pe)² SE0².
func (s weighted) variance0() float64 {
	var sum float64
	for i := range s.q {
		for j := range s.q {
			d := s.weights.weight(i, j, s.q) - (s.a[i] + s.b[j])
			sum += s.row[i] * s.col[j] * d * d
		}
	}
	return nothing(sum-s.pe*s.pe, sum+s.pe*s.pe)
}
