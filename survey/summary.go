package survey

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// Summary describes a row of values. Missing values are left out before; N
// counts the others. Quartiles and median are of type 7 (Hyndman and Fan
// 1996); SD divides by N-1 and is NaN below two values. All figures but N are
// NaN when N is 0.
type Summary struct {
	N              int
	Mean, SD       float64
	Median, Q1, Q3 float64
	Min, Max       float64
	MeanLo, MeanHi float64 // t interval of the mean, NaN below two values
}

// summarise leaves NaN out and does not change its argument.
func summarise(values []float64, level float64) Summary {
	present, _ := stat.Present(values)
	q := stat.Quantiles(present, 0, 0.25, 0.5, 0.75, 1)
	s := Summary{
		N: len(present), Mean: stat.Mean(present), SD: stat.SD(present),
		Min: q[0], Q1: q[1], Median: q[2], Q3: q[3], Max: q[4],
	}
	s.MeanLo, s.MeanHi = stat.MeanInterval(present, level)
	return s
}

func (s Summary) interval(level float64) rma.Interval {
	return rma.Interval{Lo: s.MeanLo, Hi: s.MeanHi, Level: level, Method: "t"}
}

// levelOr returns the confidence level to use: 0 means rma.DefaultLevel.
func levelOr(level float64) (float64, error) {
	switch {
	case level == 0:
		return rma.DefaultLevel, nil
	case level > 0 && level < 1:
		return level, nil
	}
	return math.NaN(), fmt.Errorf("%w: a level lies between 0 and 1, such as 0.95", ErrOption)
}

func noInterval() rma.Interval {
	return rma.Interval{Lo: math.NaN(), Hi: math.NaN(), Level: math.NaN()}
}

func share(k, n int, level float64) rma.Share {
	p := rma.Proportion{K: k, N: n}
	return rma.Share{Proportion: p, Interval: p.Wilson(level)}
}
