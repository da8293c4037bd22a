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
}

// figureCell is a place with a figure: of a table, a row and a column.
type figureCell struct {
	w           *tableWriter
	row, column int
}

func (s *system) figureSet(tables []*tableWriter) *figureSet {
	f := &figureSet{system: s, number: map[figureCell]int{}, on: map[int][]int{}}
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
	return f
}

// gather numbers the figures. Those on one count with one column key, or with one
// value, are the same.
func (f *figureSet) gather(tables []*tableWriter) {
	first := map[string]int{}
	for _, w := range tables {
		for i := range w.t.Rows {
			for j, column := range w.t.Columns {
				if c := w.cell(i, j); c.Kind != rma.NumberKind && c.Kind != rma.IntervalKind || w.base[i][j] < 0 {
					continue
				}
				at := figureCell{w, i, j}
				n := f.same.add()
				f.cells, f.number[at], f.base = append(f.cells, at), n, append(f.base, w.base[i][j])
				count := w.baseCount(i, column.Base)
				if count < 0 {
					continue
				}
				count = f.find(count)
				f.on[count] = append(f.on[count], n)
				for _, name := range w.namesOf(i, j) {
					name += strconv.Itoa(count)
					if o, ok := first[name]; ok {
						f.same.join(o, n)
					} else {
						first[name] = n
					}
				}
			}
		}
	}
}

// namesOf returns what a figure is known by in another table.
func (w *tableWriter) namesOf(i, j int) []string {
	names := []string{"column " + strconv.Quote(w.t.Columns[j].Key)}
	if c := w.cell(i, j); c.Kind == rma.NumberKind {
		names = append(names, "value "+strconv.FormatFloat(c.Number, 'g', 12, 64)+" ")
	}
	return names
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
