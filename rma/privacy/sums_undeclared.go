package privacy

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// UndeclaredSums warns of rows and columns that look like totals, and of which
// the table does not say so in RowSums or ColumnSums: a reader sees that the last
// row is the sum of the others. [Protect] and [Audit] take them for sums, and
// Protect gives these warnings. Declare them, and what is no sum will not be taken
// for one.
//
// A line is taken for a total when its counts are, as far as they are shown, what
// those of all other lines add up to, or those of the lines right before or right
// after it, or those of two others wherever they stand. One place in five may not
// fit, where the others are many. A line that is another again in many places is the
// total of a group of one. Rounding by the policy is allowed for. A line can look like
// a total by chance, and then more is hidden than needed. A total is missed when most
// counts are hidden: say what adds up. The warnings are WarnUndeclaredSum.
func UndeclaredSums(tables []rma.Table, p Policy) []rma.Warning {
	_, warnings := withLikelySums(tables, p)
	return warnings
}

// withLikelySums returns the tables with the sums that they look to have.
func withLikelySums(tables []rma.Table, p Policy) ([]rma.Table, []rma.Warning) {
	settings, err := p.Settings()
	if err != nil {
		return tables, nil
	}
	out := slices.Clone(tables)
	var warnings []rma.Warning
	for i := range out {
		t := &out[i]
		rows, columns := rowLines(*t), columnLines(*t)
		for _, s := range likelySums(rows, t.RowSums, settings.RoundTo) {
			t.RowSums = append(slices.Clip(t.RowSums), s)
			warnings = append(warnings, rma.Warn(WarnUndeclaredSum, "table=%s, row=%s", t.ID, s.Total))
		}
		for _, s := range likelySums(columns, t.ColumnSums, settings.RoundTo) {
			t.ColumnSums = append(slices.Clip(t.ColumnSums), s)
			warnings = append(warnings, rma.Warn(WarnUndeclaredSum, "table=%s, column=%s", t.ID, s.Total))
		}
	}
	return out, warnings
}

// lines are the rows of a table, or its columns, with their counts.
type lines struct {
	keys   []string
	places []string // keys of the columns, or of the rows
	counts [][]int  // per line and place; unknown where it is hidden, absent where there is none
	named  []bool   // per line: it is called a total
}

const absent = unknown - 1

func rowLines(t rma.Table) lines {
	var l lines
	for j, c := range t.Columns {
		if !c.Things {
			l.places = append(l.places, c.Key)
		}
		for i := range t.Rows {
			if j == 0 {
				l.keys, l.counts = append(l.keys, t.Rows[i].Key), append(l.counts, nil)
				l.named = append(l.named, isTotal(t.Rows[i].Key, t.Rows[i].Label))
			}
			if !c.Things {
				l.counts[i] = append(l.counts[i], countAt(t, i, j))
			}
		}
	}
	return l
}

func columnLines(t rma.Table) lines {
	var l lines
	for i := range t.Rows {
		l.places = append(l.places, t.Rows[i].Key)
	}
	for j, c := range t.Columns {
		if c.Things {
			continue
		}
		var counts []int
		for i := range t.Rows {
			counts = append(counts, countAt(t, i, j))
		}
		l.keys, l.counts = append(l.keys, c.Key), append(l.counts, counts)
		l.named = append(l.named, isTotal(c.Key, c.Label))
	}
	return l
}

func countAt(t rma.Table, i, j int) int {
	if j >= len(t.Rows[i].Cells) {
		return absent
	}
	switch c := t.Rows[i].Cells[j]; c.Kind {
	case rma.CountKind:
		return c.Count
	case rma.ShareKind:
		return c.Share.K
	case rma.Withheld:
		return unknown
	}
	return absent
}

// likelySums returns the sums that the lines look to have, besides those declared.
// Where two lines have one key nobody can say which is meant.
func likelySums(l lines, declared []rma.Sum, roundTo int) []rma.Sum {
	if len(l.keys) != len(setOf(l.keys)) || len(l.places) != len(setOf(l.places)) {
		return nil
	}
	var out []rma.Sum
	for {
		sums := append(slices.Clip(declared), out...)
		s, ok := l.likelySum(sums, heapRule{roundTo: roundTo})
		if !ok {
			s, ok = l.likelySum(sums, heapRule{roundTo: roundTo, misfits: true})
		}
		if !ok {
			return out
		}
		out = append(out, s)
	}
}

func setOf(keys []string) map[string]bool {
	out := map[string]bool{}
	for _, k := range keys {
		out[k] = true
	}
	return out
}

// isHeading reports whether a line has no counts at all.
func (l lines) isHeading(i int) bool {
	return !slices.ContainsFunc(l.counts[i], func(c int) bool { return c != absent })
}

// isTotal reports whether a line is called a total.
func isTotal(key string, label rma.Text) bool {
	for _, s := range []string{key, label.NL, label.EN} {
		switch strings.ToLower(strings.TrimSpace(s)) {
		case "totaal", "total", "alle", "all", "allen", "alles", "samen", "together", "som", "sum":
			return true
		}
	}
	return false
}

