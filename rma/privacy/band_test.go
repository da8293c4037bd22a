package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/reflexive-monitoring/toolkit/rma"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNewBands(t *testing.T) {
	for _, c := range []struct {
		why  string
		from []int
		keys string
	}{
		{"the bands of the documentation", []int{0, 4, 12, 18, 27, 65}, "0-3, 4-11, 12-17, 18-26, 27-64, 65+"},
		{"ages below the first one form a band", []int{18, 65}, "0-17, 18-64, 65+"},
		{"one band", []int{0}, "0+"},
		{"one band that does not begin at 0", []int{18}, "0-17, 18+"},
		{"a band of one year", []int{0, 1, 2, 18}, "0, 1, 2-17, 18+"},
		{"up to the highest age", []int{0, MaxAge}, "0-129, 130+"},
	} {
		b, err := NewBands(c.from...)
		require.NoError(t, err, c.why)
		assert.Equal(t, c.keys, b.String(), c.why)
		assert.Equal(t, c.keys, fmt.Sprint(b), c.why)
	}
	for _, c := range []struct {
		why  string
		from []int
	}{
		{"no age at all", nil},
		{"a negative age", []int{-1, 18}},
		{"an age that nobody has", []int{0, MaxAge + 1}},
		{"twice the same", []int{0, 18, 18}},
		{"from old to young", []int{65, 18, 0}},
		{"an age beyond every file", []int{math.MinInt, math.MaxInt}},
	} {
		b, err := NewBands(c.from...)
		require.ErrorIs(t, err, ErrBands, c.why)
		_, ok := b.Of(20)
		assert.False(t, ok, c.why)
	}
	_, err := NewBands(0, 18, 12)
	assert.ErrorContains(t, err, "number 3 is not higher", "says which one")
}

func TestBandsOf(t *testing.T) {
	b, err := NewBands(0, 4, 12, 18, 27, 65)
	require.NoError(t, err)
	for _, c := range []struct {
		why    string
		age    int
		key    string
		nl, en string
	}{
		{"the youngest", 0, "0-3", "0-3 jaar", "0-3 years"},
		{"the last age of a band", 3, "0-3", "0-3 jaar", "0-3 years"},
		{"the first age of a band", 4, "4-11", "4-11 jaar", "4-11 years"},
		{"grown up", 18, "18-26", "18-26 jaar", "18-26 years"},
		{"the open band", 65, "65+", "65+ jaar", "65+ years"},
		{"the highest age", MaxAge, "65+", "65+ jaar", "65+ years"},
		{"not recorded, as many files code it", -1, "", "onbekend", "unknown"},
		{"a code for missing and no age", 999, "", "onbekend", "unknown"},
		{"just too high", MaxAge + 1, "", "onbekend", "unknown"},
		{"no number is a panic", math.MinInt, "", "onbekend", "unknown"},
	} {
		band, ok := b.Of(c.age)
		assert.Equal(t, c.key != "", ok, c.why)
		assert.Equal(t, c.key, band.Key, c.why)
		assert.Equal(t, c.key, band.String(), c.why)
		assert.Equal(t, c.nl, band.Label(rma.Dutch), c.why)
		assert.Equal(t, c.en, band.Label(rma.English), c.why)
	}
	_, ok := Bands{}.Of(20)
	assert.False(t, ok, "the zero Bands know no age")
	one, err := NewBands(0, 1, 2)
	require.NoError(t, err)
	band, _ := one.Of(1)
	assert.Equal(t, "1 year", band.Label(rma.English), "one year is singular")
	assert.Equal(t, "1 jaar", band.Label(rma.Dutch))
}

// Every age has one band, found by looking at all of them.
func TestBandsPartitionTheAges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range times(300) {
		var from []int
		for age := r.IntN(20); age <= MaxAge; age += 1 + r.IntN(30) {
			from = append(from, age)
		}
		b, err := NewBands(from...)
		require.NoError(t, err)
		for age := range MaxAge + 1 {
			var holds []Band
			for _, band := range b.All() {
				if band.From <= age && age <= band.To {
					holds = append(holds, band)
				}
			}
			require.Len(t, holds, 1, "age %d in %s", age, b)
			got, ok := b.Of(age)
			require.True(t, ok)
			require.Equal(t, holds[0], got)
		}
	}
}

func TestBandsDoNotChange(t *testing.T) {
	from := []int{0, 18}
	b, err := NewBands(from...)
	require.NoError(t, err)
	from[1] = 12
	b.All()[0].To = 3
	assert.Equal(t, "0-17, 18+", b.String())
	band, _ := b.Of(15)
	assert.Equal(t, 17, band.To)
}
