package privacy

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func randomPartition(r *rand.Rand, classes, n int) partition {
	p := partition{of: make([]uint32, classes), n: n}
	for i := range p.of {
		p.of[i] = uint32(r.IntN(n))
	}
	return p
}

// Two classes are in one group by both when each of the two holds them together,
// by looking at all pairs.
func TestBothByDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range times(60) {
		classes := 1 + r.IntN(80)
		// Up to 40 groups are looked up in an array, and 10 000 in a map.
		for _, n := range []int{1, 2, 7, 40, 10000} {
			a, b := randomPartition(r, classes, n), randomPartition(r, classes, 1+r.IntN(n))
			p := bothBy(a, b)
			require.Len(t, p.of, classes)
			for i := range classes {
				require.Less(t, int(p.of[i]), p.n)
				for j := range i {
					together := a.of[i] == a.of[j] && b.of[i] == b.of[j]
					require.Equal(t, together, p.of[i] == p.of[j])
				}
			}
		}
	}
}

func TestBothByAndNoColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	p := randomPartition(r, 30, 5)
	assert.Equal(t, p, bothBy(p, oneGroup(30)), "no column tells nothing more")
	assert.Equal(t, p, bothBy(oneGroup(30), p))
	assert.Equal(t, partition{of: []uint32{}, n: 1}, bothBy(oneGroup(0), oneGroup(0)))
}

func TestPartitionSums(t *testing.T) {
	p := partition{of: []uint32{1, 0, 1, 2}, n: 3}
	assert.Equal(t, []int{20, 11, 3}, p.sums([]int{1, 20, 10, 3}))
	assert.Equal(t, []int{0, 1, 3}, p.first())
	assert.Equal(t, []int{7, 8}, groupEach(2).sums([]int{7, 8}))
	assert.Equal(t, []int{15}, oneGroup(2).sums([]int{7, 8}))
	assert.Empty(t, groupEach(0).first())
}