// likelySum returns the first line that looks like a total of lines that are not
// said to be its parts, and is no part of another, with those lines.
func (l lines) likelySum(sums []rma.Sum, rule heapRule) (rma.Sum, bool) {
	total, part := map[string]bool{}, map[string]bool{}
	own := map[string]map[string]bool{} // per total: the parts that it is said to have
	for _, s := range sums {
		total[s.Total] = true
		if own[s.Total] == nil {
			own[s.Total] = map[string]bool{}
		}
		for _, key := range s.Parts {
			part[key], own[s.Total][key] = true, true
		}
	}
	all := &heap{rule: rule}
	for i, counts := range l.counts {
		if l.isHeading(i) {
			part[l.keys[i]] = true
		} else if !total[l.keys[i]] {
			all.put(i, counts, 1)
		}
	}
	for i, key := range l.keys {
		if part[key] || total[key] && slices.Max(l.counts[i]) < enough {
			continue
		}
		skip := func(k int) bool { return k == i || total[l.keys[k]] || own[key][l.keys[k]] || l.isHeading(k) }
		rest := all
		if total[key] {
			rest = &heap{rule: rule}
			for k, counts := range l.counts {
				if !skip(k) {
					rest.put(k, counts, 1)
				}
			}
		} else {
			all.put(i, l.counts[i], -1)
		}
		if misfits, ok := rest.isFor(l.counts[i], l.named[i]); ok {
			return l.sum(i, slices.Sorted(maps.Keys(rest.lines)), misfits), true
		}
		for _, step := range []int{1, -1} {
			if s, ok := l.beside(i, step, skip, rule); ok {
				return s, true
			}
		}
		if s, ok := l.pair(i, skip, rule); ok {
			return s, true
		}
		if !total[key] {
			all.put(i, l.counts[i], 1)
		}
	}
	return rma.Sum{}, false
}

// sum declares that lines add up to another, in the places where all have counts
// and the sum fits.
func (l lines) sum(total int, parts, misfits []int) rma.Sum {
	s := rma.Sum{Total: l.keys[total]}
	for _, k := range parts {
		s.Parts = append(s.Parts, l.keys[k])
	}
	for at, place := range l.places {
		blank := slices.ContainsFunc(parts, func(k int) bool { return l.counts[k][at] == absent })
		if l.counts[total][at] != absent && !blank && !slices.Contains(misfits, at) {
			s.Only = append(s.Only, place)
		}
	}
	if len(s.Only) == len(l.places) {
		s.Only = nil
	}
	return s
}

// farthest is how many lines before and after a line are looked at.
const farthest = 100

// beside returns the sum of the lines right after a line, or before, that add up to
// it: one line alone when it is the same in so many places that it is no chance.
func (l lines) beside(i, step int, skip func(int) bool, rule heapRule) (rma.Sum, bool) {
	h := &heap{rule: rule}
	for k := i + step; k >= 0 && k < len(l.keys) && len(h.lines) < farthest; k += step {
		if skip(k) {
			continue
		}
		h.put(k, l.counts[k], 1)
		misfits, ok := h.isFor(l.counts[i], l.named[i])
		if len(h.lines) == 1 {
			ok = h.isSame(l.counts[i], l.named[i])
		}
		if ok {
			return l.sum(i, slices.Sorted(maps.Keys(h.lines)), misfits), true
		}
	}
	return rma.Sum{}, false
}

// pair returns the sum of two lines that add up to a third wherever they stand, such
// as n, the mean, yes and no. In a table of many lines two such can be chance, so
// that it asks for more.
func (l lines) pair(i int, skip func(int) bool, rule heapRule) (rma.Sum, bool) {
	if rule.misfits || len(l.keys) > farthest {
		return rma.Sum{}, false
	}
	sure := math.Log(100 * math.Pow(float64(len(l.keys)), 3))
	for a := range l.keys {
		for b := a + 1; b < len(l.keys) && !skip(a); b++ {
			if !skip(b) && l.canAdd(i, a, b, rule) {
				h := &heap{rule: rule}
				h.put(a, l.counts[a], 1)
				h.put(b, l.counts[b], 1)
				if f := h.fit(l.counts[i]); len(f.misfits) == 0 && f.evidence >= sure {
					return l.sum(i, []int{a, b}, nil), true
				}
			}
		}
	}
	return rma.Sum{}, false
}

// canAdd reports whether two lines add up to a third in the first place where all
// are shown, which settles most.
func (l lines) canAdd(i, a, b int, rule heapRule) bool {
	for at, t := range l.counts[i] {
		if x, y := l.counts[a][at], l.counts[b][at]; t >= 0 && x >= 0 && y >= 0 {
			return x+y <= t+rule.slack(2) && x+y >= t-rule.slack(2)
		}
	}
	return false
}
