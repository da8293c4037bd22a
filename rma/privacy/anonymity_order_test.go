package privacy

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOrderBy(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	for range times(200) {
		n := 1 + r.IntN(9)
		key := randomPartition(r, r.IntN(60), n).of
		order := groupEach(len(key)).of
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		want := slices.Clone(order)
		slices.SortStableFunc(want, func(a, b uint32) int { return int(key[a]) - int(key[b]) })
		require.Equal(t, want, orderBy(order, key, n))
	}
	assert.Empty(t, orderBy(nil, nil, 0))
}

func TestRanks(t *testing.T) {
	rank, n := countRanks([]int{7, 1, 1 << 40, 7, 1})
	assert.Equal(t, []uint32{1, 0, 2, 1, 0}, rank, "a count beyond every array is a rank like another")
	assert.Equal(t, 3, n)
	rank, n = countRanks(nil)
	assert.Empty(t, rank)
	assert.Zero(t, n)
}
