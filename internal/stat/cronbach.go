package stat

import "math"

// Reliability is the result of [Cronbach].
type Reliability struct {
	N, Dropped int // respondents with every item answered, and the others
	K          int // items

	Alpha                  float64
	ASE                    float64 // asymptotic standard error
	DuhachekLo, DuhachekHi float64 // interval from ASE
	FeldtLo, FeldtHi       float64 // interval from the F distribution
	Level                  float64

	AverageR      float64 // mean correlation between items
	StandardAlpha float64 // alpha of the standardised items

	// Per item, in the order of the columns.
	ItemMean, ItemSD []float64
	ItemRest         []float64 // correlation with the sum of the other items
	AlphaIfDropped   []float64 // alpha of the scale without the item

	Undefined         Reason // why Alpha, ASE and the intervals do not exist
	UndefinedStandard Reason // why StandardAlpha does not exist
}

// Cronbach reports how far the items of a scale move together: alpha, an
// estimate from below of the share of the scale score that is not noise.
// items holds a row per respondent and a column per item.
//
//	α = K/(K-1) · (1 - Σ sᵢ²/S),  S = Σᵢ Σⱼ vᵢⱼ
//	α standardised = K r̄ / (1 + (K-1) r̄)
//	Feldt: 1 - (1-α) F,  F quantiles with N-1 and (N-1)(K-1) df
//	Duhachek: α ± z·√(Q/N)
//	Q = 2K²/((K-1)² S³) · (S (tr V² + tr² V) - 2 tr V · 1ᵀV²1)
//
// with V the covariance matrix of the items. No unit; at most 1, and negative
// when items work against each other. A negative ItemRest points at an item
// that was not reverse-coded.
//
// Assumes one common trait on which all items have the same loading;
// otherwise alpha is too low. The intervals assume normal scores.
// Respondents with a missing item (NaN) are left out and counted in Dropped;
// every figure is of the N that remain. An item that everybody answers alike
// stays in K, and its ItemRest is NaN, as are AverageR and StandardAlpha.
// AlphaIfDropped is NaN for two items, and where the rest does not vary.
// Undefined is [BadInput] for rows of unequal length, an infinite answer or an
// impossible level; [TooFewItems] for K < 2; [NoData] or [TooFew] for fewer
// than two respondents; [NoVariance] when the scale scores are all equal.
//
// Source: Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965),
// Psychometrika 30, 357-370; Duhachek & Iacobucci (2004), J. Applied
// Psychology 89, 792-808.
// Checked against: survey_cronbach_alpha.json and
// survey_cronbach_generated.json (R 4.2.2 psych 2.2.9), and exact rationals.
func Cronbach(items [][]float64, level float64) Reliability {
	t, ok := newTable(items)
	r := newReliability(t, level)
	switch {
	case !ok || !goodLevel(level):
		r.Undefined = BadInput
	case r.N == 0:
		r.Undefined = NoData
	case r.K < 2:
		r.Undefined = TooFewItems
	case r.N < 2:
		r.Undefined = TooFew
	}
	if r.Undefined == BadInput || r.N == 0 {
		r.UndefinedStandard = r.Undefined
		return r
	}
	mean, constant := t.means()
	r.ItemMean = mean
	if r.N < 2 {
		r.UndefinedStandard = r.Undefined
		return r
	}
	c := newItemCovariance(t.covariance(mean, constant), r.K)
	r.items(c)
	r.standardised(c)
	if r.Undefined == Defined {
		r.alpha(c, level)
	}
	return r
}

// newReliability returns the result in which nothing is known but the counts.
func newReliability(t table, level float64) Reliability {
	nan := math.NaN()
	return Reliability{
		N: len(t.use), Dropped: t.dropped, K: t.k, Level: level,
		Alpha: nan, ASE: nan, AverageR: nan, StandardAlpha: nan,
		DuhachekLo: nan, DuhachekHi: nan, FeldtLo: nan, FeldtHi: nan,
		ItemMean: undefinedRow(t.k), ItemSD: undefinedRow(t.k),
		ItemRest: undefinedRow(t.k), AlphaIfDropped: undefinedRow(t.k),
	}
}

