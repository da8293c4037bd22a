package privacy

import (
	"cmp"
	"math"
	"slices"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// cumulative says that a line of a table adds up the counts of another, place by
// place: cum = cum of the place before + n.
type cumulative struct {
	n, cum string   // keys of the lines; n is "" when no line has the increments
	places []string // in order
	starts bool     // the first of cum is the first of n
	totals []string // places that are a total, where cum is what it is in the last
}

// cumulatives returns the rows of the table that look cumulative, in the order of the
// columns, and the columns.
func cumulatives(t rma.Table, roundTo int) (rows, columns []cumulative) {
	find := func(l lines, named func(i int) bool, total func(at int) bool) []cumulative {
		s := cumulativeSearch{lines: l, slack: Policy{RoundTo: roundTo}.slack(2)}
		for i := range l.keys {
			s.called = append(s.called, named(i))
		}
		for at := range l.places {
			s.total = append(s.total, total(at))
		}
		return s.all()
	}
	byRow, byColumn := rowLines(t), columnLines(t)
	sums := func(l lines, sums []rma.Sum) func(at int) bool {
		totals := map[string]bool{}
		for _, s := range sums {
			totals[s.Total] = true
		}
		return func(at int) bool { return l.named[at] || totals[l.keys[at]] }
	}
	rows = find(byRow, func(i int) bool { return isCumulative(t.Rows[i].Key, t.Rows[i].Label) }, sums(byColumn, t.ColumnSums))
	columns = find(byColumn, func(i int) bool {
		c := t.Columns[indexOf(t.Columns, byColumn.keys[i])]
		return isCumulative(c.Key, c.Label)
	}, sums(byRow, t.RowSums))
	return rows, columns
}

// cumulativeSearch looks which lines add up others.
type cumulativeSearch struct {
	lines
	called []bool // per line: it is called cumulative
	total  []bool // per place
	slack  int
}

// cumulativeFit is how well a line adds up another.
type cumulativeFit struct {
	cumulative
	line, fits int
	evidence   float64
}

func (s *cumulativeSearch) all() []cumulative {
	if len(s.places) < 2 {
		return nil
	}
	var out []cumulative
	of := map[int]bool{}
	for cum := range s.keys {
		if !s.mounts(cum) {
			continue
		}
		var found []cumulativeFit
		from, to := s.near(cum)
		for n := from; n < to; n++ {
			if n == cum || s.called[n] || s.named[n] || of[n] {
				continue
			}
			found = append(found, s.fitsOf(n, cum)...)
		}
		if len(found) == 0 && s.called[cum] {
			found = s.fitsOf(-1, cum)
		}
		if len(found) > 0 {
			out = append(out, slices.MaxFunc(found, func(a, b cumulativeFit) int { return cmp.Compare(a.evidence, b.evidence) }).cumulative)
			of[cum] = true
		}
	}
	return out
}

// mounts reports whether a line only goes up, or only down, totals apart. At either
// end there may be a total of the line that it adds up.
func (s *cumulativeSearch) mounts(line int) bool {
	var shown []int
	for at, c := range s.counts[line] {
		if c >= 0 && !s.total[at] {
			shown = append(shown, c)
		}
	}
	ups, downs := 0, 0
	for i, c := range shown {
		switch {
		case i == 0:
		case c > shown[i-1]+s.slack:
			ups++
		case c < shown[i-1]-s.slack:
			downs++
		}
	}
	return ups <= 1 || downs <= 1
}

// near returns between which lines the increments of a line are looked for: among
// all, or in a long table among those beside it.
func (s *cumulativeSearch) near(line int) (from, to int) {
	const beside = 10
	if len(s.keys) <= farthest {
		return 0, len(s.keys)
	}
	return max(0, line-beside), min(len(s.keys), line+beside+1)
}

// fitsOf returns how a line adds up another, from the first place on or from the
// last; n is -1 when the increments stand in no line.
func (s *cumulativeSearch) fitsOf(n, cum int) []cumulativeFit {
	places, totals, ok := s.order(n, cum)
	if !ok {
		return nil
	}
	var out []cumulativeFit
	for range 2 {
		if f, ok := s.fit(n, cum, places); ok {
			for _, at := range totals {
				if c, last := s.counts[cum][at], s.counts[cum][places[len(places)-1]]; c >= 0 && c == last {
					f.totals = append(f.totals, s.places[at])
				}
			}
			out = append(out, f)
		}
		places = slices.Clone(places)
		slices.Reverse(places)
	}
	return out
}

// order returns the places with counts in both lines, totals apart. A place at
// either end that has in both, or in n alone, what cum comes to is a total too.
func (s *cumulativeSearch) order(n, cum int) (places, totals []int, ok bool) {
	increment := func(at int) int {
		if n < 0 {
			return unknown
		}
		return s.counts[n][at]
	}
	top := 0
	for at := range s.places {
		switch c := s.counts[cum][at]; {
		case s.total[at]:
			totals = append(totals, at)
		case c != absent || increment(at) >= 0:
			places = append(places, at)
		}
	}
	for _, at := range places {
		top = max(top, s.counts[cum][at])
	}
	for _, end := range []int{len(places) - 1, 0} {
		if len(places) < 3 {
			break
		}
		at, beside := places[end], places[min(1, len(places)-1)]
		if end > 0 {
			beside = places[end-1]
		}
		c := s.counts[cum][at]
		whole := c == absent || c == top && (s.counts[cum][beside] == top || s.counts[cum][places[len(places)-1-end]] == top)
		if increment(at) == top && top > 0 && whole {
			totals, places = append(totals, at), slices.Delete(slices.Clone(places), end, end+1)
			break
		}
	}
	absentIn := func(at int) bool { return s.counts[cum][at] == absent || n >= 0 && s.counts[n][at] == absent }
	return places, totals, len(places) > 1 && !slices.ContainsFunc(places, absentIn)
}

// fit looks whether a line adds up another in all these places, in their order. It
// needs three that chance can hardly explain, or a name that says so.
func (s *cumulativeSearch) fit(n, cum int, places []int) (cumulativeFit, bool) {
	f := cumulativeFit{cumulative: cumulative{cum: s.keys[cum], starts: n >= 0}, line: cum}
	if n >= 0 {
		f.n = s.keys[n]
	}
	note := func(c int) {
		f.fits++
		f.evidence += math.Log(max(1, float64(c+1)/float64(2*s.slack+1)))
	}
	before := 0
	for i, at := range places {
		f.places = append(f.places, s.places[at])
		c, add := s.counts[cum][at], unknown
		if n >= 0 {
			add = s.counts[n][at]
		}
		switch {
		case i == 0 && c >= 0 && add >= 0 && c != add:
			f.starts = false
			if add > c+s.slack {
				return f, false
			}
		case c < 0 || before < 0:
		case add < 0 && c < before-s.slack:
			return f, false
		case add < 0:
		case c-before-add < -s.slack || c-before-add > s.slack:
			return f, false
		case add > 0 && (before > 0 || i == 0):
			note(c)
		}
		before = c
	}
	if s.called[cum] {
		return f, n < 0 || f.fits > 0 || slices.Contains(s.counts[n], unknown)
	}
	pairs := float64(len(s.keys) * (len(s.keys) - 1))
	return f, f.fits > 2 && f.evidence >= math.Log(30*pairs)
}

// without returns the lines without the places that are cumulative, in which the
// lines do not add up.
func (l lines) without(found []cumulative) lines {
	drop := map[string]bool{}
	for _, c := range found {
		drop[c.cum] = true
	}
	if len(drop) == 0 {
		return l
	}
	out := lines{keys: l.keys, named: l.named, fewer: true}
	for at, place := range l.places {
		if !drop[place] {
			out.places = append(out.places, l.places[at])
		}
	}
	for _, counts := range l.counts {
		var kept []int
		for at, c := range counts {
			if !drop[l.places[at]] {
				kept = append(kept, c)
			}
		}
		out.counts = append(out.counts, kept)
	}
	return out
}

// sumsOfCumulative names the cumulative lines, to warn of them.
func sumsOfCumulative(found []cumulative) []rma.Sum {
	var out []rma.Sum
	for _, c := range found {
		out = append(out, rma.Sum{Total: c.cum})
	}
	return out
}
