package privacy

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/reflexive-monitoring/toolkit/internal/testkit"
	"github.com/stretchr/testify/require"
)

// slowCheck follows the definitions in the documentation, record by record and
// pair by pair.
type slowCheck struct {
	rows             [][]string
	quasi, sensitive []int
	o                AnonymityOptions
}

func lacks(cell string) bool { return strings.TrimSpace(cell) == "" }

// agree reports whether two records could be one person, as far as the columns go.
func (s slowCheck) agree(a, b []string, columns []int, wild bool) bool {
	for _, c := range columns {
		switch {
		case lacks(a[c]) && lacks(b[c]):
		case lacks(a[c]) || lacks(b[c]):
			if !wild {
				return false
			}
		case a[c] != b[c]:
			return false
		}
	}
	return true
}

// f returns f(r) for every record.
func (s slowCheck) f(columns []int, wild bool) []int {
	out := make([]int, len(s.rows))
	for i, a := range s.rows {
		for _, b := range s.rows {
			if s.agree(a, b, columns, wild) {
				out[i]++
			}
		}
	}
	return out
}

// offending returns the records that offend on the columns, the number of
// combinations they have, and the lowest f(r).
func (s slowCheck) offending(columns []int) (records []int, classes, smallest int) {
	var kinds [][]string
	for i, n := range s.f(columns, s.o.MissingMatchesAll) {
		if i == 0 || n < smallest {
			smallest = n
		}
		if n >= s.o.K {
			continue
		}
		records = append(records, i)
		if !slices.ContainsFunc(kinds, func(k []string) bool { return s.agree(k, s.rows[i], columns, false) }) {
			kinds = append(kinds, s.rows[i])
		}
	}
	return records, len(kinds), smallest
}

func withoutColumn(columns []int, c int) []int {
	return slices.DeleteFunc(slices.Clone(columns), func(d int) bool { return d == c })
}

// distinct returns the number of values of a sensitive column among the records
// with the combination of record i.
func (s slowCheck) distinct(i, column int) int {
	values := map[string]bool{}
	for _, b := range s.rows {
		if s.agree(s.rows[i], b, s.quasi, false) && !lacks(b[column]) {
			values[b[column]] = true
		}
	}
	return len(values)
}

// report writes every figure, in a form that both sides can make.
func (s slowCheck) report(names []string) string {
	var b strings.Builder
	records, classes, smallest := s.offending(s.quasi)
	uniques, expected := 0, new(big.Rat)
	for _, n := range s.f(s.quasi, s.o.MissingMatchesAll) {
		if n == 1 {
			uniques++
		}
		expected.Add(expected, big.NewRat(1, int64(n)))
	}
	e, _ := expected.Float64()
	fmt.Fprintf(&b, "n=%d smallest=%d uniques=%d offending=%d/%d expected=%.9f\n", len(s.rows), smallest, uniques, classes, len(records), e)
	alone := map[int]bool{}
	var subsets []string
	for _, c := range s.quasi {
		own, ownClasses, ownSmallest := s.offending([]int{c})
		rest, _, _ := s.offending(withoutColumn(s.quasi, c))
		fmt.Fprintf(&b, "%s alone=%d without=%d\n", names[c], len(own), len(rest))
		if alone[c] = len(own) > 0; alone[c] {
			subsets = append(subsets, fmt.Sprintf("%s smallest=%d %d/%d", names[c], ownSmallest, ownClasses, len(own)))
		}
	}
	for i, c := range s.quasi {
		for _, d := range s.quasi[i+1:] {
			own, ownClasses, ownSmallest := s.offending([]int{c, d})
			if len(own) > 0 && !alone[c] && !alone[d] {
				subsets = append(subsets, fmt.Sprintf("%s %s smallest=%d %d/%d", names[c], names[d], ownSmallest, ownClasses, len(own)))
			}
		}
	}
	b.WriteString(strings.Join(subsets, "\n") + "\n")
	for _, i := range s.order(records) {
		b.WriteString(s.line(i) + "\n")
	}
	for _, column := range s.sensitive {
		var few []int
		for i := range s.rows {
			if n := s.distinct(i, column); 0 < n && n < s.o.L {
				few = append(few, i)
			}
		}
		for _, i := range s.order(few) {
			fmt.Fprintf(&b, "%s distinct=%d %s\n", names[column], s.distinct(i, column), s.line(i))
		}
	}
	return b.String()
}

