package stat

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// sameFigures compares two results field by field; NaN equals NaN.
func sameFigures(t *testing.T, want, got any) {
	t.Helper()
	assert.Equal(t, fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", got))
}

func TestTallyMerge(t *testing.T) {
	r := randomRatings(testRand(15), 60, 3, 4)
	whole, why := r.Tally()
	assert.Equal(t, Defined, why)
	left, _ := NewTally(3, 4)
	right, _ := NewTally(3, 4)
	for i := range r.units() {
		part := &left
		if i%3 == 0 {
			part = &right
		}
		assert.Equal(t, Defined, part.Add(r.Values[3*i:3*i+3], 1))
	}
	assert.Equal(t, Defined, right.Merge(left))
	assert.Equal(t, whole, right)
	other, _ := NewTally(2, 4)
	assert.Equal(t, BadInput, right.Merge(other))
	assert.Equal(t, whole, right)
}

func TestTallyRefusesWithoutTrace(t *testing.T) {
	tally, _ := NewTally(3, 2)
	empty, _ := NewTally(3, 2)
	for _, unit := range [][]int8{{0, 0}, {0, 0, 2}, {0, 0, -2}, {1, 1, 127}, nil} {
		assert.Equal(t, BadInput, tally.Add(unit, 1))
		assert.Equal(t, empty, tally)
	}
	assert.Equal(t, BadInput, tally.Add([]int8{0, 0, 0}, -1))
	assert.Equal(t, empty, tally)
	_, why := NewTally(0, 2)
	assert.Equal(t, BadInput, why)
	var zero Tally
	assert.Equal(t, BadInput, zero.Add([]int8{0}, 1))
	assert.Equal(t, BadInput, zero.Percent(0.95).Undefined)
	assert.Equal(t, BadInput, zero.Krippendorff().Undefined)
}

func TestSpread(t *testing.T) {
	// 0, 1, 1 and 3 agreeing pairs: mean 5/4, squared deviations sum to 19/4.
	assert.Equal(t, 4.75, sizeTally{units: 4, agree: 5, squares: 11}.spread())
	// Beyond 64 bits: half of 2·10¹⁰ units with 1 pair, half with 0.
	assert.Equal(t, 5e9, sizeTally{units: 2e10, agree: 1e10, squares: 1e10}.spread())
	assert.Equal(t, 0.0, sizeTally{units: 7e9, agree: 21e9, squares: 63e9}.spread())
	assert.Equal(t, 0.0, sizeTally{}.spread())
}
