package privacy

import (
	"math"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// ratio is how a count is turned into a figure: count / of, times a factor.
type ratio func(count, of float64) float64

var ratios = []ratio{
	func(count, of float64) float64 { return 100 * count / of },
	func(count, of float64) float64 { return count / of },
	func(count, of float64) float64 { return 100 - 100*count/of },
	func(count, of float64) float64 { return 1 - count/of },
	func(count, _ float64) float64 { return count },
}

// withholdRatios hides the figures of a column that tell a hidden count: it holds
// a count of its row in the one that it rests on, or in the total of its column. A
// column is taken for that when its figures are, as they are printed, in every row.
func (w *tableWriter) withholdRatios() {
	totals := w.totals()
	for j, column := range w.t.Columns {
		if !column.Things {
			w.withholdRatiosIn(j, totals)
		}
	}
}

func (w *tableWriter) withholdRatiosIn(j int, totals map[int]int) {
	base := w.t.Columns[j].Base
	for k, column := range w.t.Columns {
		if column.Key == base {
			continue
		}
		for _, of := range []func(i int) int{
			func(i int) int { return w.baseCount(i, base) },
			func(i int) int {
				if total, ok := totals[i]; ok {
					return w.places[total][k].k
				}
				return -1
			},
		} {
			for _, r := range ratios {
				w.withholdRatio(j, k, of, r)
			}
		}
	}
}

func (w *tableWriter) withholdRatio(j, k int, of func(i int) int, r ratio) {
	var tell []int
	for i := range w.t.Rows {
		c, p := w.cell(i, j), w.places[i][k]
		if c.Kind != rma.NumberKind || !p.isCount() {
			continue
		}
		n := of(i)
		if n < 0 {
			continue
		}
		half := math.Pow10(-c.Decimals) / 2 * (1 + 1e-9)
		if !(math.Abs(c.Number-r(w.value(p.k), w.value(n))) <= half) {
			return
		}
		if w.hides(p) || w.isHidden(n) {
			tell = append(tell, i)
		}
	}
	for _, i := range tell {
		w.withheld[i][j] = true
	}
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
