package privacy

import (
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// isOfScale reports whether the figures of a row that rest on a column are those of a
// scale of which the table has the counts of every answer, and hides some. The mean
//
//	mean = Σ (first + j) × count of answer j / n,   first = 0 or 1, either way round
//
// then tells one of them more. Of two answers it is a share.
func (w *tableWriter) isOfScale(i int, base string) bool {
	for _, s := range w.t.ColumnSums {
		if s.Total != base || len(s.Parts) < 3 || !s.HoldsIn(w.t.Rows[i].Key) {
			continue
		}
		hidden := slices.ContainsFunc(s.Parts, func(key string) bool { return !w.shows(i, key) })
		if means := w.scaleMeans(i, s.Parts); hidden && slices.ContainsFunc(means, func(m float64) bool { return w.hasFigure(i, base, m) }) {
			return true
		}
	}
	return false
}

// scaleMeans returns what the mean can be of answers with these counts.
func (w *tableWriter) scaleMeans(i int, parts []string) []float64 {
	n, sum := 0.0, 0.0
	for j, key := range parts {
		k, ok := w.column[key]
		if !ok || w.cell(i, k).Kind != rma.CountKind {
			return nil
		}
		count := float64(w.cell(i, k).Count)
		n, sum = n+count, sum+float64(j)*count
	}
	mean, last := sum/n, float64(len(parts)-1)
	return []float64{mean, mean + 1, last - mean, last - mean + 1}
}

// hasFigure reports whether a row has a figure that rests on a column, and is printed
// as so much.
func (w *tableWriter) hasFigure(i int, base string, v float64) bool {
	return slices.ContainsFunc(w.t.Columns, func(c rma.Column) bool {
		cell := w.cell(i, w.column[c.Key])
		return c.Base == base && cell.Kind == rma.NumberKind && math.Abs(cell.Number-v) <= half(cell)
	})
}
