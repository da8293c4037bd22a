package privacy

import (
	"math"
	"slices"
	"strings"

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
		if column.Things || !slices.ContainsFunc(w.t.Rows, func(r rma.Row) bool { return j < len(r.Cells) && r.Cells[j].Kind == rma.NumberKind }) {
			continue
		}
		base := w.countOf(func(i int) int { return w.baseCount(i, column.Base) })
		told := false
		for k, other := range w.t.Columns {
			total := w.countOf(func(i int) int {
				if total, ok := totals[i]; ok {
					return w.places[total][k].k
				}
				return -1
			})
			together := w.together(k)
			for _, per := range rates {
				told = w.withholdRatio(j, k, together, func(count, of float64) float64 { return per * count / of }, 2) || told
			}
			for _, r := range all {
				told = w.withholdRatio(j, k, total, r, 1) || told
				if other.Key != column.Base {
					told = w.withholdRatio(j, k, base, r, 1) || told
				}
			}
		}
		w.warnOfRates(told, column)
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
// fewer figures than least the column is left alone.
func (w *tableWriter) withholdRatio(j, k int, of denominator, r ratio, least int) (told bool) {
	var tell []int
	figures, match := 0, 0
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
		}
		if w.policy.RoundTo > 1 || w.hides(p) || hidden {
			tell = append(tell, i)
		}
	}
	if figures < least || 2*match <= figures {
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

// withholdPercentages hides what a column of percentages tells, of which the table
// does not show the count: 6.3% of 48 is 3. It is taken for one when its label says
// so, or when every figure is, as it is printed, that of a whole K of its base, and
// that can hardly be chance. Of rounded counts no such column can be shown, since
// it tells them exactly.
func (w *tableWriter) withholdPercentages() {
	for j, column := range w.t.Columns {
		for _, of := range rates {
			rows := w.percentages(j, of)
			if len(rows) == 0 {
				continue
			}
			told := false
			for _, i := range rows {
				low, high := w.wholeCounts(i, j, of)
				if w.policy.RoundTo > 1 || w.policy.Small(low) || w.policy.Small(w.base[i][j]-high) {
					told = w.withhold(i, j) || told
				}
			}
			w.warnOfRates(told, column)
			break
		}
	}
}

// percentages returns the rows with figures of a column, if it holds rates per so
// many.
func (w *tableWriter) percentages(j int, of float64) []int {
	var rows []int
	chance := 1.0
	for i := range w.t.Rows {
		c := w.cell(i, j)
		if c.Kind != rma.NumberKind || math.IsNaN(c.Number) || w.base[i][j] <= 0 {
			continue
		}
		low, high := w.wholeCounts(i, j, of)
		if low > high || low < 0 || high > w.base[i][j] {
			return nil
		}
		rows = append(rows, i)
		chance *= math.Min(1, 2*half(c)*float64(w.base[i][j])/of)
	}
	if of == 100 && isPercent(w.t.Columns[j]) || chance < 0.01 {
		return rows
	}
	return nil
}

// wholeCounts returns the least and the largest whole K of which a figure can be
// the percentage or the fraction.
func (w *tableWriter) wholeCounts(i, j int, of float64) (low, high int) {
	c, n := w.cell(i, j), float64(w.base[i][j])
	return int(math.Ceil((c.Number - half(c)) * n / of)), int(math.Floor((c.Number + half(c)) * n / of))
}

// half is how far a figure can be from how it is printed.
func half(c rma.Cell) float64 { return math.Pow10(-c.Decimals) / 2 * (1 + 1e-9) }

// isPercent reports whether the label of a column says that it holds percentages.
func isPercent(c rma.Column) bool {
	for _, s := range []string{c.Key, c.Label.NL, c.Label.EN} {
		s = strings.ToLower(s)
		if strings.Contains(s, "%") || strings.Contains(s, "percent") || strings.Contains(s, "procent") || strings.Contains(s, "aandeel") || strings.Contains(s, "share") {
			return true
		}
	}
	return false
}

// warnOfRates warns once of a column of which rates were hidden.
func (w *tableWriter) warnOfRates(told bool, column rma.Column) {
	warning := rma.Warn(WarnPercentages, "table=%s, column=%s", w.t.ID, column.Key)
	if told && !slices.Contains(w.warnings, warning) {
		w.warnings = append(w.warnings, warning)
	}
}
