package privacy

import (
	"fmt"
	"math"
	"slices"
	"strings"

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

// isVerdict reports whether a cell has words that follow from columns, such as that
// a count lies below a limit.
func (w *tableWriter) isVerdict(i, j int) bool {
	return w.cell(i, j).Kind == rma.TextKind && len(w.t.Columns[j].From) > 0
}

// declares reports whether it is said what the figure of a cell follows from.
func (w *tableWriter) declares(i, j int) bool {
	return w.declaresValues(i, j) || len(w.t.Columns[j].From) > 0
}

func (w *tableWriter) declaresValues(i, j int) bool {
	return w.t.Columns[j].Values || w.t.Rows[i].Values
}

// decimalsOf returns how many decimals a mean of so many whole numbers may have where
// these are rounded: with more of them it is the mean of that number and hardly of
// another (Brown and Heathers 2017, Social Psychological and Personality Science 8,
// 363-369).
func decimalsOf(n int) int {
	decimals := 0
	for ; n >= 10; n /= 10 {
		decimals++
	}
	return decimals
}

// baseOf returns on how many cases a figure rests: as its cell says, or the
// column that its column names, or the largest count that it follows from. A figure
// of which nothing is said is hidden, whatever it rests on.
func (w *tableWriter) baseOf(i, j int) (int, error) {
	c, column := w.cell(i, j), w.t.Columns[j]
	if column.Things || !isFigure(c) && !w.isVerdict(i, j) {
		return -1, nil
	}
	if c.N > 0 {
		return c.N, nil
	}
	if n, ok := w.numberIn(i, column.Base); ok {
		return n, nil
	}
	largest, ok := 0, !w.declares(i, j)
	for _, key := range column.From {
		if n, is := w.numberIn(i, key); is {
			largest, ok = max(largest, n), true
		}
	}
	if ok {
		return largest, nil
	}
	return 0, fmt.Errorf("table %q, row %q, column %q: %w", w.t.ID, w.t.Rows[i].Key, column.Key, ErrNoBase)
}

// numberIn returns the number of cases, or of things, in a row under the key of a
// column: K of a share, and N with "/n" behind the key.
func (w *tableWriter) numberIn(i int, key string) (int, bool) {
	j, ofN := w.columnOf(key)
	if j < 0 {
		return 0, false
	}
	switch c := w.cell(i, j); c.Kind {
	case rma.CountKind:
		return c.Count, true
	case rma.ShareKind:
		if ofN {
			return c.Share.N, true
		}
		return c.Share.K, true
	case rma.NumberKind: // thousands of inhabitants: not so many cases
		return disclosure.Largest, w.t.Columns[j].Things
	}
	return 0, false
}

// columnOf returns the column that a key names, and whether it is N of its shares that
// is meant; -1 when there is none.
func (w *tableWriter) columnOf(key string) (j int, ofN bool) {
	if j, ok := w.column[key]; ok {
		return j, false
	}
	if name, is := strings.CutSuffix(key, "/n"); is {
		if j, ok := w.column[name]; ok {
			return j, true
		}
	}
	return -1, false
}

// withholdFigures hides the figures that rest on too few, or that tell a hidden
// count.
func (w *tableWriter) withholdFigures() {
	undeclared := map[int]bool{}
	for j := range w.t.Columns {
		if per, ok := w.rateOf(j); ok {
			w.rates[j] = per
		}
	}
	for i := range w.t.Rows {
		hidden := slices.Contains(w.withheld[i], true)
		for j, base := range w.base[i] {
			if base < 0 {
				continue
			}
			w.withheld[i][j] = base < w.policy.MinBase || w.policy.hides() && w.tells(i, j, hidden)
			undeclared[j] = undeclared[j] || w.policy.hides() && !w.declares(i, j) && w.cell(i, j).Kind != rma.ShareIntervalKind
		}
	}
	for j, c := range w.t.Columns {
		if undeclared[j] {
			w.warnings = append(w.warnings, rma.Warn(WarnFigures, "table=%s, column=%s", w.t.ID, c.Key))
		}
	}
}

// tells reports whether a figure tells a count that is hidden or rounded. One of
// values tells the number of cases that it rests on, since the mean of all is
// weighed by it, and a test of values the counts beside it. One that follows from
// columns tells those.
func (w *tableWriter) tells(i, j int, hidden bool) bool {
	c, column := w.cell(i, j), w.t.Columns[j]
	switch {
	case c.Kind == rma.ShareIntervalKind:
		return w.hidesShare(i, j) || w.policy.RoundTo > 1 && !canRedo(c.Interval)
	case len(column.From) > 0:
		return w.hidesFrom(i, j)
	case !w.declares(i, j):
		return true
	case c.Kind == rma.PValueKind:
		return hidden || w.hidesPart(i)
	case w.hiddenNumbers[hiddenNumber{w.t.Counts, c.N}]:
		return true
	case w.restsOnBase(i, j):
		return !w.shows(i, column.Base) || hidden && w.isPerCase(i, j)
	case w.t.Rows[i].Values:
		return w.hidesInColumn(j, c.N)
	}
	return hidden
}

// restsOnBase reports whether a figure rests on the column that its column names, and
// not on some of those cases.
func (w *tableWriter) restsOnBase(i, j int) bool {
	n, ok := w.numberIn(i, w.t.Columns[j].Base)
	return ok && (w.cell(i, j).N == 0 || w.cell(i, j).N == n)
}

// isPerCase reports whether a figure is a hidden count of the row for every case of
// its base, such as children per family.
func (w *tableWriter) isPerCase(i, j int) bool {
	c, base := w.cell(i, j), float64(w.base[i][j])
	for k := range w.t.Columns {
		o := w.cell(i, k)
		if c.Kind == rma.NumberKind && o.Kind == rma.CountKind && w.withheld[i][k] && math.Abs(c.Number-float64(o.Count)/base) <= half(c) {
			return true
		}
	}
	return false
}

// hidesFrom reports whether a figure follows from what is not shown, or from rounded
// counts of which it cannot be computed again.
func (w *tableWriter) hidesFrom(i, j int) bool {
	if w.policy.RoundTo > 1 {
		per, ok := w.rates[j]
		if !ok {
			return true
		}
		if _, again := w.rate(i, j, per, w.policy.round); !again {
			return true
		}
	}
	return slices.ContainsFunc(w.t.Columns[j].From, func(key string) bool { return !w.shows(i, key) })
}

// shows reports whether a number stands in a row under the key of a column, and is
// there to be read.
func (w *tableWriter) shows(i int, key string) bool {
	j, _ := w.columnOf(key)
	if j < 0 || w.withheld[i][j] {
		return false
	}
	kind := w.cell(i, j).Kind
	return kind == rma.CountKind || kind == rma.ShareKind || kind == rma.NumberKind
}

// hidesInColumn reports whether a column has so many cases somewhere, and hides them.
func (w *tableWriter) hidesInColumn(j, n int) bool {
	if w.hiddenIn == nil {
		w.hiddenIn = map[int]map[int]bool{}
	}
	if w.hiddenIn[j] == nil {
		w.hiddenIn[j] = map[int]bool{}
		for i := range w.t.Rows {
			switch c := w.cell(i, j); {
			case !w.withheld[i][j]:
			case c.Kind == rma.CountKind:
				w.hiddenIn[j][c.Count] = true
			case c.Kind == rma.ShareKind:
				w.hiddenIn[j][c.Share.N], w.hiddenIn[j][c.Share.K] = true, true
			}
		}
	}
	return w.hiddenIn[j][n]
}

// figureOf returns the column of the figure that an interval is of: the nearest that
// lies in it and rests on as many; -1 when there is none.
func (w *tableWriter) figureOf(i, j int) int {
	c := w.cell(i, j)
	return w.nearest(j, func(k int) bool {
		o := w.cell(i, k)
		return o.Kind == rma.NumberKind && w.base[i][k] == w.base[i][j] &&
			o.Number >= c.Interval.Lo-half(o)-half(c) && o.Number <= c.Interval.Hi+half(o)+half(c)
	})
}

// shareOf returns the column of the share that an interval is of: the nearest that is
// the same; -1 when there is none.
func (w *tableWriter) shareOf(i, j int) int {
	return w.nearest(j, func(k int) bool {
		c := w.cell(i, k)
		return c.Kind == rma.ShareKind && c.Share == w.cell(i, j).Share
	})
}

// nearest returns the nearest column to the left for which something holds, or else
// to the right; -1 when there is none.
func (w *tableWriter) nearest(j int, holds func(k int) bool) int {
	for k := j - 1; k >= 0; k-- {
		if holds(k) {
			return k
		}
	}
	for k := j + 1; k < len(w.t.Columns); k++ {
		if holds(k) {
			return k
		}
	}
	return -1
}

// hidesShare reports whether the share that an interval is of is hidden, or does
// not stand in the row.
func (w *tableWriter) hidesShare(i, j int) bool {
	k := w.shareOf(i, j)
	return k < 0 || w.withheld[i][k]
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

// baseCount returns the count of a row that figures rest on, by the key of a column:
// K of a share, and N with "/n" behind the key; -1 when there is none.
func (w *tableWriter) baseCount(i int, key string) int {
	j, ofN := w.columnOf(key)
	switch {
	case j < 0:
		return -1
	case ofN:
		return w.places[i][j].n
	}
	return w.places[i][j].k
}

// half is how far a figure can be from how it is printed.
func half(c rma.Cell) float64 { return math.Pow10(-c.Decimals) / 2 * (1 + 1e-9) }
