package rma

import (
	"fmt"
	"math"

	"github.com/reflexive-monitoring/toolkit/internal/stat"
)

// DefaultMinBase is the smallest number of cases on which a percentage is
// printed: "2 of 2" is not 100%.
const DefaultMinBase = 10

// DefaultLevel is the confidence level of every interval when Options say 0.
const DefaultLevel = 0.95

// Proportion is K cases out of N. It keeps both, because a percentage alone
// hides how few people it speaks of.
type Proportion struct {
	K int `json:"k"`
	N int `json:"n"`
}

// Valid reports whether 0 <= K <= N.
func (p Proportion) Valid() bool { return 0 <= p.K && p.K <= p.N }

// Value returns K/N, NaN when N is 0 or the proportion is not valid.
func (p Proportion) Value() float64 {
	if p.N == 0 || !p.Valid() {
		return math.NaN()
	}
	return float64(p.K) / float64(p.N)
}

// Percent returns K/N as a percentage, rounded half away from zero to the
// given number of decimals in whole-number arithmetic: 42 of 80 is 53%, where
// rounding half to even would print 52%.
func (p Proportion) Percent(decimals int) float64 {
	if math.IsNaN(p.Value()) {
		return math.NaN()
	}
	scale := int64(math.Pow10(decimals))
	k, n := int64(p.K), int64(p.N)
	return float64((200*k*scale+n)/(2*n)) / float64(scale)
}

// Wilson returns the score interval at the given level (0 means 0.95), the
// default for shares: it does not leave [0, 1] and keeps close to its level in
// small samples. Source: Wilson (1927), Journal of the American Statistical
// Association 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 857-872,
// method 3. N = 0 has no interval (NaN).
func (p Proportion) Wilson(level float64) Interval {
	level = levelOr(level)
	lo, hi := stat.Wilson(p.K, p.N, level)
	return Interval{Lo: lo, Hi: hi, Level: level, Method: "Wilson"}
}

// ClopperPearson returns the exact interval at the given level (0 means 0.95),
// which covers at least at that level and is wider than Wilson's. Source:
// Clopper and Pearson (1934), Biometrika 26, 404-413.
func (p Proportion) ClopperPearson(level float64) Interval {
	level = levelOr(level)
	lo, hi := stat.ClopperPearson(p.K, p.N, level)
	return Interval{Lo: lo, Hi: hi, Level: level, Method: "Clopper-Pearson"}
}

// Format writes "9 van de 21 (43%)" in Dutch and "9 of 21 (43%)" in English.
// Below minBase cases (0 means DefaultMinBase) the percentage is left out.
func (p Proportion) Format(l Lang, minBase int) string {
	return p.words(l) + p.percentInBrackets(l, minBase)
}

func (p Proportion) words(l Lang) string {
	return fmt.Sprintf(T("%d van de %d", "%d of %d").In(l), p.K, p.N)
}

// of writes "9 van de 21 methoden (43%)": what the share is of goes before the
// percentage.
func (p Proportion) of(things Text, l Lang) string {
	return p.words(l) + " " + things.In(l) + p.percentInBrackets(l, 0)
}

// Short writes "9 (43%)", for a table that names the base elsewhere.
func (p Proportion) Short(l Lang, minBase int) string {
	return fmt.Sprintf("%d", p.K) + p.percentInBrackets(l, minBase)
}

// String returns the Dutch form with the default base: "9 van de 21 (43%)".
func (p Proportion) String() string { return p.Format(Dutch, 0) }

func (p Proportion) percentInBrackets(l Lang, minBase int) string {
	if minBase == 0 {
		minBase = DefaultMinBase
	}
	if p.N < minBase || math.IsNaN(p.Value()) {
		return ""
	}
	return " (" + FormatNumber(p.Percent(0), 0, l) + "%)"
}

func levelOr(level float64) float64 {
	if level == 0 {
		return DefaultLevel
	}
	return level
}
