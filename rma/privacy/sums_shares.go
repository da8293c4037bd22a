package privacy

import (
	"math"
	"slices"
	"strings"

	"github.com/reflexive-monitoring/toolkit/rma"
)

// shareLines are the rows of a table, or its columns, as shares of people: to see
// which of them divide one N, as the answers to one question do.
type shareLines struct {
	keys    []string
	places  []string
	cells   [][]shareCell // per line and place
	answer  []bool        // per line: it is called after an answer
	apart   []bool        // per line: a total, which is no part of a division
	minCell int
	slack   func(parts int) int
}

// shareCell is a share as it is printed. One that is hidden has unknown counts, and
// one of which K is absent is no share.
type shareCell struct{ k, n int }

// divisionSums returns what the shares of the table look to divide: rows of which K
// add up to N, and columns. N of a row is called by its key with "/n" behind it, as
// that of a column is.
func divisionSums(t rma.Table, p Policy) (rows, columns []rma.Sum) {
	l := shareLines{minCell: p.MinCell, slack: p.slack}
	byColumn := l
	for j, c := range t.Columns {
		if c.Things {
			continue
		}
		l.places = append(l.places, c.Key)
		byColumn.add(c.Key, c.Label, t.ColumnSums, func(i int) shareCell { return shareAt(t, i, j) }, len(t.Rows))
	}
	if !slices.ContainsFunc(byColumn.cells, isShareLine) {
		return nil, nil
	}
	for i, r := range t.Rows {
		byColumn.places = append(byColumn.places, r.Key)
		l.add(r.Key, r.Label, t.RowSums, func(j int) shareCell { return shareAt(t, i, indexOf(t.Columns, l.places[j])) }, len(l.places))
	}
	return l.sums(t.RowSums), byColumn.sums(t.ColumnSums)
}

func indexOf(columns []rma.Column, key string) int {
	return slices.IndexFunc(columns, func(c rma.Column) bool { return c.Key == key })
}

func (l *shareLines) add(key string, label rma.Text, sums []rma.Sum, cell func(at int) shareCell, places int) {
	l.keys, l.answer = append(l.keys, key), append(l.answer, isAnswer(key, label))
	l.apart = append(l.apart, isTotal(key, label) || slices.ContainsFunc(sums, func(s rma.Sum) bool { return s.Total == key }))
	cells := make([]shareCell, places)
	for at := range cells {
		cells[at] = cell(at)
	}
	l.cells = append(l.cells, cells)
}

func shareAt(t rma.Table, i, j int) shareCell {
	if j < len(t.Rows[i].Cells) {
		switch c := t.Rows[i].Cells[j]; {
		case c.Kind == rma.ShareKind && c.Share.Valid():
			return shareCell{c.Share.K, c.Share.N}
		case c.Kind == rma.Withheld:
			return shareCell{unknown, unknown}
		}
	}
	return shareCell{absent, absent}
}

// isShareLine reports whether a line holds shares, or nothing but what is hidden.
func isShareLine(cells []shareCell) bool {
	return slices.ContainsFunc(cells, func(c shareCell) bool { return c.k != absent })
}

// sums returns the divisions that the lines look to make and that are not declared,
// each as a sum of K and, for every further line, one that says that its N is the
// same.
func (l *shareLines) sums(declared []rma.Sum) []rma.Sum {
	var out []rma.Sum
	for _, b := range l.blocks() {
		for _, r := range l.divisions(b) {
			keys := l.keys[r.from:r.to]
			said := func(s rma.Sum) bool {
				return strings.HasSuffix(s.Total, "/n") && len(s.Only) == 0 &&
					!slices.ContainsFunc(keys, func(key string) bool { return !slices.Contains(s.Parts, key) })
			}
			if slices.ContainsFunc(declared, said) {
				continue
			}
			total := keys[0] + "/n"
			out = append(out, rma.Sum{Total: total, Parts: slices.Clone(keys), Only: l.only(r)})
			for _, key := range keys[1:] {
				out = append(out, rma.Sum{Total: total, Parts: []string{key + "/n"}, Only: l.only(r)})
			}
		}
	}
	return out
}

// only names the places in which a division holds; none means all.
func (l *shareLines) only(r shareRun) []string {
	if len(r.fits) == len(l.places) {
		return nil
	}
	var out []string
	for _, at := range r.fits {
		out = append(out, l.places[at])
	}
	return out
}

// blocks returns the lines with shares that stand together: what has none, and a
// total, parts them.
func (l *shareLines) blocks() []span {
	var out []span
	from := 0
	for i := 0; i <= len(l.keys); i++ {
		if i < len(l.keys) && isShareLine(l.cells[i]) && !l.apart[i] {
			continue
		}
		if i-from > 1 {
			out = append(out, span{from, i})
		}
		from = i + 1
	}
	return out
}

// likelyAs is how likely it is that so many shares of N that have nothing to do with
// each other add up to N, when every K from 0 to N is as likely:
//
//	C(N+m-1, m-1) / (N+1)^m
//
// returned is minus its logarithm.
func likelyAs(parts, n int) float64 {
	choose := func(a, b float64) float64 {
		v, _ := math.Lgamma(a + 1)
		w, _ := math.Lgamma(b + 1)
		x, _ := math.Lgamma(a - b + 1)
		return v - w - x
	}
	m := float64(parts)
	return m*math.Log(float64(n+1)) - choose(float64(n)+m-1, m-1)
}
