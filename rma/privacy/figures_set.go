package privacy

import (
	"slices"
	"strconv"

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
	near   map[int][]int // per count: those of as many cases in its row or column, that name no base
}

// figureCell is a place with a figure: of a table, a row and a column.
type figureCell struct {
	w           *tableWriter
	row, column int
}

func (c figureCell) cell() rma.Cell { return c.w.cell(c.row, c.column) }

func (s *system) figureSet(tables []*tableWriter) *figureSet {
	f := &figureSet{system: s, number: map[figureCell]int{}, on: map[int][]int{}, near: map[int][]int{}}
	f.gather(tables)
	for i := range f.cells {
		f.places = append(f.places, nil)
		f.gone = append(f.gone, false)
		root := f.same.find(i)
		f.places[root] = append(f.places[root], f.cells[i])
	}
	for i, at := range f.cells {
		if at.w.withheld[at.row][at.column] {
			f.hide(i)
		}
	}
	f.addCountSums()
	for _, w := range tables {
		f.addTableSums(w)
	}
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
	for _, id := range slices.Concat(at.cell().Refs, at.cell().Same) {
		if p, ok := f.restsOn[id]; ok && f.all[f.find(p.k)].value == base {
			f.joinFirst(first, "observation "+id, n)
		}
	}
	count := w.baseCount(i, w.t.Columns[j].Base)
	if count < 0 {
		f.noteNear(at, n)
		return
	}
	count = f.find(count)
	f.on[count] = append(f.on[count], n)
	for _, name := range w.namesOf(i, j) {
		f.joinFirst(first, name+strconv.Itoa(count), n)
	}
}

// joinFirst makes a figure the same as the first with its name.
func (f *figureSet) joinFirst(first map[string]int, name string, n int) {
	if o, ok := first[name]; ok {
		f.same.join(o, n)
	} else {
		first[name] = n
	}
}

// noteNear notes the counts that a figure may rest on.
func (f *figureSet) noteNear(at figureCell, n int) {
	w := at.w
	note := func(p place) {
		for _, i := range []int{p.k, p.n} {
			if i >= 0 && f.all[f.find(i)].value == f.base[n] {
				f.near[f.find(i)] = append(f.near[f.find(i)], n)
			}
		}
	}
	for _, p := range w.places[at.row] {
		note(p)
	}
	if w.t.Rows[at.row].Values {
		for i := range w.t.Rows {
			note(w.places[i][at.column])
		}
	}
}

// namesOf returns what a figure is known by in another table.
func (w *tableWriter) namesOf(i, j int) []string {
	names := []string{"column " + strconv.Quote(w.keyOf(i, j))}
	if c := w.cell(i, j); c.Kind == rma.NumberKind {
		names = append(names, "value "+strconv.FormatFloat(c.Number, 'g', 12, 64)+" ")
	}
	return names
}

// keyOf returns what kind of figure a cell holds: the key of its column, or the name
// of an estimate.
func (w *tableWriter) keyOf(i, j int) string {
	if w.names != nil {
		return w.names[i]
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
