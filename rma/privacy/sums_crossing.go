package privacy

import (
	"errors"
	"fmt"
	"slices"

	"github.com/reflexive-monitoring/toolkit/internal/disclosure"
	"github.com/reflexive-monitoring/toolkit/rma"
)

// crossing is what a reader makes of tables of the same cases by two variables
// each: that all are margins of one table that nobody printed. Of pilot by month,
// pilot by kind and month by kind it has a count for every pilot, month and kind,
// which cannot be less than 0.
type crossing struct {
	of     string              // Table.Counts
	pairs  map[[2]string]bool  // variables that are crossed in a table, in order
	levels map[string][]string // per variable, the undivided parts of all cases
	open   map[string][]string // per variable, the parts that are known, where they need not be all
}

// theRest is the level of the cases of which it is not said in which they fall.
const theRest = "\x00"

// maxCrossing is how many counts the table that nobody printed may have. The time
// grows faster than their square.
const maxCrossing = 300

// crossingsOf returns the crossings of the tables, in the order of what they count.
func (c *counts) crossingsOf(tables []rma.Table) []*crossing {
	var all []*crossing
	for _, t := range tables {
		if t.Counts == "" || t.RowBy == "" || t.ColumnBy == "" || t.RowBy == t.ColumnBy {
			continue
		}
		i := slices.IndexFunc(all, func(x *crossing) bool { return x.of == t.Counts })
		if i < 0 {
			i = len(all)
			all = append(all, &crossing{t.Counts, map[[2]string]bool{}, map[string][]string{}, map[string][]string{}})
		}
		all[i].pairs[inOrder(t.RowBy, t.ColumnBy)] = true
		var rows, columns []string
		for _, r := range t.Rows {
			rows = append(rows, r.Key)
		}
		for _, column := range t.Columns {
			columns = append(columns, column.Key)
		}
		row, column := (&tableCounts{counts: c, t: t}).roots()
		all[i].divide(t.RowBy, rows, row, t.RowSums)
		all[i].divide(t.ColumnBy, columns, column, t.ColumnSums)
	}
	for _, x := range all {
		for variable, parts := range x.open {
			if x.levels[variable] == nil {
				x.levels[variable] = append(parts, theRest)
			}
		}
	}
	return all
}

func inOrder(u, v string) [2]string { return [2]string{min(u, v), max(u, v)} }

// divide notes into what a variable divides all cases, if a table says so: of
// several divisions the finest. If it does not, the lines of the table that are no
// totals are parts, and there may be others.
func (x *crossing) divide(variable string, keys []string, root string, sums []rma.Sum) {
	parts, ok := undivided(root, sums, 0)
	if root != "" && ok {
		if len(parts) > max(1, len(x.levels[variable])) {
			x.levels[variable] = parts
		}
		return
	}
	for _, key := range keys {
		total := slices.ContainsFunc(sums, func(s rma.Sum) bool { return s.Total == key })
		if !total && !slices.Contains(x.open[variable], key) {
			x.open[variable] = append(x.open[variable], key)
		}
	}
}

// undivided returns the parts of a total that are no totals themselves, if they
// are all of it.
func undivided(total string, sums []rma.Sum, depth int) ([]string, bool) {
	i := slices.IndexFunc(sums, func(s rma.Sum) bool { return s.Total == total && !s.Rest && len(s.Only) == 0 })
	if i < 0 {
		partly := slices.ContainsFunc(sums, func(s rma.Sum) bool { return s.Total == total })
		return []string{total}, !partly
	}
	var out []string
	for _, part := range sums[i].Parts {
		more, ok := undivided(part, sums, depth+1)
		if !ok || depth > len(sums) {
			return nil, false
		}
		out = append(out, more...)
	}
	return out, true
}

// triples returns every three variables that are crossed two by two.
func (x *crossing) triples() [][3]string {
	var out [][3]string
	variables := sortedKeys(x.levels)
	for i, u := range variables {
		for j := i + 1; j < len(variables); j++ {
			for _, w := range variables[j+1:] {
				v := variables[j]
				if x.pairs[[2]string{u, v}] && x.pairs[[2]string{u, w}] && x.pairs[[2]string{v, w}] {
					out = append(out, [3]string{u, v, w})
				}
			}
		}
	}
	return out
}

// addCrossings adds the tables that nobody printed, of three variables each, and
// what they add up to. It returns whether there are any, and how many were too
// large to add.
func (c *counts) addCrossings(tables []rma.Table) (added bool, tooLarge int) {
	for _, x := range c.crossingsOf(tables) {
		for _, by := range x.triples() {
			if len(x.levels[by[0]])*len(x.levels[by[1]])*len(x.levels[by[2]]) > maxCrossing {
				tooLarge++
				continue
			}
			added = true
			c.addCrossing(x, by)
		}
	}
	return added, tooLarge
}

