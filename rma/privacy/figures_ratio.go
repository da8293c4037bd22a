package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ratio is how a count is turned into a figure: a rate, that of the others, or the
// count itself.
type ratio func(count, of float64) float64

// rates are per one, per cent, and per thousand and more, as epidemiologists have
// them.
var rates = []float64{1, 100, 1_000, 10_000, 100_000}

func ratios() []ratio {
	out := []ratio{
		func(count, _ float64) float64 { return count },
		func(count, of float64) float64 { return count - of },
	}
	for _, per := range rates {
		out = append(out,
			func(count, of float64) float64 { return per * count / of },
			func(count, of float64) float64 { return per - per*count/of },
			func(count, of float64) float64 { return per*count/of - per }, // growth
			func(count, of float64) float64 { return per * of / count })
	}
	return out
}

// denominator is what a figure of a row may be of; ok is false where there is none.
type denominator func(i int) (of float64, hidden, ok bool)

// withholdRatios hides the figures of a column that tell a count that is hidden
// or rounded: it holds a count of its row in the one that it rests on, in the total
// of its column, or in all rows of it together, of which no row need have the
// total. A column is taken for that when most of its figures are, as they are
// printed.
func (w *tableWriter) withholdRatios() {
	totals, all := w.totals(), ratios()
	for j, column := range w.t.Columns {
		if column.Things || !w.holdsNumbers(j) {
			continue
		}
		told := false
		for k := range w.t.Columns {
			total := w.countOf(func(i int) int {
				if total, ok := totals[i]; ok {
					return w.places[total][k].k
				}
				return -1
			})
			together := w.together(k)
			for _, per := range rates {
				told = w.withholdRatio(j, k, together, perOne(per), 2, 1) || told
			}
			for _, r := range all {
				told = w.withholdRatio(j, k, total, r, 1, 1) || told
			}
			for d, other := range w.t.Columns {
				likely := unlikely
				if other.Key == column.Base {
					likely = 1
				}
				for _, r := range all {
					told = d != j && d != k && w.withholdRatio(j, k, w.beside(d), r, 1, likely) || told
				}
			}
		}
		w.warnOfRates(told, column)
	}
}

// unlikely is how often chance may make a column look like the rates of two others,
// of which it does not say that it rests on one.
const unlikely = 1e-4

func perOne(per float64) ratio { return func(count, of float64) float64 { return per * count / of } }

func (w *tableWriter) holdsNumbers(j int) bool {
	return slices.ContainsFunc(w.t.Rows, func(r rma.Row) bool { return j < len(r.Cells) && r.Cells[j].Kind == rma.NumberKind })
}

// beside makes a denominator of another column, N of a share. That may be one of
// things: inhabitants, or years.
func (w *tableWriter) beside(d int) denominator {
	if !w.t.Columns[d].Things {
		return w.countOf(func(i int) int { return w.baseCount(i, w.t.Columns[d].Key) })
	}
	return func(i int) (float64, bool, bool) {
		switch c := w.cell(i, d); c.Kind {
		case rma.CountKind:
			return float64(c.Count), false, c.Count > 0
		case rma.NumberKind:
			return c.Number, false, c.Number > 0
		}
		return 0, false, false
	}
}

// countOf makes a denominator of a count, -1 where there is none.
func (w *tableWriter) countOf(count func(i int) int) denominator {
	return func(i int) (float64, bool, bool) {
		n := count(i)
		if n < 0 {
			return 0, false, false
		}
		return w.value(n), w.isHidden(n), true
	}
}

// together makes a denominator of all rows of a column, totals apart. It is hidden
// when one of them is: what is left of 100% tells it.
func (w *tableWriter) together(k int) denominator {
	total := map[string]bool{}
	for _, s := range w.t.RowSums {
		total[s.Total] = true
	}
	rows, sum, hidden := 0, 0.0, false
	for i, r := range w.t.Rows {
		if p := w.places[i][k]; p.isCount() && !total[r.Key] {
			rows++
			sum += w.value(p.k)
			hidden = hidden || w.hides(p)
		}
	}
	return func(i int) (float64, bool, bool) { return sum, hidden, rows > 1 && !total[w.t.Rows[i].Key] }
}

// withholdRatio reports whether it hid anything that was not hidden yet. With
// fewer figures than least the column is left alone, and so it is when more than
// so likely by chance.
func (w *tableWriter) withholdRatio(j, k int, of denominator, r ratio, least int, likely float64) (told bool) {
	var tell []int
	figures, match, chance := 0, 0, 1.0
	for i := range w.t.Rows {
		c, p := w.cell(i, j), w.places[i][k]
		if c.Kind != rma.NumberKind || math.IsNaN(c.Number) || !p.isCount() {
			continue
		}
		n, hidden, ok := of(i)
		if !ok {
			continue
		}
		figures++
		if math.Abs(c.Number-r(w.value(p.k), n)) <= half(c) {
			match++
			chance *= math.Min(1, 2*half(c)/math.Abs(c.Number))
		}
		if w.policy.RoundTo > 1 || w.hides(p) || hidden {
			tell = append(tell, i)
		}
	}
	if figures < least || 2*match <= figures || chance > likely {
		return false
	}
	for _, i := range tell {
		told = w.withhold(i, j) || told
	}
	return told
}

// withhold hides a cell, and reports whether it was shown before.
func (w *tableWriter) withhold(i, j int) bool {
	was := w.withheld[i][j]
	w.withheld[i][j] = true
	return !was
}

func (w *tableWriter) value(count int) float64 { return float64(w.all[w.find(count)].value) }

// baseCount returns the count of a row in the column that figures rest on: N of a
// share; -1 when there is none.
func (w *tableWriter) baseCount(i int, column string) int {
	for b, c := range w.t.Columns {
		if p := w.places[i][b]; c.Key == column && p.isShare() {
			return p.n
		} else if c.Key == column {
			return p.k
		}
	}
	return -1
}

// totals returns the row that stands for all of which a row is a part, for each
// that is one.
func (w *tableWriter) totals() map[int]int {
	out := map[int]int{}
	for _, s := range w.t.RowSums {
		total, ok := w.row[s.Total]
		for _, key := range s.Parts {
			if part, is := w.row[key]; ok && is {
				out[part] = total
			}
		}
	}
	return out
}

// half is how far a figure can be from how it is printed.
func half(c rma.Cell) float64 { return math.Pow10(-c.Decimals) / 2 * (1 + 1e-9) }

// warnOfRates warns once of a column of which rates were hidden.
func (w *tableWriter) warnOfRates(told bool, column rma.Column) {
	warning := rma.Warn(WarnPercentages, "table=%s, column=%s", w.t.ID, column.Key)
	if told && !slices.Contains(w.warnings, warning) {
		w.warnings = append(w.warnings, warning)
	}
}
