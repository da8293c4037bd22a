package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The unknowns that equations tell are those that no other solution changes.
func TestSolved(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		n, m := 1+r.IntN(5), 1+r.IntN(5)
		equations := make([][]float64, m)
		for i := range equations {
			for range n {
				equations[i] = append(equations[i], float64(r.IntN(3)-1))
			}
		}
		want := map[int]bool{}
		for k := range n {
			want[k] = true
		}
		// every combination of small shifts that keeps the equations, by trying all
		for code := range int(math.Pow(5, float64(n))) {
			shift := make([]int, n)
			for k, c := 0, code; k < n; k, c = k+1, c/5 {
				shift[k] = c%5 - 2
			}
			keeps := true
			for _, e := range equations {
				sum := 0
				for k, v := range e {
					sum += int(v) * shift[k]
				}
				keeps = keeps && sum == 0
			}
			for k, v := range shift {
				if keeps && v != 0 {
					want[k] = false
				}
			}
		}
		got := map[int]bool{}
		for k := range n {
			got[k] = false
		}
		before := fmt.Sprint(equations)
		for _, sum := range solved(equations) {
			if len(sum) == 1 {
				got[sum[0]] = true
			}
		}
		for k := range n {
			if got[k] {
				assert.True(t, want[k], "%d in %s", k, before)
			}
		}
		if n <= 3 { // with more, a shift can be larger than those tried
			assert.Equal(t, want, got, before)
		}
	}
}
