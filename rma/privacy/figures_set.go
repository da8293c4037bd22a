package privacy

import (
	"fmt"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// figureSet holds the figures of values of all tables, each once however many
// tables print it, and what can be worked out from what. A figure is known by its
// number.
type figureSet struct {
	*system
	cells  []figureCell
	number map[figureCell]int
	same   twins
	places [][]figureCell // per figure that stands for all that are the same
	base   []int          // cases that it rests on
	gone   []bool         // per figure that stands for all that are the same: it is hidden
	groups []figureGroup
	on     map[int][]int // per count: the figures that rest on it
	kinds  twins         // of what figures are called
	kind   []int         // per figure, what it is called
	named  map[string]int
	secret []bool        // per figure that stands for all that are the same: it tells a hidden count
	loose  map[int][]int // per number: the figures of so many cases that stand beside no such count
	near   map[int][]int // per count: those of as many cases in its row or column, that name no base
}

// figureCell is a place with a figure: of a table, a row and a column.
type figureCell struct {
	w           *tableWriter
	row, column int
}

func (c figureCell) cell() rma.Cell { return c.w.cell(c.row, c.column) }

func (s *system) figureSet(tables []*tableWriter) *figureSet {
	f := &figureSet{system: s, number: map[figureCell]int{}, on: map[int][]int{}, near: map[int][]int{}, loose: map[int][]int{}, named: map[string]int{}}
	f.gather(tables)
	for i := range f.cells {
		f.places = append(f.places, nil)
		f.gone, f.secret = append(f.gone, false), append(f.secret, false)
		root := f.same.find(i)
		f.places[root] = append(f.places[root], f.cells[i])
		f.kinds.join(f.kind[root], f.kind[i])
	}
	for i, at := range f.cells {
		if at.w.withheld[at.row][at.column] {
			f.hide(i)
		}
	}
	for _, w := range tables {
		f.joinKinds(w)
	}
	f.addCountSums()
	for _, w := range tables {
		f.addTableSums(w)
	}
	f.addUnprinted()
	f.withholdScales()
	return f
}

// gather numbers the figures. Those on one count with one column key, or with one
// value, are the same, and those of one observation.
func (f *figureSet) gather(tables []*tableWriter) {
	first := map[string]int{}
	for _, w := range tables {
		for i := range w.t.Rows {
			for j := range w.t.Columns {
				c := w.cell(i, j)
				if (c.Kind == rma.NumberKind || c.Kind == rma.IntervalKind) && w.base[i][j] >= 0 {
					f.gatherFigure(figureCell{w, i, j}, first)
				}
			}
		}
	}
}

func (f *figureSet) gatherFigure(at figureCell, first map[string]int) {
	w, i, j := at.w, at.row, at.column
	n, base := f.same.add(), w.base[i][j]
	f.cells, f.number[at], f.base = append(f.cells, at), n, append(f.base, base)
	f.kind = append(f.kind, f.kindCalled(w.keyOf(i, j)))
	for _, id := range slices.Concat(at.cell().Refs, at.cell().Same) {
		if p, ok := f.restsOn[id]; ok && f.all[f.find(p.k)].value == base {
			f.joinFirst(first, "observation "+id, n)
		}
	}
	count := w.baseCount(i, w.t.Columns[j].Base)
	if count < 0 {
		f.noteNear(at, n, first)
		return
	}
	f.putOn(count, n, first)
}

// putOn notes that a figure rests on a count. Of one kind, or with one value as they
// are printed, two figures on one count are the same.
func (f *figureSet) putOn(count, n int, first map[string]int) {
	count = f.find(count)
	at := f.cells[n]
	f.joinFirst(first, fmt.Sprintf("column %q of %d", at.w.keyOf(at.row, at.column), count), n)
	if c := at.cell(); c.Kind == rma.NumberKind {
		for _, o := range f.on[count] {
			if other := f.cells[o].cell(); other.Kind == rma.NumberKind && math.Abs(c.Number-other.Number) <= half(c)+half(other) {
				f.same.join(o, n)
				break
			}
		}
	}
	f.on[count] = append(f.on[count], n)
}

// joinKinds takes the first figures on columns that add up to be of one kind, and the
// second, and so on.
func (f *figureSet) joinKinds(w *tableWriter) {
	for _, s := range w.t.ColumnSums {
		for n, j := range w.columnsOn(s.Total) {
			for _, part := range s.Parts {
				if on := w.columnsOn(part); n < len(on) {
					f.kinds.join(f.kindCalled(w.t.Columns[j].Key), f.kindCalled(w.t.Columns[on[n]].Key))
				}
			}
		}
	}
}

// kindCalled returns the number of what figures are called.
func (f *figureSet) kindCalled(name string) int {
	n, ok := f.named[name]
	if !ok {
		n = f.kinds.add()
		f.named[name] = n
	}
	return n
}

// joinFirst makes a figure the same as the first with its name.
func (f *figureSet) joinFirst(first map[string]int, name string, n int) {
	if o, ok := first[name]; ok {
		f.same.join(o, n)
	} else {
		first[name] = n
	}
}

// noteNear notes the counts that a figure may rest on: those of as many cases in its
// row, or in its column when the rows are the characteristics. If there is one alone,
// it rests on that.
func (f *figureSet) noteNear(at figureCell, n int, first map[string]int) {
	w, base := at.w, f.base[n]
	counts := map[int]bool{}
	note := func(p place) {
		for _, i := range []int{p.k, p.n} {
			if i >= 0 && f.all[f.find(i)].value == base {
				counts[f.find(i)] = true
			}
		}
	}
	for _, p := range w.places[at.row] {
		note(p)
	}
	if w.t.Rows[at.row].Values {
		for _, i := range w.rowsOf(at.column)[base] {
			note(w.places[i][at.column])
		}
	}
	if len(counts) == 0 {
		f.loose[base] = append(f.loose[base], n)
	}
	for count := range counts {
		if len(counts) == 1 && w.declaresValues(at.row, at.column) {
			f.putOn(count, n, first)
		} else {
			f.near[count] = append(f.near[count], n)
		}
	}
}

// rowsOf returns the rows of a column by the numbers that stand there.
func (w *tableWriter) rowsOf(j int) map[int][]int {
	if w.rowsBy == nil {
		w.rowsBy = map[int]map[int][]int{}
	}
	if w.rowsBy[j] == nil {
		w.rowsBy[j] = map[int][]int{}
		for i := range w.t.Rows {
			for _, k := range []int{w.places[i][j].k, w.places[i][j].n} {
				if k >= 0 {
					n := w.all[w.find(k)].value
					w.rowsBy[j][n] = append(w.rowsBy[j][n], i)
				}
			}
		}
	}
	return w.rowsBy[j]
}

// keyOf returns what the figure of a cell is called: the key of its column, or of its
// row when the rows are the characteristics, or the name of an estimate.
func (w *tableWriter) keyOf(i, j int) string {
	switch {
	case w.names != nil:
		return w.names[i]
	case w.t.Rows[i].Values && !w.t.Columns[j].Values:
		return w.t.Rows[i].Key
	}
	return w.t.Columns[j].Key
}

// isGone reports whether a figure is hidden.
func (f *figureSet) isGone(i int) bool { return f.gone[f.same.find(i)] }

// hide hides a figure wherever it is printed, and reports whether it was shown.
func (f *figureSet) hide(i int) bool {
	i = f.same.find(i)
	was := f.gone[i]
	f.gone[i] = true
	for _, at := range f.places[i] {
		at.w.withheld[at.row][at.column] = true
	}
	return !was
}

// settle hides what follows from figures that are hidden, until nothing does.
func (f *figureSet) settle(tables []*tableWriter) {
	for again := true; again; {
		again = false
		for _, g := range f.groups {
			again = f.withholdDifference(g) || again
		}
		again = f.withholdDerived() || again
		for _, w := range tables {
			again = f.withholdIntervals(w) || again
			again = f.withholdFrom(w) || again
		}
	}
}

// withholdFrom hides what follows from a figure that is hidden by now.
func (f *figureSet) withholdFrom(w *tableWriter) (more bool) {
	for j, c := range w.t.Columns {
		for i := range w.t.Rows {
			if len(c.From) == 0 || w.base[i][j] < 0 || w.withheld[i][j] || !slices.ContainsFunc(c.From, func(key string) bool { return !w.shows(i, key) }) {
				continue
			}
			if n, ok := f.number[figureCell{w, i, j}]; ok {
				f.hide(n)
			}
			w.withheld[i][j], more = true, true
		}
	}
	return more
}

// withholdIntervals hides the interval of a figure that is hidden: its middle is
// the figure, or near it.
func (f *figureSet) withholdIntervals(w *tableWriter) (more bool) {
	for i := range w.t.Rows {
		for j := range w.t.Columns {
			n, ok := f.number[figureCell{w, i, j}]
			if !ok || w.cell(i, j).Kind != rma.IntervalKind {
				continue
			}
			if k := w.figureOf(i, j); k >= 0 && w.withheld[i][k] {
				more = f.hide(n) || more
			}
		}
	}
	return more
}
