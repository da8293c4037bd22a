package privacy

import (
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
// total of a group of one.
//
// Shares that stand together, in a row or below each other, are taken to divide one N
// when all have it and their K add up to it: three of them or more, or in several
// rows, or called after answers such as yes and no. The warning names the first, with
// "/n" behind its key. A line is taken to add up another from place to place when it
// does in three, or when it is called cumulative.
//
// Rounding by the policy is allowed for. Any of this can be by chance, and then more
// is hidden than needed. A total is missed when most counts are hidden: say what adds
// up. The warnings are WarnUndeclaredSum; a row without a key of its own is named after
// its place, such as "#3".
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
	out := allWithRowNames(tables)
	var warnings []rma.Warning
	for i := range out {
		t := &out[i]
		cumulativeRows, cumulativeColumns := cumulatives(*t, settings.RoundTo)
		rows := likelySums(rowLines(*t).without(cumulativeColumns), t.RowSums, settings.RoundTo)
		columns := likelySums(columnLines(*t).without(cumulativeRows), t.ColumnSums, settings.RoundTo)
		t.RowSums, t.ColumnSums = slices.Concat(t.RowSums, rows), slices.Concat(t.ColumnSums, columns)
		dividedRows, dividedColumns := divisionSums(*t, settings)
		t.RowSums, t.ColumnSums = append(t.RowSums, dividedRows...), append(t.ColumnSums, dividedColumns...)
		warnings = append(warnings, warningsOf("table=%s, row=%s", t.ID, slices.Concat(rows, dividedRows, sumsOfCumulative(cumulativeRows)))...)
		warnings = append(warnings, warningsOf("table=%s, column=%s", t.ID, slices.Concat(columns, dividedColumns, sumsOfCumulative(cumulativeColumns)))...)
	}
	return out, warnings
}

// warningsOf returns a warning for every sum. That lines have one N goes without one:
// it comes with the sum of their K.
func warningsOf(format, table string, sums []rma.Sum) []rma.Warning {
	var out []rma.Warning
	for _, s := range sums {
		if len(s.Parts) > 1 || !strings.HasSuffix(s.Total, "/n") {
			out = append(out, rma.Warn(WarnUndeclaredSum, format, table, s.Total))
		}
	}
	return out
}

// lines are the rows of a table, or its columns, with their counts.
type lines struct {
	keys   []string
	places []string // keys of the columns, or of the rows
	counts [][]int  // per line and place; unknown where it is hidden, absent where there is none
	named  []bool   // per line: it is called a total
	fewer  bool     // there are further places, in which nothing adds up
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
// Where two columns have one key nobody can say which is meant.
func likelySums(l lines, declared []rma.Sum, roundTo int) []rma.Sum {
	if len(l.keys) != len(setOf(l.keys)) || len(l.places) != len(setOf(l.places)) {
		return nil
	}
	var out []rma.Sum
	search := newTotalSearch(l, roundTo)
	for _, s := range declared {
		search.note(s)
	}
	for {
		s, ok := search.next()
		if !ok {
			return out
		}
		if !search.follows(s) {
			out = append(out, s)
		}
		search.note(s)
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
	if len(s.Only) == len(l.places) && !l.fewer {
		s.Only = nil
	}
	return s
}
