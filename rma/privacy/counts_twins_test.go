package privacy

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTwins holds them against groups that are renamed one by one.
func TestTwins(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for _, n := range []int{1, 2, 30} {
		var all twins
		group := make([]int, n)
		for i := range n {
			assert.Equal(t, i, all.add())
			group[i] = i
		}
		for range n {
			i, j := r.IntN(n), r.IntN(n)
			stood := all.find(i)
			all.join(i, j)
			assert.Equal(t, stood, all.find(j), "what stood for the first stands for both")
			from := group[j]
			for k := range group {
				if group[k] == from {
					group[k] = group[i]
				}
			}
			for a := range n {
				for b := range n {
					assert.Equal(t, group[a] == group[b], all.find(a) == all.find(b))
				}
			}
		}
	}
}
