package disclosure

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLinkedTablesCannotBeDifferenced attacks pairs of tables that share their
// rows, in which only the sensitive cells are hidden, in which each table was
// protected without a thought of the other, and in which both were together.
func TestLinkedTablesCannotBeDifferenced(t *testing.T) {
	r := rand.New(rand.NewPCG(20, 22))
	blanked, apart, tables := 0, 0, times(300)
	for range tables {
		p := linkedTo(r, sparseTable(r, 4, 3), 3, 5)
		if !protects(p, p.hiddenAtFirst()) {
			blanked++
		}
		if !protects(p, protectedApart(t, p, 4*5)) {
			apart++
		}
		vary(r, p)
		s, err := p.Protect()
		require.NoError(t, err)
		assert.True(t, protects(p, s.Hidden))
	}
	t.Logf("of %d pairs of tables a reader sees through %d when the sensitive cells are blanked, %d when each table is protected apart, none when both are together",
		tables, blanked, apart)
	assert.Greater(t, blanked, tables/2, "the attack must work where nothing else is hidden")
	assert.Positive(t, apart, "and where a cell is hidden in one table and shown in the other")
}

// protectedApart protects the tables one by one. The cells of the second begin
// at the given place; a shared cell is hidden only if both hide it, since a
// reader has both.
func protectedApart(t *testing.T, p *Problem, second int) []bool {
	t.Helper()
	votes, in := make([]int, len(p.Cells)), make([]int, len(p.Cells))
	for _, later := range []bool{false, true} {
		q, place := &Problem{Width: p.Width}, map[int]int{}
		take := func(i int) int {
			if _, ok := place[i]; !ok {
				place[i] = len(q.Cells)
				q.Cells = append(q.Cells, p.Cells[i])
			}
			return place[i]
		}
		for _, s := range p.Sums {
			if (slices.Max(append(slices.Clone(s.Parts), s.Total)) >= second) != later {
				continue
			}
			u := Sum{Total: take(s.Total)}
			for _, i := range s.Parts {
				u.Parts = append(u.Parts, take(i))
			}
			q.Sums = append(q.Sums, u)
		}
		s, err := q.Protect()
		require.NoError(t, err)
		for i, k := range place {
			in[i]++
			if s.Hidden[k] {
				votes[i]++
			}
		}
	}
	hidden := make([]bool, len(p.Cells))
	for i := range hidden {
		hidden[i] = votes[i] == in[i]
	}
	return hidden
}