func (c *counts) addCrossing(x *crossing, by [3]string) {
	parts := map[string][]int{} // by the key of the printed count
	for _, u := range x.levels[by[0]] {
		for _, v := range x.levels[by[1]] {
			for _, w := range x.levels[by[2]] {
				i := c.put(count{value: unknown, inner: true})
				a, b, d := level(by[0], u), level(by[1], v), level(by[2], w)
				for _, key := range []string{crossedKey(x.of, a, b), crossedKey(x.of, a, d), crossedKey(x.of, b, d)} {
					parts[key] = append(parts[key], i)
				}
			}
		}
	}
	for _, key := range sortedKeys(parts) {
		if total, ok := c.byKey[key]; ok {
			c.sums = append(c.sums, countSum{total: total, parts: parts[key]})
		}
	}
}

// protectCrossed hides further counts where one that is hidden can be enclosed
// too narrowly by who thinks of the tables that nobody printed. It happens to few,
// so that no search is made for the best: what stands beside goes too.
func (s *system) protectCrossed(tables []rma.Table) error {
	c := &counts{all: slices.Clone(s.all), same: slices.Clone(s.same), byKey: s.byKey, sums: slices.Clone(s.sums), standFor: s.standFor}
	added, tooLarge := c.addCrossings(tables)
	if tooLarge > 0 {
		s.warnings = append(s.warnings, rma.Warn(WarnNotCrossed, "n=%d, limit=%d", tooLarge, maxCrossing))
	}
	if !added || !slices.Contains(s.sensitive, true) {
		return nil
	}
	problem, cell := c.problem(s.cellOf)
	for {
		exposed, err := s.exposedBy(problem, cell)
		if errors.Is(err, ErrTooLarge) {
			s.warnings = append(s.warnings, rma.Warn(WarnNotCrossed, ""))
			return nil
		}
		if err != nil || len(exposed) == 0 {
			return err
		}
		more := false
		for _, i := range exposed {
			more = s.hideBeside(i) || more
		}
		if !more {
			return fmt.Errorf("%s: %w: leave out one of the tables that count the same cases", s.all[exposed[0]].where, ErrUnprotectable)
		}
		if err := s.protect(); err != nil {
			return err
		}
	}
}

// exposedBy returns the small counts that the problem encloses more narrowly than
// the policy asks, but for those that a waiver leaves so.
func (s *system) exposedBy(problem disclosure.Problem, cell []int) ([]int, error) {
	hidden, asked := make([]bool, len(problem.Cells)), make([]bool, len(problem.Cells))
	for i := range s.all {
		hidden[cell[i]] = s.isHidden(i)
		_, narrow := slices.BinarySearch(s.narrow, s.cell[i])
		asked[cell[i]] = s.isSmall(i) && !narrow
	}
	intervals, err := problem.Attack(hidden, asked)
	if err != nil {
		return nil, err
	}
	var out []int
	for i := range s.all {
		if s.find(i) == i && asked[cell[i]] && intervals[cell[i]].Width() < s.problem.Width {
			out = append(out, i)
		}
	}
	return out, nil
}

// hideBeside hides the cheapest count that is shown in a sum with this one, or, if
// there is none, in a sum with those, and reports whether there was any.
func (s *system) hideBeside(i int) bool {
	near := map[int]bool{i: true}
	for {
		beside := map[int]bool{}
		for _, sum := range s.sums {
			all := append([]int{sum.total}, sum.parts...)
			if slices.ContainsFunc(all, func(k int) bool { return near[s.find(k)] }) {
				for _, k := range all {
					beside[s.find(k)] = true
				}
			}
		}
		if best := s.cheapestShown(beside); best >= 0 {
			s.problem.Cells[best].Unpublished = true
			return true
		}
		if len(beside) <= len(near) {
			return false
		}
		near = beside
	}
}

// cheapestShown returns the cell, of those of the counts, that is shown and costs
// least to hide; -1 when there is none.
func (s *system) cheapestShown(counts map[int]bool) int {
	best := -1
	for i := range s.all {
		of := s.problem.Cells[s.cell[i]]
		if counts[i] && !s.isHidden(i) && !of.Keep && !of.Unpublished && (best < 0 || of.Cost < s.problem.Cells[best].Cost) {
			best = s.cell[i]
		}
	}
	return best
}
