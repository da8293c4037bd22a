package privacy

import (
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// isFigure reports whether a cell holds a figure about people that is no count.
func isFigure(c rma.Cell) bool {
	switch c.Kind {
	case rma.NumberKind, rma.ShareIntervalKind, rma.IntervalKind, rma.PValueKind:
		return true
	}
	return false
}

// baseOf returns on how many cases a figure rests: as its cell says, or the
// column that its column names.
func (w *tableWriter) baseOf(i, j int) (int, error) {
	c, column := w.cell(i, j), w.t.Columns[j]
	if column.Things || !isFigure(c) {
		return -1, nil
	}
	if c.N > 0 {
		return c.N, nil
	}
	for b, other := range w.t.Columns {
		if column.Base != "" && other.Key == column.Base {
			switch of := w.cell(i, b); of.Kind {
			case rma.CountKind:
				return of.Count, nil
			case rma.ShareKind:
				return of.Share.N, nil
			case rma.NumberKind:
				if other.Things { // thousands of inhabitants: not so many cases
					return disclosure.Largest, nil
				}
			}
		}
	}
	return 0, fmt.Errorf("table %q, row %q, column %q: %w", w.t.ID, w.t.Rows[i].Key, column.Key, ErrNoBase)
}

// withholdFigures hides the figures that rest on too few, that tell a hidden
// count, or that follow from others.
func (w *tableWriter) withholdFigures() {
	for i := range w.t.Rows {
		hidden := slices.Contains(w.withheld[i], true)
		for j, base := range w.base[i] {
			if base >= 0 {
				w.withheld[i][j] = base < w.policy.MinBase || w.tells(i, j, hidden)
			}
		}
	}
	w.withholdRatios()
	if w.policy.hides() {
		w.withholdPercentages()
	}
	w.settleFigures()
}

// settleFigures hides what follows from figures that are hidden, until nothing does.
func (w *tableWriter) settleFigures() {
	groups := w.figureGroups()
	for again := true; again; {
		again = false
		for _, g := range groups {
			again = w.withholdDifference(g) || again
		}
		again = w.withholdDerived(groups) || w.withholdIntervals() || again
	}
}

// tells reports whether a figure tells a hidden count. One that does not say on
// which column it rests follows from all counts of its row. So does a p-value,
// and from those of the rows that it is the total of, and an interval of a figure
// that is not there: of a rate it tells the count.
func (w *tableWriter) tells(i, j int, hidden bool) bool {
	c, based := w.cell(i, j), w.t.Columns[j].Base != ""
	switch {
	case c.Kind == rma.ShareIntervalKind:
		return w.hidesShare(i, c.Share) || w.policy.RoundTo > 1 && !canRedo(c.Interval)
	case c.Kind == rma.PValueKind:
		return hidden || w.hidesPart(i) || w.policy.RoundTo > 1 && !based
	case c.Kind == rma.IntervalKind && w.figureOf(i, j) < 0:
		return hidden || w.onThings(j)
	}
	return hidden && !based
}

// figureOf returns the column of the figure that an interval is of: the nearest to
// the left that lies in it and rests on as many, or else to the right; -1 when there
// is none.
func (w *tableWriter) figureOf(i, j int) int {
	c := w.cell(i, j)
	inside := func(k int) bool {
		o := w.cell(i, k)
		return o.Kind == rma.NumberKind && w.base[i][k] == w.base[i][j] &&
			o.Number >= c.Interval.Lo-half(o)-half(c) && o.Number <= c.Interval.Hi+half(o)+half(c)
	}
	for k := j - 1; k >= 0; k-- {
		if inside(k) {
			return k
		}
	}
	for k := j + 1; k < len(w.t.Columns); k++ {
		if inside(k) {
			return k
		}
	}
	return -1
}

// onThings reports whether the figures of a column rest on one of things, such as
// inhabitants, so that they are rates.
func (w *tableWriter) onThings(j int) bool {
	return slices.ContainsFunc(w.t.Columns, func(c rma.Column) bool { return c.Things && c.Key == w.t.Columns[j].Base })
}

// hidesShare reports whether the share that an interval is of is hidden, or does
// not stand in the row.
func (w *tableWriter) hidesShare(i int, share rma.Proportion) bool {
	for j := range w.t.Columns {
		if c := w.cell(i, j); c.Kind == rma.ShareKind && c.Share == share && !w.withheld[i][j] {
			return false
		}
	}
	return true
}

// hidesPart reports whether a count is hidden in a row that the row is a total of,
// or in a part of that.
func (w *tableWriter) hidesPart(i int) bool {
	seen := map[int]bool{i: true}
	for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
		for _, s := range w.t.RowSums {
			if s.Total != w.t.Rows[queue[0]].Key {
				continue
			}
			for _, key := range s.Parts {
				part, ok := w.row[key]
				if !ok || seen[part] {
					continue
				}
				if slices.ContainsFunc(w.places[part], w.hides) {
					return true
				}
				seen[part] = true
				queue = append(queue, part)
			}
		}
	}
	return false
}

// withholdIntervals hides the interval of a figure that is hidden: its middle is
// the figure, or near it.
func (w *tableWriter) withholdIntervals() (more bool) {
	for i := range w.t.Rows {
		for j := range w.t.Columns {
			if w.cell(i, j).Kind != rma.IntervalKind || w.base[i][j] < 0 {
				continue
			}
			if k := w.figureOf(i, j); k >= 0 && w.withheld[i][k] {
				more = w.withhold(i, j) || more
			}
		}
	}
	return more
}
