package stat

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/assert"
	"gonum.org/v1/gonum/stat/distuv"
)

type itemsInput struct {
	Items     []numbers
	Generator *generator
}

func (in itemsInput) rows() [][]float64 {
	if in.Generator != nil {
		return in.Generator.items()
	}
	rows := make([][]float64, len(in.Items))
	for i, row := range in.Items {
		rows[i] = row
	}
	return rows
}

func TestCronbachOracle(t *testing.T) {
	for _, file := range []string{"survey_cronbach_alpha", "survey_cronbach_generated"} {
		testkit.Cases(t, file, func(t *testing.T, c testkit.Case) {
			var in itemsInput
			var opt struct {
				Level float64 `json:"conf_level"`
			}
			opt.Level = 0.95
			c.Decode(t, &in, &opt)
			r := Cronbach(in.rows(), opt.Level)
			c.Check(t, "n", float64(r.N))
			c.Check(t, "k", float64(r.K))
			c.Check(t, "alpha", r.Alpha)
			c.Check(t, "ase", r.ASE)
			c.Check(t, "duhachek_low", r.DuhachekLo)
			c.Check(t, "duhachek_high", r.DuhachekHi)
			lo, hi := r.FeldtLo, r.FeldtHi
			if df1 := float64(r.N - 1); df1*float64(r.K-1) > 4e5 {
				lo, hi = feldtOfR(r.Alpha, df1, opt.Level)
			}
			c.Check(t, "feldt_low", lo)
			c.Check(t, "feldt_high", hi)
			c.CheckAll(t, "item_mean", r.ItemMean)
			c.CheckAll(t, "item_sd", r.ItemSD)
			c.CheckAll(t, "item_rest_r", r.ItemRest)
			c.CheckAll(t, "alpha_if_deleted", r.AlphaIfDropped)
			c.Check(t, "average_r", r.AverageR)
			c.Check(t, "std_alpha", r.StandardAlpha)
			assert.Equal(t, math.IsNaN(r.Alpha), r.Undefined != Defined)
			assert.Equal(t, math.IsNaN(r.StandardAlpha), r.UndefinedStandard != Defined)
		})
	}
}

// feldtOfR is the interval of Feldt with the quantiles that R 4.2.2 takes for
// F above 4e5 denominator degrees of freedom: those of χ²/df₁, as if the
// denominator were infinite. That makes R's interval 2% too narrow for 20
// items. It is the one known difference from the reference results here, and
// TestFeldtLargeSample shows which of the two leaves α/2 in a tail.
func feldtOfR(alpha, df1, level float64) (lo, hi float64) {
	chi := distuv.ChiSquared{K: df1}
	half := (1 - level) / 2
	return 1 - (1-alpha)*chi.Quantile(1-half)/df1, 1 - (1-alpha)*chi.Quantile(half)/df1
}

func TestFeldtLargeSample(t *testing.T) {
	const df1, df2 = 99999.0, 99999.0 * 19
	// The cube root of an F variable over 1 is nearly normal (Paulson 1942),
	// here to about 1e-9.
	paulson := func(x float64) float64 {
		a, b, r := 2/(9*df2), 2/(9*df1), math.Cbrt(x)
		return NormalUpper(((1-a)*r - (1 - b)) / math.Sqrt(a*r*r+b))
	}
	testkit.Near(t, 0.025, paulson(FQuantile(0.975, df1, df2)), 1e-6, "F")
	chi := distuv.ChiSquared{K: df1}.Quantile(0.975) / df1
	assert.Greater(t, paulson(chi), 0.0275, "χ²/df₁ leaves more than 2.5%")
}

// exactAlpha is alpha in rationals, from the variances of items and total.
func exactAlpha(rows [][]float64, leaveOut int) (float64, bool) {
	variance := func(x []*big.Rat) *big.Rat {
		mean, sum := new(big.Rat), new(big.Rat)
		for _, v := range x {
			mean.Add(mean, v)
		}
		mean.Quo(mean, big.NewRat(int64(len(x)), 1))
		for _, v := range x {
			d := new(big.Rat).Sub(v, mean)
			sum.Add(sum, d.Mul(d, d))
		}
		return sum.Quo(sum, big.NewRat(int64(len(x)-1), 1))
	}
	items := new(big.Rat)
	total := make([]*big.Rat, len(rows))
	for i := range total {
		total[i] = new(big.Rat)
	}
	k := int64(0)
	for j := range rows[0] {
		if j == leaveOut {
			continue
		}
		k++
		column := make([]*big.Rat, len(rows))
		for i, row := range rows {
			column[i] = new(big.Rat).SetFloat64(row[j])
			total[i].Add(total[i], column[i])
		}
		items.Add(items, variance(column))
	}
	all := variance(total)
	if all.Sign() == 0 || k < 2 {
		return math.NaN(), false
	}
	ratio := items.Quo(items, all)
	alpha := new(big.Rat).Sub(big.NewRat(1, 1), ratio)
	alpha.Mul(alpha, big.NewRat(k, k-1))
	f, _ := alpha.Float64()
	return f, true
}

func randomItems(seed uint64, n, k int) [][]float64 {
	rng := testRand(seed)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, k)
		trait := rng.IntN(4)
		for j := range rows[i] {
			rows[i][j] = float64(trait + rng.IntN(3))
		}
	}
	return rows
}

