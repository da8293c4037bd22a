package privacy

import "github.com/reflexive-monitoring/toolkit/rma"

// UndeclaredSums warns of rows and columns that look like totals, and of which
// the table does not say so in RowSums or ColumnSums. Nobody can protect or audit
// a table by sums that it does not know of: a reader sees that the last row is the
// sum of the others.
//
// A line is taken for a total when its counts are, as far as they are shown, what
// those of all other lines add up to, or those of the lines right before or right
// after it. Rounding by the policy is allowed for. A line can look like a total by
// chance, and a total can be missed when most counts are hidden. [Protect] gives
// these warnings too; [Audit] does not. The warnings are WarnUndeclaredSum.
func UndeclaredSums(tables []rma.Table, p Policy) []rma.Warning {
	settings, err := p.Settings()
	if err != nil {
		return nil
	}
	var out []rma.Warning
	for _, t := range tables {
		if ids, ok := undeclared(rowLines(t), t.RowSums, settings.RoundTo); ok {
			out = append(out, rma.Warn(WarnUndeclaredSum, "table=%s, row=%s", t.ID, ids))
		}
		if ids, ok := undeclared(columnLines(t), t.ColumnSums, settings.RoundTo); ok {
			out = append(out, rma.Warn(WarnUndeclaredSum, "table=%s, column=%s", t.ID, ids))
		}
	}
	return out
}

// lines are the rows of a table, or its columns, with their counts; unknown where
// there is none or where it is hidden.
type lines struct {
	keys   []string
	counts [][]int
}

func rowLines(t rma.Table) lines {
	l := lines{}
	for i, r := range t.Rows {
		l.keys = append(l.keys, r.Key)
		var counts []int
		for j := range t.Columns {
			counts = append(counts, countAt(t, i, j))
		}
		l.counts = append(l.counts, counts)
	}
	return l
}

func columnLines(t rma.Table) lines {
	l := lines{}
	for j, c := range t.Columns {
		var counts []int
		for i := range t.Rows {
			counts = append(counts, countAt(t, i, j))
		}
		if c.Things {
			continue
		}
		l.keys, l.counts = append(l.keys, c.Key), append(l.counts, counts)
	}
	return l
}

func countAt(t rma.Table, i, j int) int {
	if cells := t.Rows[i].Cells; j < len(cells) && !t.Columns[j].Things {
		switch c := cells[j]; c.Kind {
		case rma.CountKind:
			return c.Count
		case rma.ShareKind:
			return c.Share.K
		}
	}
	return unknown
}

// undeclared returns the first line that looks like a total and is not said to be
// one, nor is a part of one that is.
func undeclared(l lines, sums []rma.Sum, roundTo int) (string, bool) {
	total, part := map[string]bool{}, map[string]bool{}
	for _, s := range sums {
		total[s.Total] = true
		for _, key := range s.Parts {
			part[key] = true
		}
	}
	all := &heap{roundTo: roundTo}
	for i, counts := range l.counts {
		if !total[l.keys[i]] {
			all.put(counts, 1)
		}
	}
	for i, key := range l.keys {
		if total[key] || part[key] {
			continue
		}
		all.put(l.counts[i], -1)
		if all.isFor(l.counts[i]) || l.besideAddsUp(i, 1, total, roundTo) || l.besideAddsUp(i, -1, total, roundTo) {
			return key, true
		}
		all.put(l.counts[i], 1)
	}
	return "", false
}

// farthest is how many lines before and after a line are looked at.
const farthest = 100

// besideAddsUp reports whether the lines right after a line, or before, add up to it.
func (l lines) besideAddsUp(i, step int, total map[string]bool, roundTo int) bool {
	h := &heap{roundTo: roundTo}
	for k := i + step; k >= 0 && k < len(l.keys) && h.lines < farthest; k += step {
		if total[l.keys[k]] {
			continue
		}
		if h.put(l.counts[k], 1); h.isFor(l.counts[i]) {
			return true
		}
	}
	return false
}

// heap is some lines added up, place by place.
type heap struct {
	lines   int
	places  []heapPlace
	roundTo int
}

type heapPlace struct{ sum, positive, unknown int }

// put adds a line, or takes it away again.
func (h *heap) put(counts []int, times int) {
	if h.places == nil {
		h.places = make([]heapPlace, len(counts))
	}
	h.lines += times
	for at, c := range counts {
		switch p := &h.places[at]; {
		case c == unknown:
			p.unknown += times
		case c > 0:
			p.sum, p.positive = p.sum+times*c, p.positive+times
		}
	}
}

// enough is what a total has to be, where a sum holds in one place only, for it
// not to be taken for chance.
const enough = 10

// isFor reports whether a line is what the heap adds up to wherever all is known,
// and not less where some is not.
func (h *heap) isFor(total []int) bool {
	if h.lines < 2 {
		return false
	}
	slack := 0
	if h.roundTo > 1 {
		slack = h.roundTo * (h.lines + 1) / 2
	}
	places, largest := 0, 0
	for at, t := range total {
		p := h.places[at]
		switch {
		case t == unknown:
		case p.sum > t+slack, p.unknown == 0 && p.sum < t-slack:
			return false
		case p.unknown == 0 && p.positive > 1 && t > slack:
			places, largest = places+1, max(largest, t)
		}
	}
	return places > 1 || largest >= enough
}