// itemCovariance is a covariance matrix with the sums that alpha is made of.
// Every figure of the scale without an item follows from these too, because
// the variance of a sum of items is a sum over the matrix:
//
//	Var(T - i) = S - 2 Σⱼ vᵢⱼ + vᵢᵢ,  Cov(i, T - i) = Σⱼ vᵢⱼ - vᵢᵢ
type itemCovariance struct {
	v     []float64 // k×k
	k     int
	row   []float64 // Σⱼ vᵢⱼ
	trace float64   // Σ vᵢᵢ
	total float64   // S
}

func newItemCovariance(v []float64, k int) itemCovariance {
	c := itemCovariance{v: v, k: k, row: make([]float64, k)}
	for i := range k {
		c.row[i] = Sum(v[i*k : (i+1)*k])
		c.trace += v[i*k+i]
	}
	c.total = c.noise(Sum(c.row))
	return c
}

// noise returns 0 for the variance of a sum of items that is nothing but the
// rounding of its terms, as when two items always add up to the same.
func (c itemCovariance) noise(x float64) float64 {
	if x <= 1e-13*float64(c.k)*c.trace {
		return 0
	}
	return x
}

// variance returns the variance of item i.
func (c itemCovariance) variance(i int) float64 { return c.v[i*c.k+i] }

// items fills in the figures per item: each follows from the matrix, without
// another pass over the respondents.
func (r *Reliability) items(c itemCovariance) {
	k := float64(c.k)
	for i := range c.k {
		v := c.variance(i)
		r.ItemSD[i] = math.Sqrt(v)
		rest := c.noise(c.total - 2*c.row[i] + v)
		if rest == 0 {
			continue
		}
		if v > 0 {
			r.ItemRest[i] = max(-1, min(1, (c.row[i]-v)/math.Sqrt(v*rest)))
		}
		if c.k > 2 {
			r.AlphaIfDropped[i] = (k - 1) / (k - 2) * (1 - (c.trace-v)/rest)
		}
	}
}

// standardised fills in what rests on the correlations between items.
func (r *Reliability) standardised(c itemCovariance) {
	if c.k < 2 {
		r.UndefinedStandard = TooFewItems
		return
	}
	var sum float64
	for i := range c.k {
		if c.variance(i) == 0 {
			r.UndefinedStandard = NoVariance
			return
		}
		for j := range i {
			sum += c.v[i*c.k+j] / (r.ItemSD[i] * r.ItemSD[j])
		}
	}
	k := float64(c.k)
	r.AverageR = sum / (k * (k - 1) / 2)
	down := 1 + (k-1)*r.AverageR // 0 when the standardised total is constant
	if down < 1e-12 {
		r.UndefinedStandard = NoVariance
		return
	}
	r.StandardAlpha = k * r.AverageR / down
}

// alpha fills in the coefficient and its intervals.
func (r *Reliability) alpha(c itemCovariance, level float64) {
	s := c.total
	if s == 0 {
		r.Undefined = NoVariance
		return
	}
	n, k := float64(r.N), float64(r.K)
	r.Alpha = k / (k - 1) * (1 - c.trace/s)
	var squares, sums float64 // tr V² and 1ᵀV²1
	for i := range c.k {
		for _, v := range c.v[i*c.k : (i+1)*c.k] {
			squares += v * v
		}
		sums += c.row[i] * c.row[i]
	}
	q := 2 * k * k / ((k - 1) * (k - 1) * s * s * s) *
		(s*(squares+c.trace*c.trace) - 2*c.trace*sums)
	r.ASE = math.Sqrt(max(0, q) / n)
	z := normalCritical(level)
	r.DuhachekLo, r.DuhachekHi = r.Alpha-z*r.ASE, r.Alpha+z*r.ASE
	half, df1 := (1-level)/2, n-1
	r.FeldtLo = 1 - (1-r.Alpha)*FQuantile(1-half, df1, df1*(k-1))
	r.FeldtHi = 1 - (1-r.Alpha)*FQuantile(half, df1, df1*(k-1))
}

// undefinedRow returns k figures that do not exist.
func undefinedRow(k int) []float64 {
	row := make([]float64, k)
	for i := range row {
		row[i] = math.NaN()
	}
	return row
}
