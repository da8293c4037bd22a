package casereview

import (
	"math"
	"strings"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// RateRatio is a ratio of rates with its intervals.
type RateRatio struct {
	Estimate rma.Estimate // with the widened interval where counts differ more than by chance, else the plain one
	Plain    rma.Interval // on the logarithm, as if events came by chance alone
	Widened  rma.Interval // Plain by √φ; NaN where φ is not known or not above the limit
	Exact    rma.Interval // given the sum of both counts; NaN for a ratio of ratios, which has none
}

// TrendFigures is what follows from four counts.
type TrendFigures struct {
	Counts     TrendCounts     // with the exposures filled in
	Corrected  float64         // added to each count for the ratios; 0 means nothing
	Rates      [4]rma.Estimate // pilot from the start and before, reference from the start and before
	Pilot      RateRatio       // from the start against before
	Reference  RateRatio
	Ratio      RateRatio // of the two
	Dispersion Dispersion
	Warnings   []rma.Warning
}

// newTrendFigures works out every figure of four counts that are ready.
func newTrendFigures(c TrendCounts, o TrendOptions) TrendFigures {
	f := TrendFigures{Counts: c, Dispersion: c.dispersion()}
	cells := c.cells()
	n, zero := 0, false
	var counts []int
	for i, cell := range cells {
		n += cell.Count
		zero = zero || cell.Count == 0
		counts = append(counts, cell.Count)
		rate, lo, hi := stat.PoissonRate(cell.Count, cell.exposure(), o.Level)
		f.Rates[i] = rma.Estimate{Name: trendCells()[i].label, Value: rate, N: cell.Count, P: math.NaN(), Counts: []int{cell.Count},
			Interval: rma.Interval{Lo: lo, Hi: hi, Level: o.Level, Method: "Garwood"}}
	}
	if zero {
		f.Corrected = o.Correction
	}
	w := trendWork{level: o.Level, add: f.Corrected, stretch: 1}
	if f.Dispersion.Phi > o.Dispersion {
		w.stretch = math.Sqrt(max(1, f.Dispersion.Phi))
	}
	f.Pilot = w.rateRatio(rma.T("pilot: vanaf de start t.o.v. ervoor", "pilot: from the start against before"), cells[0], cells[1])
	f.Reference = w.rateRatio(rma.T("referentie: vanaf de start t.o.v. ervoor", "reference: from the start against before"), cells[2], cells[3])
	f.Ratio = w.logRatio(f.Pilot.Estimate.Value/f.Reference.Estimate.Value, cells[:]...)
	f.Ratio.Estimate.Name = rma.T("verandering in de pilot t.o.v. de referentie", "change in the pilot against the reference")
	f.Ratio.Exact = noInterval(o.Level)
	f.Ratio.Estimate.N, f.Ratio.Estimate.Counts = n, counts
	if zero && f.Corrected == 0 {
		f.Ratio.Estimate.Value = math.NaN()
	}
	f.Warnings = f.warnings(n, w.stretch > 1)
	return f
}

// trendWork is what the ratios of four counts share.
type trendWork struct {
	level, add float64
	stretch    float64 // √φ, or 1
}

const (
	trendTest   = "normal deviate of the logarithm"
	logInterval = "normal on the logarithm"
)

// rateRatio compares two rates.
func (w trendWork) rateRatio(name rma.Text, post, pre TrendCell) RateRatio {
	x := stat.PoissonRateRatio(post.Count, post.exposure(), pre.Count, pre.exposure(), w.level)
	value := x.Ratio
	if w.add > 0 {
		value = (float64(post.Count) + w.add) / post.exposure() / ((float64(pre.Count) + w.add) / pre.exposure())
	}
	r := w.logRatio(value, post, pre)
	r.Exact = rma.Interval{Lo: x.Lo, Hi: x.Hi, Level: w.level, Method: "exact, given the sum"}
	r.Estimate.Name, r.Estimate.N, r.Estimate.Counts = name, post.Count+pre.Count, []int{post.Count, pre.Count}
	return r
}

// logRatio gives a ratio of rates the intervals of its logarithm.
func (w trendWork) logRatio(value float64, cells ...TrendCell) RateRatio {
	sum := 0.0
	for _, cell := range cells {
		sum += 1 / (float64(cell.Count) + w.add)
	}
	se := math.Sqrt(sum)
	r := RateRatio{Plain: noInterval(w.level), Widened: noInterval(w.level)}
	r.Estimate = rma.Estimate{Value: value, Interval: noInterval(w.level), P: math.NaN()}
	if math.IsInf(se, 1) {
		return r
	}
	r.Plain = w.around(value, se, logInterval)
	r.Estimate.Interval = r.Plain
	if w.stretch > 1 {
		r.Widened = w.around(value, se*w.stretch, logInterval+", widened")
		r.Estimate.Interval = r.Widened
	}
	r.Estimate.P = stat.NormalTwoSided(math.Log(value) / (se * w.stretch))
	r.Estimate.Test = trendTest
	return r
}

// around returns exp(ln value ± z se).
func (w trendWork) around(value, se float64, method string) rma.Interval {
	factor := math.Exp(stat.NormalQuantile((1+w.level)/2) * se)
	return rma.Interval{Lo: value / factor, Hi: value * factor, Level: w.level, Method: method}
}

// noInterval is the interval of a figure that has none.
func noInterval(level float64) rma.Interval {
	return rma.Interval{Lo: math.NaN(), Hi: math.NaN(), Level: level}
}

func (f TrendFigures) warnings(n int, widened bool) []rma.Warning {
	list := []rma.Warning{rma.Warn(rma.WarnNotCausal, "n=%d", n)}
	var empty []string
	for i, cell := range f.Counts.cells() {
		if cell.Count == 0 {
			empty = append(empty, trendCells()[i].key+"=0")
		}
	}
	if zeros := strings.Join(empty, ", "); zeros != "" && f.Corrected > 0 {
		list = append(list, rma.Warn(rma.WarnZeroCorrected, "+%g; %s", f.Corrected, zeros))
	} else if zeros != "" {
		list = append(list, rma.Warn(rma.WarnUndefined, "%s", zeros))
	}
	if widened {
		list = append(list, rma.Warn(rma.WarnOverdispersed, "φ=%.2f, %d", f.Dispersion.Phi, f.Dispersion.DF))
	}
	return list
}
