package stat

import "math"

// Predictive is the distribution of a count that is still to come: of the events
// in a month, when the mean is known, or known but for a share that was seen in a
// limited number of cases. A zero Predictive gives NaN.
type Predictive struct {
	mean, weight []float64 // Poisson means, and how probable each is
}

// PoissonPredictive returns the distribution of a count with a known mean.
func PoissonPredictive(mean float64) Predictive {
	if !(mean >= 0) || math.IsInf(mean, 1) {
		return Predictive{}
	}
	return Predictive{mean: []float64{mean}, weight: []float64{1}}
}

// ThinnedPredictive returns the distribution of how many of the events to come
// have a property, when events come with a known mean and k of n were seen to
// have the property.
//
//	X is Poisson with mean·π,  π is beta with k + 1/2 and n - k + 1/2
//
// The same thing said differently: the number of events is Poisson, and of those
// events the number with the property is beta-binomial. The beta is what k of n
// leave to believe about the share when nothing was known before (Jeffreys). It is
// wider than [PoissonPredictive] with mean·k/n, and with k = 0 the property can
// still come. The beta is cut in narrow strips on the scale of log(π/(1-π)), which
// is right to about 1e-10 for means up to a million.
//
// Assumes that cases to come are like those seen. Impossible arguments give the
// zero Predictive.
//
// Source: Gelman et al. (2013), Bayesian Data Analysis, ch. 2.
// Checked against: the sum over the number of events of Poisson and beta-binomial.
func ThinnedPredictive(mean float64, k, n int) Predictive {
	if !(mean >= 0) || math.IsInf(mean, 1) || !goodCounts(k, n) {
		return Predictive{}
	}
	a, b := float64(k)+0.5, float64(n-k)+0.5
	density := func(u float64) float64 { // logarithm, but for a constant
		return -a*math.Log1p(math.Exp(-u)) - b*math.Log1p(math.Exp(u))
	}
	peak := math.Log(a / b)
	top := density(peak)
	const negligible, strips = 36, 1000 // exp(-36) is 2e-16
	end := func(sign float64) float64 {
		step := 0.5 / math.Sqrt(a*b/(a+b))
		for density(peak+sign*step)-top > -negligible {
			step *= 1.1
		}
		return peak + sign*step
	}
	lo, hi := end(-1), end(1)
	p := Predictive{mean: make([]float64, 0, strips+1), weight: make([]float64, 0, strips+1)}
	sum := 0.0
	for i := range strips + 1 {
		u := lo + (hi-lo)*float64(i)/strips
		w := math.Exp(density(u) - top)
		sum += w
		p.mean = append(p.mean, mean/(1+math.Exp(-u)))
		p.weight = append(p.weight, w)
	}
	for i := range p.weight {
		p.weight[i] /= sum
	}
	return p
}

// Over returns the distribution for a time that is so many times as long. A time
// that is negative or not a number gives the zero Predictive.
func (p Predictive) Over(time float64) Predictive {
	if !(time >= 0) || math.IsInf(time, 1) {
		return Predictive{}
	}
	q := Predictive{mean: make([]float64, len(p.mean)), weight: p.weight}
	for i, m := range p.mean {
		q.mean[i] = m * time
	}
	return q
}

// Mean returns the expected count.
func (p Predictive) Mean() float64 { return p.average(func(m float64) float64 { return m }) }

// Upper returns P(X ≥ k).
func (p Predictive) Upper(k int) float64 {
	return p.average(func(m float64) float64 { return PoissonUpper(k, m) })
}

// Lower returns P(X ≤ k).
func (p Predictive) Lower(k int) float64 {
	return p.average(func(m float64) float64 { return PoissonLower(k, m) })
}

func (p Predictive) average(f func(mean float64) float64) float64 {
	if len(p.mean) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for i, m := range p.mean {
		sum += p.weight[i] * f(m)
	}
	return sum
}

// Interval returns the counts between which the one to come will probably lie:
// lo is the largest k with P(X < k) ≤ α/2, and hi the smallest with P(X > k) ≤ α/2,
// α = 1 - level. Each tail holds at most half of what is left out; since counts are
// whole numbers, the interval holds its level or more. ok is false when there is no
// distribution or no such level.
func (p Predictive) Interval(level float64) (lo, hi int, ok bool) {
	if len(p.mean) == 0 || !goodLevel(level) {
		return 0, 0, false
	}
	half := (1 - level) / 2
	// the number of k from 1 on with P(X ≤ k-1) ≤ α/2
	lo = firstCount(func(k int) bool { return p.Lower(k) > half })
	hi = firstCount(func(k int) bool { return p.Upper(k+1) <= half })
	return lo, hi, true
}

// firstCount returns the first k from 0 on for which enough holds, as it then
// does for all larger k.
func firstCount(enough func(k int) bool) int {
	hi := 1
	for !enough(hi - 1) {
		if hi > maxCount {
			return maxCount
		}
		hi *= 2
	}
	lo := 0
	hi--
	for lo < hi {
		if m := (lo + hi) / 2; enough(m) {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

const maxCount = 1 << 50