func TestCronbachByDefinition(t *testing.T) {
	for seed := range uint64(150) {
		rows := randomItems(seed, 2+int(seed%17), 2+int(seed%5))
		r := Cronbach(rows, 0.95)
		want, ok := exactAlpha(rows, -1)
		assert.Equal(t, ok, r.Undefined == Defined)
		testkit.Near(t, want, r.Alpha, 1e-12*(1+math.Abs(want)), "alpha")
		for j := range r.K {
			want, _ := exactAlpha(rows, j)
			testkit.Near(t, want, r.AlphaIfDropped[j], 1e-12*(1+math.Abs(want)), "alpha if dropped")
			column, rest := make([]float64, len(rows)), make([]float64, len(rows))
			for i, row := range rows {
				column[i], rest[i] = row[j], Sum(row)-row[j]
			}
			testkit.Near(t, Mean(column), r.ItemMean[j], 1e-14, "mean")
			testkit.Near(t, SD(column), r.ItemSD[j], 1e-14, "sd")
			testkit.Near(t, pearson(column, rest), r.ItemRest[j], 1e-12, "item-rest")
		}
	}
}

// pearson is the correlation of x and y by its definition.
func pearson(x, y []float64) float64 {
	if constant(x) || constant(y) {
		return math.NaN()
	}
	var sum float64
	for i := range x {
		sum += (x[i] - Mean(x)) * (y[i] - Mean(y))
	}
	return sum / float64(len(x)-1) / (SD(x) * SD(y))
}

func TestCronbachProperties(t *testing.T) {
	rows := randomItems(1, 40, 4)
	r := Cronbach(rows, 0.9)
	moved := make([][]float64, 0, 41)
	for _, row := range rows { // other columns first, another unit and zero point
		moved = append(moved, []float64{8*row[3] + 1e6, 8*row[2] + 1e6, 8*row[1] + 1e6, 8*row[0] + 1e6})
	}
	moved = append(moved, []float64{1, math.NaN(), 2, 3})
	s := Cronbach(moved, 0.9)
	assert.Equal(t, 1, s.Dropped)
	testkit.Near(t, r.Alpha, s.Alpha, 1e-9, "alpha")
	testkit.Near(t, r.FeldtLo, s.FeldtLo, 1e-9, "interval")
	testkit.Near(t, r.StandardAlpha, s.StandardAlpha, 1e-9, "standardised alpha")
	testkit.Near(t, r.ItemRest[0], s.ItemRest[3], 1e-9, "item-rest")
	assert.True(t, r.FeldtLo < r.Alpha && r.Alpha < r.FeldtHi)
}

func TestCronbachDegenerate(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		why       string
		rows      [][]float64
		level     float64
		undefined Reason
		standard  Reason
	}{
		{"no respondents", nil, 0.95, NoData, NoData},
		{"nobody complete", [][]float64{{1, nan}, {nan, 2}}, 0.95, NoData, NoData},
		{"one complete", [][]float64{{1, 2}, {nan, 2}}, 0.95, TooFew, TooFew},
		{"one item", [][]float64{{1}, {2}}, 0.95, TooFewItems, TooFewItems},
		{"no items", [][]float64{{}, {}}, 0.95, TooFewItems, TooFewItems},
		{"ragged", [][]float64{{1, 2}, {1}}, 0.95, BadInput, BadInput},
		{"infinite", [][]float64{{1, 2}, {1, math.Inf(1)}}, 0.95, BadInput, BadInput},
		{"infinite and missing", [][]float64{{1, 2}, {nan, math.Inf(1)}}, 0.95, BadInput, BadInput},
		{"level", [][]float64{{1, 2}, {2, 2}}, 2, BadInput, BadInput},
		{"all alike", [][]float64{{1, 2}, {1, 2}, {1, 2}}, 0.95, NoVariance, NoVariance},
		{"items that cancel", [][]float64{{0.1, 0.7}, {0.3, 0.5}, {0.6, 0.2}}, 0.95, NoVariance, NoVariance},
		{"one constant item", [][]float64{{0.1, 3}, {0.3, 3}, {0.6, 3}}, 0.95, Defined, NoVariance},
		{"two respondents", [][]float64{{1, 2}, {2, 4}}, 0.95, Defined, Defined},
	} {
		r := Cronbach(c.rows, c.level)
		assert.Equal(t, c.undefined, r.Undefined, c.why)
		assert.Equal(t, c.standard, r.UndefinedStandard, c.why)
		if c.undefined != Defined {
			allNaN(t, c.why, r.Alpha, r.ASE, r.FeldtLo, r.FeldtHi, r.DuhachekLo, r.DuhachekHi)
			assert.Len(t, r.ItemRest, r.K, c.why)
		}
		if c.standard != Defined {
			allNaN(t, c.why, r.StandardAlpha)
		}
	}
	r := Cronbach([][]float64{{1, 2}, {nan, 2}}, 0.95)
	assert.Equal(t, []float64{1, 2}, r.ItemMean, "the means of the one who answered")
}

func TestCronbachLeavesArgument(t *testing.T) {
	rows := [][]float64{{1, 2, 3}, {4, math.NaN(), 6}, {5, 3, 1}, {2, 2, 5}}
	before := [][]float64{slices.Clone(rows[0]), slices.Clone(rows[1]), slices.Clone(rows[2]), slices.Clone(rows[3])}
	r := Cronbach(rows, 0.95)
	r.ItemMean[0] = 99
	for i := range rows {
		sameFloats(t, before[i], rows[i], "row")
	}
}
