package disclosure

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLargeNumbersAreRefused has numbers that would overflow when they are added,
// in each place where a number is given, and the largest that will do.
func TestLargeNumbersAreRefused(t *testing.T) {
	for _, v := range []int{Largest + 1, math.MaxInt/2 + 1, math.MaxInt} {
		for _, c := range []struct {
			why string
			set func(p *Problem)
		}{
			{"two parts and their total", func(p *Problem) {
				p.Cells[0].Count, p.Cells[1].Count, p.Cells[2].Count = v, v, v+v
			}},
			{"what is known of a shown cell", func(p *Problem) { p.Cells[1].High = v }},
			{"from below", func(p *Problem) { p.Cells[1].Low = -v }},
			{"what a hidden cell is at least", func(p *Problem) { p.Cells[0].Floor = v }},
			{"the width", func(p *Problem) { p.Width = v }},
			{"a width less than nothing", func(p *Problem) { p.Width = -1 }},
			{"the cost", func(p *Problem) { p.Cells[1].Cost = v }},
			{"a cost less than nothing", func(p *Problem) { p.Cells[1].Cost = -1 }},
		} {
			p := oneWay(5, 3, 20)
			c.set(p)
			_, err := p.Protect()
			assert.ErrorIs(t, err, ErrLarge, c.why)
			assert.ErrorIs(t, err, ErrProblem, c.why)
			_, err = p.Audit(places(p, 0))
			assert.ErrorIs(t, err, ErrLarge, c.why)
			_, err = p.Attack(places(p, 0), nil)
			assert.ErrorIs(t, err, ErrLarge, c.why)
		}
	}
	p := oneWay(5, 3, Largest-7, 4)
	s, err := p.Protect()
	require.NoError(t, err)
	got, err := p.Audit(s.Hidden)
	require.NoError(t, err)
	assert.Equal(t, []Interval{{0, 7}, {Largest - 7, Largest - 7}, {0, 7}, {Largest, Largest}}, got)
	p.Cells[0].High = Unbounded
	got, err = p.Attack(s.Hidden, nil)
	require.NoError(t, err, "what a hidden cell would show is not looked at")
	assert.Equal(t, Interval{0, 7}, got[0])
}