// combination returns the values of a record, with "" for missing.
func (s slowCheck) combination(i int) []string {
	out := make([]string, len(s.quasi))
	for j, c := range s.quasi {
		if !lacks(s.rows[i][c]) {
			out[j] = s.rows[i][c]
		}
	}
	return out
}

func (s slowCheck) sizes(i int) (matches, size int) {
	return s.f(s.quasi, s.o.MissingMatchesAll)[i], s.f(s.quasi, false)[i]
}

func (s slowCheck) line(i int) string {
	matches, size := s.sizes(i)
	return fmt.Sprintf("%q matches=%d size=%d", s.combination(i), matches, size)
}

// order returns one record of each combination, rarest first.
func (s slowCheck) order(records []int) []int {
	var out []int
	for _, i := range records {
		if !slices.ContainsFunc(out, func(j int) bool { return slices.Equal(s.combination(i), s.combination(j)) }) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(i, j int) int {
		mi, si := s.sizes(i)
		mj, sj := s.sizes(j)
		return cmp.Or(cmp.Compare(mi, mj), cmp.Compare(si, sj), slices.Compare(s.combination(i), s.combination(j)))
	})
	return out
}

// anonymityReport writes the figures of a result in the form of the reference.
func anonymityReport(a Anonymity) string {
	var b strings.Builder
	fmt.Fprintf(&b, "n=%d smallest=%d uniques=%d offending=%d/%d expected=%.9f\n", a.N, a.Smallest, a.Uniques, a.Offending.Classes, a.Offending.Records, a.Reidentified)
	for _, c := range a.Columns {
		fmt.Fprintf(&b, "%s alone=%d without=%d\n", c.Column, c.Alone, c.Without)
	}
	var subsets []string
	for _, s := range a.Subsets {
		subsets = append(subsets, fmt.Sprintf("%s smallest=%d %d/%d", strings.Join(s.Columns, " "), s.Smallest, s.Offending.Classes, s.Offending.Records))
	}
	b.WriteString(strings.Join(subsets, "\n") + "\n")
	line := func(c Class) string {
		return fmt.Sprintf("%q matches=%d size=%d", c.Values(), c.Matches, c.Size)
	}
	for c := range a.OffendingClasses() {
		b.WriteString(line(c) + "\n")
	}
	for h := range a.HomogeneousClasses() {
		fmt.Fprintf(&b, "%s distinct=%d %s\n", h.Column, h.Distinct, line(h.Class))
	}
	return b.String()
}

// randomRecords makes n rows of q quasi-identifiers and two sensitive columns,
// with few values so that combinations repeat, and missing cells.
func randomRecords(r *rand.Rand, n, q int) (columns []string, rows [][]string) {
	for i := range q {
		columns = append(columns, fmt.Sprintf("q%d", i))
	}
	columns = append(columns, "s0", "s1")
	kinds, missing := 1+r.IntN(4), r.IntN(4)
	for range n {
		row := make([]string, q+2)
		for i := range row {
			row[i] = string(rune('a' + r.IntN(kinds)))
			if r.IntN(10) < missing {
				row[i] = []string{"", " ", "\t\u00a0"}[r.IntN(3)]
			}
		}
		rows = append(rows, row)
	}
	return columns, rows
}

func TestCheckAnonymityByDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for round := range times(150) {
		q := 1 + r.IntN(5)
		columns, rows := randomRecords(r, 1+r.IntN(40), q)
		o := AnonymityOptions{K: 2 + r.IntN(6), L: 2 + r.IntN(3), Sensitive: []string{"s0", "s1"}, MissingMatchesAll: round%2 == 1}
		s := slowCheck{rows: rows, sensitive: []int{q, q + 1}, o: o}
		for i := range q {
			s.quasi = append(s.quasi, i)
		}
		testkit.Unchanged(t, &rows, func() {
			a, err := CheckAnonymity(RecordsOf(columns, rows), columns[:q], o)
			require.NoError(t, err)
			require.Equal(t, s.report(columns), anonymityReport(a), "round %d", round)
		})
	}
}
