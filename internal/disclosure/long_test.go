package disclosure

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLongTables protects tables of many rows and few columns, and the same on
// their side, and attacks them as a reader who knows no count.
func TestLongTables(t *testing.T) {
	for _, c := range []struct {
		rows, cols, top int
		why             string
	}{
		{800, 3, 40, "a row mostly needs a second cell, which stands ready in others"},
		{800, 3, 300, "few cells are small, so that rings take cells of other rows"},
		{400, 8, 40, "more columns"},
		{600, 1, 40, "a list"},
		{3, 800, 40, "wide instead of long"},
		{800, 3, 9, "nearly all is small"},
		{120, 110, 40, "long and wide"},
	} {
		r := rand.New(rand.NewPCG(8, 3))
		p := twoWay(evenTable(r, c.rows, c.cols, c.top), 10)
		s, err := p.Protect()
		require.NoError(t, err, c.why)
		reader := &Problem{Sums: p.Sums, Width: p.Width}
		for i, cell := range p.Cells {
			if !s.Hidden[i] {
				reader.Cells = append(reader.Cells, Exact(cell.Count))
				continue
			}
			reader.Cells = append(reader.Cells, Cell{Floor: cell.Floor})
		}
		got, err := reader.Attack(s.Hidden, s.Hidden)
		require.NoError(t, err, c.why)
		for i, cell := range p.Cells {
			if cell.Sensitive && got[i].Width() < p.Width {
				assert.Fail(t, "a reader sees through", "%s: cell %d", c.why, i)
			}
		}
	}
}

// TestLongTablesLoseLittle holds what is hidden beside the sensitive cells of a
// long table against its sensitive cells: a cell that stands alone in its row
// needs one more, and that is nearly all.
func TestLongTablesLoseLittle(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for _, rows := range []int{200, 1000} {
		p := twoWay(evenTable(r, rows, 3, 300), 10)
		s, err := p.Protect()
		require.NoError(t, err)
		alone := 0
		for _, sum := range p.Sums[:rows] {
			small := 0
			for _, k := range append([]int{sum.Total}, sum.Parts...) {
				if p.Cells[k].Sensitive {
					small++
				}
			}
			if small == 1 {
				alone++
			}
		}
		assert.GreaterOrEqual(t, len(s.Added), alone)
		assert.LessOrEqual(t, len(s.Added), alone+alone/10+3)
	}
}

// TestSearchFromEitherEnd compares flows from the end of few arcs with those of a
// reader who solves equations.
func TestSearchFromEitherEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range times(20) {
		p := twoWay(randomTable(r, 30+r.IntN(20), 2), 5)
		vary(r, p)
		hidden := p.hiddenAtFirst()
		for i := range hidden {
			hidden[i] = hidden[i] || p.Cells[i].Count > 0 && r.IntN(4) == 0
		}
		for _, q := range p.split(hidden) {
			n, whole := newNetwork(q)
			require.True(t, whole)
			l := newLinear(q)
			for k := range q.cells {
				up, down := n.reach(k, endless)
				wantUp, wantDown := l.reach(k, endless)
				assert.Equal(t, [2]int{wantUp, wantDown}, [2]int{up, down}, fmt.Sprint(k))
			}
		}
	}
}

func TestQueueOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range times(200) {
		var q queue
		in := map[waiting]int{}
		for range r.IntN(40) {
			w := waiting{r.IntN(5), r.IntN(10)}
			in[w]++
			q.push(w)
		}
		var last waiting
		for len(q) > 0 {
			w := q[0]
			assert.Equal(t, w.node, q.pop())
			assert.False(t, w.before(last), "the cheapest first, and of those the least number")
			last = w
			in[w]--
		}
		for _, left := range in {
			assert.Zero(t, left)
		}
	}
}
