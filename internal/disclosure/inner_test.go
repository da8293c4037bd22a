package disclosure

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestInnerNetworkProvesNoMoreThanThereIs compares what flows through the inner
// network with the programme over all cells.
func TestInnerNetworkProvesNoMoreThanThereIs(t *testing.T) {
	r := rand.New(rand.NewPCG(78, 80))
	moved, less := 0, 0
	for n := range times(100) {
		var p *Problem
		switch n % 3 {
		case 0:
			p = doubleHierarchy(kinds[n%4].fill(r, 4+r.IntN(3), 4+r.IntN(3)), 2, 5)
		case 1:
			p = triangle(r, 3, 3, 2, 60, 5)
		default:
			p = tangled(r, 6, 5, 10)
		}
		hidden := p.hiddenAtFirst()
		for i, c := range p.Cells {
			hidden[i] = hidden[i] || c.Count >= c.Floor && r.IntN(3) == 0
		}
		for _, q := range p.split(hidden) {
			l := newLinear(q)
			for k := range q.cells {
				up, down := l.inner.reach(k, 1000)
				most, least := l.reach(k, 1000)
				require.LessOrEqual(t, up, most)
				require.LessOrEqual(t, down, least)
				if up+down > 0 {
					moved++
				} else if most+least > 0 {
					less++
				}
			}
		}
	}
	t.Logf("%d cells proved uncertain by flows, %d by programmes alone", moved, less)
	assert.Positive(t, moved)
	assert.Positive(t, less)
}

// programmes protects by programmes over all cells and nothing else.
type programmes struct{ *linear }

func (a programmes) proves(cell, width int) bool {
	up, down := a.reach(cell, width)
	return up+down >= width
}

func (a programmes) repairs(int, bool) []repair {
	everywhere := a.around(0, len(a.cells))
	return []repair{func(cell, up, down int, banned []bool) ([]int, bool) {
		return a.repair(cell, up, down, banned, everywhere)
	}}
}

// TestRingsLoseLittle compares what is lost with what is when all is left to
// programmes.
func TestRingsLoseLittle(t *testing.T) {
	r := rand.New(rand.NewPCG(82, 84))
	for _, kind := range kinds {
		loss, before := 0, 0
		for range times(20) {
			p := doubleHierarchy(kind.fill(r, 8, 8), 2, 5)
			s, err := p.Protect()
			require.NoError(t, err)
			loss += s.Cost
			for _, q := range p.split(p.hiddenAtFirst()) {
				a, err := newSearch(q, p)
				require.NoError(t, err)
				a.attacker = programmes{newLinear(q)}
				require.NoError(t, a.run())
				for k, c := range q.of {
					if a.added(k) {
						before += c.cost()
					}
				}
			}
		}
		t.Logf("%s: %d against %d by programmes alone", kind.name, loss, before)
		if !testing.Short() {
			assert.LessOrEqual(t, loss*10, before*11, kind.name)
		}
	}
}

// stuck is a reader whose programmes broke: it knows no repair and, when blind,
// can prove nothing either.
type stuck struct {
	*linear
	blind bool
}

func (s stuck) repairs(int, bool) []repair { return nil }

func (s stuck) proves(cell, width int) bool { return !s.blind && s.linear.proves(cell, width) }

func (s stuck) reach(cell, limit int) (up, down int) { return 0, 0 }

func (s stuck) sure() bool { return false }

func TestBrokenProgrammesAreNotTakenForAnAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(86, 88))
	for _, kind := range kinds {
		p := doubleHierarchy(kind.fill(r, 8, 8), 2, 5)
		for _, blind := range []bool{false, true} {
			q := p.split(p.hiddenAtFirst())[0]
			s, err := newSearch(q, p)
			require.NoError(t, err)
			s.attacker = stuck{newLinear(q), blind}
			err = s.run()
			if blind {
				assert.ErrorIs(t, err, ErrTooLarge)
				assert.False(t, errors.Is(err, ErrUnprotected), "that it cannot be protected is not known")
				continue
			}
			require.NoError(t, err, "more is hidden around the cell until it is protected")
			requireProtected(t, p, q.hidden)
		}
	}
}
