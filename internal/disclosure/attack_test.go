package disclosure

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAttackNeedsNoCounts compares what a reader finds who does not know the
// counts with the audit of those who do.
func TestAttackNeedsNoCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(30, 32))
	for n := range times(200) {
		p := twoWay(randomTable(r, 2+r.IntN(4), 2+r.IntN(4)), 5)
		if n%2 == 0 {
			p = linked(r, 2+r.IntN(2), 2, 2, 5)
		}
		vary(r, p)
		s, err := p.Protect()
		require.NoError(t, err)
		want, err := p.Audit(s.Hidden)
		require.NoError(t, err)
		for i := range p.Cells {
			p.Cells[i].Count = 0
		}
		got, err := p.Attack(s.Hidden, nil)
		require.NoError(t, err)
		for i := range want {
			if p.Cells[i].Low == p.Cells[i].High || s.Hidden[i] {
				assert.Equal(t, want[i], got[i])
			}
		}
	}
}

func TestAttackErrors(t *testing.T) {
	p := oneWay(5, 3, 20)
	p.Cells[2].Low, p.Cells[2].High = 40, 40
	_, err := p.Attack(make([]bool, 3), nil)
	assert.ErrorIs(t, err, ErrNoSolution, "3 and 20 are not 40")
	p.Cells[0].High = 2
	_, err = p.Attack(make([]bool, 3), nil)
	assert.ErrorIs(t, err, ErrNoSolution, "at least 3 and at most 2")
	_, err = p.Attack(nil, nil)
	assert.ErrorIs(t, err, ErrProblem)
	p.Sums[0].Parts = append(p.Sums[0].Parts, 9)
	_, err = p.Attack(make([]bool, 3), nil)
	assert.ErrorIs(t, err, ErrProblem)
	got, err := (&Problem{Cells: []Cell{{Low: 3, High: 5}, {Floor: 1}}}).Attack([]bool{false, true}, nil)
	require.NoError(t, err)
	assert.Equal(t, []Interval{{3, 5}, {1, Unbounded}}, got, "without sums a cell is what it shows")
}
